"""Who writes "radera samtalet" means it: the words do what the button does."""

from __future__ import annotations

import re

WISH = re.compile(
    r"(?:snälla |(?:kan|kunde) du |jag vill |vill )?"
    r"(?:radera|ta bort) "
    r"(?:(?:hela |det här |den här )?(?:samtalet|chatten|konversationen|historiken)"
    r"|min historik|(?:det|allt)(?: som)? jag (?:har )?(?:skrev|skrivit|sagt))"
    r"(?: nu| tack| snälla)*"
)
LONGEST = 60
ERASED = "Samtalet är raderat. Inget av det du skrev finns kvar."
NOT_ERASED = "Det gick inte att radera samtalet just nu. Försök igen om en stund."


def asks_to_erase(text: str) -> bool:
    """Whether the whole message is a wish to have the conversation erased, and nothing else: one
    who tells of something erased, or asks whether it can be, is answered as ever."""
    if len(text) > LONGEST or ("?" in text and not text.casefold().startswith(("kan", "kunde"))):
        return False
    words = " ".join(re.sub(r"[^\w ]", " ", text.casefold()).split())
    return WISH.fullmatch(words) is not None

"""Every text outside the templates that the catalogues translate."""

from __future__ import annotations

from services.navigator.wording import find
from services.vocabulary import list_areas, list_support_types
from services.web.browse.group import OTHERS, read_groups
from services.web.problem import DETAILS, TITLES

TOPICS = ("ask",)
WHERE = ("municipality_please", "child_municipality_please")
PROBLEMS = (
    "Meddelandet är för långt. Skriv högst 2000 tecken åt gången.",
    "Skriv några ord om vad som har hänt.",
    "Kommunkoden finns inte. Den ska ha fyra siffror, till exempel 2180.",
    "Kontakten finns inte längre. Se allt stöd i kommunen i stället.",
    "Det finns ingen kommun med den koden.",
)


def fixed_texts() -> frozenset[str]:
    """What is shown as it stands in data/ or in the code: crisis advice, questions, buttons,
    names of support types, areas and groups, and what goes wrong."""
    return frozenset(
        [
            *find("crisis.danger").values(),
            *(find(f"answer.{key}") for key in WHERE),
            find("crisis.chat_stays"),
            *(text for key in TOPICS for text in _flat(find(key))),
            *(row["title"] for row in find("buttons").values()),
            *(kind.name for kind in list_support_types()),
            *(area.label for area in list_areas()),
            *(group["name"] for group in [*read_groups(), OTHERS]),
            *PROBLEMS,
            *TITLES.values(),
            *DETAILS.values(),
        ]
    )


def passing_texts() -> frozenset[str]:
    """What is said around the matter: it may have words in a language, else it is marked as
    Swedish."""
    return frozenset(_flat(find("small_talk")))


def _flat(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    rows = node.values() if isinstance(node, dict) else node
    return [text for row in rows for text in _flat(row)]  # type: ignore[attr-defined]

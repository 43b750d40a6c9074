"""The fields of a contact's form: what each is called, how it is written, what helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.registry.label import CHOICES, LABELS
from services.registry.phone import display_phone
from services.registry.record import Record
from services.vocabulary import AREAS, STAGES, list_support_types, support_type
from services.web.view import swedish_date


@dataclass(frozen=True)
class Field:
    """A field. `kind` is line, text, choice, checks, rows (one a line), words (with commas),
    number or day."""

    name: str
    kind: str = "line"
    hint: str = ""
    mode: str = "text"

    @property
    def label(self) -> str:
        """What it is called in Swedish."""
        return LABELS[self.name]


@dataclass(frozen=True)
class Section:
    """Fields that belong together; those that are always needed are `open`."""

    title: str
    open: bool
    fields: tuple[Field, ...]


HOURS = "Till exempel mån-fre 09:00-11:00,13:00-15:00; tors 17:00-19:00; 2026-12-23 stängt."
SECTIONS = (
    Section(
        "Det viktigaste",
        True,
        (
            Field("support_type", "choice", "Vilket slags stöd det är."),
            Field("name", hint="Så som det ska stå i svaret, till exempel Anhörigkonsulenten."),
            Field("phone", hint="Till exempel 026-17 80 00.", mode="tel"),
            Field("hours", "text", HOURS),
            Field("contact_name", hint="Den som svarar, om det är en viss person."),
            Field("contact_title", hint="Till exempel anhörigkonsulent."),
            Field("email", mode="email"),
            Field(
                "url",
                hint="Hela adressen, till exempel https://www.kommunen.se/anhorig.",
                mode="url",
            ),
            Field("status", "choice", "Bara aktiva kontakter syns för anhöriga."),
        ),
    ),
    Section(
        "Vem det är för",
        False,
        (
            Field("description", "text", "En eller två meningar om vad man får hjälp med."),
            Field("areas", "checks", "Välj inga om det är för alla."),
            Field("stages", "checks", "Välj inga om det är för alla."),
            Field("audience", "choice"),
            Field(
                "eligibility", "text", "Om det finns villkor, till exempel att man bor i kommunen."
            ),
            Field("minimum_age", "number", mode="numeric"),
            Field("maximum_age", "number", mode="numeric"),
            Field("level", "choice"),
            Field("organization", hint="Om någon annan än kommunen eller regionen står bakom."),
        ),
    ),
    Section(
        "Så går det till",
        False,
        (
            Field("what_happens", "text", "Vem som svarar och vad som händer sedan."),
            Field("reach", "text", "Andra sätt än telefon, eller var man går in."),
            Field("why", "text", "Lämna tomt, så säger chatten det som gäller för stödtypen."),
            Field("say", "text", "Lämna tomt, så föreslår chatten vad man kan säga."),
            Field("decision", "choice"),
            Field("cost", hint="Till exempel Det kostar ingenting."),
            Field("languages", "words", "Språkkoder med komma emellan, till exempel sv, fi, ar."),
            Field("interpretation", hint="Till exempel Tolk kan bokas."),
        ),
    ),
    Section(
        "Plats och träffar",
        False,
        (
            Field("place"),
            Field("street"),
            Field("postal_code", mode="numeric"),
            Field("city"),
            Field("accessibility", "text", "Ingång, hiss, hörslinga, parkering."),
            Field("visiting", "text", "När man kan komma, skrivet som telefontiderna."),
            Field("group_dates", "rows", "En träff på varje rad: 2026-12-03 14:00-16:00 Café."),
        ),
    ),
    Section(
        "Källa och kontroll",
        False,
        (
            Field("source", hint="Var uppgiften kommer från, till exempel kommunens webbplats."),
            Field("source_date", "day", "Skriv som 2026-11-24."),
            Field("interval_days", "number", "180 dagar är ett halvår.", "numeric"),
        ),
    ),
)
FIELDS = tuple(field for section in SECTIONS for field in section.fields)


def list_options(name: str, kind: str, current: Any = None) -> list[tuple[str, str]]:
    """What may be chosen in a field by those of a scope of this kind, as (value, Swedish).
    What a record already has may always stay."""
    if name == "support_type":
        fitting = [one for one in list_support_types() if {kind, "civil"} & set(one.level)]
        found = [(one.id, one.name) for one in fitting]
        if current and current not in dict(found):
            found.append((current, support_type(current).name))
        return found
    if name in ("areas", "stages"):
        terms = AREAS if name == "areas" else STAGES
        return [(term.id, term.label) for term in terms.values()]
    allowed = {"level": (kind, "civil"), "status": ("active", "draft", "paused")}.get(name)
    return [
        (value, words.capitalize())
        for value, words in CHOICES[name].items()
        if allowed is None or value in allowed or value == current
    ]


def list_facts(record: Record) -> dict[str, str]:
    """The record's fields in words, field -> text; the empty ones are left out."""
    texts = {field.name: say_value(field.name, getattr(record, field.name)) for field in FIELDS}
    return {name: text for name, text in texts.items() if text}


def say_value(name: str, value: Any) -> str:
    """A field's value as a person reads it; "" for an empty one."""
    if value is None or value == () or value == "":
        return ""
    if name == "support_type":
        return support_type(value).name
    if name in CHOICES:
        return str(CHOICES[name].get(value, value)).capitalize()
    if name in ("areas", "stages"):
        terms = AREAS if name == "areas" else STAGES
        return ", ".join(terms[one].label if one in terms else one for one in value)
    if isinstance(value, tuple):
        return "\n".join(value) if name == "group_dates" else ", ".join(value)
    if isinstance(value, date):
        return swedish_date(value)
    return display_phone(value) if name == "phone" else str(value)

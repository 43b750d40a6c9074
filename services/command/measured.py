"""The page that `./lots evaluate --page` writes: the figures by part, and what is confused."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from services.command.relative import Played
from services.command.score import (
    MEASURES,
    Measure,
    contacts,
    expect,
    first_contact,
    mean,
    measure,
)

NAMES = {
    "first_contact": "rätt första kontakt",
    "included": "rätt bland de visade",
    "harmful_first": "skadlig första",
    "danger_recall": "fara sedd som fara",
    "urgent_recall": "bråttom funnet",
    "false_danger": "falskt larm om fara",
    "municipality": "kommun",
    "turns_mean": "turer till svar (medel)",
    "no_phone": "utanför ämnet, utan nummer",
    "must_say": "frågor, väntade ord i svaret",
}
PARTS: dict[str, Callable[[Played], Any]] = {
    "Område": lambda one: (one.case.get("facts") or {}).get("area"),
    "Skede": lambda one: (one.case.get("facts") or {}).get("stage"),
    "Slag (första väntade kontakt)": lambda one: next(iter(expect(one, "first_any") or ()), None),
}
CONFUSIONS = 12
HEADING = """# Mätt

Skriven av `./lots evaluate --page`, {day}. Varje meddelande skickades till tjänsten som den går
(webb, Rasa, åtgärder, register), och den som mäter svarade på tjänstens frågor ur facit.
Hur siffrorna ska läsas står i `docs/understanding.md`.
"""


def write_page(sets: dict[str, list[Played]], day: date) -> str:
    """The page in Markdown: a table of every set, then the parts and confusions of them all."""
    every = [one for played in sets.values() for one in played]
    lines = [HEADING.format(day=day.isoformat()), *_overview(sets)]
    for title, part in PARTS.items():
        lines += ["", f"## {title}", "", *_part(every, part)]
    return "\n".join([*lines, "", "## Oftast förväxlat", "", *_confusions(every), ""])


def _overview(sets: dict[str, list[Played]]) -> Iterator[str]:
    tables = {name: {row.name: row for row in measure(played)} for name, played in sets.items()}
    yield "| mått | " + " | ".join(f"`{name}` ({len(sets[name])})" for name in sets) + " |"
    yield "|---|" + "---|" * len(sets)
    for name, title in NAMES.items():
        cells = [_cell(table.get(name)) for table in tables.values()]
        if any(cells):
            yield f"| {title} | " + " | ".join(cells) + " |"


def _cell(row: Measure | None) -> str:
    if row is None or row.value is None:
        return ""
    if row.name == "turns_mean":
        return f"{row.value:.2f}".replace(".", ",")
    return f"{row.value:.1%} av {row.n}".replace(".", ",").replace("%", " %")


def _part(every: Iterable[Played], part: Callable[[Played], Any]) -> Iterator[str]:
    groups: dict[str, list[Played]] = defaultdict(list)
    for one in every:
        if part(one):
            groups[str(part(one))].append(one)
    yield "| | fall | rätt första | rätt bland de visade | skadlig första |"
    yield "|---|---|---|---|---|"
    for name, group in sorted(groups.items(), key=lambda item: -len(item[1])):
        shown = ("first_contact", "included", "harmful_first")
        cells = [_cell(mean(key, MEASURES[key], group)) for key in shown]
        yield f"| {name} | {len(group)} | " + " | ".join(cells) + " |"


def _confusions(every: Iterable[Played]) -> Iterator[str]:
    pairs = Counter(
        ((expect(one, "first_any") or ["inget"])[0], next(iter(contacts(one)), "inget svar"))
        for one in every
        if first_contact(one) == 0
    )
    yield "| väntat | svarat | gånger |"
    yield "|---|---|---|"
    for (wanted, got), count in pairs.most_common(CONFUSIONS):
        yield f"| {wanted} | {got} | {count} |"

"""The report of an import: what it did or would do, and what is wrong, in Swedish."""

from dataclasses import dataclass, field

from services.registry.transfer.problem import RowProblem

SHOWN_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What happens to a row: `action` is added, changed or unchanged; `fields` are the Swedish
    names of those that change."""

    row: int
    record_id: str
    name: str
    action: str
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import or of its dry run. Nothing was written unless `written`."""

    outcomes: list[RowOutcome] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    written: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def count(self, action: str) -> int:
        """How many rows have this outcome."""
        return sum(outcome.action == action for outcome in self.outcomes)

    def text(self) -> str:
        """The report as lines of Swedish."""
        return "\n".join(self._problem_lines() if self.problems else self._outcome_lines())

    def _problem_lines(self) -> list[str]:
        lines = [f"Ingenting är ändrat. {_counted(len(self.problems), 'fel', 'fel')} att rätta:"]
        lines += [f"  {problem}" for problem in self.problems[:SHOWN_PROBLEMS]]
        more = len(self.problems) - SHOWN_PROBLEMS
        return [*lines, f"  … och {more} till."] if more > 0 else lines

    def _outcome_lines(self) -> list[str]:
        verb = "Inläst" if self.written else "Prövat, ingenting är ändrat ännu"
        lines = [
            f"{verb}: {_counted(self.count('added'), 'ny', 'nya')}, "
            f"{_counted(self.count('changed'), 'ändrad', 'ändrade')}, "
            f"{_counted(self.count('unchanged'), 'oförändrad', 'oförändrade')}."
        ]
        return lines + [
            _said(outcome) for outcome in self.outcomes if outcome.action != "unchanged"
        ]


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _said(outcome: RowOutcome) -> str:
    if outcome.action == "added":
        return f"  Rad {outcome.row}: ny, {outcome.name}"
    return f"  Rad {outcome.row}: ändrad, {outcome.name} ({', '.join(outcome.fields)})"

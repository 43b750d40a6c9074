"""Fits the weights of triage: `python -m encoder.judge MODEL.npz FILE.jsonl… > judge.yml`.

The files hold cases as in the contract's section 7 that no part of the model has seen.
Run it in the root environment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from services.understanding.reader import Reader, load_reader
from services.understanding.triage_alarm import find_alarm, find_care
from services.understanding.triage_judge import read_signs

LEVELS = ("danger", "urgent", "routine")
STRENGTH = 0.3  # chosen among 0.03 to 3 by the likelihood of ten parts left out in turn
HEADING = """\
# Hur tecknen på fara vägs samman: logistisk regression, anpassad på meddelanden som varken kodaren,
# ordytan eller reglerna var gjorda på (docs/understanding.md). Räknas om när modellen byts
# (encoder/judge.py), inte för hand.
"""


def main() -> None:
    """Read the cases, fit, and print the data file."""
    reader = load_reader(Path(sys.argv[1]))
    texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[2:]]
    cases = [json.loads(line) for text in texts for line in text.splitlines()]
    signs = [_signs(reader, case) for case in cases]
    names = list(signs[0])
    rows = np.array([[row[name] for name in names] for row in signs])
    spread = rows.std(axis=0) + 1e-9
    answers = [LEVELS.index(case["expect"]["triage"]) for case in cases]
    fit = LogisticRegression(C=STRENGTH, max_iter=2000).fit(rows / spread, answers)
    sys.stdout.write(HEADING)
    for level, weights, bias in zip(LEVELS, fit.coef_ / spread, fit.intercept_, strict=True):
        sys.stdout.write(f"{level}:\n" + "".join(_lines(names, weights, bias)))


def _lines(names: list[str], weights: np.ndarray, bias: float) -> Iterator[str]:
    yield from (f"  {name}: {w:.3f}\n" for name, w in zip(names, weights, strict=True))
    yield f"  bias: {bias:.3f}\n"


def _signs(reader: Reader, case: dict) -> dict[str, float]:  # type: ignore[type-arg]
    turns = case.get("turns") or [case["message"]]
    readings = [reader.classifier.read(turns), reader.classifier.read(turns[-1:])]
    return read_signs(readings, find_alarm(turns), find_care(turns))


if __name__ == "__main__":
    main()

"""The start: the first page waits for nothing that only a message or a paper needs."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = ("spacy", "scipy", "sklearn", "onnxruntime", "tokenizers", "rasa_sdk", "typst", "openpyxl")
ASK = f"""
import sys
import services.web.application
import services.web.blueprints
from importlib import import_module
for door in services.web.blueprints.DOORS:
    import_module(door.path.partition(":")[0])
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""


def test_the_web_starts_light() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == []

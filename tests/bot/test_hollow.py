"""The hollow TensorFlow: what Rasa asks of it while it is imported, and no more."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
NETWORKS = ("DIETClassifier", "TEDPolicy", "UnexpecTEDIntentPolicy", "ResponseSelector")
ASKS = {
    "a submodule is imported": "import tensorflow.keras.utils",
    "a name is imported": "from tensorflow.keras.layers import Layer",
    "a class inherits": "import tensorflow as tf\nclass A(tf.keras.Model, tf.Module): pass",
    "an object is made": "import tensorflow as tf\ntf.keras.layers.Dense(3, units=2)",
    "a type is asked for": "import tensorflow as tf\nassert not isinstance(1, tf.Tensor)",
    "a function is decorated": "import tensorflow as tf\n@tf.function\ndef f(): pass",
    "an addon is imported": "import tensorflow_addons as tfa\ntfa.seq2seq.x",
    "others are as before": "import json\nassert json.loads('1') == 1",
}


@pytest.mark.parametrize("asked", ASKS)
def test_it_bears_what_rasa_asks(asked: str) -> None:
    code = f"from bot.hollow import hollow_out\nhollow_out()\n{ASKS[asked]}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_it_is_not_there_unless_asked_for() -> None:
    code = "import bot.hollow, sys\nassert not any('Hollow' in str(x) for x in sys.meta_path)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_the_model_has_no_network_that_would_need_the_real_one() -> None:
    config = yaml.safe_load((ROOT / "bot" / "config.yml").read_text(encoding="utf-8"))
    names = [row["name"] for part in ("pipeline", "policies") for row in config[part]]
    assert not [name for name in names if name in NETWORKS]

"""Rasa's NLU component: services/understanding, trained and called through Rasa's graph."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intent import entities_of, intent_of
from services.understanding.classifier import Classifier
from services.understanding.concepts import Lexicon
from services.understanding.encoder import FOLDER, Encoder, encoder_mark
from services.understanding.example import Example, from_metadata
from services.understanding.feature_cache import featurise_with_cache
from services.understanding.heads import Heads
from services.understanding.reader import Reader, load_reader
from services.understanding.situation import Turn
from services.understanding.softmax import Matrix
from services.understanding.training import fit_heads
from services.understanding.traits import Traits
from services.understanding.wording_training import fit_wording

FILE_NAME = "understanding.npz"
TUNED = FOLDER / "heads.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UnderstandingClassifier(GraphComponent):
    """Sets the intent, the entities and the whole ``situation`` of a message.

    The message's metadata brings what the door knows: ``earlier`` (turns so far, each with
    ``text`` and ``asked``), ``asked`` and ``municipality``.
    """

    def __init__(self, storage: ModelStorage, resource: Resource, reader: Reader | None) -> None:
        self._storage = storage
        self._resource = resource
        self._reader = reader

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnderstandingClassifier:
        """A component yet to be trained."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> UnderstandingClassifier:
        """The trained component, its reader warmed by one message."""
        with model_storage.read_from(resource) as folder:
            reader = load_reader(folder / FILE_NAME)
        reader.read([Turn("hej")])
        return cls(model_storage, resource, reader)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the heads and the wording on the examples and their metadata."""
        examples = [_example(message) for message in training_data.intent_examples]
        encoder = Encoder(threads=2)
        heads = fit_heads(examples, lambda: _features(encoder, examples), Heads.load(TUNED))
        lexicon = Lexicon()
        traits = Traits(lexicon)
        classifier = Classifier(encoder, heads, traits, fit_wording(examples, traits))
        with self._storage.write_to(self._resource) as folder:
            classifier.save(folder / FILE_NAME)
        self._reader = Reader(classifier, lexicon)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add: what comes after in the pipeline does not learn from features."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        if self._reader is None or not message.get(TEXT):
            return
        metadata = message.get(METADATA) or {}
        earlier = [Turn(**turn) for turn in metadata.get("earlier", ())]
        turn = Turn(message.get(TEXT), metadata.get("asked"))
        situation = self._reader.read([*earlier, turn], metadata.get("municipality"))
        message.set(INTENT, intent_of(situation), add_to_output=True)
        message.set("entities", entities_of(situation), add_to_output=True)
        message.set("situation", situation.to_dict(), add_to_output=True)


def _features(encoder: Encoder, examples: list[Example]) -> Matrix:
    conversations = [example.turns for example in examples]
    features = featurise_with_cache(encoder, conversations, _cache(), encoder_mark())
    return np.asarray(features, dtype=np.float64)


def _cache() -> Path:
    """Beside the models; a lost cache costs minutes, nothing more."""
    return Path(os.environ.get("LOTS_VAR") or "var") / "models" / "features.npz"


def _example(message: Message) -> Example:
    metadata = (message.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}
    return from_metadata(message.get(TEXT), message.get(INTENT), metadata)

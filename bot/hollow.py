"""A hollow TensorFlow: names without substance, for serving a model that has no network in it.

Rasa imports TensorFlow wherever it starts, though only DIET, TED and their kin compute with it,
and the pipeline here has none of them. The real one costs a third of a gigabyte of memory.
"""

from __future__ import annotations

import sys
from abc import ABCMeta
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, ClassVar

HOLLOWED = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "keras")


class HollowType(ABCMeta):
    """Classes that have every attribute, each a class of its own to inherit from or decorate by."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return make_hollow(name)


class HollowModule(ModuleType):
    """A module that has every name."""

    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return make_hollow(name)


class HollowFinder(MetaPathFinder, Loader):
    """Finds the hollowed packages and whatever is looked for inside them."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A spec for a hollowed package; None for any other."""
        return ModuleSpec(name, self) if name.partition(".")[0] in HOLLOWED else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module that has every name."""
        return HollowModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def make_hollow(name: str) -> Any:
    """A class called ``name``."""
    return HollowType(name, (), {"__init__": lambda self, *given, **named: None})


def hollow_out() -> None:
    """From now on the hollow one is imported. Call it before Rasa is."""
    sys.meta_path.insert(0, HollowFinder())

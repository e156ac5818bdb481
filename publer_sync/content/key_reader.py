"""The keys of one post as its layers give them: what is in force, where it is written, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from publer_sync.config.project import Project
from publer_sync.content.layers import Layer, LayeredValue, Layers, effective_value
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.media import Media
from publer_sync.model.network import PostType


@dataclass(frozen=True, slots=True)
class EntryContext:
    """Facts that all posts of an entry share.

    `own` is the layer of the entry itself. Media are looked for only once. `repeated` says of each
    hashtag, by its place, whether all texts so far have it already.
    """

    entry: Location
    own: Layer
    project: Project
    diagnostics: list[Diagnostic]
    media: dict[tuple[int, PostType | None], tuple[Media, ...] | None] = field(default_factory=dict)
    repeated: dict[Location, bool] = field(default_factory=dict)

    def is_own(self, layer: Layer) -> bool:
        """Return whether the entry itself says it, and not defaults."""
        own = self.own
        return layer.document is own.document and layer.path[: len(own.path)] == own.path


class KeyReader:
    """Read values, and note the place of each under its symbolic path (`poll.options[2]`)."""

    def __init__(self, layers: Layers, context: EntryContext) -> None:
        self.layers = layers
        self.context = context
        self.project = context.project
        self.values = effective_value(layers)
        self.invalid_keys = frozenset[str]().union(*(layer.invalid_keys for layer in layers))
        self.places: dict[str, Location] = {}
        self.usable = True

    def data(self, key: str) -> Any:
        """The value in force, or None; its place is noted under its key."""
        value = self.values.get(key)
        if value is None or value.data is None:
            return None
        self.places[key] = value.at()
        return value.data

    def whole(self, key: str, path: str = "") -> Any:
        """As `data`, and the places of everything below are noted as well."""
        data = self.data(key)
        if isinstance(data, dict | list):
            self.note(path or key, self.values[key], data)
        return data

    def note(self, path: str, value: LayeredValue, data: object, *steps: str | int) -> None:
        """Note the place of a part of a value, and of each part of that."""
        self.places[path] = value.at(*steps)
        below: Iterable[tuple[str | int, object]] = ()
        if isinstance(data, dict):
            below = data.items()
        elif isinstance(data, list):
            below = enumerate(data)
        for step, part in below:
            name = f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}"
            self.note(name, value, part, *steps, step)

    def strength(self, key: str) -> int:
        """Return the rank of the layer that gives a key; -1 where none does."""
        value = self.values.get(key)
        if value is None or value.data is None:
            return -1
        return next(at for at, layer in enumerate(self.layers) if layer is value.layer)

    def error(self, rule: str, message: str, place: Location, hint: str | None) -> None:
        """Note what makes the post unusable."""
        self.usable = False
        self.context.diagnostics.append(error(rule, message, place, hint=hint))

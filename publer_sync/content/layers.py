"""Sources of a post's values: layers of written values, the later the stronger.

Built-in values < `defaults` of the project < `_defaults.yaml` of each folder < `defaults` of the file <
the entry < `networks.<name>` of all of these < the account's own values. Lists replace lists; only
`networks` is merged, key by key, because each layer's `networks.<name>` is a layer of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publer_sync.diagnostics import Location
from publer_sync.model.network import Network
from publer_sync.source.document import Document, Path
from publer_sync.source.schema.check import Finding

Layers = tuple["Layer", ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Keys of an entry as one place gives them; `invalid_keys` are keys that are there but unusable."""

    document: Document
    path: Path
    values: Mapping[str, object]
    invalid_keys: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The folder that paths in this layer are relative to."""
        return self.document.file.rpartition("/")[0]

    def at(self, *steps: str | int) -> Location:
        """The place of a value below this layer."""
        return self.document.at((*self.path, *steps))


@dataclass(frozen=True, slots=True)
class LayeredValue:
    """A value that is in force, and the layer and key that it was written under."""

    data: object
    layer: Layer
    key: str

    def at(self, *steps: str | int) -> Location:
        return self.layer.at(self.key, *steps)


def layer_of(document: Document, path: Path, findings: Iterable[Finding]) -> Layer:
    """The layer at a path of a document, without the values that broke the schema."""
    data: object = document.data
    for step in path:
        data = data[step]  # type: ignore[index]  # the caller knows that the path is there
    if not isinstance(data, dict):
        return Layer(document, path, {})
    depth = len(path)
    steps = (finding.path for finding in findings)
    invalid_keys = frozenset(str(p[depth]) for p in steps if len(p) > depth and p[:depth] == path)
    return Layer(
        document, path, {k: v for k, v in data.items() if k not in invalid_keys}, invalid_keys
    )


def of_network(layers: Layers, network: Network) -> Layers:
    """Return the part of each layer for one network, in the same order."""
    below = []
    for layer in layers:
        networks = layer.values.get("networks")
        values = networks.get(network.value) if isinstance(networks, dict) else None
        if values:
            path = (*layer.path, "networks", network.value)
            below.append(Layer(layer.document, path, values))
    return tuple(below)


def pick(layers: Layers, key: str) -> LayeredValue | None:
    """The value of the strongest layer that has the key; an explicit null is a value."""
    for layer in reversed(layers):
        if key in layer.values:
            return LayeredValue(layer.values[key], layer, key)
    return None


def effective_value(layers: Layers) -> dict[str, LayeredValue]:
    """For each key the value of the strongest layer that has it."""
    strongest = {key: layer for layer in layers for key in layer.values}
    return {key: LayeredValue(layer.values[key], layer, key) for key, layer in strongest.items()}


def is_broken(layers: Layers, key: str) -> bool:
    """Return whether some layer tried to give the key."""
    return any(key in layer.invalid_keys for layer in layers)

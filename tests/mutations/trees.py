"""YAML as a tree that may be wrong: mappings are pairs, so that a key can come twice or be no word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

DEEPEST = 60
"""How far down values are looked for: a mutation can put a tree into itself."""


class Pairs(list[tuple[Any, Any]]):
    """A mapping as its pairs, in the order of the file."""


class _Loader(yaml.SafeLoader):
    yaml_implicit_resolvers: dict[str, Any] = {}


class _Dumper(yaml.SafeDumper):
    """Repeated values become anchors and aliases, as the library does it."""


def _pairs(loader: _Loader, node: yaml.MappingNode) -> Pairs:
    return Pairs(
        (loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
        for key, value in node.value
    )


def _mapping(dumper: _Dumper, pairs: Pairs) -> yaml.MappingNode:
    of = dumper.represent_data
    node = yaml.MappingNode("tag:yaml.org,2002:map", [(of(k), of(v)) for k, v in pairs])
    node.flow_style = False
    return node


_Loader.add_constructor("tag:yaml.org,2002:map", _pairs)
_Dumper.add_representer(Pairs, _mapping)
for _tag, _form, _first in [
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?[0-9]{1,9}", list("-0123456789")),
]:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)


def read(text: str) -> Any:
    """The tree of a YAML text that is in order."""
    return yaml.load(text, _Loader)  # noqa: S506  # nothing but plain data is resolved


def written(tree: Any) -> str:
    """The tree as YAML, escapes and aliases included."""
    dumped: str = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return dumped.removesuffix("...\n")


@dataclass(frozen=True)
class Spot:
    """A value in a tree: what it lies in, at which index, and the names on the way to it."""

    inside: Any
    index: int
    path: tuple[str, ...]

    @property
    def key(self) -> Any:
        return self.inside[self.index][0] if isinstance(self.inside, Pairs) else None

    @property
    def value(self) -> Any:
        there = self.inside[self.index]
        return there[1] if isinstance(self.inside, Pairs) else there

    def put(self, value: Any) -> None:
        is_pair = isinstance(self.inside, Pairs)
        self.inside[self.index] = (self.key, value) if is_pair else value

    def rename(self, key: Any) -> None:
        self.inside[self.index] = (key, self.value)


def spots(tree: Any, path: tuple[str, ...] = ()) -> Iterator[Spot]:
    """Every value of a tree except the tree itself."""
    if not isinstance(tree, list) or len(path) > DEEPEST:
        return
    for index in range(len(tree)):
        spot = Spot(tree, index, path)
        here = Spot(tree, index, (*path, str(spot.key) if spot.key is not None else "[]"))
        yield here
        yield from spots(here.value, here.path)


def spots_in(tree: Any, is_meant: Callable[[Spot], bool]) -> list[Spot]:
    """Those values that are meant."""
    return [spot for spot in spots(tree) if is_meant(spot)]

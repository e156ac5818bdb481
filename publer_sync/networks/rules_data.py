"""The rules file `rules.yaml`, read once, and the word lists that lie beside the counters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from publer_sync.model.network import Network

_FOLDER = resources.files("publer_sync.networks")


@cache
def rules() -> Mapping[str, Any]:
    """The whole rules file as data; its own header says how to read it. Callers must not change it."""
    # The C loader reads the file fourteen times faster; not every build of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: Mapping[str, Any] = yaml.load((_FOLDER / "rules.yaml").read_text("utf-8"), Loader=loader)
    return data


def of_network(network: Network) -> Mapping[str, Any]:
    """Return the part of the rules file about a network."""
    values: Mapping[str, Any] = rules()["networks"][network.value]
    return values


def of_publer(key: str) -> Mapping[str, Any]:
    """Return the part of the rules file about Publer itself, under a key."""
    values: Mapping[str, Any] = rules()["publer"][key]
    return values


def words(name: str) -> tuple[str, ...]:
    """The words of a list such as `counting/top_level_domains.txt`, without its notes."""
    lines = _FOLDER.joinpath(*name.split("/")).read_text("utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())

"""`rules`: which rules do not apply to a post."""

from __future__ import annotations

from typing import Any

from publer_sync.content.keys import Keys
from publer_sync.content.layers import Layer


def rules_off(keys: Keys) -> frozenset[str]:
    """Return the rules that are off: those of the project, then what each layer says, rule by rule."""
    off = keys.project.policy.off
    for layer in keys.layers:
        for rule in _rules(layer):
            keys.places[f"rules.{rule}"] = layer.at("rules", rule)
        off = _applied(off, layer)
    return off


def rules_off_by_entry(keys: Keys) -> frozenset[str]:
    """Return the rules that the entry itself switches off, below `networks` and `accounts` too."""
    off: frozenset[str] = frozenset()
    for layer in keys.layers:
        if keys.scene.is_own(layer):
            off = _applied(off, layer)
    return off


def _applied(off: frozenset[str], layer: Layer) -> frozenset[str]:
    for rule, state in _rules(layer).items():
        off = off | {rule} if state == "off" else off - {rule}
    return off


def _rules(layer: Layer) -> Any:
    return layer.values.get("rules") or {}

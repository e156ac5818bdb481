"""`rules`: which rules do not apply to a post."""

from __future__ import annotations

from typing import Any

from publer_sync.content.keys import Keys


def rules_off(keys: Keys) -> frozenset[str]:
    """Those that the project switched off, and then what each layer says, rule by rule."""
    off = keys.project.policy.off
    if "rules" not in keys.values:
        return off
    for layer in keys.layers:
        rules: Any = layer.values.get("rules") or {}
        for rule, state in rules.items():
            keys.places[f"rules.{rule}"] = layer.at("rules", rule)
            off = off | {rule} if state == "off" else off - {rule}
    return off

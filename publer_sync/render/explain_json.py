"""What there is to know about rules, as the JSON that machines read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publer_sync.model.network import NETWORKS
from publer_sync.networks.explain import Explanation, Statement
from publer_sync.networks.limits.sources import Source
from publer_sync.render.json_text import json_text
from publer_sync.render.limit_words import limit_words, passage_name

FORMAT_VERSION = 1


def explain_json(explanation: Explanation) -> str:
    """A rule with its limits by network; a network for which nothing is known has an empty list."""
    limits = {
        network.value: [_limit(each) for each in explanation.about(network)]
        for network in NETWORKS
        if explanation.judges_networks
    }
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            **_rule(explanation),
            "why": explanation.why,
            "mend": explanation.mend,
            "publer": [_limit(each) for each in explanation.about(None)],
            "networks": limits,
        }
    )


def rules_json(explanations: Iterable[Explanation]) -> str:
    """All rules: their ids and what they demand."""
    rules = [_rule(each) for each in explanations]
    return json_text({"format_version": FORMAT_VERSION, "rules": rules})


def _rule(explanation: Explanation) -> dict[str, Any]:
    return {
        "id": explanation.id,
        "purpose": explanation.purpose,
        "can_be_off": explanation.can_be_off,
    }


def _limit(statement: Statement) -> dict[str, Any]:
    return {
        "name": passage_name(statement.path, statement.given),
        "limit": limit_words(statement.path, statement.given, statement.judged),
        "values": dict(statement.judged),
        "note": statement.given.get("note"),
        "confidence": statement.confidence,
        "sources": [_source(each) for each in statement.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"name": source.key, "as_of": source.as_of, "url": source.url}

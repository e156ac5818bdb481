"""Explanations of rules, as words and a table for people, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publer_sync.model.network import NETWORKS, Network
from publer_sync.networks.explain import Explanation, Statement
from publer_sync.networks.limits.bounds import LimitSource
from publer_sync.render.docs.limits import limit_words, passage_name
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text

_NETWORK = 17
"""The column after the names of networks."""

_ID = 25


def rules_text(explanations: Iterable[Explanation], *, color: bool, width: int) -> str:
    """Each rule with what it demands."""
    page = TextPage(color=color, width=width)
    for each in explanations:
        page.row(each.id, [each.purpose], indent=0, column=_ID)
    return page.text()


def explain_text(explanation: Explanation, *, color: bool, width: int) -> str:
    """Render the demand and reason of a rule, its limits for all networks, and their sources."""
    page = TextPage(color=color, width=width)
    page.line(Piece(explanation.id, Style.BOLD), f": {explanation.purpose}", hang=2)
    page.gap()
    for label, words in _remarks(explanation):
        page.row(label, [words], indent=0, column=6)
    if explanation.statements:
        _add_limits(page, explanation)
        _add_sources(page, explanation.statements)
    return page.text()


def _remarks(explanation: Explanation) -> list[tuple[str, str]]:
    rule = explanation.id
    off = f"`rules: {{{rule}: off}}` in the project file, or in an entry"
    disabled = "it cannot be switched off"
    remarks = [
        ("why", explanation.reason),
        ("fix", explanation.fix),
        ("off", off if explanation.can_be_off else disabled),
    ]
    return [(label, words) for label, words in remarks if words]


def _add_limits(page: TextPage, explanation: Explanation) -> None:
    page.gap()
    head = "NETWORK".ljust(_NETWORK) if explanation.judges_networks else ""
    page.line(
        Piece(
            f"{head}LIMIT (how sure it is: who says so)",
            Style.BOLD,
        )
    )
    if explanation.judges_networks:
        for network in NETWORKS:
            _add_row(page, network, explanation.about(network))
    for each in explanation.about(None):
        page.row("Publer", _limit(each), indent=0, column=_NETWORK)
    if any(not explanation.about(network) for network in NETWORKS if explanation.judges_networks):
        page.line(
            "–".ljust(_NETWORK), Piece("nothing is known, or the network has none", Style.DIM)
        )


def _add_row(page: TextPage, network: Network, statements: Sequence[Statement]) -> None:
    limits = [_limit(each) for each in statements] or [("–",)]
    page.row(network.label, *limits, indent=0, column=_NETWORK)


def _limit(statement: Statement) -> tuple[Piece | str, ...]:
    name = passage_name(statement.path, statement.data)
    words = limit_words(statement.path, statement.data, statement.judged)
    note = statement.data.get("note")
    message = f"{name}: {words}" if name else words
    keys = ", ".join(source.key for source in statement.sources)
    by = f" ({statement.confidence}: {keys})" if statement.confidence else ""
    return (message, Piece(by, Style.DIM), Piece(f" – {note}" if note else "", Style.DIM))


def _add_sources(page: TextPage, statements: Sequence[Statement]) -> None:
    sources = {source for each in statements for source in each.sources}
    if not sources:
        return
    page.gap()
    page.line(Piece("SOURCE".ljust(_NETWORK) + "AS OF       PAGE", Style.BOLD))
    for source in sorted(sources, key=lambda source: source.key):
        page.row(source.key, [_page(source)], indent=0, column=_NETWORK)


def _page(source: LimitSource) -> str:
    return f"{source.as_of.ljust(10)}  {source.url or 'no published source'}"


# What there is to know about rules, as the JSON that machines read.

FORMAT_VERSION = 1


def explain_json(explanation: Explanation) -> str:
    """A rule with its limits by network; a network for which nothing is known has an empty list."""
    limits = {
        network.value: [_limit_document(each) for each in explanation.about(network)]
        for network in NETWORKS
        if explanation.judges_networks
    }
    return json_text(
        {
            "format_version": FORMAT_VERSION,
            **_rule(explanation),
            "why": explanation.reason,
            "fix": explanation.fix,
            "publer": [_limit_document(each) for each in explanation.about(None)],
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


def _limit_document(statement: Statement) -> dict[str, Any]:
    return {
        "name": passage_name(statement.path, statement.data),
        "limit": limit_words(statement.path, statement.data, statement.judged),
        "values": dict(statement.judged),
        "note": statement.data.get("note"),
        "confidence": statement.confidence,
        "sources": [_source(each) for each in statement.sources],
    }


def _source(source: LimitSource) -> dict[str, Any]:
    return {"name": source.key, "as_of": source.as_of, "url": source.url}

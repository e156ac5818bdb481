"""Explanation of a rule: its demand, its reason, and the limits that it judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from publer_sync.model.network import Network
from publer_sync.networks.disabled_rules import can_be_off
from publer_sync.networks.limits.bounds import Confidence, LimitSource, confidence_of, sources_of
from publer_sync.networks.rule_coverage import SUBJECTS, matches, parts_below, values
from publer_sync.networks.rules import EVERY_RULE
from publer_sync.networks.rules_data import of_publer, rules
from publer_sync.source.rule_docs import FILE_RULES

_NEEDS = ("types/*/needs", "types/*/accounts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A passage of the rules file: its path, all that it says, and the part that a rule judges.

    `judged` has the keys below the passage, joined by `/`. A statement about Publer itself has no
    network. Types of posts are one passage.
    """

    network: Network | None
    path: tuple[str, ...]
    data: Mapping[str, Any]
    judged: Mapping[str, Any]

    @property
    def sources(self) -> tuple[LimitSource, ...]:
        return sources_of(self._stated)

    @property
    def confidence(self) -> Confidence | None:
        """Certainty of the statement; None where nothing is said about that."""
        return confidence_of(self._stated) if "conf" in self._stated else None

    @property
    def _stated(self) -> Mapping[str, Any]:
        """Return the text that names the sources; those of all types are in one place."""
        return of_publer("types") if self.path == ("types",) else self.data


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A rule: what it demands, why, what to do, whether it can be off, and the limits it judges."""

    id: str
    purpose: str
    reason: str
    fix: str
    can_be_off: bool
    statements: tuple[Statement, ...] = ()

    @property
    def judges_networks(self) -> bool:
        """Return whether there are numbers for single networks."""
        return any(each.network for each in self.statements)

    def about(self, network: Network | None) -> tuple[Statement, ...]:
        return tuple(each for each in self.statements if each.network is network)


@cache
def known_rules() -> tuple[str, ...]:
    """The ids of all rules, in alphabetical order."""
    return tuple(sorted({rule.ID for rule in EVERY_RULE} | set(FILE_RULES)))


@cache
def explain(rule: str) -> Explanation | None:
    """Return the explanation of a rule; None if there is none of that id."""
    about = FILE_RULES.get(rule)
    module = next((each for each in EVERY_RULE if rule == each.ID), None)
    if module is None and about is None:
        return None
    if module is None and about is not None:
        purpose, reason, fix = about.purpose, about.reason, about.fix
    else:
        purpose = getattr(module, "PURPOSE", "")
        reason = getattr(module, "WHY", "") or _in_one_line(module.check.__doc__ if module else "")
        fix = getattr(module, "FIX", "")
    return Explanation(
        id=rule,
        purpose=purpose,
        reason=reason,
        fix=fix,
        can_be_off=can_be_off(rule),
        statements=tuple(_statements(rule)),
    )


def _in_one_line(docstring: str | None) -> str:
    return " ".join((docstring or "").split())


def _statements(rule: str) -> Iterator[Statement]:
    """The passages that a rule judges, in the order of the rules file."""
    patterns = [each for each in SUBJECTS.get(rule, ()) if each not in _NEEDS]
    passages: dict[tuple[str, ...], dict[str, Any]] = {}
    for path, value in values():
        if any(matches(parts_below(path), pattern) for pattern in patterns):
            top = _passage(path)
            passages.setdefault(top, {})["/".join(path.split("/")[len(top) :])] = value
    for top, judged in passages.items():
        network = Network(top[1]) if top[0] == "networks" else None
        inner = top[2:] if network else top[1:]
        options = _at(top)
        if isinstance(options, Mapping):
            yield Statement(network=network, path=inner, data=options, judged=judged)
        else:
            single = {top[-1]: options}
            yield Statement(network=network, path=inner, data=single, judged=single)


def _passage(path: str) -> tuple[str, ...]:
    """The keys down to the innermost passage that has sources, or to the first one of its network."""
    keys = tuple(path.split("/"))
    first = 3 if keys[0] == "networks" else 2
    for length in range(len(keys), first - 1, -1):
        values = _at(keys[:length])
        if isinstance(values, Mapping) and "src" in values:
            return keys[:length]
    return keys[:first]


def _at(keys: tuple[str, ...]) -> Any:
    value: Any = rules()
    for key in keys:
        value = value[key]
    return value

"""The ids that the code gives to findings, read from the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from publer_sync.networks.rules import EVERY_RULE
from tests.support.documents import ROOT

_FINDERS = {"error", "warning", "InvalidTime", "stop", "report", "finding"}


def emitted_rules() -> set[str]:
    """Every id that a finding can have."""
    found = {"media-not-found", *(rule.ID for rule in EVERY_RULE)}
    for path in (ROOT / "publer_sync").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= set(_named_by(node))
    return {word for word in found if re.fullmatch("[a-z]+(-[a-z]+)*", word)}


def _named_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _name(node.func) in _FINDERS:
        for argument in node.args[:2]:
            yield from _kebab(argument)
    elif isinstance(node, ast.Call) and _name(node.func) == "Diagnostic":
        for keyword in node.keywords:
            if keyword.arg == "rule":
                yield from _texts(keyword.value)
    elif isinstance(node, ast.Assign) and _name(node.targets[0]) in {"rule", "ID", "_RULE"}:
        yield from _texts(node.value)


def _kebab(node: ast.expr) -> Iterator[str]:
    """Texts that have the form of an id; a message has spaces."""
    return (text for text in _texts(node) if re.fullmatch("[a-z]+(-[a-z]+)*", text))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can give: itself, or either side of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value

"""The page docs/rules.md: all rules, what they demand and why, written from what they say themselves."""

from __future__ import annotations

from collections.abc import Iterable

from publer_sync.networks.explain import explain
from publer_sync.networks.rules import EVERY_RULE
from publer_sync.source.rule_docs import SECTIONS

_INTRODUCTION = """# Rules

<!-- Written by `make docs` from the rules themselves: edit those, not this page. -->

Every finding of `publer-sync validate` carries the id of a rule. Errors stop a plan; warnings and
remarks are shown. `publer-sync explain RULE` says more about one, with the limits that it judges.

## Switching rules off

A rule about posts can be switched off for the project, with `rules: {alt-text: off}` in the
project file, or for one entry, with the same key there; `on` switches it on again. Two cannot:
`slot-taken` and `duplicate-drafts` keep posts apart from each other, and without them one post could be
taken for another. The rules about files, names and times cannot either: without them it would not
be clear what a file says.

## Posts and networks

What the networks take stands on [a page of its own](networks.md), with all sources. Where sources
disagree, the strictest well-supported number gives a warning, and the loosest one an error. What
only third parties say is never more than a warning; what Publer puts right by itself is a remark.
Media are judged once they were looked into; what is only in Publer's library or on the web cannot
be.
"""
_REMARKS = {
    "Media files": """
Media files are looked into wherever a post uses them: for pictures their format, size after EXIF
orientation and frames; for videos (with MediaInfo) length, picture size, frame rate and codec; the
pages of a PDF. `.mp4`, `.m4v` and `.mov` count as one family. What was found is remembered by content
among the caches of the user (on Linux `~/.cache/publer-sync`), which may be deleted at any time.
"""
}
_HEAD = "| Rule | What it demands | Why | How to fix it |\n|---|---|---|---|"


def rules_page() -> str:
    """The whole page as Markdown."""
    parts = [_INTRODUCTION, *_table(rule.ID for rule in EVERY_RULE)]
    for heading, rules in SECTIONS.items():
        parts += [f"\n## {heading}\n", *_table(rules)]
        parts += [_REMARKS[heading].rstrip()] if heading in _REMARKS else []
    return "\n".join(parts) + "\n"


def _table(rules: Iterable[str]) -> list[str]:
    known_names = [about for rule in sorted(rules) if (about := explain(rule))]
    rows = ((each.purpose, each.reason, each.fix) for each in known_names)
    cells = (" | ".join(text.replace("|", "\\|") for text in row) for row in rows)
    return [
        _HEAD,
        *(f"| `{each.id}` | {row} |" for each, row in zip(known_names, cells, strict=True)),
    ]

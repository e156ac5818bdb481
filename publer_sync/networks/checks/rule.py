"""What a rule is: a module with an id, its purpose in one line, and a check.

For `publer-sync explain` and docs/rules.md a rule may say more, in two further constants:

- `WHY`: what happens to a post that breaks it; without it, the docstring of `check` is shown.
- `MEND`: what to do about it.

The limits that it judges are named in `publer_sync.networks.rule_coverage`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.post import Post


class Rule(Protocol):
    """A rule that looks at one post at a time."""

    @property
    def ID(self) -> str: ...

    @property
    def PURPOSE(self) -> str: ...

    def check(self, post: Post, policy: Policy, /) -> Iterator[Diagnostic]: ...


class RuleAcrossPosts(Protocol):
    """A rule that needs to see all posts together."""

    @property
    def ID(self) -> str: ...

    @property
    def PURPOSE(self) -> str: ...

    def check(self, posts: Sequence[Post], policy: Policy, /) -> Iterator[Diagnostic]: ...

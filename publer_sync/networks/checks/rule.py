"""Definition of a rule, and the subjects that rules are about.

A rule is a module with an id, its purpose in one line, and a check. For `publer-sync explain` and
docs/rules.md it may say more, in two further constants:

- `WHY`: what happens to a post that breaks it; without it, the docstring of `check` is shown.
- `FIX`: what to do about it.

The limits that it judges are named in `publer_sync.networks.rule_coverage`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Protocol

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings
from publer_sync.model.network import PostType
from publer_sync.model.post import Post
from publer_sync.model.schedule import At, Recurring
from publer_sync.networks.checks.media_bounds import inspected_media
from publer_sync.networks.checks.posts import media_places
from publer_sync.networks.limits.types import limits
from publer_sync.networks.texts import texts_of


class Rule(Protocol):
    """A rule that looks at one post at a time."""

    @property
    def ID(self) -> str: ...

    @property
    def PURPOSE(self) -> str: ...

    def check(self, post: Post, policy: Policy, /) -> Findings: ...


class RuleAcrossPosts(Protocol):
    """A rule that needs to see all posts together."""

    @property
    def ID(self) -> str: ...

    @property
    def PURPOSE(self) -> str: ...

    def check(self, posts: Sequence[Post], policy: Policy, /) -> Findings: ...


class RuleSubject(Enum):
    """Subject of a rule: a post without it breaks no rule about it."""

    ANY = auto()
    TEXT = auto()
    TAGS = auto()
    LINK = auto()
    NEEDS = auto()
    MEDIA = auto()
    FILE_FACTS = auto()
    OPTIONS = auto()
    POLL = auto()
    ADDITIONS = auto()
    FOLLOW_UPS = auto()
    REPETITION = auto()


def subjects_of(post: Post) -> list[RuleSubject]:
    """The subjects that a post has."""
    network = limits(post.network)
    allowed = network.types.get(post.type)
    texts = [text for _, text in texts_of(post) if text]
    has = {
        RuleSubject.ANY: True,
        RuleSubject.TEXT: texts,
        # Hashtags, mentions, cashtags.
        RuleSubject.TAGS: any(sign in text for text in texts for sign in "#\uff03@$"),
        RuleSubject.LINK: post.link or "://" in post.text,
        # What its network or type demands beside a text, whether it has that or not.
        RuleSubject.NEEDS: network.media_required
        or (allowed and (allowed.needs or allowed.total.least))
        or post.sublinks,
        RuleSubject.MEDIA: any(media_places(post)),
        RuleSubject.FILE_FACTS: inspected_media(post),
        RuleSubject.OPTIONS: post.options or post.sublinks,
        RuleSubject.POLL: post.poll or post.type is PostType.POLL,
        # What Publer or the network adds to a post as it is written.
        RuleSubject.ADDITIONS: post.link or post.names.signature or post.names.watermark,
        RuleSubject.FOLLOW_UPS: post.thread or post.comments or post.share or post.delete,
        RuleSubject.REPETITION: isinstance(post.schedule, Recurring)
        or (isinstance(post.schedule, At) and post.schedule.recycle),
    }
    return [subject for subject, thing in has.items() if thing]

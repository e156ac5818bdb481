"""A plan: every address with what would happen to it, and the answers that others ask of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from math import ceil

from publer_sync.model.address import Address
from publer_sync.model.batching import batches
from publer_sync.model.fingerprint import digest
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Post
from publer_sync.model.state import StoredMedia
from publer_sync.planning.change import HELD, SECTIONS, Action, Change, ChangeStatus, Reason

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """Options of the user. `targets` are words as given; empty means everything.

    `approved` are the items (see `approval`) of what people were shown; only that may be written. None means
    that nothing has to be shown before.
    """

    targets: tuple[str, ...] = ()
    allow: frozenset[str] = frozenset()
    update_published: bool = False
    retry_failed: bool = False
    approved: frozenset[str] | None = None

    @property
    def document(self) -> dict[str, object]:
        """The options as a plan document holds them, and as its digest covers them."""
        return {
            "targets": list(self.targets),
            "allow": sorted(self.allow),
            "update_published": self.update_published,
            "retry_failed": self.retry_failed,
        }


SAME_TEXT = "duplicate-text"
"""The rule about equal texts. Switched off on an entry itself, it lets its posts through the guards."""


class AllowWord(StrEnum):
    """The words of `--allow` that stand alone: each lifts a guard for one plan."""

    DELETES = "deletes"
    REPLACES = "replaces"
    PAST = "past"
    STALE_CHECKOUT = "stale-checkout"
    EDITED_DELETES = "edited-deletes"


DUPLICATE_TEXT = "duplicate-text"
"""The word for `--allow`, with an address: the post goes out although its text exists on the account."""


def is_allow_word(text: str) -> bool:
    """Decide whether `--allow` takes a text: one of AllowWord, or DUPLICATE_TEXT with an address."""
    word, _, address = text.partition("=")
    if word != DUPLICATE_TEXT:
        return text in {str(each) for each in AllowWord}
    try:
        Address.parse(address)
    except ValueError:
        return False
    return True


def allowed_duplicates(desired: Iterable[Post], options: PlanOptions) -> frozenset[Address]:
    """The posts of which a person says, for this run, that no existing post is the one."""
    return frozenset(
        post.address for post in desired if f"{DUPLICATE_TEXT}={post.address}" in options.allow
    )


def duplicate_text_exemptions(desired: Iterable[Post], options: PlanOptions) -> frozenset[Address]:
    """The posts that an equal text does not hold: by the rule in their entry, or by a word for this run.

    The rule was written before the write, and says nothing about what became of that: see
    `allowed_duplicates`.
    """
    posts = list(desired)
    by_entry = (post.address for post in posts if SAME_TEXT in post.off_by_entry)
    return frozenset(by_entry) | allowed_duplicates(posts, options)


class NoticeCode(StrEnum):
    """Subject of a notice, where it is not the reason of a change."""

    ADOPT = "adopt"
    OFFLINE = "offline"
    OPEN_WRITES = "open_writes"
    LEFTOVER = "leftover"
    SERIES_LEFTOVER = "series_leftover"
    SHARED_RECORDS = "shared_records"
    TAKE_RECORDED = "take_recorded"
    TAKE_IGNORED = "take_ignored"
    ACCOUNT_GONE = "account_gone"
    CLOCKS_DIFFER = "clocks_differ"
    CHECKOUT_BEHIND = "checkout_behind"
    CHECKOUT_UNKNOWN = "checkout_unknown"
    CHECKOUT_SHALLOW = "checkout_shallow"
    CHECKOUT_UNCOMMITTED = "checkout_uncommitted"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing that stops nothing; `code` is stable, `detail` holds facts.

    `command` are the words of the `publer-sync` command that ends it, if there is a single one. One about
    a clock may be about a time that is pretended.
    """

    code: NoticeCode | Reason
    detail: str
    address: str | None = None
    command: tuple[str, ...] = ()
    is_pretended: bool = False


class PlanGuard(StrEnum):
    """Guard that stops a whole plan."""

    EMPTY = "empty"
    MAX_DELETES = "max_deletes"
    MAX_DELETE_SHARE = "max_delete_share"
    LEFT_OUT = "left_out"
    MAX_REPLACES = "max_replaces"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A guard that stops the whole plan, and the word for `--allow` that lifts it."""

    guard: PlanGuard
    detail: str
    allow: AllowWord


@dataclass(frozen=True, slots=True)
class RequestEstimate:
    """Estimated API requests of an apply, and the number of rate-limit windows that is."""

    estimate: int
    windows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Origin of a plan. A saved plan is applied only while all of it still holds.

    `names` are the ids that the names of the posts to be made stood for, by kind, name and account.
    """

    lineage: str
    serial: int
    remote: str
    desired: str
    media: str
    names: Mapping[str, str] = field(default_factory=dict)
    commit: str | None = None
    environment: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All changes in order of time, then address, with what surrounds them."""

    changes: tuple[Change, ...]
    notices: tuple[Notice, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unmanaged: int = 0
    requests: RequestEstimate
    basis: Basis
    options: PlanOptions = field(default_factory=PlanOptions)

    @cached_property
    def summary(self) -> dict[str, int]:
        """Number of changes in each section, every section named."""
        counted = Counter(change.section for change in self.changes)
        return {str(section): counted[section] for section in SECTIONS}

    @property
    def partial(self) -> bool:
        return bool(self.options.targets)

    @property
    def can_apply(self) -> bool:
        return not self.refusals

    @property
    def words_to_allow(self) -> tuple[str, ...]:
        """The words for `--allow` with which a plan that is refused would not be."""
        return tuple(sorted({refusal.allow for refusal in self.refusals}))

    @property
    def options_to_allow(self) -> str:
        """The same as options of a command."""
        return " ".join(f"--allow {word}" for word in self.words_to_allow)

    @property
    def has_changes(self) -> bool:
        """Return whether desired and remote differ, even where a guard keeps us from acting."""
        return any(c.is_actionable or c.section == HELD for c in self.changes)

    @property
    def has_work(self) -> bool:
        """Return whether apply would do anything."""
        return any(change.is_actionable for change in self.changes)

    @property
    def may_have_work(self) -> bool:
        """Return whether apply may have anything to do: it looks first what an interrupted one left open.
        What that leads to, an old half of a replacement to delete say, an offline plan cannot
        tell."""
        return self.has_changes or any(
            notice.code is NoticeCode.OPEN_WRITES for notice in self.notices
        )

    @property
    def deletes(self) -> bool:
        """Return whether a post goes away and nothing takes its place."""
        return any(c.recorded for c in self.of(Action.DELETE))

    def of(self, *sections: str) -> tuple[Change, ...]:
        """The changes in these sections: actions of those that are not held, statuses, or HELD."""
        return tuple(change for change in self.changes if change.section in sections)

    @property
    def overdue(self) -> tuple[Change, ...]:
        """The overdue posts that stay as they are, those among them whose change is held."""
        overdue = (each for each in self.changes if each.status is ChangeStatus.OVERDUE)
        return tuple(change for change in overdue if not change.is_actionable)

    @cached_property
    def digest(self) -> str:
        """Digest of what would be done, and of the options: two plans with one digest were asked for with
        the same options, and do the same to the same posts."""
        acting = [
            {
                "address": str(change.address),
                "action": change.action.value,
                "fingerprint": change.fingerprint,
                "post_id": change.remote.id if change.remote else None,
                "moved_from": str(change.moved_from) if change.moved_from else None,
            }
            for change in self.changes
            if change.is_actionable
        ]
        return digest({"changes": acting, "options": self.options.document})


# How many API requests an apply will need, so that no one is surprised by a rate limit.

PAGE = 15
"""Posts per page as seen in production; only an estimate depends on it."""

DELETES_PER_REQUEST = 50
POLLS_PER_JOB = 3
WINDOW = 90


def estimate(
    changes: Sequence[Change], listed: int, stored: Mapping[str, StoredMedia]
) -> RequestEstimate:
    """Estimate of the requests: reads before and after, uploads, jobs with their polls, updates and delete.

    `listed` is the number of posts that the plan had to read. A plan without work counts the reading.
    """
    reading = 1 + max(1, ceil(listed / PAGE))
    creates = [c.desired for c in changes if c.creates_post and c.desired]
    sections = Counter(change.section for change in changes)
    deletes = sections[Action.DELETE] + sections[Action.REPLACE]
    media = {item.sha256: item for post in creates for item in every_medium(post) if item.sha256}
    # Publer lists no documents, so a recorded one cannot be checked and is sent again.
    listed_media = {k for k, m in media.items() if k in stored and m.kind is not MediaKind.DOCUMENT}
    uploads = len(media) - len(listed_media) + bool(listed_media)
    total = reading + uploads + sections[Action.UPDATE]
    total += ceil(deletes / DELETES_PER_REQUEST)
    if creates:
        total += len(batches(creates)) * (1 + POLLS_PER_JOB)
    if creates or deletes:
        total += max(1, ceil((listed + len(creates)) / PAGE))
    return RequestEstimate(total, max(1, ceil(total / WINDOW)))

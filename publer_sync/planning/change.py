"""One change of a plan: action, before and after, reasons and cause, as frozen facts without words.

A change that apply must not carry out keeps its action, and `held` says why. `status` stands beside it where
a post went its own way: it is published, was missed, failed, or is overdue.

What `desired`, `recorded` and `remote` hold per action:

| action    | desired | recorded | remote            | what apply does                        |
|-----------|---------|----------|-------------------|----------------------------------------|
| create    | yes     | no/stale | nothing or failed | writes a post                          |
| update    | yes     | yes      | the post          | changes text or title in place         |
| replace   | yes     | yes      | the post          | writes a post, deletes the old one     |
| delete    | no      | yes      | the post          | deletes it                             |
| adopt     | yes     | no       | a post like it    | records it, writes nothing             |
| move      | yes     | renamed  | the post          | records it under its new address       |
| forget    | no      | yes      | published or gone | removes the record, writes nothing     |
| no_change |         |          |                   | nothing                                |
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from publer_sync.model.address import Address, Slot
from publer_sync.model.network import Network
from publer_sync.model.note import Note
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.state import Record


class Action(StrEnum):
    """Action for an address."""

    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    ADOPT = "adopt"
    MOVE = "move"
    FORGET = "forget"
    NO_CHANGE = "no_change"

    @property
    def writes(self) -> bool:
        """Return whether Publer is written to."""
        return self in {Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE}

    @property
    def makes_post(self) -> bool:
        """Return whether a new post is sent to Publer."""
        return self in {Action.CREATE, Action.REPLACE}

    @property
    def acts(self) -> bool:
        """Return whether apply has anything to do, be it in Publer or in the state only."""
        return self.writes or self in {Action.ADOPT, Action.MOVE, Action.FORGET}


class ChangeStatus(StrEnum):
    """Status of a post that left the plan's hands: published, failed or missed."""

    PUBLISHED = "published"
    MISSED = "missed"
    FAILED = "failed"
    OVERDUE = "overdue"


HELD = "held"
"""The section of a plan for changes that apply does not carry out."""

SECTIONS = (*Action, *ChangeStatus, HELD)
"""The sections of a plan; each change is in one."""


class Cause(StrEnum):
    """Cause of an action: an edited file, an edit in Publer, an earlier apply, the time."""

    FILE = "file"
    DRIFT = "drift"
    RETRY = "retry"
    TIME = "time"


class Reason(StrEnum):
    """Reason for an action: for explaining, never for deciding."""

    FORCES_REPLACE = "forces_replace"
    GONE = "gone"
    EDITED_IN_PUBLER = "edited_in_publer"
    DELETES_EDIT = "deletes_edit"
    RENAMED = "renamed"
    OLD_HALF = "old_half"
    PREVIOUS_ATTEMPT = "previous_attempt"
    SLOT_TAKEN = "slot_taken"
    TOO_CLOSE = "too_close"
    IN_TURN = "in_turn"
    SAME_TEXT = "same_text"
    DAILY_LIMIT = "daily_limit"
    LEAD_TIME = "lead_time"
    TIME_PASSED = "time_passed"
    ALREADY_BEGUN = "already_begun"
    FROZEN = "frozen"
    OVERDUE = "overdue"
    AWAITS_APPROVAL = "awaits_approval"
    DECLINED = "declined"
    RECONNECT_ACCOUNT = "reconnect_account"
    LOCKED = "locked"
    NEXT_TIME_UNKNOWN = "next_time_unknown"
    PROTECTED = "protected"
    BUSY = "busy"
    PROBABLY_PUBLISHED = "probably_published"
    SETTLING = "settling"
    OUTCOME_UNKNOWN = "outcome_unknown"
    PERHAPS_MOVED = "perhaps_moved"
    PERHAPS_EDITED = "perhaps_edited"
    LEFT_IN_PUBLER = "left_in_publer"
    NEVER_SEEN = "never_seen"
    POST_DIFFERS = "post_differs"
    TEXT_IN_PUBLER = "text_in_publer"
    TEXT_ELSEWHERE = "text_elsewhere"
    SHARED_RECORD = "shared_record"
    IMPORTED = "imported"
    TAKE_NOT_FOUND = "take_not_found"
    TAKE_OTHER_ACCOUNT = "take_other_account"
    TAKE_RECORDED_ELSEWHERE = "take_recorded_elsewhere"
    TAKE_UNUSABLE = "take_unusable"
    TAKE_DIFFERS = "take_differs"
    TWO_CANDIDATES = "two_candidates"
    NOT_EDITABLE = "not_editable"
    NEEDS_UPDATE_PUBLISHED = "needs_update_published"
    PUBLISHING_FAILED = "publishing_failed"
    TAKEN_OVER = "taken_over"
    SAID_BEFORE = "said_before"
    FOUND_BY_WORDS = "found_by_words"
    OLD_RESTORED = "old_restored"
    SERIES_POSTS_STAY = "series_posts_stay"
    NAMES_REFUSED = "names_refused"
    UNKNOWN_NAME = "unknown_name"
    NOT_APPROVED = "not_approved"
    STALE_CHECKOUT = "stale_checkout"
    OTHER_ACCOUNT = "other_account"
    UNKNOWN_COMMIT = "unknown_commit"
    NOT_AS_RECORDED = "not_as_recorded"
    OTHER_START_DAY = "other_start_day"


@dataclass(frozen=True, slots=True)
class ReasonDetail:
    """A reason with what it speaks of: a field, an address, a post id, or the `note` of an earlier write.

    `command` are the words of the `publer-sync` command that ends it, if there is a single one.
    """

    reason: Reason
    detail: str | None = None
    command: tuple[str, ...] = ()
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field as Publer has it and as the file wants it; `before` is None where it cannot be read."""

    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Change of one address; see the table at the top.

    `held` is why apply does not carry it out; `reasons` explain what would be done. One that is not targeted
    belongs to no plan, but its post stays where it is and may be in the way of others.
    """

    address: Address
    action: Action
    held: ReasonDetail | None = None
    status: ChangeStatus | None = None
    cause: Cause | None = None
    reasons: tuple[ReasonDetail, ...] = ()
    fields: Mapping[str, FieldChange] = field(default_factory=dict)
    desired: Post | None = None
    recorded: Record | None = None
    remote: RemotePost | None = None
    network: Network | None = None
    fingerprint: str | None = None
    moved_from: Address | None = None
    is_targeted: bool = True

    @property
    def account_id(self) -> str:
        if self.desired:
            return self.desired.account.id
        return self.recorded.account_id if self.recorded else ""

    @property
    def scheduled_at(self) -> datetime | None:
        """The time that the change is about: the desired one, else the one in Publer."""
        if self.desired:
            return self.desired.scheduled_at
        if self.remote and self.remote.scheduled_at:
            return self.remote.scheduled_at
        return self.recorded.scheduled_at if self.recorded else None

    @property
    def section(self) -> str:
        """Section of the plan: the action of apply, the status of the post, or held."""
        if self.is_actionable:
            return self.action
        if not self.is_targeted or (self.held and self.status is ChangeStatus.OVERDUE):
            return HELD
        idle = self.action is Action.NO_CHANGE and self.held is None
        return self.status or (self.action if idle else HELD)

    @property
    def is_actionable(self) -> bool:
        """Return whether apply has anything to do, be it in Publer or in the state only."""
        return self.action.acts and self.held is None and self.is_targeted

    @property
    def writes(self) -> bool:
        """Return whether apply writes to Publer."""
        return self.action.writes and self.is_actionable

    @property
    def creates_post(self) -> bool:
        """Return whether apply sends a new post to Publer."""
        return self.action.makes_post and self.is_actionable

    @property
    def all_reasons(self) -> tuple[ReasonDetail, ...]:
        """The reasons for the action, and for not carrying it out."""
        return (*self.reasons, self.held) if self.held else self.reasons

    @property
    def new_slot(self) -> Slot | None:
        """The slot in which a post, or the first one of a series, has to be created, if any."""
        return self.desired.first_slot if self.creates_post and self.desired else None

    @property
    def kept_slot(self) -> Slot | None:
        """The slot that the post in Publer goes on holding after this change, if any."""
        if self.section in {Action.REPLACE, Action.DELETE}:
            return None
        if self.remote is None or not self.remote.phase.holds_slot:
            return None
        return self.remote.slot

    def because(
        self,
        reason: Reason,
        detail: str | None = None,
        command: tuple[str, ...] = (),
        note: Note | None = None,
    ) -> Change:
        return replace(self, reasons=(*self.reasons, ReasonDetail(reason, detail, command, note)))

    def hold(
        self,
        reason: Reason,
        detail: str | None = None,
        command: tuple[str, ...] = (),
        note: Note | None = None,
    ) -> Change:
        """The same change, not to be carried out, for this reason; one that held it before explains it.

        What holds it counts for more than how the post stands: a missed post whose last write is open must
        not be taken for settled. An overdue one stays overdue, which is true of the post in Publer.
        """
        return replace(
            self,
            status=self.status if self.status is ChangeStatus.OVERDUE else None,
            reasons=self.all_reasons,
            held=ReasonDetail(reason, detail, command, note),
        )

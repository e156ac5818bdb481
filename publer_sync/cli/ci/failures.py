"""Why a job failed, in one word that a workflow can decide by."""

from __future__ import annotations

from enum import StrEnum

from publer_sync.api.errors import ApiError, CredentialRejected, RateLimited, WorkspaceRejected
from publer_sync.errors import (
    Hint,
    Interrupted,
    Invalid,
    Locked,
    NotAProject,
    PublerSyncError,
    Refused,
    StateProblem,
    UsageProblem,
)
from publer_sync.forge.github.errors import GitHubError


class FailureReason(StrEnum):
    """The words of the output `failure-reason`."""

    USAGE = "usage"
    INVALID_CONFIG = "invalid-config"
    VALIDATION_FAILED = "validation-failed"
    PLAN_REFUSED = "plan-refused"
    NOT_APPROVED = "not-approved"
    STATE_LOCKED = "state-locked"
    STATE_PROBLEM = "state-problem"
    STATE_NOT_SAVED = "state-not-saved"
    AUTH_FAILED = "auth-failed"
    RATE_LIMITED = "rate-limited"
    PUBLER_FAILED = "publer-failed"
    GITHUB_FAILED = "github-failed"
    APPLY_FAILED = "apply-failed"
    DRIFT_FOUND = "drift-found"
    INTERRUPTED = "interrupted"


class NotApproved(Refused):
    """What would be applied is not what people said yes to."""


_BY_ERROR: tuple[tuple[type[PublerSyncError], FailureReason], ...] = (
    (NotAProject, FailureReason.INVALID_CONFIG),
    (Invalid, FailureReason.VALIDATION_FAILED),
    (UsageProblem, FailureReason.USAGE),
    (NotApproved, FailureReason.NOT_APPROVED),
    (Refused, FailureReason.PLAN_REFUSED),
    (Locked, FailureReason.STATE_LOCKED),
    (StateProblem, FailureReason.STATE_PROBLEM),
    (Interrupted, FailureReason.INTERRUPTED),
    (CredentialRejected, FailureReason.AUTH_FAILED),
    (WorkspaceRejected, FailureReason.AUTH_FAILED),
    (RateLimited, FailureReason.RATE_LIMITED),
    (ApiError, FailureReason.PUBLER_FAILED),
    (GitHubError, FailureReason.GITHUB_FAILED),
)


class Failure(PublerSyncError):
    """A failure that has its own word, where the kind of the error does not tell it."""

    def __init__(
        self,
        reason: FailureReason,
        what: str,
        *,
        where: str | None = None,
        why: str | None = None,
        hint: Hint | str | None = None,
    ) -> None:
        super().__init__(what, where=where, why=why, hint=hint)
        self.reason = reason


def reason_of(error: PublerSyncError) -> FailureReason:
    """The word for a failure of the world."""
    if isinstance(error, Failure):
        return error.reason
    if isinstance(error, StateProblem) and error.rescue:
        return FailureReason.STATE_NOT_SAVED
    for kind, reason in _BY_ERROR:
        if isinstance(error, kind):
            return reason
    return FailureReason.USAGE

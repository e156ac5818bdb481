"""Why a job failed, in one word that a workflow can decide by."""

from __future__ import annotations

from enum import StrEnum

from publer_sync.api.errors import ApiError, CredentialsError, RateLimitError, WorkspaceAccessError
from publer_sync.errors import (
    Hint,
    InvalidProjectError,
    InvalidUsageError,
    LockedError,
    PlanRefusedError,
    ProjectNotFoundError,
    PublerSyncError,
    StateError,
    UserInterruptError,
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


class NotApprovedError(PlanRefusedError):
    """The plan differs from the one that people approved."""


_BY_ERROR: tuple[tuple[type[PublerSyncError], FailureReason], ...] = (
    (ProjectNotFoundError, FailureReason.INVALID_CONFIG),
    (InvalidProjectError, FailureReason.VALIDATION_FAILED),
    (InvalidUsageError, FailureReason.USAGE),
    (NotApprovedError, FailureReason.NOT_APPROVED),
    (PlanRefusedError, FailureReason.PLAN_REFUSED),
    (LockedError, FailureReason.STATE_LOCKED),
    (StateError, FailureReason.STATE_PROBLEM),
    (UserInterruptError, FailureReason.INTERRUPTED),
    (CredentialsError, FailureReason.AUTH_FAILED),
    (WorkspaceAccessError, FailureReason.AUTH_FAILED),
    (RateLimitError, FailureReason.RATE_LIMITED),
    (ApiError, FailureReason.PUBLER_FAILED),
    (GitHubError, FailureReason.GITHUB_FAILED),
)


class CiFailureError(PublerSyncError):
    """A failure that has its own word, where the kind of the error does not tell it."""

    def __init__(
        self,
        failure: FailureReason,
        what: str,
        *,
        location: str | None = None,
        reason: str | None = None,
        hint: Hint | str | None = None,
    ) -> None:
        super().__init__(what, location=location, reason=reason, hint=hint)
        self.failure = failure


def reason_of(error: PublerSyncError) -> FailureReason:
    """The word for a failure of the world."""
    if isinstance(error, CiFailureError):
        return error.failure
    if isinstance(error, StateError) and error.rescue:
        return FailureReason.STATE_NOT_SAVED
    for kind, reason in _BY_ERROR:
        if isinstance(error, kind):
            return reason
    return FailureReason.USAGE

"""Answers of Publer that are not what was asked for, told apart by what a person can do about them.

Publer has no machine-readable error code, and its 401 and 403 have been seen the other way round than
documented, so the text decides and the status only helps. `not_done` says whether a write that met this
error was certainly not carried out; everything else has an unknown outcome.
"""

from __future__ import annotations

from publer_sync.errors import RequestError


class ApiError(RequestError):
    """A request to Publer did not work."""

    not_done = False

    @property
    def line(self) -> str:
        """Return the event and its reason in one line."""
        return f"{self.what} {self.reason}" if self.reason else self.what


class UnreachableError(ApiError):
    """No answer: the network is down, the name is unknown, or the connection broke."""


class NotSentError(UnreachableError):
    """The connection could not even be opened, so nothing was asked."""

    not_done = True


class ServerError(ApiError):
    """Publer failed (5xx), or answered with something that is not JSON."""


class IncompleteListError(ServerError):
    """A list changed, or did not hold together, in every attempt to read it."""


class RejectedError(ApiError):
    """Publer understood and said no."""

    not_done = True


class CredentialsError(RejectedError):
    """The API key is missing, wrong or revoked."""


class WorkspaceAccessError(RejectedError):
    """The key's user does not see this workspace."""


class SubscriptionError(RejectedError):
    """The workspace's plan has no API access, or Publer says so because of too many requests."""


class FirewallError(RejectedError):
    """The web firewall in front of Publer refused the client; the key is not at fault."""


class ScopeError(RejectedError):
    """The key lacks a scope, or its user a permission."""


class ResourceNotFoundError(RejectedError):
    """There is no such thing, or not for this workspace."""


class RateLimitError(RejectedError):
    """Too many requests; waiting helps."""

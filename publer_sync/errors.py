"""Failures of the world that a person can understand and fix, as one tree of exceptions.

Problems in the content are data (`publer_sync.diagnostics`); bugs are every other exception.
Exit codes are in `publer_sync.cli.exit_codes`, so that no library user meets them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Hint(NamedTuple):
    """Advice: a text in which each `{}` stands for a command of this program, given by its words.

    A command is shown with the options that led the running one to its project. Without them it would be
    about another project or environment, and a rescued state of one could take the place of another's.
    """

    text: str
    commands: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        return self.shown()

    def shown(self, options: Sequence[str] = ()) -> str:
        """The text with its commands, each with these options."""
        import shlex  # few runs end with a hint

        return self.text.format(
            *(shlex.join(("publer-sync", *options, *words)) for words in self.commands)
        )


class PublerSyncError(Exception):
    """Something went wrong outside our code.

    `what` happened in one sentence without user data where possible, `location` it happened (a file,
    a request, a setting), `reason` if it is known, and a `hint` that says what to do next.
    """

    def __init__(
        self,
        what: str,
        *,
        location: str | None = None,
        reason: str | None = None,
        hint: Hint | str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.location = location
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return self.in_full()

    def in_full(self, options: Sequence[str] = ()) -> str:
        """All that is known, a line each; commands of the hint with these options."""
        parts = [self.what]
        if self.location:
            parts.append(f"where: {self.location}")
        if self.reason:
            parts.append(f"why: {self.reason}")
        if hint := self.hint_text(options):
            parts.append(f"hint: {hint}")
        return "\n".join(parts)

    def hint_text(self, options: Sequence[str] = ()) -> str | None:
        """Return the advice, its commands with these options."""
        return self.hint.shown(options) if isinstance(self.hint, Hint) else self.hint


class RequestError(PublerSyncError):
    """A request over HTTP did not work; `status` is None where there was no answer at all."""

    def __init__(
        self,
        what: str,
        *,
        status: int | None = None,
        location: str | None = None,
        reason: str | None = None,
        hint: Hint | str | None = None,
    ) -> None:
        super().__init__(what, location=location, reason=reason, hint=hint)
        self.status = status


class ProjectNotFoundError(PublerSyncError):
    """There is no project file here, or it cannot be read."""


class InvalidProjectError(PublerSyncError):
    """The project or its posts have errors; the findings are shown by those who can point at them."""


class InvalidUsageError(PublerSyncError):
    """The command was called in a way that cannot work."""


class PlanRefusedError(PublerSyncError):
    """A guard, or a plan that is out of date: nothing was written.

    `allow` are the words for `--allow` that lift the guards, if any do.
    """

    allow: tuple[str, ...] = ()


class LockedError(PublerSyncError):
    """Someone else is applying."""


class StateError(PublerSyncError):
    """The state cannot be read, belongs to something else, or cannot be saved.

    `rescue` is the path of the file in which a state is that could not be saved, if there is one.
    """

    rescue: str | None = None


class UserInterruptError(PublerSyncError):
    """The user asked to stop; everything that was done is saved.

    `in_flight`: a request may have been on its way. Only what is raised between requests says that none was.
    """

    in_flight = True

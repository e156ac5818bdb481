"""Open what a command works with: the project, its posts, the key, the connection, the clock, the state."""

from __future__ import annotations

import os
import random
import socket
import uuid
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from publer_sync.cli.global_options import Settings
from publer_sync.cli.signals import Interruption
from publer_sync.config.load import load_project
from publer_sync.config.project import Project, find_project
from publer_sync.config.state_store import StateStoreConfig
from publer_sync.content.times import InvalidTime, parse_time
from publer_sync.diagnostics import Diagnostic
from publer_sync.errors import Hint, InvalidProjectError, InvalidUsageError
from publer_sync.model.clock import Clock
from publer_sync.model.post import Post
from publer_sync.workflows.validate import SourceLines, ValidationResult, validate

if TYPE_CHECKING:
    # `validate` asks no one, and loading what speaks HTTP takes longer than checking a small project.
    from publer_sync.api.reader import Reader
    from publer_sync.api.session import Credentials, Session
    from publer_sync.model.state import State
    from publer_sync.planning.plan import PlanOptions
    from publer_sync.state.store import StateStore, StoreContext
    from publer_sync.workflows.apply import ApplyDeps
    from publer_sync.workflows.plan import PlanResult


def validate_project(settings: Settings, *, read_media: bool = False) -> ValidationResult:
    """The project around the working folder, with every finding; `read_media` as for `validate`."""
    root = find_project(settings.directory)
    validation = validate(
        root,
        environment=settings.environment,
        environ=settings.environ,
        read_media=read_media,
    )
    _insist_on_environment(settings, validation.diagnostics)
    if validation.project:
        _pretended(
            settings.now, validation.project.timezone
        )  # a wrong --now is wrong for every command
    return validation


def valid_project(
    settings: Settings, allow: Set[str] = frozenset()
) -> tuple[Project, tuple[Post, ...]]:
    """The project and its posts; findings go to stderr, and an error among them ends the command.

    `allow` are words of `--allow`, which may lift findings.
    """
    validation = validate_project(settings, read_media=True).allowing(allow)
    return ensure_valid(settings, validation), validation.posts


def ensure_valid(settings: Settings, validation: ValidationResult) -> Project:
    """The project, if nothing is wrong with the files; findings go to stderr, an error ends the command."""
    if validation.diagnostics and (not validation.ok or settings.verbosity > 0):
        _tell(settings, validation.diagnostics, validation.lines)
        settings.insist("")
    if validation.project is None or not validation.ok:
        raise InvalidProjectError(
            "Fix these errors first; no plan was made.",
            reason=_summary(validation),
            hint=Hint("fix them; `{}` checks them without asking Publer", (("validate",),)),
        )
    if validation.diagnostics and settings.verbosity == 0:
        settings.talk(f"{_summary(validation)}; `publer-sync validate` shows them.\n")
    return validation.project


def _summary(validation: ValidationResult) -> str:
    from publer_sync.render.diagnostics.text import summary

    return summary(len(validation.files), len(validation.posts), validation.diagnostics)


def _tell(settings: Settings, diagnostics: Sequence[Diagnostic], lines: SourceLines) -> None:
    from publer_sync.render.diagnostics.text import diagnostics_text

    color = settings.colored(err=True)
    text = diagnostics_text(
        diagnostics, lines=lines.of(diagnostics), color=color, width=settings.width
    )
    settings.insist(text)


def ensure_project(settings: Settings, validation: ValidationResult) -> Project:
    """The project, if its own file is in order; what is wrong with that goes to stderr."""
    if validation.project is None:
        _tell(settings, validation.diagnostics, validation.lines)
        raise _broken_project(validation.root)
    return validation.project


def _broken_project(root: Path) -> InvalidProjectError:
    return InvalidProjectError(
        "The project file has errors.", location=str(root), hint="fix them first"
    )


def _insist_on_environment(settings: Settings, diagnostics: Sequence[Diagnostic]) -> None:
    """A wrong --env is not a fault of the file: the command was called in a way that cannot work."""
    for each in diagnostics:
        if each.rule == "unknown-environment":
            raise InvalidUsageError(
                "The project has no such environment.",
                location=f"--env {settings.environment}",
                hint=each.hint,
            )


def project_only(settings: Settings) -> Project:
    """The project without its posts, for commands that are not about them."""
    root = find_project(settings.directory)
    project, problems = load_project(
        root, environment=settings.environment, environ=settings.environ
    )
    _insist_on_environment(settings, problems)
    if project is None:
        _tell(settings, problems, SourceLines(root))
        raise _broken_project(root)
    return project


def credentials(settings: Settings, project: Project) -> Credentials:
    """Key, workspace and address; raise InvalidUsageError if there is no key."""
    from publer_sync.api.session import BASE_URL, Credentials

    return Credentials(
        api_key=api_key(settings),
        workspace=project.workspace,
        base_url=settings.environ.get("PUBLER_API_URL") or BASE_URL,
    )


def api_key(settings: Settings) -> str:
    """The key; raises InvalidUsageError if there is none, or if its file cannot be read."""
    key = settings.environ.get("PUBLER_API_KEY", "").strip()
    file = settings.environ.get("PUBLER_API_KEY_FILE", "").strip()
    if key or not file:
        if not key:
            raise InvalidUsageError(
                "There is no API key.",
                location="PUBLER_API_KEY",
                hint="make one in Publer under Settings, Access & Login, API Keys, and export it as "
                "PUBLER_API_KEY (or name a file with it in PUBLER_API_KEY_FILE)",
            )
        return key
    try:
        key = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidUsageError(
            "The file with the API key cannot be read.",
            location="PUBLER_API_KEY_FILE",
            reason=str(error),
            hint="check the path and its permissions",
        ) from None
    if not key:
        raise InvalidUsageError(
            "The file with the API key is empty.",
            location=f"PUBLER_API_KEY_FILE: {file}",
            hint="write the key into it, and nothing else",
        )
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A session with Publer, what reads by it, and the time that it lives in."""

    session: Session
    reader: Reader
    clock: Clock
    interruption: Interruption


@contextmanager
def connect(
    settings: Settings, project: Project, *, plan_tells: bool = False
) -> Iterator[Connection]:
    """A connection with the key from the environment, which the user may interrupt; nothing is asked yet.

    Clocks that differ are reported in the end, unless a plan that is shown tells them.
    """
    from publer_sync.api.rate_limiter import Limiter
    from publer_sync.api.reader import Reader
    from publer_sync.api.session import Session

    interruption = Interruption(settings.insist, settings.time)
    pretended = _pretended(settings.now, project.timezone)
    ahead = pretended - settings.time.now() if pretended else timedelta()
    clock = Clock(
        now=lambda: settings.time.now() + ahead,
        monotonic=settings.time.monotonic,
        sleep=interruption.sleep,
        checkpoint=interruption.check,
        abandonable=interruption.abandonable,
        is_pretended=pretended is not None,
    )

    def on_wait(seconds: float) -> None:
        if seconds < 1:
            return
        until = (clock.now() + timedelta(seconds=seconds)).astimezone(project.timezone)
        settings.insist(
            f"Waiting for Publer's rate limit until {until:%H:%M:%S} ({seconds:.0f} s)."
        )

    limiter = Limiter(clock, on_wait=on_wait)
    session = Session(
        credentials(settings, project),
        limiter,
        clock,
        random=random.random,
        on_retry=lambda error, s: settings.insist(f"{error.what} Trying again in {s:.0f} s."),
    )
    server_clock = session.server_clock
    try:
        with interruption.listening():
            yield Connection(
                session=session,
                reader=Reader(session.get),
                clock=server_clock.later,
                interruption=interruption,
            )
        if both := server_clock.both_times():
            if not plan_tells:
                settings.insist(f"The clocks differ: {both}. Nothing can be applied like this.")
        elif session.requests_used and not server_clock.readings:
            settings.talk("The clock was not checked: Publer's answers do not tell the time.")
    finally:
        session.close()


def plan_with_publer(
    settings: Settings,
    project: Project,
    posts: Sequence[Post],
    *,
    store: StateStore,
    state: State | None,
    options: PlanOptions,
    plan_tells: bool = True,
) -> PlanResult:
    """Make the plan of a command that changes nothing. `store` is the store that the state was loaded from.

    With `plan_tells` a wrong clock is told by the plan alone; see `connected`.
    """
    from publer_sync.planning.state_age import age_of
    from publer_sync.workflows.plan import make

    with connect(settings, project, plan_tells=plan_tells) as connection:
        return make(
            project,
            posts,
            state,
            connection.reader,
            time=connection.clock.now,
            both_times=connection.session.server_clock.both_times,
            is_pretended=connection.clock.is_pretended,
            options=options,
            age=age_of(state, store.last_seen(state)),
            environ=settings.environ,
        )


def apply_deps(
    settings: Settings, project: Project, connection: Connection, command: str
) -> ApplyDeps:
    """Return the dependencies of an apply: both sides of the API, the state, the clock."""
    from publer_sync.api.writer import Writer
    from publer_sync.model.clock import keep_alive
    from publer_sync.workflows.apply import ApplyDeps

    opened_store = store(settings, project)
    return ApplyDeps(
        reader=connection.reader,
        writer=Writer(connection.session, permit=opened_store.insist),
        store=opened_store,
        clock=keep_alive(connection.clock, opened_store.keep_alive),
        new_lineage=new_lineage,
        holder=holder(settings, command),
        environ=settings.environ,
    )


def new_lineage() -> str:
    """A random word that tells the history of one state from that of another."""
    return str(uuid.uuid4())


def holder(settings: Settings, command: str) -> Mapping[str, Any]:
    """Return how this process identifies itself while it holds the lock."""
    return {
        "command": command,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": settings.time.now().isoformat(timespec="seconds"),
    }


def store(settings: Settings, project: Project, *, rebuilding: bool = False) -> StateStore:
    """Open the store of the project's state. Refuse an empty one while another state is overlooked, or if
    one is known to have been there, unless that is about to be rebuilt."""
    from publer_sync.state.backups import FOLDER
    from publer_sync.state.store import open_store
    from publer_sync.state.stranded_state import ensure_none_stranded, without_stranded

    context = store_context(settings, project)

    def when_empty(absence: str, location: str, last_seen: int | None) -> None:
        ensure_none_stranded(project, context, rebuilding=rebuilding)
        if last_seen is not None and not rebuilding:
            raise without_stranded(absence, location, last_seen)

    if project.state.kind == "local" and (project.root / FOLDER / context.file).exists():
        _warn_of_tracked_state(settings, project, f"{FOLDER}/{context.file}")
    return open_store(project.state, replace(context, when_empty=when_empty))


def _warn_of_tracked_state(settings: Settings, project: Project, file: str) -> None:
    from publer_sync.render.text.sanitize import safe
    from publer_sync.workflows.git import is_tracked

    if is_tracked(project.root, file):
        hint = Hint(
            "If others apply as well, share it with `{}`. Otherwise keep it out of git with "
            f"`git rm --cached {safe(file)}`, and commit that.",
            (("state", "migrate", "--to", "git"),),
        )
        settings.talk(
            f"warning: git tracks the state, {safe(file)}: a branch or a merge can bring back an older one, "
            f"which forgets posts. {hint.shown(settings.project_options)}"
        )


def store_at(settings: Settings, project: Project, at: StateStoreConfig) -> StateStore:
    """A store as it is, also an empty one, for what brings a state there."""
    from publer_sync.state.store import open_store

    return open_store(at, store_context(settings, project))


def store_context(settings: Settings, project: Project) -> StoreContext:
    """The world as a store sees it; its leases go by the real time, whatever --now says."""
    from publer_sync.state.signature import signing_from
    from publer_sync.state.store import StoreContext

    return StoreContext(
        root=project.root,
        environment=project.environment,
        environ=settings.environ,
        now=settings.time.now,
        sleep=settings.time.sleep,
        random=random.random,
        new_token=lambda: str(uuid.uuid4()),
        tell=settings.insist,
        signing=signing_from(settings.environ, project.environment, settings.insist),
    )


def now_for(settings: Settings, project: Project) -> datetime:
    """The time that a command takes for the present one, as --now says."""
    return _pretended(settings.now, project.timezone) or settings.time.now()


def _pretended(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    parsed = parse_time(text, zone)
    if isinstance(parsed, InvalidTime):
        raise InvalidUsageError(
            f"The time {text!r} cannot be used.",
            location="--now",
            reason=parsed.message,
            hint=parsed.hint,
        )
    return parsed

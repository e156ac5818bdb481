"""The run of a workflow that we are in: what the runner says of it, and the mode that its event calls for.

Whoever opens a pull request has a hand in the environment and in the event file, so nothing is used whose
shape was not looked at. An apply makes posts public, so no event leads to one by itself: someone has to
write `mode: apply`. Even then it is refused where the files are those of someone whose change was not
merged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never

import httpx

from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.json_access import SHA, is_id, sha_in, value_at
from publer_sync.forge.github.pull_requests import PullRequest, pull_request
from publer_sync.forge.github.secret_guard import git_environment
from publer_sync.http import is_safe, parsed
from publer_sync.model.clock import Clock

LARGEST_EVENT = 32 << 20
"""Bytes of an event file; GitHub sends no more than 25 MB."""

_HINT = "this is meant to run in a job of GitHub Actions, which sets it"
_REPOSITORY = re.compile(r"(?!\.{1,2}/)[A-Za-z0-9_.-]{1,100}/(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}")
_NUMBER = re.compile(r"[1-9][0-9]{0,19}")
_WORD = re.compile(r"[a-z][a-z_]{0,49}")
_TOKEN = re.compile(r"[\x21-\x7e]*")


@dataclass(frozen=True, slots=True)
class WorkflowRun:
    """Facts about this run. Shas, numbers and addresses have the right shape; the rest may be any text.

    `payload` is the event as GitHub sent it, and untrusted: read it by the functions below. `base_ref` is the
    branch that a pull request is to be merged into, and empty elsewhere. `token` may be empty. `output` and
    `summary` are the files that the runner reads, where there are any.
    """

    event: str
    payload: Mapping[str, Any] = field(repr=False)
    repository: str
    sha: str
    ref: str
    base_ref: str
    actor: str
    run_id: str
    attempt: int
    server_url: str
    api_url: str
    workspace: Path
    temp: Path
    token: str = field(repr=False)
    output: Path | None
    summary: Path | None

    @property
    def name(self) -> str:
        """The run in a marker: `id/attempt`."""
        return f"{self.run_id}/{self.attempt}"

    @property
    def url(self) -> str:
        """The page of this attempt."""
        return f"{self.server_url}/{self.repository}/actions/runs/{self.run_id}/attempts/{self.attempt}"

    def connect(
        self,
        clock: Clock,
        *,
        random: Callable[[], float],
        secrets: Sequence[str] = (),
        transport: httpx.BaseTransport | None = None,
    ) -> GitHub:
        """The client for the repository, the server and the token of this run."""
        return GitHub(
            repository=self.repository,
            token=self.token,
            clock=clock,
            random=random,
            api_url=self.api_url,
            server_url=self.server_url,
            secrets=secrets,
            transport=transport,
        )

    def git_environment(self, environ: Mapping[str, str]) -> dict[str, str]:
        """The environment with which git speaks to the server of this run as the run itself."""
        return git_environment(environ, self.server_url, self.token)


def read_run(environ: Mapping[str, str]) -> WorkflowRun:
    """The run that the environment describes; raises InvalidUsageError for what is missing or cannot be.

    The token is that of the input `github-token`, else GITHUB_TOKEN, else empty.
    """
    get = _Getter(environ)
    return WorkflowRun(
        event=get.matching("GITHUB_EVENT_NAME", _WORD, "it is the name of an event"),
        payload=_payload(Path(get.required("GITHUB_EVENT_PATH"))),
        repository=get.matching("GITHUB_REPOSITORY", _REPOSITORY, "it is owner/name"),
        sha=get.matching("GITHUB_SHA", SHA, "it is the whole name of a commit"),
        ref=environ.get("GITHUB_REF", ""),
        base_ref=environ.get("GITHUB_BASE_REF", ""),
        actor=environ.get("GITHUB_ACTOR", ""),
        run_id=get.matching("GITHUB_RUN_ID", _NUMBER, "it is a number"),
        attempt=int(get.matching("GITHUB_RUN_ATTEMPT", _NUMBER, "it is a number", default="1")),
        server_url=get.address("GITHUB_SERVER_URL", "https://github.com"),
        api_url=get.address("GITHUB_API_URL", "https://api.github.com"),
        workspace=get.folder("GITHUB_WORKSPACE"),
        temp=get.folder("RUNNER_TEMP"),
        token=_token(environ),
        output=_file(environ, "GITHUB_OUTPUT"),
        summary=_file(environ, "GITHUB_STEP_SUMMARY"),
    )


@dataclass(frozen=True, slots=True)
class _Getter:
    """Read variables and say which one it is that cannot be used."""

    environ: Mapping[str, str]

    def required(self, name: str) -> str:
        value = self.environ.get(name, "")
        if not value:
            raise InvalidUsageError(
                "A setting of the runner is missing.", location=name, hint=_HINT
            )
        return value

    def matching(
        self, name: str, pattern: re.Pattern[str], form: str, default: str | None = None
    ) -> str:
        value = self.environ.get(name) or (self.required(name) if default is None else default)
        if not pattern.fullmatch(value):
            raise _unusable(name, form)
        return value

    def address(self, name: str, default: str) -> str:
        value = (self.environ.get(name) or default).rstrip("/")
        if not is_safe(value):
            raise _unusable(name, "it is an address with https, or with http on this machine")
        return value

    def folder(self, name: str) -> Path:
        path = Path(self.required(name))
        if not path.is_absolute():
            raise _unusable(name, "it is the whole path of a folder")
        return path


def _unusable(name: str, form: str) -> InvalidUsageError:
    return InvalidUsageError(
        "A setting of the runner cannot be used.", location=name, reason=form, hint=_HINT
    )


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "")
    return Path(value) if value else None


def _token(environ: Mapping[str, str]) -> str:
    for name in ("PUBLER_SYNC_GITHUB_TOKEN", "GITHUB_TOKEN"):
        token = environ.get(name, "").strip()
        if not _TOKEN.fullmatch(token):
            raise InvalidUsageError(
                "The token for GitHub has characters that no token has.",
                location=name,
                hint="use ${{ github.token }}",
            )
        if token:
            return token
    return ""


def _payload(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_EVENT + 1)
    except (OSError, ValueError) as error:
        raise _bad_event(getattr(error, "strerror", None) or "it cannot be a path") from None
    if len(text) > LARGEST_EVENT:
        raise _bad_event(f"it has more than {LARGEST_EVENT >> 20} MiB")
    # Some tools on Windows put a byte order mark in front.
    payload = parsed(text.decode("utf-8-sig", "replace"), lambda word: word)
    if not isinstance(payload, dict):
        raise _bad_event("it is not a JSON object")
    return payload


def _bad_event(reason: str) -> InvalidUsageError:
    return InvalidUsageError(
        "The event file cannot be read.", location="GITHUB_EVENT_PATH", reason=reason, hint=_HINT
    )


_DEPENDABOT = "dependabot[bot]"
_UNMERGED = {
    "pull_request", "pull_request_review", "pull_request_review_comment", "merge_group", "issue_comment",
}  # fmt: skip


class Mode(StrEnum):
    """Mode of a run; `auto` lets the event choose one."""

    VALIDATE = "validate"
    PLAN = "plan"
    APPLY = "apply"
    DRIFT = "drift"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """The run that a `workflow_run` follows: what it was started for, how it ended, for which commit."""

    run_id: int
    event: str
    succeeded: bool
    head_sha: str
    head_branch: str
    head_owner: str | None


def pull_request_in(run: WorkflowRun) -> PullRequest | None:
    """The pull request of the event, if it is about one; raises InvalidUsageError if that cannot be read."""
    item = run.payload.get("pull_request")
    if run.event not in {"pull_request", "pull_request_review"} or item is None:
        return None
    result = pull_request(item)
    if result is None or result.base_repository.lower() != run.repository.lower():
        raise InvalidUsageError(
            "The pull request in the event file cannot be read.", location="GITHUB_EVENT_PATH"
        )
    return result


def earlier_run_in(run: WorkflowRun) -> EarlierRun | None:
    """The run that this one follows, if it follows one; raises InvalidUsageError if that cannot be read."""
    if run.event != "workflow_run":
        return None
    item = run.payload.get("workflow_run")
    earlier = item if isinstance(item, Mapping) else {}
    number, event = earlier.get("id"), earlier.get("event")
    sha, branch = sha_in(earlier.get("head_sha")), earlier.get("head_branch")
    if not (is_id(number) and isinstance(event, str) and sha and isinstance(branch, str)):
        raise InvalidUsageError(
            "The earlier run in the event file cannot be read.", location="GITHUB_EVENT_PATH"
        )
    owner = value_at(earlier, "head_repository", "owner", "login")
    return EarlierRun(
        run_id=number,
        event=event,
        succeeded=earlier.get("conclusion") == "success",
        head_sha=sha,
        head_branch=branch,
        head_owner=owner if isinstance(owner, str) else None,
    )


def pushed_from(run: WorkflowRun) -> str | None:
    """The commit that a branch pointed to before a push; None for other events and new branches."""
    before = sha_in(run.payload.get("before")) if run.event == "push" else None
    return before if before and before.strip("0") else None


def default_branch(run: WorkflowRun) -> str | None:
    """The default branch of the repository, where the event names it."""
    name = value_at(run.payload, "repository", "default_branch")
    return name if isinstance(name, str) and name else None


def is_restricted(run: WorkflowRun) -> bool:
    """Return whether GitHub gives this run no secrets and a token that only reads: forks and Dependabot."""
    change = pull_request_in(run)
    return change is not None and (change.is_fork or run.actor == _DEPENDABOT)


def mode_for(run: WorkflowRun, wish: str) -> Mode:
    """The mode to run in: what is wished, or for `auto` what the event calls for.

    Raises InvalidUsageError for a wish that is none, for one that the event does not allow, and for `auto`
    at an event that could call for an apply. Forks and Dependabot get a plan too, of what they may read.
    """
    if run.event == "pull_request_target":
        raise InvalidUsageError(
            "Nothing is done for the event `pull_request_target`.",
            location="on: pull_request_target",
            reason="it gives secrets and a token that writes to runs about files of strangers",
            hint="use `on: pull_request`; forks are validated there",
        )
    if wish == "auto":
        return _chosen(run)
    try:
        mode = Mode(wish)
    except ValueError:
        raise _unfit(f"it is auto or one of {', '.join(Mode)}", "correct it") from None
    _check(run, mode)
    return mode


def _chosen(run: WorkflowRun) -> Mode:
    match run.event:
        case "pull_request":
            return Mode.PLAN
        case "merge_group":
            return Mode.VALIDATE
        case "schedule":
            return Mode.DRIFT
        case "workflow_run":
            return Mode.COMMENT
        case "push" | "workflow_dispatch":
            reason = f"`auto` never applies, and the event `{run.event}` may mean that"
            raise _unfit(reason, "set `mode: apply`, or another mode that is meant")
        case _:
            raise _unfit(f"`auto` knows nothing to do for the event `{run.event}`", "set a mode")


def _check(run: WorkflowRun, mode: Mode) -> None:
    match mode:
        case Mode.APPLY:
            if run.event in _UNMERGED:
                reason = f"at the event `{run.event}` nothing is merged yet"
                raise _unfit(reason, "apply `on: push` to the default branch")
            earlier = earlier_run_in(run)
            if earlier is not None and earlier.event not in {"push", "workflow_dispatch"}:
                reason = f"the run before this one was about the event `{earlier.event}`"
                raise _unfit(reason, "apply after runs about a push only, or `on: push`")
        case Mode.COMMENT:
            if run.event != "workflow_run":
                raise _unfit("a comment is brought to pull requests of forks", "on: workflow_run")
        case Mode.VALIDATE | Mode.PLAN | Mode.DRIFT:
            pass
        case _:  # pragma: no cover
            assert_never(mode)


def _unfit(reason: str, hint: str) -> InvalidUsageError:
    return InvalidUsageError("The mode does not fit.", location="mode", reason=reason, hint=hint)

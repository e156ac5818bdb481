"""The run of a workflow that we are in, from the environment and the event file that the runner made.

Whoever opens a pull request has a hand in both, so nothing is used whose shape was not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from publer_sync.errors import UsageProblem
from publer_sync.http import is_safe, parsed

LARGEST_EVENT = 32 << 20
"""Bytes of an event file; GitHub sends no more than 25 MB."""

_HINT = "this is meant to run in a job of GitHub Actions, which sets it"
_REPOSITORY = re.compile(r"(?!\.{1,2}/)[A-Za-z0-9_.-]{1,100}/(?!\.{1,2}$)[A-Za-z0-9_.-]{1,100}")
_SHA = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,19}")
_WORD = re.compile(r"[a-z][a-z_]{0,49}")
_TOKEN = re.compile(r"[\x21-\x7e]*")


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of this run. Shas, numbers and addresses have the right shape; the rest may be any text.

    `payload` is the event as GitHub sent it, and untrusted: `event.py` reads it. `base_ref` is the branch
    that a pull request is to be merged into, and empty elsewhere. `token` may be empty. `output` and
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


def surroundings(environ: Mapping[str, str]) -> Run:
    """The run that the environment describes; raises UsageProblem for what is missing or cannot be.

    The token is that of the input `github-token`, else GITHUB_TOKEN, else empty.
    """
    get = _Getter(environ)
    return Run(
        event=get.matching("GITHUB_EVENT_NAME", _WORD, "it is the name of an event"),
        payload=_payload(Path(get.required("GITHUB_EVENT_PATH"))),
        repository=get.matching("GITHUB_REPOSITORY", _REPOSITORY, "it is owner/name"),
        sha=get.matching("GITHUB_SHA", _SHA, "it is the whole name of a commit"),
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
    """Reads variables and says which one it is that cannot be used."""

    environ: Mapping[str, str]

    def required(self, name: str) -> str:
        value = self.environ.get(name, "")
        if not value:
            raise UsageProblem("A setting of the runner is missing.", where=name, hint=_HINT)
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


def _unusable(name: str, form: str) -> UsageProblem:
    return UsageProblem("A setting of the runner cannot be used.", where=name, why=form, hint=_HINT)


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "")
    return Path(value) if value else None


def _token(environ: Mapping[str, str]) -> str:
    for name in ("PUBLER_SYNC_GITHUB_TOKEN", "GITHUB_TOKEN"):
        token = environ.get(name, "").strip()
        if not _TOKEN.fullmatch(token):
            raise UsageProblem(
                "The token for GitHub has characters that no token has.",
                where=name,
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


def _bad_event(why: str) -> UsageProblem:
    return UsageProblem(
        "The event file cannot be read.", where="GITHUB_EVENT_PATH", why=why, hint=_HINT
    )

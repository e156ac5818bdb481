"""What happened that this run was started for, and what is to be done about it.

An apply makes posts public, so no event leads to one by itself: somebody has to write `mode: apply`. Even
then it is refused where the files are those of somebody whose change was not merged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from publer_sync.errors import UsageProblem
from publer_sync.github.pull_request import PullRequest, pull_request
from publer_sync.github.shape import at, is_id, sha_in
from publer_sync.github.surroundings import Run

_DEPENDABOT = "dependabot[bot]"
_UNMERGED = {
    "pull_request", "pull_request_review", "pull_request_review_comment", "merge_group", "issue_comment",
}  # fmt: skip


class Mode(StrEnum):
    """What a run does; `auto` is no mode but the wish to have one chosen."""

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


def pull_request_in(run: Run) -> PullRequest | None:
    """The pull request of the event, if it is about one; raises UsageProblem if that cannot be read."""
    item = run.payload.get("pull_request")
    if run.event not in {"pull_request", "pull_request_review"} or item is None:
        return None
    found = pull_request(item)
    if found is None or found.base_repository.lower() != run.repository.lower():
        raise UsageProblem(
            "The pull request in the event file cannot be read.", where="GITHUB_EVENT_PATH"
        )
    return found


def earlier_run_in(run: Run) -> EarlierRun | None:
    """The run that this one follows, if it follows one; raises UsageProblem if that cannot be read."""
    if run.event != "workflow_run":
        return None
    item = run.payload.get("workflow_run")
    earlier = item if isinstance(item, Mapping) else {}
    number, event = earlier.get("id"), earlier.get("event")
    sha, branch = sha_in(earlier.get("head_sha")), earlier.get("head_branch")
    if not (is_id(number) and isinstance(event, str) and sha and isinstance(branch, str)):
        raise UsageProblem(
            "The earlier run in the event file cannot be read.", where="GITHUB_EVENT_PATH"
        )
    owner = at(earlier, "head_repository", "owner", "login")
    return EarlierRun(
        run_id=number,
        event=event,
        succeeded=earlier.get("conclusion") == "success",
        head_sha=sha,
        head_branch=branch,
        head_owner=owner if isinstance(owner, str) else None,
    )


def pushed_from(run: Run) -> str | None:
    """The commit that a branch pointed to before a push; None for other events and new branches."""
    before = sha_in(run.payload.get("before")) if run.event == "push" else None
    return before if before and before.strip("0") else None


def default_branch(run: Run) -> str | None:
    """The default branch of the repository, where the event names it."""
    name = at(run.payload, "repository", "default_branch")
    return name if isinstance(name, str) and name else None


def is_restricted(run: Run) -> bool:
    """Whether GitHub gives this run no secrets and a token that only reads: forks and Dependabot."""
    change = pull_request_in(run)
    return change is not None and (change.is_fork or run.actor == _DEPENDABOT)


def mode_for(run: Run, wish: str) -> Mode:
    """The mode to run in: what is wished, or for `auto` what the event calls for.

    Raises UsageProblem for a wish that is none, for one that the event does not allow, and for `auto` at an
    event that could call for an apply. Forks and Dependabot get a plan too, of what they may read.
    """
    if run.event == "pull_request_target":
        raise UsageProblem(
            "Nothing is done for the event `pull_request_target`.",
            where="on: pull_request_target",
            why="it gives secrets and a token that writes to runs about files of strangers",
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


def _chosen(run: Run) -> Mode:
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
            why = f"`auto` never applies, and the event `{run.event}` may mean that"
            raise _unfit(why, "set `mode: apply`, or another mode that is meant")
        case _:
            raise _unfit(f"`auto` knows nothing to do for the event `{run.event}`", "set a mode")


def _check(run: Run, mode: Mode) -> None:
    match mode:
        case Mode.APPLY:
            if run.event in _UNMERGED:
                why = f"at the event `{run.event}` nothing is merged yet"
                raise _unfit(why, "apply `on: push` to the default branch")
            earlier = earlier_run_in(run)
            if earlier is not None and earlier.event not in {"push", "workflow_dispatch"}:
                why = f"the run before this one was about the event `{earlier.event}`"
                raise _unfit(why, "apply after runs about a push only, or `on: push`")
        case Mode.COMMENT:
            if run.event != "workflow_run":
                raise _unfit("a comment is brought to pull requests of forks", "on: workflow_run")
        case Mode.VALIDATE | Mode.PLAN | Mode.DRIFT:
            pass
        case _:  # pragma: no cover
            assert_never(mode)


def _unfit(why: str, hint: str) -> UsageProblem:
    return UsageProblem("The mode does not fit.", where="mode", why=why, hint=hint)

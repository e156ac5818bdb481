"""Mode `comment`: brings to a pull request of a fork what the run for it found but might not write."""

from __future__ import annotations

from pathlib import Path

from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import CiFailureError, FailureReason
from publer_sync.cli.ci.pull_request_comments import note_written
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.comments import Marker, MarkerKind, marked, put_comment
from publer_sync.forge.github.fork_artifact import LARGEST, Handover, read_handover
from publer_sync.forge.github.pull_requests import pull_request_of
from publer_sync.forge.github.workflow_run import EarlierRun, earlier_run_in
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.budget import Budget
from publer_sync.render.markdown.handover_comment import handover_markdown


def work(job: JobContext) -> ExitCode:
    """Write a comment of the kind `preview`, of which none can approve anything."""
    earlier = earlier_run_in(job.run)
    if earlier is None or earlier.event != "pull_request" or earlier.head_owner is None:
        job.report.annotate(Level.NOTICE, "The run before this one was about no pull request.")
        return ExitCode.OK
    handover = _handed(job)
    if handover is None:
        job.report.annotate(Level.NOTICE, "The run before this one handed nothing over.")
        return ExitCode.OK
    if handover.head != earlier.head_sha:
        raise CiFailureError(
            FailureReason.USAGE,
            "What was handed over is about another commit than the run that left it.",
            location="comment-file",
        )
    _write(job, earlier, earlier.head_owner, handover)
    return ExitCode.OK


def _write(job: JobContext, earlier: EarlierRun, owner: str, handover: Handover) -> None:
    marker = Marker(MarkerKind.PREVIEW, job.inputs.label, earlier.head_sha, job.run.name)
    text = handover_markdown(handover, budget=Budget().without(marked(marker, "")))
    with job.github() as github:
        change = pull_request_of(github, owner, earlier.head_branch, earlier.head_sha)
        if change is None:
            job.report.annotate(Level.NOTICE, "No open pull request has this commit as its newest.")
            return
        note_written(job, put_comment(github, change.number, marker, text))


def _handed(job: JobContext) -> Handover | None:
    """Return the content of the file; None if there is none, as after a run that could write by itself."""
    name = job.inputs.comment_file
    if not name:
        raise InvalidUsageError(
            "Mode `comment` needs the file that was handed over.", location="comment-file"
        )
    path = (job.run.workspace / name).absolute()
    if not path.exists():
        return None
    return read_handover(_bytes(path), name)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise InvalidUsageError(
            "The file that was handed over cannot be read.",
            location=str(path),
            reason=error.strerror,
        ) from None

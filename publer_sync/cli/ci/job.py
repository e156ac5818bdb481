"""One job: finds out what to do, does it, and says how it ended, whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from publer_sync.cli.ci import mode_apply, mode_comment, mode_drift, mode_plan, mode_validate
from publer_sync.cli.ci.context import KEY, JobContext, settings_for
from publer_sync.cli.ci.failures import FailureReason, reason_of
from publer_sync.cli.ci.inputs import CiInputs
from publer_sync.cli.ci.report import Report, folder_for
from publer_sync.cli.exit_codes import ExitCode, code_of
from publer_sync.cli.global_options import Settings
from publer_sync.cli.project_context import api_key
from publer_sync.errors import InvalidUsageError, PlanRefusedError, PublerSyncError, StateError
from publer_sync.forge.github.secret_guard import encoded, guard
from publer_sync.forge.github.workflow_run import Mode, WorkflowRun, mode_for, read_run
from publer_sync.render.diagnostics.github import mask
from publer_sync.render.plan.reasons import ways_to_allow
from publer_sync.state.signature import KEY as STATE_KEY
from publer_sync.state.signature import OLD_KEY as OLD_STATE_KEY

Work = Callable[[JobContext], ExitCode]
Given = Mapping[str, str | None]

_MODES: dict[Mode, Work] = {
    Mode.VALIDATE: mode_validate.work,
    Mode.PLAN: mode_plan.work,
    Mode.APPLY: mode_apply.work,
    Mode.DRIFT: mode_drift.work,
    Mode.COMMENT: mode_comment.work,
}


def work(settings: Settings, values: Given) -> ExitCode:
    """Do what the event calls for. A failure becomes an annotation and the output `failure-reason`.

    `values` are the inputs as they were written.
    """
    key, token = _secrets(settings, values)
    state_keys = _state_keys(settings, values)
    settings = replace(settings, environ={**settings.environ, **({KEY: key} if key else {})})
    if settings.environ.get("GITHUB_ACTIONS") == "true":
        _hide(settings, key, encoded(token) if token else "", *state_keys)
    report = Report(settings, guard(key, token, *state_keys))
    run = _run(settings, values, report)
    if run is None:
        return ExitCode.USAGE
    try:
        return _done(settings, CiInputs.of(values), run, report)
    except PublerSyncError as error:
        _fail(report, error, run, values)
        return code_of(error)
    except KeyboardInterrupt:
        report.note({"failure-reason": FailureReason.INTERRUPTED.value})
        report.end_with("Stopped.")
        return ExitCode.INTERRUPTED
    finally:
        report.finish(run)


def _secrets(settings: Settings, values: Given) -> tuple[str, str]:
    """The key of Publer, from a file too, and the token for GitHub; empty where there is none."""
    token = _stripped(values, "github_token") or settings.environ.get("GITHUB_TOKEN", "")
    try:
        return _stripped(values, "api_key") or api_key(settings), token
    except InvalidUsageError:  # who needs the key will say so
        return "", token


def _state_keys(settings: Settings, values: Given) -> tuple[str, ...]:
    """The keys that sign the state, of inputs and of the job."""
    names = {STATE_KEY: "signing_key", OLD_STATE_KEY: "signing_key_old"}
    results = (
        _stripped(values, name) or settings.environ.get(variable, "").strip()
        for variable, name in names.items()
    )
    return tuple(key for key in results if key)


def _stripped(values: Given, name: str) -> str:
    return (values.get(name) or "").strip()


def _hide(settings: Settings, *secrets: str) -> None:
    """Before anything else is said, the runner is told what it must never show."""
    for secret in secrets:
        if command := mask(secret):
            settings.data(command)


def _run(settings: Settings, values: Given, report: Report) -> WorkflowRun | None:
    environ = dict(settings.environ)
    if token := _stripped(values, "github_token"):
        environ["PUBLER_SYNC_GITHUB_TOKEN"] = token
    try:
        return read_run(environ)
    except PublerSyncError as error:
        report.end_with(str(error))
        return None


def _done(settings: Settings, inputs: CiInputs, run: WorkflowRun, report: Report) -> ExitCode:
    mode = mode_for(run, inputs.mode)
    report.note({"mode": mode.value})
    job = JobContext(
        settings=settings_for(settings, inputs, run),
        inputs=inputs,
        run=run,
        report=report,
        folder=folder_for(run, inputs.label),
    )
    report.note({"commit": job.commit})
    return _MODES[mode](job)


def _fail(report: Report, error: PublerSyncError, run: WorkflowRun, values: Given) -> None:
    report.note({"failure-reason": reason_of(error).value})
    settings = Settings(directory=Path(), environment=_stripped(values, "environment") or None)
    # Whoever fixes it is in the project folder already, so no folder is named.
    message = error.in_full(settings.project_options)
    if isinstance(error, PlanRefusedError) and error.allow:
        message += f"; {ways_to_allow(error.allow)}"
    report.end_with(message)
    if isinstance(error, StateError) and error.rescue:
        folder = folder_for(run, _stripped(values, "label"))
        report.note({"rescue-path": _kept(Path(error.rescue), folder)})


def _kept(rescue: Path, folder: Path) -> Path:
    """The rescued state where a later step finds it; where it was if that cannot be."""
    try:
        return Path(shutil.copy2(rescue, folder / rescue.name))
    except OSError:
        return rescue

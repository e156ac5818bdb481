"""Mode `validate`: the files are checked offline."""

from __future__ import annotations

from publer_sync.cli.checkout import checkout_prefix
from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.plan_options import check_addresses
from publer_sync.cli.project_context import validate_project
from publer_sync.diagnostics import Severity, totals
from publer_sync.planning.plan import PlanOptions
from publer_sync.render.diagnostics.text import summary
from publer_sync.render.markdown.budget import Budget
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.workflows.validate import ValidationResult

SUMMARY = Budget(characters=400_000, octets=900_000)
"""The summary of a job may have 1 MiB; some is left for what else is said in it."""


def work(job: JobContext) -> ExitCode:
    """Check the files and say what was found at its lines and in the summary."""
    validation = check(job)
    commit = job.commit
    job.report.summarize(
        findings_markdown(validation.diagnostics, links=job.links(commit), budget=SUMMARY)
    )
    return validation_summary(job, validation)


def check(job: JobContext, *, read_media: bool = False) -> ValidationResult:
    """The files with what is wrong with them, shown at its lines."""
    options = PlanOptions(allow=frozenset(job.inputs.allow))
    validation = validate_project(job.settings, read_media=read_media).allowing(options.allow)
    if validation.ok:
        check_addresses(options, validation.posts)
    prefix = checkout_prefix(job.settings, validation.root)
    if job.inputs.annotations:
        job.report.find(validation.diagnostics, validation.skipped, prefix)
    job.report.log(summary(len(validation.files), len(validation.posts), validation.diagnostics))
    job.report.note(
        {
            "error-count": totals(validation.diagnostics)[Severity.ERROR],
            "warning-count": totals(validation.diagnostics)[Severity.WARNING],
        }
    )
    return validation


def validation_summary(job: JobContext, validation: ValidationResult) -> ExitCode:
    """Return whether the findings make the step fail, as the input `fail-on` says."""
    bad = {
        "error": {Severity.ERROR},
        "warning": {Severity.ERROR, Severity.WARNING},
        "never": set(),
    }[job.inputs.fail_on]
    if not any(each.severity in bad for each in validation.diagnostics):
        return ExitCode.OK
    return fail(job, validation)


def fail(job: JobContext, validation: ValidationResult) -> ExitCode:
    """Say why the step fails over the findings, whatever `fail-on` says."""
    is_broken = validation.project is None
    reason = FailureReason.INVALID_CONFIG if is_broken else FailureReason.VALIDATION_FAILED
    job.report.note({"failure-reason": reason.value})
    return ExitCode.FAILED

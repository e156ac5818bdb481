"""Mode `drift`: says in one issue what people changed in Publer and what is overdue there, and closes it when
that is over."""

from __future__ import annotations

from publer_sync.cli.ci import mode_validate
from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import CiFailureError, FailureReason
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.project_context import connect, store
from publer_sync.config.project import Project
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.errors import GitHubError
from publer_sync.forge.github.issues import (
    DriftIssue,
    DriftReport,
    IssueOutcome,
    Topic,
    report_clean,
    report_drift,
)
from publer_sync.planning.state_age import age_of
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.drift import silence_text, unpublished_rows
from publer_sync.render.markdown.budget import Budget
from publer_sync.render.markdown.drift_comment import (
    CLEAN,
    TITLE,
    drift_digest,
    drift_markdown,
    drift_news,
)
from publer_sync.workflows.drift import DriftResult, find_drift
from publer_sync.workflows.validate import ValidationResult


def work(job: JobContext) -> ExitCode:
    """Look, and say what differs in the summary and in the issue. Drift alone fails only if asked to."""
    job.insist_on_key()
    validation = mode_validate.check(job, read_media=True)
    project = validation.project
    if project is None or not validation.ok:
        raise CiFailureError(
            FailureReason.INVALID_CONFIG if project is None else FailureReason.VALIDATION_FAILED,
            "The files have errors, so it cannot be told what in Publer differs from them.",
            hint="fix them first",
        )
    job.insist_on_shared_state(project)
    drift_result = _looked(job, project, validation)
    job.report.note({"drift": bool(drift_result and drift_result.differs)})
    if drift_result is None:
        return ExitCode.OK
    if drift_result.silence:
        job.report.annotate(Level.WARNING, silence_text(drift_result.silence, project.timezone))
    for each in drift_result.backlog.blocked:
        message = " ".join(text for _, text in unpublished_rows(each))
        job.report.annotate(Level.WARNING, f"{each.change.address}: {message}")
    text = drift_markdown(
        drift_result.drift,
        drift_result.silence,
        settling=len(drift_result.settling),
        backlog=drift_result.backlog,
        zone=project.timezone,
        links=job.links(job.commit),
        budget=mode_validate.SUMMARY,
    )
    job.report.summarize(text)
    _keep_issue(job, project, drift_result)
    if drift_result.differs and job.inputs.fail_on_drift:
        job.report.note({"failure-reason": FailureReason.DRIFT_FOUND.value})
        return ExitCode.FAILED
    return ExitCode.OK


def _looked(job: JobContext, project: Project, validation: ValidationResult) -> DriftResult | None:
    """Return the drift; None where nothing is recorded. An open issue stays then: a state may be lost."""
    other_store = store(job.settings, project)
    state = other_store.load()
    if state is None:
        message = "Nothing is recorded as applied, so nothing can differ."
        job.report.annotate(Level.NOTICE, message)
        job.report.summarize(message)
        return None
    with connect(job.settings, project) as connection:
        age = age_of(state, other_store.last_seen(state))
        return find_drift(
            project, validation.posts, state, connection.reader, time=connection.clock.now, age=age
        )


def _keep_issue(job: JobContext, project: Project, drift_result: DriftResult) -> None:
    """Open, update or close the issue. Raises GitHubError if there is drift, since no one would hear of it
    else; an issue that stays open too long is no more than a warning."""
    topic = Topic(job.inputs.drift_label, job.inputs.label, job.run.name)
    with job.github() as github:
        if drift_result.differs:
            text = drift_markdown(
                drift_result.drift,
                drift_result.silence,
                backlog=drift_result.backlog,
                zone=project.timezone,
                links=job.links(job.commit),
                budget=Budget(),
            )
            drift = DriftReport(
                digest=drift_digest(drift_result.drift, drift_result.backlog),
                title=TITLE,
                text=text,
                news=drift_news(drift_result.drift, drift_result.backlog),
            )
            issue = report_drift(github, topic, drift)
        else:
            issue = _closed(job, github, topic)
    job.report.note({"issue-number": issue.number})


def _closed(job: JobContext, github: GitHub, topic: Topic) -> DriftIssue:
    try:
        return report_clean(github, topic, CLEAN)
    except GitHubError as error:
        job.report.annotate(
            Level.WARNING, f"The issue about drift could not be looked for.\n{error}"
        )
        return DriftIssue(IssueOutcome.NOTHING)

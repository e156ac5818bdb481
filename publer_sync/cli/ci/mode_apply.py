"""Mode `apply`: what was merged is carried out, and said on the pull requests that brought it."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.cli.apply import progress_printer
from publer_sync.cli.ci import mode_validate
from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.ci.mode_plan import note_counts, options_of
from publer_sync.cli.ci.pull_request_comments import ApprovedPlan, approved_items, comment_results
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import check_time
from publer_sync.cli.project_context import apply_deps, connect, credentials, store
from publer_sync.config.project import Project
from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.forge.github.workflow_run import pushed_from
from publer_sync.planning.change import HELD, Reason
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.plan.reasons import reason_advice, reason_texts
from publer_sync.render.plan.text import plan_json
from publer_sync.render.text.notes import notes_text
from publer_sync.workflows.apply import ApplyOptions, ApplyResult
from publer_sync.workflows.apply import apply as apply_workflow
from publer_sync.workflows.validate import ValidationResult


def work(job: JobContext) -> ExitCode:
    """Apply, report, and exit as `publer-sync apply` does."""
    job.insist_on_commit()
    job.insist_on_key()
    validation = mode_validate.check(job, read_media=True)
    project = validation.project
    if project is None or not validation.ok:
        job.report.annotate(Level.ERROR, "The files have errors, so nothing was applied.")
        return mode_validate.fail(job, validation)
    job.insist_on_shared_state(project)
    check_time(job.settings, credentials(job.settings, project), "Applying", "write real posts")
    since = _last_applied(job, project)
    approved = _approved(job, since)
    options = options_of(job, approved.items if approved else None)
    applied, interrupted = _applied(job, project, validation, options, since)
    if approved and _unapproved(applied.plan):
        for doubt in approved.doubts:
            job.report.annotate(Level.WARNING, doubt)
    _say(job, project, applied, since)
    code = _exit_code(job, applied)
    if interrupted:
        job.report.note({"failure-reason": FailureReason.INTERRUPTED.value})
        return ExitCode.INTERRUPTED
    return code


def _last_applied(job: JobContext, project: Project) -> str | None:
    """The commit up to which everything was applied by an earlier run. It need not be the one before the
    push: runs are cancelled, and replaced by later ones."""
    state = store(job.settings, project).load()
    return (state.applied if state else None) or pushed_from(job.run)


def _approved(job: JobContext, since: str | None) -> ApprovedPlan | None:
    if job.inputs.approval == "none":
        return None
    with job.github() as github:
        return approved_items(job, github, since)


def _applied(
    job: JobContext,
    project: Project,
    validation: ValidationResult,
    options: PlanOptions,
    since: str | None,
) -> tuple[ApplyResult, bool]:
    """Return the results so far, and whether the user asked to stop."""

    def show(plan: Plan) -> None:
        note_counts(job, plan)
        job.report.note({"plan-json-path": job.save("plan.json", plan_json(plan))})

    wishes = ApplyOptions(
        options=options,
        show=show,
        tell=progress_printer(job.settings, project.timezone),
        notes_commit=True,
        since=since,
    )
    with connect(job.settings, project) as connection:
        ways = apply_deps(job.settings, project, connection, "ci apply")
        ways = replace(ways, holder={**ways.holder, "run": job.run.url})
        applied = apply_workflow(project, validation.posts, ways, wishes)
    return applied, connection.interruption.asked


def _say(job: JobContext, project: Project, applied: ApplyResult, since: str | None) -> None:
    outcomes = [result.outcome for result in applied.results]
    done = [r for r in applied.results if r.outcome is Outcome.DONE and r.action.writes]
    failed = sum(outcome in {Outcome.FAILED, Outcome.UNKNOWN} for outcome in outcomes)
    job.report.note({"applied-count": len(done), "failed-count": failed})
    links = job.links(job.commit)
    plan, results, zone = applied.plan, applied.results, project.timezone
    job.report.summarize(
        apply_markdown(plan, results, zone=zone, links=links, budget=mode_validate.SUMMARY)
    )
    _annotate(job, plan, [r for r in results if r.outcome is not Outcome.DONE])
    comment_results(job, applied, since, zone, links)


def _annotate(job: JobContext, plan: Plan, troubles: list[ChangeResult]) -> None:
    """Each trouble at the line of its post, as far as the runner shows them; the log has all."""
    places = {c.address: c.desired.source.location for c in plan.changes if c.desired}
    held_reasons = {c.address: c.held for c in plan.changes if c.held}
    for result in troubles:
        place = places.get(result.address)
        message = f"{result.address}: {result.outcome}\n{notes_text(result.notes)}".rstrip()
        if because := held_reasons.get(result.address):
            message += f"\n{reason_texts([because])[0]}\n"
            message += f"hint: {reason_advice(because, result.address, in_ci=True)}"
        level = Level.WARNING if result.outcome is Outcome.SKIPPED else Level.ERROR
        job.report.annotate(
            level,
            message,
            file=job.in_repository(place.file) if place else "",
            line=place.line if place else 0,
        )


def _exit_code(job: JobContext, applied: ApplyResult) -> ExitCode:
    outcomes = {result.outcome for result in applied.results}
    if outcomes & {Outcome.FAILED, Outcome.UNKNOWN}:
        job.report.note({"failure-reason": FailureReason.APPLY_FAILED.value})
        return ExitCode.FAILED
    if Outcome.SKIPPED not in outcomes:
        return ExitCode.OK
    reason = FailureReason.NOT_APPROVED if _unapproved(applied.plan) else FailureReason.PLAN_REFUSED
    job.report.note({"failure-reason": reason.value})
    return ExitCode.REFUSED


def _unapproved(plan: Plan) -> bool:
    """Return whether anything is held back because no one was shown it."""
    reasons = (because.reason for c in plan.of(HELD) for because in c.all_reasons)
    return Reason.NOT_APPROVED in reasons

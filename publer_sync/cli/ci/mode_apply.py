"""Mode `apply`: what was merged is carried out, and said on the pull requests that brought it."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.cli.ci import mode_validate
from publer_sync.cli.ci.approvals import Approved, approved_items
from publer_sync.cli.ci.context import Desk
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.ci.mode_plan import note_counts, options_of
from publer_sync.cli.ci.result_comment import say_results
from publer_sync.cli.credentials import credentials
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.global_options import check_time
from publer_sync.cli.progress import telling
from publer_sync.cli.project_context import access, connected, store
from publer_sync.config.project import Project
from publer_sync.execution.events import Outcome, Result
from publer_sync.github.event import pushed_from
from publer_sync.planning.change import Action, Reason
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.render.diagnostics.annotation import Level
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.plan.text import plan_json
from publer_sync.render.text.notes import notes_text
from publer_sync.workflows.apply import Applied, Wishes
from publer_sync.workflows.apply import apply as apply_workflow
from publer_sync.workflows.validate import Validated


def work(desk: Desk) -> ExitCode:
    """Applies, reports, and exits as `publer-sync apply` does."""
    desk.insist_on_commit()
    desk.insist_on_key()
    found = mode_validate.check(desk, read_media=True)
    project = found.project
    if project is None or not found.ok:
        desk.report.annotate(Level.ERROR, "The files have errors, so nothing was applied.")
        return mode_validate.failed(desk, found)
    desk.insist_on_shared_state(project)
    check_time(desk.settings, credentials(desk.settings, project), "Applying", "write real posts")
    since = _last_applied(desk, project)
    approved = _approved(desk, since)
    options = options_of(desk, approved.items if approved else None)
    applied, interrupted = _applied(desk, project, found, options, since)
    if approved and _unapproved(applied.plan):
        for doubt in approved.doubts:
            desk.report.annotate(Level.WARNING, doubt)
    _say(desk, project, applied, since)
    code = _exit_code(desk, applied)
    if interrupted:
        desk.report.note({"failure-reason": FailureReason.INTERRUPTED.value})
        return ExitCode.INTERRUPTED
    return code


def _last_applied(desk: Desk, project: Project) -> str | None:
    """The commit up to which everything was applied by an earlier run. It need not be the one before the
    push: runs are cancelled, and replaced by later ones."""
    state = store(desk.settings, project).load()
    return (state.applied if state else None) or pushed_from(desk.run)


def _approved(desk: Desk, since: str | None) -> Approved | None:
    if desk.inputs.approval == "none":
        return None
    with desk.github() as github:
        return approved_items(desk, github, since)


def _applied(
    desk: Desk, project: Project, found: Validated, options: PlanOptions, since: str | None
) -> tuple[Applied, bool]:
    """What was done, and whether somebody asked to stop meanwhile."""

    def show(plan: Plan) -> None:
        note_counts(desk, plan)
        desk.report.note({"plan-json-path": desk.save("plan.json", plan_json(plan))})

    wishes = Wishes(
        options=options,
        show=show,
        tell=telling(desk.settings, project.timezone),
        notes_commit=True,
        since=since,
    )
    with connected(desk.settings, project) as connection:
        ways = access(desk.settings, project, connection, "ci apply")
        ways = replace(ways, holder={**ways.holder, "run": desk.run.url})
        applied = apply_workflow(project, found.posts, ways, wishes)
    return applied, connection.interruption.asked


def _say(desk: Desk, project: Project, applied: Applied, since: str | None) -> None:
    outcomes = [result.outcome for result in applied.results]
    done = [r for r in applied.results if r.outcome is Outcome.DONE and r.action.writes]
    failed = sum(outcome in {Outcome.FAILED, Outcome.UNKNOWN} for outcome in outcomes)
    desk.report.note({"applied-count": len(done), "failed-count": failed})
    links = desk.links(desk.commit)
    plan, results, zone = applied.plan, applied.results, project.timezone
    desk.report.summarize(
        apply_markdown(plan, results, zone=zone, links=links, budget=mode_validate.SUMMARY)
    )
    _annotate(desk, plan, [r for r in results if r.outcome is not Outcome.DONE])
    say_results(desk, applied, since, zone, links)


def _annotate(desk: Desk, plan: Plan, troubles: list[Result]) -> None:
    """Each trouble at the line of its post, as far as the runner shows them; the log has all."""
    places = {c.address: c.desired.source.location for c in plan.changes if c.desired}
    for result in troubles:
        place = places.get(result.address)
        said = f"{result.address}: {result.outcome}\n{notes_text(result.notes)}".rstrip()
        level = Level.WARNING if result.outcome is Outcome.SKIPPED else Level.ERROR
        desk.report.annotate(
            level,
            said,
            file=desk.in_repository(place.file) if place else "",
            line=place.line if place else 0,
        )


def _exit_code(desk: Desk, applied: Applied) -> ExitCode:
    outcomes = {result.outcome for result in applied.results}
    if outcomes & {Outcome.FAILED, Outcome.UNKNOWN}:
        desk.report.note({"failure-reason": FailureReason.APPLY_FAILED.value})
        return ExitCode.FAILED
    if Outcome.SKIPPED not in outcomes:
        return ExitCode.OK
    reason = FailureReason.NOT_APPROVED if _unapproved(applied.plan) else FailureReason.PLAN_REFUSED
    desk.report.note({"failure-reason": reason.value})
    return ExitCode.REFUSED


def _unapproved(plan: Plan) -> bool:
    """Whether anything is held back because nobody was shown it."""
    reasons = (because.reason for c in plan.of(Action.BLOCKED) for because in c.reasons)
    return Reason.NOT_APPROVED in reasons

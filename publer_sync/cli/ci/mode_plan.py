"""Mode `plan`: what a merge would change, as a comment on the pull request, a summary and files."""

from __future__ import annotations

from publer_sync.cli.ci import mode_validate
from publer_sync.cli.ci.context import Desk
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.ci.plan_comment import say_on_pull_request
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.preview_page import html_of
from publer_sync.cli.project_context import connected, now_for, store
from publer_sync.config.project import Project
from publer_sync.errors import StateProblem
from publer_sync.github.event import is_restricted, pull_request_in
from publer_sync.github.handover import handed_over
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.planning.change import Action
from publer_sync.planning.guards.approval import items_of
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.state_age import StateAge, age_of
from publer_sync.render.diagnostics.annotation import Level
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.text import plan_json
from publer_sync.render.preview.inputs import Compared
from publer_sync.workflows.plan import make
from publer_sync.workflows.plan_offline import make_offline
from publer_sync.workflows.validate import Validated

_COUNTS = {
    "create-count": Action.CREATE,
    "update-count": Action.UPDATE,
    "replace-count": Action.REPLACE,
    "delete-count": Action.DELETE,
    "unchanged-count": Action.NO_CHANGE,
    "blocked-count": Action.BLOCKED,
}


_NOT_SHARED = (
    "The state is kept on one machine, so this plan knows of no earlier apply: every post looks new.\n"
    "hint: say `state: git` in publer-sync.yaml, or name an object store"
)


def work(desk: Desk) -> ExitCode:
    """Plans, says so, and fails where the files have errors or a guard refuses the plan."""
    found = mode_validate.check(desk, read_media=True)
    project = found.project
    if project is None or not found.ok:
        return _without_plan(desk, found)
    if project.state.kind == "local":
        desk.report.annotate(Level.WARNING, _NOT_SHARED)
    try:
        kept = store(desk.settings, project)
        state = kept.load()
    except StateProblem as problem:
        return _without_state(desk, found, problem)
    compared = _compared(desk, project, found, state, age_of(state, kept.last_seen(state)))
    _say(desk, project, found, compared.plan)
    _leave_preview(desk, project, found, compared)
    if not compared.plan.can_apply:
        desk.report.note({"failure-reason": FailureReason.PLAN_REFUSED.value})
        for refusal in compared.plan.refusals:
            desk.report.annotate(Level.ERROR, f"The plan is refused: {refusal.detail}.")
        return ExitCode.REFUSED
    return mode_validate.verdict(desk, found)


def options_of(desk: Desk, approved: frozenset[str] | None = None) -> PlanOptions:
    """What the inputs allow and narrow."""
    inputs = desk.inputs
    return PlanOptions(targets=inputs.targets, allow=frozenset(inputs.allow), approved=approved)


def note_counts(desk: Desk, plan: Plan) -> None:
    """Sets the outputs that are about a plan."""
    desk.report.note({name: len(plan.of(action)) for name, action in _COUNTS.items()})
    desk.report.note({"changes": plan.may_have_work, "plan-digest": plan.digest})


def _compared(
    desk: Desk, project: Project, found: Validated, state: State | None, age: StateAge
) -> Compared:
    """The plan; with a key, and unless the inputs say otherwise, with what Publer shows."""
    depth, options = desk.inputs.plan_depth, options_of(desk)
    if depth == "online":
        desk.insist_on_key()
    if depth == "offline" or not desk.has_key:
        now = now_for(desk.settings, project)
        made = make_offline(project, found.posts, state, now=now, options=options)
        return Compared(made, RemoteView())
    with connected(desk.settings, project) as connection:
        now = connection.clock.now()
        planned = make(
            project, found.posts, state, connection.reader, now=now, options=options, age=age
        )
    return Compared(planned.plan, planned.view)


def _say(desk: Desk, project: Project, found: Validated, plan: Plan) -> None:
    note_counts(desk, plan)
    change = pull_request_in(desk.run)
    links = desk.links(change.head_sha if change else desk.commit)
    zone, findings = project.timezone, found.diagnostics
    desk.report.note({"plan-json-path": desk.save("plan.json", plan_json(plan))})
    full = plan_markdown(
        plan, zone=zone, findings=findings, links=links, budget=mode_validate.SUMMARY
    )
    desk.report.summarize(full)
    desk.report.note({"plan-markdown-path": desk.save("plan.md", full)})
    say_on_pull_request(
        desk,
        lambda budget: plan_markdown(
            plan, zone=zone, findings=findings, links=links, budget=budget
        ),
        items=items_of(plan),
        worth_saying=plan.may_have_work or bool(findings),
        handover=lambda head: handed_over(plan, findings, head),
    )


def _leave_preview(desk: Desk, project: Project, found: Validated, compared: Compared) -> None:
    """The page with the posts as people will see them, for a later step to upload."""
    if found.posts:
        page = html_of(desk.settings, project, found, compared=compared)
        desk.report.note({"preview-path": desk.save("preview.html", page)})


def _without_plan(desk: Desk, found: Validated) -> ExitCode:
    """Errors in the files: they are said on the pull request too, and the step fails whatever `fail-on` says
    since nothing could be planned."""
    change = pull_request_in(desk.run)
    links = desk.links(change.head_sha if change else desk.commit)
    findings = found.diagnostics
    desk.report.summarize(findings_markdown(findings, links=links, budget=mode_validate.SUMMARY))
    say_on_pull_request(
        desk,
        lambda budget: findings_markdown(findings, links=links, budget=budget),
        items=frozenset(),
        worth_saying=True,
        handover=lambda head: handed_over(None, findings, head),
    )
    return mode_validate.failed(desk, found)


def _without_state(desk: Desk, found: Validated, problem: StateProblem) -> ExitCode:
    """Runs for forks may not be able to read the state: then the files were checked, and that is said."""
    if not is_restricted(desk.run):
        raise problem
    desk.report.annotate(
        Level.WARNING,
        f"The files were checked, and nothing was planned: the state cannot be read here.\n{problem}",
    )
    links = desk.links(desk.commit)
    desk.report.summarize(
        findings_markdown(found.diagnostics, links=links, budget=mode_validate.SUMMARY)
    )
    return mode_validate.verdict(desk, found)

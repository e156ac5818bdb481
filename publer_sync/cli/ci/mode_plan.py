"""Mode `plan`: what a merge would change, as a comment on the pull request, a summary and files."""

from __future__ import annotations

from publer_sync.cli.ci import mode_validate
from publer_sync.cli.ci.context import JobContext
from publer_sync.cli.ci.failures import FailureReason
from publer_sync.cli.ci.pull_request_comments import comment_on_pull_request
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.preview_page import html_of
from publer_sync.cli.project_context import now_for, plan_with_publer, store
from publer_sync.config.project import Project
from publer_sync.errors import StateError
from publer_sync.forge.github.fork_artifact import build_handover
from publer_sync.forge.github.workflow_run import is_restricted, pull_request_in
from publer_sync.model.remote import RemoteView
from publer_sync.model.state import State
from publer_sync.planning.change import HELD, Action
from publer_sync.planning.guards.approval import items_of
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.reasons import ways_to_allow
from publer_sync.render.plan.text import plan_json
from publer_sync.render.preview.inputs import ComparedPlan
from publer_sync.state.store import StateStore
from publer_sync.workflows.plan_offline import make_offline
from publer_sync.workflows.validate import ValidationResult

_COUNTS = {
    "create-count": Action.CREATE,
    "update-count": Action.UPDATE,
    "replace-count": Action.REPLACE,
    "delete-count": Action.DELETE,
    "unchanged-count": Action.NO_CHANGE,
    "held-count": HELD,
}


_NOT_SHARED = (
    "The state is kept on one machine, so this plan knows of no earlier apply: every post looks new.\n"
    "hint: say `state: git` in publer-sync.yaml, or name an object store"
)


def work(job: JobContext) -> ExitCode:
    """Plans, says so, and fails where the files have errors or a guard refuses the plan."""
    validation = mode_validate.check(job, read_media=True)
    project = validation.project
    if project is None or not validation.ok:
        return _without_plan(job, validation)
    if project.state.kind == "local":
        job.report.annotate(Level.WARNING, _NOT_SHARED)
    try:
        other_store = store(job.settings, project)
        state = other_store.load()
    except StateError as problem:
        return _without_state(job, validation, problem)
    compared = _compared(job, project, validation, other_store, state)
    _say(job, project, validation, compared.plan)
    _leave_preview(job, project, validation, compared)
    if not compared.plan.can_apply:
        job.report.note({"failure-reason": FailureReason.PLAN_REFUSED.value})
        for refusal in compared.plan.refusals:
            way = ways_to_allow([refusal.allow])
            job.report.annotate(Level.ERROR, f"The plan is refused: {refusal.detail}.\nhint: {way}")
        return ExitCode.REFUSED
    return mode_validate.validation_summary(job, validation)


def options_of(job: JobContext, approved: frozenset[str] | None = None) -> PlanOptions:
    """Return the plan options that the inputs allow."""
    inputs = job.inputs
    return PlanOptions(targets=inputs.targets, allow=frozenset(inputs.allow), approved=approved)


def note_counts(job: JobContext, plan: Plan) -> None:
    """Set the outputs that are about a plan."""
    job.report.note({name: len(plan.of(action)) for name, action in _COUNTS.items()})
    job.report.note({"changes": plan.may_have_work, "plan-digest": plan.digest})


def _compared(
    job: JobContext,
    project: Project,
    validation: ValidationResult,
    store: StateStore,
    state: State | None,
) -> ComparedPlan:
    """The plan; with a key, and unless the inputs say otherwise, with what Publer shows."""
    depth, options = job.inputs.plan_depth, options_of(job)
    if depth == "online":
        job.insist_on_key()
    if depth == "offline" or not job.has_key:
        now = now_for(job.settings, project)
        environ = job.settings.environ
        plan = make_offline(
            project, validation.posts, state, now=now, options=options, environ=environ
        )
        return ComparedPlan(plan, RemoteView(), in_ci=True)
    planned = plan_with_publer(
        job.settings, project, validation.posts, store=store, state=state, options=options
    )
    return ComparedPlan(planned.plan, planned.view, in_ci=True)


def _say(job: JobContext, project: Project, validation: ValidationResult, plan: Plan) -> None:
    note_counts(job, plan)
    change = pull_request_in(job.run)
    links = job.links(change.head_sha if change else job.commit)
    zone, findings = project.timezone, validation.diagnostics
    job.report.note({"plan-json-path": job.save("plan.json", plan_json(plan))})
    full = plan_markdown(
        plan, zone=zone, findings=findings, links=links, budget=mode_validate.SUMMARY
    )
    job.report.summarize(full)
    job.report.note({"plan-markdown-path": job.save("plan.md", full)})
    comment_on_pull_request(
        job,
        lambda budget: plan_markdown(
            plan, zone=zone, findings=findings, links=links, budget=budget
        ),
        items=items_of(plan),
        worth_saying=plan.may_have_work or bool(findings),
        handover=lambda head: build_handover(plan, findings, head),
    )


def _leave_preview(
    job: JobContext, project: Project, validation: ValidationResult, compared: ComparedPlan
) -> None:
    """The page with the posts as people will see them, for a later step to upload."""
    if validation.posts:
        page = html_of(job.settings, project, validation, compared=compared)
        job.report.note({"preview-path": job.save("preview.html", page)})


def _without_plan(job: JobContext, validation: ValidationResult) -> ExitCode:
    """Errors in the files: they are said on the pull request too, and the step fails whatever `fail-on` says
    since nothing could be planned."""
    change = pull_request_in(job.run)
    links = job.links(change.head_sha if change else job.commit)
    findings = validation.diagnostics
    job.report.summarize(findings_markdown(findings, links=links, budget=mode_validate.SUMMARY))
    comment_on_pull_request(
        job,
        lambda budget: findings_markdown(findings, links=links, budget=budget),
        items=frozenset(),
        worth_saying=True,
        handover=lambda head: build_handover(None, findings, head),
    )
    return mode_validate.fail(job, validation)


def _without_state(job: JobContext, validation: ValidationResult, problem: StateError) -> ExitCode:
    """Runs for forks may not be able to read the state: then the files were checked, and that is said."""
    if not is_restricted(job.run):
        raise problem
    job.report.annotate(
        Level.WARNING,
        f"The files were checked, and nothing was planned: the state cannot be read here.\n{problem}",
    )
    links = job.links(job.commit)
    job.report.summarize(
        findings_markdown(validation.diagnostics, links=links, budget=mode_validate.SUMMARY)
    )
    return mode_validate.validation_summary(job, validation)

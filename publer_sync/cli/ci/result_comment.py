"""What came of an apply, as a comment on each pull request that brought something of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from publer_sync.cli.ci.approvals import merged
from publer_sync.cli.ci.context import Desk
from publer_sync.cli.ci.plan_comment import items_in
from publer_sync.errors import PublerSyncError
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.comments import (
    Kind,
    Marker,
    close_comment,
    plan_comments,
    put_comment,
)
from publer_sync.forge.github.pull_requests import MergedPullRequest
from publer_sync.model.address import Address
from publer_sync.planning.guards.approval import was_shown
from publer_sync.render.diagnostics.github import Level
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.markdown.links import Links
from publer_sync.workflows.apply import Applied


def say_results(
    desk: Desk, applied: Applied, since: str | None, zone: ZoneInfo, links: Links
) -> None:
    """Says on each pull request that was merged since a commit what came of it. What GitHub does not take
    stops nothing: the posts are made, and the summary says so."""
    if desk.inputs.comment == "never" or not desk.run.token:
        return

    def text_of(own: Applied) -> str:
        partial = own is not applied
        text = apply_markdown(own.plan, own.results, zone=zone, links=links, partial=partial)
        return f"{text}\n\n<sub>[This run]({desk.run.url})</sub>"

    try:
        with desk.github() as github:
            for change in merged(desk, github, since):
                _say_on(desk, github, change, applied, text_of)
    except PublerSyncError as error:
        desk.report.annotate(
            Level.WARNING,
            f"The results could not be written on the pull requests; the summary has them.\n{error}",
        )


def _say_on(
    desk: Desk,
    github: GitHub,
    change: MergedPullRequest,
    applied: Applied,
    text_of: Callable[[Applied], str],
) -> None:
    plans = plan_comments(github, change.number, desk.inputs.label)
    shown = frozenset[str]().union(*(items_in(comment.marker) or () for comment in plans))
    own = _of(applied, shown) if shown else applied
    if own.results:  # else it was all done by another run, whose words may stand here
        marker = Marker(Kind.RESULT, desk.inputs.label, desk.commit, desk.run.name)
        put_comment(github, change.number, marker, text_of(own))
    for comment in plans:
        close_comment(github, comment)


def _of(applied: Applied, shown: frozenset[str]) -> Applied:
    """The part of an apply that a pull request showed."""
    own = tuple(c for c in applied.plan.changes if was_shown(c, shown))
    addresses: set[Address] = {change.address for change in own}
    results = tuple(r for r in applied.results if r.address in addresses)
    return replace(applied, plan=replace(applied.plan, changes=own), results=results)

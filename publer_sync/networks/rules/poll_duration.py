"""Duration of a poll."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Findings, error
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import as_number
from publer_sync.networks.limits.features import PollLimits, poll_limits

ID = "poll-duration"
PURPOSE = "A poll runs as many days as its network takes."
WHY = "It would be refused."
FIX = "Correct `days`."


def check(post: Post, policy: Policy) -> Findings:
    """An error when the days are missing, or are not what the network takes."""
    limits = poll_limits(post.network) if post.poll else None
    if post.poll is None or limits is None:
        return
    days = post.poll.days
    if days is not None and _fits(days, limits):
        return
    value = "this one does not say" if days is None else f"this one {days}"
    yield error(
        ID,
        f"{post.network.label} takes polls of {_taken(limits)} days, {value} ({limits.days_sources[0]})",
        post.source.at("poll.days"),
        hint=f"write `days:` with {_taken(limits)} under `poll:`",
        address=str(post.address),
    )


def _fits(days: int, limits: PollLimits) -> bool:
    if limits.choices:
        return days in limits.choices
    return limits.days is None or limits.days.severity(days) is None


def _taken(limits: PollLimits) -> str:
    if limits.choices:
        *most, last = limits.choices
        return f"{', '.join(map(str, most))} or {last}"
    bound = limits.days
    ends = (bound.least or 0, bound.most or 0) if bound else (0, 0)
    return f"{as_number(ends[0])} to {as_number(ends[1])}"

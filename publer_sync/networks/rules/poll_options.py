"""The options of a poll: how many, how long, and that they differ."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.network import PostType
from publer_sync.model.post import Poll, Post
from publer_sync.networks.checks.findings import as_number, too_long
from publer_sync.networks.limits.features import PollLimits, poll_limits

ID = "poll-options"
PURPOSE = "A poll has as many different options as its network takes, none of them too long."
WHY = "It would be refused."
FIX = "Correct `options`."


def check(post: Post, policy: Policy) -> Findings:
    """An error for their number, and for each option that is empty, too long or there already."""
    if post.poll is None and post.type is not PostType.POLL:
        return
    limits = poll_limits(post.network)
    if limits is None:
        return
    poll = post.poll or Poll(options=())
    yield from _number(post, poll, limits)
    seen_values: dict[str, int] = {}
    for index, option in enumerate(poll.options):
        path = f"poll.options[{index}]"
        diagnostic = too_long(ID, post, path, option, limits.option, what="poll options")
        if diagnostic:
            yield diagnostic
        text = option.strip()
        first = seen_values.setdefault(text, index)
        if not text:
            yield _finding(
                post, path, "An option of the poll is empty", "write it, or leave it out"
            )
        elif first != index and limits.unique:
            message = f"Options {first + 1} and {index + 1} of the poll are the same: {text}"
            yield _finding(post, path, message, "change one of them")


def _number(post: Post, poll: Poll, limits: PollLimits) -> Findings:
    number, bound = len(poll.options), limits.options
    if bound.severity(number) is None or bound.least is None or bound.most is None:
        return
    few = bound.is_too_little(number)
    span = f"{as_number(bound.least)} to {as_number(bound.most)}"
    message = f"{post.network.label} takes polls of {span} options, this one has {number}"
    hint = f"add {bound.least - number:.0f}" if few else f"leave out {number - bound.most:.0f}"
    path = "poll.options" if few else f"poll.options[{bound.most:.0f}]"
    yield _finding(post, path, f"{message} ({bound.sources[0]})", hint)


def _finding(post: Post, path: str, message: str, hint: str) -> Diagnostic:
    return error(ID, message, post.source.at(path), hint=hint, address=str(post.address))

"""Comments where Publer makes none."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import kind_of
from publer_sync.networks.limits.bounds import LimitSource, sources_of
from publer_sync.networks.limits.features import without
from publer_sync.networks.rules_data import of_network, of_publer

ID = "comments-unsupported"
PURPOSE = "The network takes comments below a post through Publer."
WHY = "They would be lost without a word."
FIX = "Leave out `comments`, or say it in the text."


def check(post: Post, policy: Policy) -> Findings:
    """An error where Publer says it makes none, a warning where no one says that it does.

    Where it does, an error at each picture, if comments have none there.
    """
    if not post.comments:
        return
    values = of_publer("comments")
    gap, kind = without("comments", post.network), kind_of(post.account)
    if gap:
        yield _none(post, Severity.ERROR, f"on {post.network.label}", gap.sources[0])
    elif kind and kind in values["not_for"].get(post.network.value, ()):
        location = f"on {kind}s of {post.network.label}"
        yield _none(post, Severity.ERROR, location, sources_of(values)[0])
    elif not of_network(post.network).get("first_comment"):
        yield _none(post, Severity.WARNING, f"on {post.network.label}", None)
    else:
        yield from _pictures(post)


def _none(post: Post, severity: Severity, location: str, source: LimitSource | None) -> Diagnostic:
    message = f"Publer makes no comments {location} ({source})"
    unsaid = f"Nothing says that Publer makes comments {location}"
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=message if source else unsaid,
        location=post.source.at("comments"),
        hint="leave out `comments:` there, or say it in the text",
        address=str(post.address),
    )


def _pictures(post: Post) -> Findings:
    value = of_network(post.network)["first_comment"]
    if value.get("media", True):
        return
    for index, comment in enumerate(post.comments):
        if comment.media:
            yield Diagnostic(
                severity=Severity.ERROR,
                rule=ID,
                message=f"{post.network.label} takes comments without media ({sources_of(value)[0]})",
                location=post.source.at(f"comments[{index}].media"),
                hint="leave out the media of the comment",
                address=str(post.address),
            )

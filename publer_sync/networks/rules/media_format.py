"""Files of a format that the network does not take."""

from __future__ import annotations

from collections.abc import Iterator

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Severity
from publer_sync.model.post import Post
from publer_sync.networks.media_limits import Formats, upload_formats
from publer_sync.networks.rules.measuring import Seen, seen
from publer_sync.networks.rules.wording import such_a_post

ID = "media-format"
PURPOSE = "A media file is of a format that its network takes."
WHY = "It would be refused, or Publer converts it, which is a remark."
MEND = "Convert the file."


def check(post: Post, policy: Policy) -> Iterator[Diagnostic]:
    """A finding for each file whose content is of another format; Publer converts some of them."""
    for each in seen(post):
        found = each.facts.format
        if found is None:
            continue
        of_post = each.limits.formats if each.limits else None
        for formats in (of_post, upload_formats(each.medium.kind)):
            severity = formats.severity(found) if formats else None
            if formats and severity:
                yield _finding(post, each, found, formats, severity)
                break


def _finding(
    post: Post, each: Seen, found: str, formats: Formats, severity: Severity
) -> Diagnostic:
    taken = ", ".join(formats.taken)
    is_network = each.limits is not None and formats is each.limits.formats
    who = such_a_post(post) if is_network else "Publer"
    if severity is Severity.INFO:
        message = f"{who} takes {each.things} as {taken}; Publer converts this {found}"
        hint = f"save it as {formats.taken[0]} to be sure of how it looks"
    else:
        message = f"{who} takes {each.things} as {taken}, this one is {found}"
        hint = f"convert it, for example to {formats.taken[0]}"
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=f"{message} ({formats.sources[0]})",
        location=post.source.at(each.path),
        hint=hint,
        address=str(post.address),
    )

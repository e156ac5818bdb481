"""Files of a format that the network does not take."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, Severity
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import post_type_finding
from publer_sync.networks.checks.media_bounds import InspectedMedium, inspected_media
from publer_sync.networks.limits.media import Formats
from publer_sync.networks.rules.media_misnamed import is_misnamed
from publer_sync.networks.rules.media_mix import odd_ones

ID = "media-format"
PURPOSE = "A media file is of a format that its network takes."
WHY = "It would be refused, or Publer converts it, which is a remark."
FIX = "Convert the file."


def check(post: Post, policy: Policy) -> Findings:
    """A finding for each file of a format that the network does not take; Publer converts some of them.

    A file that is not what its name says is another rule's finding, and so is one that does not go with
    the others.
    """
    mixed = {f"media[{index}]" for index in odd_ones(post)}
    for each in inspected_media(post):
        value = each.facts.format
        formats = each.limits.formats if each.limits else None
        severity = formats.severity(value) if formats and value else None
        if each.path in mixed or is_misnamed(each.medium):
            continue
        if formats and value and severity:
            yield _finding(post, each, value, formats, severity)


def _finding(
    post: Post, each: InspectedMedium, value: str, formats: Formats, severity: Severity
) -> Diagnostic:
    name = f"{post_type_finding(post)} takes {each.things} as {', '.join(formats.accepted)}"
    if severity is Severity.INFO:
        message = f"{name}; Publer converts this {value}"
        hint = f"save it as {formats.accepted[0]} to be sure of how it looks"
    else:
        message = f"{name}, this one is {value}"
        hint = f"convert it, for example to {formats.accepted[0]}"
    return Diagnostic(
        severity=severity,
        rule=ID,
        message=f"{message} ({formats.sources[0]})",
        location=post.source.at(each.path),
        hint=hint,
        address=str(post.address),
    )

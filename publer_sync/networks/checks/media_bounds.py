"""Media that were looked into, beside what their network takes, and the finding that one is out of bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from publer_sync.diagnostics import Diagnostic, Severity
from publer_sync.model.media import Media, MediaFacts
from publer_sync.model.post import Post
from publer_sync.networks.checks.findings import any_of_kinds, post_type_finding
from publer_sync.networks.checks.posts import once_per_post
from publer_sync.networks.limits.bounds import Bound
from publer_sync.networks.limits.media import MediaLimits, cover_limits, media_limits
from publer_sync.networks.limits.types import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedMedium:
    """A medium with its facts; `path` says where it stands."""

    path: str
    medium: Media
    facts: MediaFacts
    limits: MediaLimits | None
    is_cover: bool = False

    @property
    def things(self) -> str:
        """Return the noun for such media."""
        return "covers" if self.is_cover else any_of_kinds((self.medium.kind,))


@once_per_post
def inspected_media(post: Post) -> Iterator[InspectedMedium]:
    """The media of a post and its thread and the covers of its videos, as far as they were looked into.

    Those that cannot be used at all, and those of a post that its network does not take, are left out:
    other rules say so.
    """
    if post.type not in limits(post.network).types:
        return
    for index, medium in enumerate(post.media):
        yield from _with_cover(post, f"media[{index}]", medium)
    for index, comment in enumerate(post.thread):
        if comment.media:
            yield from _with_cover(post, f"thread[{index}].media", comment.media)


def _with_cover(post: Post, path: str, medium: Media) -> Iterator[InspectedMedium]:
    if medium.facts and not medium.facts.problem:
        yield InspectedMedium(
            path=path,
            medium=medium,
            facts=medium.facts,
            limits=media_limits(post.network, post.type, medium.kind),
        )
    cover = medium.cover
    if cover and cover.facts and not cover.facts.problem:
        yield InspectedMedium(
            path=f"{path}.cover",
            is_cover=True,
            medium=cover,
            facts=cover.facts,
            limits=cover_limits(post.network),
        )


_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def gravest(findings: Iterable[Diagnostic | None]) -> Diagnostic | None:
    """The first of the gravest findings: one is enough where each says to change the same thing."""
    results = (finding for finding in findings if finding)
    return min(results, key=lambda finding: _GRAVITY.index(finding.severity), default=None)


def out_of_bounds(
    rule: str,
    post: Post,
    each: InspectedMedium,
    value: float,
    bound: Bound | None,
    *,
    say: Callable[[float], str],
    exactly: Callable[[float], str] = "{:,.10g}".format,
    unit: str = "",
    measure: str = "",
    who: str | None = None,
    hint: str | None = None,
) -> Diagnostic | None:
    """A finding when a number is out of bounds; `say` writes it.

    `exactly` writes it where `say` would write the same as for the limit. `measure` and `unit` stand
    around the limit, `who` before it.
    """
    severity = bound.severity(value) if bound else None
    if bound is None or severity is None:
        return None
    few = bound.is_too_little(value)
    end = bound.least if few else bound.most
    assert end is not None
    limit = f"{'at least' if few else 'up to'} {say(end)}{unit}"
    if not few and bound.hard:
        limit += f" for sure, {say(bound.hard)} at most"
    this = say(value) if say(value) != say(end) else exactly(value)
    fixed = f"; it is {bound.fix}" if severity is Severity.INFO else ""
    way = "with" if measure else "of"
    return Diagnostic(
        severity=severity,
        rule=rule,
        message=f"{who or post_type_finding(post)} takes {each.things} {way} {measure}{limit},"
        f" this one has {this}{fixed} ({bound.sources[0]})",
        location=post.source.at(each.path),
        hint=hint or f"make it {'larger' if few else 'smaller'}",
        address=str(post.address),
    )

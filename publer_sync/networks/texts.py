"""All texts of a post that readers may see, and findings that point into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publer_sync.diagnostics import Diagnostic, Excerpt, warning
from publer_sync.model.post import Link, Post
from publer_sync.networks.checks.posts import once_per_post

_AS_WRITTEN = {"code", "html"}
_OPTIONS = ("content_warning", "excerpt", "event.title", "offer.title", "offer.coupon")
"""Options that readers see, as keys down to them."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """The part `start` to `end` of a text."""

    start: int
    end: int


@once_per_post
def texts_of(post: Post) -> Iterator[tuple[str, str]]:
    """Each text with its symbolic path in the source of the post; `blocks` count as the text.

    Code and HTML in an article are left out: what looks strange there is often meant.
    """
    yield "text", post.text
    yield "title", post.title or ""
    for index, comment in enumerate(post.thread):
        yield f"thread[{index}].text", comment.text
    for index, comment in enumerate(post.comments):
        yield f"comments[{index}].text", comment.text
    if post.poll:
        yield "poll.question", post.poll.question or ""
        for index, option in enumerate(post.poll.options):
            yield f"poll.options[{index}]", option
    if post.share:
        yield "share.text", post.share.text or ""
    yield from _of_options(post.options)
    for index, medium in enumerate(post.media):
        yield f"media[{index}].alt", medium.alt or ""
        yield f"media[{index}].caption", medium.caption or ""
    if post.link:
        yield from _of_link("link", post.link)
    for index, link in enumerate(post.sublinks):
        yield from _of_link(f"sublinks[{index}]", link)
    if not post.text:
        for block in post.blocks:
            if block.type not in _AS_WRITTEN:
                yield from (("text", text) for text in _strings(block.data))


def _of_options(options: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for path in _OPTIONS if options else ():
        key, _, inner = path.partition(".")
        value = options.get(key)
        result = value.get(inner) if inner and isinstance(value, Mapping) else value
        if isinstance(result, str):
            yield f"options.{path}", result


def _of_link(path: str, link: Link) -> Iterator[tuple[str, str]]:
    yield f"{path}.title", link.title or ""
    yield f"{path}.description", link.description or ""


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


def stray(
    rule: str,
    post: Post,
    path: str,
    text: str,
    spans: Sequence[TextSpan],
    *,
    message: str,
    hint: str,
) -> Diagnostic:
    """A warning at the first of some spans of a text; further ones are counted.

    It names no address: accounts that share a text share its findings.
    """
    first = spans[0]
    more = f" ({len(spans) - 1} more in this text)" if len(spans) > 1 else ""
    return warning(
        rule,
        message + more,
        post.source.at(path),
        hint=hint,
        excerpt=Excerpt(text, first.start, first.end),
    )

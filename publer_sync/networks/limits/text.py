"""Length limits of texts: those of posts, and the smaller ones around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from publer_sync.diagnostics import Severity
from publer_sync.model.network import Network, PostType
from publer_sync.networks.limits.bounds import Confidence, LimitSource, confidence_of, sources_of
from publer_sync.networks.rules_data import of_network

_UNSPECIFIED = "utf16"  # the safest reading where no one says how a text is counted

# What `when` says in the rules file, by the name of the limit: whether the options of a post ask for it.
_CASES: Mapping[str, Callable[[Mapping[str, object]], bool]] = {
    "long_post": lambda options: bool(options.get("long_post")),
    "with_background": lambda options: options.get("background") is not None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLimit:
    """Length limit of a text.

    `max` is the strictest value that is well supported, `hard` the loosest one where sources
    disagree: above it every source says no. Both are counted in the way `count` of
    `publer_sync.networks.counting`. `max_bytes` is a second limit in UTF-8 bytes. With `lenient`, a
    longer text is shown in part or not at all, but does not fail.
    """

    max: int
    hard: int | None
    count: str
    max_bytes: int | None
    sources: tuple[LimitSource, ...]
    confidence: Confidence
    lenient: bool = False

    def severity(self, index: int) -> Severity:
        """Return the severity of a length above `max`."""
        disputed = self.hard is not None and index <= self.hard
        if disputed or self.lenient or self.confidence is Confidence.LOW:
            return Severity.WARNING
        return Severity.ERROR


def text_limit(
    network: Network,
    post_type: PostType | str,
    options: Mapping[str, object] = MappingProxyType({}),
) -> TextLimit | None:
    """Return the length limit of the text of such a post; None where no limit is known.

    `options` are those of the post: some limits hold only if one of them is set, such as X's for
    long posts and Facebook's for texts on a background.
    """
    case = (
        next((name for name, request in _CASES.items() if request(options)), None)
        if options
        else None
    )
    return _text_limit(network, str(post_type), case)


@cache
def field_limit(network: Network, name: str, post_type: PostType | str = "") -> TextLimit | None:
    """Return the length limit of a field, by its name in the rules file, on posts of that type."""
    value = (of_network(network).get("fields") or {}).get(name)
    if value is None or (post_type and str(post_type) not in value.get("for", (str(post_type),))):
        return None
    return limit_of(value)


@cache
def comment_limit(network: Network) -> TextLimit | None:
    """Return the length limit of a comment below a post, which on some networks is the next post of its
    thread."""
    value = of_network(network).get("first_comment")
    return limit_of(value) if value else None


def limit_of(values: Mapping[str, Any]) -> TextLimit | None:
    """The limit that a rule of the rules file states; None where it states no number."""
    if values.get("max") is None:
        return None
    return TextLimit(
        max=values["max"],
        hard=values.get("hard"),
        count=values.get("count", _UNSPECIFIED),
        max_bytes=values.get("max_utf8_bytes"),
        sources=sources_of(values),
        confidence=confidence_of(values),
        lenient=values.get("over") == "warning",
    )


@cache
def _text_limit(network: Network, post_type: str, case: str | None) -> TextLimit | None:
    texts: Mapping[str, Mapping[str, Any]] = of_network(network)["text"]
    own = texts.get(post_type)
    if own is not None and "when" not in own:
        return limit_of(own)
    if case and case in texts:
        return limit_of(texts[case])
    shared = (limit for limit in texts.values() if post_type in limit.get("for", ()))
    return limit_of(next(shared, texts["default"]))

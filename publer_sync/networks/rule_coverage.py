"""Parts of the rules file that each rule judges, and parts that no rule can judge.

A path is the keys down to a value, joined by `/`, below the network or below `publer`. In a pattern `*`
stands for one key or a part of it, and `**` at the end for everything below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from publer_sync.networks.rules_data import rules

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "account-type": ("account_types", "types/*/accounts", "text/with_background/accounts"),
    "alt-text": ("alt_text/for", "alt_text/not_for"),
    "alt-text-length": ("alt_text/max", "alt_text/hard", "alt_text/for", "alt_text/not_for"),
    "appended-text": ("link_in_text/appended", "text/**"),
    "aspect-ratio": ("media/*/aspect", "media/*/outside_aspect", "media/carousel/cropped_to_first"),
    "background-conflict": ("text/with_background/when",),
    "board-required": ("types/*/needs", "fields/boardId/required"),
    "cashtag-count": ("cashtags/**",),
    "comment-length": ("first_comment/max", "first_comment/hard"),
    "comments-unsupported": ("first_comment", "first_comment/media", "publer/comments/**"),
    "daily-limit": ("daily/**", "publer/daily_window/**"),
    "event-length": ("fields/details.title/*", "fields/details.coupon/*"),
    "event-required": ("types/*/needs", "fields/details.title/required"),
    "file-size": (
        "media/*/min_bytes",
        "media/*/max_bytes",
        "media/*/hard_bytes",
        "publer/upload/direct_max_bytes/max",
    ),
    "forbidden-characters": ("text/*/forbidden", "fields/title/forbidden"),
    "frame-count": ("media/*/frames", "media/*/pixels_times_frames"),
    "frame-rate": ("media/*/fps",),
    "hashtag-count": ("hashtags/**", "first_comment/hashtags"),
    "link-card-length": ("fields/link_title/*", "fields/link_description/*"),
    "link-cards": ("types/*/needs", "fields/sublinks/*"),
    "link-count": ("links/**",),
    "link-length": ("fields/link/max",),
    "link-required": ("types/*/needs",),
    "media-count": ("types/*/media/*", "types/*/over"),
    "media-dimensions": (
        "media/*/width",
        "media/*/height",
        "media/*/over_width",
        "media/*/hard_width",
        "media/*/hard_height",
        "media/*/max_pixels",
        "media/*/hard_pixels",
        "media/*/max_short_side",
        "media/*/max_long_side",
        "media/*/max_width_plus_height",
    ),
    "media-duration": (
        "media/*/seconds",
        "media/*/hard_seconds",
        "media/*/unverified_channel_seconds",
        "media/*/organic_seconds",
    ),
    "media-forbidden": ("types/*/media/*",),
    "media-format": (
        "media/*/formats",
        "media/*/also",
        "media/*/converted",
    ),
    "media-kind": ("types/*/media/*", "media/video/allowed"),
    "media-mix": ("mix/*",),
    "media-required": ("media_required", "types/*/media/*"),
    "mention-count": ("mentions/**",),
    "field-not-displayed": ("types/*/text", "fields/title/*", "fields/document_title/*"),
    "page-count": ("media/*/max_pages", "media/*/hard_pages"),
    "phone-number": ("text_rules/phone_numbers",),
    "poll-conflict": ("poll/with_media",),
    "poll-duration": ("poll/duration/min", "poll/duration/max", "poll/duration/values"),
    "poll-options": ("types/*/needs", "poll/options/*", "poll/option_text/*"),
    "poll-question": ("types/*/needs", "poll/question", "poll/question/*"),
    "privacy-conflict": ("fields/privacy/values",),
    "privacy-required": ("types/*/needs", "fields/privacy/required"),
    "recurring-unsupported": ("forbidden/recurring", "publer/recurring/not_on"),
    "recycling-unsupported": ("forbidden/recycling", "publer/recycling/**"),
    "multiple-accounts": ("forbidden/several_accounts_per_post",),
    "share-unsupported": ("publer/share/*",),
    "signature-unsupported": ("publer/signature/*",),
    "slot-taken": ("publer/schedule/min_gap_seconds/*",),
    "tags-length": ("fields/tags/total_max",),
    "text-length": ("text/**", "fields/spoilerText/counts_towards"),
    "text-required": ("types/*/text", "types/*/needs"),
    "thread-count": ("publer/thread_posts/max", "publer/thread_posts/stated_for"),
    "thread-unsupported": ("publer/thread_posts/only_on",),
    "title-length": ("fields/title/*", "fields/document_title/*"),
    "title-required": ("types/*/needs", "fields/*title/required"),
    "posts-too-close": ("publer/schedule/min_gap_seconds/*",),
    "type-not-allowed": ("types/*/*", "disputed/types"),
    "watermark-unsupported": ("forbidden/watermark",),
}
"""By the id of a rule. Rules that judge posts by each other alone have no numbers to read."""

NOT_JUDGED: Mapping[str, str] = {
    "provider": "it names things",
    "payload_keys": "it names things",
    "types/*/send/**": "it says how a request is written",
    "fields/title/values": "the schema of post files checks it",
    "fields/details.start/*": "reading post files checks it",
    "fields/details.end/*": "reading post files checks it",
    "fields/details.terms/*": "the schema of post files checks it",
    "fields/*/values": "the schema of post files checks it",
    "fields/*/format": "the schema of post files checks it",
    "fields/content_blocks/**": "blocks are made by this tool, not by people",
    "*/*/recommended_aspect": "advice, not a limit",
    "**/network": "it explains where a limit comes from",
    "**/publer": "it explains where a limit comes from",
    "**/network_*": "it explains where a limit comes from",
    "**/publer_*": "it explains where a limit comes from",
    "alt_text": "no limit is known",
    "alt_text/network": "it explains where a limit comes from",
    "alt_text/publer": "it explains where a limit comes from",
    "poll": "the network has no polls in Publer",
    "publer/api_plans/*": "only Publer knows the plan; it refuses the key",
    "publer/upload/*_formats/values": "reading post files checks it, by the suffix",
    "publer/upload/validity": "only the reply to an upload says it; apply judges it",
    "publer/first_comment/*": "it says how a request is written",
    "publer/schedule/min_lead_seconds/max": "only a plan knows what is made already; `lead_time` guards it",
    "publer/schedule/posts_per_request/*": "the client keeps it",
    "publer/schedule/requests/*": "the client keeps it",
}
"""By pattern: why no rule judges such values."""


def values() -> Iterator[tuple[str, Any]]:
    """Every value of the rules file that could be judged, with its path from the top."""
    for top in ("publer", "networks"):
        yield from _values(rules()[top], top)


def judges_of(path: str) -> list[str]:
    """The rules that judge the value at a path from the top."""
    return [
        rule
        for rule, patterns in SUBJECTS.items()
        if any(matches(parts_below(path), pattern) for pattern in patterns)
    ]


def coverage_gap(path: str) -> str | None:
    """Return why no rule judges the value at a path from the top; None if there is no reason."""
    reasons = (
        reason for pattern, reason in NOT_JUDGED.items() if matches(parts_below(path), pattern)
    )
    return next(reasons, None)


def parts_below(path: str) -> str:
    """A path below its network, as patterns have it."""
    top, _, rest = path.partition("/")
    return rest.partition("/")[2] if top == "networks" else path


def matches(path: str, pattern: str) -> bool:
    """Return whether a path is what a pattern means."""
    keys, names = path.split("/"), pattern.split("/")
    if names[0] == "**":
        names = ["*"] * (len(keys) - len(names) + 1) + names[1:]
    if names[-1] == "**":
        names = names[:-1] + ["*"] * (len(keys) - len(names) + 1)
    return len(keys) == len(names) and all(map(fnmatchcase, keys, names))


# Keys that say something about a value beside them.
_REMARKS = {"src", "conf", "note", "unit", "weak", "count", "means", "per_server"}


def _values(values: Any, path: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(values, dict):
        yield path, values
        return
    for key, inner in values.items():
        if key not in _REMARKS:
            yield from _values(inner, f"{path}/{key}")

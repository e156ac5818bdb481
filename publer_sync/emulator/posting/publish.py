"""Publishing of a post when its time has come."""

import re
from collections.abc import Collection
from dataclasses import replace

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.posting.recurrence import next_recurring, next_recycling
from publer_sync.emulator.rules.networks import post_link
from publer_sync.emulator.rules.posts import TOO_LONG, is_overlong
from publer_sync.emulator.store.emulator_state import Ids
from publer_sync.emulator.store.records import Post
from publer_sync.emulator.store.workspace import signature_text

REFUSED = "The network did not accept this post"
DUE_STATES = ("scheduled", "scheduled_approved", "publishing")
SERIES_STATES = ("recurring", "recycling", "recycling_active")

_SPINTAX = re.compile(r"\{([^{}|]*)\|[^{}]*\}")


def due_at(post: Post, settings: Settings) -> float | None:
    """When something happens to a post by itself, or None."""
    if post.scheduled_at is None or post.stuck or post.deleted_at is not None:
        return None
    if settings["publish_outcome"] == "nothing":
        return None
    if post.state == "publishing":
        return post.scheduled_at + settings.number("publish_seconds")
    return post.scheduled_at if post.state in (*DUE_STATES, *SERIES_STATES) else None


def advance(post: Post, at: float, settings: Settings, ids: Ids, *, is_listed: bool) -> list[Post]:
    """The post, and any child it leaves behind, after its due moment.

    Where the child `is_listed` already, it goes out by itself.
    """
    if post.state in SERIES_STATES:
        parent = _step_series(post, settings, at)
        if is_listed:
            return [parent]
        child = replace(_child(post, ids), visible_at=at)
        return [parent, publish(child, at, settings, ids)]
    if post.state != "publishing" and settings.number("publish_seconds") > 0:
        return [replace(post, state="publishing", updated_at=at)]
    return [publish(post, at, settings, ids)]


def publish(post: Post, at: float, settings: Settings, ids: Ids) -> Post:
    """The post as published, or as failed where it is doomed."""
    failure = _failure(post, settings)
    if failure is not None:
        return replace(post, state="failed", failure=failure, updated_at=at)
    native = ids.next_number()
    slow = post.network == "tiktok"
    return replace(
        post,
        state="published",
        text=_published_text(post, settings),
        published_at=at,
        updated_at=at,
        post_link=post.post_link or post_link(post.network, native),
        link_at=at + (settings.number("tiktok_link_delay") if slow else 0.0),
        number=native if settings["published_ids"] == "integer" else None,
    )


def _failure(post: Post, settings: Settings) -> str | None:
    if post.dooms:
        return post.dooms
    if settings["overlong_text"] == "fails_when_published" and is_overlong(post, settings):
        return TOO_LONG
    return REFUSED if settings["publish_outcome"] == "failed" else None


def _published_text(post: Post, settings: Settings) -> str:
    if settings["text_when_published"] == "untouched":
        return post.text
    return _SPINTAX.sub(r"\1", post.text) + signature_text(post.target.get("signature"))


def new_children(
    parent: Post, known_values: Collection[float | None], settings: Settings, ids: Ids
) -> list[Post]:
    """The coming posts of a series that are listed before they go out.

    The occurrences in `known_values` have a post already, or had one that was deleted.
    """
    children: list[Post] = []
    upcoming = parent
    for _ in range(int(settings.number("children_ahead"))):
        if upcoming.scheduled_at is None:
            break
        if upcoming.scheduled_at not in known_values:
            child = _child(replace(upcoming, updated_at=parent.updated_at), ids)
            children.append(replace(child, occurrence=upcoming.scheduled_at))
        upcoming = _step_series(upcoming, settings, parent.updated_at)
    return children


def follow_series(child: Post, parent: Post, now: float, settings: Settings) -> Post:
    """A child that was listed ahead, after its series was edited, stopped or deleted."""
    if parent.deleted_at is not None and settings["children_when_deleted"] == "stay":
        return child
    if parent.deleted_at is not None or parent.state not in (*SERIES_STATES, "recycling_expired"):
        return replace(child, deleted_at=now)
    if child.before_edit is None and (child.text, child.title) != (parent.text, parent.title):
        return replace(child, text=parent.text, title=parent.title, updated_at=now)
    return child


def _child(post: Post, ids: Ids) -> Post:
    return replace(
        post,
        id=ids.next(),
        parent_id=post.id,
        state="scheduled",
        before_edit=None,
        hidden_until=None,
        hidden_listings=0,
    )


def _step_series(post: Post, settings: Settings, at: float) -> Post:
    upcoming = _next_run(post, settings)
    expired = upcoming is None and post.state != "recurring"
    return replace(
        post,
        scheduled_at=upcoming,
        runs=post.runs + 1,
        state="recycling_expired" if expired else post.state,
        updated_at=at,
    )


def _next_run(post: Post, settings: Settings) -> float | None:
    assert post.scheduled_at is not None
    rule = post.entry.get("recurring" if post.state == "recurring" else "recycling")
    if not isinstance(rule, dict):
        return None
    try:
        if post.state == "recurring":
            return next_recurring(rule, post.scheduled_at, settings["days_of_week"])
        return next_recycling(rule, post, settings["expire_count"])
    except (ValueError, OverflowError):
        return None

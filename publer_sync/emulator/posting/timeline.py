"""Events that time brings: jobs and posts whose moment has come, in the order of their moments."""

from publer_sync.emulator.posting import jobs
from publer_sync.emulator.posting.publish import (
    SERIES_STATES,
    advance,
    due_at,
    follow_series,
    new_children,
)
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import Job, Post


def catch_up(world: World) -> None:
    """Let everything happen that was due by now, as of its own moment."""
    now = world.now()
    while (event := _next_event(world, now)) is not None:
        at, record = event
        if isinstance(record, Job):
            jobs.run(world, record, at)
        else:
            is_listed = record.scheduled_at in _occurrences(world, record)
            world.storage.save_posts(
                advance(record, at, world.settings, world.ids, is_listed=is_listed)
            )
    _list_ahead(world, now)
    _purge_media(world, now)


def _next_event(world: World, now: float) -> tuple[float, Job | Post] | None:
    due: list[tuple[float, int, Job | Post]] = [
        (job.due_at, 0, job)
        for job in world.storage.jobs.values()
        if not job.is_done and job.due_at <= now
    ]
    for post in world.storage.posts.values():
        at = due_at(post, world.settings)
        if at is not None and at <= now:
            due.append((at, 1, post))
    if not due:
        return None
    at, _, record = min(due, key=lambda event: (event[0], event[1], event[2].id))
    return at, record


def _list_ahead(world: World, now: float) -> None:
    """Keep the posts of series that are listed before they go out."""
    posts = world.storage.posts
    for child in [post for post in posts.values() if post.is_listed_ahead]:
        after = follow_series(child, posts[str(child.parent_id)], now, world.settings)
        if after != child:
            world.storage.save_post(after)
    if not world.settings.number("children_ahead"):
        return
    for parent in [post for post in posts.values() if post.state in SERIES_STATES]:
        if parent.deleted_at is None:
            known_names = _occurrences(world, parent)
            world.storage.save_posts(new_children(parent, known_names, world.settings, world.ids))


def _occurrences(world: World, parent: Post) -> set[float | None]:
    """The times in a series for which a post was listed before it went out."""
    return {
        post.occurrence
        for post in world.storage.posts.values()
        if post.parent_id == parent.id and post.occurrence is not None
    }


def _purge_media(world: World, now: float) -> None:
    lifetime = world.settings.number("media_lifetime")
    old = [media for media in world.storage.media.values() if media.created_at + lifetime <= now]
    if not old:
        return
    used = {item.get("id") for post in world.storage.posts.values() for item in post.media}
    for media in old:
        if media.id not in used and not media.in_library:
            world.storage.drop_media(media.id)

"""DELETE /posts: which posts go, and the trap of naming none."""

from werkzeug.datastructures import MultiDict

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.records import Post
from publer_sync.emulator.views.posts import public_id

_NEAR = 60.0


class NoIdsError(Exception):
    """No id was sent and the strict switch is on."""


def chosen(args: MultiDict[str, str], posts: list[Post], settings: Settings) -> list[Post]:
    """The posts that the query means: without any id, all that are not published.

    That was seen in production: a client sent its ids in the body and lost its whole queue.
    """
    ids = args.getlist("post_ids[]")
    if not ids and settings["scalar_post_ids"] == "last":
        ids = args.getlist("post_ids")[-1:]
    ids = [text for text in ids if text.strip()]
    if ids:
        by_id = {str(public_id(post)): post for post in posts}
        return [by_id[value] for value in dict.fromkeys(ids) if value in by_id]
    if settings.on("strict_delete"):
        raise NoIdsError("param is missing or the value is empty: post_ids")
    return [post for post in posts if post.base_state != "published"]


def is_deletable(post: Post, settings: Settings, now: float) -> bool:
    """Return whether DELETE takes a post; what it does not take is only absent from the answer."""
    if post.base_state == "published":
        return settings["delete_published"] == "allowed"
    rule = settings["queued_undeletable"]
    if rule == "auto_scheduled":
        return not post.auto_scheduled
    if rule == "never":
        return True
    pending = post.state in ("scheduled", "scheduled_approved") and not post.stuck
    near = post.scheduled_at is not None and abs(post.scheduled_at - now) < _NEAR
    return post.state != "publishing" and not (pending and near)

"""Writes to Publer: each call is one request, sent once, and none can be built that does harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, Any
from urllib.parse import quote

from publer_sync.api import wire
from publer_sync.api.answers import message_in
from publer_sync.api.errors import Rejected
from publer_sync.api.payload import bulk
from publer_sync.api.session import Session
from publer_sync.model.post import Post
from publer_sync.model.schedule import Now

MAX_CREATES = 500
MAX_DELETES = 50


class Writer:
    """What can be changed in Publer."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def create(self, posts: Sequence[Post], media_ids: Mapping[str, str]) -> str | None:
        """Starts the job that schedules up to 500 posts; returns its id, if Publer says it."""
        if not 0 < len(posts) <= MAX_CREATES:
            raise ValueError(f"{len(posts)} posts in one request")
        body = self._session.write("POST", "/posts/schedule", body=bulk(posts, media_ids))
        return wire.job_id(body)

    def publish_now(self, post: Post, media_ids: Mapping[str, str]) -> str | None:
        """Starts the job that publishes one post at once; the only way to that path.

        Raises ValueError for a post that does not ask for it: whatever is sent there goes out, even a
        draft.
        """
        if not isinstance(post.schedule, Now):
            raise ValueError(f"{post.address} is not to be published at once")
        path = "/posts/schedule/publish"
        return wire.job_id(self._session.write("POST", path, body=bulk([post], media_ids)))

    def update(self, post_id: str, text: str, title: str | None, *, with_title: bool) -> None:
        """Changes text, and title if asked, of a post; nothing else can be changed in place."""
        content: dict[str, Any] = {"text": text}
        if with_title:
            content["title"] = title
        path = f"/posts/{quote(_real(post_id), safe='')}"
        self._session.write("PUT", path, body={"post": content})

    def delete(self, post_ids: Sequence[str]) -> frozenset[str] | None:
        """Deletes up to 50 posts and returns the ids that Publer says are gone.

        A DELETE without ids empties the whole queue of the workspace (seen in production: 63 posts),
        and so does one whose ids stand anywhere but in the query. Hence ids go into the query, in
        brackets, and an empty list or a blank id is a bug that must not get out.
        """
        if not 0 < len(post_ids) <= MAX_DELETES:
            raise ValueError(f"{len(post_ids)} ids in one delete")
        params = [("post_ids[]", _real(post_id)) for post_id in post_ids]
        body = self._session.write("DELETE", "/posts", params=params)
        return wire.deleted_ids(body)

    def upload(self, name: str, content: IO[bytes]) -> wire.UploadedMedia:
        """Puts a file into the library; raises Rejected when Publer answers without an id."""
        fields = {"in_library": "true", "direct_upload": "false"}
        body = self._session.upload("/media", name, content, fields)
        stored = wire.uploaded(body)
        if stored is None:
            raise Rejected(
                "Publer did not take the file.",
                where=name,
                why=self._session.redacted(message_in(body)) or None,
                hint="check that the file opens, and that its format is one that Publer takes",
            )
        return stored


def _real(post_id: str) -> str:
    if not post_id.strip():
        raise ValueError("a blank post id")
    return post_id

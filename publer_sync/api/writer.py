"""Write to Publer: each call is one request, sent once, and none can be built that does harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any
from urllib.parse import quote

from publer_sync.api.decode import media as wire_media
from publer_sync.api.decode import posts as wire
from publer_sync.api.encode.envelope import bulk
from publer_sync.api.errors import RejectedError
from publer_sync.api.responses import message_in
from publer_sync.api.session import Session
from publer_sync.model.post import Post
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import Now, PublishMode

MAX_DELETES = 50

KEPT_STATES = {PublishMode.SCHEDULED.value, PublishMode.DRAFT.value, "recurring"}


class Writer:
    """Requests that change Publer. Before each one `permit` is called, which raises if it may not
    be sent any more."""

    def __init__(self, session: Session, permit: Callable[[], None] = lambda: None) -> None:
        self._session = session
        self._permit = permit

    def wait_for_turn(self) -> bool:
        """Return when the next request would be sent at once; say whether that took any time.

        Minutes may pass there. So it comes before what has to be true of the moment of sending.
        """
        return self._session.wait_for_turn()

    def check_clock(self) -> None:
        """Raise WrongClockError if nothing may be written by the clock of this command."""
        self._session.server_clock.check()

    def create(self, posts: Sequence[Post], resources: Resources) -> str | None:
        """Start the job that makes posts, drafts, ideas or a series; return its id, if Publer says it.

        Raises ValueError for posts that are not one of the batches of `batches`, and for one that
        goes out at once: for that there is `publish_now`, so that no mistake here publishes anything.
        """
        if any(isinstance(post.schedule, Now) for post in posts):
            raise ValueError("a post that goes out at once among posts that wait")
        body = self._session.write(
            "POST", "/posts/schedule", self._permit, body=bulk(posts, resources)
        )
        return wire.job_id(body)

    def create_again(self, envelope: Mapping[str, Any]) -> str | None:
        """Start the job that makes posts from a request that was kept; return its id, if Publer says it.

        Raises ValueError for anything but posts, drafts and series that all say when: what leaves its time
        open may be published at once.
        """
        bulk = envelope["bulk"]
        if bulk["state"] == "recurring":
            rules = [entry.get("recurring") or {} for entry in bulk["posts"]]
            times = [rule.get("start_date") for rule in rules]
        else:
            targets = [target for entry in bulk["posts"] for target in entry["accounts"]]
            times = [target.get("scheduled_at") for target in targets]
        timed = bool(times) and all(map(wire.moment, times))
        if bulk["state"] not in KEPT_STATES or not timed:
            raise ValueError("a kept request that leaves its time open")
        return wire.job_id(
            self._session.write("POST", "/posts/schedule", self._permit, body=dict(envelope))
        )

    def publish_now(self, post: Post, resources: Resources) -> str | None:
        """Start the job that publishes a post at once; raise ValueError if it does not ask for that.

        Whatever is sent here is published, even a draft (seen in production).
        """
        if not isinstance(post.schedule, Now):
            raise ValueError(f"{post.address} does not ask to be published at once")
        body = self._session.write(
            "POST", "/posts/schedule/publish", self._permit, body=bulk([post], resources)
        )
        return wire.job_id(body)

    def update(self, post_id: str, text: str, title: str | None, *, with_title: bool) -> None:
        """Changes text, and title if asked, of a post; nothing else can be changed in place."""
        content: dict[str, Any] = {"text": text}
        if with_title:
            content["title"] = title
        path = f"/posts/{quote(_real(post_id), safe='')}"
        self._session.write("PUT", path, self._permit, body={"post": content})

    def delete(self, post_ids: Sequence[str]) -> frozenset[str] | None:
        """Delete up to 50 posts and return the ids that Publer says are gone.

        A DELETE without ids empties the whole queue of the workspace (seen in production: 63 posts),
        and so does one whose ids stand anywhere but in the query. Hence ids go into the query, in
        brackets, and an empty list or a blank id is a bug that must not get out.
        """
        if not 0 < len(post_ids) <= MAX_DELETES:
            raise ValueError(f"{len(post_ids)} ids in one delete")
        params = [("post_ids[]", _real(post_id)) for post_id in post_ids]
        body = self._session.write("DELETE", "/posts", self._permit, params=params)
        return wire.deleted_ids(body)

    def upload(self, name: str, content: IO[bytes]) -> wire_media.UploadedMedia:
        """Put a file into the library; raise RejectedError when Publer answers without an id.

        Without `direct_upload` Publer would tell a temporary address, which covers and articles
        cannot be made of.
        """
        fields = {"in_library": "true", "direct_upload": "true"}
        body = self._session.upload("/media", name, content, fields, self._permit)
        stored = wire_media.uploaded(body)
        if stored is None:
            raise RejectedError(
                "Publer did not take the file.",
                location=name,
                reason=self._session.redacted(message_in(body)) or None,
                hint="check that the file opens, and that its format is one that Publer takes",
            )
        return stored

    def import_from(self, url: str, name: str) -> str | None:
        """Start the job by which Publer fetches a file itself; return its id, if Publer says it.

        Publer refuses an import with 403 while another one runs.
        """
        media = [{"url": url, "name": name, "caption": None, "source": "upload"}]
        payload = {"media": media, "type": "single", "direct_upload": True, "in_library": True}
        return wire.job_id(
            self._session.write("POST", "/media/from-url", self._permit, body=payload)
        )


def _real(post_id: str) -> str:
    if not post_id.strip():
        raise ValueError("a blank post id")
    if not wire.ident(post_id):
        raise RejectedError(
            "A post is recorded under something that is no id.",
            location=repr(post_id)[:80],
            hint="the state was changed by hand: bring back the last good copy; nothing was sent",
        )
    return post_id

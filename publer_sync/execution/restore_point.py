"""Restore points: which parts of a deleted post can be created again, and which cannot be read in Publer.

A post that is replaced in its own slot is deleted before its new version is made. Should Publer refuse
that, the old post should stand again. Publer shows its text, title, media, link and time. Its other fields
are known where the file still says of them what was sent; the digests of the record tell. The rule of a
series or recycled post is in the record: the rest of it is made again, from its next time on. A field that
is neither shown nor known is lost. Few can be missing without harm: a post whose poll, thread, disclosure
or deadline is missing says something that was never written, and is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from publer_sync.model.fingerprint import as_json, digest, digests_of, instant
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.note import Note, NoteCode
from publer_sync.model.post import Link, Post, ResourceNames
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.schedule import At, Listing, PublishMode, Recurring, Recycling
from publer_sync.model.state import Record, StoredMedia
from publer_sync.planning.fields import drifted_fields

MAY_BE_MISSING = frozenset({"labels", "share", "watermark", "location"})
"""Fields without which a post still says what it said. The words of a link's card, and what belongs to
media (alt text, caption, cover, tags), may be missing too: then a link shows the page's own card."""

_NAMES = ("signature", "watermark", "location", "album")
_ATTRIBUTES = {
    "link": "link", "sublinks": "sublinks", "poll": "poll", "content": "blocks", "labels": "labels",
    "thread": "thread", "comments": "comments", "share": "share", "delete": "delete",
}  # fmt: skip
_FROM_PUBLER = {"type", "standing", "scheduled_at", "schedule", "text", "title", "media", "recycle"}

_KINDS = {
    PostType.PHOTO: MediaKind.PHOTO, PostType.CAROUSEL: MediaKind.PHOTO, PostType.VIDEO: MediaKind.VIDEO,
    PostType.REEL: MediaKind.VIDEO, PostType.SHORT: MediaKind.VIDEO, PostType.GIF: MediaKind.GIF,
    PostType.DOCUMENT: MediaKind.DOCUMENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RestorePoint:
    """The post as it can be made again, the digests of its fields, and the names of those it lacks. `series`
    and `recycling` are whole rules, of which `post` has the rest."""

    post: Post
    fields: Mapping[str, str]
    lost: tuple[str, ...] = ()
    series: Recurring | None = None
    recycling: Recycling | None = None


class CannotRestoreError(Exception):
    """The post cannot be made again as it was; the note says why."""

    def __init__(self, code: NoteCode, *details: str) -> None:
        super().__init__(" ".join((code.value, *details)))
        self.note = Note(code, details)


def restorable_copy(
    desired: Post, record: Record, remote: RemotePost, media: Mapping[str, StoredMedia]
) -> RestorePoint:
    """The post in Publer that `desired` takes the place of; `media` are what is stored, by Publer's id.

    Raises CannotRestoreError.
    """
    return _Builder(desired, record, remote, media).build()


@dataclass(frozen=True, slots=True)
class _Builder:
    desired: Post
    record: Record
    remote: RemotePost
    media: Mapping[str, StoredMedia]

    def build(self) -> RestorePoint:
        if {self.desired.account.id, self.remote.account_id} != {self.record.account_id}:
            raise CannotRestoreError(NoteCode.OTHER_ACCOUNT)
        is_draft = self.remote.phase is Phase.DRAFT
        post = replace(
            Post(
                address=self.desired.address,
                account=self.desired.account,
                type=self._type(),
                schedule=self._schedule(),
                standing=PublishMode.DRAFT if is_draft else PublishMode.SCHEDULED,
                text=self._text(),
                title=self._title(),
                media=self._media(),
                link=self._link(),
                protect=self.record.protect,
                source=self.desired.source,
            ),
            **self._others(),
        )
        return self._checked(post)

    def _others(self) -> dict[str, Any]:
        """The fields that only the file knows, where it still says what was sent."""
        field_names = [name for name in self.record.fields if self._is_known(name)]
        values = {
            _ATTRIBUTES[name]: getattr(self.desired, _ATTRIBUTES[name])
            for name in field_names
            if name in _ATTRIBUTES and name != "link"
        }
        names = {name: getattr(self.desired.names, name) for name in field_names if name in _NAMES}
        options = {
            name.removeprefix("options."): self.desired.options[name.removeprefix("options.")]
            for name in field_names
            if name.startswith("options.")
        }
        return values | {"names": ResourceNames(**names), "options": options}

    def _checked(self, post: Post) -> RestorePoint:
        """The post with the digests of what it has; raises CannotRestoreError for what it must not lack."""
        fields = digests_of(post)
        for name in ("text", "title"):
            if name in self.record.fields and name not in self._drifted:
                fields[name] = self.record.fields[name]
        if self._lost_nothing_of_media(post):
            fields["media"] = self.record.fields["media"]
        if self.remote.slot == self.record.slot and "scheduled_at" in self.record.fields:
            fields["scheduled_at"] = self.record.fields["scheduled_at"]
        for name in ("schedule",) if post.series else ("recycle",) if post.recycling else ():
            fields[name] = self.record.fields[name]  # the rest of a rule is still that rule
        lost = sorted(
            name
            for name, value in self.record.fields.items()
            if name not in _FROM_PUBLER - {"media"} and fields.get(name) != value
        )
        for name in lost:
            if name not in MAY_BE_MISSING and name not in fields:
                raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, name)
        record = self.record
        return RestorePoint(post, fields, tuple(lost), record.series, record.recycling)

    @property
    def _drifted(self) -> frozenset[str]:
        return drifted_fields(self.record, self.remote)

    def _is_known(self, name: str) -> bool:
        """Return whether the file says of a field what was sent, and no one is seen to have changed it."""
        sent_text = self.record.fields.get(name)
        return sent_text == digests_of(self.desired).get(name) and name not in self._drifted

    def _schedule(self) -> At | Recurring:
        at = self.remote.scheduled_at
        if at is None or self.record.standing.is_idea:
            raise CannotRestoreError(NoteCode.NO_MINUTE)
        if self.record.shelf is Listing.SERIES or self.record.series:
            return self._rest_of_series(at)
        recycles = "recycle" in self.record.fields and self.remote.phase is not Phase.DRAFT
        return At(at, self._recycling(at) if recycles else None)

    def _recycling(self, upcoming: datetime) -> Recycling:
        """The rule that was sent, or the rest of one that has begun."""
        rule = self.record.recycling or self.desired.recycling
        if rule is None or digest(as_json(rule)) != self.record.fields["recycle"]:
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "recycle")
        if self.record.fields.get("scheduled_at") == digest(instant(upcoming)):
            return rule
        day = self.remote.shown_day or upcoming.date()
        if rest := rule.from_next(day):
            return rest
        raise CannotRestoreError(NoteCode.NO_MINUTE)

    def _rest_of_series(self, upcoming: datetime) -> Recurring:
        rule = self.record.series
        value = digests_of(replace(self.desired, schedule=rule))["schedule"] if rule else None
        if rule is None or value != self.record.fields.get("schedule"):
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "schedule")
        if rest := rule.from_next(upcoming):
            return rest
        raise CannotRestoreError(NoteCode.NO_MINUTE)

    def _type(self) -> PostType:
        sent_text = self.record.fields.get("type")
        for each in PostType:
            if digest(each.value) == sent_text:
                return each
        raise CannotRestoreError(NoteCode.TYPE_NOT_RECORDED)

    def _text(self) -> str:
        if "content" in self.record.fields:
            return ""
        if self._is_known("text"):
            return self.desired.text
        if self.remote.text is None and "text" in self.record.fields:
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "text")
        return self.remote.text or ""

    def _title(self) -> str | None:
        if self._is_known("title"):
            return self.desired.title
        if self.remote.title is None and "title" in self.record.fields:
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "title")
        return self.remote.title or None

    def _link(self) -> Link | None:
        if self._is_known("link"):
            return self.desired.link
        if "link" not in self.record.fields:
            return None
        if not self.remote.url:
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "link")
        return Link(url=self.remote.url)

    def _media(self) -> tuple[Media, ...]:
        if self._is_known("media"):
            return self.desired.media
        if "media" not in self.record.fields and "media" not in self._drifted:
            return ()  # what is shown is the picture of a link
        if self.remote.media_ids is None:
            raise CannotRestoreError(NoteCode.FIELD_NOT_SHOWN, "media")
        return tuple(self._medium(media_id) for media_id in self.remote.media_ids)

    def _medium(self, media_id: str) -> Media:
        stored = self.media.get(media_id)
        kind = MediaKind(stored.kind) if stored and stored.kind in set(MediaKind) else None
        kind = kind or _KINDS.get(self._type())
        if not media_id or kind is None:
            raise CannotRestoreError(NoteCode.MEDIA_KIND_UNKNOWN)
        return Media(id=media_id, kind=kind)

    def _lost_nothing_of_media(self, post: Post) -> bool:
        """Return whether the media were sent bare, so that their ids are all there is to them."""
        if "media" not in self.record.fields or "media" in self._drifted:
            return False
        stored = [self.media.get(item.id or "") for item in post.media]
        bare = [
            {"sha256": stored_media.sha256}
            if stored_media and stored_media.sha256
            else {"id": item.id}
            for stored_media, item in zip(stored, post.media, strict=True)
        ]
        return digest(bare) == self.record.fields["media"]

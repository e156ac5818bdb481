"""Imports by URL: nothing is fetched, a media is made from the name alone."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.file_kind import KINDS, sniff, suffix
from publer_sync.emulator.store.records import Job, JsonObject, Media
from publer_sync.emulator.views.media import upload_json

TOO_LARGE = "Videos need to be smaller than 2 gb"


def imported(world: World, job: Job, at: float) -> Iterator[JsonObject]:
    """Return the media that the job's payload lists; an unreadable URL leaves no trace in it, as was seen."""
    if job.fate == "silent_loss":
        return
    for item in job.body["media"]:
        outcome = world.settings["import_outcome"]
        if outcome == "too_large" or job.fate == "false_failure":
            yield {"error": TOO_LARGE}
        if outcome == "imported" and is_readable(item):
            media = _media(world, job, item, at)
            world.storage.save_media(media)
            if job.fate is None:
                yield upload_json(media, world.settings)


def is_readable(item: JsonObject) -> bool:
    """Return whether a URL could be fetched: http or https, and not a host that never exists."""
    parts = urlsplit(str(item.get("url", "")))
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and bool(host) and not host.endswith(".invalid")


def _media(world: World, job: Job, item: JsonObject, at: float) -> Media:
    url = str(item["url"])
    name = str(item.get("name") or url.rsplit("/", 1)[-1])
    path = urlsplit(url).path
    kind = sniff(b"", name) or KINDS.get(suffix(path)) or KINDS["jpg"]
    caption = item.get("caption")
    return Media(
        id=world.ids.next(),
        type=kind.type,
        name=name,
        mime=kind.mime,
        size=0,
        sha256="",
        created_at=at,
        caption=caption if isinstance(caption, str) else None,
        source=str(item.get("source") or "upload"),
        url=url,
        in_library=job.body.get("in_library") is True,
        direct_upload=job.body.get("direct_upload") is True,
    )

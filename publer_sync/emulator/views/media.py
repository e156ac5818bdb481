"""Media as the API shows them: in the library, after an upload, and inside posts."""

from urllib.parse import quote

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.rules.media_validity import validity
from publer_sync.emulator.store.file_kind import FileKind, suffix
from publer_sync.emulator.store.records import JsonObject, Media
from publer_sync.emulator.store.times import iso_utc

_HOST = "https://cdn.publer.com/uploads"


def path(media: Media) -> str:
    """Return the address that Publer shows for a file; the emulator's own page serves the bytes elsewhere."""
    folder = "photos" if media.direct_upload else "tmp"
    return f"{_HOST}/{folder}/{media.id}/{quote(media.name)}"


def thumbnails(media: Media) -> list[JsonObject]:
    """The one thumbnail there is."""
    small = f"{_HOST}/thumbnails/{media.id}/{quote(media.name)}"
    return [{"id": media.id[::-1], "small": small, "real": path(media)}]


def library_json(media: Media) -> JsonObject:
    """An item of GET /media."""
    created = iso_utc(media.created_at)
    return {
        "id": media.id,
        "type": media.type,
        "name": media.name,
        "caption": media.caption,
        "path": path(media),
        "thumbnails": thumbnails(media),
        "created_at": created,
        "updated_at": created,
        "favorite": False,
        "in_library": media.in_library,
    }


def upload_json(media: Media, settings: Settings) -> JsonObject:
    """The answer to an upload, and an item of an import's payload."""
    return {
        "id": media.id,
        "path": path(media),
        "thumbnail": path(media),
        "thumbnails": thumbnails(media),
        "validity": _validity(media) if settings["validity"] == "computed" else {},
        "width": media.width,
        "height": media.height,
        "source": media.source,
        "type": media.type,
        "name": media.name,
        "caption": media.caption,
    }


def item_json(item: JsonObject, media: Media | None, settings: Settings) -> JsonObject:
    """A media inside a post of GET /posts."""
    data: JsonObject = {
        "id": item.get("id"),
        "type": media.type if media else item.get("type"),
        "name": media.name if media else item.get("name"),
        "path": path(media) if media else item.get("path"),
        "thumbnails": thumbnails(media) if media else item.get("thumbnails", []),
        "default_thumbnail": item.get("default_thumbnail", 0),
    }
    if settings.on("alt_text_readable"):
        data |= {"alt_text": item.get("alt_text"), "caption": item.get("caption")}
    return data


def _validity(media: Media) -> JsonObject:
    picture = (media.width, media.height) if media.width and media.height else None
    known_values = {"image/jpeg": "jpg", "video/quicktime": "mov", "video/x-msvideo": "avi"}
    claimed = known_values.get(media.mime) or media.mime.rpartition("/")[2]
    if media.type == "document":
        claimed = suffix(media.name)
    return validity(FileKind(claimed, media.type, media.mime), media.size, picture)

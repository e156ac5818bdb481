"""The routes of media: the library, uploads, and imports by URL."""

from hashlib import sha256
from pathlib import PurePosixPath

from flask import Blueprint, Response, request

from publer_sync.emulator.http.request_checks import job_fate
from publer_sync.emulator.http.responses import answer, refusal, sent_json
from publer_sync.emulator.posting import jobs
from publer_sync.emulator.routes.posts import living
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.file_kind import picture_size, sniff
from publer_sync.emulator.store.records import Media
from publer_sync.emulator.views.jobs import accepted_json
from publer_sync.emulator.views.listing import page_number
from publer_sync.emulator.views.media import library_json, upload_json

NO_FILE = "undefined method 'content_type' for nil"
_LISTED = ("photo", "video", "gif")


def routes(world: World) -> Blueprint:
    """Everything under /media."""
    blueprint = Blueprint("media", __name__)

    @blueprint.get("/media")
    def index() -> Response:
        return _list(world)

    @blueprint.post("/media")
    def upload() -> Response:
        return _upload(world)

    @blueprint.post("/media/from-url")
    def from_url() -> Response:
        return _from_url(world)

    return blueprint


def _list(world: World) -> Response:
    ids = request.args.getlist("ids[]")
    if ids:
        by_id = world.storage.media
        results = [by_id[media_id] for media_id in ids if media_id in by_id]
        return answer({"media": [library_json(one) for one in results], "total": len(results)})
    types, used = request.args.getlist("types[]"), request.args.getlist("used[]")
    if not types or not used:
        rule = world.settings["missing_media_filters"]
        if rule == "refused":
            return refusal(400, "types and used are required")
        if rule == "empty":
            return answer({"media": [], "total": 0})
        types, used = types or list(_LISTED), used or ["true", "false"]
    results = _found(world, types, used)
    size, page = world.settings.count("media_page_size"), page_number(request.args)
    rows = [library_json(media) for media in results[page * size : (page + 1) * size]]
    return answer({"media": rows, "total": len(results)})


def _found(world: World, types: list[str], used: list[str]) -> list[Media]:
    in_use = {item.get("id") for post in living(world) for item in post.media}
    words = request.args.get("search", "").casefold()
    sources = request.args.getlist("source[]")
    results = [
        media
        for media in world.storage.media.values()
        if media.type in types
        and media.type in _LISTED
        and ("true" if media.id in in_use else "false") in used
        and words in media.name.casefold()
        and (not sources or (media.source or "upload") in sources)
    ]
    return sorted(results, key=lambda media: (-media.created_at, media.id))


def _upload(world: World) -> Response:
    limit = world.settings.number("max_upload")
    if (request.content_length or 0) > limit + 100_000:
        return refusal(413, "File is too large")
    file = request.files.get("file")
    if file is None:
        return answer({"error": NO_FILE})
    content = file.read()
    if len(content) > limit:
        return refusal(413, "File is too large")
    name = PurePosixPath((file.filename or "file").replace("\\", "/")).name or "file"
    kind = sniff(content, name)
    if kind is None:
        return refusal(422, "File type is not supported")
    width, height = picture_size(content) or (None, None)
    media = Media(
        id=world.ids.next(),
        type=kind.type,
        name=name,
        mime=kind.mime,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        created_at=world.now(),
        width=width,
        height=height,
        in_library=_flag("in_library"),
        direct_upload=_flag("direct_upload"),
    )
    world.storage.save_media(media, content)
    return answer(upload_json(media, world.settings))


def _flag(name: str) -> bool:
    return request.form.get(name, "").lower() in ("true", "1")


def _from_url(world: World) -> Response:
    payload = sent_json()
    items = payload.get("media") if isinstance(payload, dict) else None
    if not isinstance(items, list) or not items:
        return refusal(400, "param is missing or the value is empty: media")
    if not all(_is_import(item) for item in items):
        return refusal(422, "Every media needs a url and a name")
    if world.settings["concurrent_imports"] == "refused" and _importing(world):
        return refusal(403, "Another import is running")
    job = jobs.accept(world, "import", payload, job_fate())
    return answer(accepted_json(job, world.settings), int(world.settings["async_status"]))


def _is_import(item: object) -> bool:
    return isinstance(item, dict) and all(
        isinstance(item.get(key), str) and item[key] for key in ("url", "name")
    )


def _importing(world: World) -> bool:
    return any(job.kind == "import" and not job.is_done for job in world.storage.jobs.values())

"""The routes of posts and jobs."""

import math
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from publer_sync.emulator.http.request_checks import job_fate
from publer_sync.emulator.http.responses import answer, refusal, sent_json
from publer_sync.emulator.posting import delete as deleting
from publer_sync.emulator.posting import jobs
from publer_sync.emulator.posting import update as updating
from publer_sync.emulator.posting.bulk_request import BulkError, check_bulk
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import JsonObject, Post
from publer_sync.emulator.views import listing
from publer_sync.emulator.views.jobs import accepted_json, status_json
from publer_sync.emulator.views.posts import detail, public_id, summary


def routes(world: World) -> Blueprint:
    """Everything under /posts, and /job_status."""
    blueprint = Blueprint("posts", __name__)

    @blueprint.get("/posts")
    def index() -> Response:
        return _list(world)

    @blueprint.post("/posts/schedule")
    def schedule() -> Response:
        return _accept(world, "schedule")

    @blueprint.post("/posts/schedule/publish")
    def publish() -> Response:
        return _accept(world, "publish")

    @blueprint.get("/job_status/<job_id>")
    def job_status(job_id: str) -> Response:
        return _job_status(world, job_id)

    @blueprint.get("/posts/<post_id>")
    def show(post_id: str) -> Response:  # noqa: ARG001
        return refusal(403, "You don't have permission to access this resource")

    @blueprint.put("/posts/<post_id>")
    def update(post_id: str) -> Response:
        return _update(world, post_id)

    @blueprint.delete("/posts")
    def delete() -> Response:
        return _delete(world)

    @blueprint.post("/posts/links")
    def links() -> Response:
        return _links()

    return blueprint


def living(world: World) -> list[Post]:
    """The posts that have not been deleted."""
    return [post for post in world.storage.posts.values() if post.deleted_at is None]


def _list(world: World) -> Response:
    settings, now = world.settings, world.now()
    try:
        query = listing.read_query(request.args, settings, now)
    except listing.QueryError as error:
        return refusal(400, str(error))
    results = listing.select(world.storage.posts.values(), query, settings, now)
    results = _without_hidden(world, results, now)
    world.listings += 1
    every = settings.number("list_omission")
    if every != math.inf and world.listings % max(1, int(every)) == 0:
        results = listing.without_one(results, world.listings)
    return answer(_page(world, _without_omitted(world, results, now), query.page, now))


def _without_hidden(world: World, results: list[Post], now: float) -> list[Post]:
    """The posts that no control call hides; a hiding by number of listings is used up."""
    hidden = [post.id for post in results if post.is_hidden(now)]
    for post_id in hidden:
        post = world.storage.posts[post_id]
        if post.hidden_listings:
            world.storage.save_post(replace(post, hidden_listings=post.hidden_listings - 1))
    return [post for post in results if post.id not in hidden]


def _without_omitted(world: World, results: list[Post], now: float) -> list[Post]:
    """The posts without the one that `omission_seconds` leaves out at this time."""
    seconds = world.settings.number("omission_seconds")
    if seconds == math.inf:
        return results
    span, all_ids = int(now // seconds), sorted(post.id for post in living(world))
    if span % 2 or not all_ids:
        return results
    omitted = all_ids[span // 2 % len(all_ids)]
    return [post for post in results if post.id != omitted]


def _page(world: World, results: list[Post], page: int, now: float) -> JsonObject:
    settings = world.settings
    size = settings.count("page_size")
    media = world.storage.media
    rows = [
        summary(post, media, settings, now) for post in results[page * size : (page + 1) * size]
    ]
    echoed = page + int(settings["echo_page_base"])
    head: JsonObject = {"posts": rows, "total": len(results), "page": echoed}
    if settings["total_fields"] == "present":
        head |= {"per_page": size, "total_pages": math.ceil(len(results) / size)}
    return head


def _accept(world: World, kind: str) -> Response:
    try:
        bulk = check_bulk(sent_json(), world.settings)
    except BulkError as error:
        return refusal(error.status, error.message)
    job = jobs.accept(world, kind, bulk, job_fate())
    return answer(accepted_json(job, world.settings), int(world.settings["async_status"]))


def _job_status(world: World, job_id: str) -> Response:
    job = world.storage.jobs.get(job_id)
    lifetime = world.settings.number("job_lifetime")
    if job is None or job.due_at + lifetime <= world.now():
        return refusal(404, "Resource does not exist")
    data = status_json(world, job)
    if job.polls < world.settings.number("working_answers"):
        world.storage.save_job(replace(job, polls=job.polls + 1))
    return answer(data)


def _update(world: World, post_id: str) -> Response:
    post = next((post for post in living(world) if str(public_id(post)) == post_id), None)
    if post is None:
        return refusal(int(world.settings["put_unknown"]), "Resource does not exist")
    now = world.now()
    try:
        after = updating.updated(post, updating.read_change(sent_json()), world.settings, now)
    except updating.UpdateRefusedError as error:
        return refusal(error.status, error.message)
    world.storage.save_post(after)
    full = world.settings["put_response"] == "detail"
    show = detail if full else summary
    return answer(show(after, world.storage.media, world.settings, now))


def _delete(world: World) -> Response:
    now = world.now()
    try:
        desireds = deleting.chosen(request.args, living(world), world.settings)
    except deleting.NoIdsError as error:
        return refusal(400, str(error))
    posts = [post for post in desireds if deleting.is_deletable(post, world.settings, now)]
    world.storage.save_posts(replace(post, deleted_at=now) for post in posts)
    return answer({"deleted_ids": [public_id(post) for post in posts]})


def _links() -> Response:
    payload = sent_json()
    url = payload.get("url") if isinstance(payload, dict) else None
    if not isinstance(url, str) or not url.strip():
        return refusal(422, "Url can't be blank")
    full = url if "://" in url else f"https://{url}"
    host = urlsplit(full).hostname or full
    link = {
        "title": host,
        "description": f"What {host} says about itself",
        "url": full,
        "original_url": url,
        "images": [f"https://{host}/preview.png"],
        "favicon": f"https://{host}/favicon.ico",
        "provider_display": host,
        "type": "link",
    }
    return answer({"link": link})

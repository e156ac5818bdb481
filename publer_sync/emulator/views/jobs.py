"""Jobs as GET /job_status shows them, in every shape that has been reported."""

from typing import Any

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.records import Job, JsonObject
from publer_sync.emulator.views.posts import public_id, shown_link, shown_state


def accepted_json(job: Job, settings: Settings) -> JsonObject:
    """The answer to the request that made a job."""
    if settings["job_id_envelope"] == "nested":
        return {"success": True, "data": {"job_id": job.id}}
    return {"job_id": job.id}


def is_working(job: Job, settings: Settings) -> bool:
    """Return whether the job still says that it works; the first answers do even when it is done."""
    return not job.is_done or job.polls < settings.number("working_answers")


def status_json(world: World, job: Job) -> JsonObject:
    """The status of a job."""
    settings = world.settings
    if is_working(job, settings):
        word = settings["working_word"]
        body: JsonObject = {"status": None if word == "null" else word}
        return {"success": True, "data": body} if settings["job_envelope"] == "nested" else body
    plan = {"rate": settings["plan"], "locked": False}
    word = _terminal_word(job, settings)
    result = {"status": word, "payload": _payload(world, job), "plan": plan}
    if settings["job_envelope"] == "nested":
        return {"success": True, "data": {"status": word, "result": result}}
    return result


def _terminal_word(job: Job, settings: Settings) -> str:
    all_failed = job.failures and not job.created_ids
    return settings["all_failed_word"] if all_failed else settings["terminal_word"]


def _payload(world: World, job: Job) -> Any:
    if job.kind == "import":
        results = list(job.outcomes)
        return {"media": results} if world.settings["import_payload"] == "object" else results
    ids_told = world.settings["ids_in_job"]
    if job.kind == "publish" and ids_told != "never":
        return [_outcome_json(world, outcome) for outcome in job.outcomes]
    payload: JsonObject = {"failures": _failures(job, world.settings["failures_shape"])}
    if ids_told == "always":
        payload["post_ids"] = list(job.created_ids)
    return payload


def _outcome_json(world: World, outcome: JsonObject) -> JsonObject:
    post = world.storage.posts.get(str(outcome.get("post")))
    if post is None:
        return outcome
    return {
        "post": {
            "id": public_id(post),
            "account_id": post.account_id,
            "state": shown_state(post, world.settings),
            "post_link": shown_link(post, world.now()),
        }
    }


def _failures(job: Job, shape: str) -> Any:
    if shape == "array":
        return list(job.failures)
    grouped: dict[str, list[Any]] = {}
    for failure in job.failures:
        value = failure if shape == "object" else failure["message"]
        grouped.setdefault(failure["account_id"] or "", []).append(value)
    return grouped

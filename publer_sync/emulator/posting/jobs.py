"""Jobs: accepted at once, worked when the clock reaches their time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publer_sync.emulator.posting.bulk_request import Wanted, content_for, entries
from publer_sync.emulator.posting.media_import import imported
from publer_sync.emulator.posting.new_post import new_post
from publer_sync.emulator.posting.publish import publish
from publer_sync.emulator.posting.timing import Request, TimeError, planned_time
from publer_sync.emulator.rules.case import LOSE, Case, Verdict, refuse
from publer_sync.emulator.rules.posts import COLLISION, COMPOSER, judge
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.faults import refusal_in
from publer_sync.emulator.store.records import Job, JsonObject, Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID


@dataclass(frozen=True, slots=True)
class Result:
    """Result of one requested post."""

    request: Wanted
    verdict: Verdict
    post: Post | None = None


def accept(world: World, kind: str, body: JsonObject, fate: str | None) -> Job:
    """A new job, due after the delay."""
    now = world.now()
    due = now + world.settings.number("job_delay")
    job = Job(world.ids.next(), kind, body, now, due, fate=fate)
    world.storage.save_job(job)
    return job


def run(world: World, job: Job, at: float) -> None:
    """Do the work of a job as of its own moment."""
    if job.kind == "import":
        results = replace(job, outcomes=tuple(imported(world, job, at)))
    elif job.fate == "silent_loss":
        results = job
    else:
        results = _with_results(job, list(_work(world, job, at)))
    world.storage.save_job(replace(results, is_done=True))


def _work(world: World, job: Job, at: float) -> Iterator[Result]:
    groups = list(entries(job.body))
    if world.settings["bulk_order"] == "reverse":
        groups.reverse()
    for group in groups:
        results: list[Result] = []
        for request in group:
            created_items = [result.post for result in results if result.post]
            results.append(_survived(world, job, request, at, created_items))
        yield from _kept(world, results)


def _kept(world: World, results: list[Result]) -> list[Result]:
    failed = any(result.verdict.message for result in results)
    if failed and world.settings["partial_success"] == "whole_entry":
        return [replace(result, post=None) for result in results]
    world.storage.save_posts(result.post for result in results if result.post)
    return results


def _survived(
    world: World, job: Job, request: Wanted, at: float, created_items: list[Post]
) -> Result:
    """A post that cannot be made sense of fails with the bare exception, as production's do."""
    try:
        return _decide(world, job, request, at, created_items)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return Result(request, refuse(str(error)))


def _decide(
    world: World, job: Job, wanted_post: Wanted, at: float, created_items: Iterable[Post]
) -> Result:
    if message := refusal_in(job.fate, wanted_post.networks):
        return Result(wanted_post, refuse(message))
    account = ACCOUNT_BY_ID.get(wanted_post.account_id or "")
    if wanted_post.account_id is not None and account is None:
        return Result(wanted_post, refuse("Account not found"))
    content = content_for(account, wanted_post.networks, world.settings)
    if content is None:
        return Result(wanted_post, refuse(COMPOSER))
    state = _state(job, wanted_post, world.settings["publish_path_drafts"])
    publish_now = job.kind == "publish" and not state.startswith("draft")
    others = _others(world, created_items)
    request = Request(state, at, publish_now, _taken(others, wanted_post.account_id))
    try:
        time = planned_time(wanted_post, request, world.settings)
    except TimeError as error:
        return Result(wanted_post, refuse(str(error)))
    post = new_post(world, wanted_post, content, state=state, time=time, at=at, job_id=job.id)
    media_ids = frozenset(world.storage.media)
    verdict = judge(Case(post, at, publish_now, others, media_ids, world.settings))
    if not verdict.is_created:
        return Result(wanted_post, verdict)
    return Result(wanted_post, verdict, _finished(world, post, at, publish_now=publish_now))


def _finished(world: World, post: Post, at: float, *, publish_now: bool) -> Post:
    late = post.state == "scheduled" and post.scheduled_at is not None and post.scheduled_at < at
    if publish_now or (late and world.settings["backdated"] == "published"):
        return publish(post, at, world.settings, world.ids)
    if late and world.settings["backdated"] == "stuck":
        return replace(post, stuck=True)
    return post


def _state(job: Job, request: Wanted, drafts: str) -> str:
    state = str(job.body["state"])
    if job.kind == "publish" and (drafts == "published" or not state.startswith("draft")):
        return "scheduled"
    if state in ("auto", "recycle"):
        return "scheduled"
    return state


def _others(world: World, created_items: Iterable[Post]) -> list[Post]:
    living = [post for post in world.storage.posts.values() if post.deleted_at is None]
    # A series and its next post that is listed already are one post of the queue.
    ahead = {post.parent_id for post in living if post.is_listed_ahead}
    return [*(post for post in living if post.id not in ahead), *created_items]


def _taken(posts: Iterable[Post], account_id: str | None) -> frozenset[float]:
    return frozenset(
        post.scheduled_at
        for post in posts
        if post.account_id == account_id and post.scheduled_at is not None
    )


def _with_results(job: Job, results: list[Result]) -> Job:
    failures = [_failure(result, job) for result in results]
    return replace(
        job,
        failures=tuple(failure for failure in failures if failure),
        created_ids=tuple(result.post.id for result in results if result.post),
        outcomes=tuple(_outcome(result, job) for result in results if result.verdict != LOSE),
    )


def _message(result: Result, job: Job) -> str | None:
    if job.fate == "false_failure":
        return COLLISION
    if result.post is not None and result.post.state == "failed":
        return result.post.failure
    return result.verdict.message


def _failure(result: Result, job: Job) -> JsonObject | None:
    message = _message(result, job)
    if message is None:
        return None
    account = ACCOUNT_BY_ID.get(result.request.account_id or "")
    return {
        "account_id": result.request.account_id,
        "account_name": account.name if account else None,
        "provider": account.network if account else None,
        "message": message,
    }


def _outcome(result: Result, job: Job) -> JsonObject:
    message = _message(result, job)
    if message is not None or result.post is None:
        return {"type": "error", "failure": {"message": message}}
    return {"post": result.post.id}

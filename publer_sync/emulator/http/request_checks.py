"""What every API request passes: edge, key, rate limit, workspace; and the faults that answer."""

from typing import cast

from flask import Flask, Response, g, request

from publer_sync.emulator.http import auth
from publer_sync.emulator.http.middleware import API, FAULT_KEY
from publer_sync.emulator.http.responses import edge_refusal, html_page, rate_exceeded, refusal
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.faults import Kind
from publer_sync.emulator.store.rate_limit import Budget

_JOBS = ("/posts/schedule", "/posts/schedule/publish", "/media/from-url")
_TEXTS = {
    400: "Bad request",
    401: "You don't have access on this workspace",
    403: "Please upgrade to Business to access our API",
    404: "Resource does not exist",
    422: "Unprocessable entity",
    500: "Internal server error",
    502: "Bad gateway",
    503: "Service unavailable",
}


def install(app: Flask, world: World) -> None:
    """Put the checks before, and the rate headers after, every API request."""

    def before() -> Response | None:
        if not request.path.startswith(f"{API}/"):
            return None
        return _admit(world)

    def after(response: Response) -> Response:
        if not request.path.startswith(f"{API}/"):
            return response
        return _headed(world, _befallen(world, response))

    app.before_request(before)
    app.after_request(after)


def struck() -> Kind | None:
    """The fault that befalls this request."""
    return cast(Kind | None, request.environ.get(FAULT_KEY))


def job_fate() -> str | None:
    """What is to become of the job that this request starts."""
    kind = struck()
    return kind.fate if kind else None


def _admit(world: World) -> Response | None:
    settings, kind = world.settings, struck()
    if kind and kind.name == "edge_refusal":
        return edge_refusal()
    if kind and kind.name == "html":
        return html_page(kind.status)
    return (
        auth.check_edge(request, settings)
        or auth.check_key(request, settings)
        or _check_rate(world)
        or (_status(world, kind) if kind and kind.name == "status" else None)
        or auth.check_workspace(request, settings)
    )


def _check_rate(world: World) -> Response | None:
    g.budget = world.limiter.take(world.settings, world.now())
    if g.budget and g.budget.lapsed:
        return refusal(403, _TEXTS[403])
    return rate_exceeded() if g.budget and g.budget.exceeded else None


def _status(world: World, kind: Kind) -> Response:
    if kind.status != 429:
        return refusal(kind.status, _TEXTS.get(kind.status, f"Error {kind.status}"))
    limit, _ = world.settings.rate() or (100, 120)
    g.budget = Budget(limit, 0, world.now() + kind.seconds, exceeded=True)
    return rate_exceeded()


def _befallen(world: World, response: Response) -> Response:
    """Undo, or deny, what a request has done, where a fault says so."""
    kind = struck()
    if kind is None or request.method == "GET":
        return response
    if kind.name == "status_after":
        return refusal(kind.status, _TEXTS.get(kind.status, f"Error {kind.status}"))
    if request.path.removeprefix(API) in _JOBS:
        return response
    if kind.name in ("silent_loss", "refuse"):
        world.storage.rollback()
    if kind.name == "false_failure":
        return refusal(422, "Unprocessable entity")
    if kind.name == "refuse":
        return refusal(422, kind.message)
    return response


def _headed(world: World, response: Response) -> Response:
    budget = cast(Budget | None, g.get("budget"))
    if budget is not None:
        response.headers.update(budget.headers(world.settings["rate_headers"], world.clock.offset))
    return response

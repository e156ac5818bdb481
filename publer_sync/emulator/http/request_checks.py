"""Checks of every request: this machine only, edge, key, rate limit, workspace; and faults that answer."""

from typing import cast
from urllib.parse import urlsplit

from flask import Flask, Request, Response, g, request

from publer_sync.emulator.http.middleware import API, FAULT_KEY
from publer_sync.emulator.http.responses import edge_refusal, html_page, rate_exceeded, refusal
from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.faults import Kind
from publer_sync.emulator.store.rate_limit import Budget
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID

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
    """Choose the fate of the job that this request starts."""
    kind = struck()
    return kind.fate if kind else None


def _admit(world: World) -> Response | None:
    settings, kind = world.settings, struck()
    if kind and kind.name == "edge_refusal":
        return edge_refusal()
    if kind and kind.name == "html":
        return html_page(kind.status)
    return (
        check_edge(request, settings)
        or check_key(request, settings)
        or _check_rate(world)
        or (_status(world, kind) if kind and kind.name == "status" else None)
        or check_workspace(request, settings)
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


_WITHOUT_WORKSPACE = ("/api/v1/users/me", "/api/v1/workspaces", "/api/v1/posts/links")
_STATUS = {"live": (403, 401), "documented": (401, 403)}


def check_edge(request: Request, settings: Settings) -> Response | None:
    """The refusal of the edge, which never looks at the key."""
    agent = request.headers.get("User-Agent", "").strip()
    rule = settings["user_agent_required"]
    if rule == "non_empty" and not agent:
        return edge_refusal()
    if rule == "browser" and not agent.startswith("Mozilla/"):
        return edge_refusal()
    return None


def check_key(request: Request, settings: Settings) -> Response | None:
    """The refusal of a key that is missing, misspelt or unknown."""
    if request.headers.get("Authorization") == f"Bearer-API {API_KEY}":
        return None
    status, _ = _STATUS[settings["key_error"]]
    return refusal(status, "Invalid API key or not active for this account.")


def check_workspace(request: Request, settings: Settings) -> Response | None:
    """The refusal of a missing or foreign workspace, where a workspace is needed."""
    if not _needs_workspace(request.path, settings):
        return None
    if request.headers.get("Publer-Workspace-Id") == WORKSPACE_ID:
        return None
    return no_access(settings)


def no_access(settings: Settings) -> Response:
    """The refusal of a workspace that is not the user's."""
    _, status = _STATUS[settings["key_error"]]
    return refusal(status, "You don't have access on this workspace")


def _needs_workspace(path: str, settings: Settings) -> bool:
    if path.startswith("/api/v1/job_status/"):
        return settings.on("job_needs_workspace")
    return path not in _WITHOUT_WORKSPACE and not path.startswith("/api/v1/workspaces/")


_HOSTS = ("127.0.0.1", "localhost", "::1")


def is_loopback(host: str | None) -> bool:
    """Return whether a host name stands for this machine."""
    return host in _HOSTS


def check_loopback() -> Response | None:
    """Refuse a foreign Host (DNS rebinding) and control calls from a foreign page."""
    if not is_loopback(urlsplit(f"//{request.headers.get('Host', '')}").hostname):
        return Response("The emulator answers on loopback only.", 403, mimetype="text/plain")
    origin = request.headers.get("Origin")
    ours = not request.path.startswith("/api/")
    if ours and origin and not is_loopback(urlsplit(origin).hostname):
        return Response("Not from another site.", 403, mimetype="text/plain")
    return None

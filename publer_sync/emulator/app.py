"""The emulator as a WSGI app: mounted in process by tests, served on a socket for people."""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from publer_sync.emulator.http import request_checks
from publer_sync.emulator.http.middleware import API, Gate
from publer_sync.emulator.http.responses import html_page, refusal
from publer_sync.emulator.routes import accounts, control, media, posts, queue_page
from publer_sync.emulator.store.emulator_state import World, make_world


def create_app(
    *,
    options: Mapping[str, str] | None = None,
    database: str | Path = ":memory:",
    clock: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    seed: int = 0,
) -> Flask:
    """A new emulator; ValueError for an unknown option or a value it does not take."""
    world = make_world(
        options=options or {}, database=database, clock=clock, sleep=sleep, seed=seed
    )
    app = Flask(__name__, static_folder=None)
    app.url_map.strict_slashes = True
    app.before_request(request_checks.check_loopback)
    request_checks.install(app, world)
    app.register_blueprint(accounts.routes(world), url_prefix=API)
    app.register_blueprint(posts.routes(world), url_prefix=API)
    app.register_blueprint(media.routes(world), url_prefix=API)
    app.register_blueprint(control.routes(world), url_prefix="/_emulator")
    app.register_blueprint(queue_page.routes(world))
    _answer_errors(app, world)
    app.wsgi_app = Gate(app.wsgi_app, world)  # type: ignore[method-assign]
    return app


def _answer_errors(app: Flask, world: World) -> None:
    def refused(error: HTTPException) -> Response:
        status = 404 if error.code in (404, 405) else error.code or 500
        if not request.path.startswith(f"{API}/"):
            return refusal(status, error.description or "")
        if status == 404:
            return unknown_route(world)
        return refusal(status, error.description or "")

    def internal_error(error: Exception) -> Response:
        app.logger.error("a bug of the emulator", exc_info=error)
        world.storage.rollback()
        return refusal(500, "This is a bug of the emulator")

    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, internal_error)


def unknown_route(world: World) -> Response:
    """The 404 of a route that does not exist."""
    if world.settings["unknown_route"] == "html":
        return html_page(404)
    return refusal(404, "Not found")

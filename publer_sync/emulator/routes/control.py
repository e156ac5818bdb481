"""The calls under /_emulator: look inside, move time, set options and faults, post by hand."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response

from publer_sync.emulator.http.responses import answer, sent_json
from publer_sync.emulator.posting.timeline import catch_up
from publer_sync.emulator.routes import web_app_edits
from publer_sync.emulator.routes.posts import living
from publer_sync.emulator.routes.web_app_edits import NoSuchPostError
from publer_sync.emulator.store.emulator_state import World
from publer_sync.emulator.store.faults import parse_fault
from publer_sync.emulator.store.times import ZONE, checked, iso, parse_instant
from publer_sync.emulator.views.debug import everything

View = Callable[..., Response]


def routes(world: World) -> Blueprint:
    """All control calls; bad input is answered with 400 and what is wrong with it."""
    blueprint = Blueprint("control", __name__)
    _looking(blueprint, world)
    _setting(blueprint, world)
    _posting(blueprint, world)
    return blueprint


def _told(view: View) -> View:
    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Response:
        try:
            return view(*args, **kwargs)
        except NoSuchPostError as error:
            return answer({"error": str(error)}, 404)
        except (ValueError, OverflowError) as error:
            return answer({"error": str(error)}, 400)

    return wrapped


def json_object() -> dict[str, Any]:
    """The JSON object that was sent, or ValueError."""
    payload = sent_json()
    if not isinstance(payload, dict):
        raise ValueError("the body must be a JSON object")
    return payload


def _looking(blueprint: Blueprint, world: World) -> None:
    @blueprint.get("/posts")
    def posts() -> Response:
        return answer([everything(world, post) for post in living(world)])

    @blueprint.get("/requests")
    def requests() -> Response:
        return answer([logged.as_json() for logged in world.log])

    @blueprint.delete("/requests")
    def forget_requests() -> Response:
        world.log.clear()
        return answer({})

    @blueprint.get("/clock")
    def clock() -> Response:
        return answer({"now": iso(world.now())})

    @blueprint.post("/reset")
    def reset() -> Response:
        world.reset()
        return answer({})


def _setting(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/clock")
    @_told
    def set_clock() -> Response:
        world.move_clock(_offset(world, json_object()))
        catch_up(world)
        return answer({"now": iso(world.now())})

    @blueprint.get("/options")
    def options() -> Response:
        return answer(world.settings.texts())

    @blueprint.post("/options")
    @_told
    def set_options() -> Response:
        world.settings.set({name: _text(value) for name, value in json_object().items()})
        return answer(world.settings.texts())

    @blueprint.get("/faults")
    def faults() -> Response:
        return answer([fault.as_json() for fault in world.faults])

    @blueprint.post("/faults")
    @_told
    def add_fault() -> Response:
        fault = parse_fault(json_object())
        world.faults.append(fault)
        return answer(fault.as_json(), 201)

    @blueprint.delete("/faults")
    def clear_faults() -> Response:
        world.faults.clear()
        return answer({})


def _posting(blueprint: Blueprint, world: World) -> None:
    @blueprint.post("/posts")
    @_told
    def add_post() -> Response:
        post = web_app_edits.added(world, json_object())
        world.storage.save_post(post)
        return answer(everything(world, post), 201)

    @blueprint.put("/posts/<post_id>")
    @_told
    def edit_post(post_id: str) -> Response:
        post = web_app_edits.edited(world, web_app_edits.find(world, post_id), json_object())
        world.storage.save_post(post)
        return answer(everything(world, post))

    @blueprint.delete("/posts/<post_id>")
    @_told
    def remove_post(post_id: str) -> Response:
        world.storage.save_post(web_app_edits.removed(world, web_app_edits.find(world, post_id)))
        return answer({"deleted": post_id})


def _offset(world: World, payload: dict[str, Any]) -> float:
    if set(payload) == {"now"}:
        return world.clock.offset_for(parse_instant(payload["now"], ZONE))
    seconds = payload.get("advance_seconds")
    if set(payload) != {"advance_seconds"} or isinstance(seconds, bool):
        raise ValueError('send {"now": TIME} or {"advance_seconds": NUMBER}')
    if not isinstance(seconds, int | float):
        raise ValueError("advance_seconds is a number")
    checked(world.now() + seconds)
    return world.clock.offset + seconds


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, str | int | float):
        return str(value)
    raise ValueError(f"an option's value is a text, not {value!r}")

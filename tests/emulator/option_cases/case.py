"""What can be observed of an option, and how several of them are looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.emulator.lab import Lab, entry


@dataclass(frozen=True)
class Case:
    """What can be observed under each value of an option, other options being as `beside`."""

    observe: Callable[[Lab], Any]
    expected: Mapping[str, Any]
    beside: Mapping[str, str] = field(default_factory=dict)


def status_of(call: Callable[[Lab], httpx.Response]) -> Callable[[Lab], int]:
    return lambda lab: call(lab).status_code


def bulk(*entries: dict[str, Any], state: str = "scheduled") -> dict[str, Any]:
    return {"bulk": {"state": state, "posts": list(entries)}}


def start_job(lab: Lab, kind: str = "schedule") -> Any:
    return lab.api.post(f"/posts/{kind}", json=bulk(entry())).json()


def states_inside(lab: Lab) -> list[str]:
    return [post["state"] for post in lab.inside()]


def after(act: Callable[[Lab], Any], look: Callable[[Lab], Any]) -> Callable[[Lab], Any]:
    def observe(lab: Lab) -> Any:
        act(lab)
        return look(lab)

    return observe


def series(**rule: Any) -> dict[str, Any]:
    told = {"start_date": "2026-11-25T09:00:00+01:00", "repeat": "weekly", "repeat_rate": 1}
    return entry(minutes=None, recurring=told | rule)


def put(lab: Lab, post_id: str, **change: Any) -> httpx.Response:
    return lab.api.put(f"/posts/{post_id}", json={"post": {"text": "New", **change}})

"""How requests are let in."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

from tests.emulator.lab import Lab
from tests.emulator.option_cases.case import (
    Case,
)


def burst(lab: Lab) -> list[int]:
    return [lab.api.get("/users/me").status_code for _ in range(3)]


def spread(lab: Lab) -> list[int]:
    """Two requests early and late in a window of 10 s, two more just after it has ended."""
    seen = []
    for pause in (0, 9, 2, 0):
        lab.wait(pause)
        seen.append(lab.api.get("/users/me").status_code)
    return seen


def rate_headers(lab: Lab) -> list[bool]:
    answers = [lab.api.get("/users/me") for _ in range(5)]
    return ["X-RateLimit-Reset" in answer.headers for answer in (answers[0], answers[-1])]


def agents(lab: Lab) -> list[int]:
    names = ("", "curl/8", "Mozilla/5.0")
    return [lab.api.get("/users/me", headers={"User-Agent": n}).status_code for n in names]


def wrong_key_and_workspace(lab: Lab) -> list[int]:
    wrong = ({"Authorization": "Bearer-API no"}, {"Publer-Workspace-Id": "no"})
    return [lab.api.get("/accounts", headers=headers).status_code for headers in wrong]


def dates(lab: Lab) -> tuple[float | None, str | None]:
    """How far the Date of an answer is from the emulator's clock, in seconds, and its Age."""
    headers = lab.api.get("/users/me").headers
    date, now = headers.get("Date"), lab.control.get("/clock").json()["now"]
    ahead = (parsedate_to_datetime(date) - datetime.fromisoformat(now)) if date else None
    return None if ahead is None else ahead.total_seconds(), headers.get("Age")


CASES: dict[str, Case] = {
    "rate_limit": Case(burst, {"2/60": [200, 200, 429], "off": [200, 200, 200]}),
    "rate_window": Case(
        spread,
        {"fixed": [200, 200, 200, 200], "sliding": [200, 200, 200, 429]},
        {"rate_limit": "2/10"},
    ),
    "rate_headers": Case(
        rate_headers,
        {"always": [True, True], "near": [False, True], "never": [False, False]},
        {"rate_limit": "5/60"},
    ),
    "upgrade_after": Case(
        burst, {"off": [200, 429, 429], "1": [200, 429, 403]}, {"rate_limit": "1/60"}
    ),
    "user_agent_required": Case(
        agents,
        {"non_empty": [403, 200, 200], "browser": [403, 403, 200], "off": [200, 200, 200]},
    ),
    "key_error": Case(wrong_key_and_workspace, {"live": [403, 401], "documented": [401, 403]}),
    "date_header": Case(
        dates,
        {
            "own": (0, None),
            "absent": (None, None),
            "shifted:-3600": (-3600, None),
            "shifted:90": (90, None),
            "stale:600": (-600, "600"),
        },
    ),
    "unknown_route": Case(
        lambda lab: lab.api.get("/queue").headers["Content-Type"].partition(";")[0],
        {"json": "application/json", "html": "text/html"},
    ),
}

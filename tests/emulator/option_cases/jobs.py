"""How jobs are started and answered."""

from __future__ import annotations

from typing import Any

from tests.emulator.lab import BLUESKY, Lab, X, at, entry
from tests.emulator.option_cases.case import (
    Case,
    after,
    bulk,
    start_job,
    states_inside,
    status_of,
)


def finished_status(lab: Lab) -> Any:
    return lab.schedule(entry())["status"]


def failed_job_status(lab: Lab) -> Any:
    return lab.schedule(entry(minutes=-5))["status"]


def first_job_answer(lab: Lab) -> Any:
    return lab.api.get(f"/job_status/{start_job(lab)['job_id']}").json()


def failures(lab: Lab) -> Any:
    told = lab.schedule(entry(minutes=-5))["payload"]["failures"]
    if isinstance(told, list):
        return told[0]["message"]
    return {
        key: [one if isinstance(one, str) else "record" for one in v] for key, v in told.items()
    }


def jobs_that_name_posts(lab: Lab) -> list[bool]:
    scheduled = lab.schedule(entry())["payload"]
    published = lab.publish(entry(minutes=None))["payload"]
    return ["post_ids" in scheduled, isinstance(published, list)]


def job_without_workspace(lab: Lab) -> int:
    job = start_job(lab)["job_id"]
    return lab.api.get(f"/job_status/{job}", headers={"Publer-Workspace-Id": ""}).status_code


def old_job(lab: Lab) -> int:
    job = start_job(lab)["job_id"]
    lab.wait(100_000)
    return lab.api.get(f"/job_status/{job}").status_code


def job_statuses(lab: Lab) -> list[str]:
    job = start_job(lab)["job_id"]
    seen = []
    for _ in range(4):
        lab.wait(0.2)
        seen.append(lab.api.get(f"/job_status/{job}").json()["status"])
    return seen


def survivor_of_a_collision(lab: Lab) -> list[str]:
    lab.schedule(entry(content={"text": "first"}), entry(content={"text": "second"}))
    return [post["text"] for post in lab.inside()]


def two_accounts_one_failing(lab: Lab) -> int:
    both = entry(BLUESKY, 60)
    both["accounts"].append({"id": X, "scheduled_at": at(-5)})
    lab.schedule(both)
    return len(lab.inside())


CASES: dict[str, Case] = {
    "async_status": Case(
        status_of(lambda lab: lab.api.post("/posts/schedule", json=bulk(entry()))),
        {"200": 200, "202": 202},
    ),
    "job_id_envelope": Case(
        lambda lab: sorted(start_job(lab)), {"flat": ["job_id"], "nested": ["data", "success"]}
    ),
    "job_envelope": Case(
        lambda lab: sorted(lab.schedule(entry())),
        {"flat": ["payload", "plan", "status"], "nested": ["data", "success"]},
    ),
    "terminal_word": Case(
        finished_status,
        {"complete": "complete", "completed": "completed", "done": "done", "success": "success"},
    ),
    "all_failed_word": Case(failed_job_status, {"complete": "complete", "failed": "failed"}),
    "working_word": Case(
        lambda lab: first_job_answer(lab)["status"],
        {"working": "working", "pending": "pending", "null": None},
    ),
    "failures_shape": Case(
        failures,
        {
            "object": {BLUESKY: ["record"]},
            "array": "Posts cannot be backdated",
            "strings": {BLUESKY: ["Posts cannot be backdated"]},
        },
    ),
    "ids_in_job": Case(
        jobs_that_name_posts,
        {"publish": [False, True], "always": [True, True], "never": [False, False]},
    ),
    "job_needs_workspace": Case(job_without_workspace, {"on": 401, "off": 200}),
    "job_lifetime": Case(old_job, {"86400": 404, "forever": 200}),
    "job_delay": Case(
        job_statuses,
        {"0.3": ["working", *["complete"] * 3], "0.7": [*["working"] * 3, "complete"]},
    ),
    "working_answers": Case(
        job_statuses,
        {"1": ["working", *["complete"] * 3], "3": [*["working"] * 3, "complete"]},
        {"job_delay": "0"},
    ),
    "broken_bulk": Case(
        status_of(lambda lab: lab.api.post("/posts/schedule", json={"bulk": {"state": "draft"}})),
        {"500": 500, "400": 400},
    ),
    "too_many_entries": Case(
        status_of(lambda lab: lab.api.post("/posts/schedule", json=bulk(*[entry()] * 501))),
        {"refused": 400, "accepted": 200},
        {"job_delay": "60"},
    ),
    "bulk_order": Case(survivor_of_a_collision, {"array": ["first"], "reverse": ["second"]}),
    "partial_success": Case(two_accounts_one_failing, {"per_account": 1, "whole_entry": 0}),
    "auto_state": Case(
        status_of(lambda lab: lab.api.post("/posts/schedule", json=bulk(entry(), state="auto"))),
        {"refused": 400, "accepted": 200},
    ),
    "publish_path_drafts": Case(
        after(lambda lab: lab.publish(entry(minutes=None), state="draft"), states_inside),
        {"published": ["published"], "kept": ["draft"]},
    ),
}

"""What may be edited and deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.lab import Lab, at, entry
from tests.emulator.option_cases.case import (
    Case,
    put,
    status_of,
)


def wiped(lab: Lab) -> tuple[int, int]:
    lab.by_hand()
    return lab.api.delete("/posts").status_code, len(lab.inside())


def bare_ids(lab: Lab) -> int:
    first, second = lab.by_hand(minutes=60), lab.by_hand(minutes=90)
    lab.api.delete("/posts", params={"post_ids": [first["id"], second["id"]]})
    return len(lab.inside())


def deleted(**post: Any) -> Callable[[Lab], int]:
    def observe(lab: Lab) -> int:
        made = lab.by_hand(**post)
        answer = lab.api.delete("/posts", params={"post_ids[]": made["id"]}).json()
        return len(answer["deleted_ids"])

    return observe


def undeletable(lab: Lab) -> list[int]:
    """Which of a post within the minute and an auto-scheduled one is deleted."""
    near = lab.by_hand(minutes=0.5)
    lab.schedule(entry(minutes=None, auto=True, range={"start_date": at(0)}))
    lab.wait(10)
    auto_id = next(post["id"] for post in lab.inside() if post["id"] != near["id"])
    ids = [near["id"], auto_id]
    gone = lab.api.delete("/posts", params={"post_ids[]": ids}).json()["deleted_ids"]
    return [ids.index(one) for one in gone]


def put_type(lab: Lab) -> str:
    post = lab.by_hand()
    put(lab, post["id"], type="link")
    return str(lab.inside()[0]["type"])


def labelled(lab: Lab) -> Any:
    lab.schedule(entry(target={"labels": ["spring"]}))
    label = put(lab, lab.inside()[0]["id"]).json()["labels"][0]
    return "name" if label["name"] == "spring" else "id"


CASES: dict[str, Case] = {
    "strict_delete": Case(wiped, {"off": (200, 0), "on": (400, 1)}),
    "scalar_post_ids": Case(bare_ids, {"last": 1, "ignored": 0}),
    "delete_published": Case(deleted(state="published", minutes=-60), {"refused": 0, "allowed": 1}),
    "queued_undeletable": Case(
        undeletable, {"near_publishing": [1], "auto_scheduled": [0], "never": [0, 1]}
    ),
    "put_fields": Case(put_type, {"text_title": "status", "many": "link"}),
    "put_unknown": Case(status_of(lambda lab: put(lab, "0" * 24)), {"404": 404, "403": 403}),
    "put_response": Case(
        lambda lab: "updated_at" in put(lab, lab.by_hand()["id"]).json(),
        {"detail": True, "summary": False},
    ),
    "edit_failed": Case(
        status_of(lambda lab: put(lab, lab.by_hand(state="failed")["id"])),
        {"off": 422, "on": 200},
    ),
    "label_strings": Case(labelled, {"names": "name", "ids": "id"}),
}

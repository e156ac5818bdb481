"""What lists and posts show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.emulator.lab import FACEBOOK, MP4, Lab, entry
from tests.emulator.option_cases.case import (
    Case,
    after,
    put,
    series,
    start_job,
    status_of,
)


def just_made(lab: Lab) -> int:
    start_job(lab)
    lab.wait(0.4)
    return len(lab.posts())


def just_deleted(lab: Lab) -> int:
    post = lab.by_hand()
    lab.api.delete("/posts", params={"post_ids[]": post["id"]})
    return len(lab.posts())


def listings(lab: Lab) -> list[int]:
    lab.by_hand()
    return [len(lab.posts()) for _ in range(4)]


def looks(lab: Lab) -> list[int]:
    """How many of two posts are listed, ten seconds apart."""
    lab.by_hand()
    lab.by_hand(minutes=90)
    seen = []
    for _ in range(5):
        seen.append(len(lab.posts()))
        lab.wait(10)
    return seen


READ = "Cafe\u0301 & <tea> \n\n\n\n\u2600\ufe0f\u200bsun"


def read_text(lab: Lab) -> str:
    lab.by_hand(text=READ)
    return lab.texts()[0]


def early_children(lab: Lab) -> int:
    lab.schedule(series(), state="recurring")
    return len(lab.posts(state="scheduled"))


def orphans(lab: Lab) -> int:
    lab.schedule(series(), state="recurring")
    (parent,) = lab.posts(state="recurring")
    lab.api.delete("/posts", params={"post_ids[]": parent["id"]})
    return len(lab.posts(state="scheduled"))


def three_by_hand(lab: Lab) -> None:
    for minutes in (60, 90, 30):
        lab.upload()
        lab.by_hand(minutes=minutes, text=str(minutes))
        lab.wait(1)


def page_fields(lab: Lab) -> list[str]:
    return sorted(set(lab.api.get("/posts").json()) - {"posts", "total"})


def listed_without_dates(lab: Lab) -> int:
    lab.by_hand(minutes=60)
    lab.by_hand(minutes=60 * 24 * 30)
    return len(lab.posts())


def on_the_days(lab: Lab) -> list[str]:
    for text, time in (
        ("eve", "2026-11-24T23:30:00+01:00"),
        ("night", "2026-11-25T00:30:00+01:00"),
        ("late", "2026-11-26T22:00:00+01:00"),
    ):
        lab.by_hand(minutes=None, text=text, scheduled_at=time)
    return lab.texts(**{"from": "2026-11-25", "to": "2026-11-26"})


def drafts_and_more(lab: Lab) -> None:
    lab.by_hand(state="draft", minutes=None, text="draft")
    lab.by_hand(text="scheduled")
    lab.by_hand(account=None, state="draft_public", minutes=None, text="idea")


def item(lab: Lab) -> dict[str, Any]:
    details = {"type": "reel"}
    media = [{"id": lab.upload(MP4, "a.mp4")["id"], "type": "video", "alt_text": "A box"}]
    content = {"type": "video", "title": "T", "details": details, "media": media}
    lab.schedule(entry(FACEBOOK, content=content))
    return lab.posts()[0]


def has(key: str) -> Callable[[Lab], bool]:
    return lambda lab: key in item(lab)


def stale_edit(lab: Lab) -> str:
    put(lab, lab.by_hand()["id"])
    return lab.texts()[0]


CASES: dict[str, Case] = {
    "visibility_delay": Case(just_made, {"0": 1, "0.3": 0}),
    "list_lag": Case(
        lambda lab: (stale_edit(lab), just_deleted(lab)), {"0": ("New", 1), "5": ("By hand", 2)}
    ),
    "list_omission": Case(listings, {"off": [1, 1, 1, 1], "2": [1, 0, 1, 0]}),
    "omission_seconds": Case(looks, {"off": [2, 2, 2, 2, 2], "15": [1, 1, 2, 1, 1]}),
    "text_in_reads": Case(
        read_text,
        {
            "verbatim": READ,
            "nfc": READ.replace("e\u0301", "\xe9"),
            "html_escaped": READ.replace("& <tea>", "&amp; &lt;tea&gt;"),
            "trailing_blanks_cut": READ.replace("> \n", ">\n"),
            "blank_lines_folded": READ.replace("\n\n\n\n", "\n\n"),
            "invisible_dropped": READ.replace("\ufe0f\u200b", ""),
            "all": "Caf\xe9 &amp; &lt;tea&gt;\n\n\u2600sun",
        },
    ),
    "children_ahead": Case(early_children, {"0": 0, "1": 1, "2": 2}),
    "children_when_deleted": Case(
        orphans, {"deleted": 0, "stay": 2}, beside={"children_ahead": "2"}
    ),
    "page_size": Case(after(three_by_hand, lambda lab: len(lab.posts())), {"2": 2, "15": 3}),
    "echo_page_base": Case(lambda lab: lab.api.get("/posts").json()["page"], {"0": 0, "1": 1}),
    "total_fields": Case(
        page_fields, {"present": ["page", "per_page", "total_pages"], "absent": ["page"]}
    ),
    "get_posts_without_dates": Case(listed_without_dates, {"all": 2, "slice": 1}),
    "from_without_to": Case(
        status_of(lambda lab: lab.api.get("/posts", params={"from": "2026-11-24"})),
        {"refused": 400, "ignored": 200},
    ),
    "date_bounds": Case(
        on_the_days,
        {"inclusive": ["night", "late"], "exclusive": ["night"], "utc": ["late"]},
    ),
    "order": Case(
        after(three_by_hand, lambda lab: lab.texts()),
        {
            "scheduled_at": ["30", "60", "90"],
            "newest_first": ["30", "90", "60"],
            "by_id": ["90", "60", "30"],
        },
    ),
    "no_state": Case(
        after(drafts_and_more, lambda lab: len(lab.posts())), {"all": 3, "scheduled": 1}
    ),
    "mixed_state": Case(
        after(
            drafts_and_more,
            lambda lab: len(lab.posts(**{"state": "draft", "state[]": "scheduled"})),
        ),
        {"union": 3, "array_only": 1},
    ),
    "undated_in_range": Case(
        after(
            drafts_and_more,
            lambda lab: len(lab.posts(**{"from": "2026-11-24", "to": "2026-11-24"})),
        ),
        {"excluded": 1, "included": 3},
    ),
    "series_states": Case(
        after(
            lambda lab: lab.schedule(series(), state="recurring"),
            lambda lab: lab.posts()[0]["state"],
        ),
        {"own": "recurring", "scheduled": "scheduled"},
    ),
    "sub_states": Case(
        lambda lab: [
            lab.by_hand(state="scheduled_reauth")["state"],
            lab.posts()[0]["state"],
        ],
        {
            "hidden": ["scheduled_reauth", "scheduled"],
            "shown": ["scheduled_reauth", "scheduled_reauth"],
        },
    ),
    "time_zone_in_reads": Case(
        after(lambda lab: lab.by_hand(), lambda lab: lab.posts()[0]["scheduled_at"][-6:]),
        {"workspace": "+01:00", "utc": "+00:00"},
    ),
    "media_readable": Case(has("media"), {"on": True, "off": False}),
    "details_readable": Case(has("details"), {"on": True, "off": False}),
    "network_readable": Case(has("network"), {"on": True, "off": False}),
    "alt_text_readable": Case(
        lambda lab: item(lab)["media"][0].get("alt_text"), {"on": "A box", "off": None}
    ),
    "title_readable": Case(has("title"), {"on": True, "off": False}),
    "reel_shown_as": Case(lambda lab: item(lab)["type"], {"video": "video", "reel": "reel"}),
    "account_type": Case(
        lambda lab: lab.api.get("/accounts").json()[1]["type"], {"live": "in_page", "spec": "page"}
    ),
    "locations_envelope": Case(
        lambda lab: type(lab.api.get("/locations/threads", params={"q": "rome"}).json()),
        {"list": list, "wrapped": dict},
    ),
}

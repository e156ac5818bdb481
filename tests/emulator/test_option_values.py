"""Every option, with each of its values, does what its meaning says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from publer_sync.emulator import content_rules
from publer_sync.emulator.options import OPTIONS
from tests.emulator.lab import (
    BLOCKS,
    BLUESKY,
    FACEBOOK,
    ID,
    MP4,
    PNG,
    Lab,
    X,
    at,
    entry,
)

COLLISION = "There's another post at this time. A one minute gap is required between posts"


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


def finished_status(lab: Lab) -> Any:
    return lab.schedule(entry())["status"]


def failed_job_status(lab: Lab) -> Any:
    return lab.schedule(entry(minutes=-5))["status"]


def start_job(lab: Lab, kind: str = "schedule") -> Any:
    return lab.api.post(f"/posts/{kind}", json=bulk(entry())).json()


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


def states_inside(lab: Lab) -> list[str]:
    return [post["state"] for post in lab.inside()]


def after(act: Callable[[Lab], Any], look: Callable[[Lab], Any]) -> Callable[[Lab], Any]:
    def observe(lab: Lab) -> Any:
        act(lab)
        return look(lab)

    return observe


def collision(lab: Lab) -> tuple[list[str], int]:
    lab.schedule(entry())
    return lab.messages(entry(content={"text": "Other"})), len(lab.inside())


def neighbours(lab: Lab) -> list[bool]:
    """Whether a post collides with a draft, with a published one, with a scheduled one."""
    lab.by_hand(state="draft", minutes=10)
    lab.by_hand(state="published", minutes=20)
    lab.by_hand(minutes=30)
    return [bool(lab.messages(entry(minutes=minutes))) for minutes in (10, 20, 30)]


def fifty_seconds_apart(lab: Lab) -> int:
    return len(lab.messages(entry(minutes=60), entry(minutes=60 + 50 / 60))) + len(
        lab.messages(entry(minutes=90 + 50 / 60), entry(minutes=91.5))
    )


def naive(lab: Lab) -> list[str]:
    lab.schedule(entry(minutes=None, target={"scheduled_at": "2026-11-25T09:00:00"}))
    return [post["scheduled_at"] for post in lab.inside()]


def untimed(lab: Lab) -> list[tuple[str, str]]:
    lab.schedule(entry(minutes=None))
    return [(post["state"], post["scheduled_at"][11:16]) for post in lab.inside()]


def fifteen_google_posts(lab: Lab) -> int:
    entries = [entry(ID["shop-google"], 60 + n) for n in range(16)]
    return len(lab.messages(*entries))


def same_text_on_x(lab: Lab) -> list[int]:
    """How many copies are refused beside a pending one, and beside a published one."""
    pending = lab.messages(entry(X, 60), entry(X, 70))
    lab.by_hand(X, state="published", text="Out", minutes=-60)
    return [len(pending), len(lab.messages(entry(X, 90, content={"text": "out "})))]


def reel(lab: Lab) -> tuple[list[str], int]:
    media = [{"id": lab.upload()["id"]}]
    told = lab.messages(entry(FACEBOOK, content={"type": "reel", "media": media}))
    return told, len(lab.inside())


def media_by_url(lab: Lab) -> list[str]:
    media = [{"url": "https://example.com/a.png"}]
    return lab.messages(entry(content={"type": "photo", "media": media}))


def overlong(lab: Lab) -> tuple[int, list[str]]:
    told = lab.messages(entry(content={"text": "x" * 301}))
    lab.wait(4000)
    return len(told), states_inside(lab)


def two_times(lab: Lab) -> str:
    lab.schedule(entry(minutes=60.5))
    return str(lab.inside()[0]["scheduled_at"][11:19])


def private_with_account(lab: Lab) -> int:
    return len(lab.messages(entry(minutes=None), state="draft_private"))


def idea_type(lab: Lab) -> str:
    idea = {"networks": {"default": {"type": "status", "text": "Idea"}}}
    lab.schedule(idea, state="draft_public")
    return str(lab.inside()[0]["type"])


def series(**rule: Any) -> dict[str, Any]:
    told = {"start_date": "2026-11-25T09:00:00+01:00", "repeat": "weekly", "repeat_rate": 1}
    return entry(minutes=None, recurring=told | rule)


def recurring_day(lab: Lab) -> str:
    lab.schedule(series(days_of_week=[1]), state="recurring")
    return str(lab.inside()[0]["scheduled_at"][:10])


def wordpress(lab: Lab) -> list[str]:
    told = entry(ID["shop-wordpress"])
    told["networks"] = {"wordpress": {"type": "article", "title": "T", "content": BLOCKS}}
    return lab.messages(told)


def auto(lab: Lab) -> list[str]:
    lab.schedule(entry(minutes=None, auto=True, range={"start_date": at(0)}))
    return [post["scheduled_at"][11:16] for post in lab.inside()]


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


def put(lab: Lab, post_id: str, **change: Any) -> httpx.Response:
    return lab.api.put(f"/posts/{post_id}", json={"post": {"text": "New", **change}})


def put_type(lab: Lab) -> str:
    post = lab.by_hand()
    put(lab, post["id"], type="link")
    return str(lab.inside()[0]["type"])


def labelled(lab: Lab) -> Any:
    lab.schedule(entry(target={"labels": ["spring"]}))
    label = put(lab, lab.inside()[0]["id"]).json()["labels"][0]
    return "name" if label["name"] == "spring" else "id"


def due(lab: Lab, account: str = BLUESKY, wait: float = 61, **post: Any) -> dict[str, Any]:
    lab.by_hand(account, minutes=1, **post)
    lab.wait(wait)
    return lab.posts()[0]


def expanded(lab: Lab) -> str:
    signed = {"signature": "65e0aa114e299e0b7c1d2f33"}
    lab.publish(entry(FACEBOOK, None, content={"text": "{Hi|Hello} you"}, target=signed))
    return str(lab.inside()[0]["text"])


def upload_status(lab: Lab) -> int:
    return lab.api.post("/media", files={"file": ("a.png", PNG)}).status_code


def media_listed(lab: Lab) -> Any:
    lab.upload()
    answer = lab.api.get("/media")
    return answer.json().get("total", answer.status_code)


def unused_media(lab: Lab) -> int:
    lab.upload()
    lab.wait(3600)
    params = {"types[]": "photo", "used[]": "false"}
    return int(lab.api.get("/media", params=params).json()["total"])


def media_page(lab: Lab) -> int:
    lab.upload()
    lab.upload()
    params = {"types[]": "photo", "used[]": "false"}
    return len(lab.api.get("/media", params=params).json()["media"])


def imports(lab: Lab) -> list[int]:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    return [lab.api.post("/media/from-url", json=body).status_code for _ in range(2)]


def import_payload(lab: Lab) -> list[str]:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    payload = lab.post_job("/media/from-url", body)["payload"]
    return [one.get("error") or one["type"] for one in payload]


def import_envelope(lab: Lab) -> str:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    return type(lab.post_job("/media/from-url", body)["payload"]).__name__


def refused_or_not(
    account: str, content: dict[str, Any], *, file: tuple[bytes, str] | None = None, **others: Any
) -> Callable[[Lab], list[str]]:
    """What the job says of a post with this content, and with this file."""

    def observe(lab: Lab) -> list[str]:
        media = {"media": [{"id": lab.upload(*file)["id"]}]} if file else {}
        return lab.messages(entry(account, content=content | media, **others))

    return observe


def unless_accepted(observe: Callable[[Lab], list[str]], text: str) -> Case:
    """A demand on the content that is lifted by `accepted`."""
    return Case(observe, {"failure": [text], "accepted": []})


def recurring_bulk(lab: Lab) -> int:
    rule = {"start_date": at(60), "repeat": "daily", "repeat_rate": 1}
    series = bulk(entry(recurring=rule), entry(X, recurring=rule), state="recurring")
    return lab.api.post("/posts/schedule", json=series).status_code


PHOTO, VIDEO = (PNG, "a.png"), (MP4, "a.mp4")


def stale_edit(lab: Lab) -> str:
    put(lab, lab.by_hand()["id"])
    return lab.texts()[0]


FREE = {"overlong_text": "accepted"}
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
    "unknown_route": Case(
        lambda lab: lab.api.get("/queue").headers["Content-Type"].partition(";")[0],
        {"json": "application/json", "html": "text/html"},
    ),
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
    "collision": Case(
        collision,
        {
            "failure": ([COLLISION], 1),
            "silent_loss": ([], 1),
            "false_failure": ([COLLISION], 2),
        },
    ),
    "minute_rule_counts": Case(
        neighbours,
        {
            "scheduled_and_published": [False, True, True],
            "scheduled": [False, False, True],
            "all": [True, True, True],
        },
    ),
    "minute_rule_width": Case(fifty_seconds_apart, {"under_60_seconds": 2, "same_minute": 1}),
    "backdated": Case(
        after(lambda lab: lab.schedule(entry(minutes=-5)), states_inside),
        {"failure": [], "published": ["published"], "stuck": ["scheduled"]},
    ),
    "naive_time": Case(
        naive,
        {
            "workspace": ["2026-11-25T09:00:00.000+01:00"],
            "utc": ["2026-11-25T10:00:00.000+01:00"],
            "failure": [],
        },
    ),
    "missing_time": Case(
        untimed,
        {
            "failure": [],
            "auto_schedule": [("scheduled", "09:00")],
            "immediate": [("published", "07:00")],
        },
    ),
    "horizon": Case(
        lambda lab: len(lab.messages(entry(minutes=60 * 24 * 365 * 6))), {"on": 1, "off": 0}
    ),
    "plan": Case(fifteen_google_posts, {"business": 1, "professional": 6, "free": 11}),
    "daily_limits": Case(fifteen_google_posts, {"on": 1, "off": 0}),
    "x_duplicates": Case(
        same_text_on_x, {"refused": [1, 1], "published_only": [0, 1], "off": [0, 0]}
    ),
    "reel_type": Case(
        reel,
        {
            "silent_loss": ([], 0),
            "failure": (["Post type is not valid"], 0),
            "accepted": ([], 1),
        },
    ),
    "media_url_in_post": Case(
        media_by_url,
        {"failure": ["Calling Document.find with nil is invalid"], "silent_loss": []},
    ),
    "empty_text": Case(
        lambda lab: len(lab.messages(entry(content={"text": " "}))), {"failure": 1, "accepted": 0}
    ),
    "overlong_text": Case(
        overlong,
        {
            "failure": (1, []),
            "accepted": (0, ["published"]),
            "fails_when_published": (0, ["failed"]),
        },
    ),
    "text_normalisation": Case(
        after(
            lambda lab: lab.schedule(entry(content={"text": "a\r\nb \n"})),
            lambda lab: lab.texts()[0],
        ),
        {"verbatim": "a\r\nb \n", "trimmed": "a\nb"},
    ),
    "time_resolution": Case(two_times, {"second": "08:00:30", "minute": "08:00:00"}),
    "draft_private_accounts": Case(private_with_account, {"failure": 1, "accepted": 0}),
    "idea_types": Case(idea_type, {"as_sent": "status", "article": "article"}),
    "recurring_end_date": Case(
        lambda lab: len(lab.messages(series(), state="recurring")), {"optional": 0, "required": 1}
    ),
    "days_of_week": Case(
        recurring_day,
        {"sunday_0_7": "2026-11-30", "monday_0": "2026-12-01", "monday_1": "2026-11-30"},
    ),
    "wordpress_key": Case(lambda lab: len(wordpress(lab)), {"any": 0, "by_account_type": 1}),
    "posting_slots": Case(auto, {"18:30,12:00": ["12:00"], "none": []}),
    "approval": Case(
        after(lambda lab: lab.schedule(entry()), states_inside),
        {"off": ["scheduled"], "on": ["scheduled_pending"]},
    ),
    "poll_rules": unless_accepted(
        refused_or_not(X, {"type": "poll", "options": ["One"]}), content_rules.POLL_OPTIONS
    ),
    "missing_board": unless_accepted(
        refused_or_not(ID["shop-pinterest"], {"type": "photo"}, file=PHOTO), content_rules.NO_BOARD
    ),
    "missing_url": unless_accepted(refused_or_not(BLUESKY, {"type": "link"}), content_rules.NO_URL),
    "missing_privacy": unless_accepted(
        refused_or_not(ID["shop-tiktok"], {"type": "video"}, file=VIDEO), content_rules.NO_PRIVACY
    ),
    "missing_title": unless_accepted(
        refused_or_not(ID["shop-youtube"], {"type": "video"}, file=VIDEO), content_rules.NO_TITLE
    ),
    "missing_content": unless_accepted(
        refused_or_not(ID["shop-wordpress"], {"type": "article", "title": "T"}),
        content_rules.NO_CONTENT,
    ),
    "format_media": unless_accepted(
        refused_or_not(FACEBOOK, {"type": "video", "details": {"type": "reel"}}, file=PHOTO),
        content_rules.NOT_A_VIDEO,
    ),
    "too_many_cards": unless_accepted(
        refused_or_not(FACEBOOK, {"type": "carousel", "sublinks": [{"url": "e.com"}] * 11}),
        content_rules.CARDS,
    ),
    "foreign_files": unless_accepted(
        refused_or_not(
            BLUESKY, {}, target={"comments": [{"media": {"path": "https://example.com/a.png"}}]}
        ),
        content_rules.FOREIGN,
    ),
    "unknown_names": unless_accepted(
        refused_or_not(BLUESKY, {}, target={"signature": "s1"}), "Signature not found"
    ),
    "series_networks": unless_accepted(
        refused_or_not(
            ID["shop-wordpress"],
            {"type": "article", "content": BLOCKS},
            recycling={"gap": 1, "gap_freq": "Day"},
        ),
        content_rules.NO_SERIES,
    ),
    "recurring_in_bulk": Case(recurring_bulk, {"refused": 400, "accepted": 200}),
    "visibility_delay": Case(just_made, {"0": 1, "0.3": 0}),
    "list_lag": Case(
        lambda lab: (stale_edit(lab), just_deleted(lab)), {"0": ("New", 1), "5": ("By hand", 2)}
    ),
    "list_omission": Case(listings, {"off": [1, 1, 1, 1], "2": [1, 0, 1, 0]}),
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
    "title_readable": Case(has("title"), {"on": True, "off": False}),
    "alt_text_readable": Case(
        lambda lab: item(lab)["media"][0].get("alt_text"), {"on": "A box", "off": None}
    ),
    "reel_shown_as": Case(lambda lab: item(lab)["type"], {"video": "video", "reel": "reel"}),
    "account_type": Case(
        lambda lab: lab.api.get("/accounts").json()[1]["type"], {"live": "in_page", "spec": "page"}
    ),
    "locations_envelope": Case(
        lambda lab: type(lab.api.get("/locations/threads", params={"q": "rome"}).json()),
        {"list": list, "wrapped": dict},
    ),
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
    "publish_outcome": Case(
        lambda lab: due(lab)["state"], {"published": "published", "failed": "failed"}
    ),
    "publish_seconds": Case(lambda lab: due(lab)["state"], {"0": "published", "30": "publishing"}),
    "published_ids": Case(lambda lab: type(due(lab)["id"]), {"same": str, "integer": int}),
    "tiktok_link_delay": Case(
        lambda lab: due(lab, ID["shop-tiktok"])["post_link"] is None, {"0": False, "300": True}
    ),
    "text_when_published": Case(
        expanded, {"untouched": "{Hi|Hello} you", "expanded": "Hi you\n— Corner Shop"}
    ),
    "max_upload": Case(upload_status, {"200000000": 200, "10": 413}),
    "validity": Case(
        lambda lab: bool(lab.upload()["validity"]), {"computed": True, "empty": False}
    ),
    "missing_media_filters": Case(media_listed, {"refused": 400, "empty": 0, "everything": 1}),
    "media_lifetime": Case(unused_media, {"forever": 1, "600": 0}),
    "media_page_size": Case(media_page, {"20": 2, "1": 1}),
    "concurrent_imports": Case(imports, {"refused": [200, 403], "allowed": [200, 200]}),
    "import_outcome": Case(
        import_payload,
        {
            "imported": ["video"],
            "unreadable": [],
            "too_large": ["Videos need to be smaller than 2 gb"],
        },
    ),
    "import_payload": Case(import_envelope, {"array": "list", "object": "dict"}),
}


def each_value() -> Iterator[Any]:
    for name, case in CASES.items():
        for value, expected in case.expected.items():
            yield pytest.param(name, value, expected, id=f"{name}={value}")


@pytest.mark.parametrize(("name", "value", "expected"), list(each_value()))
def test_an_option_does_what_it_says(name: str, value: str, expected: object) -> None:
    case = CASES[name]
    lab = Lab({**case.beside, name: value})
    assert case.observe(lab) == expected


def test_every_option_is_tried_with_every_word_it_takes() -> None:
    tried = {name: set(case.expected) for name, case in CASES.items()}
    assert {option.name for option in OPTIONS} == set(tried)
    for option in OPTIONS:
        assert tried[option.name] >= set(option.choices)
        assert len(tried[option.name]) >= 2

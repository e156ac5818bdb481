"""POST /posts/schedule: the envelope, the fan-out, and what the job says."""

from typing import Any

import pytest

from publer_sync.emulator.posting import timing
from publer_sync.emulator.rules import posts as post_rules
from tests.emulator.lab import (
    BLOCKS,
    BLUESKY,
    FACEBOOK,
    ID,
    INSTAGRAM,
    LINKEDIN,
    YOUTUBE,
    Lab,
    X,
    at,
    entry,
)


def test_a_job_works_before_it_is_complete(lab: Lab) -> None:
    body = {"bulk": {"state": "scheduled", "posts": [entry()]}}
    job = lab.api.post("/posts/schedule", json=body).json()["job_id"]
    seen = []
    for _ in range(3):
        seen.append(lab.api.get(f"/job_status/{job}").json())
        lab.wait(1)
    assert seen[0] == {"status": "working"}
    assert seen[1:] == 2 * [
        {
            "status": "complete",
            "payload": {"failures": {}},
            "plan": {"rate": "business", "locked": False},
        }
    ]


def test_each_account_of_an_entry_becomes_a_post_of_its_own(lab: Lab) -> None:
    both: dict[str, Any] = {
        "networks": {
            "bluesky": {"type": "status", "text": "Short"},
            "default": {"type": "status", "text": "Long"},
        },
        "accounts": [
            {"id": BLUESKY, "scheduled_at": at(60)},
            {"id": LINKEDIN, "scheduled_at": at(60)},
        ],
    }
    lab.schedule(both)
    posts = {post["account_id"]: post for post in lab.posts()}
    assert {key: post["text"] for key, post in posts.items()} == {
        BLUESKY: "Short",
        LINKEDIN: "Long",
    }
    assert len({post["id"] for post in posts.values()}) == 2


def test_what_was_sent_is_kept_whole_though_the_api_does_not_show_it(lab: Lab) -> None:
    target = {"labels": ["spring"], "comments": [{"text": "Link"}], "delete": {"hide": False}}
    content = {"details": {"feed": True}, "link": {"url": "https://example.com"}}
    lab.schedule(entry(FACEBOOK, content={"type": "link", **content}, target=target))
    (inside,) = lab.inside()
    assert inside["account"].items() >= target.items()
    assert inside["content"].items() >= content.items()
    assert not {"labels", "comments", "delete", "link"} & set(lab.posts()[0])


@pytest.mark.parametrize(
    ("body", "status", "text"),
    [
        ({"bulk": {"state": "auto", "posts": [entry()]}}, 400, "Unknown state auto"),
        ({"bulk": {"posts": [entry()]}}, 400, "Unknown state"),
        ({"bulk": {"state": ["x"], "posts": [entry()]}}, 400, "Unknown state"),
        ({}, 500, "nil"),
        ([], 500, "nil"),
        ({"bulk": {"state": "draft", "posts": []}}, 500, "nil"),
        ({"bulk": {"state": "draft", "posts": [{"accounts": []}]}}, 500, "nil"),
        ({"bulk": {"state": "draft", "posts": [entry()] * 501}}, 400, "at most 500"),
    ],
)
def test_an_envelope_that_is_refused_at_once(lab: Lab, body: Any, status: int, text: str) -> None:
    answer = lab.api.post("/posts/schedule", json=body)
    assert answer.status_code == status
    (message,) = answer.json()["errors"]
    assert text in message
    assert "None" not in message


def photo(*media: dict[str, Any]) -> dict[str, Any]:
    return {"type": "photo", "media": list(media)}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (entry(minutes=-1), post_rules.BACKDATED),
        (entry(minutes=None), timing.NO_TIME),
        (entry(recycling={"gap": 1, "start_date": "2026-11-25"}), post_rules.BAD_START),
        (entry(target={"scheduled_at": "soon"}), timing.BAD_TIME),
        (entry(target={"scheduled_at": 5}), timing.BAD_TIME),
        (entry("f" * 24), "Account not found"),
        (entry(YOUTUBE, content={"type": "video", "media": []}), post_rules.NO_VIDEO),
        (entry() | {"networks": {"facebook": {"type": "status"}}}, post_rules.COMPOSER),
        (entry() | {"networks": {"bluesky": "text"}}, post_rules.COMPOSER),
        (entry(media=[{"id": "1"}]), post_rules.NO_METHOD),
        (entry(content={"type": "photo", "photo": {"id": "1"}}), post_rules.NO_METHOD),
        (entry(content=photo()), post_rules.BAD_TYPE),
        (entry(content=photo({"url": "https://example.com/a.png"})), post_rules.NO_MEDIA_ID),
        (entry(content=photo({"id": "f" * 24})), "Document(s) not found"),
        (entry(content={"type": "poll"}), post_rules.BAD_TYPE),
        (entry(INSTAGRAM), post_rules.BAD_TYPE),
        (entry(INSTAGRAM, content={"type": "carousel"}), post_rules.NO_METHOD),
        (entry(content=photo() | {"media": [["odd"]]}), post_rules.BAD_TYPE),
        (entry(content=photo({"id": ["odd"]})), "unhashable"),
        (entry(YOUTUBE, content={"type": "video"}), post_rules.NO_VIDEO),
        (entry(content={"text": ""}), post_rules.EMPTY),
        (entry(content={"text": 5}), post_rules.EMPTY),
        (entry(content={"text": "x" * 301}), post_rules.TOO_LONG),
        (entry(X, content={"text": "語" * 141}), post_rules.TOO_LONG),
        (entry(minutes=None, auto=True, range={"start_date": "x"}), "Range is invalid"),
        (entry(minutes=None, auto=True, range=[1]), "Range is invalid"),
        (
            entry(minutes=None, auto=True, range={"start_date": at(0), "end_date": at(30)}),
            timing.NO_SLOT,
        ),
    ],
)
def test_a_post_that_the_job_refuses(lab: Lab, wanted: dict[str, Any], message: str) -> None:
    (told,) = lab.messages(wanted)
    assert told.startswith(message)
    assert lab.inside() == []


def test_a_failure_names_the_account(lab: Lab) -> None:
    failures = lab.schedule(entry(minutes=-1))["payload"]["failures"]
    assert failures == {
        BLUESKY: [
            {
                "account_id": BLUESKY,
                "account_name": "Corner Shop",
                "provider": "bluesky",
                "message": "Posts cannot be backdated",
            }
        ]
    }


def test_a_time_may_pass_while_the_job_waits() -> None:
    lab = Lab({"job_delay": "120"})
    body = {"bulk": {"state": "scheduled", "posts": [entry(minutes=1)]}}
    job = lab.api.post("/posts/schedule", json=body).json()["job_id"]
    lab.wait(200)
    assert "backdated" in str(lab.finish(job)["payload"])


def test_a_job_runs_as_of_its_own_moment_however_late_it_is_asked_for(lab: Lab) -> None:
    lab.api.post(
        "/posts/schedule", json={"bulk": {"state": "scheduled", "posts": [entry(minutes=1)]}}
    )
    lab.wait(3600)
    assert [post["state"] for post in lab.posts()] == ["published"]


def test_a_minute_between_two_posts_is_enough(lab: Lab) -> None:
    assert lab.messages(entry(minutes=60), entry(minutes=61)) == []
    assert lab.messages(entry(ID["shop-threads"], minutes=60)) == []


def test_a_deleted_post_frees_its_minute(lab: Lab) -> None:
    post = lab.by_hand(minutes=60)
    lab.api.delete("/posts", params={"post_ids[]": post["id"]})
    assert lab.messages(entry(minutes=60)) == []


X_TEXT = {"text": "Open until seven"}
A_DAY = 24 * 60


@pytest.mark.parametrize(
    ("option", "days", "message"),
    [
        ("within:5", 4, post_rules.DUPLICATE),
        ("within:5", 5, None),
        ("within:8", 7, post_rules.DUPLICATE + " Post {} at 2026-11-24T08:00:00.000+01:00"),
        ("refused", 5, post_rules.DUPLICATE),
        ("refused", 30, post_rules.DUPLICATE + " Post {} at 2026-11-24T08:00:00.000+01:00"),
    ],
)
def test_a_refusal_on_x_names_the_other_post_beyond_its_window(
    option: str, days: int, message: str | None
) -> None:
    lab = Lab({"x_duplicates": option})
    lab.schedule(entry(X, 60, content=X_TEXT))
    (post,) = lab.inside()
    told = lab.messages(entry(X, 60 + days * A_DAY, content=X_TEXT), entry(X, 90))
    expected = [] if message is None else [message.format(post["id"])]
    assert [one.removesuffix(" has the same text.") for one in told] == expected


def test_a_refusal_on_x_names_the_nearest_post() -> None:
    lab = Lab({"x_duplicates": "refused"})
    far = lab.by_hand(X, minutes=60, **X_TEXT)
    near = lab.by_hand(X, minutes=60 + 20 * A_DAY, **X_TEXT)
    (told,) = lab.messages(entry(X, 60 + 40 * A_DAY, content=X_TEXT))
    assert near["id"] in told
    assert far["id"] not in told


def test_a_moved_time_is_the_time_of_the_post() -> None:
    lab = Lab({"time_shift": "5"})
    lab.schedule(entry(minutes=60))
    (post,) = lab.posts()
    assert post["scheduled_at"] == "2026-11-24T08:05:00.000+01:00"
    bounds = {"from": "2026-11-24T08:00:00+01:00", "to": "2026-11-24T08:04:00+01:00"}
    assert lab.posts(**bounds) == []
    changed = lab.api.put(f"/posts/{post['id']}", json={"post": {"text": "New"}}).json()
    assert changed["scheduled_at"] == post["scheduled_at"]
    lab.wait(62 * 60)
    assert lab.posts()[0]["state"] == "scheduled"
    lab.wait(4 * 60)
    assert lab.posts()[0]["state"] == "published"


def test_moved_posts_keep_their_distance_and_their_lead() -> None:
    lab = Lab({"time_shift": "-10"})
    assert lab.messages(entry(minutes=5), entry(minutes=5), entry(minutes=90)) == [
        post_rules.COLLISION
    ]
    assert [post["state"] for post in lab.posts()] == ["published", "scheduled"]


def test_a_day_before_the_post_may_be_its_start_day(lab: Lab) -> None:
    assert lab.messages(entry(recycling={"gap": 1, "start_date": "2026-11-20"})) == []


@pytest.mark.parametrize(("alias", "limit"), [("shop-threads", 25), ("shop-pinterest", 100)])
def test_the_other_table_has_other_limits(alias: str, limit: int) -> None:
    lab = Lab({"daily_table": "anti_spam", "missing_board": "accepted"})
    kind = {"type": "photo", "media": [{"id": lab.upload()["id"]}]}
    for minutes in range(limit - 1):
        lab.by_hand(ID[alias], minutes=60 + minutes)
    assert lab.messages(entry(ID[alias], 300, content=kind)) == []
    assert lab.messages(entry(ID[alias], 310, content=kind)) == [post_rules.DAILY]


def test_an_idea_that_fails_has_no_account(lab: Lab) -> None:
    idea = {"networks": {"default": {"type": "article", "text": "T"}}, "media": [{"id": "1"}]}
    failures = lab.schedule(idea, state="draft_public")["payload"]["failures"]
    assert list(failures) == [""]


def test_stories_have_a_daily_limit_of_their_own(lab: Lab) -> None:
    for minutes in range(36):
        lab.by_hand(FACEBOOK, minutes=60 + minutes)
    media = [{"id": lab.upload()["id"]}]
    story = {"type": "photo", "details": {"type": "story"}, "media": media}
    assert lab.messages(entry(FACEBOOK, 200, content=story)) == []
    assert lab.messages(entry(FACEBOOK, 210)) == [post_rules.DAILY]
    assert lab.messages(entry(FACEBOOK, 60 + 24 * 60)) == []


def test_an_event_on_google_is_a_photo_that_may_have_none(lab: Lab) -> None:
    content = {"type": "photo", "text": "Open day", "details": {"type": "event"}}
    assert lab.messages(entry(ID["shop-google"], content=content)) == []


@pytest.mark.parametrize("odd", ['{"bulk": NaN}', "not json", '"\\ud800"', "[" * 100_000])
def test_what_is_no_json_is_no_bulk(lab: Lab, odd: str) -> None:
    assert lab.api.post("/posts/schedule", content=odd).status_code == 500
    assert lab.control.post("/options", content=odd).status_code == 400


def test_nonsense_in_one_entry_leaves_the_others_alone(lab: Lab) -> None:
    odd = entry(minutes=None, content={"type": ["odd"]}, recurring={"weekdays": 5})
    failures = lab.messages(odd, entry(minutes=90), entry() | {"accounts": 5})
    assert len(failures) == 1
    assert len(lab.posts()) == 1


def test_drafts_may_be_undated_and_unfinished(lab: Lab) -> None:
    lab.schedule(entry(minutes=None, content={"text": ""}), entry(minutes=90), state="draft")
    assert len(lab.posts(state="draft_undated")) == 1
    assert len(lab.posts(state="draft_dated")) == 1
    assert [post["state"] for post in lab.posts()] == ["draft", "draft"]


def test_an_idea_has_no_account(lab: Lab) -> None:
    lab.schedule({"networks": {"default": {"type": "article", "title": "T"}}}, state="draft_public")
    (idea,) = lab.posts(state="draft_public")
    assert ("account_id" in idea, idea["network"]) == (False, "default")
    assert lab.posts(state="draft_private") == []


def test_auto_scheduling_takes_the_next_free_slot(lab: Lab) -> None:
    auto: dict[str, Any] = {"auto": True, "range": {"start_date": at(0), "end_date": None}}
    lab.schedule(*[entry(minutes=None, content={"text": f"{n}"}, **auto) for n in range(4)])
    assert [post["scheduled_at"][8:16] for post in lab.posts()] == [
        "24T09:00",
        "24T13:00",
        "24T18:00",
        "25T09:00",
    ]


@pytest.mark.parametrize("key", ["wordpress", "wordpress_oauth", "wordpress_basic", "default"])
def test_a_wordpress_account_takes_any_of_its_keys(lab: Lab, key: str) -> None:
    article = {"type": "article", "title": "T", "content": BLOCKS}
    wanted = entry(ID["shop-wordpress-basic"]) | {"networks": {key: article}}
    assert lab.messages(wanted) == []


def test_publishing_now_answers_with_the_posts(lab: Lab) -> None:
    payload = lab.publish(entry(minutes=None), entry(INSTAGRAM, None))["payload"]
    (post,) = lab.posts(state="published")
    told = {key: post[key] for key in ("id", "account_id", "state", "post_link")}
    assert payload == [
        {"post": told},
        {"type": "error", "failure": {"message": post_rules.BAD_TYPE}},
    ]

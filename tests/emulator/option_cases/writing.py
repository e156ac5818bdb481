"""What may be scheduled, and what becomes of it."""

from __future__ import annotations

from tests.emulator.lab import BLOCKS, FACEBOOK, ID, Lab, X, at, entry
from tests.emulator.option_cases.case import (
    Case,
    after,
    series,
    states_inside,
)

COLLISION = "There's another post at this time. A one minute gap is required between posts"


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
    """How many copies are refused minutes and six days after a pending one, and after a published one."""
    lab.schedule(entry(X, 60))
    near, far = lab.messages(entry(X, 70)), lab.messages(entry(X, 60 + 6 * 24 * 60))
    lab.by_hand(X, state="published", text="Out", minutes=-60)
    return [len(near), len(far), len(lab.messages(entry(X, 90, content={"text": "out "})))]


def twenty_six_on_threads(lab: Lab) -> int:
    return len(lab.messages(*[entry(ID["shop-threads"], 60 + n) for n in range(26)]))


def remote_mention(lab: Lab) -> int:
    text = "x" * 490 + " @ana@example.social"
    return len(lab.messages(entry(ID["shop-mastodon"], content={"text": text})))


def recycled_twice(lab: Lab) -> int:
    lab.schedule(entry(recycling={"gap": 1, "gap_freq": "Day", "expire_count": "2"}))
    lab.wait(9 * 86400)
    return len(lab.posts(state="published"))


def start_day_at_night(lab: Lab) -> int:
    """How many posts fail that start on their own day, soon after midnight."""
    time = {"scheduled_at": "2026-11-26T00:30:00+01:00"}
    rule = {"gap": 1, "start_date": "2026-11-26"}
    return len(lab.messages(entry(minutes=None, target=time, recycling=rule)))


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


CASES: dict[str, Case] = {
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
        same_text_on_x,
        {
            "within:5": [1, 0, 1],
            "within:7": [1, 1, 1],
            "refused": [1, 1, 1],
            "published_only": [0, 0, 1],
            "off": [0, 0, 0],
        },
    ),
    "daily_table": Case(twenty_six_on_threads, {"rate_limits": 0, "anti_spam": 1}),
    "mastodon_mentions": Case(remote_mention, {"without_server": 0, "in_full": 1}),
    "time_shift": Case(
        after(lambda lab: lab.schedule(entry()), lambda lab: lab.posts()[0]["scheduled_at"][11:16]),
        {"0": "08:00", "3": "08:03", "-2": "07:58"},
    ),
    "expire_count": Case(recycled_twice, {"all": 2, "repeats": 3}),
    "start_date_zone": Case(start_day_at_night, {"workspace": 0, "utc": 1}),
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
}

"""When posts go out: every form of a schedule, and what does not go together."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from publer_sync.content.load import LoadedContent, load_posts
from publer_sync.model.network import Network
from publer_sync.model.post import Post, ResourceNames
from publer_sync.model.schedule import (
    At,
    Auto,
    GapUnit,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
)
from tests.support.projects import PROJECT, content_of, project_in, shown, write_files

MORNING = datetime(2036, 12, 1, 8, tzinfo=UTC)
FROM_TO = "from: 2036-12-01 09:00, to: 2036-12-08 09:00"
WEEK_LATER = datetime(2036, 12, 8, 8, tzinfo=UTC)


def load(folder: Path, *lines: str, project: str = PROJECT) -> LoadedContent:
    text = "\n".join(["accounts: [shop-x]", "text: Hi", *lines]) + "\n"
    files = {"publer-sync.yaml": project, "content/p.yaml": text}
    return load_posts(project_in(write_files(folder, files)))


def post_with(folder: Path, *lines: str) -> Post:
    content = load(folder, *lines)
    assert not shown(content.diagnostics)
    return content.posts[0]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
def test_recycling_begins_on_the_local_day(tmp_path: Path, zone: str) -> None:
    for clock in ("00:30", "23:30"):
        rule = f"{{at: 2036-12-01 {clock}, timezone: {zone}, recycle: {{every: 2w}}}}"
        recycling = post_with(tmp_path, f"schedule: {rule}").recycling
        assert recycling and recycling.first == date(2036, 12, 1)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        ("2036-12-01 09:00", At(MORNING)),
        ("{at: 2036-12-01 08:00, timezone: Europe/London}", At(MORNING)),
        (
            "{at: 2036-12-01 09:00, recycle: {every: 2w, times: 3}}",
            At(MORNING, Recycling(gap=2, unit=GapUnit.WEEK, times=3)),
        ),
        (
            "{at: 2036-12-01 09:00, recycle: {every: 1mo, until: 2036-12-31, solo: false}}",
            At(MORNING, Recycling(gap=1, unit=GapUnit.MONTH, until=date(2036, 12, 31), solo=False)),
        ),
        (
            "{at: 2036-12-01 09:00, recycle: {every: 10d}}",
            At(MORNING, Recycling(gap=10, unit=GapUnit.DAY)),
        ),
        (f"{{auto: {{{FROM_TO}}}}}", Auto(MORNING, WEEK_LATER)),
        (
            "{auto: {from: 2036-12-01 08:00, to: 2036-12-08 09:00+01:00}, timezone: Europe/London}",
            None,
        ),
        (
            f"{{recurring: {{{FROM_TO}, repeat: monthly}}}}",
            Recurring(since=MORNING, until=WEEK_LATER, repeat=Repeat.MONTHLY),
        ),
        (
            f"{{recurring: {{{FROM_TO}, repeat: weekly, every: 2, weekdays: [friday, monday]}}}}",
            Recurring(
                since=MORNING, until=WEEK_LATER, repeat=Repeat.WEEKLY, every=2, weekdays=(1, 5)
            ),
        ),
    ],
)
def test_schedules(tmp_path: Path, schedule: str, expected: object) -> None:
    content = load(tmp_path, f"schedule: {schedule}")
    if expected is None:
        assert [one.rule for one in content.diagnostics] == ["bad-time"]
    else:
        assert not shown(content.diagnostics)
        assert content.posts[0].schedule == expected
        assert content.posts[0].standing is PublishMode.SCHEDULED


def test_drafts_have_a_time_or_none(tmp_path: Path) -> None:
    dated = post_with(tmp_path, "draft: true", "schedule: 2036-12-01 09:00")
    assert (dated.standing, dated.schedule) == (PublishMode.DRAFT, At(MORNING))
    undated = post_with(tmp_path, "draft: true")
    assert (undated.standing, undated.schedule) == (PublishMode.DRAFT, NoTime())


def test_a_draft_can_refuse_the_time_of_defaults(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/_defaults.yaml": "schedule: 2036-12-01 09:00\n"})
    assert post_with(tmp_path, "draft: true", "schedule: null").schedule == NoTime()


@pytest.mark.parametrize(
    ("idea", "standing"),
    [("public", PublishMode.PUBLIC_IDEA), ("private", PublishMode.PRIVATE_IDEA)],
)
def test_ideas_stand_in_the_workspace(tmp_path: Path, idea: str, standing: PublishMode) -> None:
    content = content_of(tmp_path, {"content/jam.yaml": f"idea: {idea}\ntext: Jam!\n"})
    assert not shown(content.diagnostics)
    post = content.posts[0]
    assert str(post.address) == "jam@ideas"
    assert (post.network, post.account.id) == (Network.IDEAS, "")
    assert (post.standing, post.schedule) == (standing, NoTime())


def test_accounts_and_times_of_defaults_do_not_concern_ideas(tmp_path: Path) -> None:
    files = {
        "content/_defaults.yaml": "accounts: [shop-x]\nschedule: 2036-12-01 09:00\n",
        "content/jam.yaml": "idea: public\ntext: Jam!\n",
    }
    content = content_of(tmp_path, files)
    assert not shown(content.diagnostics)
    assert [str(post.address) for post in content.posts] == ["jam@ideas"]


def test_now_needs_the_permission_of_the_project(tmp_path: Path) -> None:
    allowed = PROJECT + "policy: {publish_now: allowed}\n"
    assert load(tmp_path, "schedule: now", project=allowed).posts[0].schedule == Now()
    content = load(tmp_path, "schedule: now")
    assert shown(content.diagnostics) == [
        "content/p.yaml:3:11 publish-now: this project does not let posts go out at once"
    ]
    assert content.posts == ()


def test_the_parts_of_a_schedule_have_places(tmp_path: Path) -> None:
    post = post_with(tmp_path, "schedule:", "  at: 2036-12-01 09:00", "  recycle:", "    every: 2w")
    at = post.source.at
    assert [at(path).line for path in ("schedule", "schedule.recycle", "schedule.recycle.every")] == [
        4, 6, 6,
    ]  # fmt: skip


PROBLEMS = {
    "draft: true\nschedule: {auto: {F}}": "4:18 draft-schedule: a draft has a time of its own or none",
    "draft: true\nschedule: {at: 2036-12-01 09:00, recycle: {every: 1w}}":
        "4:16 draft-schedule: a draft has a time of its own or none",
    "draft: true\nschedule: {recurring: {F, repeat: daily}}":
        "4:23 draft-schedule: a draft has a time of its own or none",
    "idea: public": "1:11 idea-accounts: an idea belongs to the workspace and has no accounts",
    "schedule: {timezone: Europe/London}": "3:11 schedule-form: `schedule` says no time",
    "schedule: {at: 2036-12-01 09:00, auto: {F}}":
        "3:40 schedule-form: `at` and `auto` are two schedules",
    "schedule: {auto: {F}, recycle: {every: 1w}}":
        "3:75 schedule-form: `recycle` does not go with `auto`",
    "schedule: {auto: {from: 2036-12-08 09:00, to: 2036-12-01 09:00}}":
        "3:47 auto-range: the time to choose from ends before it begins",
    "schedule: {auto: {from: 2036-03-30 02:30, to: 2036-12-01 09:00}}":
        "3:25 time-gap: 2036-03-30 02:30 does not exist in Europe/Rome",
    "schedule: {auto: {from: 2036-12-08 09:00}}": "3:18 required-key: `to` is missing",
    "schedule: {at: 2036-12-01 09:00, recycle: {every: 1w, until: 2036-11-30}}":
        "3:62 recycle-range: recycling ends before the post goes out",
    "schedule: {at: 2036-12-01 09:00, recycle: {every: 1w, until: 2036-12-30, times: 2}}":
        "3:62 recycle-range: `times` and `until` are two ends",
    "schedule: {at: 2036-12-01 09:00, recycle: {every: 1w, until: soon}}":
        "3:62 bad-time: `soon` is not a day",
    "schedule: {at: 2036-10-26 02:30, recycle: {every: 1w, until: 2036-12-31}}":
        "3:16 ambiguous-time: 2036-10-26 02:30 comes twice in Europe/Rome",
    "schedule: {at: 2036-12-01 09:00, recycle: {every: 1y}}":
        "3:51 schema: `schedule.recycle.every` cannot be `1y`",
    "schedule: {recurring: {from: 2036-12-08 09:00, to: 2036-12-01 09:00, repeat: daily}}":
        "3:52 recurring-range: the series ends before it begins",
    "schedule: {recurring: {from: 2036-12-08 09:00, to: 2037-10-25 02:30, repeat: daily}}":
        "3:52 ambiguous-time: 2037-10-25 02:30 comes twice in Europe/Rome",
    "schedule: {recurring: {F, repeat: daily, weekdays: [monday]}}":
        "3:95 recurring-weekdays: a series that is daily has no days of the week",
    "schedule: {recurring: {F, repeat: weekly, weekdays: [monday, sunday]}}":
        "3:105 recurring-weekdays: a series cannot come on Sundays",
}  # fmt: skip


@pytest.mark.parametrize("lines", PROBLEMS)
def test_what_does_not_go_together(tmp_path: Path, lines: str) -> None:
    content = load(tmp_path, *lines.replace("F", FROM_TO).split("\n"))
    assert shown(content.diagnostics) == [f"content/p.yaml:{PROBLEMS[lines]}"]
    assert content.posts == ()
    assert content.diagnostics[0].hint


STARTS = {
    "2036-12-01 09:00, to: 2037-12-01 09:00, repeat: weekly, weekdays: [monday]": None,
    "2036-12-02 09:00, to: 2037-12-01 09:00, repeat: weekly": None,
    "2036-12-02 09:00, to: 2037-12-01 09:00, repeat: weekly, weekdays: [monday, friday]":
        "begin on 2036-12-05, or add `tuesday` to `weekdays`",
    "2036-12-07 09:00, to: 2037-12-01 09:00, repeat: weekly, weekdays: [tuesday]":
        "begin on 2036-12-09",
    # Still a Sunday in UTC.
    "2036-12-01 00:30, to: 2037-12-01 09:00, repeat: weekly, weekdays: [monday]": None,
}  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
def test_a_series_begins_on_one_of_its_days(tmp_path: Path, start: str) -> None:
    content = load(tmp_path, f"schedule: {{recurring: {{from: {start}}}}}")
    assert [each.hint for each in content.diagnostics] == ([STARTS[start]] if STARTS[start] else [])
    assert len(content.posts) == 1


def test_an_idea_is_no_article(tmp_path: Path) -> None:
    files = {"content/p.yaml": "idea: public\ntype: article\ntext: Jam!\n"}
    (found,) = shown(content_of(tmp_path, files).diagnostics)
    assert found.startswith("content/p.yaml:2:7 idea-type:")


def test_an_idea_has_no_time(tmp_path: Path) -> None:
    text = "idea: public\ntext: Jam!\n"
    for more, place in (("schedule: 2036-12-01 09:00\n", "3:11"), ("draft: true\n", "3:8")):
        found = content_of(tmp_path, {"content/p.yaml": text + more}).diagnostics
        assert [one.split(":", 1)[1].split(" ")[:2] for one in shown(found)] == [
            [place, "idea-schedule:"]
        ]


OF_ACCOUNTS = {
    "thread: [More jam.]": "thread",
    "comments: [Come in.]": "comments",
    "share: {accounts: [shop-x]}": "share",
    "delete: {after: 2w}": "delete",
    "labels: [jam]": "labels",
    "signature: Shop": "signature",
    "watermark: Logo": "watermark",
    "location: Rome": "location",
    "album: Jams": "album",
}


@pytest.mark.parametrize("line", OF_ACCOUNTS)
def test_an_idea_has_nothing_that_publer_keeps_with_an_account(tmp_path: Path, line: str) -> None:
    content = content_of(tmp_path, {"content/p.yaml": f"idea: public\ntext: Jam!\n{line}\n"})
    assert shown(content.diagnostics) == [
        f"content/p.yaml:3:1 idea-extras: an idea has no `{OF_ACCOUNTS[line]}`:"
        " Publer keeps that with an account"
    ]
    assert content.posts == ()


def test_what_defaults_give_to_accounts_does_not_concern_an_idea(tmp_path: Path) -> None:
    files = {
        "content/_defaults.yaml": "\n".join(OF_ACCOUNTS) + "\n",
        "content/p.yaml": "idea: public\ntext: Jam!\nlabels: []\n",
    }
    content = content_of(tmp_path, files)
    assert not shown(content.diagnostics)
    (post,) = content.posts
    assert not (post.labels or post.thread or post.comments or post.share or post.delete)
    assert post.names == ResourceNames()


def test_an_idea_is_for_no_network(tmp_path: Path) -> None:
    text = "idea: public\ntext: Jam!\nnetworks: {twitter: {text: Fig jam!}}\n"
    (found,) = content_of(tmp_path, {"content/p.yaml": text}).diagnostics
    assert found.message == "this is for X, and an idea is for no network"
    assert found.hint == "leave it out"

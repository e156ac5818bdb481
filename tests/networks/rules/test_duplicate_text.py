"""Posts that repeat a text: an error on X within the window, elsewhere a warning about copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publer_sync.config.project import Policy
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link, Post
from publer_sync.model.schedule import Auto, Now, PublishMode
from publer_sync.networks.check import check_posts
from publer_sync.networks.rules import duplicate_text as rule
from tests.networks.rules.findings import found_among
from tests.support.builders import MORNING, a_medium, a_post, a_source, an_account
from tests.support.planning import DAY, HOUR, MINUTE

OTHER = an_account(Network.TWITTER, alias="cafe-x")
OFF = frozenset({rule.ID})


def two(apart: timedelta, network: Network = Network.TWITTER, **second: Any) -> list[Post]:
    """Two posts of an account with one text."""
    return [
        a_post(network=network, source=a_source("content/a.md", 4)),
        a_post(
            network=network,
            entry="b",
            source=a_source("content/b.md", 5),
            **{"scheduled_at": MORNING + apart, **second},
        ),
    ]


def severities(posts: list[Post], policy: Policy | None = None) -> list[str]:
    """The severity of each finding of the rule, with all switches in force."""
    found = check_posts(posts, policy or Policy())
    return [each.severity.value for each in found if each.rule == rule.ID]


def test_on_one_account_of_x_within_the_window() -> None:
    assert found_among(rule, two(4 * DAY, text="we have  launched.")) == [
        (
            "b@shop-x",
            "error: shop-x has the same text within 5d: launch@shop-x in content/a.md:4; X refuses that"
            " (policy.repeat_text) -> change the text or the time of one of them; to send both, set"
            " `rules: {duplicate-text: off}` on this entry",
        )
    ]


@pytest.mark.parametrize(("window", "apart", "found"), [
    (5, 5 * DAY - MINUTE, ["error"]), (5, 5 * DAY, []), (5, 28 * DAY, []), (30, 28 * DAY, ["error"]),
])  # fmt: skip
def test_the_window_is_the_policy_s(window: int, apart: timedelta, found: list[str]) -> None:
    assert severities(two(apart), Policy(repeat_text=timedelta(days=window))) == found


def test_the_later_one_is_the_repetition_whatever_its_file() -> None:
    (found,) = found_among(rule, two(-DAY))
    assert found[0] == "launch@shop-x"


def test_days_from_which_publer_picks_count_from_their_nearest_one() -> None:
    window = Auto(MORNING + 2 * DAY, MORNING + 9 * DAY)
    assert severities(two(DAY, schedule=window)) == ["error"]
    far = Auto(MORNING + 6 * DAY, MORNING + 9 * DAY)
    assert severities(two(DAY, schedule=far)) == []


@pytest.mark.parametrize("network", [Network.TWITTER, Network.BLUESKY])
def test_what_is_an_error_already_is_not_told_twice(network: Network) -> None:
    assert severities(two(timedelta(), network)) == []
    days = Auto(MORNING, MORNING + 3 * DAY)
    posts = [replace(post, schedule=days) for post in two(timedelta(), network)]
    assert severities(posts) == []
    later = replace(posts[1], schedule=Auto(MORNING + 3 * DAY + HOUR, MORNING + 4 * DAY))
    assert len(severities([posts[0], later])) == 1


def test_what_goes_out_at_once_has_no_time_in_the_files() -> None:
    assert severities(two(DAY, schedule=Now())) == []


@pytest.mark.parametrize("which", [0, 1])
def test_off_on_either_entry_keeps_both(which: int) -> None:
    posts = two(HOUR)
    posts[which] = a_post(
        entry=posts[which].address.entry,
        schedule=posts[which].schedule,
        off=OFF,
        off_by_entry=OFF,
    )
    assert severities(posts) == []


def test_off_in_the_project_keeps_the_error_of_x() -> None:
    posts = [a_post(off=OFF), a_post(entry="b", scheduled_at=MORNING + HOUR, off=OFF)]
    assert severities(posts, Policy(off=OFF)) == ["error"]


def test_on_two_accounts_of_x() -> None:
    posts = [a_post(), a_post(entry="b", account=OTHER, text="we have  launched.")]

    assert found_among(rule, posts) == [
        (
            "b@cafe-x",
            "warning: This says the same as launch@shop-x in content/launch.md:1, and X refuses texts"
            " that are too much alike, on one account or several (seen to happen, not published)"
            " -> change the text",
        )
    ]


def test_on_two_accounts_of_x_far_apart() -> None:
    assert severities([a_post(), a_post(account=OTHER, scheduled_at=MORNING + 5 * DAY)]) == []


def a_pair(minutes: int) -> int:
    posts = [
        a_post(text="Our shop opens at nine today"),
        a_post(
            entry="b",
            text="Our cafe opens at nine today",
            scheduled_at=MORNING + timedelta(minutes=minutes),
        ),
    ]
    return len(found_among(rule, posts))


def test_nearly_the_same_matters_within_an_hour() -> None:
    assert a_pair(minutes=59) == 1
    assert a_pair(minutes=60) == 0


def test_a_copy_on_another_network() -> None:
    assert found_among(rule, two(HOUR, Network.BLUESKY)) == [
        (
            "b@shop-bluesky",
            "warning: The same text goes out within 24 hours on shop-bluesky: launch in content/a.md:4"
            " -> remove one of them if it is a copy; to send both, set `rules: {duplicate-text: off}` on this"
            " entry",
        )
    ]


def test_a_group_is_named_once_for_all_its_posts_and_accounts() -> None:
    posts = [
        a_post(entry=entry, network=network, scheduled_at=MORNING + hours * HOUR,
               source=a_source(f"content/{entry}.md"))
        for hours, entry in enumerate("abc")
        for network in (Network.BLUESKY, Network.MASTODON)
    ]  # fmt: skip
    ((address, said),) = found_among(rule, posts)
    assert address == "b@shop-bluesky"
    assert "on shop-bluesky, shop-mastodon: a in content/a.md:1, c in content/c.md:1 ->" in said


def test_many_copies_are_counted() -> None:
    posts = [
        a_post(entry=f"e{n}", network=Network.BLUESKY, scheduled_at=MORNING + n * HOUR)
        for n in range(9)
    ]
    ((_, said),) = found_among(rule, posts)
    assert "e5 in content/launch.md:1 and 3 more ->" in said


@pytest.mark.parametrize(("apart", "found"), [(23 * HOUR - MINUTE, ["warning"]), (23 * HOUR, [])])
def test_copies_are_less_than_a_day_apart(apart: timedelta, found: list[str]) -> None:
    assert severities(two(apart, Network.BLUESKY)) == found


@pytest.mark.parametrize("level", ["project or folder", "entry"])
def test_off_anywhere_silences_the_warning(level: str) -> None:
    own = OFF if level == "entry" else frozenset()
    assert severities(two(HOUR, Network.BLUESKY, off=OFF, off_by_entry=own)) == []


A_LINK, B_LINK = Link(url="https://example.com/a"), Link(url="https://example.com/b")


@pytest.mark.parametrize(
    "other",
    [
        {"network": Network.MASTODON},
        {"account": an_account(Network.BLUESKY, alias="cafe-bluesky")},
        {"standing": PublishMode.DRAFT},
        {"text": "We have launched!"},
        {"link": B_LINK},
        {"title": "Another title"},
        {"media": (a_medium(file="media/other.png"),)},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_is_no_copy(other: dict[str, Any]) -> None:
    own = {"link": A_LINK, "title": "A title", "media": (a_medium(),)}
    first = a_post(network=Network.BLUESKY, **own)
    later = {"network": Network.BLUESKY, "scheduled_at": MORNING + HOUR, **own}
    assert severities([first, a_post(entry="b", **later)]) == ["warning"]
    assert severities([first, a_post(entry="b", **(later | other))]) == []


def test_a_copy_that_lost_its_picture_is_one() -> None:
    first = a_post(network=Network.BLUESKY, media=(a_medium(),), type=PostType.PHOTO)
    assert severities([first, *two(HOUR, Network.BLUESKY)[1:]]) == ["warning"]


def test_a_story_does_not_show_its_text() -> None:
    video = (a_medium(MediaKind.VIDEO, file="media/box.mp4"),)
    posts = two(HOUR, Network.INSTAGRAM, type=PostType.STORY, media=video)
    assert severities(posts) == []


@pytest.mark.parametrize("network", [Network.TWITTER, Network.BLUESKY])
def test_drafts_and_posts_without_text_do_not_go_out_with_one(network: Network) -> None:
    first = a_post(network=network)
    assert severities([first, a_post(network=network, entry="b", standing=PublishMode.DRAFT)]) == []
    bare = [a_post(network=network, entry=name, text="") for name in "ab"]
    assert severities(bare) == []

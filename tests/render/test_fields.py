"""Fields that are no plain words, before and after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.media import Media, Tag
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Link
from publer_sync.planning.plan import Plan
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.text import plan_json, plan_text
from tests.support.builders import time_of
from tests.support.planning import SHOP_LINKEDIN, ZONE, a_plan, a_record, a_remote_post, wanted

COVER = Media(id="65f0", kind=MediaKind.PHOTO)
POST = wanted(labels=("old",), link=Link(url="https://example.com"))


def shown(plan: Plan) -> str:
    return plan_text(plan, zone=ZONE, color=False, width=100, verbose=True)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"labels": ()}, "labels  (none)"),
        ({"labels": ("a", "b")}, "labels  a, b"),
        ({"link": Link(url="https://example.com/2")}, "link    https://example.com/2"),
        (
            {"media": (Media(id="65f0", kind=MediaKind.PHOTO, caption="A box"),)},
            "media   Publer's 65f0 (no alt text; caption: A box)",
        ),
        (
            {
                "media": (
                    Media(id="65f1", kind=MediaKind.VIDEO, cover=COVER, tags=(Tag(user="ana"),)),
                )
            },
            "media   Publer's 65f1 (no alt text; cover: Publer's 65f0; tagged: ana)",
        ),
        (
            {"link": Link(url="https://example.com/2", title="Jam", image=COVER)},
            "link    https://example.com/2, title: Jam, with a picture",
        ),
        (
            {"sublinks": (Link(url="https://example.com/2", title="Jam", image=COVER),)},
            "sublinks https://example.com/2, title: Jam, with a picture",
        ),
    ],
)
def test_values(change: dict[str, object], line: str) -> None:
    edited = replace(POST, **change)  # type: ignore[arg-type]
    assert line in shown(a_plan([edited], [a_record(POST)], [a_remote_post(POST)]))


MARKET = {
    "title": "Market",
    "start": "2036-12-06T07:00:00Z",
    "end": "2036-12-06T12:00:00Z",
    "coupon": "JAM",
}


@pytest.mark.parametrize("name", ["event", "offer"])
def test_an_event_is_told_in_the_time_of_the_project(name: str) -> None:
    text = shown(a_plan([wanted(options={name: MARKET})]))
    assert " ".join(text.split()).count(
        "Market, from Sat 2036-12-06 08:00 Europe/Rome (07:00 UTC)"
        " to Sat 2036-12-06 13:00 Europe/Rome (12:00 UTC), coupon: JAM"
    )


def test_a_word_before_and_after() -> None:
    plan = a_plan([POST], [a_record(POST)], [a_remote_post(POST, state="draft")])
    assert "state   draft -> scheduled" in shown(plan)


def test_why_a_settled_post_is_not_plain() -> None:
    past = wanted(scheduled_at=time_of(POST).replace(month=4, day=30))
    assert "The post is no longer in Publer." in shown(a_plan([past], [a_record(past)]))


def replaced_elsewhere(recorded: str) -> Plan:
    """The plan that deletes a post on LinkedIn and creates its new version on X."""
    edited = replace(POST, labels=("new",))
    record = a_record(POST, account_id=recorded)
    return a_plan([edited], [record], [a_remote_post(POST, account_id=SHOP_LINKEDIN.id)])


@pytest.mark.parametrize("recorded", [SHOP_LINKEDIN.id, POST.account.id])
def test_a_replacement_on_another_account_shows_both_in_each_format(recorded: str) -> None:
    plan = replaced_elsewhere(recorded)
    for words in (shown(plan), plan_markdown(plan, zone=ZONE), plan_json(plan)):
        assert SHOP_LINKEDIN.id in words
        assert POST.account.id in words

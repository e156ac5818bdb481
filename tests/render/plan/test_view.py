"""What a plan says of posts that stay as they are, and of those that are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.model.schedule import At, NoTime, PublishMode
from publer_sync.model.state import Record
from publer_sync.planning.plan import Notice, NoticeCode, Plan
from publer_sync.render.apply import apply_text
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.text import plan_text
from tests.support.builders import MORNING
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    ZONE,
    a_plan,
    a_record,
    a_remote_post,
    wanted,
)

SAME = [wanted(f"same-{day}", scheduled_at=MORNING + day * DAY) for day in range(4)]
FRESH = wanted("fresh", scheduled_at=MORNING + 5 * DAY)
DRAFT = wanted("draft", standing=PublishMode.DRAFT, schedule=NoTime())
PAST = wanted("past", scheduled_at=NOW - HOUR)
OUT = wanted("out", scheduled_at=NOW - 2 * HOUR)

AS_IT_WAS = [a_record(post) for post in SAME]
WRITTEN_NOW = a_record(FRESH, written_at=NOW)
OUR_DRAFT = a_record(DRAFT, standing=PublishMode.DRAFT, shelf=DRAFT.shelf)
THERE = [a_remote_post(post) for post in SAME]
SCHEDULED = a_remote_post(DRAFT, scheduled_at=MORNING)
PUBLISHED = a_remote_post(OUT, state="published")


def closing(plan: Plan) -> str:
    """The last line, which every format has."""
    text = plan_text(plan, zone=ZONE, color=False, width=200).splitlines()[-1]
    assert f"**{text}**" in plan_markdown(plan, zone=ZONE).replace("\\", "")
    assert text == apply_text(plan, [], zone=ZONE, color=False, width=200).splitlines()[-1]
    return text


def test_all_are_as_the_files_want_them() -> None:
    plan = a_plan(SAME, AS_IT_WAS, THERE)
    assert closing(plan) == "No changes. 4 posts in Publer match their files."


def test_one_that_publer_does_not_show_yet_is_counted_apart() -> None:
    said = closing(a_plan([*SAME, FRESH], [*AS_IT_WAS, WRITTEN_NOW], THERE))
    assert said == (
        "No changes. 4 posts in Publer match their files, 1 is not visible in Publer yet."
    )
    alone = closing(a_plan([FRESH], [WRITTEN_NOW]))
    assert alone == "No changes. 1 post is not visible in Publer yet."


def test_a_draft_that_somebody_scheduled_is_counted_apart() -> None:
    said = closing(a_plan([SAME[0], DRAFT], [AS_IT_WAS[0], OUR_DRAFT], [THERE[0], SCHEDULED]))
    assert said == ("No changes. 1 post in Publer matches its file, 1 was taken over in Publer.")


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (a_record(PAST), "1 post is no longer in Publer"),
        (
            a_record(PAST, status="removed", scheduled_at=NOW - 30 * DAY),
            "1 post was not looked for",
        ),
    ],
)
def test_one_that_is_not_there_is_counted_apart(record: Record, says: str) -> None:
    assert closing(a_plan([PAST], [record])) == f"No changes. {says}."


def test_published_ones_whose_files_changed_are_told() -> None:
    edited = replace(OUT, text="Other words.")
    assert closing(a_plan([OUT], [a_record(OUT)], [PUBLISHED])) == "No changes. 1 published."
    said = closing(a_plan([edited, *SAME], [a_record(OUT), *AS_IT_WAS], [PUBLISHED, *THERE]))
    assert said == (
        "No changes. 4 posts in Publer match their files; 1 published (1 edited in its file since)."
    )


def test_a_plan_with_changes_counts_them_apart_too() -> None:
    new = wanted("new", scheduled_at=MORNING + 9 * DAY)
    plan = a_plan([new, *SAME, FRESH], [*AS_IT_WAS, WRITTEN_NOW], THERE)
    text = plan_text(plan, zone=ZONE, color=False, width=200)
    assert "0 to delete; 4 unchanged, 1 not visible yet." in text
    assert "4 unchanged, 1 not visible yet" in plan_markdown(plan, zone=ZONE)


def test_an_offline_plan_speaks_of_what_was_applied() -> None:
    plan = a_plan([SAME[0], DRAFT], [AS_IT_WAS[0], OUR_DRAFT], [THERE[0], SCHEDULED])
    offline = replace(plan, notices=(Notice(NoticeCode.OFFLINE, ""), *plan.notices))
    assert closing(offline).startswith("No changes. 1 post matches what was applied last, 1 was")


# Posts of one entry that differ in their account only are shown once, each still by its name.

ALIKE = (
    wanted("apples", text="Apples are in."),
    wanted("apples", text="Apples are in.", account=SHOP_LINKEDIN),
)


def test_alike_posts_share_a_block() -> None:
    text = plan_text(a_plan(ALIKE), zone=ZONE, color=False, width=80)
    assert text.startswith(
        "  + apples@shop-linkedin  create (LinkedIn), new in the files\n"
        "  + apples@shop-x  create (X), new in the files\n"
        "      when    Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)\n"
        "      text    Apples are in.\n"
        "      file    content/apples.md:1\n\n"
    )


def test_what_differs_is_shown_apart() -> None:
    other = replace(ALIKE[1], text="A word for LinkedIn.")
    text = plan_text(a_plan([ALIKE[0], other]), zone=ZONE, color=False, width=80)
    assert text.count("      when ") == 2
    assert text.index("A word for LinkedIn.") < text.index("apples@shop-x")


def test_a_held_change_keeps_its_action_and_advises_about_what_holds_it() -> None:
    post = wanted("safe", protect=True)
    later = replace(post, schedule=At(MORNING + DAY))
    plan = a_plan([later], [a_record(post)], [a_remote_post(post)])
    text = plan_text(plan, zone=ZONE, color=False, width=200)
    assert "! safe@shop-x  replace held (X)" in text
    assert "do      Set `protect: false`, or change it by hand in Publer." in text
    assert "the old post is deleted once" not in text
    held = "Set `protect: false`, or change it by hand in Publer."
    assert held in apply_text(plan, [], zone=ZONE, color=False, width=200)

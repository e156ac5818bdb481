"""Drift is told from what was applied to what Publer has, the opposite of what a plan would put back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.post import Post
from publer_sync.model.schedule import At, NoTime, PublishMode
from publer_sync.planning.drift import DriftedPost, drift_in
from publer_sync.render.drift import drift_text
from publer_sync.render.markdown.drift_comment import drift_digest, drift_markdown
from publer_sync.render.plan.text import plan_text
from tests.support.builders import MORNING, a_medium
from tests.support.planning import DAY, ZONE, a_plan, a_record, a_remote_post, wanted

MON, TUE, WED = (MORNING + number * DAY for number in range(3))
POST = wanted(text="We have launched.", scheduled_at=MON)


def drifted(*desired: Post, recorded: Post = POST, **shown: Any) -> tuple[DriftedPost, ...]:
    """What is found where a post was applied that Publer shows differently by now."""
    return drift_in(a_plan(desired, [a_record(recorded)], [a_remote_post(recorded, **shown)]))


def rows(found: tuple[DriftedPost, ...]) -> dict[str, str]:
    """The rows of a post by their labels."""
    text = drift_text(found, None, recorded=1, zone=ZONE, color=False, width=100)
    parts = [line.split(maxsplit=1) for line in text.splitlines() if line.startswith(" " * 6)]
    return {part[0]: part[1] for part in parts}


def test_an_edited_text_has_the_new_words_added() -> None:
    assert rows(drifted(POST, text="We have landed."))["text"] == "We have [-launched.-]{+landed.+}"


def test_a_moved_post_stands_at_its_new_time() -> None:
    found = rows(drifted(POST, scheduled_at=TUE))
    assert found["when"].startswith("Tue 2036-05-06 09:00")
    assert found["was"].startswith("Mon 2036-05-05 09:00")


def test_a_time_of_the_file_that_was_not_applied_yet_is_neither() -> None:
    found = rows(drifted(replace(POST, schedule=At(WED)), scheduled_at=TUE))
    assert (found["when"][:3], found["was"][:3]) == ("Tue", "Mon")


def test_words_of_the_file_that_were_not_applied_yet_are_not_shown() -> None:
    found = drifted(replace(POST, text="We may launch."), text="We have landed.")
    assert rows(found)["text"] == "We have landed."
    field = found[0].fields["text"]
    assert (field.applied, field.publer, field.file) == (None, "We have landed.", "We may launch.")


def test_a_post_whose_file_is_gone_is_shown_as_publer_has_it() -> None:
    found = rows(drifted(text="We have landed.", scheduled_at=TUE))
    assert (found["when"][:3], found["was"][:3]) == ("Tue", "Mon")
    assert found["text"] == "We have landed."


def test_a_post_made_a_draft() -> None:
    assert rows(drifted(POST, state="draft"))["state"] == "scheduled -> draft"


def test_media_of_which_publer_shows_only_that_they_are_others() -> None:
    post = replace(POST, media=(replace(a_medium(), sha256="5e" * 32),))
    record = a_record(post, seen=a_remote_post(post, media_ids=("a",)).seen())
    found = drift_in(a_plan([post], [record], [a_remote_post(post, media_ids=("b",))]))
    text = drift_text(found, None, recorded=1, zone=ZONE, color=False, width=100)
    assert (
        "media   others than these, which were applied:\n              box.png (alt text: A red box)"
        in text
    )


def test_a_draft_that_was_scheduled_stands_where_it_was_scheduled() -> None:
    draft = replace(POST, standing=PublishMode.DRAFT, schedule=NoTime())
    record = a_record(draft, standing=PublishMode.DRAFT, shelf=draft.shelf)
    found = drift_in(a_plan([draft], [record], [a_remote_post(draft, scheduled_at=TUE)]))
    assert rows(found)["when"].startswith("Tue 2036-05-06 09:00")
    assert "Tue&nbsp;2036-05-06<br>09:00" in drift_markdown(found, None, zone=ZONE)


def test_a_plan_and_drift_advise_the_same_about_a_draft_that_was_taken_over() -> None:
    draft = replace(POST, standing=PublishMode.DRAFT, schedule=NoTime())
    record = a_record(draft, standing=PublishMode.DRAFT, shelf=draft.shelf)
    plan = a_plan([draft], [record], [a_remote_post(draft, scheduled_at=TUE)])
    advice = "Remove the entry from its file; the post in Publer stays."
    assert rows(drift_in(plan))["do"] == advice
    assert advice in drift_markdown(drift_in(plan), None, zone=ZONE)
    assert advice in plan_text(plan, zone=ZONE, color=False, width=100)


def test_the_issue_shows_it_in_the_same_direction() -> None:
    found = drifted(POST, scheduled_at=TUE, text="We have landed.")
    issue = drift_markdown(found, None, zone=ZONE)
    assert "| Tue&nbsp;2036-05-06<br>09:00 (07:00 UTC) |" in issue
    assert "was:\n\n```text\nMon 2036-05-05 09:00 Europe/Rome (07:00 UTC)" in issue
    assert "We have [-launched.-]{+landed.+}" in issue


def test_a_summary_counts_what_publer_does_not_show_yet() -> None:
    summary = drift_markdown((), None, settling=1, zone=ZONE)
    assert summary == "**No drift. Not visible in Publer yet: 1 post.**"


@pytest.mark.parametrize("desired", [(POST,), (replace(POST, text="Edited in the file."),), ()])
def test_the_digest_follows_what_publer_has_and_nothing_else(desired: tuple[Post, ...]) -> None:
    once, again, other = (drift_digest(drifted(*desired, text=t)) for t in ("A", "A", "B"))
    assert once == again == drift_digest(drifted(POST, text="A")) != other

"""The table of design 4, "Has our own write arrived?", one row after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publer_sync.identity.recognise import Claims, Match, MatchGrade, recognise
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import digests_of, fingerprint
from publer_sync.model.network import PostType
from publer_sync.model.remote import MediaItem, RemotePost
from publer_sync.model.schedule import Auto
from publer_sync.model.state import Intent, IntentKind
from tests.support.builders import a_post, time_of
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)  # fmt: skip

POST = a_post(text="We have launched.")


def an_intent(**overrides: Any) -> Intent:
    """A write of `POST` that was sent a minute ago and whose account was read to its end before."""
    given: dict[str, Any] = {
        "kind": IntentKind.CREATE,
        "address": POST.address,
        "account_id": POST.account.id,
        "network": POST.network,
        "scheduled_at": POST.scheduled_at,
        "since": NOW - MINUTE,
        "fingerprint": fingerprint(POST),
        "fields": digests_of(POST),
        "type": POST.type,
        "text": POST.text,
        "read_since": NOW - DAY,
        "read_until": NOW + 900 * DAY,
    }
    return Intent(**{**given, **overrides})


def there(**shown: Any) -> RemotePost:
    return a_remote_post(POST, **{"id": "new", **shown})


ELSEWHERE = [time_of(POST) + 30 * MINUTE, time_of(POST) + DAY, time_of(POST) + 35 * DAY]


NO_CLAIMS = Claims()


def found(*posts: RemotePost, claims: Claims = NO_CLAIMS, **intent: Any) -> Match:
    return recognise(an_intent(**intent), a_view(*posts), claims)


def grade(*posts: RemotePost, **intent: Any) -> MatchGrade:
    return found(*posts, **intent).grade


# Named by the job of this very write: certain, wherever it is.


@pytest.mark.parametrize("at", [time_of(POST), *ELSEWHERE])
def test_named_by_the_job_it_is_certain_wherever_it_is(at: Any) -> None:
    post = there(scheduled_at=at, text="Rewritten by Publer")
    assert grade(post, job_id="j", job_post_ids=("new",)) is MatchGrade.CERTAIN


def test_of_two_writes_of_a_job_on_one_account_the_text_tells_them_apart() -> None:
    other = an_intent(address=Address("other", "shop-x"), text="Another", job_id="j")
    posts = (
        there(scheduled_at=ELSEWHERE[1]),
        there(id="second", text="Another", scheduled_at=ELSEWHERE[0]),
    )
    named = {"job_id": "j", "job_post_ids": ("new", "second")}
    match = found(*posts, claims=Claims(creates=(an_intent(**named), other)), **named)
    assert (match.grade, match.ids) == (MatchGrade.CERTAIN, "new")


# Same slot, text equal, nothing different, not there before: certain.


@pytest.mark.parametrize("text", [POST.text, f" {POST.text}\r\n", "We have\u200b launched.\ufe0f"])
def test_in_its_slot_with_an_equal_text_it_is_certain(text: str) -> None:
    assert grade(there(text=text)) is MatchGrade.CERTAIN


@pytest.mark.parametrize("shown", [{"type": "poll"}, {"media": (MediaItem("m", "photo"),)}])
def test_in_its_slot_with_another_type_or_other_media_it_is_likely(shown: dict[str, Any]) -> None:
    match = found(there(**shown))
    assert (match.grade, len(match.differences)) == (MatchGrade.LIKELY, 1)


def test_a_draft_in_its_slot_is_not_it() -> None:
    assert grade(there(state="draft")) is MatchGrade.NONE


def test_two_in_its_slot_are_a_question() -> None:
    match = found(there(), there(id="two"))
    assert (match.grade, match.is_ambiguous) == (MatchGrade.LIKELY, True)


# Text equal in any grade elsewhere on the account: likely.


@pytest.mark.parametrize("at", ELSEWHERE)
@pytest.mark.parametrize("text", [POST.text, "We have launched. #news"])
def test_moved_before_it_was_read_back_it_is_likely(at: Any, text: str) -> None:
    match = found(there(scheduled_at=at, text=text))
    assert (match.grade, match.ids) == (MatchGrade.LIKELY, "new")


def test_a_likely_one_for_what_has_no_slot() -> None:
    window = Auto(NOW + DAY, NOW + 2 * DAY)
    slotless = {"scheduled_at": window.since, "until": window.until}
    assert grade(there(scheduled_at=NOW + 30 * HOUR), **slotless) is MatchGrade.CERTAIN
    assert grade(there(scheduled_at=NOW + 9 * DAY), **slotless) is MatchGrade.LIKELY
    assert grade(there(scheduled_at=NOW + 30 * HOUR, text="Hers"), **slotless) is MatchGrade.NONE


# Same slot, not there before, another text: likely.


@pytest.mark.parametrize("text", ["We have lunched.", None])
def test_in_its_slot_with_another_text_it_is_likely(text: str | None) -> None:
    assert grade(there(text=text)) is MatchGrade.LIKELY


@pytest.mark.parametrize(
    "shown", ["We have launched. #news", "We have launched. See https://t.co/x"]
)
def test_a_loose_text_in_its_slot_is_likely_at_most(shown: str) -> None:
    sent = POST.text if "#" in shown else f"{POST.text} See https://example.com/"
    assert grade(there(text=shown), text=sent) is MatchGrade.LIKELY


# Never candidates.


def test_what_was_there_before_is_no_candidate() -> None:
    assert grade(there(), known_ids=("new",)) is MatchGrade.NONE
    assert grade(there(scheduled_at=ELSEWHERE[1]), known_ids=("new",)) is MatchGrade.NONE


def test_what_is_recorded_or_named_for_another_write_is_no_candidate() -> None:
    recorded = a_state(a_record(wanted("other"), post_id="new"))
    assert found(there(), claims=Claims.of(recorded)).grade is MatchGrade.NONE
    other = an_intent(address=Address("b", "shop-x"), job_id="j2", job_post_ids=("new",))
    assert found(there(), claims=Claims(creates=(other,)), job_id="j1").grade is MatchGrade.NONE


def test_what_went_out_before_the_write_is_no_candidate() -> None:
    greeting = there(state="published", scheduled_at=NOW - timedelta(days=7))
    assert grade(greeting) is MatchGrade.NONE


def test_a_template_text_with_another_link_is_no_candidate() -> None:
    weekly = there(text="New episode: https://example.com/2", scheduled_at=ELSEWHERE[1])
    assert grade(weekly, text="New episode: https://example.com/1") is MatchGrade.NONE


def test_a_named_failure_leaves_a_slotless_one_likely_by_its_words() -> None:
    window: dict[str, Any] = {
        "scheduled_at": NOW + DAY,
        "until": NOW + 2 * DAY,
        "message": "Refused",
    }
    match = found(there(scheduled_at=NOW + 30 * HOUR), **window)
    assert (match.grade, match.by_words) == (MatchGrade.LIKELY, True)


def test_a_reel_listed_as_a_video_is_certain() -> None:
    reel = {"type": PostType.REEL, "media": (MediaItem("m1", "video"),)}
    listed = there(type="video", media=(MediaItem("m1", "video"),))
    assert grade(listed, **reel) is MatchGrade.CERTAIN
    assert (
        grade(replace(listed, media=()), **reel) is MatchGrade.CERTAIN
    )  # media may be listed late

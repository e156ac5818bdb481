"""What of an old post can be made again, field by field, and what keeps it from being made."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from publer_sync.execution.restore_point import CannotRestoreError, RestorePoint, restorable_copy
from publer_sync.model.fingerprint import digests_of
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link, Poll, Post
from publer_sync.model.schedule import (
    At,
    GapUnit,
    Listing,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
)
from publer_sync.model.state import StoredMedia
from tests.support.builders import MORNING, a_medium, a_post, an_account
from tests.support.planning import DAY, HOUR, NOW, a_record, a_remote_post

LINKEDIN = an_account(Network.LINKEDIN)


def an_old(**fields: Any) -> Post:
    return a_post(account=LINKEDIN, text="Old words", **fields)


def stored(sha256: str = "aa", kind: str = "photo") -> dict[str, StoredMedia]:
    medium = StoredMedia(sha256=sha256, id="m1", name="box", kind=kind, uploaded_at=NOW)
    return {"m1": medium}


def kept(
    old: Post,
    new: Post,
    media: dict[str, StoredMedia] | None = None,
    seen: dict[str, Any] | None = None,
    **shown: Any,
) -> RestorePoint:
    """What is kept of a post that Publer shows like this; `seen` is what it showed before."""
    before = a_remote_post(old, **{**shown, **(seen or {})})
    record = a_record(old, seen=before.seen(), post_id=before.id)
    return restorable_copy(new, record, a_remote_post(old, **shown), media or {})


def test_the_words_of_publer_and_all_that_the_file_still_says() -> None:
    poll = Poll(options=("Yes", "No"), days=3, question="Well?")
    old = an_old(type=PostType.POLL, poll=poll, labels=("one",), options={"a": True})
    found = kept(old, replace(old, text="New words"))
    assert found.post == replace(old, source=found.post.source)
    assert (found.fields, found.lost) == (digests_of(old), ())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("poll", {"type": PostType.POLL, "poll": Poll(options=("Yes", "No"))}),
        ("thread", {"thread": (Comment(text="And then"),)}),
        ("comments", {"comments": (Comment(text="The link"),)}),
        ("sublinks", {"sublinks": (Link(url="https://example.com/"),)}),
        ("options.visibility", {"options": {"visibility": "private"}}),
        ("signature", {"names": replace(a_post().names, signature="Imprint")}),
    ],
)
def test_without_this_it_would_say_something_else(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(CannotRestoreError, match=f"field_not_shown {name}"):
        kept(an_old(**fields), an_old())


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("labels", {"labels": ("one",)}),
        ("location", {"names": replace(a_post().names, location="Rome")}),
        ("watermark", {"names": replace(a_post().names, watermark="Logo")}),
    ],
)
def test_without_this_it_still_says_what_it_said(name: str, fields: dict[str, Any]) -> None:
    found = kept(an_old(**fields), an_old())
    assert (found.lost, found.post) == ((name,), replace(an_old(), source=found.post.source))
    assert name not in found.fields


PHOTO = {"type": PostType.PHOTO, "media": (a_medium(alt=None, sha256="aa"),)}
WITH_ALT = {"type": PostType.PHOTO, "media": (a_medium(alt="A box", sha256="aa"),)}
OTHER = {"type": PostType.PHOTO, "media": (a_medium(alt=None, sha256="bb"),)}


def test_bare_media_are_made_again_by_their_ids() -> None:
    found = kept(an_old(**PHOTO), an_old(**OTHER), stored(), media_ids=("m1",))
    assert found.post.media == (Media(id="m1", kind=MediaKind.PHOTO),)
    assert (found.fields, found.lost) == (digests_of(an_old(**PHOTO)), ())


def test_alt_texts_are_lost_and_named() -> None:
    found = kept(an_old(**WITH_ALT), an_old(**OTHER), stored(), media_ids=("m1",))
    assert found.lost == ("media",)
    assert found.fields["media"] == digests_of(found.post)["media"]


def test_media_that_the_file_still_has_keep_their_alt_texts() -> None:
    new = replace(an_old(**WITH_ALT), labels=("two",))
    found = kept(an_old(**WITH_ALT), new, stored(), media_ids=("m1",))
    assert (found.post.media, found.lost) == (new.media, ())


def test_media_that_a_colleague_changed_are_theirs() -> None:
    same = an_old(**WITH_ALT)
    found = kept(same, same, media_ids=("m9",), seen={"media_ids": ("m1",)})
    assert found.post.media == (Media(id="m9", kind=MediaKind.PHOTO),)


def test_media_that_publer_does_not_show_keep_it_from_being_made() -> None:
    with pytest.raises(CannotRestoreError, match="field_not_shown media"):
        kept(an_old(**PHOTO), an_old(**OTHER))


def test_words_that_a_colleague_changed_are_theirs() -> None:
    found = kept(an_old(), an_old(), text="Their words", seen={"text": "Old words"})
    assert found.post.text == "Their words"
    assert found.fields == digests_of(found.post)


def test_words_that_publer_does_not_show_keep_it_from_being_made() -> None:
    with pytest.raises(CannotRestoreError, match="field_not_shown text"):
        kept(an_old(), replace(an_old(), text="New words"), text=None)


def test_a_post_that_was_dragged_comes_back_where_it_stood() -> None:
    found = kept(an_old(), an_old(), scheduled_at=MORNING + HOUR)
    assert found.post.schedule == At(MORNING + HOUR)


def test_a_draft_comes_back_as_a_draft() -> None:
    assert kept(an_old(), an_old(), state="draft").post.standing is PublishMode.DRAFT


def test_a_link_comes_back_with_the_card_of_its_page() -> None:
    link = Link(url="https://example.com/", title="Our words")
    old = an_old(type=PostType.LINK, link=link)
    found = kept(old, replace(old, link=Link(url="https://example.org/")), url=link.url)
    assert (found.post.link, found.lost) == (Link(url=link.url), ("link",))
    with pytest.raises(CannotRestoreError, match="field_not_shown link"):
        kept(old, replace(old, link=Link(url="https://example.org/")))


AGAIN = an_old(schedule=At(MORNING, Recycling(gap=1, unit=GapUnit.WEEK)))
MONDAYS = Recurring(since=MORNING, until=MORNING + 60 * DAY, repeat=Repeat.WEEKLY, weekdays=(1,))


def test_a_recycled_post_whose_rule_is_not_recorded_comes_back_with_that_of_its_file() -> None:
    assert kept(AGAIN, replace(AGAIN, labels=("new",))).post.schedule == AGAIN.schedule
    with pytest.raises(CannotRestoreError, match="field_not_shown recycle"):
        kept(AGAIN, an_old())


def of_recycled(rule: Recycling, upcoming: datetime, first: datetime = MORNING) -> RestorePoint:
    """What is kept of a recycled post with this rule; its file has none any more."""
    old = an_old(schedule=At(first, replace(rule, first=first.date())))
    record = replace(a_record(old), recycling=old.recycling)
    shown = a_remote_post(old, state="recycling", scheduled_at=upcoming)
    return restorable_copy(an_old(schedule=At(first)), record, shown, {})


def test_of_a_recycled_post_the_rest_comes_back() -> None:
    rule, later = Recycling(gap=1, unit=GapUnit.WEEK, times=3), MORNING + 7 * DAY
    last = MORNING.date() + 17 * DAY
    whole, rest = of_recycled(rule, MORNING), of_recycled(rule, later)
    assert whole.post.schedule == At(MORNING, rule)
    assert rest.post.schedule == At(later, replace(rule, times=None, until=last))
    assert rest.post.recycling and rest.post.recycling.first == later.date()
    assert rest.recycling == rule and rest.fields["recycle"] == whole.fields["recycle"]


def test_the_rest_of_a_recycled_post_is_not_guessed() -> None:
    counted = Recycling(gap=1, unit=GapUnit.WEEK, times=3, solo=False)
    with pytest.raises(CannotRestoreError, match="no_minute"):
        of_recycled(counted, MORNING + 7 * DAY)
    with pytest.raises(CannotRestoreError, match="no_minute"):
        of_recycled(Recycling(gap=1, unit=GapUnit.MONTH), datetime(2037, 2, 28, 7, tzinfo=UTC))


def test_a_draft_that_was_recycled_comes_back_as_a_draft() -> None:
    found = kept(AGAIN, AGAIN, state="draft_dated")
    assert (found.post.schedule, found.post.standing) == (At(MORNING), PublishMode.DRAFT)


def of_series(rule: Recurring, upcoming: datetime, known: Recurring | None) -> RestorePoint:
    """What is kept of a series whose file has another rule now; `known` is the one in its record."""
    old = an_old(schedule=rule)
    shown = a_remote_post(old, state="recurring", scheduled_at=upcoming)
    record = replace(
        a_record(old, seen=shown.seen(), post_id=shown.id), shelf=Listing.SERIES, series=known
    )
    new = replace(old, schedule=replace(rule, every=2))
    return restorable_copy(new, record, shown, {})


@pytest.mark.parametrize("weeks", [0, 1, 8])
def test_of_a_series_the_rest_comes_back(weeks: int) -> None:
    upcoming = MORNING + weeks * 7 * DAY
    found = of_series(MONDAYS, upcoming, MONDAYS)
    assert (found.post.schedule, found.series) == (replace(MONDAYS, since=upcoming), MONDAYS)
    assert found.fields == digests_of(an_old(schedule=MONDAYS))


def test_the_last_post_of_a_series_comes_back_as_one() -> None:
    rule = replace(MONDAYS, until=MORNING + 7 * DAY)
    series = of_series(rule, MORNING + 7 * DAY, rule).post.series
    assert series and series.until and timedelta() < series.until - series.since < HOUR


def test_a_series_is_not_made_again_by_a_rule_that_was_not_sent() -> None:
    for known in (None, replace(MONDAYS, every=3)):
        with pytest.raises(CannotRestoreError, match="field_not_shown schedule"):
            of_series(MONDAYS, MORNING, known)


def test_the_31st_is_not_made_again_as_the_28th() -> None:
    rule = Recurring(since=datetime(2037, 1, 31, 7, tzinfo=UTC), repeat=Repeat.MONTHLY)
    assert of_series(rule, rule.since, rule).post.schedule == rule
    with pytest.raises(CannotRestoreError, match="no_minute"):
        of_series(rule, datetime(2037, 2, 28, 7, tzinfo=UTC), rule)


def test_what_has_no_minute_is_not_made_again() -> None:
    with pytest.raises(CannotRestoreError, match="no_minute"):
        kept(an_old(), an_old(), scheduled_at=None)


def test_another_account_is_not_its_own() -> None:
    with pytest.raises(CannotRestoreError, match="other_account"):
        kept(an_old(), a_post(account=an_account(Network.FACEBOOK)))

"""How the posts that the files want are found among those in Publer when nothing is recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.execution.recording import remove_record
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Post
from publer_sync.model.remote import RemotePost
from publer_sync.model.schedule import At, NoTime, PublishMode
from publer_sync.model.state import State
from publer_sync.planning.change import Action, Cause, ChangeStatus
from publer_sync.planning.state_edits.rebuild import Matching, match, state_of
from tests.planning.test_shelves import SLOTLESS, shown, view
from tests.support.builders import a_medium
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    open_addresses,
    recycled,
    the_change,
    wanted,
)

POST = wanted()
ADDRESS = str(POST.address)
LATER = NOW + 20 * DAY
EMPTY = State(lineage="new", workspace="w")


def matched(
    *posts: RemotePost, desired: list[Post] | None = None, known: State = EMPTY
) -> Matching:
    return match(desired or [POST], known, view(*posts), NOW)


def found(matching: Matching) -> dict[str, str]:
    return {str(each.desired.address): each.post.id for each in matching.matches}


def planned_after(matching: Matching, *posts: RemotePost, post: Post = POST) -> Any:
    """The change that the plan says after what was found is recorded."""
    state = state_of(matching, EMPTY, NOW - HOUR)
    return the_change(a_plan([post], state.records.values(), view=view(*posts)))


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("scheduled", Action.NO_CHANGE),
        ("published", ChangeStatus.PUBLISHED),
        ("failed", ChangeStatus.FAILED),
        ("published_deleted", ChangeStatus.PUBLISHED),
        ("publishing", Action.NO_CHANGE),
    ],
)
def test_the_same_text_in_the_same_minute_is_certain(state: str, action: Action) -> None:
    remote = a_remote_post(id="it", state=state, post_link="https://x.com/1")
    matching = matched(remote)
    assert found(matching) == {ADDRESS: "it"}
    record = state_of(matching, EMPTY, NOW).records[POST.address]
    assert (record.post_link, record.by_words) == ("https://x.com/1", False)
    assert planned_after(matching, remote).section == action


def test_one_that_went_out_long_ago_is_not_missed() -> None:
    past = wanted(schedule=At(NOW - 9 * DAY))
    remote = a_remote_post(past, state="published")
    matching = matched(remote, desired=[past])
    assert planned_after(matching, remote, post=past).section == ChangeStatus.PUBLISHED


@pytest.mark.parametrize(
    ("remote", "grades"),
    [
        (a_remote_post(text="By hand"), ["same_time"]),
        (a_remote_post(text=None), ["same_time"]),
        (a_remote_post(scheduled_at=LATER), ["same_text"]),
        (a_remote_post(state="draft"), ["same_text"]),
        (a_remote_post(state="draft", scheduled_at=None), ["same_text"]),
        (a_remote_post(text="By hand", state="draft"), []),
        (a_remote_post(text="By hand", scheduled_at=LATER), []),
        (a_remote_post(account_id=SHOP_LINKEDIN.id), []),
        (a_remote_post(scheduled_at=LATER, state="published_deleted"), []),
    ],
)
def test_what_has_less_in_common_is_no_more_than_a_candidate(
    remote: RemotePost, grades: list[str]
) -> None:
    matching = matched(remote)
    assert (found(matching), open_addresses(matching)) == ({}, {ADDRESS: grades})
    assert list(matching.surplus) == ([] if grades else [remote])


def test_another_title_is_not_certain() -> None:
    titled = replace(POST, title="Ours")
    theirs, ours = (a_remote_post(id=t, title=t) for t in ("Theirs", "Ours"))
    assert open_addresses(matched(theirs, desired=[titled])) == {ADDRESS: ["same_time"]}
    assert found(matched(ours, desired=[titled])) == {ADDRESS: "Ours"}
    unshown = a_remote_post(id="it")
    assert found(matched(unshown, desired=[titled])) == {ADDRESS: "it"}


def test_other_media_are_not_certain() -> None:
    pictured = replace(POST, media=(a_medium(sha256="a", size=1),), type=PostType.PHOTO)
    assert pictured.media[0].kind is MediaKind.PHOTO
    assert found(
        matched(a_remote_post(id="it", type="photo", media_ids=("1",)), desired=[pictured])
    )
    bare = matched(a_remote_post(media_ids=()), desired=[pictured])
    assert open_addresses(bare) == {ADDRESS: ["same_time"]}


def test_what_publer_does_not_show_of_an_article_proves_nothing() -> None:
    article = replace(POST, type=PostType.ARTICLE, text="**Long**")
    assert open_addresses(matched(a_remote_post(text=""), desired=[article])) == {
        ADDRESS: ["same_time"]
    }


@pytest.mark.parametrize("post", SLOTLESS)
def test_what_has_no_minute_is_never_certain(post: Post) -> None:
    matching = matched(shown(post, id="it"), desired=[post])
    assert (found(matching), open_addresses(matching)) == ({}, {str(post.address): ["same_text"]})


@pytest.mark.parametrize("post", SLOTLESS)
def test_what_a_person_takes_is_managed(post: Post) -> None:
    remote = shown(post, id="it")
    matching = matched(remote, desired=[post]).taking({post.address: "it"})
    assert not state_of(matching, EMPTY, NOW).records[post.address].by_words
    after = planned_after(matching, remote, post=post)
    assert after.section in {Action.NO_CHANGE, ChangeStatus.PUBLISHED}


def test_the_post_that_stands_where_it_should_hides_the_others() -> None:
    """An old announcement with the same words is no question while ours is certain."""
    old = a_remote_post(id="old", state="published", scheduled_at=NOW - 30 * DAY)
    matching = matched(old, a_remote_post(id="ours"))
    assert (found(matching), matching.surplus) == ({ADDRESS: "ours"}, (old,))


def test_two_alike_in_one_minute_are_never_guessed() -> None:
    draft = wanted(standing=PublishMode.DRAFT)
    two = [a_remote_post(draft, id=name, state="draft") for name in ("one", "two")]
    matching = matched(*two, desired=[draft])
    assert open_addresses(matching) == {ADDRESS: ["certain", "certain"]}
    assert found(matched(two[0], desired=[draft])) == {ADDRESS: "one"}


def test_the_one_that_holds_the_minute_goes_before_what_failed_there() -> None:
    failed, stands = a_remote_post(id="failed", state="failed"), a_remote_post(id="stands")
    assert found(matched(failed, stands)) == {ADDRESS: "stands"}
    again = a_remote_post(id="again", state="failed")
    assert open_addresses(matched(failed, again)) == {ADDRESS: ["certain", "certain"]}


def test_a_post_never_goes_to_two_addresses() -> None:
    one, other = (
        wanted(name, text="Same", standing=PublishMode.DRAFT) for name in ("one", "other")
    )
    remote = a_remote_post(one, id="it", state="draft")
    matching = matched(remote, desired=[one, other])
    assert found(matching) == {}
    after = matching.taking({other.address: "it"})
    assert found(after) == {str(other.address): "it"}
    assert after.missing == (one,)


def test_what_is_not_taken_of_two_is_nobodys() -> None:
    draft = wanted(schedule=NoTime(), standing=PublishMode.DRAFT)
    one, two = (shown(draft, id=name) for name in ("one", "two"))
    after = matched(one, two, desired=[draft]).taking({draft.address: "two"})
    assert (found(after), after.surplus) == ({str(draft.address): "two"}, (one,))


def test_what_a_recycled_post_left_behind_is_not_the_one_that_comes_again() -> None:
    again = wanted(schedule=recycled(NOW - DAY, weeks=2))
    child = a_remote_post(again, id="child", state="published")
    parent = a_remote_post(again, id="parent", state="recycling", scheduled_at=NOW + 13 * DAY)
    matching = matched(child, parent, desired=[again])
    assert [c.post.id for each in matching.open for c in each.candidates] == ["parent"]
    taken = matching.taking({again.address: "parent"})
    assert planned_after(taken, parent, child, post=again).section == Action.NO_CHANGE


@pytest.mark.parametrize(
    ("remote", "action", "cause", "fields"),
    [
        (a_remote_post(text="By hand"), Action.UPDATE, Cause.FILE, ["text"]),
        (a_remote_post(scheduled_at=LATER), Action.REPLACE, Cause.FILE, ["scheduled_at"]),
        (a_remote_post(state="draft"), Action.REPLACE, Cause.DRIFT, ["state"]),
        (a_remote_post(state="draft", scheduled_at=None), Action.REPLACE, Cause.DRIFT, ["state"]),
        (a_remote_post(state="published", text="By hand"), ChangeStatus.PUBLISHED, Cause.TIME, []),
        (
            a_remote_post(state="published", scheduled_at=NOW),
            ChangeStatus.PUBLISHED,
            Cause.TIME,
            [],
        ),
    ],
)
def test_the_next_plan_says_in_what_a_taken_post_differs(
    remote: RemotePost, action: Action, cause: Cause, fields: list[str]
) -> None:
    """No one knows whether text and time were changed in Publer or in the file, so no one is blamed."""
    matching = matched(remote).taking({POST.address: remote.id})
    change = planned_after(matching, remote)
    assert (change.section, change.cause, list(change.fields)) == (action, cause, fields)


def test_other_media_of_a_taken_post_are_replaced() -> None:
    pictured = replace(POST, media=(a_medium(sha256="a", size=1),), type=PostType.PHOTO)
    remote = a_remote_post(pictured, media_ids=("1", "2"))
    matching = matched(remote, desired=[pictured]).taking({pictured.address: remote.id})
    change = planned_after(matching, remote, post=pictured)
    assert (change.section, list(change.fields)) == (Action.REPLACE, ["media"])


def test_what_is_known_keeps_its_post() -> None:
    known = a_state(a_record())
    matching = matched(a_remote_post(), desired=[POST, wanted("twin", text=POST.text)], known=known)
    assert (found(matching), matching.missing[0].address.entry) == ({}, "twin")
    assert state_of(matching, known, NOW).records == known.records


def test_an_old_half_that_has_to_go_is_nobodys() -> None:
    going = State(lineage="new", workspace="w", intents=(remove_record(a_record(), NOW),))
    matching = matched(a_remote_post(), known=going)
    assert (found(matching), matching.missing, matching.surplus) == ({}, (POST,), ())


def test_a_certain_post_is_offered_to_no_other() -> None:
    twin = wanted("twin", text=POST.text, schedule=At(LATER))
    matching = matched(a_remote_post(id="it"), desired=[POST, twin])
    assert (found(matching), matching.missing) == ({ADDRESS: "it"}, (twin,))


def test_a_post_that_nothing_wants_is_listed() -> None:
    theirs = a_remote_post(id="theirs", text="Hello", scheduled_at=NOW + 3 * DAY)
    assert match([], EMPTY, a_view(theirs), NOW).surplus == (theirs,)

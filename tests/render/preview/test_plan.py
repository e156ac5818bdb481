"""A preview with a plan: what would happen to each post, and what else is in Publer."""

from __future__ import annotations

import pytest

from publer_sync.model.account import RemoteAccount
from publer_sync.render.preview.inputs import ComparedPlan
from publer_sync.render.preview.model import PreviewPage
from tests.support.builders import ACCOUNT_ID, MORNING
from tests.support.planning import HOUR, a_plan, a_record, a_remote_post, a_view, wanted
from tests.support.plans import ACCOUNTS, PLANS
from tests.support.preview_pages import a_page, entries_of


def page_of_plan(name: str) -> PreviewPage:
    plan = PLANS[name]()
    posts = [change.desired for change in plan.changes if change.desired]
    by_hand = a_remote_post(
        wanted("by-hand", scheduled_at=MORNING + 6 * HOUR), id="other", text="By hand."
    )
    out = a_remote_post(wanted("out-by-hand"), id="out", state="published", text="Out by hand.")
    listed = a_view(by_hand, out, accounts=(RemoteAccount(ACCOUNT_ID, "twitter", "Corner Shop"),))
    return a_page(*posts, accounts=ACCOUNTS, compared=ComparedPlan(plan, listed))


def marks(page: PreviewPage) -> dict[str, list[str]]:
    cards = ((e.brief, card) for e in entries_of(page) for card in e.cards)
    return {brief[:18]: [mark.words for mark in card.marks] for brief, card in cards}


def test_each_action_is_marked() -> None:
    found = marks(page_of_plan("edits"))
    assert found["Three tips for spr"] == ["update"]
    assert found["10 % off."] == ["replace"]
    assert found["By us."] == ["update", "changed in Publer"]
    assert found["Still wanted."] == ["create", "removed in Publer"]
    assert found["As it was."] == ["in Publer"]
    assert found["No one wants this "] == ["delete"]
    assert found["Out."] == ["published"]


def test_what_is_not_ours_is_shown_as_such() -> None:
    found = marks(page_of_plan("edits"))
    assert found["By hand."] == ["scheduled", "not from these files"]
    assert found["Out by hand."] == ["published", "not from these files"]


def test_accounts_have_the_names_that_publer_gives_them() -> None:
    cards = [card for day in page_of_plan("first").days for e in day.entries for card in e.cards]
    assert {card.account for card in cards if card.network == "twitter"} == {"Corner Shop"}


@pytest.mark.parametrize("name", PLANS)
def test_the_head_says_how_much_there_is_of_what(name: str) -> None:
    plan, page = PLANS[name](), page_of_plan(name)
    numbers = [int(mark.words.split()[0]) for mark in page.summary]
    assert sum(numbers) == len(plan.changes)
    assert page.sentences[0].startswith(("Plan:", "No changes."))


def test_reasons_stand_on_the_card() -> None:
    cards = [card for d in page_of_plan("troubles").days for e in d.entries for card in e.cards]
    failed = next(card for card in cards if "failed to publish" in [m.words for m in card.marks])
    assert any("X said: duplicate content" in note for note in failed.notes)


def test_why_a_plan_is_refused_stands_above_all() -> None:
    refused, *notes = page_of_plan("troubles").remarks
    assert (refused.level, refused.kind) == ("error", "Refused:")
    assert refused.says == "posts whose time has passed: 1."
    assert "--allow past" in refused.do
    assert any("an account that Publer does not list any more" in note.says for note in notes)
    assert page_of_plan("first").remarks == []


def test_what_will_be_deleted_of_one_entry_stands_together() -> None:
    posts = [wanted("gone", account=account) for account in ACCOUNTS.values()]
    plan = a_plan([], [a_record(post) for post in posts], [a_remote_post(post) for post in posts])
    page = a_page(accounts=ACCOUNTS, compared=ComparedPlan(plan, a_view()))
    (entry,) = entries_of(page)
    assert [mark.words for mark in entry.marks] == ["delete"]
    assert len(entry.cards) == 2

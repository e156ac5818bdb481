"""Posts that Publer shows on another account than their record, which is how an edited state shows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from publer_sync.execution.recording import remove_record
from publer_sync.model.network import Network
from publer_sync.planning.change import HELD, Action, Change, Reason
from tests.support.builders import MORNING
from tests.support.planning import (
    HOUR,
    NOW,
    SHOP_LINKEDIN,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    the_change,
    wanted,
)

POST = wanted()
BOTH = f"shop-linkedin on LinkedIn ({SHOP_LINKEDIN.id}), recorded: shop-x on X ({POST.account.id})"
EDITED_DELETES = frozenset({"edited-deletes"})
STRANGE = {"text": "Hers", "scheduled_at": MORNING + HOUR}


def deleting(shown: dict[str, Any], *, recorded: datetime | None = MORNING, **more: Any) -> Change:
    """The delete of a post whose record says X, and that Publer shows on LinkedIn."""
    record = a_record(POST, scheduled_at=recorded)
    hers = a_remote_post(POST, account_id=SHOP_LINKEDIN.id, **shown)
    view = a_view(hers, **more.pop("view", {}))
    return the_change(a_plan([], state=a_state(record), view=view, moment=a_moment(**more)))


def named(change: Change) -> list[str | None]:
    """The accounts that a change names as different."""
    return [because.detail for because in change.reasons if because.reason is Reason.OTHER_ACCOUNT]


@pytest.mark.parametrize("shown", [{}, STRANGE], ids=["deleted", "held"])
def test_a_delete_names_both_accounts_and_the_network_in_publer(shown: dict[str, Any]) -> None:
    change = deleting(shown)
    assert (change.action, change.network) == (Action.DELETE, Network.LINKEDIN)
    assert named(change) == [BOTH]


def test_of_accounts_that_publer_does_not_list_the_ids_are_named() -> None:
    change = deleting({}, view={"accounts": ()})
    both = f"{SHOP_LINKEDIN.id}, recorded: {POST.account.id}"
    assert (named(change), change.network) == ([both], POST.network)


@pytest.mark.parametrize(
    ("shown", "recorded", "is_held"),
    [
        (STRANGE, MORNING, True),
        (STRANGE, None, True),
        ({"text": "Hers"}, MORNING, False),
        ({"scheduled_at": MORNING + HOUR}, MORNING, False),
        ({"text": "Hers", "scheduled_at": None}, MORNING, False),
        ({"text": None, "scheduled_at": MORNING + HOUR}, MORNING, False),
    ],
)
def test_a_post_is_held_if_all_that_publer_shows_differs(
    shown: dict[str, Any], recorded: datetime | None, is_held: bool
) -> None:
    change = deleting(shown, recorded=recorded)
    held = change.held is not None and change.held.reason is Reason.NOT_AS_RECORDED
    assert (held, change.section) == (is_held, HELD if is_held else Action.DELETE)
    assert deleting(shown, recorded=recorded, allow=EDITED_DELETES).section == Action.DELETE


def test_a_replacement_names_both_accounts() -> None:
    edited = wanted(labels=("new",))
    hers = a_remote_post(POST, account_id=SHOP_LINKEDIN.id)
    change = the_change(a_plan([edited], [a_record(POST)], [hers]))
    assert (change.section, change.network) == (Action.REPLACE, POST.network)
    assert named(change) == [BOTH]


def test_an_old_half_on_another_account_is_held_and_named() -> None:
    hers = a_remote_post(POST, id="hers", account_id=SHOP_LINKEDIN.id)
    state = a_state(intents=(remove_record(a_record(POST, post_id="hers"), NOW),))
    change = the_change(a_plan([], state=state, view=a_view(hers)))
    assert (change.section, change.network, named(change)) == (HELD, Network.LINKEDIN, [BOTH])


@pytest.mark.parametrize("shown", [{}, STRANGE])
def test_on_its_own_account_nothing_is_said_of_accounts(shown: dict[str, Any]) -> None:
    change = the_change(a_plan([], [a_record(POST)], [a_remote_post(POST, **shown)]))
    assert (change.section, named(change)) == (Action.DELETE, [])

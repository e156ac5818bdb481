"""A post that a given-up write may have made is named in the plan, in `status` and in the results comment."""

from __future__ import annotations

import json
from datetime import timedelta

from publer_sync.model.address import Address
from publer_sync.model.network import Network
from publer_sync.model.state import Leftover
from publer_sync.planning.plan import Plan
from publer_sync.planning.status import StatusReport, status_of
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.plan.text import plan_text
from publer_sync.render.status import status_json, status_text
from tests.support.builders import ACCOUNT_ID
from tests.support.planning import (
    DAY,
    HOUR,
    NOW,
    ZONE,
    a_moment,
    a_plan,
    a_remote_post,
    a_state,
    a_view,
)

COMMAND = "publer-sync state take gone@shop-x p1 --to-delete"
SETTLE = timedelta(seconds=60)


def leftover(hours: int = 24) -> Leftover:
    return Leftover(
        post_id="p1", address=Address("gone", "shop-x"), account_id=ACCOUNT_ID,
        network=Network.TWITTER, scheduled_at=NOW + hours * HOUR,
    )  # fmt: skip


def plan() -> Plan:
    there = a_remote_post(id="p1", scheduled_at=NOW + DAY)
    return a_plan(state=a_state(leftovers={"p1": leftover()}), view=a_view(there))


def status(hours: int) -> StatusReport:
    state = a_state(leftovers={"p1": leftover(hours)})
    return status_of(state, a_view(), a_moment(), {})


def test_the_plan_names_it_with_the_command() -> None:
    shown = plan_text(plan(), zone=ZONE, color=False, width=200)
    assert "gone@shop-x" in shown
    assert COMMAND in shown


def test_the_results_comment_names_it_with_the_command() -> None:
    assert COMMAND in apply_markdown(plan(), (), zone=ZONE)


def test_status_names_it_until_its_time() -> None:
    def shown(hours: int) -> str:
        return status_text(status(hours), None, settle=SETTLE, zone=ZONE, color=False, width=200)

    assert COMMAND in shown(24)
    assert "p1" not in shown(-1)
    (found,) = json.loads(status_json(status(24), None, SETTLE))["leftovers"]
    assert (found["address"], found["post_id"]) == ("gone@shop-x", "p1")

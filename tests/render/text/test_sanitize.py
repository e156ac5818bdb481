"""No text of others steers the terminal, in whatever place of whatever output it stands."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.diagnostics import Location, error
from publer_sync.errors import PublerSyncError
from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.model.account import RemoteAccount
from publer_sync.model.address import Address
from publer_sync.model.note import quoted
from publer_sync.planning.change import Action
from publer_sync.planning.plan import Plan
from publer_sync.render.accounts import accounts_text
from publer_sync.render.apply import apply_text
from publer_sync.render.diagnostics.text import diagnostics_text, skipped_text
from publer_sync.render.plan.text import plan_json, plan_text
from publer_sync.render.text.error import error_text
from publer_sync.render.text.page import cells
from publer_sync.render.text.sanitize import safe
from tests.support.builders import an_account, time_of
from tests.support.planning import (
    MINUTE,
    ZONE,
    a_plan,
    a_record,
    a_remote_post,
    wanted,
)

FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COLOR = re.compile(r"\x1b\[[0-9;]*m")
COLUMN = 14

hostile = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\x1b\x07\x08\r\n\t\x85\x9b\u202e\u2066\u2028\ud800 日👩{}[]"),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x9b31m", r"\x9b31m"),
        ("invoice\u202efdp.exe", r"invoice\u202efdp.exe"),
        ("a\u2028b", r"a\u2028b"),
        ("half \ud83d", r"half \ud83d"),
        ("👩\u200d👧 – schön", "👩\u200d👧 – schön"),
    ],
)
def test_what_is_hidden_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(hostile, hostile, st.integers(40, 160))
def test_a_plan_is_safe_and_as_wide_as_asked(text: str, other: str, width: int) -> None:
    plan = plan_of(text, other)
    shown = plan_text(plan, zone=ZONE, color=False, width=width, verbose=True)
    assert_safe(shown)
    for line in shown.split("\n"):
        is_command = (
            "`publer-sync " in line or "`--" in line
        )  # not broken, so that it can be copied
        assert is_command or cells(line) <= width or has_long_word(line, width - COLUMN)


@given(hostile, hostile)
def test_colour_is_the_only_escape(text: str, other: str) -> None:
    shown = plan_text(plan_of(text, other), zone=ZONE, color=True, width=80)
    assert_safe(COLOR.sub("", shown))


@given(hostile)
def test_everything_else_is_safe(text: str) -> None:
    found = error("rule", text, Location(text, 2, 2), hint=text, address=text)
    account = RemoteAccount(text, text, text, text)
    failure = PublerSyncError(text, location=text, reason=text, hint=text)
    results = [
        ChangeResult(Address("new", "shop-x"), Action.CREATE, Outcome.FAILED, text, (quoted(text),))
    ]
    for shown in (
        diagnostics_text([found], lines={text: ["", text]}, color=False, width=80),
        skipped_text([text], color=False, width=80),
        accounts_text([account], {}, color=False, width=80),
        error_text(failure, color=False, width=80),
        apply_text(plan_of(text, text), results, zone=ZONE, color=False, width=80),
    ):
        assert_safe(shown)


@given(hostile)
def test_json_keeps_every_character_and_shows_none_that_steers(text: str) -> None:
    shown = plan_json(plan_of(text, text))
    assert_safe(shown)
    texts = [change["fields"].get("text") for change in json.loads(shown)["changes"]]
    assert not text or text in [found["after"] for found in texts if found]


def plan_of(text: str, other: str) -> Plan:
    """A create, an update and a post in the way, with these texts in all places."""
    account = an_account()
    new = wanted("new", text=text, title=other, labels=(text,))
    new = replace(new, source=replace(new.source, location=Location(f"content/{text}.md")))
    edited = wanted("edited", text=text, scheduled_at=time_of(new) + 10 * MINUTE)
    near = wanted(f"n{other}", text="near", scheduled_at=time_of(new) + 20 * MINUTE)
    taken = a_remote_post(near, id=other or "x", text=other + "?", failure=text)
    recorded = a_record(edited, fields={}, seen={})
    return a_plan(
        [new, edited, near],
        [recorded],
        [a_remote_post(edited, text=other, account_id=account.id), taken],
    )


def assert_safe(shown: str) -> None:
    assert not FORBIDDEN.search(shown)
    shown.encode("utf-8")


def has_long_word(line: str, room: int) -> bool:
    return any(cells(word) > room for word in line.split(" "))

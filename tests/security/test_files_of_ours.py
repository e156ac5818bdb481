"""A state or a saved plan that someone changed ends in words, and never in a traceback or a write."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from publer_sync.errors import InvalidUsageError, PublerSyncError, StateError
from publer_sync.model.fingerprint import digest
from publer_sync.planning.plan import PlanOptions
from publer_sync.planning.plan_document import plan_document
from publer_sync.state.format import from_text, to_text
from publer_sync.workflows.saved_plan import SavedPlan
from tests.cli.test_errors import message
from tests.security.test_mutated_answers import mutated
from tests.support.planning import a_plan, a_record, a_state, wanted
from tests.support.shop import Shop

STATE = json.loads(to_text(a_state(a_record(wanted("launch")))))
unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(unhurried, max_examples=200)
@given(mutated(STATE))
def test_a_changed_state_is_read_whole_or_refused(document: Any) -> None:
    try:
        state = from_text(json.dumps(document), "here")
    except StateError:
        return
    assert from_text(to_text(state), "here") == state


BROKEN: dict[str, bytes] = {
    "50 MB of nothing": b" " * (50 << 20),
    "50 MB of noise": os.urandom(1 << 20) * 50,
    "nested": b"[" * 1_000_000,
    "nested inside": b'{"format_version": 1, "posts": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
    "an endless number": b'{"format_version": 1, "serial": 1e999}',
    "not UTF-8": b"\xff\xfe{}",
    "NUL": b"\0",
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_state_is_one_clear_error(shop: Shop, broken: str) -> None:
    shop.write({".publer-sync/state.json": BROKEN[broken]})
    for words in (["plan"], ["plan", "--format", "json"], ["apply", "--auto-approve"]):
        message(shop.run(*words), 1)
    assert shop.state.read_bytes() == BROKEN[broken]
    assert shop.texts() == []


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_plan_is_one_clear_error(shop: Shop, broken: str) -> None:
    shop.write({"plan.json": BROKEN[broken]})
    for words in (["apply", "plan.json"], ["apply", "plan.json", "--format", "json"]):
        message(shop.run(*words), 64)
    assert shop.texts() == []


@pytest.mark.skipif(os.name != "posix", reason="devices and pipes are of Unix")
@pytest.mark.parametrize("special", ["/dev/zero", "pipe"])
def test_what_never_ends_is_not_read(shop: Shop, special: str, tmp_path: Path) -> None:
    if special == "pipe":
        special = str(tmp_path / "pipe")
        os.mkfifo(special)
    shop.write({".publer-sync/here": ""})
    shop.state.symlink_to(special)
    message(shop.run("plan"), 1)
    message(shop.run("apply", "--auto-approve"), 1)
    (shop.root / "plan.json").symlink_to(special)
    message(shop.run("apply", "plan.json"), 64)


PLAN = json.loads(json.dumps(plan_document(a_plan([wanted("launch")]))))


@settings(unhurried, max_examples=100)
@given(document=mutated(PLAN))
def test_a_changed_plan_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: Any
) -> None:
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    if isinstance(document, dict):  # edited by someone who writes the checksum, too
        document |= {"checksum": digest({k: v for k, v in document.items() if k != "checksum"})}
    file.write_text(json.dumps(document), encoding="utf-8")
    try:
        assert isinstance(SavedPlan(file).options, PlanOptions)
    except PublerSyncError as error:
        assert not isinstance(error, InvalidUsageError) or "plan" in error.what

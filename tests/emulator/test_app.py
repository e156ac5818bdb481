"""The app as a whole: what no request may do to it."""

import logging

import pytest

from publer_sync.emulator.routes import accounts
from tests.emulator.lab import Lab


def test_a_bug_is_logged_and_answered_without_a_traceback(
    lab: Lab, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(accounts, "USER", object())
    with caplog.at_level(logging.ERROR):
        answer = lab.api.get("/users/me")
    assert answer.status_code == 500
    assert answer.json() == {"errors": ["This is a bug of the emulator"]}
    assert "not JSON serializable" in caplog.text


def test_pages_and_control_calls_know_their_methods(lab: Lab) -> None:
    assert lab.api.post("http://127.0.0.1/").status_code == 404
    assert lab.control.post("/requests").status_code == 404


def test_two_emulators_know_nothing_of_each_other(lab: Lab) -> None:
    other = Lab()
    lab.by_hand()
    assert (len(lab.inside()), other.inside()) == (1, [])

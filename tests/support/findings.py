"""Findings, results and accounts that several renderers are shown with."""

from __future__ import annotations

from publer_sync.diagnostics import Diagnostic, Location, Severity, error, warning
from publer_sync.execution.events import Outcome, Result
from publer_sync.model.account import RemoteAccount
from publer_sync.model.address import Address
from publer_sync.planning.change import Action
from tests.support.builders import an_account

FINDINGS: tuple[Diagnostic, ...] = (
    error(
        "text-length",
        "The text has 291 characters; X takes 280.",
        Location("content/launch.md", 4, 11, 4, 302),
        hint="Shorten it, or give X a text of its own under networks.twitter.",
        address="launch@shop-x",
    ),
    warning("alt-text", "The picture has no alt text.", Location("content/launch.md", 2, 3)),
    error("yaml", "This is not YAML.", Location("content/tips.yaml", 7)),
    Diagnostic(severity=Severity.INFO, rule="links", message="1 link was not looked at."),
)

ACCOUNTS = (
    RemoteAccount(an_account().id, "twitter", "Corner Shop", "twitter"),
    RemoteAccount("650170394e299e33b427c2ff", "linkedin", "Ana Kovač", "in_profile"),
    RemoteAccount("650170394e299e33b427c300", "linkedin", "角の店", "in_page"),
    RemoteAccount(
        "195306517", "facebook", "A shop with a name that is too long for a line", "fb_page"
    ),
    RemoteAccount("650170394e299e33b427c302", "orkut", "From another time"),
)


def _result(
    entry: str, action: Action, outcome: Outcome, message: str | None = None, alias: str = "shop-x"
) -> Result:
    made = f"made-{entry}" if outcome is Outcome.DONE else None
    return Result(Address(entry, alias), action, outcome, made, message)


RESULTS: dict[str, tuple[Result, ...]] = {
    "first": (
        _result("2026/launch", Action.CREATE, Outcome.DONE),
        _result("article", Action.CREATE, Outcome.FAILED, "Publer said: Link is not reachable"),
        _result("tips", Action.CREATE, Outcome.UNKNOWN, alias="shop-linkedin"),
    ),
    "edits": (
        Result(Address("same", "shop-x"), Action.DELETE, Outcome.DONE, "left-half"),
        _result("tips", Action.UPDATE, Outcome.DONE, alias="shop-linkedin"),
        _result("touched", Action.UPDATE, Outcome.DONE),
        _result("gone", Action.CREATE, Outcome.DONE),
        _result("offer", Action.REPLACE, Outcome.DONE),
        _result("removed", Action.DELETE, Outcome.DONE),
        _result("new-name", Action.MOVE, Outcome.DONE),
        _result("past", Action.FORGET, Outcome.DONE),
    ),
    "troubles": (
        _result("rest-1", Action.DELETE, Outcome.DONE),
        _result("rest-2", Action.DELETE, Outcome.SKIPPED, "interrupted"),
    ),
}
"""What apply reported for each of the three plans."""

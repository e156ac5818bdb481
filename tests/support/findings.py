"""Findings, results and accounts that several renderers are shown with."""

from __future__ import annotations

from publer_sync.diagnostics import Diagnostic, Location, Severity, error, warning
from publer_sync.execution.events import ChangeResult, Outcome
from publer_sync.model.account import RemoteAccount
from publer_sync.model.address import Address
from publer_sync.model.note import quoted
from publer_sync.planning.change import Action
from tests.support.builders import an_account

FINDINGS: tuple[Diagnostic, ...] = (
    error(
        "text-length",
        "The text has 291 characters; X takes 280.",
        Location("content/launch.md", 4, 8, 4, 300),
        hint="Shorten it, or give X a text of its own under networks.twitter.",
        address="launch@shop-x",
    ),
    *(
        warning(
            "alt-text",
            f"The photo has no alt text, and {network} would show it",
            Location("content/launch.md", 3, 9, 3, 23),
            hint="add `alt:` and say what it shows",
            address=f"launch@shop-{network.lower()}",
        )
        for network in ("Mastodon", "X")
    ),
    error("yaml", "This is not YAML.", Location("content/tips.yaml", 7, 14)),
    Diagnostic(severity=Severity.INFO, rule="links", message="1 link was not looked at."),
)

LINES = {
    "content/launch.md": [
        "---",
        "accounts: [everywhere]",
        "media: [../shop 角.png]",
        "text:\t\t角の店 " + "We have launched, and there is a lot to say about it. " * 8,
    ],
    "content/tips.yaml": [*[""] * 6, "id: \x1b[31mtips: ]"],
}
"""What is in the files of `FINDINGS`."""

SKIPPED = ("content/notes.txt", "content/old/list\x1b.txt")

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
) -> ChangeResult:
    made = f"made-{entry}" if outcome is Outcome.DONE else None
    return ChangeResult(
        Address(entry, alias), action, outcome, made, (quoted(message),) if message else ()
    )


RESULTS: dict[str, tuple[ChangeResult, ...]] = {
    "first": (
        _result("2026/launch", Action.CREATE, Outcome.DONE),
        _result("article", Action.CREATE, Outcome.FAILED, "Publer said: Link is not reachable"),
        _result("tips", Action.CREATE, Outcome.UNKNOWN, alias="shop-linkedin"),
    ),
    "edits": (
        ChangeResult(Address("same", "shop-x"), Action.DELETE, Outcome.DONE, "left-half"),
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

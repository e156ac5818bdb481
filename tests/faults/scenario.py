"""One fixed apply with every kind of write, at whose every point something can be made to go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.faults.entries import ACCOUNTS, Entry
from tests.faults.promises import Ledger
from tests.faults.team import ALLOWED, Team
from tests.support.fake_time import FakeTime

RED, BLUE = "media/red.png", "media/blue.png"
ONE = ("shop-x",)
X = ACCOUNTS["shop-x"]


def before_the_edits() -> list[Entry]:
    """What was applied before: kept, edited, moved, another picture, a swap, a removal, a rename."""
    return [
        Entry(0, "kept", 0),
        Entry(1, "edited", 3),
        Entry(2, "moved", 4, accounts=ONE),
        Entry(3, "picture", 5, accounts=ONE, picture=RED),
        Entry(4, "swap-a", 8, accounts=ONE),
        Entry(5, "swap-b", 9, accounts=ONE),
        Entry(6, "gone", 10),
        Entry(7, "follows", 13, accounts=ONE),
        Entry(8, "named", 14, accounts=ONE),
        Entry(9, "labelled", 15, accounts=("shop-linkedin",)),
    ]


def a_scene(
    folder: Path,
    ledger: Ledger,
    options: Mapping[str, str] | None = None,
    time: FakeTime | None = None,
) -> Team:
    """A project that was applied, a colleague's post, and then every kind of edit, not applied yet."""
    team = Team(folder, ledger, options or {}, time)
    for entry in before_the_edits():
        team.write(entry)
    team.apply(allow=ALLOWED)
    if team.open:
        team.recover()
    team.colleague_posts(X, before_the_edits()[0].at.replace(hour=18))
    team.world.by_hand(account_id=X, text="Her draft", state="draft")
    edit(team)
    return team


def a_series_scene(
    folder: Path,
    ledger: Ledger,
    options: Mapping[str, str] | None = None,
    time: FakeTime | None = None,
) -> Team:
    """Series that change while their first minute stays, and one that begins where a post goes away."""
    team = Team(folder, ledger, options or {}, time)
    linkedin = ("shop-linkedin",)
    for number, name in enumerate(["kept", "leaves", "stays"]):
        team.write(Entry(number, name, number * 3, accounts=linkedin))
    for number, name in enumerate(["series", "pictures"], 10):
        team.write(Entry(number, name, number * 3, accounts=linkedin, weeks=1))
    team.apply(allow=ALLOWED)
    if team.open:
        team.recover()
    entries, minute = team.entries, team.entries["leaves"].slot
    team.write(entries["series"].edited(weeks=2))
    team.write(entries["pictures"].edited(picture=RED, words=1))
    team.write(entries["leaves"].edited(slot=20))
    team.write(Entry(20, "begins", minute, accounts=linkedin, weeks=3))
    return team


def edit(team: Team) -> None:
    """Create, updates, replaces (to another minute, in its minute, in a circle), deletes, renames."""
    entries = team.entries
    team.write(entries["edited"].edited(words=1))
    team.write(entries["moved"].edited(slot=18))
    team.write(entries["picture"].edited(picture=BLUE))
    team.swap("swap-a", "swap-b")
    gone = entries["gone"].slot
    team.remove("gone")
    team.write(entries["follows"].edited(slot=gone))
    team.rename("named", "archive/with-a-name")
    team.write(entries["labelled"].edited(label="spring"))
    team.write(Entry(20, "new", 20, picture=BLUE))
    team.write(Entry(21, "draft", 39, accounts=ONE, draft=True))

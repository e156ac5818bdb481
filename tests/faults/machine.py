"""Random lives of a project: edits, commands, faults, time and colleagues in any order.

Each life ends without faults, and then everything must be as the files say. hypothesis looks for the
shortest life that breaks a promise and prints it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.faults.entries import ACCOUNTS, ALIASES, PICTURES, SLOTS, Entry, instant
from tests.faults.kinds import FAULTS, OPTIONS
from tests.faults.people import HELD_BACK
from tests.faults.promises import BrokenPromiseError, Ledger
from tests.faults.team import ALLOWED, Team

NAMES = ("a", "b", "c", "d", "e", "f")
STEPS = 25

some_slot = st.integers(0, len(SLOTS) - 1)
some_accounts = st.sampled_from([tuple(ACCOUNTS), ("shop-x",), ("shop-linkedin",)])
an_index = st.integers(0, 30)


class Life(RuleBasedStateMachine):
    """One life of a project."""

    ledger: ClassVar[Ledger]

    @initialize(options=st.fixed_dictionaries({}, optional=OPTIONS), signed=st.booleans())
    def begin(self, options: dict[str, str], *, signed: bool) -> None:
        if options.get("list_omission", "off") != "off":
            # Together they can hide a post from any two looks.
            options.pop("omission_seconds", None)
        if options.get("omission_seconds", "off") != "off":
            # A list of many pages would change each time while it is read.
            options.pop("page_size", None)
        folder = Path(tempfile.mkdtemp(prefix="publer-sync-life-"))
        self.team = Team(folder, self.ledger, options, signed=signed)
        self.fresh = count()
        self.marks: dict[str, int] = {}
        for number, name in enumerate(NAMES[:4]):
            self.team.write(Entry(self.mark(name), name, slot=number * 3))

    def mark(self, name: str) -> int:
        """The mark of a file: its name is its address, also after it was gone for a while."""
        if name not in self.marks:
            self.marks[name] = next(self.fresh)
        return self.marks[name]

    @rule(
        name=st.sampled_from(NAMES),
        slot=some_slot,
        words=st.integers(0, 2),
        accounts=some_accounts,
        picture=st.sampled_from(PICTURES),
        label=st.sampled_from(["", "spring"]),
    )
    def write(self, name: str, slot: int, words: int, **more: Any) -> None:
        """Write a new file, or over one that there is."""
        taken = {e.slot for e in self.team.entries.values() if e.name != name}
        if slot in taken:
            return
        self.team.write(Entry(self.mark(name), name, slot, words, **more))

    @rule(name=st.sampled_from(NAMES), words=st.integers(0, 5))
    def edit(self, name: str, words: int) -> None:
        if name in self.team.entries:
            self.team.write(self.team.entries[name].edited(words=words))

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        if name in self.team.entries:
            self.team.remove(name)

    @rule(name=st.sampled_from(NAMES), after=st.sampled_from(NAMES))
    def rename(self, name: str, after: str) -> None:
        if name in self.team.entries and self.is_free(after):
            self.team.rename(name, after)
            self.marks[after] = self.marks.pop(name)

    def is_free(self, name: str) -> bool:
        """Whether a file may get this name: where another one had it, its posts may still be recorded for it,
        and wait under the name of a file that says something else."""
        return name not in self.team.entries and name not in self.marks

    @rule(one=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def swap(self, one: str, other: str) -> None:
        if one != other and {one, other} <= set(self.team.entries):
            self.team.swap(one, other)

    @rule(account=st.sampled_from(sorted(ALIASES)), slot=some_slot, minutes=st.integers(0, 3))
    def colleague_posts(self, account: str, slot: int, minutes: int) -> None:
        at = SLOTS[slot] + timedelta(minutes=minutes)
        if at > self.team.now + timedelta(minutes=10):
            self.team.colleague_posts(account, at)

    @rule(
        index=an_index,
        how=st.sampled_from(["text", "time", "publish", "remove"]),
        late=st.booleans(),
    )
    def colleague_meddles(self, index: int, how: str, late: bool) -> None:
        """Do something to a post of ours: now, or right before the next write of an apply."""
        if not (ours := self.team.recognisable()):
            return
        post = ours[index % len(ours)]
        acts: dict[str, Callable[[], None]] = {
            "text": lambda: self.team.colleague_edits(post, text=f"{post['text']}, she says"),
            "time": lambda: self.team.colleague_edits(post, scheduled_at="2036-05-20T09:00:00Z"),
            "publish": lambda: self.team.colleague_edits(post, state="published"),
            "remove": lambda: self.team.colleague_removes(post),
        }
        act = acts[how]
        if late:
            method, path = [("POST", "/posts/schedule"), ("DELETE", "/posts")][index % 2]
            self.team.world.just_before(method, path, act)
        else:
            act()

    @rule(nth=st.integers(0, 5), how=st.sampled_from(["text", "half an hour", "five weeks"]))
    def colleague_meddles_meanwhile(self, nth: int, how: str) -> None:
        """Move or edits a post while the apply that creates it still looks for it."""
        edits: dict[str, dict[str, Any]] = {
            "text": {"text": lambda post: f"{post['text']}, she adds"},
            "half an hour": {"scheduled_at": lambda post: _later(post, timedelta(minutes=31))},
            "five weeks": {"scheduled_at": lambda post: _later(post, timedelta(days=35))},
        }
        self.team.colleague_meddles_meanwhile(nth, **edits[how])

    @rule(index=an_index, how=st.sampled_from([*HELD_BACK, "stuck"]))
    def publer_holds_back(self, index: int, how: str) -> None:
        if ours := self.team.recognisable():
            self.team.publer_holds_back(ours[index % len(ours)], how)

    @rule()
    def publer_lets_go(self) -> None:
        self.team.publer_lets_go()

    @rule(how=st.sampled_from(["hers", "posts", "media"]))
    def apply_with_tampered_state(self, how: str) -> None:
        self.team.apply_with_tampered_state(how)

    @rule(back=st.integers(1, 3))
    def put_an_older_state_back(self, back: int) -> None:
        """As when a committed state is switched with a branch."""
        self.team.put_an_older_state_back(back)

    @rule(name=st.sampled_from(NAMES), after=st.sampled_from(NAMES), words=st.integers(0, 5))
    def two_clones_apply(self, name: str, after: str, words: int) -> None:
        """One renames a file, the other edits it; both apply, and their states are merged."""
        if name not in self.team.entries or not self.is_free(after):
            return
        if self.team.two_clones_apply(name, after, words):
            self.marks[after] = self.marks.pop(name)

    @rule(kind=st.sampled_from(FAULTS), nth=st.integers(1, 30), times=st.sampled_from([1, 1, 2, 6]))
    def fault(self, kind: str, nth: int, times: int) -> None:
        # A delete that Publer confirms by its id and does not do, while its lists leave out that post, leaves
        # nothing by which it could be noticed.
        hidden = kind == "silent_loss" and self.team.omits
        path = "/posts/schedule" if hidden else "/"
        self.team.world.fault(path=path, nth=nth, kind=kind, count=times)

    @rule(number=st.integers(0, 30), side=st.sampled_from(["die_before", "die_after"]))
    def die_at_request(self, number: int, side: str) -> None:
        wire = self.team.world.wire
        setattr(wire, side, len(wire.requests) + number)

    @rule(number=st.integers(0, 20), side=st.sampled_from(["before_save", "after_save"]))
    def die_at_save(self, number: int, side: str) -> None:
        deaths = self.team.world.deaths
        setattr(deaths, side, deaths.saves + number)

    @rule(number=st.integers(20, 95))
    def someone_uses_up_requests(self, number: int) -> None:
        self.team.someone_uses_up_requests(number)

    @rule(hours=st.sampled_from([0.05, 1, 20, 40]))
    def wait(self, hours: float) -> None:
        self.team.wait(timedelta(hours=hours))

    @rule(allow=st.sampled_from([ALLOWED, frozenset[str]()]))
    def apply(self, allow: frozenset[str]) -> None:
        self.team.apply(allow=allow)

    @rule(minutes=st.sampled_from([-4000, -180, -3, -1, 1, 3, 180, 4000]))
    def apply_by_a_wrong_clock(self, minutes: int) -> None:
        self.team.apply_by_a_wrong_clock(timedelta(minutes=minutes))

    @rule(data=st.data())
    def apply_saved(self, data: st.DataObject) -> None:
        words, name = data.draw(st.integers(0, 9)), data.draw(st.sampled_from([*NAMES, ""]))
        hours = data.draw(st.sampled_from([0, 0, 30]))

        def between() -> None:
            self.team.wait(timedelta(hours=hours))
            if name:
                self.edit(name, words)

        self.team.apply_saved(between)

    @rule()
    def plan(self) -> None:
        self.team.plan()

    @rule()
    def apply_with_broken_state(self) -> None:
        self.team.apply_with_broken_state()

    @rule(number=st.integers(0, 15), push=st.booleans())
    def apply_without_disk(self, number: int, push: bool) -> None:
        self.team.apply_without_disk(number, push=push)

    @precondition(lambda self: len(self.team.entries) > 2)
    @rule()
    def lose_the_folder(self) -> None:
        """Everything is gone from the folder, as after a wrong checkout; an apply must not delete it all."""
        kept = dict(self.team.entries)
        for name in kept:
            self.team.remove(name)
        self.team.apply()
        for entry in kept.values():
            self.team.write(entry)

    def teardown(self) -> None:
        if not hasattr(self, "team"):
            return
        try:
            self.team.recover()
        finally:
            self.team.end()


def live(number: int, seed_: int, *, steps: int = STEPS, shrink: bool = False) -> Ledger:
    """So many random lives; the first that breaks a promise ends it and is in the ledger.

    To `shrink` it to the shortest life that does so takes minutes.
    """
    ledger = Ledger()
    chosen = [Phase.generate, *([Phase.shrink] if shrink else [])]
    machine = type("Life", (Life,), {"ledger": ledger})
    seeded: Any = seed(seed_)
    try:
        run_state_machine_as_test(
            seeded(machine),
            settings=settings(
                max_examples=number,
                stateful_step_count=steps,
                phases=chosen,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except BrokenPromiseError as broken:
        ledger.violations.append(broken)
    return ledger


def _later(post: dict[str, Any], span: timedelta) -> str:
    when = instant(post)
    return "" if when is None else (when + span).isoformat()

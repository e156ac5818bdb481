"""What must hold for every project and every edit: applied once, nothing is left to do.

Posts are drawn on a grid of few times and few accounts, so that they swap, follow each other, get in
each other's way and in the way of posts that someone made by hand.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from publer_sync.execution.events import Outcome
from publer_sync.planning.change import HELD, ChangeStatus
from publer_sync.render.apply import outcomes
from tests.support.pictures import a_picture
from tests.support.world import World, a_world

ACCOUNTS = {
    "shop-x": "63c675b54e299e9cf2b667ea",
    "shop-linkedin": "650170394e299e33b427c2ff",
    "shop-instagram": "64b0f1e2d3c4b5a697880104",
}
TIMES = [f"2036-05-{day:02} {time}" for day in (5, 6) for time in ("09:00", "09:01", "12:30")]
TIMES += ["2036-04-30 09:00", "2036-05-07 00:15"]
WORDS = ["apples", "bread and butter", "a coat for rain", "the door is open", "early birds", "figs"]
PICTURES = {f"media/{name}.png": a_picture(name) for name in ("red", "blue")}
OPTIONS = {"rate_limit": "off", "daily_limits": "off"}


@dataclass(frozen=True)
class Entry:
    """A post file, as drawn."""

    mark: str
    words: str
    time: str
    accounts: tuple[str, ...]
    picture: str | None
    label: str | None

    def text(self) -> str:
        """The words come with a mark, for X takes no two posts that are alike."""
        lines = [f"accounts: [{', '.join(self.accounts)}]", f"schedule: {self.time}"]
        picture = self.picture or ("red" if "shop-instagram" in self.accounts else None)
        lines += [f"media: [{{file: /media/{picture}.png, alt: One}}]"] if picture else []
        lines += [f"labels: [{self.label}]"] if self.label else []
        return "\n".join(["---", *lines, "---", f"{self.mark} {self.words} {self.mark * 3}", ""])


names = st.sampled_from(["ants", "bees", "cats", "dogs", "eels", "fowl"])
entries = st.builds(
    Entry,
    mark=names,
    words=st.sampled_from(WORDS),
    time=st.sampled_from(TIMES),
    accounts=st.sets(st.sampled_from(sorted(ACCOUNTS)), min_size=1).map(lambda s: tuple(sorted(s))),
    picture=st.none() | st.sampled_from(["red", "blue"]),
    label=st.none() | st.sampled_from(["spring", "autumn"]),
)


def without_clashes(drawn: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries without accounts whose slot an earlier one has: validation refuses such files."""
    taken: set[tuple[str, str]] = set()
    kept: dict[str, Entry] = {}
    for name, entry in drawn.items():
        free = tuple(a for a in entry.accounts if (a, entry.time) not in taken)
        taken |= {(account, entry.time) for account in free}
        if free:
            kept[name] = replace(entry, accounts=free)
    return kept


def edited(
    project: Mapping[str, Entry], edits: Iterable[tuple[str, str, Entry]]
) -> dict[str, Entry]:
    """The project after some edits; one of a file that is not there adds it."""
    after = dict(project)
    for kind, name, drawn in edits:
        old = after.pop(name, None)
        if old is None:
            after[name] = replace(drawn, mark=name)
        elif kind == "rename":
            after[f"archive/{name}"] = old
        elif kind != "remove":
            after[name] = replace(old, **{kind: getattr(drawn, kind)})
    return without_clashes(after)


kinds = st.sampled_from(
    ["words", "words", "time", "accounts", "picture", "label", "rename", "remove"]
)
edits = st.lists(st.tuples(kinds, names, entries), min_size=1, max_size=5)
strangers = st.lists(
    st.tuples(st.sampled_from(sorted(ACCOUNTS)), st.sampled_from(TIMES)), max_size=3
)


def files_of(project: Mapping[str, Entry]) -> dict[str, str | bytes]:
    return {
        f"content/{name}.md": entry.text().replace(
            "/media", "../../media" if "/" in name else "../media"
        )
        for name, entry in project.items()
    }


def write(world: World, project: Mapping[str, Entry]) -> None:
    for old in (world.root / "content").rglob("*.md"):
        old.unlink()
    world.write({"content/.keep": "", **files_of(project)})


def by_hand(world: World) -> str:
    return json.dumps([p for p in world.posts() if p["origin"] == "hand"], sort_keys=True)


def check_applied(world: World) -> None:
    """After an apply: no more work, and Publer holds what the files want and the strangers' posts."""
    sent = len(world.wire.requests)
    plan = world.plan()
    assert {request.method for request in world.wire.requests[sent:]} == {"GET"}
    assert not plan.has_work, [(str(c.address), c.action, c.all_reasons) for c in plan.changes]
    kept_back = {c.address for c in plan.changes if c.section in {HELD, ChangeStatus.MISSED}}
    state = world.store.load()
    assert state and not state.intents
    standing = {str(post["id"]): post for post in world.posts() if post["origin"] != "hand"}
    assert set(standing) == {r.post_id for r in state.records.values()} - hand_ids(world)
    for post in world.valid().posts:
        if post.address in kept_back:
            continue
        record = state.records[post.address]
        found = next(p for p in world.posts() if str(p["id"]) == record.post_id)
        assert (found["text"], found["account_id"]) == (post.text, post.account.id)
        assert record.slot == post.slot
        assert len(found["media"]) == len(post.media)
        assert found["origin"] == "hand" or found["labels"] == list(post.labels)


def hand_ids(world: World) -> set[str]:
    return {str(p["id"]) for p in world.posts() if p["origin"] == "hand"}


@settings(
    derandomize=True, max_examples=100, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip
@given(st.lists(edits, min_size=2, max_size=4), strangers)
def test_whatever_is_edited_one_apply_is_enough(
    rounds: list[list[tuple[str, str, Entry]]], others: list[tuple[str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = a_world(Path(folder), PICTURES, options=OPTIONS)
        for alias, time in others:
            at = time.replace(" ", "T") + "+02:00"
            world.by_hand(account_id=ACCOUNTS[alias], text="By hand", scheduled_at=at)
        before = by_hand(world)
        project: dict[str, Entry] = {}
        for edits_of_round in rounds:
            project = edited(project, edits_of_round)
            write(world, project)
            applied = world.apply(allow=frozenset({"deletes"}))
            for action in {result.action for result in applied.results}:
                event(action.value)
            results = {
                r.outcome
                for change, r in outcomes(applied.plan, applied.results)
                if r and change.section != HELD
            }
            assert results <= {Outcome.DONE}, applied.results
            check_applied(world)
            assert by_hand(world) == before

"""A team that writes post files, its colleagues in Publer's web app, and what a judge must know of both."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from publer_sync.emulator.store.faults import ConnectionDropped
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID
from publer_sync.state.signature import Signing
from tests.faults.entries import MEDIA, Entry, instant, mark_of
from tests.faults.promises import Ledger
from tests.support.fake_time import START, FakeTime
from tests.support.world import URL, World, a_world

STATE_KEY = "0123456789abcdef0123456789abcdef"
HELD_BACK = ("scheduled_pending", "scheduled_declined", "scheduled_reauth", "scheduled_locked")
"""States in which Publer does not publish a post."""

HEADERS = Headers({"Authorization": f"Bearer-API {API_KEY}", "Publer-Workspace-Id": WORKSPACE_ID})


@dataclass
class People:
    """The project's files as entries, the world around them, and what a judge has to know of the past."""

    folder: Path
    ledger: Ledger
    options: Mapping[str, str] = field(default_factory=dict)
    time: FakeTime | None = None
    signed: bool = False
    """Whether the state is signed."""
    entries: dict[str, Entry] = field(default_factory=dict)
    open: bool = False
    """Whether the last apply did not come to its end, so that halves of replacements may stand."""
    lenient: set[int] = field(default_factory=set)
    """Marks whose posts a colleague took away or published: then none may be right."""
    touched: set[int] = field(default_factory=set)
    """Marks whose posts a colleague touched; one that was not recorded yet may wait for a decision."""
    written: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    """Marks that no file wanted for a while: what was published before may be followed by a new post."""
    published_by_hand: set[str] = field(default_factory=set)
    forgetful: bool = False
    """Whether an older state was put back, or one was merged: what was made since is not known to it, so that
    new posts may be held, and posts may be left over; none may be made twice."""
    held_back: set[str] = field(default_factory=set)
    """Posts that Publer does not publish."""
    meddled_ids: set[str] = field(default_factory=set)
    """Posts that a colleague touched."""
    copies: list[bytes] = field(default_factory=list)
    """The state after each apply, as it may be committed."""
    meddled: datetime = START
    """When a colleague touched a post of ours last; it may show late."""

    def __post_init__(self) -> None:
        self.world: World = a_world(self.folder, MEDIA, time=self.time, options=self.options)
        if self.signed:
            self.world.signing = Signing(STATE_KEY)

    def write(self, entry: Entry) -> None:
        old = self.entries.get(entry.name)
        new_there = old is None or not set(entry.accounts) <= set(old.accounts)
        if new_there and entry.mark in self.written:
            self.again.add(entry.mark)
        self.written.add(entry.mark)
        self.entries[entry.name] = entry
        self.world.write({entry.file: entry.file_text()})

    def remove(self, name: str) -> None:
        self.world.remove(self.entries.pop(name).file)

    def rename(self, name: str, after: str) -> None:
        entry = self.entries.pop(name)
        self.world.remove(entry.file)
        self.again.add(entry.mark)  # edited before it is applied, it is a new one: it has no id
        self.entries[after] = entry.edited(name=after)
        self.write(self.entries[after])

    def swap(self, one: str, other: str) -> None:
        a, b = self.entries[one], self.entries[other]
        self.write(a.edited(slot=b.slot))
        self.write(b.edited(slot=a.slot))

    def colleague_posts(self, account: str, at: datetime) -> None:
        self.world.by_hand(account_id=account, text=f"Hers, {at}", scheduled_at=at.isoformat())

    def ours(self) -> list[dict[str, Any]]:
        """Our posts that wait in Publer, in a fixed order."""
        waiting = [p for p in self.posts() if mark_of(p) and p["state"] == "scheduled"]
        return sorted(waiting, key=lambda post: (post["text"], post["account_id"]))

    def recognisable(self) -> list[dict[str, Any]]:
        """Our posts that may be touched: one moved *and* edited before it is recorded has nothing left
        by which it could be known."""
        state = self.world.store.path.read_text() if self.world.store.path.exists() else ""
        return [p for p in self.ours() if p["id"] not in self.meddled_ids or p["id"] in state]

    def colleague_edits(self, post: Mapping[str, Any], **fields: Any) -> None:
        if self._gone(post):
            return
        self.meddled_ids.add(post["id"])
        if fields.get("state") == "published":
            self.published_by_hand.add(post["id"])
        self._lenient(post, fields.get("state") == "published")
        self.world.edit_by_hand(post["id"], **fields)

    def colleague_removes(self, post: Mapping[str, Any]) -> None:
        if not self._gone(post):
            self._lenient(post, True)
            self.world.delete_by_hand(post["id"])

    def publer_holds_back(self, post: Mapping[str, Any], how: str) -> None:
        """A post waits for approval, was declined, lost its account, or is not published at all."""
        if self._gone(post):
            return
        self._lenient(post, True)
        given: dict[str, Any] = {"stuck": True} if how == "stuck" else {"state": how}
        self.world.edit_by_hand(post["id"], **given)
        self.held_back.add(post["id"])

    def publer_lets_go(self) -> None:
        """What was held back is approved, or its account connected again."""
        for post in self.posts():
            if post["id"] in self.held_back and not self._gone(post):
                self.world.edit_by_hand(post["id"], state="scheduled", stuck=False)
        self.held_back.clear()

    def colleague_meddles_meanwhile(self, nth: int, **fields: Any) -> None:
        """Do something to a new post once the job of an apply has made it, before it is read back.

        Only once to each: a post that is both moved and edited by then has nothing left to be known by.
        """
        known = {post["id"] for post in self.posts()}

        def meddle() -> None:
            made = [p for p in self.ours() if p["id"] not in known | self.meddled_ids]
            if made:
                post = made[nth % len(made)]
                self.colleague_edits(post, **_applied_to(post, fields))

        self.world.just_before(
            "POST",
            "/posts/schedule",
            lambda: self.world.just_before("GET", "/posts", meddle, nth=1 + nth % 3),
        )

    def someone_uses_up_requests(self, number: int) -> None:
        request = EnvironBuilder("/api/v1/workspaces", base_url=URL, headers=HEADERS).get_environ()
        for _ in range(number):
            with suppress(ConnectionDropped):
                run_wsgi_app(self.world.app, request)

    def wait(self, span: timedelta) -> None:
        """Let time pass; while an apply is open only as long as nothing becomes due."""
        if self.open:
            due = [when for p in self.ours() if (when := instant(p))]
            left = min(due, default=self.now + span) - self.now - timedelta(hours=1)
            span = max(timedelta(), min(span, left))
        self.world.time.now += span

    def posts(self) -> list[dict[str, Any]]:
        return self.world.posts()

    @property
    def now(self) -> datetime:
        return self.world.time.now

    def end(self) -> None:
        self.world.control.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _gone(self, post: Mapping[str, Any]) -> bool:
        """Whether a post can be touched no more: it was deleted, or went out meanwhile."""
        over = {"deleted", "published"}
        return all(p["id"] != post["id"] or p["state"] in over for p in self.posts())

    def _lenient(self, post: Mapping[str, Any], when: bool) -> None:
        self.meddled = self.now
        mark = mark_of(dict(post))
        if mark:
            self.touched.add(mark[0])
        if mark and when:
            self.lenient.add(mark[0])


def _applied_to(post: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an edit; a function among them makes its value of the post."""
    return {name: value(post) if callable(value) else value for name, value in fields.items()}

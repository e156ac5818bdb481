"""Several `publer-sync apply` at once, each from a desk of its own, against one emulator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from publer_sync.emulator.app import create_app
from publer_sync.emulator.server import start
from publer_sync.emulator.store.seed import API_KEY
from tests.support.forked import Forked, fork
from tests.support.projects import PROJECT, write_files
from tests.support.shop import Done, environment
from tests.support.stores import Team

OPTIONS = {"job_delay": "0", "visibility_delay": "0", "working_answers": "0", "rate_limit": "off"}
SETTLE = "policy: {settle: 1s}\n"
NOW = "2036-05-01T08:00:00Z"


@dataclass
class Appliers:
    """Desks that share a store and an emulator; `codes` counts how the commands ended."""

    team: Team
    url: str
    people: int
    round: int = 0
    codes: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        store = self.team.settings.store
        for desk in self.desks:
            write_files(desk, {"publer-sync.yaml": f"{PROJECT}{SETTLE}state: {store}\n"})
            write_files(desk, {"content/keep.md": post("keep", 0)})

    @property
    def desks(self) -> list[Path]:
        return [self.team.desk(f"person{number}") for number in range(self.people)]

    def everybody_gets(self, name: str, content: str) -> None:
        for desk in self.desks:
            write_files(desk, {f"content/{name}.md": content})

    def command(self, desk: Path, *words: str) -> Forked:
        environ = {**environment(self.url, API_KEY), **self.team.storage}
        return fork(["-C", str(desk), "--now", NOW, *words], environ)

    def run(self, desk: Path, *words: str) -> Done:
        return self.command(desk, *words).ended()

    def play(self) -> None:
        """One more post for two accounts, applied by all at once: someone makes it, no one twice."""
        self.round += 1
        self.everybody_gets(f"round{self.round}", post(f"Round {self.round}.", self.round))
        started = [self.command(desk, "apply", "--auto-approve") for desk in self.desks]
        done = [process.ended() for process in started]
        self.codes.update(each.code for each in done)
        assert {each.code for each in done} <= {0, 5}, done
        assert any(each.code == 0 for each in done), done
        assert self.copies() == {1}, self.posts()

    def settle(self) -> None:
        """From every desk the plan is empty."""
        for desk in self.desks:
            done = self.run(desk, "plan", "--detailed-exitcode")
            assert done.code == 0, done

    def posts(self) -> list[Any]:
        answer = httpx.get(f"{self.url}/_emulator/posts").json()
        return [each for each in answer if each["state"] != "deleted"]

    def copies(self) -> set[int]:
        """How often posts of the same account and text stand there."""
        return set(Counter((p["account_id"], p["text"]) for p in self.posts()).values())


def post(text: str, number: int) -> str:
    day, hour = 2 + number // 20 % 27, number % 20
    month = 5 + number // 540
    return f"---\naccounts: [everywhere]\nschedule: 2036-{month:02}-{day:02} {hour:02}:30\n---\n{text}\n"


@contextmanager
def appliers(team: Team, *, people: int) -> Iterator[Appliers]:
    with start(create_app(options=OPTIONS)) as server:
        httpx.post(f"{server.url}/_emulator/clock", json={"now": NOW}).raise_for_status()
        yield Appliers(team, server.url, people)

"""The long races: `python -m tests.races` prints what each store went through. The first flaw ends it."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.races.appliers import appliers
from tests.races.scribes import race
from tests.support.stores import TEAMS

PEOPLE = (2, 5)


def main() -> None:
    options = _options()
    print(f"{'store':8}{'processes':>10}  {'what':60}{'seconds':>8}")
    for store in options.store or TEAMS:
        for people in PEOPLE:
            _scribes(store, people, options.rounds)
            _appliers(store, people, options.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.races")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--store", action="append", choices=list(TEAMS))
    return parser.parse_args()


def _scribes(store: str, people: int, rounds: int) -> None:
    each = -(-rounds // people)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        race(TEAMS[store](Path(folder)), Path(folder) / "log", people=people, rounds=each)
        _report(store, people, f"{each * people} saves, each alone, none lost", began)


def _appliers(store: str, people: int, rounds: int) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        appliers(TEAMS[store](Path(folder)), people=people) as everybody,
    ):
        began = time.monotonic()
        for _ in range(rounds):
            everybody.play()
        everybody.settle()
        codes = everybody.codes
        what = f"{rounds} rounds of apply: {codes[0]} worked, {codes[5]} heard of them"
        _report(store, people, what, began)


def _report(store: str, people: int, what: str, began: float) -> None:
    print(f"{store:8}{people:>10}  {what:60}{time.monotonic() - began:>8.0f}", flush=True)


if __name__ == "__main__":
    main()

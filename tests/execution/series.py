"""A series that is replaced in the minute in which it goes out next, and what Publer makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tests.support.pictures import a_picture
from tests.support.world import World
from tests.workflows.scenes import applied_world, fillers, pass_time

SERIES = "content/series.md"
ADDRESS = "series@shop-linkedin"
WORDS, TEXT = "Every Tuesday", "Each Tuesday"
RULE = {
    "from": "2036-05-06 09:00",
    "to": "2036-07-01 09:00",
    "repeat": "weekly",
    "weekdays": "[tuesday]",
}


def series(text: str = WORDS, more: str = "labels: [one]\n", **rule: str) -> str:
    """The file of a series on Tuesdays; `rule` changes keys of its rule."""
    said = {**RULE, **{key.rstrip("_"): value for key, value in rule.items()}}
    schedule = ", ".join(f"{key}: {value}" for key, value in said.items())
    return f"---\naccounts: [shop-linkedin]\nschedule: {{recurring: {{{schedule}}}}}\n{more}---\n{text}\n"


OLD = series()
VARIANTS: Mapping[str, str] = {
    "text": series(TEXT, "labels: [two]\n"),
    "interval": series(every="2"),
    "days": series(weekdays="[tuesday, friday]"),
    "end": series(to="2036-06-04 09:00"),
    "media": series(more="labels: [one]\nmedia: [{file: ../media/red.png, alt: Red}]\n"),
}
"""Edits that leave the beginning of the series where it is."""


def changing(folder: Path, new: str, old: str = OLD, **options: str) -> World:
    """A series that was applied, whose file has changed since."""
    files = {SERIES: old, "media/red.png": a_picture("red"), **fillers(2)}
    world = applied_world(folder, files, **options)
    world.write({SERIES: new})
    return world


def parents(world: World) -> list[str]:
    """The texts of the series that are in Publer."""
    return [p["text"] for p in world.posts() if p["state"] == "recurring"]


def children(world: World) -> list[str]:
    """The ids of the posts that series have made."""
    return [str(post["id"]) for post in world.posts() if post["parent_id"]]


def went_out(world: World, until: str) -> list[tuple[str, str]]:
    """Day and text of each post of a series that is public at an ISO time."""
    day = datetime.fromisoformat(until)
    pass_time(world, day.isoformat())
    out = (p for p in world.posts() if p["parent_id"] and p["state"] == "published")
    return sorted((p["scheduled_at"][5:10], p["text"]) for p in out)

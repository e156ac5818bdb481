"""The week that the pictures show: applied once, then edited in the files and in Publer."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from publer_sync.api.reader import Reader
from publer_sync.config.project import Project
from publer_sync.emulator.app import create_app
from publer_sync.media.thumbnails import thumbnails
from publer_sync.planning.plan import PlanOptions
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.text import plan_text
from publer_sync.render.preview.html import preview_html
from publer_sync.render.preview.inputs import ComparedPlan, PreviewInput
from publer_sync.render.preview.page import page_of
from publer_sync.workflows.plan import PlanResult, make
from publer_sync.workflows.validate import ValidationResult
from tests.support.fake_time import FakeTime
from tests.support.world import World

EXAMPLES = Path(__file__).parents[2] / "examples"
THURSDAY = datetime.fromisoformat("2036-05-08T12:00:00+02:00")
EDITS = (
    ("week-20/12-goat-cheese.md", "eleven small rounds", "a dozen small rounds"),
    ("week-20/14-saturday-help.md", "2036-05-14 09:00", "2036-05-14 11:00"),
    ("week-20/17-cake.yaml", "in the shop and brave", "in the shop, {{ name }}, and brave"),
)
NEW = "week-20/15-suppliers-in-london.yaml"
COMMIT = "8f3c21d4b5a697880104c0ffee5f0e1d2c3b4a59"
GONE = "week-19/09-three-jams.md"


@dataclass(frozen=True)
class Week:
    """The files of that week, what was found in them, and their plan."""

    project: Project
    found: ValidationResult
    planned: PlanResult
    now: datetime

    @property
    def page(self) -> str:
        """The preview, with the plan."""
        subject = PreviewInput(
            title="corner-shop",
            zone=self.project.timezone,
            now=self.now,
            posts=self.found.posts,
            accounts=self.project.accounts,
            thumbnails=thumbnails(self.found.posts, self.project.root),
            findings=self.found.diagnostics,
            lines=self.found.lines.of(self.found.diagnostics),
            compared=ComparedPlan(self.planned.plan, self.planned.view),
        )
        return preview_html(page_of(subject))

    @property
    def terminal(self) -> str:
        """The plan in the colours of a terminal that is 80 columns wide."""
        return plan_text(self.planned.plan, zone=self.project.timezone, color=True, width=80)

    @property
    def comment(self) -> str:
        """The plan as the comment of a pull request."""
        links = Links(repository="https://github.com/corner-shop/posts", commit=COMMIT)
        plan = replace(self.planned.plan, basis=replace(self.planned.plan.basis, commit=COMMIT))
        zone, found = self.project.timezone, self.found.diagnostics
        return plan_markdown(plan, zone=zone, findings=found, links=links)


def the_week(folder: Path) -> Week:
    """The week, lived in this folder."""
    world = _applied(folder)
    _edit(world)
    found = world.valid()
    project = found.project
    assert project
    reader = Reader(world.session().get)
    now, state = world.time.now, world.store.load()
    made = make(project, found.posts, state, reader, time=lambda: now, options=PlanOptions())
    return Week(project, found, made, now)


def _applied(folder: Path) -> World:
    """The fortnight of the examples in Publer, but for one post that is written only now."""
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("every-type", ".publer-sync"))
    new = (folder / "content" / NEW).rename(folder / "later")
    time = FakeTime()
    world = World(folder, time, create_app(clock=time.seconds, sleep=time.sleep))
    world.apply_well()
    new.rename(folder / "content" / NEW)
    time.now = THURSDAY
    return world


def _edit(world: World) -> None:
    for name, before, after in EDITS:
        path = world.root / "content" / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
    world.remove(f"content/{GONE}")
    poem = next(post for post in world.posts() if "left a poem" in post["text"])
    world.edit_by_hand(poem["id"], text="Two hundred and seven of you came by this week!")
    world.by_hand(
        account_id=poem["account_id"],
        text="Live from the workshop: Anna glues.",
        scheduled_at="2036-05-13T16:00:00Z",
    )

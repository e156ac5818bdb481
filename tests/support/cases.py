"""Cases of rules: a post file, and the findings that are expected for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from publer_sync.config.project import Policy
from publer_sync.content.load import LoadedContent, load_posts
from publer_sync.diagnostics import Diagnostic, in_reading_order
from publer_sync.model.media import Media, MediaFacts
from publer_sync.model.media_walk import with_each_medium
from publer_sync.model.post import Post
from publer_sync.networks.check import check_posts, check_texts
from publer_sync.source.locate import place_of_value
from tests.support.projects import project_in, write_files

CASES = Path(__file__).parents[1] / "cases"
_REMARK = re.compile(r"^# (policy|media/[\w.-]+): (\{.*\})$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A post file of the folder of a rule."""

    file: Path

    @property
    def name(self) -> str:
        return f"{self.file.parent.name}/{self.file.stem}"

    @property
    def rule(self) -> str:
        return self.file.parent.name

    @property
    def expected(self) -> Path:
        return self.file.with_suffix(".expected")


def every_case() -> list[Case]:
    """All cases, by their names."""
    files = [file for suffix in ("yaml", "md") for file in CASES.glob(f"*/*.{suffix}")]
    return [Case(file) for file in sorted(files)]


def posts_of(case: Case, folder: Path) -> tuple[LoadedContent, list[Post], Policy]:
    """What is read from the file of a case; its posts know the facts of their media."""
    text = case.file.read_text(encoding="utf-8")
    remarks: dict[str, dict[str, object]] = {
        name: yaml.safe_load(said) for name, said in _REMARK.findall(text)
    }
    policy = {"alt_text": "off", **remarks.pop("policy", {})}
    project = (CASES / "publer-sync.yaml").read_text(encoding="utf-8")
    files = {"publer-sync.yaml": f"{project}policy: {policy}\n", f"content/{case.file.name}": text}
    read = project_in(write_files(folder, files | {f"content/{name}": "-" for name in remarks}))
    content = load_posts(read)
    facts = {f"content/{name}": MediaFacts(**given) for name, given in remarks.items()}  # type: ignore[arg-type]
    return content, [_looked_into(post, facts) for post in content.posts], read.policy


def findings_of(case: Case, folder: Path) -> str:
    """A line for each finding, made by everything from the files to the rules."""
    content, posts, policy = posts_of(case, folder)
    found = [*check_posts(posts, policy), *check_texts(content.unfinished, policy)]
    lines = case.file.read_text(encoding="utf-8").split("\n")
    exact = (place_of_value(each, lines) for each in [*content.diagnostics, *found])
    return "".join(map(_line, in_reading_order(exact)))


def _looked_into(post: Post, facts: Mapping[str, MediaFacts]) -> Post:
    def look(medium: Media) -> Media:
        return replace(medium, facts=facts.get(medium.file or ""))

    return with_each_medium(post, look)


def _line(found: Diagnostic) -> str:
    place = found.location
    assert place is not None
    name = place.file.removeprefix("content/")
    return f"{found.severity} {name}:{place.line}:{place.column} {found.rule} {found.message}\n"


def rules_in(lines: Iterable[str]) -> list[str]:
    """The rules that expected lines name."""
    return [line.split(" ")[2] for line in lines]

"""The examples and outputs in the documents are those of the real thing."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import httpx
import pytest

from publer_sync.config.load import load_project
from publer_sync.emulator.app import create_app
from publer_sync.render.diagnostics.text import diagnostics_text, summary
from publer_sync.render.plan.text import plan_text
from publer_sync.workflows.validate import validate
from tests.support.builders import time_of
from tests.support.documents import DOCUMENTS, ROOT, fences, with_block
from tests.support.pictures import a_photograph
from tests.support.projects import shown, write_files, write_project
from tests.support.world import a_world

WIDTH = 80
BASKET = a_photograph()


def test_the_readme_shows_a_real_plan(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    world = a_world(tmp_path, examples("README.md", only_first=True) | {"media/basket.png": BASKET})
    project = world.valid().project
    assert project
    plan = plan_text(world.plan(), zone=project.timezone, color=False, width=WIDTH)
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    text = with_block(written, "output", "plan", plan)
    if request.config.getoption("--update-golden"):
        (ROOT / "README.md").write_text(text, encoding="utf-8")
    assert text == written, "run `make docs`"


def test_the_page_of_commands_shows_real_findings(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    front = "---\naccounts: [shop-x]\nschedule: 2036-05-05 09:00\n---\n"
    shedule = "---\naccounts: [shop-x]\nshedule: 2036-05-06 09:00\n---\nHello\n"
    posts = {
        "content/launch.md": f"{front}We have launched, {{{{ name }}}}!\n",
        "content/sale.md": shedule,
    }
    write_project(tmp_path, posts)
    found = validate(tmp_path, environment=None, environ={})
    lines = found.lines.of(found.diagnostics)
    shown = diagnostics_text(found.diagnostics, lines=lines, color=False, width=WIDTH)
    said = summary(len(found.files), len(found.posts), found.diagnostics)
    written = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    text = with_block(written, "output", "validate", f"{shown}\n\n{said}")
    if request.config.getoption("--update-golden"):
        (ROOT / "docs/commands.md").write_text(text, encoding="utf-8")
    assert text == written, "run `make docs`"


def examples(name: str, *, only_first: bool = False) -> dict[str, str | bytes]:
    """The example files of a document; of several for one path the last, or the first."""
    found: dict[str, str | bytes] = {}
    for fence in fences(ROOT / name):
        if fence.kind == "example" and fence.name and not (only_first and fence.name in found):
            found[fence.name] = fence.body
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_example_is_marked(document: Path) -> None:
    unmarked = [
        fence.body
        for fence in fences(document)
        if fence.language in {"yaml", "markdown"} and fence.kind != "example"
    ]
    assert unmarked == []


def project_of_the_readme() -> dict[str, str | bytes]:
    """The project file of the README, with accounts for what only some networks have."""
    text = str(examples("README.md", only_first=True)["publer-sync.yaml"])
    more = "".join(
        f"  {alias}: {{id: id-of-{alias}, network: {network}}}\n"
        for alias, network in (
            ("shop-facebook", "facebook"),
            ("shop-blog", "wordpress"),
            ("shop-google", "google"),
        )
    )
    return {"publer-sync.yaml": text.replace("groups:", f"{more}groups:")}


@pytest.mark.parametrize("name", ["README.md", "docs/post-files.md"])
def test_post_examples_are_valid(name: str, tmp_path: Path) -> None:
    media = {"media/basket.png": BASKET, "media/second.png": BASKET}
    project = project_of_the_readme()
    write_files(tmp_path, examples(name) | project | media)
    found = validate(tmp_path, environment=None, environ={})
    assert found.ok
    assert {d.rule for d in found.diagnostics} <= {"alt-text"}, shown(found.diagnostics)
    assert found.posts


def test_an_example_arrives_as_the_page_says(tmp_path: Path) -> None:
    write_files(tmp_path, examples("docs/post-files.md") | project_of_the_readme())
    posts = {str(p.address): p for p in validate(tmp_path, environment=None, environ={}).posts}
    assert posts["launch-day-1@shop-x"].text == "We have launched!"
    assert posts["launch-day-1@shop-linkedin"].text == (
        "We have launched. https://example.com/launch\n\n#smallbusiness"
    )
    assert time_of(posts["launch-day-1@shop-x"]).hour == 11
    assert posts["cake@shop-x"].labels == ("from-git",)


@pytest.mark.parametrize("environment", [None, "test"])
def test_the_project_file_example_loads(environment: str | None, tmp_path: Path) -> None:
    write_files(tmp_path, examples("docs/project-file.md"))
    project, problems = load_project(tmp_path, environment=environment)
    assert project, shown(problems)


def test_the_first_project_file_of_the_readme_loads(tmp_path: Path) -> None:
    write_files(tmp_path, examples("README.md"))
    project, problems = load_project(tmp_path)
    assert project, shown(problems)
    assert list(project.accounts) == ["example"], "as `init` writes it"


def test_the_calls_of_the_emulator_page_work() -> None:
    calls = [fence for fence in fences(ROOT / "docs/emulator.md") if fence.kind == "call"]
    assert len(calls) == 4
    with httpx.Client(transport=httpx.WSGITransport(app=create_app())) as client:
        for call in calls:
            *_, url, _, _, _, body = shlex.split(call.body)
            assert call.name
            method, path = call.name.split()
            assert url.endswith(path)
            answer = client.request(method, f"http://127.0.0.1{path}", json=json.loads(body))
            assert answer.is_success, answer.text


ONE_ACCOUNT = """\
version: 1
workspace: 61a7c2e4f9e8c3b2d1e0f9a8
timezone: Europe/Rome
accounts: {shop-x: {id: 63c675b54e299e9cf2b667ea, network: twitter}}
"""
SHARED_STATE = ROOT / "docs/shared-state.md"


@pytest.mark.parametrize("number", range(sum(f.kind == "example" for f in fences(SHARED_STATE))))
@pytest.mark.parametrize("environment", [None, "test"])
def test_examples_of_stores_are_valid(number: int, environment: str | None, tmp_path: Path) -> None:
    example = [f.body for f in fences(SHARED_STATE) if f.kind == "example"][number]
    if environment and "environments:" not in example:
        example += "environments: {test: {accounts: {shop-x: {id: 74d786c65f3aaf0d03c778fb}}}}\n"
    write_files(tmp_path, {"publer-sync.yaml": ONE_ACCOUNT + example})
    project, found = load_project(tmp_path, environment=environment)
    assert (project is not None, found) == (True, ())

"""What the documents say is true: commands, options, rules, examples and outputs are those of the code."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from publer_sync import __version__
from publer_sync.cli.exit_codes import ExitCode
from publer_sync.cli.main import COMMANDS, main
from publer_sync.cli.state import SUBCOMMANDS
from publer_sync.emulator.options.settings import OPTIONS
from publer_sync.networks.explain import explain, known_rules
from publer_sync.planning.change import SECTIONS, Action, Cause, ChangeStatus, Reason, ReasonDetail
from publer_sync.render.docs.networks import networks_page
from publer_sync.render.docs.rules import rules_page
from publer_sync.render.plan.actions import LOOKS
from publer_sync.render.plan.reasons import REASONS, reason_advice
from publer_sync.source.schema.check import NAMES, load_schema
from tests.support.documents import DOCUMENTS, ROOT, with_block
from tests.support.emitted import emitted_rules

DOCS = ROOT / "docs"
EVERY_COMMAND = [(), *((name,) for name in COMMANDS), *(("state", name) for name in SUBCOMMANDS)]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_column(text: str) -> list[str]:
    """What stands as code in the first column of the tables."""
    return re.findall(r"^\| `([^`]+)`[^|]*\|", text, re.MULTILINE)


def section(text: str, heading: str) -> str:
    return text.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_the_readme_lists_the_commands() -> None:
    assert tuple(first_column(section(text_of("README.md"), "Commands"))) == COMMANDS


def test_every_command_is_documented_by_its_help(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "82")
    written = text = text_of("docs/commands.md")
    for words in EVERY_COMMAND:
        assert main([*words, "--help"]) == 0
        text = with_block(text, "help", " ".join(("publer-sync", *words)), capsys.readouterr().out)
    if request.config.getoption("--update-golden"):
        (DOCS / "commands.md").write_text(text, encoding="utf-8")
        written = text
    assert text == written, "run `make docs`"
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(COMMANDS)


def test_the_exit_codes_are_those_of_the_code() -> None:
    table = section(text_of("docs/commands.md"), "Exit codes")
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == list(ExitCode)


def test_every_key_is_documented() -> None:
    post = load_schema("post")["$defs"]
    page = text_of("docs/post-files.md")
    assert first_column(section(page, "Keys")) == list(post["entry"]["properties"])
    assert set(first_column(section(page, "Media"))) == set(post["medium"]["properties"])
    named = section(page, "Networks").partition(". What")[0]
    assert re.findall(r"`(\w+)`", named) == sorted(post["network"]["enum"])


def test_every_option_of_a_network_is_documented() -> None:
    schemas = load_schema("post")["$defs"]
    page = section(text_of("docs/post-files.md"), "Networks")
    for network in schemas["networks"]["properties"]:
        table = page.partition(f"| Option of `{network}` |")[2].partition("\n\n")[0]
        assert first_column(table) == list(schemas[network].get("properties", ())), network


def test_every_key_of_the_project_file_is_documented() -> None:
    project = load_schema("project")
    page = text_of("docs/project-file.md")
    documented = first_column(page.partition("\n## ")[0])
    assert documented == list(project["properties"])
    policy = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", section(page, "Policy"), re.MULTILINE)
    properties = project["$defs"]["policy"]["properties"]
    assert policy == [(key, str(value.get("default", "none"))) for key, value in properties.items()]


@pytest.mark.parametrize(
    ("name", "page"), [("rules.md", rules_page), ("networks.md", networks_page)]
)
def test_a_page_is_what_the_code_says(
    name: str, page: Callable[[], str], request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--update-golden"):
        (DOCS / name).write_text(page(), encoding="utf-8")
    assert text_of(f"docs/{name}") == page(), "run `make docs`"


def test_every_rule_can_be_explained() -> None:
    unknown = sorted(rule for rule in emitted_rules() if not explain(rule))
    assert unknown == [], "say in publer_sync/source/rule_docs.py what they demand and why"


def test_what_can_be_explained_is_a_rule() -> None:
    assert sorted(set(known_rules()) - emitted_rules()) == []


def test_every_word_of_a_plan_is_documented() -> None:
    page = text_of("docs/planning.md")
    reasons = section(page, "Reasons")
    assert first_column(reasons) == list(Reason)
    rows = [f"| {REASONS[r].says}. | {reason_advice(ReasonDetail(r))} |" for r in Reason]
    assert [row for row in rows if row not in reasons] == []
    assert sorted(first_column(section(page, "Causes"))) == sorted(Cause)
    verbs = {
        LOOKS[action].verb for action in set(SECTIONS) - {Action.NO_CHANGE, ChangeStatus.PUBLISHED}
    }
    assert (
        set(
            re.findall(
                r"^\| `[^`]+` \| ([a-z ]+) \|", section(page, "What a plan says"), re.MULTILINE
            )
        )
        == verbs
    )


def test_every_option_of_the_emulator_is_documented() -> None:
    table = section(text_of("docs/emulator.md"), "Options")
    for option in OPTIONS:
        assert f"| `{option.name}` | `{option.default}` | {option.meaning} |\n" in table
    assert len(first_column(table)) == len(OPTIONS)


def test_the_faults_of_the_emulator_page_exist() -> None:
    from publer_sync.emulator.store.faults import KINDS, parse_kind

    kinds = first_column(section(text_of("docs/emulator.md"), "Faults"))
    assert {parse_kind(kind).name for kind in kinds} == {kind.partition(":")[0] for kind in KINDS}


def test_the_changelog_has_this_version() -> None:
    assert f"\n## [{__version__}]" in text_of("CHANGELOG.md")


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        prose = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\((?!https?:)([^)]+)\)", prose):
            path, _, anchor = target.partition("#")
            page = document.parent / path if path else document
            assert page.exists(), f"{document.name}: {target}"
            if page.suffix != ".md":
                continue
            headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
            assert not anchor or anchor in {anchor_of(h) for h in headings}, target


def test_files_that_are_named_exist() -> None:
    for name in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        for path in re.findall(r"`((?:publer_sync|tests|docs|schemas)/[\w./-]+)`", text_of(name)):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_the_schemas_are_reachable_and_packed() -> None:
    assert {path.name.split(".")[0] for path in (ROOT / "schemas").iterdir()} == set(NAMES)
    assert '"schemas" = "publer_sync/schemas"' in text_of("pyproject.toml")


def test_the_project_speaks_of_itself_alone() -> None:
    foreign = re.compile(r"/work/|/home/|/root/|pypi\.org|localhost:\d|file://")
    for document in DOCUMENTS:
        assert not foreign.search(document.read_text(encoding="utf-8")), document.name


def anchor_of(heading: str) -> str:
    """What GitHub makes of a heading in an address."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_the_files_that_the_guides_name_are_there(document: str) -> None:
    named = set(re.findall(r"`([\w./-]+(?:\.py|\.yaml|\.md|\.toml|/))`", text_of(document)))
    roots = (ROOT, ROOT / "publer_sync")
    paths = {each for each in named if "/" in each or each.endswith(".py")}
    assert {each for each in paths if not any((root / each).exists() for root in roots)} == set()

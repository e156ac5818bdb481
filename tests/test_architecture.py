"""What the code may not do, whoever writes it: imports, printing, clocks, names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "publer_sync"
MODULES = sorted(PACKAGE.rglob("*.py"))
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared"}
TIME_AND_CHANCE = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
    "time.time", "time.monotonic", "time.sleep",
    "random.random", "random.choice", "random.randint", "uuid.uuid4",
}  # fmt: skip
MAY_READ_THEM = {"cli", "emulator"}
"""`cli` hands them to everything else; in the emulator they are defaults that its tests replace."""


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def used(path: Path) -> Iterator[str]:
    """Dotted names as they are written: `datetime.now`, `print`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name):
            yield node.id


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_imports_go_one_way() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


PUBLIC_OF_FORGE = {
    "client", "comments", "errors", "fork_artifact", "issues", "outputs", "pull_requests", "secret_guard",
    "workflow_run",
}  # fmt: skip


def test_the_rest_uses_a_forge_by_its_public_modules_only() -> None:
    outside = [p for p in MODULES if not p.is_relative_to(PACKAGE / "forge")]
    names = {n for p in outside for n in imported(p) if n.startswith("publer_sync.forge")}
    assert names == {f"publer_sync.forge.github.{name}" for name in PUBLIC_OF_FORGE}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(tree_of(path))
    assert docstring
    assert docstring.splitlines()[0][-1] in ".;:?" or "\n" in docstring


def test_no_module_is_named_after_nothing() -> None:
    assert [name_of(path) for path in MODULES if path.stem in NO_NAMES] == []


def test_only_the_command_line_prints() -> None:
    words = {"print", "click.echo", "click.secho", "sys.stdout", "sys.stderr"}
    outside = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")]
    assert {name_of(path): found for path in outside if (found := words & set(used(path)))} == {}


def test_only_the_command_line_reads_clock_and_chance() -> None:
    inner = [path for path in MODULES if name_of(path).split("/")[0] not in MAY_READ_THEM]
    found = {name_of(path): TIME_AND_CHANCE & set(used(path)) for path in inner}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_emulator_reads_the_clock_as_a_default_only() -> None:
    found = {
        name_of(path)
        for path in (PACKAGE / "emulator").rglob("*.py")
        if TIME_AND_CHANCE & set(used(path))
    }
    assert found == {"emulator/app.py"}


def test_only_the_command_line_knows_click() -> None:
    outside = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")]
    assert [name_of(path) for path in outside if "click" in set(imported(path))] == []


WORDS_OF_OTHERS = {
    "forge/github/errors.py", "source/yaml.py", "state/object_store/errors.py", "workflows/git.py",
}  # fmt: skip
"""GitHub, a YAML parser, a store of objects and git say some things in words only."""


def test_no_decision_depends_on_a_sentence() -> None:
    """Rewording a message must change nothing but the message."""
    packages = {"render", "cli", "emulator"}
    inner = [p for p in MODULES if name_of(p).split("/")[0] not in packages]
    found = {name_of(p): list(compared_sentences(p)) for p in inner}
    assert {n: s for n, s in found.items() if s and n not in WORDS_OF_OTHERS} == {}


def compared_sentences(path: Path) -> Iterator[str]:
    """Comparisons with a text of more than two words, or with a name that stands for one."""
    tree = tree_of(path)
    named = {
        target.id
        for node in SENTENCES_BY_MODULE[path]
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            named |= {a.asname or a.name for a in node.names if (node.module, a.name) in SENTENCES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [part for side in (node.left, *node.comparators) for part in ast.walk(side)]
            if any(is_sentence(p) or (isinstance(p, ast.Name) and p.id in named) for p in sides):
                yield ast.unparse(node)


def is_sentence(node: ast.AST) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and len(text.split()) > 2


def sentences_in(path: Path) -> list[ast.Assign]:
    """The constants of a module that are a sentence."""
    nodes = tree_of(path).body
    return [node for node in nodes if isinstance(node, ast.Assign) and is_sentence(node.value)]


SENTENCES_BY_MODULE = {path: sentences_in(path) for path in MODULES}
SENTENCES = {
    (f"publer_sync.{name_of(path).removesuffix('.py').replace('/', '.')}", target.id)
    for path, nodes in SENTENCES_BY_MODULE.items()
    for node in nodes
    for target in node.targets
    if isinstance(target, ast.Name)
}


@pytest.mark.parametrize("package", ["planning", "model", "networks", "render"])
def test_what_is_pure_reaches_for_nothing(package: str) -> None:
    forbidden = (
        "publer_sync.api",
        "publer_sync.state",
        "publer_sync.http",
        "httpx",
        "subprocess",
        "os",
        "socket",
    )
    for path in (PACKAGE / package).rglob("*.py"):
        names = set(imported(path))
        assert not [n for n in names for bad in forbidden if n == bad or n.startswith(f"{bad}.")], (
            path
        )


# The glossary of ARCHITECTURE.md explains what a newcomer could not guess. Thirty names of classes are drawn
# by a seed; each of their words is an everyday word, or is in the glossary.

SEED = 20
EVERYDAY = """
access account across action advanced advice age allow alt answer api applied apply approved arrival article
at attempt author auto backend block body bound bounded built cache candidate cannot card cause cell change
changed ci clock code codec column come commands comment comparable compared comparison composed conditions
confidence config confirmation conflict connection content counting create credentials crop daily day delay
delete deletion demo departure deps diagnostic difference doc document domain drifted earlier edit entries
error estimate event exit expanded explanation fact facts failed failure field file files finding findings
firewall forbidden format formats found gallery gap git grammar group guard handed hashed hint hub image
impact import imported incomplete index init input inputs inspected inspection interrupt interruption
invalid isolated issue job journal key kind large last layered layout lazy leak level library limit limiter
limits lines link links list live loaded local location locked maker markdown match matching media medium
merge merged method migration missed missing month moved name named names network new no not notice now
object older open operator option options outcome own owner page part path phase picture pictures placed
policy poll posts presence preview publer publication pull push range rate read reader rebuild record
records recurring recycling ref refusal refused rejected relation remove removed rename repeat repetition
reply report request resource resources result review rule run saved saver schedule scope secret seen sent
server session settings settle severity share shared sheet shortened sign signature signing skip snippet
source span stage stale started state statement status step stored stores stream style subscription sync
table tag take taken target thread threshold thumbnail time timed timing to token too topic trait treatment
truncated type unavailable unit unmanaged unmatched unpublished unreachable unresolved untrusted unusable
upload uploaded usage use user validation value verdict version view weights worker workflow workspace write
writer wrong
"""


def test_the_glossary_explains_what_a_class_is_named_after() -> None:
    words_of_the_code = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Words")[1]
    glossary = re.findall(r"^\| ([^|]+) \|", words_of_the_code, re.MULTILINE)
    explained = {word for row in glossary for word in re.findall(r"[a-z]+", row.lower())}
    names = sorted(
        node.name
        for path in MODULES
        if "emulator" not in path.parts
        for node in tree_of(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    drawn = Random(SEED).sample(names, 30)
    words = {word.lower() for name in drawn for word in re.findall(r"[A-Z][a-z0-9]*", name)}
    assert words - explained - set(EVERYDAY.split()) == set()

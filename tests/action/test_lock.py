"""The packages that the action installs are those that the project asks for, each by its hashes."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from action.bootstrap import LOCK
from tests.action.starting import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENTRY = re.compile(
    r"^([\w.-]+)==(\S+)(?: ; (.+?))? \\\n((?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE
)
TEXT = LOCK.read_text(encoding="utf-8")
LOCKED = {
    name: (Version(v), marker, hashes.split()) for name, v, marker, hashes in ENTRY.findall(TEXT)
}


def asked_for() -> list[Requirement]:
    more = PROJECT["optional-dependencies"]["object-store"]
    return [Requirement(each) for each in (*PROJECT["dependencies"], *more)]


def test_every_line_that_names_a_package_was_read() -> None:
    assert list(LOCKED) == [line.split("==")[0] for line in TEXT.splitlines() if "==" in line[:60]]


def test_it_has_what_the_project_asks_for() -> None:
    for wanted in asked_for():
        version, _, _ = LOCKED[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), f"{wanted}: {version}; run `make lock`"


def test_a_package_for_one_system_is_for_that_system() -> None:
    for wanted in asked_for():
        _, marker, _ = LOCKED[canonicalize_name(wanted.name)]
        assert bool(wanted.marker) == bool(marker), wanted


def test_each_has_hashes() -> None:
    for name, (_, _, hashes) in LOCKED.items():
        words = [word for word in hashes if word != "\\"]
        assert words, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", word) for word in words), name


def test_what_is_built_for_each_system_has_wheels_for_all() -> None:
    """One hash would be that of the machine on which the file was made."""
    for name in ("pillow", "regex", "pyyaml", "markupsafe", "rpds-py", "obstore"):
        assert len(LOCKED[name][2]) > 40, name


def test_it_names_no_index_and_nothing_but_packages() -> None:
    assert not re.search(r"https?:|file:|^-", TEXT, re.MULTILINE)
    lines = re.compile(r"[\w.-]+==\S+( ; .+)? \\|    --hash=sha256:\w+( \\)?|\s*#.*")
    assert [line for line in TEXT.splitlines() if not lines.fullmatch(line)] == []

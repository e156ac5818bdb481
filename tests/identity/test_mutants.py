"""Each rule of recognition, broken once: the tables of this folder and of planning must turn red."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass

import pytest

RECOGNISE, CONTENT, TEXT = (f"publer_sync.identity.{n}" for n in ("recognise", "content", "text"))
EXISTING, RECOVERY = "publer_sync.planning.guards.existing_posts", "publer_sync.execution.recovery"
OWN, OTHER = "tests/identity/test_recognise.py", "tests/planning/guards/test_existing_posts.py"


@dataclass(frozen=True)
class Rule:
    """A line of the product, the same line without the rule, and the tests that must notice."""

    name: str
    module: str
    old: str
    new: str
    tests: str = OWN


RULES = (
    Rule("known before", RECOGNISE, "post.id in self.intent.known_ids or ", ""),
    Rule("recorded elsewhere", RECOGNISE, " or post.id in self.used_ids:", ":"),
    Rule("another job", RECOGNISE, "self.recorded | (named - set(intent.job_post_ids))", "self.recorded"),
    Rule("named by its job", RECOGNISE, "if named := search.named(", "if not search and search.named("),
    Rule("texts tell apart", RECOGNISE, "        if not single:\n", "        if single is None:\n"),
    Rule("elsewhere", RECOGNISE, "(*search.elsewhere(), *existing_posts)", "existing_posts"),
    Rule("went out before", RECOGNISE, "and not _went_out_before(post, oldest)", "and oldest"),
    Rule("named failure", RECOGNISE, "and intent.slot is None and intent.message:", "and None:"),
    Rule("two are a question", RECOGNISE, "if len(same) > 1:", "if len(same) > 2:"),
    Rule("kind of a write", RECOGNISE, "same_kind(content_sent(self.intent).kind, post)", "True"),
    Rule("type", CONTENT, "        _type_difference(content, post),\n", ""),
    Rule("media", CONTENT, "        _media_difference(content, post, may_lag=media_may_lag),\n", ""),
    Rule("kind of a file", CONTENT, "        _kind_difference(content, post),\n", "", OTHER),
    Rule("differences count", CONTENT, "self.text.is_equal and not self.differences", "self.text.is_equal"),
    Rule("file names", CONTENT, "return _same_file(media_item.name, remote_item.name)", "return True", OTHER),
    Rule("loose is not equal", TEXT, "self >= TextMatch.NORMAL", "self >= TextMatch.LOOSE"),
    Rule("two links", TEXT, " and bool(hosts & self._short_hosts)", "", "tests/identity/test_text.py"),
    Rule("what is appended", TEXT, 'word[0] == "#" and len(word) > 1', "word", "tests/identity/test_text.py"),
    Rule("tombstones", EXISTING, "if (tombstone.account_id, tombstone.text) ==", "if None ==", OTHER),
    Rule("whatever was published", EXISTING, "elif unknown and unknown(time):", "elif None:", OTHER),
    Rule("the window", EXISTING, "if near or forgetful or", "if forgetful or", OTHER),
    Rule("a forgetful state", EXISTING, "if near or forgetful or", "if near or", OTHER),
    Rule("signs of an address", EXISTING, " or _is_suspect(change, others, existing)", "", OTHER),
    Rule("series", EXISTING, "in existing.series_texts:", "in ():", OTHER),
    Rule("differing in its slot", EXISTING, "return _differing(", "return None and _differing(", OTHER),
    Rule(
        "the whole account", RECOVERY, "or view.is_whole(intent.account_id, intent.since)", "or True",
        "tests/execution/test_recovery.py",
    ),
)  # fmt: skip

RUN = """
import sys, pytest
from tests.faults.mutants import Mutant
Mutant({name!r}, {module!r}, {old!r}, {new!r}, ()).install()
sys.exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-n0", {tests!r}]))
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_broken_rule_is_noticed(rule: Rule) -> None:
    run = RUN.format(
        name=rule.name, module=rule.module, old=rule.old, new=rule.new, tests=rule.tests
    )
    found = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)
    assert found.returncode == 1, found.stdout[-2000:] + found.stderr[-2000:]
    assert "1 failed" in found.stdout

"""Each renderer's whole output for the three plans, and for findings, failures and accounts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publer_sync.errors import PublerSyncError
from publer_sync.forge.github.fork_artifact import build_handover, read_handover
from publer_sync.networks.explain import explain
from publer_sync.planning.drift import Silence, drift_in
from publer_sync.render.accounts import accounts_json, accounts_text
from publer_sync.render.apply import apply_json, apply_text
from publer_sync.render.diagnostics.github import diagnostics_github
from publer_sync.render.diagnostics.json import diagnostics_json
from publer_sync.render.diagnostics.sarif import diagnostics_sarif
from publer_sync.render.diagnostics.text import diagnostics_text, skipped_text, summary
from publer_sync.render.explain import explain_text
from publer_sync.render.markdown.apply_comment import apply_markdown
from publer_sync.render.markdown.drift_comment import drift_markdown
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.render.markdown.handover_comment import handover_markdown
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.plan_comment import plan_markdown
from publer_sync.render.plan.text import plan_json, plan_text
from publer_sync.render.text.error import error_text
from tests.support import findings
from tests.support.builders import MORNING
from tests.support.planning import ZONE, a_plan
from tests.support.plans import ACCOUNTS, PLANS

Golden = Callable[[str, str], None]

LINKS = Links(repository="https://github.com/shop/posts", commit="8f3c21d", prefix="social/")


@pytest.mark.parametrize("name", PLANS)
def test_plan(name: str, golden: Golden) -> None:
    plan = PLANS[name]()
    golden(f"plan-{name}.txt", plan_text(plan, zone=ZONE, color=False, width=80))
    golden(f"plan-{name}.json", plan_json(plan))
    golden(f"plan-{name}.md", plan_markdown(plan, zone=ZONE, links=LINKS))


def test_plan_with_everything_shown(golden: Golden) -> None:
    text = plan_text(PLANS["edits"](), zone=ZONE, color=False, width=100, verbose=True)
    golden("plan-edits-verbose.txt", text)


@pytest.mark.parametrize("name", PLANS)
def test_plan_in_colour(name: str, golden: Golden) -> None:
    text = plan_text(PLANS[name](), zone=ZONE, color=True, width=80)
    golden(f"plan-{name}-color.txt", text.replace("\x1b", "^"))


def test_plan_with_findings_and_without_links(golden: Golden) -> None:
    text = plan_markdown(PLANS["first"](), zone=ZONE, findings=findings.FINDINGS[1:3])
    golden("plan-findings.md", text)


def test_plan_without_changes(golden: Golden) -> None:
    golden("plan-empty.txt", plan_text(a_plan(), zone=ZONE, color=False, width=80))
    golden("plan-empty.md", plan_markdown(a_plan(), zone=ZONE, links=LINKS))


@pytest.mark.parametrize("name", PLANS)
def test_apply(name: str, golden: Golden) -> None:
    plan, results = PLANS[name](), findings.RESULTS[name]
    golden(f"apply-{name}.txt", apply_text(plan, results, zone=ZONE, color=False, width=80))
    golden(f"apply-{name}.json", apply_json(plan, results, requests_used=14))
    golden(f"apply-{name}.md", apply_markdown(plan, results, zone=ZONE, links=LINKS))


def test_drift(golden: Golden) -> None:
    found, silence = drift_in(PLANS["edits"]()), Silence(("shop-x",), MORNING)
    golden("drift.md", drift_markdown(found, silence, zone=ZONE, links=LINKS))
    golden("drift-none.md", drift_markdown((), None, zone=ZONE))


def test_what_a_fork_handed_over(golden: Golden) -> None:
    document = build_handover(PLANS["first"](), findings.FINDINGS[1:3], "8f3c21d4" * 5)
    golden("handover.md", handover_markdown(read_handover(document.encode(), "comment.json")))


def test_diagnostics(golden: Golden) -> None:
    found, lines = findings.FINDINGS, findings.LINES
    text = diagnostics_text(found, lines=lines, color=False, width=80)
    skipped = skipped_text(findings.SKIPPED, color=False, width=80)
    golden("diagnostics.txt", f"{text}\n\n{skipped}\n\n{summary(12, 31, found)}")
    golden("diagnostics.json", diagnostics_json(found, findings.SKIPPED))
    golden("diagnostics.md", findings_markdown(found, links=LINKS))
    golden("diagnostics-github.txt", diagnostics_github(found, findings.SKIPPED, prefix="social/"))
    golden("diagnostics.sarif", diagnostics_sarif(found, findings.SKIPPED, lines=lines))


@pytest.mark.parametrize("rule", ["poll-duration", "slot-taken", "no-schedule"])
def test_explain(rule: str, golden: Golden) -> None:
    known = explain(rule)
    assert known
    golden(f"explain-{rule}.txt", explain_text(known, color=False, width=80))


def test_accounts(golden: Golden) -> None:
    known = {"shop-x": ACCOUNTS["shop-x"]}
    golden("accounts.txt", accounts_text(findings.ACCOUNTS, known, color=False, width=80))
    golden("accounts.json", accounts_json(findings.ACCOUNTS, known))


def test_error(golden: Golden) -> None:
    error = PublerSyncError(
        "The project file cannot be read.",
        location="publer-sync.yaml",
        reason="It holds the key `acounts`, which is not known.\nIt holds `key`, which is not known.",
        hint="Did you mean `accounts`? The command `publer-sync schema project` prints all keys.",
    )
    golden("error.txt", error_text(error, color=False, width=80))

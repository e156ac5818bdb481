"""`status`: where posts stand, what failed, what is open, and who is at work."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from publer_sync.source.schema.check import load_schema
from tests.cli.test_signals import requested
from tests.support.projects import PROJECT
from tests.support.shop import Shop, ended

LATER = "2036-05-01T09:00Z"


def as_json(shop: Shop, now: str = LATER) -> Any:
    done = shop.run("status", "--format", "json", now=now)
    assert done.code == 0, done
    document = json.loads(done.out)
    Draft202012Validator(load_schema("status")).validate(document)
    return document


def test_no_state_yet_and_no_key_needed(shop: Shop, monkeypatch: Any) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    done = shop.run("status")
    assert (done.code, done.out) == (0, "There is no state yet: nothing was applied yet.\n")
    assert as_json(shop)["serial"] is None
    assert shop.requests() == []


def test_posts_that_wait(shop: Shop) -> None:
    shop.applied()
    done = shop.run("status")
    assert done.out.startswith("2 posts: 2 scheduled; serial ")
    assert "Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)  launch@shop-x\n" in done.out
    assert as_json(shop)["summary"]["scheduled"] == 2


def test_it_needs_no_valid_files(shop: Shop) -> None:
    shop.applied()
    shop.write({"content/launch.md": "---\nacounts: []\n---\n"})
    assert shop.run("status").code == 0


def test_what_was_removed_or_failed(shop: Shop) -> None:
    shop.applied()
    one, other = shop.control("GET", "posts")
    shop.control("DELETE", f"posts/{one['id']}")
    shop.control("PUT", f"posts/{other['id']}", {"state": "failed", "failure": "Too long."})
    document = as_json(shop)
    assert (document["summary"]["missing"], document["summary"]["failed"]) == (1, 1)
    said = shop.run("status", now=LATER).out
    assert "missing: no longer in Publer" in said
    assert "failed to publish" in said
    assert "Publer does not say why." in said


def test_an_open_write_says_what_comes_next(shop: Shop) -> None:
    shop.write({"publer-sync.yaml": PROJECT + "policy: {settle: 1h}\n"})
    open_write(shop)
    done = shop.run("status")
    assert "! launch@shop-x  open create, since Thu 2036-05-01 10:00 Europe/Rome" in done.out
    assert "The next apply looks for it in Publer until Thu 2036-05-01 11:00" in done.out
    write = as_json(shop, now="2036-05-01T08:05Z")["open_writes"][0]
    assert (write["kind"], write["because"]) == ("create", "outcome_unknown")
    assert write["looked_for_until"].startswith("2036-05-01T09:00")


def open_write(shop: Shop) -> None:
    """An apply that is killed while Publer has its request."""
    shop.fault(method="POST", path="/posts/schedule", kind="drop_before")
    process = shop.start("apply", "--auto-approve")
    while not shop.state.exists() or '"kind"' not in shop.state.read_text(encoding="utf-8"):
        assert process.poll() is None
    process.kill()
    ended(process)


def test_who_is_at_work(shop: Shop) -> None:
    shop.applied()
    shop.write({"content/another.md": NEW})
    shop.fault(method="POST", path="/posts/schedule", kind="slow:4")
    shop.control("DELETE", "requests")
    process = shop.start("apply", "--auto-approve")
    requested(shop, "POST /api/v1/posts/schedule")
    assert "An apply is at work: command apply, host " in shop.run("status").out
    assert as_json(shop)["lock"]["pid"] == process.pid
    unlocked = shop.run("state", "unlock")
    assert (unlocked.code, f"process {process.pid} on" in unlocked.err) == (5, True)
    process.kill()
    ended(process)
    assert as_json(shop)["lock"] is None
    assert "died or was taken for dead (command apply" in shop.run("state", "unlock").out


NEW = "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nAnother.\n"


def test_overdue_posts_come_first_with_their_reason(shop: Shop) -> None:
    shop.applied()
    one, other = shop.control("GET", "posts")
    shop.control("PUT", f"posts/{one['id']}", {"state": "scheduled_pending"})
    shop.control("PUT", f"posts/{other['id']}", {"stuck": True})
    done = shop.run("status", now="2036-05-06T09:00Z")
    assert done.out.startswith("2 posts: 2 overdue; serial ")
    assert "It waits for approval in Publer.\n" in done.out
    assert "Publer does not say why." in done.out
    assert "Due next" not in done.out
    document = as_json(shop, now="2036-05-06T09:00Z")
    assert sorted(str(p["because"]) for p in document["posts"]) == ["None", "awaits_approval"]
    assert [p["overdue"] for p in document["posts"]] == [True, True]


def test_a_post_to_come_that_is_blocked_is_a_warning(shop: Shop) -> None:
    shop.applied()
    shop.control(
        "PUT", f"posts/{shop.control('GET', 'posts')[0]['id']}", {"state": "scheduled_reauth"}
    )
    said = shop.run("status").out
    assert said.count("will not be published as it stands") == 1
    assert "Reconnect the account in Publer." in said

"""`drift`: what people changed in Publer, and nothing that files changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from publer_sync.source.schema.check import load_schema
from tests.support.shop import POST, Done, Shop
from tests.workflows.scenes import LINKEDIN, X

LATER = "2036-05-01T09:00Z"


@pytest.fixture
def applied(shop: Shop) -> Shop:
    shop.applied()
    return shop


def post_of(shop: Shop, network: str) -> str:
    post_id: str = next(p["id"] for p in shop.control("GET", "posts") if p["network"] == network)
    return post_id


def drift(shop: Shop, *words: str) -> Done:
    return shop.run("drift", "--detailed-exitcode", *words, now=LATER)


def kinds(shop: Shop) -> list[tuple[str, str]]:
    document: Any = json.loads(drift(shop, "--format", "json").out)
    Draft202012Validator(load_schema("drift")).validate(document)
    return [(post["address"], post["kind"]) for post in document["posts"]]


def test_no_drift_says_how_many_posts_it_looked_at(applied: Shop) -> None:
    done = drift(applied)
    assert (done.code, done.out) == (
        0,
        "No drift: 2 recorded posts, none changed in Publer.\n",
    )


def test_a_post_that_publer_does_not_show_yet_is_said_and_no_drift(applied: Shop) -> None:
    applied.control("DELETE", f"posts/{post_of(applied, 'linkedin')}")
    moments_later = applied.run("drift", "--detailed-exitcode")
    assert (moments_later.code, moments_later.out) == (
        0,
        "No drift: 2 recorded posts, none changed in Publer, 1 not visible there yet.\n",
    )
    document = json.loads(applied.run("drift", "--format", "json").out)
    Draft202012Validator(load_schema("drift")).validate(document)
    assert (document["posts"], document["settling"]) == ([], ["launch@shop-linkedin"])
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"text": "We have landed."})
    said = "Drift: 1 edited. Not visible in Publer yet: 1 post.\n"
    assert applied.run("drift").out.endswith(said)


def test_no_state_is_no_drift_and_says_so(shop: Shop) -> None:
    assert drift(shop).out == "There is no state yet: nothing was applied yet.\n"


def test_an_edited_text(applied: Shop) -> None:
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"text": "We have landed."})
    done = drift(applied)
    assert done.code == 2
    assert "launch@shop-x  edited in Publer (X)" in done.out
    assert "We have [-launched.-]{+landed.+}" in done.out
    assert done.out.endswith("\nDrift: 1 edited.\n")
    assert kinds(applied) == [("launch@shop-x", "edited")]


def test_a_moved_and_a_removed_post(applied: Shop) -> None:
    moved = {"scheduled_at": "2036-05-07T12:00:00Z"}
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", moved)
    applied.control("DELETE", f"posts/{post_of(applied, 'linkedin')}")
    assert kinds(applied) == [("launch@shop-linkedin", "removed"), ("launch@shop-x", "moved")]
    assert applied.run("drift", now=LATER).code == 0, "only with --detailed-exitcode"


def test_a_moved_post_is_shown_at_its_new_time_and_was_at_the_recorded_one(applied: Shop) -> None:
    moved = {"scheduled_at": "2036-05-16T12:00:00Z"}
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", moved)
    assert (
        "      when    Fri 2036-05-16 14:00 Europe/Rome (12:00 UTC)\n"
        "      was     Mon 2036-05-05 09:00 Europe/Rome (07:00 UTC)\n"
    ) in drift(applied).out
    (post,) = json.loads(drift(applied, "--format", "json").out)["posts"]
    there, applied_at = "2036-05-16T12:00:00Z", "2036-05-05T07:00:00Z"
    assert post["scheduled_at"] == there
    assert post["fields"] == {
        "scheduled_at": {"applied": applied_at, "publer": there, "file": applied_at}
    }


def test_what_files_changed_is_none(applied: Shop) -> None:
    applied.write({"content/launch.md": POST.replace("launched", "landed")})
    assert (drift(applied).code, kinds(applied)) == (0, [])


def test_a_change_that_the_file_has_taken_over_is_none(applied: Shop) -> None:
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"text": "We have landed."})
    applied.write({"content/launch.md": POST.replace("launched", "landed")})
    assert kinds(applied) == []


def silent(shop: Shop, horizon: str) -> list[str]:
    """The accounts that fall silent within a horizon."""
    project = (shop.root / "publer-sync.yaml").read_text(encoding="utf-8").partition("policy:")[0]
    shop.write({"publer-sync.yaml": f"{project}policy: {{horizon: {horizon}}}\n"})
    document = json.loads(drift(shop, "--format", "json").out)
    found: list[str] = (document["silent"] or {"accounts": []})["accounts"]
    return found


def test_accounts_that_fall_silent_are_named_where_the_policy_looks_ahead(applied: Shop) -> None:
    assert "Nothing is scheduled" not in drift(applied).out
    assert silent(applied, "1w") == ["shop-instagram"]
    assert silent(applied, "3d") == ["shop-instagram", "shop-linkedin", "shop-x"]
    done = drift(applied)
    assert done.code == 0, "it is a warning, and no drift"
    assert done.out.startswith("Nothing is scheduled until Sun 2036-05-04 11:00 Europe/Rome")


def test_somebody_elses_post_is_no_silence_and_a_draft_is(applied: Shop) -> None:
    hers = {"account_id": X, "text": "Hers", "scheduled_at": "2036-05-02T12:00:00Z"}
    applied.control("POST", "posts", hers)
    applied.control("POST", "posts", hers | {"account_id": LINKEDIN, "state": "draft"})
    assert silent(applied, "3d") == ["shop-instagram", "shop-linkedin"]


# Posts that Publer has not published.

LONG_AFTER = "2036-05-06T09:00Z"


def test_an_overdue_post_is_shown_with_its_reason_and_exits_with_2(applied: Shop) -> None:
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"state": "scheduled_declined"})
    done = applied.run("drift", "--detailed-exitcode", now=LONG_AFTER)
    assert done.code == 2
    assert "launch@shop-x  overdue (X)" in done.out
    assert "It was declined in Publer" in done.out
    declined = done.out.partition("launch@shop-x")[2]
    assert declined.index("as the reviewer asks") < declined.index("Give it a new time")
    assert "Publer does not say why." in done.out
    assert done.out.endswith("none changed in Publer. Overdue: 2 posts.\n")
    assert applied.run("drift", now=LONG_AFTER).code == 0


def test_overdue_and_blocked_posts_in_json(applied: Shop) -> None:
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"state": "scheduled_reauth"})
    for now, key in (LONG_AFTER, "overdue"), (LATER, "blocked"):
        document = json.loads(applied.run("drift", "--format", "json", now=now).out)
        Draft202012Validator(load_schema("drift")).validate(document)
        named = {post["address"]: post["because"] for post in document[key]}
        assert named.get("launch@shop-x") == "reconnect_account"
        assert ("launch@shop-linkedin" in named) == (key == "overdue")


def test_a_blocked_post_is_a_warning_and_no_drift(applied: Shop) -> None:
    applied.control("PUT", f"posts/{post_of(applied, 'twitter')}", {"state": "scheduled_locked"})
    done = drift(applied)
    assert done.code == 0
    assert "launch@shop-x  will not be published as it stands (X)" in done.out

"""The same text twice: monthly on X, a copied file, and the two ways to send both posts."""

from __future__ import annotations

import json

import pytest

from tests.support.projects import PROJECT
from tests.support.shop import Shop


def post(day: str, *, account: str = "shop-x", more: str = "", text: str = "Our thanks.") -> str:
    return f"---\naccounts: [{account}]\nschedule: 2036-{day}\n{more}---\n{text}\n"


def with_posts(shop: Shop, **files: str) -> None:
    """Replace the post of the shop by these."""
    (shop.root / "content/launch.md").unlink()
    shop.write({f"content/{name}.md": text for name, text in files.items()})


@pytest.fixture
def thanks_twice(shop: Shop) -> Shop:
    """A shop that thanks on X twice within three days."""
    with_posts(shop, a=post("06-01 10:00"), b=post("06-04 10:00"))
    return shop


def test_a_monthly_text_on_x_is_planned_and_reaches_publer(shop: Shop) -> None:
    """`x_duplicates=off`: what Publer says to it is not the matter here."""
    shop.set(x_duplicates="off")
    with_posts(
        shop, **{f"thanks-{month}": post(f"{month}-28 10:00") for month in ("05", "06", "07")}
    )
    assert shop.run("validate").out == "3 files, 3 posts: no problems.\n"
    done = shop.run("apply", "--auto-approve")
    assert (done.code, done.out) == (0, "Applied: 3 created.\n")


def test_a_switch_in_the_project_does_not_hide_what_apply_would_hold(thanks_twice: Shop) -> None:
    thanks_twice.write({"publer-sync.yaml": PROJECT + "rules: {duplicate-text: off}\n"})
    shown = thanks_twice.run("validate")
    assert shown.code == 1
    assert "error[duplicate-text]: shop-x has the same text within 5d: a@shop-x" in shown.out


def test_a_switch_on_the_entry_lets_its_posts_through(thanks_twice: Shop) -> None:
    thanks_twice.set(x_duplicates="off")
    off = "rules: {duplicate-text: off}\n"
    thanks_twice.write({"content/b.md": post("06-04 10:00", more=off)})
    assert thanks_twice.run("validate").out == "2 files, 2 posts: no problems.\n"
    assert thanks_twice.run("apply", "--auto-approve").out == "Applied: 2 created.\n"


def test_both_are_sent_once_it_is_allowed(thanks_twice: Shop) -> None:
    thanks_twice.set(x_duplicates="off")
    assert thanks_twice.run("apply", "--auto-approve").code == 1
    done = thanks_twice.run("apply", "--auto-approve", "--allow", "duplicate-text=b@shop-x")
    assert (done.code, done.out) == (0, "Applied: 2 created.\n")


def test_a_saved_plan_keeps_what_was_allowed(thanks_twice: Shop) -> None:
    thanks_twice.set(x_duplicates="off")
    words = ("--allow", "deletes", "--allow", "duplicate-text=b@shop-x")
    assert thanks_twice.run("plan", "--out", "plan.json", *words).code == 0
    saved = json.loads((thanks_twice.root / "plan.json").read_text())
    assert saved["options"]["allow"] == ["deletes", "duplicate-text=b@shop-x"]
    assert thanks_twice.run("apply", "plan.json").out == "Applied: 2 created.\n"


def test_a_post_in_publer_with_the_text_is_told_of_and_can_be_allowed(shop: Shop) -> None:
    shop.set(x_duplicates="off")
    with_posts(shop, a=post("06-04 10:00"))
    theirs = {"account_id": "63c675b54e299e9cf2b667ea", "text": "OUR thanks.",
              "scheduled_at": "2036-06-01T10:00:00+02:00"}  # fmt: skip
    shop.control("POST", "posts", theirs)
    held = shop.run("apply", "--auto-approve")
    assert held.code == 4
    said = " ".join(held.err.split())
    assert "The account has another post with the same text within policy.repeat_text" in said
    assert "add `--allow duplicate-text=a@shop-x` once" in said
    allowed = shop.run("apply", "--auto-approve", "--allow", "duplicate-text=a@shop-x")
    assert (allowed.code, len(shop.texts())) == (0, 2)


@pytest.mark.parametrize("command", [("plan",), ("plan", "--offline"), ("apply", "--auto-approve")])
@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("duplicate-text=lunch@shop-x", "error: No file has the post 'lunch@shop-x'."),
        ("duplicate-text=launch", "'duplicate-text=launch' names no post"),
        ("duplicate-text", "'duplicate-text' names no post; write duplicate-text=ADDRESS"),
        (
            "duplicates",
            "is not one of 'deletes', 'replaces', 'past', 'stale-checkout', 'edited-deletes', "
            "'duplicate-text=ADDRESS'",
        ),
    ],
)
def test_a_word_that_allows_nothing(
    shop: Shop, command: tuple[str, ...], word: str, said: str
) -> None:
    done = shop.run(*command, "--allow", word)
    assert done.code == 64
    assert said in " ".join(done.err.split())
    assert shop.requests() == []


def test_the_address_that_was_meant_is_suggested(shop: Shop) -> None:
    done = shop.run("plan", "--allow", "duplicate-text=lunch@shop-x")
    assert done.said[1:] == [
        "  where: --allow duplicate-text=lunch@shop-x",
        "  hint: did you mean `launch@shop-x`?",
    ]


def test_a_broken_file_is_shown_before_an_unknown_address(shop: Shop) -> None:
    shop.write({"content/launch.md": "---\n"})
    assert shop.run("plan", "--allow", "duplicate-text=launch@shop-x").code == 1


def test_a_copy_of_a_post_on_other_networks_is_a_single_warning(shop: Shop) -> None:
    accounts = "shop-linkedin, shop-instagram, shop-x"
    copy = {f"v3-{hour}": post(f"06-0{day} 10:00", account=accounts.removesuffix(", shop-x"),
                               text="Version 3 is out.", more="rules: {media-required: off}\n")
            for hour, day in (("first", 1), ("second", 1))}  # fmt: skip
    copy["v3-second"] = copy["v3-second"].replace("10:00", "10:30")
    with_posts(shop, **copy)
    done = shop.run("validate", "--format", "json")
    found = [
        each for each in json.loads(done.out)["diagnostics"] if each["rule"] == "duplicate-text"
    ]
    assert [(each["file"], each["severity"]) for each in found] == [
        ("content/v3-second.md", "warning")
    ]
    assert "v3-first in content/v3-first.md:6" in found[0]["message"]

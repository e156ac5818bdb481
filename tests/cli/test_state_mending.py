"""`state rm`, `mv` and `pull`: what is remembered of single posts, changed by hand without a double."""

from __future__ import annotations

import json
import stat

import pytest

from publer_sync.model.address import Address
from publer_sync.model.network import Network
from publer_sync.model.state import Intent, IntentKind
from publer_sync.state.format import from_text, to_text
from tests.support.builders import MORNING, an_account
from tests.support.projects import PROJECT
from tests.support.shop import POST, Done, Shop

X, LINKEDIN = "launch@shop-x", "launch@shop-linkedin"
ONLY_LINKEDIN = POST.replace("shop-x, ", "")


@pytest.fixture
def applied(shop: Shop) -> Shop:
    shop.write({"publer-sync.yaml": PROJECT + "policy: {settle: 1s}\n"})
    shop.applied()
    return shop


def recorded(shop: Shop) -> set[str]:
    return set(json.loads(shop.state.read_text(encoding="utf-8"))["posts"])


def words(done: Done) -> str:
    """What was said on both streams, without line breaks."""
    return " ".join((done.out + done.err).split())


def open_write(shop: Shop, address: str, post_id: str | None = None) -> None:
    """A write of which it is not known yet what came of it."""
    intent = Intent(
        kind=IntentKind.DELETE if post_id else IntentKind.CREATE,
        address=Address.parse(address),
        account_id=an_account().id,
        network=Network.TWITTER,
        scheduled_at=MORNING,
        since=MORNING,
        post_id=post_id,
    )
    state = from_text(shop.state.read_text(encoding="utf-8"), "")
    shop.write({".publer-sync/state.json": to_text(state.with_intents([intent]))})


AGAIN = "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nOnce more.\n"


def test_a_post_that_is_forgotten_stays_and_is_left_alone(applied: Shop) -> None:
    before = applied.texts()
    applied.write({"content/launch.md": ONLY_LINKEDIN})
    done = applied.run("state", "rm", X, "--yes")
    assert (done.code, recorded(applied)) == (0, {LINKEDIN})
    assert applied.run("plan", "--detailed-exitcode").code == 0
    applied.applied()
    assert applied.texts() == before


def test_what_its_file_still_wants_is_taken_up_again_and_not_made_twice(applied: Shop) -> None:
    before = applied.texts()
    done = applied.run("state", "rm", X, "--yes", "--format", "json")
    (one,) = json.loads(done.out)["forgotten"]
    assert (one["next_plan"]["action"], recorded(applied)) == ("adopt", {LINKEDIN})
    applied.applied()
    assert (applied.texts(), recorded(applied)) == (before, {X, LINKEDIN})


def test_what_would_be_made_twice_is_not_forgotten(applied: Shop) -> None:
    applied.write({"content/launch.md": POST.replace("05 09:00", "25 09:00")})
    before = applied.state.read_bytes()
    done = applied.run("state", "rm", LINKEDIN, "--yes")
    assert done.code == 4
    assert "the next apply would make a second post" in words(done)
    assert applied.state.read_bytes() == before


def test_what_is_held_for_its_text_is_forgotten_and_stays_held(applied: Shop) -> None:
    applied.write({"content/launch.md": POST.replace("05 09:00", "07 09:00")})
    done = applied.run("state", "rm", LINKEDIN, "--yes")
    assert (done.code, "the same text" in words(done)) == (0, True), done
    assert applied.run("apply", "--auto-approve").code == 4
    assert sum(text == "We have launched." for _, text in applied.texts()) == 2


NOW_POST = "---\naccounts: [shop-x]\nschedule: now\n---\nOut with it.\n"
ALLOWED = PROJECT + "policy: {publish_now: allowed}\n"


def test_a_text_that_went_out_at_once_may_go_out_again_once_it_is_forgotten(
    applied: Shop,
) -> None:
    applied.write({"publer-sync.yaml": ALLOWED, "content/first.md": NOW_POST})
    applied.applied()
    (applied.root / "content/first.md").unlink()
    applied.applied()
    applied.write({"content/again.md": NOW_POST})
    assert applied.run("apply", "--auto-approve").code == 4
    assert "its text is held back" in words(applied.run("state", "show", "first@shop-x"))
    done = applied.run("state", "rm", "first@shop-x", "--yes")
    assert done.code == 0, done
    assert applied.run("state", "show", "first@shop-x").code == 64
    assert applied.run("plan", "--detailed-exitcode").code == 2


def test_files_with_errors_do_not_tell_who_wants_a_post(applied: Shop) -> None:
    applied.write({"content/launch.md": "---\naccounts: [\n"})
    before = applied.state.read_bytes()
    assert applied.run("state", "rm", X, "--yes").code == 1
    assert applied.state.read_bytes() == before


@pytest.mark.parametrize(
    ("address", "command"),
    [
        (X, ("rm", X)),
        ("lunch@shop-x", ("rm", "lunch@shop-x")),
        (X, ("mv", X, "lunch@shop-x")),
        ("lunch@shop-x", ("mv", X, "lunch@shop-x")),
    ],
)
def test_what_an_open_write_is_about_is_left_alone(
    applied: Shop, address: str, command: tuple[str, ...]
) -> None:
    open_write(applied, address)
    before = applied.state.read_bytes()
    done = applied.run("state", *command, "--yes")
    assert (done.code, f"open: {address} (create)" in words(done)) == (4, True), done
    assert applied.state.read_bytes() == before


def test_an_open_write_about_the_same_post_under_another_name(applied: Shop) -> None:
    post_id = json.loads(applied.state.read_text(encoding="utf-8"))["posts"][X]["post_id"]
    open_write(applied, "old@shop-x", post_id)
    done = applied.run("state", "rm", X, "--yes")
    assert (done.code, "open: old@shop-x (delete)" in words(done)) == (4, True), done


def test_an_address_that_nobody_knows(applied: Shop) -> None:
    for command in (("rm", X, "lunch@shop-x"), ("mv", "lunch@shop-x", "brunch@shop-x")):
        done = applied.run("state", *command, "--yes")
        assert (done.code, done.said[-1]) == (64, f"  hint: did you mean {X}?")
    assert recorded(applied) == {X, LINKEDIN}


def test_a_failed_attempt_can_be_forgotten(applied: Shop) -> None:
    applied.write({"content/again.md": AGAIN})
    applied.fault(method="POST", path="/posts/schedule", kind="refuse:No.")
    assert applied.run("apply", "--auto-approve").code == 1
    done = applied.run("state", "rm", "again@shop-x", "--yes")
    assert done.code == 0, done
    assert json.loads(applied.state.read_text(encoding="utf-8"))["failures"] == {}


def test_an_entry_that_got_another_id_and_other_words_keeps_its_post(applied: Shop) -> None:
    (applied.root / "content/launch.md").unlink()
    moved = POST.replace("05 09:00", "07 09:00").replace("launched", "landed")
    applied.write({"content/landed.md": moved})
    for alias in ("shop-x", "shop-linkedin"):
        done = applied.run("state", "mv", f"launch@{alias}", f"landed@{alias}", "--yes")
        assert done.code == 0, done
    plan = json.loads(applied.run("plan", "--format", "json").out)
    assert {change["action"] for change in plan["changes"]} == {"replace"}
    applied.applied()
    assert len(applied.texts()) == 2


@pytest.mark.parametrize(
    ("new", "code", "why"),
    [
        (LINKEDIN, 4, "The post is on another account."),
        ("landed@shop-linkedin", 4, "The post is on another account."),
        ("landed@shop-y", 64, "There is no account 'shop-y'."),
        ("landed", 64, "The new address cannot be used."),
        (X, 64, "Both addresses are the same."),
        ("old@shop-x", 4, "The new address has a post already."),
    ],
)
def test_where_a_record_cannot_go(applied: Shop, new: str, code: int, why: str) -> None:
    applied.write({"content/old.md": AGAIN})
    applied.applied()
    before = applied.state.read_bytes()
    done = applied.run("state", "mv", X, new, "--yes")
    assert (done.code, why in words(done)) == (code, True), done
    assert applied.state.read_bytes() == before


def test_a_record_does_not_go_where_its_post_would_be_deleted(applied: Shop) -> None:
    applied.write({"content/launch.md": POST.replace("05 09:00", "07 09:00")})
    before = applied.state.read_bytes()
    done = applied.run("state", "mv", LINKEDIN, "lunch@shop-linkedin", "--yes")
    assert (done.code, "change the id in the file first" in words(done)) == (4, True)
    assert applied.state.read_bytes() == before


def test_a_record_that_went_elsewhere_than_its_file_comes_back(applied: Shop) -> None:
    posts = applied.texts()
    assert applied.run("state", "mv", X, "lunch@shop-x", "--yes").code == 0
    plan = json.loads(applied.run("plan", "--format", "json").out)
    assert [c["action"] for c in plan["changes"] if c["address"] == X] == ["move"]
    applied.applied()
    assert (recorded(applied), applied.texts()) == ({X, LINKEDIN}, posts)


def test_a_record_does_not_go_where_its_file_would_make_a_second_post(applied: Shop) -> None:
    other = POST.replace("05 09:00", "07 09:00").replace("launched", "landed")
    applied.write({"content/launch.md": other})
    before = applied.state.read_bytes()
    done = applied.run("state", "mv", X, "lunch@shop-x", "--yes")
    assert (done.code, "change the id in the file first" in words(done)) == (4, True)
    assert applied.state.read_bytes() == before


def test_a_copy_is_what_push_takes(applied: Shop) -> None:
    printed = applied.run("state", "pull")
    assert json.loads(printed.out) == json.loads(applied.state.read_text(encoding="utf-8"))
    assert applied.run("state", "pull", "--out", "copy.json").code == 0
    copy = applied.root / "copy.json"
    assert copy.read_bytes() == applied.state.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    applied.state.unlink()
    assert applied.run("state", "push", "copy.json", "--yes").code == 0
    pushed, copied = json.loads(applied.state.read_bytes()), json.loads(copy.read_bytes())
    assert pushed.pop("is_rebuilt") and pushed.pop(
        "unconfirmed"
    )  # a copy that is put back may lack what came after it
    assert pushed | {"known_since": None} == copied | {"known_since": None}


def test_there_is_no_copy_of_nothing(shop: Shop) -> None:
    done = shop.run("state", "pull", "--out", "copy.json")
    assert (done.code, done.said[0]) == (1, "error: There is no state yet.")
    assert not (shop.root / "copy.json").exists()

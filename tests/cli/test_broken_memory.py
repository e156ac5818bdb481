"""States and saved plans that cannot be used: refused, explained, and left as they are."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_errors import message
from tests.support.shop import Shop

EVERY_WAY = (["plan"], ["apply", "--auto-approve"])


@pytest.mark.parametrize(
    "broken", ["", "{", "[]", '{"format_version": 1}', '{"format_version": 1, "posts": 3}']
)
def test_a_broken_state_is_never_overwritten(shop: Shop, broken: str) -> None:
    shop.write({".publer-sync/state.json": broken})
    for words in EVERY_WAY:
        lines = message(shop.run(*words), 1)
        assert lines[0] == "error: The state file is broken and was left as it is."
        assert lines[1].endswith("state.json")
        assert "bring back the last good copy" in " ".join(lines)
    assert shop.state.read_text(encoding="utf-8") == broken
    assert shop.texts() == []


@pytest.mark.parametrize(
    ("ours", "theirs", "says"),
    [
        ('"format_version": 1', '"format_version": 2', "was written by another version"),
        ("61a7c2e4f9e8c3b2d1e0f9a8", "0000c2e4f9e8c3b2d1e0f9a8", "belongs to another workspace"),
    ],
)
def test_a_state_that_is_not_ours_is_left_alone(
    shop: Shop, ours: str, theirs: str, says: str
) -> None:
    shop.applied()
    other = shop.state.read_text(encoding="utf-8").replace(ours, theirs)
    shop.write({".publer-sync/state.json": other})
    for words in EVERY_WAY:
        assert message(shop.run(*words), 1)[0].startswith(f"error: The state {says}")
    assert shop.state.read_text(encoding="utf-8") == other


def test_a_state_of_an_older_version_is_rebuilt(shop: Shop) -> None:
    shop.applied()
    older = shop.state.read_text(encoding="utf-8").replace(
        '"format_version": 1', '"format_version": 0'
    )
    shop.write({".publer-sync/state.json": older})
    for words in EVERY_WAY:
        lines = message(shop.run(*words), 1)
        assert lines[0] == "error: Written by an older version."
        assert lines[-1] == "  hint: Run `publer-sync state rebuild`."
    assert shop.run("state", "rebuild", "--yes").code == 0
    assert shop.state.with_name("state.json.backup-1").read_text(encoding="utf-8") == older
    assert shop.run("plan").code == 0


@pytest.mark.parametrize("garbage", ["", "hello", "[1]", "{}", '{"format_version": 1}'])
def test_garbage_is_no_plan(shop: Shop, garbage: str) -> None:
    shop.write({"plan.json": garbage})
    lines = message(shop.run("apply", "plan.json"), 64)
    assert lines[:2] == [
        "error: This is not a plan file, or it was changed by hand.",
        "  where: plan.json",
    ]
    assert lines[-1] == "  hint: make one with `publer-sync plan --out FILE`"


@pytest.mark.parametrize("key", ["changes", "basis", "options", "digest"])
def test_a_plan_that_lacks_something_is_no_plan(shop: Shop, key: str) -> None:
    shop.run("plan", "--out", "plan.json")
    document = json.loads((shop.root / "plan.json").read_text(encoding="utf-8"))
    shop.write({"plan.json": json.dumps(document | {key: [3]})})
    message(shop.run("apply", "plan.json"), 64)
    assert shop.texts() == []


def test_a_plan_of_a_newer_version_is_refused(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json")
    document = json.loads((shop.root / "plan.json").read_text(encoding="utf-8"))
    shop.write({"plan.json": json.dumps(document | {"format_version": 2})})
    lines = message(shop.run("apply", "plan.json"), 4)
    assert lines[0] == "error: The plan was written by another version of publer-sync."
    assert lines[-1] == "  hint: plan again with this version"


def test_a_plan_with_a_word_edited_in_is_refused(shop: Shop) -> None:
    shop.applied()
    posts = shop.texts()
    (shop.root / "content/launch.md").unlink()
    assert shop.run("plan", "--out", "plan.json").code == 4
    document = json.loads((shop.root / "plan.json").read_text(encoding="utf-8"))
    document["options"]["allow"] = ["deletes"]
    shop.write({"plan.json": json.dumps(document | {"can_apply": True, "refusals": []})})
    assert message(shop.run("apply", "plan.json"), 4) == [
        "error: The saved plan is not the one that was made.",
        "  where: plan.json",
        "  why: its checksum does not match its content: it was edited, or another version of "
        "publer-sync wrote it",
        "  hint: plan again with `publer-sync plan --out plan.json` and the options that you want, look at "
        "the result, and apply that",
    ]
    assert shop.texts() == posts


def test_a_plan_of_files_that_changed_since_is_refused(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json")
    post = (shop.root / "content/launch.md").read_text(encoding="utf-8")
    shop.write({"content/launch.md": post.replace("launched", "landed")})
    lines = message(shop.run("apply", "plan.json"), 4)
    assert lines == [
        "error: The saved plan is out of date.",
        "  where: plan.json",
        "  why: changed since it was made: the post files",
        "  hint: plan again with `publer-sync plan --out plan.json`, look at the result, and apply that",
    ]
    assert shop.texts() == []


def test_a_plan_that_was_applied_is_refused(shop: Shop) -> None:
    shop.run("plan", "--out", "plan.json")
    assert shop.run("apply", "plan.json").code == 0
    lines = message(shop.run("apply", "plan.json"), 4)
    assert lines[2].startswith("  why: changed since it was made: the state")
    assert len(shop.texts()) == 2


def test_a_plan_that_is_not_there_is_a_wrong_call(shop: Shop) -> None:
    done = shop.run("apply", "nowhere.json")
    assert done.code == 64
    assert "File 'nowhere.json' does not exist." in done.err

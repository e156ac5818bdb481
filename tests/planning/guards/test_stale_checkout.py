"""Three versions decide about each post: what was applied, HEAD, and their merge base."""

from __future__ import annotations

import pytest

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import fingerprint
from publer_sync.model.state import AppliedCheckout
from publer_sync.planning.change import Action, Reason
from publer_sync.planning.guards.stale_checkout import (
    MOST,
    CheckoutComparison,
    FilesVersion,
    StaleEntries,
    stale_entries,
)
from publer_sync.planning.planner import PlanInputs, make_plan
from tests.support.planning import ZONE, a_moment, a_record, a_remote_post, a_state, a_view, wanted

COMMIT = "a" * 40
POST = Address("one", "x")


def version(post: str | None, file: str | None = None) -> FilesVersion:
    """A version with one post in `one.md`, or without it."""
    if post is None:
        return FilesVersion()
    return FilesVersion(
        files={"one.md": file or post}, posts={POST: post}, sources={POST: "one.md"}
    )


def is_stale(head: FilesVersion, base: FilesVersion, applied: FilesVersion) -> bool:
    found = stale_entries(COMMIT, head=head, base=base, applied=applied)
    return found.include(POST, "one.md")


@pytest.mark.parametrize(
    ("head", "base", "applied", "expected"),
    [
        ("old", "old", "new", True),
        ("old", "old", None, True),
        (None, None, "new", True),
        ("old", "old", "old", False),
        (None, None, None, False),
        ("new", "old", "new", False),
        ("mine", "old", "new", False),
        ("mine", "old", "old", False),
        ("mine", "old", None, True),
        ("mine", None, None, False),
        (None, "old", "new", False),
        (None, "old", "old", False),
        (None, "old", None, False),
    ],
)
def test_a_post_is_stale_that_only_the_applied_commit_changed(
    head: str | None, base: str | None, applied: str | None, expected: bool
) -> None:
    assert is_stale(version(head), version(base), version(applied)) == expected


@pytest.mark.parametrize(
    ("head", "base", "applied", "expected"),
    [
        (("mine", "file"), ("old", "file"), ("new", "other"), True),
        (("mine", "file"), ("old", "file"), ("new", "file"), False),
        (("mine", "file"), ("old", "file"), ("old", "other"), False),
        (("new", "file"), ("old", "file"), ("new", "other"), False),
    ],
)
def test_a_post_that_head_changed_by_defaults_alone_is_decided_by_its_file(
    head: tuple[str, str], base: tuple[str, str], applied: tuple[str, str], expected: bool
) -> None:
    assert is_stale(version(*head), version(*base), version(*applied)) == expected


def test_files_decide_where_a_version_has_errors() -> None:
    def broken(**files: str) -> FilesVersion:
        return FilesVersion(files=files, shared=frozenset({"shared"}), posts=None)

    old, new = broken(one="1", two="1", shared="1"), broken(one="2", two="1", shared="1")
    assert stale_entries(COMMIT, head=old, base=old, applied=new).files == {"one"}
    moved = broken(one="1", two="1", shared="2")
    assert stale_entries(COMMIT, head=old, base=old, applied=moved).files == {
        "one",
        "two",
        "shared",
    }
    mine = broken(one="1", two="3", shared="1")
    assert stale_entries(COMMIT, head=mine, base=old, applied=moved).files == {"one", "shared"}


def test_only_what_would_be_done_is_held() -> None:
    gone, same = wanted("gone"), wanted("same")
    stale = StaleEntries(commit=COMMIT, addresses=frozenset({gone.address, same.address}))
    plan = make_plan(
        PlanInputs(
            desired=[same],
            state=a_state(a_record(gone), a_record(same)),
            view=a_view(a_remote_post(gone), a_remote_post(same)),
            moment=a_moment(),
            zone=ZONE,
            checkouts=CheckoutComparison(stale=(stale,)),
        )
    )
    changes = {str(change.address.entry): change for change in plan.changes}
    held = changes["gone"].held
    assert held and (held.reason, held.detail) == (Reason.STALE_CHECKOUT, COMMIT[:12])
    assert (changes["same"].action, changes["same"].held) == (Action.NO_CHANGE, None)
    assert [notice.detail for notice in plan.notices] == [COMMIT[:12]]


def test_what_is_remembered_after_an_apply() -> None:
    older, ahead = AppliedCheckout("b" * 40), AppliedCheckout("c" * 40)
    compared = CheckoutComparison(settled=(older,), behind=(ahead,))
    here, dirty = AppliedCheckout(COMMIT), AppliedCheckout(COMMIT, is_dirty=True)
    assert compared.after(here) == (ahead, here)
    assert compared.after(dirty) == (older, ahead, dirty)
    assert compared.after(here, is_partial=True) == (older, ahead, here)
    assert CheckoutComparison(settled=(here,)).after(dirty) == (here, dirty)
    assert CheckoutComparison(settled=(here,)).after(here, is_partial=True) == (here,)
    many = CheckoutComparison(behind=tuple(AppliedCheckout(f"{n:040x}") for n in range(50)))
    assert len(many.after(here)) == MOST


RENAMED = Address("two", "x")


@pytest.mark.parametrize(("applied", "expected"), [("new", True), (None, True), ("old", False)])
def test_a_post_that_head_renamed_is_stale_with_both_names(
    applied: str | None, expected: bool
) -> None:
    head = FilesVersion(
        files={"two.md": "old"}, posts={RENAMED: "old"}, sources={RENAMED: "two.md"}
    )
    found = stale_entries(COMMIT, head=head, base=version("old"), applied=version(applied))
    assert (found.addresses == {POST, RENAMED}) == expected


def test_a_rename_that_the_applied_commit_has_is_no_alarm() -> None:
    renamed = FilesVersion(files={"two.md": "old"}, posts={RENAMED: "old"})
    assert stale_entries(COMMIT, head=renamed, base=version("old"), applied=renamed).is_empty


def test_a_rename_that_is_not_committed_is_held_by_what_the_post_is() -> None:
    renamed = wanted("renamed")
    found = StaleEntries(commit=COMMIT, fingerprints=frozenset({fingerprint(renamed)}))
    inputs = PlanInputs(
        desired=[renamed, wanted("other", text="Another text")],
        state=a_state(),
        view=a_view(),
        moment=a_moment(),
        zone=ZONE,
        checkouts=CheckoutComparison(stale=(found,)),
    )
    held = {str(c.address.entry): bool(c.held) for c in make_plan(inputs).changes}
    assert held["renamed"]

"""State sign: signs the state as it stands, after a person has seen what differs from the last signed one."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from publer_sync.config.project import Project
from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.model.sign_review import SignatureVerdict, SignReview, differences
from publer_sync.state.signature import KEY
from publer_sync.state.store import Holder, StateStore
from publer_sync.workflows.plan import of_this_workspace


def sign(
    project: Project,
    store: StateStore,
    *,
    holder: Holder,
    show: Callable[[SignReview], None],
    confirm: Callable[[SignReview], bool],
) -> SignReview:
    """Show, ask and sign, under the lock; raise InvalidUsageError without the key."""
    if not store.signing.enabled:
        raise InvalidUsageError(
            "There is no key to sign the state with.",
            location=KEY,
            hint="make one with `openssl rand -hex 32`, set it for everybody who applies, and keep a copy",
        )
    # The state is about to be judged by a person, so the lock is taken whatever its signature says.
    with store.lock(holder, over_broken=True):
        state = store.load(unchecked=True)
        if state is None:
            raise StateError(
                "There is no state to sign yet.",
                location=store.where,
                reason="nothing was applied yet",
                hint="apply: what is saved with the key is signed",
            )
        of_this_workspace(state, project)
        review = _review(store, len(state.records), state.serial)
        if review.is_signed:
            return review
        show(review)
        if not confirm(review):
            return replace(review, declined=True)
        # The next serial: what stood there may have been another state with the same one.
        saved = store.save(replace(state, serial=state.serial + 1))
    return replace(review, serial=saved.serial)


def _review(store: StateStore, posts: int, serial: int) -> SignReview:
    document = json.loads(store.text or "{}")
    verdict = store.signing.verdict(document)
    signed, version = (document if verdict is SignatureVerdict.FORMER else None), None
    if verdict in {SignatureVerdict.BAD, SignatureVerdict.MISSING}:
        signed, version = _last_signed(store)
    return SignReview(
        verdict=verdict,
        differences=() if verdict is SignatureVerdict.GOOD else differences(signed or {}, document),
        compared_with=signed["serial"] if signed else None,
        last_signed=version,
        posts=posts,
        serial=serial,
        location=store.where,
    )


def _last_signed(store: StateStore) -> tuple[Mapping[str, Any] | None, str | None]:
    """The newest version in the history of the store whose signature is right, and where it is."""
    for each in store.earlier():
        try:
            document: Any = json.loads(each.text)
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict) and store.signing.verdict(document) in {
            SignatureVerdict.GOOD,
            SignatureVerdict.FORMER,
        }:
            return document, each.version
    return None, None

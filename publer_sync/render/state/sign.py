"""Preview and result of `state sign`."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import PurePath

from publer_sync.model.sign_review import (
    STATE,
    DifferenceKind,
    SignatureVerdict,
    SignReview,
    StateDifference,
)
from publer_sync.render.text.page import Piece, Style, TextPage
from publer_sync.render.text.sanitize import json_text
from publer_sync.render.text.units import count

SHOWN = 200
_LONGEST = 160
_SHORT = 12
"""Digits of a commit."""
_COPY = "last-signed.json"
"""The name of a copy; its folder is none that git looks at."""
_DIGESTS = ("fingerprint:", "fields:", "seen:")
"""They tell a reader only that something changed."""

_LOOKS = {
    DifferenceKind.ADDED: ("+", Style.GREEN),
    DifferenceKind.REMOVED: ("-", Style.RED),
    DifferenceKind.CHANGED: ("~", Style.YELLOW),
}
_FOUND = {
    SignatureVerdict.MISSING: "The state is not signed.",
    SignatureVerdict.BAD: "The signature of the state is wrong.",
    SignatureVerdict.FORMER: "The state is signed with the former key.",
}
SIGN_FORMAT = 1


def sign_review_text(
    review: SignReview,
    *,
    color: bool,
    width: int,
    folder: PurePath,
    options: Sequence[str] = (),
) -> str:
    """Each difference with its details, after what they differ from; in the end the way back to that.

    `options` are those with which another command is about the same project; `folder` is where a copy goes.
    """
    page = TextPage(color=color, width=width)
    page.line(f"{_FOUND[review.verdict]} {_compared(review)}")
    for each in review.differences[:SHOWN]:
        sign, style = _LOOKS[each.kind]
        head = (Piece(f"{sign} {each.part} ", style), Piece(each.name, Style.BOLD))
        if each.part == STATE:
            page.line(*head, f": {_cut('; '.join(each.details))}", indent=2, hang=6)
            continue
        page.line(*head, indent=2)
        for detail in each.details:
            if each.kind is DifferenceKind.CHANGED or not detail.startswith(_DIGESTS):
                page.line(_cut(detail), indent=6, hang=8)
    if len(review.differences) > SHOWN:
        page.line(f"… and {len(review.differences) - SHOWN} more: `--format json` has all of them.")
    if review.last_signed and review.differences:
        commit, _, file = review.last_signed.partition(":")
        existing_names = options[:2] if "-C" in options[:1] else ()
        copy = str(folder / _COPY)
        make = shlex.join(["mkdir", "-p", str(folder)])
        show = shlex.join(["git", *existing_names, "show", f"{commit[:_SHORT]}:{file}"])
        push = shlex.join(["publer-sync", *options, "state", "push", "--force", copy])
        page.gap()
        page.line("If any of this is wrong, do not sign it. To put the last signed version back:")
        page.unbroken(f"  {make}")
        page.unbroken(f"  {show} > {shlex.quote(copy)}")
        page.unbroken(f"  {push}")
    return page.text()


def _compared(review: SignReview) -> str:
    if review.compared_with is None:
        return "No signed version of it was found, so this is all that it holds:"
    if not review.differences:
        return f"Nothing differs from the last signed version, serial {review.compared_with}."
    return f"This differs from the last signed version, serial {review.compared_with}:"


def _cut(detail: str) -> str:
    return detail if len(detail) <= _LONGEST else f"{detail[: _LONGEST - 1]}…"


def signed_text(review: SignReview) -> str:
    """One line."""
    if review.declined:
        return "Nothing was changed."
    if review.is_signed:
        return "Nothing to do: the state is signed with this key."
    return f"The state is signed: {count(review.posts, 'post')}, serial {review.serial}."


def state_sign_json(review: SignReview) -> str:
    """`signed` is false where you said no, or it was signed before; `compared_with` is a serial or null, and
    `last_signed` the version with it, `COMMIT:FILE`, or null."""
    return json_text(
        {
            "format_version": SIGN_FORMAT,
            "signed": not (review.declined or review.is_signed),
            "declined": review.declined,
            "signature": review.verdict.value,
            "serial": review.serial,
            "posts": review.posts,
            "compared_with": review.compared_with,
            "last_signed": review.last_signed,
            "differences": [_document(each) for each in review.differences],
        }
    )


def _document(each: StateDifference) -> dict[str, object]:
    return {
        "kind": each.kind.value,
        "part": each.part,
        "name": each.name,
        "details": list(each.details),
    }

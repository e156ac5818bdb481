"""Choices among the candidates of a rebuild: read from words, and checked against what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from publer_sync.errors import InvalidUsageError, PlanRefusedError
from publer_sync.model.address import Address
from publer_sync.model.remote import RemoteView
from publer_sync.planning.state_edits.rebuild import Matching, UnmatchedPost

_WHERE = "--take"


def takes_of(words: Iterable[str]) -> dict[Address, str]:
    """The post ids by address of words such as `launch@shop-x=63c6…`; raises InvalidUsageError."""
    takes: dict[Address, str] = {}
    for word in words:
        name, equals, post_id = word.rpartition("=")
        try:
            address = Address.parse(name.strip())
        except ValueError:
            address = None
        if address is None or not equals or not post_id.strip():
            raise InvalidUsageError(
                f"{word!r} does not say what to take.",
                location=_WHERE,
                hint="write ADDRESS=POST_ID, for example launch@shop-x=63c675b54e299e9cf2b667ea",
            )
        if takes.setdefault(address, post_id.strip()) != post_id.strip():
            raise InvalidUsageError(
                f"Two posts are to be taken for {str(address)!r}.", location=_WHERE
            )
    for post_id, number in Counter(takes.values()).items():
        if number > 1:
            raise InvalidUsageError(
                f"The post {post_id!r} is to be taken for {number} addresses.",
                location=_WHERE,
                hint="a post belongs to one address",
            )
    return takes


def check_takes(takes: Mapping[Address, str], matching: Matching, view: RemoteView) -> None:
    """Raise InvalidUsageError or PlanRefusedError for the first that cannot be taken."""
    certain = {match.desired.address: match.post.id for match in matching.matches}
    still_open = {each.desired.address: each for each in matching.open}
    for address, post_id in takes.items():
        if address in still_open:
            _check_candidate(still_open[address], post_id, matching, view)
        elif address in matching.recorded_addresses or certain.get(address, post_id) != post_id:
            what = f"The post of {str(address)!r} is certain, and it is not {post_id}."
            _refuse(
                what,
                reason=f"it is {certain.get(address, 'one that was noted before it was sent')}",
            )
        elif address not in certain:
            names = [str(each) for each in (*certain, *still_open, *matching.recorded_addresses)]
            near = get_close_matches(str(address), names, 1)
            raise InvalidUsageError(
                f"No file wants a post {str(address)!r}.",
                location=_WHERE,
                hint=f"did you mean {near[0]}?" if near else "addresses are written ID@ALIAS",
            )


def _check_candidate(
    still_open: UnmatchedPost, post_id: str, matching: Matching, view: RemoteView
) -> None:
    ids = [candidate.post.id for candidate in still_open.candidates]
    if post_id in ids:
        return
    address = still_open.desired.address
    others = [str(match.desired.address) for match in matching.matches if match.post.id == post_id]
    reason = "it has neither the time nor the text that the file wants"
    if others:
        reason = f"it is that of {others[0]} for certain"
    elif post_id not in view.by_id:
        reason = "no such post was found on the accounts and in the time that the files are about"
    elif view.by_id[post_id].account_id != still_open.desired.account.id:
        reason = "it is on another account"
    hint = f"its candidates are: {', '.join(ids)}" if ids else "it has no candidates"
    _refuse(f"The post {post_id!r} cannot be taken for {str(address)!r}.", reason=reason, hint=hint)


def _refuse(what: str, *, reason: str, hint: str = "leave the --take out") -> None:
    raise PlanRefusedError(
        what, location=_WHERE, reason=reason, hint=f"{hint}; nothing was changed"
    )

"""Which posts in Publer are those of the files, when the state that knew is lost: pure, and never a guess.

A plan without a state finds what can be told for certain: it adopts what stands on the right account in the
right minute with the right words, and what has no minute but is the only one with its words. Everything else
is a question for a person, with all posts that may be the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from publer_sync.model.address import Address
from publer_sync.model.fingerprint import plain, same_text
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost, RemoteView
from publer_sync.planning.change import Action, Change


class Grade(StrEnum):
    """How sure it is which post in Publer belongs to an address."""

    CERTAIN = "certain"
    WORDS = "words"
    TAKEN = "taken"
    UNCERTAIN = "uncertain"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`found` is recorded for the address. `candidates` are all posts that may be it, if none is."""

    address: Address
    post: Post
    grade: Grade
    found: RemotePost | None = None
    candidates: tuple[RemotePost, ...] = ()


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """What was found for each address, and how many other posts were seen that no file wants."""

    findings: tuple[Finding, ...]
    others: int

    @property
    def recorded(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What was found, and the serial it was saved with; `kept` is where the state before it went."""

    rebuilding: Rebuilding
    where: str
    serial: int | None = None
    kept: Path | None = None

    @property
    def declined(self) -> bool:
        return self.serial is None


class BadTake(ValueError):
    """A decision that cannot be followed; its text says why."""


def rebuild(
    changes: Iterable[Change], view: RemoteView, takes: Mapping[Address, str]
) -> Rebuilding:
    """Grades every address of a plan that was made without a state; `takes` names posts by their ids.

    A post that was adopted or taken for one address is no candidate for another. Raises BadTake.
    """
    wanted = [(change, change.desired) for change in changes if change.desired]
    taken = _taken(wanted, view, takes)
    claimed = {post.id for post in taken.values()}
    found = {
        change.address: change.remote
        for change, _ in wanted
        if change.action is Action.ADOPT and change.remote
        if change.address not in taken and change.remote.id not in claimed
    }
    claimed |= {post.id for post in found.values()}
    findings = []
    for change, post in wanted:
        address = change.address
        if address in taken:
            findings.append(
                Finding(address=address, post=post, grade=Grade.TAKEN, found=taken[address])
            )
        elif remote := found.get(address):
            findings.append(_adopted(address, post, remote))
        else:
            findings.append(_open(address, post, view, claimed))
    return Rebuilding(tuple(findings), sum(post.id not in claimed for post in view.posts))


def _taken(
    wanted: Sequence[tuple[Change, Post]], view: RemoteView, takes: Mapping[Address, str]
) -> dict[Address, RemotePost]:
    posts = {change.address: post for change, post in wanted}
    taken: dict[Address, RemotePost] = {}
    for address, post_id in takes.items():
        if address not in posts:
            raise BadTake(f"no file wants {address}")
        remote = view.by_id.get(post_id)
        if remote is None:
            raise BadTake(
                f"Publer shows no post {post_id} where the posts of these files may stand"
            )
        if remote.account_id != posts[address].account.id:
            raise BadTake(f"the post {post_id} is not on the account {address.alias}")
        if other := next((a for a, p in taken.items() if p.id == post_id), None):
            raise BadTake(f"the post {post_id} cannot be both {other} and {address}")
        taken[address] = remote
    return taken


def _adopted(address: Address, post: Post, remote: RemotePost) -> Finding:
    in_its_minute = post.slot is not None and remote.slot == post.slot
    grade = Grade.CERTAIN if in_its_minute else Grade.WORDS
    return Finding(address=address, post=post, grade=grade, found=remote)


def _open(address: Address, post: Post, view: RemoteView, claimed: set[str]) -> Finding:
    candidates = tuple(
        other
        for other in view.posts
        if other.id not in claimed and other.account_id == post.account.id and _may_be(other, post)
    )
    grade = Grade.UNCERTAIN if candidates else Grade.NONE
    return Finding(address=address, post=post, grade=grade, candidates=candidates)


def _may_be(other: RemotePost, post: Post) -> bool:
    if other.phase is Phase.REMOVED:
        return False
    if post.slot is not None and other.slot == post.slot:
        return True
    if plain(post.text):
        return same_text(post.text, other.text)
    return other.shelf is post.shelf and not plain(other.text)

"""Hold changes of a checkout that is older than what was applied.

A state is shared, and a checkout may be behind: what a colleague merged and applied is missing in it, or old.
Three versions of the files decide about each post: the commit that was applied, HEAD, and their merge base. A
post that HEAD left as it was in the merge base, and the applied commit did not, is stale. A squash merge or a
rebase is no alarm, because HEAD has the applied version then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publer_sync.model.address import Address
from publer_sync.model.remote import Phase
from publer_sync.model.state import AppliedCheckout, Intent
from publer_sync.planning.change import Action, Change, ChangeStatus, Reason
from publer_sync.planning.plan import Notice, NoticeCode

SHORT = 12
"""Digits of a commit in a message."""

MOST = 16
"""Earlier checkouts that a state remembers; a team has no more branches that are applied by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesVersion:
    """The project at a commit.

    `files` has the id of each file's content; `shared` are those that several posts may use. `posts` has the
    fingerprint of each post, and `sources` its file; `posts` is None if the files have errors, so that some
    posts may be missing.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    posts: Mapping[Address, str] | None = field(default_factory=dict)
    sources: Mapping[Address, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleEntries:
    """Entries that are stale against a commit: posts by address, or by file where posts could not be
    compared.

    `fingerprints` are those of the stale posts here: a file that was renamed and not committed has them too.
    If git does not know the commit (`is_known`), these are posts that no version here has.
    """

    commit: str
    is_known: bool = True
    addresses: frozenset[Address] = frozenset()
    files: frozenset[str] = frozenset()
    fingerprints: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.addresses or self.files)

    def include(self, address: Address, file: str | None) -> bool:
        """Decide whether the post of an address is stale; `file` is where it is, or was, described."""
        return address in self.addresses or file in self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutComparison:
    """HEAD compared with the commits that were applied; `head` is None outside of git.

    `behind` are earlier checkouts that HEAD is behind, `settled` all others: it has all of them, or nothing
    could be asked, or a person lifts the guard.
    """

    head: str | None = None
    stale: tuple[StaleEntries, ...] = ()
    notices: tuple[Notice, ...] = ()
    settled: tuple[AppliedCheckout, ...] = ()
    behind: tuple[AppliedCheckout, ...] = ()

    def after(
        self, current: AppliedCheckout, *, is_partial: bool = False
    ) -> tuple[AppliedCheckout, ...]:
        """Return the checkouts to remember once this one is applied.

        It takes the place of settled ones, unless it is not in a commit or only a part of it is applied.
        """
        is_all = not (is_partial or current.is_dirty)
        earlier = self.behind if is_all else (*self.settled, *self.behind)
        return (*(each for each in earlier if each != current), current)[-MOST:]


NOTHING_ASKED = CheckoutComparison()


def stale_among(intents: Iterable[Intent], checkouts: CheckoutComparison) -> frozenset[Address]:
    """Return the addresses of open writes that are stale here: their files are not gone, but elsewhere."""
    return frozenset(
        intent.address
        for intent in intents
        if any(each.include(intent.address, intent.source) for each in checkouts.stale)
    )


def stale_entries(
    commit: str, *, head: FilesVersion, base: FilesVersion, applied: FilesVersion
) -> StaleEntries:
    """Compare three versions; where one of them has errors, file by file."""
    if head.posts is None or base.posts is None or applied.posts is None:
        return StaleEntries(commit=commit, files=frozenset(_stale_files(head, base, applied)))
    names = {*head.posts, *base.posts, *applied.posts}
    stale = {address for address in names if _is_stale(address, (head, base, applied))}
    stale |= set(_renamed(head.posts, base.posts, applied.posts))
    return StaleEntries(
        commit=commit,
        addresses=frozenset(stale),
        fingerprints=frozenset(base.posts[address] for address in stale if address in base.posts),
    )


def _renamed(
    head: Mapping[Address, str], base: Mapping[Address, str], applied: Mapping[Address, str]
) -> Iterator[Address]:
    """Yield both addresses of posts that HEAD renamed and the applied commit changed or removed."""
    lost = {value: old for old, value in base.items() if old not in head}
    for new, fingerprint in head.items():
        old = lost.get(fingerprint) if new not in base else None
        if old and applied.get(old) != fingerprint and applied.get(new) != fingerprint:
            yield from (old, new)


def _is_stale(address: Address, versions: Sequence[FilesVersion]) -> bool:
    location, before, text = ((version.posts or {}).get(address) for version in versions)
    if location == before:
        return text != before
    if text is None and location and before:
        return True  # taken back there and edited here: git calls that a conflict too
    if text in (location, before):
        return False
    # Both sides changed the post. HEAD did so from afar, by defaults say, if its file is as it was.
    return _is_left_alone([v.files.get(v.sources.get(address, "")) for v in versions])


def _is_left_alone(contents: Sequence[str | None]) -> bool:
    """Decide whether HEAD left a file as it was in the merge base, and the applied commit did not."""
    location, before, text = contents
    return location == before and text != before


def _stale_files(head: FilesVersion, base: FilesVersion, applied: FilesVersion) -> Iterator[str]:
    """Yield the files of stale posts; each file that HEAD left alone, if one that posts share is stale."""
    names = {*head.files, *base.files, *applied.files}
    contents = {name: [v.files.get(name) for v in (head, base, applied)] for name in names}
    stale = {name for name in names if _is_left_alone(contents[name])}
    shared = not stale.isdisjoint(head.shared | base.shared | applied.shared)
    for name, (location, before, _) in contents.items():
        if name in stale or (shared and location == before):
            yield name


def hold_stale(changes: Sequence[Change], stale: Collection[StaleEntries]) -> Sequence[Change]:
    """Hold what would be done by files that are older than what was applied.

    Except for the old half of a replacement: its new half exists, and both would be published. The record of
    a published post stays, and holds nothing: a branch that was given up would hold it for ever.
    """
    return [_held(change, stale) for change in changes] if stale else changes


def _held(change: Change, stale: Collection[StaleEntries]) -> Change:
    is_old_half = any(each.reason is Reason.OLD_HALF for each in change.reasons)
    if change.held or not change.action.acts or is_old_half:
        return change
    place = change.desired.source.location if change.desired else None
    file = place.file if place else change.recorded.source if change.recorded else None
    for each in stale:
        if change.fingerprint in each.fingerprints or any(
            each.include(address, file)
            for address in (change.address, change.moved_from)
            if address
        ):
            if change.action is Action.FORGET and _is_published(change):
                status = ChangeStatus.PUBLISHED
                return replace(change, action=Action.NO_CHANGE, status=status, cause=None)
            reason = Reason.STALE_CHECKOUT if each.is_known else Reason.UNKNOWN_COMMIT
            return change.hold(reason, each.commit[:SHORT])
    return change


def _is_published(change: Change) -> bool:
    phase = change.remote.phase if change.remote else None
    return Phase.PUBLISHED in {phase, change.recorded.status if change.recorded else None}


def notices_of(changes: Iterable[Change]) -> Iterator[Notice]:
    """Yield once for each commit what holds changes."""
    held_items = (
        c.held.detail for c in changes if c.held and c.held.reason is Reason.STALE_CHECKOUT
    )
    for commit in dict.fromkeys(held_items):
        yield Notice(NoticeCode.CHECKOUT_BEHIND, commit or "")

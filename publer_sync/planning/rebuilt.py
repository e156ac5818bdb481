"""A state that is to be written anew, with all that a person wants to know before it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publer_sync.model.address import Address
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.model.state import Record, State
from publer_sync.planning.change import Change
from publer_sync.planning.rebuilding import Matching

_WAITING = {Phase.PENDING, Phase.DRAFT, Phase.BUSY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilding:
    """The state to be written and the present one: None if there is none, or it is `broken`.

    `next` is what the next plan says of each address, by the files and the new state.
    """

    state: State
    present: State | None
    broken: bool
    matching: Matching
    next: Mapping[Address, Change]

    @property
    def retained(self) -> tuple[Record, ...]:
        """The records of the present state that stay, because they name the very post."""
        before = self.present.records if self.present else {}
        return tuple(r for a, r in sorted(self.state.records.items()) if before.get(a) == r)

    @property
    def learned(self) -> tuple[Address, ...]:
        """What is known from writes that the present state noted before they were sent."""
        retained = {record.address for record in self.retained}
        return tuple(sorted(self.matching.known - retained))

    @property
    def without_file(self) -> tuple[Record, ...]:
        """Those of the retained records whose file is gone: the next plan deletes or forgets their posts."""
        changes = (self.next.get(record.address) for record in self.retained)
        gone = {change.address for change in changes if change and change.desired is None}
        return tuple(record for record in self.retained if record.address in gone)

    @property
    def forgotten(self) -> tuple[Address, ...]:
        """What the present state records and the new one does not."""
        before = self.present.records if self.present else {}
        return tuple(sorted(address for address in before if address not in self.state.records))

    @property
    def waiting(self) -> tuple[RemotePost, ...]:
        """Those of the posts that no file wants which may still go out."""
        return tuple(post for post in self.matching.unwanted if post.phase in _WAITING)

    @property
    def replaces(self) -> bool:
        """Whether something has to be kept aside first."""
        return self.broken or self.present is not None

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to write: nothing was found, and nothing is to be put right."""
        return not self.state.records and not self.broken and not self.forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What came of it. `kept` is where the present state went that was replaced."""

    rebuilding: Rebuilding
    where: str
    written: bool = False
    declined: bool = False
    kept: Path | None = None

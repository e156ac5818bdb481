"""Posts that only Publer has: those that will go, and those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publer_sync.model.network import Network
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.planning.change import Action
from publer_sync.render.preview.badges import NOT_OURS, mark_of
from publer_sync.render.preview.cards import CardMaker, initials
from publer_sync.render.preview.extras import safe_href
from publer_sync.render.preview.inputs import Compared, Subject
from publer_sync.render.preview.marked_text import fit, words_of
from publer_sync.render.preview.model import Card, Mark
from publer_sync.render.preview.network_styles import LOOKS
from publer_sync.render.text.units import count

_PHASES = {
    Phase.PENDING: Mark("✓", "scheduled", "quiet"),
    Phase.DRAFT: Mark("✎", "draft", "quiet"),
    Phase.PUBLISHED: mark_of(Action.PUBLISHED),
    Phase.FAILED: mark_of(Action.FAILED),
    Phase.BUSY: Mark("…", "Publer is at work on it", "info"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a post is: the network, and the name by which the project or Publer knows the account."""

    network: Network
    alias: str


def remote_card(
    maker: CardMaker,
    remote: RemotePost,
    owner: Owner,
    marks: Sequence[Mark],
    notes: Sequence[str] = (),
) -> Card:
    """The card of a post as Publer lists it: its text, and little else is known."""
    network, look = owner.network, LOOKS[owner.network]
    name = maker.names.get(remote.account_id) or owner.alias
    media = len(remote.media_ids or ())
    return Card(
        network=network.value,
        network_label=network.label,
        short=look.short,
        account=fit(name),
        initials=initials(name),
        type=fit(remote.type or "post"),
        square=look.square,
        title=fit(remote.title or ""),
        words=words_of(remote.text or "", look, look.fold),
        facts=[("Media", f"{count(media, 'file')} in Publer's library")] if media else (),
        marks=marks,
        notes=[fit(note) for note in notes],
        href=safe_href(remote.post_link),
    )


def others(subject: Subject, compared: Compared) -> Iterator[tuple[RemotePost, Owner]]:
    """The posts that no change of the plan is about, with their owners."""
    ours = {change.remote.id for change in compared.plan.changes if change.remote}
    aliases = {account.id: account for account in subject.accounts.values()}
    listed = {account.id: account for account in compared.view.accounts}
    for remote in compared.view.posts:
        if remote.id in ours or remote.phase is Phase.REMOVED:
            continue
        account = aliases.get(remote.account_id)
        if account:
            yield remote, Owner(account.network, account.alias)
        elif remote.account_id in listed:
            there = listed[remote.account_id]
            if there.provider in set(Network):
                yield remote, Owner(Network(there.provider), there.name)
        elif not remote.account_id:
            yield remote, Owner(Network.IDEAS, "ideas")


def marks_of_other(remote: RemotePost) -> list[Mark]:
    """Where a post of somebody else stands, and that it is."""
    phase = _PHASES.get(remote.phase)
    return [*([phase] if phase else []), NOT_OURS]

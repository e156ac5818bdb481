"""Posts as cards: a desired one as people will see it on its network, and one that only Publer has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import as_json
from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.remote import Phase, RemotePost
from publer_sync.networks.limits.types import TextUse, limits
from publer_sync.planning.change import ChangeStatus
from publer_sync.render.plan.field_values import conditions_in_words
from publer_sync.render.preview.badges import NOT_OURS, mark_of
from publer_sync.render.preview.extras import (
    EventCard,
    article_parts,
    button_card,
    event_card,
    facts,
    link_card,
    poll_view,
    safe_href,
)
from publer_sync.render.preview.galleries import Pictures
from publer_sync.render.preview.inputs import ComparedPlan, PreviewInput
from publer_sync.render.preview.marked_text import as_read, fit, words_of
from publer_sync.render.preview.meters import meter_of_comment, meter_of_post
from publer_sync.render.preview.model import Card, Mark, Reply, ShortenedText
from publer_sync.render.preview.network_styles import LOOKS, NetworkStyle
from publer_sync.render.text.units import count

_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Make cards; `names` are the accounts' own names by id, as far as they are known."""

    pictures: Pictures
    zone: ZoneInfo
    names: Mapping[str, str]

    def card(self, post: Post, marks: Sequence[Mark] = (), notes: Sequence[str] = ()) -> Card:
        """The card of a post, with what a plan says about it."""
        look = LOOKS[post.network]
        name = self.names.get(post.account.id) or post.account.alias
        event = event_card(post, self.zone)
        link = link_card(post.link, self.pictures) if post.link else button_card(post)
        return Card(
            network=post.network.value,
            network_label=post.network.label,
            short=look.short,
            account=fit(name),
            initials=initials(name),
            type=post.type.value,
            square=look.square,
            media_first=look.media_first,
            title=fit(post.title or (event.title if event else "")),
            words=_words(post, look),
            background=post.options.get("background") is not None,
            warning=fit(str(post.options.get("content_warning") or "")),
            meter=meter_of_post(post),
            gallery=self.pictures.gallery(post.media, post.network, post.type),
            poll=poll_view(post.poll, post.text) if post.poll else None,
            link=link,
            link_cards=[link_card(each, self.pictures) for each in post.sublinks],
            article=list(article_parts(post.blocks, self.pictures)),
            thread=[self._reply(post.network, comment) for comment in post.thread],
            comments=[self._reply(post.network, message) for message in post.comments],
            facts=[*_of(event), *facts(post, self.zone)],
            marks=marks,
            notes=[fit(note) for note in notes],
        )

    def _reply(self, network: Network, comment: Comment) -> Reply:
        media = (comment.media,) if comment.media else ()
        return Reply(
            words=words_of(comment.text, LOOKS[network]),
            gallery=self.pictures.gallery(media, network, None),
            meter=meter_of_comment(comment, network),
            note=conditions_in_words(as_json(comment.conditions)).strip(" ()"),
        )


def _words(post: Post, look: NetworkStyle) -> ShortenedText:
    """The text; where the network shows none, or it is in blocks, there is nothing to show."""
    allowed = limits(post.network).types.get(post.type)
    if post.type is PostType.ARTICLE or (allowed and allowed.text is TextUse.IGNORED):
        return ShortenedText()
    return words_of(as_read(post), look, look.fold)


def _of(event: EventCard | None) -> Sequence[tuple[str, str]]:
    return event.lines if event else ()


def initials(name: str) -> str:
    """Two letters for the place of a picture: those of the first two words, or of the only one."""
    words = [word for word in _BREAKS.split(name) if word]
    if not words:
        return "?"
    used = words[0][:2] if len(words) == 1 else words[0][0] + words[1][0]
    return fit(used.upper())


_PHASES = {
    Phase.PENDING: Mark("✓", "scheduled", "quiet"),
    Phase.DRAFT: Mark("✎", "draft", "quiet"),
    Phase.PUBLISHED: mark_of(ChangeStatus.PUBLISHED),
    Phase.FAILED: mark_of(ChangeStatus.FAILED),
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


def other_accounts(
    subject: PreviewInput, compared: ComparedPlan
) -> Iterator[tuple[RemotePost, Owner]]:
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
            remote_account = listed[remote.account_id]
            if remote_account.provider in set(Network):
                yield remote, Owner(Network(remote_account.provider), remote_account.name)
        elif not remote.account_id:
            yield remote, Owner(Network.IDEAS, "ideas")


def marks_of_other(remote: RemotePost) -> list[Mark]:
    """Return the marks of an unmanaged post."""
    phase = _PHASES.get(remote.phase)
    return [*([phase] if phase else []), NOT_OURS]

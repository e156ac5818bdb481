"""A desired post as the card that people will see on its network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from publer_sync.model.fingerprint import as_json
from publer_sync.model.follow_ups import Comment
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Post
from publer_sync.networks.limits.types import TextUse, limits
from publer_sync.render.plan.field_values import conditions_in_words
from publer_sync.render.preview.articles import article_parts
from publer_sync.render.preview.extras import (
    Happening,
    button_card,
    facts,
    happening,
    link_card,
    poll_view,
)
from publer_sync.render.preview.formatted import as_read
from publer_sync.render.preview.galleries import Pictures
from publer_sync.render.preview.marked_text import fit, words_of
from publer_sync.render.preview.meters import meter_of_comment, meter_of_post
from publer_sync.render.preview.model import Card, Mark, Reply, Words
from publer_sync.render.preview.network_styles import LOOKS, Look

_BREAKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Makes cards; `names` are the accounts' own names by id, as far as they are known."""

    pictures: Pictures
    zone: ZoneInfo
    names: Mapping[str, str]

    def card(self, post: Post, marks: Sequence[Mark] = (), notes: Sequence[str] = ()) -> Card:
        """The card of a post, with what a plan says about it."""
        look = LOOKS[post.network]
        name = self.names.get(post.account.id) or post.account.alias
        event = happening(post, self.zone)
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
            thread=[self._reply(post.network, said) for said in post.thread],
            comments=[self._reply(post.network, said) for said in post.comments],
            facts=[*_of(event), *facts(post, self.zone)],
            marks=marks,
            notes=[fit(note) for note in notes],
        )

    def _reply(self, network: Network, said: Comment) -> Reply:
        media = (said.media,) if said.media else ()
        return Reply(
            words=words_of(said.text, LOOKS[network]),
            gallery=self.pictures.gallery(media, network, None),
            meter=meter_of_comment(said, network),
            note=conditions_in_words(as_json(said.conditions)).strip(" ()"),
        )


def _words(post: Post, look: Look) -> Words:
    """The text; where the network shows none, or it stands in blocks, there is nothing to show."""
    allowed = limits(post.network).types.get(post.type)
    if post.type is PostType.ARTICLE or (allowed and allowed.text is TextUse.IGNORED):
        return Words()
    return words_of(as_read(post), look, look.fold)


def _of(event: Happening | None) -> Sequence[tuple[str, str]]:
    return event.lines if event else ()


def initials(name: str) -> str:
    """Two letters for the place of a picture: those of the first two words, or of the only one."""
    words = [word for word in _BREAKS.split(name) if word]
    if not words:
        return "?"
    taken = words[0][:2] if len(words) == 1 else words[0][0] + words[1][0]
    return fit(taken.upper())

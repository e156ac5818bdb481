"""Cards: what each network shows of a post, and where it cuts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publer_sync.media.thumbnails import NoThumbnail, Thumbnail
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import MediaFacts
from publer_sync.model.network import NETWORKS, MediaKind, Network, PostType
from publer_sync.model.post import Link, Poll
from publer_sync.networks.counting.characters import clusters
from publer_sync.render.preview.marked_text import words_of
from publer_sync.render.preview.model import Card, SpanKind
from publer_sync.render.preview.network_styles import LOOKS, Fold
from tests.support.builders import a_medium, a_post, an_account
from tests.support.preview_pages import a_page, cards_of, entries_of, shown

LONG = "We fix chairs, and we say what it costs before we begin. " * 20


def card(**overrides: object) -> Card:
    return cards_of(a_page(a_post(**overrides)))[0]


@pytest.mark.parametrize("network", [n for n in NETWORKS if LOOKS[n].fold], ids=str)
def test_a_long_text_is_cut_where_the_network_cuts_and_the_rest_is_there(network: Network) -> None:
    look = LOOKS[network]
    fold = look.fold
    assert fold
    words = words_of(LONG, look, fold)
    assert shown(words.parts) + shown(words.rest) == LONG
    assert fold.characters - 20 <= len(shown(words.parts)) <= fold.characters
    assert words.more == fold.more
    assert words_of("Short.", look, fold).rest == ()


@pytest.mark.parametrize("network", [n for n in NETWORKS if not LOOKS[n].fold], ids=str)
def test_other_networks_show_all_of_it(network: Network) -> None:
    if network is not Network.WORDPRESS:  # there the text is in blocks
        assert card(network=network, text=LONG).words.rest == ()


def test_a_cut_never_parts_a_character() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    words = words_of(family * 9, LOOKS[Network.TWITTER], Fold(4, 9, "more"))
    assert clusters(shown(words.parts)) == [family] * 4


def test_many_short_lines_are_cut_too() -> None:
    words = words_of("a\nb\nc\nd", LOOKS[Network.TWITTER], Fold(100, 2, "more"))
    assert (shown(words.parts), shown(words.rest)) == ("a\nb", "\nc\nd")


def test_what_can_be_followed_is_marked_as_the_network_does() -> None:
    text = "See https://example.com/a?b=1 with @piero. #baskets"
    on_x = [(p.kind, p.text) for p in card(text=text).words.parts if p.kind is not SpanKind.PLAIN]
    assert on_x == [
        (SpanKind.LINK, "https://example.com/a?b=1"),
        (SpanKind.MENTION, "@piero"),
        (SpanKind.HASHTAG, "#baskets"),
    ]
    on_instagram = card(network=Network.INSTAGRAM, text=text).words.parts
    assert SpanKind.LINK not in {part.kind for part in on_instagram}


def test_the_meter_counts_as_the_network_counts() -> None:
    meter = card(text="https://example.com/a-very-long-address-that-x-shortens 🧺").meter
    assert meter
    assert (meter.used, meter.most, meter.level) == ("26", "280", "fine")
    over = card(text="a" * 281).meter
    assert over
    assert (over.level, over.share) == ("over", 100)


@pytest.mark.parametrize(
    ("network", "type_", "shape"),
    [
        (Network.TWITTER, PostType.PHOTO, "2.000"),
        (Network.INSTAGRAM, PostType.PHOTO, "1.910"),
        (Network.GOOGLE, PostType.PHOTO, "1.333"),
        (Network.INSTAGRAM, PostType.STORY, "0.562"),
    ],
)
def test_a_picture_is_cropped_as_the_network_crops(
    network: Network, type_: PostType, shape: str
) -> None:
    post = a_post(network=network, type=type_, media=(a_medium(),))
    page = a_page(post, thumbnails={"media/box.png": Thumbnail(b"webp", 200, 100)})
    gallery = cards_of(page)[0].gallery
    assert gallery
    assert f".{gallery.tiles[0].shape}{{aspect-ratio:{shape}}}" in page.styles


def test_a_picture_on_many_cards_is_embedded_once() -> None:
    posts = [a_post(network=n, type=PostType.PHOTO, media=(a_medium(),)) for n in NETWORKS]
    page = a_page(*posts, thumbnails={"media/box.png": Thumbnail(b"webp", 9, 9)})
    assert page.styles.count("data:image/webp") == 1


def test_what_cannot_be_shown_is_said() -> None:
    video = a_medium(
        MediaKind.VIDEO, file="media/jam.mp4", facts=MediaFacts(format="mp4", seconds=75.2)
    )
    paper = a_medium(MediaKind.DOCUMENT, file="a.pdf", facts=MediaFacts(format="pdf", pages=3))
    post = a_post(type=PostType.PHOTO, media=(a_medium(), video, paper))
    page = a_page(post, thumbnails={"media/box.png": NoThumbnail("it is damaged")})
    gallery = cards_of(page)[0].gallery
    assert gallery
    assert [(t.name, t.note or t.problem) for t in gallery.tiles] == [
        ("box.png", "it is damaged"),
        ("jam.mp4", "1:15"),
        ("a.pdf", "3 pages"),
    ]


def test_alt_text_is_missed_only_where_the_network_shows_it() -> None:
    def missed(network: Network) -> bool:
        media = (a_medium(alt=None),)
        gallery = card(network=network, type=PostType.PHOTO, media=media).gallery
        assert gallery
        return gallery.tiles[0].missing

    assert (missed(Network.TWITTER), missed(Network.TIKTOK)) == (True, False)


def test_polls_cards_and_threads_are_there() -> None:
    poll = card(type=PostType.POLL, poll=Poll(options=("Fig", "Cherry"), days=3)).poll
    assert poll
    assert (poll.options, poll.note) == (["Fig", "Cherry"], "0 votes, open for 3 days")
    link = card(type=PostType.LINK, link=Link(url="https://www.example.com/a", title="A")).link
    assert link
    assert (link.site, link.title, link.href) == ("example.com", "A", "https://www.example.com/a")
    (reply,) = card(thread=(Comment(text="They are old."),)).thread
    assert (shown(reply.words.parts), reply.meter and reply.meter.used) == ("They are old.", "13")


def test_names_of_files_and_hosts_do_not_turn_around() -> None:
    media = (a_medium(MediaKind.DOCUMENT, file="media/\u202efdp.exe"),)
    gallery = card(type=PostType.DOCUMENT, network=Network.LINKEDIN, media=media).gallery
    link = card(type=PostType.LINK, link=Link(url="https://\u202ee.example/\u2067a")).link
    assert gallery
    assert link
    assert gallery.tiles[0].name == r"\u202efdp.exe"
    assert (link.site, link.title) == (r"\u202ee.example", r"https://\u202ee.example/\u2067a")


def test_the_line_of_the_calendar_ends_with_a_whole_character() -> None:
    family = "👩\u200d👩\u200d👧"
    (entry,) = entries_of(a_page(a_post(text="a" + family * 100)))
    assert entry.brief == "a" + family * 89 + "…"


def test_only_the_web_is_linked() -> None:
    link = card(type=PostType.LINK, link=Link(url="javascript:alert(1)")).link
    assert link
    assert link.href is None


def test_posts_of_one_entry_at_one_time_stand_together() -> None:
    linkedin = an_account(Network.LINKEDIN)
    post = a_post()
    other = replace(post, account=linkedin, address=replace(post.address, alias=linkedin.alias))
    (day,) = a_page(post, other).days
    (entry,) = day.entries
    assert [each.account for each in entry.cards] == ["shop-x", linkedin.alias]
    assert [each.initials for each in entry.cards] == ["SX", "SL"]


def test_every_network_has_a_look_of_its_own() -> None:
    assert set(LOOKS) == set(Network)
    assert len({look.short for look in LOOKS.values()}) == len(LOOKS)

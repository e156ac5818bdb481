"""Polls, follow-ups, names, cards and options: from the file to the post, with the place of each part."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import LoadedContent, load_posts
from publer_sync.model.follow_ups import (
    Comment,
    Conditions,
    Delay,
    DelayUnit,
    Deletion,
    Relation,
    Share,
    Threshold,
    ThresholdOperator,
)
from publer_sync.model.media import Media, Tag
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Link, Poll, Post, ResourceNames
from tests.support.projects import project_in, shown, write_files

PROJECT = "version: 1\nworkspace: w\ntimezone: Europe/Rome\naccounts:\n" + "".join(
    f"  {network}: {{id: id-{network}, network: {network}}}\n"
    for network in Network
    if network is not Network.IDEAS
)
HEAD = "accounts: [{0}]\nschedule: 2036-12-01 09:00\ntext: Hi\n"
AGE = Delay(1, DelayUnit.DAY)


def load(folder: Path, lines: str, account: str = "twitter") -> LoadedContent:
    files = {
        "publer-sync.yaml": PROJECT + "groups: {two: [twitter, linkedin]}\n",
        "content/p.yaml": HEAD.format(account) + lines + "\n",
        **{f"content/{name}": "x" for name in ("a.png", "b.mp4", "c.pdf")},
    }
    return load_posts(project_in(write_files(folder, files)))


def post_with(folder: Path, lines: str, account: str = "twitter") -> Post:
    content = load(folder, lines, account)
    assert not shown(content.diagnostics)
    return content.posts[0]


def on(network: str, option: str) -> str:
    return f"networks: {{{network}: {{{option}}}}}"


def test_a_poll(tmp_path: Path) -> None:
    post = post_with(tmp_path, "poll: {options: [Fig, Cherry], days: 3, question: ' Which? '}")
    assert post.poll == Poll(options=("Fig", "Cherry"), days=3, question="Which?")
    assert post.type is PostType.POLL
    assert post.source.at("poll.options[1]").column == 23
    assert post.source.at("poll.days").column == 38


def test_a_poll_of_defaults_can_be_taken_away(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/_defaults.yaml": "poll: {options: [a, b]}\n"})
    post = post_with(tmp_path, "poll: null")
    assert (post.poll, post.type) == (None, PostType.STATUS)


def test_a_thread(tmp_path: Path) -> None:
    post = post_with(tmp_path, "thread:\n  - ' And then. '\n  - {text: Look, media: a.png}")
    assert post.thread == (
        Comment(text="And then."),
        Comment(text="Look", media=Media(file="content/a.png", kind=MediaKind.PHOTO)),
    )
    assert post.source.at("thread[1].media").line == 6


def test_comments_with_conditions(tmp_path: Path) -> None:
    post = post_with(
        tmp_path,
        "comments:\n  - See below\n"
        "  - {text: More, after: 1d, engagements: '> 10', reach: '<500', match: any}",
    )
    conditions = Conditions(
        relation=Relation.OR,
        age=AGE,
        engagements=Threshold(ThresholdOperator.ABOVE, 10),
        reach=Threshold(ThresholdOperator.BELOW, 500),
    )
    assert post.comments == (
        Comment(text="See below"),
        Comment(text="More", conditions=conditions),
    )
    assert post.source.at("comments[1].engagements").column == 42


def test_a_share(tmp_path: Path) -> None:
    post = post_with(tmp_path, "share: {accounts: [two, bluesky], delay: 10m, after: 1d}")
    assert post.share == Share(
        account_ids=("id-twitter", "id-linkedin", "id-bluesky"),
        delay=Delay(10, DelayUnit.MINUTE),
        conditions=Conditions(age=AGE),
    )


def test_a_share_by_nobody_known(tmp_path: Path) -> None:
    content = load(tmp_path, "share: {accounts: [twiter]}")
    assert shown(content.diagnostics) == [
        "content/p.yaml:4:20 unknown-account: there is no account or group `twiter`"
    ]
    assert content.posts == ()


def test_a_deletion_says_when(tmp_path: Path) -> None:
    post = post_with(tmp_path, "delete: {after: 1d, hide: true}")
    assert post.delete == Deletion(hide=True, conditions=Conditions(age=AGE))
    content = load(tmp_path, "delete: {hide: true}")
    assert shown(content.diagnostics) == [
        "content/p.yaml:4:9 delete-condition: `delete` does not say when"
    ]


def test_names(tmp_path: Path) -> None:
    text = "signature: Shop\nwatermark: null\nlocation: ' Rome '\nalbum: 2036"
    post = post_with(tmp_path, text)
    assert post.names == ResourceNames(signature="Shop", location="Rome", album="2036")
    assert post.source.at("album").line == 7


def test_a_board_is_an_album(tmp_path: Path) -> None:
    post = post_with(tmp_path, "album: Other\n" + on("pinterest", "board: Baskets"), "pinterest")
    assert (post.names, post.options) == (ResourceNames(album="Baskets"), {})
    assert post.source.at("album").line == 5


def test_the_card_of_a_link(tmp_path: Path) -> None:
    card = "link: {url: https://e.com, image: a.png, call_to_action: call_now, phone_number: '1'}"
    post = post_with(tmp_path, card)
    assert post.link == Link(
        url="https://e.com",
        image=Media(file="content/a.png", kind=MediaKind.PHOTO),
        call_to_action="CALL_NOW",
        phone_number="1",
    )
    assert post.source.at("link.image").column == 35


def test_cards_make_a_carousel(tmp_path: Path) -> None:
    cards = "sublinks: [{url: https://e.com, image: https://e.com/a.png}, {url: https://e.com/b}]"
    post = post_with(tmp_path, on("facebook", cards), "facebook")
    image = Media(url="https://e.com/a.png", kind=MediaKind.PHOTO)
    assert post.sublinks == (Link(url="https://e.com", image=image), Link(url="https://e.com/b"))
    assert (post.type, post.options) == (PostType.CAROUSEL, {})
    assert post.source.at("sublinks[1].url").column == 90


def test_options_keep_their_names_and_values(tmp_path: Path) -> None:
    option = "privacy: friends, duet: false, sound_id: 70165"
    post = post_with(tmp_path, on("tiktok", option), "tiktok")
    assert post.options == {"privacy": "friends", "duet": False, "sound_id": "70165"}
    assert post.source.at("options.privacy").column == 30


@pytest.mark.parametrize("name", ["event", "offer"])
def test_an_event_has_times_like_a_schedule(tmp_path: Path, name: str) -> None:
    times = "start: 2036-12-06 08:00, end: 2036-12-06T13:00+01:00"
    post = post_with(tmp_path, on("google", f"{name}: {{title: Market, {times}}}"), "google")
    assert post.options == {
        name: {"title": "Market", "start": "2036-12-06T07:00:00Z", "end": "2036-12-06T12:00:00Z"}
    }
    assert post.type is PostType(name)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (
            "start: 2036-12-06 08:00, end: 2036-12-06 08:00",
            "4:74 event-range: the event ends before it begins",
        ),
        (
            "start: 2036-03-30 02:30, end: 2036-12-06 08:00",
            "4:51 time-gap: 2036-03-30 02:30 does not exist in Europe/Rome",
        ),
    ],
)
def test_an_event_that_cannot_be(tmp_path: Path, times: str, expected: str) -> None:
    content = load(tmp_path, on("google", f"event: {{title: Market, {times}}}"), "google")
    assert shown(content.diagnostics) == [f"content/p.yaml:{expected}"]
    assert content.posts == ()


def test_media_on_the_web_with_cover_and_tags(tmp_path: Path) -> None:
    media = (
        "media:\n  - {url: https://e.com/v.mp4?x=1, cover: a.png}\n"
        "  - {file: a.png, tags: [{user: '@ana', x: 0.5, y: 1}, {user: bo}]}"
    )
    video, picture = post_with(tmp_path, media).media
    still = Media(file="content/a.png", kind=MediaKind.PHOTO)
    assert video == Media(url="https://e.com/v.mp4?x=1", kind=MediaKind.VIDEO, cover=still)
    assert picture.tags == (Tag(user="ana", x=0.5, y=1), Tag(user="bo"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "media: [{url: 'http://[x/a.png'}]",
            "4:15 media-not-found: `http://[x/a.png` is not a web address",
        ),
        (
            "media: [{url: ftp://e.com/a.png}]",
            "4:15 schema: `media[0].url` cannot be `ftp://e.com/a.png`",
        ),
        (
            "media: [{file: b.mp4, cover: c.pdf}]",
            "4:30 media-format: `media[0].cover` must be a still picture",
        ),
        (
            "media: [{file: b.mp4, cover: {}}]",
            "4:30 media-source: `media[0].cover` needs either `file`, `url` or `id`",
        ),
        (
            "link: {url: https://e.com, image: no.png}",
            "4:35 media-not-found: there is no file `no.png`",
        ),
        (
            "comments: [{text: a, media: ../../x.png}]",
            "4:29 media-outside: `../../x.png` is outside the project",
        ),
    ],
)
def test_media_that_cannot_be_used(tmp_path: Path, lines: str, expected: str) -> None:
    content = load(tmp_path, lines)
    assert shown(content.diagnostics) == [f"content/p.yaml:{expected}"]
    assert content.posts == ()


@pytest.mark.parametrize(
    ("account", "lines", "type_"),
    [
        ("linkedin", "media: [c.pdf]", PostType.DOCUMENT),
        ("facebook", "media: [c.pdf]", PostType.PHOTO),
        ("facebook", "type: reel\nmedia: [b.mp4]", PostType.REEL),
        ("youtube", "media: [b.mp4]", PostType.VIDEO),
        ("wordpress", "title: T", PostType.ARTICLE),
        ("linkedin", "title: T", PostType.STATUS),
    ],
)
def test_what_type_it_is(tmp_path: Path, account: str, lines: str, type_: PostType) -> None:
    assert post_with(tmp_path, lines, account).type is type_


def test_rules_are_switched_layer_by_layer(tmp_path: Path) -> None:
    defaults = "rules: {slot-taken: off, alt-text: off, text-length: off}\n"
    write_files(tmp_path, {"content/_defaults.yaml": defaults})
    text = "rules: {alt-text: on}\n" + on("twitter", "rules: {media-count: off}")
    post = post_with(tmp_path, text)
    assert post.off == {"slot-taken", "text-length", "media-count"}
    assert post.source.at("rules.alt-text").line == 4
    assert post.source.at("rules.slot-taken").file == "content/_defaults.yaml"


def test_a_network_that_the_entry_is_not_posted_to(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/_defaults.yaml": on("youtube", "privacy: public")})
    content = load(tmp_path, on("tiktok", "privacy: public"))
    assert shown(content.diagnostics) == [
        "content/p.yaml:4:12 unused-network: "
        "this is for TikTok, and the entry is posted to no account there"
    ]
    assert len(content.posts) == 1


def test_a_hashtag_that_the_text_has(tmp_path: Path) -> None:
    content = load(tmp_path, "hashtags: [jam, shop]\n" + on("twitter", "text: 'Hi #jam'"))
    assert shown(content.diagnostics) == [
        "content/p.yaml:4:12 hashtag-in-text: the text has this hashtag already"
    ]


def test_a_hashtag_that_one_of_the_texts_lacks_is_needed(tmp_path: Path) -> None:
    text = "hashtags: [jam]\n" + on("twitter", "text: 'Hi #jam'")
    assert not shown(load(tmp_path, text, "twitter, bluesky").diagnostics)


def test_a_section_for_a_network_that_the_entry_is_not_posted_to(tmp_path: Path) -> None:
    head = "---\naccounts: [twitter]\nschedule: 2036-12-01 09:00\n---\n"
    body = "Hi\n\n<!-- publer: twitter, linkedin -->\nYo\n"
    files = {"publer-sync.yaml": PROJECT, "content/p.md": head + body}
    content = load_posts(project_in(write_files(tmp_path, files)))
    assert shown(content.diagnostics) == [
        "content/p.md:7:23 unused-network: "
        "this is for LinkedIn, and the entry is posted to no account there"
    ]


def test_where_an_account_is_unknown_nothing_is_called_unused(tmp_path: Path) -> None:
    content = load(tmp_path, on("linkedin", "text: Yo"), "twitter, linkdin")
    assert [one.rule for one in content.diagnostics] == ["unknown-account"]

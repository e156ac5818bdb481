"""The body of a create: exact JSON for each kind of post."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.api.encode.envelope import bulk
from publer_sync.model.account import Account
from publer_sync.model.media import Tag
from publer_sync.model.network import NETWORKS, MediaKind, Network, PostType
from publer_sync.model.post import Block, Link, Poll
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import NoTime, PublishMode
from tests.support.builders import ACCOUNT_ID, a_medium, a_post
from tests.support.library import BLUE, LIBRARY, RED

NOTHING = Resources()


def entry_of(**post: Any) -> Any:
    body = bulk([a_post(**post)], LIBRARY)
    assert body["bulk"].keys() == {"state", "posts"}
    (entry,) = body["bulk"]["posts"]
    return entry


def content_of(**post: Any) -> Any:
    (content,) = entry_of(**post)["networks"].values()
    return content


def test_a_status() -> None:
    assert bulk([a_post()], NOTHING) == {
        "bulk": {
            "state": "scheduled",
            "posts": [
                {
                    "networks": {"twitter": {"type": "status", "text": "We have launched."}},
                    "accounts": [{"id": ACCOUNT_ID, "scheduled_at": "2036-05-05T07:00:00+00:00"}],
                }
            ],
        }
    }


def test_media_stand_inside_the_network_object_in_their_order() -> None:
    media = (a_medium(sha256=RED), a_medium(sha256=BLUE, alt=None, caption="Blue"))
    entry = entry_of(type=PostType.PHOTO, media=media)
    assert entry.keys() == {"networks", "accounts"}
    assert entry["networks"]["twitter"] == {
        "type": "photo",
        "text": "We have launched.",
        "media": [
            {"id": "m-red", "type": "image", "alt_text": "A red box"},
            {"id": "m-blue", "type": "image", "caption": "Blue"},
        ],
    }


@pytest.mark.parametrize(
    ("kind", "word"),
    [("photo", "image"), ("video", "video"), ("gif", "gif"), ("document", "document")],
)
def test_kinds_of_media(kind: str, word: str) -> None:
    medium = a_medium(MediaKind(kind), sha256=RED)
    assert content_of(media=(medium,))["media"][0]["type"] == word


def test_a_medium_of_the_library_goes_by_its_own_id() -> None:
    medium = a_medium(file=None, id="m-old", alt=None)
    assert content_of(media=(medium,))["media"] == [{"id": "m-old", "type": "image"}]


def test_a_file_that_was_not_uploaded_is_a_bug_and_not_a_post_without_picture() -> None:
    with pytest.raises(KeyError):
        entry_of(media=(a_medium(sha256="cc" * 32),))


def test_pinterest_gets_the_alt_text_as_caption_too() -> None:
    media = (a_medium(sha256=RED),)
    (sent,) = content_of(network=Network.PINTEREST, type=PostType.PHOTO, media=media)["media"]
    assert (sent["alt_text"], sent["caption"]) == ("A red box", "A red box")


def test_a_caption_of_its_own_wins_on_pinterest() -> None:
    media = (a_medium(sha256=RED, caption="Mine"),)
    (sent,) = content_of(network=Network.PINTEREST, media=media)["media"]
    assert (sent["alt_text"], sent["caption"]) == ("A red box", "Mine")


def test_a_link_with_words_of_its_own() -> None:
    link = Link(url="https://example.com", title="Spring")
    assert content_of(type=PostType.LINK, link=link) == {
        "type": "link",
        "text": "We have launched.",
        "url": "https://example.com",
        "link": {"url": "https://example.com", "title": "Spring"},
    }


def test_a_video_with_a_title() -> None:
    media = (a_medium(MediaKind.VIDEO, sha256=RED, alt=None),)
    content = content_of(network=Network.YOUTUBE, type=PostType.VIDEO, title="Boxes", media=media)
    assert (content["type"], content["title"]) == ("video", "Boxes")
    assert content["description"] == content["text"] == "We have launched."


@pytest.mark.parametrize(
    ("kind", "keys"),
    [("wordpress_oauth", ["wordpress_oauth"]), ("wordpress_basic", ["wordpress_basic"]),
     (None, ["wordpress_oauth", "wordpress_basic"]), ("blog", ["wordpress_oauth", "wordpress_basic"])],
)  # fmt: skip
def test_wordpress_goes_by_the_way_its_site_is_connected(kind: str | None, keys: list[str]) -> None:
    account = Account("blog", "id-of-blog", Network.WORDPRESS, kind)
    entry = entry_of(account=account, title="Spring")
    assert list(entry["networks"]) == keys


@pytest.mark.parametrize("network", [n for n in NETWORKS if n is not Network.WORDPRESS])
def test_every_other_network_goes_by_its_name(network: Network) -> None:
    assert list(entry_of(network=network)["networks"]) == [network.value]


def test_labels_belong_to_the_account() -> None:
    (account,) = entry_of(labels=("spring", "from-git"))["accounts"]
    assert account["labels"] == ["spring", "from-git"]


def test_one_account_per_entry() -> None:
    body = bulk([a_post(), a_post(network=Network.LINKEDIN)], NOTHING)
    assert [len(entry["accounts"]) for entry in body["bulk"]["posts"]] == [1, 1]


def test_a_body_without_posts_is_a_bug() -> None:
    with pytest.raises(ValueError, match="not one request"):
        bulk([], NOTHING)


FORMATS = [
    (Network.INSTAGRAM, PostType.REEL, MediaKind.VIDEO, "video"),
    (Network.FACEBOOK, PostType.STORY, MediaKind.VIDEO, "video"),
    (Network.FACEBOOK, PostType.STORY, MediaKind.PHOTO, "photo"),
    (Network.YOUTUBE, PostType.SHORT, MediaKind.VIDEO, "video"),
    (Network.LINKEDIN, PostType.DOCUMENT, MediaKind.DOCUMENT, "photo"),
    (Network.GOOGLE, PostType.EVENT, MediaKind.PHOTO, "photo"),
    (Network.GOOGLE, PostType.OFFER, MediaKind.PHOTO, "photo"),
]


@pytest.mark.parametrize(("network", "kind", "medium", "word"), FORMATS)
def test_a_format_goes_into_the_details(
    network: Network, kind: PostType, medium: MediaKind, word: str
) -> None:
    content = content_of(network=network, type=kind, media=(a_medium(medium, sha256=RED),))
    assert (content["type"], content["details"]) == (word, {"type": kind.value})


@pytest.mark.parametrize(
    "kind", [t for t in PostType if t not in {kind for _, kind, _, _ in FORMATS}]
)
def test_every_other_type_goes_under_its_own_name(kind: PostType) -> None:
    content = content_of(type=kind)
    assert (content["type"], "details" in content) == (kind.value, False)


def test_a_document_carries_its_title_in_both_places() -> None:
    media = (a_medium(MediaKind.DOCUMENT, sha256=RED, alt=None),)
    content = content_of(
        network=Network.LINKEDIN, type=PostType.DOCUMENT, title="Prices", media=media
    )
    assert content["title"] == "Prices"
    assert content["document"] == {"title": "Prices"}
    assert content["media"] == [{"id": "m-red", "type": "document"}]


def test_a_poll() -> None:
    poll = Poll(options=("Fig", "Cherry"), days=3, question="Which jam?")
    assert content_of(network=Network.LINKEDIN, type=PostType.POLL, poll=poll) == {
        "type": "poll",
        "text": "We have launched.",
        "options": ["Fig", "Cherry"],
        "duration": 3,
        "question": "Which jam?",
    }


def test_a_poll_whose_question_is_the_text() -> None:
    content = content_of(type=PostType.POLL, poll=Poll(options=("Fig", "Cherry")))
    assert content.keys() == {"type", "text", "options"}


def test_a_card_with_a_picture_and_a_button() -> None:
    link = Link(
        url="https://example.com",
        description="Jam",
        image=a_medium(sha256=RED),
        call_to_action="CALL_NOW",
        phone_number="+3906123",
    )
    assert content_of(type=PostType.LINK, link=link)["link"] == {
        "url": "https://example.com",
        "description": "Jam",
        "images": ["https://cdn.publer.com/red.png"],
        "default_image": 0,
        "call_to_action": "CALL_NOW",
        "phone_number": "+3906123",
    }


def test_a_link_carousel() -> None:
    cards = (
        Link(url="https://e.com/1", title="One", image=a_medium(sha256=RED)),
        Link(url="https://e.com/2", title="Two", image=a_medium(sha256=BLUE)),
    )
    content = content_of(network=Network.FACEBOOK, type=PostType.CAROUSEL, sublinks=cards)
    assert [(card["url"], card["images"]) for card in content["sublinks"]] == [
        ("https://e.com/1", ["https://cdn.publer.com/red.png"]),
        ("https://e.com/2", ["https://cdn.publer.com/blue.png"]),
    ]


def test_a_video_with_a_cover_and_people_in_it() -> None:
    video = a_medium(
        MediaKind.VIDEO,
        sha256=RED,
        alt=None,
        cover=a_medium(sha256=BLUE),
        tags=(Tag(user="ana", x=0.5, y=0.25), Tag(user="ben")),
    )
    path = "https://cdn.publer.com/blue.png"
    (sent,) = content_of(network=Network.INSTAGRAM, type=PostType.REEL, media=(video,))["media"]
    assert sent == {
        "id": "m-red",
        "type": "video",
        "thumbnail": path,
        "thumbnails": [{"id": "m-blue", "small": path, "real": path}],
        "default_thumbnail": 0,
        "user_tags": [{"username": "ana", "x": 0.5, "y": 0.25}, {"username": "ben"}],
    }


ARTICLE = (
    Block(type="header", data={"text": "Spring", "level": 2}),
    Block(type="media", data={"type": "photo", "caption": "Red"}, media=a_medium(sha256=RED)),
    Block(type="list", data={"style": "unordered", "items": ("Fig", "Cherry")}),
)


def an_article(**post: Any) -> Any:
    blog = Account("blog", "id-of-blog", Network.WORDPRESS, "wordpress_oauth")
    given: dict[str, Any] = {"account": blog, "type": PostType.ARTICLE, "title": "Spring"}
    return content_of(**given | {"blocks": ARTICLE} | post)


def test_an_article_is_blocks_without_a_text() -> None:
    content = an_article()
    assert content.keys() == {"type", "title", "content"}
    assert [(block["type"], block["data"]) for block in content["content"]] == [
        ("header", {"text": "Spring", "level": 2}),
        (
            "media",
            {"type": "photo", "caption": "Red", "url": "https://cdn.publer.com/red.png"},
        ),
        ("list", {"style": "unordered", "items": ["Fig", "Cherry"]}),
    ]


def test_blocks_have_ids_of_their_own_which_stay_the_same() -> None:
    twice = an_article(blocks=ARTICLE + ARTICLE)["content"]
    assert len({block["id"] for block in twice}) == 6
    assert twice == an_article(blocks=ARTICLE + ARTICLE)["content"]


def test_the_picture_of_an_article_on_wordpress_is_featured() -> None:
    content = an_article(media=(a_medium(sha256=BLUE),))
    assert content["featured_media"] == {"path": "https://cdn.publer.com/blue.png"}
    assert "media" not in content


def test_a_link_does_not_become_the_slug_of_an_article() -> None:
    link = Link(url="https://example.com")
    assert an_article(link=link).keys() == {"type", "title", "content"}
    assert an_article(link=link, options={"slug": "jam"})["url"] == "jam"


def test_an_idea_has_the_default_content_and_no_account() -> None:
    idea = a_post(
        account=Account("ideas", "", Network.IDEAS),
        schedule=NoTime(),
        standing=PublishMode.PUBLIC_IDEA,
        type=PostType.ARTICLE,
        title="Spring",
        blocks=ARTICLE[:1],
        media=(a_medium(sha256=RED, alt=None),),
    )
    body = bulk([idea], LIBRARY)["bulk"]
    (entry,) = body["posts"]
    assert (body["state"], entry.keys()) == ("draft_public", {"networks"})
    assert entry["networks"]["default"]["media"] == [{"id": "m-red", "type": "image"}]
    assert len(entry["networks"]["default"]["content"]) == 1


def test_a_title_for_other_networks_does_not_become_the_button_of_a_google_post() -> None:
    said = a_post(network=Network.GOOGLE, title="Our stools")
    (content,) = bulk([said], LIBRARY)["bulk"]["posts"][0]["networks"].values()
    assert content == {"type": "status", "text": said.text}


def test_a_button_of_google_stands_where_others_have_a_title() -> None:
    options = {"call_to_action": {"button": "book", "url": "https://example.com"}}
    said = a_post(network=Network.GOOGLE, title="Our stools", options=options)
    (content,) = bulk([said], LIBRARY)["bulk"]["posts"][0]["networks"].values()
    assert (content["title"], content["url"]) == ("BOOK", "https://example.com")

"""The body of a create: exact JSON for each kind of post."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.api.payload.envelope import bulk
from publer_sync.model.account import Account
from publer_sync.model.network import NETWORKS, MediaKind, Network, PostType
from publer_sync.model.post import Link
from publer_sync.model.resources import Resources
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

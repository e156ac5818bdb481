"""The options of each network: what a post file says, and what the request holds."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.api.encode.content import content_of
from publer_sync.api.encode.options import OPTIONS, PRESETS
from publer_sync.model.network import Network, PostType
from publer_sync.model.resources import Resources
from tests.support.builders import a_medium, a_post
from tests.support.library import LIBRARY, RED

COMMUNITY = {"id": "7", "name": "Bakers"}
SPONSOR = {"id": "9", "name": "Mill", "verified": True, "boost": False}
TIMES = {"start": "2036-05-05T07:00:00Z", "end": "2036-05-06T07:00:00Z"}

# fmt: off
CASES: list[tuple[Network, str, Any, dict[str, Any]]] = [
    (Network.FACEBOOK, "feed", False, {"details": {"feed": False}}),
    (Network.FACEBOOK, "reminder", True, {"details": {"reminder": True}}),
    (Network.FACEBOOK, "audio", "Rain", {"details": {"audio": "Rain"}}),
    (Network.FACEBOOK, "background", 1,
     {"details": {"text_format_preset_id": "106018623298955"}}),
    (Network.FACEBOOK, "sponsor", SPONSOR, {"details": {"sponsor": SPONSOR}}),
    (Network.FACEBOOK, "community", COMMUNITY, {"details": {"community": COMMUNITY}}),
    (Network.INSTAGRAM, "feed", True, {"details": {"feed": True}}),
    (Network.INSTAGRAM, "trial_reel", "manual", {"details": {"trial_reel": "MANUAL"}}),
    (Network.INSTAGRAM, "trial_reel", "performance",
     {"details": {"trial_reel": "SS_PERFORMANCE"}}),
    (Network.INSTAGRAM, "audio", "Rain", {"details": {"audio": "Rain"}}),
    (Network.TWITTER, "long_post", True, {"details": {"type": "long_post"}}),
    (Network.TWITTER, "long_post", False, {}),
    (Network.TWITTER, "reply_settings", "everyone",
     {"replySettings": "everyone", "reply_settings": "everyone"}),
    (Network.TWITTER, "reply_settings", "mentioned",
     {"replySettings": "mentionedUsers", "reply_settings": "mentionedUsers"}),
    (Network.TWITTER, "reply_settings", "following",
     {"replySettings": "following", "reply_settings": "following"}),
    (Network.TWITTER, "community", COMMUNITY, {"details": {"community": COMMUNITY}}),
    (Network.YOUTUBE, "privacy", "unlisted",
     {"privacy": "unlisted", "details": {"privacy": "unlisted"}}),
    (Network.YOUTUBE, "tags", ["bread"], {"tags": ["bread"]}),
    (Network.YOUTUBE, "category", "22", {"category": "22"}),
    (Network.TIKTOK, "privacy", "public", {"details": {"privacy": "PUBLIC_TO_EVERYONE"}}),
    (Network.TIKTOK, "privacy", "friends", {"details": {"privacy": "MUTUAL_FOLLOW_FRIENDS"}}),
    (Network.TIKTOK, "privacy", "followers", {"details": {"privacy": "FOLLOWER_OF_CREATOR"}}),
    (Network.TIKTOK, "privacy", "private", {"details": {"privacy": "SELF_ONLY"}}),
    (Network.TIKTOK, "comment", False, {"details": {"comment": False}}),
    (Network.TIKTOK, "duet", True, {"details": {"duet": True}}),
    (Network.TIKTOK, "stitch", True, {"details": {"stitch": True}}),
    (Network.TIKTOK, "promotional", True, {"details": {"promotional": True}}),
    (Network.TIKTOK, "paid", True, {"details": {"paid": True}}),
    (Network.TIKTOK, "reminder", True, {"details": {"reminder": True}}),
    (Network.TIKTOK, "auto_add_music", True, {"details": {"auto_add_music": True}}),
    (Network.TIKTOK, "sound_id", "s1", {"soundId": "s1", "sound_id": "s1"}),
    (Network.TIKTOK, "duet_with", "v1", {"duetWith": "v1", "duet_with": "v1"}),
    (Network.GOOGLE, "call_to_action", {"button": "learn_more", "url": "https://example.com"},
     {"title": "LEARN_MORE", "url": "https://example.com"}),
    (Network.GOOGLE, "call_to_action", {"button": "call"}, {"title": "CALL"}),
    (Network.GOOGLE, "event", {"title": "Market", **TIMES}, {"details": {"title": "Market", **TIMES}}),
    (Network.GOOGLE, "offer", {"title": "Jam", **TIMES, "coupon": "JAM", "terms": "https://e.com/t"},
     {"details": {"title": "Jam", **TIMES, "coupon": "JAM", "terms": "https://e.com/t"}}),
    (Network.GOOGLE, "gallery", True, {"details": {"type": "photo"}}),
    (Network.GOOGLE, "gallery", False, {}),
    (Network.WORDPRESS, "excerpt", "In short", {"excerpt": "In short"}),
    (Network.WORDPRESS, "slug", "three-jams", {"url": "three-jams"}),
    (Network.WORDPRESS, "categories", ["3"], {"categories": ["3"]}),
    (Network.WORDPRESS, "categories", [3, 14], {"categories": ["3", "14"]}),
    (Network.WORDPRESS, "tags", [7], {"tags": ["7"]}),
    (Network.WORDPRESS, "tags", ["4", "5"], {"tags": ["4", "5"]}),
    (Network.TELEGRAM, "parse_mode", "markdown",
     {"parseMode": "Markdown", "parse_mode": "Markdown"}),
    (Network.TELEGRAM, "parse_mode", "html", {"parseMode": "HTML", "parse_mode": "HTML"}),
    (Network.TELEGRAM, "silent", True,
     {"disableNotification": True, "disable_notification": True}),
    (Network.TELEGRAM, "preview", False,
     {"disableWebPagePreview": True, "disable_web_page_preview": True}),
    (Network.TELEGRAM, "preview", True,
     {"disableWebPagePreview": False, "disable_web_page_preview": False}),
    (Network.MASTODON, "visibility", "unlisted", {"visibility": "unlisted"}),
    (Network.MASTODON, "content_warning", "Food", {"spoilerText": "Food", "spoiler_text": "Food"}),
    (Network.MASTODON, "sensitive", True, {"sensitive": True}),
    (Network.THREADS, "reply_to", "t1", {"replyTo": "t1", "reply_to": "t1"}),
    (Network.BLUESKY, "reply_to", "b1", {"replyTo": "b1", "reply_to": "b1"}),
    (Network.BLUESKY, "content_labels", ["graphic-media"], {"labels": ["graphic-media"]}),
]
# fmt: on
ON_A_MEDIUM = {(Network.INSTAGRAM, "collaborators")}


@pytest.mark.parametrize(("network", "name", "value", "sent"), CASES)
def test_an_option(network: Network, name: str, value: Any, sent: dict[str, Any]) -> None:
    content = content_of(a_post(network=network, options={name: value}), Resources())
    content.pop("description", None)  # on YouTube, the text once more
    assert content == {"type": "status", "text": "We have launched."} | sent


def test_every_option_of_the_table_has_a_case() -> None:
    named = {(network, name) for network, options in OPTIONS.items() for name in options}
    assert named == {(network, name) for network, name, _, _ in CASES} | ON_A_MEDIUM


def test_collaborators_stand_on_the_first_medium() -> None:
    media = (a_medium(sha256=RED), a_medium(sha256=RED))
    post = a_post(network=Network.INSTAGRAM, media=media, options={"collaborators": ["ana", "ben"]})
    first, second = content_of(post, LIBRARY)["media"]
    assert first["collaborator_tags"] == [{"username": "ana"}, {"username": "ben"}]
    assert "collaborator_tags" not in second


def test_collaborators_without_a_medium_are_nowhere() -> None:
    post = a_post(network=Network.INSTAGRAM, options={"collaborators": ["ana"]})
    assert content_of(post, Resources()) == {"type": "status", "text": "We have launched."}


def test_several_options_share_the_details_of_a_format() -> None:
    post = a_post(
        network=Network.INSTAGRAM,
        type=PostType.REEL,
        options={"feed": True, "trial_reel": "manual", "audio": None},
    )
    details = content_of(post, Resources())["details"]
    assert details == {"type": "reel", "feed": True, "trial_reel": "MANUAL"}


def test_an_option_that_is_not_in_the_table_is_a_bug_and_not_dropped() -> None:
    with pytest.raises(KeyError, match="feed"):
        content_of(a_post(options={"feed": True}), Resources())


@pytest.mark.parametrize("number", [0, -1, len(PRESETS) + 1])
def test_a_background_that_facebook_does_not_have(number: int) -> None:
    with pytest.raises(ValueError, match="no background"):
        content_of(a_post(network=Network.FACEBOOK, options={"background": number}), Resources())

"""Options that the type of a post has not."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link
from publer_sync.networks.rules import option_ignored as rule
from tests.networks.rules.findings import found
from tests.support.builders import a_medium, a_post

EVENT = {"title": "Market", "start": "2036-12-06T07:00:00Z", "end": "2036-12-06T12:00:00Z"}


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        (PostType.EVENT, {"event": EVENT, "offer": EVENT}, "An event post has no `offer`"),
        (PostType.EVENT, {"event": EVENT, "gallery": True}, "An event post has no `gallery`"),
        (PostType.STATUS, {"event": EVENT}, "A status post has no `event`"),
        (PostType.STATUS, {"gallery": True}, "A status post has no `gallery`"),
    ],
)
def test_google_takes_one_kind_at_a_time(
    kind: PostType, options: dict[str, object], message: str
) -> None:
    (one,) = found(rule, a_post(network=Network.GOOGLE, type=kind, options=options))
    assert one.replace(" on Google Business", "").startswith(f"error: {message} -> leave out")


def test_cards_make_a_carousel() -> None:
    photo = a_post(
        network=Network.FACEBOOK,
        type=PostType.PHOTO,
        media=(a_medium(),),
        sublinks=(Link(url="https://example.com"),),
    )
    assert found(rule, photo) == [
        "error: A photo post on Facebook has no `sublinks`"
        " -> leave out `sublinks`, or make another post of it"
    ]


def test_options_of_reels_do_nothing_elsewhere() -> None:
    options = {"feed": True, "trial_reel": "manual"}
    story = a_post(network=Network.INSTAGRAM, type=PostType.STORY, options=options)
    reel = a_post(network=Network.INSTAGRAM, type=PostType.REEL, options=options)
    assert [one.split(":")[0] for one in found(rule, story)] == ["warning", "warning"]
    assert found(rule, reel) == []


def test_what_is_switched_off_is_not_said() -> None:
    post = a_post(network=Network.GOOGLE, options={"gallery": False})
    assert found(rule, post) == []

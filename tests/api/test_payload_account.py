"""What stands on the account of an entry: names of the workspace, and what follows the post."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.api.encode.envelope import bulk
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
from publer_sync.model.network import MediaKind, Network
from publer_sync.model.post import ResourceNames
from publer_sync.model.resources import Resources
from publer_sync.model.workspace_names import NameKind
from tests.support.builders import ACCOUNT_ID, a_medium, a_post, an_account
from tests.support.library import BLUE, LIBRARY, RED, a_directory, a_thing

LOGO = a_thing("Logo", opacity=80, size=6, position="bottom_right", default=True, image="https://…")
ROME = a_thing("Rome", info="Rome, Italy", verified=None, checkins="590")
SOON = Delay(5, DelayUnit.MINUTE)
POPULAR = Conditions(
    relation=Relation.OR,
    age=Delay(1, DelayUnit.DAY),
    engagements=Threshold(ThresholdOperator.ABOVE, 10),
    reach=Threshold(ThresholdOperator.BELOW, 500),
)
POPULAR_SENT = {
    "relation": "OR",
    "clauses": {
        "age": {"duration": 1, "unit": "Day"},
        "engagements": {"comparison": "gt", "value": 10},
        "reach": {"comparison": "lt", "value": 500},
    },
}


def account_of(resources: Resources = LIBRARY, **post: Any) -> dict[str, Any]:
    (entry,) = bulk([a_post(**post)], resources)["bulk"]["posts"]
    (account,) = entry["accounts"]
    return {k: v for k, v in account.items() if k not in ("id", "scheduled_at")}


@pytest.mark.parametrize(
    ("kind", "thing", "sent"),
    [
        (NameKind.SIGNATURE, a_thing("Default"), {"signature": "id-of-Default"}),
        (NameKind.ALBUM, a_thing("Recipes"), {"album_id": "id-of-Recipes"}),
        (NameKind.WATERMARK, LOGO, {"watermark": dict(LOGO.data)}),
        (NameKind.LOCATION, ROME, {"location": dict(ROME.data)}),
    ],
)
def test_a_name_goes_as_publer_wants_it(kind: NameKind, thing: Any, sent: dict[str, Any]) -> None:
    page = an_account(Network.FACEBOOK)
    names = a_directory(page.id, kind, thing.name, [thing])
    resources = Resources(names=names)
    assert (
        account_of(resources, account=page, names=ResourceNames(**{kind.value: thing.name})) == sent
    )


def test_a_name_that_was_not_resolved_is_a_bug_and_not_a_post_without_it() -> None:
    with pytest.raises(KeyError):
        account_of(names=ResourceNames(signature="Default"))
    unknown = Resources(names=a_directory(ACCOUNT_ID, NameKind.SIGNATURE, "Default"))
    with pytest.raises(KeyError, match="Default"):
        account_of(unknown, names=ResourceNames(signature="Default"))


def test_the_thread_goes_first_in_its_order_then_the_comments() -> None:
    said = account_of(
        comments=(Comment(text="Link", conditions=Conditions(age=SOON)),),
        thread=(Comment(text="Two"), Comment(text="Three")),
    )["comments"]
    assert said == [
        {"text": "Two"},
        {"text": "Three"},
        {
            "text": "Link",
            "conditions": {
                "relation": "AND",
                "clauses": {"age": {"duration": 5, "unit": "Minute"}},
            },
        },
    ]


def test_the_picture_of_a_comment_goes_by_its_path() -> None:
    (said,) = account_of(comments=(Comment(text="", media=a_medium(sha256=RED)),))["comments"]
    path = "https://cdn.publer.com/red.png"
    assert said == {
        "text": "",
        "media": {"type": "photo", "path": path, "caption": "A red box", "thumbnail": path},
    }


@pytest.mark.parametrize(
    ("cover", "thumbnail"), [(None, ""), (a_medium(sha256=BLUE), "https://cdn.publer.com/blue.png")]
)
def test_the_video_of_a_comment_shows_its_cover(cover: Any, thumbnail: str) -> None:
    video = a_medium(MediaKind.VIDEO, sha256=RED, alt=None, cover=cover)
    (said,) = account_of(thread=(Comment(text="", media=video),))["comments"]
    assert (said["media"]["thumbnail"], said["media"]["caption"]) == (thumbnail, "")


def test_a_share() -> None:
    share = Share(
        account_ids=("a1", "a2"),
        text="Missed this?",
        delay=Delay(10, DelayUnit.MINUTE),
        conditions=POPULAR,
    )
    assert account_of(share=share) == {
        "share": {
            "account_ids": ["a1", "a2"],
            "text": "Missed this?",
            "delay": {"duration": 10, "unit": "Minute"},
            "conditions": POPULAR_SENT,
        }
    }


def test_a_share_without_anything_more() -> None:
    assert account_of(share=Share(account_ids=("a1",))) == {"share": {"account_ids": ["a1"]}}


def test_a_deletion() -> None:
    deletion = Deletion(hide=True, conditions=POPULAR)
    assert account_of(delete=deletion) == {"delete": {"hide": True, "conditions": POPULAR_SENT}}

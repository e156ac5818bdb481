"""What becomes of posts that are due."""

from __future__ import annotations

from typing import Any

from tests.emulator.lab import BLUESKY, FACEBOOK, ID, Lab, entry
from tests.emulator.option_cases.case import (
    Case,
)


def due(lab: Lab, account: str = BLUESKY, wait: float = 61, **post: Any) -> dict[str, Any]:
    lab.by_hand(account, minutes=1, **post)
    lab.wait(wait)
    return lab.posts()[0]


def expanded(lab: Lab) -> str:
    signed = {"signature": "65e0aa114e299e0b7c1d2f33"}
    lab.publish(entry(FACEBOOK, None, content={"text": "{Hi|Hello} you"}, target=signed))
    return str(lab.inside()[0]["text"])


CASES: dict[str, Case] = {
    "publish_outcome": Case(
        lambda lab: due(lab)["state"],
        {"published": "published", "failed": "failed", "nothing": "scheduled"},
    ),
    "publish_seconds": Case(lambda lab: due(lab)["state"], {"0": "published", "30": "publishing"}),
    "published_ids": Case(lambda lab: type(due(lab)["id"]), {"same": str, "integer": int}),
    "tiktok_link_delay": Case(
        lambda lab: due(lab, ID["shop-tiktok"])["post_link"] is None, {"0": False, "300": True}
    ),
    "text_when_published": Case(
        expanded, {"untouched": "{Hi|Hello} you", "expanded": "Hi you\n— Corner Shop"}
    ),
}

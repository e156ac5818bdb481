"""How large pages become."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from publer_sync.media.thumbnails import BUDGET, Thumbnail, thumbnails
from publer_sync.model.network import NETWORKS, PostType
from publer_sync.workflows.validate import validate
from tests.support.builders import MORNING, a_medium, a_post
from tests.support.preview_pages import html_of

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_the_example_shop_stays_far_below_three_megabytes() -> None:
    posts = validate(EXAMPLES, environment=None, environ={}).posts
    html = html_of(*posts, thumbnails=thumbnails(posts, EXAMPLES))
    assert len(html.encode()) < 1_000_000


def test_a_thousand_posts_with_as_many_pictures_stay_below_30() -> None:
    each = BUDGET // 1000
    pictures = {f"{number}.png": Thumbnail(b"x" * each, 320, 240) for number in range(1000)}
    posts = [
        a_post(
            entry=f"post-{number}",
            network=NETWORKS[number % len(NETWORKS)],
            type=PostType.PHOTO,
            text="A text of some length, as people write them. " * 9,
            media=(a_medium(file=file),),
            scheduled_at=MORNING + timedelta(hours=number),
        )
        for number, file in enumerate(pictures)
    ]
    assert len(html_of(*posts, thumbnails=pictures).encode()) < 30_000_000

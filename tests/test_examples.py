"""The example shop: valid, complete, and far enough ahead."""

from __future__ import annotations

from pathlib import Path

from publer_sync.content.load import load_posts
from publer_sync.model.network import PostType
from tests.support.builders import time_of
from tests.support.projects import project_in, shown

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_the_examples_have_no_problems() -> None:
    content = load_posts(project_in(EXAMPLES))
    assert shown(content.diagnostics) == []
    assert content.skipped == ()
    assert len(content.files) == 14
    assert len(content.posts) == 61


def test_the_examples_show_what_can_be_said() -> None:
    posts = load_posts(project_in(EXAMPLES)).posts
    assert {post.type for post in posts} == set(PostType) - {PostType.VIDEO}
    assert all(item.alt for post in posts for item in post.media)
    assert len({post.slot for post in posts}) == len(posts)
    assert min(time_of(post) for post in posts).isoformat() == "2036-05-05T06:30:00+00:00"
    assert max(time_of(post) for post in posts).isoformat() == "2036-05-18T16:00:00+00:00"


def test_every_picture_is_used_and_small() -> None:
    posts = load_posts(project_in(EXAMPLES)).posts
    used = {item.file for post in posts for item in post.media}
    pictures = sorted((EXAMPLES / "media").iterdir())
    assert used == {f"media/{picture.name}" for picture in pictures}
    assert all(picture.stat().st_size < 60_000 for picture in pictures)

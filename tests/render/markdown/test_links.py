"""Links to lines of the repository, and nowhere else."""

from __future__ import annotations

import pytest

from publer_sync.diagnostics import Location
from publer_sync.render.markdown.links import Links
from tests.support.on_github import seen

HERE = Links(repository="https://github.com/shop/posts", commit="8f3c21d", prefix="social/")
BLOB = "https://github.com/shop/posts/blob/8f3c21d/social/"


@pytest.mark.parametrize(
    ("place", "link"),
    [
        (Location("content/a.yaml", 3), "content/a.yaml#L3"),
        (Location("content/a.md", 3, 1, 5, 2), "content/a.md?plain=1#L3-L5"),
        (Location("content/a b).yaml", 3, 1, 3, 9), "content/a%20b%29.yaml#L3"),
        (Location("content/日.yaml", 3), "content/%E6%97%A5.yaml#L3"),
    ],
)
def test_a_place(place: Location, link: str) -> None:
    assert seen(HERE.place(place)).links == [BLOB + link]


def test_without_a_repository_a_place_is_words() -> None:
    assert Links().place(Location("content/a.md", 3)) == "`content/a.md:3`"
    assert Links(commit="8f3c21d").revision("8f3c21d4b5") == "`8f3c21d`"


def test_a_post_that_has_its_file_for_itself_needs_no_line() -> None:
    assert HERE.post("`x`", Location("content/a.md")) == f"[`x`]({BLOB}content/a.md)"
    assert HERE.post("`x`", Location("content/a.yaml", 9)) == f"[`x`]({BLOB}content/a.yaml#L9)"


@pytest.mark.parametrize(
    "where",
    ["", "javascript:x", "https://x.y", "https://x.y/a)b", "https://x.y/a b", "https://x.y/a\n"],
)
def test_what_is_no_repository_is_refused(where: str) -> None:
    with pytest.raises(ValueError, match="repository"):
        Links(repository=where)


@pytest.mark.parametrize("commit", ["", "a b", "a)b", "a#b", "x" * 201])
def test_what_is_no_commit_is_refused(commit: str) -> None:
    with pytest.raises(ValueError, match="commit"):
        Links(commit=commit)

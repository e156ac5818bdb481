"""Media files are read once, from inside the project only, and their content is what counts."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from publer_sync.errors import PublerSyncError
from publer_sync.media.hashing import hash_file
from tests.support.builders import a_medium, a_post

BOX = a_medium(file="media/box.png")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "media").mkdir(parents=True)
    (folder / "media/box.png").write_bytes(b"a box")
    (tmp_path / "secret.png").write_bytes(b"a secret of this machine")
    return folder


def test_a_file_gets_its_content_hash_and_size(root: Path) -> None:
    (post,) = hash_file([a_post(media=(BOX,))], root)
    (medium,) = post.media
    assert (medium.sha256, medium.size) == (sha256(b"a box").hexdigest(), 5)


def test_everything_else_stays_as_it_was(root: Path) -> None:
    library = a_medium(file=None, id="m-1")
    plain, pictured = a_post(), a_post(media=(library,))
    assert hash_file([plain, pictured], root) == (plain, pictured)


def test_a_large_file_is_read_in_pieces(root: Path) -> None:
    content = os.urandom((1 << 20) + 17)
    (root / "media/box.png").write_bytes(content)
    (post,) = hash_file([a_post(media=(BOX,))], root)
    assert post.media[0].sha256 == sha256(content).hexdigest()


def test_each_file_is_opened_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    really = os.open

    def counting(path: Path, flags: int) -> int:
        opened.append(path.name)
        return really(path, flags)

    monkeypatch.setattr(os, "open", counting)
    posts = [a_post(entry=f"{n}", media=(BOX, BOX)) for n in range(5)]
    hash_file(posts, root)
    assert opened == ["box.png"]


def test_what_this_run_has_read_is_not_read_again(root: Path) -> None:
    (read,) = hash_file([a_post(media=(BOX,))], root)
    (root / "media/box.png").write_bytes(b"another")
    assert hash_file([read], root) == (read,)


@pytest.mark.parametrize("part", ["media/box.png", "media"])
def test_a_link_that_was_swapped_in_after_validation_is_refused(root: Path, part: str) -> None:
    (root / part).rename(root / "away")
    outside = root.parent / "secret.png" if part.endswith(".png") else root.parent
    (root / part).symlink_to(outside)
    (root.parent / "box.png").write_bytes(b"another secret")
    with pytest.raises(PublerSyncError, match="outside the project"):
        hash_file([a_post(media=(BOX,))], root)


def test_a_link_inside_the_project_is_followed(root: Path) -> None:
    (root / "media/link.png").symlink_to("box.png")
    (post,) = hash_file([a_post(media=(a_medium(file="media/link.png"),))], root)
    assert post.media[0].size == 5


def test_a_file_that_is_gone_is_named(root: Path) -> None:
    (root / "media/box.png").unlink()
    with pytest.raises(PublerSyncError, match="no file `media/box.png`"):
        hash_file([a_post(media=(BOX,))], root)


def test_a_file_that_cannot_be_opened_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, flags: int) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(PublerSyncError, match="cannot be read") as caught:
        hash_file([a_post(media=(BOX,))], root)
    assert (caught.value.location, caught.value.reason) == ("media/box.png", "Permission denied")

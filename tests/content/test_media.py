"""Media: files of the project, things in the library, and what is neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import LoadedContent
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, PostType
from tests.support.projects import content_of, shown


def load(folder: Path, media: str, more: str = "") -> LoadedContent:
    text = f"accounts: [shop-x]\nschedule: 2036-12-01 09:00\nmedia: {media}\n{more}"
    names = ["a.png", "b.GIF", "c.mp4", "d.pdf", "e.txt", "f.JPEG", "g.webp"]
    return content_of(folder, {"content/p.yaml": text, **{f"media/{name}": "x" for name in names}})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", MediaKind.PHOTO),
        ("f.JPEG", MediaKind.PHOTO),
        ("g.webp", MediaKind.PHOTO),
        ("b.GIF", MediaKind.GIF),
        ("c.mp4", MediaKind.VIDEO),
        ("d.pdf", MediaKind.DOCUMENT),
    ],
)
def test_the_suffix_tells_the_kind(tmp_path: Path, name: str, kind: MediaKind) -> None:
    assert load(tmp_path, f"[../media/{name}]").posts[0].media == (
        Media(file=f"media/{name}", kind=kind),
    )


def test_words_and_places(tmp_path: Path) -> None:
    post = load(tmp_path, "[{file: ../media/a.png, alt: ' A box ', caption: New}]").posts[0]
    assert post.media == (
        Media(file="media/a.png", kind=MediaKind.PHOTO, alt="A box", caption="New"),
    )
    assert post.source.at("media[0]").column == 9
    assert post.source.at("media[0].alt").column == 37
    assert post.source.at("media[0].caption").column == 57


@pytest.mark.parametrize(
    ("more", "kind"), [("", "photo"), ("type: video\n", "video"), ("type: gif\n", "gif")]
)
def test_what_an_id_is_follows_from_the_type(tmp_path: Path, more: str, kind: str) -> None:
    post = load(tmp_path, "[{id: 67da8532075cdb33821384c4}]", more).posts[0]
    assert post.media == (Media(id="67da8532075cdb33821384c4", kind=MediaKind(kind)),)
    assert post.type is PostType(kind)


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("[../media/z.png]", "3:9 media-not-found: there is no file `../media/z.png`"),
        ("[a.png, ../media/a.png]", "3:9 media-not-found: there is no file `a.png`"),
        ("[../../a.png]", "3:9 media-outside: `../../a.png` is outside the project"),
        ("[{file: /etc/passwd}]", "3:16 media-outside: `/etc/passwd` is an absolute path"),
        ("['C:\\a.png']", "3:9 media-outside: `C:\\a.png` is a Windows path"),
        ("[https://e.com/a.png]", "3:9 media-not-found: `https://e.com/a.png` is a URL, not a file"),
        ("[../media/e.txt]", "3:9 media-format: `../media/e.txt` is no picture or video that Publer takes"),
        ("[{alt: A box}]", "3:9 media-source: `media[0]` needs either `file`, `url` or `id`"),
        (
            "[{file: ../media/a.png, id: x}]",
            "3:9 media-source: `media[0]` needs either `file`, `url` or `id`",
        ),
    ],
)  # fmt: skip
def test_problems(tmp_path: Path, media: str, expected: str) -> None:
    content = load(tmp_path, media)
    assert shown(content.diagnostics) == [f"content/p.yaml:{expected}"]
    assert content.diagnostics[0].hint
    assert content.posts == ()


def test_a_link_to_a_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("s")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    assert shown(load(root, "[../link.png]").diagnostics) == [
        "content/p.yaml:3:9 media-outside: `../link.png` is outside the project"
    ]


def test_a_link_that_hides_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KEY=s3cr3t")
    (tmp_path / "photo.png").symlink_to(tmp_path / ".env")
    assert [one.rule for one in load(tmp_path, "[../photo.png]").diagnostics] == ["media-format"]

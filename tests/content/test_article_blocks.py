"""Articles of post files: their blocks, and their pictures as files of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import LoadedContent, load_posts
from publer_sync.model.media import Media
from publer_sync.model.media_walk import every_medium
from publer_sync.model.network import MediaKind, PostType
from publer_sync.model.post import Block
from tests.support.projects import PROJECT, project_in, shown, write_files

ACCOUNT = PROJECT.replace("groups:", "  blog: {id: w1, network: wordpress}\ngroups:")
HEAD = "---\naccounts: [blog]\nschedule: 2036-12-01 09:00\ntitle: Baskets\n---\n"


def load(folder: Path, body: str, name: str = "p.md", head: str = HEAD) -> LoadedContent:
    pictures = {f"media/{name}": "x" for name in ("a.png", "my b.png", "c.mp4", "d.pdf")}
    files = {"publer-sync.yaml": ACCOUNT, f"content/{name}": head + body, **pictures}
    return load_posts(project_in(write_files(folder, files)))


def test_the_body_is_the_article(tmp_path: Path) -> None:
    body = '<!-- note -->\n# Hi\n\n![A box](../media/a.png "New")\n\nBye.\n'
    content = load(tmp_path, body)
    assert not shown(content.diagnostics)
    (post,) = content.posts
    picture = Media(file="media/a.png", kind=MediaKind.PHOTO, alt="A box", caption="New")
    assert post.type is PostType.ARTICLE
    assert post.blocks == (
        Block(type="header", data={"text": "Hi", "level": 1}),
        Block(
            type="media", data={"type": "photo", "alt": "A box", "caption": "New"}, media=picture
        ),
        Block(type="paragraph", data={"text": "Bye."}),
    )
    assert list(every_medium(post)) == [picture]
    assert post.text.startswith("# Hi\n\n![A box]")
    at = post.source.at
    assert [(at(f"blocks[{n}]").line, at(f"blocks[{n}]").column) for n in range(3)] == [
        (7, 1),
        (9, 10),
        (11, 1),
    ]


def test_a_section_can_be_the_article(tmp_path: Path) -> None:
    head = HEAD.replace("[blog]", "[blog, shop-x]")
    content = load(tmp_path, "Short.\n<!-- publer: wordpress -->\nLong *one*.\n", head=head)
    blog, x = content.posts
    assert blog.blocks == (Block(type="paragraph", data={"text": "Long <em>one</em>."}),)
    assert blog.source.at("blocks[0]").line == 8
    assert (x.text, x.blocks, x.type) == ("Short.", (), PostType.STATUS)


def test_pictures_on_the_web_and_videos(tmp_path: Path) -> None:
    body = "![](https://e.com/x)\n![](../media/c.mp4)\n![](<../media/my b.png>)\n"
    (post,) = load(tmp_path, body).posts
    assert [(block.data["type"], block.media) for block in post.blocks] == [
        ("photo", Media(url="https://e.com/x", kind=MediaKind.PHOTO)),
        ("video", Media(file="media/c.mp4", kind=MediaKind.VIDEO)),
        ("photo", Media(file="media/my b.png", kind=MediaKind.PHOTO)),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("![x](../../x.png)", "6:6 media-outside: `../../x.png` is outside the project"),
        ("Hi.\n\n![x](no.png)", "8:6 media-not-found: there is no file `no.png`"),
        ("![x](../media/d.pdf)", "6:6 article: a document is no picture"),
        (
            "Hi ![x](../media/a.png)",
            "6:9 article: the picture `../media/a.png` stands within a text",
        ),
        ("> " * 200 + "x", "6:1 article: the article is nested too deeply"),
    ],
)
def test_what_cannot_be_in_an_article(tmp_path: Path, body: str, expected: str) -> None:
    content = load(tmp_path, body)
    assert shown(content.diagnostics) == [f"content/p.md:{expected}"]
    assert content.posts == ()
    assert content.diagnostics[0].hint


def test_an_idea_is_a_text_also_with_a_title(tmp_path: Path) -> None:
    (post,) = load(tmp_path, "*Fig* jam.\n", head="---\nidea: public\ntitle: Jam\n---\n").posts
    assert (post.type, post.blocks) == (PostType.STATUS, ())


def test_the_featured_image_takes_the_place_of_other_media(tmp_path: Path) -> None:
    head = HEAD.replace(
        "title:",
        "media: [../media/c.mp4]\nnetworks: {wordpress: {featured_image: {file: ../media/a.png, alt: A}}}\n"
        "title:",
    )
    (post,) = load(tmp_path, "Hi.", head=head).posts
    assert post.media == (Media(file="media/a.png", kind=MediaKind.PHOTO, alt="A"),)
    assert post.options == {}
    assert post.source.at("media[0].alt").line == 5


def test_a_picture_of_an_article_in_yaml_has_the_place_of_the_text(tmp_path: Path) -> None:
    head = "accounts: [blog]\nschedule: 2036-12-01 09:00\ntext: '![x](no.png)'\n"
    assert shown(load(tmp_path, "", name="p.yaml", head=head).diagnostics) == [
        "content/p.yaml:3:7 media-not-found: there is no file `no.png`"
    ]

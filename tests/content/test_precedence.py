"""Which value is in force, and where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from publer_sync.content.load import load_posts
from publer_sync.diagnostics import Location
from publer_sync.model.post import Post
from tests.support.projects import PROJECT, content_of, project_in, shown, write_files

# From the weakest to the strongest, each with the file and the text that puts `title` into force.
LAYERS = [
    ("publer-sync.yaml", PROJECT + "defaults: {title: project}\n"),
    ("content/_defaults.yaml", "title: outer\n"),
    ("content/a/_defaults.yaml", "title: inner\n"),
    ("content/a/p.yaml", "defaults: {title: file}\n"),
    ("content/a/p.yaml", "title: entry"),
    ("content/a/p.yaml", "networks: {twitter: {title: network}}"),
    ("content/a/p.yaml", "accounts: [{account: shop-x, title: account}, shop-linkedin]"),
]


def post_with(folder: Path, layers: list[tuple[str, str]]) -> Post:
    files = {"publer-sync.yaml": PROJECT}
    own = [text for name, text in layers if name.endswith("p.yaml")]
    files |= {name: text for name, text in layers if not name.endswith("p.yaml")}
    if not any("accounts" in text for text in own):
        own.append("accounts: [shop-x, shop-linkedin]")
    top = "".join(text for text in own if text.startswith("defaults"))
    rows = ["id: p", "schedule: 2036-12-01 09:00", "text: Hi"]
    rows += [text for text in own if not text.startswith("defaults")]
    files["content/a/p.yaml"] = f"{top}posts:\n  - " + "\n    ".join(rows) + "\n"
    content = load_posts(project_in(write_files(folder, files)))
    assert not shown(content.diagnostics)
    return content.posts[0]


@pytest.mark.parametrize("strongest", range(len(LAYERS)))
def test_the_stronger_layer_wins(tmp_path: Path, strongest: int) -> None:
    post = post_with(tmp_path, LAYERS[: strongest + 1])
    name, text = LAYERS[strongest]
    assert post.title and post.title in text
    assert post.source.at("title").file == name


def test_a_network_value_of_an_outer_layer_beats_the_entry(tmp_path: Path) -> None:
    outer = ("content/_defaults.yaml", "networks: {twitter: {title: for X}}\n")
    post = post_with(tmp_path, [outer, ("content/a/p.yaml", "title: entry")])
    assert post.title == "for X"


def test_networks_merge_and_lists_replace(tmp_path: Path) -> None:
    files = {
        "content/_defaults.yaml": "labels: [a, b]\nnetworks: {twitter: {title: T}}\n",
        "content/p.yaml": "accounts: [shop-x]\nschedule: 2036-12-01 09:00\ntext: Hi\n"
        "labels: [c]\nnetworks: {twitter: {text: Short}}\n",
    }
    post = content_of(tmp_path, files).posts[0]
    assert (post.labels, post.title, post.text) == (("c",), "T", "Short")


def test_null_takes_a_value_away(tmp_path: Path) -> None:
    files = {
        "content/_defaults.yaml": "title: T\nlink: https://example.com\n",
        "content/p.yaml": "accounts: [shop-x]\nschedule: 2036-12-01 09:00\ntext: Hi\n"
        "title: null\nlink: null\n",
    }
    post = content_of(tmp_path, files).posts[0]
    assert (post.title, post.link) == (None, None)


def test_media_of_defaults_are_relative_to_their_own_file(tmp_path: Path) -> None:
    files = {
        "content/_defaults.yaml": "media: [logo.png]\n",
        "content/logo.png": "x",
        "content/deep/p.yaml": "accounts: [shop-x]\nschedule: 2036-12-01 09:00\n",
    }
    post = content_of(tmp_path, files).posts[0]
    assert post.media[0].file == "content/logo.png"
    assert post.source.at("media[0]") == Location("content/_defaults.yaml", 1, 9, 1, 17)


OFF = "rules: {duplicate-text: off}"


@pytest.mark.parametrize(
    ("layer", "by_entry"),
    [
        (("publer-sync.yaml", PROJECT + OFF + "\n"), False),
        (("publer-sync.yaml", PROJECT + f"defaults: {{{OFF}}}\n"), False),
        (("content/_defaults.yaml", OFF + "\n"), False),
        (("content/a/p.yaml", f"defaults: {{{OFF}}}\n"), False),
        (("content/a/p.yaml", OFF), True),
        (("content/a/p.yaml", f"networks: {{twitter: {{{OFF}}}}}"), True),
        (("content/a/p.yaml", f"accounts: [{{account: shop-x, {OFF}}}, shop-linkedin]"), True),
    ],
)
def test_what_the_entry_itself_switches_off(
    tmp_path: Path, layer: tuple[str, str], by_entry: bool
) -> None:
    post = post_with(tmp_path, [layer])
    own = frozenset({"duplicate-text"}) if by_entry else frozenset[str]()
    assert (post.off, post.off_by_entry) == (frozenset({"duplicate-text"}), own)


def test_an_entry_turns_on_for_an_account_what_it_switched_off(tmp_path: Path) -> None:
    again = "accounts: [{account: shop-x, rules: {duplicate-text: on}}, shop-linkedin]"
    post = post_with(tmp_path, [("content/a/p.yaml", OFF), ("content/a/p.yaml", again)])
    assert (post.off, post.off_by_entry) == (frozenset(), frozenset())

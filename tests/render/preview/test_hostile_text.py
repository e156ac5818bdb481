"""Whatever people write, the page keeps its shape: no tag, attribute or style comes from a post."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.diagnostics import Location, warning
from publer_sync.media.thumbnails import NoThumbnail
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media
from publer_sync.model.network import NETWORKS, MediaKind, Network, PostType
from publer_sync.model.post import Block, Link, Poll, Post
from tests.support.builders import a_medium, a_post, a_source, an_account
from tests.support.preview_pages import Markup, html_of

HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\"'><b onclick=x>", "-->",
    "<!--", "]]>", "{{ 7 * 7 }}", "{% raw %}", "&lt;b&gt;&amp;", "javascript:alert(1)", "data:text/html,x",
    "https://example.com/\"onmouseover=x", "https://example.com/<b>", "@everyone", "#tag<i>", "\x1b[31m",
    "\u202eevil", "\ud800", "\udfff", "\x00", "\x0c", "\u2028", "\r\n", "\ufffe", "```", "\U0001f468\u200d",
    "👩‍👧", "</summary></details>", "</title>", "</textarea>", "<plaintext>", "a" * 400, "\n" * 30,
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=9)), max_size=6).map("".join)


def a_full_post(network: Network, word: str) -> Post:
    """A post that says the word wherever a post can say something."""
    media = (
        a_medium(alt=word, caption=word),
        Media(url=f"https://example.com/{word}", kind=MediaKind.VIDEO, alt=None),
        Media(file=f"media/{word}.pdf", kind=MediaKind.DOCUMENT),
    )
    return a_post(
        entry=word or "x",
        account=an_account(network, alias=word or "x", id="1"),
        type=PostType.PHOTO,
        text=word,
        title=word,
        media=media,
        link=Link(url=f"https://{word}", title=word, description=word, call_to_action=word),
        sublinks=(Link(url=word, title=word),),
        poll=Poll(options=(word, word), days=1, question=word),
        blocks=(Block(type="paragraph", data={"text": word}), Block(type=word, data={})),
        labels=(word,),
        thread=(Comment(text=word, media=media[0]),),
        comments=(Comment(text=word),),
        options={"content_warning": word, word or "x": word, "background": 1},
        source=a_source(file=word or "x"),
    )


def page_with(network: Network, word: str) -> str:
    found = [
        warning("a-rule", word, Location(word or "x", 2, 1), hint=word, address=f"{word}@{word}"),
        warning("a-rule", word, Location("elsewhere", 1, 2, 1, 4), hint=word),
    ]  # fmt: skip
    return html_of(
        a_full_post(network, word),
        title=word,
        thumbnails={"media/box.png": NoThumbnail(word)},
        findings=found,
        lines={word or "x": ["", word], "elsewhere": [word]},
    )


HARMLESS = "Word https://example.com/a @name #tag. " + "word " * 200
USUAL = Markup("".join(page_with(network, HARMLESS) for network in NETWORKS))
STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)


@settings(max_examples=60, deadline=None)
@given(texts, st.sampled_from(NETWORKS))
def test_no_text_breaks_out(word: str, network: Network) -> None:
    html = page_with(network, word)
    html.encode("utf-8")
    found = Markup(html)
    assert set(found.tags) <= set(USUAL.tags)
    assert found.attributes <= USUAL.attributes
    assert len(STYLES.findall(html)) == 2
    assert not re.search(r'href="(?!https?://|#)', html, re.IGNORECASE)


def test_a_very_long_text_is_shown_whole_and_in_no_time() -> None:
    word = ("<b>Chairs, and 👩‍👧 https://example.com/a_(b) " * 3000)[:100_000]
    html = html_of(a_post(text=word))
    assert Markup(html).words.count("Chairs") >= word.count("Chairs")


def test_controls_become_visible() -> None:
    assert r"\x1b[31m red" in Markup(html_of(a_post(text="\x1b[31m red"))).words

"""The whole document for one small project, as a file to read."""

from __future__ import annotations

import re
from collections.abc import Callable

from publer_sync.diagnostics import Location, warning
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Poll
from tests.support.builders import MORNING, a_medium, a_post
from tests.support.preview_pages import html_of


def test_a_small_page(golden: Callable[[str, str], None]) -> None:
    text = "We have launched. <b>Come by</b> #launch https://example.com/launch"
    posts = [
        a_post(text=text, type=PostType.PHOTO, media=(a_medium(alt=None),)),
        a_post(network=Network.LINKEDIN, text=text + " More of it follows here." * 9),
        a_post(entry="choose", type=PostType.POLL, text="Which?", scheduled_at=MORNING.replace(day=6),
               poll=Poll(options=("Fig", "Cherry"), days=3)),
    ]  # fmt: skip
    found = [warning("alt-text", "No alt text.", Location("content/launch.md", 4, 8, 4, 15))]
    lines = {"content/launch.md": ["---", "", "", "media: [box.png]"]}
    html = html_of(*posts, findings=found, lines=lines)
    html = re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)
    golden("preview.html", re.sub(r"sha256-[\w+/=]+", "sha256-…", html).rstrip("\n"))

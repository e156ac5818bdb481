"""Each rule about posts can be hit by one line, and then it is the only one that speaks, at the right line.

A post file that is in order is broken in one line. What comes of it must be a single finding: two for one
cause would send a reader to the same line twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from publer_sync.networks.rules import EVERY_RULE
from tests.support.cases import Case, findings_of

START = "accounts: [{}]\nschedule: 2036-12-01 09:00\n"
PNG = "# media/box.png: {format: png, width: 1000, height: 1000, bytes: 50000}\n"
MP4 = "# media/box.mp4: {format: mp4, width: 1080, height: 1920, seconds: 30, fps: 30, bytes: 900000}\n"
WEBP = "# media/box.webp: {format: webp, width: 1000, height: 1000, bytes: 50000}\n"
GIF = "# media/box.gif: {format: gif, width: 500, height: 500, frames: 20, bytes: 90000}\n"
PDF = "# media/box.pdf: {format: pdf, pages: 5, bytes: 90000}\n"
PICTURE = "media:\n  - file: media/box.png\n    alt: A box\n"
FILM = "media:\n  - file: media/box.mp4\n    alt: A box\n"


def of(account: str) -> str:
    return START.format(account)


BASES: dict[str, str] = {
    "x": of("shop-x") + "text: We are open.\n",
    "x, picture": "# policy: {alt_text: require}\n" + PNG + of("shop-x")
    + "type: photo\ntext: Hello\n" + PICTURE,
    "x, poll": PNG + of("shop-x") + "labels: [jam]\ntext: Which?\npoll:\n  options: [Fig, Plum]\n  days: 3\n",
    "x, link": of("shop-x") + "type: link\ntext: Read this.\nlink: https://example.com/a\n",
    "x, signed": of("shop-x") + "text: Hello\nlabels: [shop]\n",
    "facebook": of("shop-facebook") + "text: Hello\nnetworks:\n  facebook:\n    background: 3\n",
    "facebook, cards": of("shop-facebook")
    + "text: Hello\nlink:\n  url: https://example.com/a\n  title: A page\n",
    "facebook, carousel": PNG + of("shop-facebook") + "text: Hello\nnetworks:\n  facebook:\n    sublinks:\n"
    + "".join(
        f"      - {{url: 'https://example.com/{n}', title: {n}, description: It, image: media/box.png}}\n"
        for n in "abcd"
    ),
    "telegram, picture": PNG + of("shop-telegram") + "text: Hello\n" + PICTURE,
    "telegram, link": of("shop-telegram") + "text: Hello\nlink: https://example.com/a\n",
    "telegram": "---\n" + of("shop-telegram") + "---\nThe shop is open.\n",
    "linkedin": of("shop-linkedin") + "labels: [jam]\ntext: Hello\ncomments:\n  - Good day\n",
    "linkedin, poll": of("shop-linkedin")
    + "text: Jam\npoll:\n  question: Which?\n  options: [Fig, Plum]\n  days: 3\n",
    "linkedin, document": PDF + of("shop-linkedin") + "title: A list\nmedia: [media/box.pdf]\n",
    "linkedin, gif": GIF + of("shop-linkedin") + "text: Hello\nmedia: [media/box.gif]\n",
    "google": of("shop-google") + "type: status\ntext: Hello\n",
    "google, event": of("shop-google")
    + "type: event\ntext: Come in\nnetworks:\n  google:\n    event:\n"
    + "      title: Market\n      start: 2036-12-06 08:00\n      end: 2036-12-06 13:00\n",
    "pinterest": PNG + of("shop-pinterest") + "link: https://example.com\n"
    + "networks: {pinterest: {board: Jam}}\n" + PICTURE,
    "youtube": MP4 + of("shop-youtube") + "title: Hello\ntext: A film\n" + FILM
    + "networks:\n  youtube:\n    tags: [jam, basket]\n",
    "youtube, short": MP4 + of("shop-youtube") + "type: short\ntitle: Hello\n" + FILM,
    "tiktok": MP4 + of("shop-tiktok") + "text: A film\n" + FILM
    + "networks:\n  tiktok:\n    privacy: public\n    paid: true\n",
    "tiktok, often": MP4 + of("shop-tiktok") + FILM + "networks: {tiktok: {privacy: public}}\n",
    "instagram": PNG.replace("png", "jpg", 1).replace("format: png", "format: jpeg")
    + of("shop-instagram") + "text: Hello\nmedia: [media/box.jpg]\n",
    "instagram, reel": MP4 + of("shop-instagram") + "type: reel\n" + FILM,
    "facebook, reel": MP4 + of("shop-facebook") + "type: reel\ntext: A film\n" + FILM,
    "bluesky": of("shop-bluesky") + "text: Hello\n",
    "bluesky, pictures": PNG + GIF + of("shop-bluesky") + "text: Hello\nmedia: [media/box.png]\n",
    "threads": of("shop-threads") + "text: One\nthread:\n"
    + "".join(f"  - Number {number}\n" for number in range(2, 26)),
    "threads, picture": PNG + WEBP + of("shop-threads") + "media: [media/box.png]\n",
    "two posts": "posts:\n"
    + "  - {id: a, accounts: [shop-bluesky], schedule: 2036-12-01 09:00, text: Hello}\n"
    + "  - {id: b, accounts: [shop-bluesky], schedule: 2036-12-01 10:00, text: Good day}\n",
    "two on x": "posts:\n"
    + "  - {id: a, accounts: [shop-x], schedule: 2036-12-01 09:00, text: Our shop opens at nine}\n"
    + "  - {id: b, accounts: [shop-x], schedule: 2036-12-01 10:00, text: There is cake}\n",
    "two drafts": "posts:\n"
    + "  - {id: a, accounts: [shop-x], draft: true, text: Hello}\n"
    + "  - {id: b, accounts: [shop-x], draft: true, text: Good day}\n",
    "fifteen": "posts:\n"
    + "".join(
        f"  - {{id: n{n}, accounts: [shop-telegram], schedule: 2036-12-01 {8 + n // 2:02}:{n % 2 * 30:02},"
        f" text: Number {n}}}\n"
        for n in range(15)
    )
    + "  - {id: last, accounts: [shop-telegram], schedule: 2036-12-03 09:00, text: The last}\n",
}  # fmt: skip


@dataclass(frozen=True)
class Break:
    """In a base, `old` becomes `new`; the finding is on that line, or on the one that begins with `at`."""

    rule: str
    base: str
    old: str
    new: str
    at: str | None = None

    def broken(self) -> tuple[str, int]:
        """The broken text, and the line of the finding."""
        text = BASES[self.base]
        assert text.count(self.old) == 1, (self.rule, self.old, text)
        lines = text.replace(self.old, self.new).split("\n")
        meant = text[: text.index(self.old)].count("\n") + 1
        if self.at is not None:
            found = [n for n, line in enumerate(lines, 1) if line.strip().startswith(self.at)]
            assert found, (self.rule, self.at)
            meant = found[0]
        return "\n".join(lines), meant


def many(word: str, count: int) -> str:
    return " ".join(f"{word}{number}" for number in range(count))


LINKS = many("https://example.com/", 6)
RECYCLED = "schedule: {at: 2036-12-01 09:00, recycle: {every: 2w, times: 3}}"
RECURRING = (
    "schedule: {recurring: {from: 2036-12-01 09:00, to: 2037-06-01 09:00, repeat: weekly,"
    " weekdays: [monday]}}"
)
BREAKS = [
    Break("type-not-allowed", "bluesky", "text: Hello", "poll: {options: [A, B], days: 1}"),
    Break("account-type", "facebook", "[shop-facebook]", "[group-facebook]"),
    Break("text-required", "x", "text: We are open.", "text: ' '\ntype: status"),
    Break("text-length", "x", "We are open.", "x" * 281),
    Break("appended-text", "x, link", "Read this.", "x" * 270),
    Break("forbidden-characters", "youtube", "title: Hello", "title: 1 < 2"),
    Break("phone-number", "google", "text: Hello", "text: Call +39 06 1234 5678"),
    Break("title-required", "youtube", "title: Hello", "# no title", ""),
    Break("title-length", "youtube", "title: Hello", "title: " + "x" * 101),
    Break("hashtag-count", "instagram", "text: Hello", f"text: '{many('#a', 31)}'"),
    Break("mention-count", "instagram", "text: Hello", f"text: '{many('@a', 21)}'"),
    Break("cashtag-count", "x", "We are open.", "Bought $AAPL and $MSFT."),
    Break("link-count", "threads", "text: One", f"text: {LINKS}"),
    Break("tags-length", "youtube", "[jam, basket]", f"[{', '.join(['basket'] * 90)}]"),
    Break("link-required", "x, link", "link: https://example.com/a", "# no link", ""),
    Break("link-length", "pinterest", "https://example.com", "https://example.com/" + "a" * 2100),
    Break("link-card-length", "facebook, cards", "title: A page", "title: " + "x" * 300),
    Break("link-cards", "facebook, carousel", "title: a, ", ""),
    Break("media-required", "instagram", "media: [media/box.jpg]", "type: photo", ""),
    Break("media-forbidden", "x, picture", "type: photo", "type: status", "- file"),
    Break("media-kind", "x, picture", "type: photo", "type: video", "- file"),
    Break("media-mix", "bluesky, pictures", "[media/box.png]", "[media/box.png, media/box.gif]"),
    Break("media-count", "bluesky, pictures", "[media/box.png]", "[" + "media/box.png, " * 5 + "]"),
    Break("media-format", "threads, picture", "[media/box.png]", "[media/box.webp]"),
    Break("file-size", "x, picture", "bytes: 50000", "bytes: 5000001", "- file"),
    Break("media-dimensions", "instagram", "width: 1000, height: 1000", "width: 100, height: 100", "media:"),
    Break("aspect-ratio", "youtube, short", "height: 1920", "height: 700", "- file"),
    Break("media-duration", "instagram, reel", "seconds: 30", "seconds: 1", "- file"),
    Break("frame-rate", "instagram, reel", "fps: 30", "fps: 10", "- file"),
    Break("frame-count", "linkedin, gif", "frames: 20", "frames: 251", "media:"),
    Break("page-count", "linkedin, document", "pages: 5", "pages: 301", "media:"),
    Break("media-unreadable", "x, picture", "format: png, ", "problem: it is empty, ", "- file"),
    Break("media-misnamed", "x, picture", "format: png", "format: mp4", "- file"),
    Break("alt-text", "x, picture", "alt: A box", "alt: ''"),
    Break("alt-text-length", "x, picture", "alt: A box", "alt: " + "x" * 1001),
    Break("background-alone", "facebook", "text: Hello", "link: https://example.com", "background"),
    Break("poll-alone", "x, poll", "labels: [jam]", "media: [media/box.png]"),
    Break("poll-options", "x, poll", "[Fig, Plum]", "[Fig, Fig]"),
    Break("poll-duration", "x, poll", "days: 3", "days: 8"),
    Break("poll-question", "linkedin, poll", "question: Which?", "# no question", "options:"),
    Break("board-required", "pinterest", "networks: {pinterest: {board: Jam}}", "# no board", ""),
    Break("privacy-required", "tiktok", "privacy: public", "# no privacy", ""),
    Break("privacy-conflict", "tiktok", "privacy: public", "privacy: private"),
    Break("event-required", "google", "type: status", "type: offer", ""),
    Break("event-length", "google, event", "title: Market", "title: " + "x" * 59),
    Break("comment-length", "linkedin", "- Good day", "- " + "x" * 1251),
    Break("comments-unsupported", "telegram, link", "link: https://example.com/a", "comments: [Hello]"),
    Break("thread-unsupported", "linkedin", "labels: [jam]", "thread: [More]"),
    Break("thread-count", "threads", "  - Number 25", "  - Number 25\n  - Number 26", "- Number 26"),
    Break("share-unsupported", "instagram", "text: Hello", "share: {accounts: [shop-facebook], after: 1d}"),
    Break("recycling-unsupported", "tiktok, often", "schedule: 2036-12-01 09:00", RECYCLED),
    Break("recurring-unsupported", "youtube", "schedule: 2036-12-01 09:00", RECURRING),
    Break("signature-unsupported", "x, signed", "labels: [shop]", "signature: Shop"),
    Break("watermark-unsupported", "tiktok", "text: A film", "watermark: Logo"),
    Break("template-marker", "telegram", "The shop", "{{ name }}"),
    Break("literal-escape", "telegram", "is open.", r"is open.\n\nCome in."),
    Break("stray-characters", "telegram", "The shop", "The\u200b shop"),
    Break("link-without-scheme", "telegram", "is open.", "is open: www.example.com"),
    Break("mangled-text", "telegram", "The shop", "The cafÃ©"),
    Break("slot-taken", "two posts", "2036-12-01 10:00", "2036-12-01 09:00"),
    Break("too-close", "two posts", "2036-12-01 10:00", "2036-12-01 09:01"),
    Break("daily-limit", "fifteen", "2036-12-03 09:00", "2036-12-01 20:00"),
    Break("same-text", "two on x", "There is cake", "Our shop opens at nine"),
    Break("drafts-alike", "two drafts", "text: Good day", "text: Hello"),
    Break("several-accounts", "tiktok", "[shop-tiktok]", "[shop-tiktok, cafe-tiktok]"),
]  # fmt: skip


def findings(text: str, folder: Path) -> list[str]:
    """The findings for a text, as `line rule severity`."""
    file = folder / ("post.md" if text.startswith("---") else "post.yaml")
    file.write_text(text, encoding="utf-8")
    return findings_of(Case(file), folder / "project").splitlines()


@pytest.mark.parametrize("base", BASES)
def test_the_bases_are_in_order(tmp_path: Path, base: str) -> None:
    assert findings(BASES[base], tmp_path) == []


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.rule)
def test_one_broken_line_is_one_finding(tmp_path: Path, one: Break) -> None:
    text, expected = one.broken()
    found = findings(text, tmp_path)
    places = [(line.split(" ")[2], int(line.split(":")[1])) for line in found]
    assert places == [(one.rule, expected)], found


def test_every_rule_can_be_hit() -> None:
    assert {one.rule for one in BREAKS} == {rule.ID for rule in EVERY_RULE}

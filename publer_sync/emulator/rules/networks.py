"""Limits that the emulated service itself enforces per network: types, text lengths, daily limits."""

import re
from collections.abc import Iterator
from unicodedata import category

from publer_sync.emulator.rules.x_counting import x_length
from publer_sync.emulator.store.records import Post
from publer_sync.emulator.store.seed import ACCOUNT_BY_ID

_COMMON = {"status", "photo", "video", "link"}

# Documented types, plus those that only the guides or the type tables of single networks name.
TYPES: dict[str, frozenset[str]] = {
    "facebook": frozenset(_COMMON | {"carousel", "story", "reel", "gif"}),
    "instagram": frozenset({"photo", "video", "carousel", "story", "reel"}),
    "twitter": frozenset(_COMMON | {"gif", "poll"}),
    "linkedin": frozenset(_COMMON | {"document", "pdf", "poll", "gif"}),
    "pinterest": frozenset({"photo", "video", "carousel"}),
    "google": frozenset(_COMMON | {"event", "offer"}),
    "youtube": frozenset({"video", "short"}),
    "tiktok": frozenset({"video", "photo", "carousel"}),
    "wordpress": frozenset({"article"}),
    "telegram": frozenset(_COMMON | {"gif"}),
    "mastodon": frozenset(_COMMON | {"gif", "poll"}),
    "threads": frozenset(_COMMON),
    "bluesky": frozenset(_COMMON),
}

_MEDIA_TYPES = frozenset({"photo", "video", "gif", "reel", "story", "short", "document", "pdf"})

TEXT_LIMITS: dict[str, int] = {
    "facebook": 10_000,
    "instagram": 2_200,
    "twitter": 280,
    "linkedin": 3_000,
    "pinterest": 500,
    "google": 1_500,
    "tiktok": 2_200,
    "youtube": 5_000,
    "telegram": 4_096,
    "mastodon": 500,
    "threads": 500,
    "bluesky": 300,
}
LONG_POST_LIMIT = 25_000

PLANS = ("free", "professional", "business")
HORIZON_DAYS = {"free": 7, "professional": 365, "business": 5 * 365}

_DAILY: dict[str, tuple[int, int, int]] = {
    "facebook": (12, 24, 36),
    "facebook story": (12, 24, 36),
    "instagram": (15, 20, 25),
    "instagram story": (15, 20, 25),
    "threads": (150, 200, 250),
    "tiktok": (15, 20, 25),
    "twitter": (25, 50, 100),
    "mastodon": (25, 50, 100),
    "bluesky": (25, 50, 100),
    "in_profile": (10, 12, 14),
    "in_page": (12, 18, 24),
    "pinterest": (12, 24, 36),
    "google": (5, 10, 15),
    "youtube": (5, 10, 15),
    "wordpress": (12, 18, 24),
    "telegram": (5, 10, 15),
}

_DAILY_ANTI_SPAM: dict[str, tuple[int, int, int]] = _DAILY | {
    "threads": (15, 20, 25),
    "youtube": (5, 10, 30),
    "pinterest": (25, 50, 100),
}

_LINKS: dict[str, str] = {
    "facebook": "https://www.facebook.com/cornershop/posts/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "twitter": "https://x.com/cornershop/status/{}",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:share:{}",
    "pinterest": "https://www.pinterest.com/pin/{}/",
    "google": "https://local.google.com/place?id={}",
    "youtube": "https://www.youtube.com/watch?v={}",
    "tiktok": "https://www.tiktok.com/@cornershop/video/{}",
    "wordpress": "https://journal.example.com/?p={}",
    "telegram": "https://t.me/cornershopnews/{}",
    "mastodon": "https://mastodon.social/@cornershop/{}",
    "threads": "https://www.threads.net/@cornershop/post/{}",
    "bluesky": "https://bsky.app/profile/cornershop.example.com/post/{}",
}

# What PUT may change once a post is out, as documented; a network that is missing allows nothing.
EDITABLE_WHEN_PUBLISHED: dict[str, frozenset[str]] = {
    "linkedin": frozenset({"text"}),
    "youtube": frozenset({"text", "title"}),
    "google": frozenset({"text"}),
    "facebook": frozenset({"text", "title"}),
    "wordpress": frozenset({"text", "title"}),
    "telegram": frozenset({"text"}),
    "mastodon": frozenset({"text", "title"}),
}


def is_story(post: Post) -> bool:
    """Return whether a post is a story, by either way of saying so."""
    return "story" in (post.type, post.format)


def needs_media(post: Post) -> bool:
    """Return whether a post of that type cannot be without a file."""
    if post.network == "google" and post.format in ("event", "offer"):
        return False  # sent as `photo` whether there is one or not
    cards = post.type == "carousel" and post.network != "facebook"
    return cards or post.type in _MEDIA_TYPES


def daily_kind(post: Post) -> str:
    """The row of the daily limits that a post counts towards."""
    if post.network in ("facebook", "instagram") and is_story(post):
        return f"{post.network} story"
    if post.network == "linkedin":
        account = ACCOUNT_BY_ID.get(post.account_id or "")
        return account.type if account else "in_page"
    return post.network


def daily_limit(post: Post, plan: str, table: str) -> int:
    """Posts that the plan allows per account in 24 hours, by either of two tables."""
    limits = _DAILY_ANTI_SPAM if table == "anti_spam" else _DAILY
    return limits[daily_kind(post)][PLANS.index(plan)]


def post_link(network: str, native_id: int) -> str:
    """Return the address of a published post."""
    return _LINKS[network].format(native_id)


# The length of a text as its network counts it, near enough for a limit.

_URL = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_URL_LENGTH = 23
_REMOTE_MENTION = re.compile(r"(?<![=/\w])(@[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@\w+(?:[.-]+\w+)*", re.I)
_JOINER, _EMOJI_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"


def text_length(network: str, text: str, *, full_mentions: bool = False) -> int:
    """The length of `text` as the network counts it.

    Mastodon counts `@ana@example.social` as `@ana`, unless mentions count in full.
    """
    if network == "twitter":
        return x_length(text)
    if network == "mastodon":
        text = _URL.sub("x" * _URL_LENGTH, text)
        return sum(1 for _ in clusters(text if full_mentions else _REMOTE_MENTION.sub(r"\1", text)))
    if network in ("bluesky", "threads"):
        return sum(1 for _ in clusters(text))
    if network == "youtube":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clusters(text: str) -> Iterator[str]:
    """Split a text into user-perceived characters: marks, joined emoji and flags kept together."""
    cluster = ""
    for point in text:
        if cluster and _continues(cluster, point):
            cluster += point
        else:
            if cluster:
                yield cluster
            cluster = point
    if cluster:
        yield cluster


def _continues(cluster: str, point: str) -> bool:
    if cluster.endswith(_JOINER) or point in (_JOINER, _EMOJI_STYLE, _KEYCAP):
        return True
    flag = _is_flag_half(point) and len(cluster) == 1 and _is_flag_half(cluster)
    skin = "\U0001f3fb" <= point <= "\U0001f3ff"
    return flag or skin or category(point) in ("Mn", "Me", "Mc")


def _is_flag_half(point: str) -> bool:
    return "\U0001f1e6" <= point <= "\U0001f1ff"

"""What the emulated service itself enforces per network: types, text lengths, daily limits."""

from publer_sync.emulator.records import Post
from publer_sync.emulator.seed import ACCOUNT_BY_ID

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
    """Whether a post is a story, by either way of saying so."""
    return "story" in (post.type, post.format)


def needs_media(post: Post) -> bool:
    """Whether a post of that type cannot be without a file."""
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
    """Where a published post would be."""
    return _LINKS[network].format(native_id)

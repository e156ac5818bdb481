"""The example shop: its posts, and what Publer is sent for their options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publer_sync.content.load import load_posts
from tests.support.projects import project_in

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
POSTS = {str(post.address): post for post in load_posts(project_in(EXAMPLES)).posts}

SENT: dict[str, dict[str, Any]] = {
    "bluesky-photo@shop-bluesky": {"content.labels": ["graphic-media"]},
    "bluesky-video@shop-bluesky": {
        "content.replyTo": "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3k43tv4rft22g"
    },
    "facebook-status@shop-facebook": {"content.details.text_format_preset_id": "1821844087883360"},
    "facebook-photo@shop-facebook": {
        "account.album_id": "1020304050",
        "account.location.name": "Rome",
        "account.signature": "65e0aa114e299e0b7c1d2f33",
        "account.watermark.name": "Logo",
        "content.media.0.caption": "The market",
    },
    "facebook-video@shop-facebook": {
        "content.details.sponsor.name": "Via Roma Bicycles",
        "content.media.0.default_thumbnail": 0,
    },
    "facebook-link@shop-facebook": {
        "content.link.call_to_action": "SIGN_UP",
        "account.comments.0.conditions.relation": "AND",
        "account.comments.0.conditions.clauses.engagements": {"comparison": "gt", "value": 20},
        "account.comments.1.conditions.clauses.age": {"duration": 2, "unit": "Hour"},
    },
    "facebook-carousel@shop-facebook": {
        "content.sublinks.0.title": "Apricot and thyme",
        "content.sublinks.1.call_to_action": "SHOP_NOW",
        "content.sublinks.2.phone_number": "+390612345678",
    },
    "facebook-gif@shop-facebook": {"content.details.community.name": "Via Roma neighbours"},
    "facebook-reel@shop-facebook": {
        "content.details.feed": True,
        "content.details.audio": "Corner Shop – The workshop radio",
        "content.title": "A seat in five seconds",
    },
    "facebook-story@shop-facebook": {"content.details.reminder": True},
    "google-status@shop-google": {
        "content.title": "LEARN_MORE",
        "content.url": "https://example.com/hours",
    },
    "google-photo@shop-google": {"content.details.type": "photo"},
    "google-event@shop-google": {
        "content.details.title": "Long Thursday",
        "content.details.start": "2036-05-22T17:00:00Z",
        "content.details.end": "2036-05-22T20:00:00Z",
    },
    "google-offer@shop-google": {
        "content.details.coupon": "EMPTYJAR",
        "content.details.terms": "https://example.com/jars",
    },
    "instagram-photo@shop-instagram": {
        "content.media.0.collaborator_tags": [{"username": "forno.viaroma"}],
        "content.media.0.user_tags": [{"username": "forno.viaroma", "x": 0.85, "y": 0.78}],
        "account.location.name": "Rome",
    },
    "instagram-reel@shop-instagram": {
        "content.details.feed": True,
        "content.details.trial_reel": "MANUAL",
        "content.details.audio": "Corner Shop – The workshop radio",
    },
    "linkedin-document@shop-linkedin": {"content.document.title": "Another forty years"},
    "linkedin-poll@shop-linkedin": {
        "content.question": "Would you leave a broken chair with us?",
        "content.duration": 7,
    },
    "linkedin-status@shop-linkedin": {"account.signature": "65e0aa114e299e0b7c1d2f34"},
    "mastodon-link@shop-mastodon": {"account.comments.1.text": "So is the line about biscuits."},
    "mastodon-photo@shop-mastodon": {"content.sensitive": True},
    "mastodon-poll@shop-mastodon": {"content.options.1": "Lamps", "content.duration": 5},
    "mastodon-status@shop-mastodon": {
        "content.spoilerText": "Food, tax",
        "content.visibility": "unlisted",
    },
    "pinterest-carousel@shop-pinterest": {"account.album_id": "801005011223344557"},
    "pinterest-photo@shop-pinterest": {
        "account.album_id": "801005011223344557",
        "content.url": "https://example.com/recipes/fig-tart",
    },
    "pinterest-video@shop-pinterest": {"account.album_id": "801005011223344556"},
    "telegram-status@shop-telegram": {
        "content.parseMode": "Markdown",
        "content.disableNotification": True,
    },
    "telegram-link@shop-telegram": {
        "content.parseMode": "HTML",
        "content.disableWebPagePreview": True,
    },
    "threads-video@shop-threads": {"content.replyTo": "17895695668004550"},
    "tiktok-video@shop-tiktok": {
        "content.details.privacy": "PUBLIC_TO_EVERYONE",
        "content.details.comment": True,
        "content.details.promotional": True,
        "content.details.duet": True,
        "content.details.stitch": False,
        "content.soundId": "7016547803243022337",
    },
    "tiktok-duet@shop-tiktok": {
        "content.details.privacy": "MUTUAL_FOLLOW_FRIENDS",
        "content.duetWith": "7106594312292453675",
        "content.details.reminder": True,
    },
    "tiktok-photo@shop-tiktok": {
        "content.details.auto_add_music": True,
        "content.title": "The hundredth chair",
    },
    "tiktok-carousel@shop-tiktok": {"content.details.paid": True},
    "twitter-gif@shop-x": {"content.details.community.name": "Small shops"},
    "twitter-long-post@shop-x": {"content.details.type": "long_post"},
    "twitter-photo@shop-x": {
        "account.share.account_ids": ["650170394e299e33b427c2ff", "64b0f1e2d3c4b5a69788010c"],
        "account.share.delay": {"duration": 10, "unit": "Minute"},
        "account.share.conditions.clauses.engagements": {"comparison": "gt", "value": 50},
    },
    "twitter-poll@shop-x": {"content.options.0": "Fig", "content.duration": 3},
    "twitter-status@shop-x": {
        "content.reply_settings": "following",
        "account.comments.0.text": "They are old.",
        "account.comments.1.media.type": "photo",
        "account.delete.conditions.relation": "OR",
        "account.delete.conditions.clauses.reach": {"comparison": "lt", "value": 100},
    },
    "wordpress-article@shop-journal": {
        "content.title": "How to reseat a straw chair",
        "content.url": "how-to-reseat-a-straw-chair",
        "content.excerpt": "Five steps, two evenings, one ball of seagrass cord.",
        "content.categories": ["4", "11"],
        "content.tags": ["27"],
    },
    "youtube-short@shop-youtube": {"content.privacy": "unlisted"},
    "youtube-video@shop-youtube": {
        "content.details.privacy": "public",
        "content.category": "26",
        "content.tags": ["jam", "cargo bike", "small shop"],
    },
    "jars-back@shop-mastodon": {
        "entry.recycling.gap": 2,
        "entry.recycling.gap_freq": "Week",
        "entry.recycling.expire_date": "2036-07-21",
    },
    "ask-for-a-taste@shop-threads": {
        "entry.recycling.gap_freq": "Month",
        "entry.recycling.expire_date": "2036-10-31",
    },
    "shutters-up@shop-telegram": {
        "entry.recurring.repeat": "weekly",
        "entry.recurring.days_of_week": [1, 4],
    },
    "whenever-it-fits@shop-facebook": {"entry.auto": True},
}
"""What Publer is sent for the options of a post, by the path to it in what the emulator keeps."""

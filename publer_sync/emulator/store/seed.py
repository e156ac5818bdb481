"""The workspace that every emulator starts with: one user, one key, 15 accounts."""

from dataclasses import dataclass

API_KEY = "emulator-key"
WORKSPACE_ID = "61a7c2e4f9e8c3b2d1e0f9a8"
WORKSPACE_NAME = "Corner Shop"
ZONE_NAME = "Europe/Rome"

USER = {
    "id": "5b1ec026db27977424e8599e",
    "email": "ana@example.com",
    "name": "ana",
    "first_name": "Ana",
    "picture": "https://cdn.publer.com/u/ana.png",
}


@dataclass(frozen=True, slots=True)
class Account:
    """An account as a person would name it, with both vocabularies for its type."""

    alias: str
    id: str
    network: str
    type: str
    spec_type: str
    name: str
    username: str


ACCOUNTS: tuple[Account, ...] = (
    Account(
        "shop-x", "63c675b54e299e9cf2b667ea", "twitter", "twitter", "profile",
        "Corner Shop", "cornershop",
    ),
    Account(
        "shop-linkedin", "650170394e299e33b427c2ff", "linkedin", "in_page", "page",
        "Corner Shop", "corner-shop",
    ),
    Account(
        "shop-linkedin-profile", "64b0f1e2d3c4b5a697880102", "linkedin", "in_profile", "profile",
        "Ana K.", "ana-k",
    ),
    Account(
        "shop-facebook", "64b0f1e2d3c4b5a697880103", "facebook", "fb_page", "page",
        "Corner Shop", "cornershop",
    ),
    Account(
        "shop-instagram", "64b0f1e2d3c4b5a697880104", "instagram", "ig_business", "business",
        "cornershop", "cornershop",
    ),
    Account(
        "shop-pinterest", "64b0f1e2d3c4b5a697880105", "pinterest", "pin_business", "business",
        "Corner Shop", "cornershop",
    ),
    Account(
        "shop-youtube", "64b0f1e2d3c4b5a697880106", "youtube", "youtube", "channel",
        "Corner Shop TV", "cornershop",
    ),
    Account(
        "shop-tiktok", "64b0f1e2d3c4b5a697880107", "tiktok", "tiktok", "profile",
        "cornershop", "cornershop",
    ),
    Account(
        "shop-google", "64b0f1e2d3c4b5a697880108", "google", "google", "location",
        "Corner Shop, Via Roma 1", "",
    ),
    Account(
        "shop-wordpress", "64b0f1e2d3c4b5a697880109", "wordpress", "wordpress_oauth", "blog",
        "Corner Shop Journal", "",
    ),
    Account(
        "shop-wordpress-basic", "64b0f1e2d3c4b5a69788010a", "wordpress", "wordpress_basic", "blog",
        "Corner Shop Archive", "",
    ),
    Account(
        "shop-telegram", "64b0f1e2d3c4b5a69788010b", "telegram", "telegram", "channel",
        "Corner Shop News", "cornershopnews",
    ),
    Account(
        "shop-mastodon", "64b0f1e2d3c4b5a69788010c", "mastodon", "mastodon", "profile",
        "Corner Shop", "cornershop",
    ),
    Account(
        "shop-threads", "64b0f1e2d3c4b5a69788010d", "threads", "threads", "profile",
        "cornershop", "cornershop",
    ),
    Account(
        "shop-bluesky", "64b0f1e2d3c4b5a69788010e", "bluesky", "bluesky", "profile",
        "Corner Shop", "cornershop.example.com",
    ),
)  # fmt: skip

ACCOUNT_BY_ID = {account.id: account for account in ACCOUNTS}


def accounts_block() -> str:
    """The `accounts:` block of a project file for this workspace."""
    width = max(len(account.alias) for account in ACCOUNTS) + 1
    return "\n".join(["accounts:", *(_line(account, width) for account in ACCOUNTS)]) + "\n"


def _line(account: Account, width: int) -> str:
    siblings = sum(other.network == account.network for other in ACCOUNTS)
    kind = f", type: {account.type}" if siblings > 1 else ""
    label = f"{account.alias}:".ljust(width)
    return f"  {label} {{id: {account.id}, network: {account.network}{kind}}}"

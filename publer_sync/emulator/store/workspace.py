"""Resources of the workspace beside posts: albums, boards, watermarks, signatures, locations."""

from collections.abc import Callable

from publer_sync.emulator.store.records import JsonObject
from publer_sync.emulator.store.seed import USER, WORKSPACE_ID, WORKSPACE_NAME, Account

AccountView = Callable[[str], JsonObject]

FACEBOOK = "64b0f1e2d3c4b5a697880103"
PINTEREST = "64b0f1e2d3c4b5a697880105"
LINKEDIN_PAGE = "650170394e299e33b427c2ff"

ALBUMS: dict[str, list[JsonObject]] = {
    FACEBOOK: [{"id": "1020304050", "name": "Spring", "type": "facebook"}],
    PINTEREST: [
        {"id": "801005011223344556", "name": "Window displays", "type": "pinterest"},
        {"id": "801005011223344557", "name": "Recipes", "type": "pinterest"},
    ],
}

WATERMARKS: tuple[JsonObject, ...] = (
    {
        "id": "680fa7bebd7195d33da6630d",
        "name": "Logo",
        "opacity": 80,
        "size": 6,
        "position": "bottom_right",
        "default": True,
        "image": "https://cdn.publer.com/wm/logo.png",
    },
    {
        "id": "680fa7bebd7195d33da6630e",
        "name": "Wordmark",
        "opacity": 60,
        "size": 20,
        "position": "top_left",
        "default": False,
        "image": "https://cdn.publer.com/wm/wordmark.png",
    },
)

SIGNATURES: dict[str, list[JsonObject]] = {
    account_id: [
        {
            "id": signature_id,
            "label": "Default",
            "text": "\n— Corner Shop",
            "default": True,
            "in_photo_captions": False,
        }
    ]
    for account_id, signature_id in (
        (FACEBOOK, "65e0aa114e299e0b7c1d2f33"),
        (LINKEDIN_PAGE, "65e0aa114e299e0b7c1d2f34"),
    )
}

LOCATION_NETWORKS = ("facebook", "instagram", "threads")
LOCATIONS: tuple[JsonObject, ...] = (
    {
        "id": "308281375929281",
        "name": "Tirana",
        "info": "Tirana, Albania",
        "verified": None,
        "address": "Tirana, Albania",
        "checkins": "590",
    },
    {
        "id": "110843418940484",
        "name": "Rome",
        "info": "Rome, Italy",
        "verified": True,
        "address": "Rome, Italy",
        "checkins": "1204416",
    },
)


def workspace_json(plan: str) -> JsonObject:
    """The one workspace, as GET /workspaces lists it."""
    return {
        "id": WORKSPACE_ID,
        "name": WORKSPACE_NAME,
        "plan": plan,
        "role": "owner",
        "picture": "https://cdn.publer.com/w/1.png",
        "owner": USER,
        "members": [{"id": USER["id"], "name": USER["name"]}],
    }


def account_json(account: Account, vocabulary: str) -> JsonObject:
    """An account, as GET /accounts lists it."""
    return {
        "id": account.id,
        "provider": account.network,
        "name": account.name,
        "username": account.username or None,
        "social_id": str(int(account.id[-8:], 16)),
        "picture": f"https://cdn.publer.com/a/{account.id}.png",
        "type": account.type if vocabulary == "live" else account.spec_type,
        "status": "active",
        "permissions": {"can_access": True, "approval_needed": False},
    }


def signature_text(signature_id: object) -> str:
    """The text of a signature; empty for none."""
    for signatures in SIGNATURES.values():
        for signature in signatures:
            if signature["id"] == signature_id:
                return str(signature["text"])
    return ""

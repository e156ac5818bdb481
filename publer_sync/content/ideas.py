"""What an idea cannot have, since it belongs to the workspace and not to an account.

What weaker layers give is for posts and does not concern an idea; what the entry itself says would be lost
without a word, so it is an error.
"""

from __future__ import annotations

from publer_sync.content.keys import Keys

_OF_ACCOUNTS = (
    "thread",
    "comments",
    "share",
    "delete",
    "labels",
    "signature",
    "watermark",
    "location",
    "album",
)
"""Publer takes these beside an account, and an idea has none."""


def without_account_keys(keys: Keys) -> None:
    """Takes from the keys of an idea what only posts of accounts have, and notes what it says in vain."""
    at = keys.strength("idea")
    for key in _OF_ACCOUNTS:
        value = keys.values.pop(key, None)
        is_own = value is not None and any(value.layer is layer for layer in keys.layers[at:])
        if value is None or not value.data or not is_own:
            continue
        message = f"an idea has no `{key}`: Publer keeps that with an account"
        hint = f"leave out `{key}`, or `idea`"
        keys.error(
            "idea-extras", message, value.layer.document.key_at((*value.layer.path, key)), hint
        )

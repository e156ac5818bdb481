"""The options of the networks: which key of a post file becomes which key of Publer's, in one table.

Publer's OpenAPI description names some keys in camelCase, its documentation and its server use
snake_case everywhere else. Unknown keys are ignored there, so such options are sent under both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from publer_sync.api.payload.backgrounds import preset_of
from publer_sync.model.network import Network

Value = Callable[[Any], Any]
"""From the value in the file to the one for Publer; None means that nothing is sent."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the content of a post, such as `details.feed`, and how its value is made."""

    path: str
    value: Value


Targets = tuple[Target, ...]


def _as_it_is(value: Any) -> Any:
    return value


def _to(*paths: str, value: Value = _as_it_is) -> Targets:
    return tuple(Target(path, value) for path in paths)


def _words(known: Mapping[str, str]) -> Value:
    return lambda value: known[value]


def _if_true(word: str) -> Value:
    return lambda value: word if value else None


def _key(name: str, value: Value = _as_it_is) -> Value:
    return lambda given: value(given[name]) if given.get(name) is not None else None


def _not(value: Any) -> bool:
    return not value


def _details(*names: str) -> Targets:
    """The parts of an option that is an object, each under `details`."""
    return tuple(Target(f"details.{name}", _key(name)) for name in names)


def _collaborators(users: Any) -> list[dict[str, str]]:
    return [{"username": user} for user in users]


_TIKTOK_PRIVACY = _words(
    {
        "public": "PUBLIC_TO_EVERYONE",
        "friends": "MUTUAL_FOLLOW_FRIENDS",
        "followers": "FOLLOWER_OF_CREATOR",
        "private": "SELF_ONLY",
    }
)
_TRIAL_REEL = _words({"manual": "MANUAL", "performance": "SS_PERFORMANCE"})
_REPLIES = _words({"everyone": "everyone", "mentioned": "mentionedUsers", "following": "following"})
_PARSE_MODE = _words({"markdown": "Markdown", "html": "HTML"})

OPTIONS: Mapping[Network, Mapping[str, Targets]] = {
    Network.FACEBOOK: {
        "feed": _to("details.feed"),
        "reminder": _to("details.reminder"),
        "audio": _to("details.audio"),
        "background": _to("details.text_format_preset_id", value=preset_of),
        "sponsor": _to("details.sponsor"),
        "community": _to("details.community"),
    },
    Network.INSTAGRAM: {
        "feed": _to("details.feed"),
        "trial_reel": _to("details.trial_reel", value=_TRIAL_REEL),
        "audio": _to("details.audio"),
        "collaborators": _to("media.0.collaborator_tags", value=_collaborators),
    },
    Network.TWITTER: {
        "long_post": _to("details.type", value=_if_true("long_post")),
        "reply_settings": _to("replySettings", "reply_settings", value=_REPLIES),
        "community": _to("details.community"),
    },
    Network.LINKEDIN: {},
    Network.PINTEREST: {},
    Network.YOUTUBE: {
        "privacy": _to("privacy", "details.privacy"),
        "tags": _to("tags"),
        "category": _to("category"),
    },
    Network.TIKTOK: {
        "privacy": _to("details.privacy", value=_TIKTOK_PRIVACY),
        **{
            name: _to(f"details.{name}")
            for name in (
                "comment",
                "duet",
                "stitch",
                "promotional",
                "paid",
                "reminder",
                "auto_add_music",
            )
        },
        "sound_id": _to("soundId", "sound_id"),
        "duet_with": _to("duetWith", "duet_with"),
    },
    Network.GOOGLE: {
        "call_to_action": (Target("title", _key("button", str.upper)), Target("url", _key("url"))),
        "event": _details("title", "start", "end"),
        "offer": _details("title", "start", "end", "coupon", "terms"),
        "gallery": _to("details.type", value=_if_true("photo")),
    },
    Network.WORDPRESS: {
        "excerpt": _to("excerpt"),
        "slug": _to("url"),
        "categories": _to("categories"),
        "tags": _to("tags"),
    },
    Network.TELEGRAM: {
        "parse_mode": _to("parseMode", "parse_mode", value=_PARSE_MODE),
        "silent": _to("disableNotification", "disable_notification"),
        "preview": _to("disableWebPagePreview", "disable_web_page_preview", value=_not),
    },
    Network.MASTODON: {
        "visibility": _to("visibility"),
        "content_warning": _to("spoilerText", "spoiler_text"),
        "sensitive": _to("sensitive"),
    },
    Network.THREADS: {"reply_to": _to("replyTo", "reply_to")},
    Network.BLUESKY: {"reply_to": _to("replyTo", "reply_to"), "content_labels": _to("labels")},
    Network.IDEAS: {},
}

OF_THE_MODEL: Mapping[Network, frozenset[str]] = {
    Network.FACEBOOK: frozenset({"sublinks"}),
    Network.PINTEREST: frozenset({"board"}),
    Network.WORDPRESS: frozenset({"featured_image"}),
}
"""Keys of post files that look like options and have a place of their own in the model of a post."""


def set_options(content: dict[str, Any], network: Network, options: Mapping[str, object]) -> None:
    """Adds the options of a post to its content; KeyError for one that the table does not have."""
    for name, given in options.items():
        for target in OPTIONS[network][name]:
            value = None if given is None else target.value(given)
            if value is not None:
                _put(content, target.path.split("."), value)


def _put(content: dict[str, Any], path: list[str], value: Any) -> None:
    """Sets a value; objects on the way are made, an item that is not in a list takes nothing."""
    step, *rest = path
    if not rest:
        content[step] = value
    elif rest[0].isdigit():
        items = content.get(step, [])[int(rest[0]) :]
        if items:
            _put(items[0], rest[1:], value)
    else:
        _put(content.setdefault(step, {}), rest, value)

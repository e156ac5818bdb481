"""The options of the networks: which key of a post file becomes which key of Publer's, in one table.

Publer's OpenAPI description names some keys in camelCase, its documentation and its server use
snake_case everywhere else. Unknown keys are ignored there, so such options are sent under both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from publer_sync.model.network import Network

# The backgrounds that Facebook has for short texts: numbers for people, preset ids for Publer.

_IDS = """
    106018623298955 365653833956649 618093735238824 191761991491375 2193627793985415
    200521337465306 1821844087883360 177465482945164 160419724814650 248623902401250
    240401816771706 1868855943417360 255989551804163 1792915444087912 1654916007940525
    1679248482160767 518948401838663 423339708139719 204187940028597 621731364695726
    518596398537417 134273813910336 217321755510854 323371698179784 901751159967576
    552118025129095 263789377694911 606643333067842 458988134561491 548109108916650
    175493843120364 338976169966519 206513879997925 168373304017982 1271157196337260
    174496469882866 862667370603267 127541261450947 218067308976029 688479024672716
    238863426886624 301029513638534 154977255088164 1941912679424590 396343990807392
    143093446467972 161409924510923 145893972683590 217761075370932 931584293685988
    148862695775447 100114277230063 558836317844129 172497526576609 433967226963128
    197865920864520 643122496026756 762009070855346 228164237768720 146487026137131
    221828835275596 1903718606535395 1881421442117417 249307305544279 1777259169190672
    303063890126415 122708641613922 319468561816672 121945541697934 288211338285858
    446330032368780 219266485227663 1289741387813798 1365883126823705
"""

PRESETS: tuple[str, ...] = tuple(_IDS.split())
"""The ids in the order of Publer's OpenAPI description, which has no names for them."""


def preset_of(number: int) -> str:
    """The preset of a background; the first one is number 1."""
    if not 1 <= number <= len(PRESETS):
        raise ValueError(f"there is no background {number}")
    return PRESETS[number - 1]


Value = Callable[[Any], Any]
"""From the value in the file to the one for Publer; None means that nothing is sent."""


@dataclass(frozen=True, slots=True)
class OptionTarget:
    """A place in the content of a post, such as `details.feed`, and how its value is made."""

    path: str
    value: Value


Targets = tuple[OptionTarget, ...]


def _as_it_is(value: Any) -> Any:
    return value


def _to(*paths: str, value: Value = _as_it_is) -> Targets:
    return tuple(OptionTarget(path, value) for path in paths)


def _words(known_values: Mapping[str, str]) -> Value:
    return lambda value: known_values[value]


def _if_true(word: str) -> Value:
    return lambda value: word if value else None


def _key(name: str, value: Value = _as_it_is) -> Value:
    return lambda data: value(data[name]) if data.get(name) is not None else None


def _not(value: Any) -> bool:
    return not value


def _details(*names: str) -> Targets:
    """The parts of an option that is an object, each under `details`."""
    return tuple(OptionTarget(f"details.{name}", _key(name)) for name in names)


def _texts(ids: Any) -> list[str]:
    """Ids as text, as Publer's OpenAPI description has them; files may have numbers."""
    return [str(each) for each in ids]


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
        "call_to_action": (
            OptionTarget("title", _key("button", str.upper)),
            OptionTarget("url", _key("url")),
        ),
        "event": _details("title", "start", "end"),
        "offer": _details("title", "start", "end", "coupon", "terms"),
        "gallery": _to("details.type", value=_if_true("photo")),
    },
    Network.WORDPRESS: {
        "excerpt": _to("excerpt"),
        "slug": _to("url"),
        "categories": _to("categories", value=_texts),
        "tags": _to("tags", value=_texts),
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
    """Add the options of a post to its content; KeyError for one that the table does not have."""
    for name, values in options.items():
        for target in OPTIONS[network][name]:
            value = None if values is None else target.value(values)
            if value is not None:
                _put(content, target.path.split("."), value)


def _put(content: dict[str, Any], path: list[str], value: Any) -> None:
    """Set a value; objects on the way are made, an item that is not in a list takes nothing."""
    step, *rest = path
    if not rest:
        content[step] = value
    elif rest[0].isdigit():
        items = content.get(step, [])[int(rest[0]) :]
        if items:
            _put(items[0], rest[1:], value)
    else:
        _put(content.setdefault(step, {}), rest, value)

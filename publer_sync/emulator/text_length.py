"""The length of a text as its network counts it, near enough for a limit."""

import re
from collections.abc import Iterator
from unicodedata import category

from publer_sync.emulator.x_counting import x_length

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
    """What a reader takes for single characters: marks, joined emoji and flags kept together."""
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

"""How long a network finds a text, near enough for a limit."""

import re
from collections.abc import Iterator
from unicodedata import category

_URL = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_X_URL = re.compile(r"\b(?:https?://\S+|(?:[\w-]+\.)+(?:com|org|net|io|app|dev)\b(?:/\S*)?)")
_URL_LENGTH = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_JOINER, _EMOJI_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"


def text_length(network: str, text: str) -> int:
    """The length of `text` as the network counts it."""
    if network == "twitter":
        urls = len(_X_URL.findall(text))
        return urls * _URL_LENGTH + sum(map(_x_weight, clusters(_X_URL.sub("", text))))
    if network == "mastodon":
        urls = len(_URL.findall(text))
        return urls * _URL_LENGTH + sum(1 for _ in clusters(_URL.sub("", text)))
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


def _x_weight(cluster: str) -> int:
    if ord(cluster[0]) >= 0x1F000 or _EMOJI_STYLE in cluster or _KEYCAP in cluster:
        return 2
    return sum(1 if _is_light(ord(point)) else 2 for point in cluster)


def _is_light(point: int) -> bool:
    return any(low <= point <= high for low, high in _LIGHT)

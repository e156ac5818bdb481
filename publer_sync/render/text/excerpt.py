"""The beginning of a text, or both its ends, counted and cut in what people see as characters."""

from __future__ import annotations

from publer_sync.networks.counting.characters import clusters

_LONGEST = 8
"""Code points that are looked at for each visible character."""


def brief(text: str, most: int) -> str:
    """The text, or its first `most` visible characters; no character is ever cut."""
    if len(text) <= most:
        return text
    head = text[: most * _LONGEST]
    whole = clusters(head)
    if len(head) < len(text):
        whole = whole[:-1]  # it may go on beyond the head
    if len(head) == len(text) and len(whole) <= most:
        return text
    return "".join(whole[:most]) + "…"


def both_ends(text: str, each: int) -> tuple[str, str]:
    """The first and the last `each` visible characters, or fewer of the very long ones; they may overlap."""
    window = each * _LONGEST
    first, last = clusters(text[:window]), clusters(text[-window:])
    if len(text) > window:
        first, last = first[:-1], last[1:]  # they may go on beyond
    return "".join(first[:each]), "".join(last[-each:])

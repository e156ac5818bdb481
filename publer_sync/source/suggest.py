"""Guesses at the word that was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# What people call networks, and what Publer calls them.
_NICKNAMES = {
    "x": "twitter",
    "fb": "facebook",
    "ig": "instagram",
    "insta": "instagram",
    "google business": "google",
    "gbp": "google",
    "gmb": "google",
}


def suggest(word: str, known_names: Iterable[str]) -> str | None:
    """The known word that is most likely meant, if any is near enough."""
    by_plain = {_plain(name): name for name in known_names}
    plain = _plain(word)
    nickname = _NICKNAMES.get(plain)
    if nickname in by_plain:
        return by_plain[nickname]
    near = get_close_matches(plain[:100], by_plain, n=1, cutoff=0.6)
    return by_plain[near[0]] if near else None


def did_you_mean(word: str, known_names: Iterable[str], *, what: str) -> str:
    """A hint: the nearest known word, or the list of all of them."""
    names = sorted(known_names)
    guess = suggest(word, names)
    if guess:
        return f"did you mean `{guess}`?"
    if not names:
        return f"there are no {what}"
    text = ", ".join(f"`{name}`" for name in names[:15])
    return f"{what}: {text}" + (", …" if len(names) > 15 else "")


def _plain(word: str) -> str:
    return word.lower().replace("-", " ").replace("_", " ").strip()

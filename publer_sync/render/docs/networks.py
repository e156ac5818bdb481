"""The page docs/networks.md: what each network takes, written from the rules file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publer_sync.model.network import NETWORKS, Network
from publer_sync.networks.counting import count_in_words
from publer_sync.networks.limits.bounds import LimitSource, confidence_of, sources_of
from publer_sync.networks.rules_data import of_network
from publer_sync.render.docs.limits import limit_words, media_words, passage_name

_INTRODUCTION = """# Networks

<!-- Written by `make docs` from publer_sync/networks/rules.yaml: edit that file, not this page. -->

What each network takes from Publer, with the pages that say so and the date on which they did.

*For sure* is the strictest number that is well supported, *at most* the loosest one where sources
disagree: between the two `publer-sync validate` warns, above both it reports an error. A number
marked *not sure* is known from third parties only, and never more than a warning. `publer-sync
explain RULE` shows one kind of limit for all networks.
"""
_DAYS = """\
A day is any 24 hours; limits hold for each account. Publer's numbers depend on the plan that you
pay for.
"""
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Text": ("text",),
    "Titles and other fields": ("fields", "text_rules"),
    "Hashtags, mentions and links": ("hashtags", "mentions", "cashtags", "links", "link_in_text"),
    "Media": ("mix", "media"),
    "Alt text": ("alt_text",),
    "Polls": ("poll",),
    "Comments below the post": ("first_comment",),
    "Not possible": ("forbidden",),
    "Posts in a day": ("daily",),
}
_FIELDS = {"document.title": "title", "boardId": "board", "sublinks": "link cards", "url": "link"}


def networks_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_INTRODUCTION, *_counting(), *(_network(each) for each in NETWORKS)])


def _counting() -> Iterator[str]:
    yield "## How lengths are counted\n"
    yield "| Network | What counts as a character of its texts |\n|---|---|"
    for network in NETWORKS:
        ways = sorted(_ways(of_network(network)["text"]))
        message = (
            ", or ".join(count_in_words(way) for way in ways)
            or f"{count_in_words('utf16')} (assumed)"
        )
        yield f"| {network.label} | {message} |"
    yield ""
    yield "## Days and plans\n"
    yield _DAYS


def _ways(values: Any) -> set[str]:
    """The ways of counting that a network defines itself, not those that are assumed."""
    if not isinstance(values, Mapping):
        return set()
    own = {values["count"]} if "count" in values and values.get("unit") != "assumed" else set()
    return own.union(*(_ways(each) for each in values.values()))


def _network(network: Network) -> str:
    values = of_network(network)
    lines = [f"## {network.label}", ""]
    name = f"In files it is called `{network.value}`."
    per_server = values.get("per_server")
    lines += [f"{name} Limits are {per_server}." if per_server else name, ""]
    lines += ["| Type | Text | Media | Also needs |", "|---|---|---|---|"]
    lines += [_type(kind, rule) for kind, rule in values["types"].items()]
    for heading, keys in _SECTIONS.items():
        messages = [line for key in keys for line in _passages((key,), values.get(key))]
        if messages:
            lines += ["", f"**{heading}**", "", *messages]
    return "\n".join([*lines, ""])


def _type(name: str, rule: Mapping[str, Any]) -> str:
    media = media_words(rule["media"]) if rule["media"] else "none"
    needs = [_FIELDS.get(each, each.removeprefix("details.")) for each in rule.get("needs", ())]
    notes = f" ({rule['note']})" if "note" in rule else ""
    return f"| `{name}` | {rule['text']} | {media}{notes} | {', '.join(needs) or '–'} |"


def _passages(path: tuple[str, ...], values: Any) -> Iterator[str]:
    """A line for each passage with sources, at this path or below it."""
    if not isinstance(values, Mapping):
        return
    if "src" in values or "conf" in values:
        yield _line(path, values)
        return
    for key, inner in values.items():
        yield from _passages((*path, key), inner)


def _line(path: tuple[str, ...], values: Mapping[str, Any]) -> str:
    name = passage_name(path, values)
    plain = len(path) == 1 or not name
    words = limit_words(path, values)
    message = words if plain else f"{name}: {words}"
    note = f" – {values['note']}" if "note" in values else ""
    unsure = "not sure; " if confidence_of(values) == "low" else ""
    sources = ", ".join(_source(each) for each in sources_of(values))
    return f"- {message}{note} ({unsure}{sources})"


def _source(source: LimitSource) -> str:
    return f"[{source}]({source.url})" if source.url else str(source)

"""A post in full, folded away: its words in a fence, how many there are, its media, and why it is changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from publer_sync.model.media import Media
from publer_sync.planning.change import Action, Change, FieldChange
from publer_sync.render.markdown.escape import code, code_in_html, fence, prose, sentence
from publer_sync.render.markdown.links import Links
from publer_sync.render.plan.actions import MEANINGS, cause_words, verb_of
from publer_sync.render.plan.fields import field_rows
from publer_sync.render.plan.reasons import reasons_apart
from publer_sync.render.plan.text import advice_on
from publer_sync.render.plan.view import Group, file_of, text_of
from publer_sync.render.preview.meters import meter_of_post
from publer_sync.render.text.page import Piece
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.units import count, duration, size
from publer_sync.render.text.word_diff import Lines, brief, text_lines, word_diff

_SHOWN_APART = {"text", "title", "media"}


def details(group: Group, zone: ZoneInfo, links: Links, most: int | None) -> str:
    """The block of a group; texts are shown whole, or their first `most` visible characters."""
    change = group[0]
    parts = [
        f"<details><summary>{_summary(group)}</summary>",
        *_words(change, most),
        "\n".join(f"- {line}" for line in _lines(group, zone, links, most)),
        "</details>",
    ]
    return "\n\n".join(part for part in parts if part)


def _summary(group: Group) -> str:
    change = group[0]
    name = str(change.address) if len(group) == 1 else change.address.entry
    labels = dict.fromkeys(each.network.label for each in group if each.network)
    on = f" on {', '.join(labels)}" if labels else ""
    return f"<b>{verb_of(change)}</b> {code_in_html(name)}{on}"


def _words(change: Change, most: int | None) -> Iterator[str]:
    title = change.fields.get("title")
    if change.desired and change.desired.title:
        yield f"Title:\n\n{preview(change.desired.title, title, most)}"
    yield preview(text_of(change), change.fields.get("text"), most)


def _lines(group: Group, zone: ZoneInfo, links: Links, most: int | None) -> Iterator[str]:
    change = group[0]
    for each in group:
        yield f"{_whereto(each)}{_meter(each)}"
    if time_text := time_text_of(change, zone):
        yield prose(time_text)
    if change.desired:
        for item in change.desired.media:
            yield media_line(item, links, most)
    yield from _fields(change, zone, most)
    yield from _why(change, most)
    if place := _place(change, links):
        yield place


def _meter(change: Change) -> str:
    going = change.section == Action.DELETE or change.desired is None
    meter = None if going or change.desired is None else meter_of_post(change.desired)
    return f": {meter.used} of {meter.most} characters" if meter else ""


def _fields(change: Change, zone: ZoneInfo, most: int | None) -> Iterator[str]:
    for label, lines in field_rows(change, zone, verbose=True):
        value = " ".join("".join(piece.text for piece in pieces) for pieces in lines)
        if label not in _SHOWN_APART and value:
            yield f"{prose(label)}: {code(value if most is None else brief(value, most))}"
    if change.moved_from:
        yield f"was {code(str(change.moved_from))}"


def _why(change: Change, most: int | None) -> Iterator[str]:
    if cause := cause_words(change):
        yield f"cause: {prose(cause)}"
    if change.section in MEANINGS:
        yield prose(MEANINGS[change.section])
    for says, detail in reasons_apart(change.all_reasons):
        of = f": {code(detail if most is None else brief(detail, most))}" if detail else "."
        yield f"{prose(says)}{of}"
    for advice in advice_on(change, in_ci=True):
        yield f"**To do:** {sentence(advice)}"


def _place(change: Change, links: Links) -> str:
    if change.desired:
        place = change.desired.source.location
        return links.post(code(f"{place.file}:{place.line}"), place)
    file = file_of(change)
    return f"{code(file)}, which wants it no longer" if file else ""


def _whereto(change: Change) -> str:
    """The network and the account, as Markdown."""
    label = change.network.label if change.network else ""
    return f"{label} {code(change.address.alias)}".strip()


# A medium in a line: its file, linked and never shown, since pictures from elsewhere watch who looks.


def media_line(item: Media, links: Links, most: int | None) -> str:
    """Describe a medium: kind, size, and its alt text; texts up to `most` visible characters."""
    kind = item.kind.value
    return f"{kind} {_name(item, links)}: {', '.join(_facts(item, most))}"


def _name(item: Media, links: Links) -> str:
    if item.file:
        return links.file(code(item.file), item.file)
    return code(item.url) if item.url else f"from Publer's library {code(item.id or '')}"


def _facts(item: Media, most: int | None) -> Iterator[str]:
    facts = item.facts
    if facts and facts.width and facts.height:
        yield f"{facts.width:,} × {facts.height:,}"
    if facts and facts.seconds:
        yield duration(round(facts.seconds, 1))
    if facts and facts.pages:
        yield count(facts.pages, "page")
    if bytes_ := item.size or (facts.bytes if facts else 0):
        yield size(bytes_)
    yield f"alt text {_said(item.alt, most)}" if item.alt else "no alt text"
    if item.caption:
        yield f"caption {_said(item.caption, most)}"
    if item.cover and item.cover.file:
        yield f"cover {code(PurePosixPath(item.cover.file).name)}"
    if item.tags:
        yield f"tagged {_said(', '.join(tag.user for tag in item.tags), most)}"


def _said(text: str, most: int | None) -> str:
    return code(text if most is None else brief(text, most))


def preview(text: str, edited: FieldChange | None, most: int | None) -> str:
    """A fence with the text, or with `edited` word by word; at most about `most` visible characters."""
    before = edited.before if edited else None
    if not isinstance(before, str) or not before:
        return fence(_beginning(text_lines(text), most)) if text.strip() else ""
    whole = word_diff(before, text, whole=most is None)
    return fence(_beginning(whole, most))


def _beginning(lines: Lines, most: int | None) -> Lines:
    """As many lines and pieces as hold so many characters, and how many more there are."""
    length = sum(len(piece.text) for pieces in lines for piece in pieces)
    if most is None or length <= most + most // 4:
        return lines
    remaining_items: Lines = []
    remaining_count = most
    for pieces in lines:
        if remaining_count <= 0:
            break
        remaining_items.append(list(_until(pieces, remaining_count)))
        remaining_count -= sum(len(piece.text) for piece in pieces) + 1
    display = sum(len(piece.text) for pieces in remaining_items for piece in pieces)
    return [*remaining_items, [Piece(f"[... {length - display:,} characters more ...]")]]


def _until(pieces: list[Piece], remaining_count: int) -> Iterator[Piece]:
    for piece in pieces:
        if remaining_count <= 0:
            return
        yield Piece(brief(piece.text, remaining_count), piece.style)
        remaining_count -= len(piece.text)

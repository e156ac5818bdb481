"""Tables of a plan: by post, by file, or only the names of files and folders with numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from publer_sync.planning.change import HELD, SECTIONS, Action, Change, ChangeStatus
from publer_sync.render.markdown.escape import code, code_in_cell, prose, row
from publer_sync.render.markdown.links import Links
from publer_sync.render.plan.actions import LOOKS, cause_words, verb_of
from publer_sync.render.plan.reasons import reasons_apart
from publer_sync.render.plan.view import Group, file_of, groups
from publer_sync.render.text.schedule import time_text_of
from publer_sync.render.text.units import short_time

_GRAVE = {
    Action.DELETE,
    Action.REPLACE,
    HELD,
    ChangeStatus.FAILED,
    ChangeStatus.MISSED,
    ChangeStatus.OVERDUE,
}


def by_post(changes: Iterable[Change], zone: ZoneInfo, links: Links) -> str:
    """A row for each post; posts of an entry that differ in their account only share one."""
    head = ("File", "Account", f"When ({prose(str(zone))})", "Action", "Cause")
    return table(head, [_row_of(group, zone, links) for group in groups(changes)])


def by_file(changes: Iterable[Change], zone: ZoneInfo, links: Links) -> str:
    """A row for each file: what becomes of its posts, and when the first of them goes out."""
    head = ("File", "Posts", f"First ({prose(str(zone))})")
    rows = [
        (file_cell(results[0], links), _in_words(results), _first(results, zone))
        for results in _of_files(changes).values()
    ]
    return table(head, rows)


def names(changes: Iterable[Change]) -> str:
    """Every file by its name, folder by folder, with the number of posts for each symbol."""
    folders: dict[str, list[str]] = {}
    for file, results in sorted(_of_files(changes).items()):
        folder, name = _parted(file or str(results[0].address))
        folders.setdefault(folder, []).append(f"{code(name)} {prose(_in_symbols(results))}")
    lines = [f"- {_folder(folder)} {', '.join(files)}" for folder, files in folders.items()]
    return "\n".join([_legend(changes), "", *lines])


def by_folder(changes: Iterable[Change]) -> str:
    """A row for each folder: how many files, and what becomes of their posts."""
    folders: dict[str, dict[str, list[Change]]] = {}
    for file, results in sorted(_of_files(changes).items()):
        folders.setdefault(_parted(file)[0], {})[file] = results
    rows = [
        (
            code_in_cell(folder) or "no folder",
            str(len(files)),
            _in_words([change for items in files.values() for change in items]),
        )
        for folder, files in folders.items()
    ]
    return table(("Folder", "Files", "Posts"), rows)


def _row_of(group: Group, zone: ZoneInfo, links: Links) -> tuple[str, ...]:
    change = group[0]
    look, verb = LOOKS[change.section], verb_of(change)
    verb = f"**{verb}**" if change.section in _GRAVE else verb
    accounts = ", ".join(account_cell(each) for each in group)
    return (
        file_cell(change, links),
        accounts,
        when_cell(change, zone),
        f"`{look.symbol}`&nbsp;{verb}",
        _cause(change),
    )


def account_cell(change: Change) -> str:
    """The network and the account of a change."""
    label = change.network.label if change.network else ""
    return f"{label} {code_in_cell(change.address.alias)}".strip()


def file_cell(change: Change, links: Links) -> str:
    """The file that a change is about, linked; its address where there is none."""
    file = file_of(change)
    if file is None:
        return code_in_cell(str(change.address))
    words = code_in_cell(file)
    place = change.desired.source.location if change.desired else None
    return links.post(words, place) if place else words


def when_cell(change: Change, zone: ZoneInfo) -> str:
    """When the post goes out, in the zone and in UTC."""
    plain = change.desired is None or change.desired.has_own_time
    if change.scheduled_at and plain:
        return time_cell(change.scheduled_at, zone)
    return prose(time_text_of(change, zone))


def _cause(change: Change) -> str:
    """Why, and of what apply leaves alone the reason too, which is why it does."""
    messages = [prose(cause_words(change))]
    if not change.is_actionable:
        messages += [prose(says) for says, _ in reasons_apart(change.all_reasons)]
    return "<br>".join(filter(None, messages))


def _of_files(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes of each file, and of each post that no file names."""
    results: dict[str, list[Change]] = {}
    for change in changes:
        results.setdefault(file_of(change) or str(change.address), []).append(change)
    return results


def _first(changes: Sequence[Change], zone: ZoneInfo) -> str:
    times = [change.scheduled_at for change in changes if change.scheduled_at]
    return time_cell(min(times), zone) if times else ""


def time_cell(moment: datetime, zone: ZoneInfo) -> str:
    """The day, then the time: a cell is narrow."""
    weekday, day, rest = short_time(moment, zone).split(" ", maxsplit=2)
    return f"{weekday}&nbsp;{day}<br>{rest}"


def _in_words(changes: Iterable[Change]) -> str:
    counted = Counter(change.section for change in changes)
    return ", ".join(f"{counted[a]} {look.count}" for a, look in LOOKS.items() if counted[a])


def _in_symbols(changes: Iterable[Change]) -> str:
    counted = Counter(LOOKS[change.section].symbol for change in changes)
    return " ".join(f"{symbol}{number}" for symbol, number in counted.items())


def _legend(changes: Iterable[Change]) -> str:
    used: dict[str, list[str]] = {}
    for section in sorted({change.section for change in changes}, key=SECTIONS.index):
        used.setdefault(LOOKS[section].symbol, []).append(LOOKS[section].verb)
    return ", ".join(f"`{symbol}` {' or '.join(verbs)}" for symbol, verbs in used.items())


def _parted(file: str) -> tuple[str, str]:
    folder, slash, name = file.rpartition("/")
    return folder + slash, name


def _folder(folder: str) -> str:
    return f"{code(folder)}:" if folder else "no folder:"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that hold Markdown of ours."""
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)])

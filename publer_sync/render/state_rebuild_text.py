"""What `state rebuild` found in Publer, and what came of it, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from publer_sync.model.remote import RemotePost
from publer_sync.planning.rebuilding import Finding, Grade, Rebuilding, Rebuilt
from publer_sync.render.layout import Page, Piece
from publer_sync.render.safe import safe
from publer_sync.render.style import Style
from publer_sync.render.words import count, local_time

SHOWN = 60
"""Characters of a text that are enough to recognise a post by."""

_SURE = {
    Grade.CERTAIN: ("=", Style.GREEN, "the same account, minute and words"),
    Grade.WORDS: ("~", Style.GREEN, "the only one with these words; never changed or deleted"),
    Grade.TAKEN: ("!", Style.GREEN, "as you said"),
}


def found_text(found: Rebuilding, *, zone: ZoneInfo, color: bool, width: int) -> str:
    """What would be recorded, what somebody has to decide, and what is not there."""
    page = Page(color=color, width=width)
    for finding in found.recorded:
        symbol, style, why = _SURE[finding.grade]
        page.line(Piece(f"{symbol} {finding.address}", style), f"  {why}", indent=2, hang=6)
        if finding.found:
            page.line(Piece(_shown(finding.found, zone), Style.DIM), indent=6, hang=6)
    open_ones = [each for each in found.findings if each.grade is Grade.UNCERTAIN]
    for finding in open_ones:
        _add_question(page, finding, zone)
    absent = [each for each in found.findings if each.grade is Grade.NONE]
    for finding in absent:
        page.line(f"- {finding.address}  not in Publer", indent=2, hang=6)
    page.gap()
    page.line(Piece(_summary(found, len(open_ones), len(absent)), Style.BOLD))
    return page.text()


def rebuilt_text(rebuilt: Rebuilt) -> str:
    """One line, and a second one where an older state was kept."""
    if rebuilt.declined:
        return "Nothing was changed."
    posts = count(len(rebuilt.rebuilding.recorded), "post")
    kept = f"\nThe state before it is kept in {safe(str(rebuilt.kept))}." if rebuilt.kept else ""
    return (
        f"The state is rebuilt: {posts}, serial {rebuilt.serial}. Look at `publer-sync plan`.{kept}"
    )


def _add_question(page: Page, finding: Finding, zone: ZoneInfo) -> None:
    page.line(
        Piece(f"? {finding.address}", Style.YELLOW), "  may be one of these:", indent=2, hang=6
    )
    for candidate in finding.candidates:
        page.line(_shown(candidate, zone), indent=6, hang=8)
        page.line(f"--take {finding.address}={candidate.id}", indent=8, hang=10)


def _shown(post: RemotePost, zone: ZoneInfo) -> str:
    when = local_time(post.scheduled_at, zone) if post.scheduled_at else "no time"
    text = " ".join((post.text or "").split())
    cut = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return safe(f"{post.state}, {when}: {cut or 'no words'}")


def _summary(found: Rebuilding, undecided: int, absent: int) -> str:
    parts = [f"{count(len(found.recorded), 'post')} to record"]
    if undecided:
        parts.append(f"{undecided} to decide, which are left alone until you do")
    if absent:
        parts.append(f"{absent} not in Publer")
    others = f"{count(found.others, 'other post')} of these days in Publer, of no file: not ours."
    return f"{'; '.join(parts)}.\n{others}" if found.others else f"{'; '.join(parts)}."

"""No text of others pings, links, breaks out, deceives or is too long, wherever in a comment it stands."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publer_sync.diagnostics import Diagnostic, Location, error, warning
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind
from publer_sync.model.post import Link
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.plan import AllowWord, Notice, NoticeCode, Plan, PlanGuard, Refusal
from publer_sync.render.markdown.budget import SMALLEST, Budget, units
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.plan_comment import plan_markdown
from tests.security.harmless import HOSTILE, harmful
from tests.support.builders import MORNING
from tests.support.on_github import seen
from tests.support.planning import MINUTE, ZONE, a_plan, a_record, a_remote_post, wanted

LINKS = Links(repository="https://github.com/shop/posts", commit="8f3c21d", prefix="social/")

ATTACKS = (
    "@everyone and @shop/editors, mail anna@example.com",
    "closes #1, fixes shop/posts#2, GH-3, shop/posts@8f3c21d4b",
    "8f3c21d4b5a697880104deadbeef01234567890a defaced 12345678",
    "https://github.com/shop/posts/issues/1 www.example.com http://x.y mailto:a@b.cd xmpp:a@b.cd",
    "``` \n```\n@everyone\n````\n~~~\n@everyone",
    "a `code` b ``@two`` c ``` `@one",
    "`" * 40 + "@everyone" + "`" * 39,
    "</details></summary><details open><summary>",
    "<!-- hidden --> --> <!-- publer-sync {} --> <!",
    "<img src=https://evil.example/x.png onerror=x> <script>x</script> <b><table><td></pre></code>",
    "![x](https://evil.example/x.png) [x](javascript:x) [y]: https://evil.example\n[y][y] [^1] $x$ :tada:",
    "a | b | \\| c \\\\| @d | `|@e` |\n| --- |\n|",
    "\n\n# @Heading\n- @item\n> [!NOTE]\n> @quote\n\n    @code\n***\n---\n===",
    "\\@a \\\\#1 \\`@b\\` \\<b> &#64;c &lt;b&gt; &commat;d",
    "\u202egnp.exe \u2066x\u2069 \u200b@\u200beveryone \ufeff",
    HOSTILE,
    "half \ud83d a half \udc00",
    "👩\u200d👩\u200d👧\u200d👦🏴\U000e0067\U000e0062\U000e007f🇮🇹e\u0301\u0302" * 40,
    " ",
    "\n",
    "\x00",
    "日本語" * 60,
)

UNITS = ("a", "@a ", "`", "`@a\n", "👩\u200d👧", "|", "<", "\n", "é\u0301", "\ud83d", "#1 ", "\\")

texts = st.one_of(
    st.sampled_from(ATTACKS),
    st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join),
    st.text(
        st.sampled_from("@#`|\\<>&*_~[]()!:/-\n\r\t ag1\u202e\x1b\ud800👩日$^{}=+"), max_size=60
    ),
    st.text(max_size=60),
)


@settings(max_examples=120, deadline=None)
@given(texts, texts, st.sampled_from([None, LINKS]), st.sampled_from([SMALLEST, 20_000, 60_000]))
def test_a_plan_does_nothing_to_its_readers(
    text: str, other: str, links: Links | None, characters: int
) -> None:
    budget = Budget(characters=characters)
    plan, found = plan_of(text, other), findings_of(text, other)
    comment = plan_markdown(plan, zone=ZONE, findings=found, links=links, budget=budget)
    insist_on_harmless(comment, characters)


@settings(max_examples=60, deadline=None)
@given(texts, texts, st.sampled_from([1, 60]))
def test_findings_do_nothing_to_their_readers(text: str, other: str, number: int) -> None:
    found = findings_of(text, other) * number
    comment = findings_markdown(found, links=LINKS, budget=Budget(characters=20_000))
    insist_on_harmless(comment, 20_000)


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_each_attack_in_each_place(text: str) -> None:
    for links in (None, LINKS):
        plan, found = plan_of(text, text), findings_of(text, text)
        insist_on_harmless(plan_markdown(plan, zone=ZONE, findings=found, links=links), 60_000)


@pytest.mark.parametrize("unit", UNITS, ids=range(len(UNITS)))
def test_a_hundred_thousand_characters_fit(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    plan, found = plan_of(text, text[:-1], file="a"), findings_of(text, text[:-1], file="a")
    insist_on_harmless(plan_markdown(plan, zone=ZONE, findings=found, links=LINKS), 60_000)


def test_many_endless_findings_take_no_time() -> None:
    found = [
        error("r", "m " + "`x` " * 5_000, Location(f"c/{n}.md", 1), hint="\n \r\n" * 5_000)
        for n in range(5_000)
    ]
    began = process_time()
    assert "5000 errors" in findings_markdown(found)
    assert process_time() - began < 5  # it was more than a minute


@given(st.integers(0, 700))
@settings(deadline=None, max_examples=40)
def test_no_emoji_is_cut(at: int) -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    text = "a" * at + family * 400
    comment = plan_markdown(plan_of(text, "x", 12), zone=ZONE, budget=Budget(characters=SMALLEST))
    comment.encode()
    left = comment.replace(family, "")
    assert "👩" not in left
    assert "👧" not in left
    assert "\u200d" not in left


def insist_on_harmless(comment: str, characters: int) -> None:
    """As short as asked, valid UTF-8, nothing that steers, and nothing alive where GitHub shows it."""
    assert units(comment) <= characters
    comment.encode()
    assert harmful(comment) == []
    shown = seen(comment)
    assert shown.odd == []
    assert shown.alive == []
    assert shown.foreign == []
    assert {len(row) for row in shown.rows} <= {2, 3, 4, 5}


def plan_of(text: str, other: str, times: int = 0, file: str | None = None) -> Plan:
    """Posts that say it in every place that a post has, a drifted one, one to delete, and one in the way."""
    picture = Media(
        file=f"media/{other}.png", kind=MediaKind.PHOTO, alt=text, caption=other, sha256="5e" * 32
    )
    far = Media(url=other or "x", kind=MediaKind.PHOTO, alt=text)
    new = wanted(
        f"n{other}",
        text=text,
        title=other,
        labels=(text,),
        media=(picture, far),
        link=Link(url=text or "x", title=other),
    )
    place = Location(f"content/{text if file is None else file}.md", 3, 1)
    new = replace(new, source=replace(new.source, location=place))
    edited, near, going, *more = (
        wanted(name, text=words, scheduled_at=MORNING + 10 * number * MINUTE)
        for number, (name, words) in enumerate(
            [
                ("edited", text),
                (f"m{other}", "near"),
                (f"g{text}", "x"),
                *((f"more-{n}", f"{n}{text}") for n in range(times)),
            ],
            start=1,
        )
    )
    plan = a_plan(
        [new, edited, near, *more],
        [a_record(edited, fields={}, seen={}), a_record(going, source=f"content/{other}.md")],
        [
            a_remote_post(edited, text=other),
            a_remote_post(going, text=text),
            a_remote_post(near, id=other or "x", text=other + "?", failure=text),
        ],
    )
    first, *rest = plan.changes
    told = replace(
        first, reasons=(*first.all_reasons, ReasonDetail(Reason.PUBLISHING_FAILED, text))
    )
    return replace(
        plan,
        changes=(told, *rest),
        notices=(
            Notice(NoticeCode.LEFTOVER, other, text),
            Notice(NoticeCode.ACCOUNT_GONE, text),
        ),
        refusals=(Refusal(PlanGuard.LEFT_OUT, text, AllowWord.DELETES),),
        options=replace(plan.options, targets=(text, other)),
        basis=replace(plan.basis, commit=text or None),
    )


def findings_of(text: str, other: str, file: str | None = None) -> list[Diagnostic]:
    """Findings that repeat it in every place that a finding has."""
    place = Location(f"content/{other if file is None else file}.md", 4, 8, 6, 2)
    return [
        error("yaml", text, place, hint=other, address=text),
        warning("alt-text", f"`{text}` is {other}", place, hint=f"write `{other}`"),
        warning(text or "x", other, None),
    ]

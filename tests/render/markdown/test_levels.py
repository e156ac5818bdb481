"""A comment that has no room for everything says less, but never half of something."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.model.post import PostSource
from publer_sync.planning.change import Reason
from publer_sync.planning.plan import Notice, NoticeCode, Plan
from publer_sync.render.markdown.budget import SMALLEST, Budget, units
from publer_sync.render.markdown.findings import findings_markdown
from publer_sync.render.markdown.links import Links
from publer_sync.render.markdown.plan_comment import plan_markdown
from tests.support.builders import MORNING
from tests.support.on_github import Seen, seen
from tests.support.planning import MINUTE, SHOP_LINKEDIN, ZONE, a_plan, wanted

LINKS = Links(repository="https://github.com/shop/posts", commit="8f3c21d" * 5, prefix="social/")
LONG = "An apple a day, and two on Sundays. " * 30
LEVELS = [
    (1, "", "An apple a day"),
    (60, "Long texts are shown by their beginnings", "characters more ..."),
    (100, "Posts are shown without their texts", "| Account |"),
    (280, "Posts are counted by file", "| 1 to create |"),
    (500, "Posts are counted by file, without links", "| `content/2036/w0/spring-0000.md` |"),
    (1000, "Files are only named, with the number of their posts", "`spring-0999.md` +1"),
    (3000, "Files are only counted, by folder", "| `content/2036/w0/` | 300 | 300 to create |"),
]


def plan_of(number: int, text: str = LONG, folders: int = 10) -> Plan:
    """So many new posts, each in a file of its own."""
    posts = []
    for n in range(number):
        post = wanted(f"p{n}", text=f"{n}: {text}", scheduled_at=MORNING + 5 * n * MINUTE)
        file = f"content/2036/w{n % folders}/spring-{n:04}.md"
        posts.append(replace(post, source=PostSource(location=Location(file))))
    return a_plan(posts)


def comment_of(plan: Plan, found: tuple[Diagnostic, ...] = (), **budget: int) -> str:
    limits = Budget(**budget)
    comment = plan_markdown(plan, zone=ZONE, findings=found, links=LINKS, budget=limits)
    assert units(comment) <= limits.characters
    assert len(comment.encode()) <= limits.octets
    return comment


def sound(comment: str) -> Seen:
    shown = seen(comment)
    assert (shown.odd, shown.alive) == ([], [])
    return shown


@pytest.mark.parametrize(("number", "missing", "there"), LEVELS)
def test_the_more_there_is_the_less_is_said_of_each(number: int, missing: str, there: str) -> None:
    comment = comment_of(plan_of(number, LONG if number < 1000 else "Apples."))
    sound(comment)
    assert there in comment
    assert f"{number} to create" in comment
    assert ("no room for more" in comment) == bool(missing)
    assert missing in comment


def test_a_thousand_changes_name_every_file_below_60000_characters() -> None:
    started = time.process_time()
    comment = comment_of(plan_of(1000))
    assert time.process_time() - started < 10
    assert units(comment) < 60_000
    names = set(sound(comment).code)
    assert {f"spring-{n:04}.md" for n in range(1000)} <= names
    assert {f"content/2036/w{n}/" for n in range(10)} <= names


def test_beside_a_thousand_findings_it_still_names_every_file() -> None:
    found = tuple(
        error(
            f"rule-{n % 10}", f"{n}: too long", Location(f"content/spring-{n:04}.md", 4), hint="cut"
        )
        for n in range(1000)
    )
    comment = comment_of(plan_of(1000), found)
    assert {f"spring-{n:04}.md" for n in range(1000)} <= set(sound(comment).code)
    assert "1000 errors in 1000 files: too many to list them here." in comment


def test_folders_without_end_are_only_counted() -> None:
    comment = comment_of(plan_of(2500, folders=2500))
    assert "Posts are only counted" in comment
    assert sound(comment).rows == []


def test_what_is_shown_is_shown_whole() -> None:
    for number in (1, 10, 30, 60, 100):
        shown = sound(comment_of(plan_of(number)))
        texts = [words for words in shown.code if "An apple" in words]
        whole = f"{LONG.strip()}\n"
        assert all(
            " ".join(words.split()).endswith(("characters more ...]", whole.strip()))
            for words in texts
        )
        assert len(texts) in {0, shown.details}


def test_a_smaller_budget_takes_a_briefer_level() -> None:
    plan = plan_of(12)
    lengths = [units(comment_of(plan, characters=most)) for most in (60_000, 14_000, SMALLEST)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 14_000


def test_bytes_count_as_well() -> None:
    plan = plan_of(12, "日本語の投稿です。" * 100)
    assert "no room" not in comment_of(plan)
    assert "no room" in comment_of(plan, octets=20_000)


def test_emoji_count_twice() -> None:
    assert units("a日👩") == 4


def test_a_budget_that_holds_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least"):
        plan_markdown(plan_of(1), zone=ZONE, budget=Budget(characters=SMALLEST - 1))


@pytest.mark.parametrize(
    ("number", "there"),
    [
        (3, "*hint:* cut at least 3"),
        (300, "Too long, the 299th"),
        (800, "There are too many to list them here"),
        (3000, "3000 errors in 3000 files: too many"),
    ],
)
def test_findings_alone_have_levels_too(number: int, there: str) -> None:
    found = [
        error(
            f"rule-{n % 20}",
            f"Too long, the {n}th",
            Location(f"content/{n}.md", 4),
            hint="cut at least 3 characters, or give the network a text of its own",
        )
        for n in range(number)
    ]
    comment = findings_markdown(found, links=LINKS)
    assert units(comment) <= 60_000
    assert there in comment
    assert "No plan" in comment
    sound(comment)


@pytest.mark.parametrize("number", [1, 1000])
def test_that_publer_was_not_asked_is_said_at_every_level(number: int) -> None:
    single = (Notice(Reason.NOT_EDITABLE, "text", f"p{n}@x") for n in range(500))
    told = (Notice(NoticeCode.OFFLINE, ""), *single)
    comment = comment_of(replace(plan_of(number, "Apples."), notices=told))
    assert "- Publer was not asked: this compares the files with what was applied last." in comment
    assert "- 500 notes about single posts:" in comment
    assert ("Apples." in comment) == (number == 1)
    sound(comment)


def test_posts_that_are_alike_are_shown_once() -> None:
    alike = [
        wanted("apples", text="Apples."),
        wanted("apples", text="Apples.", account=SHOP_LINKEDIN),
    ]
    comment = comment_of(a_plan(alike))
    shown = sound(comment)
    assert shown.details == 1
    assert "- LinkedIn `shop-linkedin`: 7 of 3,000 characters\n- X `shop-x`: 7 of 280 " in comment
    other = [alike[0], replace(alike[1], text="Many apples.")]
    assert sound(comment_of(a_plan(other))).details == 2


def test_one_message_without_end_does_not_hide_where_it_is() -> None:
    found = error("yaml", "This is not YAML: " + "x" * 100_000, Location("content/a.yaml", 4))
    comment = findings_markdown([found])
    assert "`content/a.yaml:4`<br>This is not YAML: xxx" in comment
    sound(comment)

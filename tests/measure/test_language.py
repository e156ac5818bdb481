"""The language measures hold, and each of them sees what it is for."""

from __future__ import annotations

import ast

from tests.measure import language


def _modules(source: str) -> language.Trees:
    return {"publer_sync/some.py": ast.parse(source)}


def test_the_language_of_the_code_is_plain() -> None:
    offenders = [
        f"{name}: {figure} (at most {limit})\n  " + "\n  ".join(places)
        for name, figure, limit, places in language.rows()
        if figure > limit
    ]
    assert not offenders, "\n".join(offenders)


def test_a_bare_participle_is_seen_as_variable_and_as_parameter() -> None:
    modules = _modules("def work(given, found_posts):\n    kept = given\n")
    assert language.bare_participles(modules) == [
        "publer_sync/some.py:1 given",
        "publer_sync/some.py:2 kept",
    ]


def test_a_docstring_that_asks_or_speaks_in_the_third_person_is_seen() -> None:
    assert language.asking_docstrings(_modules('"""Whether it is so."""'))
    assert language.third_person_docstrings(_modules('def f():\n    """Returns it."""'))
    assert not language.asking_docstrings(_modules('"""Whatever is left."""'))
    assert not language.third_person_docstrings(_modules('def f():\n    """Return it."""'))


def test_a_class_name_with_two_meanings_is_seen_outside_the_emulator() -> None:
    one = ast.parse("class Post: ...")
    assert language.duplicate_classes({"publer_sync/a.py": one, "publer_sync/b.py": one})
    assert not language.duplicate_classes(
        {"publer_sync/a.py": one, "publer_sync/emulator/b.py": one}
    )


def test_an_exception_that_derives_from_one_of_ours_is_seen() -> None:
    source = "class PlanError(Exception): ...\nclass Refused(PlanError): ...\nclass Refusal: ...\n"
    assert language.exceptions_without_error(_modules(source)) == ["publer_sync/some.py:2 Refused"]


def test_a_word_is_seen_as_a_whole_and_not_in_a_quotation() -> None:
    assert language.translated_words([("docs/a.md", "Nobody knows.\nIt is amended.")]) == [
        "docs/a.md:1 Nobody"
    ]
    assert not language.translated_words(
        [("publer_sync/networks/rules.yaml", "You shall not pass.")]
    )

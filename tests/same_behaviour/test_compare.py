"""A difference in what is done is seen; another sentence is not."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.same_behaviour.compare import Renamed, differences
from tests.same_behaviour.scenes import all_scenes

RESULT: dict[str, Any] = {
    "posts": [{"id": "1", "text": "Two words and more"}],
    "runs": [
        {
            "words": ["plan"],
            "exit": 0,
            "requests": [["GET", "/api/v1/posts", "page=0", 0, "200"]],
            "out": json.dumps(
                {"rule": "same-text", "message": "One sentence of words.", "count": 1}
            ),
            "err": "",
            "state": {"serial": 1},
            "files": ["a.md"],
            "seconds": 0.25,
        }
    ],
}


def _changed(part: str, value: Any) -> dict[str, Any]:
    result = copy.deepcopy(RESULT)
    result["runs"][0][part] = value
    return result


def _printed(**values: Any) -> dict[str, Any]:
    document = json.loads(RESULT["runs"][0]["out"])
    return _changed("out", json.dumps({**document, **values}))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("exit", 4),
        ("requests", []),
        ("requests", [["GET", "/api/v1/posts", "page=1", 0, "200"]]),
        ("state", {"serial": 2}),
        ("files", ["a.md", "b.md"]),
        ("seconds", 60.25),
        ("out", ""),
        ("err", "Traceback (most recent call last):"),
    ],
)
def test_a_difference_is_seen(part: str, value: Any) -> None:
    assert differences(RESULT, _changed(part, value), Renamed())


def test_other_values_of_json_are_seen_and_other_sentences_are_not() -> None:
    assert differences(RESULT, _printed(count=2), Renamed()) == [
        "1. plan: output.count: 1 was, 2 is"
    ]
    assert not differences(RESULT, _printed(message="The same, in other words."), Renamed())


def test_other_posts_are_seen_with_their_words() -> None:
    other = {**RESULT, "posts": [{"id": "1", "text": "Two words and even more"}]}
    assert differences(RESULT, other, Renamed())


def test_a_renamed_rule_and_a_new_key_are_no_differences(tmp_path: Path) -> None:
    file = tmp_path / "renamed.txt"
    file.write_text(
        "same-text duplicate-text  # a rule\n+ author\n\n# nothing else\n", encoding="utf-8"
    )
    assert not differences(
        RESULT, _printed(rule="duplicate-text", author="Ann"), Renamed.load(file)
    )
    assert differences(RESULT, _printed(rule="same-text"), Renamed.load(file))


def test_a_failure_that_also_answers_in_json_is_no_difference() -> None:
    silent, error = _changed("out", ""), {"format_version": 1, "error": {"message": "No project."}}
    assert not differences(silent, _changed("out", json.dumps(error)), Renamed())


def test_there_are_at_least_two_hundred_scenes() -> None:
    assert len(all_scenes()) >= 200

"""Outputs and summary: what the runner reads is what was written, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.forge.github.outputs import LARGEST_SUMMARY, write_outputs, write_summary

NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
VALUES = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(["\n", "changes=false", "changes<<X", "publer_sync_1", "=", "\r", "<<"])
    ).map("".join),
)


def ids() -> Iterator[str]:
    return map(str, count(1))


def read_as_the_runner_does(text: str) -> dict[str, str]:
    """The outputs in a file, by the rules of `FileCommandManager.cs` of actions/runner on Linux."""
    lines = text.split("\n")
    assert lines.pop() == ""
    found = {}
    while lines:
        line = lines.pop(0)
        equals, heredoc = line.find("="), line.find("<<")
        if equals >= 0 and (heredoc < 0 or equals < heredoc):
            found[line[:equals]] = line[equals + 1 :]
        elif heredoc >= 0:
            value = []
            while (inner := lines.pop(0)) != line[
                heredoc + 2 :
            ]:  # IndexError: "delimiter not found"
                value.append(inner)
            found[line[:heredoc]] = "\n".join(value)
        else:
            assert not line, f"the runner would refuse {line!r}"
    return found


@given(st.dictionaries(NAMES, VALUES))
def test_any_value_comes_out_as_it_went_in(values: dict[str, str]) -> None:
    numbers = ids()
    with TemporaryDirectory() as folder:
        file = Path(folder, "output")
        write_outputs(file, values, lambda: next(numbers))
        assert read_as_the_runner_does(file.read_bytes().decode()) == values


def test_words_numbers_and_paths(tmp_path: Path) -> None:
    numbers = ids()
    file = tmp_path / "output"
    file.write_text("earlier=1\n")
    values: dict[str, str | int | bool | Path] = {
        "changes": True, "drift": False, "create-count": 3, "plan-json-path": tmp_path, "comment-id": "",
    }  # fmt: skip
    write_outputs(file, values, lambda: next(numbers))
    assert read_as_the_runner_does(file.read_text()) == {
        "earlier": "1", "changes": "true", "drift": "false", "create-count": "3",
        "plan-json-path": str(tmp_path), "comment-id": "",
    }  # fmt: skip


def test_a_value_that_has_the_delimiter_gets_another_one(tmp_path: Path) -> None:
    numbers = ids()
    value = "a\npubler_sync_1\nchanges=false"
    write_outputs(tmp_path / "output", {"reason": value}, lambda: next(numbers))
    assert read_as_the_runner_does((tmp_path / "output").read_text()) == {"reason": value}


def test_a_value_that_no_delimiter_can_end_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no line can end"):
        write_outputs(tmp_path / "output", {"a": "publer_sync_x"}, lambda: "x")
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("name", ["", "a=b", "a<<b", "a\nb", "A", "ü", "-a", "a b"])
def test_a_name_that_is_none_is_not_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        write_outputs(tmp_path / "output", {name: "x"}, lambda: "x")


def test_a_path_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    write_outputs(tmp_path / "output", {"path": Path("a\udcff")}, lambda: "x")
    assert b"\na?\n" in (tmp_path / "output").read_bytes()


def more(number: int) -> str:
    return f"{number} more blocks are left out"


def test_a_summary_has_all_blocks_that_fit(tmp_path: Path) -> None:
    assert write_summary(tmp_path / "summary", ["# Plan", "one\ntwo"], more) == 0
    assert (tmp_path / "summary").read_text() == "# Plan\n\none\ntwo\n\n"


def test_a_block_that_does_not_fit_is_left_out_whole_and_counted(tmp_path: Path) -> None:
    blocks = ["# Plan", "🎉" * 300_000, "é" * 1000, "x" * LARGEST_SUMMARY, "the end"]
    assert write_summary(tmp_path / "summary", blocks, more) == 2
    text = (tmp_path / "summary").read_text()
    assert text == f"# Plan\n\n{blocks[2]}\n\nthe end\n\n2 more blocks are left out\n\n"


@pytest.mark.parametrize("room", [-5, 0, 10, len(more(1)) + 1])
def test_a_full_summary_stays_as_it_is(tmp_path: Path, room: int) -> None:
    file = tmp_path / "summary"
    file.write_bytes(b"x" * (LARGEST_SUMMARY - room))
    assert write_summary(file, ["y" * 50], more) == 1
    assert file.stat().st_size == LARGEST_SUMMARY - room


@given(
    st.integers(0, LARGEST_SUMMARY + 10),
    st.lists(st.tuples(st.sampled_from("aé🎉\ud800"), st.integers(0, 2**19))),
)
def test_a_summary_never_exceeds_a_mebibyte(before: int, sizes: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "summary")
        file.write_bytes(b"x" * before)
        left_out = write_summary(file, [char * size for char, size in sizes], more)
        assert file.stat().st_size <= max(LARGEST_SUMMARY, before)
        assert 0 <= left_out <= len(sizes)

"""Looking into the media of posts reads as little as possible, and as much as is needed to be right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from publer_sync.media import facts_cache, isolated, messages
from publer_sync.media.facts_cache import VERSION, FactsCache, cache_file
from publer_sync.media.inspect import inspect_media
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media, MediaFacts
from publer_sync.model.network import MediaKind
from tests.support.builders import a_medium, a_post
from tests.support.films import a_film
from tests.support.pictures import a_picture

BOX = a_medium(file="media/box.png")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "media").mkdir(parents=True)
    (folder / "media/box.png").write_bytes(a_picture(width=30, height=20).ljust(2000, b"\0"))
    return folder


def cache_of(root: Path) -> Path:
    path = cache_file(root)
    assert path
    return path


def looked(root: Path, *media: Media, read_all: bool = False) -> tuple[Media, ...]:
    return inspect_media([a_post(media=media or (BOX,))], root, read_all=read_all).posts[0].media


def facts(root: Path, *media: Media) -> MediaFacts:
    found = looked(root, *media)[0].facts
    assert found
    return found


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files below `media` that are opened to be read."""
    names: list[str] = []
    really = os.open

    def noting(path: str | Path, *args: int, **kwargs: int) -> int:
        if Path(path).parent.name == "media":
            names.append(Path(path).name)
        return really(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", noting)
    return names


def test_facts_without_a_hash_that_could_be_taken_for_that_of_this_moment(root: Path) -> None:
    (medium,) = looked(root)
    assert medium.facts and (medium.facts.width, medium.facts.height) == (30, 20)
    assert (medium.sha256, medium.size) == (None, None)


def test_whoever_writes_gets_hash_and_size_too(root: Path) -> None:
    (medium,) = looked(root, read_all=True)
    content = (root / "media/box.png").read_bytes()
    assert (medium.sha256, medium.size) == (sha256(content).hexdigest(), len(content))
    assert medium.facts


def test_every_medium_of_a_post_is_looked_into_but_only_files(root: Path) -> None:
    cover = a_medium(MediaKind.VIDEO, file=None, id="m-1", cover=BOX)
    post = a_post(media=(cover,), comments=(Comment(text="Look", media=BOX),))
    (found,) = inspect_media([post], root, read_all=False).posts
    assert found.media[0].facts is None
    assert found.media[0].cover and found.media[0].cover.facts
    assert found.comments[0].media and found.comments[0].media.facts


def test_an_unchanged_file_is_not_opened_again(root: Path, opened: list[str]) -> None:
    first = looked(root)
    assert looked(root) == first
    assert opened == ["box.png"]


def test_a_plan_reads_every_file_once_whatever_is_remembered(root: Path, opened: list[str]) -> None:
    looked(root)
    opened.clear()
    looked(root, BOX, BOX, read_all=True)
    assert opened == ["box.png"]


def test_a_change_that_keeps_size_and_time_is_seen(root: Path) -> None:
    file = root / "media/box.png"
    looked(root)
    before = file.stat()
    content = a_picture(format_="GIF", width=40).ljust(before.st_size, b"\0")
    file.write_bytes(content)
    assert file.stat().st_size == before.st_size
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    (medium,) = looked(root, read_all=True)
    assert medium.sha256 == sha256(content).hexdigest()
    assert facts(root).width == 40


def test_a_file_of_a_known_content_is_hashed_but_not_looked_into(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = facts(root)
    (root / "media/same.png").write_bytes((root / "media/box.png").read_bytes())
    monkeypatch.setattr("publer_sync.media.probe.facts_in", None)
    assert facts(root, a_medium(file="media/same.png")) == before


@pytest.mark.parametrize("place", ["a file", "no home"])
def test_without_a_place_for_the_cache_it_is_done_without(
    root: Path, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file") if place == "a file" else "")
    if place == "no home":
        monkeypatch.setattr(
            "publer_sync.media.facts_cache.user_cache_path", lambda *a, **k: Path("~")
        )
    assert facts(root) == facts(root)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a file", "project"]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"versions": 1}', "[" * 100_000, "\ud800"],
    ids=["empty", "cut", "list", "null", "versions", "deep", "no unicode"],
)
def test_a_broken_cache_is_replaced(root: Path, content: str) -> None:
    looked(root)
    cache_of(root).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert facts(root).width == 30
    assert json.loads(cache_of(root).read_text())["facts"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("width", "wide"), ("width", True), ("colour", "red"), ("format", None), ("problem", 7)],
)
def test_facts_that_make_no_sense_are_not_believed(root: Path, key: str, value: object) -> None:
    looked(root)
    document = json.loads(cache_of(root).read_text())
    (known,) = document["facts"].values()
    known[key] = value
    cache_of(root).write_text(json.dumps(document))
    assert facts(root).width == 30


def test_facts_of_other_versions_are_forgotten(root: Path) -> None:
    looked(root)
    text = cache_of(root).read_text().replace('"width":30', '"width":99')
    cache_of(root).write_text(text)
    assert facts(root).width == 99
    cache_of(root).write_text(text.replace(f"probe {VERSION}", "probe 0"))
    assert facts(root).width == 30


def test_a_cache_that_others_may_write_is_not_believed(root: Path) -> None:
    looked(root)
    cache_of(root).write_text(cache_of(root).read_text().replace('"width":30', '"width":99'))
    cache_of(root).chmod(0o666)
    assert facts(root).width == 30


def test_nothing_is_remembered_inside_the_project(root: Path) -> None:
    looked(root)
    assert [each.name for each in root.iterdir()] == ["media"]
    assert not cache_of(root).is_relative_to(root)


def test_two_projects_do_not_share_what_their_files_are(root: Path) -> None:
    assert cache_of(root) != cache_of(root.parent)
    assert cache_of(root) == cache_of(root / "media" / "..")


def test_two_processes_may_look_at_once(root: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from publer_sync.media.facts_cache import FactsCache\n"
        "from publer_sync.model.media import MediaFacts\n"
        "for n in range(100):\n"
        "    cache = FactsCache(Path(sys.argv[1]))\n"
        "    cache.note_facts(f'{sys.argv[2]}-{n}', MediaFacts(format='png', width=n))\n"
        "    cache.save([])\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, cache_of(root), name])
        for name in ("a", "b")
    ]
    assert [process.wait() for process in started] == [0, 0]
    cache = FactsCache(cache_of(root))
    last = [cache.facts_of(f"{name}-99") for name in ("a", "b")]
    assert MediaFacts(format="png", width=99) in last
    assert list(cache_of(root).parent.glob(f"{cache_of(root).name}*")) == [cache_of(root)]


def test_the_cache_stays_small_and_keeps_what_is_used(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_cache, "MOST", 3)
    cache = FactsCache(cache_of(root))
    for number in range(9):
        cache.note_file(f"{number}.png", [1, 2, 3, 4], f"hash-{number}")
        cache.note_facts(f"hash-{number}", MediaFacts(format="png", bytes=number))
    cache.save(["7.png", "8.png"])
    document = json.loads(cache_of(root).read_text())
    assert len(document["facts"]) == 3
    assert list(document["files"]) == ["7.png", "8.png", "0.png"]


def test_the_cache_holds_facts_and_no_texts(root: Path) -> None:
    looked(root)
    text = cache_of(root).read_text()
    assert "launched" not in text
    assert str(root) not in text


def test_files_that_cannot_be_read(root: Path) -> None:
    (root / "media/dangling.png").symlink_to("nowhere.png")
    (root / "media/folder.png").mkdir()
    os.mkfifo(root / "media/pipe.png")
    (root.parent / "outside.png").write_bytes(a_picture())
    (root / "media/outside.png").symlink_to("../../outside.png")
    problems = {
        name: facts(root, a_medium(file=f"media/{name}.png")).problem
        for name in ("dangling", "folder", "pipe", "outside", "none")
    }
    hint = "; check the file and its permissions"
    assert problems == {
        "dangling": f"the file cannot be read (there is no file `media/dangling.png`){hint}",
        "folder": f"the file cannot be read (`media/folder.png` is not a file){hint}",
        "pipe": f"the file cannot be read (`media/pipe.png` is not a file){hint}",
        "outside": f"the file cannot be read (`media/outside.png` is outside the project){hint}",
        "none": f"the file cannot be read (there is no file `media/none.png`){hint}",
    }


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(root / "media/pipe.png")
    monkeypatch.setattr("publer_sync.media.inspect.inside", lambda root, file: root / file)
    monkeypatch.setattr("publer_sync.media.inspect.identity", lambda found: [])
    problem = facts(root, a_medium(file="media/pipe.png")).problem
    assert problem == messages.unreadable_message("it is not a regular file")


def test_a_file_that_may_not_be_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", denied)
    assert facts(root).problem == messages.unreadable_message("Permission denied")


@pytest.mark.parametrize("change", [b"more", b""])
def test_a_file_that_is_written_while_it_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: bytes
) -> None:
    really = os.fstat
    file = root / "media/box.png"

    def then_written(handle: int) -> os.stat_result:
        found = really(handle)
        with file.open("ab") as writing:
            writing.write(change)
        os.utime(file)
        return found

    monkeypatch.setattr(os, "fstat", then_written)
    assert facts(root).problem == messages.CHANGED
    monkeypatch.undo()
    assert facts(root).problem is None


def test_a_video_is_looked_into_by_another_process(root: Path) -> None:
    (root / "media/film.mp4").write_bytes(a_film())
    film = a_medium(MediaKind.VIDEO, file="media/film.mp4")
    assert facts(root, film).seconds == 2


def test_a_machine_that_cannot_look_into_videos_says_so_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "COMMAND", ("/nowhere/python",))
    films = [a_medium(MediaKind.VIDEO, file=f"media/{n}.mp4") for n in range(3)]
    for number in range(3):
        (root / f"media/{number}.mp4").write_bytes(a_film(seconds=number + 1))
    found = inspect_media([a_post(media=tuple(films))], root, read_all=False)
    assert [each.rule for each in found.diagnostics] == ["media-not-looked-into"]
    assert [item.facts and item.facts.format for item in found.posts[0].media] == ["mp4"] * 3
    monkeypatch.undo()
    assert facts(root, films[0]).seconds == 1

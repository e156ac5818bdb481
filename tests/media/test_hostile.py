"""No content crashes what looks into media, makes it run on, or makes it take much memory."""

from __future__ import annotations

import io
import resource
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publer_sync.media.formats import APART, HEAD, format_of
from publer_sync.media.hashing import identity
from publer_sync.media.isolated import IsolatedWorker
from publer_sync.media.probe import (
    BoundedReader,
    MediaTooLargeError,
    facts_by_head,
    facts_in,
    facts_of,
)
from publer_sync.model.media import MediaFacts
from tests.bench.timing import run
from tests.support.films import a_film
from tests.support.papers import a_docx, a_pdf, a_pptx, an_old_document
from tests.support.pictures import a_picture

REAL: list[bytes] = [
    *(a_picture(format_=name, orientation=6) for name in ("PNG", "JPEG", "WEBP")),
    *(a_picture(format_=name, frames=3) for name in ("PNG", "GIF", "WEBP")),
    *(a_pdf(2), a_docx(), a_pptx(), an_old_document()),
]
FILMS = [a_film(name) for name in ("mp4", "mov", "avi", "matroska")]
STARTS = sorted({content[:16] for content in (*REAL, *FILMS)})

unhurried = settings(deadline=None, suppress_health_check=list(HealthCheck))


def facts_within(content: bytes) -> MediaFacts:
    """The facts of a content that is in memory; whatever is raised here would end a command."""
    head = content[:HEAD]
    found = facts_by_head(head, len(content))
    return found or facts_in(io.BytesIO(content), len(content), format_of(head) or "")


def makes_sense(found: MediaFacts) -> bool:
    numbers = (found.width, found.height, found.frames, found.seconds, found.fps, found.pages)
    return found.problem is not None or all(each is None or each >= 0 for each in numbers)


@unhurried
@given(st.sampled_from([b"", *STARTS]), st.binary(max_size=300))
@example(b"GIF89a", b"\1\0\1\0\0\0\0," + b"\0" * 20)
@example(b"II*\0", b"\xff" * 8)
def test_bytes_by_chance(start: bytes, rest: bytes) -> None:
    assert makes_sense(facts_within(start + rest))


@unhurried
@given(st.sampled_from(REAL), st.data())
def test_real_files_that_were_cut_or_changed(content: bytes, data: st.DataObject) -> None:
    broken = bytearray(content[: data.draw(st.integers(0, len(content)))])
    for _ in range(data.draw(st.integers(0, 5))):
        if broken:
            broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    assert makes_sense(facts_within(bytes(broken)))


@pytest.fixture(scope="module")
def apart() -> Iterator[IsolatedWorker]:
    with IsolatedWorker() as started:
        yield started


@settings(unhurried, max_examples=60)
@given(content=st.sampled_from(FILMS), data=st.data())
def test_videos_that_were_cut_or_changed(
    apart: IsolatedWorker,
    tmp_path_factory: pytest.TempPathFactory,
    content: bytes,
    data: st.DataObject,
) -> None:
    broken = bytearray(content[: data.draw(st.integers(64, len(content)))])
    for _ in range(data.draw(st.integers(0, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("broken") / "film"
    file.write_bytes(broken)
    format_ = format_of(bytes(broken[:HEAD])) or ""
    if format_ in APART:
        found, _ = apart.facts(file, format_, identity(file.stat()))
        assert makes_sense(found)


def test_a_reader_that_never_has_enough_is_stopped() -> None:
    endless = BoundedReader(io.BytesIO(bytes(100)), budget=1000)
    with pytest.raises(MediaTooLargeError):
        while True:
            endless.seek(0)
            endless.read(0)


def test_a_gif_of_nothing_but_frames_and_blocks_ends(tmp_path: Path) -> None:
    frame = b",\0\0\0\0\1\0\1\0\0\2\0"
    file = tmp_path / "many.gif"
    file.write_bytes(a_picture(format_="GIF", width=1, height=1)[:-1] + frame * 100_000 + b";")
    assert facts_of(file).frames == 100_001


def test_a_web_picture_of_giant_measures_needs_no_room(tmp_path: Path) -> None:
    size = struct.pack("<I", 16_000)[:3]
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + size
    body += b"ANMF" + struct.pack("<I", 16) + bytes(16)
    file = tmp_path / "giant.webp"
    file.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert facts_of(file) == MediaFacts(
        format="webp", bytes=len(body) + 8, width=16_001, height=16_001, frames=1
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


def test_an_archive_that_would_unpack_to_much_is_not_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "bomb.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(50_000_000))
        archive.writestr("word/document.xml", "<x/>")
    assert facts_of(file).format == "docx"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"/Kids [ 4 0 R ]", b"/Kids [ 2 0 R ]"),
        (b"/Pages 2 0 R", b"/Pages 3 0 R"),
        (b"/Count 1", b"/Count 9999999999999"),
        (b"startxref\n256", b"startxref\n9999999"),
        (b"/Root 3 0 R", b"/Root 3 0 R /Prev 256"),
    ],
    ids=["kids", "catalog", "count", "start", "previous"],
)
def test_documents_that_lead_in_circles(tmp_path: Path, before: bytes, after: bytes) -> None:
    content = a_pdf(1)
    assert before in content
    file = tmp_path / "circle.pdf"
    file.write_bytes(content.replace(before, after))
    found = facts_of(file)
    assert found.problem or found.pages == 1


def test_a_large_picture_takes_no_more_memory_than_is_held(tmp_path: Path) -> None:
    """Ninety megabytes of data behind a real header, looked into by a process of its own."""
    file = tmp_path / "large.jpg"
    start = a_picture(format_="JPEG", width=10_000, height=10_000)
    file.write_bytes(start[:-2] + bytes(90 << 20) + start[-2:])
    script = (
        "import sys; from pathlib import Path\n"
        "from publer_sync.media.hashing import content_at\n"
        "from publer_sync.media.probe import facts_in\n"
        "with content_at(Path(sys.argv[1])) as content:\n"
        "    found = facts_in(content.file, content.size, 'jpeg')\n"
        "sys.exit((found.width, found.problem) != (10000, None))"
    )
    assert run([sys.executable, "-c", script, str(file)], tmp_path).memory < 100e6

"""Run every measurement and print the table."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from random import Random

import httpx
from PIL import Image

from publer_sync.emulator.app import create_app
from publer_sync.emulator.store.seed import API_KEY, WORKSPACE_ID
from publer_sync.planning.plan import PAGE
from tests.bench.timing import Run, in_turns, run, seconds
from tests.support.projects import PROJECT, write_files, write_project
from tests.support.world import a_world

FILES = 1000
PHOTOS = 200
COMMAND = str(Path(sys.executable).with_name("publer-sync"))

HELLO = """\
import click
@click.command()
@click.version_option("1.0")
def hello():
    click.echo("hello")
hello()
"""

PARSE = """\
import sys, yaml
from pathlib import Path
for path in sorted(Path("content").rglob("*.md")):
    yaml.load(path.read_text().split("---")[1], yaml.CSafeLoader)
"""

HASH = """\
import hashlib
from pathlib import Path
for path in sorted(Path("media").iterdir()):
    hashlib.sha256(path.read_bytes()).hexdigest()
"""


@dataclass(frozen=True)
class Row:
    """One line of the table; `fine` says whether the goal is met."""

    what: str
    measured: str
    compared: str
    ratio: str
    goal: str
    fine: bool


def posts(number: int) -> dict[str, str | bytes]:
    """A post file for each number, at a time of its own, for three accounts."""
    mastodon = "accounts:\n  shop-mastodon: {id: 64b0f1e2d3c4b5a69788010c, network: mastodon}\n"
    project = PROJECT.replace("accounts:\n", mastodon)
    files: dict[str, str | bytes] = {"publer-sync.yaml": project}
    return files | {f"content/{n // 100}/{n}.md": post(n) for n in range(number)}


def post(n: int) -> str:
    at = datetime(2036, 6, 1, 8, tzinfo=UTC) + n * timedelta(hours=2)
    return (
        f"---\naccounts: [shop-x, shop-linkedin, shop-mastodon]\nschedule: {at.isoformat()}\n"
        f"labels: [spring, week-{n % 52}]\n---\n"
        f"Number {n} says hello from Via Roma, see https://example.com/{n} for more. #shop\n"
    )


def startup(folder: Path) -> Iterator[Row]:
    write_files(folder, {"hello.py": HELLO})
    ours, theirs, ratio = in_turns(
        lambda: run([COMMAND, "--version"], folder),
        lambda: run([sys.executable, "hello.py", "--version"], folder),
        15,
    )
    yield Row(
        "publer-sync --version",
        f"{ours.seconds:.3f} s",
        f"click hello world {theirs.seconds:.3f} s",
        f"{ratio:.2f}",
        "at most 1.3",
        ratio <= 1.3,
    )


def validation(folder: Path) -> Iterator[Row]:
    write_project(folder, posts(FILES))
    write_files(folder, {"parse.py": PARSE})
    ours, theirs, ratio = in_turns(
        lambda: run([COMMAND, "validate"], folder),
        lambda: run([sys.executable, "parse.py"], folder),
        5,
    )
    yield Row(
        f"validate {FILES} files, {3 * FILES} posts",
        f"{ours.seconds:.2f} s",
        f"PyYAML alone {theirs.seconds:.2f} s",
        f"{ratio:.2f}",
        "under 1.5 s",
        ours.seconds < 1.5,
    )
    yield Row("  its memory", f"{ours.memory / 1e6:.0f} MB", f"{theirs.memory / 1e6:.0f} MB",
              f"{ours.memory / theirs.memory:.2f}", "-", fine=True)  # fmt: skip


def looking(folder: Path) -> Iterator[Row]:
    """Media of a project as large as any: first nothing is remembered, then nothing has changed."""
    files = posts(FILES) | {f"media/{n}.jpg": photo(n) for n in range(PHOTOS)}
    for name in [name for name in files if name.startswith("content/")]:
        files[name] = with_photo(str(files[name]), int(Path(name).stem) % PHOTOS)
    write_project(folder, files)
    write_files(folder, {"parse.py": PARSE, "hash.py": HASH})

    def cold() -> Run:
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
        return run([COMMAND, "validate"], folder)

    what = f"validate {3 * FILES} posts, {PHOTOS} photos"
    ours, theirs, ratio = in_turns(cold, lambda: run([sys.executable, "hash.py"], folder), 5)
    yield Row(f"{what}, cold", f"{ours.seconds:.2f} s", f"SHA-256 alone {theirs.seconds:.2f} s",
              f"{ratio:.2f}", "under 3 s", ours.seconds < 3)  # fmt: skip
    yield Row("  its memory", f"{ours.memory / 1e6:.0f} MB", f"{theirs.memory / 1e6:.0f} MB",
              f"{ours.memory / theirs.memory:.2f}", "at most 200 MB", ours.memory <= 200e6)  # fmt: skip
    ours, theirs, ratio = in_turns(
        lambda: run([COMMAND, "validate"], folder),
        lambda: run([sys.executable, "parse.py"], folder),
        7,
    )
    yield Row(f"{what}, warm", f"{ours.seconds:.2f} s", f"PyYAML alone {theirs.seconds:.2f} s",
              f"{ratio:.2f}", "under 1 s", ours.seconds < 1)  # fmt: skip
    yield Row("  its memory", f"{ours.memory / 1e6:.0f} MB", f"{theirs.memory / 1e6:.0f} MB",
              f"{ours.memory / theirs.memory:.2f}", "at most 200 MB", ours.memory <= 200e6)  # fmt: skip


def previewing(folder: Path) -> Iterator[Row]:
    """A thousand posts on three accounts, with a photo for each entry."""
    number = ceil(FILES / 3)
    files = posts(number) | {f"media/{n}.jpg": photo(n) for n in range(number)}
    for name in [name for name in files if name.startswith("content/")]:
        files[name] = with_photo(str(files[name]), int(Path(name).stem))
    write_project(folder, files)
    page = folder / "preview.html"
    made = run([COMMAND, "preview", "-o", str(page)], folder)
    size = page.stat().st_size
    yield Row(f"preview {3 * number} posts, {number} photos", f"{made.seconds:.2f} s", "-", "-",
              "under 10 s", made.seconds < 10)  # fmt: skip
    yield Row("  its page", f"{size / 1e6:.1f} MB", "-", "-", "under 30 MB", size < 30e6)


def with_photo(text: str, number: int) -> str:
    media = f"media:\n  - {{file: ../../media/{number}.jpg, alt: The shop on a day in May}}\n"
    return text.replace("labels:", f"{media}labels:")


def photo(number: int) -> bytes:
    """A JPEG of about 300 kB; a comment makes each differ."""
    content = _grainy()
    return content[:2] + b"\xff\xfe\x00\x06" + f"{number:04}".encode() + content[2:]


@cache
def _grainy() -> bytes:
    size = (1080, 1080)
    grain = Image.frombytes("RGB", (270, 270), Random(1).randbytes(3 * 270 * 270))
    buffer = BytesIO()
    grain.resize(size).save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def planning(folder: Path) -> Iterator[Row]:
    options = {"rate_limit": "off", "daily_limits": "off"}
    world = a_world(folder, posts(FILES), options=options)
    applied = seconds(world.apply_well)
    before, remote = len(world.wire.requests), len(world.posts())
    planned = seconds(world.plan)
    requests, allowed = len(world.wire.requests) - before, ceil(remote / PAGE) + 2
    yield Row(
        f"plan {remote} posts, unchanged",
        f"{requests} requests",
        f"ceil({remote}/{PAGE}) + 2 = {allowed}",
        f"{requests / allowed:.2f}",
        "at most 1",
        requests <= allowed,
    )
    yield Row(f"  its time, and apply's for {remote}", f"{planned:.2f} s", f"apply {applied:.2f} s",
              f"{planned / applied:.2f}", "-", fine=True)  # fmt: skip


def emulator(_: Path) -> Iterator[Row]:
    headers = {"Authorization": f"Bearer-API {API_KEY}", "Publer-Workspace-Id": WORKSPACE_ID}
    client = httpx.Client(
        transport=httpx.WSGITransport(app=create_app(options={"rate_limit": "off"})),
        base_url="http://127.0.0.1/api/v1",
        headers=headers,
    )
    ours = seconds(lambda: [client.get("/users/me") for _ in range(1000)])
    yield Row("emulator: 1,000 GETs in process", f"{ours:.2f} s", "-", "-", "under 1 s", ours < 1)


def main() -> int:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs the package has its bytecode
    rows: list[Row] = []
    for measure in (startup, validation, looking, previewing, planning, emulator):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "caches")
            rows += measure(Path(folder) / "project")
    header = Row("what", "measured", "compared with", "ratio", "goal", fine=True)
    for row in (header, *rows):
        mark = "" if row.fine else "  MISSED"
        sys.stdout.write(
            f"{row.what:42} {row.measured:>14}  {row.compared:34} {row.ratio:>6}  {row.goal}{mark}\n"
        )
    return 0 if all(row.fine for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Each rule is broken by one line in the example shop, and then it alone speaks, at the right line.

Two findings for one cause would send a reader to the same line twice.
"""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publer_sync.networks.explain import known_rules
from publer_sync.workflows.validate import validate
from tests.support.breaks import BREAKS, ELSEWHERE, Break
from tests.support.films import a_film
from tests.support.papers import a_pdf
from tests.support.pictures import a_picture
from tests.support.projects import shown

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the examples, with media beside its own that break the rules about media."""
    folder = tmp_path_factory.mktemp("shop") / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns(".publer-sync"))
    media = folder / "media"
    broken = {
        "soup.webp": a_picture(width=1000, height=1000, format_="WEBP"),
        "large.jpg": with_remarks((media / "fig-tart.jpg").read_bytes(), 6_000_000),
        "tiny.jpg": a_picture(width=100, height=100, format_="JPEG"),
        "wide.jpg": a_picture(width=1440, height=400, format_="JPEG"),
        "short.mp4": a_film(width=720, height=1280, fps=30, seconds=2),
        "slow.mp4": a_film(width=720, height=1280, fps=10, seconds=5),
        "long.gif": a_picture(width=64, height=64, format_="GIF", frames=260),
        "long.pdf": a_pdf(pages=301),
        "empty.jpg": b"",
        "film.jpg": (media / "delivery.mp4").read_bytes(),
    }
    (media / "broken").mkdir()
    for name, content in broken.items():
        (media / "broken" / name).write_bytes(content)
    return folder


def with_remarks(jpeg: bytes, size: int) -> bytes:
    """The same picture in a file of more than `size` bytes, as some cameras fill theirs."""
    remark = b"\xff\xfe\xff\xff" + bytes(0xFFFD)
    whole = BytesIO(jpeg[:2] + remark * (size // len(remark) + 1) + jpeg[2:]).getvalue()
    Image.open(BytesIO(whole)).verify()
    return whole


@pytest.mark.parametrize("one", BREAKS, ids=lambda one: one.rule)
def test_one_broken_line_is_one_finding(shop: Path, one: Break) -> None:
    file = shop / one.file
    text = file.read_text(encoding="utf-8")
    broken, line = one.broken(text)
    file.write_text(broken, encoding="utf-8")
    try:
        found = validate(shop, environment=None, environ={}).diagnostics
    finally:
        file.write_text(text, encoding="utf-8")
    places = [
        (each.rule, each.location and (each.location.file, each.location.line)) for each in found
    ]
    assert places == [(one.rule, (one.file, line))], shown(found)


def test_every_rule_is_broken() -> None:
    covered = {one.rule for one in BREAKS} | set(ELSEWHERE)
    missing = sorted(set(known_rules()) - covered)
    assert missing == [], (
        "add a line for each to tests/support/breaks.py: what breaks it in the examples"
    )
    assert sorted(covered - set(known_rules())) == [], (
        "tests/support/breaks.py names rules that are gone"
    )

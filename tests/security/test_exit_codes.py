"""How a command ends is the same whatever it prints, and however: text, JSON, annotations, colour, -v, -q."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.support.projects import PROJECT
from tests.support.shop import POST, Shop

pytestmark = pytest.mark.usefixtures("no_waiting")

FORMATS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("validate",): ("text", "json", "github", "sarif"),
    ("plan",): ("text", "json"),
    ("plan", "--detailed-exitcode"): ("text", "json"),
    ("apply", "saved.json"): ("text", "json"),
    ("accounts",): ("text", "json"),
    ("explain", "slot-taken"): ("text", "json"),
    ("explain", "nothing"): ("text", "json"),
}
MANNERS = ("-v", "--color", "always")

TROUBLES: Mapping[str, tuple[Callable[[Shop], object], tuple[int, ...]]] = {
    "none": (lambda shop: None, (0, 0, 2, 0, 0, 0, 64)),
    "a broken post": (lambda shop: shop.write({"content/a.md": "---\n"}), (1, 1, 1, 1, 0, 0, 64)),
    "a broken project": (lambda shop: shop.write({"publer-sync.yaml": "["}), (1, 1, 1, 1, 1, 0, 64)),
    "a broken state": (lambda shop: shop.write({".publer-sync/state.json": "["}), (0, 1, 1, 1, 0, 0, 64)),
    "a stale plan": (
        lambda shop: shop.write({"content/launch.md": POST + "More.\n"}), (0, 0, 2, 4, 0, 0, 64),
    ),
    "no posts": (lambda shop: (shop.root / "content/launch.md").unlink(), (0, 0, 0, 4, 0, 0, 64)),
    "the key is refused": (lambda shop: shop.fault(kind="status:401", count=999), (0, 1, 1, 1, 1, 0, 64)),
    "no permission": (lambda shop: shop.fault(kind="status:403", count=999), (0, 1, 1, 1, 1, 0, 64)),
    "html": (lambda shop: shop.fault(kind="html:200", count=999), (0, 1, 1, 1, 1, 0, 64)),
    "500": (lambda shop: shop.fault(kind="status:500", count=999), (0, 1, 1, 1, 1, 0, 64)),
}  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
def test_the_exit_code_does_not_depend_on_the_output(shop: Shop, trouble: str) -> None:
    shop.set(rate_limit="off")  # its waits would be real ones
    assert shop.run("plan", "--out", "saved.json").code == 0
    break_it, expected = TROUBLES[trouble]
    break_it(shop)
    for (words, formats), code in zip(FORMATS.items(), expected, strict=True):
        once = words[0] == "apply" and code == 0  # a plan is applied once
        for format_ in formats[:1] if once else formats:
            manner = MANNERS if format_ == "text" else ()
            done = shop.run(*manner, *words, "--format", format_)
            assert done.code == code, (words, format_, done)


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_deletion_and_a_guard_end_the_same_in_each_format(shop: Shop, format_: str) -> None:
    shop.write({"content/more.md": POST.replace("09:00", "12:00").replace("launched", "landed")})
    shop.write({"publer-sync.yaml": f"{PROJECT}policy: {{max_deletes: 1}}\n"})
    shop.applied()
    words = ("plan", "--detailed-exitcode", "--format", format_)
    (shop.root / "content/more.md").unlink()
    codes = [shop.run(*words).code, shop.run(*words, "--allow", "deletes").code]
    (shop.root / "content/launch.md").unlink()
    assert [*codes, shop.run(*words).code] == [4, 3, 4]

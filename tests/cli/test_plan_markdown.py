"""`publer-sync plan --format markdown`: the comment of a pull request."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.on_github import seen
from tests.support.shop import Shop

SHOP = "https://github.com/shop/posts"
BROKEN = "---\naccounts: [shop-x]\nshedule: 2036-05-05 09:00\n---\nHello @anna\n"
WARNED = "---\naccounts: [shop-x]\nschedule: 2036-05-06 09:00\n---\nHello {{ name }}\n"


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests may run on GitHub themselves."""
    for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_WORKSPACE", "GITHUB_SHA"):
        monkeypatch.delenv(name, raising=False)


def commit(shop: Shop) -> str:
    """The project in the folder `shop` of a repository, committed; its hash."""
    git = ["git", "-C", str(shop.root.parent), "-c", "user.name=A", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Posts"]):
        subprocess.run([*git, *words], check=True)
    done = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_the_comment(shop: Shop) -> None:
    done = shop.run("plan", "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("### publer-sync plan\n\n**2 to create**\n\n| File |")
    shown = seen(done.out)
    assert (shown.links, shown.details, shown.odd) == ([], 1, [])


def test_without_a_key_it_is_made_offline(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLER_API_KEY")
    out = shop.run("plan", "--offline", "--format", "markdown").out
    assert "**2 to create**" in out
    assert "#### Notes\n\n- Publer was not asked: this compares the files" in out


def test_findings_stand_in_it(shop: Shop) -> None:
    shop.write({"content/sale.md": WARNED})
    out = shop.run("plan", "--format", "markdown").out
    assert "· 1 warning" in out
    assert "⚠️ **warning** `template-marker` `content/sale.md:5`" in out


@pytest.mark.parametrize("actions", [True, False])
def test_links_lead_to_the_commit(
    shop: Shop, actions: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = commit(shop)
    words: list[str] = ["--repository", SHOP]
    if actions:
        words = []
        monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
        monkeypatch.setenv("GITHUB_REPOSITORY", "shop/posts")
        monkeypatch.setenv("GITHUB_WORKSPACE", str(shop.root.parent))
    out = shop.run("plan", "--format", "markdown", *words).out
    file = f"{shop.root.name}/content/launch.md"
    assert f"{SHOP}/blob/{head}/{file}" in seen(out).links
    assert f"Planned at [`{head[:7]}`]({SHOP}/commit/{head})" in out


def test_another_commit(shop: Shop) -> None:
    words = ("--repository", SHOP, "--commit", "main")
    out = shop.run("plan", "--format", "markdown", *words).out
    assert f"{SHOP}/blob/main/content/launch.md" in seen(out).links


@pytest.mark.parametrize(
    "words", [("--repository", "javascript:x"), ("--repository", SHOP, "--commit", "a b")]
)
def test_links_that_lead_elsewhere_are_wrong_usage(shop: Shop, words: tuple[str, ...]) -> None:
    done = shop.run("plan", "--format", "markdown", *words)
    assert (done.code, done.out) == (64, "")
    assert done.said[0] == "error: Links cannot lead there."


def test_files_with_errors_give_a_comment_about_them(shop: Shop) -> None:
    shop.write({"content/sale.md": BROKEN})
    done = shop.run("plan", "--format", "markdown")
    assert done.code == 1
    assert done.out.startswith("### publer-sync plan\n\n**2 errors** · No plan:")
    assert "`content/sale.md:3`" in done.out
    assert done.said[-1].startswith("  hint: fix them")
    assert shop.requests() == []


def test_the_exit_code_is_that_of_the_other_formats(shop: Shop) -> None:
    assert shop.run("plan", "--format", "markdown", "--detailed-exitcode").code == 2
    shop.applied()
    (shop.root / "content/launch.md").unlink()
    done = shop.run("plan", "--format", "markdown")
    assert done.code == 4
    assert "> [!CAUTION]\n> **Refused: there are no post files" in done.out

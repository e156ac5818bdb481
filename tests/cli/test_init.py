"""`publer-sync init`: a project that is valid from the first minute, and nothing that stood is touched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from publer_sync import __version__
from publer_sync.cli.main import main
from publer_sync.workflows import action_ref
from publer_sync.workflows.examples import example_workflows
from tests.cli.test_shared_state import at
from tests.support.git_repository import git
from tests.support.scripted import WORKSPACE
from tests.support.shop import Done, Shop

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PROJECT_FILES = ["publer-sync.yaml", "content/first-post.md", ".gitignore"]
WORKFLOWS = [f".github/workflows/publer-sync-{name}.yml" for name in sorted(example_workflows())]


class Begin:
    """A folder to begin in, and `init` in it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def init(self, *words: str) -> Done:
        return self.run("init", "--timezone", "Europe/Rome", *words)

    def run(self, *words: str) -> Done:
        self.capsys.readouterr()
        code = main(words)
        return Done(int(code), *self.capsys.readouterr())

    def files(self) -> dict[str, str]:
        """Everything that lies there, but for git's own."""
        paths = [p for p in self.root.rglob("*") if p.is_file() and ".git" not in p.parts]
        return {str(p.relative_to(self.root)): p.read_text(encoding="utf-8") for p in sorted(paths)}


@pytest.fixture
def begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Begin:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    return Begin(tmp_path, capsys)


def test_a_new_project_is_valid(begin: Begin) -> None:
    done = begin.init()
    assert (done.code, done.out.split("\n")[:-1]) == (
        0,
        [f"wrote {path}" for path in PROJECT_FILES],
    )
    assert "1. Put your API key into PUBLER_API_KEY and run `publer-sync accounts`" in done.err
    assert begin.run("validate").out == "1 file, 1 post: no problems.\n"
    assert "state:" not in begin.files()["publer-sync.yaml"]


def test_the_first_post_is_a_draft(begin: Begin) -> None:
    begin.init()
    assert "draft: true" in begin.files()["content/first-post.md"]
    assert begin.run("preview").code == 0


def test_with_github_the_state_is_shared_and_the_workflows_are_there(begin: Begin) -> None:
    done = begin.init("--github", "--pin", COMMIT)
    assert done.code == 0
    assert sorted(begin.files()) == sorted(PROJECT_FILES + WORKFLOWS)
    assert yaml.safe_load(begin.files()["publer-sync.yaml"])["state"] == "git"
    assert "docs/github.md" in done.err
    assert "state: git" not in done.err
    assert begin.run("validate").code == 0


def test_workflows_call_the_pinned_commit_and_nothing_else_of_ours(begin: Begin) -> None:
    begin.init("--github", "--pin", COMMIT)
    for path in WORKFLOWS:
        text = begin.files()[path]
        assert f"uses: publer-sync/publer-sync@{COMMIT} # v{__version__}\n" in text
        assert "0" * 40 not in text


def test_a_checkout_pins_its_own_commit(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        action_ref, "__file__", str(begin.root / "publer_sync/workflows/action_ref.py")
    )
    (begin.root / "action.yml").touch()
    git(begin.root, "add", "action.yml")
    git(begin.root, "commit", "--quiet", "--message=Begin")
    commit = git(begin.root, "rev-parse", "HEAD")
    begin.init("--github")
    assert f"publer-sync/publer-sync@{commit} # v" in begin.files()[WORKFLOWS[0]]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"url": "u", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, COMMIT),
        ({"url": "u", "vcs_info": {"vcs": "git", "commit_id": "main"}}, f"v{__version__}"),
        ({"url": "u", "dir_info": {}}, f"v{__version__}"),
        ("[", f"v{__version__}"),
        (None, f"v{__version__}"),
    ],
)
def test_an_installed_package_pins_what_pip_noted(
    told: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "publer_sync-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: publer-sync\nVersion: 1\n")
    if told is not None:
        written = told if isinstance(told, str) else json.dumps(told)
        (package / "direct_url.json").write_text(written)
    monkeypatch.setattr(
        action_ref, "__file__", str(tmp_path / "publer_sync/workflows/action_ref.py")
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert action_ref.own_name() == name


def test_the_repository_of_the_user_is_not_taken_for_ours(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virtual environment often lies in the repository that it serves."""
    (begin.root / "a").touch()
    git(begin.root, "add", "a")
    git(begin.root, "commit", "--quiet", "--message=Begin")
    inner = begin.root / ".venv/lib/publer_sync/workflows/action_ref.py"
    monkeypatch.setattr(action_ref, "__file__", str(inner))
    assert action_ref.own_name() != git(begin.root, "rev-parse", "HEAD")


def test_a_tag_is_said_to_be_one(begin: Begin) -> None:
    done = begin.init("--github", "--pin", "v9.9.9")
    assert "publer-sync@v9.9.9 # pin it: put the full commit here" in begin.files()[WORKFLOWS[0]]
    assert "Put the full commit of v9.9.9 into the workflows" in done.err


def test_a_project_that_is_there_gets_the_workflows_only(begin: Begin) -> None:
    begin.init()
    before = begin.files()
    (begin.root / "content").chmod(0o700)
    done = begin.run("-C", "content", "init", "--github", "--pin", COMMIT)
    assert done.code == 0
    assert begin.files() == before | {path: begin.files()[path] for path in WORKFLOWS}
    assert "1. Say `state: git` in publer-sync.yaml" in done.err


def test_a_project_in_a_folder_is_named_to_the_workflows(begin: Begin) -> None:
    (begin.root / "our posts").mkdir()
    assert begin.run("-C", "our posts", "init", "--github", "--pin", COMMIT).code == 0
    for path in WORKFLOWS:
        text = (begin.root / path).read_text(encoding="utf-8")
        steps = [s for job in yaml.safe_load(text)["jobs"].values() for s in job["steps"]]
        ours = [s["with"] for s in steps if s.get("uses", "").startswith("publer-sync/")]
        named = {given["working-directory"] for given in ours if given.get("mode") != "comment"}
        assert named <= {"our posts"}, path


@pytest.mark.parametrize(
    ("words", "name"),
    [([], "publer-sync.yaml"), (["--github", "--pin", COMMIT], WORKFLOWS[2])],
)
def test_a_file_in_the_way_stops_all(begin: Begin, words: list[str], name: str) -> None:
    (begin.root / name).parent.mkdir(parents=True, exist_ok=True)
    (begin.root / name).write_text("name: ours\n")
    done = begin.init(*words)
    assert (done.code, name in done.err) == (1, True)
    assert begin.files() == {name: "name: ours\n"}


def test_posts_that_are_there_get_no_example_beside_them(begin: Begin) -> None:
    (begin.root / "content").mkdir()
    assert begin.init().code == 0
    assert sorted(begin.files()) == [".gitignore", "publer-sync.yaml"]


def test_nothing_is_written_through_a_link(begin: Begin) -> None:
    (begin.root / "publer-sync.yaml").symlink_to(begin.root / "elsewhere")
    assert begin.init().code == 1
    assert not (begin.root / "elsewhere").exists()


def test_once_more_changes_nothing(begin: Begin) -> None:
    begin.init("--github", "--pin", COMMIT)
    before = begin.files()
    done = begin.init("--github", "--pin", COMMIT)
    assert (done.code, done.out) == (0, "")
    assert "nothing was written.\n\nNext:\n1. Make a key that signs the state" in done.err
    assert begin.files() == before


def test_once_more_says_that_it_is_a_project_already_and_what_to_do(begin: Begin) -> None:
    first = begin.init().err
    done = begin.init()
    assert (done.code, done.out) == (0, "")
    assert done.said[0].startswith("This is a project already")
    assert done.err.endswith(first)
    assert "1. Put your API key into PUBLER_API_KEY" in first
    (begin.root / ".gitignore").unlink()
    done = begin.init()
    assert (done.out, done.err) == ("wrote .gitignore\n", first)


def test_what_git_ignores_is_added_to(begin: Begin) -> None:
    (begin.root / ".gitignore").write_text("*.log\n.publer-sync/*.lock")
    begin.init()
    lines = begin.files()[".gitignore"].splitlines()
    assert lines[:2] == ["*.log", ".publer-sync/*.lock"]
    assert sorted(lines) == sorted(set(lines))
    (begin.root / ".publer-sync").mkdir()
    for name in ("preview.html", "state.json", "state.test.json", "state.json.backup-1"):
        (begin.root / ".publer-sync" / name).touch()
    (begin.root / "publer-sync-rescue-x1.json").touch()
    said = git(begin.root, "status", "--short", "--untracked-files=all")
    assert (".publer-sync" in said, "rescue" in said) == (False, False)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--timezone", "Rome"], "did you mean `Europe/Rome`?"),
        (["--timezone", "x\naccounts: {}"], "There is no such time zone."),
        (["--pin", COMMIT], "`--pin` is for the workflows of `--github`."),
        (["--github", "--pin", "main # x\njobs: {}"], "`--pin` takes a commit."),
    ],
)
def test_what_cannot_be_meant_is_said(begin: Begin, words: list[str], says: str) -> None:
    done = begin.run("init", *words)
    assert (done.code, says in done.err, begin.files()) == (64, True, {})


@pytest.mark.parametrize(
    ("named", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_the_zone_is_that_of_the_machine(
    begin: Begin, named: str, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", named)
    assert begin.run("init").code == 0
    assert f"timezone: {zone}\n" in begin.files()["publer-sync.yaml"]


def test_a_folder_that_cannot_be_written_to(begin: Begin) -> None:
    (begin.root / ".github").write_text("a file, not a folder")
    done = begin.init("--github", "--pin", COMMIT)
    assert (done.code, "A file cannot be written." in done.err) == (1, True)


def test_the_way_goes_on_with_publer(
    shop: Shop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `accounts` prints fits into the file that `init` wrote."""
    (tmp_path / "new").mkdir()
    assert main(["-C", str(tmp_path / "new"), "init", "--timezone", "Europe/Rome"]) == 0
    refused = shop.run("-C", str(tmp_path / "new"), "accounts", now=None)
    assert (refused.code, "61a7c2e4f9e8c3b2d1e0f9a8" in refused.err) == (1, True)
    project = tmp_path / "new/publer-sync.yaml"
    project.write_text(project.read_text().replace("unknown  ", "61a7c2e4f9e8c3b2d1e0f9a8  "))
    assert shop.run("-C", str(tmp_path / "new"), "accounts", now=None).code == 0


def test_a_wheel_carries_the_workflows() -> None:
    pyproject = (Path(action_ref.__file__).parents[2] / "pyproject.toml").read_text(
        encoding="utf-8"
    )
    assert '"examples/workflows" = "publer_sync/examples/workflows"' in pyproject
    assert set(example_workflows()) == {"apply", "drift", "review", "review-forks"}


def test_where_there_are_posts_none_is_to_be_edited(begin: Begin) -> None:
    (begin.root / "content").mkdir()
    assert "2. Write posts, and look at them" in begin.init().err


def test_the_first_steps_lead_to_a_plan(shop: Shop, tmp_path: Path) -> None:
    """As README.md says them, from an empty folder."""
    (tmp_path / "new").mkdir()
    new = at(shop, tmp_path / "new")
    project, first = new.root / "publer-sync.yaml", new.root / "content/first-post.md"
    assert new.run("init", "--timezone", "Europe/Rome").code == 0
    assert WORKSPACE in new.run("accounts").err
    text = project.read_text(encoding="utf-8").replace(
        "workspace: unknown", f"workspace: {WORKSPACE}"
    )
    project.write_text(text, encoding="utf-8")
    _, line, block = new.run("accounts").out.partition("\naccounts:\n")
    project.write_text(text.partition("accounts:   ")[0] + line + block, encoding="utf-8")
    assert "there is no account or group `example`" in new.run("validate").out
    alias = block.split(":")[0].strip()
    draft = first.read_text(encoding="utf-8").replace("[example]", f"[{alias}]")
    first.write_text(draft, encoding="utf-8")
    assert new.run("validate").code == 0
    plan = new.run("plan")
    assert (plan.code, f"+ first-post@{alias}  create" in plan.out) == (0, True), plan

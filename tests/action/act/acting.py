"""The action as a runner would run it: workflows executed by act, without containers and without internet.

act differs from GitHub: it sets INPUT_* in composite actions, leaves GITHUB_ACTION_REF empty, and knows
neither permissions, environments, `concurrency` nor the limits of annotations, summaries and comments. What
depends on these is tested on its own. By default it copies the work tree for a workflow that checks out the
commit of its event; here each checkout is that of the stub, which fetches as deep as the workflow says.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.action.starting import ROOT
from tests.support.git_repository import QUIET

ACT = Path(sys.executable).with_name("act")
STUBS = Path(__file__).parent / "stubs"
_USES = re.compile(r"uses: ([\w-]+/([\w-]+)@[0-9a-f]{40})")
_OUTPUT = re.compile(r"::set-output:: ([\w-]+)=(.*)")
_LINE = re.compile(r"^\[(?P<job>[^\]]*)\](?P<said>.*)$")
_SECONDS = 120.0
"""After which a run counts as stuck."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a workflow ended: exit code (0 if all jobs succeeded), the log, and the outputs of its steps."""

    code: int
    log: str

    @property
    def outputs(self) -> dict[str, str]:
        """Outputs of all steps by name; of several of one name the last."""
        return dict(_OUTPUT.findall(self.log))

    @property
    def printed(self) -> list[str]:
        """What the steps printed, without what act says beside it."""
        lines = (_LINE.match(line) for line in self.log.splitlines())
        said = (match["said"].lstrip() for match in lines if match)
        return [each.removeprefix("|").removeprefix(" ") for each in said if each.startswith("|")]


@dataclass(frozen=True, slots=True)
class Actor:
    """Run workflows of a repository in a folder of a test.

    `action` is a copy of the action's source, `environments` where it finds what it would install. `environ`
    is what GitHub would set otherwise: the address of its API, the name of the repository.
    """

    folder: Path
    action: Path
    environments: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def artifacts(self) -> Path:
        """Where workflows keep artifacts, in a folder for each."""
        return self.folder / "artifacts"

    def run(
        self,
        repository: Path,
        workflow: str,
        event: str,
        payload: Mapping[str, Any],
        *,
        secrets: Mapping[str, str] | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Run:
        """Run one workflow of a repository, as it is in its work tree, for an event.

        `workflow` is the name of a file in .github/workflows.
        """
        path = f".github/workflows/{workflow}"
        told = self.folder / "event.json"
        told.write_text(json.dumps(payload), encoding="utf-8")
        stubs = {
            "STUB_PYTHON": sys.executable,
            "STUB_ENVIRONMENTS": str(self.environments),
            "STUB_ARTIFACTS": str(self.artifacts),
            "STUB_REPOSITORY": str(repository),
        }
        given = stubs | dict(self.environ) | dict(environ or {})
        done = subprocess.run(
            [
                ACT, event, "--workflows", path, "--eventpath", told,
                "--platform", "ubuntu-latest=-self-hosted", "--container-daemon-socket", "-",
                "--no-skip-checkout",
                *(f"--{kind}-file={os.devnull}" for kind in ("env", "secret", "var", "input")),
                *_each("--env", given), *_each("--secret", {"GITHUB_TOKEN": "fake"} | dict(secrets or {})),
                *self._instead((repository / path).read_text(encoding="utf-8")),
            ],
            cwd=repository, env=self._own_environ(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False, timeout=_SECONDS,
        )  # fmt: skip
        return Run(done.returncode, done.stdout)

    def _own_environ(self) -> dict[str, str]:
        """The environment of act; the steps inherit it. Nothing of this machine's home is read or written."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        kept = {n: v for n, v in QUIET.items() if not n.startswith(("PUBLER_", "GITHUB_", "XDG_"))}
        return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}

    def _instead(self, *texts: str) -> Iterator[str]:
        """Where act finds the actions that a workflow uses; for all others it would go to GitHub."""
        found = _USES.findall("\n".join([*texts, (self.action / "action.yml").read_text("utf-8")]))
        for name, action in dict(found).items():
            folder = self.action if action == "publer-sync" else STUBS / action
            yield f"--local-repository={name}={folder}"


def _each(option: str, values: Mapping[str, str]) -> list[str]:
    return [f"{option}={name}={value}" for name, value in values.items()]


def copy_of_the_action(folder: Path) -> Path:
    """The files of this repository as the runner would get them: without what git ignores, as .venv."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout  # fmt: skip
    for name in filter(None, os.fsdecode(listed).split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder

"""A checkout that tries to get its code executed by whoever runs publer-sync in it.

Every file writes into a trap if it is run, imported or taken for configuration.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.projects import write_project
from tests.support.shop import POST

MODULES = (
    "publer_sync", "yaml", "httpx", "click", "regex", "json", "pathlib", "subprocess", "venv", "pip",
    "ensurepip", "sitecustomize", "usercustomize", "conftest", "setup", "frontmatter",
)  # fmt: skip
NAMES = (
    "content/$(touch $TRAP).md",
    "content/`touch $TRAP`.md",
    "content/; touch $TRAP; #.md",
    "content/::error::owned.md",
    "content/a\n::error::owned\n.md",
    "content/##[error]owned.md",
    "content/-rf.md",
)


def hostile_checkout(folder: Path, trap: Path) -> Path:
    """A valid project in a folder full of traps; `trap` comes to be where one snaps."""
    code = f"open({str(trap)!r}, 'a').write(__file__ + '\\n')\n"
    files: dict[str, str | bytes] = {f"{name}.py": code for name in MODULES}
    files |= {
        "publer_sync/__init__.py": code,
        "publer_sync/__main__.py": code,
        "action/bootstrap.py": code,
        "evil.pth": f"import sys; {code}",
        "python": f"#!/bin/sh\ntouch {trap}\n",
        "git": f"#!/bin/sh\ntouch {trap}\n",
        "pip.conf": "[global]\nindex-url = http://127.0.0.1:9/simple\nlog = pip.log\n",
        "setup.cfg": "[install]\nprefix = stolen\n[options]\npy_modules = setup\n",
        "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'setup'\nbackend-path = ['.']\n",
        "uv.toml": "index-url = 'http://127.0.0.1:9/simple'\n",
        "pyvenv.cfg": "home = /nowhere\ninclude-system-site-packages = true\n",
        "requirements.txt": "-e .\n",
        ".env": f"PUBLER_API_URL=http://127.0.0.1:9/\nBASH_ENV={folder}/.bashrc\n",
        ".bashrc": f"touch {trap}\n",
        "content/launch.md": POST,
    }
    files |= dict.fromkeys(NAMES, POST.replace("shop-x, shop-linkedin", "shop-no one"))
    write_project(folder, files)
    for name in ("python", "git"):
        (folder / name).chmod(0o755)
    return folder


def environ_of_a_hostile_job(folder: Path, trap: Path) -> dict[str, str]:
    """What an earlier step may have left for the later ones, short of what makes a shell run it."""
    return {
        "TRAP": str(trap),
        "PYTHONPATH": f"{folder}:.",
        "PYTHONSTARTUP": str(folder / "setup.py"),
        "PYTHONHOME": str(folder),
        "PYTHONUSERBASE": str(folder),
        "PYTHONINSPECT": "1",
        "PYTHONBREAKPOINT": "setup.x",
        "PYTHONPLATLIBDIR": ".",
        "PIP_CONFIG_FILE": str(folder / "pip.conf"),
        "PIP_REQUIREMENT": str(folder / "requirements.txt"),
        "PIP_TARGET": str(folder / "stolen"),
        "PIP_LOG": str(folder / "pip.log"),
        "VIRTUAL_ENV": str(folder),
    }


def commands_in(log: str) -> list[str]:
    """Lines that a runner would obey, but for annotations that publer-sync itself makes with a title."""
    return [
        line
        for line in log.splitlines()
        if (line.lstrip().startswith("::") and not line.startswith("::error title=publer-sync"))
        or "##[" in line
    ]


def event_of_a_pull_request(number: int = 7) -> str:
    """The least that the event of a pull request says."""
    head = {"sha": "a" * 40, "ref": "topic", "repo": {"full_name": "shop/posts"}}
    base = {"sha": "b" * 40, "ref": "main", "repo": {"full_name": "shop/posts"}}
    request = {"number": number, "state": "open", "draft": False, "head": head, "base": base}
    return json.dumps(
        {"action": "opened", "number": number, "pull_request": request,
         "repository": {"full_name": "shop/posts", "default_branch": "main"}}
    )  # fmt: skip

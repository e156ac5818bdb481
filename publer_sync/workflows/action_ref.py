"""By which name workflows on GitHub call the action: the commit this copy of publer-sync was made from.

A commit is what it is; a tag can be moved. So workflows name the commit, as far as it is known: a checkout
knows its own, and pip notes that of a git repository it installs from. A package from an index does not say
what it was made from: there the tag of its version is all there is, until someone puts the commit.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from publer_sync import __version__
from publer_sync.workflows.git import commit_of

ACTION = "publer-sync/publer-sync"
_CALL = re.compile(rf"(?<=uses: {ACTION}@)\S+ # \S+")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def is_commit(name: str) -> bool:
    """Return whether a name is a full commit, which no one can move."""
    return _COMMIT.fullmatch(name) is not None


def own_name() -> str:
    """The commit of this copy of publer-sync, or the tag of its version."""
    source = Path(__file__).parents[2]
    if (source / ".git").exists() and (source / "action.yml").exists():
        return commit_of(source) or f"v{__version__}"
    return _installed_from() or f"v{__version__}"


def _installed_from() -> str | None:
    """The commit that pip installed from (PEP 610)."""
    try:
        value = json.loads(distribution("publer-sync").read_text("direct_url.json") or "{}")
        commit = str(value["vcs_info"]["commit_id"])
    except (PackageNotFoundError, ValueError, KeyError, TypeError):
        return None
    return commit if is_commit(commit) else None


def pin_action(workflow: str, name: str) -> str:
    """The workflow with every call of the action by this name."""
    note = f"v{__version__}" if is_commit(name) else "pin it: put the full commit here"
    return _CALL.sub(f"{name} # {note}", workflow)

"""The state on a branch of the repository's remote, written with git plumbing alone.

Objects are made without an index or a work tree (`hash-object`, `mktree`, `commit-tree`), and the push names
the commit that it follows (`--force-with-lease`): a compare-and-swap that the server decides. No local
branch, no remote-tracking branch and no FETCH_HEAD is touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import StateError
from publer_sync.state.git.command import Git, GitResult
from publer_sync.state.shared_store import SharedStore
from publer_sync.state.store import StoreContext, StoredText, WriteConflictError

TRIES = 6
_ABSENT = ""
_UNREADABLE = "\ufffd"
_ROLES = ("AUTHOR", "COMMITTER")
_BUSY = ("cannot lock ref", "failed to update ref", "Unable to create", "reference already exists")
"""What servers say when two pushes meet, before either of them is done."""


def open_backend(settings: StateStoreConfig, context: StoreContext) -> SharedStore:
    """The store on a branch of the repository that the project is in."""
    return SharedStore(GitBackend(settings, context), context, settings.lease)


class GitBackend:
    """One file of the branch; with more than `history` commits that starts again with its last one.

    A server that lets no branch be rewritten lets it grow instead.
    """

    def __init__(self, settings: StateStoreConfig, context: StoreContext) -> None:
        self._git = Git(context.root, context.environ)
        self._remote = settings.remote
        self._branch = settings.branch
        self._ref = f"refs/heads/{settings.branch}"
        self._history = settings.history
        self._may_begin_anew = True
        self._around = context
        self._tip = _ABSENT

    @property
    def where(self) -> str:
        return f"{self._around.file} on branch {self._branch} of {self._remote}"

    @property
    def absence(self) -> str:
        if self._tip:
            return "The state was deleted from its branch."
        return f"The branch {self._branch} with the state was deleted."

    def read(self) -> StoredText | None:
        """The text of the file at the tip of the branch; its version is the id of its content."""
        path = self._path
        self._tip = self._fetched_tip()
        blob = self._files().get(path)
        if blob is None:
            return None
        return StoredText(self._git.ask("cat-file", "blob", blob), blob)

    def swap(self, text: str, expected: str | None, reason: str) -> str:
        """Commit the file and push it, as long as it is what was expected.

        A push of another file of the branch, another environment's perhaps, is not in the way: then
        the commit is made again on top of it.
        """
        blob = self._git.ask("hash-object", "-w", "--stdin", text=text).strip()
        for number in range(TRIES):
            files = self._files()
            if files.get(self._path) != expected:
                raise WriteConflictError
            commit = self._commit({**files, self._path: blob}, reason)
            result = self._push(commit)
            if result.code == 0:
                self._tip = commit
                return blob
            before, self._tip = self._tip, self._fetched_tip()
            if self._tip == commit:
                return blob  # it arrived, and only the answer got lost
            if self._tip == before and not any(word in result.stderr for word in _BUSY):
                if not self._is_long():
                    raise self._refused(result)
                self._may_begin_anew = False
                continue
            self._around.sleep(0.1 * 2**number * (0.5 + self._around.random()))
        raise self._refused(result)

    def earlier(self) -> Iterator[StoredText]:
        """The texts of the file in the commits below the tip, the newest first."""
        if not self._tip:
            return
        path = self._path
        limit = f"--max-count={self._history}"
        commits = self._git.ask("rev-list", limit, self._tip, "--", f":(top,literal){path}")
        for commit in commits.split()[1:]:
            result = self._git("cat-file", "blob", f"{commit}:{path}")
            if result.code == 0:
                yield StoredText(result.stdout, f"{commit}:{path}")

    @property
    def _path(self) -> str:
        """The file within the branch: below the folder that the project has in its repository."""
        prefix = self._git("rev-parse", "--show-prefix")
        if prefix.code:
            raise StateError(
                "There is no git repository of the project that git works with, to keep its state.",
                location=self.where,
                reason=prefix.said,
                hint=_trust_or(
                    "run the command in a clone, or choose another store with `state:`", prefix
                ),
            )
        folder = prefix.stdout.rstrip("\n")
        if _UNREADABLE in folder:
            raise StateError(
                "The folder of the project has a name that is not UTF-8.",
                location=self.where,
                reason="its state could not be told from that of another one",
                hint="rename it, or choose another store with `state:`",
            )
        return folder + self._around.file

    def _fetched_tip(self) -> str:
        """The commit at the tip of the branch, whose objects are here; `_ABSENT` if there is no branch.

        It may be behind the tip by now; what is written on top of it then does not pass.
        """
        for _ in range(TRIES):
            tip = self._listed_tip()
            if not tip or self._has(tip):
                return tip
            fetched = self._git(
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=",
                "--no-recurse-submodules", self._address(), self._ref,
            )  # fmt: skip
            if self._has(tip):
                return tip
        raise self._unreachable(fetched)

    def _listed_tip(self) -> str:
        listed = self._git("ls-remote", "--refs", self._address(), self._ref)
        if listed.code:
            raise self._unreachable(listed)
        # It lists every ref whose name ends alike.
        lines = (line.split("\t") for line in listed.stdout.splitlines())
        return next((commit for commit, ref in lines if ref == self._ref), _ABSENT)

    def _has(self, commit: str) -> bool:
        return self._git("cat-file", "-e", f"{commit}^{{commit}}").code == 0

    def _address(self) -> str:
        """Return the address that the remote takes pushes at. Named by its address, git writes no
        remote-tracking branch."""
        result = self._git("remote", "get-url", "--push", "--", self._remote)
        if result.code:
            raise StateError(
                f"There is no git remote {self._remote}, which keeps the state.",
                location=self.where,
                reason=result.said,
                hint="`git remote --verbose` lists what there is; `state: {store: git, remote: …}` chooses",
            )
        return result.stdout.strip()

    def _files(self) -> Files:
        files = files_of(self._git, self._tip) if self._tip else {}
        strange = [path for path in files if not path.rpartition("/")[2].startswith("state.")]
        if strange:
            raise StateError(
                "The branch holds other files, so it is not one for states.",
                location=f"branch {self._branch} of {self._remote}",
                reason=f"it has {strange[0]}",
                hint="choose a branch of its own with `state: {store: git, branch: …}`",
            )
        return files

    def _commit(self, files: Files, reason: str) -> str:
        tree = tree_of(self._git, files)
        parents = ["-p", self._tip] if self._tip and not self._is_long() else []
        date = f"{self._around.now().timestamp():.0f} +0000"
        values = {f"GIT_{who}_DATE": date for who in _ROLES}
        if any(self._git("var", f"GIT_{who}_IDENT").code for who in _ROLES):  # git knows no one
            values |= {f"GIT_{who}_NAME": "publer-sync" for who in _ROLES}
            values |= {f"GIT_{who}_EMAIL": "publer-sync@localhost" for who in _ROLES}
        message = f"{self._around.file}: {reason}\n"
        return self._git.ask("commit-tree", tree, *parents, text=message, **values).strip()

    def _is_long(self) -> bool:
        """Return whether the next commit is to be the first one."""
        if not self._tip or not self._may_begin_anew:
            return False
        return int(self._git.ask("rev-list", "--count", self._tip)) >= self._history

    def _push(self, commit: str) -> GitResult:
        return self._git(
            "push", "--quiet", "--no-recurse-submodules",
            f"--force-with-lease={self._ref}:{self._tip}", self._address(), f"{commit}:{self._ref}",
        )  # fmt: skip

    def _unreachable(self, result: GitResult) -> StateError:
        return StateError(
            "The remote that keeps the state cannot be read.",
            location=self.where,
            reason=result.said,
            hint=f"check `git ls-remote {self._remote}`; in CI, its token has to read the repository",
        )

    def _refused(self, result: GitResult) -> StateError:
        return StateError(
            "The remote does not take the state.",
            location=self.where,
            reason=result.said,
            hint="check that you, or the token of CI (`contents: write`), may push this branch",
        )


def _trust_or(otherwise: str, result: GitResult) -> str:
    """Return the advice where git does not trust the folder of another owner, as in a container of CI."""
    trust = re.search(r"git config --global --add safe\.directory \S+", result.said)
    return f"if you trust that folder: {trust[0]}" if trust else otherwise


# Files of a commit as a mapping, and such a mapping as a tree: without an index.

Files = Mapping[str, str]
"""The id of the content by path."""


def files_of(git: Git, commit: str) -> dict[str, str]:
    """Every file of a commit."""
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit)
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {path: head.split()[2] for head, _, path in entries}


def tree_of(git: Git, files: Files) -> str:
    """The id of a tree with these files; folders become trees of their own."""
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    lines = []
    for path, blob in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            folders[folder][rest] = blob
        else:
            lines.append(f"100644 blob {blob}\t{path}\0")
    lines += [f"040000 tree {tree_of(git, inner)}\t{name}\0" for name, inner in folders.items()]
    return git.ask("mktree", "-z", text="".join(lines)).strip()

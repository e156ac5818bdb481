"""Compare the checkout with the commits that were applied before; see `planning/guards/stale_checkout.py`.

Only git is asked, and the repository gets nothing but the objects of a commit that is fetched. What is in
those commits is data: it is unpacked into a temporary folder and read as any project is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory

from publer_sync.config.load import load_project
from publer_sync.config.project import PROJECT_FILE, Project
from publer_sync.content.find import DEFAULTS, KINDS, MARKDOWN, YAML
from publer_sync.content.load import load_posts
from publer_sync.errors import PublerSyncError
from publer_sync.media.hashing import hash_file
from publer_sync.model.address import Address
from publer_sync.model.fingerprint import fingerprint
from publer_sync.model.media_walk import every_medium
from publer_sync.model.post import Post
from publer_sync.model.state import State
from publer_sync.planning.guards.stale_checkout import (
    SHORT,
    CheckoutComparison,
    FilesVersion,
    StaleEntries,
    stale_entries,
)
from publer_sync.planning.plan import AllowWord, Notice, NoticeCode, Plan, PlanOptions
from publer_sync.source.text import MAX_BYTES
from publer_sync.state.git.command import Git
from publer_sync.workflows.git import commit_of, git_output, prefix_of

LOOKED_AT = 16
"""Versions of files that are read to see whether one of them had a post."""

_MOST_PATHS = 1000
"""Paths in the arguments of a command."""


def compare_checkouts(
    project: Project,
    desired: Iterable[Post],
    state: State,
    options: PlanOptions,
    environ: Mapping[str, str],
) -> CheckoutComparison:
    """Ask about each commit that an apply took its files from, and that HEAD does not include.

    One that is not known here is fetched; if it cannot be, posts that no version here has may come from it.
    Nothing is asked outside a repository, or where a person lifts the guard. No commit has the files of a
    checkout with uncommitted ones, so there is only a notice if HEAD lacks even its commit.
    """
    head = commit_of(project.root)
    if head is None or not state.checkouts:
        return CheckoutComparison(head=head)
    earlier = [each for each in state.checkouts if not each.is_dirty]
    if AllowWord.STALE_CHECKOUT in options.allow:
        return CheckoutComparison(head=head, settled=tuple(earlier))
    request = _Asked(Git(project.root, environ), project, head)
    stale, notices = list[StaleEntries](), list[Notice]()
    unseen: frozenset[Address] | None = None
    for commit in (each.commit for each in earlier):
        if request.includes(commit):
            continue
        if unanswered := request.why_not(commit):
            notices.append(Notice(unanswered, commit[:SHORT]))
            if unanswered is NoticeCode.CHECKOUT_SHALLOW:
                continue
            unseen = request.unseen(_gone(state, desired)) if unseen is None else unseen
            stale_entries = StaleEntries(commit=commit, addresses=unseen, is_known=False)
        else:
            stale_entries = request.stale(commit)
        if not stale_entries.is_empty:
            stale.append(stale_entries)
    for commit in (each.commit for each in state.checkouts if each.is_dirty):
        if not request.includes(commit):
            code = (
                NoticeCode.CHECKOUT_SHALLOW
                if request.is_shallow()
                else NoticeCode.CHECKOUT_UNCOMMITTED
            )
            notices.append(Notice(code, commit[:SHORT]))
    behind = {result.commit for result in stale}
    return CheckoutComparison(
        head=head,
        stale=tuple(stale),
        notices=tuple(dict.fromkeys(notices)),
        settled=tuple(each for each in earlier if each.commit not in behind),
        behind=tuple(each for each in earlier if each.commit in behind),
    )


def _gone(state: State, desired: Iterable[Post]) -> dict[Address, str]:
    """Return the files of posts and open writes that no file here wants, by address."""
    desired_addresses = {post.address for post in desired}
    files = {intent.address: intent.source for intent in state.intents}
    files |= {a: record.source for a, record in state.records.items() if record.taken is None}
    return {
        address: file
        for address, file in files.items()
        if file and address not in desired_addresses
    }


@dataclass(frozen=True, slots=True)
class _Asked:
    """Git's answers about a commit and HEAD."""

    git: Git
    project: Project
    head: str

    def includes(self, commit: str) -> bool:
        """Return whether HEAD is that commit, or was made on top of it; False also if the commit is not
        known."""
        if commit == self.head:
            return True
        return self.git("merge-base", "--is-ancestor", commit, self.head).code == 0

    def is_shallow(self) -> bool:
        """Decide whether the clone may lack a part of HEAD's history."""
        return self.git("rev-parse", "--is-shallow-repository").stdout.strip() != "false"

    def why_not(self, commit: str) -> NoticeCode | None:
        """Return why the versions cannot be compared; None if they can."""
        if self.is_shallow():
            return NoticeCode.CHECKOUT_SHALLOW
        if not self._has(commit):
            # Named by its address, git writes no remote-tracking branch.
            address = self.git("remote", "get-url", "--", self.project.state.remote).stdout.strip()
            self.git(
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=",
                "--no-recurse-submodules", "--", address, commit,
            )  # fmt: skip
        return None if self._has(commit) else NoticeCode.CHECKOUT_UNKNOWN

    def _has(self, commit: str) -> bool:
        return self.git("cat-file", "-e", f"{commit}^{{commit}}", GIT_NO_LAZY_FETCH="1").code == 0

    def stale(self, commit: str) -> StaleEntries:
        base = self.git("merge-base", self.head, commit).stdout.strip()
        return stale_entries(
            commit,
            head=self._version(self.head),
            base=self._version(base) if base else FilesVersion(),
            applied=self._version(commit),
        )

    def unseen(self, missing: Mapping[Address, str]) -> frozenset[Address]:
        """Return the posts that were never in HEAD's history, so that no one removed them from it.

        A file that HEAD's history had and HEAD does not have was removed. One that HEAD still has was
        removed from, or it never had the post: its latest versions tell.
        """
        if not missing:
            return frozenset()
        commits = self._commits_of(set(missing.values()))
        listed = self.git(
            "diff-tree", "--stdin", "-r", "-m", "--root", "--no-commit-id", "--name-only", "-z",
            "--relative", text="".join(f"{commit}\n" for commit in commits),
        )  # fmt: skip
        all_seen_ids, head = set(listed.stdout.split("\0")), _tree(self.git, self.head)
        unseen = {address for address, file in missing.items() if file not in all_seen_ids}
        in_question = {
            address for address, file in missing.items() if file in all_seen_ids and file in head
        }
        files = {missing[address] for address in in_question}
        # The accounts of an entry may be in these files.
        files.update(n for n in head if n == PROJECT_FILE or PurePosixPath(n).name in DEFAULTS)
        for commit in self._commits_of(files)[:LOOKED_AT]:
            if not in_question:
                break
            had = self._version(commit).posts or {}
            in_question -= had.keys()
        return frozenset(unseen | in_question)

    def _commits_of(self, files: Collection[str]) -> list[str]:
        """Return the commits of HEAD's history that changed any of the files, the newest first."""
        paths = sorted(files) if len(files) <= _MOST_PATHS else ["."]
        # Merges that kept one side would hide the other one, on which a file may have been removed.
        listed = self.git(
            "rev-list", "--full-history", self.head, "--", *paths, GIT_LITERAL_PATHSPECS="1"
        )
        return listed.stdout.split()

    def _version(self, commit: str) -> FilesVersion:
        tree = _tree(self.git, commit)
        try:
            posts = _posts(self.git, tree, self.project)
        except (PublerSyncError, OSError, ValueError, RecursionError):
            posts = None
        return FilesVersion(
            files={name: entry.blob for name, entry in tree.items()},
            shared=frozenset(name for name in tree if _is_shared(name)),
            posts=None if posts is None else {a: value for a, (value, _) in posts.items()},
            sources={address: file for address, (_, file) in (posts or {}).items()},
        )


def _is_shared(name: str) -> bool:
    """Decide whether a file is none of posts, but may be used by several of them."""
    path = PurePosixPath(name)
    return name == PROJECT_FILE or path.name in DEFAULTS or path.suffix.lower() in KINDS


def _posts(
    git: Git, tree: Mapping[str, _TreeEntry], current: Project
) -> dict[Address, tuple[str, str]] | None:
    """Return the fingerprint and the file of each post; None if the files have errors."""
    with TemporaryDirectory(prefix="publer-sync-") as folder:
        _unpack(Path(folder), tree, git.contents(e.blob for e in tree.values() if e.is_read))
        environ = {"PUBLER_WORKSPACE_ID": current.workspace}
        project, _ = load_project(Path(folder), environment=current.environment, environ=environ)
        if project is None:
            return None
        content = load_posts(project)
        if content.unfinished or any(diagnostic.is_error for diagnostic in content.diagnostics):
            return None
        posts = hash_file(content.posts, project.root)
        return {post.address: (fingerprint(post), post.source.location.file) for post in posts}


def has_uncommitted_files(project: Project, plan: Plan) -> bool:
    """Decide whether HEAD lacks what a plan was made from: the project file, post files, or media in use.

    Media that git does not know count for nothing: they are in no commit ever.
    """
    listed = git_output(
        project.root, "--no-optional-locks", "status", "--porcelain", "-z", "--no-renames",
        "--untracked-files=all", "--ignore-submodules=dirty", "--", ".", seconds=60,
    )  # fmt: skip
    if listed is None:
        return True
    prefix = prefix_of(project.root)
    media = {item.file for c in plan.changes if c.desired for item in every_medium(c.desired)}
    for line in listed.split("\0"):
        code, name = line[:2], line[3:].removeprefix(prefix)
        is_text = PurePosixPath(name).suffix.lower() in MARKDOWN | YAML
        if name == PROJECT_FILE or (is_text and name.startswith(f"{project.content}/")):
            return True
        if name in media and code != "??":
            return True
    return False


# The files of a commit, as far as they belong to the project.

_LINK = "120000"


@dataclass(frozen=True, slots=True)
class _TreeEntry:
    """A file of a commit; `is_read` if more counts of it than whether its content is the same."""

    blob: str
    is_link: bool
    is_read: bool


def _tree(git: Git, commit: str) -> dict[str, _TreeEntry]:
    """Return the files below the project folder, relative to it, without names that lead elsewhere."""
    tree = {}
    for line in git("ls-tree", "-r", "-z", "-l", commit).stdout.split("\0"):
        head, _, name = line.partition("\t")
        if not name or "\ufffd" in name or "\\" in name or normpath(f"/{name}") != f"/{name}":
            continue
        mode, kind, blob, size = head.split()
        if kind == "blob":
            is_text = PurePosixPath(name).suffix.lower() in MARKDOWN | YAML
            is_small = size.isdigit() and int(size) <= MAX_BYTES
            tree[name] = _TreeEntry(blob, mode == _LINK, (is_text or mode == _LINK) and is_small)
    return tree


def _unpack(root: Path, tree: Mapping[str, _TreeEntry], contents: Mapping[str, bytes]) -> None:
    """Write the files as they were; of media only what their content is known by.

    No link is made: in its place comes what it leads to, as long as that is a file of the project. Raises
    OSError where git does not have a content.
    """
    for name, listed in tree.items():
        entry: _TreeEntry | None = listed
        if listed.is_link:
            target = contents.get(listed.blob, b"").decode("utf-8", "replace")
            entry = tree.get(normpath(join(dirname(name), target)))
        if entry is None or entry.is_link:
            continue
        content = contents.get(entry.blob) if entry.is_read else entry.blob.encode()
        if content is None:
            raise OSError(f"{name} has no content here")
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

"""Links to lines of files in the repository, where it is known; else plain places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from publer_sync.diagnostics import Location
from publer_sync.render.markdown.escape import code

REPOSITORY = re.compile(r"https?://[\w.:-]+(/[\w.~-]+)+", re.ASCII)
COMMIT = re.compile(r"[\w./-]{1,200}", re.ASCII)
_SHOWN_RENDERED = (".md", ".markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Targets of links: `repository` is its address on the web, `commit` the hash (or branch) that was read.

    `prefix` leads from the root of the repository to the project, with a `/` at its end. Raises ValueError
    for an address or a commit that could be anything else than that.
    """

    repository: str | None = None
    commit: str | None = None
    prefix: str = ""

    def __post_init__(self) -> None:
        if self.repository is not None and not REPOSITORY.fullmatch(self.repository):
            raise ValueError("the address of a repository is like https://github.com/shop/posts")
        if self.commit is not None and not COMMIT.fullmatch(self.commit):
            raise ValueError("a commit is a hash or the name of a branch")

    def file(self, words: str, file: str, line: int | None = None, end: int | None = None) -> str:
        """The words, which are Markdown already, linked to a file or to lines of it."""
        if not (self.repository and self.commit):
            return words
        path = quote(self.prefix + file, errors="replace")
        plain = "?plain=1" if line and file.lower().endswith(_SHOWN_RENDERED) else ""
        lines = (f"#L{line}" + (f"-L{end}" if end and end > line else "")) if line else ""
        return f"[{words}]({self.repository}/blob/{self.commit}/{path}{plain}{lines})"

    def post(self, words: str, place: Location) -> str:
        """The words, linked to where a post is written: to its line, unless it has the file for itself."""
        return self.file(words, place.file, place.line if place.line > 1 else None)

    def place(self, place: Location) -> str:
        """`file:line` as code, linked where there is a repository."""
        words = code(f"{place.file}:{place.line}")
        return self.file(words, place.file, place.line, place.end_line)

    def revision(self, commit: str) -> str:
        """A commit by its first letters, linked where there is a repository; empty if it is none."""
        if not COMMIT.fullmatch(commit):
            return ""
        words = code(commit[:7])
        return f"[{words}]({self.repository}/commit/{commit})" if self.repository else words

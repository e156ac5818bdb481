"""Media of posts, and the facts that looking into a file gives."""

from __future__ import annotations

from dataclasses import dataclass

from publer_sync.model.network import MediaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFacts:
    """Facts of a file's content; None means that the file does not have it or does not tell.

    `format` is a word of the rules file (`jpeg`, `png`, `gif`, `webp`, `mp4`, `mov`, `pdf`, `docx`, ...)
    by content, whatever the name says. Width and height are in pixels as people see the picture, after
    its orientation. `bytes` is the size of the file; `frames` counts those of an animation. `problem` is
    a sentence for a file that cannot be used as it is: empty, damaged, a Git LFS pointer.
    """

    format: str | None = None
    bytes: int = 0
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    seconds: float | None = None
    fps: float | None = None
    codec: str | None = None
    pages: int | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Someone tagged in a picture; `x` and `y` run from 0 to 1, from the upper left corner."""

    user: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One medium: a file of the project, something in Publer's library, or something on the web.

    Exactly one of `file` (relative to the project, with `/`), `id` (Publer's) and `url` is set.
    `sha256` (hex) and `size` (bytes) are known only after the file was read for a plan, `facts` only
    after it was looked into. `cover` is the still picture of a video.
    """

    file: str | None = None
    id: str | None = None
    url: str | None = None
    kind: MediaKind
    alt: str | None = None
    caption: str | None = None
    cover: Media | None = None
    tags: tuple[Tag, ...] = ()
    sha256: str | None = None
    size: int | None = None
    facts: MediaFacts | None = None

"""What a media file really is, as far as looking into it tells."""

from __future__ import annotations

from dataclasses import dataclass


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

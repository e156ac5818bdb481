"""Media files whose content is not what their name says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import splitext

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Diagnostic, Findings, error
from publer_sync.model.media import Media
from publer_sync.model.post import Post
from publer_sync.networks.checks.posts import media_places
from publer_sync.networks.rules_data import of_publer

ID = "media-misnamed"
PURPOSE = "The content of a media file is what its name says."
WHY = "Publer and the networks go by one or the other."
FIX = "The message names both; rename or convert the file."

_MOVIE = frozenset({"mp4", "mov"})
_CONTENT: dict[str, frozenset[str]] = {
    ".jpg": frozenset({"jpeg"}),
    ".jpeg": frozenset({"jpeg"}),
    # One family: both are made of the same boxes, and players take one for the other.
    ".mp4": _MOVIE,
    ".m4v": _MOVIE,
    ".mov": _MOVIE,
}
_LABELS = {
    "html": "a web page",
    "text": "plain text",
    "json": "JSON",
    "xml": "XML",
    "svg": "an SVG drawing",
    "zip": "a ZIP archive that holds no document",
    "gzip": "a gzip archive",
    "matroska": "a Matroska film",
    "ole": "an old Office file",
}
_SAVED_PAGE = "this is mostly a page that was saved in place of the file; get the file itself"
_PACKED = "unpack it, and name the file that is in it"
_HINTS = {
    "html": _SAVED_PAGE,
    "json": _SAVED_PAGE,
    "xml": _SAVED_PAGE,
    "text": "open it in an editor: it may say why the file itself is not there; then get that",
    "svg": "no network takes drawings; export it as a PNG with the size that the network asks for",
    "zip": _PACKED,
    "gzip": _PACKED,
}


def check(post: Post, policy: Policy) -> Findings:
    """An error at each file of another content; it is the same for every account, so it names none.

    A file with a problem is the finding of `media-unreadable`.
    """
    for path, medium in media_places(post):
        if is_misnamed(medium):
            yield _finding(medium, post, path)


def is_misnamed(medium: Media) -> bool:
    """Return whether the content is known, and is not what the name says."""
    if not medium.file or not medium.facts or medium.facts.problem or not medium.facts.format:
        return False
    return medium.facts.format not in _expected(_suffix(medium.file))


def _expected(suffix: str) -> frozenset[str]:
    return _CONTENT.get(suffix, frozenset({suffix.removeprefix(".")}))


def _suffix(file: str) -> str:
    return splitext(file)[1].lower()


def _finding(medium: Media, post: Post, path: str) -> Diagnostic:
    value = medium.facts.format if medium.facts and medium.facts.format else ""
    named = _suffix(medium.file or "").removeprefix(".")
    return error(
        ID,
        f"`{medium.file}` is named {named}, but its content is {_LABELS.get(value, value.upper())}",
        post.source.at(path),
        hint=_HINTS.get(value) or _converting(value, named),
    )


def _converting(value: str, named: str) -> str:
    """Another name helps only where Publer takes files of that name."""
    usual = {"jpeg": "jpg"}.get(value, value)
    if any(usual in values["values"] for values in _uploads()):
        return f"name it `.{usual}` where that is taken, or convert it to {named}"
    return f"convert it to {named}"


def _uploads() -> Iterator[Mapping[str, Sequence[str]]]:
    for kind, value in of_publer("upload").items():
        if kind.endswith("_formats"):
            yield value

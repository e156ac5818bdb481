"""Post files to entries: each with the layers of values that it is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as Folder
from posixpath import splitext
from typing import Any

from publer_sync.content.find import MARKDOWN
from publer_sync.content.layers import Layer, Layers, layer_of
from publer_sync.content.markdown import read_markdown
from publer_sync.diagnostics import Diagnostic, Location, error
from publer_sync.source.document import Document
from publer_sync.source.paths import PathError, inside
from publer_sync.source.schema.check import Finding, check, load_schema
from publer_sync.source.text import read_text
from publer_sync.source.yaml import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentEntry:
    """An entry, its own layer last; `id` is None where it was given and is unusable."""

    id: str | None
    id_place: Location
    location: Location
    layers: Layers


def read_entries(
    root: Folder, content: str, file: str, defaults: Layers, results: list[Diagnostic]
) -> list[ContentEntry]:
    """The entries of a post file; `defaults` are the layers that apply to its folder."""
    text = _read(root, file, results)
    if text is None:
        return []
    reader = read_markdown if splitext(file)[1].lower() in MARKDOWN else _yaml
    read = reader(text, file, results)
    if read is None:
        return []
    document, findings = read
    results += (finding.diagnostic for finding in findings)
    if isinstance(document.data, dict) and "posts" in document.data:
        return _several(document, findings, defaults)
    layer = layer_of(document, (), findings)
    own_id: Any = layer.values.get("id") or splitext(file)[0].removeprefix(f"{content}/")
    return [
        ContentEntry(
            id=None if "id" in layer.invalid_keys else own_id,
            id_place=document.at(("id",)) if "id" in layer.values else Location(file),
            location=Location(file),
            layers=(*defaults, layer),
        )
    ]


def read_defaults(root: Folder, file: str, results: list[Diagnostic]) -> Layer:
    """The layer of a `_defaults.yaml`; of one that cannot be read, every key counts as broken."""
    text = _read(root, file, results)
    document, problems = read_yaml(text, file) if text is not None else (None, ())
    results += problems
    if document is None:
        return Layer(Document(file=file, data=None), (), {}, frozenset(_keys()))
    if document.data is None:
        return Layer(document, (), {})
    document, findings = check(document, "defaults")
    results += (finding.diagnostic for finding in findings)
    return layer_of(document, (), findings)


def _keys() -> Iterable[str]:
    keys: dict[str, object] = load_schema("post")["$defs"]["defaults"]["properties"]
    return keys


def _read(root: Folder, file: str, results: list[Diagnostic]) -> str | None:
    path = root / file
    try:
        if path.is_symlink():  # no folder on the way is one: the search does not follow them
            path = inside(root, file)
        text = read_text(path, file)
    except PathError as bad:
        results.append(error("file-unreadable", bad.what, Location(file), hint=bad.hint_text()))
        return None
    if isinstance(text, Diagnostic):
        results.append(text)
        return None
    return text


def _yaml(
    text: str, file: str, results: list[Diagnostic]
) -> tuple[Document, tuple[Finding, ...]] | None:
    document, problems = read_yaml(text, file)
    results += problems
    if document is None:
        return None
    if document.data is None:
        hint = "write an entry, or remove the file"
        results.append(error("empty-file", "the file is empty", Location(file), hint=hint))
        return None
    return check(document, "post")


def _several(
    document: Document, findings: tuple[Finding, ...], defaults: Layers
) -> list[ContentEntry]:
    data: Any = document.data
    posts = data["posts"] if isinstance(data["posts"], list) else []
    if isinstance(data.get("defaults"), dict):
        defaults = (*defaults, layer_of(document, ("defaults",), findings))
    entries = []
    for index, post in enumerate(posts):
        if not isinstance(post, dict):
            continue
        layer = layer_of(document, ("posts", index), findings)
        own_id: Any = layer.values.get("id")
        entries.append(
            ContentEntry(
                id=own_id,
                id_place=layer.at("id"),
                location=layer.at(),
                layers=(*defaults, layer),
            )
        )
    return entries

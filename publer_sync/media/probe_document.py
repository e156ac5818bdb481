"""Look into documents: pages of PDF files with pypdf, and which kind an Office document is."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from publer_sync.media.messages import ENCRYPTED, damaged_message
from publer_sync.model.media import MediaFacts

_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_MAIN_PARTS = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
)
_OLE_SEARCHED = 48 << 20


def document_facts(file: BinaryIO, size: int, format_: str) -> MediaFacts:
    """Facts of a document of one of DOCUMENTS; may raise anything for content that is no such document."""
    file.seek(0)
    if format_ == "pdf":
        return _pdf(file, size)
    return _office(file, size) if format_ == "zip" else _old_office(file, size)


def _pdf(file: BinaryIO, size: int) -> MediaFacts:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(file)
    try:
        if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
            return MediaFacts(format="pdf", bytes=size, problem=ENCRYPTED)
        pages: int | None = reader.get_num_pages()
    except DependencyError:
        # Whether it opens without a password could be told only with a library for its cipher.
        return MediaFacts(format="pdf", bytes=size)
    problem = None if pages else damaged_message("pdf")
    return MediaFacts(format="pdf", bytes=size, pages=pages or None, problem=problem)


def _office(file: BinaryIO, size: int) -> MediaFacts:
    """A zip whose parts say what it is; slides are counted by their parts, pages of a text by no one."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        return MediaFacts(format="zip", bytes=size, problem=damaged_message("zip"))
    format_ = "zip"
    if "[Content_Types].xml" in names:
        kinds = (
            kind for part, kind in _MAIN_PARTS.items() if any(n.startswith(part) for n in names)
        )
        format_ = next(kinds, "zip")
    slides = sum(1 for name in names if _SLIDE.fullmatch(name)) if format_ == "pptx" else None
    return MediaFacts(format=format_, bytes=size, pages=slides)


def _old_office(file: BinaryIO, size: int) -> MediaFacts:
    """An OLE container, by the names of its streams, which are in its directory as UTF-16."""
    content = file.read(_OLE_SEARCHED)
    value = next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in content), None)
    if value == "encrypted":
        return MediaFacts(format="ole", bytes=size, problem=ENCRYPTED)
    problem = None if value else damaged_message("office")
    return MediaFacts(format=value or "ole", bytes=size, problem=problem)

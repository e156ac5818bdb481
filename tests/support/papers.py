"""Small real documents."""

from __future__ import annotations

import zipfile
from io import BytesIO

from pypdf import PdfWriter


def a_pdf(pages: int = 3, password: str | None = None) -> bytes:
    """A PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def an_archive(*names: str) -> bytes:
    """A zip with files of these names."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def a_docx() -> bytes:
    return an_archive("[Content_Types].xml", "word/document.xml")


def a_pptx(slides: int = 4) -> bytes:
    names = [f"ppt/slides/slide{n + 1}.xml" for n in range(slides)]
    return an_archive("[Content_Types].xml", "ppt/presentation.xml", *names)


def an_old_document(stream: str = "WordDocument") -> bytes:
    """As much of an OLE container as tells what it holds."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)

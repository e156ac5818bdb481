"""What kind of medium a file is, by its suffix."""

from __future__ import annotations

from publer_sync.model.network import MediaKind

_SUFFIXES = {
    MediaKind.PHOTO: (".jpg", ".jpeg", ".png", ".webp"),
    MediaKind.GIF: (".gif",),
    MediaKind.VIDEO: (".mp4", ".mov", ".avi", ".webm", ".m4v"),
    MediaKind.DOCUMENT: (".pdf", ".doc", ".docx", ".ppt", ".pptx"),
}
KINDS = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes}

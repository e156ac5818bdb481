"""The sentences about files that cannot be used as they are: what is wrong, and what to do."""

from __future__ import annotations

EMPTY = "the file is empty; export or copy it again"
POINTER = (
    "the file is a Git LFS pointer, not the content itself; "
    "run `git lfs pull` (in CI, check out with LFS)"
)
CHANGED = "the file changed while it was read; wait until it is written, and try again"
UNKNOWN = "the content is of no format that is known, so it may be damaged; export or copy it again"
TOO_SLOW = (
    "looking into the file took too long or too much memory, so it may be damaged; export it again"
)
ENCRYPTED = "the document is encrypted; save it without a password"


def truncated_message(format_: str) -> str:
    """A file that ends too early."""
    return f"the {format_.upper()} file is cut off before its end; export or copy it again"


def damaged_message(format_: str) -> str:
    """A file that begins like its format, but cannot be read as such."""
    return f"the {format_.upper()} file is damaged and cannot be read; export or copy it again"


def unreadable_message(reason: str) -> str:
    """A file that the system does not let us read."""
    return f"the file cannot be read ({reason}); check the file and its permissions"

"""What is raised where this machine lacks what looking into a file needs."""

from __future__ import annotations


class NoLibrary(Exception):
    """MediaInfo's library, or the process that uses it, cannot be had; wheels bring it for most systems."""

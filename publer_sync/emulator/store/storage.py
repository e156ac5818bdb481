"""Posts, media and jobs in SQLite, mirrored in memory so that reading costs nothing.

Writes belong to the request that makes them: `commit` ends it, `rollback` forgets it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from publer_sync.emulator.store.records import Job, Media, Post

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (kind TEXT, id TEXT, document TEXT, PRIMARY KEY (kind, id));
CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, bytes BLOB);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value REAL);
"""

Record = TypeVar("Record", Post, Media, Job)

_TUPLES = {"media", "failures", "made", "outcomes"}


class Storage:
    """Everything that survives a restart."""

    def __init__(self, database: str | Path) -> None:
        self._db = sqlite3.connect(str(database), check_same_thread=False)
        self._db.executescript(_SCHEMA)
        self._load()

    def _load(self) -> None:
        self.posts = {post.id: post for post in self._read("post", Post)}
        self.media = {media.id: media for media in self._read("media", Media)}
        self.jobs = {job.id: job for job in self._read("job", Job)}

    def _read(self, kind: str, record: type[Record]) -> Iterator[Record]:
        rows = self._db.execute(
            "SELECT document FROM records WHERE kind = ? ORDER BY rowid", (kind,)
        )
        for (document,) in rows:
            yield record(**_from_json(document))

    def save_post(self, post: Post) -> None:
        """Keep a post, new or changed."""
        self.posts[post.id] = post
        self._write("post", post.id, post)

    def save_posts(self, posts: Iterable[Post]) -> None:
        """Keep several posts."""
        for post in posts:
            self.save_post(post)

    def save_job(self, job: Job) -> None:
        """Keep a job, new or changed."""
        self.jobs[job.id] = job
        self._write("job", job.id, job)

    def save_media(self, media: Media, content: bytes = b"") -> None:
        """Keep a media and its bytes."""
        self.media[media.id] = media
        self._write("media", media.id, media)
        self._db.execute("REPLACE INTO files VALUES (?, ?)", (media.id, content))

    def drop_media(self, media_id: str) -> None:
        """Forget a media and its bytes."""
        del self.media[media_id]
        self._db.execute("DELETE FROM records WHERE kind = 'media' AND id = ?", (media_id,))
        self._db.execute("DELETE FROM files WHERE id = ?", (media_id,))

    def file(self, media_id: str) -> bytes | None:
        """The bytes of a media, or None where none were uploaded."""
        row = self._db.execute("SELECT bytes FROM files WHERE id = ?", (media_id,)).fetchone()
        return bytes(row[0]) if row and row[0] else None

    def fact(self, name: str) -> float:
        """A number that survives a restart; 0 until it is set."""
        row = self._db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return float(row[0]) if row else 0.0

    def set_fact(self, name: str, value: float) -> None:
        """Keep a number."""
        self._db.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))

    @property
    def dirty(self) -> bool:
        """Return whether there is something to commit."""
        return self._db.in_transaction

    def commit(self) -> None:
        """Make what was written last."""
        self._db.commit()

    def rollback(self) -> None:
        """Forget what was written since the last commit."""
        self._db.rollback()
        self._load()

    def clear(self) -> None:
        """Forget everything."""
        for table in ("records", "files", "facts"):
            self._db.execute(f"DELETE FROM {table}")
        self._load()

    def _write(self, kind: str, key: str, record: Post | Media | Job) -> None:
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        document = json.dumps(values, ensure_ascii=False)
        self._db.execute(
            "INSERT INTO records VALUES (?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document",
            (kind, key, document),
        )


def _from_json(document: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(document)
    return {name: tuple(v) if name in _TUPLES else v for name, v in values.items()}

"""While a large file is sent the lock is kept alive, and a lock that is lost ends the sending."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publer_sync.errors import LockedError
from tests.execution.test_upload_media import (
    PICTURE,
    a_photo,
    a_photo_post,
    context_of,
    prepared,
    the_world,
)
from tests.support.pictures import a_photograph


def test_a_large_file_keeps_the_lock_alive_while_it_is_sent(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    photograph = a_photograph(width=600, height=600)
    world.write({PICTURE: photograph})
    beats: list[str] = []
    context = context_of(world)
    clock = replace(context.clock, checkpoint=lambda: beats.append("beat"))
    prepared(replace(context, clock=clock), a_photo_post(a_photo()))
    assert len(beats) > len(photograph) // 65_536 > 4


def test_a_lock_that_is_lost_ends_the_sending(tmp_path: Path) -> None:
    def lost() -> None:
        raise LockedError("Someone took the lock over.")

    context = context_of(the_world(tmp_path))
    clock = replace(context.clock, checkpoint=lost)
    with pytest.raises(LockedError):
        prepared(replace(context, clock=clock), a_photo_post(a_photo()))
    assert not context.journal.state.media

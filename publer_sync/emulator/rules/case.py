"""A post about to be made, and the verdict on it: what rules are asked and what they answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.store.records import Post


@dataclass(frozen=True, slots=True)
class Verdict:
    """Verdict on a post: created or not, and the job's message about it."""

    is_created: bool
    message: str | None = None


MAKE = Verdict(is_created=True)
LOSE = Verdict(is_created=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A post about to be made, the moment, and what is already there."""

    post: Post
    at: float
    publish_now: bool
    others: Iterable[Post]
    media_ids: frozenset[str]
    settings: Settings

    @property
    def timed(self) -> bool:
        """Return whether the post will go out by itself, so that the rules of the queue hold."""
        return self.post.base_state != "draft" and self.post.scheduled_at is not None


Rule = Callable[[Case], Verdict | None]


def refuse(message: str) -> Verdict:
    """The post is not made and the job says why."""
    return Verdict(is_created=False, message=message)

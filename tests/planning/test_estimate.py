"""The number of requests that an apply is likely to need."""

from __future__ import annotations

from dataclasses import replace

from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind
from publer_sync.model.schedule import NoTime, PublishMode, Recurring, Repeat
from publer_sync.model.state import StoredMedia
from publer_sync.planning.plan import RequestEstimate
from tests.support.builders import MORNING
from tests.support.planning import HOUR, NOW, a_plan, a_record, a_remote_post, a_state, wanted

SERIES = Recurring(
    since=MORNING, until=MORNING + 2400 * HOUR, repeat=Repeat.WEEKLY, every=1, weekdays=(1,)
)
PICTURE = Media(file="media/a.png", kind=MediaKind.PHOTO, sha256="5e" * 32)


def test_nothing_to_do_costs_the_reading() -> None:
    assert a_plan().requests == RequestEstimate(2, 1)


def test_creates_share_a_job() -> None:
    posts = [wanted(str(n), scheduled_at=MORNING + n * HOUR) for n in range(10)]
    assert a_plan(posts).requests == RequestEstimate(2 + 4 + 1, 1)


def test_what_cannot_share_a_request_has_a_job_of_its_own() -> None:
    draft = wanted("draft", schedule=NoTime(), standing=PublishMode.DRAFT)
    later = replace(SERIES, since=MORNING + 4 * HOUR)
    series = [wanted("mondays", schedule=later), wanted("others", schedule=SERIES)]
    assert (
        a_plan([wanted("post", scheduled_at=MORNING + HOUR), draft, *series]).requests.estimate
        == 2 + 4 * 4 + 1
    )


def test_a_file_is_uploaded_once_and_a_known_one_only_looked_up() -> None:
    posts = [wanted(str(n), scheduled_at=MORNING + n * HOUR, media=(PICTURE,)) for n in range(2)]
    stored = StoredMedia(sha256="5e" * 32, id="m", name="a.png", kind="photo", uploaded_at=NOW)
    known = a_state(media={stored.sha256: stored})
    assert a_plan(posts).requests.estimate == 2 + 1 + 4 + 1
    assert a_plan(posts, state=known).requests.estimate == 2 + 1 + 4 + 1


def test_many_updates_take_more_than_one_window() -> None:
    posts = [wanted(str(n), scheduled_at=MORNING + n * HOUR) for n in range(90)]
    plan = a_plan(
        [replace(post, text="Edited.") for post in posts],
        [a_record(post) for post in posts],
        [a_remote_post(post) for post in posts],
    )
    assert plan.requests == RequestEstimate(1 + 6 + 90, 2)

"""Every type of every network, and every schedule, is taken by the emulator as it is sent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from publer_sync.api.decode.posts import JobStatus
from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.emulator.store.seed import ACCOUNTS
from publer_sync.model.account import Account
from publer_sync.model.batching import batches
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Block, Link, Poll, Post, ResourceNames
from publer_sync.model.resources import Resources
from publer_sync.model.schedule import (
    At,
    Auto,
    GapUnit,
    NoTime,
    Now,
    PublishMode,
    Recurring,
    Recycling,
    Repeat,
    Schedule,
)
from publer_sync.model.state import StoredMedia
from publer_sync.model.workspace_names import NameKind
from tests.support.builders import MORNING, a_post
from tests.support.library import UPLOADED, a_directory
from tests.support.pictures import a_picture
from tests.support.world import World, a_world

N, T = Network, PostType
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00"
FILES = {
    "photo": ("a.png", a_picture()),
    "video": ("a.mp4", MP4),
    "gif": ("a.gif", b"GIF89a\x40\x01\x40\x01"),
    "document": ("a.pdf", b"%PDF-1.7"),
}
PHOTO, VIDEO, GIF, PDF = (
    Media(file=FILES[kind][0], kind=MediaKind(kind), sha256=kind) for kind in FILES
)
COVERED = Media(file="a.mp4", kind=MediaKind.VIDEO, sha256="video", cover=PHOTO)
LINK = Link(url="https://example.com", title="Jam", image=PHOTO)
POLL = Poll(options=("Fig", "Cherry"), days=3, question="Which?")
BLOCKS = (
    Block(type="paragraph", data={"text": "Hello"}),
    Block(type="media", data={"type": "photo"}, media=PHOTO),
)
TIMES = {"title": "Market", "start": "2036-05-05T07:00:00Z", "end": "2036-05-06T07:00:00Z"}
PUBLIC = {"privacy": "public"}
SPOKEN = (N.TWITTER, N.LINKEDIN, N.FACEBOOK, N.MASTODON, N.THREADS, N.BLUESKY, N.TELEGRAM)

POSTS: list[tuple[Network, PostType, dict[str, Any]]] = [
    *((network, T.STATUS, {}) for network in (*SPOKEN, N.GOOGLE)),
    *((network, T.LINK, {"link": LINK}) for network in SPOKEN),
    *((network, T.PHOTO, {"media": (PHOTO, PHOTO)}) for network in (*SPOKEN, N.INSTAGRAM)),
    *((network, T.VIDEO, {"media": (COVERED,)}) for network in (*SPOKEN, N.INSTAGRAM)),
    *((network, T.GIF, {"media": (GIF,)}) for network in (N.TWITTER, N.FACEBOOK, N.MASTODON)),
    *((network, T.POLL, {"poll": POLL}) for network in (N.TWITTER, N.LINKEDIN, N.MASTODON)),
    *((network, T.REEL, {"media": (COVERED,)}) for network in (N.FACEBOOK, N.INSTAGRAM)),
    *((network, T.STORY, {"media": (PHOTO,)}) for network in (N.FACEBOOK, N.INSTAGRAM)),
    *((network, T.STORY, {"media": (VIDEO,)}) for network in (N.FACEBOOK, N.INSTAGRAM)),
    (N.FACEBOOK, T.CAROUSEL, {"sublinks": (LINK, LINK)}),
    (N.FACEBOOK, T.STATUS, {"options": {"background": 74}}),
    (N.INSTAGRAM, T.CAROUSEL, {"media": (PHOTO, VIDEO)}),
    (N.LINKEDIN, T.DOCUMENT, {"media": (PDF,), "title": "Prices"}),
    (
        N.PINTEREST,
        T.PHOTO,
        {"media": (PHOTO,), "names": ResourceNames(album="Recipes"), "link": LINK},
    ),
    (N.PINTEREST, T.VIDEO, {"media": (COVERED,), "names": ResourceNames(album="Recipes")}),
    (N.YOUTUBE, T.VIDEO, {"media": (COVERED,), "title": "Jam", "options": PUBLIC}),
    (N.YOUTUBE, T.SHORT, {"media": (VIDEO,), "title": "Jam", "options": PUBLIC}),
    (N.TIKTOK, T.VIDEO, {"media": (VIDEO,), "options": PUBLIC}),
    (N.TIKTOK, T.PHOTO, {"media": (PHOTO,), "title": "Jam", "options": PUBLIC}),
    (N.GOOGLE, T.PHOTO, {"media": (PHOTO,), "options": {"gallery": True}}),
    (N.GOOGLE, T.EVENT, {"options": {"event": TIMES}}),
    (N.GOOGLE, T.EVENT, {"media": (PHOTO,), "options": {"event": TIMES}}),
    (N.GOOGLE, T.OFFER, {"media": (PHOTO,), "options": {"offer": {**TIMES, "coupon": "JAM"}}}),
    (N.WORDPRESS, T.ARTICLE, {"title": "Jam", "blocks": BLOCKS, "media": (PHOTO,)}),
]


def account_of(network: Network) -> Account:
    found = next(each for each in ACCOUNTS if each.network == network)
    return Account(found.alias, found.id, network, found.type)


def library(world: World) -> Resources:
    """All files uploaded, and the board looked up."""
    writer, reader = Writer(world.session()), Reader(world.session().get)
    media = {}
    for kind, (name, content) in FILES.items():
        path = world.root / name
        path.write_bytes(content)
        with path.open("rb") as file:
            made = writer.upload(name, file)
        media[kind] = StoredMedia(
            sha256=kind, id=made.id, name=name, kind=kind, uploaded_at=UPLOADED, path=made.path
        )
    pins = account_of(N.PINTEREST).id
    boards = reader.media_options("61a7c2e4f9e8c3b2d1e0f9a8", [pins])[NameKind.ALBUM][pins]
    return Resources(media, a_directory(pins, NameKind.ALBUM, "Recipes", boards))


def sent(world: World, *posts: Post) -> list[dict[str, Any]]:
    """What the emulator holds after the posts were sent and no job complained."""
    resources, session = library(world), world.session()
    writer, reader = Writer(session), Reader(session.get)
    for batch in batches(posts):
        now = isinstance(batch[0].schedule, Now)
        job_id = writer.publish_now(batch[0], resources) if now else writer.create(batch, resources)
        world.time.sleep(2)
        reader.job(job_id or "")
        job = reader.job(job_id or "")
        assert (job.status, job.failures) == (JobStatus.DONE, ())
        assert len(job.post_ids) == now
    return world.posts()


@pytest.mark.parametrize(("network", "kind", "said"), POSTS)
def test_a_type_of_a_network(
    tmp_path: Path, network: Network, kind: PostType, said: dict[str, Any]
) -> None:
    follow = (
        {}
        if network in (N.PINTEREST, N.TIKTOK, N.GOOGLE, N.WORDPRESS)
        else {"comments": (Comment(text="Look", media=PHOTO),)}
    )
    post = a_post(account=account_of(network), type=kind, **{**follow, **said})
    (made,) = sent(a_world(tmp_path), post)
    assert made["state"] == "scheduled"
    assert len(made["content"].get("media", [])) == (
        0 if network is N.WORDPRESS else len(post.media)
    )


def test_every_network_is_among_them() -> None:
    assert {network for network, _, _ in POSTS} == set(N) - {N.IDEAS}
    assert {kind for _, kind, _ in POSTS} == set(T)


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SCHEDULES: list[tuple[Schedule, PublishMode, str]] = [
    (At(MORNING), PublishMode.SCHEDULED, "scheduled"),
    (At(MORNING + HOUR, Recycling(gap=1, unit=GapUnit.WEEK, times=3)), PublishMode.SCHEDULED, "recycling"),
    (Auto(MORNING, MORNING + DAY), PublishMode.SCHEDULED, "scheduled"),
    (Recurring(since=MORNING + 2 * HOUR, repeat=Repeat.WEEKLY, weekdays=(1, 3)), PublishMode.SCHEDULED,
     "recurring"),
    (Now(), PublishMode.SCHEDULED, "published"),
    (At(MORNING), PublishMode.DRAFT, "draft"),
    (NoTime(), PublishMode.DRAFT, "draft"),
]  # fmt: skip


def test_every_schedule(tmp_path: Path) -> None:
    posts = [
        a_post(schedule=schedule, standing=standing, text=f"{number}")
        for number, (schedule, standing, _) in enumerate(SCHEDULES)
    ]
    made = sorted(sent(a_world(tmp_path), *posts), key=lambda post: post["text"])
    assert [post["state"] for post in made] == [state for _, _, state in SCHEDULES]


@pytest.mark.parametrize("standing", [PublishMode.PUBLIC_IDEA, PublishMode.PRIVATE_IDEA])
def test_an_idea(tmp_path: Path, standing: PublishMode) -> None:
    ideas = Account("ideas", "", Network.IDEAS)
    said = {"title": "Jam", "blocks": BLOCKS, "media": (PHOTO,), "type": T.ARTICLE}
    idea = a_post(account=ideas, schedule=NoTime(), standing=standing, **said)
    (made,) = sent(a_world(tmp_path), idea)
    assert (made["state"], made["account_id"], made["title"]) == (standing.value, None, "Jam")

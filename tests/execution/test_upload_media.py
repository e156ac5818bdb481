"""Media before posts: uploaded once, fetched by Publer, found again, and refused where Publer says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publer_sync.api.reader import Reader
from publer_sync.api.writer import Writer
from publer_sync.config.project import Policy
from publer_sync.execution.context import ApplyContext
from publer_sync.execution.journal import Journal
from publer_sync.execution.upload_media import Library, upload_media
from publer_sync.lookup.around_writes import Lookup
from publer_sync.media.hashing import hash_file
from publer_sync.model.account import Account
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind, Network, PostType
from publer_sync.model.post import Post
from publer_sync.model.resources import key_of
from publer_sync.model.state import State, StoredMedia
from publer_sync.planning.change import Action, Change
from publer_sync.render.text.notes import note_text
from tests.support.builders import a_post
from tests.support.pictures import a_picture
from tests.support.world import World, a_world

PICTURE, SMALL = "media/box.png", "media/small.png"
FACEBOOK = "64b0f1e2d3c4b5a697880103"
URL = "https://example.com/jars/fig%20jam.png?w=2"


def the_world(folder: Path, **options: str) -> World:
    world = a_world(folder, options=options)
    world.write({PICTURE: a_picture(), SMALL: a_picture(width=200, height=200)})
    return world


def a_photo(file: str = PICTURE, **others: Any) -> Media:
    return Media(file=file, kind=MediaKind.PHOTO, **others)


def a_photo_post(*media: Media, network: Network = Network.TWITTER, **others: Any) -> Post:
    return a_post(network=network, type=others.pop("type", PostType.PHOTO), media=media, **others)


def context_of(world: World, media: Mapping[str, StoredMedia] | None = None) -> ApplyContext:
    session, clock = world.session(), world.time.clock()
    reader = Reader(session.get)
    state = State(lineage="a-lineage", workspace="w", media=media or {})
    return ApplyContext(
        reader=reader,
        lookup=Lookup(reader, clock),
        writer=Writer(session),
        journal=Journal(state, world.store),
        clock=clock,
        policy=Policy(),
        root=world.root,
    )


def prepared(context: ApplyContext, *posts: Post) -> tuple[Library, list[Change]]:
    """The library after everything was sent, and the changes that it is for."""
    changes = [
        Change(address=post.address, action=Action.CREATE, desired=post)
        for post in hash_file(posts, context.root)
    ]
    events = upload_media(context, changes)
    try:
        while True:
            next(events)
    except StopIteration as end:
        return end.value, changes


def failures(context: ApplyContext, *posts: Post) -> list[str | None]:
    library, changes = prepared(context, *posts)
    return said_of(library, changes)


def said_of(library: Library, changes: list[Change]) -> list[str | None]:
    """Why each change cannot have its media, in words; None where it can."""
    notes = (library.failure_of(change) for change in changes)
    return [note_text(note) if note else None for note in notes]


def test_a_file_is_sent_once_and_its_address_is_remembered(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    context = context_of(world)
    assert failures(context, a_photo_post(a_photo()), a_photo_post(a_photo())) == [None, None]
    assert world.requests("POST") == ["/media"]
    (stored,) = context.journal.state.media.values()
    assert stored.path and "/tmp/" not in stored.path
    assert stored.validity["twitter"] == {"photo": True}
    assert failures(context, a_photo_post(a_photo())) == [None]
    assert world.requests("POST") == ["/media"]


def test_the_address_of_a_file_of_an_older_state_is_read_again(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    first = context_of(world)
    post = a_photo_post(a_photo())
    prepared(first, post)
    (known,) = first.journal.state.media.values()
    older = {known.sha256: replace(known, path=None, validity={})}
    context = context_of(world, older)
    library, _ = prepared(context, post)
    assert library.media[known.sha256].path == known.path
    assert context.journal.state.media[known.sha256].path == known.path
    assert world.requests("POST") == ["/media"]


def test_the_address_of_a_file_is_the_one_that_the_library_shows(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    first = context_of(world)
    post = a_post(comments=(Comment(text="Look", media=a_photo()),))
    prepared(first, post)
    (known,) = first.journal.state.media.values()
    changed = {known.sha256: replace(known, path="https://cdn.publer.com/another.png")}
    library, _ = prepared(context_of(world, changed), post)
    assert library.media[known.sha256].path == known.path
    assert world.requests("POST") == ["/media"]


def test_an_address_that_the_library_does_not_show_comes_from_a_new_upload(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    first = context_of(world)
    post = a_post(comments=(Comment(text="Look", media=a_photo()),))
    prepared(first, post)
    (known,) = first.journal.state.media.values()
    changed = {known.sha256: replace(known, path="https://cdn.publer.com/another.png")}
    get = world.session().get

    def unlocated(path: str, query: Any = ()) -> Any:
        return {"media": [{**item, "path": None} for item in get(path, query)["media"]]}

    library, _ = prepared(replace(context_of(world, changed), reader=Reader(unlocated)), post)
    assert library.media[known.sha256].id in str(library.media[known.sha256].path)
    assert world.requests("POST") == ["/media", "/media"]


def test_what_vanished_from_the_library_is_sent_again(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    (post,) = hash_file([a_photo_post(a_photo())], world.root)
    key = key_of(post.media[0])
    gone = StoredMedia(
        sha256=key, id="gone", name="box.png", kind="photo", uploaded_at=world.time.now
    )
    context = context_of(world, {key: gone})
    library, _ = prepared(context, post)
    assert library.media[key].id not in ("", "gone")


def everything_by_path() -> Post:
    said = Comment(text="Look", media=a_photo(SMALL))
    video = Media(file="media/a.mp4", kind=MediaKind.VIDEO, cover=a_photo())
    page = Account("shop-facebook", FACEBOOK, Network.FACEBOOK)
    return a_photo_post(video, account=page, type=PostType.VIDEO, comments=(said,))


def test_covers_and_media_of_comments_are_files_that_publer_keeps(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    world.write({"media/a.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00"})
    context = context_of(world)
    post = replace(everything_by_path(), account=replace(everything_by_path().account, id=FACEBOOK))
    library, changes = prepared(context, post)
    assert [library.failure_of(change) for change in changes] == [None]
    desired = changes[0].desired
    assert desired
    context.writer.create([desired], library.resources(context))
    world.time.sleep(5)
    (made,) = world.posts()
    assert made["state"] == "scheduled"
    assert made["content"]["media"][0]["thumbnail"].endswith(".png")
    assert made["account"]["comments"][0]["media"]["path"].startswith("https://cdn.publer.com/")


def test_a_medium_of_the_library_that_is_needed_by_its_path_is_looked_up(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    context = context_of(world)
    prepared(context, a_photo_post(a_photo()))
    (known,) = context.journal.state.media.values()

    def with_comment(media_id: str) -> Post:
        medium = Media(id=media_id, kind=MediaKind.PHOTO)
        return a_post(comments=(Comment(text="", media=medium),))

    library, changes = prepared(context, with_comment(known.id), with_comment("elsewhere"))
    assert library.media[known.id].path == known.path
    assert said_of(library, changes) == [
        None,
        "elsewhere: it is not in Publer's library",
    ]
    assert known.id not in context.journal.state.media


# Fetched by Publer


def a_post_from_the_web(url: str = URL, **others: Any) -> Post:
    return a_photo_post(Media(url=url, kind=MediaKind.PHOTO), **others)


@pytest.mark.parametrize("payload", ["array", "object"])
def test_a_file_on_the_web_is_fetched_once(tmp_path: Path, payload: str) -> None:
    world = the_world(tmp_path, import_payload=payload)
    context = context_of(world)
    assert failures(context, a_post_from_the_web(), a_post_from_the_web()) == [None, None]
    assert failures(context, a_post_from_the_web()) == [None]
    assert world.requests("POST") == ["/media/from-url"]
    (key,) = context.journal.state.media
    assert key == key_of(Media(url=URL, kind=MediaKind.PHOTO))
    assert context.journal.state.media[key].name == f"fig jam.{key[:12]}.png"


def test_files_on_the_web_are_fetched_one_at_a_time(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    urls = [f"https://example.com/{number}.png" for number in range(3)]
    assert failures(context_of(world), *map(a_post_from_the_web, urls)) == [None] * 3
    sent = [json.loads(r.content) for r in world.wire.requests if r.url.path.endswith("from-url")]
    assert [[item["url"] for item in body["media"]] for body in sent] == [[url] for url in urls]


def test_the_import_of_a_colleague_is_waited_for(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    context = context_of(world)
    theirs = context_of(world).writer
    world.set(job_delay="20")
    world.just_before(
        "POST",
        "/media/from-url",
        lambda: theirs.import_from("https://example.com/b.png", "b.png"),
    )
    assert failures(context, a_post_from_the_web()) == [None]
    assert world.time.slept >= 15


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("unreadable", "Publer could not read this address"),
        ("too_large", "Videos need to be smaller than 2 gb"),
    ],
)
def test_a_file_that_publer_does_not_fetch(tmp_path: Path, outcome: str, said: str) -> None:
    world = the_world(tmp_path, import_outcome=outcome)
    context = context_of(world)
    found = failures(context, a_post_from_the_web(), a_photo_post(a_photo()))
    assert found == [f"{URL}: {said}", None]
    assert URL not in str(context.journal.state.media)


def test_an_import_that_does_not_end_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    world = the_world(tmp_path, job_delay="100000")
    (found,) = failures(context_of(world), a_post_from_the_web())
    assert found and "still fetching" in found


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.com/", "file.*.jpg"),
        ("https://example.com/a/b", "b.*.jpg"),
        ("https://example.com/a.webp#x", "a.*.webp"),
    ],
)
def test_a_name_for_the_library(tmp_path: Path, url: str, name: str) -> None:
    context = context_of(the_world(tmp_path))
    prepared(context, a_post_from_the_web(url))
    ((key, stored),) = context.journal.state.media.items()
    assert stored.name == name.replace("*", key[:12])


# What networks take


def test_what_publer_says_a_network_does_not_take_is_not_scheduled(tmp_path: Path) -> None:
    world = the_world(tmp_path)
    refused = a_photo_post(a_photo(SMALL), network=Network.INSTAGRAM)
    taken = a_photo_post(a_photo(), network=Network.INSTAGRAM)
    elsewhere = a_photo_post(a_photo(SMALL))
    said = f"{SMALL}: Publer says that Instagram does not take this file in a post of type photo"
    context = context_of(world)
    assert failures(context, refused, taken, elsewhere) == [said, None, None]
    assert failures(context, refused) == [said]  # as recorded, without another upload
    assert len(world.requests("POST")) == 2


@pytest.mark.parametrize(
    ("validity", "taken"),
    [
        ({"instagram": {"photo": False}}, False),
        ({"instagram": {"story": False, "photo": True}}, False),
        ({"instagram": {"story": True, "photo": False}}, True),
        ({"instagram": {"reel": False, "photo": True}}, True),
        ({"instagram": {"tale": False}}, True),
        ({"myspace": {"story": False, "photo": False}}, True),
        ({"instagram": {}}, True),
        ({}, True),
    ],
)
def test_the_word_for_the_type_decides_else_that_for_the_kind(
    tmp_path: Path, validity: Mapping[str, Mapping[str, bool]], taken: bool
) -> None:
    world = the_world(tmp_path)
    context = context_of(world)
    story = a_photo_post(a_photo(), network=Network.INSTAGRAM, type=PostType.STORY)
    library, (change,) = prepared(context, story)
    said = {key: replace(stored, validity=validity) for key, stored in library.media.items()}
    assert (replace(library, media=said).failure_of(change) is None) == taken

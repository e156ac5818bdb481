"""The example shop: valid, complete, and far enough ahead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from publer_sync.model.network import Network, PostType
from publer_sync.networks.facts import rules
from publer_sync.workflows.validate import validate
from tests.support.projects import project_in, shown
from tests.support.rebuilding import lost, rebuilt, sole_candidates
from tests.support.world import FakeTime, World
from tests.workflows.scenes import pass_time

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
POSTS = {str(post.address): post for post in load_posts(project_in(EXAMPLES)).posts}

FORMATS = {
    PostType.REEL: ("video", "reel"),
    PostType.SHORT: ("video", "short"),
    PostType.DOCUMENT: ("photo", "document"),
    PostType.EVENT: ("photo", "event"),
    PostType.OFFER: ("photo", "offer"),
}
"""Under which type Publer is sent what it calls a format."""

SENT: dict[str, dict[str, Any]] = {
    "bluesky-photo@shop-bluesky": {"content.labels": ["graphic-media"]},
    "bluesky-video@shop-bluesky": {
        "content.replyTo": "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3k43tv4rft22g"
    },
    "facebook-status@shop-facebook": {"content.details.text_format_preset_id": "1821844087883360"},
    "facebook-photo@shop-facebook": {
        "account.album_id": "1020304050",
        "account.location.name": "Rome",
        "account.signature": "65e0aa114e299e0b7c1d2f33",
        "account.watermark.name": "Logo",
        "content.media.0.caption": "The market",
    },
    "facebook-video@shop-facebook": {
        "content.details.sponsor.name": "Via Roma Bicycles",
        "content.media.0.default_thumbnail": 0,
    },
    "facebook-link@shop-facebook": {
        "content.link.call_to_action": "SIGN_UP",
        "account.comments.0.conditions.relation": "AND",
        "account.comments.0.conditions.clauses.engagements": {"comparison": "gt", "value": 20},
        "account.comments.1.conditions.clauses.age": {"duration": 2, "unit": "Hour"},
    },
    "facebook-carousel@shop-facebook": {
        "content.sublinks.0.title": "Apricot and thyme",
        "content.sublinks.1.call_to_action": "SHOP_NOW",
        "content.sublinks.2.phone_number": "+390612345678",
    },
    "facebook-gif@shop-facebook": {"content.details.community.name": "Via Roma neighbours"},
    "facebook-reel@shop-facebook": {
        "content.details.feed": True,
        "content.details.audio": "Corner Shop – The workshop radio",
        "content.title": "A seat in five seconds",
    },
    "facebook-story@shop-facebook": {"content.details.reminder": True},
    "google-status@shop-google": {
        "content.title": "LEARN_MORE",
        "content.url": "https://example.com/hours",
    },
    "google-photo@shop-google": {"content.details.type": "photo"},
    "google-event@shop-google": {
        "content.details.title": "Long Thursday",
        "content.details.start": "2036-05-22T17:00:00Z",
        "content.details.end": "2036-05-22T20:00:00Z",
    },
    "google-offer@shop-google": {
        "content.details.coupon": "EMPTYJAR",
        "content.details.terms": "https://example.com/jars",
    },
    "instagram-photo@shop-instagram": {
        "content.media.0.collaborator_tags": [{"username": "forno.viaroma"}],
        "content.media.0.user_tags": [{"username": "forno.viaroma", "x": 0.85, "y": 0.78}],
        "account.location.name": "Rome",
    },
    "instagram-reel@shop-instagram": {
        "content.details.feed": True,
        "content.details.trial_reel": "MANUAL",
        "content.details.audio": "Corner Shop – The workshop radio",
    },
    "linkedin-document@shop-linkedin": {"content.document.title": "Another forty years"},
    "linkedin-poll@shop-linkedin": {
        "content.question": "Would you leave a broken chair with us?",
        "content.duration": 7,
    },
    "linkedin-status@shop-linkedin": {"account.signature": "65e0aa114e299e0b7c1d2f34"},
    "mastodon-link@shop-mastodon": {"account.comments.1.text": "So is the line about biscuits."},
    "mastodon-photo@shop-mastodon": {"content.sensitive": True},
    "mastodon-poll@shop-mastodon": {"content.options.1": "Lamps", "content.duration": 5},
    "mastodon-status@shop-mastodon": {
        "content.spoilerText": "Food, tax",
        "content.visibility": "unlisted",
    },
    "pinterest-carousel@shop-pinterest": {"account.album_id": "801005011223344557"},
    "pinterest-photo@shop-pinterest": {
        "account.album_id": "801005011223344557",
        "content.url": "https://example.com/recipes/fig-tart",
    },
    "pinterest-video@shop-pinterest": {"account.album_id": "801005011223344556"},
    "telegram-status@shop-telegram": {
        "content.parseMode": "Markdown",
        "content.disableNotification": True,
    },
    "telegram-link@shop-telegram": {
        "content.parseMode": "HTML",
        "content.disableWebPagePreview": True,
    },
    "threads-video@shop-threads": {"content.replyTo": "17895695668004550"},
    "tiktok-video@shop-tiktok": {
        "content.details.privacy": "PUBLIC_TO_EVERYONE",
        "content.details.comment": True,
        "content.details.promotional": True,
        "content.details.duet": True,
        "content.details.stitch": False,
        "content.soundId": "7016547803243022337",
    },
    "tiktok-duet@shop-tiktok": {
        "content.details.privacy": "MUTUAL_FOLLOW_FRIENDS",
        "content.duetWith": "7106594312292453675",
        "content.details.reminder": True,
    },
    "tiktok-photo@shop-tiktok": {
        "content.details.auto_add_music": True,
        "content.title": "The hundredth chair",
    },
    "tiktok-carousel@shop-tiktok": {"content.details.paid": True},
    "twitter-gif@shop-x": {"content.details.community.name": "Small shops"},
    "twitter-long-post@shop-x": {"content.details.type": "long_post"},
    "twitter-photo@shop-x": {
        "account.share.account_ids": ["650170394e299e33b427c2ff"],
        "account.share.delay": {"duration": 10, "unit": "Minute"},
        "account.share.conditions.clauses.engagements": {"comparison": "gt", "value": 50},
    },
    "twitter-poll@shop-x": {"content.options.0": "Fig", "content.duration": 3},
    "twitter-status@shop-x": {
        "content.reply_settings": "following",
        "account.comments.0.text": "They are old.",
        "account.comments.1.media.type": "photo",
        "account.delete.conditions.relation": "OR",
        "account.delete.conditions.clauses.reach": {"comparison": "lt", "value": 100},
    },
    "wordpress-article@shop-journal": {
        "content.title": "How to reseat a straw chair",
        "content.url": "how-to-reseat-a-straw-chair",
        "content.excerpt": "Five steps, two evenings, one ball of seagrass cord.",
        "content.categories": [4, 11],
        "content.tags": [27],
    },
    "youtube-short@shop-youtube": {"content.privacy": "unlisted"},
    "youtube-video@shop-youtube": {
        "content.details.privacy": "public",
        "content.category": "26",
        "content.tags": ["jam", "cargo bike", "small shop"],
    },
    "jars-back@shop-mastodon": {
        "entry.recycling.gap": 2,
        "entry.recycling.gap_freq": "Week",
        "entry.recycling.expire_count": "4",
    },
    "ask-for-a-taste@shop-threads": {
        "entry.recycling.gap_freq": "Month",
        "entry.recycling.expire_date": "2036-10-31",
    },
    "shutters-up@shop-telegram": {
        "entry.recurring.repeat": "weekly",
        "entry.recurring.days_of_week": [1, 4],
    },
    "whenever-it-fits@shop-facebook": {"entry.auto": True},
}
"""What Publer is sent for the options of a post, by the path to it in what the emulator keeps."""


def test_the_examples_have_no_problems() -> None:
    validated = validate(EXAMPLES, environment=None, environ={})
    assert shown(validated.diagnostics) == []
    assert validated.skipped == ()
    assert len(validated.files) == 28
    assert len(validated.posts) == 130


def test_every_type_of_every_network_is_shown() -> None:
    """Each in the folder that is named for it, whatever the fortnight of the shop shows as well."""
    offered = {(name, kind) for name, of in rules()["networks"].items() for kind in of["types"]}
    assert {(post.network, post.type) for post in POSTS.values()} >= offered
    collected = {
        (post.network, post.type)
        for post in POSTS.values()
        if post.source.location.file.startswith("content/every-type/")
        and post.network is not Network.IDEAS
    }
    assert collected == offered
    assert len(offered) == 58


def test_stories_have_no_text() -> None:
    stories = [post for post in POSTS.values() if post.type is PostType.STORY]
    assert [post.text for post in stories] == ["", ""]


def test_every_key_and_every_option_is_shown() -> None:
    given = {(where, key) for where, key in _keys() if key != "networks"}
    schema = json.loads((ROOT / "schemas/post.schema.json").read_text(encoding="utf-8"))["$defs"]
    shared = {("", key) for key in schema["entry"]["properties"]} - {("", "networks")}
    options = {(network, key) for network in Network for key in _options(schema, network)}
    assert (shared | options) - given == set()


def test_the_examples_show_every_kind_of_schedule() -> None:
    posts = POSTS.values()
    kinds = {(post.standing.value, type(post.schedule).__name__) for post in posts}
    assert kinds == {
        ("scheduled", "At"), ("scheduled", "Auto"), ("scheduled", "Recurring"),
        ("draft", "At"), ("draft", "NoTime"), ("draft_public", "NoTime"), ("draft_private", "NoTime"),
    }  # fmt: skip
    slots = [post.slot for post in posts if post.slot]
    assert len(set(slots)) == len(slots)
    first = min(post.scheduled_at for post in posts if post.scheduled_at)
    assert first.isoformat() == "2036-05-05T06:30:00+00:00"


def test_every_medium_is_used_described_and_small() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in _files())
    media = sorted((EXAMPLES / "media").iterdir())
    assert [one.name for one in media if f"media/{one.name}" not in text] == []
    assert all(one.stat().st_size < 300_000 for one in media)
    assert sum(one.stat().st_size for one in media) < 3_000_000
    undescribed = {item.file for post in POSTS.values() for item in post.media if not item.alt}
    assert undescribed == {"media/straw-seat.pdf"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The shop in an emulator, with everything applied in one go."""
    ignored = shutil.ignore_patterns("*.py", "__pycache__", ".publer-sync")
    root = tmp_path_factory.mktemp("examples") / "shop"
    shutil.copytree(EXAMPLES, root, ignore=ignored)
    time = FakeTime()
    world = World(root, time, create_app(clock=time.seconds, sleep=time.sleep))
    world.apply_well()
    return world


@pytest.fixture(scope="module")
def held(world: World) -> dict[Address, dict[str, Any]]:
    """What the emulator holds for each address."""
    by_id = {post["id"]: post for post in world.posts()}
    state = world.store.load()
    assert state
    records = state.records
    assert len(by_id) == len(records) == len(POSTS)
    return {address: by_id[record.post_id] for address, record in records.items()}


@pytest.mark.parametrize("address", POSTS)
def test_each_example_arrives(address: str, held: dict[Address, dict[str, Any]]) -> None:
    post = POSTS[address]
    there = held[post.address]
    content = there["content"]
    assert there["account_id"] == (post.account.id or None)
    assert there["state"] == _state(post)
    assert (there["type"], content.get("details", {}).get("type")) == _kind(post)
    assert there["text"] == ("" if post.type is PostType.ARTICLE else post.text)
    sent_media = (
        [content["featured_media"]] if "featured_media" in content else content.get("media", [])
    )
    assert len(sent_media) == len(post.media)
    assert len(content.get("content", [])) == len(post.blocks)
    assert len(there["account"].get("comments", [])) == len(post.thread + post.comments)
    if isinstance(post.schedule, At):
        assert there["account"]["scheduled_at"] == post.schedule.at.isoformat()
    if not post.standing.is_idea:
        assert there["account"]["labels"] == list(post.labels)
    for path, value in SENT.get(address, {}).items():
        assert _at(there, path) == value, path


def test_no_option_arrives_unseen() -> None:
    """Each example with options has a row in the table above, so that nobody forgets to look."""
    told = [address for address, post in POSTS.items() if post.options or post.sublinks]
    assert [address for address in told if address not in SENT] == []
    assert [address for address in SENT if address not in POSTS] == []


def test_afterwards_nothing_is_left_to_do(world: World) -> None:
    plan = world.plan()
    assert [str(c.address) for c in plan.changes if c.action is not Action.NO_CHANGE] == []
    assert len(plan.changes) == len(POSTS)
    assert plan.unmanaged == 0
    assert plan.notices == ()


UNCERTAIN = {
    "a-book-of-jams@ideas", "if-it-snows@shop-x", "surprise-for-piero@ideas",
    "shutters-up@shop-telegram", "whenever-it-fits@shop-facebook", "wordpress-article@shop-journal",
}  # fmt: skip
"""What has no minute of its own, and an article, of which Publer shows no text."""

BEGUN = {"ask-for-a-taste@shop-threads", "jars-back@shop-mastodon"}
"""What is recycled stands at another time once it went out."""


@pytest.mark.parametrize(
    ("now", "uncertain"),
    [
        ("2036-05-01T09:00+00:00", UNCERTAIN),
        ("2036-05-20T12:00+00:00", UNCERTAIN),
        ("2036-06-20T12:00+00:00", UNCERTAIN | BEGUN),
    ],
)
def test_a_lost_state_is_rebuilt_from_all_of_them(
    world: World, held: dict[Address, dict[str, Any]], now: str, uncertain: set[str]
) -> None:
    """Before any was published, and after some and all were."""
    pass_time(world, now)
    before = rebuilt(lost(world), confirm=lambda _: False).rebuilding.matching
    assert {str(each.wanted.address) for each in before.undecided} == uncertain
    assert before.missing == ()
    rebuilt(world, take=sole_candidates(before))
    plan = world.plan()
    settled = {Action.NO_CHANGE, Action.PUBLISHED}
    assert [str(c.address) for c in plan.changes if c.action not in settled] == []
    state = world.store.load()
    assert state
    recorded = {address: record.post_id for address, record in state.records.items()}
    assert recorded == {address: post["id"] for address, post in held.items()}


def _state(post: Post) -> str:
    if post.standing is not Standing.SCHEDULED:
        return post.standing.value
    if isinstance(post.schedule, Recurring):
        return "recurring"
    recycled = isinstance(post.schedule, At) and post.schedule.recycle
    return "recycling" if recycled else "scheduled"


def _kind(post: Post) -> tuple[str, str | None]:
    if post.type is PostType.STORY:
        return ("photo", "story")
    if post.options.get("long_post"):
        return ("status", "long_post")
    if post.options.get("gallery"):
        return ("photo", "photo")
    return FORMATS.get(post.type, (post.type.value, None))


def _at(there: Any, path: str) -> Any:
    for step in path.split("."):
        there = there[int(step) if step.isdigit() else step]
    return there


def _files() -> list[Path]:
    return [*EXAMPLES.glob("content/**/*.md"), *EXAMPLES.glob("content/**/*.yaml")]


def _keys() -> Iterator[tuple[str, str]]:
    """The keys that the files use: shared ones with an empty network, options with theirs."""
    for file in _files():
        text = file.read_text(encoding="utf-8")
        data = yaml.safe_load(text.split("---\n")[1] if file.suffix == ".md" else text)
        yield from _keys_of(data.get("defaults", {}))
        for entry in data.get("posts", [data]):
            yield from _keys_of(entry)
        if file.suffix == ".md":
            yield "", "text"


def _keys_of(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("", key) for key in entry)
    for network, given in entry.get("networks", {}).items():
        yield from ((network, key) for key in given)


def _options(schema: dict[str, Any], network: Network) -> set[str]:
    """The options of a network, of which LinkedIn and ideas have none."""
    return set(schema.get(network.value, {}).get("properties", {}))

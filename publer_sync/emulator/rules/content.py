"""Rules for the content of a post on its network; drafts and ideas may be unfinished.

The demands are documented; what Publer says where one is not met has not been seen, so the texts are
guesses, and an option lifts each rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publer_sync.emulator.rules.case import Case, Rule, Verdict, refuse
from publer_sync.emulator.store import workspace
from publer_sync.emulator.store.records import JsonObject, Post

NO_BOARD = "Pinterest requires a board"
NO_URL = "Url can't be blank"
NO_PRIVACY = "TikTok requires a privacy level"
NO_TITLE = "Title can't be blank"
NO_CONTENT = "Content can't be blank"
NOT_A_VIDEO = "This format requires a video"
NOT_A_DOCUMENT = "This format requires a document or photos"
CARDS = "A carousel can have at most 10 links"
FOREIGN = "Files must be uploaded to Publer first"
NO_SUCH_NAME = "{} not found"
NO_SERIES = "Recycling and recurring are not available for this network"
POLL_OPTIONS = "A poll needs 2 to 4 options"
POLL_LENGTH = "Poll options can have at most {} characters"
POLL_DAYS = "A poll can last at most {} days"

MOST_CARDS = 10
_PERMANENT = "https://cdn.publer.com/uploads/photos/"


@dataclass(frozen=True, slots=True)
class PollBounds:
    """Limits of a poll: length of an option in characters, duration in days."""

    characters: int
    days: int


_POLLS = {
    "twitter": PollBounds(25, 7),
    "linkedin": PollBounds(30, 14),
    "mastodon": PollBounds(50, 7),
}


def _rule(option: str, check: Rule) -> Rule:
    """A rule that an option can lift, and that leaves drafts and ideas alone."""

    def rule(case: Case) -> Verdict | None:
        if case.settings[option] == "accepted" or case.post.base_state == "draft":
            return None
        return check(case)

    return rule


def poll(case: Case) -> Verdict | None:
    """Options and duration of a poll."""
    bounds = _POLLS.get(case.post.network)
    if case.post.type != "poll" or bounds is None:
        return None
    options = [str(option) for option in _list(case.post.content.get("options"))]
    if not 2 <= len([option for option in options if option.strip()]) <= 4:
        return refuse(POLL_OPTIONS)
    if any(len(option) > bounds.characters for option in options):
        return refuse(POLL_LENGTH.format(bounds.characters))
    if int(case.post.content.get("duration") or 1) > bounds.days:
        return refuse(POLL_DAYS.format(bounds.days))
    return None


def board(case: Case) -> Verdict | None:
    """A pin needs a board."""
    missing = case.post.network == "pinterest" and not _album(case.post)
    return refuse(NO_BOARD) if missing else None


def url(case: Case) -> Verdict | None:
    """A link post needs its url, on the post or in its link."""
    link = case.post.content.get("link")
    inside = link.get("url") if isinstance(link, dict) else None
    missing = case.post.type == "link" and not (inside or case.post.content.get("url"))
    return refuse(NO_URL) if missing else None


def privacy(case: Case) -> Verdict | None:
    """TikTok wants to be told who may see a post."""
    missing = case.post.network == "tiktok" and not _details(case.post).get("privacy")
    return refuse(NO_PRIVACY) if missing else None


def title(case: Case) -> Verdict | None:
    """Videos on YouTube and photos on TikTok have titles."""
    photos = case.post.network == "tiktok" and case.post.type in ("photo", "carousel")
    needs = case.post.network == "youtube" or photos
    return refuse(NO_TITLE) if needs and not (case.post.title or "").strip() else None


def content(case: Case) -> Verdict | None:
    """An article is its blocks, each with an id, a type and data."""
    if case.post.type != "article":
        return None
    blocks = _list(case.post.content.get("content"))
    whole = all(
        isinstance(block, dict) and {"id", "type", "data"} <= block.keys() for block in blocks
    )
    return None if blocks and whole else refuse(NO_CONTENT)


def media_of_format(case: Case) -> Verdict | None:
    """Reels and Shorts are videos; a document is one file, or photos."""
    kinds = {item.get("type") for item in case.post.media}
    if case.post.format in ("reel", "short") and kinds != {"video"}:
        return refuse(NOT_A_VIDEO)
    if case.post.format == "document" and not kinds <= {"document", "photo"}:
        return refuse(NOT_A_DOCUMENT)
    return None


def cards(case: Case) -> Verdict | None:
    """A carousel of links has so many cards at most."""
    number = len(_list(case.post.content.get("sublinks")))
    return refuse(CARDS) if number > MOST_CARDS else None


def files(case: Case) -> Verdict | None:
    """Check that each file named by its path is kept by Publer; pictures of cards may be the page's."""
    foreign = (path for path in _paths(case.post) if not str(path).startswith(_PERMANENT))
    return refuse(FOREIGN) if next(foreign, None) else None


def names(case: Case) -> Verdict | None:
    """Signatures, albums and boards are those of the account."""
    account_id = case.post.account_id or ""
    for word, value, known_names in (
        ("Album", _album(case.post), workspace.ALBUMS.get(account_id, [])),
        ("Signature", case.post.target.get("signature"), workspace.SIGNATURES.get(account_id, [])),
    ):
        if value and value not in [thing["id"] for thing in known_names]:
            return refuse(NO_SUCH_NAME.format(word))
    return None


def series(case: Case) -> Verdict | None:
    """Three networks have neither recycling nor recurring posts."""
    is_repeat = case.post.base_state in ("recycling", "recurring")
    without = case.post.network in ("youtube", "tiktok", "wordpress")
    return refuse(NO_SERIES) if is_repeat and without else None


def _album(post: Post) -> Any:
    return (
        post.target.get("album_id") or post.content.get("boardId") or post.content.get("board_id")
    )


def _paths(post: Post) -> Iterator[Any]:
    """Every address of a file that the post names; those that are left empty do not count."""
    message_data = post.content
    results = [_dict(message_data.get("featured_media")).get("path")]
    for item in post.media:
        results += [data.get("real") for data in _dicts(item.get("thumbnails"))]
    for block in _dicts(message_data.get("content")):
        results += [_dict(block.get("data")).get("url")] if block.get("type") == "media" else []
    for comment in _dicts(post.target.get("comments")):
        medium = _dict(comment.get("media"))
        results += [medium.get("path"), medium.get("thumbnail")]
    yield from (path for path in results if path)


def _details(post: Post) -> JsonObject:
    return _dict(post.content.get("details"))


def _dict(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[JsonObject]:
    return [item for item in _list(value) if isinstance(item, dict)]


RULES: tuple[Rule, ...] = (
    _rule("poll_rules", poll),
    _rule("missing_board", board),
    _rule("missing_url", url),
    _rule("missing_privacy", privacy),
    _rule("missing_title", title),
    _rule("missing_content", content),
    _rule("format_media", media_of_format),
    _rule("too_many_cards", cards),
    _rule("foreign_files", files),
    _rule("unknown_names", names),
    _rule("series_networks", series),
)

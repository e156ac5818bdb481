"""Rules of a job: refusals and losses, one per function, in the order they are asked.

A rule answers None when it has nothing to say. The texts of the messages were seen in production
wherever the rule says nothing else.
"""

from datetime import date

from publer_sync.emulator.options.settings import Settings
from publer_sync.emulator.posting.timing import start_zone, time_shift
from publer_sync.emulator.rules import content as content_rules
from publer_sync.emulator.rules import networks
from publer_sync.emulator.rules.case import LOSE, MAKE, Case, Rule, Verdict, refuse
from publer_sync.emulator.rules.networks import text_length
from publer_sync.emulator.store.records import IDEA_STATES, Post
from publer_sync.emulator.store.times import DAY, day_of, iso
from publer_sync.emulator.views.posts import public_id

COMPOSER = (
    "The composer is in a bad state for this account as it's missing the social network params."
)
COLLISION = "There's another post at this time. A one minute gap is required between posts"
BACKDATED = "Posts cannot be backdated"
DUPLICATE = (
    "You may not post duplicative or substantially similar Tweets across one or more accounts."
)
NO_METHOD = "undefined method 'count' for nil"
NO_MEDIA_ID = "Calling Document.find with nil is invalid"
BAD_TYPE = "Post type is not valid"
NO_VIDEO = "YouTube requires a video attached"
SAME_TEXT = "Post {} at {} has the same text."
BAD_START = "Start date can't be after the post"
DAILY = "You have reached the daily limit of posts for this account"
TOO_LONG = "Text is too long"
EMPTY = "Text can't be blank"

X_WINDOW = 5 * DAY

_PENDING = ("scheduled", "publishing", "recycling", "recurring")


def judge(case: Case) -> Verdict:
    """The first verdict that a rule gives, or MAKE."""
    return next((verdict for rule in RULES if (verdict := rule(case))), MAKE)


def private_idea(case: Case) -> Verdict | None:
    """Ideas that only their creator sees take no accounts."""
    strict = case.settings["draft_private_accounts"] == "failure"
    if strict and case.post.state == "draft_private" and case.post.account_id:
        return refuse("Private drafts cannot have accounts")
    return None


def media_place(case: Case) -> Verdict | None:
    """Media belong inside the network object, as a list under `media`."""
    if "media" in case.post.entry:
        return refuse(NO_METHOD)
    if case.post.state in IDEA_STATES:
        return None
    if networks.needs_media(case.post) and "media" not in case.post.content:
        return refuse(NO_VIDEO if case.post.network == "youtube" else NO_METHOD)
    return None


def reel(case: Case) -> Verdict | None:
    """type: reel was accepted and then nothing existed, twelve times."""
    if case.post.type != "reel" or case.post.network not in ("facebook", "instagram"):
        return None
    return {"silent_loss": LOSE, "failure": refuse(BAD_TYPE), "accepted": None}[
        case.settings["reel_type"]
    ]


def kind(case: Case) -> Verdict | None:
    """Each network takes its own types."""
    if case.post.state in IDEA_STATES:
        return None
    if case.post.type not in networks.TYPES[case.post.network]:
        return refuse(BAD_TYPE)
    if networks.needs_media(case.post) and not case.post.media:
        return refuse(NO_VIDEO if case.post.network == "youtube" else BAD_TYPE)
    return None


def media_ids(case: Case) -> Verdict | None:
    """A media item is known by its id; a url alone was accepted and then nothing existed."""
    for item in case.post.media:
        if not item.get("id"):
            lost = case.settings["media_url_in_post"] == "silent_loss"
            return LOSE if lost else refuse(NO_MEDIA_ID)
        if item["id"] not in case.media_ids:
            return refuse(f"Document(s) not found for class Media with id(s) {item['id']}.")
    return None


def empty(case: Case) -> Verdict | None:
    """There must be something to post; the wording is a guess."""
    if case.settings["empty_text"] == "accepted" or case.post.base_state == "draft":
        return None
    content = case.post.content
    others = ("url", "link", "sublinks", "options", "content", "title")
    if case.post.text.strip() or case.post.media or any(content.get(key) for key in others):
        return None
    return refuse(EMPTY)


def overlong(case: Case) -> Verdict | None:
    """Texts over the network's limit; the wording is a guess."""
    if (
        case.settings["overlong_text"] == "failure"
        and case.timed
        and is_overlong(case.post, case.settings)
    ):
        return refuse(TOO_LONG)
    return None


def is_overlong(post: Post, settings: Settings) -> bool:
    """Return whether the network would refuse the text, or the title of a video on YouTube."""
    limit = networks.TEXT_LIMITS.get(post.network)
    if post.network == "twitter" and post.format == "long_post":
        limit = networks.LONG_POST_LIMIT
    full = settings["mastodon_mentions"] == "in_full"
    if limit is not None and text_length(post.network, post.text, full_mentions=full) > limit:
        return True
    return post.network == "youtube" and len(post.title or "") > 100


def backdated(case: Case) -> Verdict | None:
    """The time is looked at when the job runs, not when the request comes in."""
    if not case.timed or case.publish_now or case.settings["backdated"] != "failure":
        return None
    sent_at = _time(case.post) - time_shift(case.post.target, case.settings)
    return refuse(BACKDATED) if sent_at < case.at else None


def start_day(case: Case) -> Verdict | None:
    """Recycling cannot start on a day after the post's own; the wording is a guess."""
    rule = case.post.entry.get("recycling")
    start = rule.get("start_date") if isinstance(rule, dict) else None
    if not case.timed or case.post.base_state != "recycling" or not start:
        return None
    own_day = day_of(_time(case.post), start_zone(case.settings))
    return refuse(BAD_START) if date.fromisoformat(str(start)[:10]) > own_day else None


def horizon(case: Case) -> Verdict | None:
    """Plans schedule only so far ahead; documented once, the wording is a guess."""
    if not case.settings.on("horizon") or not case.timed:
        return None
    days = networks.HORIZON_DAYS[case.settings["plan"]]
    if _time(case.post) > case.at + days * DAY:
        return refuse("Posts cannot be scheduled that far ahead")
    return None


def daily(case: Case) -> Verdict | None:
    """So many posts per account in any 24 hours; the wording is a guess."""
    if not case.settings.on("daily_limits") or not case.timed:
        return None
    at = _time(case.post)
    row = networks.daily_kind(case.post)
    near = [at]
    for other in case.others:
        counted = _counts(other, case.post) and networks.daily_kind(other) == row
        if counted and abs(_time(other) - at) < DAY:
            near.append(_time(other))
    near.sort()
    settings = case.settings
    limit = networks.daily_limit(case.post, settings["plan"], settings["daily_table"])
    windows = zip(near, near[limit:], strict=False)
    return refuse(DAILY) if any(last - first < DAY for first, last in windows) else None


def duplicate(case: Case) -> Verdict | None:
    """X refuses a text that it has published, or is about to.

    The message names the other post where it is further away than X's own window.
    """
    kind, _, days = case.settings["x_duplicates"].partition(":")
    if kind == "off" or case.post.network != "twitter" or not case.timed:
        return None
    duplicates = [other for other in case.others if _has_same_text(other, case.post)]
    if kind == "within":
        duplicates = [
            other
            for other in duplicates
            if other.account_id == case.post.account_id
            and _distance(other, case.post) < int(days) * DAY
        ]
    elif kind == "published_only":
        duplicates = [other for other in duplicates if other.base_state == "published"]
    if not duplicates:
        return None
    nearest = min(duplicates, key=lambda other: _distance(other, case.post))
    if _distance(nearest, case.post) <= X_WINDOW:
        return refuse(DUPLICATE)
    other_post = SAME_TEXT.format(public_id(nearest), iso(_time(nearest)))
    return refuse(f"{DUPLICATE} {other_post}")


def _has_same_text(other: Post, post: Post) -> bool:
    text = _squeezed(post.text)
    out = other.base_state in ("published", *_PENDING) and other.scheduled_at is not None
    return other.network == "twitter" and out and text == _squeezed(other.text) != ""


def _distance(other: Post, post: Post) -> float:
    return abs(_time(other) - _time(post))


def collision(case: Case) -> Verdict | None:
    """Two posts of an account need a minute between them."""
    if not case.timed or not any(_collides(other, case) for other in case.others):
        return None
    is_created = case.settings["collision"] == "false_failure"
    silent = case.settings["collision"] == "silent_loss"
    return LOSE if silent else Verdict(is_created, COLLISION)


def _collides(other: Post, case: Case) -> bool:
    if other.account_id != case.post.account_id or other.scheduled_at is None:
        return False
    states = {
        "scheduled": _PENDING,
        "scheduled_and_published": ("published", *_PENDING),
        "all": ("published", "failed", "draft", *_PENDING),
    }[case.settings["minute_rule_counts"]]
    if other.base_state not in states:
        return False
    at, duration = _time(case.post), other.scheduled_at
    if case.settings["minute_rule_width"] == "same_minute":
        return at // 60 == duration // 60
    return abs(at - duration) < 60


def _counts(other: Post, post: Post) -> bool:
    return (
        other.account_id == post.account_id
        and other.scheduled_at is not None
        and other.base_state in ("published", *_PENDING)
    )


def _time(post: Post) -> float:
    assert post.scheduled_at is not None
    return post.scheduled_at


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


RULES: tuple[Rule, ...] = (
    private_idea,
    media_place,
    reel,
    kind,
    media_ids,
    *content_rules.RULES,
    empty,
    overlong,
    backdated,
    start_day,
    horizon,
    collision,
    daily,
    duplicate,
)

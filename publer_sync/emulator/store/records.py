"""Records of the emulator: posts, media and jobs, as frozen data."""

from dataclasses import dataclass, field
from typing import Any

JsonObject = dict[str, Any]

IDEA_STATES = ("draft_public", "draft_private")
STATES = (
    "scheduled",
    "scheduled_approved",
    "scheduled_pending",
    "scheduled_declined",
    "scheduled_reauth",
    "scheduled_locked",
    "publishing",
    "published",
    "published_posted",
    "published_deleted",
    "published_hidden",
    "draft",
    *IDEA_STATES,
    "failed",
    "recycling",
    "recycling_active",
    "recycling_paused",
    "recycling_expired",
    "recycling_failed",
    "recycling_pending",
    "recycling_declined",
    "recycling_reauth",
    "recycling_locked",
    "recurring",
)


@dataclass(frozen=True, slots=True)
class Post:
    """One entry on one account; `content`, `target` and `entry` hold what was sent, untouched."""

    id: str
    account_id: str | None
    network: str
    state: str
    type: str
    text: str
    created_at: float
    updated_at: float
    visible_at: float
    title: str | None = None
    scheduled_at: float | None = None
    published_at: float | None = None
    post_link: str | None = None
    link_at: float = 0.0
    failure: str | None = None
    dooms: str | None = None
    media: tuple[JsonObject, ...] = ()
    content: JsonObject = field(default_factory=dict)
    target: JsonObject = field(default_factory=dict)
    entry: JsonObject = field(default_factory=dict)
    origin: str = "api"
    job_id: str | None = None
    parent_id: str | None = None
    number: int | None = None
    runs: int = 0
    stuck: bool = False
    deleted_at: float | None = None
    before_edit: JsonObject | None = None
    occurrence: float | None = None
    """The time in its series of a post that is listed before it goes out."""
    hidden_until: float | None = None
    hidden_listings: int = 0

    @property
    def base_state(self) -> str:
        """The plain word of the state: `scheduled` for `scheduled_pending`."""
        return self.state.partition("_")[0]

    @property
    def format(self) -> str | None:
        """The format that details.type names, such as `reel`."""
        details = self.content.get("details")
        kind = details.get("type") if isinstance(details, dict) else None
        return kind if isinstance(kind, str) else None

    @property
    def is_listed_ahead(self) -> bool:
        """Return whether the post belongs to a series and has not gone out yet."""
        return self.occurrence is not None and self.state == "scheduled" and not self.deleted_at

    def is_hidden(self, now: float) -> bool:
        """Return whether a control call keeps the post out of the listings."""
        return self.hidden_listings > 0 or (self.hidden_until or 0.0) > now

    @property
    def auto_scheduled(self) -> bool:
        """Return whether a posting schedule chose the time."""
        return bool(self.entry.get("auto") or self.entry.get("share_next"))


@dataclass(frozen=True, slots=True)
class Media:
    """A file of the library; its bytes are kept apart."""

    id: str
    type: str
    name: str
    mime: str
    size: int
    sha256: str
    created_at: float
    caption: str | None = None
    source: str | None = None
    url: str | None = None
    width: int | None = None
    height: int | None = None
    in_library: bool = False
    direct_upload: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Work that was accepted; it runs when the clock reaches `due_at`."""

    id: str
    kind: str
    body: JsonObject
    created_at: float
    due_at: float
    fate: str | None = None
    polls: int = 0
    is_done: bool = False
    failures: tuple[JsonObject, ...] = ()
    created_ids: tuple[str, ...] = ()
    outcomes: tuple[JsonObject, ...] = ()

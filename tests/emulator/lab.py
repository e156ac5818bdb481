"""An emulator in process with a clock that only moves when a test moves it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from publer_sync.emulator.app import create_app
from publer_sync.emulator.store.seed import ACCOUNTS, API_KEY, WORKSPACE_ID

NOW = 1_795_500_000.0  # Tuesday 24 November 2026, 06:00 UTC, 07:00 in the workspace's zone
ID = {account.alias: account.id for account in ACCOUNTS}
X, BLUESKY, LINKEDIN = ID["shop-x"], ID["shop-bluesky"], ID["shop-linkedin"]
FACEBOOK, INSTAGRAM, YOUTUBE = ID["shop-facebook"], ID["shop-instagram"], ID["shop-youtube"]
HEADERS = {"Authorization": f"Bearer-API {API_KEY}", "Publer-Workspace-Id": WORKSPACE_ID}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (640).to_bytes(4) + (480).to_bytes(4)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00"
BLOCKS = [{"id": "1", "type": "paragraph", "data": {"text": "Hello"}}]
Json = dict[str, Any]


def at(minutes: float) -> str:
    """The time so many minutes after NOW, as a client sends it."""
    return datetime.fromtimestamp(NOW + minutes * 60, UTC).isoformat()


def entry(
    account: str = BLUESKY,
    minutes: float | None = 60,
    *,
    content: Mapping[str, Any] | None = None,
    target: Mapping[str, Any] | None = None,
    **others: Any,
) -> Json:
    """An entry for one account: a plain text an hour from now unless told otherwise."""
    told = {"type": "status", "text": "Hello"} | dict(content or {})
    time = {} if minutes is None else {"scheduled_at": at(minutes)}
    return {
        "networks": {"default": told},
        "accounts": [{"id": account, **time, **(target or {})}],
        **others,
    }


class Lab:
    """An emulator, a client of its API, and one of its control calls."""

    def __init__(
        self,
        options: Mapping[str, str] | None = None,
        *,
        database: str | Path = ":memory:",
        seed: int = 0,
    ) -> None:
        self.time = NOW
        self.slept: list[float] = []
        self.app = create_app(
            options={"rate_limit": "off", **(options or {})},
            database=database,
            clock=lambda: self.time,
            sleep=self.slept.append,
            seed=seed,
        )
        transport = httpx.WSGITransport(app=self.app)
        base = "http://127.0.0.1"
        self.api = httpx.Client(transport=transport, base_url=f"{base}/api/v1", headers=HEADERS)
        self.control = httpx.Client(transport=transport, base_url=f"{base}/_emulator")

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.time += seconds

    def post_job(self, path: str, body: Json) -> Json:
        """The final answer of the job that a request starts."""
        job_id = self.api.post(path, json=body).raise_for_status().json()["job_id"]
        return self.finish(job_id)

    def finish(self, job_id: str) -> Json:
        """Wait until a job and its posts can be seen."""
        self.api.get(f"/job_status/{job_id}")
        self.wait(2)
        answer: Json = self.api.get(f"/job_status/{job_id}").json()
        return answer

    def schedule(self, *entries: Json, state: str = "scheduled") -> Json:
        """The job that schedules some entries."""
        return self.post_job("/posts/schedule", {"bulk": {"state": state, "posts": list(entries)}})

    def publish(self, *entries: Json, state: str = "scheduled") -> Json:
        """The job that publishes some entries at once."""
        body = {"bulk": {"state": state, "posts": list(entries)}}
        return self.post_job("/posts/schedule/publish", body)

    def messages(self, *entries: Json, state: str = "scheduled") -> list[str]:
        """What the job says about entries that failed."""
        failures = self.schedule(*entries, state=state)["payload"]["failures"]
        return [one["message"] for records in failures.values() for one in records]

    def posts(self, **query: Any) -> list[Json]:
        """The first page of GET /posts."""
        found: list[Json] = self.api.get("/posts", params=query).raise_for_status().json()["posts"]
        return found

    def texts(self, **query: Any) -> list[str]:
        """The texts of the first page of GET /posts."""
        return [post["text"] for post in self.posts(**query)]

    def inside(self) -> list[Json]:
        """Every post with everything the emulator knows."""
        found: list[Json] = self.control.get("/posts").json()
        return found

    def by_hand(self, account: str | None = BLUESKY, minutes: float | None = 60, **f: Any) -> Json:
        """A post that a colleague makes in the web app."""
        time = {} if minutes is None else {"scheduled_at": at(minutes)}
        sent = {"account_id": account, "text": "By hand", **time, **f}
        made: Json = self.control.post("/posts", json=sent).raise_for_status().json()
        return made

    def upload(self, content: bytes = PNG, name: str = "a.png", **form: str) -> Json:
        """The answer to an upload."""
        files = {"file": (name, content)}
        answer: Json = self.api.post("/media", files=files, data=form).raise_for_status().json()
        return answer

    def fault(self, kind: str, **where: Any) -> None:
        """Set a fault."""
        self.control.post("/faults", json={"kind": kind, **where}).raise_for_status()

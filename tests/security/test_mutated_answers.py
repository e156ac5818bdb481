"""Whatever stands at whatever place of Publer's answers, reading them ends in data or in one clear error."""

from __future__ import annotations

import json
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publer_sync.errors import PublerSyncError
from publer_sync.model.network import Network
from tests.support.planning import NOW
from tests.support.scripted import KEY, WORKSPACE, a_server, writes

ACCOUNT = {"id": "63c6", "provider": "twitter", "name": "Shop", "type": "profile"}
POST: dict[str, Any] = {
    "id": "9a", "account_id": "63c6", "state": "scheduled", "type": "status", "text": "hello", "title": None,
    "scheduled_at": NOW.isoformat(), "post_link": "https://x.com/1", "media": [{"id": "m1"}], "failure": "no",
}  # fmt: skip
JOB = {
    "success": True,
    "data": {"status": "complete", "result": {"status": "complete", "payload": {"failures": {"63c6": [
        {"message": "too long", "account_id": "63c6", "account_name": "Shop"}]}}}},
}  # fmt: skip
MEDIUM = {
    "id": "m1",
    "type": "photo",
    "path": "https://x/y",
    "validity": {"twitter": {"status": True}},
}
THING = {"id": "t1", "name": "Board", "label": "x", "info": "y", "address": None}
GOOD: dict[str, Any] = {
    "/accounts": [ACCOUNT, ACCOUNT | {"id": "77"}],
    "/workspaces": [{"id": WORKSPACE, "name": "Corner", "plan": "business"}],
    "/posts": {"posts": [POST, POST | {"id": "9b"}], "total": 2, "page": 0, "total_pages": 1},
    "/job_status/j1": JOB,
    "/media": {"media": [MEDIUM], "total": 1},
    f"/workspaces/{WORKSPACE}/signatures": [{"account_id": "63c6", "signatures": [THING]}],
    f"/workspaces/{WORKSPACE}/media_options": [{"id": "63c6", "albums": [THING], "watermarks": [THING]}],
    "/locations/instagram": [THING],
}  # fmt: skip

STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, -1, 10**30, 1.5, "", "x" * 1000, "\x1b[2J", "\ud800", "a&post_ids[]=b",
     "\u202e", [], [[]], {}, {"": ""}, {"id": None}, "2036-02-30T00:00:00Z", "9999-12-31T23:59:59-14:00",
     KEY, [{"id": "a"}, {"id": "a"}]]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """A good answer in which something, at whatever depth, was replaced, removed, doubled or wrapped."""
    if draw(st.integers(0, 5)) == 0 or not isinstance(value, (dict, list)) or not value:
        return draw(st.one_of(STRANGE, st.just([value]), st.just({"data": value}), st.just(value)))
    if isinstance(value, list):
        at = draw(st.integers(0, len(value) - 1))
        middle = draw(st.sampled_from(["one", "none", "twice"]))
        new = {"one": 1, "none": 0, "twice": 2}[middle] * [draw(mutated(value[at]))]
        return [*value[:at], *new, *value[at + 1 :]]
    key = draw(st.sampled_from(sorted(value)))
    if draw(st.booleans()):
        return {**value, key: draw(mutated(value[key]))}
    return {name: item for name, item in value.items() if name != key}


@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_answers_end_in_data_or_in_an_error(data: st.DataObject) -> None:
    answers = {path: json.dumps(data.draw(mutated(good))) for path, good in GOOD.items()}

    def answer(request: httpx.Request) -> httpx.Response:
        return writes(answers[request.url.path.removeprefix("/api/v1")])

    reader = a_server(answer).reader()
    calls = (
        reader.accounts, reader.workspaces, reader.ideas, lambda: reader.job("j1"),
        lambda: reader.posts(["63c6"], NOW, NOW), lambda: reader.undated_drafts(["63c6"]),
        lambda: reader.series(["63c6"]), lambda: reader.known_media(["m1"]),
        lambda: reader.signatures(WORKSPACE, ["63c6"]), lambda: reader.media_options(WORKSPACE, ["63c6"]),
        lambda: reader.locations(Network.INSTAGRAM, "x"),
    )  # fmt: skip
    for call in calls:
        try:
            assert KEY not in repr(call())
        except PublerSyncError as error:
            assert KEY not in str(error)

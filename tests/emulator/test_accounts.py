"""Users, workspaces, accounts, and what hangs on them."""

from typing import Any

import pytest

from publer_sync.emulator.store.seed import ACCOUNTS, WORKSPACE_ID, accounts_block
from tests.emulator.lab import FACEBOOK, ID, Lab, X


def test_the_user_is_known_without_a_workspace(lab: Lab) -> None:
    answer = lab.api.get("/users/me", headers={"Publer-Workspace-Id": ""})
    assert answer.json()["name"] == "ana"


def test_there_is_one_workspace(lab: Lab) -> None:
    (workspace,) = lab.api.get("/workspaces").json()
    assert (workspace["id"], workspace["plan"]) == (WORKSPACE_ID, "business")


def test_each_network_has_an_account(lab: Lab) -> None:
    accounts = lab.api.get("/accounts").json()
    assert len(accounts) == 15
    assert len({account["provider"] for account in accounts}) == 13
    assert len({account["id"] for account in accounts}) == 15


def test_the_accounts_block_names_the_type_only_where_it_must() -> None:
    lines = accounts_block().splitlines()
    assert lines[0] == "accounts:"
    assert len(lines) == len(ACCOUNTS) + 1
    assert lines[1].split() == ["shop-x:", "{id:", f"{X},", "network:", "twitter}"]
    assert lines[2].endswith("network: linkedin, type: in_page}")


@pytest.mark.parametrize(
    ("headers", "status", "text"),
    [
        ({"Authorization": ""}, 403, "Invalid API key or not active for this account."),
        ({"Authorization": "Bearer emulator-key"}, 403, "Invalid API key"),
        ({"Publer-Workspace-Id": ""}, 401, "You don't have access on this workspace"),
        ({"Publer-Workspace-Id": "f" * 24}, 401, "You don't have access on this workspace"),
    ],
)
def test_who_may_not_ask(lab: Lab, headers: dict[str, str], status: int, text: str) -> None:
    answer = lab.api.get("/accounts", headers=headers)
    assert answer.status_code == status
    assert text in answer.json()["errors"][0]


def test_media_options_per_account(lab: Lab) -> None:
    query = {"accounts[]": [FACEBOOK, ID["shop-pinterest"], "unknown"]}
    answer = lab.api.get(f"/workspaces/{WORKSPACE_ID}/media_options", params=query).json()
    assert [album["type"] for one in answer for album in one["albums"]] == [
        "facebook",
        "pinterest",
        "pinterest",
    ]
    assert answer[0]["watermarks"][0]["position"] == "bottom_right"


def test_signatures_per_account(lab: Lab) -> None:
    query = {"accounts[]": [FACEBOOK, X]}
    answer = lab.api.get(f"/workspaces/{WORKSPACE_ID}/signatures", params=query).json()
    assert [len(one["signatures"]) for one in answer] == [1, 0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/workspaces/{WORKSPACE_ID}/signatures", 400),
        (f"/workspaces/{WORKSPACE_ID}/media_options", 400),
        ("/workspaces/other/signatures?accounts[]=1", 401),
        ("/locations/twitter?q=rome", 404),
    ],
)
def test_what_cannot_be_looked_up(lab: Lab, path: str, status: int) -> None:
    assert lab.api.get(path).status_code == status


def test_locations_by_words(lab: Lab) -> None:
    (tirana,) = lab.api.get("/locations/facebook", params={"q": "albania"}).json()
    assert (tirana["name"], tirana["verified"], tirana["checkins"]) == ("Tirana", None, "590")


@pytest.mark.parametrize("url", ["publer.com", "https://publer.com"])
def test_a_link_is_looked_up_without_leaving_the_machine(lab: Lab, url: str) -> None:
    link = lab.api.post("/posts/links", json={"url": url}).json()["link"]
    assert (link["url"], link["original_url"]) == ("https://publer.com", url)


@pytest.mark.parametrize("body", [{}, {"url": ""}, [], "x"])
def test_a_link_needs_a_url(lab: Lab, body: Any) -> None:
    assert lab.api.post("/posts/links", json=body).status_code == 422


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/posts", 404),
        ("DELETE", "/posts/1", 404),
        ("POST", "/posts/1/delete", 404),
        ("GET", "/drafts", 404),
        ("PATCH", "/posts/1", 404),
        ("GET", "/me", 404),
        ("GET", "/posts/1", 403),
        ("GET", "/job_status/1", 404),
    ],
)
def test_routes_that_do_not_exist(lab: Lab, method: str, path: str, status: int) -> None:
    answer = lab.api.request(method, path)
    assert answer.status_code == status
    assert answer.json()["errors"]

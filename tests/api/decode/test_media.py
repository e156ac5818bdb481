"""Media in Publer's answers, in all the shapes that were seen or documented."""

from __future__ import annotations

from typing import Any

import pytest

from publer_sync.api.decode.media import ImportedMedia, UploadedMedia, imported, uploaded


def test_an_upload_answer() -> None:
    body = {
        "id": "m1",
        "path": "https://cdn.publer.com/a.png",
        "type": "photo",
        "validity": {"instagram": {"photo": True, "reel": False}, "google": {"photo": True}},
    }
    assert uploaded(body) == UploadedMedia(
        "m1",
        "photo",
        "https://cdn.publer.com/a.png",
        {"instagram": {"photo": True, "reel": False}, "google": {"photo": True}},
    )


@pytest.mark.parametrize(
    "validity", [None, [], {}, "yes", {"x": None}, {"x": {"photo": "no"}}, {"x": {"photo": 0}}]
)
def test_a_validity_that_says_nothing_plainly_refuses_nothing(validity: Any) -> None:
    found = uploaded({"id": "m1", "validity": validity})
    assert found
    assert not any(takes is False for types in found.validity.values() for takes in types.values())
    assert (found.type, found.path) == ("", None)


M1 = UploadedMedia("m1", "video")


@pytest.mark.parametrize(
    "payload",
    [
        [{"id": "m1", "type": "video"}],
        {"media": [{"id": "m1", "type": "video"}]},
        {"id": "m1", "type": "video"},
        [{"error": "one"}, {"id": "m1", "type": "video"}],
    ],
)
def test_an_import_that_worked(payload: Any) -> None:
    assert imported(payload).medium == M1


@pytest.mark.parametrize("payload", [[{"error": "too big"}], {"media": [{"error": "too big"}]}])
def test_an_import_that_publer_refused(payload: Any) -> None:
    assert imported(payload) == ImportedMedia(error="too big")


@pytest.mark.parametrize("payload", [None, [], {}, {"media": []}, {"failures": {}}, ["x"], "x"])
def test_an_import_that_came_to_nothing(payload: Any) -> None:
    assert imported(payload) == ImportedMedia()

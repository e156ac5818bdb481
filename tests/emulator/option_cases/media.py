"""Files and imports."""

from __future__ import annotations

from typing import Any

from tests.emulator.lab import PNG, Lab
from tests.emulator.option_cases.case import (
    Case,
)


def upload_status(lab: Lab) -> int:
    return lab.api.post("/media", files={"file": ("a.png", PNG)}).status_code


def media_listed(lab: Lab) -> Any:
    lab.upload()
    answer = lab.api.get("/media")
    return answer.json().get("total", answer.status_code)


def unused_media(lab: Lab) -> int:
    lab.upload()
    lab.wait(3600)
    params = {"types[]": "photo", "used[]": "false"}
    return int(lab.api.get("/media", params=params).json()["total"])


def media_page(lab: Lab) -> int:
    lab.upload()
    lab.upload()
    params = {"types[]": "photo", "used[]": "false"}
    return len(lab.api.get("/media", params=params).json()["media"])


def imports(lab: Lab) -> list[int]:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    return [lab.api.post("/media/from-url", json=body).status_code for _ in range(2)]


def import_payload(lab: Lab) -> list[str]:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    payload = lab.post_job("/media/from-url", body)["payload"]
    return [one.get("error") or one["type"] for one in payload]


def import_envelope(lab: Lab) -> str:
    body = {"media": [{"url": "https://example.com/a.mp4", "name": "a.mp4"}], "type": "single"}
    return type(lab.post_job("/media/from-url", body)["payload"]).__name__


CASES: dict[str, Case] = {
    "max_upload": Case(upload_status, {"200000000": 200, "10": 413}),
    "validity": Case(
        lambda lab: bool(lab.upload()["validity"]), {"computed": True, "empty": False}
    ),
    "missing_media_filters": Case(media_listed, {"refused": 400, "empty": 0, "everything": 1}),
    "media_lifetime": Case(unused_media, {"forever": 1, "600": 0}),
    "media_page_size": Case(media_page, {"20": 2, "1": 1}),
    "concurrent_imports": Case(imports, {"refused": [200, 403], "allowed": [200, 200]}),
    "import_outcome": Case(
        import_payload,
        {
            "imported": ["video"],
            "unreadable": [],
            "too_large": ["Videos need to be smaller than 2 gb"],
        },
    ),
    "import_payload": Case(import_envelope, {"array": "list", "object": "dict"}),
}

"""Upload, the library, imports, and what a file is."""

import io
from typing import Any

import pytest
from PIL import Image

from publer_sync.emulator.store.file_kind import picture_size, sniff
from tests.emulator.lab import MP4, PNG, Lab, entry

EVERYTHING = {"types[]": ["photo", "video", "gif"], "used[]": ["true", "false"]}


def picture(kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48)).save(buffer, kind, **how)
    return buffer.getvalue()


WEBP_PLAIN = picture("WEBP")
WEBP_LOSSLESS = picture("WEBP", lossless=True)
WEBP_EXTENDED = picture("WEBP", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00")


def test_an_upload_answers_with_what_the_file_is(lab: Lab) -> None:
    answer = lab.upload(PNG, "front.png")
    assert (answer["type"], answer["name"]) == ("photo", "front.png")
    assert (answer["width"], answer["height"]) == (640, 480)
    assert answer["validity"]["instagram"] == {"photo": True, "story": True}
    assert answer["validity"]["threads"] == {"photo": True}


def test_a_small_picture_is_not_for_every_network(lab: Lab) -> None:
    validity = lab.upload(picture("PNG"))["validity"]
    assert (validity["instagram"]["photo"], validity["twitter"]["photo"]) == (False, True)


def test_a_video_has_no_size(lab: Lab) -> None:
    answer = lab.upload(MP4, "film.mp4")
    assert (answer["type"], answer["width"]) == ("video", None)
    assert answer["validity"]["youtube"] == {"video": True, "short": True}


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "..\\front.png", "a/b/front.png"])
def test_a_file_name_is_no_path(lab: Lab, name: str) -> None:
    assert "/" not in lab.upload(PNG, name)["name"]


def test_an_upload_without_a_file_is_no_http_error(lab: Lab) -> None:
    answer = lab.api.post("/media", data={"in_library": "true"})
    assert answer.status_code == 200
    assert answer.json() == {"error": "undefined method 'content_type' for nil"}


def test_a_file_of_no_known_kind_is_refused(lab: Lab) -> None:
    assert lab.api.post("/media", files={"file": ("a.txt", b"text")}).status_code == 422


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_size_of_a_picture_is_read_from_its_header(kind: str) -> None:
    assert picture_size(picture(kind)) == (64, 48)


@pytest.mark.parametrize("content", [WEBP_PLAIN, WEBP_LOSSLESS, WEBP_EXTENDED])
def test_each_form_of_webp_tells_its_size(content: bytes) -> None:
    assert picture_size(content) == (64, 48)


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"\xff\xd8\xff", b"RIFF0000WEBPVP8 "])
def test_a_broken_picture_has_no_size(content: bytes) -> None:
    assert picture_size(content) is None


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (picture("JPEG"), "lies.png", "jpg"),
        (b"GIF89a", "", "gif"),
        (b"\x00\x00\x00\x14ftypqt  ", "", "mov"),
        (b"\x1aE\xdf\xa3", "", "webm"),
        (b"RIFF\x00\x00\x00\x00AVI ", "", "avi"),
        (b"%PDF-1.7", "", "pdf"),
        (b"PK\x03\x04..word/document.xml", "", "docx"),
        (b"PK\x03\x04..ppt/slides", "", "pptx"),
        (b"\xd0\xcf\x11\xe0", "deck.ppt", "ppt"),
        (b"\xd0\xcf\x11\xe0", "letter", "doc"),
        (b"unknown", "film.MOV", "mov"),
        (b"unknown", "photo.jpeg", "jpg"),
    ],
)
def test_a_file_is_known_by_its_content_then_by_its_name(
    content: bytes, name: str, kind: str
) -> None:
    found = sniff(content, name)
    assert found is not None
    assert found.format == kind


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["used.png", "film.mp4"]),
        ({"types[]": "video"}, ["film.mp4"]),
        ({"used[]": "true"}, ["used.png"]),
        ({"search": "FILM"}, ["film.mp4"]),
        ({"source[]": "canva"}, []),
        ({"page": "1"}, []),
    ],
)
def test_the_library_is_filtered(lab: Lab, query: dict[str, Any], names: list[str]) -> None:
    used = lab.upload(name="used.png")
    lab.upload(MP4, "film.mp4", in_library="true")
    lab.upload(b"%PDF-", "sheet.pdf")
    lab.schedule(entry(content={"type": "photo", "media": [{"id": used["id"]}]}))
    listed = lab.api.get("/media", params=EVERYTHING | query).json()["media"]
    assert sorted(media["name"] for media in listed) == sorted(names)


def test_ids_go_past_the_other_filters(lab: Lab) -> None:
    media = lab.upload()
    answer = lab.api.get("/media", params={"ids[]": [media["id"], "f" * 24]}).json()
    assert [one["id"] for one in answer["media"]] == [media["id"]]


def test_joined_filters_count_as_missing(lab: Lab) -> None:
    assert lab.api.get("/media", params={"types": "photo,video", "used": "true"}).status_code == 400


def test_an_import_makes_a_media_that_posts_can_use(lab: Lab) -> None:
    body = {"media": [{"url": "https://example.com/a.png", "name": "a.png"}], "type": "single"}
    (media,) = lab.post_job("/media/from-url", body)["payload"]
    assert (media["type"], media["source"]) == ("photo", "upload")
    content = {"type": "photo", "media": [{"id": media["id"]}]}
    assert lab.messages(entry(content=content)) == []


@pytest.mark.parametrize("url", ["ftp://example.com/a.png", "https://nowhere.invalid/a.png"])
def test_an_unreadable_url_leaves_an_empty_payload(lab: Lab, url: str) -> None:
    job = lab.post_job("/media/from-url", {"media": [{"url": url, "name": "a.png"}]})
    assert (job["status"], job["payload"]) == ("complete", [])


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 400), ({"media": []}, 400), ({"media": [{"url": "x"}]}, 422), ({"url": "x"}, 400)],
)
def test_an_import_that_is_refused(lab: Lab, body: Any, status: int) -> None:
    assert lab.api.post("/media/from-url", json=body).status_code == status


def test_imports_run_one_at_a_time(lab: Lab) -> None:
    body = {"media": [{"url": "https://example.com/a.png", "name": "a.png"}]}
    lab.post_job("/media/from-url", body)
    assert lab.api.post("/media/from-url", json=body).status_code == 200
    assert lab.api.post("/media/from-url", json=body).status_code == 403

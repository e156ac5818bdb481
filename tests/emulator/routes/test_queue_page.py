"""The page at /: what a person sees, and what a hostile text cannot do."""

import httpx

from tests.emulator.lab import PNG, Lab, X, entry


def page(lab: Lab) -> httpx.Response:
    return lab.api.get("http://127.0.0.1/").raise_for_status()


def test_an_empty_queue_says_so(lab: Lab) -> None:
    assert "Nothing is queued" in page(lab).text


def test_the_queue_is_shown_day_by_day_in_the_zone_of_the_workspace(lab: Lab) -> None:
    lab.by_hand(X, minutes=60, text="First")
    lab.by_hand(X, minutes=60 * 25, text="Second")
    lab.by_hand(account=None, state="draft_public", minutes=None, text="Idea")
    html = page(lab).text
    places = [
        html.index(words)
        for words in (
            "Tuesday 24 November 2026, 07:00 in Europe/Rome",
            "Tuesday 24 November 2026 <small>today",
            "08:00",
            "First",
            "Wednesday 25 November 2026 <small>tomorrow",
            "Second",
            "Without a date",
            "Idea",
        )
    ]
    assert places == sorted(places)


def test_hostile_words_stay_words(lab: Lab) -> None:
    bad = "<script>alert(1)</script>"
    lab.by_hand(text=bad, title=bad, type=bad, failure=bad, state="failed", media=[bad])
    html = page(lab).text
    assert "<script" not in html
    assert html.count("&lt;script&gt;") >= 5


def test_a_link_is_a_link_only_when_it_is_http(lab: Lab) -> None:
    lab.by_hand(state="published", minutes=-60, post_link="javascript:alert(1)")
    lab.by_hand(state="published", minutes=-90, post_link="https://bsky.app/1")
    html = page(lab).text
    assert "javascript:" not in html
    assert '<a href="https://bsky.app/1"' in html


def test_nothing_is_fetched_from_elsewhere(lab: Lab) -> None:
    answer = page(lab)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "<link" not in answer.text
    assert 'src="http' not in answer.text


def test_an_uploaded_picture_is_shown_with_its_name_and_alt_text(lab: Lab) -> None:
    media = lab.upload(name="front.png")
    content = {"type": "photo", "media": [{"id": media["id"], "alt_text": 'A "box"'}]}
    lab.schedule(entry(content=content))
    html = page(lab).text
    assert f'src="/_emulator/media/{media["id"]}" alt="A &#34;box&#34;"' in html
    assert "front.png" in html


def test_the_bytes_are_served_as_what_they_are(lab: Lab) -> None:
    media = lab.upload(PNG, "page.html")
    answer = lab.control.get(f"/media/{media['id']}")
    assert (answer.content, answer.headers["Content-Type"]) == (PNG, "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert lab.control.get("/media/nothing").status_code == 404

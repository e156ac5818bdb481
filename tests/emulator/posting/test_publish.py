"""What happens by itself once the clock passes: publishing, failing, recurring, recycling."""

from typing import Any

import pytest

from tests.emulator.lab import BLUESKY, ID, LINKEDIN, NOW, Lab, at, entry


def states(lab: Lab) -> list[str]:
    return [post["state"] for post in lab.posts()]


def test_a_post_is_published_when_its_time_has_come(lab: Lab) -> None:
    lab.schedule(entry(minutes=60))
    lab.wait(3500)
    assert states(lab) == ["scheduled"]
    lab.wait(120)
    (post,) = lab.posts()
    assert post["state"] == "published"
    assert post["post_link"].startswith("https://bsky.app/profile/")


def test_moving_the_clock_publishes(lab: Lab) -> None:
    lab.by_hand(minutes=60)
    lab.control.post("/clock", json={"now": at(61)})
    assert [post["state"] for post in lab.inside()] == ["published"]


def test_the_link_of_tiktok_fills_in_late(lab: Lab) -> None:
    lab.by_hand(ID["shop-tiktok"], minutes=1)
    lab.wait(90)
    assert lab.posts()[0]["post_link"] is None
    lab.wait(300)
    assert lab.posts()[0]["post_link"].startswith("https://www.tiktok.com/")


def test_a_marked_post_fails_when_its_time_has_come(lab: Lab) -> None:
    lab.by_hand(minutes=1, failure="Token expired")
    assert states(lab) == ["scheduled"]
    lab.wait(90)
    assert states(lab) == ["failed"]
    assert lab.inside()[0]["failure"] == "Token expired"


@pytest.mark.parametrize("state", ["draft", "scheduled_pending", "scheduled_reauth", "failed"])
def test_some_posts_never_go_out(lab: Lab, state: str) -> None:
    lab.by_hand(minutes=1, state=state)
    lab.wait(600)
    assert [post["state"] for post in lab.inside()] == [state]


def test_a_post_being_processed_is_for_a_while_neither(lab: Lab) -> None:
    lab.control.post("/options", json={"publish_seconds": 30})
    post = lab.by_hand(minutes=1)
    lab.wait(70)
    assert states(lab) == ["publishing"]
    answer = lab.api.delete("/posts", params={"post_ids[]": post["id"]})
    assert answer.json() == {"deleted_ids": []}
    lab.wait(30)
    assert states(lab) == ["published"]


def recurring(**rule: Any) -> dict[str, Any]:
    told = {"start_date": "2026-11-25T09:00:00+01:00", "repeat": "daily", "repeat_rate": 1}
    return entry(minutes=None, recurring=told | rule)


def occurrences(lab: Lab, days: int) -> list[str]:
    lab.wait(days * 86400)
    return [post["scheduled_at"][5:16] for post in lab.posts(state="published")]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ({}, ["11-25T09:00", "11-26T09:00", "11-27T09:00"]),
        ({"repeat_rate": 2}, ["11-25T09:00", "11-27T09:00"]),
        ({"end_date": "2026-11-26T10:00:00+01:00"}, ["11-25T09:00", "11-26T09:00"]),
        ({"repeat": "weekly", "days_of_week": [4, 5]}, ["11-26T09:00", "11-27T09:00"]),
        ({"frequency": "Week", "repeat": None, "weekdays": ["Friday"]}, ["11-27T09:00"]),
    ],
)
def test_a_series_leaves_a_post_at_each_occurrence(
    lab: Lab, rule: dict[str, Any], dates: list[str]
) -> None:
    lab.schedule(recurring(**rule), state="recurring")
    assert occurrences(lab, 4) == dates
    assert len(lab.posts(state="recurring")) == 1


def test_months_have_different_lengths(lab: Lab) -> None:
    rule = {"start_date": "2026-12-31T09:00:00+01:00", "repeat": "monthly"}
    lab.schedule(recurring(**rule), state="recurring")
    assert occurrences(lab, 100) == ["12-31T09:00", "01-31T09:00", "02-28T09:00"]


def test_years_repeat(lab: Lab) -> None:
    lab.schedule(recurring(repeat="yearly"), state="recurring")
    assert occurrences(lab, 370) == ["11-25T09:00", "11-25T09:00"]


@pytest.mark.parametrize("rule", [None, {"start_date": "x"}, {"start_date": None}])
def test_a_series_without_a_rule_is_refused(lab: Lab, rule: Any) -> None:
    assert len(lab.messages(entry(minutes=None, recurring=rule), state="recurring")) == 1


def test_a_recycled_post_goes_out_until_it_expires(lab: Lab) -> None:
    rule = {"solo": True, "gap": 1, "gap_freq": "Day", "expire_count": "3"}
    lab.schedule(entry(LINKEDIN, minutes=60, recycling=rule))
    assert [post["state"] for post in lab.posts(state="recycling_active")] == ["recycling"]
    assert occurrences(lab, 9) == ["11-24T08:00", "11-25T08:00", "11-26T08:00"]
    assert len(lab.posts(state="recycling_expired")) == 1


def test_a_recycled_post_may_expire_on_a_day(lab: Lab) -> None:
    rule = {"gap": 1, "gap_freq": "Week", "expire_date": "2026-12-02"}
    lab.schedule(entry(BLUESKY, minutes=60, recycling=rule))
    assert occurrences(lab, 30) == ["11-24T08:00", "12-01T08:00"]


def coming(lab: Lab) -> list[tuple[str, str]]:
    return [(post["id"], post["scheduled_at"][5:16]) for post in lab.posts(state="scheduled")]


def test_a_post_that_is_listed_early_is_the_one_that_goes_out() -> None:
    lab = Lab({"children_ahead": "2"})
    lab.schedule(recurring(), state="recurring")
    (first, second) = coming(lab)
    assert (first[1], second[1]) == ("11-25T09:00", "11-26T09:00")
    lab.wait(86400 + 3 * 3600)
    assert [post["id"] for post in lab.posts(state="published")] == [first[0]]
    assert [time for _, time in coming(lab)] == ["11-26T09:00", "11-27T09:00"]
    assert coming(lab)[0] == second
    assert occurrences(lab, 2) == ["11-25T09:00", "11-26T09:00", "11-27T09:00"]


def test_a_recycled_post_lists_no_more_than_it_has_left() -> None:
    lab = Lab({"children_ahead": "5"})
    rule = {"gap": 1, "gap_freq": "Day", "expire_count": 3}
    lab.schedule(entry(LINKEDIN, minutes=60, recycling=rule))
    assert [time for _, time in coming(lab)] == ["11-24T08:00", "11-25T08:00", "11-26T08:00"]
    assert occurrences(lab, 9) == ["11-24T08:00", "11-25T08:00", "11-26T08:00"]
    assert len(lab.posts(state="recycling_expired")) == 1
    assert coming(lab) == []


def test_an_early_post_that_is_deleted_does_not_go_out() -> None:
    lab = Lab({"children_ahead": "1"})
    lab.schedule(recurring(), state="recurring")
    ((post_id, _),) = coming(lab)
    lab.api.delete("/posts", params={"post_ids[]": post_id})
    assert coming(lab) == []
    assert occurrences(lab, 3) == ["11-26T09:00"]


def test_early_posts_follow_their_series() -> None:
    lab = Lab({"children_ahead": "1"})
    lab.schedule(recurring(), state="recurring")
    (series,) = lab.posts(state="recurring")
    lab.api.put(f"/posts/{series['id']}", json={"post": {"text": "New"}})
    assert lab.texts(state="scheduled") == ["New"]
    lab.api.delete("/posts", params={"post_ids[]": series["id"]})
    assert (coming(lab), occurrences(lab, 3)) == ([], [])


def test_an_early_post_keeps_its_own_edit() -> None:
    lab = Lab({"children_ahead": "1"})
    lab.schedule(recurring(), state="recurring")
    ((post_id, _),) = coming(lab)
    lab.api.put(f"/posts/{post_id}", json={"post": {"text": "Only this one"}})
    assert lab.texts(state="scheduled") == ["Only this one"]
    lab.wait(86400 + 3 * 3600)
    assert lab.texts(state="published") == ["Only this one"]
    assert lab.texts(state="scheduled") == ["Hello"]


def test_an_early_post_and_its_series_count_once() -> None:
    lab = Lab({"children_ahead": "1"})
    google = ID["shop-google"]
    lab.schedule(recurring(), state="recurring")
    lab.schedule(entry(google, recycling={"gap": 30}))
    told = [entry(google, 70 + n, content={"text": str(n)}) for n in range(14)]
    assert lab.messages(*told) == []
    assert len(lab.messages(entry(google, 200, content={"text": "more"}))) == 1


@pytest.mark.parametrize("state", ["recurring", "recycling"])
def test_a_series_made_by_hand_goes_out_once(lab: Lab, state: str) -> None:
    lab.by_hand(minutes=60, state=state)
    assert occurrences(lab, 5) == ["11-24T08:00"]


def test_a_rate_that_is_no_number_is_one(lab: Lab) -> None:
    lab.schedule(recurring(repeat_rate="often"), state="recurring")
    assert occurrences(lab, 2) == ["11-25T09:00"]


def test_time_told_to_clients_is_the_time_of_the_caller_for_the_rate_limit() -> None:
    lab = Lab({"rate_limit": "100/120"})
    lab.control.post("/clock", json={"advance_seconds": 86400})
    headers = lab.api.get("/users/me").headers
    assert headers["X-RateLimit-Reset"] == str(int(NOW) + 120)
    assert (headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == ("100", "99")


def test_the_window_of_requests_ends() -> None:
    lab = Lab({"rate_limit": "1/120"})
    assert lab.api.get("/users/me").status_code == 200
    refused = lab.api.get("/users/me")
    assert refused.json() == {"error": "Rate limit exceeded. Retry later."}
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    lab.wait(120)
    assert lab.api.get("/users/me").status_code == 200

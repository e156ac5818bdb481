"""Options by name and value, on the command line and over the control call."""

import pytest

from publer_sync.emulator.app import create_app
from publer_sync.emulator.options.settings import OPTIONS, Settings, parse_option
from tests.emulator.lab import Lab


def test_every_default_is_a_value_of_its_option() -> None:
    assert Settings({option.name: option.default for option in OPTIONS}).texts() == {
        option.name: option.default for option in OPTIONS
    }
    assert len({option.name for option in OPTIONS}) == len(OPTIONS)


def test_a_name_and_a_value() -> None:
    assert parse_option("page_size= 20") == ("page_size", "20")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("page_size", "written NAME=VALUE"),
        ("pagesize=3", "did you mean page_size?"),
        ("zzz=3", "there is no option 'zzz'"),
        ("page_size=0", "takes a whole number from 1 up, not '0'"),
        ("rate_limit=100", "takes REQUESTS/SECONDS"),
        ("rate_limit=0/10", "takes REQUESTS/SECONDS"),
        ("job_delay=-1", "takes a number of seconds"),
        ("job_delay=inf", "takes a number of seconds"),
        ("order=random", "one of scheduled_at, newest_first, by_id"),
        ("strict_delete=maybe", "on or off"),
        ("time_shift=nan", "takes a number of minutes"),
        ("x_duplicates=within:0", "takes within:DAYS (such as within:5) or one of refused,"),
        ("x_duplicates=within", "takes within:DAYS"),
        ("x_duplicates=sometimes", "takes within:DAYS"),
        ("posting_slots=25:00", "times such as 09:00"),
    ],
)
def test_what_is_wrong_is_said(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match="option") as caught:
        parse_option(text)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(("text", "meant"), [("yes", True), ("1", True), ("false", False)])
def test_switches_take_the_usual_words(text: str, meant: bool) -> None:
    assert Settings({"strict_delete": text}).on("strict_delete") is meant


def test_a_wrong_option_stops_the_app_from_being_made() -> None:
    with pytest.raises(ValueError, match="there is no option 'speed'"):
        create_app(options={"speed": "9"})


def test_options_are_set_while_running(lab: Lab) -> None:
    answer = lab.control.post("/options", json={"page_size": 1, "strict_delete": True})
    assert answer.json()["page_size"] == "1"
    lab.by_hand(minutes=30)
    lab.by_hand(minutes=60)
    assert len(lab.posts()) == 1
    assert lab.api.delete("/posts").status_code == 400


def test_of_several_options_all_or_none_are_set(lab: Lab) -> None:
    answer = lab.control.post("/options", json={"page_size": "1", "order": "odd"})
    assert answer.status_code == 400
    assert lab.control.get("/options").json()["page_size"] == "15"

"""The values that are tried of each option of the emulator: how Publer may turn out to behave."""

from __future__ import annotations

from publer_sync.emulator.options.kinds import Option
from publer_sync.emulator.options.settings import OPTIONS

SAMPLES = {
    "rate_limit": "off 100/120 91/120 20/30",
    "upgrade_after": "off 0 3",
    "job_lifetime": "forever 86400 1 0",
    "job_delay": "0 0.3 5 40",
    "working_answers": "0 1 4",
    "posting_slots": "09:00,18:30 none",
    "visibility_delay": "0 0.3 20 45",
    "list_lag": "0 3 45",
    "list_omission": "off 1 2 3 4 5 7",
    "omission_seconds": "off 2 30",
    "x_duplicates": "within:5 within:1 refused published_only off",
    "time_shift": "0 3 -2",
    "children_ahead": "0 1 3",
    "page_size": "1 2 7 15 100",
    "publish_seconds": "0 30",
    "tiktok_link_delay": "0 300",
    "max_upload": "10 200000000",
    "media_lifetime": "forever 0 3600",
    "media_page_size": "1 20",
}

IMPOSSIBLE = {
    ("list_omission", "1"): "each list lacks a post, so one that stands alone is never seen",
    ("max_upload", "10"): "no picture is that small",
    ("time_shift", "3"): "no post is at the time that its file names",
    ("time_shift", "-2"): "no post is at the time that its file names",
}
"""Values under which no apply can succeed, and why."""


def values_of(option: Option) -> list[str]:
    """The values of an option that are tried."""
    return list(option.choices) or SAMPLES[option.name].split()


def possible() -> list[list[tuple[str, str]]]:
    """For each option, the values under which an apply can succeed."""
    named = ([(option.name, value) for value in values_of(option)] for option in OPTIONS)
    return [[one for one in values if one not in IMPOSSIBLE] for values in named]


READINGS = [(option.name, value) for option in OPTIONS for value in values_of(option)]
"""Each value of each option."""

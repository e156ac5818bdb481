"""Post files of what has no minute of its own, and a project in which they may go out."""

from __future__ import annotations

from tests.support.projects import PROJECT

SETTINGS = PROJECT + "policy: {settle: 60s, publish_now: allowed}\n"
LINKEDIN = "650170394e299e33b427c2ff"


def entry(text: str, keys: str, accounts: str = "accounts: [shop-linkedin]") -> str:
    return f"---\n{accounts}\n{keys}\n---\n{text}\n"


WEEKLY = (
    "schedule: {recurring: {from: 2036-05-06 09:00, to: 2037-05-06 09:00, "
    "repeat: weekly, weekdays: [monday]}}"
)
AUTO = "schedule: {auto: {from: 2036-05-03 09:00, to: 2036-05-09 18:00}}"

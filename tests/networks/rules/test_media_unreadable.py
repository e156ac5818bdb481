"""Media files that cannot be used as they are."""

from __future__ import annotations

from publer_sync.config.project import Policy
from publer_sync.diagnostics import Location
from publer_sync.media import messages
from publer_sync.model.follow_ups import Comment
from publer_sync.model.media import MediaFacts
from publer_sync.model.network import Network
from publer_sync.networks.rules import media_unreadable as rule
from tests.support.builders import a_medium, a_post, a_source

POINTER = a_medium(facts=MediaFacts(bytes=130, problem=messages.POINTER))


def test_it_says_what_is_wrong_and_what_to_do() -> None:
    (finding,) = rule.check(a_post(media=(POINTER,)), Policy())
    assert finding.is_error
    assert finding.message == (
        "`media/box.png`: the file is a Git LFS pointer, not the content itself"
    )
    assert finding.hint == "run `git lfs pull` (in CI, check out with LFS)"


def test_it_points_at_the_medium() -> None:
    fine = a_medium(facts=MediaFacts(format="png"))
    source = a_source(fields={"media[0]": 4, "media[1]": 5, "comments[0].media": 9})
    comments = (Comment(text="Look", media=POINTER),)
    post = a_post(media=(fine, POINTER), comments=comments, source=source)
    places = [finding.location for finding in rule.check(post, Policy())]
    assert places == [Location("content/launch.md", 5), Location("content/launch.md", 9)]


def test_it_is_the_same_finding_for_every_account() -> None:
    one, other = (a_post(network=n, media=(POINTER,)) for n in (Network.TWITTER, Network.MASTODON))
    assert list(rule.check(one, Policy())) == list(rule.check(other, Policy()))


def test_nothing_is_said_of_what_was_not_looked_into() -> None:
    assert list(rule.check(a_post(media=(a_medium(),)), Policy())) == []

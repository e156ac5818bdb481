"""A rule is asked about a post that has its subject, and would find nothing about any other."""

from __future__ import annotations

import pytest

from publer_sync.config.project import AltText, Policy
from publer_sync.diagnostics import Diagnostic
from publer_sync.model.follow_ups import Comment, Conditions, Deletion
from publer_sync.model.media import MediaFacts
from publer_sync.model.network import Network, PostType
from publer_sync.model.post import Link, Post
from publer_sync.networks import check
from publer_sync.networks.check import check_post
from publer_sync.networks.checks.rule import RuleSubject, subjects_of
from publer_sync.networks.disabled_rules import disabled_rules
from publer_sync.networks.rules import RULES, RULES_BETWEEN_POSTS
from tests.support.builders import a_medium, a_post
from tests.support.cases import every_case, posts_of
from tests.support.examples import POSTS

STRICT = Policy(alt_text=AltText.REQUIRE)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Post]:
    """The posts of all cases and of the example shop."""
    folders = ((case, tmp_path_factory.mktemp("case")) for case in every_case())
    return [*(post for each in folders for post in posts_of(*each)[1]), *POSTS.values()]


def by_all_rules(post: Post) -> list[Diagnostic]:
    off = disabled_rules(post)
    every = (rule for rules in RULES.values() for rule in rules if rule.ID not in off)
    return [found for rule in every for found in rule.check(post, STRICT)]


def test_the_findings_are_those_of_all_rules(samples: list[Post]) -> None:
    posts = [post for post in samples if not post.standing.is_idea]

    assert len(posts) > 200
    for post in posts:
        assert list(check_post(post, STRICT)) == by_all_rules(post), post.address


@pytest.mark.parametrize("subject", RuleSubject)
def test_a_subject_that_is_overlooked_loses_findings(
    subject: RuleSubject, samples: list[Post], monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(post: Post) -> list[RuleSubject]:
        return [each for each in subjects_of(post) if each is not subject]

    whole = [list(check_post(post, STRICT)) for post in samples]
    monkeypatch.setattr(check, "subjects_of", without)

    assert [list(check_post(post, STRICT)) for post in samples] != whole


BROKEN = a_medium(facts=MediaFacts(problem="it is empty"))
CARD = Link(url="https://example.com", image=BROKEN)


@pytest.mark.parametrize(
    ("subject", "post"),
    [
        (RuleSubject.TAGS, a_post(text="\uff03sale")),
        (RuleSubject.TAGS, a_post(comments=(Comment(text="#sale"),))),
        (RuleSubject.NEEDS, a_post(sublinks=(CARD,))),
        (RuleSubject.NEEDS, a_post(network=Network.INSTAGRAM, type=PostType.STATUS)),
        (RuleSubject.MEDIA, a_post(media=(BROKEN,))),
        (RuleSubject.MEDIA, a_post(link=CARD)),
        (RuleSubject.MEDIA, a_post(thread=(Comment(text="Hi", media=BROKEN),))),
        (RuleSubject.OPTIONS, a_post(sublinks=(CARD,))),
        (RuleSubject.POLL, a_post(type=PostType.POLL)),
        (RuleSubject.FOLLOW_UPS, a_post(thread=(Comment(text="Hi"),))),
        (RuleSubject.FOLLOW_UPS, a_post(delete=Deletion(conditions=Conditions()))),
    ],
)
def test_a_subject_shows_in_several_places(subject: RuleSubject, post: Post) -> None:
    assert subject in subjects_of(post)


def test_most_rules_have_nothing_to_say_about_a_plain_text() -> None:
    assert subjects_of(a_post(text="We have launched.")) == [RuleSubject.ANY, RuleSubject.TEXT]


def test_a_post_alone_breaks_no_rule_between_posts(samples: list[Post]) -> None:
    for post in samples:
        assert [found for rule in RULES_BETWEEN_POSTS for found in rule.check([post], STRICT)] == []

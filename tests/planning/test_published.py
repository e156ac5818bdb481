"""What can still be done to a post that is published, network by network."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publer_sync.model.network import NETWORKS, Network, PostType
from publer_sync.model.post import Post
from publer_sync.planning.change import Action, ChangeStatus, Reason, ReasonDetail
from publer_sync.planning.plan import Plan
from tests.support.builders import an_account
from tests.support.planning import HOUR, NOW, a_moment, a_plan, a_record, a_remote_post, wanted

EDITABLE = {
    Network.FACEBOOK: {"text"},
    Network.GOOGLE: {"text"},
    Network.LINKEDIN: {"text"},
    Network.MASTODON: {"text", "title"},
    Network.TELEGRAM: {"text"},
    Network.WORDPRESS: {"text", "title"},
    Network.YOUTUBE: {"text", "title"},
}


def on(network: Network, **overrides: Any) -> Post:
    return wanted(
        account=an_account(network, alias="shop-x"),
        scheduled_at=NOW - HOUR,
        title="Title",
        **overrides,
    )


def plan_of(post: Post, *, update: bool, state: str = "published", **edit: object) -> Plan:
    """The plan for a published post whose file was edited."""
    return a_plan(
        [replace(post, **edit)],  # type: ignore[arg-type]
        [a_record(post)],
        [a_remote_post(post, state=state)],
        moment=a_moment(update_published=update),
    )


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", ["text", "title"])
def test_an_edit_is_an_update_where_the_network_allows_it(network: Network, name: str) -> None:
    possible = name in EDITABLE.get(network, set())
    asked = plan_of(on(network), update=True, **{name: "Edited."})
    silent = plan_of(on(network), update=False, **{name: "Edited."})
    reason = Reason.NEEDS_UPDATE_PUBLISHED if possible else Reason.NOT_EDITABLE
    assert asked.changes[0].section == (Action.UPDATE if possible else ChangeStatus.PUBLISHED)
    assert silent.changes[0].section == ChangeStatus.PUBLISHED
    assert silent.changes[0].all_reasons == (ReasonDetail(reason, name),)
    assert [notice.code for notice in silent.notices] == [reason.value]


@pytest.mark.parametrize(
    ("network", "kind", "name", "possible"),
    [
        (Network.TELEGRAM, PostType.PHOTO, "text", False),
        (Network.TELEGRAM, PostType.LINK, "text", True),
        (Network.FACEBOOK, PostType.VIDEO, "title", True),
        (Network.FACEBOOK, PostType.PHOTO, "title", False),
    ],
)
def test_kinds_of_posts_differ(network: Network, kind: PostType, name: str, possible: bool) -> None:
    plan = plan_of(on(network, type=kind), update=True, **{name: "Edited."})
    assert (plan.changes[0].section == Action.UPDATE) == possible


def test_an_update_names_what_it_cannot_change() -> None:
    plan = plan_of(on(Network.LINKEDIN), update=True, text="Edited.", labels=("new",))
    (change,) = plan.changes
    assert (change.section, list(change.fields)) == (Action.UPDATE, ["text"])
    assert change.all_reasons == (ReasonDetail(Reason.NOT_EDITABLE, "labels"),)


def test_a_post_deleted_after_publishing_is_never_updated() -> None:
    plan = plan_of(on(Network.LINKEDIN), update=True, state="published_deleted", text="Edited.")
    assert plan.changes[0].section == ChangeStatus.PUBLISHED


def test_a_text_that_the_published_post_has_already_needs_nothing() -> None:
    post = on(Network.LINKEDIN)
    plan = a_plan(
        [replace(post, text="By hand")],
        [a_record(post)],
        [a_remote_post(post, state="published", text="By hand")],
    )
    assert plan.changes[0].all_reasons == ()

"""A post whose names mean nothing is held back, and the plan says what there is."""

from __future__ import annotations

from publer_sync.model.network import Network
from publer_sync.model.post import Post, ResourceNames
from publer_sync.model.workspace_names import (
    NamedResource,
    NameIndex,
    NameKind,
    NameRef,
)
from publer_sync.planning.change import HELD, Action, Change, Reason, ReasonDetail
from publer_sync.planning.guards.names import check_names, users_of_names
from tests.support.builders import a_post
from tests.support.library import a_thing

POST = a_post(names=ResourceNames(signature="Default"))


def a_change(post: Post = POST, action: Action = Action.CREATE) -> Change:
    return Change(address=post.address, action=action, desired=post)


def offered(
    *things: NamedResource, post: Post = POST, kind: NameKind = NameKind.SIGNATURE
) -> NameIndex:
    text = getattr(post.names, kind.value)
    return NameIndex({NameRef(post.account.id, kind, text): things})


def details(change: Change, names: NameIndex) -> list[ReasonDetail]:
    (checked,) = check_names([change], names)
    assert (checked.section == HELD) == bool(checked.all_reasons)
    return list(checked.all_reasons)


def test_a_name_that_is_there_holds_nothing_back() -> None:
    assert details(a_change(), offered(a_thing("Default"))) == []


def test_a_name_that_publer_was_not_asked_for_holds_nothing_back() -> None:
    assert details(a_change(), NameIndex()) == []


def test_a_name_that_is_not_there() -> None:
    found = details(a_change(), offered(a_thing("Short"), a_thing("Long")))
    assert found == [
        ReasonDetail(Reason.UNKNOWN_NAME, 'signature "Default" is not among "Short", "Long"')
    ]


def test_a_workspace_without_any() -> None:
    (because,) = details(a_change(), offered())
    assert because.detail == 'signature "Default" (there is none)'


def test_a_name_that_two_things_have() -> None:
    twins = (
        NamedResource("1", "Rome", {}, ("Rome, Italy",)),
        NamedResource("2", "Rome", {}, ("Rome, Georgia",)),
    )
    post = a_post(network=Network.THREADS, names=ResourceNames(location="Rome"))
    (because,) = details(a_change(post), offered(*twins, post=post, kind=NameKind.LOCATION))
    assert because.detail == ('location "Rome" could be "Rome, Italy" (1), "Rome, Georgia" (2)')


def test_a_board_is_called_a_board_and_long_lists_are_cut() -> None:
    post = a_post(network=Network.PINTEREST, names=ResourceNames(album="Jam"))
    boards = [a_thing(f"{number}") for number in range(12)]
    (because,) = details(a_change(post), offered(*boards, post=post, kind=NameKind.ALBUM))
    assert because.detail
    assert because.detail.startswith('board "Jam" is not among "0", "1"')
    assert because.detail.endswith('"9" and 2 more')


def test_only_posts_to_be_made_need_their_names() -> None:
    names = offered()
    for action in set(Action) - {Action.CREATE, Action.REPLACE}:
        (checked,) = check_names([a_change(action=action)], names)
        assert checked.section == action
    assert details(a_change(action=Action.REPLACE), names)


def test_who_uses_names() -> None:
    plain = a_post()
    changes = [
        a_change(),
        a_change().hold(Reason.SLOT_TAKEN),
        a_change(action=Action.NO_CHANGE),
        a_change(plain),
    ]
    assert users_of_names(changes) == [POST, POST]

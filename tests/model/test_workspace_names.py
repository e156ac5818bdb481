"""What a name means among the things that a workspace has."""

from __future__ import annotations

import pytest

from publer_sync.model.network import Network
from publer_sync.model.post import ResourceNames
from publer_sync.model.workspace_names import (
    NamedResource,
    NameIndex,
    NameKind,
    NameRef,
    UnresolvedName,
    names_used_by,
)
from tests.support.builders import a_post

SPRING = NamedResource("1020", "Spring", {})
SMALL = NamedResource("1021", "spring", {})
NUMBER = NamedResource("7", "1020", {})
ROME = NamedResource("110", "Rome", {}, ("Rome, Italy",))
OTHER_ROME = NamedResource("111", "Rome", {}, ("Rome, Georgia",))


def found(text: str, *offers: NamedResource) -> NamedResource | UnresolvedName:
    wanted = NameRef("a1", NameKind.ALBUM, text)
    return NameIndex({wanted: offers}).find(wanted)


@pytest.mark.parametrize(
    ("text", "offers", "thing"),
    [
        ("Spring", [SPRING, SMALL], SPRING),
        ("spring", [SPRING, SMALL], SMALL),
        (" SPRING ", [SPRING], SPRING),
        ("1020", [NUMBER, SPRING], SPRING),
        ("1020", [NUMBER], NUMBER),
        ("Rome, Georgia", [ROME, OTHER_ROME], OTHER_ROME),
        ("rome, italy", [ROME, OTHER_ROME], ROME),
    ],
)
def test_a_name_or_an_id(text: str, offers: list[NamedResource], thing: NamedResource) -> None:
    assert found(text, *offers) is thing


@pytest.mark.parametrize("text", ["Autumn", "", "1"])
def test_nothing_of_that_name(text: str) -> None:
    assert found(text, SPRING, SMALL) == UnresolvedName((SPRING, SMALL))


@pytest.mark.parametrize("text", ["Rome", "rome"])
def test_two_of_that_name(text: str) -> None:
    assert found(text, ROME, OTHER_ROME, SPRING) == UnresolvedName(
        (ROME, OTHER_ROME), ambiguous=True
    )


def test_a_name_that_nobody_asked_for_is_not_known() -> None:
    wanted = NameRef("a1", NameKind.ALBUM, "Spring")
    assert not NameIndex().knows(wanted)
    with pytest.raises(KeyError):
        NameIndex().find(wanted)


def test_the_names_of_a_post() -> None:
    names = ResourceNames(signature="Default", location="Rome")
    page = a_post(network=Network.FACEBOOK, names=names)
    assert [(w.kind, w.text) for w in names_used_by(page)] == [
        (NameKind.SIGNATURE, "Default"),
        (NameKind.LOCATION, "Rome"),
    ]
    assert [w.kind for w in names_used_by(a_post(names=names))] == [NameKind.SIGNATURE]
    assert list(names_used_by(a_post())) == []

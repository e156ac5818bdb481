"""A saved plan describes itself by the schema, and tells what moved since it was made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from publer_sync.model.fingerprint import digest
from publer_sync.model.media import Media
from publer_sync.model.network import MediaKind
from publer_sync.model.post import ResourceNames
from publer_sync.model.workspace_names import NamedResource, NameIndex, names_used_by
from publer_sync.planning.change import SECTIONS, Action, Cause, ChangeStatus, Reason
from publer_sync.planning.plan import Plan, PlanOptions
from publer_sync.planning.plan_document import options_of, plan_document, what_moved
from tests.support.builders import MORNING, time_of
from tests.support.planning import (
    DAY,
    HOUR,
    MINUTE,
    NOW,
    a_moment,
    a_plan,
    a_record,
    a_remote_post,
    a_state,
    a_view,
    wanted,
)
from tests.support.plans import PLANS

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "plan.schema.json").read_text(encoding="utf-8")
)

PICTURE = Media(file="media/a.png", kind=MediaKind.PHOTO, sha256="5e" * 32)
NEW = wanted("new", media=(PICTURE,))
KEPT = wanted("kept", scheduled_at=MORNING + DAY)
EDITED = wanted("edited", scheduled_at=MORNING + 2 * DAY)


def plan_of(**overrides: Any) -> Plan:
    """One post to create, one to update and one that stays."""
    aligned: dict[str, Any] = {
        "desired": [NEW, KEPT, replace(EDITED, text="Edited.")],
        "state": a_state(a_record(KEPT), a_record(EDITED)),
        "view": a_view(a_remote_post(KEPT), a_remote_post(EDITED)),
    }
    return a_plan(**{**aligned, **overrides})


def moved(**overrides: Any) -> tuple[str, ...]:
    saved = json.loads(json.dumps(plan_document(plan_of())))
    return what_moved(saved, plan_of(**overrides))


@pytest.mark.parametrize("name", PLANS)
def test_documents_follow_the_schema(name: str) -> None:
    document = json.loads(json.dumps(plan_document(PLANS[name]())))
    Draft202012Validator(SCHEMA).validate(document)


@pytest.mark.parametrize("name", PLANS)
def test_the_checksum_is_that_of_the_document_as_it_is_read(name: str) -> None:
    document = json.loads(json.dumps(plan_document(PLANS[name]())))
    checksum = document.pop("checksum")
    assert checksum == digest(document)


def test_the_digest_covers_changes_and_options() -> None:
    moments = [
        a_moment(),
        a_moment(allow=frozenset({"deletes"})),
        a_moment(allow=frozenset({"deletes", "past"})),
        a_moment(targets=("new", "edited", "kept")),
        a_moment(retry_failed=True),
        a_moment(update_published=True),
    ]
    digests = {plan_of(moment=moment).digest for moment in moments}
    assert len(digests) == len(moments)
    assert plan_of().digest in digests
    assert plan_of(desired=[NEW, KEPT, EDITED]).digest not in digests


def test_the_schema_is_one_and_knows_all_our_words() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    change = SCHEMA["$defs"]["change"]["properties"]
    assert set(change["action"]["enum"]) == set(Action)
    assert set(change["cause"]["enum"]) == {*Cause, None}
    assert set(SCHEMA["$defs"]["reason"]["properties"]["code"]["enum"]) == set(Reason)
    assert set(change["status"]["enum"]) == {*ChangeStatus, None}
    assert SCHEMA["properties"]["summary"]["required"] == [str(section) for section in SECTIONS]


def test_every_key_of_the_schema_is_described() -> None:
    assert list(undescribed(SCHEMA, "plan")) == []


def undescribed(schema: dict[str, Any], name: str) -> list[str]:
    """The keys below a schema without a description, by their path."""
    found = [] if "description" in schema or "$ref" in schema else [name]
    parts = {**schema.get("properties", {}), **schema.get("$defs", {})}
    if isinstance(schema.get("items"), dict):
        parts["items"] = schema["items"]
    if isinstance(schema.get("additionalProperties"), dict):
        parts["*"] = schema["additionalProperties"]
    return found + [
        path for key, part in parts.items() for path in undescribed(part, f"{name}.{key}")
    ]


def test_options_survive() -> None:
    options: dict[str, Any] = {
        "targets": ("new",),
        "allow": frozenset({"past", "deletes"}),
        "retry_failed": True,
    }
    document = json.loads(json.dumps(plan_document(plan_of(moment=a_moment(**options)))))
    assert options_of(document) == PlanOptions(**options)


def test_nothing_moved() -> None:
    assert moved() == ()


def test_a_post_that_stays_as_it_is_may_move() -> None:
    other = wanted("by-hand", scheduled_at=MORNING + 9 * DAY)
    view = a_view(
        a_remote_post(KEPT, post_link="x"), a_remote_post(EDITED), a_remote_post(other, id="other")
    )
    assert moved(view=view, moment=a_moment(NOW + HOUR)) == ()


def test_the_state_moved() -> None:
    records = a_record(KEPT), a_record(EDITED)
    assert moved(state=a_state(*records, serial=13)) == ("the state",)
    assert moved(state=a_state(*records, lineage="another")) == ("the state",)


@pytest.mark.parametrize("text", ["Edited again.", EDITED.text])
def test_a_post_file_moved(text: str) -> None:
    desired = [NEW, KEPT, replace(EDITED, text=text)]
    assert "the post files" in moved(desired=desired)


def test_a_new_file_moved_the_files() -> None:
    more = wanted("more", scheduled_at=MORNING + 5 * DAY)
    desired = [NEW, KEPT, replace(EDITED, text="Edited."), more]
    assert "the post files" in moved(desired=desired)


def test_a_media_file_moved() -> None:
    repainted = replace(NEW, media=(replace(PICTURE, sha256="6f" * 32),))
    desired = [repainted, KEPT, replace(EDITED, text="Edited.")]
    assert moved(desired=desired) == ("the media files",)


def test_a_post_in_publer_moved() -> None:
    by_hand = a_view(a_remote_post(KEPT), a_remote_post(EDITED, text="By hand"))
    assert moved(view=by_hand) == ("the posts in Publer",)


def test_a_post_in_the_way_moved() -> None:
    near = a_remote_post(wanted("near"), id="near", scheduled_at=MORNING + MINUTE)
    view = a_view(a_remote_post(KEPT), a_remote_post(EDITED), near)
    assert "the posts in Publer" in moved(view=view)


@pytest.mark.parametrize("before", [timedelta(0), 4 * MINUTE])
def test_the_time_moved(before: timedelta) -> None:
    assert moved(moment=a_moment(MORNING - before)) == ("the time",)
    at_edited = a_moment(time_of(EDITED) - before)
    assert "the time" in moved(moment=at_edited)


def test_it_says_which_name_means_something_else_by_now() -> None:
    post = wanted("new", names=ResourceNames(signature="Default"))
    plans = [
        plan_of(desired=[post], names=NameIndex({asked: (NamedResource(number, "Default", {}),)}))
        for asked in names_used_by(post)
        for number in ("1", "2")
    ]
    saved = json.loads(json.dumps(plan_document(plans[0])))
    assert what_moved(saved, plans[0]) == ()
    assert what_moved(saved, plans[1]) == ('what Publer knows as signature "Default" of shop-x',)

"""The marks of a state that moves, as parts of a document, and the errors for whoever wants the state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publer_sync.errors import Hint, StateError
from publer_sync.model.state import State
from publer_sync.model.state_migration import ArrivalMarker, DepartureMarker
from publer_sync.state.json_values import number, word

_DEPARTED = "moved_to"
_ARRIVING = "arriving"


class StateMovedError(StateError):
    """The state lives in another store by now: the project file that names this one is out of date."""

    def __init__(self, departure: DepartureMarker, location: str) -> None:
        super().__init__(
            "The state has moved to another store.",
            location=location,
            reason=f"since serial {departure.serial} its place is `state: {departure.moved_to}`",
            hint="pull the latest publer-sync.yaml, which names it, or correct `state:` there; "
            "nothing was changed",
        )
        self.departure = departure


class StateArrivingError(StateError):
    """The state is about to move here, and it is not certain that no one uses the older place."""

    def __init__(self, arriving: ArrivalMarker, location: str) -> None:
        super().__init__(
            "The state is on its way here, and has not arrived.",
            location=location,
            reason=f"it was moved from `state: {arriving.moved_from}`, and that was not finished",
            hint=Hint(
                "with `state:` in publer-sync.yaml as it was, run again what was begun: {}",
                (("state", "migrate", "--to", arriving.moved_to),),
            ),
        )
        self.arriving = arriving


def departed_data(departure: DepartureMarker) -> dict[str, Any]:
    return {
        _DEPARTED: departure.moved_to,
        "workspace": departure.workspace,
        "lineage": departure.lineage,
        "serial": departure.serial,
    }


def departed_of(document: Mapping[str, Any]) -> DepartureMarker | None:
    """Read what `departed_data` wrote; None if the document has no such mark."""
    if _DEPARTED not in document:
        return None
    return DepartureMarker(
        moved_to=word(document[_DEPARTED]),
        workspace=word(document["workspace"]),
        lineage=word(document["lineage"]),
        serial=number(document["serial"]),
    )


def arriving_data(arriving: ArrivalMarker) -> dict[str, Any]:
    return {_ARRIVING: {"from": arriving.moved_from, "to": arriving.moved_to}}


def arriving_of(document: Mapping[str, Any], state: State) -> ArrivalMarker | None:
    """Read what `arriving_data` wrote beside a state; None if the document has no such mark."""
    if _ARRIVING not in document:
        return None
    way = document[_ARRIVING]
    return ArrivalMarker(moved_from=word(way["from"]), moved_to=word(way["to"]), state=state)

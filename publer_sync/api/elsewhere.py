"""Trouble at an address that is not Publer's own: says which address it is, and where it was set."""

from __future__ import annotations

from publer_sync.api.errors import ApiError, NotFound, ServerTrouble, Unreachable

VARIABLE = "PUBLER_API_URL"
_BELOW = "/api/v1"


def placed(error: ApiError, address: str) -> ApiError:
    """The same error, with the address if that may be at fault; `address` must be free of secrets."""
    if isinstance(error, Unreachable | ServerTrouble | NotFound):
        error.where = f"{error.where} at {address}, as {VARIABLE} says"
    if isinstance(error, Unreachable):
        error.hint = (
            f"check {VARIABLE}, whether anything answers there, and the network; nothing is lost, "
            "run the command again"
        )
    elif isinstance(error, NotFound) and not address.endswith(_BELOW):
        error.hint = f"check {VARIABLE}: the address of the API ends in `{_BELOW}`"
    return error

"""Sign a state, and check the signature before anything in the state is believed.

A person who can push the state branch could otherwise make the next apply delete a post, swap a picture, or
send an unreviewed text from a restore point. The signature is an HMAC-SHA-256 over everything in the
document but the lease, which changes with every lock, and the signature itself; so a key that no reader
knows is covered too. An older state that was signed keeps its signature: `planning/state_age.py` notices
it, not this module.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publer_sync.errors import Hint, InvalidUsageError, PlanRefusedError, StateError
from publer_sync.model.sign_review import LEASE, SIGNATURE, SignatureVerdict

KEY = "PUBLER_SYNC_STATE_KEY"
OLD_KEY = "PUBLER_SYNC_STATE_KEY_OLD"

SHORTEST = 32
"""Characters of a key; fewer could be found by trying."""

_PURPOSE = "publer-sync state 1"
"""Keeps a signature from counting for anything else that the same key may sign one day."""

_PRINTABLE = re.compile(r"[!-~]*")


class UntrustedStateError(StateError):
    """The state is unsigned or was changed without the key, and the key is set."""


class StateKeyMissingError(PlanRefusedError):
    """The state is signed, and a command without the key was about to write another one."""


@dataclass(eq=False)
class Signing:
    """The keys of a run, and the environment whose state they sign. Without a key nothing is signed."""

    key: str = field(default="", repr=False)
    former: str = field(default="", repr=False)
    environment: str | None = None
    tell: Callable[[str], None] = lambda text: None
    _told: bool = False

    @property
    def enabled(self) -> bool:
        return bool(self.key)

    def signed(self, text: str) -> str:
        """The text of a state with its signature; as it is without a key."""
        if not self.enabled:
            return text
        document = json.loads(text)
        document.pop(SIGNATURE, None)
        document[SIGNATURE] = self._signature(document, self.key)
        return json.dumps(document, indent=2, ensure_ascii=False) + "\n"

    def verdict(self, document: Mapping[str, Any]) -> SignatureVerdict:
        """Compare the signature of a document with what each key makes of it."""
        value = document.get(SIGNATURE)
        if value is None:
            return SignatureVerdict.MISSING
        for verdict, key in (
            (SignatureVerdict.GOOD, self.key),
            (SignatureVerdict.FORMER, self.former),
        ):
            # Bytes, since texts that are not ASCII cannot be compared.
            if key and hmac.compare_digest(
                str(value).encode("utf-8", "replace"), self._signature(document, key).encode()
            ):
                return verdict
        return SignatureVerdict.BAD

    def check(self, document: Mapping[str, Any], location: str, *, writing: bool) -> None:
        """Raise UntrustedStateError, or StateKeyMissingError for a writer without the key.

        A reader without the key is told once that nothing was checked.
        """
        if not self.enabled:
            if document.get(SIGNATURE) is None:
                return
            if writing:
                raise _no_key(location)
            if not self._told:
                self._told = True
                self.tell(f"Signature not checked: the state is signed, and {KEY} is not set.")
            return
        verdict = self.verdict(document)
        if verdict is SignatureVerdict.MISSING:
            raise _unsigned(location)
        if verdict is SignatureVerdict.BAD:
            raise _altered(location)

    def _signature(self, document: Mapping[str, Any], key: str) -> str:
        content = {name: each for name, each in document.items() if name not in (LEASE, SIGNATURE)}
        # The environment is bound, so that no state takes the place of that of another one.
        canonical = json.dumps(
            [_PURPOSE, self.environment, content],
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return hmac.new(
            key.encode(), canonical.encode("utf-8", "surrogatepass"), "sha256"
        ).hexdigest()


def signing_from(
    environ: Mapping[str, str], environment: str | None, tell: Callable[[str], None]
) -> Signing:
    """The keys in the environment; raises InvalidUsageError for one that cannot be used, without showing
    it."""
    key, former = (environ.get(name, "").strip() for name in (KEY, OLD_KEY))
    if key or former:
        _check_keys({KEY: key, OLD_KEY: former})
    return Signing(key, former, environment=environment, tell=tell)


def _check_keys(keys: Mapping[str, str]) -> None:
    for name, key in keys.items():
        if key and not (len(key) >= SHORTEST and _PRINTABLE.fullmatch(key)):
            raise InvalidUsageError(
                "The key that signs the state cannot be used.",
                location=name,
                reason=f"it must have at least {SHORTEST} printable ASCII characters, and no spaces",
                hint="make one with `openssl rand -hex 32`",
            )
    if not keys[KEY]:
        raise InvalidUsageError(
            "The former key alone cannot sign the state.",
            location=OLD_KEY,
            reason=f"{KEY} is not set",
            hint=f"set {KEY} to the new key as well, or unset {OLD_KEY}",
        )


# What is said of a state that is not signed as it must be.


def _unsigned(location: str) -> UntrustedStateError:
    return UntrustedStateError(
        "The state is not signed.",
        location=location,
        reason=f"{KEY} is set, so only a signed state is used",
        hint=Hint(
            "if signing begins now, run `{}`, which first shows what it signs. If the state was signed "
            "before, someone wrote it without the key: that command shows what differs. Nothing was changed",
            (("state", "sign"),),
        ),
    )


def _altered(location: str) -> UntrustedStateError:
    return UntrustedStateError(
        "The signature of the state is wrong.",
        location=location,
        reason="it was changed without the key, or signed with another key, or is for another environment",
        hint=Hint(
            "`{}` shows what differs, and on a branch also the commit of the last good copy; it signs the "
            "state if all of it is right. Otherwise bring that copy back with `{}`, or if there is none "
            "make a new state with `{}`. If the key was changed, set the "
            f"former one as {OLD_KEY}. Nothing was changed",
            (
                ("state", "sign"),
                ("state", "push", "--force", "FILE"),
                ("state", "rebuild", "--force"),
            ),
        ),
    )


def _no_key(location: str) -> StateKeyMissingError:
    return StateKeyMissingError(
        "The state is signed, and there is no key to sign it again.",
        location=location,
        reason=f"{KEY} is not set",
        hint=f"set {KEY} to the key of the state, or let the workflow do it that has the key; commands that "
        "only read need none. Nothing was changed",
    )

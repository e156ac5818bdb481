"""The state as an object in S3, Google Cloud Storage or Azure, written only on condition.

A new object is made only where none is (`If-None-Match`), and replaces only the version that was read
(`If-Match`, or its generation); the engine decides. One that does not say which version it has cannot keep a
state. Credentials, region and endpoint come from the usual variables of the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from publer_sync.config.state_store import StateStore
from publer_sync.errors import StateProblem, UsageProblem
from publer_sync.state.backend import Moved, Versioned
from publer_sync.state.leasing import SharedStore
from publer_sync.state.surroundings import Surroundings

try:
    import obstore
    from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
    from obstore.store import from_url
except ImportError:
    raise UsageProblem(
        "A state in an object store needs an extra of publer-sync.",
        where="state, in publer-sync.yaml",
        why="the package obstore is not installed",
        hint="pip install 'publer-sync[object-store]'",
    ) from None

if TYPE_CHECKING:
    from obstore import PutMode
    from obstore.store import ClientConfig, RetryConfig

TRIES = 4
_ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT")
_RETRIES: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}

_CODE = re.compile(r"<Code>([A-Za-z]+)</Code>.*?<Message>([^<]*)</Message>", re.DOTALL)
_STATUS = re.compile(r"status code: (\d+ [A-Za-z ]+)")
_BUSY = ("409", "ConditionalRequestConflict", "429", "SlowDown")
"""What engines say when two writes meet, or come too fast."""


def opened(settings: StateStore, around: Surroundings) -> SharedStore:
    """The store at the URL of the project file; `state.json` is `state.test.json` with --env test."""
    return SharedStore(ObjectBackend(settings.store, around), around, settings.lease)


class ObjectBackend:
    """One object, told from others by the ETag or generation that its engine gives each version."""

    def __init__(self, url: str, around: Surroundings) -> None:
        folder, _, name = url.rpartition("/")
        stem = name.removesuffix(".json")
        self._name = f"{stem}.{around.environment}.json" if around.environment else name
        self.where = f"{folder}/{self._name}"
        self._around = around
        options: ClientConfig = {
            "allow_http": _may_be_plain(around.environ),
            "connect_timeout": timedelta(seconds=5),
            "timeout": timedelta(seconds=30),
        }
        try:
            self._store = from_url(folder, client_options=options, retry_config=_RETRIES)
        except (BaseError, ValueError, OSError) as error:
            raise self._problem("The object store cannot be used.", error) from None

    def read(self) -> Versioned | None:
        try:
            found = obstore.get(self._store, self._name)
            text = found.bytes().to_bytes().decode("utf-8", "replace")
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error) or "ContainerNotFound" in str(error):
                raise self._problem("The bucket of the state does not exist.", error) from None
            return None
        except (BaseError, ValueError, OSError) as error:
            raise self._problem("The object store cannot be read.", error) from None
        return Versioned(text, self._version(found.meta["e_tag"], found.meta["version"]))

    def swap(self, text: str, expected: str | None, reason: str) -> str:
        """Puts the object there on condition; whether an answer of trouble is true is read back."""
        for number in range(TRIES):
            try:
                done = obstore.put(
                    self._store,
                    self._name,
                    text.encode(),
                    mode=_condition(expected),
                    use_multipart=False,
                )
            except (AlreadyExistsError, PreconditionError, FileNotFoundError):
                raise Moved from None
            except (BaseError, ValueError, OSError) as error:
                trouble = error
            else:
                return self._version(done["e_tag"], done["version"])
            found = self.read()
            if (found.version if found else None) != expected:
                raise Moved from trouble  # this text perhaps, which the caller looks for
            if not any(word in str(trouble) for word in _BUSY):
                break
            self._around.sleep(0.1 * 2**number * (0.5 + self._around.random()))
        raise self._problem("The object store does not take the state.", trouble) from None

    def _version(self, e_tag: str | None, version: str | None) -> str:
        if not e_tag:
            raise StateProblem(
                "The object store does not say which version it holds.",
                where=self.where,
                why="its answer has no ETag, so two writers could not be told apart",
                hint="use an engine with conditional writes: S3, MinIO, Google Cloud Storage, Azure",
            )
        return f"{e_tag} {version or ''}".rstrip()

    def _problem(self, what: str, error: Exception) -> StateProblem:
        return StateProblem(
            what,
            where=self.where,
            why=_short(str(error)),
            hint="check the address, the credentials and the network; for S3 those are AWS_REGION, "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, elsewhere than at AWS also AWS_ENDPOINT_URL",
        )


def _may_be_plain(environ: Mapping[str, str]) -> bool:
    """Whether an endpoint without TLS may be used; raises UsageProblem if one is named that may not."""
    allowed = environ.get("AWS_ALLOW_HTTP", "").strip().lower() in {"true", "1"}
    named = (environ.get(name, "").strip().lower() for name in _ENDPOINTS)
    if not allowed and any(endpoint.startswith("http://") for endpoint in named):
        raise UsageProblem(
            "The endpoint of the object store is not https.",
            where="AWS_ENDPOINT_URL",
            hint="use https, or on a network that you trust say AWS_ALLOW_HTTP=true",
        )
    return allowed


def _condition(expected: str | None) -> PutMode:
    if expected is None:
        return "create"
    e_tag, _, version = expected.partition(" ")
    return {"e_tag": e_tag, "version": version} if version else {"e_tag": e_tag}


def _short(said: str) -> str:
    """The cause in one line: what the engine answered, or what is wrong with the way to it."""
    if answered := _CODE.search(said):
        return f"{answered[1]}: {answered[2]}"
    if status := _STATUS.search(said):
        return f"it answered {status[1]}"
    first = said.strip().partition("\n")[0]
    return first.rpartition(" - ")[2][:300] or "unknown"

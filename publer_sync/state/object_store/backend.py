"""The state as one object of S3, Google Cloud Storage or Azure, written with conditions alone.

Each write names the version of the object that it follows (`If-Match`, or `If-None-Match: *` for the
first): a compare-and-swap that the engine decides. An engine that takes no notice of conditions would let
two hold the lock, so the first write of each kind is sent a second time, which must be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from publer_sync.config.state_store import StateStoreConfig
from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.state.object_store.address import ObjectAddress, address_of
from publer_sync.state.object_store.errors import (
    is_absence,
    unclear_error,
    unfit_error,
    unread_error,
)
from publer_sync.state.object_store.retry import ObjectRequestError, call_with_retries
from publer_sync.state.shared_store import SharedStore
from publer_sync.state.store import StoreContext, StoredText, WriteConflictError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

Answer = TypeVar("Answer")


def open_backend(settings: StateStoreConfig, context: StoreContext) -> SharedStore:
    """The store in the object that a URL names."""
    try:
        import obstore  # noqa: F401
    except ImportError:
        raise InvalidUsageError(
            "A state in an object store needs a package that is not installed.",
            location=settings.store,
            reason="obstore is missing",
            hint="install publer-sync with the extra `object-store`: "
            "`pip install '.[object-store]'` in a checkout",
        ) from None
    from publer_sync.state.object_store.client import client

    address = address_of(settings.store, context.environment)
    backend = ObjectBackend(address, client(address, context.environ))
    return SharedStore(backend, context, settings.lease)


class ObjectBackend:
    """One object; its version is the ETag that the engine gives it, or Google's generation."""

    def __init__(self, address: ObjectAddress, connect: Callable[[], ObjectStore]) -> None:
        """`connect` makes the client, when something is asked for the first time."""
        self._address = address
        self._connect = connect
        self._store: ObjectStore | None = None
        self._proven: set[bool] = set()

    @property
    def where(self) -> str:
        return str(self._address)

    @property
    def absence(self) -> str:
        return "The object with the state was deleted."

    def read(self) -> StoredText | None:
        """Read the object; only the engine's own word for a missing object counts as nothing."""
        import obstore

        def get(store: ObjectStore) -> StoredText:
            get_result = obstore.get(store, self._address.key)
            text = bytes(get_result.bytes()).decode("utf-8", "replace")
            return StoredText(text, self._version(get_result.meta))

        try:
            return self._ask(get)
        except ObjectRequestError as error:
            if is_absence(error):
                return None
            raise unread_error(self._address, error) from None

    def swap(self, text: str, expected: str | None, reason: str) -> str:
        """Put the text there if what was expected is there; a lost answer is settled by looking."""
        try:
            version = self._put(text, expected)
        except ObjectRequestError as error:
            return self._settled(text, expected, error)
        self._prove(text, expected, version)
        return version

    def earlier(self) -> Iterator[StoredText]:
        """Nothing: versions of an object are kept, or not, for those who own the bucket."""
        return iter(())

    def _put(self, text: str, expected: str | None) -> str:
        import obstore
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        mode: Any = "create" if expected is None else {self._address.versioned_by: expected}

        def put_text(store: ObjectStore) -> str:
            results = obstore.put(
                store, self._address.key, text.encode(), mode=mode, use_multipart=False
            )
            return self._version(results)

        try:
            return self._ask(put_text)
        except ObjectRequestError as error:
            if isinstance(error.cause, AlreadyExistsError | PreconditionError):
                raise WriteConflictError from None
            raise

    def _settled(self, text: str, expected: str | None, error: ObjectRequestError) -> str:
        """The version, if the write arrived after all."""
        stored_text = self.read()
        if stored_text and stored_text.text == text:
            return stored_text.version
        if (stored_text.version if stored_text else None) != expected:
            raise WriteConflictError
        raise unclear_error(self._address, error)

    def _prove(self, text: str, expected: str | None, version: str) -> None:
        """Repeats a write: what it followed does not stand there any more, so it must be refused."""
        kind = expected is None
        if kind in self._proven or version == expected:
            return
        try:
            self._put(text, expected)
        except WriteConflictError:
            self._proven.add(kind)
        except ObjectRequestError as error:
            raise unclear_error(self._address, error) from None
        else:
            raise unfit_error(
                self._address, "it writes over an object although the condition fails"
            )

    def _version(self, answer: Any) -> str:
        version: str | None = answer[self._address.versioned_by]
        if not version:
            raise unfit_error(self._address, "it does not say which version of the object is there")
        return version

    def _ask(self, request: Callable[[ObjectStore], Answer]) -> Answer:
        def asked() -> Answer:
            if self._store is None:
                self._store = self._connect()
            return request(self._store)

        return call_with_retries(asked, passing=(StateError,))

"""Objects of a store, as a backend sees them."""

from __future__ import annotations

from collections.abc import Mapping

from publer_sync.state.object_store.address import address_of
from publer_sync.state.object_store.backend import ObjectBackend
from publer_sync.state.object_store.client import client
from tests.support.middleman import Middleman
from tests.support.s3_server import new_bucket, s3_environment


def backend(url: str, environ: Mapping[str, str], environment: str | None = None) -> ObjectBackend:
    address = address_of(url, environment)
    return ObjectBackend(address, client(address, environ))


def object_of(man: Middleman) -> ObjectBackend:
    """An object of a new bucket, through the proxy."""
    return backend(f"s3://{new_bucket()}/state.json", s3_environment(man.url))

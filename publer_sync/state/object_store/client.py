"""Make the client of an object store from the environment: where it is, who asks, how long it tries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from obstore.store import AzureStore, GCSStore, S3Store

from publer_sync.errors import InvalidUsageError
from publer_sync.state.object_store.address import ObjectAddress
from publer_sync.state.object_store.credentials import profile_credentials

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

_STORES: Mapping[str, Any] = {"s3": S3Store, "gs": GCSStore, "az": AzureStore}

_ENDPOINTS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "s3": (
        "endpoint",
        ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"),
        "AWS_ALLOW_HTTP",
    ),
    "gs": ("base_url", ("GOOGLE_BASE_URL",), "GOOGLE_ALLOW_HTTP"),
    "az": ("endpoint", ("AZURE_STORAGE_ENDPOINT", "AZURE_ENDPOINT"), "AZURE_ALLOW_HTTP"),
}
"""The option of the client, the variables that may say it, and the one that allows it to be http."""

_OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "s3": {
        "access_key_id": ("AWS_ACCESS_KEY_ID",),
        "secret_access_key": ("AWS_SECRET_ACCESS_KEY",),
        "session_token": ("AWS_SESSION_TOKEN", "AWS_TOKEN"),
        "region": ("AWS_REGION", "AWS_DEFAULT_REGION"),
        "role_arn": ("AWS_ROLE_ARN",),
        "web_identity_token_file": ("AWS_WEB_IDENTITY_TOKEN_FILE",),
        "metadata_endpoint": ("AWS_METADATA_ENDPOINT",),
    },
    "gs": {
        "service_account": ("GOOGLE_SERVICE_ACCOUNT", "GOOGLE_SERVICE_ACCOUNT_PATH"),
        "service_account_key": ("GOOGLE_SERVICE_ACCOUNT_KEY",),
        "application_credentials": ("GOOGLE_APPLICATION_CREDENTIALS",),
        "bearer_token": ("GOOGLE_BEARER_TOKEN",),
    },
    "az": {
        "account_name": ("AZURE_STORAGE_ACCOUNT_NAME",),
        "account_key": ("AZURE_STORAGE_ACCOUNT_KEY", "AZURE_STORAGE_ACCESS_KEY"),
        "sas_key": ("AZURE_STORAGE_SAS_TOKEN", "AZURE_STORAGE_SAS_KEY"),
    },
}
"""Who asks. All else that the library knows, it takes from the environment of the process by itself."""

_OF_MANY_LINES = ("service_account_key",)

_ALWAYS: Mapping[str, Mapping[str, str]] = {"s3": {"conditional_put": "etag"}}
"""No variable may turn the conditions off."""

_RETRIES: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=15)}
"""No try begins later than 15 seconds after the first. A write is tried again with its condition: if it had
arrived after all, that fails, and whoever looks finds it."""

_TRUE = ("1", "true", "yes", "on", "y")


def client(address: ObjectAddress, environ: Mapping[str, str]) -> Callable[[], ObjectStore]:
    """Return the maker of the client; raise InvalidUsageError if the environment names no sound address."""
    option, names, allowing = _ENDPOINTS[address.kind]
    http = environ.get(allowing, "").lower() in _TRUE
    config = _given({**_OPTIONS[address.kind], option: names}, environ)
    config.update(_ALWAYS.get(address.kind, {}))
    if option in config:
        name = next(name for name in names if environ.get(name, "").strip())
        http = _is_http(config[option], name, http, allowing)
    limits: ClientConfig = {
        "allow_http": http,
        "connect_timeout": timedelta(seconds=5),
        "timeout": timedelta(seconds=15),
    }

    def connect() -> ObjectStore:
        credentials = profile_credentials(environ) if address.kind == "s3" else None
        store: ObjectStore = _STORES[address.kind](
            address.bucket,
            config=config,
            client_options=limits,
            retry_config=_RETRIES,
            credential_provider=credentials,
        )
        return store

    return connect


def _given(options: Mapping[str, tuple[str, ...]], environ: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each option by the first of its variables."""
    result = {}
    for option, names in options.items():
        if name := next((name for name in names if environ.get(name, "").strip()), None):
            result[option] = environ[
                name
            ].strip()  # the end of a line comes along with many a secret
            if option not in _OF_MANY_LINES and not result[option].isprintable():
                raise InvalidUsageError(
                    "A variable has characters that cannot be part of it.",
                    location=name,
                    hint="set it again, on one line",
                )
    return result


def _is_http(url: str, name: str, allowed: bool, allowing: str) -> bool:
    """Return whether the address is one without encryption; raise InvalidUsageError where it may not be."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise InvalidUsageError(
            "The address of the object store is none.",
            location=name,
            reason="it has to be like https://s3.example.com, without a name and a password",
            hint=f"fix or unset {name}",
        )
    if parts.scheme == "http" and not allowed and not _is_loopback(host):
        raise InvalidUsageError(
            "The object store would be used without encryption.",
            location=name,
            reason="what is sent over http can be read and changed on the way",
            hint=f"use https, or set {allowing}=true if no one else is on that network",
        )
    return parts.scheme == "http"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False

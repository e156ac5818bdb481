"""One connection to Publer: headers, waiting, one attempt per write, several per read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

import httpx

from publer_sync import __version__
from publer_sync.api.errors import (
    ApiError,
    NotSentError,
    RateLimitError,
    ResourceNotFoundError,
    ServerError,
    UnreachableError,
)
from publer_sync.api.rate_limiter import Limiter
from publer_sync.api.responses import json_of
from publer_sync.api.server_clock import ServerClock
from publer_sync.errors import InvalidUsageError
from publer_sync.http import ENCODINGS, UnusableAnswerError, goes_through_proxies, is_safe, text_of
from publer_sync.model.clock import Clock
from publer_sync.redaction import redactor

BASE_URL = "https://app.publer.com/api/v1"
PROJECT_URL = "https://github.com/publer-sync/publer-sync"
USER_AGENT = f"Mozilla/5.0 (compatible; publer-sync/{__version__}; +{PROJECT_URL})"

READ_ATTEMPTS = 5
TIMEOUT = httpx.Timeout(30.0, connect=10.0)
UPLOAD_TIMEOUT = httpx.Timeout(300.0, connect=10.0)

_WORKSPACE = re.compile(r"[A-Za-z0-9_-]{1,100}")

Params = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are to Publer. The key is never shown: not by `repr`, not by `str`."""

    api_key: str = field(repr=False)
    workspace: str
    base_url: str = BASE_URL

    def __post_init__(self) -> None:
        if not (self.api_key.isascii() and self.api_key.isprintable() and self.api_key.strip()):
            raise InvalidUsageError(
                "The API key is empty or has characters that no key has.",
                location="PUBLER_API_KEY",
                hint="copy it again from Publer, without spaces or line ends",
            )
        if not _WORKSPACE.fullmatch(self.workspace):
            raise InvalidUsageError(
                "The workspace has characters that no id has.",
                location="PUBLER_WORKSPACE_ID, or `workspace:` in publer-sync.yaml",
                hint="copy the id again from Publer, without spaces or line ends",
            )
        if not is_safe(self.base_url):
            raise InvalidUsageError(
                "The API address must be https, or http on this machine.",
                location=VARIABLE,
                hint=f"unset it to use {BASE_URL}",
            )


class Session:
    """Send requests with the key and turn every failure into an ApiError.

    Reads are retried with back-off and jitter; before each new try `on_retry` is told why, and the
    seconds until then. A write is sent once: whether to send it again is for those to decide who can
    look first. Redirects are not followed, so the key stays with Publer.
    """

    def __init__(
        self,
        credentials: Credentials,
        limiter: Limiter,
        clock: Clock,
        *,
        random: Callable[[], float],
        transport: httpx.BaseTransport | None = None,
        timeout: httpx.Timeout = TIMEOUT,
        on_retry: Callable[[ApiError, float], None] = lambda error, seconds: None,
    ) -> None:
        self.redacted = redactor(credentials.api_key)
        """A foreign text without the key, should it be echoed there."""
        self.server_clock = ServerClock(clock)
        """Publer's clock, by the answers so far."""
        self._limiter = limiter
        self._clock = clock
        self._random = random
        self._on_retry = on_retry
        address = credentials.base_url.rstrip("/")
        self._elsewhere = None if address == BASE_URL else self.redacted(address)
        self._client = self._opened(credentials, transport, timeout)

    def _opened(
        self,
        credentials: Credentials,
        transport: httpx.BaseTransport | None,
        timeout: httpx.Timeout,
    ) -> httpx.Client:
        try:
            return httpx.Client(
                base_url=credentials.base_url.rstrip("/"),
                headers={
                    "Authorization": f"Bearer-API {credentials.api_key}",
                    "Publer-Workspace-Id": credentials.workspace,
                    "Accept": "application/json",
                    "Accept-Encoding": ENCODINGS,
                    "User-Agent": USER_AGENT,
                },
                timeout=timeout,
                transport=transport,
                follow_redirects=False,
                trust_env=goes_through_proxies(credentials.base_url),
            )
        except (ValueError, httpx.InvalidURL, ImportError, OSError):
            # Its words are left out: the address of a proxy may hold a password.
            raise InvalidUsageError(
                "The settings of the network cannot be used.",
                location="HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE or SSL_CERT_DIR",
                reason="the address of a proxy is wrong or of a kind that is not supported (http and "
                "https are), or there are no certificates in that place",
                hint="correct or unset them",
            ) from None

    def close(self) -> None:
        self._client.close()

    @property
    def requests_used(self) -> int:
        return self._limiter.used

    def get(self, path: str, params: Params = ()) -> Any:
        """The JSON of a GET. Trouble that may pass is tried again; a 429 waits for the reset."""
        for attempt in range(1, READ_ATTEMPTS):
            try:
                return self._once("GET", path, params=list(params))
            except RateLimitError:
                continue  # the limiter knows when it may go on
            except (UnreachableError, ServerError) as error:
                seconds = 2.0 ** (attempt - 1) * (0.75 + 0.5 * self._random())
                self._on_retry(error, seconds)
                self._clock.sleep(seconds)
        return self._once("GET", path, params=list(params))

    def wait_for_turn(self) -> bool:
        """Return when the limit allows the next request; say whether that took any time."""
        return self._limiter.wait()

    def write(
        self,
        method: str,
        path: str,
        permit: Callable[[], None],
        *,
        params: Params = (),
        body: Mapping[str, Any] | None = None,
    ) -> Any:
        """The JSON of a request that writes, sent exactly once.

        `permit` raises if the request may not be sent any more. It is called when nothing is left to wait
        for, so that its answer still holds when the request goes out. Raises WrongClockError where Publer's
        answers show another time than the clock of this command.
        """
        self._may_write(permit)
        return self._once(method, path, params=list(params), json=body)

    def upload(
        self,
        path: str,
        name: str,
        content: IO[bytes],
        fields: Mapping[str, str],
        permit: Callable[[], None],
    ) -> Any:
        """The JSON of a multipart upload, sent exactly once; `permit` as for `write`."""
        files = {"file": (name, content)}
        self._may_write(permit)
        return self._once("POST", path, files=files, data=dict(fields), timeout=UPLOAD_TIMEOUT)

    def _may_write(self, permit: Callable[[], None]) -> None:
        self.wait_for_turn()
        permit()
        self.server_clock.check()

    def _once(self, method: str, path: str, **options: Any) -> Any:
        try:
            return self._answered(method, path, **options)
        except ApiError as error:
            raise (with_place(error, self._elsewhere) if self._elsewhere else error) from None

    def _answered(self, method: str, path: str, **options: Any) -> Any:
        self._limiter.acquire()
        location = f"{method} {path}"
        sent_at = self._clock.now()
        try:
            with (
                self._clock.abandonable(),
                self._client.stream(method, path, **options) as response,
            ):
                self._limiter.learn(response.status_code, response.headers)
                self.server_clock.learn(response.headers, sent_at)
                text = text_of(response, self._clock.monotonic)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise self._lost(NotSentError, location, error) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._lost(UnreachableError, location, error) from None
        except UnusableAnswerError as error:
            raise ServerError(
                f"Publer's answer is {error.method}.",
                location=location,
                reason=error.reason,
                hint="check PUBLER_API_URL if you set it; otherwise try again later",
            ) from None
        return json_of(response, text, location, self.redacted)

    def _lost(self, kind: type[ApiError], location: str, error: Exception) -> ApiError:
        return kind(
            "Publer cannot be reached."
            if kind is NotSentError
            else "The connection to Publer broke.",
            location=location,
            reason=self.redacted(str(error) or type(error).__name__),
            hint="check the network; nothing is lost, run the command again",
        )


# Trouble at an address that is not Publer's own: says which address it is, and where it was set.

VARIABLE = "PUBLER_API_URL"
_BELOW = "/api/v1"


def with_place(error: ApiError, address: str) -> ApiError:
    """The same error, with the address if that may be at fault; `address` must be free of secrets."""
    if isinstance(error, UnreachableError | ServerError | ResourceNotFoundError):
        error.location = f"{error.location} at {address}, as {VARIABLE} says"
    if isinstance(error, UnreachableError):
        error.hint = (
            f"check {VARIABLE}, whether anything answers there, and the network; nothing is lost, "
            "run the command again"
        )
    elif isinstance(error, ResourceNotFoundError) and not address.endswith(_BELOW):
        error.hint = f"check {VARIABLE}: the address of the API ends in `{_BELOW}`"
    return error

"""GitHub's REST API: one connection, with the token of the run, to the server that the run names.

Reads are tried again. A write is sent a second time only if the first was certainly not carried out; who
needs more has to look first what came of it, see `write_once`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import httpx

from publer_sync import __version__
from publer_sync.errors import InvalidUsageError
from publer_sync.forge.github.errors import (
    GitHubError,
    GitHubForbiddenError,
    GitHubNotFoundError,
    GitHubNotSentError,
    GitHubRateLimitError,
    GitHubRejectedError,
    GitHubUnavailableError,
    GitHubUnconfirmedError,
    trouble,
    waiting_time,
)
from publer_sync.forge.github.errors import shown as plain
from publer_sync.forge.github.json_access import ACTIONS, VIEWER, Author, app_in, is_below
from publer_sync.forge.github.secret_guard import guard, refuse_secrets
from publer_sync.http import (
    ENCODINGS,
    UnusableAnswerError,
    goes_through_proxies,
    is_safe,
    parsed,
    text_of,
)
from publer_sync.model.clock import Clock

API_VERSION = "2022-11-28"
ATTEMPTS = 5
PATIENCE = 300.0
"""Seconds that waiting for limits may take in the life of a client: a job costs money while it waits."""
PAUSE = 60.0
"""Seconds to wait for a limit of which GitHub does not say when it ends."""
MOST_PAGES = 1000
TIMEOUT = httpx.Timeout(30.0, connect=10.0)

WRITE_TRIES = 3
SETTLE = 5.0
"""Seconds, about, until what was written shows in what is read."""

_Result = TypeVar("_Result")
Params = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The JSON of a good answer, and the address of the next page as GitHub writes it."""

    body: Any
    next_page: str | None


class GitHub:
    """Send requests for one repository and turn every failure into a GitHubError.

    A path without a slash at its start is one of the repository: `issues/7`. Answers are plain data with no
    secret in it, but anyone's words. Redirects are not followed, so the token stays with GitHub.
    """

    def __init__(
        self,
        *,
        repository: str,
        token: str,
        clock: Clock,
        random: Callable[[], float],
        api_url: str = "https://api.github.com",
        server_url: str = "https://github.com",
        secrets: Sequence[str] = (),
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`secrets` are what no text that is sent may hold, beside the token; `random` gives 0 to 1."""
        self.repository = repository
        self._api = httpx.URL(_checked(api_url))
        self._server = httpx.URL(_checked(server_url))
        self._clock = clock
        self._random = random
        self._patience = PATIENCE
        self._redacted = guard(token, *secrets)
        self._client = self._opened(token, transport)

    def _opened(self, token: str, transport: httpx.BaseTransport | None) -> httpx.Client:
        try:
            return httpx.Client(
                headers={
                    **({"Authorization": f"Bearer {token}"} if token else {}),
                    "Accept": "application/vnd.github+json",
                    "Accept-Encoding": ENCODINGS,
                    "User-Agent": f"publer-sync/{__version__}",
                    "X-GitHub-Api-Version": API_VERSION,
                },
                timeout=TIMEOUT,
                transport=transport,
                follow_redirects=False,
                trust_env=goes_through_proxies(str(self._api)),
            )
        except (ValueError, httpx.InvalidURL, ImportError, OSError):
            # Its words are left out: the address of a proxy may hold a password.
            raise InvalidUsageError(
                "The settings of the network cannot be used.",
                location="HTTPS_PROXY, ALL_PROXY, SSL_CERT_FILE or SSL_CERT_DIR",
                hint="correct or unset them",
            ) from None

    def close(self) -> None:
        self._client.close()

    @cached_property
    def author(self) -> Author:
        """Who writes with this token. That of a job and those of other apps may ask in one way only."""
        try:
            results = self.get("/user")
        except GitHubForbiddenError:
            return self._app()
        login = results.get("login") if isinstance(results, dict) else None
        if not isinstance(login, str):
            raise _odd("/user", "it has no login")
        return Author(login, is_bot=results.get("type") == "Bot")

    def _app(self) -> Author:
        """The app whose token this is: only what it wrote is ours, and what is ours is not written twice."""
        top = self._api.path.rstrip("/").removesuffix("/v3")  # of GitHub Enterprise Server
        url = self._api.copy_with(path=f"{top}/graphql")
        try:
            return app_in(self._tried("POST", url, json={"query": VIEWER}).body)
        except (
            GitHubForbiddenError,
            GitHubNotFoundError,
            GitHubRejectedError,
        ):  # a server without it, or a proxy that minds
            return ACTIONS

    def get(self, path: str, params: Params = ()) -> Any:
        """The JSON of a GET, tried several times."""
        return self._read(self._url(path), params).body

    def pages(self, path: str, params: Params = (), *, within: str | None = None) -> Iterator[Any]:
        """The items of a list, of all its pages; `within` names the list in an answer that is an object.

        Raises GitHubUnavailableError rather than to leave anything out.
        """
        url, params = self._url(path), [*params, ("per_page", "100")]
        seen_names: set[str] = set()
        for _ in range(MOST_PAGES):
            answer = self._read(url, params)
            body = (
                answer.body.get(within) if within and isinstance(answer.body, dict) else answer.body
            )
            if not isinstance(body, list):
                raise _odd(path, "it is no list")
            yield from body
            if answer.next_page is None:
                return
            seen_names.add(str(url))
            url, params = self._url_of_next(answer.next_page, path), []
            if str(url) in seen_names:
                raise _odd(path, "its pages lead in a circle")
        raise _odd(path, f"it has more than {MOST_PAGES} pages")

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """The JSON of a POST. Raises GitHubUnconfirmedError if it may have been carried out all the same."""
        return self._write("POST", path, body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """The JSON of a PATCH. Raises GitHubUnconfirmedError if it may have been carried out all the same."""
        return self._write("PATCH", path, body)

    def write_once(self, step: Callable[[], _Result]) -> _Result:
        """The result of a step that looks what is there, and then writes only what is missing.

        If the answer to a write is lost, the whole step is done again: so nothing is written twice that is
        seen to be there. Raises GitHubUnconfirmedError if the answers keep getting lost.
        """
        for _ in range(1, WRITE_TRIES):
            try:
                return step()
            except GitHubUnconfirmedError:
                self.wait(SETTLE)
        return step()

    def link(self, value: Any) -> str | None:
        """An address in an answer if it is a page of GitHub's server, else None."""
        return value if isinstance(value, str) and is_below(value, self._server) else None

    def wait(self, seconds: float) -> None:
        """Let time pass, a little more or less than this."""
        self._clock.sleep(seconds * (0.75 + 0.5 * self._random()))

    def _url(self, path: str) -> httpx.URL:
        inside = path if path.startswith("/") else f"/repos/{self.repository}/{path}"
        return self._api.copy_with(path=self._api.path.rstrip("/") + inside)

    def _url_of_next(self, text: str, path: str) -> httpx.URL:
        """The address of a next page, which must not lead the token elsewhere."""
        if not is_below(text, self._api):
            raise _odd(path, "its next page is on another server")
        return httpx.URL(text)

    def _read(self, url: httpx.URL, params: Params) -> Answer:
        return self._tried("GET", url, params=list(params) or None)

    def _tried(self, method: str, url: httpx.URL, **options: Any) -> Answer:
        """The answer to what changes nothing, asked for several times."""
        for attempt in range(1, ATTEMPTS):
            try:
                return self._once(method, url, **options)
            except GitHubUnavailableError as error:
                self._wait_after(error, attempt)
        return self._once(method, url, **options)

    def _write(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        refuse_secrets(body, self._redacted, location=f"{method} {path}")
        url = self._url(path)
        for attempt in range(1, ATTEMPTS):
            try:
                return self._written(method, url, body)
            except GitHubRateLimitError as error:
                if error.seconds is None:
                    raise
                self._wait_after(error, attempt)
            except GitHubNotSentError as error:
                self._wait_after(error, attempt)
        return self._written(method, url, body)

    def _written(self, method: str, url: httpx.URL, body: Mapping[str, Any]) -> Any:
        try:
            return self._once(method, url, json=body).body
        except (GitHubRateLimitError, GitHubNotSentError):
            raise
        except GitHubUnavailableError as error:
            raise GitHubUnconfirmedError(
                error.what,
                status=error.status,
                location=error.location,
                reason=error.reason,
                hint=error.hint,
            ) from None

    def _wait_after(self, error: GitHubUnavailableError, attempt: int) -> None:
        """Wait as long as GitHub asks for, else a while; raises the error if that is longer than we may."""
        if error.seconds is None and not isinstance(error, GitHubRateLimitError):
            self.wait(2.0 ** (attempt - 1))
            return
        seconds = PAUSE if error.seconds is None else error.seconds
        if seconds > self._patience:
            raise error
        self._patience -= seconds
        self._clock.sleep(seconds)

    def _once(self, method: str, url: httpx.URL, **options: Any) -> Answer:
        location = f"{method} {plain(url.path)}"
        self._clock.checkpoint()
        try:
            with (
                self._clock.abandonable(),
                self._client.stream(method, url, **options) as response,
            ):
                text = text_of(response, self._clock.monotonic)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise self._lost(GitHubNotSentError, location, error) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise self._lost(GitHubUnavailableError, location, error) from None
        except UnusableAnswerError as error:
            raise GitHubUnavailableError(
                f"GitHub's answer is {error.method}.", location=location, reason=error.reason
            ) from None
        body = parsed(text, self._redacted)
        if response.is_success and body is not None:
            return Answer(body, response.links.get("next", {}).get("url"))
        seconds = waiting_time(response, body, self._clock.now)
        raise trouble(response.status_code, body, self._redacted(text), location, seconds)

    def _lost(self, kind: type[GitHubError], location: str, error: Exception) -> GitHubError:
        return kind(
            "GitHub cannot be reached."
            if kind is GitHubNotSentError
            else "The connection to GitHub broke.",
            location=location,
            reason=plain(self._redacted(str(error) or type(error).__name__)),
            hint="check the network and GITHUB_API_URL, then run the job again",
        )


def _checked(url: str) -> str:
    if is_safe(url):
        return url
    raise InvalidUsageError(
        "The address of GitHub must be https, or http on this machine.",
        location="GITHUB_API_URL and GITHUB_SERVER_URL",
    )


def _odd(path: str, reason: str) -> GitHubUnavailableError:
    return GitHubUnavailableError(
        "GitHub's answer has an unknown shape.", location=f"GET {plain(path)}", reason=reason
    )

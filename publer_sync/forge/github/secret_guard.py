"""Keep secrets out of what is sent, and give git the token of the job without a trace of it.

The runner hides secrets in its log only. `actions/checkout` must not leave the token behind
(`persist-credentials: false`), so git is told by its environment, and not by files or arguments.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publer_sync.forge.github.errors import SecretLeakError
from publer_sync.redaction import redactor

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SHORTEST = 8
"""Shorter ones are those of tests, and would be found in every other word."""


def guard(*secrets: str) -> Callable[[str], str]:
    """A text without these secrets, in whatever form they are in it."""
    return redactor(*(secret for secret in secrets if len(secret) >= _SHORTEST))


def refuse_secrets(value: Any, redacted: Callable[[str], str], *, location: str) -> None:
    """Raise SecretLeakError if a text in the data is not the same without the secrets."""
    if any(redacted(form) != form for text in _texts(value) for form in (text, _spelled_out(text))):
        raise SecretLeakError(
            "A text for GitHub holds a secret, and was not sent.",
            location=location,
            reason="a key or a token is in a post, a file name or a message",
            hint="remove it from there, and replace the secret: it may be known already",
        )


def _spelled_out(text: str) -> str:
    """The text with the escapes of JSON undone: a marker writes a hyphen as one."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)


_COUNT = "GIT_CONFIG_COUNT"


def git_environment(environ: Mapping[str, str], server_url: str, token: str) -> dict[str, str]:
    """The environment with which git sends the token to this server, and to no other."""
    if not token:
        return dict(environ)
    count = environ.get(_COUNT, "")
    first = int(count) if count.isascii() and count.isdigit() else 0
    name = f"http.{server_url.rstrip('/')}/.extraheader"
    added: dict[str, str] = {}
    # Another header may be configured already, and two of them GitHub refuses: an empty value drops what was
    # configured (git-config, `http.extraHeader`).
    for number, value in enumerate(("", f"AUTHORIZATION: basic {encoded(token)}"), first):
        added |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return {**environ, **added, _COUNT: str(first + 2)}


def encoded(token: str) -> str:
    """The token as git sends it: a secret too, which the runner does not know."""
    return base64.b64encode(f"x-access-token:{token}".encode()).decode()

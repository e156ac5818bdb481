"""Lets git speak to GitHub with the token of the job, without a trace of it in files or arguments.

`actions/checkout` shall not leave the token behind (`persist-credentials: false`), so git is told by its
environment. Another header may be configured already; two of them GitHub refuses, so an empty value comes
first, which drops what was configured (git-config, `http.extraHeader`).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

_COUNT = "GIT_CONFIG_COUNT"


def git_environment(environ: Mapping[str, str], server_url: str, token: str) -> dict[str, str]:
    """The environment with which git sends the token to this server, and to no other."""
    if not token:
        return dict(environ)
    count = environ.get(_COUNT, "")
    first = int(count) if count.isascii() and count.isdigit() else 0
    name = f"http.{server_url.rstrip('/')}/.extraheader"
    added: dict[str, str] = {}
    for number, value in enumerate(("", f"AUTHORIZATION: basic {encoded(token)}"), first):
        added |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return {**environ, **added, _COUNT: str(first + 2)}


def encoded(token: str) -> str:
    """The token as git sends it: a secret too, which the runner does not know."""
    return base64.b64encode(f"x-access-token:{token}".encode()).decode()

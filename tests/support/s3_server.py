"""A real S3 server on loopback, one for each test process, whose buckets are thrown away."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import count
from threading import Lock, Thread
from typing import Any

import httpx
import pytest

_numbers = count(1)


@cache
def s3_server() -> str:
    """The address of the server, which ends with the process; without moto the test is skipped."""
    werkzeug_app = pytest.importorskip(
        "moto.moto_server.werkzeug_app", reason="moto is missing: pip install 'moto[server,s3]'"
    )
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = werkzeug_app.DomainDispatcherApplication(werkzeug_app.create_backend_app)
    server = make_server(
        "127.0.0.1",
        0,
        _one_at_a_time(app),
        threaded=True,
        request_handler=werkzeug_app.MotoRequestHandler,
    )
    Thread(target=server.serve_forever, name="s3", daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def _one_at_a_time(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """S3 compares and writes in one step; moto does so only if no one gets in between."""
    lock = Lock()

    def locked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with lock:
            return app(environ, start_response)

    return locked


def new_bucket() -> str:
    """The name of a bucket that is empty."""
    name = f"team-{next(_numbers)}"
    httpx.put(f"{s3_server()}/{name}").raise_for_status()
    return name


def s3_environment(url: str) -> Mapping[str, str]:
    """What leads a command to such a server, with the keys of no one."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "eu-central-1",
    }

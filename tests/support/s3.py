"""A real S3 server on loopback, started once for the process that needs it."""

from __future__ import annotations

import os
from functools import cache


@cache
def s3_server() -> str:
    """The address of the server; the environment leads S3 clients, also those of child processes, there."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "anna",
        "AWS_SECRET_ACCESS_KEY": "a-secret",
    }
    return os.environ["AWS_ENDPOINT_URL"]

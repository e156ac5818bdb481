"""The shapes of answers: JSON, errors as the API words them, and the edge's own pages."""

import json
from typing import Any, NoReturn

from flask import Response, request

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

HTML_PAGE = "<!doctype html>\n<html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(_encode(body), status, mimetype="application/json")


def refusal(status: int, message: str) -> Response:
    """An error as nearly all of them look."""
    return answer({"errors": [message]}, status)


def rate_exceeded() -> Response:
    """The 429, which has its own shape and no Retry-After."""
    return answer({"error": "Rate limit exceeded. Retry later."}, 429)


def edge_refusal() -> Response:
    """Answer of the edge to a fingerprint it does not like; the key is not to blame."""
    return Response("error code: 1010", 403, mimetype="text/plain")


def html_page(status: int) -> Response:
    """A page where JSON was expected."""
    return Response(HTML_PAGE.format(f"Error {status}"), status, mimetype="text/html")


# The JSON that a request carries.


def sent_json() -> Any:
    """Return the JSON that was sent; None for what is no JSON, or no text that could be kept."""
    try:
        body = json.loads(request.get_data(), parse_constant=_refuse)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return body


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")

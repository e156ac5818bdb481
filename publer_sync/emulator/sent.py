"""The JSON that a request carries."""

import json
from typing import Any, NoReturn

from flask import request


def sent_json() -> Any:
    """What was sent; None for what is no JSON, or no text that could be kept."""
    try:
        sent = json.loads(request.get_data(), parse_constant=_refuse)
        json.dumps(sent, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return sent


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")

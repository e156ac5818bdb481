"""A secret is blacked out in whatever form someone repeats it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publer_sync.redaction import redactor
from tests.security.secret import CANARY, forms

WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda key: f"bad key {key}!",
    "in a header": lambda key: f"{{'Authorization': 'Bearer-API {key}'}}",
    "in capitals": str.upper,
    "in base64": lambda key: base64.b64encode(f"Bearer-API {key}".encode()).decode(),
    "in base64 for URLs": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
    "in a URL": lambda key: f"?key={quote(key, safe='')}",
    "percent-encoded in full": lambda key: "".join(f"%{byte:02X}" for byte in key.encode()),
    "the same in small letters": lambda key: "".join(f"%{byte:02x}" for byte in key.encode()),
    "encoded twice": lambda key: "".join(f"%25{byte:02x}" for byte in key.encode()),
    "in hexadecimal": lambda key: key.encode().hex(),
    "backwards": lambda key: key[::-1],
    "in JSON": lambda key: key.replace('"', '\\"'),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_form_is_blacked_out(way: str) -> None:
    shown = redactor(CANARY)(WAYS[way](CANARY))
    assert "[key]" in shown
    assert not [form for form in forms() if form in shown]


@given(
    st.binary(max_size=8), st.text("abcXYZ019_-+/", min_size=12, max_size=60), st.binary(max_size=8)
)
def test_base64_is_seen_through_wherever_the_secret_stands_in_it(
    before: bytes, key: str, after: bytes
) -> None:
    encoded = base64.b64encode(before + key.encode() + after).decode()
    assert "[key]" in redactor(key)(encoded)


@given(st.text("abcXYZ019_-+/% é", min_size=12, max_size=40), st.lists(st.booleans(), min_size=40))
def test_any_mix_of_plain_and_encoded_characters_is_seen_through(
    key: str, choices: list[bool]
) -> None:
    mixed = "".join(
        "".join(f"%{byte:02x}" for byte in letter.encode()) if encoded else letter
        for letter, encoded in zip(key, choices, strict=False)
    )
    assert redactor(key)(f"<{mixed}>") == "<[key]>"


@pytest.mark.parametrize("text", ["%61%62", "aXc", "100%", "a%63b"])
def test_what_only_looks_encoded_stays(text: str) -> None:
    assert redactor("abc")(text) == text


def test_without_a_secret_nothing_is_touched() -> None:
    assert redactor("", "")("[words]") == "[words]"

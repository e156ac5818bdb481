"""Whether an object store can be reached is known soon, and told in few words without secrets."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path
from threading import Event
from types import FrameType

import pytest

from publer_sync.errors import InvalidUsageError, StateError
from publer_sync.state.object_store.retry import ObjectRequestError, call_with_retries
from tests.support.middleman import Middleman
from tests.support.objects import backend, object_of
from tests.support.s3_server import new_bucket, s3_environment, s3_server

KEYS = s3_environment("")
SECRET = KEYS["AWS_SECRET_ACCESS_KEY"]


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(StateError) as caught:
            backend("s3://b/state.json", s3_environment(url)).read()
    assert caught.value.reason == f"Connection refused ({url})"
    assert "AWS_ENDPOINT_URL" in str(caught.value.hint)


def test_one_that_never_answers() -> None:
    answer = Event()
    with pytest.raises(ObjectRequestError, match="no answer within"):
        call_with_retries(answer.wait, deadline=0.01)
    answer.set()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="Windows has no timer")
def test_waiting_for_one_ends_when_the_user_says_so() -> None:
    answer = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    with pytest.raises(KeyboardInterrupt):
        call_with_retries(answer.wait)
    signal.signal(signal.SIGALRM, before)
    answer.set()


@pytest.mark.parametrize(
    ("code", "status", "hint"),
    [
        ("SignatureDoesNotMatch", 403, "check AWS_ACCESS_KEY_ID"),
        ("ExpiredToken", 400, "check AWS_ACCESS_KEY_ID"),
        ("AccessDenied", 403, "read, list and write"),
        ("NoSuchBucket", 404, "make the bucket"),
    ],
)
def test_one_that_refuses(man: Middleman, code: str, status: int, hint: str) -> None:
    man.answer = (
        status,
        f"<Error><Code>{code}</Code><Message>This &amp; that.</Message>"
        f"<StringToSign>{SECRET}</StringToSign></Error>",
    )
    found = object_of(man)
    for act in (found.read, lambda: found.swap("{}", None, "first")):
        with pytest.raises(StateError) as caught:
            act()
        assert caught.value.reason == f"{code}: This & that."
        assert hint in str(caught.value.hint)


def test_a_bucket_that_is_missing_is_not_an_empty_one() -> None:
    with pytest.raises(StateError, match="NoSuchBucket"):
        backend("s3://no-such/state.json", s3_environment(s3_server())).read()


def test_a_server_that_knows_no_buckets_is_not_an_empty_one(man: Middleman) -> None:
    man.answer = (404, "<html>Not found</html>")
    with pytest.raises(StateError, match="404 Not Found"):
        object_of(man).read()


def test_nobody_asks(man: Middleman) -> None:
    environ = {"AWS_ENDPOINT_URL": man.url, "AWS_METADATA_ENDPOINT": man.url}
    man.answer = (404, "")
    with pytest.raises(StateError, match="no credentials") as caught:
        backend("s3://b/state.json", environ).read()
    assert "AWS_PROFILE" in str(caught.value.hint)


@pytest.mark.parametrize(
    "url",
    [
        "http://minio.example.com",
        "ftp://127.0.0.1",
        "ht!tp:/x",
        "http://anna:pw@127.0.0.1",
        "http://h:x",
    ],
)
def test_an_address_that_is_none_or_not_safe(url: str) -> None:
    with pytest.raises(InvalidUsageError) as caught:
        backend("s3://b/state.json", s3_environment(url))
    assert caught.value.location == "AWS_ENDPOINT_URL"
    assert "pw" not in str(caught.value)


def test_http_is_for_those_who_say_so() -> None:
    environ = {**s3_environment("http://minio.example.com"), "AWS_ALLOW_HTTP": "true"}
    assert backend("s3://b/state.json", environ).where == "s3://b/state.json"


def test_a_key_with_the_end_of_its_line_is_taken_without() -> None:
    environ = {name: f"{text}\n" for name, text in s3_environment(s3_server()).items()}
    assert backend(f"s3://{new_bucket()}/state.json", environ).read() is None


def test_a_key_on_two_lines_is_none() -> None:
    environ = {**KEYS, "AWS_ACCESS_KEY_ID": "one\ntwo"}
    with pytest.raises(InvalidUsageError, match="AWS_ACCESS_KEY_ID"):
        backend("s3://b/state.json", environ)


def test_its_keys_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = "[profile team]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = x\n"
    (tmp_path / "config").write_text(config)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    environ = {"AWS_ENDPOINT_URL": s3_server(), "AWS_PROFILE": "team"}
    assert backend(f"s3://{new_bucket()}/state.json", environ).read() is None


def test_one_that_does_not_exist() -> None:
    with pytest.raises(StateError, match="no one"):
        backend("s3://b/state.json", {"AWS_PROFILE": "no one"}).read()


def test_without_boto3_it_says_how_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(StateError, match="export-credentials"):
        backend("s3://b/state.json", {"AWS_PROFILE": "team"}).read()

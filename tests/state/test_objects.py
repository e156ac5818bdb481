"""The state in an object store: a real S3 server, and the ways in which one can be out of reach or unfit."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import obstore
import pytest
from obstore.store import from_url

from publer_sync.config.state_store import StateStore
from publer_sync.errors import Locked, StateProblem, UsageProblem
from publer_sync.state.store import Store
from tests.support.planning import a_record, a_state
from tests.support.s3 import s3_server
from tests.support.stores import Team, s3_team

FIRST = a_state(serial=1)
SECOND = a_state(a_record(), serial=2)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return s3_team(tmp_path)


def names_in(team: Team) -> set[str]:
    bucket = team.settings.store.split("/")[2]
    listed = httpx.get(f"{s3_server()}/{bucket}").text
    return {part.partition("</Key>")[0] for part in listed.split("<Key>")[1:]}


def test_environments_stand_beside_each_other(team: Team) -> None:
    for environment in (None, "test"):
        with team.at("anna", environment=environment).lock({}):
            pass
    assert names_in(team) == {"marketing/state.json", "marketing/state.test.json"}


def test_looking_makes_nothing(team: Team) -> None:
    store = team.at("anna")
    assert (store.load(), store.holder()) == (None, None)
    assert names_in(team) == set()


def test_a_bucket_that_does_not_exist_is_no_empty_state(team: Team) -> None:
    team.settings = StateStore(store="s3://no-such-bucket/state.json")
    with pytest.raises(StateProblem, match="NoSuchBucket"):
        team.at("anna").load()


def test_a_server_out_of_reach_is_known_before_anything_is_done(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StateProblem, match="cannot be read"), team.at("anna").lock({}):
        pytest.fail("it was locked")


def test_a_plain_endpoint_must_be_allowed(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with pytest.raises(UsageProblem, match="not https"):
        team.at("anna")


def test_the_extra_that_is_missing_is_named() -> None:
    program = (
        "import sys\n"
        "sys.modules['obstore'] = None\n"
        "from publer_sync.errors import UsageProblem\n"
        "try:\n    import publer_sync.state.objects\n"
        "except UsageProblem as problem:\n    print(problem.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "pip install 'publer-sync[object-store]'\n"


@dataclass
class Between:
    """A server that passes requests on to the real one, and changes what comes back."""

    change: Callable[[str, dict[str, str]], bool]
    puts: list[int] = field(default_factory=list)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        between = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = httpx.request(
                    self.command,
                    f"{s3_server()}{self.path}",
                    headers={k: v for k, v in self.headers.items() if k.lower() != "host"},
                    content=body,
                )
                if self.command == "PUT":
                    between.puts.append(answer.status_code)
                headers = {k: v for k, v in answer.headers.items() if k not in _OF_THE_WAY}
                if not between.change(self.command, headers):
                    self.close_connection = True
                    return
                self.send_response(answer.status_code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_PUT = handle_any  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        return Handler


_OF_THE_WAY = {"content-length", "transfer-encoding", "connection", "server", "date"}


@contextmanager
def between(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str, dict[str, str]], bool]
) -> Iterator[Between]:
    found = Between(change)
    server = ThreadingHTTPServer(("127.0.0.1", 0), found.handler())
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with monkeypatch.context() as here:
            here.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
            yield found
    finally:
        server.shutdown()
        server.server_close()


def test_a_write_whose_answer_got_lost_is_known_to_be_done(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    with between(monkeypatch, lambda method, headers: method != "PUT") as way:
        store = team.at("anna")
        with store.lock({}):
            assert store.save(SECOND) == SECOND
    assert 200 in way.puts
    assert team.at("ben").load() == SECOND


def test_an_engine_without_versions_is_refused(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(method: str, headers: dict[str, str]) -> bool:
        headers.pop("etag", None)
        return True

    saved(team.at("anna"))
    with between(monkeypatch, without), pytest.raises(StateProblem, match=r"ETag|version"):
        team.at("ben").load()


def saved(store: Store) -> None:
    with store.lock({}):
        store.save(FIRST)


def test_an_object_that_vanished_during_an_apply_is_not_made_anew_behind_its_back(
    team: Team,
) -> None:
    store = team.at("anna")
    with store.lock({}):
        store.save(FIRST)
        folder, _, name = team.settings.store.rpartition("/")
        obstore.delete(from_url(folder, client_options={"allow_http": True}), name)
        with pytest.raises((StateProblem, Locked), match="rescue file"):
            store.save(SECOND)
    assert names_in(team) == set()

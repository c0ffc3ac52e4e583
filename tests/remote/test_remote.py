"""The remote control over a real socket: what it does, and whom it keeps out."""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("websockets", reason="websockets is not installed")

from PIL import Image as Pillow
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.errors import DeviceError, InputError, RtxferError
from rtxfer.live import LiveOptions, LiveRunner
from rtxfer.live.remote_run import RemoteRun
from rtxfer.remote import Key, RemoteServer, Status, ask, obey
from rtxfer.sources import PlaybackSource
from rtxfer.target import Target


class Recorded:
    """Controls that only note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.on = {"panic": False, "freeze": False, "record": False}

    def panic(self, on: bool) -> None:
        self._switch("panic", on)

    def freeze(self, on: bool) -> None:
        self._switch("freeze", on)

    def record(self, on: bool) -> None:
        self._switch("record", on)

    def _switch(self, name: str, on: bool) -> None:
        self.on[name] = on
        self.asked.append((name, on))

    def step(self, by: int) -> None:
        self.asked.append(("step", by))

    def portrait(self, name: str) -> None:
        if name == "nobody":
            raise InputError("There is no portrait called nobody.", "There are: grace.")
        self.asked.append(("portrait", name))

    def neutral(self) -> None:
        self.asked.append(("neutral",))

    def status(self) -> Status:
        on = self.on
        return Status(
            True, on["panic"], on["freeze"], on["record"], "grace", ("grace",), True, 30.0
        )


@pytest.fixture
def controls() -> Recorded:
    return Recorded()


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "rtxfer" / "remote.json"


@pytest.fixture
def server(controls: Recorded, key: Path) -> Iterator[RemoteServer]:
    with RemoteServer(controls, 0, key) as made:
        yield made


def opened(server: RemoteServer, token: str | None = None, **options: Any) -> Any:
    header = {"Authorization": f"Bearer {server.key.token if token is None else token}"}
    address = f"ws://127.0.0.1:{server.key.port}"
    return connect(address, additional_headers=header, proxy=None, **options)


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ({"do": "panic", "on": True}, ("panic", True)),
        ({"do": "panic"}, ("panic", True)),
        ({"do": "freeze", "on": False}, ("freeze", False)),
        ({"do": "record", "on": True}, ("record", True)),
        ({"do": "next"}, ("step", 1)),
        ({"do": "previous"}, ("step", -1)),
        ({"do": "portrait", "name": "grace"}, ("portrait", "grace")),
        ({"do": "neutral"}, ("neutral",)),
    ],
)
def test_every_message_does_what_it_says(
    message: dict[str, Any], asked: Any, server: RemoteServer, controls: Recorded, key: Path
) -> None:
    status = ask(message, key)
    assert controls.asked == [asked]
    assert status["portrait"] == "grace"


def test_a_switch_without_on_is_turned_round(server: RemoteServer, key: Path) -> None:
    assert [ask({"do": "panic"}, key)["panic"] for _ in range(3)] == [True, False, True]


def test_what_is_refused_says_why(server: RemoteServer, key: Path) -> None:
    with pytest.raises(InputError, match="no portrait called nobody"):
        ask({"do": "portrait", "name": "nobody"}, key)


@pytest.mark.parametrize(
    "text",
    [
        *("", "panic", "[]", "{}", '{"do": "quit"}', '{"do": ["panic"]}', '{"do": "portrait"}'),
        *('{"do": "panic", "on": 1}', '{"do": "portrait", "name": 3}', "[" * 9000, b"\xff\xfe"),
    ],
)
def test_what_is_no_message_changes_nothing(text: Any, controls: Recorded) -> None:
    answer = json.loads(obey(controls, text))
    assert answer["ok"] is False
    assert answer["problem"]
    assert controls.asked == []


class TestWhoIsKeptOut:
    @pytest.mark.parametrize("origin", ["https://example.org", "http://127.0.0.1:47878", "null"])
    def test_a_web_page_even_with_the_token(self, origin: str, server: RemoteServer) -> None:
        with pytest.raises(InvalidStatus) as refused, opened(server, origin=origin):
            pass
        assert refused.value.response.status_code == 403

    @pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 43])
    def test_whoever_has_not_the_token(self, token: str, server: RemoteServer) -> None:
        with pytest.raises((InvalidStatus, UnicodeError, ConnectionClosed)), opened(server, token):
            pass
        with (
            pytest.raises(InvalidStatus) as refused,
            connect(f"ws://127.0.0.1:{server.key.port}", proxy=None),
        ):
            pass
        assert refused.value.response.status_code == 401

    def test_it_listens_on_loopback_alone(self, server: RemoteServer) -> None:
        assert server._server.socket.getsockname()[0] == "127.0.0.1"

    @pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
    def test_the_key_is_its_owners_alone(self, server: RemoteServer, key: Path) -> None:
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert len(server.key.token) >= 40
        key.chmod(0o644)
        with pytest.raises(InputError, match="Others can read"):
            ask({"do": "panic"}, key)
        assert Key.made(key, 1).token != server.key.token, "what others may have read is given up"

    def test_the_token_stays_from_run_to_run(self, server: RemoteServer, key: Path) -> None:
        token = server.key.token
        server.close()
        with RemoteServer(Recorded(), 0, key) as again:
            assert again.key.token == token

    def test_a_huge_message_ends_the_connection_and_nothing_else(
        self, server: RemoteServer, key: Path, controls: Recorded
    ) -> None:
        with opened(server) as connection:
            connection.send("x" * 100_000)
            with pytest.raises(ConnectionClosed):
                connection.recv(10)
        assert ask({"do": "status"}, key)["running"]
        assert controls.asked == []


def test_a_port_that_is_taken_is_told(server: RemoteServer, key: Path) -> None:
    with pytest.raises(DeviceError, match="cannot be listened on"):
        RemoteServer(Recorded(), server.key.port, key)


def test_nobody_there(tmp_path: Path, server: RemoteServer, key: Path) -> None:
    with pytest.raises(InputError, match="Nothing that can be controlled"):
        ask({"do": "panic"}, tmp_path / "none.json")
    server.close()
    with pytest.raises(DeviceError, match="No live run answers"):
        ask({"do": "panic"}, key)


def test_a_live_run_obeys(key: Path, grace: Target, tmp_path: Path) -> None:
    hopper, collins = (shipped(PORTRAITS[name]) for name in ("hopper", "collins"))
    options = LiveOptions(generator="warp", backend="onnxruntime")
    with LiveRunner(PlaybackSource(shipped(DRIVER)), grace, (), options) as runner:
        troubles: list[RtxferError] = []
        run = RemoteRun(runner, hopper, [hopper, collins], tmp_path, on_trouble=troubles.append)
        with RemoteServer(run, 0, key):
            assert ask({"do": "panic", "on": True}, key)["panic"]
            assert runner.panic
            assert ask({"do": "freeze", "on": True}, key)["frozen"]
            assert not ask({"do": "panic"}, key)["panic"]
            assert not ask({"do": "freeze", "on": False}, key)["frozen"]
            names = ask({"do": "next"}, key)["portraits"]
            assert names == ["grace_hopper", "eileen_collins"]
            until = time.monotonic() + 60
            while ask({"do": "status"}, key)["portrait"] != "eileen_collins":
                assert time.monotonic() < until
                time.sleep(0.05)
            with pytest.raises(InputError, match="no portrait called ada"):
                ask({"do": "portrait", "name": "ada"}, key)
            bad = tmp_path / "bad.png"
            Pillow.new("RGB", (64, 64)).save(bad)
            run._gallery.append(bad)
            assert ask({"do": "portrait", "name": "bad"}, key)["portrait"] == "eileen_collins"
            assert ask({"do": "panic", "on": True}, key)["panic"], "no waiting for a portrait"
            while not troubles:
                assert time.monotonic() < until
                time.sleep(0.05)
            assert "No face was found in bad.png" in troubles[0].problem
            assert "bad" not in ask({"do": "status"}, key)["portraits"]
            assert ask({"do": "record", "on": True}, key)["recording"]
            assert not ask({"do": "record"}, key)["recording"]
        run.close()

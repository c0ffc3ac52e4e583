"""The landmark model: found, verified, downloaded. Only ever from this very machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from engines import folder
from rtxfer.errors import InputError, RtxferError
from rtxfer.face import model_file
from rtxfer.face.model_file import NAME, VARIABLE, landmark_model

SHIPPED = Path(model_file.__file__).with_name(NAME)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a download ends up; the shipped model is out of reach."""
    monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(model_file, "resources", SimpleNamespace(files=lambda name: tmp_path / "x"))
    return tmp_path / "cache" / "models" / NAME


def test_the_shipped_model_is_the_expected_one() -> None:
    assert landmark_model(address="file:///nowhere") == SHIPPED


class TestGiven:
    def test_a_given_copy_is_taken(self, tmp_path: Path) -> None:
        copy = tmp_path / "gesicht ü.task"
        copy.write_bytes(SHIPPED.read_bytes())
        assert landmark_model(copy) == copy

    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"nowhere\.task") as caught:
            landmark_model(tmp_path / "nowhere.task")
        assert NAME in caught.value.hint
        assert VARIABLE in caught.value.hint

    def test_another_model(self, tmp_path: Path) -> None:
        other = tmp_path / "other.task"
        other.write_bytes(b"another model")
        with pytest.raises(InputError, match="sha256 differs"):
            landmark_model(other)

    def test_the_environment_variable(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        copy = tmp_path / "copy.task"
        copy.write_bytes(SHIPPED.read_bytes())
        monkeypatch.setenv(VARIABLE, str(copy))
        assert landmark_model() == copy
        monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.task"))
        with pytest.raises(InputError, match=r"gone\.task"):
            landmark_model()

    def test_the_argument_wins_over_the_variable(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.task"))
        assert landmark_model(SHIPPED) == SHIPPED

    def test_an_empty_variable_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(VARIABLE, "")
        assert landmark_model() == SHIPPED


class TestDownload:
    def test_into_the_cache_with_a_progress_bar(
        self, cache: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert landmark_model(address=SHIPPED.as_uri()) == cache
        assert cache.read_bytes() == SHIPPED.read_bytes()
        assert [path.name for path in cache.parent.iterdir()] == [NAME]
        shown = capsys.readouterr()
        assert f"Downloading {NAME}" in shown.out + shown.err

    def test_the_users_cache_is_the_systems_own_unless_named(
        self, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("RTXFER_CACHE")
        monkeypatch.setattr(folder, "user_cache_path", lambda name: tmp_path / "own" / name)
        assert landmark_model(address=SHIPPED.as_uri()) == tmp_path / "own/rtxfer/models" / NAME

    def test_what_is_cached_is_not_fetched_again(self, cache: Path) -> None:
        cache.parent.mkdir(parents=True)
        cache.write_bytes(SHIPPED.read_bytes())
        assert landmark_model(address="file:///nowhere") == cache

    def test_a_damaged_cache_is_fetched_again(self, cache: Path) -> None:
        cache.parent.mkdir(parents=True)
        cache.write_bytes(b"damaged")
        assert landmark_model(address=SHIPPED.as_uri()) == cache
        assert cache.read_bytes() == SHIPPED.read_bytes()

    def test_offline_says_what_from_where_and_to_where(self, cache: Path) -> None:
        address = "http://127.0.0.1:9/face.task"  # the discard port: refused at once
        with pytest.raises(RtxferError, match=NAME) as caught:
            landmark_model(address=address)
        assert address in caught.value.hint
        assert str(cache) in caught.value.hint
        assert VARIABLE in caught.value.hint
        assert not cache.exists()

    def test_another_file_than_expected_is_not_kept(self, cache: Path, tmp_path: Path) -> None:
        (tmp_path / "other").write_bytes(b"a login page")
        with pytest.raises(RtxferError, match="not the expected one"):
            landmark_model(address=(tmp_path / "other").as_uri())
        assert list(cache.parent.iterdir()) == []

    def test_a_server_that_breaks_off(self, cache: Path, server: str) -> None:
        with pytest.raises(RtxferError, match="could not be downloaded") as caught:
            landmark_model(address=f"{server}/short")
        assert server in caught.value.hint
        assert list(cache.parent.iterdir()) == []

    def test_a_server_that_says_no(self, cache: Path, server: str) -> None:
        with pytest.raises(RtxferError, match="404"):
            landmark_model(address=f"{server}/missing")

    def test_a_cache_that_cannot_be_written(self, cache: Path, tmp_path: Path) -> None:
        (tmp_path / "cache").write_text("a file where a folder should be")
        with pytest.raises(RtxferError, match="could not be downloaded"):
            landmark_model(address=SHIPPED.as_uri())


class _Rude(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/short":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"only this")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Rude) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()

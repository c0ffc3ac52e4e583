"""What was not made here is never loaded from the cache, and the key is its owner's alone."""

from __future__ import annotations

import hashlib
import json
import logging
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import seal as sealing
from engines.cache import SUFFIX, Cache, Key
from engines.seal import is_sealed, key_path, seal

KEY = Key("flow render", {"graph": "aa"})

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key of this test's own."""
    path = tmp_path / "data" / "cache.key"
    monkeypatch.setenv("RTXFER_CACHE_KEY", str(path))
    sealing._key.cache_clear()
    yield path
    sealing._key.cache_clear()


def planted(cache: Cache, content: bytes, **head: str) -> None:
    """An entry as somebody else would write it who knows everything but the key."""
    whole = {"subject": KEY.subject, "parts": dict(KEY.parts), **head}
    cache.folder.mkdir(exist_ok=True)
    path = cache.folder / f"{KEY.digest}{SUFFIX}"
    path.write_bytes(json.dumps(whole).encode() + b"\n" + content)


def test_what_was_made_here_is_loaded(tmp_path: Path) -> None:
    Cache(tmp_path / "c").store(KEY, b"engine")
    assert Cache(tmp_path / "c").load(KEY) == b"engine"


def test_what_somebody_else_put_there_is_not(tmp_path: Path) -> None:
    cache, code = Cache(tmp_path / "c"), b"code of a stranger"
    digest = hashlib.sha256(code).hexdigest()
    for head in ({}, {"sha256": digest}, {"seal": digest}, {"seal": ""}, {"seal": "\u00e4"}):
        planted(cache, code, **head)
        assert cache.load(KEY) is None, head
        assert "not its own" in cache.why(KEY)
        assert [entry.key for entry in cache.entries()] == [KEY], "it goes when room is made"
    assert cache.made(KEY, lambda why: b"made here") == b"made here"


def test_a_seal_is_of_one_entry_only(tmp_path: Path) -> None:
    """Nor can one that was made here take the place of another."""
    cache = Cache(tmp_path / "c")
    cache.store(Key("warp render", {"graph": "bb"}), b"engine")
    (entry,) = cache.entries()
    planted(cache, b"engine", seal=entry.seal)
    assert cache.load(KEY) is None


def test_with_another_key_it_is_made_again(tmp_path: Path, key: Path) -> None:
    Cache(tmp_path / "c").store(KEY, b"engine")
    key.unlink()
    sealing._key.cache_clear()
    assert Cache(tmp_path / "c").load(KEY) is None


def test_parts_do_not_run_into_each_other() -> None:
    assert seal(b"ab", b"c") != seal(b"a", b"bc")
    assert is_sealed(seal(b"a"), b"a")


@posix
def test_the_key_is_its_owners_alone(key: Path) -> None:
    seal(b"")
    assert key_path() == key
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_one_that_others_could_read_is_not_used(
    key: Path, mode: int, caplog: pytest.LogCaptureFixture
) -> None:
    key.parent.mkdir()
    key.write_bytes(bytes(32))
    key.chmod(mode)
    seal(b"")
    assert "is made anew: others may read it" in caplog.text
    assert key.read_bytes() != bytes(32)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", bytes(31), bytes(33)])
def test_a_damaged_one_is_made_anew(key: Path, content: bytes) -> None:
    key.parent.mkdir()
    key.touch(0o600)
    key.write_bytes(content)
    before = seal(b"")
    sealing._key.cache_clear()
    assert seal(b"") == before
    assert len(key.read_bytes()) == 32


def test_where_none_can_be_kept_nothing_is_loaded_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("RTXFER_CACHE_KEY", str(tmp_path / "file" / "cache.key"))
    cache = Cache(tmp_path / "c")
    with caplog.at_level(logging.WARNING):
        cache.store(KEY, b"engine")
    assert cache.load(KEY) == b"engine", "in this process"
    assert "cannot be kept" in caplog.text
    sealing._key.cache_clear()  # as in the next
    assert cache.load(KEY) is None
    assert [path.name for path in cache.folder.iterdir()] == [f"{KEY.digest}{SUFFIX}"]


MAKER = "from engines.seal import seal; print(seal(b'x'))"


def test_processes_that_begin_at_once_have_one_key(key: Path) -> None:
    begun = [
        subprocess.Popen([sys.executable, "-c", MAKER], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {process.communicate(timeout=250)[0] for process in begun}
    assert said == {seal(b"x") + "\n"}

"""Entries are whole, their own, and made once, whatever happens to the file or the process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engines.cache import SUFFIX, Cache, Key

PARTS = {"graph": "aa", "driver": "550.1", "precision": "fp16"}
KEY = Key("flow render", PARTS)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "größer")


def never(why: str) -> bytes:
    raise AssertionError(f"made again: {why}")


def the_file(cache: Cache) -> Path:
    (path,) = cache.folder.glob(f"*{SUFFIX}")
    return path


class TestEntries:
    def test_what_was_stored_is_found(self, cache: Cache) -> None:
        content = b"\x00\n{}" * 1000
        cache.store(KEY, content)
        assert cache.load(KEY) == content
        assert cache.made(KEY, never) == content
        assert [path.suffix for path in cache.folder.iterdir() if path.suffix != ".lock"] == [
            SUFFIX
        ]

    def test_nothing_is_there_at_first(self, cache: Cache) -> None:
        assert cache.load(KEY) is None
        assert cache.entries() == []
        assert cache.clear() == 0

    def test_it_is_made_once_and_told_why(self, cache: Cache) -> None:
        reasons = []

        def make(why: str) -> bytes:
            reasons.append(why)
            return b"engine"

        assert cache.made(KEY, make) == b"engine"
        assert cache.made(KEY, make) == b"engine"
        assert reasons == ["there is none yet"]

    def test_the_variable_moves_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RTXFER_CACHE", str(tmp_path / "here"))
        cache = Cache()
        cache.store(KEY, b"engine")
        assert the_file(cache).is_relative_to(tmp_path / "here")

    def test_clearing(self, cache: Cache) -> None:
        cache.made(KEY, lambda why: b"engine")
        (cache.folder / "left.part").write_bytes(b"by a killed process")
        assert cache.clear() > 0
        assert list(cache.folder.iterdir()) == []


class TestDamage:
    @pytest.mark.parametrize(
        "damage",
        [
            lambda content: content[:-1],
            lambda content: content[:-1] + bytes([content[-1] ^ 1]),
            lambda content: content + b"more",
            lambda content: b"",
            lambda content: b"\xff\xfe\n" + content,
            lambda content: b"[]\n",
            lambda content: b'{"subject": "flow render"}\n',
        ],
        ids=["short", "flipped", "long", "empty", "binary", "list", "half a head"],
    )
    def test_it_is_made_again(self, cache: Cache, damage: object) -> None:
        cache.store(KEY, b"engine")
        path = the_file(cache)
        path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
        assert cache.load(KEY) is None
        reasons = []
        assert cache.made(KEY, lambda why: reasons.append(why) or b"anew") == b"anew"
        assert "damaged" in reasons[0]
        assert cache.load(KEY) == b"anew"

    def test_another_ones_entry_under_this_name(self, cache: Cache) -> None:
        cache.store(Key("flow render", PARTS | {"driver": "560"}), b"foreign")
        foreign = the_file(cache)
        foreign.rename(cache.folder / f"{KEY.digest}{SUFFIX}")
        assert cache.load(KEY) is None
        assert "not its own" in cache.why(KEY)

    def test_a_store_that_fails_leaves_the_old_entry(
        self, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache.store(KEY, b"engine")

        def full(handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            cache.store(KEY, b"anew")
        assert cache.load(KEY) == b"engine"
        assert not list(cache.folder.glob("*.part"))


class TestChanges:
    def test_the_changed_part_is_named(self, cache: Cache) -> None:
        cache.store(KEY, b"engine")
        why = cache.why(Key("flow render", PARTS | {"driver": "560.35"}))
        assert why == "driver changed from 550.1 to 560.35"

    def test_several_and_new_ones(self, cache: Cache) -> None:
        cache.store(KEY, b"engine")
        parts = {"graph": "bb", "driver": "550.1", "precision": "fp16", "gpu": "sm_89"}
        why = cache.why(Key("flow render", parts))
        assert why == "gpu changed from nothing to sm_89; graph changed from aa to bb"

    def test_other_subjects_are_not_compared(self, cache: Cache) -> None:
        cache.store(Key("warp render", PARTS | {"driver": "1"}), b"engine")
        assert cache.why(KEY) == "there is none yet"

    def test_the_last_used_is_compared(self, cache: Cache) -> None:
        old, new = (Key("flow render", PARTS | {"driver": name}) for name in ("old", "new"))
        for age, key in ((100, old), (50, new)):
            cache.store(key, b"engine")
            path = cache.folder / f"{key.digest}{SUFFIX}"
            os.utime(path, (time.time() - age,) * 2)
        assert cache.why(KEY) == "driver changed from new to 550.1"
        assert cache.load(old) is not None
        assert cache.why(KEY) == "driver changed from old to 550.1"


class TestRoom:
    def test_the_longest_unused_goes_first(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path, limit=3500)
        keys = [Key("k", {"number": str(number)}) for number in range(4)]
        for age, key in zip((30, 20, 10), keys, strict=False):
            cache.store(key, bytes(1000))
            os.utime(cache.folder / f"{key.digest}{SUFFIX}", (time.time() - age,) * 2)
        assert cache.load(keys[0]) is not None  # and so it is the last used
        cache.store(keys[3], bytes(1000))
        assert [cache.load(key) is not None for key in keys] == [True, False, True, True]

    def test_the_newest_stays_though_it_is_too_large(self, tmp_path: Path) -> None:
        cache = Cache(tmp_path, limit=10)
        cache.store(KEY, bytes(1000))
        assert cache.load(KEY) == bytes(1000)


MAKER = """
import sys, time
from pathlib import Path
from engines.cache import Cache, Key
folder, name = Path(sys.argv[1]), sys.argv[2]
def make(why):
    with (folder.parent / "made.log").open("a") as log:
        log.write(name + "\\n")
    time.sleep(float(sys.argv[3]))
    return name.encode() * 100
print(Cache(folder).made(Key("k", {"a": "b"}), make)[:1].decode())
"""


def maker(folder: Path, name: str, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAKER, str(folder), name, str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def started(folder: Path, count: int = 1) -> None:
    log = folder.parent / "made.log"
    for _ in range(600):
        if log.exists() and len(log.read_text().split()) >= count:
            return
        time.sleep(0.05)
    raise AssertionError("no process began to make the entry")


class TestTwoProcesses:
    def test_one_makes_it_and_both_have_it(self, tmp_path: Path) -> None:
        folder = tmp_path / "cache"
        both = [maker(folder, name, 1) for name in "AB"]
        answers = [process.communicate(timeout=60)[0].strip() for process in both]
        made = (tmp_path / "made.log").read_text().split()
        assert len(made) == 1
        assert answers == made * 2

    @pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
    def test_a_killed_one_leaves_the_way_free(self, tmp_path: Path) -> None:
        folder = tmp_path / "cache"
        first = maker(folder, "A", 600)
        started(folder)
        first.send_signal(signal.SIGKILL)
        first.wait(60)
        second = maker(folder, "B", 0)
        assert second.communicate(timeout=60)[0].strip() == "B"
        assert Cache(folder).load(Key("k", {"a": "b"})) == b"B" * 100

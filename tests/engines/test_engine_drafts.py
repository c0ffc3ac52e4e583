"""A file is the old one or the new one, and what killed processes leave does not stay."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from engines import drafts
from engines.drafts import OPEN, PRIVATE, SUFFIX, drafted, remove_stale

WRITER = """
import sys, time
from pathlib import Path
from engines.drafts import drafted
with drafted(Path(sys.argv[1])) as part:
    part.write_text("half")
    print("writing", flush=True)
    time.sleep(600)
"""

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


def write(path: Path, text: str, mode: int = PRIVATE) -> None:
    with drafted(path, mode) as part:
        part.write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "größe [1].txt"
    write(path, "old")

    def broken_off() -> None:
        with drafted(path) as part:
            part.write_text("ne")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert path.read_text() == "old"
    write(path, "new")
    assert path.read_text() == "new"
    assert names(tmp_path) == [path.name]


@posix
def test_who_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        for mode in (PRIVATE, OPEN):
            write(tmp_path / "a", "x", mode)
            assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == mode & ~0o022
    finally:
        os.umask(before)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_draft_in_the_making_stays_and_a_killed_ones_goes(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path / "a")], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "writing\n"
        write(tmp_path / "a", "ours")
        (draft,) = [name for name in names(tmp_path) if name.endswith(SUFFIX)]
        other.kill()
        other.wait()
    assert (tmp_path / draft).read_text() == "half"
    (tmp_path / ".mine.draft").touch()
    write(tmp_path / "b", "another name, too")
    assert names(tmp_path) == [".mine.draft", "a", "b"]


def test_taken_for_a_killed_ones_it_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making a draft and locking it, another process may come by."""
    lock, removed = drafts._lock, []

    def late(handle: int) -> None:
        if not removed:
            (found,) = tmp_path.glob(f".*{SUFFIX}")
            found.unlink()
            removed.append(found)
        lock(handle)

    monkeypatch.setattr(drafts, "_lock", late)
    write(tmp_path / "a", "whole")
    assert removed
    assert names(tmp_path) == ["a"]


def test_a_disk_that_knows_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(handle: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(drafts, "_lock", none)
    left = tmp_path / f".a.0123abcd{SUFFIX}"
    left.touch()
    write(tmp_path / "a", "whole")
    assert names(tmp_path) == [left.name, "a"], "it cannot be told whose that is"
    remove_stale(tmp_path / "nowhere")

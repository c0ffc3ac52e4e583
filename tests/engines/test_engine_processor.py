"""Processors are told apart by what they can do, not by name alone."""

from __future__ import annotations

import os
from pathlib import Path

from engines.processor import _described, processor

LINES = "processor\t: {n}\nmodel name\t: EPYC\nflags\t\t: fpu {flags}\n"


def written(path: Path, flags: str) -> Path:
    path.write_text("\n".join(LINES.format(n=n, flags=flags) for n in range(2)))
    return path


def test_a_hidden_feature_makes_another_processor(tmp_path: Path) -> None:
    plain, wide = (
        _described(written(tmp_path / "cpuinfo", flags)) for flags in ("avx2", "avx512f")
    )
    assert plain.startswith("EPYC (")
    assert plain != wide
    assert plain == _described(written(tmp_path / "again", "avx2"))


def test_where_linux_does_not_tell(tmp_path: Path) -> None:
    assert _described(tmp_path / "nowhere")
    (tmp_path / "empty").write_text("")
    assert _described(tmp_path / "empty")


def test_the_cores_count() -> None:
    assert processor().endswith(f", {os.cpu_count()} cores")

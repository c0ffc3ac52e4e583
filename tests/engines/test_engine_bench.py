"""The table of engines: real numbers, and reasons where there are none."""

from __future__ import annotations

import json

import pytest

from engines.backends.registry import BACKENDS
from engines.errors import BackendError, BundleError
from engines.selection.bench import BackendResult, rows


@pytest.fixture(scope="module")
def found() -> dict[str, BackendResult]:
    return {row.backend: row for row in rows(["warp"], seconds=0.05)}


def test_every_backend_has_its_row(found: dict[str, BackendResult]) -> None:
    assert set(found) == set(BACKENDS)
    assert all(row.bundle == "warp" for row in found.values())
    json.dumps([row.to_json() for row in found.values()])


def test_the_reference_is_measured(found: dict[str, BackendResult]) -> None:
    row = found["onnxruntime"]
    assert row.problem == ""
    assert not row.missing
    assert row.version
    numbers = (row.median, row.p95, row.target, row.cold_start, row.first_frame, row.memory)
    assert all(number is not None and number > 0 for number in numbers)
    assert row.median is not None
    assert row.p95 is not None
    assert row.p95 >= row.median
    assert (row.psnr, row.shift) == (200, 0)


def test_each_has_either_numbers_or_a_reason(found: dict[str, BackendResult]) -> None:
    for row in found.values():
        assert row.missing == (row.median is None)
        assert bool(row.problem) == row.missing, row


def test_unknown_names() -> None:
    with pytest.raises(BackendError, match="abacus"):
        list(rows(["warp"], ["abacus"]))
    with pytest.raises(BundleError, match="nowhere"):
        list(rows(["nowhere"]))

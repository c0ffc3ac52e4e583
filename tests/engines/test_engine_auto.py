"""`auto`: the fastest that gives the same picture, remembered, and never silent about others."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from engines.backends.registry import BACKENDS, REFERENCE
from engines.bundle import Bundle, open_bundle
from engines.cache import SUFFIX, Cache
from engines.engine import Tensor
from engines.errors import BackendError
from engines.selection.auto import choose
from engines.selection.render import check_render, open_render
from engines.selection.sample import render_samples
from tests.engines.doubles import DoubleLibrary, only


@pytest.fixture
def bundle() -> Bundle:
    return open_bundle("warp")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


@pytest.fixture(autouse=True)
def measuring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RTXFER_BACKEND")


def late(name: str, array: Tensor) -> Tensor:
    if name == "flow":
        time.sleep(0.2)
    return array


def chosen(bundle: Bundle, cache: Cache, wanted: tuple[str, ...] | None = ("flow",)) -> dict:
    choice = choose(bundle, wanted=wanted, cache=cache, seconds=0.01)
    return {candidate.backend: candidate for candidate in choice.candidates} | {"": choice}


class TestChoosing:
    def test_alone_the_reference_needs_no_race(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, abacus=DoubleLibrary(missing="There are no beads."))
        choice = choose(bundle, cache=cache)
        assert choice.backend == REFERENCE
        assert choice.notes == ()
        assert "nothing else" in choice.reason
        assert [(c.refused, c.missing) for c in choice.candidates[1:]] == [
            ("There are no beads.", True)
        ]

    def test_a_slow_one_is_not_taken(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        found = chosen(bundle, cache)
        assert found[""].backend == REFERENCE
        assert found["snail"].milliseconds >= 200
        assert found["snail"].psnr > 100
        assert found["snail"].p95 >= found["snail"].milliseconds
        assert "snail" in found[""].reason

    def test_the_reference_is_not_taken_where_it_is_slower(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from engines.backends.onnxruntime import OnnxRuntimeEngine

        only(monkeypatch, hare=DoubleLibrary())
        run = OnnxRuntimeEngine.run

        def slower(self: OnnxRuntimeEngine, *given: object) -> dict[str, Tensor]:
            if self.backend == REFERENCE:
                time.sleep(0.2)
            return run(self, *given)  # type: ignore[arg-type]

        monkeypatch.setattr(OnnxRuntimeEngine, "run", slower)
        assert choose(bundle, cache=cache, seconds=0.01).backend == "hare"

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (lambda name, array: array * np.float32(np.nan), "not finite"),
            (lambda name, array: np.zeros_like(array), "flat"),
            (lambda name, array: array + np.float32(0.01), "flow errs by 2.56 pixels"),
        ],
        ids=["NaN", "flat", "shifted"],
    )
    def test_another_picture_is_refused_with_numbers(
        self,
        bundle: Bundle,
        cache: Cache,
        monkeypatch: pytest.MonkeyPatch,
        change: object,
        reason: str,
    ) -> None:
        only(monkeypatch, painter=DoubleLibrary(change))  # type: ignore[arg-type]
        found = chosen(bundle, cache)
        assert found[""].backend == REFERENCE
        assert reason in found["painter"].refused
        assert found["painter"].milliseconds is None
        assert "painter was passed over" in found[""].notes[0]

    def test_one_that_opens_nothing_is_refused(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, sulker=DoubleLibrary(refuses="Out of memory."))
        found = chosen(bundle, cache)
        assert found[""].backend == REFERENCE
        assert found[""].notes == ("sulker was passed over: Out of memory.",)


class TestRemembering:
    def test_it_is_measured_once(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = DoubleLibrary(late)
        only(monkeypatch, snail=library)
        first = choose(bundle, cache=cache, seconds=0.01)
        assert len(library.opened) == 1
        again = choose(bundle, cache=cache, seconds=0.01)
        assert len(library.opened) == 1
        assert again.remembered
        assert not first.remembered
        assert again.candidates == first.candidates

    def test_another_version_is_measured_anew(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = DoubleLibrary(late)
        only(monkeypatch, snail=library)
        choose(bundle, cache=cache, seconds=0.01)
        library.release = "2.0"
        assert not choose(bundle, cache=cache, seconds=0.01).remembered

    def test_a_damaged_choice_is_measured_anew(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        choose(bundle, cache=cache, seconds=0.01)
        (path,) = cache.folder.glob(f"*{SUFFIX}")
        path.write_bytes(path.read_bytes()[:-3])
        assert not choose(bundle, cache=cache, seconds=0.01).remembered

    def test_a_cache_that_cannot_be_written_stops_nothing(
        self, bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        (tmp_path / "file").touch()
        cache = Cache(tmp_path / "file")
        assert choose(bundle, cache=cache, seconds=0.01).backend == REFERENCE


class TestOpening:
    def test_the_chosen_one_runs(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        with open_render(bundle, wanted=("flow",), cache=cache) as engine:
            assert engine.backend == REFERENCE
            assert engine.choice is not None
            assert engine.choice.backend == REFERENCE
            sample = render_samples(bundle)[2]
            assert list(engine.run(sample, ["flow"])) == ["flow"]

    def test_one_that_no_longer_opens_is_passed_over(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = DoubleLibrary()
        only(monkeypatch, hare=library)
        monkeypatch.setattr(
            "engines.selection.auto.race", lambda engines, *rest, **more: fastest(engines)
        )
        assert choose(bundle, cache=cache).backend == "hare"
        library.refuses = "The driver is gone."
        with open_render(bundle, cache=cache) as engine:
            assert engine.backend == REFERENCE
            assert engine.notes == ("hare was passed over: The driver is gone.",)

    def test_a_named_one_that_is_not_here_is_an_error(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, abacus=DoubleLibrary(missing="There are no beads."))
        with pytest.raises(BackendError, match="beads"):
            open_render(bundle, "abacus")

    def test_one_of_another_system_is_an_error_that_says_so(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        for attempt in (open_render, check_render):
            with pytest.raises(BackendError, match="exists on macOS only") as caught:
                attempt(bundle, "onnxruntime-coreml")
            assert "rtxfer devices" in caught.value.hint

    def test_the_variable_names_one(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        monkeypatch.setenv("RTXFER_BACKEND", "snail")
        with open_render(bundle, cache=cache) as engine:
            assert engine.backend == "snail"
            assert engine.choice is None
        with open_render(bundle, REFERENCE, cache=cache) as engine:
            assert engine.backend == REFERENCE


def fastest(engines: dict[str, object]) -> dict[str, object]:
    from engines.selection.timing import Timing

    return {name: Timing(1.0 if name == "hare" else 9.0, 9.0, 5) for name in engines}


def test_the_reference_is_there() -> None:
    assert REFERENCE in BACKENDS
    assert all(name == backend.name for name, backend in BACKENDS.items())

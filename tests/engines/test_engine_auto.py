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
from engines.engine import Engine, Plan, Tensor
from engines.errors import BackendError
from engines.selection.auto import ENGINE_SECONDS, Choice, choose
from engines.selection.graphs import (
    ChosenEngine,
    check_backend,
    is_measured,
    known_backends,
    open_graphs,
)
from engines.selection.sample import samples_of
from engines.selection.timing import Timing
from tests.engines.doubles import Double, DoubleLibrary, only


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


def choice_of(bundle: Bundle, cache: Cache) -> Choice:
    """That of a bundle with nothing but a render graph."""
    (choice,) = choose(bundle, cache=cache, seconds=0.01).values()
    return choice


def chosen(bundle: Bundle, cache: Cache) -> dict:
    choice = choice_of(bundle, cache)
    return {candidate.backend: candidate for candidate in choice.candidates} | {"": choice}


def opened(bundle: Bundle, *given: str, cache: Cache) -> ChosenEngine:
    """The render graph of a bundle that has no other."""
    return open_graphs(bundle, *given, cache=cache)["render"]


class TestChoosing:
    def test_alone_the_reference_needs_no_race(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, abacus=DoubleLibrary(missing="There are no beads."))
        choice = choice_of(bundle, cache)
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
        assert choice_of(bundle, cache).backend == "hare"

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
        first = choice_of(bundle, cache)
        assert len(library.opened) == 1
        again = choice_of(bundle, cache)
        assert len(library.opened) == 1
        assert again.remembered
        assert not first.remembered
        assert again.candidates == first.candidates

    def test_another_version_is_measured_anew(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = DoubleLibrary(late)
        only(monkeypatch, snail=library)
        choice_of(bundle, cache)
        library.release = "2.0"
        assert not choice_of(bundle, cache).remembered

    def test_a_damaged_choice_is_measured_anew(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        choice_of(bundle, cache)
        (path,) = cache.folder.glob(f"*{SUFFIX}")
        path.write_bytes(path.read_bytes()[:-3])
        assert not choice_of(bundle, cache).remembered

    def test_a_cache_that_cannot_be_written_stops_nothing(
        self, bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        (tmp_path / "file").touch()
        cache = Cache(tmp_path / "file")
        assert choice_of(bundle, cache).backend == REFERENCE


class TestOpening:
    def test_the_chosen_one_runs(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        with opened(bundle, cache=cache) as engine:
            assert engine.backend == REFERENCE
            assert engine.choice is not None
            assert engine.choice.backend == REFERENCE
            sample = samples_of(bundle)[2]
            assert list(engine.run(sample, ["flow"])) == ["flow"]

    def test_one_that_no_longer_opens_is_passed_over(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = DoubleLibrary()
        only(monkeypatch, hare=library)
        monkeypatch.setattr(
            "engines.selection.auto.race", lambda engines, *rest, **more: fastest(engines)
        )
        assert choice_of(bundle, cache).backend == "hare"
        library.refuses = "The driver is gone."
        with opened(bundle, cache=cache) as engine:
            assert engine.backend == REFERENCE
            assert engine.notes == ("hare was passed over: The driver is gone.",)

    def test_a_named_one_that_is_not_here_is_an_error(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, abacus=DoubleLibrary(missing="There are no beads."))
        with pytest.raises(BackendError, match="beads"):
            open_graphs(bundle, "abacus")

    def test_one_of_another_system_is_an_error_that_says_so(
        self, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        for attempt in (open_graphs, check_backend):
            with pytest.raises(BackendError, match="exists on macOS only") as caught:
                attempt(bundle, "onnxruntime-coreml")
            assert "rtxfer devices" in caught.value.hint

    def test_the_variable_names_one(
        self, bundle: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, snail=DoubleLibrary(late))
        monkeypatch.setenv("RTXFER_BACKEND", "snail")
        with opened(bundle, cache=cache) as engine:
            assert engine.backend == "snail"
            assert engine.choice is None
        with opened(bundle, REFERENCE, cache=cache) as engine:
            assert engine.backend == REFERENCE


def fastest(engines: dict[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    return {entry: Timing(1.0 if entry[1] == "hare" else 9.0, 9.0, 5) for entry in engines}


def test_the_reference_is_there() -> None:
    assert REFERENCE in BACKENDS
    assert all(name == backend.name for name, backend in BACKENDS.items())


class TestTwoGraphs:
    """A bundle whose driver graph runs in every frame too."""

    @pytest.fixture
    def flow(self) -> Bundle:
        return open_bundle("flow")

    def test_each_is_chosen_for_itself_in_one_race(
        self, flow: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        raced: list[set[tuple[str, str]]] = []

        def race(engines: dict[tuple[str, str], object], *rest: object, **more: object) -> object:
            raced.append(set(engines))
            times = {("render", "hare"): 1.0, ("driver", REFERENCE): 1.0}
            return {entry: Timing(times.get(entry, 9.0), 9.0, 5) for entry in engines}

        only(monkeypatch, hare=DoubleLibrary())
        monkeypatch.setattr("engines.selection.auto.race", race)
        found = choose(flow, cache=cache)
        assert {graph: choice.backend for graph, choice in found.items()} == {
            "render": "hare",
            "driver": REFERENCE,
        }
        both = {(graph, name) for graph in ("render", "driver") for name in ("hare", REFERENCE)}
        assert raced == [both]
        assert all(choice.remembered for choice in choose(flow, cache=cache).values())
        assert len(raced) == 1

    def test_it_is_told_that_this_takes_a_while_and_only_where_it_does(
        self, flow: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        only(monkeypatch, hare=DoubleLibrary())
        told: list[str] = []
        steps: list[tuple[int, int]] = []
        assert not is_measured(flow, cache=cache)
        for _ in range(2):
            known_backends(
                flow, cache=cache, tell=told.append, progress=lambda *step: steps.append(step)
            )
            assert is_measured(flow, cache=cache)
        assert is_measured(flow, "hare", cache=cache), "one that is named needs no measuring"
        assert steps == [(step, 5) for step in range(5)]
        assert told == [f"Measuring this computer, once, about {4 * ENGINE_SECONDS} s"]
        assert known_backends(flow, "hare", cache=cache, tell=told.append) == {}
        assert len(told) == 1

    def test_a_code_that_is_another_is_refused_for_that_graph_alone(
        self, flow: Bundle, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def wrong(name: str, array: Tensor) -> Tensor:
            return array + np.float32(0.2) if name == "code" else array

        only(monkeypatch, mumbler=DoubleLibrary(wrong))
        found = choose(flow, cache=cache, seconds=0.01)
        assert [c.backend for c in found["driver"].able] == [REFERENCE]
        assert "code has" in found["driver"].notes[0]
        assert {c.backend for c in found["render"].able} == {REFERENCE, "mumbler"}

    def test_a_named_one_runs_both(self, flow: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
        library = DoubleLibrary()
        only(monkeypatch, hare=library)
        engines = open_graphs(flow, "hare")
        assert {graph: engine.backend for graph, engine in engines.items()} == {
            "render": "hare",
            "driver": "hare",
        }
        assert [plan.graph.name for plan in library.opened] == ["driver.onnx", "render.onnx"]

    def test_if_the_second_cannot_be_opened_the_first_is_closed(
        self, flow: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[Double] = []

        class Half(DoubleLibrary):
            def open_graph(self, plan: Plan) -> Engine:
                if "render" in plan.graph.name:
                    raise BackendError("No room for a second one.")
                opened.append(Double(lambda inputs: {}))
                return opened[-1]

        only(monkeypatch, half=Half())
        with pytest.raises(BackendError, match="second one"):
            open_graphs(flow, "half")
        assert [engine.closings for engine in opened] == [1]

    def test_a_reader_that_breaks_is_replaced_and_named(
        self, flow: Bundle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaking(name: str, array: Tensor) -> Tensor:
            if name == "code":
                raise BackendError("The device is gone.")
            return array

        only(monkeypatch, hare=DoubleLibrary(breaking))
        engines = open_graphs(flow, "hare")
        sample = samples_of(flow)[1]
        with open_graphs(flow, REFERENCE)["driver"] as truth:
            assert (engines["driver"].run(sample)["code"] == truth.run(sample)["code"]).all()
        assert engines["driver"].backend == REFERENCE
        assert engines["driver"].notes == (
            "hare broke (The device is gone.); onnxruntime goes on.",
        )
        engines["render"].run(sample)
        assert engines["render"].backend == "hare"

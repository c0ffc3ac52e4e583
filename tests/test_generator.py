"""A generator binds what its graphs ask for by name; tiny graphs made here show which."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import parser

from engines.backends.registry import Backend
from engines.bundle import Bundle
from engines.engine import Engine
from engines.errors import BackendError, BundleError
from engines.opening import open_on
from engines.selection.graphs import ChosenEngine
from rtxfer.face.code import NOTHING, Code
from rtxfer.face.crop import crop_around
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame
from rtxfer.generator import Generator, open_generator
from rtxfer.motion.neutral import measure_neutral
from rtxfer.motion.relative import Motion
from rtxfer.settings import MotionSettings, TransferSettings
from rtxfer.target import Target
from rtxfer.transfer import Transfer
from tests.engines.made_up import ABSOLUTE, write
from tests.faces import laid, moved, signal_of
from train.export import write_bundle

SIZE = 64
MANIFEST = {
    "name": "tiny",
    "version": "1",
    "method": "test",
    "fidelity": "original",
    "licence": "MIT",
    "size": SIZE,
    "crop_scale": 2.0,
}
HEAD = '<ir_version: 8, opset_import: ["" : 18]>\n'
IMAGE = f"float[1,3,{SIZE},{SIZE}]"
TARGET = (
    f"{HEAD} target ({IMAGE} image) => ({IMAGE} state_image) {{ state_image = Identity (image) }}"
)


def render(inputs: str, body: str) -> str:
    alpha = f"float[1,1,{SIZE},{SIZE}] alpha"
    return f"{HEAD} render ({inputs}, {IMAGE} state_image) => ({alpha}, {IMAGE} rgb) {{ {body} }}"


def tiny(
    folder: Path, inputs: str, body: str, target: str = TARGET, driver: str | None = None
) -> Path:
    graphs: dict[str, onnx.ModelProto] = {
        "target": parser.parse_model(target),
        "render": parser.parse_model(render(inputs, body)),
    }
    if driver is not None:
        graphs["driver"] = parser.parse_model(driver)
    return write_bundle(folder, MANIFEST, graphs)


def painting(name: str, shape: str) -> tuple[str, str]:
    """A render graph that adds the mean of one input to the picture; alpha is 1 everywhere."""
    body = f"""
        channel = Constant <value = int64[1] {{1}}> ()
        unit = Constant <value = float[1] {{1.0}}> ()
        mean = ReduceMean <keepdims = 0> ({name})
        rgb = Add (state_image, mean)
        grey = ReduceMean <keepdims = 1> (state_image, channel)
        nothing = Sub (grey, grey)
        alpha = Add (nothing, unit)
    """
    return f"float{shape} {name}", body


LANDMARKS = laid(scale=0.02, at=(0.5, 0.5))
CROP = np.full((SIZE, SIZE, 3), 51, np.uint8)


class TestInputsByName:
    @pytest.mark.parametrize(
        ("name", "shape", "expected"),
        [
            ("action_units", "[1,41]", 0.25),
            ("blendshapes", "[1,52]", -0.125),
            ("landmarks", "[1,478,3]", float((LANDMARKS + 0.1).mean())),
            ("target_landmarks", "[1,478,3]", float(LANDMARKS.mean())),
        ],
    )
    def test_each_gets_its_own(
        self, tmp_path: Path, name: str, shape: str, expected: float
    ) -> None:
        folder = tiny(tmp_path / "b", *painting(name, shape))
        with open_generator(folder) as generator:
            state = generator.prepare(CROP, LANDMARKS)
            motion = moved(action_units=0.25, blendshapes=-0.125)
            out = generator.render(state, LANDMARKS + np.float32(0.1), motion)
        assert out.rgb is not None
        assert out.alpha is not None
        assert out.flow is None
        assert out.rgb.shape == (SIZE, SIZE, 3)
        assert out.rgb == pytest.approx(51 + 127.5 * expected, abs=0.01)
        assert (out.alpha == 1).all()


DRIVER = f"""{HEAD} driver ({IMAGE} image, float[1,478,3] landmarks) => (float[1,3] code) {{
    axes = Constant <value = int64[2] {{2, 3}}> ()
    code = ReduceMean <keepdims = 0> (image, axes)
}}"""
"""Reads the crop's mean colour, in −1–1."""


class TestCodes:
    @pytest.fixture
    def reading(self, tmp_path: Path) -> Iterator[Generator]:
        folder = tiny(tmp_path / "b", *painting("code", "[1,3]"), driver=DRIVER)
        with open_generator(folder) as generator:
            yield generator

    @staticmethod
    def shade(generator: Generator, code: Code) -> float:
        """How much brighter a motion with this code makes the portrait, 0–1."""
        state = generator.prepare(CROP, LANDMARKS)
        out = generator.render(state, LANDMARKS, replace(moved(), code=code))
        assert out.rgb is not None
        return float(out.rgb.mean() - 51) / 127.5

    def test_it_is_read_off_the_face(self, reading: Generator) -> None:
        picture = np.zeros((480, 640, 3), np.uint8)
        picture[..., 0] = 255
        signal = reading.read(picture, signal_of())
        assert signal.code.values.tolist() == [1, -1, -1]
        assert signal.code.reader == reading.manifest.graphs["driver"].sha256
        assert (signal.landmarks == signal_of().landmarks).all()

    def test_only_the_face_is_looked_at(self, reading: Generator) -> None:
        picture = np.zeros((480, 640, 3), np.uint8)
        picture[:, :50] = 255
        assert reading.read(picture, signal_of(laid(scale=8))).code.values.max() == -1

    def test_a_mirrored_camera(self, reading: Generator) -> None:
        """The face is at the right of the world, and at the left of the picture."""
        picture = np.zeros((480, 640, 3), np.uint8)
        picture[:, :320] = 255
        signal = signal_of(laid(scale=8, at=(480, 240)))
        assert reading.read(picture, signal, mirrored=True).code.values.min() == 1
        assert reading.read(picture, signal).code.values.max() == -1

    def test_its_change_is_rendered(self, reading: Generator) -> None:
        reader = reading.manifest.graphs["driver"].sha256
        change = Code(reader, np.array([0.1, 0.2, 0.3], np.float32))
        assert self.shade(reading, change) == pytest.approx(0.2, abs=1e-3)

    @pytest.mark.parametrize("code", [NOTHING, Code("another", np.ones(7, np.float32))])
    def test_what_another_read_is_no_change(self, reading: Generator, code: Code) -> None:
        assert self.shade(reading, code) == pytest.approx(0, abs=1e-3)

    def test_most_bundles_read_nothing(self, warp: Generator) -> None:
        signal = signal_of()
        assert warp.read(np.zeros((480, 640, 3), np.uint8), signal) is signal

    def test_what_was_opened_is_closed(self, reading: Generator) -> None:
        reading.close()
        with pytest.raises(RuntimeError, match="closed"):
            reading.read(np.zeros((480, 640, 3), np.uint8), signal_of())


class TestAMethodThatNobodyKnows:
    """A new generator, by action units and a code, needs nothing of the host to change."""

    @pytest.fixture(params=[{}, ABSOLUTE], ids=["relative", "absolute"])
    def made_up(self, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Generator]:
        with open_generator(write(tmp_path / "made-up", **request.param)) as generator:
            yield generator

    @staticmethod
    def drawn(generator: Generator, motion: Motion) -> np.ndarray:
        """How the crop's colours differ from the portrait's, [3], 0–1."""
        out = generator.render(generator.prepare(CROP, LANDMARKS), LANDMARKS, motion)
        assert out.rgb is not None
        return np.asarray((out.rgb - 51).mean((0, 1)) / 127.5)

    def test_zero_motion_is_the_portrait(self, made_up: Generator) -> None:
        assert self.drawn(made_up, moved()) == pytest.approx(0, abs=1e-6)

    def test_units_and_code_are_given(self, made_up: Generator) -> None:
        reader = made_up.manifest.graphs["driver"].sha256
        change = Code(reader, np.array([0.1, 0.2, -0.3], np.float32))
        motion = replace(moved(action_units=0.25), code=change)
        assert self.drawn(made_up, motion) == pytest.approx([0.35, 0.45, -0.05], abs=1e-3)

    def test_it_moves_a_portrait_as_the_driver_does(
        self,
        made_up: Generator,
        grace: Target,
        driver_frames: list[Frame],
        driver_signals: list[Signal],
    ) -> None:
        """The whole pipeline: a resting face first, then an open jaw, at three strengths."""
        neutral = measure_neutral([made_up.read(driver_frames[20].image, driver_signals[20])])
        left, top, right, bottom = map(int, grace.signal.box)  # nothing is faded out in there
        face = np.s_[top:bottom, left:right]
        light = {}
        for strength in (0.0, 0.5, 1.0):
            motion = MotionSettings(strength=strength, calibrated=False)
            settings = TransferSettings(motion=motion)
            with Transfer(grace, made_up, settings, neutral=neutral) as transfer:
                shown = transfer.step(driver_frames[110])
            light[strength] = float((shown.image[face].astype(float) - grace.image[face]).mean())
        assert shown.motion.code.reader == made_up.manifest.graphs["driver"].sha256
        asked = float(shown.motion.action_units.mean() + shown.motion.code.values.mean())
        assert asked > 0.03
        assert light[0.0] == pytest.approx(0, abs=0.5)
        assert light[1.0] == pytest.approx(127.5 * asked, abs=1.5)
        assert light[0.5] == pytest.approx(light[1.0] / 2, abs=0.5)


class TestWarp:
    def test_what_it_says_of_itself(self, warp: Generator) -> None:
        assert warp.size == 256
        assert warp.crop_scale == warp.manifest.crop_scale
        assert "onnxruntime" in warp.backend

    def test_the_default_is_flow(self) -> None:
        with open_generator() as generator:
            assert generator.manifest.name == "flow"

    def test_only_the_flow_is_fetched(self, warp: Generator, grace: Target) -> None:
        crop = crop_around(grace.signal.landmarks, warp.crop_scale)
        landmarks = crop.to_crop(grace.signal.landmarks)
        state = warp.prepare(crop.cut(grace.image, warp.size), landmarks)
        assert (state.landmarks == landmarks).all()
        out = warp.render(state, landmarks, moved())
        assert out.flow is not None
        assert out.flow.shape[0] == 2
        assert out.rgb is None
        assert out.alpha is None

    def test_the_state_is_the_picture_between_minus_one_and_one(self, warp: Generator) -> None:
        crop = np.zeros((256, 256, 3), np.uint8)
        crop[..., 1] = 255
        image = warp.prepare(crop, LANDMARKS).tensors["state_image"]
        assert image.shape == (1, 3, 256, 256)
        assert image[0, :, 0, 0].tolist() == [-1, 1, -1]


def test_an_unknown_bundle_or_backend(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="nowhere"):
        open_generator("nowhere")
    with pytest.raises(BackendError, match="abacus"):
        open_generator("warp", "abacus")


def test_a_named_backend_is_taken_without_a_word(tmp_path: Path) -> None:
    with open_generator("warp", "onnxruntime") as generator:
        assert generator.backend == "onnxruntime"
        assert generator.notes == ()
        assert generator.choice is None


class TestBeside:
    """The render graph, which takes longest, is opened while other things are done."""

    @pytest.fixture
    def gate(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
        gate = Gate()
        monkeypatch.setattr("engines.selection.graphs.open_on", gate)
        yield gate
        gate.open.set()

    def test_a_face_is_read_meanwhile(self, gate: Gate, driver_frames: list[Frame]) -> None:
        with open_generator("flow", "onnxruntime", beside=True) as generator:
            assert generator.reads
            assert "onnxruntime" in (generator.reader or "")
            picture = driver_frames[0].image
            assert generator.read(picture, signal_of(LANDMARKS)).code.values.any()
            assert gate.opened == ["driver"]
            gate.open.set()
            assert "onnxruntime" in (generator.identity or "")
            assert gate.opened == ["driver", "render"]

    def test_what_goes_wrong_is_told_to_who_needs_it(self, gate: Gate) -> None:
        gate.error = BackendError("No room.")
        gate.open.set()
        with (
            open_generator("flow", "onnxruntime", beside=True) as generator,
            pytest.raises(BackendError, match="No room"),
        ):
            _ = generator.identity
        with pytest.raises(BackendError, match="No room"):
            open_generator("flow", "onnxruntime")

    def test_an_unknown_backend_is_told_at_once(self) -> None:
        with pytest.raises(BackendError, match="abacus"):
            open_generator("flow", "abacus", beside=True)

    def test_closed_before_it_was_needed_nothing_stays_open(
        self, gate: Gate, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed: list[str] = []
        monkeypatch.setattr(
            ChosenEngine, "close", lambda engine: closed.append(", ".join(engine.outputs))
        )
        generator = open_generator("flow", "onnxruntime", beside=True)
        threading.Timer(0.2, gate.open.set).start()
        generator.close()
        assert closed[0] == "code"
        assert len(closed) == len(gate.opened), "a graph that was not begun need not be"


class Gate:
    """Opens graphs as `open_on` does; the render graph only once it is let, or not at all."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.opened: list[str] = []
        self.error: BackendError | None = None

    def __call__(self, backend: Backend, bundle: Bundle, graph: Any, **more: Any) -> Engine:
        if graph == "render":
            assert self.open.wait(10)
            if self.error is not None:
                raise self.error
        self.opened.append(graph)
        return open_on(backend, bundle, graph, **more)


def test_what_a_picture_depends_on_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another bundle, backend or version, and nothing at all where a driver has a say in it."""
    with open_generator("warp", "onnxruntime") as one, open_generator("flow") as other:
        found = {one.identity, other.identity}
        assert one.reader == ""
        monkeypatch.setattr("engines.backends.onnxruntime.version", lambda: "0.1")
        found |= {one.identity, other.identity}
        assert len(found) == 4
        assert None not in found
        monkeypatch.setattr(one._render, "backend", "onnxruntime-cuda")
        assert one.identity is None


def test_closing_twice() -> None:
    generator = open_generator()
    generator.close()
    generator.close()
    with pytest.raises(RuntimeError, match="closed"):
        generator.prepare(np.zeros((256, 256, 3), np.uint8), LANDMARKS)

"""What every bundle must keep, whoever made it: the generator contract, tried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import onnx
import onnxruntime
import pytest

from engines.bundle import Bundle, installed, open_bundle
from engines.contract import (
    DRIVER_INPUTS,
    OPSET,
    RENDER_INPUTS,
    RENDER_OUTPUTS,
    RENDER_REQUIRED,
    STATE_PREFIX,
    TARGET_INPUTS,
    GraphName,
)
from engines.engine import Engine
from engines.opening import open_engine
from engines.selection.sample import samples_of
from rtxfer.compositor import Compositor
from rtxfer.face.crop import Crop, crop_around
from rtxfer.face.signal import Signal
from rtxfer.generator import Generator, Rendered, State
from rtxfer.motion.amplify import amplify
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.relative import Motion, relative_motion, still
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings, OutputSettings
from rtxfer.target import Target

SETTINGS = MotionSettings()
FLOAT = onnx.TensorProto.FLOAT


@pytest.fixture(params=installed(), scope="module")
def bundle(request: pytest.FixtureRequest) -> Bundle:
    return open_bundle(request.param)


@pytest.fixture(scope="module")
def generator(bundle: Bundle) -> Iterator[Generator]:
    with Generator(bundle) as opened:
        yield opened


@pytest.fixture(scope="module")
def crop(generator: Generator, grace: Target) -> Crop:
    return crop_around(grace.signal.landmarks, generator.crop_scale)


@pytest.fixture(scope="module")
def state(generator: Generator, grace: Target, crop: Crop) -> State:
    return prepared(generator, grace, crop)


def prepared(generator: Generator, target: Target, crop: Crop) -> State:
    picture = crop.cut(target.image, generator.size)
    return generator.prepare(picture, crop.to_crop(target.signal.landmarks))


def rendered(
    generator: Generator, state: State, crop: Crop, retarget: Retarget, motion: Motion
) -> Rendered:
    louder = amplify(motion, SETTINGS, generator.manifest.code_region)
    return generator.render(state, crop.to_crop(retarget(louder, SETTINGS)), louder)


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    error = float(((a.astype(np.float64) - b.astype(np.float64)) ** 2).mean())
    return 10 * np.log10(255**2 / max(error, 1e-9))


def by_contract(shape: tuple[int, ...], wanted: tuple[int | str, ...], size: int) -> bool:
    """S is the crop's side, F any square, "..." whatever follows."""
    if wanted[-1] == "...":
        return shape[: len(wanted) - 1] == wanted[:-1]
    if "F" in wanted and shape[2] != shape[3]:
        return False
    return len(shape) == len(wanted) and all(
        (side == want) or (want == "S" and side == size) or want == "F"
        for side, want in zip(shape, wanted, strict=True)
    )


def every_tensor(bundle: Bundle, graph: GraphName) -> Iterator[tuple[str, np.ndarray]]:
    """All that a graph computes on the samples in FP32, by name, one operator after the other."""
    model = onnx.shape_inference.infer_shapes(onnx.load(bundle.graph(graph)))
    given = {value.name for value in model.graph.output}
    inner = [value for value in model.graph.value_info if value.name not in given]
    model.graph.output.extend(v for v in inner if v.type.tensor_type.elem_type == FLOAT)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    content = model.SerializeToString()
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    names = [value.name for value in session.get_outputs()]
    for sample in samples_of(bundle):
        asked = {value.name: sample[value.name] for value in session.get_inputs()}
        yield from zip(names, session.run(names, asked), strict=True)


class TestNumbers:
    def test_none_is_subnormal(self, bundle: Bundle) -> None:
        """Intel's processors take a hundred times as long for each: a softmax whose exponentials
        underflow is three times as slow as one that is bounded, and gives the same picture."""
        least = np.finfo(np.float32).tiny
        for graph in bundle.manifest.graphs:
            seen = 0
            for name, values in every_tensor(bundle, graph):
                size = np.abs(values)
                count = int(((size > 0) & (size < least)).sum())
                assert count == 0, f"{count} of {values.size} in {graph}'s {name}"
                seen += 1
            assert seen > 0

    def test_no_tensor_has_more_than_four_dimensions(self, bundle: Bundle) -> None:
        for graph in bundle.manifest.graphs:
            model = onnx.shape_inference.infer_shapes(onnx.load(bundle.graph(graph)))
            ranks = {v.name: len(v.type.tensor_type.shape.dim) for v in model.graph.value_info}
            assert all(rank <= 4 for rank in ranks.values()), graph


class TestNamesAndShapes:
    def test_graphs_are_valid_onnx_of_the_agreed_opset(self, bundle: Bundle) -> None:
        for name in bundle.manifest.graphs:
            model = onnx.load(bundle.graph(name))
            onnx.checker.check_model(model, full_check=True)
            assert {entry.version for entry in model.opset_import if not entry.domain} == {OPSET}
            assert {entry.domain for entry in model.opset_import} <= {""}

    def test_nothing_is_computed_in_double(self, bundle: Bundle) -> None:
        """Exporters widen unasked; GPUs are slow at it, and TensorRT refuses it."""
        for name in bundle.manifest.graphs:
            model = onnx.shape_inference.infer_shapes(onnx.load(bundle.graph(name)))
            kinds = {value.type.tensor_type.elem_type for value in model.graph.value_info}
            kinds |= {tensor.data_type for tensor in model.graph.initializer}
            assert onnx.TensorProto.DOUBLE not in kinds, name

    def test_every_shape_is_static(self, bundle: Bundle) -> None:
        for name in bundle.manifest.graphs:
            with open_engine(bundle.graph(name)) as engine:
                for shape in (*engine.inputs.values(), *engine.outputs.values()):
                    assert all(isinstance(side, int) and side > 0 for side in shape)

    def test_target(self, bundle: Bundle) -> None:
        with open_engine(bundle.graph("target")) as engine:
            assert set(engine.inputs) <= set(TARGET_INPUTS)
            assert all(name.startswith(STATE_PREFIX) for name in engine.outputs)
            _check(engine.inputs, TARGET_INPUTS, bundle.manifest.size)

    def test_driver(self, bundle: Bundle) -> None:
        with open_engine(bundle.graph("render")) as render:
            asked = render.inputs.get("code")
        assert bundle.has("driver") == (asked is not None), "a code that nobody gives, or hears"
        if asked is None:
            return
        with open_engine(bundle.graph("driver")) as driver:
            assert set(driver.inputs) <= set(DRIVER_INPUTS)
            _check(driver.inputs, DRIVER_INPUTS, bundle.manifest.size)
            assert dict(driver.outputs) == {"code": asked}

    def test_render(self, bundle: Bundle) -> None:
        with (
            open_engine(bundle.graph("target")) as target,
            open_engine(bundle.graph("render")) as render,
        ):
            states = {name for name in render.inputs if name.startswith(STATE_PREFIX)}
            assert all(render.inputs[name] == target.outputs[name] for name in states)
            asked = {name: shape for name, shape in render.inputs.items() if name not in states}
            _check(asked, RENDER_INPUTS, bundle.manifest.size)
            assert set(RENDER_REQUIRED) <= set(render.outputs)
            _check(render.outputs, RENDER_OUTPUTS, bundle.manifest.size)


def _check(found: dict[str, tuple[int, ...]], wanted: dict, size: int) -> None:
    for name, shape in found.items():
        assert name in wanted, name
        assert by_contract(shape, wanted[name], size), (name, shape)


def picture_of(generator: Generator, target: Target, crop: Crop, what: Rendered) -> np.ndarray:
    """The portrait as the compositor shows it."""
    return Compositor(target.image, target.signal, crop, OutputSettings())(what)


class TestBehaviour:
    def test_zero_motion_gives_back_the_target(
        self, bundle: Bundle, generator: Generator, portraits: list[Target], driver_neutral: Neutral
    ) -> None:
        for target in portraits[:3]:
            crop = crop_around(target.signal.landmarks, generator.crop_scale)
            retarget = Retarget(target.signal.landmarks, driver_neutral)
            state = prepared(generator, target, crop)
            out = rendered(generator, state, crop, retarget, still())
            image = picture_of(generator, target, crop, out)
            assert psnr(image, target.image) >= 35
            if bundle.manifest.method == "warp":
                assert out.flow is not None
                assert not out.flow.any()
                assert (image == target.image).all()

    def test_the_drawn_picture_at_rest_is_the_crop(
        self, bundle: Bundle, grace: Target, crop: Crop
    ) -> None:
        """Composed as the contract says: at rest the warped portrait is the crop itself."""
        size = bundle.manifest.size
        picture = crop.cut(grace.image, size).astype(np.float32)
        landmarks = crop.to_crop(grace.signal.landmarks)[None]
        image = (picture.transpose(2, 0, 1) / 127.5 - 1)[None]
        with (
            open_engine(bundle.graph("target")) as target,
            open_engine(bundle.graph("render")) as render,
        ):
            states = target.run({"image": image, "landmarks": landmarks})
            inputs = _zero_inputs(render) | states
            inputs |= {"landmarks": landmarks, "target_landmarks": landmarks}
            out = render.run(inputs)
        drawn = (out["rgb"][0].transpose(1, 2, 0) + 1) * 127.5
        alpha = out["alpha"][0, 0, :, :, None]
        assert psnr(picture + alpha * (drawn - picture), picture) >= 35
        if bundle.manifest.method == "warp":
            assert psnr(drawn, picture) >= 35, "it draws all of the crop, though none is needed"
        assert out["alpha"].min() >= 0
        assert out["alpha"].max() <= 1

    def test_a_kept_state_equals_a_fresh_one(
        self, generator: Generator, grace: Target, crop: Crop, state: State
    ) -> None:
        again = prepared(generator, grace, crop)
        assert set(again.tensors) == set(state.tensors)
        assert all((again.tensors[name] == state.tensors[name]).all() for name in state.tensors)

    def test_rendering_has_no_memory(
        self,
        generator: Generator,
        state: State,
        crop: Crop,
        grace: Target,
        driver_neutral: Neutral,
        driver_signals: list[Signal],
    ) -> None:
        retarget = Retarget(grace.signal.landmarks, driver_neutral)
        motions = [relative_motion(driver_signals[i], driver_neutral) for i in (110, 195)]
        first = rendered(generator, state, crop, retarget, motions[0])
        rendered(generator, state, crop, retarget, motions[1])
        again = rendered(generator, state, crop, retarget, motions[0])
        for name in ("flow", "alpha", "rgb"):
            one, two = getattr(first, name), getattr(again, name)
            assert (one is None) == (two is None)
            assert one is None or (one == two).all()

    @pytest.mark.parametrize("frame", [80, 110, 195], ids=["brows", "jaw", "smile"])
    def test_the_output_moves_further_as_strength_rises(
        self,
        generator: Generator,
        state: State,
        crop: Crop,
        grace: Target,
        driver_neutral: Neutral,
        driver_signals: list[Signal],
        frame: int,
    ) -> None:
        motion = relative_motion(driver_signals[frame], driver_neutral)
        motion = replace(motion, head=np.zeros(3, np.float32))
        retarget = Retarget(grace.signal.landmarks, driver_neutral)
        lengths = []
        for strength in (0, 0.25, 0.5, 0.75, 1, 1.25):
            weak = motion * strength
            out = rendered(generator, state, crop, retarget, weak)
            if out.flow is not None:
                lengths.append(float(np.linalg.norm(out.flow, axis=0).mean()))
            else:
                image = picture_of(generator, grace, crop, out).astype(float)
                lengths.append(float(np.abs(image - grace.image).mean()))
        assert (np.diff(lengths) > 0).all(), lengths

    def test_the_clip_stays_finite_and_in_range(
        self,
        generator: Generator,
        state: State,
        crop: Crop,
        grace: Target,
        driver_neutral: Neutral,
        driver_signals: list[Signal],
        blink_signals: list[Signal],
    ) -> None:
        retarget = Retarget(grace.signal.landmarks, driver_neutral)
        for signal in [*driver_signals[::10], *blink_signals[::3]]:
            motion = relative_motion(signal, driver_neutral)
            out = rendered(generator, state, crop, retarget, motion * 1.5)
            for part in (out.flow, out.alpha, out.rgb):
                assert part is None or np.isfinite(part).all()
            if out.flow is not None:
                assert np.abs(out.flow).max() < 0.4
            if out.alpha is not None:
                assert out.alpha.min() >= -1e-3
                assert out.alpha.max() <= 1 + 1e-3


def _zero_inputs(render: Engine) -> dict[str, np.ndarray]:
    return {
        name: np.zeros(shape, np.float32)
        for name, shape in render.inputs.items()
        if not name.startswith(STATE_PREFIX)
    }

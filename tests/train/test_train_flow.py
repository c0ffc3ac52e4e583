"""Our own method: the flow is that of `warp`, nothing moves by itself, and it exports."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
import torch

from engines.bundle import open_bundle
from engines.contract import RENDER_INPUTS, RENDER_OUTPUTS
from engines.engine import open_engine
from rtxfer.face.crop import crop_around
from rtxfer.motion.basis import expression
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.retarget import Retarget
from rtxfer.settings import MotionSettings
from rtxfer.target import Target
from train.basis import fit_basis, save_basis
from train.export import convert, write_bundle
from train.landmark_flow import LandmarkFlow, grid_points
from train.methods import open_method
from train.methods.flow import LIPS, PIXELS, Flow, MouthHead, sample, window_points


@pytest.fixture(scope="module")
def posed(grace: Target, driver_neutral: Neutral) -> SimpleNamespace:
    """Grace Hopper's crop, her landmarks, and where an open smiling mouth takes them."""
    crop = crop_around(grace.signal.landmarks, 1.9)
    shapes = np.zeros(52, np.float32)
    shapes[[25, 44, 45]] = 0.6
    driven = Retarget(grace.signal.landmarks, driver_neutral)(expression(shapes), MotionSettings())
    image = crop.cut(grace.image, 256).astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    named = {
        "image": image,
        "source": crop.to_crop(grace.signal.landmarks),
        "driven": crop.to_crop(driven),
        "shapes": shapes,
    }
    return SimpleNamespace(**{name: torch.from_numpy(v[None]) for name, v in named.items()})


@pytest.fixture(scope="module")
def head() -> MouthHead:
    torch.manual_seed(0)
    return MouthHead().eval()


def test_the_flow_is_that_of_the_warp_bundle(posed: SimpleNamespace) -> None:
    with open_engine(open_bundle("warp").graph("render")) as engine:
        inputs = {
            "state_image": posed.image.numpy(),
            "source_landmarks": posed.source.numpy(),
            "landmarks": posed.driven.numpy(),
        }
        wanted = engine.run(inputs, ["flow"])["flow"]
    flow, _ = LandmarkFlow()(posed.source, posed.driven, grid_points(1, 128))
    found = flow[0].T.reshape(1, 2, 128, 128).numpy()
    assert np.abs(wanted).max() > 0.02
    assert np.abs(found - wanted).max() < 1e-4


def test_far_nodes_change_nothing_near_the_lips(posed: SimpleNamespace) -> None:
    points = posed.driven[:, LIPS, :2]
    every, _ = LandmarkFlow()(posed.source, posed.driven, points)
    few = LandmarkFlow(around=LIPS)
    near, _ = few(posed.source, posed.driven, points)
    assert len(few.kept) < 478
    assert (near - every).abs().max() < 1e-4, "a fortieth of a pixel of the crop"


def test_sides_tell_above_from_below(posed: SimpleNamespace) -> None:
    upper, lower = posed.driven[:, [13], :2], posed.driven[:, [14], :2]
    _, inside = LandmarkFlow()(posed.source, posed.driven, (upper + lower) / 2)
    assert inside[0, 0, 4] > 0, "below the upper lip"
    assert inside[0, 0, 5] < 0, "above the lower one"


def test_zero_motion_is_the_photograph(posed: SimpleNamespace, head: MouthHead) -> None:
    with torch.inference_mode():
        window = head(posed.image, posed.source, posed.source, torch.zeros(1, 52))
    assert window.alpha.abs().max() == 0
    points = window_points(window.centre, PIXELS)
    assert (window.seen - sample(posed.image, points, PIXELS)).abs().max() < 1e-5


def test_a_moved_mouth_is_drawn_inside_its_window(posed: SimpleNamespace, head: MouthHead) -> None:
    with torch.inference_mode():
        window = head(posed.image, posed.source, posed.driven, posed.shapes)
    assert window.alpha.max() > 0.3
    assert window.alpha[..., 0, :].max() < 0.05, "it fades towards the border"


def test_the_exported_graphs_keep_the_contract(
    posed: SimpleNamespace, head: MouthHead, tmp_path: Path
) -> None:
    method = open_method("flow", {})
    graphs = method.graphs({"mouth": head})
    models = {str(name): convert(graph, 256) for name, graph in graphs.items()}
    write_bundle(tmp_path, method.manifest() | {"name": "fresh"}, models)
    bundle = open_bundle(tmp_path)
    for graph in (onnx.load(bundle.graph("target")), onnx.load(bundle.graph("render"))):
        assert graph.opset_import[0].version == 18
        shapes = [value.type.tensor_type.shape.dim for value in graph.graph.input]
        assert all(len(dims) <= 4 and all(d.dim_value for d in dims) for dims in shapes)
    with open_engine(bundle.graph("render")) as engine, torch.inference_mode():
        assert set(engine.inputs) <= {"state_image", *RENDER_INPUTS}
        assert set(engine.outputs) == set(RENDER_OUTPUTS)
        values = {
            "state_image": posed.image,
            "source_landmarks": posed.source,
            "landmarks": posed.driven,
            "blendshapes": posed.shapes,
        }
        wanted = graphs["render"].module(*values.values())
        found = engine.run({name: value.numpy() for name, value in values.items()})
    for name, tensor in zip(graphs["render"].gives, wanted, strict=True):
        assert np.abs(found[name] - tensor.numpy()).max() < 1e-3, name


def test_the_adversary_waits() -> None:
    method = Flow(adversary_from=5)
    torch.manual_seed(1)
    networks = method.build()
    window = {
        name: torch.rand(2, channels, PIXELS, PIXELS)
        for name, channels in {"seen": 3, "truth": 3, "warped": 3, "valid": 1}.items()
    }
    assert method.critic_losses(networks, None, window, 4) == {}  # type: ignore[arg-type]
    told = method.critic_losses(networks, None, window, 5)  # type: ignore[arg-type]
    assert set(told) == {"real", "fake"}


def test_the_basis_is_found_again(tmp_path: Path) -> None:
    """People whose landmarks do move by a known basis, in any pose, give it back."""
    rng = np.random.default_rng(3)
    pack = made_up_people(rng)
    basis, pairs, explained = fit_basis(pack)  # type: ignore[arg-type]
    assert pairs == 60 * 4
    assert explained > 0.8
    chin = basis[25, 152]
    assert chin[1] > 0.5, "an open jaw lowers the chin"
    save_basis(basis, tmp_path / "basis.npz")
    assert np.load(tmp_path / "basis.npz")["displacement"].shape == (52, 478, 3)


def made_up_people(rng: np.random.Generator) -> SimpleNamespace:
    """Sixty canonical faces with a rest and four random expressions each."""
    from rtxfer.face.geometry import canonical_face, rotation_matrix
    from rtxfer.motion.basis import expression_basis

    rows, landmarks, shapes = [], [], []
    for person in range(60):
        for number in range(5):
            rise = np.zeros(52, np.float32)
            if number:
                rise[[25, 44, 45]] = rng.uniform(0, 1, 3)
            face = canonical_face() + np.tensordot(rise, expression_basis(), 1)
            turn = rotation_matrix(rng.normal(0, 0.1, 3).astype(np.float32))
            rows.append(SimpleNamespace(identity=str(person)))
            landmarks.append((face @ turn.T * 0.03 + 0.5).astype(np.float32))
            shapes.append(rise)
    return SimpleNamespace(
        rows=rows, landmarks=landmarks.__getitem__, blendshapes=shapes.__getitem__
    )

"""Bodur et al.'s idea: maps of depth and normals, who judges them, and what is exported."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from rtxfer.demo import shipped
from rtxfer.errors import InputError
from rtxfer.face.action_units import UNIT
from rtxfer.face.geometry import canonical_face, rotation_matrix
from rtxfer.motion.neutral import Neutral
from rtxfer.target import Target
from tests.train.exporting import check_export
from tests.train.posing import posed_batch, posed_face, unlike
from train.data.batch import Batch
from train.data.emotions import EMOTIONS, UNKNOWN, emotion
from train.data.prepare import Options, prepare
from train.methods.dense_geometry.classes import UnitsToClasses, labelled
from train.methods.dense_geometry.geometry import DEPTH, SIDE, FaceMaps, raster
from train.methods.dense_geometry.method import DenseGeometry
from train.methods.dense_geometry.networks import (
    Decoder,
    Encoder,
    GeometryDiscriminator,
    choice,
    confidence,
)
from train.methods.method import Step, Terms
from train.pretrained import Pretrained, TrackerNetwork
from train.trainer.log import read_log
from train.trainer.presets import resolve
from train.trainer.trainer import Trainer

GEOMETRY = {"depth", "classes", "normals"}

GOLDEN = [1.0905, 1.057, 0.9596, 0.8167]
"""`geometry/classes`, means of five steps; changes with samples, network, losses or trainer."""


@pytest.fixture(scope="module")
def batch(grace: Target, driver_neutral: Neutral) -> Batch:
    return posed_batch(posed_face(grace, driver_neutral), 2)


@pytest.fixture(scope="module")
def pretrained() -> Pretrained:
    return Pretrained(tracker=TrackerNetwork().eval().requires_grad_(False))


@pytest.fixture(scope="module")
def maps() -> FaceMaps:
    return FaceMaps()


def small(**options: object) -> DenseGeometry:
    return DenseGeometry(width=4, **options)  # type: ignore[arg-type]


def canonical() -> torch.Tensor:
    return torch.from_numpy(canonical_face().copy())[None]


def on_face(maps: FaceMaps, made: torch.Tensor) -> torch.Tensor:
    """The channels of the pixels that show a face, [C, n]."""
    return made[0].flatten(1)[:, maps.face[:, 0] > 0]


# Maps.


def test_the_raster_covers_a_face_and_weighs_corners() -> None:
    made = raster()
    sums = made.weights.sum(1)
    assert made.weights.min() >= 0
    assert np.all((np.abs(sums) < 1e-9) | (np.abs(sums - 1) < 1e-9))
    assert 0.7 < sums.mean() < 0.85
    assert (made.weights > 0).sum(1).max() == 3
    # A pixel is where the points that it is made of are.
    y, x = np.divmod(np.arange(SIDE * SIDE), SIDE)
    pixels = (np.stack([x, y], 1) + 0.5) / SIDE
    inside = sums > 0.5
    assert np.abs((made.weights @ made.places - pixels)[inside]).max() < 1e-9


def test_a_plane_has_the_same_normal_everywhere(maps: FaceMaps) -> None:
    points = canonical()
    points[..., 2] = 0.3 * points[..., 0] - 0.2 * points[..., 1] + 1
    made = on_face(maps, maps(points))
    wanted = torch.tensor([0.3, -0.2, -1]) / np.sqrt(1 + 0.3**2 + 0.2**2)
    assert (made[1:] - wanted[:, None]).abs().max() < 1e-5


def test_depth_moves_with_z_and_normals_do_not(maps: FaceMaps) -> None:
    near, far = canonical(), canonical()
    far[..., 2] += 2
    moved = on_face(maps, maps(far) - maps(near))
    assert (moved[0] - 2 / DEPTH).abs().max() < 1e-5
    assert moved[1:].abs().max() < 1e-4
    assert (maps(far)[0].flatten(1)[:, maps.face[:, 0] == 0] == 0).all()


def test_normals_have_length_one_and_point_out_of_the_face(maps: FaceMaps) -> None:
    made = on_face(maps, maps(canonical()))
    assert (made[1:].norm(dim=0) - 1).abs().max() < 1e-5
    assert (made[3] < 0).all(), "towards the viewer"
    across = maps(canonical())[0, 1].view(SIDE, SIDE)[SIDE // 2]
    assert across[4] < -0.5 < 0.5 < across[-5], "left cheek to the left, right to the right"


def test_pose_and_size_are_left_out(maps: FaceMaps) -> None:
    turn = torch.from_numpy(rotation_matrix(np.array([0.2, 0.5, -0.1], np.float32)))
    held = 0.03 * canonical() @ turn.T + torch.tensor([0.5, 0.4, 0.1])
    assert (maps.straight(held) - canonical()).abs().max() < 1e-4
    spoken = canonical()
    spoken[:, 17] += torch.tensor([0, 1.0, 0.5])
    again = maps.straight(0.03 * spoken @ turn.T, 0.03 * canonical() @ turn.T)
    assert (again - spoken).abs().max() < 1e-4, "held as another is"


def test_maps_give_gradients_to_every_point(maps: FaceMaps) -> None:
    points = (0.04 * canonical()).requires_grad_()
    maps(maps.straight(points)).square().sum().backward()
    assert points.grad is not None
    assert points.grad.isfinite().all()
    moved = points.grad[0, :468].abs().amax(1) > 0
    assert moved.float().mean() > 0.95


# Networks.


def test_what_is_exported_is_small() -> None:
    method = DenseGeometry()
    networks = method.build()
    found = networks["encoder"](torch.zeros(1, 3, 128, 128))
    assert [tuple(f.shape[1:]) for f in found] == [(96, 32, 32)]
    weights = sum(p.numel() for name in method.generator for p in networks[name].parameters())
    assert 1e6 < weights < 2e6


def test_the_condition_matters_and_none_is_none() -> None:
    torch.manual_seed(0)
    encoder, decoder = Encoder(4), Decoder(4, 8, 41)
    features = encoder(torch.rand(1, 3, 128, 128))
    guide, units = torch.rand(1, 8, 128, 128), torch.zeros(1, 41)
    plain = decoder(features, guide, units)
    for unit in (0, 20, 40):
        asked = units.clone()
        asked[0, unit] = 1
        assert (decoder(features, guide, asked) - plain).abs().max() > 1e-6, unit
    for name, weight in decoder.named_parameters():
        if "film" in name:
            weight.data.zero_()
    assert torch.equal(decoder(features, guide, units), plain)


def test_confidence_is_none_of_even_choices_and_full_of_sure_ones() -> None:
    even, sure = torch.zeros(2, 3, 5), torch.zeros(2, 3, 5)
    sure[:, 1] = 50
    assert float(confidence(even)) == pytest.approx(0, abs=1e-6)
    assert float(confidence(sure)) == pytest.approx(1, abs=1e-4)
    right = torch.ones(2, 5, dtype=torch.long)
    assert float(choice(sure, right)) < 1e-3 < 1 < float(choice(even, right))


def test_the_discriminator_learns_an_open_jaw_from_maps(maps: FaceMaps) -> None:
    torch.manual_seed(0)
    network = GeometryDiscriminator(1, 3, maps(canonical()), width=4)
    adam = torch.optim.Adam(network.parameters(), 2e-3)
    faces = canonical().repeat(12, 1, 1)
    wanted = torch.arange(3).repeat(4)[:, None]
    lower = [17, 84, 314, 14, 87, 317, 152, 148, 377]
    faces[:, lower, 1] += wanted
    faces[:, lower, 2] += 0.5 * wanted
    made = maps(faces + 0.02 * torch.randn_like(faces))
    for _ in range(60):
        adam.zero_grad()
        loss = choice(network(made)[1], wanted)
        loss.backward()
        adam.step()
    assert loss < 0.1


# Classes.


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("neutral", {}),
        ("happiness", {"L12": 0.6, "R12": 0.6, "L6": 0.2, "R6": 0.2}),
        ("surprise", {"1": 0.7, "L2": 0.6, "R2": 0.6, "26": 0.4}),
        ("anger", {"L4": 0.7, "R4": 0.7, "L7": 0.4, "R7": 0.4, "L24": 0.3, "R24": 0.3}),
        ("contempt", {"R12": 0.5, "R14": 0.2}),
    ],
)
def test_classes_are_read_off_units(name: str, units: dict[str, float]) -> None:
    shown = torch.zeros(1, 41)
    for unit, amount in units.items():
        shown[0, UNIT[unit]] = amount
    scores = UnitsToClasses()(shown)
    assert float(scores.sum()) == pytest.approx(1, abs=1e-5)
    assert EMOTIONS[int(scores.argmax())] == name
    assert scores.max() > 0.7


def test_a_sets_own_label_wins() -> None:
    words = ("smiling", "angry", "08", "", "chewing")
    numbers = [emotion(word) for word in words]
    assert numbers == [1, 6, 3, UNKNOWN, UNKNOWN]
    scores = torch.full((2, 8), 1 / 8)
    found = labelled(torch.tensor([6, UNKNOWN]), scores)
    assert found[0].tolist() == [0, 0, 0, 0, 0, 0, 1, 0]
    assert torch.equal(found[1], scores[1])


# The method.


@pytest.mark.parametrize(
    "options",
    [{}, {"carrier": "pose"}, {"carrier": "none"}, {"classes": 8}],
    ids=["face", "pose", "none", "classes"],
)
def test_the_exported_graphs_keep_the_contract(
    batch: Batch, tmp_path: Path, options: dict[str, object]
) -> None:
    method = small(**options)
    torch.manual_seed(0)
    networks = unlike(method.build())
    check_export(method, networks, batch.first(1), tmp_path)


def generator_terms(method: DenseGeometry, step: Step) -> Terms:
    terms = method._generator_losses(step)
    assert all(bool(term.isfinite()) for term in terms.values())
    return terms


@pytest.mark.parametrize("classes", [0, 8])
def test_every_term_is_there_and_can_be_switched_off(
    batch: Batch, pretrained: Pretrained, classes: int
) -> None:
    torch.manual_seed(0)
    method = small(classes=classes)
    networks = method.build()
    step = Step(0, batch, networks, pretrained)
    terms = generator_terms(method, step)
    assert terms.keys() >= GEOMETRY | {"cross/adversarial", "cross/units", "cross/cycle", "l1"}
    told = method._geometry_losses(step)
    assert told.keys() == {"real", "fake", "classes", "confidence"}
    assert float((told["real"] + told["fake"]).detach()) == pytest.approx(2, abs=0.5), (
        "it knows nothing yet"
    )
    off = dict.fromkeys(terms.keys() - {"l1", "gradient", "drawn_l1", "alpha"}, 0.0)
    fewer = generator_terms(method, Step(0, batch, networks, pretrained, off))
    assert fewer.keys() == {"l1", "gradient", "drawn_l1", "alpha"}
    none = dict.fromkeys(told, 0.0)
    assert method._geometry_losses(Step(0, batch, networks, pretrained, none)) == {}


def test_without_geometry_nobody_looks_at_it(batch: Batch, pretrained: Pretrained) -> None:
    method = small(geometry=False)
    networks = method.build()
    assert "geometry" not in networks
    assert [phase.name for phase in method.phases()] == ["generator", "discriminator", "penalty"]
    assert not GEOMETRY & generator_terms(method, Step(0, batch, networks, pretrained)).keys()
    blind = small()
    networks = blind.build()
    assert not GEOMETRY & generator_terms(blind, Step(0, batch, networks)).keys()
    assert blind._geometry_losses(Step(0, batch, networks)) == {}, "there is no tracker"


def test_depth_and_normals_pull_at_what_is_drawn(batch: Batch, pretrained: Pretrained) -> None:
    torch.manual_seed(0)
    method = small()
    networks = method.build()
    terms = generator_terms(method, Step(0, batch, networks, pretrained))
    out = networks["decoder"].out.weight  # type: ignore[union-attr]
    for name in sorted(GEOMETRY):
        (gradient,) = torch.autograd.grad(terms[name], [out], retain_graph=True)  # type: ignore[list-item]
        assert gradient.isfinite().all()
        assert gradient[:3].abs().max() > 0, f"{name} does not reach colours"
        assert gradient[4:].abs().max() > 0, f"{name} does not reach the bend"


def test_before_they_play_along_discriminators_learn_what_faces_show(
    batch: Batch, pretrained: Pretrained
) -> None:
    method = small(adversarial_from=5)
    networks = method.build()
    early = Step(4, batch, networks, pretrained)
    assert not generator_terms(method, early).keys() & {"depth", "classes", "cross/units"}
    assert method._geometry_losses(early).keys() == {"classes", "confidence"}
    alone = Step(5, batch, networks, pretrained)
    told = method._geometry_losses(alone)
    assert told.keys() == {"real", "fake", "classes", "confidence"}
    assert alone.kept["maps"].shape == (1, 4, SIDE, SIDE), "made anew, of every third sample"


def test_bins_are_none_some_and_much() -> None:
    shown = torch.zeros(1, 41)
    shown[0, :3] = torch.tensor([0.05, 0.2, 0.9])
    assert small()._bins(shown)[0, :4].tolist() == [0, 1, 2, 0]
    scores = torch.eye(8)[[3]]
    assert small(classes=8)._bins(scores).tolist() == [[3]]


def test_samples_show_depth_and_normals(batch: Batch) -> None:
    method = small()
    with torch.no_grad():
        found = method.samples(method.build(), batch)
    assert {"real, depth", "warped, depth", "drawn, normals", "moved by"} <= found.keys()
    assert all(value.shape[0] == 2 and value.shape[1] in (1, 3) for value in found.values())
    near = (found["warped, normals"] - found["drawn, normals"]).abs().mean()
    assert near < 0.1, "it starts near the carrier's picture"


def test_options_are_checked() -> None:
    with pytest.raises(InputError, match="no carrier horse"):
        small(carrier="horse")
    with pytest.raises(InputError, match="no 7 classes"):
        small(classes=7)
    with pytest.raises(InputError, match="size=256"):
        small().check(128)


@pytest.mark.parametrize(
    ("options", "steps"),
    [({}, 20), ({"carrier": "none", "classes": 8}, 10)],
    ids=["units", "classes, no carrier"],
)
def test_the_smoke_preset_learns(tmp_path: Path, options: dict[str, object], steps: int) -> None:
    """`fit dense_geometry --preset smoke` on the demo's clip."""
    prepare([str(shipped("driver.mp4"))], tmp_path / "pack", Options(every=24, most=24))
    preset = resolve("smoke", [f"steps={steps}"], DenseGeometry.presets["smoke"])
    out = tmp_path / "run"
    trainer = Trainer(
        small(**options), preset, tmp_path / "pack", out, pretrained=tmp_path, accelerator="cpu"
    )
    trainer.run()
    log = read_log(out)
    for term in ("discriminator/units", "geometry/classes", "penalty/penalty"):
        assert log[-1][term] < log[0][term], term
    assert log[-1].keys() >= GEOMETRY
    if not options:
        assert [line["geometry/classes"] for line in log] == pytest.approx(GOLDEN, rel=0.1)

"""The tracker's networks are always here; the others only where `train fetch` has put them."""

import pickle
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from torch import nn

from rtxfer.errors import RtxferError
from rtxfer.face.tracker import Tracker
from rtxfer.frame import Frame
from rtxfer.target import Target
from train.data.prepare import CROP_SCALE, cut
from train.pretrained import Pretrained, open_pretrained
from train.pretrained.placing import fit_window, look_through, place
from train.pretrained.safe_pickle import load_arrays, load_module_tensors
from train.pretrained.tracker import TrackerNetwork
from train.pretrained.weights import WEIGHTS, find_weights


@pytest.fixture(scope="module")
def tracker() -> TrackerNetwork:
    return TrackerNetwork().eval().requires_grad_(False)


@pytest.fixture(scope="module")
def pretrained() -> Pretrained:
    return open_pretrained(judge=True)


@pytest.fixture(scope="module")
def crops(eileen: Target, grace: Target) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [2, 3, 256, 256] and landmarks of two people."""
    cuts = [cut(face.image, face.signal, 0, 256) for face in (eileen, grace)]
    images = torch.from_numpy(np.stack([c.image for c in cuts])).permute(0, 3, 1, 2)
    landmarks = torch.from_numpy(np.stack([c.landmarks for c in cuts]))
    return images.float() / 127.5 - 1, landmarks


def test_landmarks_and_blendshapes_are_mediapipes(
    tracker: TrackerNetwork, driver_frames: list[Frame]
) -> None:
    for frame in driver_frames[::70]:
        image = np.ascontiguousarray(frame.image[:, 50:350])
        height, width = image.shape[:2]
        assert height == width
        # Following one face, MediaPipe lays its window around the last frame's landmarks; on a
        # picture that stands still its smoothing has no effect in the end.
        with Tracker(faces=1) as following:
            seen = [following.track(image, n / 30) for n in range(60)]
        last, now = seen[-2], seen[-1]
        assert last is not None
        assert now is not None
        picture = torch.from_numpy(image).permute(2, 0, 1)[None] / 127.5 - 1
        landmarks, shapes = tracker(picture, torch.from_numpy(last.landmarks / width)[None])
        assert np.abs(landmarks[0].numpy() - now.landmarks / width).max() < 1e-3
        assert np.abs(shapes[0].numpy() - now.blendshapes).max() < 2e-2
        # From the same landmarks the blendshapes are the same.
        exact = tracker.blendshapes(torch.from_numpy(now.landmarks)[None])
        assert np.abs(exact[0].numpy() - now.blendshapes).max() < 1e-4


def test_the_tracker_passes_gradients_to_the_picture(
    tracker: TrackerNetwork, crops: tuple[torch.Tensor, torch.Tensor]
) -> None:
    images, around = crops[0].clone().requires_grad_(True), crops[1]
    landmarks, shapes = tracker(images, around)
    assert (landmarks - around)[..., :2].abs().mean() < 0.01
    (landmarks.square().mean() + shapes.sum()).backward()
    assert images.grad is not None
    assert images.grad.isfinite().all()
    assert (images.grad.abs().amax((1, 2, 3)) > 0).all()


def test_a_batch_is_seen_as_its_pictures_are(
    tracker: TrackerNetwork, crops: tuple[torch.Tensor, torch.Tensor]
) -> None:
    images, around = crops
    together, shapes = tracker(images, around)
    assert shapes.shape == (2, 52)
    for row in range(2):
        alone, own = tracker(images[row : row + 1], around[row : row + 1])
        assert torch.allclose(together[row], alone[0], atol=1e-4)
        assert torch.allclose(shapes[row], own[0], atol=1e-3)


def test_windows_lie_where_their_anchors_do() -> None:
    anchors = torch.rand(5, 2)
    turn = torch.tensor([[0.3, -0.1], [0.1, 0.3]])
    points = (anchors @ turn.T + torch.tensor([0.4, 0.2]))[None]
    window = fit_window(anchors, points)
    assert torch.allclose(place(anchors[None], window), points, atol=1e-6)
    image = torch.linspace(0, 1, 64).expand(1, 1, 64, 64)
    whole = torch.tensor([[[1.0, 0, 0], [0, 1, 0]]])
    assert torch.allclose(look_through(image, whole, 64), image, atol=1e-5)


def test_windows_stay_exact_under_autocast() -> None:
    anchors, points = torch.rand(5, 2), torch.rand(1, 5, 2)
    image = torch.rand(1, 3, 64, 64)

    def look() -> tuple[torch.Tensor, torch.Tensor]:
        window = fit_window(anchors, points)
        return place(anchors[None], window), look_through(image, window, 32)

    wanted = look()
    with torch.autocast("cpu", torch.bfloat16):
        found = look()
    assert all(torch.equal(one, other) for one, other in zip(found, wanted, strict=True))


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (exec, ("print('a pickle was run')",))


def test_pickles_are_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bomb.pkl").write_bytes(pickle.dumps({"a": Bomb()}))
    with pytest.raises(pickle.UnpicklingError, match=r"refused: builtins\.exec"):
        load_arrays(tmp_path / "bomb.pkl")
    (tmp_path / "torch.pkl").write_bytes(pickle.dumps(1) * 3 + pickle.dumps(Bomb()))
    with pytest.raises(pickle.UnpicklingError, match="refused"):
        load_module_tensors(tmp_path / "torch.pkl")
    assert capsys.readouterr().out == ""


def test_modules_pickled_by_an_old_torch_are_read(tmp_path: Path) -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4))
    torch.save(module, tmp_path / "old.pkl", _use_new_zipfile_serialization=False)
    tensors = load_module_tensors(tmp_path / "old.pkl")
    for name, tensor in module.state_dict().items():
        assert torch.equal(tensors[name], tensor), name


def test_arrays_are_read(tmp_path: Path) -> None:
    tree = {"Conv_0": {"kernel": np.arange(6, dtype=np.float32).reshape(2, 3)}}
    (tmp_path / "w.pkl").write_bytes(pickle.dumps(tree, protocol=4))
    kernel = load_arrays(tmp_path / "w.pkl")["Conv_0"]["kernel"]
    assert np.array_equal(kernel, tree["Conv_0"]["kernel"])


def test_what_is_missing_is_named_and_what_is_damaged_refused(tmp_path: Path) -> None:
    found = open_pretrained(tmp_path)
    assert found.perceptual is None
    assert set(found.missing) == {"perceptual", "identity"}
    assert "train fetch" in found.missing["identity"]
    (tmp_path / "sface.onnx").write_bytes(b"something else")
    with pytest.raises(RtxferError, match="damaged"):
        open_pretrained(tmp_path)


def fetched(*names: str) -> pytest.MarkDecorator:
    missing = [name for name in names if find_weights(name) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not fetched: {', '.join(missing)}")


@fetched("sface.onnx")
def test_sface_is_the_original(pretrained: Pretrained) -> None:
    path = find_weights("sface.onnx")
    assert path is not None
    assert pretrained.identity is not None
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(path.read_bytes(), options)
    seen = torch.rand(1, 3, 112, 112) * 255
    (original,) = session.run(None, {"data": seen.numpy()})
    assert np.abs(pretrained.identity.body(seen).numpy() - original).max() < 1e-4


@fetched("sface.onnx", "mobilefacenet.pkl")
@pytest.mark.parametrize("name", ["identity", "judge"])
def test_people_are_told_apart(
    pretrained: Pretrained, name: str, crops: tuple[torch.Tensor, torch.Tensor]
) -> None:
    recogniser = getattr(pretrained, name)
    images, landmarks = crops
    codes = recogniser(images, landmarks)
    assert torch.allclose(codes.norm(dim=1), torch.ones(2), atol=1e-5)
    assert float(codes[0] @ codes[1]) < 0.35
    darker = recogniser(images * 0.8 - 0.1, landmarks)
    assert ((codes * darker).sum(1) > 0.95).all()


@fetched("lpips-alex.pkl", "lpips-vgg.pkl")
@pytest.mark.parametrize("net", ["alex", "vgg"])
def test_looks_differ_more_the_more_they_differ(
    net: str, crops: tuple[torch.Tensor, torch.Tensor]
) -> None:
    lpips = open_pretrained(net="alex" if net == "alex" else "vgg").perceptual
    assert lpips is not None
    images = crops[0][..., ::2, ::2]
    assert torch.equal(lpips(images, images), torch.zeros(2))
    noise = torch.randn(images.shape, generator=torch.Generator().manual_seed(0))
    slight, strong = (lpips(images, images + share * noise) for share in (0.05, 0.3))
    assert (slight > 0).all()
    assert (strong > 3 * slight).all()
    # Two people are about this far apart in the published network.
    assert 0.3 < float(lpips(images[:1], images[1:])) < 0.9


def test_every_weight_file_names_its_licence() -> None:
    assert all(weights.licence and len(weights.sha256) == 64 for weights in WEIGHTS.values())


def test_crops_are_cut_as_generators_see_them() -> None:
    assert CROP_SCALE == 1.9

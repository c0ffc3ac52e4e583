"""What is read off a mouth lies where the mouth is, and does not tell whose it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from rtxfer.face import landmarks as lm
from rtxfer.face.crop import crop_around
from rtxfer.face.signal import Signal
from rtxfer.frame import Frame
from train.data.batch import Batch
from train.methods.flow.method import UNREAD, Flow, _codes
from train.methods.flow.mouth_encoder import CHANNELS, PIXELS, MouthReader
from train.methods.flow.mouth_nodes import BETWEEN, MouthNodes
from train.networks.disguise import Disguise


@pytest.fixture(scope="module")
def faces(driver_frames: list[Frame], driver_signals: list[Signal]) -> tuple[Tensor, Tensor]:
    """Crops and landmarks of a resting and of an open mouth."""
    images, points = [], []
    for index in (20, 110):
        signal = driver_signals[index]
        crop = crop_around(signal.landmarks, 1.9)
        image = crop.cut(driver_frames[index].image, 256).astype(np.float32) / 127.5 - 1
        images.append(torch.from_numpy(image).permute(2, 0, 1))
        points.append(torch.from_numpy(crop.to_crop(signal.landmarks)))
    return torch.stack(images), torch.stack(points)


@pytest.fixture(scope="module")
def reader() -> MouthReader:
    torch.manual_seed(0)
    return MouthReader().eval()


class TestNodes:
    def test_some_lie_between_the_lips(self, faces: tuple[Tensor, Tensor]) -> None:
        nodes = MouthNodes()
        places = nodes(faces[1][1:, :, :2])
        assert places.shape == (1, nodes.count, 2)
        inside = places[0, -len(BETWEEN) * 9 :]
        upper, lower = (faces[1][1, row, 1] for row in (lm.LIP_UPPER[0], lm.LIP_LOWER[0]))
        for column, row in enumerate(inside.reshape(len(BETWEEN), 9, 2).unbind(1)):
            assert (row[:, 1] > upper[column]).all()
            assert (row[:, 1] < lower[column]).all()

    def test_what_is_laid_down_is_found_there(self, faces: tuple[Tensor, Tensor]) -> None:
        nodes, landmarks = MouthNodes(), faces[1][:1, :, :2]
        code = torch.zeros(1, 2, nodes.count, 1)
        code[:, 0] = 1
        code[:, 1, : nodes.count // 2] = 1
        told = nodes.laid(code, landmarks, nodes(landmarks))
        assert (told[..., 0] > 0.9).all()
        assert told[..., 1].std() > 0.2
        far = nodes.laid(code, landmarks, torch.tensor([[[0.5, 0.05], [0.02, 0.9]]]))
        assert far.abs().max() < 1e-3

    def test_they_stay_exact_under_autocast(self, faces: tuple[Tensor, Tensor]) -> None:
        nodes, landmarks = MouthNodes(), faces[1][:1, :, :2]
        wanted = nodes(landmarks)
        with torch.autocast("cpu", torch.bfloat16):
            found = nodes(landmarks)
        assert found.dtype == torch.float32
        assert torch.equal(found, wanted)

    def test_it_moves_with_the_face(self, faces: tuple[Tensor, Tensor]) -> None:
        nodes, landmarks = MouthNodes(), faces[1][:1, :, :2]
        code = torch.randn(1, CHANNELS, nodes.count, 1)
        points = landmarks[:, [0, 13, 14, 17, 61]]
        shift = torch.tensor([0.07, -0.03])
        here = nodes.laid(code, landmarks, points)
        there = nodes.laid(code, landmarks + shift, points + shift)
        assert (here - there).abs().max() < 1e-3


class TestReader:
    def test_a_few_numbers_a_node(self, reader: MouthReader, faces: tuple[Tensor, Tensor]) -> None:
        with torch.inference_mode():
            code = reader(*faces)
        assert code.shape == (2, CHANNELS, reader.nodes.count, 1)
        assert code.abs().max() <= 1
        assert (code[0] - code[1]).abs().max() > 0.05

    def test_it_follows_the_face_in_the_crop(
        self, reader: MouthReader, faces: tuple[Tensor, Tensor]
    ) -> None:
        image, landmarks = faces
        moved = landmarks[..., :2] + torch.tensor([8, -16]) / 256
        with torch.inference_mode():
            here = reader(image, landmarks)
            there = reader(image.roll((-16, 8), (2, 3)), moved)
        assert (here - there).abs().max() < 1e-3

    def test_what_is_far_from_the_mouth_does_not_matter(
        self, reader: MouthReader, faces: tuple[Tensor, Tensor]
    ) -> None:
        image, landmarks = faces
        other = image.clone()
        other[:, :, :60] = 1
        with torch.inference_mode():
            assert torch.equal(reader(image, landmarks), reader(other, landmarks))


class TestDisguise:
    def test_nodes_stay_on_the_face_that_is_bent(
        self, reader: MouthReader, faces: tuple[Tensor, Tensor]
    ) -> None:
        """A disguise of shape alone, read of a face bent the other way, shows the same."""
        image, landmarks = faces[0][:1], faces[1][:1]
        plain = Disguise(
            torch.eye(2)[None],
            torch.ones(1, 3, 1, 1),
            torch.zeros(1, 3, 1, 1),
            torch.zeros(1, 1, 1, 1),
            torch.zeros(1, 1, PIXELS, PIXELS),
            torch.zeros(1, 3, 1, 1),
        )
        bent = plain._replace(shape=torch.tensor([[[1.1, 0.05], [0.0, 0.95]]]))
        with torch.inference_mode():
            wanted, same, close = (reader(image, landmarks, how) for how in (None, plain, bent))
        assert (same - wanted).abs().max() < 1e-5
        apart = (close - wanted).abs().mean()
        torch.manual_seed(0)
        others = wanted[:, :, torch.randperm(reader.nodes.count)]
        assert apart < 0.5 * (others - wanted).abs().mean()


class TestTold:
    def batch(self, faces: tuple[Tensor, Tensor], count: int) -> Batch:
        images, points = faces
        return Batch(
            target_image=images[:1].repeat(count, 1, 1, 1),
            target_landmarks=points[:1].repeat(count, 1, 1),
            image=images[1:].repeat(count, 1, 1, 1),
            landmarks=points[1:].repeat(count, 1, 1),
            **dict.fromkeys(
                (
                    *("blendshapes", "absolute_blendshapes", "action_units"),
                    *("absolute_action_units", "valid", "mouth", "eyes", "kind"),
                    "cross_landmarks",
                ),
                torch.zeros(count),
            ),
        )

    def test_the_change_and_the_portraits_own(self, faces: tuple[Tensor, Tensor]) -> None:
        reader = Flow().build()["reader"].eval()
        with torch.inference_mode():
            change, own = _codes(reader, self.batch(faces, 1)).chunk(2, 1)
            rest, now = reader(*faces)
        assert (change[0] - (now - rest)).abs().max() < 1e-4
        assert (own[0] - rest).abs().max() < 1e-4

    def test_in_training_some_drivers_are_not_read(self, faces: tuple[Tensor, Tensor]) -> None:
        torch.manual_seed(0)
        reader = MouthReader().train()
        with torch.inference_mode():
            change, own = _codes(reader, self.batch(faces, 60)).chunk(2, 1)
        unread = (change == 0).all(1).all(1)[:, 0].float().mean()
        assert UNREAD / 3 < unread < 2 * UNREAD
        assert own.std(0).max() < 1e-5, "the portrait is in no disguise"
        assert change.std(0).max() > 0.01

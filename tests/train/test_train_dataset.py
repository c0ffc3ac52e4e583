from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from rtxfer.errors import InputError
from rtxfer.face import landmarks as lm
from rtxfer.face.action_units import ACTION_UNITS
from rtxfer.face.geometry import to_canonical
from rtxfer.face.signal import MIRRORED_BLENDSHAPES, mirrored_landmarks
from rtxfer.motion.aperture import eye_aperture, lip_gap
from tests.train.packs import facts, made_up_crop, made_up_pack
from train.data.batch import FIELDS, PAIR, RESTORE, collate
from train.data.dataset import Faces, Mix, Numbers, batches, one_batch
from train.data.degradation import Degradation
from train.data.elastic_warp import ElasticWarp
from train.data.emotions import UNKNOWN
from train.data.face import MIRROR, Face, small_move
from train.data.pack import IDENTITY, Pack
from train.data.packing import PackWriter
from train.data.pair_sampler import PairSampler
from train.data.prepare import CROP_SCALE
from train.data.pseudo_pairs import hidden_landmarks
from train.data.recipe import Recipe
from train.data.score import score

UNTOUCHED = {
    "scale": 0.0,
    "turn": 0.0,
    "shift": 0.0,
    "elastic": 0.0,
    "colour": 0.0,
    "degraded": 0.0,
}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return Pack(made_up_pack(tmp_path_factory.mktemp("pack")), "train")


def gap(landmarks: torch.Tensor) -> torch.Tensor:
    return landmarks[..., lm.LIP_LOWER[0][4], 1] - landmarks[..., lm.LIP_UPPER[0][4], 1]


def test_a_batch_has_the_documented_shapes_and_ranges(pack: Pack) -> None:
    batch = one_batch(Faces(pack, 64, mix=Mix(pairs=0.5)), range(8)).to("cpu")
    for name in ("target_image", "image"):
        picture = getattr(batch, name)
        assert picture.shape == (8, 3, 64, 64)
        assert -1 <= picture.min() < picture.max() <= 1
    for name in ("valid", "mouth", "eyes"):
        mask = getattr(batch, name)
        assert mask.shape == (8, 1, 64, 64)
        assert 0 <= mask.min() < mask.max() <= 1
    assert batch.landmarks.shape == batch.target_landmarks.shape == (8, 478, 3)
    assert batch.cross_landmarks.shape == (8, 478, 3)
    assert batch.blendshapes.shape == batch.absolute_blendshapes.shape == (8, 52)
    assert batch.action_units.shape == (8, len(ACTION_UNITS))
    assert set(batch.kind.tolist()) == {PAIR, RESTORE}
    # Masks lie where the parts are.
    for row in range(8):
        x, y = (batch.landmarks[row, 13, :2] * 64).int().tolist()
        assert batch.mouth[row, 0, y, x] > 0.8 > 0.2 > batch.eyes[row, 0, y, x]


def test_both_pictures_of_a_sample_are_degraded_alike() -> None:
    rng = np.random.default_rng(3)
    sharp = np.kron(rng.integers(0, 256, (32, 32, 3), np.uint8), np.ones((2, 2, 1), np.uint8))

    def softness(image: np.ndarray) -> float:
        return float(np.abs(np.diff(image.astype(float), axis=0)).mean())

    blurs = []
    for seed in range(12):
        wear = Degradation(np.random.default_rng(seed))
        one, other = wear(sharp), wear(sharp)
        assert one.shape == sharp.shape
        assert one.dtype == np.uint8
        assert abs(one.mean(axis=(0, 1)) - sharp.mean(axis=(0, 1))).max() < 6, "colours stay"
        assert softness(one) == pytest.approx(softness(other), rel=0.05)
        blurs.append(softness(one) / softness(sharp))
    assert max(blurs) > 0.9 > 0.6 > min(blurs), "some cameras are good, some are not"


def test_through_a_lens_landmarks_stay_on_what_they_mark() -> None:
    size, rng = 128, np.random.default_rng(4)
    marks = rng.uniform(0.15, 0.85, (9, 2)).astype(np.float32)
    ways = []
    for seed in range(8):
        lens = ElasticWarp(np.random.default_rng(seed))
        seen = lens.points(marks)
        for mark, place in zip(marks, seen, strict=True):
            away = np.stack(np.meshgrid(*[(np.arange(size) + 0.5) / size] * 2), -1) - mark
            dot = (255 * np.exp(-(away**2).sum(-1) / 0.03**2)).astype(np.uint8)
            bent = lens(dot).astype(float)
            rows, columns = np.mgrid[:size, :size] + 0.5
            found = np.array([(bent * columns).sum(), (bent * rows).sum()]) / bent.sum() / size
            assert np.abs(found - place).max() < 0.006, "a pixel of 128 is 0.008"
        ways.append(seen - marks)
    assert np.abs(ways).max() > 0.02, "faces do change"
    assert np.array_equal(ElasticWarp(rng, strength=0.0).points(marks), marks)


def test_both_pictures_of_a_sample_are_bent_alike(pack: Pack) -> None:
    straight, bent = (
        Faces(pack, 64, mix=Mix(pairs=1.0, **UNTOUCHED | {"elastic": share}))[3] for share in (0, 1)
    )
    ways = {name: bent[name] - straight[name] for name in ("landmarks", "target_landmarks")}
    assert np.abs(ways["landmarks"]).max() > 0.003
    # What stands at one place in both pictures is moved to one place.
    still = np.abs(straight["landmarks"] - straight["target_landmarks"]).max(1) < 1e-3
    assert still.any()
    apart = np.abs(ways["landmarks"] - ways["target_landmarks"])[still]
    assert apart.max() < 1e-3
    assert np.array_equal(bent["blendshapes"], straight["blendshapes"])


def test_the_same_number_is_the_same_sample(pack: Pack) -> None:
    one, other = Faces(pack, 64, seed=1), Faces(pack, 64, seed=1)
    _ = [one[number] for number in range(4)]
    for name, value in one[7].items():
        assert np.array_equal(value, other[7][name]), name
    assert not np.array_equal(one[7]["image"], Faces(pack, 64, seed=2)[7]["image"])


def test_workers_give_the_same_batches_as_none(pack: Pack) -> None:
    faces = Faces(pack, 64, mix=Mix(pairs=1.0))
    alone = list(batches(faces, Numbers(2, 5, 2), 2, workers=0))
    helped = list(batches(faces, Numbers(2, 5, 2), 2, workers=1))
    assert len(alone) == len(helped) == 3
    for one, other in zip(alone, helped, strict=True):
        for field in FIELDS:
            assert torch.equal(getattr(one, field), getattr(other, field)), field


def test_processes_share_the_samples_of_a_step() -> None:
    whole = list(Numbers(3, 5, 4))
    parts = [list(Numbers(3, 5, 2, rank, 2)) for rank in range(2)]
    assert sorted(parts[0] + parts[1]) == whole
    assert set(parts[0][:2] + parts[1][:2]) == set(whole[:4])


def test_portraits_are_mostly_the_more_closed_ones(pack: Pack) -> None:
    batch = one_batch(Faces(pack, 64, mix=Mix(pairs=1.0, **UNTOUCHED)), range(300))
    opened = (gap(batch.landmarks) > gap(batch.target_landmarks)).float().mean()
    assert 0.52 < opened < 0.68


def test_of_a_clip_too_only_the_face_is_to_be_trusted_unless_asked(pack: Pack) -> None:
    shares = []
    for face_only in (True, False):
        mix = Mix(pairs=1.0, face_only=face_only, **UNTOUCHED)
        batch = one_batch(Faces(pack, 64, mix=mix), range(40))
        shares.append(batch.valid.float().mean((1, 2, 3)) / 255)
        chin = (batch.landmarks[:, 152, :2] * 64 - torch.tensor([0, 3])).int()
        trusted = batch.to("cpu").valid
        assert all(trusted[row, 0, y, x] > 0.9 for row, (x, y) in enumerate(chin.tolist()))
    assert shares[0].max() < 0.7, "beyond the face nothing"
    assert (shares[1] > 0.95).any(), "a clip's frame as a whole"


def test_open_mouths_are_drawn_more_often_than_they_occur(pack: Pack) -> None:
    drawing, rng = PairSampler(pack, 0.0), np.random.default_rng(0)
    assert drawing.stills is not None
    gaps = gap(torch.from_numpy(np.stack([pack.landmarks(i) for i in range(len(pack))])))
    drawn = [drawing.stills.draw(rng) for _ in range(2000)]
    own = drawing.stills.rows
    assert gaps[drawn].mean() > 1.2 * gaps[own].mean()


def test_both_pictures_of_a_pair_are_drawn_by_their_openness(pack: Pack) -> None:
    gaps = gap(torch.from_numpy(np.stack([pack.landmarks(i) for i in range(len(pack))])))
    means = []
    for strength in (0.0, 20.0):
        drawing, rng = PairSampler(pack, 0.0, strength), np.random.default_rng(0)
        drawn = [rows for _ in range(600) if (rows := drawing.pair(rng)) is not None]
        assert all(one != other for one, other in drawn)
        closed, opened = np.sort(gaps[np.array(drawn)], axis=1).mean(0)
        means.append((closed, opened))
    assert means[1][1] > 1.1 * means[0][1]
    assert means[1][0] > 1.1 * means[0][0], "the more closed one too"


def test_shut_eyes_are_drawn_as_often_as_is_asked(pack: Pack) -> None:
    def shut(index: int) -> bool:
        return index % 3 == 0  # every third face of the pack

    landmarks = np.stack([pack.landmarks(i) for i in range(len(pack))])
    for eye in (0, 1):
        upper, lower = lm.EYE_UPPER[eye][3], lm.EYE_LOWER[eye][3]
        for index in filter(shut, range(len(pack))):
            landmarks[index, upper] = landmarks[index, lower]
    closed = SimpleNamespace(
        rows=pack.rows,
        landmark=lambda number: landmarks[:, number],
        likeness=pack.likeness,
        doubts=pack.doubts,
    )
    shares = []
    for strength in (0.0, 20.0):
        drawing = PairSampler(closed, 0.0, 0.0, strength)  # type: ignore[arg-type]
        rng = np.random.default_rng(0)
        assert drawing.stills is not None
        shares.append(np.mean([shut(drawing.stills.draw(rng)) for _ in range(500)]))
    assert 0.2 < shares[0] < 0.5
    assert shares[1] > 0.8


def test_a_set_is_drawn_by_the_root_of_its_size(pack: Pack) -> None:
    shares = Faces(pack, 64, mix=Mix(pairs=1.0)).shares()
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["clips"] / shares["made-up"] == pytest.approx(np.sqrt(12 / 2), rel=0.15)
    assert set(Faces(pack, 64, mix=Mix(pairs=0.0)).shares()) == {"made-up"}


def test_pictures_of_unlike_people_are_no_pair(tmp_path: Path) -> None:
    folder = made_up_pack(tmp_path, frames=2)
    codes = np.eye(10, 128, dtype=np.float16)
    codes[:2] = codes[0]  # only the clip shows one person
    np.save(folder / IDENTITY, codes)
    drawing, rng = PairSampler(Pack(folder), 0.5), np.random.default_rng(0)
    pairs = [pair for _ in range(50) if (pair := drawing.pair(rng))]
    assert pairs
    assert all(set(pair) == {0, 1} for pair in pairs)
    with PackWriter(folder, 64, CROP_SCALE, 95) as writer:
        writer.add("more", facts(), [made_up_crop(9)], {})
    assert not (folder / IDENTITY).exists(), "scores of a pack that grew are stale"


def test_frames_are_left_out(pack: Pack) -> None:
    clip = next(row.clip for row in pack.rows if row.clip)
    moments = [row.moment for row in pack.rows if row.clip == clip]
    drawing = PairSampler(pack, 0.5, left_out=f"{clip}:0-{moments[4]},elsewhere:0-9999")
    rng = np.random.default_rng(0)
    drawn = {row for _ in range(200) for row in drawing.pair(rng) or ()}
    seen = {pack.rows[row].moment for row in drawn if pack.rows[row].clip == clip}
    assert seen == set(moments[5:])
    with pytest.raises(InputError, match="clip:first-last"):
        PairSampler(pack, 0.5, left_out=f"{clip}:12")


def test_mirroring_changes_left_and_right(pack: Pack) -> None:
    face = Face(pack.image(0), pack.landmarks(0), pack.blendshapes(0))
    mirrored = face.moved(MIRROR, 64)
    assert np.array_equal(mirrored.image, face.image[:, ::-1])
    assert np.array_equal(mirrored.blendshapes, face.blendshapes[MIRRORED_BLENDSHAPES])
    right_eye = mirrored.landmarks[33]
    assert right_eye[0] < mirrored.landmarks[263][0], "the right eye stays on the left"
    twice = mirrored.moved(MIRROR, 64)
    assert np.allclose(twice.landmarks, face.landmarks, atol=1e-6)
    assert np.array_equal(mirrored_landmarks()[mirrored_landmarks()], np.arange(478))


def test_landmarks_move_with_the_picture() -> None:
    image = np.zeros((128, 128, 3), np.uint8)
    landmarks = np.full((478, 3), 0.5, np.float32)
    landmarks[:, 0], landmarks[:, 1] = 0.7, 0.35
    image[round(0.35 * 128 - 0.5), round(0.7 * 128 - 0.5)] = 255
    rng = np.random.default_rng(4)
    for _ in range(6):
        moved = Face(image, landmarks, np.zeros(52, np.float32)).moved(
            small_move(rng, 0.1, 0.3, 0.05), 128
        )
        weight = moved.image[..., 0].astype(float)
        ys, xs = np.mgrid[:128, :128] + 0.5
        spot = [(xs * weight).sum() / weight.sum() / 128, (ys * weight).sum() / weight.sum() / 128]
        assert np.abs(np.array(spot) - moved.landmarks[0, :2]).max() < 0.006


def test_the_hidden_face_reveals_nothing(pack: Pack) -> None:
    rng = np.random.default_rng(0)
    for row in range(len(pack)):
        still = pack.landmarks(row)
        change = rng.uniform(-1, 1, 52).astype(np.float32)
        hidden = hidden_landmarks(still, change, rng)
        lay = to_canonical(still)
        before, after = lay(still), to_canonical(hidden)(hidden)
        assert (lip_gap(after) <= np.maximum(lip_gap(before), 0) + 0.1).all()
        for eye in (0, 1):
            assert eye_aperture(after, eye) > 0.9 * eye_aperture(before, eye)


def test_hide_and_restore_asks_for_the_still(pack: Pack) -> None:
    faces = Faces(pack, 64, mix=Mix(pairs=0.0, **UNTOUCHED))
    batch = one_batch(faces, range(6)).to("cpu")
    assert set(batch.kind.tolist()) == {RESTORE}
    assert (batch.valid > 0.99).all()
    apart = (batch.target_landmarks - batch.landmarks).abs().amax((1, 2))
    assert (apart > 0.005).all(), "there is something to restore"
    edge = torch.cat([batch.target_image[..., :3, :], batch.target_image[..., -3:, :]], 2)
    same = torch.cat([batch.image[..., :3, :], batch.image[..., -3:, :]], 2)
    assert (edge - same).abs().mean() < 0.05, "far from the face nothing moved"


def test_frames_keep_the_heads_motion_or_are_aligned(pack: Pack) -> None:
    whole: dict[str, float] = {**UNTOUCHED, "pairs": 1.0, "face_only": False}
    kept = Faces(pack, 64, mix=Mix(head_motion=1.0, **whole))
    aligned = Faces(pack, 64, mix=Mix(head_motion=0.0, **whole))

    def sway(faces: Faces) -> float:
        batch = one_batch(faces, range(40))
        clips = batch.valid.float().mean((1, 2, 3)) > 200
        nose = (batch.landmarks - batch.target_landmarks)[:, 6, 0]
        return float(nose[clips].abs().max())

    # In the made-up clip the face moves a pixel a frame to the right.
    assert sway(aligned) < 0.005 < 0.01 < sway(kept)


def test_bytes_become_floats_once() -> None:
    pack_batch = collate([{name: np.zeros((1, 4, 4), np.float32) for name in FIELDS}])
    assert torch.equal(pack_batch.to("cpu").image, pack_batch.image)


def test_the_truths_own_label_comes_along(tmp_path: Path) -> None:
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        for number, label in enumerate(("neutral", "smiling")):
            writer.add(label, facts(expression=label), [made_up_crop(number, mouth=number)], {})
    faces = Faces(Pack(tmp_path, "train"), 64, 0, Mix(pairs=1), Recipe(frozenset({"emotion"})))
    batch = one_batch(faces, range(8))
    assert set(batch.emotion.tolist()) <= {0, 1}
    assert len(set(batch.emotion.tolist())) == 2


def test_crops_are_scored_and_own_labels_win(tmp_path: Path) -> None:
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        for number, label in enumerate(("smiling", "", "chewing")):
            writer.add(f"{number}", facts(expression=label), [made_up_crop(number)], {})

    def identity(images: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
        return torch.eye(3, 128)[: len(images)]

    def emotions(images: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
        return torch.eye(7)[[6, 3, 0]]

    assert [Pack(tmp_path).emotion(row) for row in range(3)] == [1, UNKNOWN, UNKNOWN]
    score(Pack(tmp_path), identity, None)  # type: ignore[arg-type]
    assert Pack(tmp_path).likeness(0, 1) == 0
    assert Pack(tmp_path).emotion(1) == UNKNOWN
    score(Pack(tmp_path), identity, emotions)  # type: ignore[arg-type]
    pack = Pack(tmp_path)
    assert [pack.emotion(row) for row in range(3)] == [1, 6, 0], "its 3 is anger, our 6"
    with PackWriter(tmp_path, 64, CROP_SCALE, 95) as writer:
        writer.add("more", facts(), [made_up_crop(9)], {})
    assert Pack(tmp_path).emotion(1) == UNKNOWN

"""The mark: not seen, cheap, found after what is done to pictures, and found in nothing else."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtxfer.frame import Image
from rtxfer.provenance.mark import detect
from rtxfer.provenance.mark.detect import THRESHOLD, Detector, Found
from rtxfer.provenance.mark.embed import add_mark
from rtxfer.provenance.mark.matching import best_match
from rtxfer.provenance.mark.pattern import KINDS, NAMES, TILE, in_band, pattern, spectra, tile
from rtxfer.sources import open_source
from tests.conftest import DEMO

CALL = (640, 360)
BITS = 500_000


def covering(image: Image, size: tuple[int, int]) -> Image:
    """Cut to a size, as a call does."""
    width, height = size
    scale = max(width / image.shape[1], height / image.shape[0])
    wide, tall = (int(np.ceil(side * scale)) for side in image.shape[1::-1])
    image = cv2.resize(image, (wide, tall), interpolation=cv2.INTER_AREA)
    down, across = (tall - height) // 4, (wide - width) // 2
    return np.ascontiguousarray(image[down : down + height, across : across + width])


def marked_frames(frames: list[Image], generator: str = "flow") -> list[Image]:
    copies = [frame.copy() for frame in frames]
    for frame in copies:
        add_mark(frame, generator)
    return copies


def call(frames: list[Image], bits: int = BITS) -> list[Image]:
    """What comes out of a video call of so many bits a second."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        options = {"preset": "veryfast", "tune": "zerolatency"}
        options |= {"maxrate": str(bits), "bufsize": str(bits)}
        stream = container.add_stream("libx264", rate=30, options=options)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt, stream.bit_rate = "yuv420p", bits
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, "rgb24")))
        container.mux(stream.encode(None))
    seconds = Fraction(len(frames), 30)
    assert len(file.getvalue()) * 8 < 1.1 * bits * seconds
    file.seek(0)
    with av.open(file) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def best_of(picture: Image, scales: tuple[float, float]) -> float:
    """The score at some scales: all of them take a second."""
    return detect._best(
        detect._residual(np.ascontiguousarray(picture)), detect._scales(scales)
    ).score


def found_in(frames: list[Image]) -> Found:
    detector = Detector()
    for frame in frames:
        detector.see(np.ascontiguousarray(frame))
    return detector.found()


@pytest.fixture(scope="module")
def clip() -> list[Image]:
    """A second of a person who moves."""
    with open_source(DEMO / "driver.mp4", 6.0, 7.0) as source:
        return [covering(frame.image, CALL) for frame in source]


@pytest.fixture(scope="module")
def sent(clip: list[Image]) -> list[Image]:
    return call(marked_frames(clip))[::5]


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (720, 1280), (333, 517)])
def test_is_not_seen(size: tuple[int, int]) -> None:
    for name in ("eileen_collins.jpg", "grace_hopper.jpg"):
        picture = cv2.cvtColor(cv2.imread(str(DEMO / name)), cv2.COLOR_BGR2RGB)
        plain = covering(picture, size)
        (marked,) = marked_frames([plain])
        assert cv2.PSNR(plain, marked) > 49
        assert np.abs(plain.astype(int) - marked).max() <= 4


def test_is_the_same_for_every_colour_and_stays_in_range() -> None:
    for level in (0, 255):
        (marked,) = marked_frames([np.full((72, 128, 3), level, np.uint8)])
        assert np.abs(marked.astype(int) - level).max() <= 4
        assert (marked == marked[..., :1]).all()


def test_leaves_the_brightness_as_it_was() -> None:
    for kind in range(KINDS):
        assert abs(pattern(kind, 1280, 720).mean()) < 0.01


def test_every_generator_has_one_of_its_own() -> None:
    grey = np.full((360, 640, 3), 128, np.uint8)
    for name in (*NAMES[1:], "somebody_elses"):
        found = found_in(marked_frames([grey], name))
        assert found.marked
        assert found.generator == (name if name in NAMES else "")


def test_does_not_change_with_versions() -> None:
    """What was made long ago must be found by what is installed now."""
    first = pattern(NAMES.index("flow"), 128, 72)
    assert first[0, :12].tolist() == FLOW_BEGINS


FLOW_BEGINS = [-2, -2, 1, -1, 0, 1, 1, 0, 0, 1, 0, 0]


def half(image: Image) -> Image:
    size = (image.shape[1] // 2, image.shape[0] // 2)
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def cut(image: Image) -> Image:
    """A tenth of each side is gone."""
    down, across = (side // 20 for side in image.shape[:2])
    return image[down : image.shape[0] - down, across : image.shape[1] - across]


def test_is_found_after_a_call(sent: list[Image]) -> None:
    found = found_in(sent)
    assert found.score > 1.5 * THRESHOLD
    assert (found.generator, found.mirrored) == ("flow", False)
    assert found.scale == pytest.approx(1, abs=0.004)


def test_is_found_in_one_picture_of_a_call(sent: list[Image]) -> None:
    assert found_in(sent[-1:]).marked


def test_is_found_at_half_the_size(sent: list[Image]) -> None:
    found = found_in([half(frame) for frame in sent])
    assert found.marked
    assert found.generator == "flow"


def test_is_found_where_a_tenth_was_cut_off(sent: list[Image]) -> None:
    found = found_in([cut(frame) for frame in sent])
    assert found.marked
    assert found.scale == pytest.approx(1 / 0.9, abs=0.01)


def test_is_found_in_a_mirror(sent: list[Image]) -> None:
    found = found_in([frame[:, ::-1] for frame in sent])
    assert found.marked
    assert found.mirrored


def turned(image: Image, degrees: float) -> Image:
    """As by whoever puts a picture straight: the corners are cut off."""
    height, width = image.shape[:2]
    plane = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    straight = cv2.warpAffine(image, plane, (width, height), flags=cv2.INTER_CUBIC)
    down, across = height // 16, width // 16
    return straight[down:-down, across:-across]


@pytest.mark.parametrize("degrees", [-1.7, 2.6])
def test_is_found_where_it_was_turned(sent: list[Image], degrees: float) -> None:
    found = found_in([turned(frame, degrees) for frame in sent])
    assert found.marked
    assert found.generator == "flow"
    assert found.turned == pytest.approx(degrees, abs=0.5)


def test_matches_are_those_of_a_plain_transform() -> None:
    """Of whole tiles, where nothing is between the samples."""
    residual = np.random.default_rng(3).standard_normal((3 * TILE, 2 * TILE)).astype(np.float32)
    residual += 0.3 * np.tile(np.roll(tile(4), (6, 10), (0, 1)), (3, 2))
    folded = residual.reshape(3, TILE, 2, TILE).sum((0, 2))
    spectrum = np.fft.rfft2(folded)
    phases = np.where(in_band(), spectrum / np.abs(spectrum), 0)
    places = np.fft.irfft2(phases * np.conj(spectra()[4]), (TILE, TILE))
    match = best_match(residual, np.array([1.0]))
    assert (match.kind, match.mirrored) == (4, False)
    waves = np.count_nonzero(in_band()[:, 1:]) + np.count_nonzero(in_band()[:, 0]) / 2
    exact = places.max() * TILE**2 / 2 / np.sqrt(waves / 2)
    assert match.score == pytest.approx(exact, rel=0.02)  # places are not quite the same
    assert best_match(residual[:, ::-1], np.array([1.0])).mirrored


def test_is_found_after_all_of_that(sent: list[Image]) -> None:
    found = found_in([half(cut(frame))[:, ::-1] for frame in sent])
    assert found.marked
    assert found.generator == "flow"


def test_is_found_beside_a_driver(clip: list[Image]) -> None:
    beside = [
        np.hstack([plain, marked]) for plain, marked in zip(clip, marked_frames(clip), strict=True)
    ]
    found = found_in(call(beside, 2 * BITS)[::5])
    assert found.marked
    assert found.scale == pytest.approx(1 / np.sqrt(2), abs=0.005)


def test_is_found_on_a_large_canvas_that_is_sent_small(clip: list[Image]) -> None:
    large = [cv2.resize(frame, (1280, 720), interpolation=cv2.INTER_CUBIC) for frame in clip]
    small = [covering(frame, CALL) for frame in marked_frames(large)]
    assert found_in(call(small)[::5]).score > 1.5 * THRESHOLD


def test_is_not_found_in_what_was_not_made(clip: list[Image]) -> None:
    assert not found_in(call(clip)[::5]).marked
    for name in ("eileen_collins.jpg", "grace_hopper.jpg"):
        picture = cv2.cvtColor(cv2.imread(str(DEMO / name)), cv2.COLOR_BGR2RGB)
        assert not found_in([picture]).marked


def test_is_not_found_in_pictures_of_nothing() -> None:
    for level in (0, 128, 255):
        assert found_in([np.full((90, 160, 3), level, np.uint8)]).score < THRESHOLD - 1
    for side in (1, 7, 40):
        assert not found_in([np.eye(side, dtype=np.uint8)[..., None].repeat(3, 2) * 255]).marked
    assert Detector().found().score == 0


@given(st.integers(2, 60), st.integers(2, 60), st.integers(0, 255), st.integers(0, 2**32 - 1))
def test_is_not_found_in_patterns_that_repeat(
    across: int, down: int, level: int, seed: int
) -> None:
    tile = np.random.default_rng(seed).integers(0, level + 1, (down, across, 3), np.uint8)
    picture = np.tile(tile, (-(-180 // down), -(-320 // across), 1))[:180, :320]
    assert best_of(picture, (0.98, 1.02)) < THRESHOLD - 1


def test_scores_of_what_is_unmarked_are_normally_distributed() -> None:
    """On which the number of false alarms rests: the best of n places is as it is of n normals."""
    random = np.random.default_rng(5)
    scores = []
    for number in range(12):
        rough = random.standard_normal((360, 640, 1)).astype(np.float32)
        smooth = cv2.GaussianBlur(rough, (0, 0), 0.5 + number / 3)
        picture = np.clip(128 + 40 * smooth / smooth.std(), 0, 255).astype(np.uint8)
        scores.append(best_of(picture[..., None].repeat(3, 2), (0.9, 1.1)))
    # The best of 42 scales, 16 noises and 4,096 places, many of them near to each other.
    assert 4.4 < np.median(scores) < 5.6
    assert max(scores) < 6.5


def test_a_folder_of_a_film_is_found_by_what_looks_at_files(
    tmp_path: Path, clip: list[Image]
) -> None:
    from rtxfer.verify import look_at_file

    for number, frame in enumerate(marked_frames(clip[:5])):
        cv2.imwrite(str(tmp_path / f"{number:03d}.png"), frame[..., ::-1])
    assert look_at_file(tmp_path).marked
    assert look_at_file(tmp_path / "002.png").marked
    assert not look_at_file(DEMO / "driver.mp4").marked

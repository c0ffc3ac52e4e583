"""The sound that the file means, under the picture that it belongs to."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.stream import Disposition

from rtxfer.errors import InputError
from rtxfer.sources import open_source
from rtxfer.video import VideoOptions, process
from tests.media import grey, make_video
from tests.runs import Black

RATE = 48_000
TONES = {1000: "eng", 200: "fra", 600: "deu"}
DEFAULT = 200


@pytest.fixture(params=["mkv", "mp4"])
def many(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Three languages, of which the second is the default one."""
    path = tmp_path / f"many.{request.param}"
    with av.open(str(path), "w") as container:
        picture = container.add_stream("libx264", rate=25)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuv420p"
        sounds: list[Any] = []
        for tone, language in TONES.items():
            sound = container.add_stream("aac", rate=RATE)
            sound.layout = "mono"
            sound.metadata["language"] = language
            sound.disposition = Disposition.default if tone == DEFAULT else Disposition(0)
            sounds.append(sound)
        for index in range(50):
            frame = av.VideoFrame.from_ndarray(grey(90), "rgb24")
            frame.pts, frame.time_base = index, Fraction(1, 25)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        for sound, tone in zip(sounds, TONES, strict=True):
            wave = 0.5 * np.sin(2 * np.pi * tone * np.arange(2 * RATE) / RATE).astype(np.float32)
            for begin in range(0, len(wave), 1024):
                piece = av.AudioFrame.from_ndarray(wave[None, begin : begin + 1024], "fltp", "mono")
                piece.rate, piece.pts, piece.time_base = RATE, begin, Fraction(1, RATE)
                container.mux(sound.encode(piece))
            container.mux(sound.encode(None))
    return path


def heard(path: Path) -> list[tuple[int, str | None, bool]]:
    """Each track's tone in Hz, language, and whether it is the default one."""
    found = []
    with av.open(str(path)) as container:
        count = len(container.streams.audio)
    for number in range(count):
        with av.open(str(path)) as container:
            stream = container.streams.audio[number]
            wave = np.concatenate([f.to_ndarray()[0] for f in container.decode(stream)])
            loudest = int(np.abs(np.fft.rfft(wave[4000:44_000])).argmax())
            tone = round(loudest * stream.rate / 40_000)
            found.append((tone, stream.language, bool(stream.disposition & Disposition.default)))
    return found


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_the_default_one(tmp_path: Path, many: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    process(open_source(many), Black(), out)
    assert [(tone, language) for tone, language, _ in heard(out)] == [(200, "fra")]


def test_one_by_number_all_and_none(tmp_path: Path, many: Path) -> None:
    out = tmp_path / "out.mkv"
    process(open_source(many), Black(), out, VideoOptions(audio=3))
    assert [(tone, language) for tone, language, _ in heard(out)] == [(600, "deu")]
    process(open_source(many), Black(), out, VideoOptions(audio="all"))
    assert heard(out) == [(1000, "eng", False), (200, "fra", True), (600, "deu", False)]
    assert process(open_source(many), Black(), out, VideoOptions(audio=False)).audio == "none"
    assert heard(out) == []


@pytest.mark.parametrize("number", [0, 4])
def test_a_track_that_is_not_there(tmp_path: Path, many: Path, number: int) -> None:
    with pytest.raises(InputError, match="1: eng, 2: fra, 3: deu"):
        process(open_source(many), Black(), tmp_path / "out.mp4", VideoOptions(audio=number))
    assert not (tmp_path / "out.mp4").exists()


def test_a_track_of_a_driver_without_sound(tmp_path: Path) -> None:
    mute = make_video(tmp_path / "mute.mp4")
    with pytest.raises(InputError, match="none at all"):
        process(open_source(mute), Black(), tmp_path / "out.mp4", VideoOptions(audio=1))


@pytest.mark.parametrize("suffix", ["mp4", "webm"])
def test_recordings_glued_together(tmp_path: Path, suffix: str) -> None:
    """Each beeps half a second in: both are heard, where the picture has them."""
    part = make_video(tmp_path / "part.ts", pts=range(38), sound="aac", beep_at=0.5, key_every=10)
    glued = tmp_path / "glued.ts"
    glued.write_bytes(part.read_bytes() * 2)
    out = tmp_path / f"out.{suffix}"
    summary = process(open_source(glued), Black(), out)
    assert summary.seconds == pytest.approx(3.04, abs=0.05)
    with av.open(str(out)) as container:
        loud = [
            float(frame.time or 0.0)
            for frame in container.decode(audio=0)
            if np.abs(frame.to_ndarray()).max() > 0.2
        ]
    onsets = [a for a, b in zip(loud, [-1.0, *loud], strict=False) if a - b > 0.3]
    assert onsets == pytest.approx([0.5, 0.5 + 38 / 25], abs=0.06)

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rtxfer.errors import OutputError
from rtxfer.frame import Frame
from rtxfer.sinks import codecs, open_sink
from rtxfer.sinks.codecs import ENCODERS, VIDEOS, VideoCodec, codec_for
from rtxfer.sinks.offline.opening import check_output


def test_a_video_is_compressed_on_the_processor_unless_asked_otherwise() -> None:
    names = {suffix: codec_for(suffix).name for suffix in VIDEOS}
    assert names == {
        ".mp4": "libx264", ".mov": "libx264", ".mkv": "libx264", ".webm": "libvpx-vp9",
    }  # fmt: skip


@pytest.mark.parametrize("encoder", ENCODERS)
def test_no_encoder_may_reorder_frames(encoder: codecs.EncoderName) -> None:
    assert codecs._H264[encoder].options["bf"] == "0"


def test_hardware_that_is_not_there_is_said_with_what_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing = {name: VideoCodec("no_such_encoder") for name in ENCODERS[1:]}
    monkeypatch.setattr(codecs, "_H264", codecs._H264 | missing)
    with pytest.raises(OutputError, match="nvenc does not work here") as caught:
        codec_for(".mp4", "nvenc")
    assert caught.value.hint == "What works: x264."


def test_hardware_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    there = VideoCodec("libx264", {"preset": "ultrafast", "bf": "0"}, "nv12")
    monkeypatch.setitem(codecs._H264, "nvenc", there)
    assert codec_for(".MKV", "nvenc") is there


@pytest.mark.parametrize("suffix", [".webm", ".gif", ""])
def test_h264_goes_into_no_other_kind_of_file(suffix: str) -> None:
    with pytest.raises(OutputError, match="does not hold"):
        codec_for(suffix, "qsv")


def test_an_unknown_encoder_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no encoder xyz") as caught:
        check_output(tmp_path / "out.mp4", (), "xyz")
    assert "x264" in str(caught.value.hint)


def test_pictures_reach_the_file_in_the_encoders_own_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = VideoCodec("libx264", {"crf": "10", "bf": "0"}, "nv12")
    monkeypatch.setitem(codecs._H264, "nvenc", there)
    image = np.full((48, 64, 3), (200, 60, 20), np.uint8)
    out = tmp_path / "out.mp4"
    with open_sink(out, size=(64, 48), rate=Fraction(25), time_base=Fraction(1, 25),
                   encoder="nvenc") as sink:  # fmt: skip
        for index in range(3):
            sink.write(Frame(image, index, index, Fraction(1, 25)))
    with av.open(str(out)) as made:
        frames = [frame.to_ndarray(format="rgb24") for frame in made.decode(video=0)]
    assert len(frames) == 3
    assert np.abs(frames[2].astype(int) - image).max() <= 4


FILM = """
import hashlib, sys
from fractions import Fraction
from pathlib import Path
import av
import numpy as np
from rtxfer.sinks.codecs import codec_for
from rtxfer.sinks.encoder import SegmentEncoder

path = Path(sys.argv[1])
random = np.random.default_rng(1)
noise = random.integers(0, 255, (384, 336, 3)).astype(np.uint8) // 4
encoder = SegmentEncoder(path, codec_for(".mp4"), (336, 384), Fraction(25), Fraction(1, 25))
for number in range(14):
    encoder.write(np.roll(noise, number, 1) + np.uint8(number), number)
encoder.close()
with av.open(str(path)) as made:
    shown = [frame.to_ndarray(format="yuv420p").tobytes() for frame in made.decode(video=0)]
print(hashlib.sha256(b"".join(shown)).hexdigest())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc alone fills memory on request")
def test_a_film_does_not_depend_on_what_was_in_memory(tmp_path: Path) -> None:
    """x264 with AVX-512 read what nobody had written; 336x384 are 504 blocks of 16x16."""
    films = set()
    for filled in ("0", "1", "85"):
        settings = {"MALLOC_PERTURB_": filled, "MALLOC_MMAP_THRESHOLD_": "33000000"}
        done = subprocess.run(
            [sys.executable, "-c", FILM, str(tmp_path / "film.mp4")],
            env=os.environ | settings,
            capture_output=True,
            text=True,
            check=True,
        )
        films.add(done.stdout)
    assert len(films) == 1

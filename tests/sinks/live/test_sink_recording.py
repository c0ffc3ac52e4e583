"""Recordings: real time, sound in step, and nothing lost when something breaks."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import psutil
import pytest

from rtxfer.errors import DeviceError, MissingDependencyError, OutputError
from rtxfer.sinks.live import unfinished
from rtxfer.sinks.live.opening import open_live_sink
from rtxfer.sinks.live.recording import RecordingSink
from rtxfer.sinks.parts import parts_folder
from tests.fake_microphone import RATE as SOUND_RATE
from tests.fake_microphone import Clock, FakePortAudio
from tests.media import beep_moment, file_size_limit, flash_moment, grey, moments, read_video

RATE = 25
SIZE = (64, 48)
BEGAN = 5000.0


def record(sink: RecordingSink, count: int, began: float = BEGAN) -> None:
    """Open, write `count` frames in time, close, wait."""
    sink.open(SIZE, RATE)
    for tick in range(count):
        sink.write(grey(100, SIZE), began + tick / RATE)
    sink.close()
    sink.wait()


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_a_recording_has_a_constant_rate_and_appears_at_the_end(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"take{suffix}"
    sink = RecordingSink(path)
    sink.open(SIZE, RATE)
    for tick in range(140):  # more than one segment
        sink.write(grey(100, SIZE), BEGAN + tick / RATE)
    assert not path.exists()
    sink.close()
    sink.wait()
    assert moments(path) == [Fraction(tick, RATE) for tick in range(140)]
    assert not leftovers(tmp_path)


def test_an_encoder_that_cannot_be_had_is_told_before_anything_is_recorded(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="There is no encoder nothing"):
        open_live_sink(str(tmp_path / "take.mp4"), encoder="nothing")
    assert not list(tmp_path.iterdir())


def test_frames_keep_real_time_though_some_are_late_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "take.mp4"
    sink = RecordingSink(path)
    sink.open(SIZE, RATE)
    # In ticks: a first one that came late, trembling ones, three missing, two at once, a pause.
    for ticks in (0.4, 1.0, 2.1, 2.9, 7.0, 7.05, 7.1, 8.0, 1008.4):
        sink.write(grey(100, SIZE), BEGAN + ticks / RATE)
    sink.close()
    sink.wait()
    seen = [moment * RATE for moment in moments(path)]
    # Counted from the first.
    assert seen == [0, 1, 2, 3, 7, 8, 1008]


def speak(
    audio: FakePortAudio, clock: Clock, seconds: float, beep_at: float, delay: float = 0.02
) -> Iterator[float]:
    """Pass time, the microphone hearing 10 ms pieces `delay` late; gives each tick's moment.

    A 0.1 s beep is spoken `beep_at` seconds after the start.
    """
    start = clock.now
    for piece in range(round(seconds * 100)):
        spoken = start + piece / 100
        if piece % 4 == 0:
            clock.now = spoken
            yield spoken
        time = piece / 100 + np.arange(SOUND_RATE // 100) / SOUND_RATE
        audible = (time >= beep_at) & (time < beep_at + 0.1)
        wave = (16_000 * np.sin(2000 * np.pi * time) * audible).astype(np.int16)
        clock.now = spoken + 0.01 + delay
        for stream in audio.streams:
            if stream.active:
                stream.hear(wave, 0.01 + delay)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
@pytest.mark.parametrize("delay", [0.005, 0.12])
def test_the_beep_is_at_the_flash(
    tmp_path: Path,
    port_audio: FakePortAudio,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    delay: float,
) -> None:
    clock = Clock(monkeypatch)
    path = tmp_path / f"take{suffix}"
    sink = RecordingSink(path, "Desk")
    sink.open(SIZE, RATE)
    for tick, moment in enumerate(speak(port_audio, clock, 9, 6.0, delay)):
        if tick >= 5:  # the microphone listens before the first frame comes
            sink.write(grey(255 if 6.0 <= moment - BEGAN < 6.1 else 0, SIZE), moment)
    sink.close()
    sink.wait()
    assert flash_moment(path) == pytest.approx(6.0 - 0.2, abs=0.002)
    assert beep_moment(path) == pytest.approx(flash_moment(path), abs=1 / RATE)
    with av.open(str(path)) as container:
        (sound,) = container.streams.audio
        assert sound.channels == 2
        assert sound.codec_context.name == ("aac" if suffix == ".mp4" else "pcm_s16le")
    assert not port_audio.streams[0].active


def test_sound_that_was_lost_leaves_silence_and_the_rest_in_step(
    tmp_path: Path, port_audio: FakePortAudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    path = tmp_path / "take.mp4"
    sink = RecordingSink(path, "default")
    sink.open(SIZE, RATE)
    for tick, moment in enumerate(speak(port_audio, clock, 5, 4.0)):
        port_audio.streams[0].active = not 30 <= tick < 60
        if port_audio.streams[0].active:
            sink.write(grey(255 if moment - BEGAN >= 4.0 else 0, SIZE), moment)
    sink.close()
    sink.wait()
    assert beep_moment(path) == pytest.approx(flash_moment(path), abs=1 / RATE)


def test_a_microphone_that_goes_is_noticed(tmp_path: Path, port_audio: FakePortAudio) -> None:
    sink = RecordingSink(tmp_path / "take.mp4", "3")
    sink.open(SIZE, RATE)
    sink.write(grey(1, SIZE), BEGAN)
    port_audio.streams[0].active = False
    with pytest.raises(DeviceError, match="3 is gone"):
        sink.write(grey(1, SIZE), BEGAN + 1 / RATE)
    sink.close()
    sink.wait()
    assert len(moments(tmp_path / "take.mp4")) == 2, "what was recorded is published"


@pytest.mark.usefixtures("port_audio")
def test_an_unknown_microphone(tmp_path: Path) -> None:
    sink = RecordingSink(tmp_path / "take.mp4", "Attic")
    with pytest.raises(DeviceError, match="Attic"):
        sink.open(SIZE, RATE)
    sink.close()
    assert not list(tmp_path.iterdir())


def test_without_the_package_it_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'rtxfer\[mic\]'"):
        RecordingSink(tmp_path / "take.mp4", "default").open(SIZE, RATE)


def test_without_the_library_it_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(MissingDependencyError, match="libportaudio2"):
        RecordingSink(tmp_path / "take.mp4", "default").open(SIZE, RATE)


def test_nothing_is_ever_replaced(tmp_path: Path) -> None:
    path = tmp_path / "täke 1.mkv"
    path.write_text("precious")
    sink = RecordingSink(path)
    record(sink, 3)
    assert sink.path == tmp_path / "täke 1-2.mkv"
    record(sink, 4)
    assert sink.path == tmp_path / "täke 1-3.mkv"
    assert path.read_text() == "precious"
    assert [len(moments(tmp_path / f"täke 1-{n}.mkv")) for n in (2, 3)] == [3, 4]


def test_without_a_frame_nothing_appears(tmp_path: Path) -> None:
    record(RecordingSink(tmp_path / "take.mp4"), 0)
    assert not list(tmp_path.iterdir())


def test_closing_does_not_wait_for_a_long_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    publish = unfinished.VideoFileSink._publish

    def slowly(sink: unfinished.VideoFileSink) -> None:
        assert going_on.wait(60)
        publish(sink)

    monkeypatch.setattr(unfinished.VideoFileSink, "_publish", slowly)
    sink = RecordingSink(tmp_path / "take.mp4")
    sink.open(SIZE, RATE)
    sink.write(grey(1, SIZE), BEGAN)
    sink.close()  # would never return
    sink.close()
    assert not (tmp_path / "take.mp4").exists()
    going_on.set()
    sink.wait()
    assert len(moments(tmp_path / "take.mp4")) == 1


def record_noise(sink: RecordingSink, ticks: range) -> None:
    """What compresses badly: a segment of 125 frames is some 0.25 MB."""
    for tick in ticks:
        random = np.random.default_rng(tick)
        image = random.integers(0, 255, (SIZE[1], SIZE[0], 3), dtype=np.uint8)
        sink.write(image, BEGAN + tick / RATE)


def go_on_to_the_end(sink: RecordingSink, ticks: range) -> None:
    record_noise(sink, ticks)
    sink.close()
    sink.wait()


@pytest.mark.parametrize(
    ("limit", "frames"), [(100_000, 125), (400_000, 300)], ids=["while recording", "at the end"]
)
def test_a_full_disk_costs_nothing_that_was_recorded(
    tmp_path: Path, limit: int, frames: int
) -> None:
    sink = RecordingSink(tmp_path / "take.mp4")
    sink.open(SIZE, RATE)
    record_noise(sink, range(130))
    with file_size_limit(limit):
        with pytest.raises(OutputError, match="disk is full"):
            go_on_to_the_end(sink, range(130, 300))
        with suppress(OutputError):
            sink.close()
            sink.wait()
    assert not (tmp_path / "take.mp4").exists()
    record(sink, 3)
    assert len(moments(tmp_path / "take.mp4")) == frames, "finished when there was room again"
    assert len(moments(tmp_path / "take-2.mp4")) == 3
    assert not leftovers(tmp_path)


CRASH = """
import os, sys, time
from pathlib import Path
from rtxfer.sinks.live.recording import RecordingSink
from tests.media import grey
sink = RecordingSink(Path(sys.argv[1]))
sink.open((64, 48), 25)
for tick in range(150):
    sink.write(grey(tick, (64, 48)), tick / 25)
print("written", flush=True)
sys.stdin.read()
"""


def test_a_crash_costs_five_seconds_at_most(tmp_path: Path) -> None:
    path = tmp_path / "take.mp4"
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", CRASH, str(path)]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"written\n"
            # Another recording beside it neither takes its name nor touches its parts.
            record(RecordingSink(path), 2)
            assert len(moments(tmp_path / "take-2.mp4")) == 2
            assert parts_folder(path).is_dir()
        finally:
            process.kill()
    assert not psutil.pid_exists(process.pid)
    assert unfinished.finish_all(tmp_path) == [path]
    frames = read_video(path)
    assert [moment for moment, _ in frames] == [Fraction(tick, 25) for tick in range(125)]
    assert frames[100][1].mean() == pytest.approx(100, abs=4)
    assert not leftovers(tmp_path)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    folder = parts_folder(tmp_path / "film.mp4")
    folder.mkdir()
    (folder / "journal.json").write_text('{"identity": {"driver": "x"}, "segments": []}')
    assert unfinished.finish_all(tmp_path) == []
    assert (folder / "journal.json").is_file()


def test_a_missing_folder_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        RecordingSink(tmp_path / "nowhere" / "take.mp4").open(SIZE, RATE)


@pytest.mark.parametrize("name", ["take.gif", "take.webm", "take"])
def test_what_cannot_be_recorded_in_time_is_refused(name: str) -> None:
    with pytest.raises(OutputError, match=r"\.mkv \.mov \.mp4"):
        RecordingSink(Path(name))

"""The commands as a person meets them: what is made, what is said, and the exit code."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from rtxfer import cli
from rtxfer.demo import DRIVER, shipped
from rtxfer.frame import Frame
from rtxfer.sources import open_source
from tests.media import cut_short, flash_clip, make_video, moments, read_video

PORTRAIT = shipped("eileen_collins.jpg")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command; its exit code, output and errors."""

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["rtxfer", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said, complained = capfd.readouterr()
        return int(ended.value.code or 0), said, complained

    return command


@pytest.fixture(scope="session")
def short_driver(driver_frames: list[Frame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen expressive frames of the shipped clip."""
    path = tmp_path_factory.mktemp("driver") / "driver.mp4"
    make_video(path, images=[frame.image for frame in driver_frames[-12:]])
    return path


def no_face(path: Path, faces: dict[int, np.ndarray] | None = None) -> Path:
    """A clip of a grey wall, but for the frames given."""
    wall = np.full((300, 400, 3), 128, np.uint8)
    make_video(path, images=[(faces or {}).get(n, wall) for n in range(6)], pts=range(6))
    return path


def refused(outcome: tuple[int, str, str], out: Path) -> str:
    """What a refusal says; it must be the user's mistake, in words, and leave nothing."""
    code, _, complained = outcome
    assert code == 2
    assert "Error" in complained
    assert "Traceback" not in complained
    assert not out.exists()
    assert not [path for path in out.parent.glob(f".{out.name}*") if out.parent.is_dir()]
    return " ".join(complained.split())


def test_a_portrait_is_moved(run: Run, short_driver: Path, tmp_path: Path) -> None:
    out = tmp_path / "moved.mp4"
    code, said, complained = run("video", short_driver, "-t", PORTRAIT, "-o", out)
    assert code == 0, complained
    assert "moved.mp4" in said.replace("\n", "")
    frames = read_video(out)
    assert len(frames) == 12
    assert moments(out) == moments(short_driver)
    portrait = np.asarray(Pillow.open(PORTRAIT))
    assert frames[0][1].shape == portrait.shape
    changed = [np.abs(image.astype(int) - portrait).mean() for _, image in frames]
    assert 0.5 < max(changed) < 20, "the portrait moves, and stays the portrait"


def test_json_is_all_that_is_printed(run: Run, short_driver: Path, tmp_path: Path) -> None:
    out = tmp_path / "moved.mp4"
    code, said, _ = run(
        "video", short_driver, "-t", PORTRAIT, "-o", out, "--size", "256x256", "--fit", "crop",
        "--side-by-side", "--neutral", "0:00.1", "--start", "0", "--end", "0:00.3", "--json",
    )  # fmt: skip
    assert code == 0
    summary = json.loads(said)
    assert summary["output"] == str(out)
    assert summary["frames"] == len(moments(out)) < 12
    width = read_video(out)[0][1].shape[1]
    assert width > 256, "the driver stands beside the result"


def test_sizes_follow_the_portraits_orientation(
    run: Run, short_driver: Path, tmp_path: Path
) -> None:
    out = tmp_path / "moved"
    code, _, complained = run(
        "video", short_driver, "-t", shipped("grace_hopper.jpg"), "-o", out, "--size", "720p",
        "--end", "0.1",
    )  # fmt: skip
    assert code == 0, complained
    assert {Pillow.open(path).size for path in out.glob("*.png")} == {(720, 1280)}


def test_sound_without_a_face(run: Run, tmp_path: Path) -> None:
    driver = flash_clip(tmp_path / "flash.mp4")
    out = tmp_path / "moved.mp4"
    message = refused(run("video", driver, "-t", PORTRAIT, "-o", out), out)
    assert "No face was found" in message, "the flash has sound but no face"


def test_a_face_in_one_frame_only(run: Run, driver_frames: list[Frame], tmp_path: Path) -> None:
    driver = no_face(tmp_path / "once.mp4", {3: driver_frames[0].image})
    out = tmp_path / "moved.mp4"
    code, said, _ = run("video", driver, "-t", PORTRAIT, "-o", out, "--json")
    assert code == 0
    summary = json.loads(said)
    assert summary["frames"] == 6
    assert summary["frames_without_face"] >= 4


def test_two_faces_the_larger_one_drives(
    run: Run, driver_frames: list[Frame], tmp_path: Path
) -> None:
    face = driver_frames[0].image
    small = np.asarray(Pillow.fromarray(face).resize((200, 150)))
    both = np.full((300, 600, 3), 128, np.uint8)
    both[:, :400], both[75:225, 400:] = face, small
    driver = tmp_path / "two.mp4"
    make_video(driver, images=[both] * 5, pts=range(5))
    code, said, complained = run(
        "video", driver, "-t", PORTRAIT, "-o", tmp_path / "moved.mp4", "--json"
    )
    assert code == 0, complained
    assert json.loads(said)["frames_without_face"] == 0


@pytest.mark.parametrize(
    ("driver", "hint"),
    [
        ("missing.mp4", "no file"),
        ("text.mp4", "not"),
        ("empty.mp4", ""),
        ("short.mp4", ""),
        ("wall.mp4", "No face was found"),
    ],
)
def test_drivers_that_cannot_be_used(
    run: Run, tmp_path: Path, short_driver: Path, driver: str, hint: str
) -> None:
    (tmp_path / "text.mp4").write_text("This is no video.")
    (tmp_path / "empty.mp4").touch()
    shutil.copy(short_driver, tmp_path / "short.mp4")
    cut_short(tmp_path / "short.mp4", 0.3)
    no_face(tmp_path / "wall.mp4")
    out = tmp_path / "out" / "moved.mp4"
    out.parent.mkdir()
    message = refused(run("video", tmp_path / driver, "-t", PORTRAIT, "-o", out), out)
    assert driver in message
    assert hint in message


def portrait_without_face(path: Path) -> None:
    Pillow.new("RGB", (300, 300), "teal").save(path)


def portrait_of_one_pixel(path: Path) -> None:
    Pillow.new("RGB", (1, 1)).save(path)


def portrait_with_tiny_face(path: Path) -> None:
    canvas = Pillow.new("RGB", (400, 400), "grey")
    canvas.paste(Pillow.open(PORTRAIT).resize((100, 100)), (150, 150))
    canvas.save(path)


@pytest.mark.parametrize(
    "make", [portrait_without_face, portrait_of_one_pixel, portrait_with_tiny_face]
)
def test_portraits_that_cannot_be_used(
    run: Run, short_driver: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    portrait = tmp_path / "portrait.png"
    make(portrait)
    out = tmp_path / "moved.mp4"
    assert "portrait.png" in refused(run("video", short_driver, "-t", portrait, "-o", out), out)


def test_paths_need_not_be_ascii(run: Run, short_driver: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Bühne 舞台"
    folder.mkdir()
    driver, portrait = folder / "Fräulein.mp4", folder / "肖像.jpg"
    shutil.copy(short_driver, driver)
    shutil.copy(PORTRAIT, portrait)
    out = folder / "bewegt ✨.mp4"
    code, _, complained = run("video", driver, "-t", portrait, "-o", out)
    assert code == 0, complained
    assert len(read_video(out)) == 12


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["-o", "no/such/folder/moved.mp4"], "folder"),
        (["-o", "moved.xyz"], ".mp4"),
        (["-o", "moved.mp4", "--neutral", "yesterday"], "0:02.5"),
        (["-o", "moved.mp4", "--start", "-3"], "0:02.5"),
        (["-o", "moved.mp4", "--start", "99"], "99"),
        (["-o", "moved.mp4", "--size", "huge"], "1280x720"),
        (["-o", "moved.mp4", "--size", "2x2"], "1280x720"),
        (["-o", "moved.mp4", "--rate", "0"], "25"),
        (["-o", "moved.gif", "--resume"], "--resume"),
    ],
)
def test_options_that_cannot_be(
    run: Run,
    short_driver: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    hint: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    message = refused(
        run("video", short_driver, "-t", PORTRAIT, *arguments), tmp_path / arguments[1]
    )
    assert hint in message


def test_the_driver_is_never_overwritten(run: Run, short_driver: Path, tmp_path: Path) -> None:
    driver = tmp_path / "driver.mp4"
    shutil.copy(short_driver, driver)
    before = driver.read_bytes()
    code, _, complained = run("video", driver, "-t", PORTRAIT, "-o", driver)
    assert code == 2
    assert "Traceback" not in complained
    assert driver.read_bytes() == before


def test_an_unknown_generator_is_named(run: Run, short_driver: Path, tmp_path: Path) -> None:
    code, _, complained = run(
        "video", short_driver, "-t", PORTRAIT, "-o", tmp_path / "m.mp4", "--generator", "magic"
    )
    assert code == 2  # what was asked for cannot be, see docs/cli.md
    assert "magic" in complained
    assert "warp" in complained, "what is installed is listed"


def test_ctrl_c_and_resume(tmp_path: Path, run: Run, driver_path: Path) -> None:
    """In a process of its own, since the signal must reach a whole program."""
    out = tmp_path / "moved.mp4"
    line = [driver_path, "-t", PORTRAIT, "-o", out, "--size", "256x256", "--end", "8"]
    command = [sys.executable, "-m", "rtxfer", "video", *map(str, line)]
    program = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    part = tmp_path / ".moved.mp4.rtxfer-part"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not list(part.glob("*.mp4")):
        time.sleep(0.05)
    time.sleep(0.5)
    program.send_signal(signal.SIGINT)
    _, complained = program.communicate(timeout=60)
    assert program.returncode == cli.INTERRUPTED
    assert "--resume" in complained
    assert not out.exists()
    code, said, complained = run("video", *line, "--resume", "--json")
    assert code == 0, complained
    summary = json.loads(said)
    assert 0 < summary["resumed_from"] < summary["frames"]
    assert moments(out) == [
        frame.pts * frame.time_base for frame in open_source(driver_path, end=8)
    ]
    assert not part.exists()


def test_the_demo(run: Run, tmp_path: Path) -> None:
    code, said, _ = run("demo", "--out", tmp_path / "made", "--seconds", "4", "--json")
    assert code == 0
    made = json.loads(said)
    assert len(moments(Path(made["video"]))) == 100
    sheet = Pillow.open(made["sheet"])
    assert sheet.height == 480
    assert sheet.width >= 480, "at least two moments stand side by side"


def test_the_benchmark_names_every_stage(run: Run, tmp_path: Path) -> None:
    options = ("bench", "--seconds", "1", "--size", "256x256", "--json")
    code, said, _ = run(*options)
    assert code == 0
    found = json.loads(said)
    stages = {"decode", "track", "read", "motion", "render", "composite", "mark", "encode"}
    assert stages <= set(found["stages"])
    assert stages == set(found["processor"])
    assert stages - {"motion"} == set(found["floors"]) == set(found["over_floor"])
    for times in ("stages", "processor", "floors"):
        assert all(milliseconds > 0 for milliseconds in found[times].values())
    render = found["processor"]["render"] / found["floors"]["render"]
    assert found["over_floor"]["render"] == pytest.approx(render)
    assert found["generated_fps"] > 0
    assert found["processor_ms"] > 0
    assert found["first_frame_s"] > 0
    assert found["clip_fps"] == 25
    assert found["frames"] == 25

    earlier = tmp_path / "before.json"
    earlier.write_text(said, "utf-8")
    code, said, _ = run(*options, "--generator", "warp", "--compare", earlier)
    assert code == 0
    compared = json.loads(said)["compared"]
    assert "generator was flow and is warp." in compared["differences"]
    ratios = {row["name"]: row["ratio"] for row in compared["ratios"]}
    assert ratios["frames"] == 1
    assert ratios["floors.render"] < 0.1


def test_evaluation_of_a_clip(run: Run, short_driver: Path) -> None:
    code, said, _ = run("evaluate", short_driver, "-t", PORTRAIT, "--json")
    assert code == 0
    (report,) = json.loads(said)
    assert report["frames"] == 12
    assert report["generator"] == "flow"


def test_importing_is_cheap() -> None:
    heavy = "{'torch', 'tensorrt', 'mediapipe', 'PyQt6', 'cv2', 'onnxruntime', 'av'}"
    code = f"import sys, rtxfer, engines; assert not {heavy} & set(sys.modules), sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_shipped_clip_is_there() -> None:
    with open_source(shipped(DRIVER)) as source:
        assert source.info.rate == Fraction(25)


class TestBackends:
    @pytest.mark.parametrize(
        "command",
        [
            ("video", "driver.mp4", "-t", PORTRAIT, "-o", "moved.mp4"),
            ("live", "--source", "synthetic", "--sink", "null"),
            ("demo",),
            ("evaluate", "driver.mp4", "-t", PORTRAIT),
            ("bench",),
        ],
        ids=lambda command: command[0],
    )
    def test_an_unknown_one(self, run: Run, command: tuple[object, ...]) -> None:
        code, _, complained = run(*command, "--backend", "abacus")
        assert code == 2
        assert "There is no backend called abacus." in complained
        assert "openvino-bf16" in complained

    @pytest.mark.parametrize(
        "command",
        [
            ("video", shipped(DRIVER), "-t", PORTRAIT, "-o", "moved.mp4"),
            ("live", "--source", "synthetic", "--sink", "null"),
            ("demo",),
            ("evaluate", shipped(DRIVER), "-t", PORTRAIT),
            ("bench", "--seconds", "1"),
            ("bench", "--live", "--seconds", "1"),
        ],
        ids=["video", "live", "demo", "evaluate", "bench", "bench --live"],
    )
    def test_one_that_is_not_installed(
        self,
        run: Run,
        command: tuple[object, ...],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setitem(sys.modules, "tensorrt", None)
        code, _, complained = run(*command, "--backend", "tensorrt")
        assert code == 3
        assert "pip install 'rtxfer[tensorrt]'" in complained
        assert "Traceback" not in complained
        assert not list(tmp_path.rglob("*.mp4"))

    def test_the_one_that_is_named_runs(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("openvino", reason="there is no OpenVINO for this machine")
        options = ("--seconds", "1", "--generator", "warp", "--json")
        _, said, _ = run("bench", *options, "--backend", "openvino")
        assert json.loads(said)["backend"] == "openvino"
        monkeypatch.setenv("RTXFER_BACKEND", "openvino")
        _, said, _ = run("bench", *options)
        assert json.loads(said)["backend"] == "openvino", "as the environment says"
        _, said, _ = run("bench", *options, "--backend", "onnxruntime")
        assert json.loads(said)["backend"] == "onnxruntime"

    def test_the_engines_of_one_alone(self, run: Run) -> None:
        code, said, _ = run(
            "bench", "--engines", "--generator", "warp", "--backend", "onnxruntime", "--json"
        )
        assert code == 0
        assert [row["backend"] for row in json.loads(said)] == ["onnxruntime"]

"""What is killed: the commands that write, on the shortest inputs that have several parts."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import av
import numpy as np
from PIL import Image as Pillow

from engines.cache import Cache
from engines.seal import VARIABLE
from rtxfer.demo import DRIVER, PORTRAITS, shipped
from rtxfer.face.motion_file import MotionFile
from rtxfer.sources import open_source, read_picture
from tests.faults.killing import Work
from tests.media import make_video

ROOT: Final = Path(__file__).resolve().parents[2]
WARP: Final = ("--generator", "warp")

_rtxfer: Final = (sys.executable, "-m", "rtxfer")


def clip(path: Path, frames: int, since: int = 60) -> None:
    """Frames of the shipped clip, with sound where the kind of file has some."""
    frames_shown = islice(open_source(shipped(DRIVER)), since, since + frames)
    images = [frame.image for frame in frames_shown]
    make_video(path, pts=range(frames), images=images, sound="aac", key_every=12)


def portrait(path: Path, name: str = "hopper") -> None:
    """A shipped portrait, made small."""
    picture = Pillow.open(shipped(PORTRAITS[name])).convert("RGB")
    picture.thumbnail((400, 400))
    picture.save(path, quality=95)


def shown(path: Path) -> list[Any]:
    """Every frame's moment and pixels, and every packet of sound."""
    if path.is_dir():
        return [_digest(read_picture(one)) for one in sorted(path.iterdir())]
    with av.open(str(path)) as container:
        pictures = [
            [float(frame.time), _digest(frame.to_ndarray(format="rgb24"))]
            for frame in container.decode(video=0)
        ]
        if not container.streams.audio:
            return pictures
    with av.open(str(path)) as container:
        sound = [
            [float(packet.pts * packet.time_base), sha256(bytes(packet)).hexdigest()]
            for packet in container.demux(audio=0)
            if packet.pts is not None
        ]
    return [pictures, sound]


def _digest(array: Any) -> str:
    return sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def video(kind: str, frames: int = 75) -> Work:
    """A portrait moved by a clip, into a file of a kind, or a folder of pictures."""
    resumable = kind in ("mp4", "mkv", "png")
    out = "pictures" if kind == "png" else f"out.{kind}"

    def prepare(folder: Path) -> None:
        clip(folder / "in.mp4", frames)
        portrait(folder / "face.jpg")

    def command(folder: Path) -> list[str]:
        resume = ["--resume"] if resumable else []
        more = ["in.mp4", "--target", "face.jpg", "--out", out, *WARP, *resume]
        return [*_rtxfer, "video", *more]

    def look(folder: Path, wanted: Any) -> None:
        if (folder / out).exists():
            assert shown(folder / out) == wanted, "there under its name, and not whole"

    return Work(f"video to {kind}", prepare, command, lambda folder: shown(folder / out), look)


def track(frames: int = 40) -> Work:
    """A clip tracked into a motion file."""

    def command(folder: Path) -> list[str]:
        return [*_rtxfer, "track", "in.mp4", "--out", "me.motion", *WARP]

    def outcome(folder: Path) -> Any:
        motion = MotionFile.load(folder / "me.motion")
        return {name: _digest(array) for name, array in motion.arrays.items()}

    def look(folder: Path, wanted: Any) -> None:
        if (folder / "me.motion").exists():
            assert outcome(folder) == wanted

    return Work("track", lambda folder: clip(folder / "in.mp4", frames), command, outcome, look)


def batch(frames: int = 60) -> Work:
    """Two portraits by a clip, in two processes."""
    made = [f"one-{name}.mp4" for name in ("hopper", "collins")]

    def prepare(folder: Path) -> None:
        clip(folder / "one.mp4", frames)
        for name in ("hopper", "collins"):
            portrait(folder / f"{name}.jpg", name)

    def command(folder: Path) -> list[str]:
        given = ["one.mp4", "--target", "hopper.jpg", "--target", "collins.jpg"]
        return [*_rtxfer, "batch", *given, "--out", "results", "--workers", "2", *WARP]

    def outcome(folder: Path) -> Any:
        lines = (folder / "results" / "batch.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        # Killed between a result and its line, a piece is done twice; never is one left out.
        states = sorted({f"{row['name']} {row['state']}" for row in rows})
        return {name: shown(folder / "results" / name) for name in made} | {"states": states}

    def look(folder: Path, wanted: Any) -> None:
        for name in made:
            if (folder / "results" / name).exists():
                assert shown(folder / "results" / name) == wanted[name], f"{name} is not whole"

    return Work("batch", prepare, command, outcome, look, threads=False)


def training(steps: int = 8) -> Work:
    """A small generator trained, with a checkpoint now and then."""
    import torch

    from tests.train.packs import made_up_pack

    changes = [f"steps={steps}", "save_every=2", "sample_every=4", "log_every=2", "batch=2"]

    def command(folder: Path) -> list[str]:
        fit = [sys.executable, "-m", "train", "fit", "flow", "--preset", "smoke"]
        more = ["--data", "pack", "--out", "run", "--accelerator", "cpu", "--pretrained", "none"]
        settings = [word for change in changes for word in ("--set", change)]
        begun = (folder / "run" / "checkpoint.pt").exists()
        return [*fit, *more, *settings, *(["--resume"] if begun else [])]

    def state(folder: Path) -> dict[str, str]:
        saved = torch.load(folder / "run" / "checkpoint.pt", weights_only=True)
        parts = {part: saved[part] for part in ("networks", "averaged", "optimisers")}
        return dict(_tensors(parts, "")) | {"step": str(saved["progress"]["step"])}

    def outcome(folder: Path) -> Any:
        lines = (folder / "run" / "log.jsonl").read_text().splitlines()
        log = [json.loads(line) for line in lines]
        timed = ("seconds", "speed")
        kept = [{name: row[name] for name in row if name not in timed} for row in log]
        averaged = sha256((folder / "run" / "generator.safetensors").read_bytes()).hexdigest()
        record = json.loads((folder / "run" / "run.json").read_text())
        return state(folder) | {"log": str(kept), "generator": averaged, "record": str(record)}

    def look(folder: Path, wanted: Any) -> None:
        if (folder / "run" / "checkpoint.pt").exists():
            state(folder)
        for path in folder.glob("run/samples/*.png"):
            read_picture(path)
        for path in folder.glob("run/*.json"):
            json.loads(path.read_text())

    board = "run/tensorboard"
    return Work(
        "train fit", lambda f: made_up_pack(f / "pack"), command, outcome, look, varying=board
    )


def _tensors(value: Any, name: str) -> Any:
    import torch

    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _tensors(inner, f"{name}/{key}")
    elif isinstance(value, torch.Tensor):
        yield name, _digest(value.detach().numpy())
    else:
        yield name, str(value)


def engines() -> Work:
    """An engine built for a GPU that is not here."""

    def command(folder: Path) -> list[str]:
        given = ["--bundle", "warp", "--arch", "sm_89", "--json"]
        return [sys.executable, str(ROOT / "build_engines.py"), *given]

    return Work(
        "build_engines.py", lambda folder: None, command, _cached, _look_at_cache, threads=False
    )


def openvino() -> Work:
    """A network compiled for this processor, and kept."""
    code = """
import numpy as np
from engines.bundle import open_bundle
from engines.opening import open_engine
from engines.selection.sample import samples_of
bundle = open_bundle("warp")
with open_engine(bundle.graph("render"), "openvino", threads=1) as engine:
    print(sum(float(v.sum()) for v in engine.run(samples_of(bundle)[0]).values()))
"""

    def command(folder: Path) -> list[str]:
        return [sys.executable, "-c", code]

    return Work("OpenVINO's cache", lambda folder: None, command, _cached, _look_at_cache)


def _cached(folder: Path) -> list[str]:
    cache = Cache(folder / "home" / "cache" / "rtxfer" / "engines")
    found = sorted(cache.entries(), key=lambda entry: entry.key.subject)
    # What it is sealed with lies where the command kept it, see `killing.environment`.
    key = folder / "home" / "data" / "rtxfer" / "cache.key"
    with patch.dict(os.environ, {VARIABLE: str(key)}):
        for entry in found:
            assert cache.load(entry.key) is not None, "an entry that is not whole"
    return [f"{entry.key.subject} {sorted(entry.key.parts.items())}" for entry in found]


def _look_at_cache(folder: Path, wanted: Any) -> None:
    for one in _cached(folder):
        assert one in wanted


def kept(times: int = 60) -> Work:
    """Settings, with presets, and a profile, written again and again, each by its number.

    What was said to be written is there after a kill, or what was being written then.
    """
    code = f"""
import pathlib
from datetime import datetime, UTC
import numpy as np
from rtxfer.face.geometry import canonical_face
from rtxfer.app.model.preferences import Preferences, preferences_path, read_preferences
from rtxfer.app.model.preferences import write_preferences
from rtxfer.profiles import Profile, Profiles
from rtxfer.settings import MotionSettings
path = preferences_path()
neutral = {{"shape": canonical_face().tolist(), "blendshapes": [0.0] * 52,
           "rotation": np.eye(3).tolist()}}
said = pathlib.Path("tmp/kept")
begun = int(said.read_text() or 0) if said.exists() else 0
for number in range(begun + 1, {times} + 1):
    motion = {{str(number): MotionSettings(head=number / {times})}}
    write_preferences(path, Preferences(source="x" * 2000 + str(number), presets=motion))
    Profiles().save(Profile(user="a", camera="b", saved=datetime.fromtimestamp(number, UTC),
                            neutral=neutral))
    with said.open("r+" if said.exists() else "w") as file:
        file.write(f"{{number:6d}}")
"""

    def command(folder: Path) -> list[str]:
        return [sys.executable, "-c", code]

    def numbers(folder: Path) -> list[int]:
        home = folder / "home"
        settings = json.loads((home / "config/rtxfer/preferences.json").read_text())
        (profile,) = (home / "data/rtxfer/profiles").glob("*.json")
        number = int(settings["source"].lstrip("x"))
        assert list(settings["presets"]) == [str(number)]
        saved = datetime.fromisoformat(json.loads(profile.read_text())["saved"])
        return [number, int(saved.timestamp())]

    def look(folder: Path, wanted: Any) -> None:
        said = folder / "tmp" / "kept"
        last = int(said.read_text() or 0) if said.exists() else 0
        if last:
            assert all(last <= number <= last + 1 for number in numbers(folder))

    return Work("settings and profiles", lambda folder: None, command, numbers, look)


def pose() -> Work:
    """A portrait edited by hand."""

    def command(folder: Path) -> list[str]:
        given = ["face.jpg", "--set", "smile=.6", *WARP, "--out", "out.png"]
        return [*_rtxfer, "pose", *given]

    def look(folder: Path, wanted: Any) -> None:
        if (folder / "out.png").exists():
            assert _digest(read_picture(folder / "out.png")) == wanted

    return Work(
        "pose",
        lambda folder: portrait(folder / "face.jpg"),
        command,
        lambda folder: _digest(read_picture(folder / "out.png")),
        look,
    )


WORKS: Final[dict[str, tuple[int, Callable[[], Work]]]] = {
    "mp4": (24, lambda: video("mp4")),
    "gif": (14, lambda: video("gif", 30)),
    "mkv": (12, lambda: video("mkv", 60)),
    "pictures": (14, lambda: video("png", 40)),
    "track": (18, track),
    "batch": (24, batch),
    "train": (24, training),
    "engines": (20, engines),
    "openvino": (20, openvino),
    "kept": (24, kept),
    "pose": (6, pose),
}
"""By name, what share of the kills it gets, and what makes it."""

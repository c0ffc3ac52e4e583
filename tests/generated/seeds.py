"""Small whole files of every kind that the program reads, to be damaged; made when needed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
from PIL import Image as Pillow

from engines.bundle import MANIFEST, shelves
from engines.cache import Cache, Key
from rtxfer.app.model.preferences import Preferences
from rtxfer.batch.outcome import Outcome
from rtxfer.demo import PORTRAITS, shipped
from rtxfer.face.landmarks import BLENDSHAPES, LANDMARKS
from rtxfer.face.motion_file import MotionFile
from rtxfer.frame import Image
from rtxfer.motion.neutral import Neutral
from rtxfer.profiles import Profile
from rtxfer.provenance import GeneratorUsed, Origin, publish, save_picture, sidecar_of
from rtxfer.provenance.certificate import make
from rtxfer.settings import MotionSettings
from rtxfer.sinks.journal import Journal, Segment
from tests.media import make_video

KEY: Final = Key("seed", {"made": "for a test"})
ORIGIN: Final = Origin((GeneratorUsed("flow", "1", "ab" * 32),))
SIDE: Final = 160


def seeds(folder: Path) -> dict[str, Path]:
    """Make one file of every kind, by the kind's name.

    Args:
        folder: empty; they are put there.
    """
    return {kind: make_one(folder, kind) for kind in KINDS}


def make_one(folder: Path, kind: str) -> Path:
    """Make the file of one kind."""
    place = folder / kind
    place.mkdir()
    return _MAKERS[kind](place)


def face() -> Image:
    """A small picture of a person, RGB uint8 [160, 160, 3]."""
    with Pillow.open(shipped(PORTRAITS["hopper"])) as picture:
        return np.asarray(picture.convert("RGB").resize((SIDE, SIDE)))


def _video(name: str, codec: str = "libx264", sound: str | None = "aac", **more: Any) -> Any:
    def make_it(place: Path) -> Path:
        return make_video(place / name, codec=codec, sound=sound, key_every=5, **more)

    return make_it


def _wav(place: Path) -> Path:
    import wave

    path = place / "seed.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(4000))
    return path


def _picture(name: str, **options: Any) -> Callable[[Path], Path]:
    def make_it(place: Path) -> Path:
        Pillow.fromarray(face()).save(place / name, **options)
        return place / name

    return make_it


def _moving(name: str) -> Callable[[Path], Path]:
    def make_it(place: Path) -> Path:
        pictures = [Pillow.fromarray(np.roll(face(), step, 1)[::2, ::2]) for step in range(4)]
        pictures[0].save(place / name, save_all=True, append_images=pictures[1:], duration=40)
        return place / name

    return make_it


def _heic(place: Path) -> Path:
    """Of an AVIF under another brand: what a HEIF reader sees, whatever it can decode."""
    packed = io.BytesIO()
    Pillow.fromarray(face()).save(packed, "AVIF")
    path = place / "seed.heic"
    path.write_bytes(packed.getvalue().replace(b"avif", b"heic").replace(b"av01", b"hvc1"))
    return path


def _motion(place: Path) -> Path:
    rng = np.random.default_rng(0)
    arrays = {
        "pts": np.arange(4),
        "face": np.array([True, False, True, True]),
        "size": np.full((4, 2), 480, np.int32),
        "shot": np.array([True, False, False, False]),
        "landmarks": rng.random((3, LANDMARKS, 3), np.float32),
        "blendshapes": rng.random((3, len(BLENDSHAPES)), np.float32),
        "pose": np.repeat(np.eye(4, dtype=np.float32)[None], 3, 0),
        "neutral_at": np.array([-1]),
        "neutral_shape": rng.random((1, LANDMARKS, 3), np.float32),
        "neutral_blendshapes": rng.random((1, len(BLENDSHAPES)), np.float32),
        "neutral_rotation": np.eye(3, dtype=np.float32)[None],
    }
    path = place / "seed.motion"
    MotionFile("me", Fraction(1, 25), Fraction(25), arrays).save(path)
    return path


def _text(name: str, text: Callable[[], str]) -> Callable[[Path], Path]:
    def make_it(place: Path) -> Path:
        (place / name).write_text(text(), "utf-8")
        return place / name

    return make_it


def _preferences() -> str:
    presets = {"loud": MotionSettings(strength=1.5), "still": MotionSettings(head=0)}
    return Preferences(
        presets=presets, hotkeys={"panic": "F9"}, faces={"a.jpg": 2}
    ).model_dump_json()


def _profile() -> str:
    rng = np.random.default_rng(0)
    shape = rng.random((LANDMARKS, 3)).round(3).tolist()
    values = {"shape": shape, "blendshapes": [0.1] * 52, "rotation": np.eye(3).tolist()}
    return Profile.of("me", "usb:1", Neutral.from_json(values)).model_dump_json()


ROWS: Final[list[dict[str, Any]]] = [
    {"driver": "a.mp4", "target": "b.jpg", "generator": "flow", "start": 1.5, "mouth": 1.2},
    {"driver": "c.mp4", "target": "d.jpg", "neutral": "first", "face": 2, "mirrored": True},
]


def _csv() -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, sorted({name for row in ROWS for name in row}))
    writer.writeheader()
    writer.writerows(ROWS)
    return file.getvalue()


def _toml() -> str:
    rows = (
        "\n".join(f"{name} = {json.dumps(value)}" for name, value in row.items()) for row in ROWS
    )
    return "\n\n".join(f"[[job]]\n{row}" for row in rows) + "\n"


def _journal(place: Path) -> Path:
    arrays = {"level": np.arange(6, dtype=np.float32)}
    segments = [Segment("00000.mkv", 0, 5, "ab" * 32), Segment("00001.mkv", 5, 5, "cd" * 32)]
    Journal({"driver": "a"}, {"b": 1}, 0, 9, 10, 2, segments, arrays).write(place)
    return place / "journal.json"


def _batch() -> str:
    done = [Outcome(f"{name}.mp4", "done", "key", f"/x/{name}.mp4", 25, 1.0, 0.5) for name in "ab"]
    return "".join(json.dumps(asdict(one)) + "\n" for one in done)


def _manifest() -> str:
    return (shelves()[0] / "warp" / MANIFEST).read_text("utf-8")


def _bench() -> str:
    return json.dumps({"generated_fps": 25.0, "machine": {"load": 1}, "stages": {"render": 2.0}})


def _certificate(place: Path) -> Path:
    path = place / "seed.pem"
    make(path).save()
    return path


def _signed(name: str) -> Callable[[Path], Path]:
    def make_it(place: Path) -> Path:
        path = place / name
        if path.suffix in (".mp4", ".mkv"):
            draft = make_video(place / f"draft-{name}", sound=None)
            publish(draft, path, ORIGIN)
        else:
            save_picture(face(), path, ORIGIN)
        return path

    return make_it


def _sidecar(place: Path) -> Path:
    return sidecar_of(_signed("seed.mkv")(place))


def _kept(place: Path) -> Path:
    Cache(place).store(KEY, b"12345678" * 16)
    return next(place.glob("*.entry"))


_MAKERS: Final[dict[str, Callable[[Path], Path]]] = {
    "mp4": _video("seed.mp4", container_options={"movflags": "faststart"}),
    "mp4-index-last": _video("seed.mp4"),
    "mp4-fragments": _video("seed.mp4", container_options={"movflags": "frag_keyframe+empty_moov"}),
    "mov": _video("seed.mov", "mpeg4", "pcm_s16le"),
    "mkv": _video("seed.mkv", sound="pcm_s16le"),
    "webm": _video("seed.webm", "libvpx-vp9", "libopus"),
    "ts": _video("seed.ts", sound="aac"),
    "avi": _video("seed.avi", "mjpeg", "pcm_s16le", pix_fmt="yuvj420p"),
    "wav": _wav,
    "jpg": _picture("seed.jpg", quality=70),
    "jpg-progressive": _picture("seed.jpg", quality=60, progressive=True),
    "png": _picture("seed.png"),
    "webp": _picture("seed.webp", quality=60),
    "tiff": _picture("seed.tiff", compression="tiff_lzw"),
    "avif": _picture("seed.avif", quality=60),
    "heic": _heic,
    "bmp": _picture("seed.bmp"),
    "jp2": _picture("seed.jp2", quality_layers=[40]),
    "gif": _moving("seed.gif"),
    "webp-moving": _moving("seed.webp"),
    "apng": _moving("seed.apng"),
    "motion": _motion,
    "manifest": _text("manifest.toml", _manifest),
    "preferences": _text("preferences.json", _preferences),
    "profile": _text("seed.json", _profile),
    "table-csv": _text("seed.csv", _csv),
    "table-json": _text("seed.json", lambda: json.dumps(ROWS)),
    "table-toml": _text("seed.toml", _toml),
    "journal": _journal,
    "batch": _text("batch.jsonl", _batch),
    "policy": _text("policy.toml", lambda: 'badge = true\ncertificate = "/etc/house.pem"\n'),
    "message": _text("seed.json", lambda: '{"do": "portrait", "name": "grace", "on": true}'),
    "bench": _text("bench.json", _bench),
    "certificate": _certificate,
    "signed-mp4": _signed("seed.mp4"),
    "signed-png": _signed("seed.png"),
    "signed-jpg": _signed("seed.jpg"),
    "signed-webp": _signed("seed.webp"),
    "signed-tif": _signed("seed.tif"),
    "sidecar": _sidecar,
    "kept": _kept,
}
KINDS: Final = tuple(_MAKERS)

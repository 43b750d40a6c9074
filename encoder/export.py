"""Stores a tuned network for the product: `python -m encoder.export OUT.pt [FOLDER]`."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from encoder.network import Network, build_bert
from encoder.source import read_source
from services.understanding.encoder import FOLDER
from services.understanding.heads import Heads
from services.understanding.softmax import Softmax


class _Vectors(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.network.vectors(ids, mask)


def main() -> None:
    """Write encoder.onnx (8-bit), tokenizer.json and the tuned heads."""
    tuned = Path(sys.argv[1])
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    notes = json.loads(tuned.with_suffix(".json").read_text())
    network = Network(build_bert(read_source(), notes["kept"]), notes["labels"])
    network.load_state_dict(torch.load(tuned))
    _store(_Vectors(network.eval()), folder / "encoder.onnx")
    arrays = _heads(network, notes["labels"]).to_arrays()
    np.savez_compressed(folder / "heads.npz", allow_pickle=False, **arrays)
    shutil.copy(tuned.with_suffix(".tokenizer.json"), folder / "tokenizer.json")


def _heads(network: Network, labels: dict[str, list[str]]) -> Heads:
    return Heads({task: _softmax(head, labels[task]) for task, head in network.heads.items()})


def _softmax(head: nn.Linear, labels: list[str]) -> Softmax:
    weights = head.weight.detach().numpy().T.astype(np.float64)
    return Softmax(tuple(labels), weights, head.bias.detach().numpy().astype(np.float64))


def _store(module: nn.Module, path: Path) -> None:
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    free = {0: "conversations", 1: "tokens"}
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        torch.onnx.export(
            module,
            (ids, mask),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": free, "mask": free, "vectors": {0: "conversations"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )


if __name__ == "__main__":
    main()

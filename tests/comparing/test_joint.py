"""The network that reads two sentences together: the same bits every time, and nothing at all where it is another."""

import hashlib

import numpy as np
import pytest
from support import make_article, needs_meaning

from analysis.comparing import joint, similarity
from analysis.comparing.event import compare_found
from analysis.comparing.space import read_space
from analysis.finding.annotate import find_all
from analysis.records import Event

FERRY = ["The", "ferry", "ran", "aground", "on", "Monday", "."]
VESSEL = ["A", "vessel", "hit", "a", "reef", "off", "the", "coast", "on", "Monday", "."]
SHARES = ["Shares", "of", "the", "bank", "fell", "on", "Monday", "."]
SENTENCES = [FERRY, SHARES, VESSEL, SHARES]
ARTICLES = [slice(0, 2), slice(2, 4)]
SHARED = np.ones((4, 4))
TEXTS = ("The dam burst on Friday night. Two farms were flooded.", "The dam burst late on Friday. A school was opened.")


@pytest.fixture
def afresh():
    caches = (joint.read_network, joint._load_session, joint._read)
    for cache in caches:
        cache.cache_clear()
    yield
    for cache in caches:
        cache.cache_clear()


def make_event():
    articles = tuple(make_article(text, article_id=key, whole=True) for key, text in zip("ab", TEXTS, strict=True))
    return Event("dam", articles), find_all(articles)


@needs_meaning
def test_what_shares_an_event_is_told_from_what_does_not():
    read = joint.read_joint(SENTENCES, ARTICLES, SHARED)
    assert read.signals[1, 3][0] > read.signals[0, 3][0] + 1
    assert read.signals[0, 2][0] > read.signals[0, 3][0]


@needs_meaning
def test_a_pair_has_the_same_bits_whatever_is_read_beside_it(afresh):
    alone = joint.read_joint([FERRY, VESSEL], [slice(0, 1), slice(1, 2)], np.ones((2, 2))).signals[0, 1].copy()
    joint._read.cache_clear()
    assert (joint.read_joint(SENTENCES, ARTICLES, SHARED).signals[0, 2] == alone).all()


@needs_meaning
def test_two_threads_give_the_same_bits(afresh, monkeypatch):
    one = joint.read_joint(SENTENCES, ARTICLES, SHARED).signals
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(joint.read_network(), options, providers=["CPUExecutionProvider"])
    joint._read.cache_clear()
    monkeypatch.setattr(joint, "_load_session", lambda: session)
    two = joint.read_joint(SENTENCES, ARTICLES, SHARED).signals
    assert all((one[key] == two[key]).all() for key in one)


@needs_meaning
def test_signals_have_their_names_and_a_value_for_pairs_that_were_not_read():
    read = joint.Joint(
        {(0, 2): np.ones(len(joint.JOINT_PAIR_SIGNALS)), (2, 0): np.zeros(len(joint.JOINT_PAIR_SIGNALS))}
    )
    pairs = read.pair_signals(slice(0, 2), slice(2, 4))
    assert pairs.shape == (2, 2, len(joint.JOINT_PAIR_SIGNALS))
    assert (pairs[0, 0] == 0.5).all()
    assert (pairs[1, 1] == joint._UNREAD).all()
    assert read.status_signals(slice(0, 2), slice(2, 4)).tolist() == [[1.0, 1.0], [-4.0, -4.0]]


def test_a_larger_event_is_not_read(monkeypatch):
    monkeypatch.setattr(joint, "MOST", 7)
    assert joint.count_most([2, 2]) == 8
    assert joint.read_joint(SENTENCES, ARTICLES, SHARED) is None


def test_a_pair_is_laid_out_as_the_network_takes_it():
    fed = joint.lay_out((7, 8), (9,))
    assert fed["ids"].tolist() == [101, 7, 8, 102, 9, 102]
    assert fed["sides"].tolist() == [0, 0, 0, 0, 1, 1]
    assert fed["spans"].sum(axis=1).tolist() == [1.0, 1.0]


@needs_meaning
def test_the_package_holds_the_network_with_its_hash_and_card():
    content = joint.read_network()
    assert hashlib.sha256(content).hexdigest() == joint.SHA256
    assert len(content) <= 25_000_000
    card = joint.files("analysis.comparing").joinpath("joint.md").read_text("utf-8")
    assert joint.SHA256 in card
    assert similarity.describe_similarity().startswith(f"joint reader {joint.SHA256[:12]}")


@pytest.mark.parametrize(("name", "value"), [("FILE", "no_such_file.onnx"), ("SHA256", "0" * 64)])
def test_a_network_that_is_absent_or_another_one_is_not_used(monkeypatch, afresh, name, value):
    monkeypatch.setattr(joint, name, value)
    monkeypatch.setattr(joint, "find_spec", lambda name: "found")
    event, found = make_event()
    assert read_space(found).joint is None
    assert similarity.describe_similarity() == "lexical"
    messages = compare_found(event, found).problems["message"]
    assert messages.str.contains("compared by their words alone").sum() == 1


def test_without_what_runs_it_nothing_is_amiss(monkeypatch, afresh):
    monkeypatch.setattr(joint, "find_spec", lambda name: None)
    event, found = make_event()
    assert read_space(found).joint is None
    assert not compare_found(event, found).problems["message"].str.contains("words alone").any()

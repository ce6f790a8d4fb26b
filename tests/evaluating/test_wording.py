"""The score of voices counts words, and leaves out what readers did not agree on."""

from types import SimpleNamespace

from support import parse_paragraph

from analysis.evaluating.wording import macro_f1, score_loaded, score_wording
from analysis.finding.annotate import Findings
from analysis.records import Quotation

TEXT = "“We saw smoke,” said Roe. Low said the mill burned. Rain fell."


def event(found, gold):
    """An event of one article: found and gold quotations as (words, kind, optional)."""
    parsed = parse_paragraph(TEXT)

    def span(words):
        return TEXT.index(words), TEXT.index(words) + len(words)

    rows = [{"article": "a", "start": span(w)[0], "end": span(w)[1], "kind": k, "optional": o} for w, k, o in gold]
    quotations = tuple(Quotation("a", *span(w), k, *[None] * 8, "said", "test") for w, k in found)
    return SimpleNamespace(found=[Findings(parsed, (), quotations, (), (), ())], rows=lambda kind: rows)


def counts(scores):
    return {score.measure: (score.right, score.found, score.gold) for score in scores}


def test_words_are_counted():
    gold = [("We saw smoke,", "direct", False), ("the mill burned", "indirect", False)]
    scores = counts(score_wording([event([("We saw smoke,", "direct")], gold)], on="test"))
    assert scores == {"voice of words": (9, 12, 12), "quoted words": (3, 3, 6)}


def test_words_that_one_reader_marked_are_left_out():
    gold = [("We saw smoke,", "direct", False), ("the mill burned", "indirect", True)]
    scores = counts(score_wording([event([("We saw smoke,", "direct")], gold)], on="test"))
    assert scores == {"voice of words": (9, 9, 9), "quoted words": (3, 3, 3)}


def test_silence_is_no_quotation():
    scores = counts(score_wording([event([("Rain fell", "silence")], [])], on="test"))
    assert scores == {"voice of words": (12, 12, 12), "quoted words": (0, 0, 0)}


def test_loaded_sentences_are_scored_in_both_classes():
    marked = [
        ("The thuggish regime fell.", True),
        ("The vile plan failed.", False),
        ("It rained.", False),
        ("It was one of those days.", True),
    ]
    scores = score_loaded(marked, on="test")
    assert [(s.measure, s.right, s.found, s.gold) for s in scores] == [
        ("loaded sentences", 1, 2, 2),
        ("other sentences", 1, 2, 2),
    ]
    assert macro_f1(scores) == 0.5

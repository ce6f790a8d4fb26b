"""The reporting verbs and nouns: classes, codes, and the lists themselves."""

import pytest

from analysis.finding.cues import CLASSES, SUBJECT_KINDS, complements, cue_class, is_cue, noun_complements, subject_kind
from analysis.finding.lexicon import read_lexicon

VERB_CODES = {
    *("that", "overt", "wh", "inf", "objinf", "np", "ing", "of", "for", "as", "to", "about", "against", "at", "toing"),
    *("trail", "trailsource", "thought", "trailthought", "agent", "document", "hearing", "quote", "prep", "adverb"),
}


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", "neutral"),
        ("tell", "neutral"),
        ("claim", "distancing"),
        ("allege", "distancing"),
        ("insist", "assertive"),
        ("vow", "assertive"),
        ("admit", "factive"),
        ("reveal", "factive"),
        ("slam", "evaluative"),
        ("boast", "evaluative"),
        ("Hit back", "evaluative"),
        ("allegation", "distancing"),
        ("admission", "factive"),
        ("reportedly", "neutral"),
        ("bicycle", None),
        ("saying", None),
    ],
)
def test_class_of_a_cue(lemma, expected):
    assert cue_class(lemma) == expected


def test_nouns_and_fragments_are_no_verbs():
    assert is_cue("announce")
    assert not is_cue("announcement")
    assert not is_cue("nounce")
    assert noun_complements("announcement") == {"that"}
    assert complements("announcement") == frozenset()


@pytest.mark.parametrize("name", ["reporting_verbs.csv", "reporting_nouns.csv"])
def test_lists_have_every_class_and_only_known_codes(name):
    terms = read_lexicon(name, categories=CLASSES)
    assert {term.category for term in terms} == set(CLASSES)
    known = VERB_CODES if "verbs" in name else {"that", "to"}
    for term in terms:
        codes = set(term.note.partition(";")[0].split())
        assert codes <= known, term
        assert codes, term
        assert term.term == term.term.lower().strip()
    assert [term.term for term in terms] == sorted(term.term for term in terms)


def test_the_list_of_verbs_is_long_and_its_sources_are_named():
    terms = read_lexicon("reporting_verbs.csv")
    assert len(terms) > 300
    sources = " ".join(term.source for term in terms)
    for name in ("Hyland 2005", "Hooper 1975", "Quirk et al. 1985", "Levin 1993", "Pareti 2015"):
        assert name in sources


def test_subjects_have_one_kind_each():
    assert {subject_kind(term.term) for term in read_lexicon("report_subjects.csv")} == set(SUBJECT_KINDS)
    assert subject_kind("removal") is None

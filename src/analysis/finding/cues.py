"""The reporting verbs and nouns, and the class of each: packaged lexicons.

A row's ``note`` begins with codes that say what may be reported with the word, before any ";":

=========================  ==================================================================
``that``                   a content clause, with or without "that"
``overt``                  a content clause only with "that": "found that"
``wh``                     an indirect question: "asked whether"
``inf``                    its own to-infinitive: "vowed to return"
``objinf``                 an object and a to-infinitive: "urged drivers to wait"
``np``                     an object that stands for a statement: "announced a recall of all models"
``ing``                    a gerund: "denied taking part"
``of for as to``           a preposition: "accused them of", "called for", "described the raid as"
``about against at``       the same: "warned about", "warned against", "hinted at"
``toing``                  "to" and what is admitted: "confessed to taking the money"
``trail``                  it may follow its content: "…, she said"
``trailsource``            the same, of documents and names only: "…, the survey found"
``thought``                an opinion: counted only of people named for their knowledge ("analysts expect")
``trailthought``           such an opinion may follow its content: "…, economists believe"
``agent document``         counted only where the subject can state something ("the minister suggested",
                           not "the removal suggests"), or is a finding ("figures show")
``hearing``                what a court or committee hears; who said it is not told
``quote``                  it introduces quotations only: "'…,' she smiled"
``prep adverb``            no verb: "according to", "reportedly"
=========================  ==================================================================
"""

from __future__ import annotations

from functools import lru_cache

from analysis.finding.lexicon import Term, read_lexicon

CLASSES = ("neutral", "distancing", "assertive", "factive", "evaluative")
SUBJECT_KINDS = ("knower", "document", "event", "body", "manner", "person")
_NONE: frozenset[str] = frozenset()


def cue_class(lemma: str) -> str | None:
    """Say how a cue presents what it introduces: neutral · distancing · assertive · factive · evaluative.

    Verbs go before nouns ("report" is a row in both lists). None for a word that is no cue.

    >>> cue_class("insist"), cue_class("point out"), cue_class("according to"), cue_class("allegation")
    ('assertive', 'neutral', 'neutral', 'distancing')
    >>> cue_class("walk") is None
    True
    """
    term = _terms("verbs").get(lemma.lower()) or _terms("nouns").get(lemma.lower())
    return term.category if term else None


def is_cue(lemma: str) -> bool:
    """Tell whether a verb can introduce speech, quoted or reported.

    >>> is_cue("say"), is_cue("hit back"), is_cue("walk")
    (True, True, False)
    """
    return lemma.lower() in _terms("verbs")


def complements(lemma: str) -> frozenset[str]:
    """Return the codes of what may be reported with a verb; empty for no cue.

    >>> sorted(complements("vow"))
    ['inf', 'that', 'trail']
    >>> complements("walk")
    frozenset()
    """
    return _codes("verbs").get(lemma, _NONE)


def noun_complements(lemma: str) -> frozenset[str]:
    """Return the codes of what may be reported with a noun; empty for no cue.

    >>> sorted(noun_complements("claim")), sorted(noun_complements("table"))
    (['that'], [])
    """
    return _codes("nouns").get(lemma, _NONE)


def subject_kind(lemma: str) -> str | None:
    """Say what a common noun is as a source: knower · document · event · body · manner · person.

    >>> subject_kind("economist"), subject_kind("survey"), subject_kind("table")
    ('knower', 'document', None)
    """
    term = _terms("subjects").get(lemma.lower())
    return term.category if term else None


@lru_cache(maxsize=3)
def _terms(part: str) -> dict[str, Term]:
    name = {"verbs": "reporting_verbs", "nouns": "reporting_nouns", "subjects": "report_subjects"}[part]
    known = SUBJECT_KINDS if part == "subjects" else CLASSES
    return {term.term: term for term in read_lexicon(f"{name}.csv", categories=known)}


@lru_cache(maxsize=2)
def _codes(part: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(term.note.partition(";")[0].split()) for name, term in _terms(part).items()}

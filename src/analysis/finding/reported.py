"""Reported speech: content clauses of reporting verbs, "according to", passives, noun cues.

``reported_clauses`` and ``reported_objects`` have what follows a verb, ``reported_sources`` and
``reported_after`` what stands before or around its source, ``reported_nouns`` what follows "claim".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from analysis.finding.clauses import Cue, Reported, child, cues_in, is_passive, speaker_phrase, subject_of
from analysis.finding.cues import is_cue
from analysis.finding.language import Parsed
from analysis.finding.reported_after import find_reported_after
from analysis.finding.reported_clauses import content_clause
from analysis.finding.reported_ends import before_quoted_adjunct, to_quotation_end, trim_end
from analysis.finding.reported_mode import mode_of
from analysis.finding.reported_nouns import find_reported_nouns
from analysis.finding.reported_objects import object_content
from analysis.finding.reported_sources import Source, find_sources
from analysis.finding.stretches import FINITE, is_quoted, opens_quotation, quoted_tokens, strip_marks, to_span

__all__ = ["SPOKEN_KINDS", "Reported", "find_reported"]

SPOKEN_KINDS = ("subhead", "paragraph")  # segments in which speech is looked for

# "The firm said it had determined that …" is one statement of the firm's, not two.
_READ_AS = (*FINITE, "NN", "NNS")  # the last two: a verb that the tagger takes for a noun
_JUDGED = frozenset({"estimate", "determine", "conclude", "find", "calculate", "project"})


def find_reported(parsed: Parsed, *, kinds: Collection[str] = SPOKEN_KINDS) -> list[Reported]:
    """Find indirect speech in an article's segments of some kinds, in text order.

    Counts: content clauses, indirect questions and infinitives of reporting verbs; "accused X of", "called
    for X", "announced X"; "according to X", "X said" after or inside its statement, "as X reported";
    "is believed to", "reportedly"; "his claim that". Nested attribution has a row a source. Half-quoted
    clauses are rows, the marks and the words between them inside.
    Leaves out: clauses quoted whole, or with only their subject outside the marks; opinions, but for those
    of people named for their knowledge ("analysts expect"); orders; what "I", "we" and "you" say outside
    quotation marks.

    Returns:
        The span leaves out "that", a final stop and a following attribution. ``mode`` tells what was said
        from what was not ("did not say that") and what may yet be ("would say").

    Misses: see tests/cases/reported.jsonl, lines with ``"expect": "fail"``.
    """
    quoted = quoted_tokens(parsed)
    cues = [cue for cue in cues_in(parsed) if parsed.sentences[parsed.tokens[cue.verb].sentence].kind in kinds]
    sources = find_sources(parsed, cues)
    apart = {source.cue_first for source in sources}
    by_sentence = _by_sentence(parsed, sources)
    rows = find_reported_after(parsed, sources, quoted) + find_reported_nouns(parsed, quoted)
    for cue in cues:
        if cue.verb not in apart:
            row = _find_right(parsed, cue, quoted, by_sentence.get(parsed.tokens[cue.verb].sentence, ()))
            rows += [row] if row is not None else []
    inside = [(s.start, s.end) for s in parsed.article.segments if s.kind in kinds]
    rows = [row for row in rows if any(start <= row.start < end for start, end in inside)]
    verbs = {(row.start, row.end) for row in rows if row.rule != "noun"}
    rows = [row for row in rows if row.rule != "noun" or (row.start, row.end) not in verbs]  # "responded with a claim"
    return sorted(set(rows), key=lambda row: (row.start, row.end, row.cue_start))


def _by_sentence(parsed: Parsed, sources: Sequence[Source]) -> dict[int, list[Source]]:
    grouped: dict[int, list[Source]] = {}
    for source in sources:
        grouped.setdefault(parsed.tokens[source.cue_first].sentence, []).append(source)
    return grouped


def _find_right(parsed: Parsed, cue: Cue, quoted: list[bool], sources: Sequence[Source]) -> Reported | None:
    """Return what a verb reports to its right, None where it reports nothing."""
    found = content_clause(parsed, cue) or object_content(parsed, cue)
    if found is None or _is_own_voice(parsed, cue, quoted):
        return None
    first, last, rule = found
    last = trim_end(parsed, first, last, sources)
    last = before_quoted_adjunct(parsed, quoted, first, last)
    first, last = strip_marks(parsed, first, last)
    if last <= first or is_quoted(parsed, quoted, first, last):
        return None
    if rule == "content clause" and opens_quotation(parsed, quoted, first, last):
        return None
    start, end = to_span(parsed, first, to_quotation_end(parsed, quoted, first, last))
    cue = _with_preposition(parsed, cue, first)
    cue_start, cue_end = to_span(parsed, cue.verb, cue.last)
    low, high = _speaker(parsed, cue)
    return Reported(start, end, cue_start, cue_end, low, high, mode_of(parsed, cue.verb), rule, cue.lemma)


def _with_preposition(parsed: Parsed, cue: Cue, first: int) -> Cue:
    """Add to a cue the preposition that its content follows: "called for", "called on"."""
    if first != cue.last + 1 or parsed.tokens[cue.last].tag not in ("IN", "RP"):
        return cue
    phrase = f"{cue.lemma} {parsed.tokens[cue.last].text.lower()}"
    return cue._replace(last=cue.last + 1, lemma=phrase) if is_cue(phrase) else cue


def _is_own_voice(parsed: Parsed, cue: Cue, quoted: list[bool]) -> bool:
    """Tell whether nobody is reported: "You wonder why", "asked why, he", "said it had determined"."""
    tokens = parsed.tokens
    if is_passive(parsed, cue.verb):
        return cue.lemma == "ask"
    subject = _subject(parsed, cue.verb)
    if subject is not None and _is_anybody(parsed, cue, subject):
        return True
    if subject is None:
        nominal = tokens[cue.verb].tag == "VBG" and tokens[cue.verb].dep in ("attr", "nsubj", "ROOT", "csubj")
        return nominal or tokens[cue.verb].tag in ("VBD", "VBN", "VB", "VBP")
    if tokens[subject].text.lower() in ("you", "i", "we") and not quoted[subject]:
        return True
    return cue.lemma in _JUDGED and tokens[subject].pos == "PRON" and tokens[cue.verb].dep in ("ccomp", "conj")


def _subject(parsed: Parsed, verb: int) -> int | None:
    """Return a verb's subject, else the noun right before it: "On average witnesses reported"."""
    tokens = parsed.tokens
    subject = subject_of(parsed, verb)
    governs = tokens[verb].tag in _READ_AS and tokens[verb].dep in ("ROOT", "ccomp")
    if subject is not None or verb == 0 or not governs:
        return subject
    before = tokens[verb - 1]
    near = before.pos in ("NOUN", "PROPN") and before.dep in ("pobj", "compound")
    return verb - 1 if near and before.sentence == tokens[verb].sentence else None


def _is_anybody(parsed: Parsed, cue: Cue, subject: int) -> bool:
    """Tell whether a verb of saying has no speaker but the writer: "It is fair to say that"."""
    head = parsed.tokens[cue.verb].head
    ascribed = parsed.tokens[cue.verb].dep == "xcomp" and parsed.tokens[head].lemma == "be"
    return ascribed and parsed.tokens[subject].text.lower() in ("it", "that", "this")


def _speaker(parsed: Parsed, cue: Cue) -> tuple[int, int] | tuple[None, None]:
    """Return the phrase of who said it; of a passive, of whom "by" names."""
    if "hearing" in cue.codes:
        return None, None
    if is_passive(parsed, cue.verb):
        agent = child(parsed, cue.verb, "agent")
        head = child(parsed, agent, "pobj") if agent is not None else None
    else:
        head = _subject(parsed, cue.verb)
    if head is None:
        return None, None
    low, high = speaker_phrase(parsed, head)
    clause = parsed.tokens[head].head
    if clause < cue.verb and parsed.tokens[clause].dep == "ccomp" and parsed.subtree(clause)[1] == cue.verb:
        high = cue.verb  # "Survivors rescued from the wreck said", which the parser takes for two clauses
    return to_span(parsed, low, high)

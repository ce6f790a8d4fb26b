"""Reported speech after a noun: "his claim that", "a warning that", "the promise to"."""

from __future__ import annotations

from analysis.finding.clauses import Reported, child, marker, speaker_phrase, subject_of
from analysis.finding.cues import noun_complements
from analysis.finding.language import Parsed
from analysis.finding.stretches import is_quoted, strip_marks, to_span

# Verbs by which a subject makes the statement that their object names: "issued a warning that".
_MAKES = frozenset(
    {
        "make", "issue", "release", "give", "express", "voice", "offer", "repeat", "raise", "file", "post", "publish",
        "send", "have", "add", "announce", "receive", "hold", "share", "air", "put", "lodge", "level", "stand", "sign",
    }
)  # fmt: skip

_LEAST = 3  # tokens
_FAR = 6  # tokens between "rumours spread" and "that"
_SPREAD = frozenset({"spread", "emerge", "surface", "circulate", "come", "grow", "mount", "swirl", "persist", "arise"})
# Nouns that give a statement as somebody's even where nobody is named: "reports that", "the claim that".
_UNSOURCED = frozenset(
    {"report", "rumour", "rumor", "claim", "allegation", "accusation", "speculation", "suggestion", "warning"}
)


def find_reported_nouns(parsed: Parsed, quoted: list[bool]) -> list[Reported]:
    """Find content clauses of nouns, in text order."""
    times = {name.first: name.last for name in parsed.names if name.label in ("DATE", "TIME")}
    rows = []
    for index, token in enumerate(parsed.tokens):
        if token.pos in ("NOUN", "PROPN") and (codes := noun_complements(token.lemma.lower())):
            row = _row(parsed, index, _content(parsed, index, codes, times), quoted)
            rows += [row] if row is not None else []
    return rows


def _row(parsed: Parsed, index: int, content: tuple[int, int] | None, quoted: list[bool]) -> Reported | None:
    if content is None:
        return None
    first, last = strip_marks(parsed, *content)
    token = parsed.tokens[index]
    lemma = token.lemma.lower()
    speaker = _speaker(parsed, index)
    if last - first < _LEAST or is_quoted(parsed, quoted, first, last) or (not speaker and lemma not in _UNSOURCED):
        return None
    start, end = to_span(parsed, first, last)
    low, high = to_span(parsed, *speaker) if speaker else (None, None)
    return Reported(start, end, token.start, token.end, low, high, "said", "noun", lemma)


def _content(parsed: Parsed, index: int, codes: frozenset[str], times: dict[int, int]) -> tuple[int, int] | None:
    """Return the clause after a noun, also where a time stands between; a relative clause is none."""
    tokens = parsed.tokens
    that = times.get(index + 1, index + 1)
    if (
        "that" in codes
        and that < len(tokens)
        and tokens[that].text.lower() == "that"
        and (tokens[that].tag == "IN" or tokens[that].dep == "mark")
    ):
        clause = tokens[that].head
        if tokens[that].dep not in ("nsubj", "dobj", "det") and clause > that:
            return that + 1, parsed.subtree(clause)[1]
    if "that" in codes and tokens[tokens[index].head].lemma.lower() in _SPREAD:
        return _spread(parsed, tokens[index].head)
    if "to" in codes:
        for i in parsed.children[index]:
            if i > index and tokens[i].dep in ("acl", "relcl") and marker(parsed, i) == "to":
                return parsed.subtree(i)
    return None


def _spread(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """Return the clause of "rumours spread last week that", "reports emerged that"."""
    tokens = parsed.tokens
    end = min(verb + _FAR, parsed.ranges[tokens[verb].sentence].last)
    for i in range(verb + 1, end):
        if tokens[i].text == "that" and tokens[i].tag == "IN" and tokens[i].head > i:
            return i + 1, parsed.subtree(tokens[i].head)[1]
        if tokens[i].tag[:1] == "V" or tokens[i].text in (",", ":", ";"):
            return None
    return None


def _speaker(parsed: Parsed, index: int) -> tuple[int, int] | None:
    """Return whose statement it is: "his claim", "a warning by police", "officials issued a warning"."""
    tokens = parsed.tokens
    owner = child(parsed, index, "poss")
    if owner is None:
        source = next((i for i in parsed.children[index] if tokens[i].text in ("by", "from")), None)
        owner = child(parsed, source, "pobj") if source is not None else None
    head = tokens[index].head
    if owner is None and tokens[index].dep == "dobj" and tokens[head].lemma.lower() in _MAKES:
        owner = subject_of(parsed, head)
    if owner is None and tokens[index].dep == "pobj" and tokens[head].lemma.lower() == "with":
        verb = tokens[head].head  # "left with the promise that", "signed the bill with the promise that"
        owner = subject_of(parsed, tokens[verb].head if tokens[verb].dep == "dobj" else verb)
    if owner is None:
        return None
    low, high = speaker_phrase(parsed, owner)
    return (low, high - 1) if high - 1 > low and tokens[high - 1].tag == "POS" else (low, high)

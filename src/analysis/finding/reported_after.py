"""What a source that stands apart said: the clause before it, after it, or the sentence around it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.clauses import Reported, child, cue_at
from analysis.finding.language import Parsed
from analysis.finding.reported_sources import COMMAS, Source, sentence_end, sentence_start
from analysis.finding.stretches import is_finite, is_quoted, strip_marks, to_span

_LEAST = 3  # tokens; "Yes, he said" without marks is too little to call a statement
_DATELINE = 12  # tokens that a dateline may have: "SPRINGFIELD, Ill. (Agency) —"
_JOINING = frozenset({"and", "but", "while", "although", "though"})
_OPENERS = frozenset(
    {"when", "while", "if", "as", "after", "before", "because", "although", "though", "since", "once", "until", "asked"}
)


def find_reported_after(parsed: Parsed, sources: Sequence[Source], quoted: list[bool]) -> list[Reported]:
    """Find what each source said, and the clauses that are "reportedly" so."""
    rows = []
    for source in sources:
        content = _content_of(parsed, source, quoted)
        if content is not None and content[1] == source.first:
            content = _after_others(parsed, content[0], source, sources), content[1]
        if content is None or (source.rule == "as reported" and any(quoted[source.last : source.last + 2])):
            continue  # the last: 'The rule is, as she put it, "never again"'
        first, last = strip_marks(parsed, *content)
        if last - first >= _LEAST and not is_quoted(parsed, quoted, first, last):
            rows.append(_to_reported(parsed, source, first, last))
    return rows + _find_reportedly(parsed, quoted)


def _to_reported(parsed: Parsed, source: Source, first: int, last: int) -> Reported:
    start, end = to_span(parsed, first, last)
    cue_start, cue_end = to_span(parsed, source.cue_first, source.cue_last)
    low, high = to_span(parsed, *source.speaker)
    return Reported(start, end, cue_start, cue_end, low, high, source.mode, source.rule, source.lemma)


def _content_of(parsed: Parsed, source: Source, quoted: list[bool]) -> tuple[int, int] | None:
    """Return the clause that a source stands beside, or the sentence that it stands inside."""
    first, end = sentence_start(parsed, source.first), sentence_end(parsed, source.first)
    first = _after_dateline(parsed, first, source.first)
    if source.rule in ("according to", "as reported") and _opens_clause(parsed, source, first):
        return _after_opening(parsed, source, end)
    whole = is_finite(parsed, first, source.first) and not _is_adjunct(parsed, first, source.first)
    comma = next((i for i in range(source.last, end) if parsed.tokens[i].text in COMMAS), None)
    if comma is not None and comma + 1 < end and not quoted[comma + 1]:
        resumes = _goes_on(parsed, comma + 1, end) or _is_held_up(parsed, first, source.first)
        if resumes or (not whole and comma == source.last and is_finite(parsed, comma, end)):
            return first, end
    return (first, source.first) if whole else None


def _after_others(parsed: Parsed, first: int, source: Source, sources: Sequence[Source]) -> int:
    """Return where a source's own statement begins: "Two died, police said, and three were hurt, the mayor said"."""
    before = max((s.last for s in sources if first < s.first and s.last < source.first), default=first)
    start = before
    while start < source.first and (parsed.tokens[start].text in COMMAS or parsed.tokens[start].text in _JOINING):
        start += 1
    joined = before > first and parsed.tokens[before].text == "," and start > before + 1
    return start if joined and is_finite(parsed, start, source.first) else first


def _after_dateline(parsed: Parsed, first: int, last: int) -> int:
    """Skip "SPRINGFIELD, Ill. (Agency) —" and "Update:" at a sentence's beginning."""
    tokens = parsed.tokens
    for i in range(first, min(first + _DATELINE, last - 1)):
        spaced = tokens[i].end < tokens[i + 1].start  # not the hyphen of "off-duty"
        if spaced and (tokens[i].text in COMMAS - {",", "…"} or tokens[i].text == ":"):
            return i + 1
        if tokens[i].text[:1].islower() and tokens[i].text not in ("of", "and", "in"):
            break
    return first


def _opens_clause(parsed: Parsed, source: Source, first: int) -> bool:
    """Tell whether "according to" opens its clause: at the sentence's beginning or after "and"."""
    at = source.first - 1
    while at > first and parsed.tokens[at].text == ",":
        at -= 1
    return source.first <= first + 1 or parsed.tokens[at].text.lower() in ("and", "but", ";")


def _after_opening(parsed: Parsed, source: Source, end: int) -> tuple[int, int] | None:
    """Return the clause after "According to the bank," and after "who …," or "however,"."""
    tokens = parsed.tokens
    at = next((i for i in range(source.last, end) if tokens[i].text in (",", ":")), end)
    if at + 1 < end and tokens[at + 1].text.lower() in ("who", "which", "however"):
        at = next((i for i in range(at + 1, end) if tokens[i].text == ","), end)
    return (at + 1, end) if at + 1 < end and is_finite(parsed, at + 1, end) else None


def _is_adjunct(parsed: Parsed, first: int, last: int) -> bool:
    """Tell whether the words before a source are a mere "When asked about it,"."""
    tokens = parsed.tokens
    opened = tokens[first].text.lower() in _OPENERS
    return opened and not any(tokens[i].text == "," for i in range(first, last - 1))


def _goes_on(parsed: Parsed, index: int, end: int) -> bool:
    """Tell whether the sentence resumes its own verb: "The bank, she said, had been slow"."""
    tokens = parsed.tokens
    while index < end and tokens[index].tag == "RB":
        index += 1
    return index < end and tokens[index].tag in ("VBD", "VBZ", "VBP", "MD", "TO")


def _is_held_up(parsed: Parsed, first: int, last: int) -> bool:
    """Tell whether a source cuts a verb from its auxiliary: "A deal could also, analysts say, help"."""
    tokens = parsed.tokens
    last -= 1
    while last > first and (tokens[last].tag == "RB" or tokens[last].text == ","):
        last -= 1
    held = tokens[last].pos == "AUX" or tokens[last].lemma == "be"
    return tokens[last].tag == "MD" or (held and last > first)


def _find_reportedly(parsed: Parsed, quoted: list[bool]) -> list[Reported]:
    """Find clauses that "reportedly" gives as somebody's, without saying whose."""
    tokens = parsed.tokens
    rows = []
    for i, token in enumerate(tokens):
        if token.text.lower() != "reportedly" or quoted[i] or tokens[token.head].pos not in ("VERB", "AUX"):
            continue
        cue = cue_at(parsed, token.head)
        if cue is not None and "that" in cue.codes and child(parsed, token.head, "nsubj") is not None:
            continue  # "he reportedly said": who said it is told
        whole = tokens[token.head].head == token.head
        stretch = (sentence_start(parsed, i), sentence_end(parsed, i)) if whole else parsed.subtree(token.head)
        first, last = strip_marks(parsed, *stretch)
        if last - first > _LEAST:
            start, end = to_span(parsed, first, last)
            rows.append(Reported(start, end, token.start, token.end, None, None, "said", "reportedly", "reportedly"))
    return rows

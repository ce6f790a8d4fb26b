"""Terms of the lexicons, in the outlet's own voice or in quoted words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.finding.language import Parsed, Token
from analysis.finding.terms import NOT_COUNTED, Pattern, Patterns, longest_match, read_own_patterns, read_patterns
from analysis.finding.voice import Spans, is_quoted, quoted_spans
from analysis.records import Quotation, Wording

# The kinds of segment whose words count; a repeated lede would count twice.
COUNTED_KINDS = ("headline", "subhead", "paragraph")

_NEGATORS_LISTED = "no not n't n’t never neither nor without hardly scarcely nobody nothing"
_NEGATORS = frozenset(_NEGATORS_LISTED.split())
# "not clearly", "is not clear", "does not seem": the negation hangs on the head of these.
_UNDER_HEAD = ("acomp", "attr", "advmod", "amod", "aux", "oprd", "xcomp", "pobj", "npadvmod")
_NAMES_LISTED = "PERSON ORG GPE LOC FAC PRODUCT WORK_OF_ART EVENT LAW NORP"
_NAMES = frozenset(_NAMES_LISTED.split())
_HYPHENS = ("-", "‑")


def find_wording(parsed: Parsed, quotations: Sequence[Quotation], *, lexicons: Path | None = None) -> list[Wording]:
    """Find the lexicons' terms, the cues of quotations and scare quotes in one article.

    Counts: whole words and lemmas in headline, subheads and paragraphs; the cue of each quotation whose
    class is known, as "neutral attribution", "evaluative attribution" …; scare quotes. "Slammed" is a cue by
    what it does and a dramatic verb by what it says: two rows.
    Leaves out: furniture and repeated ledes; parts of hyphenated words ("counter-terrorism"); names
    ("the Radical Party"); a term inside a longer term that is found.

    Args:
        parsed: the article.
        quotations: its quotations, which decide the voice (see ``voice.quoted_spans``).
        lexicons: a folder of own CSV files to add to the packaged ones. Each is counted by itself: its terms
            count where a packaged list has them, too.

    Returns:
        Terms in text order. ``term`` is the term without its marks of part of speech; ``rule`` is "lexicon",
        "negated" (within a negation: "not clear"), "cue" or "scare quotes"; ``voice`` is own or quoted.

    Raises:
        InputError: no such folder.
        LexiconError: a row breaks the format.

    Misses: see tests/cases/wording.jsonl, lines with ``"expect": "fail"``.
    """
    spans = quoted_spans(parsed, quotations)
    cues = _find_cues(parsed, quotations, spans)
    lists = [read_patterns(), *read_own_patterns(lexicons)]
    terms = (row for patterns in lists for row in _find_terms(parsed, spans, patterns))
    return sorted([*terms, *cues], key=lambda row: (row.start, -row.end, row.category))


def _find_terms(parsed: Parsed, spans: Spans, patterns: Patterns) -> Iterator[Wording]:
    named = name_tokens(parsed)
    for number, sentence in enumerate(parsed.sentences):
        if sentence.kind not in COUNTED_KINDS:
            continue
        index, last = parsed.ranges[number]
        shouted = _is_title_case(parsed.tokens[index:last])
        while index < last:
            pattern, end = longest_match(parsed.tokens, index, last, patterns)
            if pattern is None or _is_part(parsed, index, end) or _is_name(parsed, index, pattern, named, shouted):
                index += 1
                continue
            if pattern.category != NOT_COUNTED:
                yield _to_wording(parsed, pattern, index, end, spans)
            index = end


def _is_part(parsed: Parsed, first: int, last: int) -> bool:
    """Tell whether a hyphen ties the words to a longer one: "terrorism" in "counter-terrorism"."""
    text, start, end = parsed.article.text, parsed.tokens[first].start, parsed.tokens[last - 1].end
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    tied_before = len(before) == 2 and before[1] in _HYPHENS and before[0].isalnum()
    return tied_before or (len(after) == 2 and after[0] in _HYPHENS and after[1].isalnum())


def _is_name(parsed: Parsed, index: int, pattern: Pattern, named: frozenset[int], shouted: bool) -> bool:
    """Tell whether a capital makes the word a name's part: "the Radical Party", but not in a headline's capitals."""
    token = parsed.tokens[index]
    if not token.text[0].isupper() or pattern.words[0].word[0].isupper():
        return False
    first = index == parsed.ranges[token.sentence].first
    return index in named or (token.pos == "PROPN" and not first and not shouted)


def name_tokens(parsed: Parsed) -> frozenset[int]:
    """Return the capitalised tokens within a name of a person, body, place, people, work, law or event."""
    inside = (i for name in parsed.names if name.label in _NAMES for i in range(name.first, name.last))
    return frozenset(i for i in inside if parsed.tokens[i].text[0].isupper())


def _is_title_case(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if len(token.text) > 3 and token.text.isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _to_wording(parsed: Parsed, pattern: Pattern, first: int, last: int, spans: Spans) -> Wording:
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    voice = "quoted" if is_quoted(spans, start) else "own"
    rule = "negated" if _is_negated(parsed, first, last, pattern) else "lexicon"
    return Wording(parsed.article.article_id, start, end, pattern.category, pattern.term, pattern.lexicon, voice, rule)


def _is_negated(parsed: Parsed, first: int, last: int, pattern: Pattern) -> bool:
    """Tell whether "not", "no", "without" … governs the words: as a sister, or before them under their head.

    A negation that is one of the term's own words ("it is not clear") does not count.
    """
    tokens = parsed.tokens
    own = {word.word for word in pattern.words}
    top = next((i for i in range(first, last) if not first <= tokens[i].head < last), first)
    heads = {top} | {i for i in range(first, last) if tokens[i].pos in ("VERB", "AUX")}
    if tokens[top].dep in _UNDER_HEAD:
        heads.add(tokens[top].head)
    near = heads | {child for head in heads for child in parsed.children[head]}
    reach = last + 1 if tokens[last - 1].pos == "AUX" else last  # "could not", but "clearly not for sale"
    words = (tokens[i].text.lower() for i in near if i < reach)
    return any(word in _NEGATORS and word not in own for word in words)


def _find_cues(parsed: Parsed, quotations: Sequence[Quotation], spans: Spans) -> Iterator[Wording]:
    text, seen = parsed.article.text, set()
    for row in quotations:
        if row.kind == "scare":
            yield _cue_row(row, row.start, row.end, "scare quotes", text, "", "quoted")
        elif row.cue_start is not None and row.cue_end is not None and row.cue_class and row.cue_start not in seen:
            seen.add(row.cue_start)  # the two halves of a quotation share their cue
            voice = "quoted" if is_quoted(spans, row.cue_start) else "own"
            yield _cue_row(
                row, row.cue_start, row.cue_end, f"{row.cue_class} attribution", text, "reporting_verbs", voice
            )


def _cue_row(row: Quotation, start: int, end: int, category: str, text: str, lexicon: str, voice: str) -> Wording:
    rule = "scare quotes" if row.kind == "scare" else "cue"
    return Wording(row.article_id, start, end, category, text[start:end].lower(), lexicon, voice, rule)

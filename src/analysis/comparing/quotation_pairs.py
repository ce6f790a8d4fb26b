"""The same statement of the same speaker in two articles: how alike its words are.

Candidates share a rare word or all their words and, where both are named, the speaker; they are found by a
hash table over all articles, so the time grows with the quotations, not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from analysis.comparing.quotation_words import PARTS, Likeness, compare_words, join_words, split_words
from analysis.comparing.voices import NOBODY
from analysis.finding.annotate import Findings
from analysis.finding.language import Token, is_word
from analysis.records import Quotation, QuotationPair

QUOTED = ("direct", "social")  # kinds that give the speaker's own words
MIN_UNNAMED = 6  # words in a row that must be the same where a speaker has no name
MOST_PLACES = 100  # quotations of one speaker that share a word, before the word is too common to look at
N_RARE = 6  # rarest words of a quotation by which its partners are looked up
# Content words that two tellings of one statement share: at least this many, this part of the shorter's words, and
# this part of both. On articles marked by readers all pairs from .75 of the shorter's on were one statement; at .50
# every second was another ("how the passenger boarded" beside "that a passenger boarded").
MIN_SHARED = 3
SHARED = 0.6
SHARED_OF_BOTH = 0.4

_SHOWN = 12  # content words of a difference that are written out
_SLACK = 2  # a reported clause ends before its last mark, the quoted words in it may not
_COUNTED = ("direct", "social", "indirect")
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_LIGHT_LISTED = (
    "be have do say tell get make go take come give know think want see will would can could may might must should "
    "thing way people time year day one more other new many such good also"
)
_LIGHT = frozenset(_LIGHT_LISTED.split())
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "none", "nobody", "nothing", "neither", "nor", "cannot"})
_INDEFINITE_LISTED = (
    "a an one two three four five six seven eight nine ten some several many most all both few various other another "
    "any no"
)
_INDEFINITE = frozenset(_INDEFINITE_LISTED.split())


@dataclass(frozen=True)
class _Said:
    """A quotation with what it is compared by."""

    number: int  # of its article
    place: int  # among all quotations that are compared
    row: Quotation
    text: str
    speaker: str | None  # key of a named speaker
    forms: tuple[str, ...] = field(repr=False)
    content: dict[str, str] = field(repr=False)  # content words by lemma, as written
    negated: bool = field(repr=False)


class _Candidate(NamedTuple):
    first: _Said
    other: _Said
    likeness: Likeness


def find_quotation_pairs(found: Sequence[Findings]) -> list[QuotationPair]:
    """Find the statements that two articles give of the same speaker.

    Counts: direct, social and indirect quotations that were said, with the same named speaker. Grades:
    identical (the same words, whatever the marks and capitals); shortened (one is a part of the other, or the
    other around an ellipsis, or the two are overlapping cuts); altered (both quoted, words changed:
    ``quotation_words.SIMILAR``); paraphrased (one or both reported, ``SHARED`` of the content words shared).
    Where a speaker has no name ("officials", nobody), only quoted words of which the one are the other or a part of
    them, ``MIN_UNNAMED`` or more.
    Leaves out: scare quotes, silence; reported clauses whose quoted words are paired already.

    Returns:
        One row a pair, by first article (in the order given), other article and place. ``difference`` says which
        words only one of the two gives; a run of words that an article quotes in another place is not among
        them. A quotation has its best partner in each other article; one that the other article gives in several
        parts has a row for each part.
    """
    said = [each for number, findings in enumerate(found) for each in _to_said(number, findings)]
    said = _with_surnames(said)
    texts = _join_texts(said)
    candidates = [
        _Candidate(said[first], said[other], likeness)
        for first, other in sorted(_block(said))
        if (likeness := _grade(said[first], said[other], texts)) is not None
    ]
    chosen = _drop_enclosing(_choose(candidates))
    return [_to_pair(each) for each in sorted(chosen, key=_order)]


def _to_said(number: int, findings: Findings) -> Iterator[_Said]:
    text, tokens = findings.article.text, findings.parsed.tokens
    for row in findings.quotations:
        if row.kind not in _COUNTED or row.mode != "said":
            continue
        first, last = findings.parsed.tokens_in(row.start, row.end)
        words = text[row.start : row.end]
        speaker = _key(row.speaker) if row.speaker else None
        forms = tuple(word.form for word in split_words(words))
        negated = any(token.text.lower() in _NEGATIONS for token in tokens[first:last])
        yield _Said(number, 0, row, words, speaker, forms, _content(tokens[first:last], speaker or ""), negated)


def _content(tokens: Sequence[Token], speaker: str) -> dict[str, str]:
    """Return the content words by lemma, as first written; not the speaker's own name, nor words that say little."""
    left_out = _LIGHT | set(speaker.split())
    found: dict[str, str] = {}
    for token in tokens:
        if token.pos in _CONTENT and is_word(token) and token.lemma.lower() not in left_out:
            found.setdefault(token.lemma.lower(), token.text)
    return found


def _key(speaker: str) -> str | None:
    """Return what a named speaker is known by; None for a description that may stand for anybody.

    >>> _key("Ada Roe"), _key("the Roe administration"), _key("the Ume Fire Department")
    ('ada roe', 'roe administration', 'ume fire department')
    >>> _key("officials"), _key("a spokesman for Ada Roe"), _key("Roe Bank officials"), _key("analysts at Roe Bank")
    (None, None, None, None)
    """
    words = speaker.split()
    if words[0].lower() in _INDEFINITE:
        return None
    definite = words[0].lower() == "the"
    words = words[definite:]
    if definite:
        named = any(word[0].isupper() for word in words)
    else:
        named = not words[0][0].islower() and not words[-1][0].islower()
    return " ".join(words).lower().replace("’", "'").removesuffix("'s") if named else None


def _with_surnames(said: Sequence[_Said]) -> list[_Said]:
    """Number the quotations, and join a surname to the one full name that ends with it."""
    full: dict[str, set[str]] = defaultdict(set)
    for each in said:
        if each.speaker and " " in each.speaker and each.row.speaker_type == "person":
            full[each.speaker.rsplit(" ", 1)[1]].add(each.speaker)
    joined = []
    for place, each in enumerate(said):
        names = full.get(each.speaker or "", set()) if each.row.speaker_type == "person" else set()
        joined.append(replace(each, place=place, speaker=next(iter(names)) if len(names) == 1 else each.speaker))
    return joined


def _join_texts(said: Sequence[_Said]) -> dict[tuple[int, str], str]:
    """Join all that an article gives of one speaker."""
    texts: dict[tuple[int, str], list[str]] = defaultdict(list)
    for each in said:
        if each.speaker:
            texts[each.number, each.speaker].append(each.text)
    return {key: join_words(own) for key, own in texts.items()}


def _block(said: Sequence[_Said]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing, by their places: of different articles, the earlier article first."""
    same: dict[tuple[str | None, tuple[str, ...]], list[_Said]] = defaultdict(list)
    runs: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    sharing: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for each in said:
        same[each.speaker, each.forms].append(each)
        for run in _runs(each) if each.row.kind in QUOTED else ():
            runs[run].append(each)
        for word in each.content if each.speaker else ():
            sharing[each.speaker or "", word].append(each)
    pairs = {pair for (_, forms), group in same.items() if len(forms) > 1 for pair in _across(group, group)}
    pairs |= {pair for group in runs.values() if len(group) <= MOST_PLACES for pair in _across(group, group)}
    for each in said:
        listed = [sharing[each.speaker, word] for word in sorted(each.content)] if each.speaker else []
        for others in sorted((own for own in listed if len(own) <= MOST_PLACES), key=len)[:N_RARE]:
            pairs.update(_across([each], others))
    return pairs


def _runs(each: _Said) -> set[tuple[str, ...]]:
    """Return every ``MIN_UNNAMED`` words in a row."""
    return {each.forms[at : at + MIN_UNNAMED] for at in range(len(each.forms) - MIN_UNNAMED + 1)}


def _across(some: Sequence[_Said], others: Sequence[_Said]) -> Iterator[tuple[int, int]]:
    for each in some:
        for other in others:
            if each.number != other.number:
                yield min(each.place, other.place), max(each.place, other.place)


def _grade(first: _Said, other: _Said, texts: Mapping[tuple[int, str], str]) -> Likeness | None:
    """Grade two quotations, None where they are not, or not surely, the same statement of one speaker."""
    quoted = first.row.kind in QUOTED and other.row.kind in QUOTED
    if first.speaker is None or first.speaker != other.speaker:
        unnamed = first.speaker is None or other.speaker is None
        return _grade_unnamed(first, other) if unnamed and quoted else None
    if quoted or first.forms == other.forms:
        known, other_known = (texts[each.number, first.speaker] for each in (first, other))
        return compare_words(first.text, other.text, known=known, other_known=other_known)
    return _paraphrase(first, other)


def _grade_unnamed(first: _Said, other: _Said) -> Likeness | None:
    """Grade quoted words whose speaker one article does not name: all of the one stand in the other, or nothing."""
    if min(len(first.forms), len(other.forms)) < MIN_UNNAMED:
        return None
    likeness = compare_words(first.text, other.text)
    if likeness is None or likeness.rule not in ("same words", "part"):
        return None
    return likeness if likeness.rule in PARTS else likeness._replace(rule="same words, speaker not named")


def _paraphrase(first: _Said, other: _Said) -> Likeness | None:
    """Compare reported words with reported or quoted ones by the content words that they share."""
    shared = first.content.keys() & other.content.keys()
    least = min(len(first.content), len(other.content))
    score = 2 * len(shared) / max(len(first.content) + len(other.content), 1)
    alike = len(shared) >= MIN_SHARED and len(shared) >= SHARED * least and score >= SHARED_OF_BOTH
    if not alike or first.negated != other.negated or _other_numbers(first, other):
        return None
    said = [
        f"only in the {name}: {', '.join(list(words)[:_SHOWN] + ['…'] * (len(words) > _SHOWN))}"
        for each, name in ((first, "first"), (other, "other"))
        if (words := [shown for lemma, shown in each.content.items() if lemma not in shared])
    ]
    return Likeness("paraphrased", score, "; ".join(said), "content words shared")


def _other_numbers(first: _Said, other: _Said) -> bool:
    """Tell whether both give figures and not one the same: two statements on one matter, or a conflict."""
    mine, theirs = ({word for word in each.content if any(map(str.isdigit, word))} for each in (first, other))
    return bool(mine and theirs) and not mine & theirs


def _choose(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Give each quotation its best partner in each other article, the same words before a paraphrase.

    A quotation may have several partners that are parts of it: the other article splits it with "she said".
    """
    taken: dict[tuple[int, int], str] = {}  # place of a quotation and number of the other article: whole or part
    chosen = []
    for each in sorted(candidates, key=_rank):
        keys = [(each.first.place, each.other.number), (each.other.place, each.first.number)]
        if each.likeness.rule in PARTS:
            short = len(each.first.forms) > len(each.other.forms)
            if keys[short] in taken or taken.get(keys[not short]) == "whole":
                continue
            taken[keys[short]], taken[keys[not short]] = "whole", "parts"
        elif keys[0] in taken or keys[1] in taken:
            continue
        else:
            taken |= dict.fromkeys(keys, "whole")
        chosen.append(each)
    return chosen


def _rank(each: _Candidate) -> tuple[bool, float, int, int]:
    return each.likeness.grade == "paraphrased", -each.likeness.score, each.first.place, each.other.place


def _drop_enclosing(chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """Leave out paraphrases whose quoted words are paired already: he said it was "a great day"."""
    inner: dict[tuple[int, int], list[_Candidate]] = defaultdict(list)
    for each in chosen:
        if each.likeness.grade != "paraphrased":
            inner[each.first.number, each.other.number].append(each)
    return [
        each
        for each in chosen
        if each.likeness.grade != "paraphrased"
        or not any(_holds(each, within) for within in inner[each.first.number, each.other.number])
    ]


def _holds(outer: _Candidate, inner: _Candidate) -> bool:
    return all(
        side.row.start <= within.row.start and within.row.end <= side.row.end + _SLACK
        for side, within in ((outer.first, inner.first), (outer.other, inner.other))
    )


def _order(each: _Candidate) -> tuple[int, int, int, int, int]:
    return each.first.number, each.other.number, each.first.row.start, each.first.row.end, each.other.row.start


def _to_pair(each: _Candidate) -> QuotationPair:
    first, other = each.first.row, each.other.row
    named = [said.row.speaker for said in (each.first, each.other) if said.speaker]
    return QuotationPair(
        first.article_id,
        first.start,
        first.end,
        max([name for name in named if name], key=len, default=first.speaker or other.speaker or NOBODY),
        each.likeness.grade,
        other.article_id,
        other.start,
        other.end,
        first.cue,
        other.cue,
        each.likeness.difference,
        each.likeness.rule,
    )

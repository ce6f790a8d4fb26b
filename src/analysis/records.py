"""The records that finders and comparers make, all on one page.

A record is frozen and points into the evidence: ``start`` and ``end`` are code points into
``Article.text``, half-open. Records do not repeat the text; ``tables.to_table`` adds it.
Field order is column order (``text`` is put in after ``end``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

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
class Correction:
    """What a reader sets right in one row of a table: its span, the column, the right value, who says so and why."""

    article_id: str
    start: int
    end: int
    table: str
    column: str  # of the table; "row" with the value "remove" takes the row out
    value: str  # as written; "" where nothing should stand
    other_id: str  # which of several rows on one span, in tables of two articles; "" means all
    who: str
    why: str
    line: int  # of corrections.csv


@dataclass(frozen=True, slots=True)
class Event:
    """The articles on one event, in order of ``article_id``, and what was odd about reading them."""

    name: str
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def _repr_html_(self) -> str:
        """Show the event in a notebook: its articles, how much was odd, and what to call next."""
        rows = "".join(
            f"<tr><td>{escape(article.source)}</td><td>{escape(article.title or 'untitled')}</td>"
            f"<td>{escape(article.published or 'undated')}</td><td>{escape(article.article_id)}</td></tr>"
            for article in self.articles
        )
        head = "<tr><th>source</th><th>title</th><th>published</th><th>article_id</th></tr>"
        return (
            f"<p><b>{escape(self.name) or 'articles'}</b>: {len(self.articles)} articles, "
            f"{len(self.problems)} problems (<code>event.problems</code>)</p><table>{head}{rows}</table>"
            "<p>Next: <code>comparison = compare(event)</code></p>"
        )


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
class LabelUse:
    """A place where a source calls an entity, an act's part or an aligned thing something."""

    article_id: str
    start: int
    end: int
    entity: str
    label: str  # the words, on one line, without capitals that are no name's
    voice: str  # own · quoted
    rule: str  # name · act · called · aligned


@dataclass(frozen=True, slots=True)
class Role:
    """A mention that does something, or to which something is done."""

    article_id: str
    start: int
    end: int
    entity: str
    role: str  # does · suffers, doer named · suffers, no doer
    verb: str  # its lemma
    voice: str  # own · quoted
    rule: str  # subject · agent · object · passive subject


@dataclass(frozen=True, slots=True)
class TermUse:
    """A place where a term of the vocabulary is used."""

    article_id: str
    start: int
    end: int
    term: str
    voice: str  # own · quoted
    rule: str  # word · name · pair


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
    missing_start: int | None  # of a sentence that is partly there: the part that is not
    missing_end: int | None
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


@dataclass(frozen=True, slots=True)
class Credit:
    """A news agency that an article credits, where it does."""

    article_id: str
    start: int
    end: int
    agency: str
    kind: str  # whole: the text is the agency's · part: it contributed
    rule: str


@dataclass(frozen=True, slots=True)
class Account:
    """Why an article belongs to an account of the event. ``account`` numbers the independent accounts."""

    article_id: str
    start: int
    end: int
    account: int
    kind: str  # agency · contribution · copied · source · alone
    agency: str | None
    other_id: str | None  # the article that a copied passage stands in too, or that the same outlet has
    rule: str


@dataclass(frozen=True, slots=True)
class Audit:
    """How firmly the status of a sentence against another article stands."""

    article_id: str
    start: int
    end: int
    other_id: str
    status: str
    runner_up: str | None  # the status that came next
    margin: float | None  # by how much it did; None where no score decided
    sure_margin: float | None  # above the bound from which the status may be stated, negative below
    rule: str

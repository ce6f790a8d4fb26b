"""Credits to news agencies: whose text an article prints, or says that it draws on.

``agencies.csv`` lists the names that agencies go by. A name counts only where it is a credit: in the place line, the
byline, a note of copyright, or a line on who contributed. "told Reuters" and "according to the Associated Press" say
where a statement comes from and credit nobody with the article; a photograph's credit is none either.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from analysis.errors import LexiconError
from analysis.reading.sentences import split_sentences
from analysis.records import Article, Credit

UNNAMED = "agencies not named"
_HEAD, _TAIL = 900, 900  # characters at either end of an article where credits stand
_PHOTO = re.compile(r"\b(?:photo|photograph|image|picture|video|file|pool|getty|handout|caption)", re.IGNORECASE)
_RIGHTS = r"(?:Copyright|©|\(c\))[\s©]*(?:\(c\)\s*)?\d{4},?\s+(?:by\s+)?"


@lru_cache(maxsize=1)
def load_agencies() -> dict[str, str]:
    """Read the packaged list: each form of a name and the agency it stands for.

    Raises:
        LexiconError: a row has no form or no agency, or a form stands twice.
    """
    agencies: dict[str, str] = {}
    text = (resources.files("analysis.reading") / "agencies.csv").read_text("utf-8")
    for line, row in enumerate(csv.DictReader(text.splitlines()), 2):
        if not row["form"] or not row["agency"] or row["form"] in agencies:
            raise LexiconError(
                f"agencies.csv line {line}: expected a new form and its agency, got {row['form']!r} and "
                f"{row['agency']!r}. Fix the line."
            )
        agencies[row["form"]] = row["agency"]
    return agencies


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    forms = "|".join(re.escape(form) for form in sorted(load_agencies(), key=lambda form: (-len(form), form)))
    name = rf"(?<![\w&])(?P<agency>{forms})(?![\w&])"
    return {
        "name": re.compile(name),
        # "ERIE, Pa. (AP) - ", "ISLAMABAD, March 4 (Reuters) - ", "BOGOTÁ (EFE).- "
        "place line": re.compile(rf"\((?:The\s+)?{name}(?:/[\w ]{{2,20}})?\)\s*\.?\s*[-–—]"),
        # "By The Associated Press", "JANE ROE, Associated Press", "Jane Roe | AP", "Agence France-Presse in Kabul"
        "byline": re.compile(
            rf"""(?P<by>By\s+|Von\s+|Par\s+|Por\s+|Source:?\s+)?
                (?P<names>(?:[A-ZÀ-Þ][\w.’'-]*(?:,?\s+(?:[|/–—-]\s+)?(?:and\s+|with\s+)?|\s?/\s?)){{1,6}}?)??
                (?:and\s+|with\s+)?(?:the\s+)?
                {name}(?:\s+(?:staff|reporters?|writers?|correspondents?|news\s+agency))?
                (?:\s+in\s+[A-ZÀ-Þ][\w ,.-]{{2,40}})?\s*\Z""",
            re.VERBOSE,
        ),
        # "Copyright 2017 The Associated Press. All rights reserved."
        "copyright": re.compile(rf"(?:\A|(?<=[.!?”\"\n]))\s*{_RIGHTS}{name}"),
    }


_CONTRIBUTED = re.compile(
    r"""\bcontributed\s+(?:to\s+)?(?:this|the)\s+(?:report|story|article|piece|reporting|dispatch)\b
      | \b(?:with|additional)\s+(?:\w+\s+){0,2}?
            (?:inputs?|reporting|files?|material|information|contributions?|assistance|reports|copy)\s+(?:from|by)\b
      | \b(?:material|information|reports?|copy)\s+from\b[^.]{2,60}\b(?:was|were)\s+used\b
      | \bcompiled\s+(?:from|by)\b
      | \b(?:reporting|writing|written|reported)\s+by\b
      | (?:\A|[(\[—–-]\s*)with\s+[\w ,-]{2,40}[.)\]]*\Z
      | \b(?:staff|writer|correspondent|reporter)s?\s+and\s+(?:news\s+)?agenc(?:y|ies)\b
      | \bfrom\s+(?:wire|agency|staff\s+and\s+wire)\s+(?:reports|services|dispatches)\b
      | \A[(\[]?agencies[)\]]?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_GENERIC = re.compile(
    r"\bagenc(?:y|ies)\b|\bwire\s+(?:reports|services|dispatches)\b|\bnews\s+services\b", re.IGNORECASE
)
_LONGEST = 300  # characters: a line on who contributed is no paragraph


def find_credits(article: Article) -> list[Credit]:
    """Find where an article credits news agencies, in text order, each agency once a place.

    Counts: agencies in the place line, the byline or the author that ``sources.toml`` gives, a note of copyright, a
    line on who contributed; and an agency's own articles. Leaves out: photographs, and agencies as somebody's source.

    Returns:
        Credits of kind "whole" (the text is the agency's) or "part" (it contributed). ``agency`` is ``UNNAMED`` where
        the line says "agencies" and no name.
    """
    found = [*_find_own(article), *_find_head(article), *_find_tail(article)]
    return sorted(dict.fromkeys(found), key=lambda credit: (credit.start, credit.end, credit.agency))


def _find_own(article: Article) -> Iterator[Credit]:
    """Yield the agency that is the source or the author itself; the headline stands for the article."""
    for said, rule in ((article.source, "source"), (article.author or "", "author")):
        hit = _patterns()["byline"].match(said.strip())
        span = _find_headline(article)
        if hit and span:
            yield Credit(article.article_id, *span, load_agencies()[hit["agency"]], "whole", f"agency as {rule}")


def _find_headline(article: Article) -> tuple[int, int] | None:
    for segment in article.segments:
        if segment.kind in ("headline", "paragraph") and (
            stripped := article.text[segment.start : segment.end].strip()
        ):
            start = article.text.index(stripped, segment.start)
            return start, start + len(stripped.splitlines()[0])
    return None


def _find_head(article: Article) -> Iterator[Credit]:
    """Yield the agencies of place lines and bylines."""
    for start, line, kind in _lines(article):
        if kind not in ("dateline", "paragraph", "subhead"):
            continue
        if hit := _patterns()["place line"].search(line[:160] + " -" * (kind == "dateline")):
            yield _credit(article, start, hit, "whole", "place line")
        elif start < _HEAD and (hit := _match_byline(line, kind)):
            yield _credit(article, start, hit, "whole", "byline")


def _match_byline(line: str, kind: str) -> re.Match[str] | None:
    """Match a byline; "Mayor Sues Reuters" is none, nor in the text a bare name, which a photograph may bear."""
    hit = _patterns()["byline"].match(line)
    if not hit or hit["by"]:
        return hit
    if hit["names"]:
        return hit if kind == "dateline" and re.search(r"[,|/–—]|\s-", hit["names"]) else None
    return hit if kind == "dateline" or hit["agency"] != line else None


def _find_tail(article: Article) -> Iterator[Credit]:
    """Yield the agencies of notes of copyright, and of lines on who contributed."""
    edge = max(len(article.text) - _TAIL, 0)
    for start, line, kind in _lines(article):
        for hit in _patterns()["copyright"].finditer(line):
            yield _credit(article, start, hit, "whole", "copyright")
        if kind == "headline" or (start + len(line) < edge and start > _HEAD):
            continue
        for low, high in split_sentences(article.text, start, start + len(line)):
            yield from _find_contribution(article, low, high)


def _find_contribution(article: Article, low: int, high: int) -> Iterator[Credit]:
    said = article.text[low:high]
    cue = _CONTRIBUTED.search(said)
    if not cue or len(said) > _LONGEST or _PHOTO.search(said):
        return
    named = list(_patterns()["name"].finditer(said))
    for hit in named:
        yield _credit(article, low, hit, "part", "contribution")
    if not named and (generic := _GENERIC.search(said)):
        yield Credit(article.article_id, low + generic.start(), low + generic.end(), UNNAMED, "part", "contribution")


def _lines(article: Article) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of each segment: where they start, their text without blanks around it, the segment's kind."""
    for segment in article.segments:
        position = segment.start
        for line in article.text[segment.start : segment.end].splitlines(keepends=True):
            if stripped := line.strip():
                yield position + line.index(stripped), stripped, segment.kind
            position += len(line)


def _credit(article: Article, offset: int, hit: re.Match[str], kind: str, rule: str) -> Credit:
    start, end = hit.span("agency")
    return Credit(article.article_id, offset + start, offset + end, load_agencies()[hit["agency"]], kind, rule)

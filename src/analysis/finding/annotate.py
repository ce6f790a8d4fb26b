"""One article at a time through every finder: the records of a group of articles, found once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.finding.dates import find_dates
from analysis.finding.entities import find_mentions
from analysis.finding.language import Parsed, parse_articles
from analysis.finding.quantities import find_quantities
from analysis.finding.quotations import find_quotations
from analysis.finding.terms import check_lexicons
from analysis.finding.wording import find_wording
from analysis.records import Article, DateMention, Event, Mention, Quantity, Quotation, Wording


@dataclass(frozen=True)
class Findings:
    """What the finders found in one article; ``parsed`` is the parse they shared."""

    parsed: Parsed
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    wording: tuple[Wording, ...]

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.parsed.article


def note_lexicons(event: Event, lexicons: str | Path | None) -> Event:
    """Return the event with a problem for each term of own lexicons that can never match.

    Raises:
        InputError, LexiconError: as ``terms.check_lexicons``.
    """
    if lexicons is None:
        return event
    return replace(event, problems=(*event.problems, *check_lexicons(Path(lexicons))))


def find_all(articles: Iterable[Article], *, lexicons: str | Path | None = None) -> list[Findings]:
    """Run every finder over the articles of one event; entities get one name across all of them.

    ``lexicons`` is a folder of own lexicons that join the packaged ones.
    """
    parses = list(parse_articles(articles))
    mentions: dict[str, list[Mention]] = {parsed.article.article_id: [] for parsed in parses}
    for mention in find_mentions(parses):
        mentions[mention.article_id].append(mention)
    return [_find_in(parsed, mentions[parsed.article.article_id], lexicons) for parsed in parses]


def find_each(articles: Iterable[Article], *, lexicons: str | Path | None = None) -> Iterator[Findings]:
    """Run every finder over articles that need not share an event, each on its own."""
    for parsed in parse_articles(articles):
        yield _find_in(parsed, find_mentions([parsed]), lexicons)


def _find_in(parsed: Parsed, mentions: Sequence[Mention], lexicons: str | Path | None) -> Findings:
    quotations = find_quotations(parsed, mentions)
    dates = find_dates(parsed)
    return Findings(
        parsed,
        tuple(mentions),
        tuple(quotations),
        tuple(find_quantities(parsed, dates)),
        tuple(dates),
        tuple(find_wording(parsed, quotations, lexicons=None if lexicons is None else Path(lexicons))),
    )

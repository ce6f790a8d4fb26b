"""An article as it is stored, before and after its text is taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.reading.limits import describe_limits
from analysis.reading.sources import FILE_NAME
from analysis.reading.stated import Stated
from analysis.records import Article, Segment


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a file holds it. ``facts``: what file and ``sources.toml`` say of it."""

    article_id: str
    event: str
    text: str = field(repr=False)
    facts: dict[str, str]
    path: str
    sha256: str
    problems: tuple[str, ...] = ()  # what is odd about how it is stored


def to_article(draft: Draft, stated: Stated) -> tuple[Article, list[str]]:
    """Make an article of a draft and of what its text says of itself; tell what is odd about it.

    What file and ``sources.toml`` say goes before the text. ``source`` is "" where nobody names it.

    >>> from analysis.reading.stated import read_text
    >>> draft = Draft("a", "", "Rain closes road\\nThe road is shut.\\n", {"published": "2024-02-28"}, "a.txt", "")
    >>> article, problems = to_article(draft, read_text(draft.text))
    >>> article.title, article.published, problems
    ('Rain closes road', '2024-02-28', [])
    """
    known = stated.facts | draft.facts
    article = Article(
        draft.article_id,
        draft.event,
        known.get("source", ""),
        draft.text,
        tuple(Segment(draft.article_id, *part) for part in stated.parts),
        publisher=known.get("publisher"),
        country=known.get("country"),
        author=known.get("author"),
        title=known.get("title"),
        published=known.get("published"),
        language=known.get("language"),
        url=known.get("url"),
        path=draft.path,
        sha256=draft.sha256,
    )
    return article, [*draft.problems, *_describe_oddities(article)]


def _describe_oddities(article: Article) -> list[str]:
    odd = []
    if not article.text.strip():
        odd.append(f"{article.path} is empty")
    elif not any(segment.kind == "paragraph" for segment in article.segments):
        odd.append(f"{article.path} has no paragraph; everything in it was set aside")
    odd += [f"{article.path} {said}" for said in describe_limits([segment.rule for segment in article.segments])]
    if article.published is None:
        odd.append(f"{article.path} is undated: no date of publication in {FILE_NAME} or around its headline")
    return odd

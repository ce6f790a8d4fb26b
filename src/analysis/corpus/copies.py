"""Articles that give another's text again: an agency text printed by several, an article updated by its source.

Candidates come from MinHash over runs of five words (Broder 1997; rensa) in bands, so that not every two articles
are compared; each candidate pair is then counted exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.records import Article

_RUN = 5  # words
_HASHES, _BANDS, _SEED = 128, 32, 1  # finds .56 of pairs that share .4 of their runs, .87 at .5, .99 at .6
_MOST = 0.5  # of the shorter text's runs; from here on it is no account of its own
_FEWEST = 30  # runs; a shorter text is a snippet that anything may hold
_WORD = re.compile(r"\w+")
_BODY = ("headline", "subhead", "paragraph")


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that gives another's text again. ``share``: of the shorter one's runs that both have."""

    number: int
    of: int
    kind: str  # copy · update
    share: float


def find_copies(articles: Sequence[Article]) -> list[Copy]:
    """Find the articles that give another's text again, each with the earliest that has it.

    Counts: runs of five words of headline and paragraphs, lower-cased. The earlier of two by date of publication is
    the original, then the one whose ``article_id`` comes first. One source's later version of its own article is an
    "update", another source's text a "copy". Leaves out: texts of fewer than 30 runs.

    Returns:
        One row an article that has an original, in the order given; the original is never itself a copy.
    """
    runs = [_find_runs(article) for article in articles]
    order = sorted(range(len(articles)), key=lambda n: (articles[n].published or "9999", articles[n].article_id))
    rank = {number: place for place, number in enumerate(order)}
    originals: dict[int, Copy] = {}
    for one, other in sorted(_find_candidates(runs), key=lambda pair: sorted((rank[pair[0]], rank[pair[1]]))):
        early, late = sorted((one, other), key=rank.__getitem__)
        share = len(runs[one] & runs[other]) / min(len(runs[one]), len(runs[other]))
        if share >= _MOST and late not in originals:
            root = originals[early].of if early in originals else early
            kind = "update" if articles[late].source == articles[root].source else "copy"
            originals[late] = Copy(late, root, kind, round(share, 2))
    return [originals[number] for number in sorted(originals)]


def _find_runs(article: Article) -> frozenset[str]:
    body = " ".join(article.text[s.start : s.end] for s in article.segments if s.kind in _BODY)
    words = _WORD.findall(body.lower())
    return frozenset(" ".join(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1))


def _find_candidates(runs: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.5, _HASHES, _BANDS)
    for number, own in enumerate(runs):
        if len(own) < _FEWEST:
            continue
        sketch = RMinHash(_HASHES, _SEED)
        sketch.update(sorted(own))
        for other in sorted(set(index.query(sketch))):
            yield other, number
        index.insert(number, sketch)

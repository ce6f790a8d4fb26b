"""Which sentences of one article stand in another: shared, partly, only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from analysis.comparing.missing import find_missing
from analysis.comparing.model import STATUSES, Model, choose_model
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space, read_space
from analysis.comparing.units import Unit
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.records import Coverage, Match

_PASSAGE = 3  # sentences that a nearest passage has at most
_GAIN = 0.15  # what a neighbouring sentence must add to the coverage of a sentence to belong to the passage
_DIGITS = 4
MOST_LINKS = 10  # of a sentence with those of one other article; in the gold events it has 6 at most


def find_matches(found: Sequence[Findings], *, model: Model | None = None, space: Space | None = None) -> list[Match]:
    """Align the sentences of every two articles of one event.

    Counts: headlines, subheads and sentences of paragraphs. Leaves out: furniture, datelines, repeats.

    Args:
        found: the articles of one event.
        model: other weights than the packaged ones.
        space: ``read_space`` of the articles, where the caller has it.

    Returns:
        One row an aligned pair, the earlier article of ``found`` first, in text order; a sentence may stand in
        several rows. ``score`` is the probability that both state the same.

    Misses: see tests/cases/coverage.jsonl, lines with ``"expect": "fail"``.
    """
    space = space or read_space(found)
    model = model or choose_model(space)
    return [match for one, other in combinations(space.rows, 2) for match in _match_articles(space, one, other, model)]


def _match_articles(space: Space, one: str, other: str, model: Model) -> Iterator[Match]:
    ours, theirs = space.units[space.rows[one]], space.units[space.rows[other]]
    links = _link(space, one, other, model)
    for i, j in np.argwhere(_keep_best(links, model.link_bound)):
        a, b = ours[i], theirs[j]
        if a.only_silent != b.only_silent and not (a.silent and b.silent):
            continue  # what one of them says is not known is no statement of what the other reports
        rule = "identical" if a.words == b.words else "lexical"
        score = round(float(links[i, j]), _DIGITS)
        yield Match(a.article_id, a.start, a.end, b.article_id, b.start, b.end, score, rule)


def _keep_best(links: Matrix, bound: float) -> Matrix:
    """Return which links hold: over the bound, and among the best of both their sentences.

    A text that says one thing a thousand times would link every two of them.
    """
    held = links >= bound
    if held.size and max(held.sum(axis=0).max(), held.sum(axis=1).max()) > MOST_LINKS:
        for axis in (0, 1):
            ranks = np.argsort(np.argsort(-links, axis=axis, kind="stable"), axis=axis, kind="stable")
            held &= ranks < MOST_LINKS
    return held


def _link(space: Space, one: str, other: str, model: Model) -> Matrix:
    """Return link probabilities; sentences of the same words are linked whatever the model says."""
    links = model.link_articles(space, one, other)
    links[_same_words(space, one, other)] = 1.0
    return links


def _same_words(space: Space, one: str, other: str) -> Matrix:
    theirs = [unit.words for unit in space.units[space.rows[other]]]
    ours = space.units[space.rows[one]]
    same = [unit.words == words for unit in ours for words in theirs]
    return np.array(same, dtype=bool).reshape(len(ours), len(theirs))


def find_coverage(
    found: Sequence[Findings], matches: Sequence[Match], *, model: Model | None = None, space: Space | None = None
) -> list[Coverage]:
    """Hold each sentence of each article against each other article.

    ``shared``: its main content stands in the other article too (details may conflict); ``partly``: a substantial
    part does and a substantial part does not; ``only``: it does not.

    Args:
        found: the articles of one event.
        matches: their aligned sentences (``find_matches``): where there are any, the passage starts from the best.
        model: other weights than the packaged ones.
        space: ``read_space`` of the articles, where the caller has it.

    Returns:
        A row for every sentence and every other article, in order of ``found``, text and other article. ``score``
        is the probability that it is shared, ``sure`` whether the status may be stated, ``nearest`` the passage of
        the other article that is most like it, empty only where that article has no sentence. ``missing``: of a
        sentence that is partly there, what neither that passage nor an aligned sentence carries (``missing``).
    """
    space = space or read_space(found)
    model = model or choose_model(space)
    aligned = {(m.article_id, m.start, m.other_id, m.other_start) for m in matches}
    aligned |= {(m.other_id, m.other_start, m.article_id, m.start) for m in matches}
    parses = {findings.article.article_id: findings.parsed for findings in found}
    rows: list[Coverage] = []
    for one, other in combinations(space.rows, 2):
        links = _link(space, one, other, model)
        rows += _hold(space, (parses[one], parses[other]), links, model, aligned)
        rows += _hold(space, (parses[other], parses[one]), links.T, model, aligned)
    order = {article_id: number for number, article_id in enumerate(space.rows)}
    return sorted(rows, key=lambda row: (order[row.article_id], row.start, order[row.other_id]))


def _hold(
    space: Space, pair: tuple[Parsed, Parsed], links: Matrix, model: Model, aligned: set[tuple[str, int, str, int]]
) -> Iterator[Coverage]:
    parsed, one, other = pair[0], pair[0].article.article_id, pair[1].article.article_id
    ours, theirs = space.units[space.rows[one]], space.units[space.rows[other]]
    if not theirs:
        for unit in ours:
            yield Coverage(
                unit.article_id, unit.start, unit.end, other, "only", 0.0, False, None, None, None, None, "no text"
            )
        return
    chances = model.weigh_statuses(space, one, other, links)
    words = {unit.words for unit in theirs}
    for i, unit in enumerate(ours):
        status, score, sure = _decide(chances[i], model, identical=unit.words in words)
        same_silence = unit.silent == theirs[int(links[i].argmax())].silent
        if unit.only_silent and not same_silence and status != "only":
            status, sure = "only", False  # "It was not clear what Paris will stop" is no report of what Paris will stop
        sure = sure and (status != "shared" or same_silence)
        row, start = space.rows[one].start + i, space.rows[other].start
        first, last = _find_passage(space, row, space.rows[other], links[i])
        linked = any((one, unit.start, other, their.start) in aligned for their in theirs)
        rule = "identical" if unit.words in words else "lexical, aligned" if linked else "lexical, not aligned"
        carriers = {*range(first, last + 1), *np.flatnonzero(links[i] >= model.link_bound).tolist()}
        part = find_missing(space, parsed, row, [start + n for n in sorted(carriers)]) if status == "partly" else None
        yield Coverage(
            unit.article_id, unit.start, unit.end, other, status, score, sure,
            theirs[first].start, theirs[last].end, part[0] if part else None, part[1] if part else None, rule,
        )  # fmt: skip


def _decide(chances: Matrix, model: Model, *, identical: bool) -> tuple[str, float, bool]:
    """Return status, probability of "shared" and whether the status may be stated."""
    if identical:
        return "shared", 1.0, True
    only, partly, shared = (float(chance) for chance in chances)
    status = STATUSES[int(np.argmax([only, partly * model.lift, shared]))]
    sure = {"only": only >= model.sure_only, "partly": False, "shared": shared >= model.sure_shared}[status]
    return status, round(shared, _DIGITS), sure


def _find_passage(space: Space, row: int, other: slice, links: Matrix) -> tuple[int, int]:
    """Return first and last sentence of the passage most like a sentence: the best one and neighbours that add."""
    held = (space.presence[row] > 0) * space.weights
    total = max(float(held.sum()), 1e-6)
    first = last = int(links.argmax())
    best = space.reached[other.start + first]
    while last - first + 1 < _PASSAGE:
        gains = {
            n: float(held @ (np.maximum(best, space.reached[other.start + n]) - best)) / total
            for n in (first - 1, last + 1)
            if 0 <= n < len(links) and _adjoin(space.units[other], *((n, first) if n < first else (last, n)))
        }
        n = max(gains, key=lambda n: gains[n], default=first)
        if gains.get(n, 0.0) < _GAIN:
            break
        first, last, best = min(first, n), max(last, n), np.maximum(best, space.reached[other.start + n])
    return first, last


def _adjoin(units: Sequence[Unit], a: int, b: int) -> bool:
    """Tell whether two sentences follow each other with nothing set aside between them."""
    return units[b].sentence == units[a].sentence + 1

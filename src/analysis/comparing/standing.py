"""What is measured of a sentence against a whole other article, once links between their sentences are known."""

from __future__ import annotations

import numpy as np

from analysis.comparing import similarity
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space

STATUS_SIGNALS = (
    "link",  # log-odds of the best link
    "link_next",  # of the second best
    "best",  # coverage by the best sentence
    "passage",  # by the best passage of three sentences
    "whole",  # by the whole other article
    "rarest",  # by the passage, of the rarest third of its terms
    "clause",  # the worst-covered clause, by the best sentence for it
    "clause_whole",  # the worst-covered clause, by the whole article
    "clause_link",  # the worst-covered clause, by the best-linked passage
    "linked",  # coverage by all its links, each by its probability
    "back",  # how much of the best-linked sentence this one covers
    "cosine",
    "letters",
    "runs",
    "act",  # arguments in common under kin verbs, log: the best sentence
    "act_link",  # the best-linked sentence
    "verbs_link",  # best match between the verbs of the two
    "names_link",  # weighted overlap of their entities
    "numbers_missing",  # numbers that the other article does not have
    "names_missing",
    "n_terms",
    "n_clauses",
    "headline",
    "lede",
    "position",  # what stands late is carried by fewer
    "near_links",  # best link of the sentence before and after
    "n_own",  # terms of the article it stands in, log
    "n_other",  # terms of the article it is held against, log: a short one carries less
)
_LEAST = 1e-6


def status_signals(space: Space, one: str, other: str, links: Matrix) -> Matrix:
    """Return what is measured of each sentence of one article against another.

    In order of STATUS_SIGNALS, then, where sentences were read together, of JOINT_STATUS_SIGNALS.

    Args:
        space: the event's sentences.
        one: the article whose sentences are judged.
        other: the article they are held against.
        links: probability of a link, sentences of ``one`` × sentences of ``other``.
    """
    a, b = space.rows[one], space.rows[other]
    presence, reached = space.presence[a], space.reached[b]
    passages = _passages(reached)
    linked = passages[links.argmax(axis=1)]
    ranked = np.sort(links, axis=1)
    best = links.argmax(axis=1)
    row = np.arange(len(presence))
    units = space.units[a]
    weights = space.weights
    headline = np.array([float(u.kind == "headline") for u in units])
    position = np.array([u.position for u in units])
    by_clause = [_cover_clauses(space, a, table) for table in (reached, reached.max(axis=0, keepdims=True))]
    numbers = {number for unit in space.units[b] for number in unit.numbers}
    names = {name for unit in space.units[b] for name in unit.names}
    signals = {
        "link": _log_odds(ranked[:, -1]),
        "link_next": _log_odds(ranked[:, -2] if links.shape[1] > 1 else ranked[:, -1] * 0),
        "best": similarity.cover(presence, weights, reached).max(axis=1),
        "passage": similarity.cover(presence, weights, passages).max(axis=1),
        "whole": similarity.cover(presence, weights, reached.max(axis=0, keepdims=True))[:, 0],
        "rarest": _cover_rarest(presence, weights, passages),
        "clause": by_clause[0],
        "clause_whole": by_clause[1],
        "clause_link": _cover_clauses_linked(space, a, linked),
        "linked": _cover_linked(presence, weights, reached, links),
        "back": space.layers["cover"][b, a].T[row, best],
        "cosine": space.layers["cosine"][a, b].max(axis=1),
        "letters": space.layers["letters"][a, b].max(axis=1),
        "runs": np.log1p(space.layers["runs"][a, b].max(axis=1)),
        "act": np.log1p(space.layers["act"][a, b].max(axis=1)),
        "act_link": np.log1p(space.layers["act"][a, b][row, best]),
        "verbs_link": space.layers["verbs"][a, b][row, best],
        "names_link": space.layers["names"][a, b][row, best],
        "numbers_missing": np.array([len(set(u.numbers) - numbers) for u in units]).clip(0, 3),
        "names_missing": np.array([len(set(u.names) - names) for u in units]).clip(0, 3),
        "n_terms": np.log1p([len(u.terms) for u in units]),
        "n_clauses": np.log1p([len(u.clauses) for u in units]),
        "headline": headline,
        "lede": np.maximum(headline, position == 0),
        "position": position,
        "near_links": _before_and_after(ranked[:, -1]),
        "n_own": np.full(len(units), np.log1p(sum(len(u.terms) for u in units))),
        "n_other": np.full(len(units), np.log1p(sum(len(u.terms) for u in space.units[b]))),
    }
    lexical = np.stack([signals[name] for name in STATUS_SIGNALS], axis=-1).astype(float)
    return lexical if space.joint is None else np.hstack([lexical, space.joint.status_signals(a, b)])


def _cover_linked(presence: Matrix, weights: Matrix, reached: Matrix, links: Matrix) -> Matrix:
    """Return the share of each sentence's terms covered by sentences linked with it, each by its probability."""
    own = (presence > 0) * weights
    covered = [held @ (chances[:, None] * reached).max(axis=0) for held, chances in zip(own, links, strict=True)]
    return np.asarray(np.asarray(covered) / np.maximum(own.sum(axis=1), _LEAST))


def _before_and_after(best: Matrix) -> Matrix:
    padded = np.pad(best, 1)
    return np.asarray((padded[:-2] + padded[2:]) / 2)


def _passages(reached: Matrix) -> Matrix:
    """Return what each sentence covers together with its two neighbours."""
    before = np.vstack([reached[:1], reached[:-1]])
    after = np.vstack([reached[1:], reached[-1:]])
    return np.asarray(np.maximum(np.maximum(before, reached), after))


def _cover_rarest(presence: Matrix, weights: Matrix, reached: Matrix) -> Matrix:
    rarest = np.zeros_like(presence)
    for row, held in enumerate(presence > 0):
        terms = np.flatnonzero(held)
        keep = terms[np.argsort(-weights[terms], kind="stable")][: max(1, round(len(terms) / 3))]
        rarest[row, keep] = 1
    return np.asarray(similarity.cover(rarest, weights, reached).max(axis=1))


def _cover_clauses(space: Space, rows: slice, reached: Matrix) -> Matrix:
    """Return, for each sentence, the coverage of its worst-covered clause by the best row for that clause."""
    best = similarity.cover(space.clauses, space.weights, reached).max(axis=1)
    return _worst(space, rows, best)


def _cover_clauses_linked(space: Space, rows: slice, linked: Matrix) -> Matrix:
    owner = space.clause_owner
    inside = (owner >= rows.start) & (owner < rows.stop)
    weighted = (space.clauses > 0) * space.weights
    best = np.zeros(len(owner))
    mine = owner[inside] - rows.start
    best[inside] = (weighted[inside] * linked[mine]).sum(axis=1) / np.maximum(weighted[inside].sum(axis=1), _LEAST)
    return _worst(space, rows, best)


def _worst(space: Space, rows: slice, best: Matrix) -> Matrix:
    worst = np.full(len(space.units), np.inf)
    np.minimum.at(worst, space.clause_owner, best)
    return np.where(np.isinf(worst), 0.0, worst)[rows]


def _log_odds(p: Matrix) -> Matrix:
    p = np.clip(p, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(p / (1 - p)))

"""Coverage on NAnCo: do two news sites give the same answer to a question? Answers of a few words, read by others.

Laban et al. 2022, "Discord Questions": 8 questions on the news, the answers of many sites grouped by meaning. Nothing
is fitted on them; the bound above which two answers are the same is the best on the validation questions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from analysis.comparing.model import STATUSES, choose_model
from analysis.comparing.similarity import Matrix
from analysis.comparing.space import Space, read_space
from analysis.evaluating.gold import read_jsonl
from analysis.evaluating.scores import Score
from analysis.finding.annotate import find_all
from analysis.records import Article, Segment

_DIGITS = 4

Likeness = Callable[[Space, str, str], float]


def score_answers(gold: Path) -> list[Score]:
    """Score pairs of answers as the same or not, by the share of both kinds that is told right (balanced accuracy).

    Pairs of all test questions together, as its authors count. Rows: by the probability that one of the two carries
    the other, as ``find_coverage`` gives it; and the floor, the cosine of lemmas.
    """
    questions = [(row["split"], *_compare(row)) for row in read_jsonl(gold / "external" / "nanco.jsonl")]
    scores = []
    for measure, name in (("same answer", "carried"), ("same answer, floor", "cosine")):
        seen, test = (_collect(questions, split, name) for split in ("valid", "test"))
        bound = max(np.unique(seen[0]).tolist(), key=lambda bound: balance(seen[0] >= bound, seen[1]))
        n = len(test[0])
        scores.append(Score("coverage", measure, "nanco", round(n * balance(test[0] >= bound, test[1])), n, n))
    return scores


def balance(said: Matrix, true: Matrix) -> float:
    """Return balanced accuracy: the mean of the shares told right among the true and among the false.

    >>> balance(np.array([True, True, False, False]), np.array([True, False, False, False])).__round__(3)
    0.833
    """
    return float((said[true].mean() + (~said[~true]).mean()) / 2)


def _collect(
    questions: Sequence[tuple[str, dict[str, Matrix], Matrix]], split: str, name: str
) -> tuple[Matrix, Matrix]:
    held = [(likeness[name], same) for part, likeness, same in questions if part == split]
    return np.concatenate([likeness for likeness, _ in held]), np.concatenate([same for _, same in held])


def _compare(question: Mapping[str, Any]) -> tuple[dict[str, Matrix], Matrix]:
    """Return the likeness of every two answers to a question, by measure, and whether readers hold them the same."""
    answers = question["answers"]
    space = read_space(find_all(_to_article(f"{n:03d}", answer["answer"]) for n, answer in enumerate(answers)))
    measures: dict[str, Likeness] = {"carried": _weigh_carried, "cosine": _find_cosine}
    pairs = list(combinations(space.rows, 2))
    likeness = {
        name: np.array([_measure(space, *pair, measure) for pair in pairs]) for name, measure in measures.items()
    }
    same = np.array([one["cluster"] == other["cluster"] for one, other in combinations(answers, 2)], dtype=bool)
    return likeness, same


def _measure(space: Space, one: str, other: str, likeness: Likeness) -> float:
    empty = any(space.rows[key].stop == space.rows[key].start for key in (one, other))
    return 0.0 if empty else round(likeness(space, one, other), _DIGITS)


def _weigh_carried(space: Space, one: str, other: str) -> float:
    """Return the probability that an article has a sentence that is shared: the higher of both ways."""
    model, shared = choose_model(space), STATUSES.index("shared")
    links = model.link_articles(space, one, other)
    forth, back = model.weigh_statuses(space, one, other, links), model.weigh_statuses(space, other, one, links.T)
    return float(max(forth[:, shared].max(), back[:, shared].max()))


def _find_cosine(space: Space, one: str, other: str) -> float:
    return float(space.layers["cosine"][space.rows[one], space.rows[other]].max())


def _to_article(article_id: str, text: str) -> Article:
    return Article(article_id, "nanco", article_id, text, (Segment(article_id, 0, len(text), "paragraph", "gold"),))

"""Every finder against every gold: the rows of the accuracy table."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.evaluating.answers import score_answers
from analysis.evaluating.conflicts import score_conflicts
from analysis.evaluating.coverage import score_coverage, score_crossvalidated
from analysis.evaluating.dates import score_dates
from analysis.evaluating.entities import score_entities, score_people
from analysis.evaluating.gold import GoldEvent, read_gold_events, read_seed_pair
from analysis.evaluating.main_entities import score_headlines
from analysis.evaluating.quantities import score_quantities, score_recognized
from analysis.evaluating.quotations import score_quotations, score_wikinews
from analysis.evaluating.scores import Score
from analysis.evaluating.structure import score_roles, score_structure
from analysis.evaluating.wording import score_wording

Progress = Callable[[Iterable[GoldEvent]], Iterable[GoldEvent]]

_PAGE = """# Accuracy

What `python -m analysis evaluate --save` measured last: what a finder found against what careful readers marked.
Precision is right / found, recall is right / gold, F1 their harmonic mean; an accuracy has found = gold.
`seed_pair` is the two seed articles, an anecdote and not a benchmark. The rules were written with two thirds of
`events` in sight; `unread events` are the last third, of which those who wrote them saw figures only. Coverage on
`events` is cross-validated: each family of events is judged by weights that were fitted without it. Links leave out
pairs of two headlines, which readers did not judge. `same answer` on `nanco` is a balanced accuracy on test questions
that nothing was tuned on, with the cosine of lemmas as its floor.

{table}
"""
_COLUMNS = ("finder", "measure", "on", "precision", "recall", "F1", "right", "found", "gold")


def score_finders(gold: Path, *, progress: Progress = lambda events: events) -> list[Score]:
    """Score the finders on the parts of the gold that are there.

    Args:
        gold: the folder that ``locate_gold`` names.
        progress: wraps the events while they are parsed, to show how far it has come.

    Returns:
        One score a finder, measure and gold set; the seed pair first, then the events, then other gold.

    Raises:
        InputError: the folder holds no gold.
    """
    scores: list[Score] = []
    if (gold / "seed_pair").is_dir():
        scores += _score_seed_pair(read_seed_pair(gold), gold)
    if (gold / "events").is_dir():
        scores += _score_events([_parse_now(event) for event in progress(list(read_gold_events(gold)))])
    if (gold / "external").is_dir():
        scores += _score_external(gold)
    if not scores:
        raise InputError(f"no gold in {gold}; expected one of the folders seed_pair, events, external")
    return scores


def _parse_now(event: GoldEvent) -> GoldEvent:
    _ = event.found  # under the progress bar; kept in the event for every scorer
    return event


def _score_seed_pair(pair: GoldEvent, gold: Path) -> list[Score]:
    return [
        *score_structure(pair),
        *score_people(pair.found, {"Petro": "Gustavo Petro", "Trump": "Donald Trump"}, on="seed_pair"),
        *score_dates(gold, on="seed_pair"),
        *_score_finders([pair], on="seed_pair"),
        *score_coverage([pair], on="seed_pair"),
    ]


def _score_events(events: Sequence[GoldEvent]) -> list[Score]:
    unread = [event for event in events if event.is_unread]
    return [
        *score_roles(events),
        *_score_finders(events, on="events"),
        *_score_finders(unread, on="unread events"),
        *score_crossvalidated(events, on="events"),
    ]


def _score_finders(events: Sequence[GoldEvent], *, on: str) -> list[Score]:
    scorers = (score_quotations, score_headlines, score_quantities, score_conflicts, score_wording)
    return [score for scorer in scorers for score in scorer(events, on=on)]


def _score_external(gold: Path) -> list[Score]:
    external = gold / "external"
    scores: list[Score] = []
    if (external / "gum-news.jsonl").exists():
        scores += score_wikinews(gold)
        scores += score_entities(gold)
        scores += score_dates(gold, on="gum-news")
    if (external / "recognizers.jsonl").exists():
        scores += score_dates(gold, on="recognizers")
        scores += score_recognized(gold)
    if (external / "nanco.jsonl").exists():
        scores += score_answers(gold)
    return scores


def format_text(scores: Sequence[Score]) -> str:
    """Return the accuracy table as aligned text; an undefined rate is a dash."""
    rows = [_COLUMNS, *(_cells(score) for score in scores)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    lines = (
        "  ".join(_pad(cell, width, i) for i, (cell, width) in enumerate(zip(row, widths, strict=True))) for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def format_json(scores: Sequence[Score]) -> str:
    """Return the scores as a JSON list; an undefined rate is null."""
    return json.dumps([_to_dict(score) for score in scores], ensure_ascii=False, indent=1)


def format_markdown(scores: Sequence[Score]) -> str:
    """Return the accuracy table as Markdown, for the page and the README."""
    rows = [_COLUMNS, ("---",) * 3 + ("---:",) * (len(_COLUMNS) - 3), *(_cells(score) for score in scores)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def save_measured(scores: Sequence[Score], gold: Path) -> list[Path]:
    """Keep the scores in the package: as data, where the report reads each finder's error rate, and as a page.

    Returns:
        The files written.
    """
    package = Path(str(files("analysis")))
    content = {"gold_sha256": hash_gold(gold), "scores": [asdict(score) for score in scores]}
    data, page = package / "measured.json", package / "pages" / "accuracy.md"
    data.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    page.write_text(_PAGE.format(table=format_markdown(scores)), "utf-8")
    return [data, page]


def hash_gold(gold: Path) -> str:
    """Return one sha256 over the names and bytes of all gold files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(path for path in gold.rglob("*") if path.is_file()):
        digest.update(path.relative_to(gold).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _to_dict(score: Score) -> dict[str, Any]:
    rates = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return asdict(score) | {name: None if math.isnan(rate) else round(rate, 4) for name, rate in rates.items()}


def _cells(score: Score) -> tuple[str, ...]:
    rates = ("–" if math.isnan(rate) else f"{rate:.3f}" for rate in (score.precision, score.recall, score.f1))
    return (score.finder, score.measure, score.on, *rates, str(score.right), str(score.found), str(score.gold))


def _pad(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column < 3 else cell.rjust(width)

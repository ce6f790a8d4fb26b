"""Every finder against every gold: the accuracy table, and the intervals of coverage."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.evaluating.answers import score_answers
from analysis.evaluating.conflicts import score_conflicts
from analysis.evaluating.coverage import crossvalidate, measure_intervals, score_coverage, score_judged
from analysis.evaluating.dates import score_dates
from analysis.evaluating.entities import score_entities, score_people
from analysis.evaluating.gold import GoldEvent, read_gold_events, read_seed_pair
from analysis.evaluating.main_entities import score_headlines
from analysis.evaluating.quantities import score_quantities, score_recognized
from analysis.evaluating.quotations import score_quotations, score_wikinews
from analysis.evaluating.scores import Interval, Score
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

## Coverage, with intervals

Kappa over shared, partly and only, and the other figures on `events`, with 90 % intervals by resampling the events. The
floor is the cosine of lemmas with the bounds that do best on these very events. Readers among themselves agree at
kappa .94.

{intervals}
"""
_INTERVALS = ("coverage", "judged by", "value", "low", "high")
_COLUMNS = ("finder", "measure", "on", "precision", "recall", "F1", "right", "found", "gold")


class Measured(NamedTuple):
    """What ``evaluate`` prints: a score a finder, measure and gold set; figures of coverage with intervals."""

    scores: list[Score]
    intervals: list[Interval]


def measure_finders(gold: Path, *, progress: Progress = lambda events: events) -> Measured:
    """Score the finders on the parts of the gold that are there.

    Args:
        gold: the folder that ``locate_gold`` names.
        progress: wraps the events while they are parsed, to show how far it has come.

    Returns:
        The scores of the seed pair first, then of the events, then of other gold.

    Raises:
        InputError: the folder holds no gold.
    """
    measured = Measured([], [])
    if (gold / "seed_pair").is_dir():
        measured.scores.extend(_score_seed_pair(read_seed_pair(gold), gold))
    if (gold / "events").is_dir():
        events = [_parse_now(event) for event in progress(list(read_gold_events(gold)))]
        judged = crossvalidate(events)
        measured.scores.extend([*_score_events(events), *score_judged(judged, on="events")])
        measured.intervals.extend(measure_intervals(events, judged))
    if (gold / "external").is_dir():
        measured.scores.extend(_score_external(gold))
    if not measured.scores:
        raise InputError(f"no gold in {gold}; expected one of the folders seed_pair, events, external")
    return measured


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


def format_text(measured: Measured) -> str:
    """Return the accuracy table and the intervals as aligned text; an undefined rate is a dash."""
    tables = [_align([_COLUMNS, *map(_cells, measured.scores)], n_words=3)]
    if measured.intervals:
        tables.append(_align([_INTERVALS, *map(_interval_cells, measured.intervals)], n_words=2))
    return "\n\n".join(tables)


def format_json(measured: Measured) -> str:
    """Return the scores as a JSON list, then the figures with intervals; what is undefined is null."""
    rows = [*map(_to_dict, measured.scores), *map(_interval_dict, measured.intervals)]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def format_markdown(columns: Sequence[str], rows: Iterable[Sequence[str]], *, n_words: int) -> str:
    """Return a table as Markdown, its columns after the first ``n_words`` aligned as numbers."""
    line = ["---" if i < n_words else "---:" for i in range(len(columns))]
    return "\n".join(f"| {' | '.join(row)} |" for row in [columns, line, *rows])


def save_measured(measured: Measured, gold: Path) -> list[Path]:
    """Keep the scores in the package: as data, where the report reads each finder's error rate, and as a page.

    Returns:
        The files written.
    """
    package = Path(str(files("analysis")))
    content = {"gold_sha256": hash_gold(gold), "scores": [asdict(score) for score in measured.scores]}
    data, page = package / "measured.json", package / "pages" / "accuracy.md"
    data.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    table = format_markdown(_COLUMNS, map(_cells, measured.scores), n_words=3)
    intervals = format_markdown(_INTERVALS, map(_interval_cells, measured.intervals), n_words=2)
    page.write_text(_PAGE.format(table=table, intervals=intervals), "utf-8")
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


def _interval_dict(row: Interval) -> dict[str, Any]:
    undefined = {name: None for name in ("value", "low", "high") if math.isnan(getattr(row, name))}
    return {"finder": "coverage", "on": "events"} | asdict(row) | undefined


def _interval_cells(row: Interval) -> tuple[str, ...]:
    rates = ("–" if math.isnan(rate) else f"{rate:.3f}" for rate in (row.value, row.low, row.high))
    return (row.figure, row.by, *rates)


def _align(rows: Sequence[Sequence[str]], *, n_words: int) -> str:
    """Return a table as text, its columns after the first ``n_words`` to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if i < n_words else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)

"""Where aligned statements do not agree. Each kind of conflict has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from analysis.comparing.aligned import Aligned, pair_sides
from analysis.comparing.conflict_basis import find_basis_conflicts
from analysis.comparing.conflict_counts import find_count_conflicts
from analysis.comparing.conflict_critics import find_critic_conflicts
from analysis.comparing.conflict_dates import find_date_conflicts
from analysis.comparing.conflict_labels import find_label_conflicts
from analysis.comparing.conflict_names import find_name_conflicts
from analysis.comparing.conflict_numbers import find_number_conflicts
from analysis.comparing.conflict_places import find_place_conflicts, find_shift_conflicts
from analysis.comparing.conflict_polarity import find_polarity_conflicts
from analysis.comparing.conflict_sources import find_source_conflicts
from analysis.comparing.conflict_titles import find_title_conflicts
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Match

_RULES: tuple[Callable[[Aligned], Iterator[Conflict]], ...] = (
    find_number_conflicts,
    find_date_conflicts,
    find_place_conflicts,
    find_label_conflicts,
    find_polarity_conflicts,
    find_source_conflicts,
    find_basis_conflicts,
)

# Wherever in the two articles the passages stand.
_ARTICLE_RULES: tuple[Callable[[Findings, Findings], Iterator[Conflict]], ...] = (
    find_name_conflicts,
    find_count_conflicts,
    find_shift_conflicts,
    find_critic_conflicts,
    find_title_conflicts,
)


def find_conflicts(found: Sequence[Findings], matches: Sequence[Match]) -> list[Conflict]:
    """Find where two articles do not agree.

    Counts: in sentences that ``matches`` aligns, numbers, dates, places, labels, opposite verbs, speakers of one
    statement and figures with and without a source; anywhere, names nearly alike, ages, things counted under one
    verb, sums for one thing, what moved to another place, short quotations under two speakers, offices and roles
    of one person. Leaves out: statements without a figure that only one article sources (one in twenty of them
    is what readers call a conflict); causes known and unknown; who did it.

    Returns:
        Conflicts in order of the first article's text; one row for the same difference between two
        articles, however often they repeat it. ``sure`` rows may be stated as a disagreement; the
        others only as "worded or sourced differently".
    """
    order = {findings.article.article_id: n for n, findings in enumerate(found)}
    kept: dict[tuple[str, str, str], list[Conflict]] = {}
    for conflict in sorted(_find_each(found, matches), key=_rank):
        rows = kept.setdefault((conflict.kind, conflict.article_id, conflict.other_id), [])
        if not any(_is_repeated(conflict, row) for row in rows):
            rows.append(conflict)
    conflicts = (row for rows in kept.values() for row in rows)
    return sorted(conflicts, key=lambda c: (order[c.article_id], c.start, order[c.other_id], c.other_start))


def _is_repeated(conflict: Conflict, row: Conflict) -> bool:
    """Tell whether two conflicts of one kind are one difference: the same note, or passages that overlap in both."""
    first = conflict.start < row.end and row.start < conflict.end
    second = conflict.other_start < row.other_end and row.other_start < conflict.other_end
    return conflict.note.lower() == row.note.lower() or (first and second)


def _find_each(found: Sequence[Findings], matches: Sequence[Match]) -> Iterator[Conflict]:
    for pair in pair_sides(found, matches):
        for rule in _RULES:
            yield from rule(pair)
    for first, second in combinations(found, 2):
        for article_rule in _ARTICLE_RULES:
            yield from article_rule(first, second)


def _rank(conflict: Conflict) -> tuple[bool, float, int, int]:
    """Put first, of one difference that stands in several places, what is sure, then the nearest, then the first."""
    return not conflict.sure, -conflict.score, conflict.start + conflict.other_start, conflict.start

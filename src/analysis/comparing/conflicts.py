"""Where two articles do not agree: every rule of ``conflict/`` over every two of them, one row a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from analysis.comparing.conflict.ages import find_age_conflicts
from analysis.comparing.conflict.basis import find_basis_conflicts
from analysis.comparing.conflict.contrasts import find_contrast_conflicts
from analysis.comparing.conflict.critics import find_critic_conflicts
from analysis.comparing.conflict.dates import find_date_conflicts
from analysis.comparing.conflict.doubts import find_doubt_conflicts
from analysis.comparing.conflict.edits import find_edit_conflicts
from analysis.comparing.conflict.harmed import find_harm_conflicts
from analysis.comparing.conflict.name_slots import find_name_slot_conflicts
from analysis.comparing.conflict.names import find_name_conflicts
from analysis.comparing.conflict.numbers import find_number_conflicts
from analysis.comparing.conflict.places import find_place_conflicts, find_shift_conflicts
from analysis.comparing.conflict.plans import find_plan_conflicts
from analysis.comparing.conflict.polarity import find_polarity_conflicts
from analysis.comparing.conflict.slots import Pairing, pair_articles
from analysis.comparing.conflict.sources import find_source_conflicts
from analysis.comparing.conflict.titles import find_title_conflicts
from analysis.comparing.conflict.unknowns import find_unknown_conflicts
from analysis.comparing.conflict.voiced import find_voice_conflicts
from analysis.finding.annotate import Findings
from analysis.records import Conflict, Match

_RULES: tuple[Callable[[Pairing], Iterator[Conflict]], ...] = (
    find_number_conflicts,
    find_age_conflicts,
    find_date_conflicts,
    find_place_conflicts,
    find_shift_conflicts,
    find_contrast_conflicts,
    find_doubt_conflicts,
    find_harm_conflicts,
    find_title_conflicts,
    find_name_conflicts,
    find_name_slot_conflicts,
    find_polarity_conflicts,
    find_plan_conflicts,
    find_source_conflicts,
    find_basis_conflicts,
    find_critic_conflicts,
    find_voice_conflicts,
    find_unknown_conflicts,
)


def find_conflicts(found: Sequence[Findings], matches: Sequence[Match]) -> list[Conflict]:
    """Find where two articles do not agree.

    Two passages are rivals where they fill one slot: what stands around both, word by word, is alike (``slots``).
    Counts: in sentences that ``matches`` aligns, dates, places, words that exclude each other, doubt against none,
    names, opposite verbs, what is done against what is planned, speakers of one statement, statements and figures with
    and without a source; anywhere, numbers, ages, names nearly alike, what moved to another place, short quotations
    under two speakers, offices of one person, causes unknown and given. Where none of these is found, what alone
    differs in two sentences.
    Leaves out: other words for one act; why and by whom something was done, where both articles say; what one article
    merely says more of.

    Returns:
        Conflicts in order of the first article's text; one row for the same difference between two
        articles, however often they repeat it. ``sure`` rows may be stated as a disagreement; the
        others only as "worded or sourced differently".
    """
    order = {findings.article.article_id: n for n, findings in enumerate(found)}
    each = (row for pairing in pair_articles(found, matches) for row in _compare_articles(pairing))
    kept: dict[tuple[str, str, str], list[Conflict]] = {}
    for conflict in sorted(each, key=_rank):
        rows = kept.setdefault((conflict.kind, conflict.article_id, conflict.other_id), [])
        if not any(_is_repeated(conflict, row) for row in rows):
            rows.append(conflict)
    conflicts = (row for rows in kept.values() for row in rows)
    return sorted(conflicts, key=lambda c: (order[c.article_id], c.start, order[c.other_id], c.other_start))


def _compare_articles(pairing: Pairing) -> list[Conflict]:
    """Apply every rule to two articles; ``edits`` where the others have found nothing in two sentences."""
    rows = [row for rule in _RULES for row in rule(pairing)]
    last = find_edit_conflicts(pairing)
    return rows + [edit for edit in last if not any(_is_beside(pairing, edit, row) for row in rows)]


def _is_beside(pairing: Pairing, row: Conflict, other: Conflict) -> bool:
    """Tell whether two conflicts stand in the same two sentences."""
    first, second = pairing.first.parsed, pairing.second.parsed
    ours = first.sentence_at(row.start) == first.sentence_at(other.start)
    return ours and second.sentence_at(row.other_start) == second.sentence_at(other.other_start)


def _is_repeated(conflict: Conflict, row: Conflict) -> bool:
    """Tell whether two conflicts of one kind are one difference: the same note, or passages that overlap in both."""
    first = conflict.start < row.end and row.start < conflict.end
    second = conflict.other_start < row.other_end and row.other_start < conflict.other_end
    return conflict.note.lower() == row.note.lower() or (first and second)


def _rank(conflict: Conflict) -> tuple[bool, float, int, int]:
    """Put first, of one difference that stands in several places, what is sure, then the nearest, then the first."""
    return not conflict.sure, -conflict.score, conflict.start + conflict.other_start, conflict.start

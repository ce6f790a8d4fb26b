"""A figure on a named source's word in one article, and in the other on nobody's that is named: "is believed to"."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Aligned, Side, are_kin, make_conflict
from analysis.comparing.conflict.numbers import unit_lemma
from analysis.comparing.conflict.slots import Pairing
from analysis.comparing.conflict.sources import is_named_in, is_wire
from analysis.finding.sources import is_press
from analysis.records import Conflict, Quantity, Quotation

_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "time"))  # "a 16-year-old"
_SMALL = 10  # "two men" is no figure that needs a source


def find_basis_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find a figure that one of two aligned sentences gives on a named source's word, the other on an unnamed one's.

    Leaves out: figures in an outlet's own voice, as a source is often named once for a whole article (of seven such
    rows on fresh articles none was a disagreement); figures under ten; times and ages; what an agency or another
    newsroom is credited with; a sentence that names the other's source. Never ``sure``.
    """
    for pair in pairing.aligned:
        if row := next(_compare_figures(pair), None):
            yield row


def _compare_figures(pair: Aligned) -> Iterator[Conflict]:
    for a in _figures(pair.first):
        for b in _figures(pair.second):
            ours, theirs = _over(pair.first, a), _over(pair.second, b)
            if ours is None or theirs is None or _is_named(ours) == _is_named(theirs):
                continue
            if _same_figure(pair, a, b) and not _is_told(pair, ours, theirs):
                note = f"{pair.first.text(a)}: {_shown(ours)} against {_shown(theirs)}"
                yield make_conflict(
                    pair, "attribution", a, b, note=note, sure=False, rule="named against unnamed source"
                )


def _figures(side: Side) -> list[Quantity]:
    known = (q for q in side.inside(side.findings.quantities) if q.low is not None)
    return [q for q in known if (q.low or 0) >= _SMALL and "age" not in q.rule]


def _same_figure(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    ours, theirs = unit_lemma(pair.first, a), unit_lemma(pair.second, b)
    return (a.low, a.high) == (b.low, b.high) and bool(ours and theirs and ours not in _TIMES and are_kin(ours, theirs))


def _over(side: Side, quantity: Quantity) -> Quotation | None:
    """Return what is said around a figure, agencies and newsrooms apart."""
    over = (q for q in side.inside(side.findings.quotations) if q.start <= quantity.start and quantity.end <= q.end)
    return next((q for q in over if not is_press(q.speaker or "") and not is_wire(q.speaker)), None)


def _is_named(quotation: Quotation) -> bool:
    return bool(quotation.speaker) and quotation.speaker_type != "anonymous"


def _is_told(pair: Aligned, ours: Quotation, theirs: Quotation) -> bool:
    return is_named_in(pair.second, ours.speaker) or is_named_in(pair.first, theirs.speaker)


def _shown(quotation: Quotation) -> str:
    return f"on the word of {quotation.speaker}" if _is_named(quotation) else "on an unnamed source’s word"

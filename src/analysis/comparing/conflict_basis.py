"""A figure on somebody's word in one article, and in the other on nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.aligned import Aligned, Side, are_kin, make_conflict
from analysis.comparing.conflict_numbers import unit_lemma
from analysis.comparing.conflict_sources import is_named_in
from analysis.finding.sources import is_press
from analysis.records import Conflict, Quantity, Quotation

_BASES = {"own": "in its own voice", "unnamed": "on an unnamed source’s word"}
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "time"))  # "a 16-year-old"
_SMALL = 10  # "two men" is no figure that needs a source


def find_basis_conflicts(pair: Aligned) -> Iterator[Conflict]:
    """Find a figure that one of two aligned sentences gives on somebody's word and the other on nobody's.

    Counts: the same figure of the same thing, under a named speaker in one, in the outlet's own voice or as
    "is believed to" in the other. Leaves out: figures under ten; times and ages; articles that give the
    figure both ways; a sentence that names any source. Never ``sure``: an outlet may have checked it.
    """
    for a in _figures(pair.first):
        for b in _figures(pair.second):
            if not _same_figure(pair, a, b):
                continue
            ours, theirs = _basis(pair.first, a), _basis(pair.second, b)
            if {ours, theirs} in ({"named", "own"}, {"named", "unnamed"}) and not _is_told(pair, a, b):
                note = f"{pair.first.text(a)}: {_shown(pair.first, a)} against {_shown(pair.second, b)}"
                yield make_conflict(pair, "attribution", a, b, note=note, sure=False, rule="sourced against unsourced")
                return


def _figures(side: Side) -> list[Quantity]:
    known = (q for q in side.inside(side.findings.quantities) if q.low is not None)
    return [q for q in known if (q.low or 0) >= _SMALL and "age" not in q.rule]


def _same_figure(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    ours, theirs = unit_lemma(pair.first, a), unit_lemma(pair.second, b)
    return (a.low, a.high) == (b.low, b.high) and bool(ours and theirs and ours not in _TIMES and are_kin(ours, theirs))


def _basis(side: Side, quantity: Quantity) -> str:
    """Return on whose word a sentence gives a figure: own · named · unnamed; "either" where the article varies."""
    here = _over(side, quantity)
    if here is not None and is_press(here.speaker or ""):
        return "either"  # an agency's credit is no source of the story
    if here is not None:
        return "named" if here.speaker and here.speaker_type != "anonymous" else "unnamed"
    parsed = side.parsed.sentences[side.sentence]
    cited = any(q.speaker and parsed.start <= q.start < parsed.end for q in side.findings.quotations)
    return "either" if cited or _is_cited_elsewhere(side, quantity) else "own"


def _is_told(pair: Aligned, a: Quantity, b: Quantity) -> bool:
    """Tell whether the sentence without a source names the other's: "an inquiry by the police"."""
    ours, theirs = _over(pair.first, a), _over(pair.second, b)
    return is_named_in(pair.second, ours.speaker if ours else None) or is_named_in(
        pair.first, theirs.speaker if theirs else None
    )


def _over(side: Side, quantity: Quantity) -> Quotation | None:
    quotations = side.inside(side.findings.quotations)
    return next((q for q in quotations if q.start <= quantity.start and quantity.end <= q.end), None)


def _is_cited_elsewhere(side: Side, quantity: Quantity) -> bool:
    """Tell whether the article gives the same figure within somebody's statement."""
    same = [q for q in side.findings.quantities if (q.low, q.high) == (quantity.low, quantity.high)]
    spans = [(q.start, q.end) for q in side.findings.quotations if q.speaker]
    return any(start <= q.start < end for q in same for start, end in spans)


def _shown(side: Side, quantity: Quantity) -> str:
    quotation = _over(side, quantity)
    basis = _basis(side, quantity)
    return _BASES.get(basis) or f"on the word of {quotation.speaker if quotation else 'somebody'}"

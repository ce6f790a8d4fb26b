"""Where the event's places lie: country and coordinates from the packaged gazetteer.

A name that several places bear is settled by the event's other places, or not at all: a dot in the wrong
Springfield is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.atlas import Place, find_candidates
from analysis.tables import make_table

_DOMINANT = 10  # times the people of the next namesake: "Paris" is the one in France
_LARGE = 300_000  # a city of this size is meant even where nothing else of the event lies in its country
_SMALL = 100_000  # below this the gazetteer lacks most namesakes: the York of a story in Maine is not listed
_CONTEST = 200_000  # a city of this size abroad contests a region's name: Norfolk in England, Norfolk in Virginia


class Context(NamedTuple):
    """What the event's settled places say of the others: countries named, countries and states they lie in."""

    named: frozenset[str]
    inside: Mapping[str, int]  # places in it, by the country's code
    states: frozenset[tuple[str, str]]


def locate_places(found: Sequence[Findings]) -> pd.DataFrame:
    """Locate the places of an event: the table ``places``, a row for each entity of kind place, by name.

    Counts: what ``mentions`` calls a place. Leaves out nothing: a place that is not listed is "unknown".
    ``rule`` says what settled it: "country", "only place of that name", "population", "the event's places", "named
    with it" (Springfield, Illinois). "ambiguous" and "no other place near" have no coordinates, "not listed" nothing.
    """
    names = sorted({m.entity for own in found for m in own.mentions if m.kind == "place"})
    return make_table("places", settle_places(names, qualified=_read_qualifiers(found)))


def settle_places(names: Sequence[str], *, qualified: Mapping[str, set[str]] | None = None) -> list[dict[str, Any]]:
    """Settle which places an event's place names mean, in the order given.

    Args:
        names: every place name of one event; they are evidence for one another.
        qualified: the states and countries that the text names behind a name, as in "Springfield, Illinois".

    >>> [row["country"] for row in settle_places(["Birmingham", "Mobile", "Alabama"])]
    ['US', 'US', 'US']
    >>> settle_places(["Springfield"])[0]["rule"]
    'ambiguous'
    """
    qualified = qualified or {}
    known = {name: _keep_qualified(find_candidates(name), qualified.get(name, set())) for name in names}
    context = _read_context(known, qualified)
    return [_settle(name, known[name], context, named_with=name in qualified) for name in names]


def _settle(name: str, candidates: Sequence[Place], context: Context, *, named_with: bool) -> dict[str, Any]:
    """Make a row: the place that is meant, or what the places that may be meant have in common."""
    if not candidates:
        return _make_row(name, "unknown", "", None, "not listed")
    chosen, rule = _choose(candidates, context)
    if chosen is None:
        kinds, countries = {place.kind for place in candidates}, {place.country for place in candidates}
        kind = kinds.pop() if len(kinds) == 1 else "unknown"
        return _make_row(name, kind, countries.pop() if len(countries) == 1 else "", None, rule)
    return _make_row(name, chosen.kind, chosen.country, chosen, "named with it" if named_with else rule)


def _make_row(name: str, kind: str, country: str, place: Place | None, rule: str) -> dict[str, Any]:
    return {
        "entity": name,
        "place_kind": kind,
        "country": country or None,
        "latitude": place.latitude if place else float("nan"),
        "longitude": place.longitude if place else float("nan"),
        "rule": rule,
    }


def _choose(candidates: Sequence[Place], context: Context) -> tuple[Place | None, str]:
    """Choose the place that is meant, and say why; None where nothing decides."""
    first = candidates[0]
    if first.kind == "country":  # "Georgia" is the state only where the event has other places in that country alone
        state = candidates[-1]
        if first is state or not context.inside.get(state.country) or context.inside.get(first.country):
            return first, "country"
        return state, "the event's places"
    if len(candidates) == 1:
        return (None, "no other place near") if _is_far(first, context) else (first, "only place of that name")
    scores = [_score(place, context) for place in candidates]
    best = [place for place, score in zip(candidates, scores, strict=True) if score == max(scores)]
    # a country named somewhere is no reason to leave the larger namesake: "the US" is named in most events;
    # nor is a state to leave a capital for a small town: "Washington" in a story from Illinois
    if _leads(candidates) and (max(scores) < 2 or (first.capital and best[0].population < _SMALL)):
        return first, "population"
    if not _leads(best) or (best[0] is not first and (max(scores) < 2 or _leads(candidates))):
        return None, "ambiguous"
    return best[0], "the event's places" if len(best) == 1 else "population"


def _score(place: Place, context: Context) -> int:
    """Weigh how near the event's other places are: its state 3, places inside its country 2, the country 1."""
    states = {state for country, state in context.states if country == place.country}
    known = place.capital or place.kind != "city" or place.population >= _SMALL
    if place.state in states and (known or len(states) == 1):
        return 3
    if known and context.inside.get(place.country):
        return 2
    return (1 + place.capital) if place.country in context.named else 0


def _leads(places: Sequence[Place]) -> bool:
    """Tell whether the first of places that bear one name is the one that a writer need not explain."""
    first, *others = places
    if first.kind in ("region", "sea"):
        return all(other.country == first.country or other.population < _CONTEST for other in others)
    return not others or first.population >= _DOMINANT * others[0].population


def _is_far(place: Place, context: Context) -> bool:
    """Tell a smaller city where nothing else of the event lies: likely a namesake of a town too small to be listed.

    "Salamanca" in an event of western New York is a town there.
    """
    if place.kind != "city" or place.capital or place.population >= _LARGE or not context.inside:
        return False
    states = {state for country, state in context.states if country == place.country}
    if place.state and states and place.population < _SMALL:
        return place.state not in states
    return place.country not in context.named | set(context.inside)


def _read_context(known: Mapping[str, Sequence[Place]], qualified: Mapping[str, set[str]]) -> Context:
    """Read the context from the names that mean one place whatever the others say."""
    plain = {name: places[0] for name, places in known.items() if places and _is_meant(places)}
    named = {place.country for place in plain.values() if place.kind == "country"}
    inner = {
        name: place
        for name, place in plain.items()
        if place.country and place.kind != "country" and (name in qualified or _is_plain(place, named))
    }
    # a city with namesakes tells nothing of states: else "London" would speak for itself against "Ontario"
    sole = [place for name, place in inner.items() if place.kind == "region" or len(known[name]) == 1]
    states = frozenset((place.country, place.state) for place in sole if place.state)
    return Context(frozenset(named), Counter(place.country for place in inner.values()), states)


def _is_meant(places: Sequence[Place]) -> bool:
    """Tell a name that means its first place by itself; a country and a state of one name do not."""
    return _leads(places) and (places[0].kind != "country" or len(places) == 1)


def _is_plain(place: Place, named: set[str]) -> bool:
    """Tell a place that is evidence for others; a smaller city only in a country that the event names."""
    return place.kind != "city" or place.capital or place.population >= _LARGE or place.country in named


def _keep_qualified(candidates: Sequence[Place], others: Iterable[str]) -> tuple[Place, ...]:
    """Keep the places that lie in a state or country named behind them; all where none is named."""
    wider = [place for other in others for place in find_candidates(other) if place.kind in ("country", "region")]
    return tuple(p for p in candidates if not wider or any(_lies_in(p, whole) for whole in wider))


def _lies_in(place: Place, whole: Place) -> bool:
    return bool(whole.country) and place.country == whole.country and whole.state in ("", place.state)


def _read_qualifiers(found: Sequence[Findings]) -> dict[str, set[str]]:
    """Read the states or countries that stand behind a place after a comma: "Springfield, Illinois"."""
    pairs: dict[str, set[str]] = {}
    for own in found:
        text = own.article.text
        for here, behind in pairwise(m for m in own.mentions if m.kind == "place"):
            if text[here.end : behind.start].strip(" ") == "," and _is_wider(here.entity, behind.entity):
                pairs.setdefault(here.entity, set()).add(behind.entity)
    return pairs


def _is_wider(name: str, other: str) -> bool:
    """Tell a state or country behind one of its towns from the next place of a list ("London, Paris")."""
    towns = [place for place in find_candidates(name) if place.kind == "city"]
    wider = [place for place in find_candidates(other) if place.kind in ("country", "region")]
    return any(_lies_in(town, whole) for town in towns for whole in wider)

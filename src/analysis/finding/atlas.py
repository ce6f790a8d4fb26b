"""The packaged gazetteer: which places bear a name.

Three packaged lists in ``world/``: countries, cities (over 100,000 people, capitals, smaller ones of
English-speaking countries and all their namesakes) and regions and waters.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from analysis.finding.places import find_place, is_institution

# What agency style writes behind a town, as GeoNames has the state's code.
SHORT_STATES = {
    "Ala.": "AL", "Ariz.": "AZ", "Ark.": "AR", "Calif.": "CA", "Colo.": "CO", "Conn.": "CT", "D.C.": "DC",
    "Del.": "DE", "Fla.": "FL", "Ga.": "GA", "Ill.": "IL", "Ind.": "IN", "Kan.": "KS", "Ky.": "KY", "La.": "LA",
    "Mass.": "MA", "Md.": "MD", "Mich.": "MI", "Minn.": "MN", "Miss.": "MS", "Mo.": "MO", "Mont.": "MT",
    "N.C.": "NC", "N.D.": "ND", "N.H.": "NH", "N.J.": "NJ", "N.M.": "NM", "N.Y.": "NY", "Neb.": "NE", "Nev.": "NV",
    "Okla.": "OK", "Ore.": "OR", "Pa.": "PA", "R.I.": "RI", "S.C.": "SC", "S.D.": "SD", "Tenn.": "TN", "Tex.": "TX",
    "Va.": "VA", "Vt.": "VT", "W.Va.": "WV", "Wash.": "WA", "Wis.": "WI", "Wyo.": "WY",
}  # fmt: skip
_OTHER_NAMES = {"L.A.": "Los Angeles", "NYC": "New York City", "D.C.": "Washington", "Washington, D.C.": "Washington"}


class Place(NamedTuple):
    """A row of the gazetteer. ``country`` and ``state`` are codes, "" where there is none or more than one."""

    name: str
    kind: str  # country · region · city · sea
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    capital: bool


def find_candidates(name: str) -> tuple[Place, ...]:
    """Return the places that bear a name: a country, else regions, waters and cities, most people first.

    >>> [place.country for place in find_candidates("Britain")], find_candidates("britain street")
    (['GB'], ())
    """
    if is_institution(name):  # "the White House" has an address, but the news is not from there
        return ()
    filed = find_place(name) or name
    listed = _countries().get(filed)
    state = SHORT_STATES.get(name)
    others = [place for place in _regions() if place.state == state and place.country == "US"] if state else []
    for other in (_OTHER_NAMES.get(name, name), filed):
        others = others or _gazetteer().get(fold_name(other), [])
    return tuple([listed, *(p for p in others if p.kind == "region")] if listed else others)


def fold_name(name: str) -> str:
    """Fold what spellings of one place differ in: accents, capitals, "the", "St." and "Saint".

    >>> fold_name("Bogotá"), fold_name("the Gulf of Mexico"), fold_name("St. Louis") == fold_name("Saint Louis")
    ('bogota', 'gulf of mexico', True)
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = name.casefold().replace("’", "'").replace("ʻ", "'").replace("‘", "'").split()
    if words[:1] == ["the"] and len(words) > 1:
        words = words[1:]
    if words and words[0] in ("saint", "st."):
        words[0] = "st"
    return " ".join(words)


@lru_cache(maxsize=1)
def _countries() -> dict[str, Place]:
    return {
        name: Place(name, "country", country, "", float(latitude), float(longitude), 0, False)
        for name, country, latitude, longitude in _read_rows("countries.csv")
    }


@lru_cache(maxsize=1)
def _regions() -> tuple[Place, ...]:
    return tuple(
        Place(name, kind, country, state, float(latitude), float(longitude), 0, False)
        for name, kind, country, state, latitude, longitude in _read_rows("regions.csv")
    )


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, list[Place]]:
    """Return regions, waters and cities by folded name: regions first, then most people first."""
    table: dict[str, list[Place]] = {}
    for place in _regions():
        table.setdefault(fold_name(place.name), []).append(place)
    # the file is in order of name, then most people first
    for name, country, state, latitude, longitude, people, capital in _read_rows("cities.csv"):
        place = Place(name, "city", country, state, float(latitude), float(longitude), int(people), bool(capital))
        table.setdefault(fold_name(name), []).append(place)
    return table


def _read_rows(name: str) -> list[list[str]]:
    """Read a packaged list without its first two lines: what it is made of, and the columns' names."""
    lines = (files("analysis.finding") / "world" / name).read_text("utf-8").splitlines()
    return list(csv.reader(lines[2:]))

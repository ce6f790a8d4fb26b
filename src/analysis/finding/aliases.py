"""Which names name the same: surnames, acronyms, short forms, other names of a country.

The event is the resource: a full name in one article tells what the bare surname is in another.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.finding.groups import Group, Links, is_place
from analysis.finding.short_forms import link_short_forms
from analysis.finding.surnames import find_usual, link_people


def link_groups(groups: Mapping[str, Group], expansions: Mapping[str, str]) -> Links:
    """Link each short form to its full form.

    Args:
        groups: the event's names by key.
        expansions: acronym to expansion, both keys, where a text says so: "Food and Drug Administration (FDA)".
    """
    to: dict[str, tuple[str, str]] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    _trust_words(groups)
    link_people(groups, to, doubtful)
    for short, long in expansions.items():
        if short in groups and long in groups and short not in to and short != long:
            to[short] = (long, "acronym")
    link_short_forms(groups, to)
    return Links(to, doubtful, find_usual(groups, to, doubtful))


def _trust_words(groups: Mapping[str, Group]) -> None:
    """Take "the retailer Ann Lee" for a company however often its name looks like a person's; "the group Big Hill"."""
    for group in groups.values():
        if group.said["organisation"] and not group.said["person"]:
            looks = ("person",) if any(map(is_place, group.forms)) else ("person", "place")
            group.votes["organisation"] += sum(group.votes[kind] for kind in looks)

"""Which short names name which people: surnames, first names, initials, roles before a name.

Where two people share a surname, nothing is linked across the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from analysis.finding.groups import Group
from analysis.finding.heads import title_category
from analysis.finding.places import find_place, is_demonym
from analysis.finding.runs import SMALL

_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_OFTEN = 2  # mentions by the first name alone


def link_people(
    groups: Mapping[str, Group], to: dict[str, tuple[str, str]], doubtful: dict[str, tuple[str, ...]]
) -> None:
    """Link what names a person in short to the full name, in ``to``; what may name one, mention by mention, in
    ``doubtful``.
    """
    _trust_surnames(groups)
    full = [g for g in groups.values() if g.kind == "person" and len(_bare(g.words)) > 1]
    to |= _merge_full_names(full)
    to |= _drop_roles(groups, full)
    _link_surnames(groups, [g for g in full if g.key not in to], to, doubtful)


def _trust_surnames(groups: Mapping[str, Group]) -> None:
    """Take "Paris Hilton" for a person, whatever the model says, where "Hilton, 40," surely is one."""
    sure = {
        key: group.votes["person"] - group.labels["person"] for key, group in groups.items() if len(group.words) == 1
    }
    for group in groups.values():
        last = group.words[-1]
        other = max(group.votes[kind] - group.labels[kind] for kind in ("organisation", "place", "other"))
        if group.titled and len(group.words) == 1 and other < 20:
            group.votes["person"] += sum(group.labels.values())  # "President Lee": the labels of "Lee" say nothing
        if len(group.words) in (2, 3) and sure.get(last, 0) >= 20 and other < 20 and group.kind != "person":
            group.votes["person"] += sum(group.labels.values()) + sure[last]


def _merge_full_names(full: Iterable[Group]) -> dict[str, tuple[str, str]]:
    """Link "Ann B. Lee" and "A. Lee" to "Ann Lee"; never a son to his father, be it only their initials that differ."""
    to: dict[str, tuple[str, str]] = {}
    by_ends: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in full:
        if group.words[-1] not in _SUFFIXES:
            by_ends[group.words[0], group.words[-1]].append(group)
    for (first, last), namesakes in by_ends.items():
        for alike in _part_by_initial(namesakes):
            best = min(alike, key=_fullness)
            to |= {g.key: (best.key, "full name") for g in alike if g is not best}
        best = min(namesakes, key=_fullness)
        if len(first) == 1:
            spelled = [f for f, s in by_ends if s == last and len(f) > 1 and f[0] == first]
            if len(spelled) == 1:
                to[best.key] = (min(by_ends[spelled[0], last], key=_fullness).key, "full name")
    return to


def _part_by_initial(namesakes: Sequence[Group]) -> list[list[Group]]:
    """Part "Ann B. Lee" from "Ann C. Lee"; where one middle initial is all there is, "Ann Lee" is hers."""
    parts: dict[str, list[Group]] = defaultdict(list)
    for group in namesakes:
        parts[group.words[1][0] if len(group.words) > 2 else ""].append(group)
    return [list(namesakes)] if len(parts.keys() - {""}) < 2 else list(parts.values())


def _drop_roles(groups: Mapping[str, Group], full: Iterable[Group]) -> dict[str, tuple[str, str]]:
    """Link "Model Ann Lee", a role with the capital of a sentence's first word, to "Ann Lee"."""
    people = {group.key for group in full}
    return {
        key: (" ".join(group.words[1:]), "full name")
        for key, group in groups.items()
        if len(group.words) > 2 and " ".join(group.words[1:]) in people and title_category(group.words[0]) == "role"
    }


def _fullness(group: Group) -> tuple[int, int, str]:
    return (-sum(group.forms.values()), len(group.words), group.key)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop "Jr." and the like."""
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


def _link_surnames(
    groups: Mapping[str, Group],
    full: Iterable[Group],
    to: dict[str, tuple[str, str]],
    doubtful: dict[str, tuple[str, ...]],
) -> None:
    """Link surnames and given names to the full names; a shared one is doubtful."""
    surnames: dict[str, set[str]] = defaultdict(set)
    given: dict[str, set[str]] = defaultdict(set)
    for group in full:
        words = _bare(group.words)
        for n in range(1, len(words)):
            tail = " ".join(words[n:])
            if n == len(words) - 1 or words[n] in SMALL or words[n] in ("in", "on") or len(words) > 2:
                surnames[tail].add(group.key)
        if find_place(words[0].title()) is None:  # "Paris" alone is the city, whoever Paris Hilton is
            given[words[0]].add(group.key)
    for key, group in groups.items():
        if key in to or (key in surnames and len(group.words) > 1 and group.kind not in ("person", "other")):
            continue
        if key in surnames and key not in (g for g in surnames[key]):
            _link_name(key, group, surnames[key], "surname", to, doubtful)
        elif key in given and len(group.words) == 1 and len(key) > 1:
            _link_name(key, group, given[key], "given name", to, doubtful)


def _link_name(
    key: str,
    group: Group,
    people: set[str],
    rule: str,
    to: dict[str, tuple[str, str]],
    doubtful: dict[str, tuple[str, ...]],
) -> None:
    if is_demonym(key.title()) or 2 * group.n_things > sum(group.forms.values()):
        return
    own = {kind: group.votes[kind] - group.labels[kind] for kind in ("place", "organisation")}
    elsewhere = own["place"] >= 35 or own["organisation"] >= 30  # listed, or said to be a company
    if len(people) == 1 and not elsewhere:
        to[key] = (next(iter(people)), rule)
    elif rule == "surname" or len(people) == 1:
        doubtful[key] = tuple(sorted(people))


def find_usual(
    groups: Mapping[str, Group], to: Mapping[str, tuple[str, str]], doubtful: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Find who is meant by a shared surname where a text calls the others by their first names: "Geri", "Hunter"."""
    called: Counter[str] = Counter()
    for key, (person, rule) in to.items():
        called[person] += sum(groups[key].forms.values()) if rule == "given name" else 0
    usual = {key: tuple(p for p in people if called[p] < _OFTEN) for key, people in doubtful.items()}
    return {key: people for key, people in usual.items() if 0 < len(people) < len(doubtful[key])}

"""Which short forms name which organisations and places: acronyms, head nouns, first words, last words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from analysis.finding.groups import Group, is_generic, is_listed, is_place
from analysis.finding.heads import find_organisation
from analysis.finding.places import find_place, is_demonym
from analysis.finding.runs import SMALL

_SMALL = SMALL | {"in", "on"}


def link_short_forms(groups: Mapping[str, Group], to: dict[str, tuple[str, str]]) -> None:
    """Link each short form of an organisation or place to its full form, in ``to``."""
    organisations = [g for g in groups.values() if g.kind == "organisation" and g.key not in to]
    _link_acronyms(groups, organisations, to)
    _link_same_words(organisations, to)
    _link_heads(groups, organisations, to)
    _link_variants(groups, to)
    _link_first_words(groups, [g for g in organisations if g.key not in to], to)
    _link_last_words(groups, to)


def initials(words: Iterable[str], *, small: bool = False) -> str:
    """Return the initials of a name, with those of its small words or without.

    >>> initials(["bureau", "of", "land", "management"]), initials(["bureau", "of", "land"], small=True)
    ('blm', 'bol')
    """
    return "".join(word[0] for word in words if small or word not in _SMALL)


def _link_acronyms(groups: Mapping[str, Group], long: Iterable[Group], to: dict[str, tuple[str, str]]) -> None:
    by_initials: dict[str, set[str]] = defaultdict(set)
    for group in long:
        if len(group.words) > 1:
            by_initials[initials(group.words)].add(group.key)
            by_initials[initials(group.words, small=True)].add(group.key)
    for key, group in groups.items():
        form = next(iter(group.forms)).replace(".", "")
        if key not in to and _is_acronym(form) and len(by_initials.get(key, ())) == 1:
            to[key] = (next(iter(by_initials[key])), "acronym")


def _is_acronym(form: str) -> bool:
    """Tell letters that stand for words, the small words perhaps in small ones.

    >>> _is_acronym("BBC"), _is_acronym("BoE"), _is_acronym("Bo"), _is_acronym("Acme")
    (True, True, False, False)
    """
    letters = form.replace("&", "")
    capitals = sum(map(str.isupper, letters))
    return 2 < len(form) < 7 and letters.isalpha() and 1 < capitals > len(letters) - 2 and form[-1].isupper()


def _link_same_words(organisations: Iterable[Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "Treasury Department" and "US Department of the Treasury": the same words but for country and order."""
    by_core: dict[frozenset[str], list[Group]] = defaultdict(list)
    for group in organisations:
        if len(group.words) > 1:
            by_core[_core(group.words)].append(group)
    for core, alike in by_core.items():
        if len(alike) > 1 and len(core) > 1:
            best = max(alike, key=lambda g: (len(g.words), sum(g.forms.values()), g.key))
            to |= {g.key: (best.key, "short form") for g in alike if g is not best and g.key not in to}


def _link_heads(groups: Mapping[str, Group], long: Iterable[Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "the Academy" to "Lisbon Film Academy" where only one organisation of the event is headed so."""
    by_head: dict[str, set[str]] = defaultdict(set)
    for group in long:
        if len(group.words) > 1:
            by_head[group.words[-1]].add(group.key)
            if "of" in group.words:
                by_head[group.words[0]].add(group.key)
    for key in groups:
        if key not in to and is_generic(key) and len(by_head[key]) == 1:
            to[key] = (next(iter(by_head[key])), "short form")


def _link_variants(groups: Mapping[str, Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "Acme Conductor" to "Acme Conductors" and "Hunan" to "Hunan Province"."""
    for key, group in groups.items():
        whole = next((k for k in (f"{key}s", f"{key} province") if k in groups and groups[k].kind == group.kind), None)
        if whole and key not in to and group.kind in ("organisation", "place") and len(key) > 3:
            to[key] = (whole, "short form")


def _core(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in words if w not in _SMALL and w not in ("us", "uk", "u", "s", "k"))


def _link_first_words(groups: Mapping[str, Group], long: Iterable[Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "Acme" to "Acme Widgets" where only one organisation begins so."""
    by_start: dict[str, set[str]] = defaultdict(set)
    for group in long:
        if is_generic(group.words[-1]):
            continue  # the town of "Springfield Police Department" is not its police
        for n in range(1, len(group.words)):
            by_start[" ".join(group.words[:n])].add(group.key)
    for key, group in groups.items():
        whole = by_start.get(key, set())
        fixed = is_generic(key) or key in _SMALL or any(find_place(f) or find_organisation(f) for f in group.forms)
        if key in to or len(whole) != 1 or fixed or group.votes["place"] > group.votes["organisation"]:
            continue
        target = next(iter(whole))
        unlike = group.votes["organisation"] == 0 and sum(group.votes.values()) > 0
        if group.titled or unlike or to.get(target, ("",))[0] == key or _comes_first(group, groups[target]):
            continue
        if not is_demonym(key.title()):
            to[key] = (target, "short form")


def _link_last_words(groups: Mapping[str, Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "the Raiders" to "Lisbon Raiders", given before, where only one name of the event ends so.

    A word that nothing else says to be a name ("Soup") is one behind a place: "Texas Panhandle".
    """
    by_end: dict[str, set[str]] = defaultdict(set)
    for key, group in groups.items():
        if group.kind in ("organisation", "place") and not is_listed(group):
            for n in range(1, len(group.words)):
                by_end[" ".join(group.words[n:])].add(to.get(key, (key,))[0])
    for key, group in groups.items():
        whole = by_end.get(key, set())
        if key in to or len(whole) != 1 or group.kind == "person" or group.titled or is_generic(key):
            continue
        target = next(iter(whole))
        if group.kind == "other" and not is_place(target.removesuffix(key).strip().title()):
            continue
        if not (is_listed(group) or is_demonym(key.title()) or _comes_first(group, groups[target])):
            to[key] = (target, "short form")


def _comes_first(short: Group, long: Group) -> bool:
    """Tell whether every article that gives both gives the short name first: then it is no short form.

    A text writes "Acme Widgets", then "Acme"; where "Mossad" comes first, "Mossad Commentary" is something else.
    """
    both = short.places.keys() & long.places.keys()
    return bool(both) and all(short.places[article] < long.places[article] for article in both)

"""Which names name the same: surnames, acronyms, short forms, other names of a country.

The event is the resource: a full name in one article tells what the bare surname is in another.
Where two people share a surname, nothing is linked across the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.finding.heads import find_organisation, head_category, title_category
from analysis.finding.kinds import choose_kind
from analysis.finding.places import find_place, is_demonym
from analysis.finding.runs import SMALL

_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_SMALL = SMALL | {"in", "on"}


@dataclass
class Group:
    """Mentions written alike: ``key`` is how, ``forms`` what stood there, ``votes`` what each kind has for it."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)  # the part of the votes that is the model's
    titled: bool = False
    n_things: int = 0  # mentions with an article or a number: "40 Frisbees" is nobody's surname

    @property
    def words(self) -> tuple[str, ...]:
        """The key's words."""
        return tuple(self.key.split())

    @property
    def kind(self) -> str:
        """The kind with most votes."""
        return choose_kind(self.votes)


@dataclass(frozen=True)
class Links:
    """``to``: the group that a group is part of, and the rule; ``doubtful``: groups to decide mention by mention."""

    to: Mapping[str, tuple[str, str]]
    doubtful: Mapping[str, tuple[str, ...]]

    def follow(self, key: str) -> tuple[str, str]:
        """Return the last group on the way from a key, and the rule of the first step ("name" for none)."""
        rule, seen = "name", {key}
        while key in self.to and self.to[key][0] not in seen:
            key, step = self.to[key]
            seen.add(key)
            rule = step if rule == "name" else rule
        return key, rule


def name_key(text: str) -> str:
    """Return what two spellings of one name share: no case, no points, no legal form, a place's filed name.

    >>> name_key("Acme Widgets Group Inc."), name_key("U.S."), name_key("J. R. Smith")
    ('acme widgets', 'united states', 'j r smith')
    """
    filed = find_place(text) or find_organisation(text)
    if filed is not None:
        return filed.casefold()
    words = text.replace("’", "'").replace(",", "").replace(".", ". ").split()
    while len(words) > 1 and (head_category(words[-1]) == "corporate" or words[-1] in ("&", "and")):
        words.pop()
    return " ".join(words).replace(".", "").casefold() if words else text.casefold()


def link_groups(groups: Mapping[str, Group], expansions: Mapping[str, str]) -> Links:
    """Link each short form to its full form.

    Args:
        groups: the event's names by key.
        expansions: acronym to expansion, both keys, where a text says so: "Food and Drug Administration (FDA)".
    """
    to: dict[str, tuple[str, str]] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    _trust_surnames(groups)
    full = [g for g in groups.values() if g.kind == "person" and len(_bare(g.words)) > 1]
    to |= _merge_full_names(full)
    to |= _drop_roles(groups, full)
    _link_people(groups, [g for g in full if g.key not in to], to, doubtful)
    for short, long in expansions.items():
        if short in groups and long in groups and short not in to and short != long:
            to[short] = (long, "acronym")
    organisations = [g for g in groups.values() if g.kind == "organisation" and g.key not in to]
    _link_acronyms(groups, organisations, to)
    _link_same_words(organisations, to)
    _link_heads(groups, organisations, to)
    _link_variants(groups, to)
    _link_short_forms(groups, [g for g in organisations if g.key not in to], to)
    return Links(to, doubtful)


def _trust_surnames(groups: Mapping[str, Group]) -> None:
    """Take "Paris Hilton" for a person, whatever the model says, where "Hilton, 40," surely is one."""
    sure = {
        key: group.votes["person"] - group.labels["person"] for key, group in groups.items() if len(group.words) == 1
    }
    for group in groups.values():
        last = group.words[-1]
        other = max(group.votes[kind] - group.labels[kind] for kind in ("organisation", "place", "other"))
        if len(group.words) in (2, 3) and sure.get(last, 0) >= 20 and other < 20 and group.kind != "person":
            group.votes["person"] += sum(group.labels.values()) + sure[last]


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Drop "Jr." and the like."""
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


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


def _link_people(
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
            if n == len(words) - 1 or words[n] in _SMALL or len(words) > 2:
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
        if key not in to and form.isupper() and 2 < len(form) < 7 and len(by_initials.get(key, ())) == 1:
            to[key] = (next(iter(by_initials[key])), "acronym")


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


def is_generic(key: str) -> bool:
    """Tell one head noun alone, which names nothing by itself.

    >>> is_generic("academy"), is_generic("congress"), is_generic("acme")
    (True, False, False)
    """
    return head_category(key.title()) in (
        "organisation",
        "corporate",
        "place",
        "event",
        "law",
    ) and not find_organisation(key.title())


def _link_variants(groups: Mapping[str, Group], to: dict[str, tuple[str, str]]) -> None:
    """Link "Acme Conductor" to "Acme Conductors" and "Hunan" to "Hunan Province"."""
    for key, group in groups.items():
        whole = next((k for k in (f"{key}s", f"{key} province") if k in groups and groups[k].kind == group.kind), None)
        if whole and key not in to and group.kind in ("organisation", "place") and len(key) > 3:
            to[key] = (whole, "short form")


def _core(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for w in words if w not in _SMALL and w not in ("us", "uk", "u", "s", "k"))


def _link_short_forms(groups: Mapping[str, Group], long: Iterable[Group], to: dict[str, tuple[str, str]]) -> None:
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
        if group.titled or unlike or to.get(target, ("",))[0] == key:
            continue
        if not is_demonym(key.title()):
            to[key] = (target, "short form")


def canonical_name(group: Group) -> str:
    """Choose the spelling to show for the group that others lead to: the most frequent, not in capitals.

    >>> canonical_name(Group("ann lee", Counter({"Ann Lee": 2, "ANN LEE": 3})))
    'Ann Lee'
    """
    forms = group.forms
    return min(forms, key=lambda f: (f.isupper() and len(f) > 4, _is_corporate(f), -forms[f], len(f), f))


def _is_corporate(form: str) -> bool:
    return head_category(form.split()[-1]) == "corporate"

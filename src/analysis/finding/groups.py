"""Mentions that are written alike, what speaks for their kind, and how the groups of them hang together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.finding.atlas import find_candidates
from analysis.finding.heads import capital_category, find_organisation, head_category
from analysis.finding.kinds import choose_kind
from analysis.finding.places import find_place


@dataclass
class Group:
    """Mentions written alike: ``key`` is how, ``forms`` what stood there, ``votes`` what each kind has for it."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)  # the part of the votes that is the model's
    titled: bool = False
    said: Counter[str] = field(default_factory=Counter)  # the kind that the words beside it say: "the retailer Lee"
    n_things: int = 0  # mentions with an article or a number: "40 Frisbees" is nobody's surname
    places: dict[str, int] = field(default_factory=dict)  # article → where it first stands in running text

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
    """How an event's names hang together.

    ``to``: the group that a group is part of, and the rule; ``doubtful``: groups to decide mention by mention;
    ``usual``: of the people who share a surname, those who are not called by their first names.
    """

    to: Mapping[str, tuple[str, str]]
    doubtful: Mapping[str, tuple[str, ...]]
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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


def is_place(name: str) -> bool:
    """Tell a listed place or one of the gazetteer."""
    return find_place(name) is not None or bool(find_candidates(name))


def is_listed(group: Group) -> bool:
    """Tell a well-known place or body, or a common word in capitals."""
    return any(find_place(form) or find_organisation(form) or capital_category(form) for form in group.forms)


def canonical_name(group: Group) -> str:
    """Choose the spelling to show for the group that others lead to: the most frequent, not in capitals.

    >>> canonical_name(Group("ann lee", Counter({"Ann Lee": 2, "ANN LEE": 3})))
    'Ann Lee'
    """
    forms = group.forms
    return min(forms, key=lambda f: (f.isupper() and len(f) > 4, _is_corporate(f), -forms[f], len(f), f))


def _is_corporate(form: str) -> bool:
    return head_category(form.split()[-1]) == "corporate"

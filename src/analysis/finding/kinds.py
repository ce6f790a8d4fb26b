"""Is it a person, an organisation, a place? One kind for an entity, by the votes of all its mentions.

The model's label is one voice among several: it calls the same name a person here and a company there.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from analysis.finding.atlas import SHORT_STATES, find_candidates
from analysis.finding.heads import (
    capital_category,
    find_organisation,
    given_gender,
    head_category,
    is_personal,
    is_surname,
    title_category,
    title_gender,
)
from analysis.finding.language import Parsed
from analysis.finding.lexicon import read_lexicon
from analysis.finding.names import Candidate
from analysis.finding.places import find_place, is_institution

KINDS = ("person", "organisation", "place", "other")
_HEAD_KIND = {
    "corporate": "organisation",
    "organisation": "organisation",
    "place": "place",
    "law": "other",
    "event": "other",
    "vessel_prefix": "other",
}
_LABEL = 10  # what one label of the model is worth; the other signs are weighed against it
_PARTS = frozenset(
    """North Northern South Southern East Eastern West Western Northeast Northwest Southeast Southwest Central
    Downtown Midtown Uptown Upper Lower Greater Inner Outer Metro Mid Mainland""".split()  # noqa: SIM905 — one-word lines
)
_CITY = 100_000  # people; below this, the gazetteer's names are as often surnames
_TO_TOWNS = ("in", "at", "near", "from", "to", "outside", "of")
_HOLDINGS = ("shares", "stock", "stake", "shareholders", "investors", "owner", "subsidiary")
_OF_HEADS = ("organisation", "place", "law")


def weigh_kinds(candidate: Candidate, parsed: Parsed) -> Counter[str]:
    """Return what speaks for each kind at one mention: the model, the name's own words, its neighbours."""
    votes: Counter[str] = Counter()
    if candidate.label:
        votes[candidate.label] += label_weight(candidate)
    if candidate.title:
        votes["person"] += 40
    _weigh_words(candidate.text, candidate.label, votes)
    _weigh_neighbours(candidate, parsed, votes)
    return votes


def label_weight(candidate: Candidate) -> int:
    """Return what the model's label is worth.

    One word alone is labelled at random (one company: 15 times a person, 9 times itself), and a word
    that it does not know becomes a place (one president: 7 of 16 times).
    """
    single = " " not in candidate.text
    return _LABEL // 2 if single and candidate.label in ("person", "place") else _LABEL


def _weigh_words(text: str, label: str, votes: Counter[str]) -> None:
    words = text.split()
    if capital_category(text) is not None:
        votes["other"] += 80  # "Easter", "Hajj": a place or person to the model, each time anew
    if is_institution(text):
        votes["organisation"] += 90
    elif find_place(text) is not None:
        votes["place"] += 40
    elif find_organisation(text) is not None:
        votes["organisation"] += 20
    if words[0] in _PARTS and find_place(" ".join(words[1:])) is not None:
        votes["place"] += 30  # "Midtown Atlanta"
    filed = find_place(text) or find_organisation(text)
    given = given_gender(words[0]) if len(words) in (2, 3) and filed is None else None
    if given is not None:
        votes["person"] += 5 if given == "any" else 15  # "Crystal", "Victoria" begin other names too
    if "&" in words or words[-1].endswith(("'s", "’s")):  # "Macy's"
        votes["organisation"] += 30
    if any(map(str.isdigit, text)):
        votes["other"] += 20  # "IE6", "Flight 12": a make or a number, whatever the model says
    if len(words) > 1 and find_organisation(words[0]) is not None:
        votes["other"] += 15  # "Apple Watch": what a company makes
    head = (head_category(" ".join(words[-2:])) or head_category(words[-1])) if len(words) > 1 else None
    if "of" in words[1:-1]:
        first = head_category(words[words.index("of") - 1])
        head = first if first in _OF_HEADS else head
    if head_category(words[0]) == "vessel_prefix" and len(words) > 1:
        head = "vessel_prefix"
    if head in _HEAD_KIND:
        # "Peter Lake", "Ann Wood": a head noun that is a surname as well
        surname = is_surname(words[-1]) and len(words) == 2 and (given in ("m", "f") or label == "person")
        votes[_HEAD_KIND[head]] += 5 if surname else 50


def _weigh_neighbours(candidate: Candidate, parsed: Parsed, votes: Counter[str]) -> None:
    tokens, low, high = parsed.tokens, candidate.first, candidate.last
    bounds = parsed.ranges[tokens[low].sentence]
    before = tokens[low - 1] if low > bounds.first else None
    after = tokens[high] if high < bounds.last else None
    if before is not None and before.pos in ("NOUN", "PROPN") and head_category(before.text.lower()) == "descriptor":
        votes["organisation"] += 30
    if before is not None and before.text.lower() == "in":
        votes["place"] += 7
    _weigh_geography(candidate, parsed, votes)
    if after is not None and head_category(after.text) == "asset":
        votes["organisation"] += 10
    if after is not None and after.text == ",":
        _weigh_apposition(parsed, high + 1, bounds.last, votes)
    stage_name = " " not in candidate.text and find_place(candidate.text) is None  # "Solana said" is no place
    if (candidate.label != "place" or stage_name) and _speaks(candidate, parsed):
        votes["person"] += 5
    if " " in candidate.text and tokens[high - 1].tag == "NNPS" and is_thing(candidate, parsed):
        votes["organisation"] += 15  # teams: "the Lisbon Raiders"
    if _has_kin(candidate, parsed):
        votes["person"] += 20


def _weigh_geography(candidate: Candidate, parsed: Parsed, votes: Counter[str]) -> None:
    """Read what the gazetteer says: a town's name, and one with its state or country behind it ("Irving, Texas").

    Small towns bear the names of people, so theirs counts behind a preposition only.
    """
    several = " " in candidate.text
    if candidate.title or candidate.label == "person" or (several and candidate.label == "organisation"):
        return
    if _is_qualified(candidate, parsed):
        votes["place"] += 25
    if find_place(candidate.text) is not None or given_gender(candidate.text) is not None:
        return
    towns = find_candidates(candidate.text)
    large = bool(towns) and (towns[0].population >= _CITY or towns[0].kind == "region")
    if towns and _is_goal(candidate, parsed):
        votes["place"] += _LABEL + 2  # more than a label
    elif large and candidate.label != "organisation":
        votes["place"] += _LABEL


def _is_goal(candidate: Candidate, parsed: Parsed) -> bool:
    first = parsed.ranges[parsed.tokens[candidate.first].sentence].first
    return candidate.first > first and parsed.tokens[candidate.first - 1].text.lower() in _TO_TOWNS


def _is_qualified(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell a town before its state or country, by the comma between them."""
    tokens, at = parsed.tokens, candidate.last + 1
    last = parsed.ranges[tokens[candidate.first].sentence].last
    if at >= last or tokens[at - 1].text != "," or candidate.text.isupper():
        return False
    behind = (" ".join(t.text for t in tokens[at : at + n]) for n in (3, 2, 1) if at + n <= last)
    return any(find_place(name) or name in SHORT_STATES for name in behind)


def _weigh_apposition(parsed: Parsed, i: int, last: int, votes: Counter[str]) -> None:
    """Read what follows a comma: ", 45,", ", who", ", the retailer", ", a fisherman"."""
    tokens = parsed.tokens
    if i >= last:
        return
    if tokens[i].text == "who" or (tokens[i].text.isdigit() and len(tokens[i].text) < 3):
        votes["person"] += 30
        return
    if tokens[i].text.lower() not in ("a", "an", "the", "his", "her", "its", "their"):
        return
    noun = next((t for t in tokens[i + 1 : min(last, i + 7)] if t.tag == "NN" and t.dep in ("appos", "conj")), None)
    if noun is None:
        return
    if head_category(noun.text) == "descriptor":
        votes["organisation"] += 30
    elif title_category(noun.text) == "role":
        votes["person"] += 30


def say_kind(candidate: Candidate, parsed: Parsed) -> str:
    """Return the kind that the words beside a name say outright, "" where they say none.

    An organisation: "the retailer Lee", "Lee, the maker of", "shares in Lee"; a person: a title, an age, a role.
    """
    votes: Counter[str] = Counter()
    tokens, last = parsed.tokens, parsed.ranges[parsed.tokens[candidate.first].sentence].last
    if candidate.last < last and tokens[candidate.last].text == ",":
        _weigh_apposition(parsed, candidate.last + 1, last, votes)
    if candidate.title or _has_kin(candidate, parsed) or votes["person"]:
        return "person"
    return "organisation" if votes["organisation"] or _is_described(candidate, parsed) else ""


def _is_described(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell "the company Lee" and "shares in Lee"; an investor or a rival may be a person."""
    first = parsed.ranges[parsed.tokens[candidate.first].sentence].first
    words = [token.text.lower() for token in parsed.tokens[max(first, candidate.first - 2) : candidate.first]]
    if words and head_category(words[-1]) == "descriptor":
        return not is_personal(words[-1])
    return len(words) > 1 and words[-1] in ("in", "of") and words[-2] in _HOLDINGS


def _speaks(candidate: Candidate, parsed: Parsed) -> bool:
    tokens = parsed.tokens
    head = tokens[candidate.last - 1]
    return head.dep == "nsubj" and tokens[head.head].lemma in _speech_verbs()


def is_thing(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell a name with an article or a number of its own: a person has neither (not "the Lee trial")."""
    head = candidate.last - 1
    if parsed.tokens[head].dep in ("compound", "nmod", "amod", "poss"):
        return False
    before = (parsed.tokens[i] for i in parsed.children[head] if i < candidate.first)
    return any(token.pos in ("DET", "NUM") for token in before)


def _has_kin(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell "Lee's cousin": only people have relatives."""
    token = parsed.tokens[candidate.last - 1]
    owned = parsed.tokens[token.head]
    return token.dep == "poss" and (title_gender(owned.text) != "" or owned.text in ("cousin", "partner", "sibling"))


def choose_kind(votes: Counter[str]) -> str:
    """Return the kind with most votes; "other" where next to nothing speaks for any.

    One word that the model once calls a person is not enough: imperatives and brands look so.

    >>> choose_kind(Counter(person=20, place=10)), choose_kind(Counter(person=5))
    ('person', 'other')
    """
    best = max(KINDS, key=lambda kind: (votes[kind], -KINDS.index(kind)))
    return best if votes[best] >= _LABEL else "other"


@lru_cache(maxsize=1)
def _speech_verbs() -> frozenset[str]:
    return frozenset(term.term for term in read_lexicon("reporting_verbs.csv"))

"""People, organisations and places, each under one name across the event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.finding.aliases import link_groups
from analysis.finding.groups import Group, Links, canonical_name, is_generic, name_key
from analysis.finding.headings import collect_heading_names, collect_stray_names, known_words, lower_words
from analysis.finding.heads import capital_category, find_organisation, head_category
from analysis.finding.kinds import choose_kind, is_thing, label_weight, say_kind, weigh_kinds
from analysis.finding.language import Parsed
from analysis.finding.names import Candidate, collect_names
from analysis.finding.places import find_place, is_capital, is_institution
from analysis.finding.possessives import keep_marks
from analysis.finding.pronouns import find_pronouns
from analysis.records import Mention

_LEDE = 0.12  # of the body
_SHARED = 10  # votes: a surname that two people of the event bear is one of theirs rather than a thing
_SHORT = 3  # letters; "JD Vance" keeps his initials
_TO_PLACES = ("in", "to", "from", "at", "near", "across", "outside", "into", "around", "left", "leave", "leaves")


def find_mentions(parses: Sequence[Parsed]) -> list[Mention]:
    """Find where the articles of one event name people, organisations and places.

    Counts: names in headline, subheads and paragraphs, under one canonical name and one kind across the
    event; pronouns he, she and their forms (rule "pronoun…") where one person can be meant.
    Vessels, laws, works and events that bear a name are of kind "other".
    Leaves out: repeats and furniture; nationality words and names of peoples ("Peruvian" is no mention of
    Peru); descriptions without a name ("the president"); they, it, I, we.

    Returns:
        Mentions by article, in the order given, then by offset. A rule "metonym" marks a place that
        stands for an institution ("the Kremlin"; "Moscow said").

    Misses: see tests/cases/entities.jsonl, lines with ``"expect": "fail"``.
    """
    ordinary = lower_words(parses)
    named = keep_marks(parses, {id(parsed): collect_names(parsed, ordinary) for parsed in parses})
    known = {name_key(c.text) for found in named.values() for c in found}
    known |= {name_key(c.text).split()[-1] for p in parses for c in named[id(p)] if _introduces(c, p)}
    words = known_words(c for found in named.values() for c in found)
    for parsed in parses:
        found = named[id(parsed)]
        found = found + collect_stray_names(parsed, found, words, ordinary)
        found = found + collect_heading_names(parsed, known, ordinary)
        named[id(parsed)] = [_mark_vessel(c, parsed) for c in sorted(found, key=lambda c: c.start)]
    groups, links = _link(parses, named)
    names, kinds = _name_entities(groups, links)
    mentions: list[Mention] = []
    for parsed in parses:
        own, kept = _mentions_in(parsed, named[id(parsed)], links, names, kinds)
        mentions += sorted(own + find_pronouns(parsed, own, kept), key=lambda m: m.start)
    return mentions


def _introduces(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell the full name of a person whom the lede introduces: a heading may give the surname alone."""
    person = " " in candidate.text and (candidate.label == "person" or bool(candidate.title))
    return person and parsed.sentences[parsed.tokens[candidate.first].sentence].position <= _LEDE


def _mark_vessel(candidate: Candidate, parsed: Parsed) -> Candidate:
    """Mark the name of a ship before surnames are linked: "the aircraft carrier Gerald R. Ford"."""
    first = parsed.ranges[parsed.tokens[candidate.first].sentence].first
    before = [t.text.lower() for t in parsed.tokens[max(first, candidate.first - 2) : candidate.first]]
    ship = head_category(before[-1]) if before else None
    if ship != "vessel" and len(before) == 2:
        ship = head_category(" ".join(before))
    words = candidate.text.split()
    own = head_category(" ".join(words[:2]).lower() if len(words) > 2 else "") or head_category(
        words[0]
    )  # Space Shuttle X
    return candidate._replace(rule="vessel") if "vessel" in (ship, own) or own == "vessel_prefix" else candidate


def _key(candidate: Candidate) -> str:
    key = name_key(candidate.text)
    return f"vessel {key}" if candidate.rule == "vessel" else key


def _link(parses: Sequence[Parsed], named: Mapping[int, Sequence[Candidate]]) -> tuple[dict[str, Group], Links]:
    groups: dict[str, Group] = {}
    expansions: dict[str, str] = {}
    for parsed in parses:
        for candidate in named[id(parsed)]:
            key = _key(candidate)
            group = groups.setdefault(key, Group(key))
            group.forms[candidate.text] += 1
            if candidate.label:
                group.labels[candidate.label] += label_weight(candidate)
            group.n_things += is_thing(candidate, parsed)
            group.titled |= bool(candidate.title)
            group.said[say_kind(candidate, parsed)] += 1
            if parsed.sentences[parsed.tokens[candidate.first].sentence].kind == "paragraph":
                group.places.setdefault(candidate.article_id, candidate.start)
            group.votes += Counter({"other": 200}) if candidate.rule == "vessel" else weigh_kinds(candidate, parsed)
        expansions |= _find_expansions(parsed, named[id(parsed)])
    return groups, link_groups(groups, expansions)


def _find_expansions(parsed: Parsed, named: Sequence[Candidate]) -> dict[str, str]:
    """Find "Food and Drug Administration (FDA)": a name, and capitals in brackets that its words begin with."""
    expansions = {}
    for before, after in pairwise(named):
        gap = parsed.article.text[before.end : after.start].strip()
        if gap in ("(", "(the") and _may_abbreviate(after.text, before.text):
            expansions[name_key(after.text)] = name_key(before.text)
    return expansions


def _may_abbreviate(short: str, name: str) -> bool:
    """Tell capitals whose first letter begins a word of the name; a party or a place in brackets does not."""
    words = name.split()
    return short.replace(".", "").isupper() and len(words) > 1 and any(w[0].upper() == short[0] for w in words)


def _name_entities(groups: Mapping[str, Group], links: Links) -> tuple[dict[str, str], dict[str, str]]:
    """Return the canonical name and the kind of each group that others lead to."""
    members: dict[str, list[Group]] = defaultdict(list)
    for key in sorted(groups):
        members[links.follow(key)[0]].append(groups[key])
    for key in links.doubtful:
        if len(links.doubtful[key]) > 1:
            groups[key].votes["person"] += _SHARED
    kinds = {key: _joint_kind(key, alike, groups) for key, alike in members.items()}
    names = {key: _joint_name(key, alike, kinds[key]) for key, alike in members.items()}
    return names, kinds


def _joint_kind(key: str, alike: Iterable[Group], groups: Mapping[str, Group]) -> str:
    if len(key.split()) > 1 and groups[key].kind == "person":
        return "person"  # surnames labelled as places do not outvote the full name
    votes: Counter[str] = Counter()
    for group in alike:
        if group.key == key or not any(map(capital_category, group.forms)):  # "MBA" that stands for a union
            votes += group.votes
    return choose_kind(votes)


def _joint_name(key: str, alike: Sequence[Group], kind: str) -> str:
    places = sorted({place for group in alike for form in group.forms if (place := find_place(form))})
    if places and kind == "place":
        return places[0]
    filed = sorted({name for group in alike for form in group.forms if (name := find_organisation(form))})
    own = next(group for group in alike if group.key == key)
    name = filed[0] if filed and kind == "organisation" and len(alike) == 1 else canonical_name(own)
    return _lower_capitals(name) if kind == "person" else name


def _lower_capitals(name: str) -> str:
    """Write a person's name that only stands in capitals as names are written.

    >>> _lower_capitals("ANN LEE"), _lower_capitals("JD LEE"), _lower_capitals("RZA")
    ('Ann Lee', 'JD Lee', 'RZA')
    """
    if " " not in name or not name.isupper():
        return name
    return " ".join(word if len(word) < _SHORT else word.title() for word in name.split())


def _mentions_in(
    parsed: Parsed,
    named: Sequence[Candidate],
    links: Links,
    names: Mapping[str, str],
    kinds: Mapping[str, str],
) -> tuple[list[Mention], list[Candidate]]:
    mentions: list[Mention] = []
    kept: list[Candidate] = []
    last_seen: dict[str, int] = {}  # full name → where it last stood in this article
    for candidate in named:
        key, rule = _decide(candidate, parsed, links, last_seen)
        if rule == "name" and _is_in_headline(candidate, parsed) and (coming := _look_ahead(key, named, links)):
            key, rule = coming, "surname, nearest full name"
        if is_generic(key):
            continue  # "the Court": which one, nothing says
        kept.append(candidate)
        last_seen[key] = candidate.start
        rule = _say_rule(candidate, parsed, kinds[key], rule)
        mentions.append(Mention(candidate.article_id, candidate.start, candidate.end, names[key], kinds[key], rule))
    return mentions, kept


def _decide(candidate: Candidate, parsed: Parsed, links: Links, last_seen: Mapping[str, int]) -> tuple[str, str]:
    """Return the group a mention belongs to. A shared surname goes to the last full name before it, if any."""
    key = _key(candidate)
    people = links.doubtful.get(key, ())
    if not people:
        return links.follow(key)
    shared = len(people) > 1
    people = people if candidate.title else links.usual.get(key, people)
    before = sorted(((last_seen[p], p) for p in people if p in last_seen), reverse=True)
    if not before or not _may_be_person(candidate, parsed, shared=shared):
        return links.follow(key)
    if len(before) > 1 and parsed.sentence_at(before[0][0]) == parsed.sentence_at(before[1][0]):
        return key, "shared surname"
    return before[0][1], "surname" if len(people) == 1 else "surname, nearest full name"


def _is_in_headline(candidate: Candidate, parsed: Parsed) -> bool:
    return parsed.sentences[parsed.tokens[candidate.first].sentence].kind == "headline"


def _look_ahead(key: str, named: Sequence[Candidate], links: Links) -> str | None:
    """Return whom a surname in the headline means: of those who bear it, the first whom the text names in full."""
    people = links.doubtful.get(key, ())
    keys = (links.follow(_key(candidate))[0] for candidate in named) if len(people) > 1 else ()
    return next((person for person in keys if person in people), None)


def _may_be_person(candidate: Candidate, parsed: Parsed, *, shared: bool) -> bool:
    """Tell "Jordan said" from "in Jordan": a surname that is a place's name too, the full name given before.

    A surname that people share is theirs, though the model take the bare word for a company.
    """
    if candidate.title or candidate.label == "person":
        return True
    first = parsed.ranges[parsed.tokens[candidate.first].sentence].first
    before = parsed.tokens[candidate.first - 1].text.lower() if candidate.first > first else ""
    return (shared or candidate.label != "organisation") and before not in _TO_PLACES


def _say_rule(candidate: Candidate, parsed: Parsed, kind: str, rule: str) -> str:
    if candidate.rule == "vessel":
        return "vessel"
    if is_institution(candidate.text) and kind == "organisation":
        return "metonym"
    if kind == "place" and is_capital(candidate.text) and _acts(candidate, parsed):
        return "metonym"
    if rule == "name" and kind == "place" and candidate.text != find_place(candidate.text) is not None:
        return "place alias"
    if candidate.rule == "heading":
        return f"heading, {rule}"
    return "title" if rule == "name" and candidate.title else rule


def _acts(candidate: Candidate, parsed: Parsed) -> bool:
    """Tell a capital that does something ("Moscow said", "ties with Moscow") from the city."""
    tokens = parsed.tokens
    token = tokens[candidate.last - 1]
    head = tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass"):
        return head.pos == "VERB"
    if token.dep == "conj":
        token, head = head, tokens[head.head]
    return token.dep == "pobj" and head.text.lower() in ("with", "between", "against", "by")

"""Which organisation a phrase beside a cue stands for: "the zoo", "the company", "the statement"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_near, plain
from analysis.finding.heads import head_category
from analysis.finding.sources import is_press, source_category
from analysis.records import Mention

# Places that speak as institutions.
_HOUSES = frozenset({"zoo", "museum", "hospital", "university", "college", "school", "airport", "aquarium", "park"})
# Common nouns for a company, and the words in names that say the same.
_AIRLINE, _BANK = frozenset({"airways", "airlines", "airline", "air", "aviation"}), frozenset({"bank", "bancorp"})
_WORDS_OF = {"airline": _AIRLINE, "carrier": _AIRLINE, "bank": _BANK, "lender": _BANK}


def by_words(cast: Cast, phrase: tuple[int, int]) -> Speaker | None:
    """Resolve "the zoo", "Ume police" to the one organisation whose name has all these words."""
    tokens = cast.frames.tokens
    low = phrase[0] + (tokens[phrase[0]].text.lower() == "the")
    words = {plain(t.text) for t in tokens[low : phrase[1]] if t.dep != "case"}
    if not words or (low == phrase[0] and tokens[low].text.islower() and words != {"police"}):
        return None
    if len(words) == 1 and source_category(next(iter(words))) == "company":
        return None  # "the company" is whichever speaks, not the one with "Company" in its name
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    bodies = [m for m in cast.mentions if m.kind == "organisation" or _is_institution(m, words)]
    bodies = [m for m in bodies if words < set(m.entity.lower().split())]
    names = {m.entity for m in bodies if m.start < start} or {m.entity for m in bodies}
    last = plain(tokens[phrase[1] - 1].text)
    for chosen in (names, {name for name in names if name.lower().split()[-1] == last}):
        longest = max(sorted(chosen), key=len, default="")
        if longest and all(set(n.lower().split()) <= set(longest.lower().split()) for n in chosen):
            return Speaker(longest, start, end, "organisation", "words of a name")
    return None


def _is_institution(mention: Mention, words: set[str]) -> bool:
    """Tell a place that can speak, by its own noun: "the zoo" for Ume Zoo, not "the river" for the River Ume."""
    named_so = head_category(mention.entity.split()[-1]) == "organisation"
    return mention.kind == "place" and (named_so or bool(words & _HOUSES))


def issuer(cast: Cast, head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve "the statement" to who spoke in the sentence that first mentions it, else to the last body that spoke."""
    tokens, frames = cast.frames.tokens, cast.frames
    token = tokens[head]
    for index in range(head - 1, -1, -1):
        if tokens[index].lemma == token.lemma and frames.inside[index] < 0:
            issuers = [s for s in last if s.type != "document" and cast.place(s.start)[1] == frames.frame[index]]
            if issuers:
                return issuers[-1]._replace(start=token.start, end=token.end, rule="issuer")
    bodies = [s for s in last if s.type in {"organisation", "official"} and not is_press(s.name)]
    near = [s for s in bodies if is_near(cast, s.start, head)]
    return near[-1]._replace(start=token.start, end=token.end, rule="issuer") if near else None


def unnamed_issuer(cast: Cast, head: int, phrase: tuple[int, int]) -> Speaker | None:
    """Resolve "according to a statement" that is nobody's: the one body that this sentence or the last is about."""
    tokens, frames = cast.frames.tokens, cast.frames
    owned = {"poss", "prep", "acl", "relcl"} & {tokens[c].dep for c in cast.parsed.children[head]}
    if owned:
        return None
    here = frames.frame[head]
    for frame in (here, here - 1):
        bodies = [m for m in cast.named if m.kind == "organisation" and cast.place(m.start)[1] == frame]
        subjects = {m.entity for m in bodies if cast.is_subject(m) and not is_press(m.entity)}
        if len(subjects) == 1:
            end = tokens[phrase[1] - 1].end
            return Speaker(subjects.pop(), tokens[phrase[0]].start, end, "organisation", "issuer")
        if subjects:
            return None
    return None


def resolve_body(cast: Cast, at: int, phrase: tuple[int, int], last: Sequence[Speaker]) -> Speaker | None:
    """Resolve "the company": who spoke last or whose spokesman did, what has such a name, what the article is about.

    With words of its own ("the Ume-based firm") not where another company has come up since: a rival may have spoken.
    """
    tokens = cast.frames.tokens
    start, end = tokens[phrase[0]].start, tokens[phrase[1] - 1].end
    named = named_bodies(cast)
    bare = at == phrase[0] + 1 or at == phrase[0]
    name = (
        _called_such(named, tokens[at].lemma.lower())
        or body_that_spoke(cast, at, named, last, bare=bare)
        or _main_body(cast, at, named, bare=bare)
    )
    return Speaker(name, start, end, "organisation", "body") if name else None


def resolve_newsroom(cast: Cast, at: int, phrase: tuple[int, int]) -> Speaker | None:
    """Resolve "the paper", "the network" to the newsroom named last before it, near: a Times report, the paper said."""
    tokens = cast.frames.tokens
    start = tokens[phrase[0]].start
    before = [m for m in cast.named if m.end <= start and m.kind == "organisation" and is_press(m.entity)]
    if not before or not is_near(cast, before[-1].start, at):
        return None
    return Speaker(before[-1].entity, start, tokens[phrase[1] - 1].end, "organisation", "newsroom")


def _called_such(named: Sequence[Mention], noun: str) -> str | None:
    """Return the one organisation whose name says what it is: Ume Airways for "the carrier"."""
    words = _WORDS_OF.get(noun, frozenset())
    found = {m.entity for m in named if words & set(m.entity.lower().split())} if words else set()
    return found.pop() if len(found) == 1 else None


def body_that_spoke(
    cast: Cast, at: int, named: Sequence[Mention], last: Sequence[Speaker], *, bare: bool
) -> str | None:
    """Return the organisation that spoke last, itself or through a spokesman; regulators and ministries are none."""
    for speaker in reversed(last):
        if not is_near(cast, speaker.start, at):
            return None
        own = [m.entity for m in named if speaker.start <= m.start < speaker.end]
        itself = speaker.type == "organisation" and not speaker.noun and not is_press(speaker.name)
        if own or itself:
            name = own[-1] if own else speaker.name
            since = [m for m in named if speaker.end < m.start < cast.frames.tokens[at].start]
            rivals = {m.entity for m in since if cast.leads(m)} - {name}
            return name if bare or not rivals else None
        if speaker.type == "organisation":
            return None
    return None


def _main_body(cast: Cast, at: int, named: Sequence[Mention], *, bare: bool) -> str | None:
    """Return the one organisation that the article is about, or that both has most names and was the last subject."""
    ranked = [name for name, _ in cast.counts.most_common() if name in {m.entity for m in named}]
    if not ranked:
        return None
    before = [m for m in named if m.end <= cast.frames.tokens[at].start and is_near(cast, m.start, at)]
    subjects = [m.entity for m in before if cast.leads(m)]
    clear = len(ranked) == 1 or (bare and cast.counts[ranked[0]] >= max(3, 2 * cast.counts[ranked[1]]))
    lead = len(ranked) == 1 or cast.counts[ranked[0]] > cast.counts[ranked[1]]
    return ranked[0] if clear or (lead and subjects[-1:] == ranked[:1]) else None


def named_bodies(cast: Cast) -> list[Mention]:
    """Return the mentions of organisations that are no newsrooms, in the outlet's own words."""
    return [m for m in cast.named if m.kind == "organisation" and not is_press(m.entity)]

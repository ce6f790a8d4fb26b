"""From the phrase beside a cue to who it is: the fullest name that the article gives, or the description as it stands.

A surname goes to its full name, "the president" to the one person whom the article calls president, "the company" to
the organisation that speaks, a pronoun to the nearest earlier person in the outlet's own words. Where two fit, the
phrase stays what it is, and a pronoun names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.finding.cast import Cast, Speaker, is_pronoun, plain
from analysis.finding.descriptions import (
    by_epithet,
    describe,
    fuller_before,
    named_below,
    owned,
    resolve_description,
)
from analysis.finding.heads import head_category, title_category, title_gender
from analysis.finding.language import Token
from analysis.finding.places import is_demonym
from analysis.finding.sources import is_document, is_press, source_category
from analysis.finding.speaker_bodies import by_words
from analysis.finding.speaker_offices import by_office, is_office
from analysis.finding.speaker_pronouns import PRONOUNS, resolve_pronoun
from analysis.finding.subjects import phrase_of, subject_of
from analysis.records import Mention

_BEHIND = re.compile(r"\s*(?:\([^()\n]{1,60}\))?,\s+")
# What an article calls a person again whom it has named: by age, as a parent, by what they were.
_AGAIN = re.compile(r"the (?:\d{1,2}-year-old|(?:former|retired) [a-z]+|(?:[a-z]+ )?[a-z]+-of-[a-z]+)")
_ONE = frozenset({"a", "an", "one", "another"})


def resolve_speaker(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker | None:
    """Resolve the phrase that names a speaker.

    Args:
        cast: whom the article names.
        phrase: the phrase's tokens, half-open.
        head: the token that heads it.
        last: the speakers of earlier quotations, in text order.
    """
    head = _closing_role(cast, phrase, head)
    first, token = cast.frames.tokens[phrase[0]].text.lower(), cast.frames.tokens[head]
    if token.text.lower() in PRONOUNS:
        return resolve_pronoun(cast, head, last)
    several = _is_several(cast, phrase, head)
    named = None if several else _named_in(cast, phrase, head)
    if named is not None:
        return _bearer_who_spoke(cast, named, last) or _from_mention(cast, named)
    if first == "whose":
        return owned(cast, phrase, head)
    if several:
        return describe(cast, phrase, head)
    if _is_native(cast, phrase, head):
        return by_epithet(cast, phrase, head, last) or describe(cast, phrase, head)
    if first == "the" and is_office(token.text) and (holder := by_office(cast, phrase, head)) is not None:
        return holder  # "the Prime Minister said"
    if token.pos == "PROPN" and token.text[0].isupper() and first not in _ONE:
        return by_words(cast, phrase) or _resolve_name(cast, phrase, head)
    return _resolve_noun(cast, phrase, head, last)


def _resolve_noun(cast: Cast, phrase: tuple[int, int], head: int, last: Sequence[Speaker]) -> Speaker:
    """Resolve a description; a statement that somebody puts out is theirs: "Ren put out a statement saying": Ren."""
    tokens = cast.frames.tokens
    token = tokens[head]
    issued = token.dep == "dobj" or (token.dep == "pobj" and tokens[token.head].text.lower() == "in")
    if issued and source_category(token.lemma) == "statement":
        up = subject_of(cast.frames, head)
        if up is not None and up != head and source_category(tokens[up].lemma) != "statement":
            issuer = resolve_speaker(cast, phrase_of(cast.frames, up, head), up, last)
            return issuer or describe(cast, phrase, head)
    known = by_words(cast, phrase) or resolve_description(cast, phrase, head, last)
    known = known or named_below(cast, phrase, head) or fuller_before(cast, phrase, head, last)
    return known or describe(cast, phrase, head)


def _closing_role(cast: Cast, phrase: tuple[int, int], head: int) -> int:
    """Return the role noun that closes a phrase, where the parse takes the body before it for its head."""
    tokens, last = cast.frames.tokens, phrase[1] - 1
    body = tokens[head].pos == "PROPN" and head < last and "," not in {t.text for t in tokens[phrase[0] : phrase[1]]}
    role = tokens[last].tag == "NN" and title_category(tokens[last].lemma) == "role"
    return last if body and role and tokens[phrase[0]].text.lower() in {"a", "an", "the"} else head


def _is_native(cast: Cast, phrase: tuple[int, int], head: int) -> bool:
    """Tell "the Norwegian", "the 43-year-old", "the mother-of-two", "the former sailor": a person named before."""
    tokens = cast.frames.tokens
    words = cast.parsed.article.text[tokens[phrase[0]].start : tokens[phrase[1] - 1].end].lower()
    if _AGAIN.fullmatch(words) and tokens[head].tag not in {"NNS", "NNPS"}:
        return not is_office(tokens[head].text)  # the former president may be somebody else
    bare = head == phrase[0] + 1 == phrase[1] - 1 and tokens[phrase[0]].text.lower() == "the"
    return bare and is_demonym(tokens[head].text) and tokens[head].tag in {"NNP", "NN", "JJ"}


def _is_several(cast: Cast, phrase: tuple[int, int], head: int) -> bool:
    """Tell two speakers joined by "and" from one whose name or description has it: "Quill and Voss"."""
    tokens = cast.frames.tokens
    joined = [i for i in range(head + 1, phrase[1]) if tokens[i].dep == "conj" and tokens[i].head == head]
    here = [m for m in cast.overlapping(tokens[phrase[0]].start, tokens[phrase[1] - 1].end) if not is_pronoun(m)]
    return any(any(m.start <= tokens[i].start < m.end for m in here) for i in joined) and not any(
        m.start <= tokens[head].start and tokens[i].end <= m.end for m in here for i in joined
    )


def _bearer_who_spoke(cast: Cast, mention: Mention, last: Sequence[Speaker]) -> Speaker | None:
    """Give a bare surname that several people bear to the one of them who spoke last."""
    word = plain(cast.parsed.article.text[mention.start : mention.end])
    bearers = cast.surnames.get(word, set())
    if mention.kind == "place" or len(bearers) < 2:
        return None
    before = cast.parsed.tokens_in(mention.start, mention.end)[0] - 1
    title = cast.frames.tokens[before].text if before >= 0 else ""
    titled = cast.titles.get(title.lower(), set()) & bearers
    if len(titled) == 1:  # Justice Holm, not his wife
        return Speaker(next(iter(titled)), mention.start, mention.end, "person", "surname")
    if gender := title_gender(title):
        bearers = {name for name in bearers if cast.genders.get(name, gender) == gender}
    spoke = next((s for s in reversed(last) if s.name in bearers), None)
    return spoke._replace(start=mention.start, end=mention.end, rule="surname") if spoke else None


def _from_mention(cast: Cast, mention: Mention) -> Speaker:
    if mention.kind == "person":
        return Speaker(cast.full_name(mention), mention.start, mention.end, "person", "name")
    kind = "official" if mention.kind == "place" or mention.rule == "metonym" else "organisation"
    return Speaker(mention.entity, mention.start, mention.end, kind, "name")


def _named_in(cast: Cast, phrase: tuple[int, int], head: int) -> Mention | None:
    """Return the mention that the phrase is about: its head's, or a person in apposition to it."""
    tokens = cast.frames.tokens
    inside = cast.overlapping(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)
    inside = [m for m in inside if not is_pronoun(m)]
    named = _titled_in(cast, phrase, head, inside)
    if named is not None:
        return named
    heading = [m for m in inside if m.start < tokens[head].end and tokens[head].start < m.end and m.kind != "other"]
    if heading:
        return next((m for m in heading if m.kind == "person"), heading[-1])
    beside = [
        m for m in cast.overlapping(tokens[phrase[1] - 1].end, tokens[phrase[1] - 1].end + 2) if not is_pronoun(m)
    ]
    if beside and beside[0].kind in {"person", "organisation"} and tokens[head].pos == "NOUN":
        return beside[0]  # television station KUME
    if tokens[head].dep == "appos":  # Ren Holm, a nurse who said
        apposed = tokens[tokens[head].head]
        close = [m for m in cast.named if m.start <= apposed.start < m.end and m.kind == "person"]
        if close and close[0].end <= tokens[phrase[0]].start:
            return close[0]
    for mention in inside:
        if mention.kind == "person" and any(
            tokens[i].dep == "appos" and tokens[i].head == head
            for i in range(*cast.parsed.tokens_in(mention.start, mention.end))
        ):
            return mention
    return None


def _titled_in(cast: Cast, phrase: tuple[int, int], head: int, inside: Sequence[Mention]) -> Mention | None:
    """Return the person who closes a phrase that a title heads: "Governor of Ume Ren Holm".

    Or who stands in apposition behind its brackets and comma: "the head of the port (PU), Ren Holm, called".
    """
    tokens = cast.frames.tokens
    end = tokens[phrase[1] - 1].end
    people = [m for m in inside if m.kind == "person" and m.start > tokens[head].end]
    closing = next((m for m in people if m.end == end and " " in m.entity), None)
    titled = title_category(tokens[head].text.lower()) or title_category(tokens[head].text)
    if closing is not None and titled and len(people) == 1 and tokens[head].dep not in {"poss", "case"}:
        owner = cast.parsed.tokens_in(closing.start, closing.end)[0] - 1
        return closing if tokens[owner].text.lower() not in {"for", "to", "by", "with", "from"} else None
    behind = _BEHIND.match(cast.parsed.article.text, end)
    subject = tokens[head].pos == "NOUN" and tokens[head].dep == "nsubj" and not is_document(tokens[head].lemma)
    if behind is None or not subject:
        return None  # the last: "According to a report, Ren Holm was shot"
    close = cast.overlapping(behind.end(), behind.end() + 60)
    return next((m for m in close if m.start == behind.end() and m.kind == "person" and not is_pronoun(m)), None)


def _resolve_name(cast: Cast, phrase: tuple[int, int], head: int) -> Speaker:
    """Name a speaker whom no mention covers: the run of capitals about the head."""
    tokens = cast.frames.tokens
    low = high = head
    while low > phrase[0] and _is_capital(tokens[low - 1]):
        low -= 1
    while high + 1 < phrase[1] and _is_capital(tokens[high + 1]):
        high += 1
    start, end = tokens[low].start, tokens[high].end
    name = " ".join(cast.parsed.article.text[start:end].split())
    known = cast.surnames.get(plain(tokens[high].text), set())
    if low == high and len(known) == 1:
        return Speaker(next(iter(known)), start, end, "person", "surname")
    return Speaker(name, start, end, _guess_type(cast, name, phrase, head), "capitals")


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X"} and token.dep != "punct"


def _guess_type(cast: Cast, name: str, phrase: tuple[int, int], head: int) -> str:
    """Guess what a name stands for: two or three plain words, or a title beside it, are a person's."""
    words = name.split()
    category = source_category(words[-1]) or head_category(words[-1])
    if category == "office":
        return "official"
    if category or is_press(name) or any(w.isupper() and len(w) > 2 for w in words):
        return "organisation"
    titled = any(title_category(t.text) for t in cast.frames.tokens[phrase[0] : head])
    return "person" if titled or 2 <= len(words) <= 3 else "organisation"

"""One thing under two names: doubt in one article and none in the other, or nouns and verbs that change the picture."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.comparing.acts import is_act
from analysis.comparing.aligned import (
    MODIFIERS,
    OBJECTS,
    SUBJECTS,
    Aligned,
    Side,
    are_kin,
    complements,
    share_argument,
)
from analysis.comparing.conflict_contrasts import NOUNS, find_contrast_conflicts, label_conflict
from analysis.finding.language import Parsed, Token
from analysis.records import Conflict

# Words before a noun that leave open whether it is one; "would-be" and "accused" name a thing of their own.
_DOUBTS_LISTED = (
    "alleged suspected possible potential apparent reported supposed purported presumed ostensible likely probable "
    "unconfirmed unverified rumored rumoured so-called self-styled self-proclaimed"
)
_DOUBTS = frozenset(_DOUBTS_LISTED.split())
_DOUBTING_LISTED = "allegedly reportedly possibly potentially apparently supposedly purportedly presumably probably"
_DOUBTING = frozenset(_DOUBTING_LISTED.split())
_SUSPECTING = frozenset(("suspect", "allege", "believe", "think", "accuse", "rumor", "rumour"))
_HEDGING = _SUSPECTING | {"charge", "trial", "suspicion", "accusation", "guilty", "convict"}
# Adjectives that take a side of what they describe.
_CHARGED_LISTED = (
    "hostile unsolicited friendly controversial disputed illegal unlawful illicit brutal savage heroic radical extreme "
    "extremist secret rogue reckless botched bogus fake rigged sham draconian historic landmark disgraced embattled "
    "unprovoked peaceful violent forced voluntary unauthorised unauthorized wrongful fair unfair"
)
_CHARGED = frozenset(_CHARGED_LISTED.split())
_LEVELS = 6  # "suspected", "of", "being", "man", "obtained", "wired"
_MODALS = frozenset(("may", "might", "could", "would"))
# Whoever is said to have been killed or attacked: harmless people against people accused of something.
_HARMLESS_LISTED = "civilian villager fisherman farmer bystander resident passer-by pedestrian shopper child family"
_HARMLESS = frozenset(_HARMLESS_LISTED.split())
_ACCUSED_LISTED = (
    "trafficker smuggler dealer militant terrorist extremist insurgent rebel fighter gunman criminal gangster bandit "
    "suspect attacker combatant jihadist narco-terrorist"
)
_ACCUSED = frozenset(_ACCUSED_LISTED.split())
_STEPS = 4  # from a noun up to the act: "killed", "dozens", "of", "civilians"


def find_label_conflicts(pair: Aligned) -> Iterator[Conflict]:
    """Find what two aligned sentences name so differently that the picture changes.

    Counts: a noun or verb under doubt in one ("alleged smugglers", "possibly stolen") where the other article
    never doubts it; two words of one group of ``contrasts.csv`` ("car", "truck"; "slipped", "climbed") in one
    place; harmless people against accused ones ("civilians", "suspected traffickers"). Leaves out: words that
    the other sentence holds too. Never ``sure``: sentences can be aligned and speak of two things.
    """
    yield from _find_doubts(pair)
    yield from find_contrast_conflicts(pair)
    yield from _find_charged(pair)
    yield from _find_victims(pair)


def _find_doubts(pair: Aligned) -> Iterator[Conflict]:
    """Yield one row where one sentence doubts what the other states."""
    for here, there, turned in ((pair.first, pair.second, False), (pair.second, pair.first, True)):
        for i in _doubted(here):
            if _is_hedged(there):
                break
            j = _stated(here, i, there)
            if (
                j is not None
                and not _is_attributed(there, j)
                and not _doubts_elsewhere(there, here.parsed.tokens[i].lemma.lower())
            ):
                a, b = (j, i) if turned else (i, j)
                word = _doubt_on(here.parsed, i)
                ours, theirs = f"“{word}” in one", "stated as fact in the other"
                note = f"{here.parsed.tokens[i].text}: {ours}, {theirs}"
                yield label_conflict(pair, a, b, note=note, rule="doubt against none")
                break


def _doubt_on(parsed: Parsed, index: int) -> str | None:
    """Return the word that puts a noun or verb under doubt."""
    doubts = _DOUBTS if parsed.tokens[index].pos in ("NOUN", "PROPN") else _DOUBTING
    for child in parsed.children[index]:
        token = parsed.tokens[child]
        if child < index and token.text.lower() in doubts and token.dep in ("amod", "advmod", "compound", "nmod"):
            return token.text.lower()
    return _doubt_above(parsed, index) if parsed.tokens[index].pos == "VERB" else None


def _doubted(side: Side) -> list[int]:
    kinds = ("NOUN", "PROPN", "VERB")
    return [i for i in side.tokens if side.parsed.tokens[i].pos in kinds and _doubt_on(side.parsed, i)]


def _doubt_above(parsed: Parsed, index: int) -> str | None:
    """Return the verb under which an act is only suspected: "is suspected of being the man who wired"."""
    for _ in range(_LEVELS):
        head = parsed.tokens[index].head
        if head == index:
            return None
        index = head
        token = parsed.tokens[index]
        passive = token.dep in ("acl", "amod") or any(parsed.tokens[i].dep == "auxpass" for i in parsed.children[index])
        if passive and token.lemma in _SUSPECTING:
            return token.text.lower()
    return None


def _is_hedged(side: Side) -> bool:
    words = (side.parsed.tokens[i] for i in side.tokens)
    return any(t.text.lower() in _DOUBTS | _DOUBTING | _MODALS or t.lemma in _HEDGING for t in words)


def _is_attributed(side: Side, index: int) -> bool:
    """Tell whether a token stands in somebody's words, so that the outlet does not state it."""
    start = side.parsed.tokens[index].start
    return any(q.start <= start < q.end for q in side.inside(side.findings.quotations) if q.kind != "scare")


def _stated(here: Side, index: int, there: Side) -> int | None:
    """Return the token of the other sentence that states what is doubted here.

    A noun of one number that heads a kin word, or two words of the phrase ("lottery winner"); a verb of one
    concept whose subject or object is shared.
    """
    token = here.parsed.tokens[index]
    ours = _phrase_words(here.parsed, index)
    pair = Aligned(here, there, 0.0)
    for j in there.tokens:
        other = there.parsed.tokens[j]
        if token.pos == other.pos == "VERB":
            shared = any(share_argument(pair, index, j, labels) for labels in (SUBJECTS, OBJECTS))
            shared = shared or bool(complements(here.parsed, index) & complements(there.parsed, j))
            if shared and are_kin(token.lemma, other.lemma):
                return j
        elif token.pos != "VERB" and other.pos in NOUNS and other.dep not in MODIFIERS:
            kin = _are_one_sort(token, other)
            # "a lottery winner" is any, "the lottery winner" the one of whom the other speaks
            if kin or (not _is_any(there.parsed, j) and len(ours & _phrase_words(there.parsed, j)) > 1):
                return j
    return None


def _is_any(parsed: Parsed, index: int) -> bool:
    return any(parsed.tokens[child].lemma.lower() in ("a", "an") for child in parsed.children[index])


def _are_one_sort(a: Token, b: Token) -> bool:
    """Tell whether two nouns name one sort of thing in one number: "boats", "vessels", but not "scammer", "scam"."""
    ours, theirs = a.lemma.lower(), b.lemma.lower()
    alike = ours == theirs or ours.endswith(("er", "or")) == theirs.endswith(("er", "or"))
    return alike and a.tag[-1] == b.tag[-1] and are_kin(ours, theirs)


def _phrase_words(parsed: Parsed, index: int) -> set[str]:
    """Return the lemmas of a noun and of the nouns and names that it is put together with, over two steps."""
    near = _modifiers(parsed, index)
    near += [grand for child in near for grand in _modifiers(parsed, child)]
    tokens = (parsed.tokens[i] for i in near)
    words = {t.lemma.lower() for t in tokens if t.pos in NOUNS or t.text[0].isupper()}
    return (words | {parsed.tokens[index].lemma.lower()}) - _DOUBTS


def _modifiers(parsed: Parsed, index: int) -> list[int]:
    return [child for child in parsed.children[index] if parsed.tokens[child].dep in MODIFIERS]


def _doubts_elsewhere(side: Side, lemma: str) -> bool:
    """Tell whether the article doubts the thing in another sentence: then it has only said it shorter here."""
    parsed = side.parsed
    return any(
        are_kin(token.lemma.lower(), lemma) and _doubt_on(parsed, i)
        for i, token in enumerate(parsed.tokens)
        if token.pos in ("NOUN", "PROPN", "VERB")
    )


def _find_charged(pair: Aligned) -> Iterator[Conflict]:
    """Yield what one act was done to, with a charged adjective in one sentence: "raised its hostile bid"."""
    for i in _objects(pair.first):
        for j in _objects(pair.second):
            verb, other = pair.first.parsed.tokens[i].head, pair.second.parsed.tokens[j].head
            a, b = pair.first.parsed.tokens[i], pair.second.parsed.tokens[j]
            if pair.first.parsed.tokens[verb].lemma != pair.second.parsed.tokens[other].lemma:
                continue
            ours, theirs = _charge_on(pair.first.parsed, i), _charge_on(pair.second.parsed, j)
            if ours == theirs or not are_kin(a.lemma.lower(), b.lemma.lower()):
                continue
            if share_argument(pair, verb, other, SUBJECTS):
                texts = [f"{word} {token.text}".strip() for word, token in ((ours, a), (theirs, b))]
                note = " against ".join(texts).lower()
                yield label_conflict(pair, i, j, note=note, rule="charged word against none")


def _objects(side: Side) -> list[int]:
    tokens = side.parsed.tokens
    return [i for i in side.tokens if tokens[i].dep == "dobj" and tokens[i].pos in NOUNS]


def _charge_on(parsed: Parsed, index: int) -> str:
    words = (parsed.tokens[i].text.lower() for i in _modifiers(parsed, index))
    return next((word for word in words if word in _CHARGED), "")


def _find_victims(pair: Aligned) -> Iterator[Conflict]:
    """Yield harmless people in one sentence against accused people in the other."""
    for kinds, others in ((_HARMLESS, _ACCUSED), (_ACCUSED, _HARMLESS)):
        ours, theirs = _harmed(pair.first, kinds), _harmed(pair.second, others)
        if ours and theirs and not _harmed(pair.first, others) and not _harmed(pair.second, kinds):
            a, b = pair.first.parsed.tokens[ours[0]], pair.second.parsed.tokens[theirs[0]]
            note = f"{a.text} against {b.text}"
            yield label_conflict(pair, ours[0], theirs[0], note=note, rule="harmless against accused people")


def _harmed(side: Side, lemmas: frozenset[str]) -> list[int]:
    """Return the nouns of a list to whom an act was done: "killed dozens of civilians", "strikes on smugglers"."""
    tokens = side.parsed.tokens
    nouns = (i for i in side.tokens if tokens[i].pos == "NOUN" and tokens[i].lemma.lower() in lemmas)
    return [i for i in nouns if tokens[i].dep not in (*MODIFIERS, "nsubj") and _is_under_act(side.parsed, i)]


def _is_under_act(parsed: Parsed, index: int) -> bool:
    for _ in range(_STEPS):
        token = parsed.tokens[index]
        if token.dep in ("nsubj", "agent") or token.head == index:
            return False
        index = token.head
        if is_act(parsed.tokens[index]):
            return True
        if parsed.tokens[index].pos == "VERB":
            return False
    return False

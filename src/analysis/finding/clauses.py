"""What the finders of reported speech ask of a parse: which verb reports, and who speaks.

Everything here works on token indices; ``stretches`` turns them into spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.finding.cues import complements
from analysis.finding.language import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
DAYS = frozenset(
    {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December",
    }
)  # fmt: skip
_RELATIVES = ("who", "which", "that")
_SHARING = ("conj", "advcl", "xcomp", "pcomp", "prep", "acl", "aux")  # a verb so attached may lack its own subject
_STEPS = 6  # how far a subject is looked for: "said …, adding that …, noting that …"


class Cue(NamedTuple):
    """A reporting verb in the text: the tokens ``verb:last``, half-open, with its particle."""

    verb: int
    last: int
    lemma: str
    codes: frozenset[str]


class Reported(NamedTuple):
    """Somebody's statement as the syntax gives it. Spans are code points into the article's text.

    ``speaker_*`` is the phrase that names who said it ("the ministry", "He"), before any resolving;
    None where the sentence names nobody ("is believed to").
    """

    start: int  # the content clause
    end: int
    cue_start: int
    cue_end: int
    speaker_start: int | None
    speaker_end: int | None
    mode: str  # said · negated · conditional
    rule: str
    lemma: str = ""  # the cue's, as the lexicons have it: "point out", "claim", "according to"


def cues_in(parsed: Parsed) -> Iterator[Cue]:
    """Yield every reporting verb of an article."""
    for index in range(len(parsed.tokens)):
        cue = cue_at(parsed, index)
        if cue is not None:
            yield cue


def cue_at(parsed: Parsed, index: int) -> Cue | None:
    """Return the reporting verb at a token, with its particle ("point out", "hit back")."""
    token = parsed.tokens[index]
    if token.pos not in ("VERB", "AUX") and not _is_misread(parsed, index):
        return None
    lemma = token.lemma.lower()
    if lemma == "contend" and index + 1 < len(parsed.tokens) and parsed.tokens[index + 1].text == "with":
        return None
    if index + 1 < len(parsed.tokens) and lemma != "call":  # "call for" and "call on" take their object apart
        following = parsed.tokens[index + 1]
        phrase = f"{lemma} {following.text.lower()}"
        if following.tag in ("RP", "RB", "IN", "JJ") and (codes := complements(phrase)):
            return Cue(index, index + 2, phrase, codes)
    codes = complements(lemma)
    return Cue(index, index + 1, lemma, codes) if codes else None


def _is_misread(parsed: Parsed, index: int) -> bool:
    """Tell a verb that the tagger takes for a noun: "Ren maintains that"; no noun has a complement clause."""
    token = parsed.tokens[index]
    return token.tag in ("NN", "NNS") and any(
        i > index and parsed.tokens[i].dep == "ccomp" for i in parsed.children[index]
    )


def child(parsed: Parsed, index: int, *deps: str) -> int | None:
    """Return the first dependent of a token with one of these labels."""
    return next((i for i in parsed.children[index] if parsed.tokens[i].dep in deps), None)


def marker(parsed: Parsed, index: int) -> str:
    """Return the word that opens a clause, lower-cased: "that", "whether", "to"; "" for none."""
    tokens = parsed.tokens
    for i in parsed.children[index]:
        if i < index and (tokens[i].dep == "mark" or tokens[i].tag in ("WRB", "WP", "WDT", "TO")):
            return tokens[i].text.lower()
    return ""


def is_passive(parsed: Parsed, verb: int) -> bool:
    """Tell whether a verb is passive, also without its auxiliary ("apps accused of", "asked why, he")."""
    tokens = parsed.tokens
    if tokens[verb].tag != "VBN":
        return False
    deps = [tokens[i].dep for i in parsed.children[verb]]
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    if "nsubj" in deps or "aux" in deps:
        return False
    head = tokens[verb].head
    if tokens[verb].dep == "conj":  # "was charged and told to", against "has said and warned"
        return head < verb and is_passive(parsed, head)
    return True


def subject_child(parsed: Parsed, verb: int) -> int | None:
    """Return a verb's own subject; of two, the nearer: "The worry, she said, is" has both on "said"."""
    found = [i for i in parsed.children[verb] if parsed.tokens[i].dep in SUBJECTS]
    before = [i for i in found if i < verb]
    return before[-1] if before else (found[0] if found else None)


def subject_of(parsed: Parsed, verb: int) -> int | None:
    """Return the token that heads a verb's subject, its own or the one it shares.

    A participle takes the subject of the verb it hangs on ("said …, adding that"), a participle or
    relative clause after a noun takes that noun ("a post calling for", "the union, which said").
    """
    tokens = parsed.tokens
    for _ in range(_STEPS):
        own = subject_child(parsed, verb)
        if own is None:
            own = _reduced_subject(parsed, verb)
        relative = tokens[verb].dep == "relcl" and (own is None or tokens[own].text.lower() in _RELATIVES)
        if own is not None and not relative:
            return own
        head, dep = tokens[verb].head, tokens[verb].dep
        after_comma = dep == "acl" and tokens[verb].tag == "VBG" and tokens[verb - 1].text == ","
        if after_comma and tokens[head].head != head:  # "confirmed the facts to her, telling her that"
            verb = tokens[head].head
        elif dep in ("relcl", "acl") and tokens[head].pos in ("NOUN", "PROPN", "PRON"):
            return head
        elif head == verb or dep not in _SHARING or (dep == "advcl" and is_passive(parsed, head)):
            return None  # the last: "Fans were asked to leave, saying that" does not tell who said it
        else:
            verb = head
    return None


def _reduced_subject(parsed: Parsed, verb: int) -> int | None:
    """Return the noun of "Survivors rescued from the wreck said", which the parser takes for two clauses."""
    clause = child(parsed, verb, "ccomp")
    if clause is None or clause > verb or any(parsed.tokens[i].text == "," for i in range(clause, verb)):
        return None
    return child(parsed, clause, "nsubj") if parsed.subtree(clause)[1] == verb else None


def speaker_phrase(parsed: Parsed, head: int) -> tuple[int, int]:
    """Return the tokens of the phrase that names a speaker.

    Apposed names stay ("the mayor, Ana Ruiz"); a relative clause, an age and a day do not
    ("Ruiz, 52, who resigned on Monday").
    """
    tokens = parsed.tokens
    low, high = head, head + 1
    for i in parsed.children[head]:
        dep = tokens[i].dep
        if i > head and dep in ("relcl", "advcl"):
            break
        if dep in ("punct", "cc") or (i > head and dep == "appos" and tokens[i].pos == "NUM"):
            continue
        if dep in ("acl", "prep") and (tokens[i - 1].text == "," or tokens[i].tag == "VBG" or _is_when(parsed, i)):
            continue
        first, last = parsed.subtree(i)
        low, high = min(low, first), max(high, last)
    high = next((i for i in range(head + 1, high) if tokens[i].tag in ("WP", "WDT", "WP$")), high)
    while high > head + 1 and tokens[high - 1].text in (",", "—", "–", "-"):
        high -= 1
    return low, high


def _is_when(parsed: Parsed, preposition: int) -> bool:
    """Tell whether a phrase after a name is a time: "Ruiz on Sunday said"."""
    head = child(parsed, preposition, "pobj")
    return head is not None and parsed.tokens[head].text in DAYS

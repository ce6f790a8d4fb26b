"""What a reporting verb reports without a content clause: "vowed to", "urged them to", "accused her of"."""

from __future__ import annotations

from collections.abc import Callable

from analysis.finding.clauses import DAYS, Cue, child, cue_at, is_passive, marker
from analysis.finding.language import Parsed
from analysis.finding.reported_sources import TOLD

Content = tuple[int, int, str]  # first and last token of the content, half-open, and the rule

# Passives that report without a source: "is believed to have fled".
_RUMOURED = frozenset({"say", "believe", "think", "report", "allege", "claim", "rumour", "rumor", "understand", "fear"})
# An object stands for a statement where it says enough: "the error" was confirmed, but "a deal" only announced.
_LEAST = {"confirm": 2, "acknowledge": 2, "deny": 2}
_ASKED_FOR = frozenset(
    {
        "request",
        "motion",
        "appeal",
        "petition",
        "application",
        "permission",
        "access",
        "entry",
        "bail",
        "visa",
        "parole",
    }
)
_CLAIMED = frozenset({"responsibility", "credit", "innocence", "ignorance", "victory"})
_NOMINAL = frozenset({"of", "from", "for", "at", "with", "between", "against", "in", "to"})
_TIMES = frozenset({"following", "after", "before", "amid", "during", "since"})
_PREPOSITIONS = frozenset({"of", "for", "as", "to", "about", "against", "at"})
_PREPOSED = ("prep", "dative", "mark", "agent")
_UNNAMED = frozenset({"name", "identify", "remain", "stay"})
_RESCUE = frozenset({"help", "backup", "assistance", "aid", "ambulance"})
_APPEALS = frozenset({"call", "appeal", "plead"})
_VERBAL = ("VERB", "AUX")


def object_content(parsed: Parsed, cue: Cue) -> Content | None:
    """Return what a verb reports by an infinitive, a gerund, an object or a preposition."""
    for find in _FINDERS:
        found = find(parsed, cue)
        if found is not None:
            return found
    return None


def _rumoured(parsed: Parsed, cue: Cue) -> Content | None:
    """ "is believed to have fled": the content begins at "to", as readers mark it."""
    if cue.lemma not in _RUMOURED or not is_passive(parsed, cue.verb):
        return None
    clause = child(parsed, cue.verb, "xcomp", "ccomp", "advcl")
    if clause is None or clause < cue.verb or marker(parsed, clause) != "to":
        return None
    return cue.last, parsed.subtree(clause)[1], "passive"


def _infinitive(parsed: Parsed, cue: Cue) -> Content | None:
    """ "vowed to return"; "warn to be cautious"."""
    clause = child(parsed, cue.verb, "xcomp", "ccomp")
    if "inf" not in cue.codes or clause is None or clause < cue.verb or marker(parsed, clause) != "to":
        return None
    if cue.lemma == "ask" and parsed.tokens[clause].lemma.lower() in _UNNAMED:  # "who asked not to be named"
        return None
    if child(parsed, clause, "nsubj") is not None or parsed.tokens[cue.verb].dep == "acl":
        return None
    first, last = parsed.subtree(clause)
    return max(first, cue.last), last, "infinitive"


def _urged(parsed: Parsed, cue: Cue) -> Content | None:
    """ "urged drivers to wait", "told them to leave", "drivers were urged to wait"."""
    tokens = parsed.tokens
    if "objinf" not in cue.codes:
        return None
    target = child(parsed, cue.verb, "dobj", "dative")
    for i in parsed.children[cue.verb]:
        if i < cue.verb or tokens[i].dep not in ("ccomp", "xcomp", "advcl") or marker(parsed, i) != "to":
            continue
        if not is_passive(parsed, cue.verb) and target is None and child(parsed, i, "nsubj") is None:
            continue
        first, last = parsed.subtree(i)
        if target is not None and cue.last <= target < first:
            first = parsed.subtree(target)[0]
        return max(first, cue.last), last, "infinitive"
    return None


def _called_on(parsed: Parsed, cue: Cue) -> Content | None:
    """ "called on the board to open talks", "pleaded with drivers to stay away"."""
    tokens = parsed.tokens
    if cue.lemma not in _APPEALS or is_passive(parsed, cue.verb) or cue.last not in parsed.children[cue.verb]:
        return None
    if tokens[cue.last].text.lower() not in ("on", "upon", "to", "with"):
        return None
    head = child(parsed, cue.last, "pobj")
    near = (*parsed.children[cue.verb], *parsed.children[cue.last], *(parsed.children[head] if head else ()))
    clause = next((i for i in near if i > cue.last and tokens[i].pos in _VERBAL and marker(parsed, i) == "to"), None)
    return (cue.last + 1, parsed.subtree(clause)[1], "infinitive") if clause is not None else None


def _called_for(parsed: Parsed, cue: Cue) -> Content | None:
    """ "called for all parties to stop": the parser takes this "for" for a conjunction."""
    tokens = parsed.tokens
    if "for" not in cue.codes or is_passive(parsed, cue.verb) or cue.last >= len(tokens):
        return None
    word = tokens[cue.last]
    if word.text.lower() != "for" or word.dep != "mark" or tokens[word.head].head != cue.verb:
        return None
    return cue.last + 1, parsed.subtree(word.head)[1], "object"


def _admitted_to(parsed: Parsed, cue: Cue) -> Content | None:
    """ "confessed to taking the money", "admitted to the theft of two boats"."""
    if "toing" not in cue.codes or cue.last not in parsed.children[cue.verb]:
        return None
    word = parsed.tokens[cue.last]
    last = parsed.subtree(cue.last)[1]
    led = word.text.lower() == "to" and word.dep == "prep" and child(parsed, cue.last, "pcomp", "pobj") is not None
    return (cue.last + 1, last, "object") if led and last - cue.last > 2 else None


def _preposition(parsed: Parsed, cue: Cue) -> Content | None:
    """ "called for his resignation", "accused them of fraud", "was criticised for", "described the raid as"."""
    thing = child(parsed, cue.verb, "dobj")
    inside = range(thing + 1, parsed.subtree(thing)[1]) if thing is not None else ()
    for i in (*parsed.children[cue.verb], *(j for j in inside if _hangs_loose(parsed, j, thing))):
        last = parsed.subtree(i)[1]
        if not _leads(parsed, cue, i, thing) or last - i < 2:
            continue
        if last - i == 2 and (parsed.tokens[i + 1].pos == "PRON" or _is_rescue(parsed, cue, i + 1)):
            continue  # "never apologised for it"
        word = parsed.tokens[i].text.lower()
        if word == "for":
            return i + 1, _end_object(parsed, cue, i + 1, last), "object"
        named = thing is not None and cue.last <= thing < i and cue.lemma not in TOLD
        if named and thing is not None and (word == "of" or parsed.tokens[thing].pos != "PRON"):
            return parsed.subtree(thing)[0], last, "object"
        return i + 1, last, "object"
    return None


def _is_rescue(parsed: Parsed, cue: Cue, index: int) -> bool:
    """Tell the cry itself from a statement: "called for help"."""
    return cue.lemma == "call" and parsed.tokens[index].lemma in _RESCUE


def _hangs_loose(parsed: Parsed, index: int, thing: int | None) -> bool:
    """Tell whether a preposition in an object may be the verb's: "accused the mayor and his aides of lying"."""
    gerund = child(parsed, index, "pcomp") is not None
    return parsed.tokens[index].dep == "prep" and (parsed.tokens[index].head == thing or gerund)


def _leads(parsed: Parsed, cue: Cue, index: int, thing: int | None) -> bool:
    """Tell whether a preposition opens what the verb reports: "called for", not "called in for"."""
    token = parsed.tokens[index]
    word = token.text.lower()
    if index < cue.last or word not in cue.codes & _PREPOSITIONS or token.dep not in _PREPOSED:
        return False
    if word == "for" and cue.lemma in _APPEALS:
        return index == cue.last and not is_passive(parsed, cue.verb)
    if word == "to":  # "attributed the fall to rain"; "remarks attributed to her" names the speaker
        return thing is not None and thing < index and parsed.tokens[thing].pos != "PRON"
    return True


def _object(parsed: Parsed, cue: Cue) -> Content | None:
    """ "announced a recall of all models", "confirmed the error", "denied taking part"."""
    tokens = parsed.tokens
    if is_passive(parsed, cue.verb):
        return None
    for i in parsed.children[cue.verb]:
        if i < cue.last:
            continue
        if tokens[i].dep == "xcomp" and tokens[parsed.subtree(i)[0]].tag == "VBG" and cue.codes & {"ing", "np"}:
            return (*parsed.subtree(i), "object")
        if (
            tokens[i].dep == "dobj"
            and "np" in cue.codes
            and tokens[i].pos == "NOUN"
            and not _is_refused(parsed, cue, i)
        ):
            first, last = parsed.subtree(i)
            last = _end_object(parsed, cue, i, last)
            if last - first >= _LEAST.get(cue.lemma, 4) and (cue.lemma != "claim" or tokens[i].lemma in _CLAIMED):
                return first, last, "object"
    return None


def _is_refused(parsed: Parsed, cue: Cue, thing: int) -> bool:
    """Tell a refusal from a statement: a judge denies a motion."""
    return cue.lemma == "deny" and parsed.tokens[thing].lemma.lower() in _ASKED_FOR


def _end_object(parsed: Parsed, cue: Cue, first: int, last: int) -> int:
    """End an object after its prepositions and before a time or a relative clause."""
    tokens = parsed.tokens
    for i in parsed.children[cue.verb]:
        if i == last and tokens[i].dep == "prep" and tokens[i].text.lower() in _NOMINAL:
            last = parsed.subtree(i)[1]
    for i in range(first + 1, last):
        word = tokens[i].text.lower()
        if word in _TIMES or (tokens[i].tag in ("WDT", "WP") and any(cue_at(parsed, j) for j in range(i, last))):
            return i
        if word in ("in", "on") and i + 1 < last and (tokens[i + 1].tag == "CD" or _is_day(parsed, i + 1, last)):
            return i
    return last


def _is_day(parsed: Parsed, index: int, last: int) -> bool:
    return any(parsed.tokens[i].text in DAYS for i in range(index, min(index + 3, last)))


_FINDERS: tuple[Callable[[Parsed, Cue], Content | None], ...] = (
    _rumoured,
    _infinitive,
    _urged,
    _called_on,
    _called_for,
    _admitted_to,
    _preposition,
    _object,
)

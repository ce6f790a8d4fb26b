"""The content clause to the right of a reporting verb: which verbs take one, where it begins and ends."""

from __future__ import annotations

from analysis.finding.clauses import DAYS, Cue, child, is_passive, marker, subject_of
from analysis.finding.cues import subject_kind
from analysis.finding.language import Parsed
from analysis.finding.reported_sources import TOLD, is_resumed, sentence_end
from analysis.finding.stretches import FINITE, is_mark

_REACH = 9  # tokens between a verb and its "that": "said in a statement to the stock exchange that"
_HEARINGS = frozenset(
    {"court", "jury", "juror", "inquest", "inquiry", "tribunal", "committee", "panel", "hearing", "trial"}
)
_HEARD = frozenset({"that", "how", ""})
_QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where", "which"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "al", "ity", "ing", "ure")  # "the removal suggests"


def content_clause(parsed: Parsed, cue: Cue) -> tuple[int, int, str] | None:
    """Return the first and last token of a verb's content clause, half-open, and the rule."""
    for i in parsed.children[cue.verb]:
        if i < cue.verb or parsed.tokens[i].dep != "ccomp" or is_resumed(parsed, cue, i):
            continue
        opened = marker(parsed, i)
        if opened == "to" or (cue.lemma == "deny" and opened in _QUESTION_WORDS):
            continue  # the latter: "the keeper denied them what would have been a third goal"
        if opened != "that" and _closes_quotation(parsed, cue):
            continue
        if _allows(parsed, cue, opened):
            return _clause_start(parsed, cue, i), _clause_end(parsed, cue, i), "content clause"
    return _after_that(parsed, cue) or _after_object(parsed, cue)


def _closes_quotation(parsed: Parsed, cue: Cue) -> bool:
    """Tell whether the verb stands after a quotation and before its speaker: '"…," said another – and'."""
    subject = child(parsed, cue.verb, "nsubj")
    return cue.verb > 0 and is_mark(parsed.tokens[cue.verb - 1]) and (subject is None or subject > cue.verb)


def _after_that(parsed: Parsed, cue: Cue) -> tuple[int, int, str] | None:
    """Return the clause after "that" where the parser hung it elsewhere: "reported at the time that"."""
    tokens = parsed.tokens
    if is_passive(parsed, cue.verb) or not _allows(parsed, cue, "that"):
        return None
    for i in range(cue.last, min(cue.last + _REACH, sentence_end(parsed, cue.verb))):
        if tokens[i].text == "that" and tokens[i].tag in ("IN", "WDT") and tokens[i].dep not in ("nsubj", "dobj"):
            clause = tokens[i].head
            near = i == cue.last or cue.lemma in TOLD or tokens[cue.last].tag in ("IN", "NNP", "RB", "RBR", "PRP")
            return (i + 1, parsed.subtree(clause)[1], "content clause") if clause > i and near else None
        if tokens[i].tag[:1] == "V" or tokens[i].text in (",", ":"):
            return None
    return None


def _after_object(parsed: Parsed, cue: Cue) -> tuple[int, int, str] | None:
    """Return the clause whose subject the parser takes for the verb's object: "arguing the offer must be raised"."""
    tokens = parsed.tokens
    thing = child(parsed, cue.verb, "dobj")
    if (
        thing is None
        or tokens[cue.verb].dep == "relcl"
        or is_passive(parsed, cue.verb)
        or not _allows(parsed, cue, "")
        or cue.lemma in TOLD
    ):
        return None
    first, last = parsed.subtree(thing)
    if first != cue.last or last >= sentence_end(parsed, cue.verb) or tokens[last].tag not in FINITE:
        return None
    head = last if tokens[last].tag != "MD" else tokens[last].head
    begins, ends = parsed.subtree(head)
    return (first, max(ends, last + 1), "content clause") if begins >= first else None


def _allows(parsed: Parsed, cue: Cue, opened: str) -> bool:
    """Tell whether a clause opened by a word ("that", "why", "") is something the verb reports."""
    if "thought" in cue.codes:
        subject = child(parsed, cue.verb, "nsubj")
        return subject is not None and subject_kind(parsed.tokens[subject].lemma) == "knower"
    if "hearing" in cue.codes:
        subject = child(parsed, cue.verb, "nsubj")
        return opened in _HEARD and subject is not None and parsed.tokens[subject].lemma.lower() in _HEARINGS
    if cue.codes & {"document", "agent"}:
        subject = subject_of(parsed, cue.verb)
        kind = subject_kind(parsed.tokens[subject].lemma) if subject is not None else None
        if "document" in cue.codes and (kind == "document" or "overt" not in cue.codes):
            return kind == "document"  # "the survey found prices had doubled", but "she found the door was open"
        if "agent" in cue.codes and (subject is None or not _can_state(parsed, subject)):
            return False
    if opened == "that":
        return bool(cue.codes & {"that", "overt"})
    return bool(cue.codes & ({"that", "wh"} if opened in _QUESTION_WORDS else {"that"}))


def _can_state(parsed: Parsed, subject: int) -> bool:
    """Tell a subject that states ("the minister suggested") from one that only implies ("the removal suggests")."""
    token = parsed.tokens[subject]
    kind = subject_kind(token.lemma)
    if kind is not None or token.pos != "NOUN":
        return kind not in ("event", "manner") and token.text.lower() not in ("it", "this", "that", "which")
    return not token.lemma.lower().endswith(_ABSTRACT)


def _clause_start(parsed: Parsed, cue: Cue, clause: int) -> int:
    """Return the first token of a content clause, after "that" and what hangs on the verb before it."""
    tokens = parsed.tokens
    for i in range(cue.last, clause):
        if tokens[i].text.lower() == "that" and tokens[i].tag in ("IN", "WDT") and tokens[i].dep != "nsubj":
            return i + 1
    first = _skip_adjuncts(parsed, cue, max(parsed.subtree(clause)[0], cue.last))
    at = first + (tokens[first].text == "on")  # "told ministers on Thursday they risked"
    in_the_way = at + 1 < clause and tokens[at].text in DAYS and tokens[at + 1].tag[:1] != "V"
    return at + 1 if in_the_way else first


def _skip_adjuncts(parsed: Parsed, cue: Cue, limit: int) -> int:
    """Skip "Monday", "in a statement", "reporters" after the verb; what else precedes the clause is its own."""
    tokens = parsed.tokens
    at = cue.last
    own = {parsed.subtree(i)[0]: i for i in parsed.children[cue.verb] if i >= cue.last}
    while at < limit:
        i = own.get(at)
        if i is None or (tokens[i].dep in ("dobj", "nsubj") and cue.lemma not in TOLD):
            break
        at = parsed.subtree(i)[1]
    return min(at, limit)


def _clause_end(parsed: Parsed, cue: Cue, clause: int) -> int:
    """Return the end of a clause, over what the parser cut off: a second half, the rest of a list."""
    tokens = parsed.tokens
    last = parsed.subtree(clause)[1]
    for i in parsed.children[cue.verb]:
        if i <= clause:
            continue
        first, end = parsed.subtree(i)
        half = tokens[i].dep == "ccomp" and first == last
        half = half or (tokens[i].dep == "prep" and first == last and tokens[clause].tag == "VBG")
        listed = tokens[i].dep == "conj" and tokens[i].pos in ("NOUN", "PROPN", "ADJ") and first <= last + 1
        if half or listed:
            last = end
    return _with_second_that(parsed, cue, last)


def _with_second_that(parsed: Parsed, cue: Cue, last: int) -> int:
    """Add further clauses with "that": "said no charge was brought, but that the inquiry was open"."""
    tokens, end = parsed.tokens, sentence_end(parsed, cue.verb)
    at = last + (last < end and tokens[last].text == ",")
    at += at < end and tokens[at].tag == "CC"
    if last < at < end and tokens[at].text == "that" and tokens[at].tag == "IN":
        clause = tokens[at].head
        return _with_second_that(parsed, cue, parsed.subtree(clause)[1]) if clause > at else last
    return last

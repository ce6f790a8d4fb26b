"""The content clause to the right of a reporting verb: which verbs take one, where it begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.clauses import DAYS, Cue, child, cue_at, is_passive, marker, subject_of
from analysis.finding.cues import subject_kind
from analysis.finding.language import Parsed
from analysis.finding.reported_sources import TOLD, Source, is_resumed, sentence_end
from analysis.finding.stretches import is_finite, is_mark

_REACH = 9  # tokens between a verb and its "that": "said in a statement to the stock exchange that"
_HEARINGS = frozenset({"court", "jury", "inquest", "inquiry", "tribunal", "committee", "panel", "hearing", "trial"})
_QUESTION_WORDS = frozenset({"whether", "if", "why", "how", "what", "who", "when", "where", "which"})
_SUBORDINATORS = frozenset(
    {"as", "because", "until", "if", "while", "when", "after", "before", "since", "although", "though", "unless", "so"}
)
_JUDGING = frozenset({"liken", "compare", "regard", "consider", "view", "see"})
_OPEN_RELATIVE = frozenset({"that", "which", "who", "whom"})
_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "al", "ity", "ing", "ure")  # "the removal suggests"


def content_clause(parsed: Parsed, cue: Cue) -> tuple[int, int, str] | None:
    """Return the first and last token of a verb's content clause, half-open, and the rule."""
    for i in parsed.children[cue.verb]:
        if i < cue.verb or parsed.tokens[i].dep != "ccomp" or is_resumed(parsed, cue, i):
            continue
        opened = marker(parsed, i)
        if opened == "to" or (opened != "that" and _closes_quotation(parsed, cue)):
            continue
        if _allows(parsed, cue, opened):
            return _clause_start(parsed, cue, i), _clause_end(parsed, cue, i), "content clause"
    return _after_that(parsed, cue)


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


def _allows(parsed: Parsed, cue: Cue, opened: str) -> bool:
    """Tell whether a clause opened by a word ("that", "why", "") is something the verb reports."""
    if "thought" in cue.codes:
        subject = child(parsed, cue.verb, "nsubj")
        return subject is not None and subject_kind(parsed.tokens[subject].lemma) == "knower"
    if "hearing" in cue.codes:
        subject = child(parsed, cue.verb, "nsubj")
        return opened == "that" and subject is not None and parsed.tokens[subject].lemma.lower() in _HEARINGS
    if cue.codes & {"document", "agent"}:
        subject = subject_of(parsed, cue.verb)
        kind = subject_kind(parsed.tokens[subject].lemma) if subject is not None else None
        if "document" in cue.codes:
            return kind == "document"
        if subject is None or not _can_state(parsed, subject):
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
        listed = tokens[i].dep == "conj" and tokens[i].pos in ("NOUN", "PROPN", "ADJ") and first <= last + 1
        if half or listed:
            last = end
    return _with_second_that(parsed, cue, last)


def _with_second_that(parsed: Parsed, cue: Cue, last: int) -> int:
    """Add a further clause with "that": "said no charge was brought, but that the inquiry was open"."""
    tokens, end = parsed.tokens, sentence_end(parsed, cue.verb)
    at = last + (last < end and tokens[last].text == ",")
    if at + 1 < end and tokens[at].tag == "CC" and tokens[at + 1].text == "that" and tokens[at + 1].tag == "IN":
        clause = tokens[at + 1].head
        return parsed.subtree(clause)[1] if clause > at else last
    return last


def trim_end(parsed: Parsed, first: int, last: int, sources: Sequence[Source]) -> int:
    """End a content before the next source: "…, adding that", "…, but warned", "…, the agency reported"."""
    for i in range(first + 2, last):
        cut = _cut_at(parsed, first, i, last)
        if cut is None and _opens_other_voice(parsed, i):
            cut = i - 1
        if cut is not None:
            last = cut
            break
    return min((source.first for source in sources if first + 2 < source.first < last), default=last)


def _opens_other_voice(parsed: Parsed, index: int) -> bool:
    """Tell a relative clause in which others speak: "says the raids go on, which critics have likened to murder"."""
    tokens = parsed.tokens
    if tokens[index - 1].text != "," or tokens[index].text.lower() not in _OPEN_RELATIVE:
        return False
    end = min(index + _REACH, sentence_end(parsed, index))
    verb = next((i for i in range(index + 1, end) if tokens[i].pos == "VERB"), None)
    if verb is None or (cue_at(parsed, verb) is None and tokens[verb].lemma not in _JUDGING):
        return False
    subject = child(parsed, verb, "nsubj")
    return subject is not None and index < subject < verb


def _cut_at(parsed: Parsed, first: int, index: int, last: int) -> int | None:
    """Return where a content ends if the token at ``index`` begins something new, None if it goes on."""
    tokens = parsed.tokens
    token = tokens[index]
    opens = token.tag == "VBG" or token.dep == "conj"
    contrasts = token.text.lower() in ("while", "whereas") and is_finite(parsed, index, last)
    cue = cue_at(parsed, index) if opens else None
    if not contrasts and (cue is None or "that" not in cue.codes):
        return None
    quotes = index + 1 < last and (tokens[index + 1].text in (",", ":") or is_mark(tokens[index + 1]))
    if token.dep == "conj" and tokens[index - 1].text == "and" and quotes:  # 'and said, "…"'
        return index - 1
    comma = index - 1
    while comma > first and (tokens[comma].text in ("and", "but", "also") or is_mark(tokens[comma])):
        comma -= 1
    return comma if tokens[comma].text == "," else None


def before_quoted_adjunct(parsed: Parsed, quoted: list[bool], first: int, last: int) -> int:
    """End before a quoted adverbial clause that runs to the end: 'it will stay "as long as attacks go on"'."""
    opening = next((i for i in range(first, last) if quoted[i]), None)
    if opening is None or opening + 2 >= last or not all(quoted[opening:last]):
        return last
    if opening == first or parsed.tokens[opening - 1].text in (",", "and", "but", "or"):
        return last
    adverbial = parsed.tokens[opening + 1].text.lower() in _SUBORDINATORS and is_finite(parsed, opening, last)
    return opening if adverbial and is_finite(parsed, first, opening) else last

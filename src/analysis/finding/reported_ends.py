"""Where the content of a report ends: before the next source, and before what only tells how it was said."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.finding.clauses import child, cue_at
from analysis.finding.language import Parsed, is_word
from analysis.finding.reported_sources import Source, sentence_end
from analysis.finding.stretches import is_finite, is_mark

_REACH = 9  # tokens from "which" to the verb of others, from "in response to" to the question
_SUBORDINATORS = frozenset(
    {"as", "because", "until", "if", "while", "when", "after", "before", "since", "although", "though", "unless", "so"}
)
_JUDGING = frozenset({"liken", "compare", "regard", "consider", "view", "see"})
_OPEN_RELATIVE = frozenset({"that", "which", "who", "whom"})
_DETAILING = frozenset({"elaborate", "provide", "give", "offer", "specify", "name", "identify", "explain"})
_REQUESTS = frozenset({"question", "query", "request", "inquiry", "enquiry", "email", "e-mail", "letter", "message"})


def trim_end(parsed: Parsed, first: int, last: int, sources: Sequence[Source]) -> int:
    """End a content before the next source: "…, adding that", "…, but warned", "…, the agency reported"."""
    for i in range(first + 2, last):
        cut = _cut_at(parsed, first, i, last) or _cut_manner(parsed, first, i, last)
        if cut is None and _opens_other_voice(parsed, i):
            cut = i - 1
        if cut is not None:
            last = cut
            break
    return min((source.first for source in sources if first + 2 < source.first < last), default=last)


def _cut_manner(parsed: Parsed, first: int, index: int, last: int) -> int | None:
    """Return where a phrase begins that tells how it was said: "without elaborating", "when asked", "citing"."""
    tokens = parsed.tokens
    words = [token.text.lower() for token in tokens[index : min(index + 3, last)]]
    following = tokens[index + 1] if index + 1 < last else None
    begins = index - 1 if tokens[index - 1].text == "," else index
    if words[:2] in (["when", "asked"], ["if", "asked"]) or words[:1] == ["citing"]:
        return begins
    if words == ["in", "response", "to"]:
        asked = any(tokens[i].lemma.lower() in _REQUESTS for i in range(index, min(index + _REACH, last)))
        return begins if asked else None
    if following is None or following.tag != "VBG":
        return None
    if words[0] == "without" and (begins < index or following.lemma == "elaborate"):
        return begins if following.lemma in _DETAILING else None
    return begins if words[0] == "while" and begins < index and cue_at(parsed, index + 1) is not None else None


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


def to_quotation_end(parsed: Parsed, quoted: list[bool], first: int, last: int) -> int:
    """Move an end that lies in a quotation to the quotation's end, as far as the sentence goes: 'was "too slow".'."""
    tokens = parsed.tokens
    inside = first < last < len(tokens) and quoted[last - 1] and quoted[last]
    if not inside or (is_mark(tokens[last - 1]) and is_mark(tokens[last])):
        return last
    end = sentence_end(parsed, last - 1)
    while last < len(tokens) and quoted[last] and (last < end or not is_word(tokens[last])):
        last += 1
        if is_mark(tokens[last - 1]) and (last >= len(tokens) or not quoted[last] or is_mark(tokens[last])):
            break
    return last


def before_quoted_adjunct(parsed: Parsed, quoted: list[bool], first: int, last: int) -> int:
    """End before a quoted adverbial clause that runs to the end: 'it will stay "as long as attacks go on"'."""
    opening = next((i for i in range(first, last) if quoted[i]), None)
    if opening is None or opening + 2 >= last or not all(quoted[opening:last]):
        return last
    if opening == first or parsed.tokens[opening - 1].text in (",", "and", "but", "or"):
        return last
    adverbial = parsed.tokens[opening + 1].text.lower() in _SUBORDINATORS and is_finite(parsed, opening, last)
    return opening if adverbial and is_finite(parsed, first, opening) else last

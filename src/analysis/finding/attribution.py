"""Who says a quotation: the cue beside it and the phrase that names its speaker, as the sentence gives them.

Looked for in this order: a cue before that governs the quoted words (Ren called it "…"), a cue after ("…," said Ren),
a cue before a colon or dash (Ren said: "…"), a content clause around it, a cue that closes the sentence.
"""

from __future__ import annotations

from analysis.finding.colons import before_colon
from analysis.finding.cue_speakers import from_cue, name_after
from analysis.finding.frames import Frames, is_link, last_character
from analysis.finding.language import is_word
from analysis.finding.saying import Attribution, clause_at, own_words_end, source_at
from analysis.finding.sources import is_inert
from analysis.finding.subjects import (
    agent_of,
    is_cue_verb,
    is_passive,
    phrase_of,
)

# Plain verbs that introduce speech only before a colon or at a quotation's side: "He went on: …"
_WEAK = frozenset({
    "go", "be", "have", "do", "make", "take", "begin", "think", "feel", "show", "find", "read", "close", "allow",
    "order", "accept", "expect", "leak", "continue", "paint", "rule", "sing", "greet",
})  # fmt: skip
_THOUGHT = frozenset({"hope", "believe", "think", "feel", "fear", "expect", "worry", "doubt", "suspect", "imagine"})
_CLAUSES = frozenset({"content clause", "object", "infinitive"})  # rules of reported speech with a verb before it
_NEAR = 14  # tokens before a quotation in which a source beside it may begin
_ADVERBIAL = frozenset({"after", "before", "while", "when", "because", "since", "until", "although", "though"})


def attribute(frames: Frames, quote: int, reported: Attribution | None = None) -> Attribution | None:
    """Find the cue and the speaker's phrase of a quotation within its own sentence; None without a cue.

    ``reported``: whose reported speech the quotation is part of, if the sentence has a content clause about it.
    A cue before a fragment goes before one after it: in Ren said they were "sent to kill," Reuters wrote, the
    words are Ren's.
    """
    before = _before(frames, quote)
    if before and before.speaker and before.rule == "cue before" and not _is_aside(frames, before):
        return before
    if before and before.speaker and before.rule == "cue before a colon" and _ends_sentence(frames, quote):
        return before  # Ren told Ume: "You lied." Ume wept.
    after = _after(frames, quote)
    if after and after.cue and (before or reported) and _reports_on(frames, after.cue[1], quote):
        after = None  # Ren said that, while “the port is safe,” many believe that it is not
    found = _in_brackets(frames, quote) or after or before or name_after(frames, quote)
    if found and found.speaker and not _is_aside(frames, found):
        return found
    return next((a for a in (reported, _at_end(frames, quote), found) if a and a.speaker), found or reported)


def _reports_on(frames: Frames, at: int, quote: int) -> bool:
    """Tell a cue with words of its own to report behind a quotation that a comma closes."""
    ends = last_character(frames.parsed.article.text, frames.quoted[quote])
    return ends == "," and at < len(frames.tokens) and frames.tokens[at].text.lower() == "that"


def attribute_above(frames: Frames, quote: int) -> Attribution | None:
    """Find the speaker of a quotation that opens a paragraph, in the paragraph above where that ends in a colon.

    Or in a verb of saying and a comma: Ren commented,
    """
    above = frames.first[quote] - 1
    if above < 1 or frames.inside[above] >= 0 or frames.tokens[above].text not in {":", ","}:
        return None
    if frames.tokens[above].text == "," and not is_cue_verb(frames.tokens[above - 1]):
        return None
    low, high = frames.bounds[frames.frame[above]]
    return before_colon(frames, frames.own(low, high)) if frames.frame[above] >= 0 else None


def _is_aside(frames: Frames, found: Attribution) -> bool:
    """Tell a cue in a relative clause, which the sentence's own cue outdoes: those who call it “…,” Ren said."""
    return found.cue is not None and frames.tokens[found.cue[0]].dep == "relcl"


def _after(frames: Frames, quote: int) -> Attribution | None:
    """A cue right after: "…," said Ren; "…," Ren, who was there, told Bo; "…," according to Ren."""
    low, high = frames.last[quote], frames.bounds[frames.frame_of(quote)][1]
    at, linked = low, _ends_open(frames, quote)
    linked = linked or frames.bounds[frames.frame_of(quote)][0] == frames.first[quote]
    while at < high and frames.inside[at] < 0 and is_link(frames.parsed, at):
        at, linked = at + 1, True
    if [token.text.lower() for token in frames.tokens[at : at + 2]] in (["is", "how"], ["was", "how"]):
        at, linked = at + 2, True  # "Chaos" is how Ren described it
    return clause_at(frames, at, own_words_end(frames, at, high), linked, "after")


def _ends_sentence(frames: Frames, quote: int) -> bool:
    return last_character(frames.parsed.article.text, frames.quoted[quote]) in {*".!?…"}


def _ends_open(frames: Frames, quote: int) -> bool:
    quoted, text = frames.quoted[quote], frames.parsed.article.text
    return last_character(text, quoted) in {*",?!…—–-."} or quoted.rule == "dash"


def _in_brackets(frames: Frames, quote: int) -> Attribution | None:
    """A quotation in brackets behind a name: Ren ("We waited")."""
    at = frames.first[quote] - 1
    if at < 1 or frames.tokens[at].text not in {"(", "["} or frames.inside[at] >= 0:
        return None
    head = at - 1
    if not frames.tokens[head].text[0].isupper() or frames.paragraph[head] != frames.paragraph[at]:
        return None
    return Attribution(None, phrase_of(frames, head, at), head, "said", "brackets")


def _before(frames: Frames, quote: int) -> Attribution | None:
    """A cue before in the sentence: after a colon any, otherwise the one that governs the quoted words."""
    low, high = frames.bounds[frames.frame_of(quote)][0], frames.first[quote]
    own = frames.own(low, high)
    if not any(is_word(frames.tokens[i]) for i in own):
        return None
    if frames.tokens[own[-1]].text == ":":
        return before_colon(frames, own)
    if is_link(frames.parsed, own[-1]) and frames.tokens[own[-1]].text != "," and _begins_sentence(frames, quote):
        return before_colon(frames, own)  # Ren later apologised – "We were wrong" – and left
    if (source := _source_beside(frames, own, high)) is not None:
        return source
    cues = _governing(frames, quote, own) or _nearest(frames, own, quote)
    found = [from_cue(frames, cue, high) for cue in cues]
    named = [a for a in found if a and a.speaker]  # "Police said he was suspected of": police said
    named = [a for a in named if not _is_inert(frames, a)]  # "Ren said the rise demanded": Ren said
    spoken = next((a for a in named if not _is_unsaid(frames, a)), named[0] if named else None)
    if not found and (agent := _billed_by(frames, quote)):
        return agent
    opening = next((source for i in own if (source := source_at(frames, i, high))), None)
    silent = found[0]._replace(speaker=None, head=None) if found and found[0] else None
    return spoken or opening or silent


def _source_beside(frames: Frames, own: list[int], high: int) -> Attribution | None:
    """Return a source that ends right before a quotation: as Ren put it, “…”; in Ume's words “…”."""
    last = max((i for i in own if is_word(frames.tokens[i])), default=-1)
    for index in reversed(own[-_NEAR:]):
        source = source_at(frames, index, high)
        if source and source.cue and source.speaker and max(source.cue[1], source.speaker[1]) == last + 1:
            return source._replace(rule="cue before")
    return None


def _is_unsaid(frames: Frames, found: Attribution) -> bool:
    """Tell a cue that is only thought or not used yet: in Ren said she hopes for a "fair price", Ren said."""
    if found.cue and frames.tokens[found.cue[0]].lemma in _THOUGHT:
        return True
    children = frames.parsed.children[found.cue[0]] if found.cue else ()
    return any(frames.tokens[i].tag in {"MD", "TO"} and frames.tokens[i].dep == "aux" for i in children)


def _is_inert(frames: Frames, found: Attribution) -> bool:
    """Tell a subject that cannot speak: "the rise in crime", "the move", "its size"."""
    return (
        found.head is not None and frames.tokens[found.head].pos == "NOUN" and is_inert(frames.tokens[found.head].lemma)
    )


def _billed_by(frames: Frames, quote: int) -> Attribution | None:
    """Read "billed by the company as “…”": any passive with its agent and "as" before the quotation."""
    last = frames.first[quote] - 1
    if last < 3 or frames.tokens[last].text.lower() != "as" or frames.inside[last] >= 0:
        return None
    for verb in range(last - 1, max(last - 10, 0), -1):
        token = frames.tokens[verb]
        if token.tag == "VBN" and frames.inside[verb] < 0 and (agent := agent_of(frames, verb)) is not None:
            return Attribution((verb, verb + 1), phrase_of(frames, agent, last), agent, "said", "agent")
    return None


def _begins_sentence(frames: Frames, quote: int) -> bool:
    quoted, text = frames.quoted[quote], frames.parsed.article.text
    return text[quoted.start].isupper() and len(text[quoted.start : quoted.end].split()) > 4


def attribute_report(frames: Frames, given: Attribution) -> Attribution:
    """Look again for the speaker of reported speech that its own clause does not give: "…, noting that …"."""
    verb = given.cue is not None and frames.inside[given.cue[0]] < 0 and is_cue_verb(frames.tokens[given.cue[0]])
    if given.cue is None or not verb or is_passive(frames, given.cue[0]) or given.rule not in _CLAUSES:
        return given
    found = from_cue(frames, given.cue[0], given.cue[1])
    return given._replace(speaker=found.speaker, head=found.head) if found and found.speaker else given


def _governing(frames: Frames, quote: int, own: list[int]) -> list[int]:
    """Climb from the quoted words to the verbs of saying that they depend on, the nearest first."""
    outside = set(own)
    for start in range(frames.first[quote], min(frames.last[quote], frames.first[quote] + 4)):
        cues, index, joined = [], start, False
        for _ in range(12):
            token = frames.tokens[index]
            if token.head == index:
                break
            # Of two verbs joined by "and" the second is no content of the first.
            joined = token.dep == "conj" and frames.tokens[token.head].pos in {"VERB", "AUX"}
            index = token.head
            saying = is_cue_verb(frames.tokens[index]) and frames.tokens[index].lemma not in _WEAK - _THOUGHT
            if index in outside and not joined and saying:
                cues.append(index)
        if cues:
            return cues
    return []


def _nearest(frames: Frames, own: list[int], quote: int) -> list[int]:
    """Return the last cue before a quotation that nothing closes off: no full clause between."""
    for index in reversed(own):
        token = frames.tokens[index]
        if (
            is_cue_verb(token)
            and (token.lemma not in _WEAK or not any(is_word(frames.tokens[i]) for i in own if i > index))
            and token.dep not in {"amod", "compound"}
        ):
            return [] if _closed_off(frames, index, frames.first[quote]) else [index]
    return []


def _closed_off(frames: Frames, cue: int, stop: int) -> bool:
    """Tell whether a clause that stands after a cue is no content of it: "said Ren, before the “…” began"."""
    for index in range(cue + 1, stop):
        token = frames.tokens[index]
        if frames.inside[index] < 0 and token.dep in {"mark", "advmod"} and token.text.lower() in _ADVERBIAL:
            return token.head != cue and frames.tokens[token.head].dep == "advcl"
    return False


def _at_end(frames: Frames, quote: int) -> Attribution | None:
    """A clause of saying that closes the sentence: The gates were "not safe" on Monday, Ren said."""
    high = frames.bounds[frames.frame_of(quote)][1]
    for at in range(frames.last[quote], high - 1):
        if frames.inside[at] < 0 and is_link(frames.parsed, at):
            stop = own_words_end(frames, at + 1, high)
            found = clause_at(frames, at + 1, stop, linked=True, rule="at the end")
            if found and found.cue and not _has_content(frames, found.cue[0], stop):
                return found
        elif frames.inside[at] < 0 and frames.tokens[at].text.lower() == "according":
            return source_at(frames, at, high)
    return None


def _has_content(frames: Frames, cue: int, stop: int) -> bool:
    """Tell whether a cue has words of its own to report: "…, and Ren said the gates were shut"."""
    return any(
        frames.tokens[i].head == cue and frames.tokens[i].dep in {"ccomp", "xcomp", "acomp", "oprd"}
        for i in range(cue + 1, stop)
    )

"""Where a source stands after, before or inside what it said: ", police said", "according to police".

The small model often breaks such sentences, so the rules go by commas and order and ask the parse
only for the subject.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from analysis.finding.clauses import Cue, child, marker, speaker_phrase, subject_child
from analysis.finding.cues import subject_kind
from analysis.finding.language import Parsed
from analysis.finding.reported_mode import mode_of
from analysis.finding.stretches import is_mark

COMMAS = frozenset({",", "—", "–", "--", "-", "…"})
TOLD = frozenset(
    {"tell", "assure", "inform", "warn", "ask", "remind", "advise", "promise", "notify", "brief", "caution"}
)
_TOPICS = ("about", "of", "with")
_AS_FAR = 12  # tokens between "as" and its verb: "as the regional newspaper first reported"


class Source(NamedTuple):
    """A source and its cue: tokens ``first:last``, the commas around it outside."""

    first: int
    last: int
    cue_first: int
    cue_last: int
    speaker: tuple[int, int]
    lemma: str
    mode: str
    rule: str


def find_sources(parsed: Parsed, cues: Sequence[Cue]) -> list[Source]:
    """Find the sources that stand apart from what they said, whatever it was."""
    found = [source for cue in cues if (source := _said(parsed, cue) or _as_reported(parsed, cue))]
    for index, token in enumerate(parsed.tokens[:-2]):
        find = _PREPOSED.get(token.text.lower())
        source = find(parsed, index) if find is not None else None
        if source is not None:
            found.append(source)
    return found


def sentence_start(parsed: Parsed, index: int) -> int:
    """Return the first token of the sentence that holds a token."""
    return parsed.ranges[parsed.tokens[index].sentence].first


def sentence_end(parsed: Parsed, index: int) -> int:
    """Return one past the last token of the sentence that holds a token."""
    return parsed.ranges[parsed.tokens[index].sentence].last


def _after_comma(parsed: Parsed, index: int) -> bool:
    """Tell whether a token stands after a comma that ends something of its sentence."""
    tokens = parsed.tokens
    start = sentence_start(parsed, index)
    i = index - 1
    while i >= start and is_mark(tokens[i]):
        i -= 1
    return i > start and tokens[i].text in COMMAS


def _said(parsed: Parsed, cue: Cue) -> Source | None:
    """Return "police said" after a comma, or "said police" after one; None for any other use of the verb."""
    tokens = parsed.tokens
    if "quote" in cue.codes or not cue.codes & {"trail", "trailthought"} or tokens[cue.verb].tag == "VBG":
        return None
    subject = subject_child(parsed, cue.verb)
    if subject is None:
        subject = _inverted(parsed, cue)
    if subject is None or tokens[subject].text.lower() in ("who", "which", "that"):
        return None
    first, last = parsed.subtree(subject)
    opened = cue.verb if first >= cue.last else first
    closed = last if first >= cue.last else cue.last
    low, high = speaker_phrase(parsed, subject)
    low = max(low, opened)
    if high <= low or closed > sentence_end(parsed, cue.verb) or not _after_comma(parsed, opened):
        return None
    if _takes_content(parsed, cue, subject):
        return None
    mode = mode_of(parsed, cue.verb)
    return Source(opened, closed, cue.verb, cue.last, (low, high), cue.lemma, mode, "source after")


def _inverted(parsed: Parsed, cue: Cue) -> int | None:
    """Return the subject of ", added Meyer." where the parser took it for an object."""
    tokens = parsed.tokens
    thing = child(parsed, cue.verb, "dobj")
    if thing is None or tokens[cue.verb].tag not in ("VBD", "VBZ") or tokens[thing].pos not in ("PROPN", "PRON"):
        return None
    first, last = parsed.subtree(thing)
    short = first == cue.last and last - first < 4
    ended = last >= sentence_end(parsed, cue.verb) or tokens[last].text in (".", ",")
    return thing if short and ended else None


def _takes_content(parsed: Parsed, cue: Cue, subject: int) -> bool:
    """Tell whether the verb has a content clause or object of its own to the right, not cut off by a comma."""
    tokens = parsed.tokens
    following = tokens[cue.last].text if cue.last < len(tokens) else ""
    if following in _TOPICS or (cue.lemma == "agree" and following in ("on", "to")):
        return True  # "…, she joked about their marriage"
    cut_off = following in (",", ".")
    for i in parsed.children[cue.verb]:
        if i < cue.last or i == subject:
            continue
        if tokens[i].dep == "ccomp" and not is_resumed(parsed, cue, i):
            return True
        taken = tokens[i].dep == "xcomp" or (tokens[i].dep == "dobj" and cue.lemma not in TOLD)
        if taken and not cut_off:
            return True
    return False


def is_resumed(parsed: Parsed, cue: Cue, clause: int) -> bool:
    """Tell whether a clause after a verb only resumes the sentence: "The worry, she said in June, is that"."""
    tokens = parsed.tokens
    first = max(parsed.subtree(clause)[0], cue.last)
    if tokens[first].text == ",":
        first += 1
    opened = tokens[first].text.lower() == "that" or marker(parsed, clause) == "that"
    return tokens[first - 1].text == "," and not opened and child(parsed, clause, "nsubj", "nsubjpass", "expl") is None


def _according(parsed: Parsed, index: int) -> Source | None:
    """Return "according to the bank"; "according to plan" names no source."""
    tokens = parsed.tokens
    if tokens[index + 1].text.lower() != "to":
        return None
    head = child(parsed, index + 1, "pobj")
    if head is None or subject_kind(tokens[head].lemma) == "manner":
        return None
    phrase = speaker_phrase(parsed, head)
    return Source(index, phrase[1], index, index + 2, phrase, "according to", "said", "according to")


def _per(parsed: Parsed, index: int) -> Source | None:
    """Return ", per the Times" or ", via the agency" at a clause's end; "ten, per day" and "via Leeds" are none."""
    tokens = parsed.tokens
    head = child(parsed, index, "pobj")
    if not _after_comma(parsed, index) or head is None or tokens[head].pos not in ("PROPN", "NOUN"):
        return None
    phrase = speaker_phrase(parsed, head)
    ended = phrase[1] >= len(tokens) or tokens[phrase[1]].text in (".", ",", ":", ")", ";")
    if phrase[0] != index + 1 or not ended or not _can_report(parsed, phrase, head):
        return None
    return Source(index, phrase[1], index, index + 1, phrase, tokens[index].text.lower(), "said", "according to")


def _can_report(parsed: Parsed, phrase: tuple[int, int], head: int) -> bool:
    """Tell whether a phrase names somebody who can report: "the Times", "police", "a court filing"."""
    tokens = parsed.tokens
    if tokens[phrase[0]].text.lower() == "the" and tokens[head].pos == "PROPN":
        return True
    named = any(n.first < phrase[1] and n.last > phrase[0] and n.label == "ORG" for n in parsed.names)
    return named or subject_kind(tokens[head].lemma) in ("document", "knower")


def _as_reported(parsed: Parsed, cue: Cue) -> Source | None:
    """Return "as the paper reported" and "as reported by the paper", beside the clause they go with."""
    if "that" not in cue.codes or _has_object(parsed, cue):
        return None
    opener = _as_before(parsed, cue)
    if opener is None or (opener != sentence_start(parsed, cue.verb) and not _after_comma(parsed, opener)):
        return None
    named = _as_speaker(parsed, cue, opener)
    if named is None:
        return None
    phrase, last = named
    if last >= len(parsed.tokens) or parsed.tokens[last].text not in (",", "."):
        return None
    return Source(opener, last, cue.verb, cue.last, phrase, cue.lemma, "said", "as reported")


def _as_before(parsed: Parsed, cue: Cue) -> int | None:
    earliest = max(sentence_start(parsed, cue.verb), cue.verb - _AS_FAR)
    return next((i for i in range(cue.verb - 1, earliest - 1, -1) if parsed.tokens[i].text.lower() == "as"), None)


def _as_speaker(parsed: Parsed, cue: Cue, opener: int) -> tuple[tuple[int, int], int] | None:
    """Return the speaker's phrase between "as" and the verb, or after "by", and where all of it ends."""
    subject = subject_child(parsed, cue.verb)
    if subject is not None and subject < cue.verb:
        begins = parsed.subtree(subject)[0] == opener + 1
        return (speaker_phrase(parsed, subject), cue.last) if begins else None
    agent = child(parsed, cue.verb, "agent", "prep")
    if agent is None or agent != cue.last or parsed.tokens[agent].text != "by" or cue.verb > opener + 3:
        return None
    head = child(parsed, agent, "pobj")
    if head is None:
        return None
    phrase = speaker_phrase(parsed, head)
    return phrase, phrase[1]


def _has_object(parsed: Parsed, cue: Cue) -> bool:
    return any(parsed.tokens[i].dep in ("ccomp", "dobj", "xcomp") for i in parsed.children[cue.verb] if i > cue.verb)


_PREPOSED: dict[str, Callable[[Parsed, int], Source | None]] = {"according": _according, "per": _per, "via": _per}

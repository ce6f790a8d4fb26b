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
_TRAILING = frozenset({"trail", "trailthought", "trailsource"})
_NO_SOURCES = frozenset({"who", "which", "that", "you"})  # "…, you may have wondered" is the writer's own
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
    if "quote" in cue.codes or not cue.codes & _TRAILING or tokens[cue.verb].tag == "VBG":
        return None
    subject = _inserted(parsed, cue)
    if subject is None:
        subject = subject_child(parsed, cue.verb)
    if subject is None:
        subject = _inverted(parsed, cue)
    if subject is None or tokens[subject].text.lower() in _NO_SOURCES or not _may_trail(parsed, cue, subject):
        return None
    first, last = parsed.subtree(subject)
    first = max(first, cue.last) if subject > cue.verb else _with_noun_before(parsed, cue, subject, first)
    opened = cue.verb if first >= cue.last else first
    closed = last if first >= cue.last else cue.last
    low, high = speaker_phrase(parsed, subject)
    low = max(low, opened, first)
    if high <= low or closed > sentence_end(parsed, cue.verb) or not _after_comma(parsed, opened):
        return None
    if _takes_content(parsed, cue, subject):
        return None
    mode = mode_of(parsed, cue.verb)
    return Source(opened, closed, cue.verb, cue.last, (low, high), cue.lemma, mode, "source after")


def _may_trail(parsed: Parsed, cue: Cue, subject: int) -> bool:
    """Tell whether a verb may follow its content: "…, the survey found", but not "…, he found"."""
    token = parsed.tokens[subject]
    named = token.pos == "PROPN" or subject_kind(token.lemma) == "document"
    return named or bool(cue.codes & {"trail", "trailthought"})


def _with_noun_before(parsed: Parsed, cue: Cue, subject: int, first: int) -> int:
    """Return where "his brother Ren Holm said" begins, of which the parser makes two subjects."""
    before = next((i for i in parsed.children[cue.verb] if i == first - 1 and parsed.tokens[i].dep == "nsubj"), None)
    return parsed.subtree(before)[0] if before is not None and parsed.tokens[subject].pos == "PROPN" else first


def _inserted(parsed: Parsed, cue: Cue) -> int | None:
    """Return the subject of ", said Mauer," whose verb the parser gives the subject of the whole sentence too."""
    tokens = parsed.tokens
    if cue.verb == 0 or tokens[cue.verb - 1].text not in COMMAS:
        return None
    own = [i for i in parsed.children[cue.verb] if i >= cue.last and tokens[i].dep == "nsubj"]
    ended = own and (last := parsed.subtree(own[0])[1]) < len(tokens) and tokens[last].text in (",", ".")
    return own[0] if ended and parsed.subtree(own[0])[0] == cue.last else None


def _inverted(parsed: Parsed, cue: Cue) -> int | None:
    """Return the subject of ", added Meyer." where the parser took it for an object."""
    tokens = parsed.tokens
    thing = child(parsed, cue.verb, "dobj")
    if thing is None and tokens[cue.verb].dep == "amod" and tokens[cue.verb - 1].text == ",":
        thing = tokens[cue.verb].head if tokens[cue.verb].head > cue.verb else None
        return thing if thing is not None and tokens[thing].pos == "PROPN" and _ends(parsed, thing + 1) else None
    if thing is None or tokens[cue.verb].tag not in ("VBD", "VBZ") or tokens[thing].pos not in ("PROPN", "PRON"):
        return None
    first, last = parsed.subtree(thing)
    short = first == cue.last and last - first < 4
    return thing if short and _ends(parsed, last) else None


def _ends(parsed: Parsed, index: int) -> bool:
    """Tell whether a sentence or its clause ends before a token."""
    return index >= sentence_end(parsed, index - 1) or parsed.tokens[index].text in (".", ",")


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
    opens = index == sentence_start(parsed, index) and tokens[index].text == "Per"
    if not (opens or _after_comma(parsed, index)) or head is None or tokens[head].pos not in ("PROPN", "NOUN"):
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
    phrase, last = named[0], _after_time(parsed, named[1])
    if last >= len(parsed.tokens) or parsed.tokens[last].text not in (",", "."):
        return None
    return Source(opener, last, cue.verb, cue.last, phrase, cue.lemma, "said", "as reported")


def _after_time(parsed: Parsed, index: int) -> int:
    """Return the comma after "as the paper reported in January", else the token itself."""
    tokens = parsed.tokens
    times = {name.first: name.last for name in parsed.names if name.label in ("DATE", "TIME")}
    at = times.get(index + (index < len(tokens) and tokens[index].tag == "IN"), index)
    return at if at < len(tokens) and tokens[at].text == "," else index


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

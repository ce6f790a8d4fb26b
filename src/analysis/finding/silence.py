"""Who is said not to have answered: "did not respond", "declined to comment"."""

from __future__ import annotations

import re

from analysis.finding.clauses import child, speaker_phrase, subject_of
from analysis.finding.cues import subject_kind
from analysis.finding.language import Parsed
from analysis.finding.reported import Reported
from analysis.finding.stretches import quoted_tokens, strip_marks, to_span

_NOT = r"(?:\s+not|n['’]t)"
_LATELY = r"(?:\s+(?:immediately|yet|so\s+far|directly|publicly|initially|formally|again|at\s+once))*"
_OFFICIAL = r"(?:(?:immediate|further|official|public|initial)\s+)"
_ASKED = r"\b(?:requests?|questions?|[ie]nquir(?:y|ies)|quer(?:y|ies)|e-?mails?|calls?|messages?|letters?)\b"
_FOR = r"(?:\s+(?:for|seeking)\s+(?:\w+\s+)?(?:comment|information|interviews?))?"
_TO = rf"(?:\s+to\s+[^.;:!?\n\"“”]{{0,60}}?{_ASKED}{_FOR})"
_ENDS = r"(?=\s*(?:[.,;:)\"”—–]|$|\s(?:by|on|before|after|when|until|and|but|as|for|from|about)\b))"
_ABOUT = (  # what they would not speak of, up to the next clause
    r"(?:\s+(?:on|about|further|publicly|whether|regarding|beyond|which|who|what|how|why|when|where|if|more|for)\b"
    r"(?:(?!\s(?:and|but|while|because)\b)[^.,;:!?()\n\"“”]){0,80})?"
)
_THEM = r"\s+(?:(?!\s(?:and|but|while|because)\b)[^.,;:!?()\n\"“”]){1,60}"

_SILENCE = re.compile(
    rf"""
    (?P<answer>   # did not immediately respond to a request for comment; has yet to comment
        \b(?:did|do|does|has|have|had){_NOT}{_LATELY}\s+
        (?: (?:respond|repl(?:y|ied)|answer)(?:ed)?{_LATELY}(?:{_TO}|{_ENDS})
          | comment(?:ed)?\b{_ABOUT}
          | (?:provide|offer|give|issue|make)(?:d|n)?\s+(?:(?:a|an|any)\s+)?{_OFFICIAL}*(?:comment|response|statement)\b
          | return(?:ed)?\s+[^.;:!?\n]{{0,40}}?{_ASKED}{_FOR}
        )
      | \b(?:has|have|had)\s+yet\s+to\s+(?:comment\b{_ABOUT}|(?:respond|reply)\b{_TO}?)
    )
  | (?P<none>     # had no immediate response; offered no comment
        \b(?:had|has|have|offered|gave|made|issued|provided)\s+no\s+
        (?: {_OFFICIAL}+(?:response|comments?|reply|answer|statement)
          | comments?\b
          | (?:response|reply)(?:{_TO}|(?=\s*[.,;]))
        )
        (?:\s+(?:to|on|about)\b[^.,;:!?()\n\"“”]{{0,80}})?
    )
  | (?P<refused>  # declined to comment; refused to answer questions; would not comment
        \b(?:declin|refus)(?:ed|es|e|ing)\s+
        (?: (?:to\s+)?comment\b{_ABOUT}
          | to\s+(?:be\s+(?:interviewed|drawn|quoted)|elaborate|respond|reply|say)\b{_ABOUT}
          | to\s+(?:(?:speak|talk)\s+(?:to|with)|discuss){_THEM}
          | to\s+answer(?:\s+[^.;:!?\n]{{0,40}}?{_ASKED})?{_ENDS}
          | (?:[^.,;:!?\n]{{0,40}}\s)?requests?\b(?:\s+(?:for|to)\s+(?:comment|interview))?
        )
      | \b(?:would|will|could|can)(?:{_NOT}|not)\s+(?:comment|elaborate)\b{_ABOUT}
    )
  | (?P<reached>  # could not be reached for comment; was unavailable for comment
        \bcould{_NOT}{_LATELY}\s+be{_LATELY}\s+(?:reached|contacted)\b{_LATELY}(?:\s+for\s+(?:\w+\s+)?comment)?
      | \b(?:was|were|is|are)(?:{_NOT}{_LATELY}\s+available|\s+(?:\w+ly\s+)?unavailable)\s+(?:for|to)\s+comment
    )
  | (?P<calls>    # calls to the firm were not returned; requests for comment went unanswered
        \b(?:was|were|went|have\s+gone|has\s+gone|have\s+been|has\s+been)
        (?: {_NOT}{_LATELY}\s+(?:returned|answered) | \s+(?:unanswered|unreturned) )
    )
  | (?P<word>     # there was no immediate comment from the ministry
        \bno\s+{_OFFICIAL}*(?:comment|response|word|reply)(?=\s+from\s)
    )
  | (?P<mute>     # has stayed silent on the claims
        \b(?:(?:has|have|had)\s+)?(?:kept|remained|stayed)\s+silent\b{_ABOUT}
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Every silence has one of these; sentences without are not read further.
_HINT = re.compile(r"comment|respon|repl[yi]|answer|return|reached|contacted|silent|declin|refus|elaborat|word from")
_REQUESTS = frozenset(
    {"request", "call", "message", "email", "e-mail", "inquiry", "enquiry", "question", "query", "letter", "attempt"}
)
_OURSELVES = frozenset({"i", "we", "you"})


def find_silence(parsed: Parsed) -> list[Reported]:
    """Find who is said not to have answered, in text order.

    Counts: no response or comment, refusals to comment or answer, people not reached, calls not returned.
    Leaves out: what stands between quotation marks or after "if"; "could not be reached" of deals and places.

    Returns:
        The span is the silent predicate, which is its own cue; the speaker is who was silent, or who was
        asked ("calls to the firm were not returned"); None where the sentence does not say.

    Misses: see tests/cases/silence.jsonl, lines with ``"expect": "fail"``.
    """
    text = parsed.article.text
    near = sorted({n for hint in _HINT.finditer(text) if (n := parsed.sentence_at(hint.start())) is not None})
    spans = [(parsed.sentences[n].start, parsed.sentences[n].end) for n in near]
    matches = [match for start, end in spans for match in _SILENCE.finditer(text, start, end)]
    if not matches:
        return []
    quoted = quoted_tokens(parsed)
    rows = (_row(parsed, match, quoted) for match in matches)
    return [row for row in rows if row is not None]


def _row(parsed: Parsed, match: re.Match[str], quoted: list[bool]) -> Reported | None:
    first, last = parsed.tokens_in(match.start(), match.end())
    if last <= first or quoted[first]:
        return None
    kind = next(name for name, found in match.groupdict().items() if found)
    subject = _subject(parsed, first, last)
    if not _is_silence(parsed, kind, match.group(), subject) or _is_hypothetical(parsed, first, last):
        return None
    silent = _silent_one(parsed, kind, subject, last)
    first, last = strip_marks(parsed, first, last)
    start, end = to_span(parsed, first, last)
    low, high = to_span(parsed, *speaker_phrase(parsed, silent)) if silent is not None else (None, None)
    return Reported(start, end, start, end, low, high, "said", "silence")


def _verbs(parsed: Parsed, first: int, last: int) -> list[int]:
    return [i for i in range(first, last) if parsed.tokens[i].pos in ("VERB", "AUX")]


def _subject(parsed: Parsed, first: int, last: int) -> int | None:
    """Return the subject of the first verb that has one."""
    return next((s for i in _verbs(parsed, first, last) if (s := subject_of(parsed, i)) is not None), None)


def _is_silence(parsed: Parsed, kind: str, words: str, subject: int | None) -> bool:
    """Tell silence from "a deal could not be reached", "the books were not returned", "I did not reply"."""
    token = parsed.tokens[subject] if subject is not None else None
    if token is not None and token.text.lower() in _OURSELVES:
        return False
    if kind == "calls":
        return token is not None and token.lemma.lower() in _REQUESTS
    if kind == "reached" and "comment" not in words.lower():
        known = token is not None and subject_kind(token.lemma) in ("person", "knower", "body")
        return known or (token is not None and token.pos in ("PROPN", "PRON"))
    return True


def _is_hypothetical(parsed: Parsed, first: int, last: int) -> bool:
    """Tell whether the predicate stands in a condition: "if the firm does not respond"."""
    tokens = parsed.tokens
    near = (j for i in _verbs(parsed, first, last)[:2] for j in parsed.children[i] if j < i)
    return any(tokens[i].text.lower() in ("if", "unless") for i in near)


def _silent_one(parsed: Parsed, kind: str, subject: int | None, last: int) -> int | None:
    """Return the token that heads the phrase of who was silent."""
    if kind == "word":  # "no comment from the ministry"
        return child(parsed, last, "pobj") if last < len(parsed.tokens) else None
    if kind == "calls" and subject is not None:
        return _asked(parsed, subject)
    return subject


def _asked(parsed: Parsed, request: int) -> int | None:
    """Return who was asked: "calls to the firm", "messages left with his lawyer"."""
    tokens = parsed.tokens
    for i in range(request + 1, parsed.subtree(request)[1]):
        if tokens[i].text.lower() in ("to", "with", "at") and tokens[i].dep in ("prep", "dative"):
            return child(parsed, i, "pobj")
    return None

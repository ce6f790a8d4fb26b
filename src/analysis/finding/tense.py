"""What the verb over a word says of time: whether the sentence looks ahead or back there."""

from __future__ import annotations

from analysis.finding.language import Parsed

_AHEAD = frozenset(("will", "'ll", "’ll", "shall", "wo", "would", "ca"))
_PERHAPS = frozenset(("may", "might", "could"))  # "could close in May"
_PURPOSES = frozenset(str.split("bid plan resolve hope effort chance push drive pledge promise vow proposal campaign"))
_PLANS = frozenset(
    str.split(
        """
    schedule set due expect plan slate poise hope intend aim book go want vow promise pledge prepare
    propose threaten decide agree tip about likely expected scheduled slated set eager ready due
    """
    )
)
# In the present tense these announce: "the trial opens Friday".
_OPENINGS = frozenset(
    str.split("open begin start launch air premiere kick expire end close resume return meet debut go face")
)
_STEPS = 6  # heads to climb from a date to its verb


def looks_ahead(parsed: Parsed, at: int) -> bool | None:
    """Tell the time of the verb that governs a token: True ahead, False past, None where it is not plain.

    "will open on Friday", "scheduled for Friday", "is due in court Friday" look ahead; "opened on Friday" back.
    """
    verb = _governing_verb(parsed, at)
    if verb is None:
        return None
    token = parsed.tokens[verb]
    helpers = [parsed.tokens[i] for i in parsed.children[verb] if parsed.tokens[i].dep in ("aux", "auxpass")]
    if any(h.text.lower() in _AHEAD for h in helpers):
        return True
    if token.tag == "VB" and any(h.text.lower() in _PERHAPS for h in helpers):
        return None if any(h.lemma == "have" for h in helpers) else True
    if token.tag == "VBN" and token.lemma in _PLANS:
        return True
    if any(h.text.lower() == "to" for h in helpers):
        return _is_planned(parsed, verb)
    if token.tag == "VBD" or any(
        h.text.lower() in ("was", "were", "had", "has", "have", "did", "'ve", "’ve") for h in helpers
    ):
        return _past(parsed, verb)
    if token.tag in ("VBZ", "VBP") and not helpers:
        return True if token.lemma in _OPENINGS or _has_plan(parsed, verb) else None
    if token.tag == "VBG" and any(h.tag in ("VBZ", "VBP") for h in helpers):
        return True  # "is flying home on Friday"
    return False if token.tag == "VBN" else None


def _past(parsed: Parsed, verb: int) -> bool | None:
    """ "was to open", "was scheduled" are settled by what hangs on them; other past tenses look back."""
    return None if parsed.tokens[verb].lemma in ("be",) and _has_plan(parsed, verb) else False


def _has_plan(parsed: Parsed, verb: int) -> bool:
    return any(parsed.tokens[i].lemma.lower() in _PLANS for i in parsed.children[verb])


def _is_planned(parsed: Parsed, verb: int) -> bool | None:
    """An infinitive looks ahead under a verb of planning ("plans to open Friday"), in a headline ("to open Friday")."""
    head = parsed.tokens[verb].head
    if parsed.tokens[verb].dep in ("acl", "relcl") and parsed.tokens[head].lemma.lower() in _PURPOSES:
        return True  # "their resolve to win in May"
    if head == verb or parsed.tokens[head].lemma.lower() in _PLANS or parsed.tokens[head].lemma == "be":
        return True
    return None


def _governing_verb(parsed: Parsed, at: int) -> int | None:
    index = at
    for _ in range(_STEPS):
        head = parsed.tokens[index].head
        if parsed.tokens[index].pos in ("VERB", "AUX") and index != at:
            return index
        if head == index:
            return None
        index = head
    return None

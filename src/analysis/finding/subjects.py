"""Whose verb it is: the subject of a verb of saying, read off the parse, by position where the parse fails.

Quoted words are passed over: a subject stands in the outlet's own words.
"""

from __future__ import annotations

from analysis.finding.cues import is_cue
from analysis.finding.frames import Frames
from analysis.finding.language import Token, is_word
from analysis.finding.sources import is_document

NOMINAL = frozenset({"PROPN", "NOUN", "PRON", "NUM"})
RELATIVE = frozenset({"who", "which", "that"})
_FLOATING = frozenset({"all", "both", "each"})  # "Ren, Ume and Ola all said"
_MAKES = frozenset({"lead", "prompt", "force", "cause", "push", "drive", "compel", "inspire", "move", "spur"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def is_cue_verb(token: Token) -> bool:
    """Tell a verb that introduces speech."""
    if token.lemma == "charge" and token.tag == "VBG":
        return False  # charging “excessive” fees
    return token.pos in {"VERB", "AUX"} and token.lemma not in {"be", "have", "do"} and is_cue(token.lemma)


def is_passive(frames: Frames, verb: int) -> bool:
    """Tell a passive; with a clause of its own a participle is a past tense misread ("Ren, 47, tweeted that")."""
    children = [frames.tokens[c].dep for c in frames.parsed.children[verb]]
    if "ccomp" in children and not {"auxpass", "nsubjpass"} & set(children):
        return False
    return frames.tokens[verb].tag == "VBN" and (
        any(frames.tokens[c].dep in {"auxpass", "nsubjpass"} for c in frames.parsed.children[verb])
        or (
            frames.tokens[verb].dep in {"acl", "relcl", "advcl"}
            and not any(frames.tokens[c].dep in {"aux", "nsubj"} for c in frames.parsed.children[verb])
        )
    )


def is_bare_participle(frames: Frames, verb: int) -> bool:
    """Tell a participle without "have" or "be", as in "one user called Umea wrote"."""
    return frames.tokens[verb].tag == "VBN" and not any(
        frames.tokens[c].dep in {"aux", "auxpass"} for c in frames.parsed.children[verb]
    )


def subject_of(frames: Frames, verb: int, *, climb: bool = True) -> int | None:
    """Return the head of a verb's subject outside quotations: the agent of a passive, the noun before "who"."""
    for _ in range(6):
        children = frames.parsed.children[verb]
        if frames.tokens[verb].pos in {"VERB", "AUX"} and is_passive(frames, verb):
            return agent_of(frames, verb)
        own = [c for c in children if frames.tokens[c].dep == "nsubj" and frames.inside[c] < 0]
        if own:  # of two, "Ume television station KUME said", the nearest before the verb
            return _antecedent(frames, max((c for c in own if c < verb), default=own[0]), verb)
        if not climb or (up := _governor(frames, verb)) is None:
            return None
        if frames.tokens[up].pos in {"NOUN", "PROPN", "PRON"}:
            if _may_speak(frames, up):
                return up
            verb = up  # "joined protests urging soldiers to": who joined them urges
            continue
        if (led := _led(frames, verb, up)) is not None:
            return led
        if frames.tokens[verb].dep == "pcomp" and is_passive(frames, up):  # was quoted as saying
            return next((c for c in frames.parsed.children[up] if frames.tokens[c].dep == "nsubjpass"), None)
        if is_passive(frames, up) and frames.tokens[up].lemma not in {"say", "believe", "report"}:
            return next((c for c in frames.parsed.children[up] if frames.tokens[c].dep == "nsubjpass"), None)
        verb = up
    return None


def _led(frames: Frames, verb: int, up: int) -> int | None:
    """Return whom a verb makes speak: "leading Holm to say", "prompted him to add"."""
    if frames.tokens[up].lemma not in _MAKES or frames.tokens[verb].dep not in {"xcomp", "ccomp", "advcl", "conj"}:
        return None
    return next((c for c in frames.parsed.children[up] if frames.tokens[c].dep == "dobj" and up < c < verb), None)


def _may_speak(frames: Frames, noun: int) -> bool:
    """Tell whether a noun with a participle of saying behind it speaks itself: a name, a subject, no object."""
    token = frames.tokens[noun]
    if is_document(token.lemma):
        return token.dep in {"nsubj", "nsubjpass"}
    return token.pos == "PROPN" or token.dep in {"nsubj", "nsubjpass", "pobj", "appos", "ROOT"}


def _antecedent(frames: Frames, subject: int, verb: int) -> int:
    """Return the noun that "who" or "which" stands for, else the subject itself."""
    if frames.tokens[subject].text.lower() in RELATIVE and frames.tokens[verb].dep == "relcl":
        return frames.tokens[verb].head
    return subject


def _governor(frames: Frames, verb: int) -> int | None:
    """Return the verb, or the noun of "a statement saying", whose subject a dependent verb shares."""
    for _ in range(4):
        token = frames.tokens[verb]
        if token.head == verb or token.dep in {"ccomp", "parataxis"}:
            return None
        verb = token.head
        if frames.inside[verb] < 0 and frames.tokens[verb].pos in {"VERB", "AUX"}:
            return verb
        if frames.inside[verb] < 0 and token.dep in {"acl", "relcl"}:
            return verb
    return None


def agent_of(frames: Frames, verb: int) -> int | None:
    """Return the head of a passive's agent: "billed by the company"."""
    for child in frames.parsed.children[verb]:
        if frames.tokens[child].dep == "agent":
            return next((c for c in frames.parsed.children[child] if frames.tokens[c].dep == "pobj"), None)
    return None


def subject_by_place(frames: Frames, cue: int) -> int | None:
    """Guess the subject where the parse has none: the noun right before the cue, adverbs passed over."""
    index = cue - 1
    while index >= 0 and frames.inside[index] < 0 and frames.tokens[index].pos in {"ADV", "AUX", "PART"}:
        index -= 1
    if index < 0 or frames.inside[index] >= 0 or frames.frame[index] != frames.frame[cue]:
        return None
    return index if frames.tokens[index].pos in {"PROPN", "PRON", "NOUN"} else None


def subject_beside(frames: Frames, cue: int) -> int | None:
    """Return the name right before a cue that the parse hangs elsewhere: "… to the final and Holm added:".

    Or that "with" brings in: "with Holm stating: “…”".
    """
    if any(frames.tokens[c].dep in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in frames.parsed.children[cue]):
        return None
    low = last = cue - 1
    while low > 0 and frames.tokens[low].pos == "PROPN" and frames.inside[low] < 0:
        low -= 1
    if low == last or frames.frame[low] != frames.frame[cue]:
        return None
    before = frames.tokens[low]
    joined = before.pos == "CCONJ" and frames.tokens[cue].tag in _FINITE and frames.tokens[last].dep == "conj"
    brought = before.text.lower() == "with" and frames.tokens[cue].tag == "VBG"
    return last if joined or brought else None


def subject_before(frames: Frames, cue: int) -> int | None:
    """Return the subject of the nearest verb before a participle: Ren said "no," stressing that "no means no"."""
    for verb in range(cue - 1, frame_start(frames, cue) - 1, -1):
        if frames.inside[verb] < 0 and is_cue_verb(frames.tokens[verb]) and frames.tokens[verb].tag in _FINITE:
            head = subject_of(frames, verb)
            if head is not None:
                return head
    return None


def head_before(frames: Frames, at: int, verb: int) -> int | None:
    """Guess a subject's head by position: the last noun of the first run of nominal words."""
    last = None
    for index in range(at, verb):
        token = frames.tokens[index]
        if token.pos in NOMINAL:
            last = index
        elif last is not None or token.pos not in {"DET", "ADJ", "PART", "ADV"}:
            break
    return last


def phrase_of(frames: Frames, head: int, stop: int) -> tuple[int, int]:
    """Return a noun phrase's tokens: its subtree outside quotations, up to ``stop``, without a relative clause."""
    low, high = frames.parsed.subtree(head)
    low, high = max(low, frame_start(frames, head)), min(high, max(stop, head + 1))
    for child in frames.parsed.children[head]:
        if child > head and frames.tokens[child].dep in {"relcl", "acl"} and not _is_near(frames, child, head):
            high = min(high, max(frames.parsed.subtree(child)[0], head + 1))
    for index in range(head + 1, high):
        text = frames.tokens[index].text.lower()
        if frames.inside[index] >= 0 or text in {":", ";", "(", "who", "whose", "which"}:
            high = index
            break
    while high > head + 1 and frames.tokens[high - 1].text.lower() in _FLOATING:
        high -= 1
    while low < head and (frames.inside[low] >= 0 or not is_word(frames.tokens[low])):
        low += 1
    while high > head + 1 and not is_word(frames.tokens[high - 1]) and frames.tokens[high - 1].text not in {"'s", "’s"}:
        high -= 1
    return low, high


def _is_near(frames: Frames, index: int, head: int) -> bool:
    """Keep a short participle behind an unnamed source: "a person briefed on the move"."""
    token = frames.tokens[index]
    return token.dep == "acl" and token.tag == "VBN" and index == head + 1 and frames.tokens[head].pos == "NOUN"


def frame_start(frames: Frames, at: int) -> int:
    """Return the first token of a token's frame."""
    return frames.bounds[frames.frame[at]][0]


def mode_of(frames: Frames, cue: int) -> str:
    """Say whether a cue is denied ("never said") or only supposed ("if Ren says", "may say")."""
    children = [frames.tokens[c] for c in frames.parsed.children[cue]]
    if any(t.dep == "neg" or (t.text.lower() in {"never", "no"} and t.dep in {"advmod", "det"}) for t in children):
        return "negated"
    if any((t.lemma in {"may", "might", "could"} and t.dep == "aux") or _is_if(t) for t in children):
        return "conditional"
    return "said"


def _is_if(token: Token) -> bool:
    return token.dep == "mark" and token.text.lower() in {"if", "unless"}

"""Who is brought in before a colon: Ren said: "…"; Ren took to the stage: "…"; HOLM: "…"."""

from __future__ import annotations

from analysis.finding.cue_speakers import from_cue
from analysis.finding.cues import noun_complements
from analysis.finding.frames import Frames
from analysis.finding.heads import title_category
from analysis.finding.saying import Attribution, source_at
from analysis.finding.sources import is_document
from analysis.finding.subjects import RELATIVE, head_before, is_cue_verb, phrase_of, subject_of

_SPEAKER_AND_COLON = 2  # tokens


def before_colon(frames: Frames, own: list[int]) -> Attribution | None:
    """Ren said: "…"; Ren took to the stage: "…"; Ren: "…"."""
    if (document := _read_out(frames, own)) is not None:
        return document
    cues = [i for i in own if is_cue_verb(frames.tokens[i])]
    cues = [i for i in cues if i == own[-2:][0] or not _in_relative_clause(frames, i)]
    for cue in sorted(cues, key=lambda i: (not _is_sated(frames, i, own[-1]), i), reverse=True):
        found = from_cue(frames, cue, own[-1])
        if found and found.speaker:
            return found._replace(rule="cue before a colon")
    for index in own:
        head = subject_of(frames, index, climb=False) if frames.tokens[index].pos in {"VERB", "AUX"} else None
        if head is not None and frames.inside[head] < 0 and frames.tokens[head].text.lower() not in RELATIVE:
            return Attribution(_noun_cue(frames, own), phrase_of(frames, head, index), head, "said", "colon")
    source = next((s for i in own if (s := source_at(frames, i, own[-1]))), None)
    if source:
        return source
    if not any(frames.tokens[i].pos in {"VERB", "AUX"} for i in own):
        head = head_before(frames, own[0], own[-1])
        if head is not None and frames.tokens[head].pos == "PROPN":
            return Attribution(None, phrase_of(frames, head, own[-1]), head, "said", "name and colon")
    return _in_transcript(frames, own)


def _read_out(frames: Frames, own: list[int]) -> Attribution | None:
    """Read "A statement from the club read: “…”", where the tagger takes "read" for a noun."""
    tokens, cue = frames.tokens, own[-2:][0]
    head = next((i for i in own if tokens[i].pos == "NOUN" and is_document(tokens[i].lemma) and i < cue), None)
    if head is None or tokens[cue].text.lower() not in {"read", "reads"} or tokens[cue].pos != "NOUN":
        return None
    low = head
    while low > own[0] and tokens[low - 1].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}:
        low -= 1
    between = range(low, cue)
    whole = all(tokens[i].pos not in {"VERB", "AUX", "PUNCT"} and frames.inside[i] < 0 for i in between)
    return Attribution((cue, cue + 1), (low, cue), head, "said", "cue before a colon") if whole else None


def _is_sated(frames: Frames, cue: int, stop: int) -> bool:
    """Tell a reported cue whose content stands before the colon: Ren said friends are asking how it ended: "…"."""
    token = frames.tokens[cue]
    content = [c for c in frames.parsed.children[cue] if frames.tokens[c].dep == "ccomp"]
    above = frames.tokens[token.head]
    return token.dep == "ccomp" and is_cue_verb(above) and any(cue < c < stop for c in content)


def _in_transcript(frames: Frames, own: list[int]) -> Attribution | None:
    """Read "HOLM:" and "Reporter:" at a paragraph's beginning, whatever the tagger takes such a word for."""
    low = own[0]
    first = low == 0 or frames.paragraph[low - 1] != frames.paragraph[low]
    word = frames.tokens[low].text
    spoken = word.isupper() or title_category(word.lower()) == "role" or frames.tokens[low].pos == "PROPN"
    if len(own) != _SPEAKER_AND_COLON or not first or not word[0].isupper() or not spoken:
        return None
    return Attribution(None, (low, low + 1), low, "said", "name and colon")


def _in_relative_clause(frames: Frames, at: int) -> bool:
    token = frames.tokens[at]
    return token.dep == "relcl" and any(frames.tokens[c].text == "," for c in range(max(at - 12, 0), at))


def _noun_cue(frames: Frames, own: list[int]) -> tuple[int, int] | None:
    """Return the noun that stands for speech: "in a statement: …"."""
    return next(((i, i + 1) for i in reversed(own) if noun_complements(frames.tokens[i].lemma)), None)

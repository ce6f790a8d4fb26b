"""Quotations without a cue of their own: whose words they go on with, or are taken up by below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.finding.cast import Cast, Speaker
from analysis.finding.frames import Frames
from analysis.finding.saying import Attribution
from analysis.finding.scare import is_short
from analysis.records import Quotation

_FAR = 5  # paragraphs over which a quotation that stands free continues a speaker


def may_continue(frames: Frames, number: int) -> bool:
    """Tell whether a quotation is a sentence of its own, or opens one that says nothing of a speaker."""
    sentence = frames.parsed.sentences[frames.tokens[frames.first[number]].sentence]
    if sentence.kind == "subhead":
        return False
    if frames.stands_free(number):
        return True
    quoted, text = frames.quoted[number], frames.parsed.article.text
    opens = frames.bounds[frames.frame_of(number)][0] == frames.first[number]
    return opens and text[quoted.start].isupper() and not is_short(text[quoted.start : quoted.end])


def last_speaker(frames: Frames, cast: Cast, number: int, spoken: Sequence[Speaker]) -> tuple[Speaker | None, str]:
    """Return who goes on: who spoke at most two paragraphs above; further up, whom the article names most or
    who alone has been quoted; else the person of whom the sentence before speaks."""
    spoken = [s for s in spoken if s.type != "document"] or spoken  # "Ren noted the findings show …": Ren goes on
    if spoken:
        at = frames.parsed.tokens_in(spoken[-1].start, spoken[-1].end)[0]
        gap = frames.paragraph[frames.first[number]] - frames.paragraph[at]
        main = bool(cast.counts) and cast.counts.most_common(1)[0][0] == spoken[-1].name
        alone = len(spoken) > 1 and len({speaker.name for speaker in spoken}) == 1
        if 0 <= gap <= (_FAR if main or alone else 2):
            return spoken[-1], "continues"
    return _subject_above(frames, cast, number), "stands free"


def _subject_above(frames: Frames, cast: Cast, number: int) -> Speaker | None:
    """Return the one person who is a subject of the sentence before a quotation: Ren waited there. "It was cold." """
    first = frames.first[number]
    if first == 0 or frames.frame[first - 1] < 0:
        return None
    people = [m for m in cast.named if m.kind == "person" and cast.place(m.start)[1] == frames.frame[first - 1]]
    names = {cast.full_name(m) for m in people if cast.is_subject(m)}
    if len(names) != 1:
        return None
    mention = next(m for m in people if cast.is_subject(m))
    return Speaker(names.pop(), mention.start, mention.end, "person", "subject of the sentence before")


def spoke_beside(frames: Frames, number: int, spoken: Sequence[Speaker]) -> Speaker | None:
    """Return who spoke in the sentence before a longer quotation that no cue gives to anybody, in its paragraph.

    The shaft was safe, Ren said. It had been "checked twice that week and found in order."
    """
    first = frames.first[number]
    if not spoken or frames.parsed.sentences[frames.tokens[first].sentence].kind == "subhead":
        return None
    at = frames.parsed.tokens_in(spoken[-1].start, spoken[-1].end)[0]
    near = frames.paragraph[at] == frames.paragraph[first] and frames.frame[first] - frames.frame[at] <= 1
    return spoken[-1]._replace(rule="same paragraph") if near else None


def shared_cue(frames: Frames, number: int, rows: Sequence[Quotation]) -> Attribution | None:
    """Return the cue between the parts of a split quotation: "…," Ren said. "…" (one paragraph, one cue)."""
    before = next((row for row in reversed(rows) if row.kind == "direct"), None)
    if before is None or before.cue_start is None or before.cue_end is None:
        return None
    cue = frames.parsed.tokens_in(before.cue_start, before.cue_end)
    if frames.paragraph[cue[0]] != frames.paragraph[frames.first[number]] or cue[0] > frames.first[number]:
        return None
    return Attribution(cue, None, None, before.mode, "continues")


def name_backwards(frames: Frames, rows: list[Quotation]) -> list[Quotation]:
    """Give the paragraphs of one long quotation, each with an opening mark, the speaker named beside the last."""
    open_ended = {q.start for q in frames.quoted if q.rule == "unclosed"}
    places = [i for i, row in enumerate(rows) if row.kind == "direct"]
    for here, after in reversed(list(pairwise(places))):
        row, below = rows[here], rows[after]
        gap = frames.parsed.article.text[row.end : below.start]
        joined = row.start in open_ended and "\n" in gap and not any(map(str.isalnum, gap))
        if joined and row.cue is None and below.speaker:
            rule = f"{row.rule.partition(';')[0]}; speaker: goes on below"
            rows[here] = replace(row, speaker=below.speaker, speaker_type=below.speaker_type, rule=rule)
    return rows

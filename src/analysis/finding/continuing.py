"""Quotations without a cue of their own: whose words they go on with, or are taken up by below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.finding.cast import Cast, Speaker
from analysis.finding.frames import Frames
from analysis.finding.heads import title_category
from analysis.finding.saying import Attribution
from analysis.finding.scare import is_short
from analysis.finding.sources import names_people, source_category
from analysis.finding.speakers import resolve_speaker
from analysis.finding.subjects import is_cue_verb, is_passive, phrase_of, subject_of
from analysis.records import Quotation

_HE, _SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her", "hers"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_TURNS = 3  # paragraphs of a dialogue that tell who answers
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


def last_speaker(
    frames: Frames, cast: Cast, number: int, spoken: Sequence[Speaker], rows: Sequence[Quotation]
) -> tuple[Speaker | None, str]:
    """Return who goes on: the speaker of the quotation right before, known or not; whom the sentence before turns to;
    who spoke at most two paragraphs above; further up, whom the article names most or who alone has been quoted."""
    before = _row_beside(frames, number, spoken, rows)
    if before is not None:
        return _speaker_of(before, spoken), "continues"
    spoken = [s for s in spoken if s.type != "document"] or spoken  # "Ren noted the findings show …": Ren goes on
    if (other := _answers(frames, number, spoken, rows)) is not None:
        return other, "answers"
    turned = _turned_to(frames, cast, number, spoken)
    if turned is not None:
        return turned, "stands free"
    if spoken:
        at = _last_place(frames, spoken[-1], rows)
        gap = frames.paragraph[frames.first[number]] - frames.paragraph[at]
        main = bool(cast.counts) and cast.counts.most_common(1)[0][0] == spoken[-1].name
        alone = len(spoken) > 1 and len({speaker.name for speaker in spoken}) == 1
        if 0 <= gap <= (_FAR if main or alone else 2):
            return spoken[-1], "continues"
    return _subject_above(frames, cast, number), "stands free"


def _row_beside(frames: Frames, number: int, spoken: Sequence[Speaker], rows: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation of the sentence right before, if nobody else has spoken since: "…," read the post. "…" """
    row = next((r for r in reversed(rows) if r.kind == "direct"), None)
    if row is None or (row.speaker is None and row.cue is None):
        return None
    at, here = frames.parsed.tokens_in(row.start, row.end)[0], frames.first[number]
    near = frames.paragraph[at] == frames.paragraph[here] and frames.frame[here] - frames.frame[at] <= 1
    since = any(s.start > row.end and s.name != row.speaker for s in spoken) and row.cue is None
    return row if near and not since else None


def _answers(frames: Frames, number: int, spoken: Sequence[Speaker], rows: Sequence[Quotation]) -> Speaker | None:
    """Return the other of two speakers where a paragraph of quoted words follows the question of one of them,
    or one breaks off."""
    said = [r for r in rows if r.kind == "direct" and r.speaker]
    first = frames.first[number]
    here = frames.paragraph[first]
    if not said or not frames.stands_free(number) or frames.paragraph[first - 1] == here:
        return None
    gaps = [here - frames.paragraph[frames.parsed.tokens_in(r.start, r.end)[0]] for r in said]
    text = frames.parsed.article.text
    if gaps[-1] != 1 or text[said[-1].start : said[-1].end].rstrip("”’\"' ")[-1:] not in {*"?—–"}:
        return None
    near = [r for r, gap in zip(said, gaps, strict=True) if gap <= _TURNS and r.speaker != said[-1].speaker]
    return _speaker_of(near[-1], spoken) if near else None


def _speaker_of(row: Quotation, spoken: Sequence[Speaker]) -> Speaker | None:
    return next((s for s in reversed(spoken) if s.name == row.speaker), None)


def _last_place(frames: Frames, speaker: Speaker, rows: Sequence[Quotation]) -> int:
    """Return the token where somebody was last heard: their name or the beginning of their last quoted words."""
    row = next((r for r in reversed(rows) if r.kind == "direct"), None)
    heard = row.start if row is not None and row.speaker == speaker.name else 0
    return frames.parsed.tokens_in(max(speaker.start, heard), max(speaker.start, heard) + 1)[0]


def _turned_to(frames: Frames, cast: Cast, number: int, spoken: Sequence[Speaker]) -> Speaker | None:
    """Return whom the sentence before turns to: The host broke in. "When?" Not one whom the quoted words speak of."""
    here = frames.first[number]
    low, high = frames.bounds.get(frames.frame[here - 1], (0, 0)) if here else (0, 0)
    if high == 0 or frames.frame[here - 1] < 0 or frames.paragraph[low] != frames.paragraph[here]:
        return None
    head, verb = _main_clause(cast, low, high)
    if head is None or not low <= head < verb or not _is_somebody(cast, head):
        return None
    found = resolve_speaker(cast, phrase_of(frames, head, verb), head, spoken)
    if found is None or found.type == "document" or (spoken and spoken[-1].name == found.name):
        return None
    says = is_cue_verb(frames.tokens[verb])
    paragraphs = [frames.paragraph[frames.parsed.tokens_in(s.start, s.end)[0]] for s in spoken[-1:]]
    if not says and (paragraphs == [frames.paragraph[here]] or _speaks_of(cast, number, found)):
        return None
    return found


def _main_clause(cast: Cast, low: int, high: int) -> tuple[int | None, int]:
    """Return subject and verb of a sentence's main clause; a person's name that opens it, where the parse fails."""
    frames = cast.frames
    verb = next((i for i in range(low, high) if frames.tokens[i].dep == "ROOT" and frames.inside[i] < 0), low)
    first = next((m for m in cast.named if m.start == frames.tokens[low].start and m.kind == "person"), None)
    if first is not None and (frames.tokens[verb].pos not in {"VERB", "AUX"} or frames.tokens[verb].start < first.end):
        after = cast.parsed.tokens_in(first.start, first.end)[1]
        return after - 1, min(after, high - 1)
    behind = frames.tokens[min(verb + 1, high - 1)]
    if frames.tokens[verb].pos == "NOUN" and behind.tag == "VBN" and behind.dep == "acl":
        return verb, verb + 1  # "Another staffer chimed in", read as "a staffer who was chimed in"
    if is_passive(frames, verb):  # Holm is angered by the cuts. "We have lost …"
        return next((c for c in frames.parsed.children[verb] if frames.tokens[c].dep == "nsubjpass"), None), verb
    return subject_of(frames, verb, climb=False), verb


def _is_somebody(cast: Cast, head: int) -> bool:
    token = cast.frames.tokens[head]
    if any(m.kind == "person" for m in cast.overlapping(token.start, token.end)) or token.text.lower() in {"he", "she"}:
        return True
    if token.pos == "PROPN":
        return any(m.kind == "person" and m.start <= token.start < m.end for m in cast.mentions)
    human = title_category(token.lemma) == "role" or source_category(token.lemma) in {"persona", "office"}
    return token.tag == "NN" and (human or names_people(token.lemma))


def _speaks_of(cast: Cast, number: int, speaker: Speaker) -> bool:
    """Tell whether quoted words are about a person: they have "he" or "she", and neither "I" nor "we"."""
    frames = cast.frames
    words = {t.text.lower() for t in frames.tokens[frames.first[number] : frames.last[number]]}
    own = {"m": _HE, "f": _SHE}.get(cast.genders.get(speaker.name, ""), _HE | _SHE)
    return bool(words & own) and not words & _FIRST


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


def spoke_beside(frames: Frames, number: int, spoken: Sequence[Speaker], rows: Sequence[Quotation]) -> Speaker | None:
    """Return who spoke in the sentence before a longer quotation that no cue gives to anybody, in its paragraph.

    The shaft was safe, Ren said. It had been "checked twice that week and found in order."
    """
    first = frames.first[number]
    if not spoken or frames.parsed.sentences[frames.tokens[first].sentence].kind == "subhead":
        return None
    at = _last_place(frames, spoken[-1], rows)
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

"""Quoted and reported speech, its speakers and cues: the room where marks, cues and names come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.finding.attribution import attribute, attribute_above, attribute_report
from analysis.finding.cast import Cast, Speaker
from analysis.finding.continuing import last_speaker, may_continue, name_backwards, shared_cue, spoke_beside
from analysis.finding.cues import cue_class
from analysis.finding.frames import Frames, split_frames
from analysis.finding.language import Parsed
from analysis.finding.marks import Quoted, find_quoted
from analysis.finding.reported import SPOKEN_KINDS, Reported, find_reported
from analysis.finding.saying import Attribution
from analysis.finding.scare import drop_titles, is_short, only_names, owner_of
from analysis.finding.silence import find_silence
from analysis.finding.social import Post, find_posts
from analysis.finding.speakers import resolve_speaker
from analysis.finding.subjects import is_cue_verb
from analysis.records import Mention, Quotation


def find_quotations(parsed: Parsed, mentions: Sequence[Mention]) -> list[Quotation]:
    """Find quoted and reported speech in one article.

    Counts: words between quotation marks that somebody is given as saying or writing (direct), embedded posts
    (social), quoted words that nobody is given with (scare), content clauses of reporting verbs (indirect; see
    ``reported``) and those said not to have answered (silence). A quotation split by its attribution is two rows with
    one speaker; a quotation inside another has a row of its own where the quoted speaker gives it with a cue.
    Leaves out: the headline, repeats of the lede, furniture; names of works, quoted words inside posts. Words that
    a subhead quotes have the speaker whom the text below gives for the same words.

    Args:
        parsed: the article.
        mentions: its mentions, in text order, as ``find_mentions`` gives them.

    Returns:
        Quotations in text order. Spans exclude the marks. ``speaker`` is the fullest name or description that the
        article gives, None where no rule fired; ``rule`` names the mark's rule, the cue's and the speaker's;
        "disputed" is in it where the rules disagree on a pronoun.

    Misses: see tests/cases/quotations.jsonl, lines with ``"expect": "fail"``.
    """
    article = parsed.article
    posts = find_posts(article.text, article.segments)
    spans = [(s.start, s.end) for s in article.segments if s.kind in SPOKEN_KINDS]
    quoted = [q for q in find_quoted(article.text, spans) if not _in_posts(q.start, posts)]
    frames = split_frames(parsed, drop_titles(article.text, quoted), spans)
    cast = Cast(frames, tuple(mentions))
    reported = [r for r in find_reported(parsed) if not _in_posts(r.start, posts)]
    rows = _name_in_subheads(frames, name_backwards(frames, _find_said(frames, cast, reported)))
    rows += _find_nested(parsed, cast, quoted)
    rows += [_post_row(cast, post) for post in posts]
    return sorted(rows, key=lambda row: (row.start, -row.end, row.kind))


def _in_posts(at: int, posts: Sequence[Post]) -> bool:
    return any(post.start <= at < post.signature_end for post in posts)


def _find_said(frames: Frames, cast: Cast, reported: Sequence[Reported]) -> list[Quotation]:
    """Resolve quotations and reported speech in text order, as a reader meets them: who spoke last counts."""
    silent = [(row.cue_start, 2, row) for row in find_silence(frames.parsed)]
    places: list[tuple[int, int, Reported | int]] = [(q.start, 1, k) for k, q in enumerate(frames.quoted)]
    places += [(min(row.start, row.cue_start), 0, row) for row in reported]
    spoken: list[Speaker] = []
    rows: list[Quotation] = []
    for _, order, item in sorted([*places, *silent], key=lambda place: place[:2]):
        row: Quotation | None
        if isinstance(item, int):
            row, speaker = _direct_row(frames, cast, item, reported, spoken, rows)
        else:
            row, speaker = _reported_row(frames, cast, item, "silence" if order == 2 else "indirect", spoken)
        rows += [row] if row else []
        spoken += [speaker] if speaker and order < 2 else []
    return rows


def _find_nested(parsed: Parsed, cast: Cast, quoted: Sequence[Quoted]) -> list[Quotation]:
    """Find quotations that a quoted speaker gives with a cue: "The rules say that 'no boat may leave'," she said."""
    rows = []
    for inner in quoted:
        at = parsed.tokens_in(inner.outer_start, inner.end)[0]
        cue = next((i for i in range(at - 1, max(at - 4, -1), -1) if parsed.tokens[i].pos == "VERB"), None)
        if inner.depth == 0 or cue is None or not is_cue_verb(parsed.tokens[cue]) or _is_phrase(parsed, inner):
            continue
        head = next((c for c in parsed.children[cue] if parsed.tokens[c].dep == "nsubj"), None)
        given = Attribution((cue, cue + 1), None, head, "said", "inside another")
        speaker = None
        if head is not None and head < cue:
            phrase = (parsed.subtree(head)[0], head + 1)
            speaker = resolve_speaker(cast, phrase, head, ())
        if speaker is not None:
            rule = f"{inner.rule}, nested"
            rows.append(_quotation(cast.frames, inner.start, inner.end, "direct", speaker, given, rule))
    return rows


def _is_phrase(parsed: Parsed, quoted: Quoted) -> bool:
    """Tell whether a nested quotation has too few words to be anybody's statement."""
    return len(parsed.article.text[quoted.start : quoted.end].split()) < 3


def _name_in_subheads(frames: Frames, rows: list[Quotation]) -> list[Quotation]:
    """Give words that a subhead quotes the speaker whom the text below gives for the same words."""
    text, parsed = frames.parsed.article.text, frames.parsed
    known = [(text[row.start : row.end].lower(), row) for row in rows if row.kind == "direct" and row.speaker]
    result = []
    for row in rows:
        place = parsed.sentence_at(row.start)
        subhead = place is not None and parsed.sentences[place].kind == "subhead"
        if subhead and row.speaker is None and row.kind in {"direct", "scare"}:
            row = _same_words(row, text[row.start : row.end].lower().strip(" .,!?"), known)
        result.append(row)
    return result


def _same_words(row: Quotation, words: str, known: Sequence[tuple[str, Quotation]]) -> Quotation:
    same = next((other for below, other in known if words in below), None)
    if same is None:
        return row
    rule = f"{row.rule}; speaker: same words below"
    return replace(row, kind="direct", speaker=same.speaker, speaker_type=same.speaker_type, rule=rule)


def _direct_row(
    frames: Frames,
    cast: Cast,
    number: int,
    reported: Sequence[Reported],
    spoken: Sequence[Speaker],
    rows: Sequence[Quotation],
) -> tuple[Quotation, Speaker | None]:
    """Give a quotation its speaker: by a cue in its sentence, else as the continuation of who spoke last."""
    quoted, text = frames.quoted[number], frames.parsed.article.text
    words = text[quoted.start : quoted.end]
    found = attribute(frames, number, _containing(frames, quoted, reported)) or attribute_above(frames, number)
    if found is None and may_continue(frames, number):
        speaker, rule = last_speaker(frames, cast, number, spoken, rows)
        cue = shared_cue(frames, number, rows) if speaker else None
        return _quotation(frames, quoted.start, quoted.end, "direct", speaker, cue, f"{quoted.rule}, {rule}"), speaker
    if found is None and not is_short(words) and (same := spoke_beside(frames, number, spoken, rows)) is not None:
        return _quotation(frames, quoted.start, quoted.end, "direct", same, None, f"{quoted.rule}, goes on"), same
    if is_short(words) and (owner := owner_of(frames, number)) is not None:
        speaker = resolve_speaker(cast, owner, owner[1] - 1, spoken)
        return _quotation(frames, quoted.start, quoted.end, "scare", speaker, None, f"{quoted.rule}, owned"), None
    speaker = _resolve(cast, found, spoken)
    kind = "scare" if is_short(words) and (found is None or only_names(frames, number, found)) else "direct"
    rule = f"{quoted.rule}, {found.rule if found else 'no cue'}"
    return _quotation(frames, quoted.start, quoted.end, kind, speaker, found, rule), speaker


def _resolve(cast: Cast, found: Attribution | None, spoken: Sequence[Speaker]) -> Speaker | None:
    if found is None or found.speaker is None or found.head is None:
        return None
    return resolve_speaker(cast, found.speaker, found.head, spoken)


def _containing(frames: Frames, quoted: Quoted, reported: Sequence[Reported]) -> Attribution | None:
    """Return whose reported speech a quotation stands in: the innermost content clause about it."""
    around = [
        r for r in reported if r.start <= quoted.start and quoted.end <= r.end + 2 and r.speaker_start is not None
    ]
    best = min(around, key=lambda r: r.end - r.start, default=None)
    return _to_attribution(frames, best) if best else None


def _to_attribution(frames: Frames, row: Reported) -> Attribution:
    cue = frames.parsed.tokens_in(row.cue_start, row.cue_end)
    if row.speaker_start is None or row.speaker_end is None:
        return Attribution(cue, None, None, row.mode, row.rule)
    phrase = frames.parsed.tokens_in(row.speaker_start, row.speaker_end)
    return Attribution(cue, phrase, _head_of(frames, phrase), row.mode, row.rule)


def _head_of(frames: Frames, phrase: tuple[int, int]) -> int:
    """Return the token that heads a phrase: the first whose own head lies outside it."""
    low, high = phrase
    outer = (i for i in range(low, high) if not low <= frames.tokens[i].head < high or frames.tokens[i].head == i)
    return next((i for i in outer if frames.tokens[i].pos in {"NOUN", "PROPN", "PRON", "NUM"}), high - 1)


def _quotation(
    frames: Frames,
    start: int,
    end: int,
    kind: str,
    speaker: Speaker | None,
    found: Attribution | None,
    rule: str,
    lemma: str = "",
) -> Quotation:
    cue = found.cue if found else None
    cue_start, cue_end = (frames.tokens[cue[0]].start, frames.tokens[cue[1] - 1].end) if cue else (None, None)
    return Quotation(
        frames.parsed.article.article_id,
        start,
        end,
        kind,
        speaker=speaker.name if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        cue=frames.parsed.article.text[cue_start:cue_end] if cue else None,
        cue_start=cue_start,
        cue_end=cue_end,
        speaker_type=speaker.type if speaker else None,
        cue_class=cue_class(lemma) if lemma else _cue_class(frames, cue),
        mode=found.mode if found else "said",
        rule=f"{rule}; speaker: {speaker.rule}" if speaker else rule,
    )


def _cue_class(frames: Frames, cue: tuple[int, int] | None) -> str | None:
    if cue is None:
        return None
    words = [frames.tokens[i] for i in range(*cue)]
    return cue_class(" ".join(t.text.lower() for t in words) if len(words) > 1 else words[0].lemma)


def _post_row(cast: Cast, post: Post) -> Quotation:
    text, frames = cast.frames.parsed.article.text, cast.frames
    name = text[post.name_start : post.name_end]
    names = (m for m in cast.named if name.lower() in {m.entity.lower(), text[m.start : m.end].lower()})
    known = next((m for m in names if m.kind in {"person", "organisation"}), None) or _named_within(cast, name)
    shown, kind = (cast.full_name(known), known.kind) if known else (name, "anonymous")
    speaker = Speaker(shown, post.name_start, post.name_end, kind, "signature")
    return _quotation(frames, post.start, post.end, "social", speaker, None, "signed post")


def _named_within(cast: Cast, signature: str) -> Mention | None:
    """Return the person whose full name a longer signature has: "Dr. Ren Holm, MD", "Ren Holm for Mayor"."""
    words = {word.strip(".,|") for word in signature.lower().split()}
    people = (m for m in cast.named if m.kind == "person" and " " in m.entity)
    return next((m for m in people if set(m.entity.lower().split()) <= words), None)


def _reported_row(
    frames: Frames, cast: Cast, found: Reported, kind: str, spoken: Sequence[Speaker]
) -> tuple[Quotation | None, Speaker | None]:
    """Turn reported speech or silence into a row, the speaker resolved."""
    first = frames.parsed.tokens_in(found.start, found.end)[0]
    if frames.paragraph[first] < 0:
        return None, None  # a repeat of the lede
    given = _to_attribution(frames, found)
    speaker = _resolve(cast, given, spoken)
    if speaker is None and kind == "indirect":
        speaker = _resolve(cast, attribute_report(frames, given), spoken)
    return _quotation(frames, found.start, found.end, kind, speaker, given, found.rule, found.lemma), speaker

"""How well quotations, their speakers and their cues are found, against what readers marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from analysis.evaluating.gold import GoldEvent, read_jsonl
from analysis.evaluating.scores import Score, pair_spans, score_spans
from analysis.finding.annotate import find_all
from analysis.records import Article, Quotation, Segment

# What is scored under one name: "mixed" takes quoted words and posts together, whichever of the two they are called.
MEASURES = {
    "direct": ("direct",),
    "mixed": ("direct", "social"),
    "social": ("social",),
    "scare": ("scare",),
    "indirect": ("indirect",),
    "silence": ("silence",),
}
_BRACKETS = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")
_LEADING = frozenset(["the", "a", "an", "mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord", "dame"])
_SUFFIXES = frozenset(["inc", "group", "corp", "corporation", "co", "company", "ltd", "llc", "llp", "plc", "jr", "sr"])
# What follows the name or noun proper in a full description: "a spokesman for the union", "Ren, who leads it".
_REST = re.compile(r"\s*(?:,|\b(?:who|from|for|at|with|in|via|on|to|quoted)\b)\s*")
_NOISE = re.compile(r"[\W_]+")


def score_quotations(events: Iterable[GoldEvent], *, on: str) -> list[Score]:
    """Score quotations by kind: spans, and among those found the speaker and the cue.

    A span is right where intersection over union with a reader's is at least .5. An accuracy counts the matched rows
    that every reader listed: ``found == gold``. A kind without gold is left out.
    """
    pairs = [(event.rows("quotations"), [q for f in event.found for q in f.quotations]) for event in events]
    scores: list[Score] = []
    for measure, kinds in MEASURES.items():
        parts = [_score_kind(measure, on, kinds, gold, found) for gold, found in pairs]
        for number in range(3):
            total = _add([part[number] for part in parts])
            if total.gold:
                scores.append(total)
    return scores


def _score_kind(
    measure: str, on: str, kinds: Sequence[str], gold: Sequence[dict[str, Any]], found: Sequence[Quotation]
) -> list[Score]:
    wanted = [row for row in gold if row["kind"] in kinds]
    own = [row for row in found if row.kind in kinds]
    spans = [(row.article_id, row.start, row.end) for row in own]
    matched = pair_spans(spans, [(row["article"], row["start"], row["end"]) for row in wanted])
    sure = [(own[i], wanted[j]) for i, j in matched if not wanted[j]["optional"]]
    return [
        score_spans("quotations", f"{measure} spans", on, spans, wanted),
        _accuracy(f"speaker of {measure}", on, sure, lambda q, row: same_speaker(q.speaker, _all(row["speaker"]))),
        _accuracy(f"cue of {measure}", on, sure, lambda q, row: same_cue(q.cue, _all(row["cue"]))),
    ]


def _accuracy(
    measure: str,
    on: str,
    pairs: Sequence[tuple[Quotation, dict[str, Any]]],
    agrees: Callable[[Quotation, dict[str, Any]], bool],
) -> Score:
    right = sum(agrees(found, row) for found, row in pairs)
    return Score("quotations", measure, on, right, len(pairs), len(pairs))


def _add(scores: Sequence[Score]) -> Score:
    first = scores[0]
    counts = (sum(s.right for s in scores), sum(s.found for s in scores), sum(s.gold for s in scores))
    return Score(first.finder, first.measure, first.on, *counts)


def _all(value: str | Sequence[str | None] | None) -> Sequence[str | None]:
    """Return a gold value's answers: one reader's, or every reader's.

    >>> _all("said"), _all(["said", None])
    (['said'], ['said', None])
    """
    return [value] if value is None or isinstance(value, str) else value


def same_speaker(found: str | None, answers: Sequence[str | None]) -> bool:
    """Tell whether a found speaker is one that a reader gave; None is right only where a reader gave none.

    Compared without case, brackets, possessives, articles and company suffixes. Equal is right. Otherwise the name
    proper (before a comma, "who", "for", "from", …) or a part between commas must end in the same word, and the words
    of one must all be among the other's: "Holm" is "Mayor Ren Holm, who …"; "Ume" is not "a spokesman for Ume".

    >>> same_speaker("Ren Holm", ["Mayor Ren Holm, who leads the council"])
    True
    >>> same_speaker("Ume", ["A spokesman for Ume"]), same_speaker(None, [None]), same_speaker("Ren Holm", [None])
    (False, True, False)
    """
    return any(_same(found, answer) for answer in answers)


def _same(found: str | None, gold: str | None) -> bool:
    if found is None or gold is None:
        return found is gold
    if _words(found) == _words(gold):
        return True
    return any(_agree(a, b) for a in _names(found) for b in _names(gold))


def _agree(a: Sequence[str], b: Sequence[str]) -> bool:
    return a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a))


def _names(speaker: str) -> list[list[str]]:
    """Return the name proper and, after a comma, a name in apposition; what follows "for" or "from" is no name."""
    parts = _BRACKETS.sub(" ", speaker).split(",")
    proper = [_REST.split(part)[0] for part in parts]
    return [words for part in proper if (words := _words(part))]


def _words(name: str) -> list[str]:
    found = [
        w.lower().removesuffix("'s").removesuffix("’s").strip(".") for w in _WORD.findall(_BRACKETS.sub(" ", name))
    ]
    while len(found) > 1 and found[0] in _LEADING:
        found = found[1:]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found = found[:-1]
    return found


def same_cue(found: str | None, answers: Sequence[str | None]) -> bool:
    """Tell whether a cue is one that a reader gave, or a word of it.

    >>> same_cue("said", ["had said", None]), same_cue("told", ["said"])
    (True, False)
    """
    given = [answer.lower() for answer in answers if answer is not None]
    if found is None:
        return None in answers
    return any(found.lower() == answer or found.lower() in answer.split() for answer in given)


def score_wikinews(gold: Path, *, on: str = "gum-news") -> list[Score]:
    """Score quoted words on GUM's Wikinews articles: how many of the marked quotations are found.

    The corpus gives quotations as tokens without offsets, cut at sentence ends, single-quoted words among them, and no
    paragraphs. An article is its sentences in one line each. A quotation counts as found where its letters are in a
    found span's or the span's in its own, at least half of them; precision is not asked.
    """
    right = wanted = 0
    for row in read_jsonl(gold / "external" / "gum-news.jsonl"):
        found = [_letters(words) for words in _quoted_words(row)]
        for quote in filter(None, map(_letters, row["quotes"])):
            wanted += 1
            right += any((quote in f) or (f in quote and 2 * len(f) >= len(quote)) for f in found)
    return [Score("quotations", "recall of quoted words", on, right, wanted, wanted)]


def _quoted_words(row: dict[str, Any]) -> list[str]:
    text = " ".join(row["sentences"][1:])
    segments = (Segment(row["id"], 0, len(text), "paragraph", "corpus"),)
    article = Article(row["id"], "gum-news", "Wikinews", text, segments, published=row["date"])
    kinds = {"direct", "scare", "social"}
    return [text[q.start : q.end] for f in find_all([article]) for q in f.quotations if q.kind in kinds]


def _letters(words: str) -> str:
    """Keep a quotation's letters and digits: the corpus sets spaces about every mark.

    >>> _letters('" It \\'s time , "')
    'itstime'
    """
    return _NOISE.sub("", words).lower()

"""Scores of quantities: spans, values and units on the seeds and the events, values on Recognizers-Text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis.evaluating.gold import GoldEvent, read_jsonl
from analysis.evaluating.scores import Score, Span, pair_spans, score_spans
from analysis.finding.dates import find_dates
from analysis.finding.language import parse_articles
from analysis.finding.numbers import parse_number
from analysis.finding.quantities import find_quantities
from analysis.records import Article, Quantity, Segment

# Rows whose base number some readers wrote down ("dozens": 12) and others left open, as the house does.
_VAGUE = "vague"


def score_quantities(events: Iterable[GoldEvent], *, on: str) -> list[Score]:
    """Score quantities on events: F1 of spans, then accuracy of values and of units among the matched rows.

    A value is right where one of the readers' values is one of the bounds found ("at least 75": 75; a range by
    either end), or where both are open; "dozens" found as open is right whatever base number a reader gave. A unit
    is right where its head noun is: "dump trucks" and "trucks", "scam emails" and "emails". Left out of precision:
    "several", which the seeds' reader listed and the events' readers did not, in events that list none.
    """
    rows: list[dict[str, Any]] = []
    found: list[Quantity] = []
    for event in events:
        gold = [{**row, "article": f"{event.name}/{row['article']}"} for row in event.rows("quantities")]
        own = [q for findings in event.found for q in findings.quantities]
        found += [_in_event(event.name, q) for q in own if _is_listed(q, gold)]
        rows += gold
    spans: list[Span] = [(q.article_id, q.start, q.end) for q in found]
    pairs = pair_spans(spans, [(row["article"], row["start"], row["end"]) for row in rows])
    values = sum(is_value(found[i], rows[j]) for i, j in pairs)
    units = sum(is_unit(found[i].unit, rows[j]) for i, j in pairs)
    return [
        score_spans("quantities", "spans", on, spans, rows),
        Score("quantities", "value of matched", on, values, len(pairs), len(pairs)),
        Score("quantities", "unit of matched", on, units, len(pairs), len(pairs)),
    ]


def _in_event(event: str, quantity: Quantity) -> Quantity:
    fields = {name: getattr(quantity, name) for name in quantity.__slots__}
    return Quantity(**{**fields, "article_id": f"{event}/{quantity.article_id}"})


def _is_listed(quantity: Quantity, gold: list[dict[str, Any]]) -> bool:
    several = quantity.low is None and quantity.high is None and (quantity.modifier or "").startswith("several")
    return not several or any("several" in _listed(row.get("modifier")) for row in gold)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def is_value(quantity: Quantity, row: dict[str, Any]) -> bool:
    """Hold a quantity's bounds against the readers' values.

    >>> is_value(Quantity("a", 0, 1, 75.0, None, "people", "at least", "number"), {"value": [75]})
    True
    >>> is_value(Quantity("a", 0, 1, 74.0, 74.0, "people", None, "number"), {"value": [75]})
    False
    """
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if not bounds:
        return None in _listed(row["value"]) or quantity.rule.startswith(_VAGUE)
    return any(v is not None and abs(b - v) <= 0.001 * max(1.0, abs(v)) for v in _listed(row["value"]) for b in bounds)


def is_unit(unit: str | None, row: dict[str, Any]) -> bool:
    """Hold a unit against the readers' by its last word, without number or case.

    >>> is_unit("trucks", {"unit": ["dump trucks"]}), is_unit(None, {"unit": ["people"]})
    (True, False)
    """
    return any(_head(unit) == _head(said) for said in _listed(row["unit"]))


def _head(unit: str | None) -> str:
    words = (unit or "").lower().split()
    return words[-1].removesuffix("s") if words else ""


def score_recognized(gold: Path) -> list[Score]:
    """Score values on Recognizers-Text: numbers, percentages, currency; any value it gives is right.

    Percentages and currency are sought in their sentences by ``find_quantities``; numbers are given to ``parse_number``
    as marked, since a bare numeral in a calculator's sentence ("the result is 40") is no quantity of anything.

    Left out, as no news text could hold it or as it is no number of things: programmers' and students' notations
    ("1.3e6", "2^10", "one over 20", "naught"), fractions in words beyond tenths ("three twenty firsts"), mixed
    numbers in words other than with a half ("six million and two thirds"), "three dozens", slang ("five grand"),
    European commas in numbers, sums in two parts ("3 million and a quarter", "15 dollars 50"), "percent of 20",
    numbers cut out of a longer word, of a date or a telephone number ("w98").
    """
    counts = {"number": [0, 0], "percentage": [0, 0], "currency": [0, 0]}
    cases = list(_recognizer_cases(gold))
    articles = [_one_paragraph(str(i), text) for i, (text, _, _, _) in enumerate(cases)]
    for (text, start, end, (kind, value)), parsed in zip(cases, parse_articles(articles), strict=True):
        counts[kind][1] += 1
        if kind == "number":
            counts[kind][0] += _parses_to(text[start:end], value)
        else:
            own = [q for q in find_quantities(parsed, find_dates(parsed)) if q.start < end and start < q.end]
            counts[kind][0] += any(is_value(q, {"value": [value]}) for q in own)
    return [Score("quantities", f"values of {k}", "recognizers", r, n, n) for k, (r, n) in counts.items()]


def _parses_to(surface: str, value: float) -> bool:
    read = parse_number(surface)
    return read is not None and read[0] == read[1] and abs(read[0] - value) <= 0.001 * max(1.0, abs(value))


def _one_paragraph(article_id: str, text: str) -> Article:
    segments = (Segment(article_id, 0, len(text), "paragraph", "gold"),)
    return Article(article_id, "gold", "gold", text, segments)


def _recognizer_cases(gold: Path) -> Iterator[tuple[str, int, int, tuple[str, float]]]:
    for row in read_jsonl(gold / "external" / "recognizers.jsonl"):
        for expected in row["expected"]:
            kind, start, end = str(expected.get("type")), expected.get("start"), expected.get("end")
            if kind not in ("number", "percentage", "currency") or start is None:
                continue
            value = _float((expected.get("resolution") or {}).get("value"))
            if value is not None and not is_left_out(row["text"], start, end + 1, kind):
                yield row["text"], start, end + 1, (kind, value)


def _float(value: str | None) -> float | None:
    try:
        return float((value or "").rstrip("%"))
    except ValueError:
        return None


_NOTATION = re.compile(
    r"\d[eE][+-]?\d|\^|\*|\bover\b|na?ught|nought|\b(?:grand|gross|doz|dozs|pair)\b|\bto "
    r"the power\b|^percents?\b|^per cents?\b|[<>=≥≤]"
    r"|\b(?:twenty|thirty|forty|fifty|hundred|thousand|million|trillion|\w+teen)(?:ths?|"
    r"[ -](?:firsts?|seconds?|thirds?|\w+ths?))\b|th(?:ousand)?ths?\b"
    r"|\b(?:and|hundred|thousand|million|\w+ty|\w+ty[ -]\w+) (?:and )?(?:(?:a|one|two|"
    r"three|five) )?(?:thirds?|fourths?|\w+ths?)$"
    r"|\b\d[\d,.]* ?[GK]$| - |dozens$|\bdzs?\b|and a half \w|point \w+-|\d in |in twenty|"
    r"crore and|nineteen \w|\d,\d{1,2}$|\d\.\d+[.,]|\d \d|\d_|\d (?:hundred|thousand) .*\d|"
    r"(?:and|point) (?:a |three |one )?quarters?|out of|MM$|mil$|\d,\d+,\d{1,2}\b",
    re.IGNORECASE,
)
_SUMMED = re.compile(
    r"(?:dollars?|usd|pounds?|euros?|yuan|rmb|\$|€|£)\s+(?:and\s+)?(?:\d+|[a-z -]+)(?:cents?|pence|$)", re.IGNORECASE
)
_CUT_OUT = re.compile(r"(?:[\w./:+-]|\d,)$")
_CUT_OFF = re.compile(r"\w|[./:,-]\d")


def is_left_out(text: str, start: int, end: int, kind: str) -> bool:
    """Tell what no news text could hold.

    >>> is_left_out("1.3e6", 0, 5, "number"), is_left_out("they sold 1,200 cars", 10, 15, "number")
    (True, False)
    """
    surface = text[start:end]
    cut = _CUT_OUT.search(text[max(0, start - 2) : start]) or _CUT_OFF.match(text[end:])
    return bool(cut or _NOTATION.search(surface) or (kind == "currency" and _SUMMED.search(surface)))

"""Scores of dates: spans and ISO values, on the seeds, on GUM's news and on Recognizers-Text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.evaluating.gold import read_jsonl
from analysis.evaluating.scores import Score, Span, overlap, score_spans
from analysis.finding.dates import find_dates
from analysis.finding.language import parse_articles
from analysis.finding.periods import first_day, last_day
from analysis.records import Article, DateMention, Segment

# What of Recognizers-Text no news text could hold, by kind; each pattern is sought in the marked words as typed.
_LEFT_OUT = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # chat: months and weekdays in lower case, where "may" and "march" cannot be told from verbs
        r"\b (?: jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r" | january|february|march|april|august|september|october|november|december | christmas|easter|halloween"
        r" | labor[ ]day|thanksgiving|juneteenth|eid|saint ) s? \b",
        # diaries and forms: "5/12", "20161016", "sep-23-2020", "w/c", "eoy", "cy18", ">=2019", "week 10", "tue 13th"
        r"(?<!\d) \d{1,2} [/.-] \d{1,2} (?: [/.-] \d{1,4} )? (?!\d) | \b \d{8} \b | \d{4} [ ] \d\d [ ] \d\d",
        r"\d [/-] [A-Za-z]{3} | [A-Za-z]{3} [/-] \d | \d{4} - \d{1,2} $ | ^\d{1,2} - \d{4} | ^\d\d?$ | Dec\d|[Mm]ar\d",
        r"(?i: \b (?: eoy|eom|ytd|otd|tmrw?|w/c|year[ ]to[ ]date ) \b | \b (?: cy|sy|fy ) [ ]? "
        r"\d | [<>=~] | \b[qh]\d )",
        r"(?i: \b (?: week | month | day ) [ ] \d+ | \b (?: mon|tue|wed|thu|fri|sat|sun ) \b | "
        r"[a-z]day [ ,-]* \(? (?:the[ ])? \d | [a-z]+day [ ] the )",
        r"(?i: fiscal | school[ ]year | calendar | ^the[ ](?:day|week|month|year|fortnight)$ | "
        r"^(?:end[ ]of[ ](?:month|year|week)) $ )",
        # dictation: days, years and decades spelled out or cut apart: "january twenty five nineteen eighty six", "90 s"
        r"(?i: nineteen | seventeen[ ]h | two[ ]thousand | thousand | \d [ ] s$ | \b of [ ] "
        r"\d\d$ | twenty[ -] | thirty[ -]"
        r" | \b (?:first|second|third|fifth|ninth|tenth|eleventh|twelfth|seventeenth|"
        r"twenty-\w+th) \b (?! [ ] (?:quarter|half) ) )",
        # counted weeks and days of a period, commands: "3rd week of 2018", "15th day of next month", "2 next days"
        r"(?i: (?: \d(?:st|nd|rd|th) | first | last | remaining | rest ) [ ] (?: \w+ [ ] )? "
        r"(?:week|day|month)s? [ ] (?:of|in) | \bday[ ]of )",
        r"(?i: ^\d+ [ ] (?: next|past|upcoming|previous ) | business | (?:greater|later|less|"
        r"more)[ ]than | and[ ]after | or[ ](?:later|greater) )",
        r"(?i: as[ ](?:early|late)[ ]as | for[ ]\d+[ ](?:day|week)s?,? | [ ](?:starting|"
        r"beginning)[ ] | \bon[ ]\w+day$ | ^\w+day[ ].*weeks? | since[ ].*20\d\d )",
        # what hangs on another date in a text, reckoned there from the day of the request; windows that it rounds up
        r"(?i: \b (?: later | same | that | following | day[ ](?:before|after) | "
        r"the[ ]next[ ]day | week[ ]after ) \b | ^earlier | fortnight )",
        r"(?i: \b the [ ] \d+(?:st|nd|rd|th) $ | \b this [ ] \d | \b next [ ] \d+(?:st|nd|rd|th) )",
    )
)


def score_dates(gold: Path, *, on: str) -> list[Score]:
    """Score dates on one gold: "seed_pair", "gum-news" or "recognizers".

    A found span agrees with a marked one where they overlap by half, or where one is the other with a preposition
    in front ("On Sunday", "Sunday"): the readers put it in or left it out. A value is right where both ends denote
    the same days; a time is compared where the gold has one. Precision is asked on the seeds only: the other two
    mark what their makers were after, not every date.

    Raises:
        InputError: no such gold.
    """
    if on == "seed_pair":
        return _score_seeds(gold)
    if on == "gum-news":
        return _score_gum(gold)
    if on == "recognizers":
        return _score_recognizers(gold)
    raise InputError(f"dates have no gold {on!r}; known: seed_pair, gum-news, recognizers. Name one of these.")


def _score_seeds(gold: Path) -> list[Score]:
    from analysis.evaluating.gold import read_seed_pair

    event = read_seed_pair(gold)
    found = [d for findings in event.found for d in findings.dates]
    rows = event.rows("dates")
    spans, marked = _align(found, rows)

    def right(i: int, row: dict[str, Any]) -> bool:
        earliest, _, latest = row["resolved"].partition("/")
        want = (earliest, latest or earliest) if latest != ".." else (earliest, None)
        return (found[i].earliest, found[i].latest) == want

    return [
        score_spans("dates", "spans", "seed_pair", spans, marked),
        score_spans("dates", "spans and values", "seed_pair", spans, marked, agrees=right),
    ]


def _align(found: Sequence[DateMention], rows: Sequence[dict[str, Any]]) -> tuple[list[Span], list[dict[str, Any]]]:
    """Give a found span the marked span's bounds where one holds the other and a preposition."""
    spans = [(d.article_id, d.start, d.end) for d in found]
    for row in rows:
        own = (row["article"], row["start"], row["end"])
        for i, span in enumerate(spans):
            inside = span[0] == own[0] and (
                span[1] <= own[1] < own[2] <= span[2] or own[1] <= span[1] < span[2] <= own[2]
            )
            if inside and overlap(span, own) < 0.5:
                spans[i] = own
    return spans, list(rows)


def _score_gum(gold: Path) -> list[Score]:
    """GUM news (Wikinews): its dates have no offsets, so each is sought in the text, in order; times are left out.

    Left out: times of day and what names no date ("the opening night", "day five", "the 30th anniversary"): to
    resolve them takes coreference, not a calendar. The reference date is the article's own.
    """
    rows = read_jsonl(gold / "external" / "gum-news.jsonl")
    articles = [_paragraphs(row["id"], row["sentences"], row["date"]) for row in rows]
    right = found = wanted = 0
    for row, parsed in zip(rows, parse_articles(articles), strict=True):
        mentions = find_dates(parsed)
        for start, end, value in _sought(parsed.article.text, row["dates"]):
            wanted += 1
            own = _best(mentions, start, end)
            found += own is not None
            right += own is not None and is_value(own, value)
    return [
        Score("dates", "values", "gum-news", right, wanted, wanted),
        Score("dates", "found", "gum-news", found, wanted, wanted),
    ]


def _paragraphs(article_id: str, sentences: Sequence[str], published: str | None) -> Article:
    segments, at = [], 0
    for number, sentence in enumerate(sentences):
        kind = "headline" if number == 0 and len(sentences) > 1 else "paragraph"
        segments.append(Segment(article_id, at, at + len(sentence), kind, "gold"))
        at += len(sentence) + 1
    return Article(article_id, "gold", "gold", "\n".join(sentences), tuple(segments), published=published)


def _sought(text: str, dates: Iterable[dict[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Find the marked dates again: GUM writes them in tokens, in the order of the text."""
    at = 0
    for row in dates:
        words = re.sub(r"[\[\]]", "", row["text"]).split()
        if row["kind"] != "date" or _NO_DATE.search(row["text"]):
            continue
        pattern = re.compile(r"(?<!\w)" + r"[\s,’']*".join(re.escape(w) for w in words if w != ",") + r"(?!\w)")
        match = pattern.search(text, at) or pattern.search(text)
        if match is not None:
            at = match.end() if match.start() >= at else at
            yield match.start(), match.end(), row["value"]


_NO_DATE = re.compile(r"opening night|day five|anniversa|^the da(?:te|y)$|^\d\d?:\d\d|in advance", re.IGNORECASE)


def _best(mentions: Sequence[DateMention], start: int, end: int) -> DateMention | None:
    inside = [d for d in mentions if d.start < end and start < d.end]
    return max(inside, key=lambda d: (overlap(("", d.start, d.end), ("", start, end)), -d.start), default=None)


def is_value(mention: DateMention, value: str) -> bool:
    """Hold a mention against one ISO value; an end opened by a preposition is not the value's business."""
    ends = [end for end in (mention.earliest, mention.latest) if end is not None]
    if "range" in mention.rule:
        return value in ends  # GUM marks either end of "from July to December"
    return (
        bool(ends)
        and all(end == value[: len(end)] or value == end[: len(value)] for end in ends)
        and _as_precise(ends, value)
    )


def _as_precise(ends: Sequence[str], value: str) -> bool:
    return all(len(end) == len(value) or min(len(end), len(value)) >= 10 for end in ends)


def _score_recognizers(gold: Path) -> list[Score]:
    """Recognizers-Text: dates and date ranges, any of its values right.

    Left out: what no news text could hold (diary shorthand such as "w/c feb 4", "eoy", "20161016", "week 10",
    "tue 13th", days spelled out as in dictation), and what the house refuses to guess (numeric dates whose order is
    open, fiscal and school years). Differences of convention that count as right: its range ends before its end, or
    at the first day of the second date named; an open bound may or may not hold the day itself; "end of" and "early"
    lie inside its stretch.
    """
    cases = list(_recognizer_cases(gold))
    articles = [_paragraphs(str(i), [text], reference) for i, (text, reference, _, _) in enumerate(cases)]
    counts = {"date": [0, 0], "daterange": [0, 0]}
    for (_, _, kind, row), parsed in zip(cases, parse_articles(articles), strict=True):
        own = _best(find_dates(parsed), row["start"], row["end"] + 1)
        counts[kind][1] += 1
        counts[kind][0] += own is not None and any(is_range_value(own, value) for value in row["resolution"]["values"])
    return [
        Score("dates", f"values of {kind}s", "recognizers", right, total, total)
        for kind, (right, total) in counts.items()
    ]


def _recognizer_cases(gold: Path) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for row in read_jsonl(gold / "external" / "recognizers.jsonl"):
        for expected in row["expected"]:
            kind = str(expected.get("type")).removeprefix("datetimeV2.")
            if kind not in ("date", "daterange") or not row["reference"]:
                continue
            values = expected["resolution"]["values"]
            typed = row["text"][expected["start"] : expected["end"] + 1]
            if any(v.get("value") == "not resolved" or "ref_undef" in v.get("Mod", "") for v in values) or is_left_out(
                typed
            ):
                continue
            yield row["text"], row["reference"][:10], kind, expected


def is_left_out(typed: str) -> bool:
    """Tell what no news text could hold.

    >>> is_left_out("week 10"), is_left_out("between 5/12 and 7/1"), is_left_out("the first quarter of 2013")
    (True, True, False)
    """
    return any(pattern.search(typed) for pattern in _LEFT_OUT)


def is_range_value(own: DateMention, value: dict[str, str]) -> bool:
    """Hold a mention against one of Recognizers-Text's values: a day, or a range that ends before its end."""
    if own.earliest is None and own.latest is None:
        return False
    if "start" not in value and "end" not in value:
        same = own.earliest is not None and own.earliest == own.latest
        as_said = len(own.earliest or "") if own.rule == "ago" else 10  # "two months ago" names a month, not a day
        return same and (own.earliest or "")[:10] == value["value"][:as_said]
    return _same_start(own.earliest, value) and _same_end(own.latest, value)


def _same_start(own: str | None, value: dict[str, str]) -> bool:
    if own is None or "start" not in value:
        return own is None and "start" not in value
    want, first = date.fromisoformat(value["start"][:10]), first_day(own)
    if "-" in value.get("Mod", ""):
        return abs((first - want).days) <= 16  # "since late July": thirds of a month here, halves there
    return abs((first - want).days) <= 1 or _within(first, value)


def _same_end(own: str | None, value: dict[str, str]) -> bool:
    if own is None or "end" not in value:
        return own is None and "end" not in value
    want, last = date.fromisoformat(value["end"][:10]), last_day(own)
    if "-" in value.get("Mod", ""):
        return abs((last - want).days) <= 16
    if value.get("Mod"):
        return abs((last - want).days) <= 1 or _within(last, value)
    return last == want - timedelta(days=1) or first_day(own) == want


def _within(day: date, value: dict[str, str]) -> bool:
    if value.get("Mod") not in ("start", "mid", "end") or "start" not in value or "end" not in value:
        return False
    return date.fromisoformat(value["start"][:10]) <= day <= date.fromisoformat(value["end"][:10])

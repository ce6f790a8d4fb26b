"""Dates that do not agree: the same act dated differently in two aligned sentences."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from analysis.comparing.aligned import (
    OBJECTS,
    SUBJECTS,
    Aligned,
    Side,
    have_rival_arguments,
    make_conflict,
    name_other_places,
    phrase_head,
    share_argument,
)
from analysis.comparing.conflict.slots import Pairing
from analysis.records import Conflict, DateMention

_DAY = 10  # characters of an ISO day
_ACT_AND_MORE = 1.5  # ``Shared.weight`` of two dates: the act, and a word one further off
_FURTHER = 0.5  # the same of two dates in sentences that may say the same: a word alike two steps off
_LIKELY = 0.4  # score of two sentences that may say the same
_SAYING = frozenset(("say", "tell", "announce", "report", "add", "write", "tweet", "confirm", "disclose"))
_LIGHT = frozenset(("be", "do", "get", "give", "have", "make", "say", "take", "tell"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
# Counted from the day of writing: an update or another time zone moves them.
_FLOATING = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|last|next|ago|past|recent|late|early)\b", re.IGNORECASE
)


def find_date_conflicts(pairing: Pairing) -> Iterator[Conflict]:
    """Find dates of the same act in two aligned sentences that cannot both be right.

    Compared are two days or periods, two beginnings ("since August", "since September") or two ends
    ("until"), each in one slot (``slots``): the verb or noun that they hang on is alike, and a word around it.
    Leaves out: unresolved dates; dates that the other sentence gives too; a part against its whole
    ("in October", "on 24 October"); a day beside the period that it begins or ends; what an act is about
    ("celebrated New Year's Eve"); acts of two named doers.
    ``sure``: the verbs share their subject or their object, and the dates are more than a day apart and
    do not hang on the day of writing ("today"), as neighbouring days can be one night in two time zones.
    """
    for pair in pairing.aligned:
        for a, b in _rival_dates(pair):
            acts = _acts(pairing, pair, a, b)
            alike = pair.first.text(a).lower() == pair.second.text(b).lower()  # "today" in two days' papers
            if alike or _adjoin(a, b) or not (acts or _are_only_dates(pairing, pair, a, b)):
                continue
            note = f"{pair.first.text(a)} against {pair.second.text(b)}"
            sure = acts is not None and _share(pair, *acts) and not name_other_places(pair) and _is_sure(pair, a, b)
            rule = "same act, dates apart" if acts else "the only dates of two like sentences"
            yield make_conflict(pair, "date", a, b, note=note, sure=sure, rule=rule)


def _rival_dates(pair: Aligned) -> Iterator[tuple[DateMention, DateMention]]:
    """Yield dates of one shape that no date of the other sentence agrees with."""
    first, second = _dates(pair.first), _dates(pair.second)
    agreed = {d for a in first for b in second if _shape(a) == _shape(b) and not _apart(pair, a, b) for d in (a, b)}
    for a in first:
        yield from ((a, b) for b in second if _shape(a) == _shape(b) and not {a, b} & agreed)


def dates_disagree(pair: Aligned) -> bool:
    """Tell whether each of two sentences gives a date and none of them agree."""
    first, second = _dates(pair.first), _dates(pair.second)
    return bool(first and second) and all(disagree(a, b) for a in first for b in second)


def _dates(side: Side) -> list[DateMention]:
    return [d for d in side.inside(side.findings.dates) if _shape(d) and _says_when(side, d)]


def _acts(pairing: Pairing, pair: Aligned, a: DateMention, b: DateMention) -> tuple[int, int] | None:
    """Return the verbs or nouns (token indices) that two dates hang on, where they name one act."""
    i, j = _dated(pair.first, a), _dated(pair.second, b)
    if i is None or j is None or not pairing.are_alike(i, j):
        return None
    light = pair.first.parsed.tokens[i].lemma in _LIGHT
    if light or have_rival_arguments(pair, i, j) or pairing.share(a, b).weight < _ACT_AND_MORE:
        return None
    return i, j


def _are_only_dates(pairing: Pairing, pair: Aligned, a: DateMention, b: DateMention) -> bool:
    """Tell whether two sentences that may say the same give a date each, with something alike around both."""
    if pair.score < _LIKELY or len(_dates(pair.first)) > 1 or len(_dates(pair.second)) > 1:
        return False
    i, j = _dated(pair.first, a), _dated(pair.second, b)
    if _is_saying(pair.first, i) or _is_saying(pair.second, j):
        return False
    if i is not None and j is not None and have_rival_arguments(pair, i, j):
        return False
    return pairing.share(a, b).weight >= _FURTHER


def _is_saying(side: Side, index: int | None) -> bool:
    return index is not None and side.parsed.tokens[index].lemma in _SAYING


def _dated(side: Side, mention: DateMention) -> int | None:
    """Return the verb or noun that a date hangs on, over prepositions and adverbs only."""
    index = phrase_head(side.parsed, mention.start, mention.end)
    while index is not None:
        token = side.parsed.tokens[index]
        outside = not mention.start <= token.start < mention.end
        if outside and token.pos in ("VERB", "NOUN"):
            return index
        if (outside and token.pos not in ("ADP", "SCONJ", "ADV", "PART")) or token.head == index:
            return None
        index = token.head
    return None


def _share(pair: Aligned, i: int, j: int) -> bool:
    return any(share_argument(pair, i, j, labels) for labels in (SUBJECTS, OBJECTS))


def _apart(pair: Aligned, a: DateMention, b: DateMention) -> bool:
    """Tell whether two dates disagree; one without a year ("July 13") takes the other's ("July 13, 2009")."""
    ours, theirs = (bool(_YEAR.search(text)) for text in (pair.first.text(a), pair.second.text(b)))
    if ours != theirs:
        dated, bare, text = (a, b, pair.second.text(b)) if ours else (b, a, pair.first.text(a))
        if _MONTH.search(text) and not disagree(dated, _in_year_of(dated, bare)):
            return False
    return disagree(a, b)


def _in_year_of(dated: DateMention, bare: DateMention) -> DateMention:
    """Move a date to another's year."""
    year = (dated.earliest or dated.latest or "")[:4]
    earliest, latest = (iso and year + iso[4:] for iso in (bare.earliest, bare.latest))
    return DateMention(bare.article_id, bare.start, bare.end, earliest, latest, bare.rule)


def _is_sure(pair: Aligned, a: DateMention, b: DateMention) -> bool:
    if any(_FLOATING.search(text) for text in (pair.first.text(a), pair.second.text(b))):
        return False
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    first, second = sorted(((low_a[:_DAY], high_a[:_DAY]), (low_b[:_DAY], high_b[:_DAY])))
    days = date.fromisoformat(second[0]) - date.fromisoformat(first[1])
    return days.days > 1 or _shape(a) != "in"


def _says_when(side: Side, mention: DateMention) -> bool:
    """Tell when something happened from what it was about: "celebrated New Year's Eve", "marked July 4"."""
    head = phrase_head(side.parsed, mention.start, mention.end)
    return head is None or side.parsed.tokens[head].dep not in ("dobj", "nsubj", "nsubjpass", "attr")


def disagree(a: DateMention, b: DateMention) -> bool:
    """Tell whether two dates of one shape have no day (or minute) in common.

    >>> def d(earliest, latest): return DateMention("a", 0, 1, earliest, latest, "")
    >>> disagree(d("2025-08", None), d("2025-09", None))
    True
    >>> disagree(d("2025-10", "2025-10"), d("2025-10-24", "2025-10-24"))
    False
    """
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    width = min(len(end) for end in (low_a, high_a, low_b, high_b))
    return max(low_a[:width], low_b[:width]) > min(high_a[:width], high_b[:width])


def _adjoin(a: DateMention, b: DateMention) -> bool:
    """Tell whether a day is the one before or after a longer period: both may name one night.

    >>> def d(earliest, latest): return DateMention("a", 0, 1, earliest, latest, "")
    >>> _adjoin(d("2018", "2018"), d("2017-12-31", "2017-12-31"))
    True
    >>> _adjoin(d("2018-01-01", "2018-01-01"), d("2018-01-02", "2018-01-02"))
    False
    """
    if _shape(a) != "in" or (a.earliest == a.latest and len(a.earliest or "") >= _DAY) == (
        b.earliest == b.latest and len(b.earliest or "") >= _DAY
    ):
        return False
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    first, second = sorted(((low_a[:_DAY], high_a[:_DAY]), (low_b[:_DAY], high_b[:_DAY])))
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days == 1


def _shape(mention: DateMention) -> str | None:
    """Return what a date bounds: "since", "until", "in"; None where it is unresolved."""
    if mention.earliest and mention.latest:
        return "in"
    return "since" if mention.earliest else "until" if mention.latest else None


def _bounds(mention: DateMention) -> tuple[str, str]:
    """Return the first and last day that a date may mean; of an open period, those of its known end."""
    low = mention.earliest or mention.latest or ""
    high = (mention.latest or mention.earliest or "") if _shape(mention) == "in" else low
    return _first_day(low), _last_day(high)


def _first_day(iso: str) -> str:
    """Complete a date to its first day.

    >>> _first_day("2025"), _first_day("2025-10"), _first_day("2025-10-24")
    ('2025-01-01', '2025-10-01', '2025-10-24')
    """
    return {4: iso + "-01-01", 7: iso + "-01"}.get(len(iso), iso)


def _last_day(iso: str) -> str:
    """Complete a date to its last day.

    >>> _last_day("2025"), _last_day("2024-02")
    ('2025-12-31', '2024-02-29')
    """
    if len(iso) == 4:
        return iso + "-12-31"
    if len(iso) == 7:
        return f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]:02d}"
    return iso

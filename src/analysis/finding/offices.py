"""Titles and offices before a name: "Finance Minister", "Lt. Gen.", "Director of National Intelligence"."""

from __future__ import annotations

from analysis.finding.heads import head_category, title_category
from analysis.finding.runs import Reading

_TITLES = ("office", "honorific", "rank")
_NAME_ENDS = ("organisation", "place", "law", "event", "corporate")


def last_title(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """Return the token range of the last title in a run; an empty range where the run has none."""
    for end in range(last, first, -1):
        for at in range(max(first, end - 3), end):
            category = title_category(reading.words(at, end))
            if category not in _TITLES:
                continue
            if _ends_run(reading, first, at, category) if end == last else _precedes(reading, at, end, last):
                while at > first and title_category(reading.tokens[at - 1].text) in _TITLES:
                    at -= 1  # "Lt. Gen.", "Chief Superintendent"
                return at, end
    return first, first


def _ends_run(reading: Reading, first: int, at: int, category: str) -> bool:
    """Tell a title that ends a run from a surname: "the UN Ambassador", but "Stephen King"."""
    alone = at == first and reading.tokens[at].dep == "compound"
    return category == "office" or alone or not reading.is_person(at)


def _precedes(reading: Reading, at: int, end: int, last: int) -> bool:
    """Tell a title before a name from the first word of one: "General Electric", "Prince Edward Island"."""
    title = reading.words(at, end)
    if title.endswith(".") and title != "St." and reading.is_person(last - 1):
        return True  # "Gov. Peter Lake" is no lake
    if head_category(reading.tokens[last - 1].text) in _NAME_ENDS:
        return False
    if end - at > 1 or title.endswith(".") or title_category(title) == "office":
        return True
    name = reading.cover[end - 1]
    return name is None or name is not reading.cover[end] or name.label in ("PERSON", "NORP")


def skip_office(reading: Reading, first: int, last: int) -> int:
    """Return where the name begins after "Director | of National Intelligence"."""
    if first < last and reading.tokens[first].text == "of":
        return next((i for i in range(first, last) if reading.is_person(i)), last)
    return first


def drop_portfolio(reading: Reading, first: int, at: int) -> int:
    """Return where the words before a title stop being a name: "US | Treasury Secretary"."""
    while at > first and (
        title_category(reading.tokens[at - 1].text) == "portfolio" or reading.tokens[at - 1].text in ("of", "and", "&")
    ):
        at -= 1
    return at


def title_before(reading: Reading, first: int) -> str:
    """Return the role in lower case that stands before a name: "former president", "her husband"."""
    tokens = reading.tokens
    if first == 0 or tokens[first - 1].sentence != tokens[first].sentence:
        return ""
    before = tokens[first - 1].text
    if tokens[first - 1].tag not in ("NN", "NNP") or title_category(before.lower()) not in ("role", "office"):
        return ""
    two = reading.words(first - 2, first) if first > 1 else ""
    return two if title_category(two) else before

"""What the lines around a headline say: date of publication, author, outlet, place."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_ZONE = r"(?:Z|GMT|UTC|BST|CET|CEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|AE[SD]T|[+-]\d\d:?\d\d)"
_CLOCK = rf"""
    (?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?
    (?:\s?(?P<half>[ap])\.?m\.?(?![a-z]))?
    (?:\s?\(?{_ZONE}\)?(?!\w))?
"""
_DAY = rf"""
    (?:
      (?P<iso>(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d))
    | (?:{_WEEKDAY},?\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH}),?\s+(?P<y2>\d{{4}})
    | (?:{_WEEKDAY},?\s+)?(?P<m3>{_MONTH})\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})
    | (?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y4>(?:19|20)\d\d)
    )(?!\d)
"""
_CLOCK_BEFORE = re.sub("hour|minute|half", lambda name: f"{name.group()}0", _CLOCK)
# A moment: a day, with a clock time before or behind it.
_MOMENT = re.compile(
    rf"(?<![\w/.])(?:{_CLOCK_BEFORE},?\s+(?:on\s+)?)?{_DAY}(?:[T,|·•–—\s-]*(?:at\s+)?{_CLOCK})?",
    re.VERBOSE | re.IGNORECASE,
)
_STAMP_WORDS = (
    r"(?:date|dated|published|posted|first\s+published|publication\s+date|created|issued|filed|last\s+updated|updated"
    r"|last\s+modified|modified|on|at)"
)
# "date 2025-11-12", "Published: Nov 3, 2020" at the head of a line; the date itself is read by _MOMENT.
STAMP = re.compile(rf"(?:(?:{_STAMP_WORDS})\s*(?:[:|–—-]\s*|\s+)){{0,2}}", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|upd\.)\b", re.IGNORECASE)
_PARTICLE = r"(?:de|da|van|von|der|den|bin|al|el|la|le|du|di|dos|ter)"
_NAME = rf"[A-ZÀ-Þ][\w.'’À-ÿ-]*(?:\s+(?:{_PARTICLE}\s+){{0,2}}[A-ZÀ-Þ][\w.'’À-ÿ-]*){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s+and\s+){_NAME})*"
BYLINE = re.compile(
    rf"(?:(?:Written|Reported|Story|Words)\s+)?(?P<by>By|BY|by):?\s+(?P<names>{_NAMES})(?P<rest>[^.!?]{{0,80}})\.?"
)
_AUTHOR = re.compile(rf"(?:Author|Authors|Reporter|Byline)\s*:\s*(?P<names>{_NAMES})\s*\Z", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:Source|Outlet|Newspaper|Publication|News\s+outlet)\s*:\s*(?P<source>\S.{1,60})", re.IGNORECASE
)
_OUTLET = re.compile(
    r"""\b(?:Press|News|TV|Television|Times|Post|Agency|Radio|Daily|Herald|Tribune|Gazette|Journal|Guardian|Telegraph
    |Observer|Chronicle|Standard|Star|Mail|Express|Broadcasting|Newswire|Wire|Today|Weekly|Network|Media|Magazine
    |Reuters|AFP|AP|BBC|CNN|UPI|NPR|DPA|Xinhua|TASS)\b""",
    re.VERBOSE,
)
_DOMAIN = re.compile(r"[\w-]{2,30}(?:\.[a-z]{2,10}){1,2}", re.IGNORECASE)
# "Jane Roe, Example News", "Jane Roe, Political correspondent", "Jane Roe for Example.com", "Jane Roe and agencies"
_POST = re.compile(
    r"\b(?:correspondent|reporter|editor|staff writer|contributor|bureau chief|agencies)\b", re.IGNORECASE
)
_NAMED = re.compile(
    rf"(?P<names>{_NAMES})(?:\s*[,|]\s*|\s+(?:for|in)\s+|\s+(?=and\s+agencies))(?P<rest>[^.!?,|]{{2,40}}(?:\.[a-z.]{{2,12}})?)"
)
_ROLE = re.compile(
    r"""\b(?:correspondent|reporter|editor|staff|writer|contributor|bureau|news|press|agency|reuters|ap|afp|times|post
    |associated|updated|published|min|minute|read|chief|politics|business|world|in)\b|\d{4}|@""",
    re.VERBOSE | re.IGNORECASE,
)


def parse_moment(text: str) -> str | None:
    """Return the first date in a header line as ISO 8601, with the clock time where one stands by it.

    Day first and month first by name; a date in figures only where it can be read one way.
    An "updated" date counts only where no other stands.

    >>> parse_moment("Wednesday, 12 November 2025 10:45 AM")
    '2025-11-12T10:45:00'
    >>> parse_moment("Published: Nov 3, 2020 | Updated Nov 4, 2020")
    '2020-11-03'
    >>> parse_moment("07/08/2016") is None
    True
    """
    text = text[:400]
    found = [(hit, iso) for hit in _MOMENT.finditer(text) if (iso := _to_iso(hit))]
    first_hand = [iso for hit, iso in found if not _UPDATED.search(text[max(0, hit.start() - 20) : hit.start()])]
    every = first_hand or [iso for _, iso in found]
    return every[0] if every else None


def match_stamp(text: str) -> int:
    """Return how many characters at the head of a text are a date stamp; 0 where it begins with none.

    >>> match_stamp("date 2025-11-12 Minister resigns")
    15
    >>> match_stamp("On Tuesday the minister resigned")
    0
    """
    words = STAMP.match(text)
    at = words.end() if words else 0
    hit = _MOMENT.match(text, at)
    return hit.end() if hit and _to_iso(hit) else 0


def is_date_line(text: str) -> bool:
    """Tell a line that holds a date, and words about dates, and nothing else.

    >>> is_date_line("Updated: 3 March 2021, 14:05 GMT")
    True
    >>> is_date_line("The pact was signed on 3 March 2021")
    False
    """
    if len(text) > 120 or not (rest := _MOMENT.sub(" ", text)) or rest == text:
        return False
    rest = re.sub(
        rf"\b(?:{_STAMP_WORDS}|{_WEEKDAY}|{_ZONE}|local\s+time|and|min(?:ute)?s?|read|ago|\d{{1,2}})\b",
        " ",
        rest,
        flags=re.I,
    )
    rest = rest.strip(" ,|·•()[]:;–—-/.")
    return not any(character.isalpha() for character in rest) or names_outlet(rest) or bool(_DOMAIN.fullmatch(rest))


def parse_byline(text: str) -> str | None:
    """Return the author that a byline names.

    >>> parse_byline("By Jane Roe and John Doe, Reuters | 3 March 2021")
    'Jane Roe and John Doe'
    >>> parse_byline("By Tuesday evening the water had gone") is None
    True
    """
    text = text.strip()
    if labelled := _AUTHOR.match(text):
        return labelled["names"]
    hit = BYLINE.fullmatch(text) if len(text) <= 160 else None
    if not hit or not (hit["rest"].strip(" ,|·•—–-") == "" or _ROLE.search(hit["rest"]) or hit["rest"].isupper()):
        return None
    return re.sub(r"\s+", " ", hit["names"])


def parse_name_line(text: str) -> str | None:
    """Return the author where a line is a name with an outlet or a reporter's post behind it.

    Certain only between headline and body: elsewhere the same words can be a picture's or a list's.

    >>> parse_name_line("Jane Roe, Example News"), parse_name_line("Jane Roe, mayor of Springfield")
    ('Jane Roe', None)
    """
    hit = _NAMED.fullmatch(text.strip()) if len(text) <= 100 else None
    if not hit:
        return None
    rest = hit["rest"].strip()
    return hit["names"] if names_outlet(rest) or _DOMAIN.fullmatch(rest) or _POST.search(rest) else None


def parse_source_line(text: str) -> str | None:
    """Return the outlet where a line says that it is one: "Source: The Daily Example".

    >>> parse_source_line("Source: Example Wire")
    'Example Wire'
    >>> parse_source_line("Sources said: no") is None
    True
    """
    hit = _SOURCE.fullmatch(text.strip())
    return hit["source"].rstrip(" .") if hit and len(hit["source"].split()) <= 6 else None


def names_outlet(text: str) -> bool:
    """Tell a short line of capitalised words, one of them a newspaper's or broadcaster's usual word.

    >>> names_outlet("Iran Press TV"), names_outlet("Talks resume in Geneva")
    (True, False)
    """
    words = text.split()
    small = {"of", "the", "and", "for"}
    named = all(word[0].isupper() or word in small for word in words)
    return 0 < len(words) <= 6 and named and not text.endswith((".", "!", "?", ":")) and bool(_OUTLET.search(text))


def _to_iso(hit: re.Match[str]) -> str | None:
    """Turn a match of _MOMENT into ISO 8601; None where there is no such day, or two of them."""
    part = hit.groupdict()
    try:
        day = _to_day(part)
    except ValueError:
        return None
    if day is None:
        return None
    clock = _to_clock(part["hour"], part["minute"], part["half"]) or _to_clock(
        part["hour0"], part["minute0"], part["half0"]
    )
    return datetime.combine(day, clock).isoformat() if clock else day.isoformat()


def _to_day(part: dict[str, str | None]) -> date | None:
    if part["y1"]:
        return date(int(part["y1"]), int(part["m1"] or 0), int(part["d1"] or 0))
    if part["y2"] or part["y3"]:
        month = _MONTHS.index((part["m2"] or part["m3"] or "").lower()[:3]) + 1
        return date(int(part["y2"] or part["y3"] or 0), month, int(part["d2"] or part["d3"] or 0))
    a, b, year = int(part["a"] or 0), int(part["b"] or 0), int(part["y4"] or 0)
    if a == b or a > 12:
        return date(year, b, a)
    return date(year, a, b) if b > 12 else None


def _to_clock(hour: str | None, minute: str | None, half: str | None) -> time | None:
    if hour is None or minute is None:
        return None
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower() == "p" else 0)
    return time(number, int(minute)) if number < 24 and int(minute) < 60 else None

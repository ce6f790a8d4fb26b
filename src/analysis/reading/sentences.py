"""Lines and rough sentences: enough to cut furniture out of a line; the parser's sentences are the ones that count."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(
    r"""(?<=[.!?…])            # a mark that ends sentences,
        ["'”’)\]]{0,3}          # what it may lie inside of,
        \s+
        (?=["'“‘(\[]{0,2}[A-ZÀ-Þ0-9@\#©—–])""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Cmdr|Adm|Maj|Rev|Hon|Pres|St|Mt|Ft|Jr|Sr|Inc|Corp
        |Co|Ltd|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind
        |Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ph\.D|approx|est)
        |\b[A-Z]\.[A-Z])\.\Z""",
    re.VERBOSE,
)
_CLOSED = re.compile(r"""[.!?…]["'”’)\]»]{0,3}\Z|["”’']["'”’]?\s*\([^()]{1,40}\)\Z""")


def split_lines(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's lines without surrounding white space; blank lines have none.

    >>> split_lines(" One\\r\\n\\r\\n two ")
    [(1, 4), (9, 12)]
    """
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + len(line) - len(line.lstrip())
            spans.append((start, start + len(body)))
        at += len(line)
    return spans


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line's rough sentences.

    >>> [(a, b) for a, b in split_sentences("Mr. Roe left. He ran.", 0, 21)]
    [(0, 13), (14, 21)]
    """
    first = start
    for hit in _BOUNDARY.finditer(text, start, end):
        if text[hit.start() - 1] == "." and _ABBREVIATION.search(text, max(first, hit.start() - 8), hit.start()):
            continue
        last = hit.start() + len(hit.group().rstrip())
        yield first, last
        first = hit.end()
    if first < end:
        yield first, end


def is_closed(words: str) -> bool:
    """Tell a text that ends as sentences do.

    >>> is_closed("He left.”"), is_closed("Talks resume in Geneva")
    (True, False)
    """
    return bool(_CLOSED.search(words[-60:]))


def leads_on(words: str) -> bool:
    """Tell a text whose last mark says that more follows.

    >>> leads_on("He said:"), leads_on("“Not now,”"), leads_on("Talks resume")
    (True, True, False)
    """
    return words.rstrip("\"'”’)]» ").endswith((":", ";", ",", "-", "–", "—"))

"""The one place where HTML is made: everything that comes from an article is escaped here.

A ``Fragment`` shows itself in a notebook and on the page; its ``text`` is what a terminal shows.
"""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote as urlquote
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Fragment:
    """A finished piece of HTML, safe to show, and its plain text."""

    html: str
    text: str = ""

    def _repr_html_(self) -> str:
        return f'<div class="coverage">{self.html}</div>'

    def __repr__(self) -> str:
        return self.text or "(shown as HTML)"


def escape(value: object) -> str:
    """Escape a value for HTML text and attributes; nothing for None and NaN.

    >>> escape("<script>"), escape(None), escape(float("nan")), escape(75)
    ('&lt;script&gt;', '', '', '75')
    """
    return "" if is_missing(value) else html.escape(str(value), quote=True)


def is_missing(value: object) -> bool:
    """Tell None, NaN and pandas' NA.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    # NaN is the one value that differs from itself; pandas' NA answers neither yes nor no
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    )


def tag(name: str, content: str = "", **attributes: object) -> str:
    """Make an element around finished HTML; ``class_`` is written class, None leaves an attribute out.

    >>> tag("a", escape("75 & more"), href="#A-s2", class_=None)
    '<a href="#A-s2">75 &amp; more</a>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def join(parts: Iterable[Fragment | str]) -> Fragment:
    """Put fragments below each other; a string is finished HTML."""
    fragments = [part if isinstance(part, Fragment) else Fragment(part) for part in parts]
    return Fragment("\n".join(f.html for f in fragments), "\n".join(f.text for f in fragments if f.text))


def paragraph(text: str, *, kind: str | None = None) -> Fragment:
    """Show a plain text as one paragraph."""
    return Fragment(tag("p", escape(text), class_=kind), text)


def fold(summary: str, content: str, *, kind: str | None = None) -> str:
    """Fold finished HTML under a line of plain text."""
    return tag("details", tag("summary", escape(summary)) + content, class_=kind)


def format_table(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str,
    numeric: Sequence[int] = (),
    kind: str = "stack",
) -> str:
    """Make a table of finished cells under plain heads; the first cell of a row heads it.

    Args:
        numeric: numbers of the columns set flush right.
        kind: "stack" puts a row's cells below each other on a phone; "grid" keeps them side by side.
    """
    style = dict.fromkeys(numeric, "number")
    top = tag("tr", "".join(tag("th", escape(name), scope="col", class_=style.get(i)) for i, name in enumerate(head)))
    body = "\n".join(
        tag(
            "tr",
            tag("th", row[0], scope="row", class_=style.get(0))
            + "".join(
                tag(
                    "td",
                    cell,
                    class_=" ".join(filter(None, [style.get(i), "none" * (cell == "–")])) or None,
                    data_head=head[i],
                )
                for i, cell in enumerate(row[1:], 1)
            ),
        )
        for row in rows
    )
    table = tag("table", tag("caption", escape(caption)) + tag("thead", top) + tag("tbody", body))
    # a wide table scrolls by itself, by keyboard too, and the page does not
    return tag("div", table, class_=f"scroll {kind}".strip(), tabindex="0", role="region", aria_label=caption)


def format_figure(svg: bytes, *, alt: str, caption: str) -> str:
    """Make a figure of a drawing; the page loads nothing for it."""
    source = _to_address(svg.replace(b'"', b"'"), "image/svg+xml")
    image = f'<img src="{source}" alt="{escape(alt)}">'
    return tag("figure", image + tag("figcaption", escape(caption)))


def format_link(url: object) -> str:
    """Link an address outside the page if it is http or https with a host; else show it as text.

    >>> format_link("javascript:alert(1)")
    'javascript:alert(1)'
    >>> format_link("https://example.org/a")
    '<a href="https://example.org/a" rel="noreferrer noopener nofollow">example.org</a>'
    """
    try:
        parts = urlsplit(str(url))
        safe = not is_missing(url) and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # "http://[" is no address
        safe = False
    return tag("a", escape(parts.hostname), href=url, rel="noreferrer noopener nofollow") if safe else escape(url)


def format_download(name: str, content: str, *, kind: str = "text/csv") -> str:
    """Link a file that lies in the page itself."""
    return tag(
        "a", escape(name), href=_to_address(content.encode("utf-8", "replace"), f"{kind};charset=utf-8"), download=name
    )


def _to_address(content: bytes, kind: str) -> str:
    """Write content as a data address, whichever way is shorter: text as it is, or base64 where little is ASCII.

    >>> _to_address(b"a,b\\n", "text/csv")
    'data:text/csv,a,b%0A'
    """
    plain, base64 = urlquote(content, safe=_PLAIN), b64encode(content).decode("ascii")
    return f"data:{kind},{plain}" if len(plain) <= len(base64) + len(";base64") else f"data:{kind};base64,{base64}"


_PLAIN = " !$'()*+,-./:;=?@_~"  # need no encoding within an attribute in double quotes


def shorten(text: str, *, at_most: int = 160) -> str:
    """Cut a text at a word, on one line.

    >>> shorten("At least 75 people have been killed", at_most=20)
    'At least 75 people …'
    """
    line = " ".join(text.split())
    return line if len(line) <= at_most else line[: at_most - 1].rsplit(" ", 1)[0] + " …"


def quote(text: str, *, at_most: int = 160) -> str:
    """Put a passage in quotation marks, shortened, without its full stop; marks inside become single.

    >>> quote("since August."), quote("“No” is what he said."), quote("“No.”")
    ('“since August”', '“‘No’ is what he said”', '“No”')

    A mark whose partner stands in another sentence is left out:

    >>> quote("“There was blood."), quote("He knew it.’”")
    ('“There was blood”', '“He knew it”')
    """
    words = _drop_lone_marks(shorten(text, at_most=at_most)).rstrip(".")
    if words[:1] in _MARKS and words[-1:] in _MARKS:
        words = words[1:-1].rstrip(".,")
    for mark, single in (("“", "‘"), ("”", "’"), ('"', "'")):
        words = words.replace(mark, single)
    return f"“{words}”"


def _drop_lone_marks(words: str) -> str:
    """Drop quotation marks at the ends of a passage that have no partner in it."""
    while words[:1] in ("“", '"', "‘") and words[:1] and not _has_partner(words, words[0]):
        words = words[1:]
    # after a letter, ’ is an apostrophe: "the miners’"
    while words[-1:] in ("”", '"', "’") and words[-2:-1] in _STOPS and not _has_partner(words, words[-1]):
        words = words[:-1]
    return words


def _has_partner(words: str, mark: str) -> bool:
    pair = next(pair for pair in ("“”", "‘’", '""') if mark in pair)
    return words.count(mark) % 2 == 0 if mark == '"' else all(words.count(one) for one in pair)


# What an address in an attribute may hold as it is; line ends would be dropped, "#" would end it.
_MARKS = ("“", "”", '"')
_STOPS = (*".,!?…", *'”’"')  # what stands before a mark that closes a sentence
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d))?)?)?")


def format_day(iso: str) -> str:
    """Write an ISO date in words, as precise as it is; what is none stays as it is.

    >>> format_day("2025-11-12T10:45:00"), format_day("2025-09"), format_day("late")
    ('12 November 2025, 10:45', 'September 2025', 'late')
    """
    match = _ISO.match(iso)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return iso
    year, month, day, time = match.groups()
    words = " ".join(filter(None, [day and str(int(day)), month and _MONTHS[int(month) - 1], year]))
    return f"{words}, {time}" if time else words


def count(number: int, one: str, many: str | None = None) -> str:
    """Say a number of things.

    >>> count(1, "article"), count(2, "article"), count(0, "quotation from it", "quotations from it")
    ('1 article', '2 articles', 'no quotations from it')
    """
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def list_words(words: Sequence[str], *, last: str = "and") -> str:
    """Say a list.

    >>> list_words(["A", "B", "C"]), list_words(["A"])
    ('A, B and C', 'A')
    """
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def percent(share: float | None) -> str:
    """Say a share of 1 in whole percent; a dash where it is undefined.

    >>> percent(0.456), percent(float("nan"))
    ('46 %', '–')
    """
    return "–" if share is None or is_missing(share) else f"{100 * share:.0f} %"


def format_items(items: Iterable[str], *, kind: str | None = None, ordered: str = "ul") -> str:
    """Make a list of finished HTML items."""
    return tag(ordered, "".join(tag("li", item) for item in items), class_=kind)


def format_terms(pairs: Mapping[str, str]) -> str:
    """Make a list of plain names with finished HTML values."""
    return tag("dl", "".join(tag("dt", escape(name)) + tag("dd", value) for name, value in pairs.items()))

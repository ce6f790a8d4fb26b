"""Credits, post signatures and place lines: what stands inside a line and is not the article's own prose."""

from __future__ import annotations

import re

from analysis.reading.furniture import Part, fill_gaps
from analysis.reading.sentences import split_sentences

_AGENCY = (
    r"(?:AP|AP\s+Photo|Associated\s+Press|The\s+Associated\s+Press|Reuters|REUTERS|AFP|Agence\s+France-Presse|EPA|EPA-EFE|EFE|PA|PA\s+Media|PA\s+Wire"
    r"|Getty|Getty\s+Images|Bloomberg|Bloomberg\s+News|Shutterstock|Rex|Alamy|Xinhua|TASS|Sputnik|ANSA|dpa|DPA|UPI|CNN|BBC|NPR|ANI|PTI|IANS|Kyodo|Yonhap"
    r"|Canadian\s+Press|The\s+Canadian\s+Press|AAP|WireImage|Invision|Pool|Handout|File)"
)
_PHOTO_WORD = (
    r"(?:Photo|Photos|Photograph|Photographer|Picture|Pictures|Image|Images|Pic|Illustration|Graphic|Video|Credit"
    r"|Courtesy|Screenshot|Screengrab)"
)
# "(Photo: AP)", "(AP Photo/Jane Roe, File)", "(Jane Roe/Pool via AP)", "(Jane Roe, File/Associated Press)"
_BRACKETED = re.compile(
    rf"""\((?:
        [^()]{{0,60}}?\b{_PHOTO_WORD}s?\b\s?(?:by\b|courtesy\b|credit\b|[:/,])[^()]{{1,120}}
      | (?:[A-Z][\w.'’-]+[ ,/]{{1,2}}){{1,6}}(?:via\s+)?{_AGENCY}(?:[ ,/]{{1,2}}\w+)?
      | [A-Z][^()/.]{{2,50}}/[A-Z][^()]{{2,60}}
      | (?:AP|Reuters|AFP|Getty\s+Images|EPA|Associated\s+Press|The\s+Associated\s+Press)
      | (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\.?\s\d{{1,2}}
    )\)(?=\s*(?:\Z|\())(?:\s*(?:AP|Reuters|AFP))?""",
    re.VERBOSE,
)
_VIDEO_CREDIT = re.compile(
    r"\((?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\.?\s\d{1,2}\)\s+(?:AP|Reuters|AFP|USA TODAY|CNN)?\Z"
)
# "Photographer: Jane Roe/Example", "Credit Jane Roe/Agency", "Jane Roe/Getty Images" at the end of a caption
_OPEN = re.compile(
    rf"""(?:\b(?:Photograph|Photographer|Photo|Picture|Credit|Image|Illustration|Source)s?(?:\s+(?:by|courtesy\s+of))?\s*:?\s+(?=[A-Z]))?
        (?:[A-ZÀ-Þ][\w.'’-]*\s){{1,3}}?[A-ZÀ-Þ][\w.'’-]*\s?/\s?{_AGENCY}(?:/\w+)?\Z""",
    re.VERBOSE,
)
_LABELLED = re.compile(
    r"\b(?:Photograph|Photographer|Photo|Picture|Image)s?(?:\s+(?:by|credit))?\s*:\s*[A-Z][^.!?]{2,60}\Z"
)
# "(Reporting by …; Editing by …)", "— With assistance by …"
_ENDING = re.compile(
    r"""(?:[-–—]{1,2}\s*)?\(?\b(?:
            (?:(?:Additional|Extra)\s+)?(?:Reporting|Writing|Compiled|Written|Edited|Editing)\s+by
          | With\s+(?:assistance|reporting|files|contributions?|additional\s+reporting)\s+(?:by|from)
        )\s+(?-i:[A-Z])[^"“”]{2,300}\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\bcontributed\s+(?:to\s+this\s+(?:report|story|article|piece)|(?:to\s+)?(?:the\s+)?reporting)\b[^.]{0,80}\.?\Z"
)
_SMALL = frozenset(("and", "of", "the", "for", "in", "at", "from", "also", "reporter", "reporters", "correspondent"))
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_SIGNATURE = re.compile(
    rf"""(?:(?:pic\.twitter\.com|https?://t\.co)/\w{{1,40}}\s+){{0,3}}
        (?<!\S)[—–-]{{1,2}}\s?[^\n—]{{1,60}}?\(@\w{{1,20}}\)\s*(?:{_MONTH}\s\d{{1,2}},\s\d{{4}})?(?:\s+Report\b)?
      | A\s(?:post|photo|video)\sshared\sby\s[^\n]{{1,60}}?\(@[\w.]{{1,40}}\)\son\s{_MONTH}\s\d{{1,2}},\s\d{{4}}
        (?:\sat\s\d{{1,2}}:\d\d\s?[ap]m\s[A-Z]{{2,4}})?
      | pic\.twitter\.com/\w{{1,40}}
      | https?://t\.co/\w{{1,20}}pic\.twitter\.com/\w{{1,20}}""",
    re.VERBOSE,
)
_CAPS_PLACE = (
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}(?:,\s(?:[A-Z][\w.]+)(?:\s[A-Z][\w.]+){0,2})?"
)
_PLAIN_PLACE = r"[A-ZÀ-Þ][\w.'’-]+(?:[ /-][A-ZÀ-Þ][\w.'’-]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?"
_WIRE = (
    r"\((?:AP|Reuters|REUTERS|AFP|CNN|UPI|BBC|dpa|DPA|ANI|PTI|IANS|Xinhua|TASS|Bloomberg|(?:The\s)?Canadian\sPress|CP|AA"
    r"|EFE|Kyodo|Yonhap|Thomson\sReuters\sFoundation|[A-Z]{2,6}(?:\s[A-Z]\w+)?)\)"
)
_DAY = rf"(?:,?\s{_MONTH}\.?\s\d{{1,2}}(?:,\s\d{{4}})?)"
_DASH = r"\s*(?:—|–|--|-)\s*"
_PLACE = re.compile(
    rf"""(?:
        {_CAPS_PLACE}{_DAY}?\s?(?:{_WIRE})?\s*(?:—|–|--|\s-)\s*
      | {_PLAIN_PLACE}{_DAY}?\s{_WIRE}(?:{_DASH}|\s+)
      | {_PLAIN_PLACE}{_DAY}\s?(?:—|–|--|\s-)\s*
      | {_WIRE}(?:{_DASH}|\s*)
    )(?=["'“‘(]?[A-ZÀ-Þ0-9])""",
    re.VERBOSE,
)
_FEWEST_AFTER = 6  # words; "WINNER – Jane Roe" is a list's line, not a place's
_NO_PLACE = re.compile(
    r"(?:(?:From|Between|On|In|By|Since|Until|For|The|After|Before)\b|UPDATE|BREAKING|EXCLUSIVE|WATCH|VIDEO|FILE|PHOTOS?|ANALYSIS|OPINION|EDITORIAL|NOTE|CORRECTION|LIVE|READ|MORE|STORY)\b"
)


def cut_credits(text: str, start: int, end: int) -> tuple[list[Part], bool, bool]:
    """Cut credits and post signatures out of a part of a line.

    Returns:
        The parts in order (undecided ones have no kind); whether what is left is a caption; whether it is a post.
    """
    found: list[Part] = []
    caption = post = False
    for hit in _SIGNATURE.finditer(text, start, end):
        found.append(Part(hit.start(), hit.end(), "furniture", "post signature"))
        post = True
    if ending := _find_ending(text, start, end):
        found.append(ending)
    elif credit := _find_credit(text, start, end):
        found.append(credit)
        caption = True
    return fill_gaps(text, start, end, sorted(found)), caption, post


def _find_ending(text: str, start: int, end: int) -> Part | None:
    """Find who else worked on the story: "(Reporting by …; Editing by …)", "Jane Roe contributed to this report."."""
    tail = max(start, end - 400)
    for hit in _ENDING.finditer(text, tail, end):
        before = text[max(start, hit.start() - 20) : hit.start()].rstrip()
        if not before or before[-1] in ".!?)”\"’'…":
            return Part(hit.start(), end, "dateline", "credits")
    if _CONTRIBUTED.search(text, tail, end):
        first = max((a for a, _ in split_sentences(text, tail, end)), default=end)
        names = text[first:end].partition("contributed")[0].split()
        if (first > tail or tail == start) and all(word[0].isupper() or word in _SMALL for word in names):
            return Part(first, end, "dateline", "credits")
    return None


def _find_credit(text: str, start: int, end: int) -> Part | None:
    tail = max(start, end - 200)
    for pattern in (_VIDEO_CREDIT, _BRACKETED, _LABELLED, _OPEN):
        for hit in pattern.finditer(text, tail, end):
            return Part(hit.start(), end, "furniture", "credit")
    return None


def cut_place(text: str, part: Part) -> list[Part]:
    """Cut the place line off the head of a paragraph: "LONDON —", "ERIE, Pa. (AP) -", "(Reuters) -"."""
    hit = _PLACE.match(text, part.start, min(part.end, part.start + 120))
    if (
        not hit
        or _NO_PLACE.match(hit.group())
        or len(text[hit.end() : hit.end() + 200].splitlines()[0].split()) < _FEWEST_AFTER
    ):
        return [part]
    return fill_gaps(text, part.start, part.end, [Part(part.start, hit.end(), "dateline", "place line")])

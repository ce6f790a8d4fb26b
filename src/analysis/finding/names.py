"""Where an article may name somebody or something: name spans, cleaned, each with what the model takes it for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from analysis.finding.heads import find_organisation, given_gender, head_category, title_category
from analysis.finding.language import Parsed
from analysis.finding.offices import drop_portfolio, last_title, skip_office, title_before
from analysis.finding.places import find_place, is_demonym
from analysis.finding.runs import LABELS, POSSESSIVES, SMALL, Reading, find_runs, is_calendar, long_place_at, read_names

NAMED_KINDS = ("headline", "subhead", "paragraph")  # not "repeat": it would count a mention twice
_EDGES = frozenset(("of", "for", "and", "&", "the", "-"))
_AFTER_NAMES = frozenset(("QC", "KC", "SC", "MD", "M.D.", "PhD", "Ph.D.", "MBE", "OBE", "CBE"))
_NUMBERED = ("Flight", "Flights", "Route")  # "Ume Airways Flight 12" names Ume Airways
_SURNAMED = 2  # words of a name with a first name and a surname
_STEM = 6
_LONG_NAME = 3
_ROLE_ENDS = ("ist", "man", "woman", "analyst", "member", "person", "adviser", "advisor", "ian")
_ROLE_WORDS = ("Administration", "Campaign", "Cabinet", "Presidency")  # "the Lee Administration" names Lee


class Candidate(NamedTuple):
    """A span that may be a name. ``first:last`` are token indices; ``label`` is what the model takes it for."""

    article_id: str
    first: int
    last: int
    start: int
    end: int
    text: str  # the words with single spaces
    label: str  # person · organisation · place · other, "" where the model says nothing
    title: str  # the title written before it, "" for none
    rule: str


def collect_names(parsed: Parsed, ordinary: frozenset[str]) -> list[Candidate]:
    """Collect the name spans of running text: paragraphs, and heads written like sentences.

    Leaves out: days and months, nationality words alone, titles alone, headings in Capitals (see ``headings``).

    Args:
        parsed: the article.
        ordinary: words that the event's articles write in lower case.
    """
    reading = read_names(parsed, ordinary)
    found: list[Candidate] = []
    for number, bounds in enumerate(parsed.ranges):
        if parsed.sentences[number].kind in NAMED_KINDS and not is_heading(parsed, number):
            for first, last in find_runs(reading, bounds.first, bounds.last):
                found += _cut_run(reading, first, last)
    return found


def is_heading(parsed: Parsed, number: int) -> bool:
    """Tell a sentence written in Capitals or ALL CAPS, where a capital says nothing."""
    first, last = parsed.ranges[number]
    words = [t.text for t in parsed.tokens[first + 1 : last] if len(t.text) > 3 and t.text.isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    if parsed.sentences[number].kind == "paragraph":
        return len(words) >= 4 and capitals == len(words) and parsed.tokens[last - 1].text != "."
    return len(words) >= 3 and capitals > 0.65 * len(words)


def make_candidate(parsed: Parsed, first: int, last: int, *, label: str = "", title: str = "", rule: str) -> Candidate:
    """Make a candidate of the tokens ``first:last``."""
    start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
    text = " ".join(parsed.article.text[start:end].split())
    return Candidate(parsed.article.article_id, first, last, start, end, text, label, title, rule)


def _cut_run(reading: Reading, first: int, last: int) -> Iterator[Candidate]:
    """Cut a run into names: what stands before a title, the titled name, names side by side."""
    at, office = last_title(reading, first, last)
    if office == at:
        yield from _pieces(reading, first, last, title_before(reading, first))
        return
    before = drop_portfolio(reading, first, at)
    name = skip_office(reading, office, last)
    yield from _pieces(reading, first, before)
    yield from _pieces(reading, min(office + 1, name), name)  # "Governor of | Nebraska | Ann Lee"
    yield from _pieces(reading, name, last, reading.words(before, office))


def _pieces(reading: Reading, first: int, last: int, title: str = "") -> Iterator[Candidate]:
    """Cut names that stand side by side; the title belongs to the first."""
    for low, high in _split(reading, first, last):
        low, high = _trim(reading, low, high)
        first, low = low, _skip_role(reading, low, high)
        title = title or reading.words(first, low) or _opening_role(reading, low)
        if low < high and _is_name(reading, low, high, title):
            label = _label(reading, low, high)
            if label == "person" and not title and _is_ordinary(reading, low, high):
                label = ""  # "Night Porters": the event writes all its words small as well
            rule = "model" if label else "capitals"
            yield make_candidate(reading.parsed, low, high, label=label, title=title, rule=rule)
            title = ""


def _is_ordinary(reading: Reading, low: int, high: int) -> bool:
    words = [token.text for token in reading.tokens[low:high]]
    return len(words) > 1 and all(w.lower() in reading.ordinary for w in words) and given_gender(words[0]) is None


def _is_name(reading: Reading, low: int, high: int, title: str) -> bool:
    """Tell a name from a nationality, a title alone, a word that the model passes over."""
    words = reading.words(low, high)
    if (
        len(words) == 1
        or is_demonym(words)
        or words in _AFTER_NAMES
        or (title_category(words) in ("office", "portfolio") and find_organisation(words) is None)
    ):
        return False
    label = _label(reading, low, high)
    if high - low > 1 or title:
        return True
    if title_category(words.lower()) == "role" and label != "person":
        return False
    return bool(label) or _is_single_name(reading, low)


def _is_single_name(reading: Reading, i: int) -> bool:
    """Tell whether one capitalised word that the model passes over may be a name."""
    token = reading.tokens[i]
    if token.text.isupper() and 1 < len(token.text) < 5:
        return True  # an acronym, be it spelled like a word ("AIDS")
    if find_place(token.text) or find_organisation(token.text):
        return True
    return token.text.lower() not in reading.ordinary and token.lemma.lower() not in reading.ordinary


def _split(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a run where one name ends and the next begins; a listed place of several words is never cut."""
    low = i = first
    while i < last:
        place = long_place_at(reading.parsed, i, last)
        if i < place < last and not _goes_on(reading, i, place, last):
            if low < i:
                yield low, i
            yield i, place
            low = i = place
            continue
        i += 1
        if low < i < last and not _goes_on(reading, low, i, last):
            yield low, i
            low = i
    if low < last:
        yield low, last


def _goes_on(reading: Reading, low: int, i: int, last: int) -> bool:
    """Tell whether the name that began at ``low`` goes on at token ``i``."""
    tokens = reading.tokens
    if reading.is_same_name(i - 1, i) or is_calendar(tokens[i].text):
        return True
    end = head_category(tokens[last - 1].text)
    if end in ("organisation", "corporate", "law", "event") or _opens_office(reading, i, last):
        return True
    if {tokens[i].text, tokens[i - 1].text} & {*SMALL, *POSSESSIVES}:
        return True
    if find_place(reading.words(low, i)) is not None:
        return end == "place"
    if is_demonym(tokens[i - 1].text) or (reading.cover[i - 1] is not None and reading.cover[i] is not None):
        return False
    return (reading.cover[i - 1] is None and reading.cover[i] is None) or _is_one_phrase(reading, i)


def _opens_office(reading: Reading, i: int, last: int) -> bool:
    """Tell "(US) Department of …" from "(London) Mayor": a head noun with "of" after it."""
    tokens = reading.tokens
    return i + 1 < last and head_category(tokens[i].text) == "organisation" and tokens[i + 1].text == "of"


def _is_one_phrase(reading: Reading, i: int) -> bool:
    """Tell two neighbouring words that the parser reads as one noun phrase."""
    a, b = reading.tokens[i - 1], reading.tokens[i]
    beside = a.head == b.head and a.dep == "compound" and b.dep in ("compound", "nmod")
    return a.head == i or b.head == i - 1 or beside


def _trim(reading: Reading, low: int, high: int) -> tuple[int, int]:
    """Cut what does not belong: an ordinary first word, a demonym before a person, letters after a name."""
    tokens = reading.tokens
    while low < high and tokens[low].text in _EDGES:
        low += 1
    while low < high and tokens[high - 1].text in _EDGES:
        high -= 1
    while (
        high - low > 1
        and is_demonym(tokens[low].text)
        and given_gender(tokens[low].text) is None
        and _label(reading, low, high) in ("person", "")
    ):
        low += 1
    if high - low > 1 and _only_opens(reading, low, high):
        low += 1
    while high - low > 1 and tokens[high - 1].text in _AFTER_NAMES:
        high -= 1
    if high - low == 2 and tokens[high - 1].text in _ROLE_WORDS:
        high -= 1
    if high - low > 1 and tokens[high - 1].text in _NUMBERED and _is_number(reading, high):
        high -= 1
    return low, high


def _is_number(reading: Reading, i: int) -> bool:
    return i < len(reading.tokens) and reading.tokens[i].text[:1].isdigit()


def _opening_role(reading: Reading, low: int) -> str:
    """Return the role that opens a sentence with a capital before a name: "Model Ann Lee"."""
    if low == 0 or reading.parsed.ranges[reading.tokens[low].sentence].first != low - 1:
        return ""
    word = reading.tokens[low - 1].text.lower()
    return word if title_category(word) == "role" and reading.tokens[low].text[0].isupper() else ""


def _skip_role(reading: Reading, low: int, high: int) -> int:
    """Return where a person's name begins after a role with a capital: "Psychoanalyst | Stephen Grey"."""
    if _label(reading, low, high) not in ("person", ""):
        return low
    at = next((i for i in range(low, high - 1) if given_gender(reading.tokens[i].text)), low)
    return at if at > low and _is_role(reading, at - 1) and high - at <= _LONG_NAME else low


def _is_role(reading: Reading, i: int) -> bool:
    """Tell a word for somebody, by the list, by its ending, or because the event writes it small as well."""
    word = reading.tokens[i].text.lower()
    return title_category(word) == "role" or word.endswith(_ROLE_ENDS) or word in reading.ordinary


def _only_opens(reading: Reading, low: int, high: int) -> bool:
    """Tell a first word that only opens the sentence: "Other Smiths", "Treating Lee"."""
    token = reading.tokens[low]
    if reading.parsed.ranges[token.sentence].first != low:
        return False
    loose = _label(reading, low, high) in ("person", "")
    if loose and (token.tag == "VBG" or _is_doing(reading, token.text)):
        return True
    if title_category(token.text.lower()) == "role" and high - low > _SURNAMED:
        return True  # "Model Ann Lee"
    usual = token.text.lower() in reading.ordinary and given_gender(token.text) is None
    return usual and (reading.cover[low] is None or (loose and token.pos != "PROPN"))


def _is_doing(reading: Reading, word: str) -> bool:
    """Tell an opening participle that the tagger takes for a name, by a word of the event with its stem."""
    stem = word.lower().removesuffix("ing")
    long = len(stem) >= _STEM and stem != word.lower() and given_gender(word) is None
    return long and any(other.startswith(stem) for other in reading.ordinary)


def _label(reading: Reading, low: int, high: int) -> str:
    """Return what the model takes most of the words for; "" where it takes most of them for nothing."""
    labels = (LABELS.get(name.label) for name in reading.cover[low:high] if name is not None)
    counts = Counter(label for label in labels if label)
    if not counts:
        return ""
    kind, n = max(counts.items(), key=lambda item: (item[1], item[0]))
    return kind if 2 * n >= high - low else ""

"""Runs of name words: which neighbouring words may be one name or several side by side.

The model misses or mislabels one name in two, so names are looked for as runs of capitalised proper
nouns first; the model's spans only say where to cut and what to think of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.finding.heads import given_gender, head_category, title_category
from analysis.finding.language import Name, Parsed, Token
from analysis.finding.places import is_demonym, long_places

LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "other",
    "EVENT": "other",
    "LAW": "other",
    "WORK_OF_ART": "other",
    "NORP": "",  # a people, or a name that the model does not know
}
_CALENDAR = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu
    Thurs Fri Sat Sun AM PM GMT BST EST EDT PST PDT ET UTC CET""".split()  # noqa: SIM905 — a page of one-word lines
)
_PARTICLES = frozenset(
    "de del della der den di da do dos du la le van von bin ibn bint al el y e ter ten zu".split()  # noqa: SIM905
)
_OF = frozenset(("of", "for", "and", "&", "the"))
SMALL = _OF | _PARTICLES | {"-"}
POSSESSIVES = ("'s", "’s", "'", "’")
_NAME = 2  # words: a first name and a surname
_MANY = ("People", "Women", "Men", "Children")  # plurals that own inside names: "National Women's League"
_FUNCTION = frozenset(("DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART", "PUNCT", "INTJ", "SYM", "SPACE", "ADV"))


class Reading(NamedTuple):
    """An article's parse with the model's name over each token, and the words the event writes in lower case."""

    parsed: Parsed
    cover: tuple[Name | None, ...]
    ordinary: frozenset[str]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The article's tokens."""
        return self.parsed.tokens

    def words(self, first: int, last: int) -> str:
        """Return the tokens ``first:last`` with single spaces."""
        return " ".join(token.text for token in self.parsed.tokens[first:last])

    def is_person(self, i: int) -> bool:
        """Tell a token that the model has in a person's name."""
        name = self.cover[i]
        return name is not None and name.label == "PERSON"

    def is_same_name(self, i: int, j: int) -> bool:
        """Tell two tokens that the model has in one name."""
        return j < len(self.cover) and self.cover[i] is not None and self.cover[i] is self.cover[j]


def read_names(parsed: Parsed, ordinary: frozenset[str]) -> Reading:
    """Lay the model's names over the tokens."""
    cover: list[Name | None] = [None] * len(parsed.tokens)
    for name in parsed.names:
        for i in range(name.first, name.last):
            cover[i] = name
    return Reading(parsed, tuple(cover), ordinary)


def find_runs(reading: Reading, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield the longest runs of name words with what may join them: "Bank of America", "Ana de Souza"."""
    i = low
    while i < high:
        if not _is_namelike(reading, i) or _is_prefix(reading, i, high):
            i += 1
            continue
        last = i + 1
        while (step := _reach(reading, i, last, high)) > last:
            last = step
        yield i, last
        i = last


def long_place_at(parsed: Parsed, i: int, high: int) -> int:
    """Return the end of a listed place of several words that begins at a token, else the token itself."""
    for words in long_places().get(parsed.tokens[i].text, ()):
        if i + len(words) <= high and all(parsed.tokens[i + n].text == word for n, word in enumerate(words)):
            return i + len(words)
    return i


def is_calendar(word: str) -> bool:
    """Tell a day, a month or a time zone.

    >>> is_calendar("Nov."), is_calendar("Novak")
    (True, False)
    """
    return word.rstrip(".") in _CALENDAR


def _is_namelike(reading: Reading, i: int) -> bool:
    """Tell a token that can be part of a name: a capital, and a proper noun or inside a model's name."""
    token, name = reading.tokens[i], reading.cover[i]
    if is_calendar(token.text):
        return _is_month_surname(reading, i)
    if not _is_capital_word(token.text):
        return False
    if token.pos == "DET" and _opens_name(reading, i):
        return True
    if name is not None and name.label in LABELS:
        return token.pos not in _FUNCTION or token.text.isupper()
    return token.pos == "PROPN" and (name is None or name.label not in ("DATE", "TIME"))


def _opens_name(reading: Reading, i: int) -> bool:
    """Tell the first word of "All Ume Airways", with a capital in the middle of a sentence, before a proper noun."""
    tokens = reading.tokens
    if tokens[i].text not in ("All", "Every") or i + 1 >= len(tokens) or i == 0:
        return False
    inside = tokens[i - 1].sentence == tokens[i].sentence and tokens[i - 1].text[-1].isalnum()
    return inside and tokens[i + 1].pos == "PROPN" and tokens[i + 1].text[0].isupper()


def _is_month_surname(reading: Reading, i: int) -> bool:
    """Tell the surname in "Ann May", "Mrs. May" from the month."""
    if i == 0 or reading.tokens[i].pos not in ("PROPN", "NOUN"):
        return False
    if i + 1 < len(reading.tokens) and reading.tokens[i + 1].pos == "NUM":
        return False
    before = reading.tokens[i - 1].text
    named = given_gender(before) in ("m", "f") or reading.is_person(i - 1)
    return named or title_category(before) in ("honorific", "office")


def _is_capital_word(text: str) -> bool:
    if text == "I" or not text[0].isalnum():
        return False
    if (len(text) == 1 and not text.isalpha()) or "@" in text or "://" in text or "www" in text:
        return False
    return any(map(str.isupper, text[:3]))  # the third letter: "al-Qaida", "iPhone", "eBay"


def _is_prefix(reading: Reading, i: int, high: int) -> bool:
    """Tell the first part of a compound: "T-shirt", "Pan-democrat"; but "London-based" names London."""
    tokens = reading.tokens
    if i + 2 >= high or tokens[i + 1].text != "-" or tokens[i + 1].start != tokens[i].end:
        return False
    return tokens[i + 2].text[:1].islower() and (len(tokens[i].text) < 2 or tokens[i].pos != "PROPN")


def _reach(reading: Reading, first: int, last: int, high: int) -> int:
    """Return where a run that reached ``last`` goes on to: past the next name word, else ``last``."""
    if last < high and _continues(reading, last):
        return last + 1
    place = long_place_at(reading.parsed, last - 1, high)
    if place > last:
        return place
    if last + 1 < high and _is_second_syllable(reading, last):
        return last + 2
    stop = last
    while stop < min(high, last + 3) and _joins(reading, first, last, stop):
        stop += 1
    return stop + 1 if last < stop < high and _is_namelike(reading, stop) else last


def _continues(reading: Reading, i: int) -> bool:
    """Tell a token that goes on with the run before it; a number does inside one name ("Apollo 11")."""
    if _is_namelike(reading, i):
        return True
    name = reading.cover[i]
    return (
        reading.tokens[i].pos == "NUM" and reading.is_same_name(i - 1, i) and name is not None and name.label in LABELS
    )


def _is_second_syllable(reading: Reading, i: int) -> bool:
    """Tell "-ho" in "Min-ho"."""
    before, hyphen, after = reading.tokens[i - 1 : i + 2]
    if hyphen.text != "-" or hyphen.start != before.end or after.start != hyphen.end or not after.text.islower():
        return False
    return after.pos == "PROPN" or (reading.is_person(i - 1) and reading.is_same_name(i - 1, i + 1))


def _joins(reading: Reading, first: int, last: int, i: int) -> bool:
    """Tell whether the small word ``i`` may join the run ``first:last`` to what follows it."""
    token, before = reading.tokens[i], reading.tokens[i - 1]
    if token.text in _PARTICLES or token.text == "&":
        return True
    if token.text == "-":
        return token.start == before.end and (before.text.islower() or reading.is_same_name(last - 1, i + 1))  # al-X
    if token.text == "the":
        return i > last  # "Department of the …", never "Lee the …"
    if token.text in POSSESSIVES:
        return i == last and _owns_inside(reading, i)
    name = reading.cover[last - 1]
    inside = name is not None and reading.is_same_name(last - 1, i + 1)
    if token.text == "and":
        return inside and name is not None and name.label == "ORG" and not _are_people(reading, first, i)
    if token.text not in ("of", "for") or reading.is_person(last - 1):
        return False
    return _takes_of(reading.tokens[last - 1].text) or (token.text == "of" and inside)


def _owns_inside(reading: Reading, i: int) -> bool:
    """Tell the mark in "Korean People's Army", "Teachers' Union" from the one in "Lee's army", "the Raiders' Lee"."""
    owner, after = reading.tokens[i - 1].text, i + 1
    if after >= len(reading.tokens) or reading.is_person(after):
        return False
    if owner in _MANY:
        return True
    end = after
    while end + 1 < len(reading.tokens) and _is_namelike(reading, end + 1):
        end += 1
    plural = reading.tokens[i - 1].tag == "NNPS" or reading.tokens[i - 1].text.lower() in reading.ordinary
    heads = head_category(reading.tokens[end].text) in ("organisation", "event")
    return plural and heads and owner.endswith("s") and not is_demonym(owner)


def _are_people(reading: Reading, first: int, i: int) -> bool:
    """Tell two people that the model takes for one body: "Jill Grey and Peter North"; one given name tells both."""
    pair = (reading.tokens[first].text, reading.tokens[i + 1].text)
    known = [given_gender(word) in ("m", "f") for word in pair]
    if all(known) or not any(known):
        return all(known)
    end = i + 1
    while end < len(reading.tokens) and _is_namelike(reading, end):
        end += 1
    ends = (reading.tokens[i - 1].text, reading.tokens[end - 1].text)
    return i - first == end - i - 1 == _NAME and not any(map(head_category, ends))


def _takes_of(word: str) -> bool:
    """Tell a word that "of …" can belong to: Department, University, Secretary."""
    return head_category(word) in ("organisation", "place", "law") or title_category(word) == "office"

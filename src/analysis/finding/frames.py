"""What stands around quotations: the sentences of the outlet's own words, with each quotation as one block.

The parser's own sentences break at full stops inside quotations. A frame is a sentence as a reader sees it: from
outside full stop to outside full stop, quotations whole. Attribution is looked for in a quotation's frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from analysis.finding.cues import is_cue
from analysis.finding.language import Parsed, Token, is_word
from analysis.finding.marks import Quoted

_ENDS = ".!?…"
# Cues that are plain verbs far oftener: after a quotation they open a sentence of their own, "He went home".
PLAIN = frozenset({
    "go", "be", "have", "do", "make", "take", "find", "show", "close", "allow", "order", "accept", "leak", "paint",
    "rule", "greet",
})  # fmt: skip


@dataclass(frozen=True)
class Frames:
    """An article's tokens with each token's quotation (-1 outside), paragraph and frame.

    ``first[k]``, ``last[k]``: the tokens of quotation ``k`` with its marks, half-open.
    """

    parsed: Parsed
    quoted: tuple[Quoted, ...]
    paragraphs: tuple[tuple[int, int], ...]  # token ranges
    inside: tuple[int, ...] = field(repr=False)
    paragraph: tuple[int, ...] = field(repr=False)
    frame: tuple[int, ...] = field(repr=False)
    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The article's tokens."""
        return self.parsed.tokens

    @cached_property
    def bounds(self) -> dict[int, tuple[int, int]]:
        """Each frame's tokens, half-open."""
        found: dict[int, tuple[int, int]] = {}
        for index, number in enumerate(self.frame):
            found[number] = (found.get(number, (index, 0))[0], index + 1)
        return found

    def own(self, first: int, last: int) -> list[int]:
        """Return the tokens of a range that stand outside quotations."""
        return [i for i in range(max(first, 0), min(last, len(self.tokens))) if self.inside[i] < 0]

    def frame_of(self, quote: int) -> int:
        """Return the number of a quotation's frame."""
        return self.frame[self.first[quote]]

    def stands_free(self, quote: int) -> bool:
        """Tell whether a quotation is a sentence of its own: no word of the outlet's beside it."""
        return not any(is_word(self.tokens[i]) for i in self.own(*self.bounds[self.frame_of(quote)]))


def split_frames(parsed: Parsed, quoted: Sequence[Quoted], spans: Sequence[tuple[int, int]]) -> Frames:
    """Split an article's paragraphs (spans of characters) into frames around its outermost quotations."""
    kept = [(q, *parsed.tokens_in(q.outer_start, q.outer_end)) for q in quoted if q.depth == 0]
    kept = [row for row in kept if row[1] < row[2]]
    inside = [-1] * len(parsed.tokens)
    for number, (_, low, high) in enumerate(kept):
        inside[low:high] = [number] * (high - low)
    ranges = [parsed.tokens_in(start, end) for start, end in spans]
    paragraph, frame, current = [-1] * len(inside), [-1] * len(inside), 0
    for number, (low, high) in enumerate(ranges):
        for index in range(low, high):
            paragraph[index], frame[index] = number, current
            current += index + 1 == high or _breaks(parsed, kept, inside, index, high)
    quotes = tuple(row[0] for row in kept)
    firsts, lasts = tuple(row[1] for row in kept), tuple(row[2] for row in kept)
    return Frames(parsed, quotes, tuple(ranges), tuple(inside), tuple(paragraph), tuple(frame), firsts, lasts)


def _breaks(parsed: Parsed, kept: Sequence[tuple[Quoted, int, int]], inside: Sequence[int], at: int, high: int) -> bool:
    """Tell whether a frame ends after a token that another token of its paragraph follows."""
    token, following = parsed.tokens[at], parsed.tokens[at + 1]
    if inside[at] < 0:
        return token.text in {".", "!", "?", "…", ";", "|", "•"} and following.text not in ")]"
    if inside[at + 1] == inside[at]:
        return False
    quote = kept[inside[at]][0]
    if last_character(parsed.article.text, quote) not in _ENDS and quote.rule != "unclosed":
        return False
    if inside[at + 1] >= 0:
        return True
    return following.text[0].isupper() and not says_after(parsed, inside, at + 1, high)


def last_character(text: str, quote: Quoted) -> str:
    """Return a quotation's last character, the marks of one inside it passed over: “I mean not ‘over’,”."""
    return text[quote.start : quote.end].rstrip("'’\"”»“")[-1:]


def is_link(parsed: Parsed, at: int) -> bool:
    """Tell a comma or a dash between words from the hyphen of a compound."""
    token = parsed.tokens[at]
    if token.text in {"-", "–"}:
        return at == 0 or token.start > parsed.tokens[at - 1].end
    return token.text in {",", "—", "--"}


def says_after(parsed: Parsed, inside: Sequence[int], at: int, high: int) -> bool:
    """Tell whether "Smith said." or "said Smith" begins at a token that follows a finished quotation.

    The words before the verb must be a short noun phrase, and no further quotation or clause may follow the verb:
    in "…" Smith said: "…" the verb belongs to what comes.
    """
    index = at
    while index < min(at + 12, high) and inside[index] < 0:
        token = parsed.tokens[index]
        if token.pos in {"VERB", "AUX"} and token.tag != "VBG":
            return is_cue(token.lemma) and token.lemma not in PLAIN and _closes(parsed, inside, index + 1, high)
        if token.pos not in {"PROPN", "NOUN", "ADJ", "DET", "PRON", "NUM", "ADP", "PART", "PUNCT", "ADV"}:
            return False
        if token.text in {":", ".", "?", "!"}:
            return False
        index += 1
    return False


def _closes(parsed: Parsed, inside: Sequence[int], at: int, high: int) -> bool:
    """Tell whether a sentence ends after its verb without a content of the verb's own."""
    for index in range(at, high):
        if inside[index] >= 0 or parsed.tokens[index].text in {":", "that"}:
            return False
        if parsed.tokens[index].text in {".", ";"}:
            return True
        if parsed.tokens[index].dep in {"ccomp", "dobj"} and parsed.tokens[index].head == at - 1:
            return parsed.tokens[index].dep == "dobj" and parsed.tokens[at - 1].lemma == "tell"
    return True

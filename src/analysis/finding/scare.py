"""Quoted words that nobody is quoted with: terms, nicknames, words held at arm's length, and names of works."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.finding.frames import Frames
from analysis.finding.marks import Quoted
from analysis.finding.saying import Attribution

# What stands before or after the name of a work: the song "…", "…" album.
_WORKS = frozenset({
    "album", "anthem", "article", "ballad", "band", "biopic", "blockbuster", "book", "cartoon", "classic", "column",
    "comedy", "documentary", "drama", "ep", "episode", "essay", "exhibition", "film", "franchise", "game",
    "hit", "lp", "magazine", "memoir", "mixtape", "movie", "musical", "novel", "op-ed", "opera", "painting", "picture",
    "play", "podcast", "poem", "programme", "program", "record", "remake", "sequel", "series", "show",
    "single", "sitcom", "song", "soundtrack", "special", "story", "thriller", "track", "tune", "video",
    "exhibit", "soap", "sketch", "segment", "chart-topper", "cover",
})  # fmt: skip
_TITLED = frozenset({"titled", "entitled", "headlined"})
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "it", "my", "not", "of", "off", "on",
    "or", "the", "to", "up", "vs", "with", "n",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_JOINED = re.compile(r"\s*,?\s*(?:and|or|&)?\s*")
_NAMING = frozenset(
    {"call", "dub", "label", "name", "nickname", "title", "entitle", "term", "brand", "caption", "know"}
)
LONGEST = 5  # words of a scare quote


def is_title(words: str, before: str, after: str) -> bool:
    """Tell the name of a work from quoted speech: capitals throughout, and a noun for works beside it.

    >>> is_title("The Long Road,", "sang the ballad ", " in Ume")
    True
    >>> is_title("The Long Road,", "he called it ", " and left")
    False
    """
    if not has_title_case(words):
        return False
    near = [w.lower() for w in _WORD.findall(before)[-4:]]
    then = [w.lower() for w in _WORD.findall(after)[:2]]
    plain = {w.rstrip("s") for w in near} | set(near)
    return bool((near[-1:] and near[-1] in _TITLED) or (plain | {w.rstrip("s") for w in then}) & _WORKS)


def drop_titles(text: str, quoted: Sequence[Quoted]) -> list[Quoted]:
    """Leave out names of works: each by the noun beside it, all of a list by one of them, and what comes again.

    >>> from analysis.finding.marks import find_quoted
    >>> text = 'She sang the ballad "Long Road" and "Tide." He said: "Fine."'
    >>> [text[q.start : q.end] for q in drop_titles(text, find_quoted(text, [(0, len(text))]))]
    ['Fine.']
    """
    kept: list[Quoted] = []
    names: set[str] = set()
    titled = -100  # where the last name of a work ended
    for quote in quoted:
        words, before = text[quote.start : quote.end], text[max(0, quote.outer_start - 60) : quote.outer_start]
        joined = _JOINED.fullmatch(text[titled : quote.outer_start]) if titled >= 0 else None
        if is_title(words, before, text[quote.outer_end : quote.outer_end + 40]) or (joined and has_title_case(words)):
            titled = quote.outer_end
            names |= {_key(words)}
        else:
            kept.append(quote)
    return [quote for quote in kept if _key(text[quote.start : quote.end]) not in names]


def _key(words: str) -> str:
    """Return the words of a name without the marks at its ends, by which it is known again."""
    return words.strip(" ,.!?;:").lower()


def has_title_case(words: str) -> bool:
    """Tell whether all but small words begin with a capital or a digit.

    >>> has_title_case("Gone with the Tide"), has_title_case("We will wait")
    (True, False)
    """
    found = _WORD.findall(words)
    return (
        bool(found)
        and len(found) <= 10
        and all(not w[0].islower() or w.lower() in _SMALL for w in found)
        and not (found[0][0].islower() or (found[-1][0].islower() and len(found) > 1))
    )


def is_short(words: str) -> bool:
    """Tell whether words are few enough, and no sentence, to be a scare quote.

    >>> is_short("step up"), is_short("We will not step up again.")
    (True, False)
    """
    return len(_WORD.findall(words)) <= LONGEST and not words.rstrip().endswith(("!", "?"))


def owner_of(frames: Frames, number: int) -> tuple[int, int] | None:
    """Return the possessor of quoted words that stand before their noun: the critics of Ren's “open door” policy."""
    at, after = frames.first[number] - 1, frames.last[number]
    if after >= len(frames.tokens) or frames.tokens[after].pos != "NOUN" or frames.inside[after] >= 0:
        return None
    while at > 0 and frames.inside[at] < 0 and frames.tokens[at].pos in {"ADJ", "ADV", "NUM"}:
        at -= 1
    if at < 1 or frames.inside[at] >= 0 or frames.tokens[at].tag != "POS" or frames.tokens[at - 1].pos != "PROPN":
        return None
    low = frames.parsed.subtree(at - 1)[0]
    return (max(low, frames.bounds[frames.frame_of(number)][0]), at)


def only_names(frames: Frames, number: int, found: Attribution) -> bool:
    """Tell words that a sentence uses from words it quotes: wearers are dubbed "…"; the "…" scheme, police said."""
    if found.cue and found.speaker is None and frames.tokens[found.cue[0]].lemma in _NAMING:
        return True
    after = frames.last[number]
    modifies = after < len(frames.tokens) and frames.tokens[after].pos in {"NOUN", "PROPN"}
    return modifies and found.rule.startswith(("cue at the end", "source", "according to"))

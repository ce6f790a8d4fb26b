"""An archive of any size for timing: stories told after real articles, with names of their own.

Each invented story takes the articles of one real event and gives every capitalised word another name and half of
the longer plain words another form, the same in all its articles: two stories of one model share some plain words,
as news does, and neither names nor whole phrases. Nothing is random: the same call makes the same archive.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from analysis.reading.segments import segment_text
from analysis.records import Article

_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b|\b[a-z]{4,}\b")
_SYLLABLES = ("ba", "dor", "ki", "lun", "mer", "na", "pol", "ra", "sti", "tem", "vo", "wes", "zan", "he", "ju", "gri")


def make_archive(models: Sequence[Sequence[str]], n: int) -> Iterator[tuple[str, Article]]:
    """Yield ``n`` articles, each with the story it belongs to; see ``tell_archive``."""
    for made, (story, source, text) in enumerate(tell_archive(models, n)):
        article_id = f"{made:07d}"
        yield story, Article(article_id, "", source, text, segment_text(text, article_id=article_id), path=article_id)


def tell_archive(models: Sequence[Sequence[str]], n: int) -> Iterator[tuple[str, str, str]]:
    """Yield story, outlet and text of ``n`` articles.

    Args:
        models: for each real event the texts of its articles; three are taken at most.
        n: how many articles to make.
    """
    made = 0
    for story in range(n):
        for place, text in enumerate(models[story % len(models)][:3]):
            if made == n:
                return
            name = f"s{story}"
            told = _WORD.sub(lambda match, name=name: _rename(match.group(), name), text)  # type: ignore[misc]
            yield name, f"outlet {place}", told
            made += 1


def _rename(word: str, story: str) -> str:
    """Give a name, or one plain word in two, another form in each story.

    >>> _rename("Lindholm", "s1") == _rename("Lindholm", "s1"), _rename("Lindholm", "s1") == _rename("Lindholm", "s2")
    (True, False)
    """
    digest = hashlib.blake2b(f"{story} {word}".encode(), digest_size=4).digest()
    if word.islower() and digest[0] % 2:
        return word
    invented = "".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest)
    return invented if word.islower() else invented.capitalize()

"""How an article is called in the report: a number, a label and a colour, everywhere the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# Okabe and Ito's colours, told apart by colour-blind readers; yellow is left out, too light on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D")


@dataclass(frozen=True)
class Outlet:
    """One article's name in the report."""

    article_id: str
    number: int  # 1, 2, …: in anchors and short links. No letters: "Unnamed source A" would be article B
    label: str  # the source, with a number where it has several articles
    source: str
    colour: str


def name_outlets(articles: pd.DataFrame) -> dict[str, Outlet]:
    """Give each article of the table ``articles`` its number, label and colour, by ``article_id``."""
    times = Counter(articles["source"])
    seen: Counter[str] = Counter()
    colours = colour_sources(list(articles["source"]))
    outlets = {}
    for number, (article_id, source) in enumerate(zip(articles["article_id"], articles["source"], strict=True), 1):
        seen[source] += 1
        label = f"{source} ({seen[source]})" if times[source] > 1 else source
        outlets[article_id] = Outlet(article_id, number, label, source, colours[source])
    return outlets


def colour_sources(sources: list[str]) -> dict[str, str]:
    """Give each source a colour, in order of its first article; they repeat after seven.

    >>> colour_sources(["Press TV", "Press TV", "Unnamed source A"])
    {'Press TV': '#0072B2', 'Unnamed source A': '#D55E00'}
    """
    return {source: COLOURS[i % len(COLOURS)] for i, source in enumerate(dict.fromkeys(sources))}

"""No regular expression takes catastrophic time: each is fed long repeats of what it is itself made of."""

import importlib
import pkgutil
import re
import time

import pytest

import analysis

LONG = 2_000  # characters: a stretch without the end of a sentence is set aside beyond
PATIENCE = 1.0  # seconds of work for two searches: a quadratic pattern takes .05, a cubic one minutes
LIMITED = {"analysis.reading.credits._PLACE.0": 120}  # cubic, and only ever given so many characters
PIECES = [
    " ",
    "\t",
    "\n",
    "a",
    "A",
    "1",
    "Aa ",
    "a ",
    "1 ",
    "1,",
    "a-",
    ". ",
    "“",
    '"',
    "'",
    "—",
    "(",
    "\u00a0",
    "1.1",
    "a.",
    "A. ",
]


def find_patterns():
    """Yield every compiled pattern that a module of the package holds, by name."""
    for module in pkgutil.walk_packages(analysis.__path__, "analysis."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(value if isinstance(value, list | tuple) else [value]):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}.{number}", pattern


def pieces_of(pattern):
    """Return what to repeat: plain pieces, and the words and marks that stand in the pattern itself."""
    words = sorted(set(re.findall(r"[A-Za-z]{2,}", pattern.pattern)))
    marks = sorted(set(re.findall(r"[^\w\s\\\[\](){}?*+|^$.]", pattern.pattern)))
    step = max(1, len(words) // 6)  # long lists of words: half a dozen of them
    return [*PIECES, *marks, *(f"{mark} " for mark in marks), *(f"{word} " for word in words[::step])]


@pytest.mark.parametrize(
    ("name", "pattern"), [pytest.param(name, pattern, id=name) for name, pattern in find_patterns()]
)
def test_a_pattern_takes_no_catastrophic_time(name, pattern):
    slow = []
    for piece in pieces_of(pattern):
        text = (piece * LONG)[: LIMITED.get(name, LONG)]
        began = time.process_time()
        for hit in (text, "x" + text + "\0"):
            pattern.search(hit)
        if time.process_time() - began > PATIENCE:
            slow.append((piece, round(time.process_time() - began, 1)))
    assert slow == []

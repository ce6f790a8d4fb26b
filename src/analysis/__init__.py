"""The same event, several newsrooms: what did each report, and where do they differ?

    from analysis import read_event, compare

    event = read_event("seeds/colombia-intelligence")
    comparison = compare(event)
    comparison.quotations

Importing this package loads no pandas, spaCy or matplotlib: each is loaded where it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.comparing.event import Comparison, compare
    from analysis.reading.files import read_event

__version__ = "0.1.0"
__all__ = ["Comparison", "compare", "read_event"]

_HOMES = {
    "Comparison": "analysis.comparing.event",
    "compare": "analysis.comparing.event",
    "read_event": "analysis.reading.files",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}; known: {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])

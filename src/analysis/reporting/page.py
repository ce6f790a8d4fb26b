"""The executed notebook as one self-contained HTML page."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter

from analysis.errors import ReportError
from analysis.reporting.fragments import escape

_TEMPLATES = Path(__file__).parent / "templates"
_HEADING = re.compile(r"<h(?P<level>[12]) id=\"(?P<id>[^\"]+)\">(?P<content>.*?)</h\d>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class ReportExporter(HTMLExporter):
    """Write a notebook as a page that loads nothing, runs nothing and reads without a script.

    Takes figures only as HTML with an alternative text: a bare image is an error, because nobody
    who cannot see would know what it shows.
    """

    export_from_notebook = "Coverage report"

    def __init__(self, **options: Any) -> None:
        options.setdefault("extra_template_basedirs", [str(_TEMPLATES)])
        super().__init__(**options)  # type: ignore[no-untyped-call]

    def _template_name_default(self) -> str:
        return "coverage_report"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[Any, dict[str, Any]]:
        """Fill the template, and leave out what nbconvert does to its own pages (parse and rewrite them)."""
        page, resources = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        return page.rstrip() + "\n", resources

    def default_filters(self) -> Any:
        """Add what the template asks for."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "escape_text", escape
        yield "refuse_output", refuse_output
        yield "list_sections", list_sections
        yield "read_style", read_style
        yield "read_title", read_title


def render_page(notebook: str, *, event: str | None = None) -> str:
    """Write an executed notebook's page.

    Args:
        notebook: the notebook as text.
        event: the event's name, for the title; None for the notebook's heading alone.

    Raises:
        ReportError: the notebook shows an image without an alternative text.
    """
    node = nbformat.reads(notebook, as_version=4)  # type: ignore[no-untyped-call]
    resources = {"metadata": {"name": event or ""}, "event": event}
    page, _ = ReportExporter().from_notebook_node(node, resources)
    return str(page)


def refuse_output(kind: str) -> str:
    """Stop at an output that the page cannot show.

    Raises:
        ReportError: always.
    """
    raise ReportError(
        f"the notebook shows a bare {kind}: expected text/html from the display functions, which give figures an "
        "alternative text. Return the figure from one of them."
    )


def list_sections(page: str) -> list[tuple[str, str]]:
    """Return id and plain text of each second-level heading.

    >>> list_sections('<h1 id="a">A</h1><h2 id="Who-speaks">Who <em>speaks</em><a href="#Who-speaks">¶</a></h2>')
    [('Who-speaks', 'Who speaks')]
    """
    found = [m for m in _HEADING.finditer(page) if m["level"] == "2"]
    return [(m["id"], html.unescape(_TAG.sub("", m["content"])).rstrip("¶ ")) for m in found]


def read_title(page: str, event: str | None) -> str:
    """Return the page's title: the event and the question it answers."""
    heading = next((m["content"] for m in _HEADING.finditer(page) if m["level"] == "1"), "Report")
    question = html.unescape(_TAG.sub("", heading)).rstrip("¶ ")
    return f"{event.replace('-', ' ').replace('_', ' ')}: {question}" if event else question


@lru_cache(maxsize=1)
def read_style(_: str = "") -> str:
    """Return the page's style sheet."""
    folder = files("analysis.reporting") / "templates"
    return "".join((folder / name).read_text("utf-8") for name in ("page.css", "display.css"))

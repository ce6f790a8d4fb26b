"""What a notebook shows with: one function a section, each takes a comparison and returns a ``Fragment``.

Everything from an article is escaped, every figure has a caption and an alternative text, every
row links to the characters it counts.
"""

from __future__ import annotations

from importlib.resources import files

from analysis.reporting.fragments import Fragment
from analysis.reporting.parameters import check_parameters, locate_event
from analysis.reporting.views.articles import show_articles
from analysis.reporting.views.conflicts import show_conflicts
from analysis.reporting.views.coverage import show_claims, show_coverage, show_one_sided
from analysis.reporting.views.facts import show_dates, show_numbers, show_prominence
from analysis.reporting.views.findings import show_findings
from analysis.reporting.views.given import show_fact_check, show_fact_definitions, show_facts
from analysis.reporting.views.method import (
    show_accuracy,
    show_check,
    show_definitions,
    show_provenance,
    show_tables,
)
from analysis.reporting.views.places import show_places
from analysis.reporting.views.quotation_pairs import show_quotation_pairs
from analysis.reporting.views.sources import show_header, show_problems, show_set_aside, show_sources
from analysis.reporting.views.speaking import (
    show_cues,
    show_never_quoted,
    show_quotation_check,
    show_quoted_by_one,
    show_silent,
    show_speaker_types,
    show_speaking,
    show_voice_definitions,
)
from analysis.reporting.views.timeline import show_ladder, show_timeline
from analysis.reporting.views.voices import show_quotations, show_voices
from analysis.reporting.views.wording import show_labels, show_vocabulary, show_wording

__all__ = [
    "check_parameters",
    "locate_event",
    "show_accuracy",
    "show_articles",
    "show_check",
    "show_claims",
    "show_conflicts",
    "show_coverage",
    "show_cues",
    "show_dates",
    "show_definitions",
    "show_fact_check",
    "show_fact_definitions",
    "show_facts",
    "show_findings",
    "show_header",
    "show_labels",
    "show_ladder",
    "show_never_quoted",
    "show_numbers",
    "show_one_sided",
    "show_places",
    "show_problems",
    "show_prominence",
    "show_provenance",
    "show_quotation_check",
    "show_quotation_pairs",
    "show_quotations",
    "show_quoted_by_one",
    "show_set_aside",
    "show_silent",
    "show_sources",
    "show_speaker_types",
    "show_speaking",
    "show_tables",
    "show_timeline",
    "show_vocabulary",
    "show_voice_definitions",
    "show_voices",
    "show_wording",
    "use_style",
]


def use_style() -> Fragment:
    """Style what the other functions show, in a notebook; the page has the same style in its head."""
    style = (files("analysis.reporting") / "templates" / "display.css").read_text("utf-8")
    return Fragment(f"<style>\n{style}</style>", "(style)")

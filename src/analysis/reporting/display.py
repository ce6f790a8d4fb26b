"""What a notebook shows with: one function a section, each takes a comparison and returns a ``Fragment``.

Everything from an article is escaped, every figure has a caption and an alternative text, every
row links to the characters it counts.
"""

from __future__ import annotations

from importlib.resources import files

from analysis.reporting.fragments import Fragment
from analysis.reporting.parameters import (
    check_archive_parameters,
    check_parameters,
    locate_archive,
    locate_event,
    locate_lexicons,
)
from analysis.reporting.views.articles import show_articles
from analysis.reporting.views.audit import show_audit, show_coverage_answer, show_flips, show_list_errors
from analysis.reporting.views.claims import show_accounts, show_claim_places, show_claims
from analysis.reporting.views.conflicts import show_conflicts
from analysis.reporting.views.coverage import show_coverage, show_one_sided
from analysis.reporting.views.facts import show_dates, show_numbers, show_prominence
from analysis.reporting.views.findings import show_findings
from analysis.reporting.views.given import show_fact_check, show_fact_definitions, show_facts
from analysis.reporting.views.labels import show_labels, show_roles
from analysis.reporting.views.method import (
    show_accuracy,
    show_check,
    show_definitions,
    show_provenance,
    show_tables,
)
from analysis.reporting.views.places import show_places
from analysis.reporting.views.profiles import (
    show_archive,
    show_profile,
    show_profile_answer,
    show_profile_definitions,
    show_profile_wording,
)
from analysis.reporting.views.quotation_pairs import show_quotation_pairs
from analysis.reporting.views.sources import show_corrections, show_header, show_problems, show_set_aside, show_sources
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
from analysis.reporting.views.vocabulary import show_concordance, show_vocabulary
from analysis.reporting.views.voices import show_quotations, show_voices
from analysis.reporting.views.wording import (
    show_loaded,
    show_style,
    show_whose_words,
    show_wording,
    show_wording_check,
    show_wording_definitions,
)

__all__ = [
    "check_archive_parameters",
    "check_parameters",
    "locate_archive",
    "locate_event",
    "locate_lexicons",
    "show_accounts",
    "show_accuracy",
    "show_archive",
    "show_articles",
    "show_audit",
    "show_check",
    "show_claim_places",
    "show_claims",
    "show_concordance",
    "show_conflicts",
    "show_corrections",
    "show_coverage",
    "show_coverage_answer",
    "show_cues",
    "show_dates",
    "show_definitions",
    "show_fact_check",
    "show_fact_definitions",
    "show_facts",
    "show_findings",
    "show_flips",
    "show_header",
    "show_labels",
    "show_ladder",
    "show_list_errors",
    "show_loaded",
    "show_never_quoted",
    "show_numbers",
    "show_one_sided",
    "show_places",
    "show_problems",
    "show_profile",
    "show_profile_answer",
    "show_profile_definitions",
    "show_profile_wording",
    "show_prominence",
    "show_provenance",
    "show_quotation_check",
    "show_quotation_pairs",
    "show_quotations",
    "show_quoted_by_one",
    "show_roles",
    "show_set_aside",
    "show_silent",
    "show_sources",
    "show_speaker_types",
    "show_speaking",
    "show_style",
    "show_tables",
    "show_timeline",
    "show_vocabulary",
    "show_voice_definitions",
    "show_voices",
    "show_whose_words",
    "show_wording",
    "show_wording_check",
    "show_wording_definitions",
    "use_style",
]


def use_style() -> Fragment:
    """Style what the other functions show, in a notebook; the page has the same style in its head."""
    style = (files("analysis.reporting") / "templates" / "display.css").read_text("utf-8")
    return Fragment(f"<style>\n{style}</style>", "(style)")

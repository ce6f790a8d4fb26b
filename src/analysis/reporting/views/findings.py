"""The findings in sentences, each with its passages one click away."""

from __future__ import annotations

from analysis.reporting.finding_parts import Finding
from analysis.reporting.findings import list_findings
from analysis.reporting.fragments import Fragment, escape, format_items, paragraph, tag
from analysis.reporting.passages import Passages, Tables


def show_findings(comparison: Tables) -> Fragment:
    """Show the findings that matter most; from sure rows only, so there may be none."""
    if len(comparison.articles) < 2:
        return paragraph("One article alone: what it says stands below, compared with nothing.")
    findings = list_findings(comparison)
    if not findings:
        return paragraph("Nothing is sure enough to be stated in a sentence. What was found stands below.")
    passages = Passages(comparison)
    items = [_format_finding(finding, passages) for finding in findings]
    text = "\n".join(f"- {finding.text}" for finding in findings)
    return Fragment(format_items(items, kind="findings"), text)


def _format_finding(finding: Finding, passages: Passages) -> str:
    said = "".join(
        escape(part) if isinstance(part, str) else passages.link(*part.span, text=part.text) for part in finding.parts
    )
    links = [passages.reference(*span) for span in finding.further]
    return said + (tag("span", f"also: {', '.join(links)}", class_="see") if links else "")

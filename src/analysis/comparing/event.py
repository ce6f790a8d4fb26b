"""The articles of one event side by side: everything that ``compare`` finds, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.comparing.accounts import find_accounts
from analysis.comparing.agency import find_roles
from analysis.comparing.audit import audit_coverage
from analysis.comparing.claims import group_claims
from analysis.comparing.conflict.slots import MOST, exceeds_most
from analysis.comparing.conflicts import find_conflicts
from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.joint import describe_lack
from analysis.comparing.labels import count_labels, find_label_uses
from analysis.comparing.quotation_pairs import find_quotation_pairs
from analysis.comparing.reuse import find_reuse
from analysis.comparing.space import read_space
from analysis.comparing.style import measure_style
from analysis.comparing.units import UNIT_KINDS
from analysis.comparing.vocabulary import count_vocabulary, find_term_uses
from analysis.comparing.voices import count_voices
from analysis.finding.annotate import Findings, find_all, note_lexicons
from analysis.finding.article_tables import article_tables
from analysis.finding.corrected import Applied, apply_corrections
from analysis.finding.gazetteer import locate_places
from analysis.reading.corrections import CORRECTIONS
from analysis.records import Correction, Event
from analysis.tables import SCHEMAS, cut_span, make_table, to_table


@dataclass(frozen=True)
class Comparison:
    """The tables of one event. Each attribute is the table of that name in ``tables.SCHEMAS``."""

    event: Event = field(repr=False)
    articles: pd.DataFrame = field(repr=False)
    segments: pd.DataFrame = field(repr=False)
    sentences: pd.DataFrame = field(repr=False)
    mentions: pd.DataFrame = field(repr=False)
    entities: pd.DataFrame = field(repr=False)
    places: pd.DataFrame = field(repr=False)
    quotations: pd.DataFrame = field(repr=False)
    quantities: pd.DataFrame = field(repr=False)
    dates: pd.DataFrame = field(repr=False)
    wording: pd.DataFrame = field(repr=False)
    coverage: pd.DataFrame = field(repr=False)
    audit: pd.DataFrame = field(repr=False)
    matches: pd.DataFrame = field(repr=False)
    conflicts: pd.DataFrame = field(repr=False)
    claims: pd.DataFrame = field(repr=False)
    reuse: pd.DataFrame = field(repr=False)
    accounts: pd.DataFrame = field(repr=False)
    quotation_pairs: pd.DataFrame = field(repr=False)
    voices: pd.DataFrame = field(repr=False)
    labels: pd.DataFrame = field(repr=False)
    label_uses: pd.DataFrame = field(repr=False)
    roles: pd.DataFrame = field(repr=False)
    style: pd.DataFrame = field(repr=False)
    vocabulary: pd.DataFrame = field(repr=False)
    corrections: pd.DataFrame = field(repr=False)
    term_uses: pd.DataFrame = field(repr=False)
    problems: pd.DataFrame = field(repr=False)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by name, in the order of ``tables.SCHEMAS``."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def _repr_html_(self) -> str:
        """Show in a notebook which tables there are, how long each is, and what to call next."""
        rows = "".join(
            f"<tr><td><code>comparison.{name}</code></td><td>{len(table)}</td><td>{', '.join(table.columns)}</td></tr>"
            for name, table in self.tables.items()
        )
        return (
            f"<p><b>{escape(self.event.name)}</b>: {len(self.event.articles)} articles compared</p>"
            f"<table><tr><th>table</th><th>rows</th><th>columns</th></tr>{rows}</table>"
            "<p>Next: <code>from analysis.reporting.display import *</code>, then for instance "
            "<code>show_findings(comparison)</code>, <code>show_articles(comparison)</code></p>"
        )


def compare(event: Event, *, lexicons: str | Path | None = None) -> Comparison:
    """Find everything in the articles of one event and hold them side by side.

    Works for any number of articles: with one, the tables that need two are empty.

    Args:
        event: what ``read_event`` gives.
        lexicons: a folder of own lexicons (CSV: term,category,note,source) that join the packaged ones.

    Raises:
        InputError: no such folder of lexicons.
        LexiconError: a row of an own lexicon breaks the format; the message says file, line and what was expected.
    """
    event = note_lexicons(event, lexicons)
    return compare_found(event, find_all(event.articles, lexicons=lexicons))


def compare_found(event: Event, found: Sequence[Findings]) -> Comparison:
    """Compare articles whose findings are at hand; what readers corrected is applied on the way."""
    texts = {article.article_id: article.text for article in event.articles}
    applied: list[Applied] = []
    correct = partial(apply_corrections, corrections=event.corrections, applied=applied)
    found = [_correct_findings(own, correct) for own in found]
    space = read_space(found)
    matches = correct("matches", find_matches(found, space=space))
    coverage = correct("coverage", find_coverage(found, matches, space=space))
    reuse = correct("reuse", find_reuse(found))
    label_uses = find_label_uses(found, matches)
    vocabulary = count_vocabulary(found)
    records: dict[str, Iterable[Any]] = {
        "matches": matches,
        "coverage": coverage,
        "audit": audit_coverage(found, coverage, space=space),
        "conflicts": correct("conflicts", find_conflicts(found, matches)),
        "claims": correct("claims", group_claims(found, matches)),
        "reuse": reuse,
        "accounts": find_accounts(found, reuse),
        "quotation_pairs": correct("quotation_pairs", find_quotation_pairs(found)),
        "label_uses": label_uses,
        "roles": [row for findings in found for row in find_roles(findings)],
        "term_uses": find_term_uses(found, vocabulary),
    }
    tables = article_tables(event, found) | {name: to_table(name, rows, texts) for name, rows in records.items()}
    tables["problems"] = _add_unmet(tables["problems"], event.corrections, applied)
    tables["problems"] = _add_rows(tables["problems"], [*_describe_excess(found), *_describe_reading(found)])
    return Comparison(
        event,
        **tables,
        places=locate_places(found),
        voices=count_voices(found),
        labels=count_labels(label_uses, event.articles),
        style=measure_style(found),
        vocabulary=vocabulary,
        corrections=make_table("corrections", (_describe(one, texts) for one in applied)),
    )


def _correct_findings(own: Findings, correct: Callable[..., list[Any]]) -> Findings:
    """Correct what was found in one article before anything is compared with it."""
    corrected: dict[str, Any] = {
        name: tuple(correct(name, getattr(own, name)))
        for name in ("mentions", "quotations", "quantities", "dates", "wording")
    }
    return replace(own, **corrected)


def _describe(applied: Applied, texts: Mapping[str, str]) -> dict[str, Any]:
    own = applied.correction
    text = cut_span(texts, own.article_id, own.start, own.end)
    return {**asdict(own), "text": text, "was": applied.was}


def _add_unmet(problems: pd.DataFrame, corrections: Sequence[Correction], applied: Sequence[Applied]) -> pd.DataFrame:
    """Add a problem for each correction whose row is no longer found."""
    met = {one.correction for one in applied}
    unmet = [
        {
            "article_id": own.article_id,
            "message": f"{CORRECTIONS} line {own.line} is not applied: no row of {own.table} has this span any more",
        }
        for own in corrections
        if own not in met
    ]
    return _add_rows(problems, unmet)


def _describe_excess(found: Sequence[Findings]) -> list[dict[str, Any]]:
    """Say of which articles only the first records are held against the others' for conflicts."""
    return [
        {
            "article_id": findings.article.article_id,
            "message": f"{findings.article.path} has over {MOST[name]} {name}; conflicts are looked for in the first",
        }
        for findings in (found if len(found) > 1 else ())
        for name in exceeds_most(findings)
    ]


def _describe_reading(found: Sequence[Findings]) -> list[dict[str, Any]]:
    """Say why sentences are compared by their words alone where the network that reads them is expected."""
    sizes = [sum(s.kind in UNIT_KINDS for s in findings.parsed.sentences) for findings in found]
    lack = describe_lack(sizes) if len(found) > 1 else None
    return [{"article_id": "", "message": lack}] if lack else []


def _add_rows(problems: pd.DataFrame, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    return pd.concat([problems, make_table("problems", rows)], ignore_index=True) if rows else problems

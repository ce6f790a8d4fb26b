"""Every word list that comes with the package reads without a slip and says where its rows are from."""

import csv

import pytest
from support import ROOT

from analysis.finding.lexicon import read_lexicon

PACKAGE = ROOT / "src" / "analysis"
LEXICONS = sorted((PACKAGE / "finding" / "lexicons").glob("*.csv"))
# Lists with columns of their own; furniture's rows are tried on their own examples in tests/reading.
OTHERS = sorted([*(PACKAGE / "comparing").rglob("*.csv"), PACKAGE / "reading" / "furniture.csv"])


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.name)
def test_a_lexicon_reads_and_names_its_sources(path):
    terms = read_lexicon(path.name)
    assert terms
    assert all(term.source for term in terms)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_another_list_has_whole_rows_each_once(path):
    rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len({tuple(row) for row in rows})
    assert all(row[0].strip() for row in rows)

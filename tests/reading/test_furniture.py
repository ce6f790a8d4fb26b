import csv
import re
from importlib import resources

import pytest

from analysis.errors import LexiconError
from analysis.reading import furniture
from analysis.reading.furniture import cut_furniture, match_line

ROWS = list(csv.DictReader((resources.files("analysis.reading") / "furniture.csv").read_text("utf-8").splitlines()))
BODY = (
    "More than 40 people were hurt.",
    "Share prices fell by a third.",
    "Follow the money, he told the court.",
    "Watch your step, she said.",
    "Copyright law is at the heart of the case.",
    "Related charges were dropped on Friday.",
    "Subscribe to that view or not, the vote is lost.",
    "Photo agencies refused to attend.",
    "Email records show that he knew.",
    "Comment was not available from the ministry.",
    "Thank you for your service, he told the crew.",
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["term"][:40])
def test_every_row_finds_its_example(row):
    pattern = re.compile(row["term"], re.IGNORECASE)
    found = pattern.search(row["example"]) if row["where"] == "inside" else pattern.fullmatch(row["example"])
    assert found
    assert row["category"]
    assert row["where"] in furniture.WHERE


@pytest.mark.parametrize("text", BODY)
def test_body_is_left_alone(text):
    assert [part.kind for part in cut_furniture(text, 0, len(text))] == [""]


def test_greetings_are_furniture_in_transcripts_only():
    text = "Good morning. The vote is lost."
    assert [p.kind for p in cut_furniture(text, 0, len(text), spoken=True)] == ["furniture", ""]
    assert [p.kind for p in cut_furniture(text, 0, len(text))] == [""]


def test_a_line_keeps_its_category():
    assert match_line("All rights reserved.") == "copyright"


def test_a_broken_row_is_named_by_its_line():
    with pytest.raises(LexiconError, match="line 7: where is 'page'"):
        furniture._check_row(7, {"term": "x", "where": "page"})
    with pytest.raises(LexiconError, match=r"line 8: .* is no regular expression"):
        furniture._check_row(8, {"term": "(", "where": "line"})

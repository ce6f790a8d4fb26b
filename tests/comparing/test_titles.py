"""What one person is called in two articles, wherever it stands."""

import pytest
from support import make_article

from analysis.comparing.conflicts import find_conflicts
from analysis.finding.annotate import find_all

WIFE = "His wife, Ann Lee, left the house."


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        (WIFE, "His girlfriend, Ann Lee, sold the mill.", [("wife", "girlfriend")]),
        (WIFE, "The wife, Ann Lee, sold the mill.", []),
        (WIFE, "His girlfriend, Eva Roe, sold the mill.", []),  # another person
        (WIFE + " Ann Lee, his girlfriend once, wept.", "His girlfriend, Ann Lee, sold the mill.", []),  # both
    ],
)
def test_roles_that_exclude_each_other(text, other, expected):
    found = find_all([make_article(t, whole=True, article_id=i) for t, i in ((text, "a"), (other, "b"))])
    rows = [row for row in find_conflicts(found, []) if row.rule == "another role"]
    assert [(text[row.start : row.end], row.other_text) for row in rows] == expected

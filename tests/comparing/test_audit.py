"""The self-audit: margins agree with the statuses they are of, and flips are counted by the bounds that move."""

import dataclasses

import pandas as pd
import pytest
from support import SEEDS

from analysis import read_event
from analysis.comparing.audit import audit_coverage, count_flips
from analysis.comparing.coverage import find_coverage, find_matches
from analysis.comparing.model import choose_model
from analysis.comparing.space import read_space
from analysis.finding.annotate import find_all


@pytest.fixture(scope="module")
def found():
    return find_all(read_event(SEEDS / "colombia-intelligence").articles)


def test_a_row_for_each_row_of_coverage_and_margins_that_fit(found):
    coverage = find_coverage(found, find_matches(found))
    audit = audit_coverage(found, coverage)
    key = lambda row: (row.article_id, row.start, row.end, row.other_id, row.status)  # noqa: E731
    assert list(map(key, audit)) == list(map(key, coverage))
    for row, judged in zip(audit, coverage, strict=True):
        assert (row.margin is None) == (row.runner_up is None)
        if judged.rule == "identical":
            assert row.margin is None
        if row.margin is not None:
            assert row.margin >= 0
            assert row.runner_up != row.status
        if row.sure_margin is not None and judged.sure:
            assert row.sure_margin >= 0


def test_a_bound_moved_by_the_margin_changes_what_is_sure(found):
    model = choose_model(read_space(found))
    matches = find_matches(found)
    coverage = find_coverage(found, matches)
    moved = dataclasses.replace(model, sure_only=model.sure_only + 0.1, sure_shared=model.sure_shared + 0.1)
    stricter = find_coverage(found, matches, model=moved)
    lost = sum(before.sure and not after.sure for before, after in zip(coverage, stricter, strict=True))
    tables = [pd.DataFrame(map(dataclasses.asdict, rows)) for rows in (audit_coverage(found, coverage), coverage)]
    assert count_flips(*tables, step=0.1)["n_lost"].sum() == lost


def rows(*items):
    audit = pd.DataFrame([item[:3] for item in items], columns=["status", "margin", "sure_margin"])
    return audit, pd.DataFrame({"sure": [item[3] for item in items]})


def test_flips_are_counted_by_status():
    tables = rows(
        ("only", 0.05, -0.3, False),
        ("only", 0.5, 0.02, True),
        ("only", 0.4, -0.02, False),
        ("shared", None, None, True),
        ("partly", 0.09, None, False),
    )
    counted = count_flips(*tables, step=0.1).set_index("status")
    assert counted.loc["only"].to_dict() == {"n": 3, "n_flip": 1, "n_lost": 1, "n_won": 1}
    assert counted.loc["shared"].to_dict() == {"n": 1, "n_flip": 0, "n_lost": 0, "n_won": 0}
    assert counted.loc["partly"].to_dict() == {"n": 1, "n_flip": 1, "n_lost": 0, "n_won": 0}


def test_every_status_is_a_row_and_one_article_has_none(found):
    assert list(count_flips(*rows())["status"]) == ["shared", "partly", "only"]
    assert audit_coverage(found[:1], []) == []

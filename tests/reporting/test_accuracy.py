from reporting.samples import make_comparison

from analysis.reporting import accuracy
from analysis.reporting.accuracy import Rate, describe_finder, describe_rate, find_rate, select_rates
from analysis.reporting.findings import list_findings
from analysis.reporting.views.method import show_accuracy

EVENTS = Rate("dates", "spans", "events", 90, 100, 120)
SEEDS = Rate("dates", "spans", "seed_pair", 11, 12, 12)


def test_packaged_figures_can_be_read():
    assert all(rate.found >= rate.right >= 0 <= rate.gold for rate in accuracy.read_rates())


def test_the_largest_gold_speaks(monkeypatch):
    monkeypatch.setattr(accuracy, "read_rates", lambda: (SEEDS, EVENTS))
    assert select_rates("dates") == [EVENTS]
    assert describe_finder("dates") == (
        "Measured on articles marked by readers: spans: 90 % of the rows found were right (90 of 100), 75 % of those "
        "marked were found (90 of 120)."
    )


def test_the_telling_figures_come_first(monkeypatch):
    rates = [Rate("coverage", m, "events", 9, 10, 10) for m in ("status", "links", "sure only")]
    monkeypatch.setattr(accuracy, "read_rates", lambda: tuple(rates))
    assert describe_finder("coverage").count("90 %") == 2
    assert "sure only: 90 % right (9 of 10); status" in describe_finder("coverage")
    shown = show_accuracy("coverage").html
    assert "links" in shown
    assert find_rate("coverage", "sure shared") is None


def test_finding_says_how_often_such_a_row_errs(monkeypatch):
    monkeypatch.setattr(accuracy, "read_rates", lambda: (Rate("coverage", "sure only", "events", 93, 100, 150),))
    said = [finding.text for finding in list_findings(make_comparison()) if finding.kind == "one-sided"]
    assert "of such rows 93 % were right in tests (93 of 100)" in said[0]


def test_unmeasured_finder_says_so(monkeypatch):
    monkeypatch.setattr(accuracy, "read_rates", lambda: ())
    assert "not been measured" in describe_finder("dates")


def test_rate_over_nothing_is_no_figure():
    assert describe_rate(Rate("dates", "spans", "events", 0, 0, 5)) == "spans: none was found, of 5 marked"

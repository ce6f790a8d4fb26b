"""What an event and a comparison show of themselves in a notebook."""

from support import SEEDS

from analysis import compare, read_event
from analysis.tables import SCHEMAS


def test_an_event_shows_its_articles_and_the_next_step():
    shown = read_event(SEEDS / "colombia-intelligence")._repr_html_()
    assert "Press TV" in shown
    assert "compare(event)" in shown


def test_a_comparison_shows_its_tables_and_the_next_step():
    comparison = compare(read_event(SEEDS / "colombia-intelligence"))
    shown = comparison._repr_html_()
    assert all(f"comparison.{name}<" in shown for name in SCHEMAS)
    assert f"<td>{len(comparison.quotations)}</td>" in shown
    assert "show_findings(comparison)" in shown


def test_nothing_from_an_article_is_markup(tmp_path):
    (tmp_path / "<b>x").mkdir()
    (tmp_path / "<b>x" / "<i>y.txt").write_text("<script>alert(1)</script>\n\nIt rained on Monday in Ham.\n", "utf-8")
    event = read_event(tmp_path / "<b>x")
    for shown in (event._repr_html_(), compare(event)._repr_html_()):
        assert "<script" not in shown
        assert "<b>x" not in shown.replace("<b>&lt;b", "")
        assert "<i>" not in shown

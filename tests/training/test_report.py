"""Before and after: paired intervals by hand, errors by kind, and the card."""

import math

from analysis.evaluating.coverage import Judged
from analysis.training.card import Made, write_card
from analysis.training.report import Difference, compare_judged, format_differences, format_errors


def make_judged(name, statuses, links):
    answers = (("only",), ("shared",), ("partly",))
    return Judged(name, name, answers, statuses, (0.0,) * 3, (False,) * 3, links)


BEFORE = [make_judged(f"e{n}", ("shared", "shared", "only"), (1, 2, 2)) for n in range(6)]
AFTER = [make_judged(f"e{n}", ("only", "shared", "only"), (2, 2, 2)) for n in range(6)]


def test_the_same_gain_in_every_event_has_no_width():
    by_figure = {difference.figure: difference for difference in compare_judged(BEFORE, AFTER)}
    links = by_figure["links f1"]
    assert (links.before, links.after, links.low, links.high) == (0.5, 1.0, 0.5, 0.5)
    assert links.is_gain
    assert by_figure["kappa"].is_gain
    assert not by_figure["sure only recall"].is_gain  # nothing is sure in either


def test_no_gain_is_no_gain():
    assert not any(difference.is_gain for difference in compare_judged(AFTER, AFTER))


def test_an_undefined_rate_is_a_dash():
    line = format_differences("x", [Difference("kappa", math.nan, 0.5, math.nan, math.nan)]).splitlines()[1]
    assert "–" in line
    assert "nan" not in line


def test_errors_by_kind_count_what_was_mended():
    text = format_errors(BEFORE, AFTER)
    assert text.splitlines()[1].split() == ["only", "0", "0", "6", "6", "0", "0"]
    assert text.endswith("answers mended 6, broken 0")


def test_the_card_names_data_licences_and_hash(tmp_path):
    made = Made("ab" * 32, 24_000_000, 8, 1, 4000, 1500, {"chain": 0.6}, "kappa .5 .6")
    text = write_card(made, tmp_path / "card.md").read_text("utf-8")
    for part in ("ab" * 32, "24.0 MB", "CC BY 3.0", "Apache-2.0", "python -m analysis train", "kappa .5 .6", "4,000"):
        assert part in text

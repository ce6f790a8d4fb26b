"""Profiles as shown: by name, with the number of events, never from too few of them; and the notebook on an archive."""

import json
import math
from functools import partial

import pandas as pd
import pytest
from matplotlib.figure import Figure
from support import ROOT, write_archive

from analysis.reporting import charts, dots
from analysis.reporting.display import (
    show_archive,
    show_profile,
    show_profile_answer,
    show_profile_definitions,
    show_profile_wording,
)
from analysis.reporting.measures import choose_format
from analysis.reporting.views.profiles import show_profile as show
from analysis.tables import ARCHIVE_SCHEMAS, make_table

NOTHING = dict.fromkeys(("value", "low", "high", "others", "gap_low", "gap_high"), math.nan)


def row(outlet, measure, n_events, n, **values):
    return {"outlet": outlet, "measure": measure, "n_events": n_events, "n": n, **NOTHING, **values}


@pytest.fixture
def profiles():
    gap = {"others": 0.25, "gap_low": 0.1, "gap_high": 0.3}
    return make_table(
        "profiles",
        [
            row("<b>Post", "share_events_covered", 6, 9, value=6 / 9),
            row("<b>Post", "share_one_sided", 6, 60, value=0.5, low=0.375, high=0.625, **gap),
            row("<b>Post", "place_of_shared", 6, 8, value=-0.1, low=-0.2, high=-0.05),
            row("<b>Post", "per_1000_words_hedge", 6, 900, value=1.5),
            row("_Echo", "share_events_covered", 5, 9, value=5 / 9),
            row("_Echo", "share_one_sided", 4, 40),
            row("_Echo", "place_of_shared", 5, 9, value=0.1, low=-0.2, high=0.2),
            row("_Echo", "per_1000_words_hedge", 5, 900, value=0.0),
            row("Gazette", "share_events_covered", 2, 9, value=2 / 9),
            row("Gazette", "share_one_sided", 2, 20),
        ],
    )


def test_the_chart_says_values_others_and_events(profiles):
    rows = profiles[profiles["measure"].eq("share_one_sided") & profiles["value"].notna()]
    with charts.chart_style():
        ax = dots.plot_dots(rows, Figure().subplots(), say=choose_format("share_one_sided"))
    assert {text.get_text() for text in ax.texts} == {"50 %", "6 events"}
    assert [label.get_text() for label in ax.get_yticklabels()] == ["<b>Post"]
    rings = [line for line in ax.lines if line.get_color() == "white"]
    assert [line.get_xdata()[0] for line in rings] == [0.25]
    said = dots.describe_dots(rows, title="Alone", say=choose_format("share_one_sided"))
    assert said == (
        "Dot chart, outlets by name. Alone: <b>Post 50 % (38 % to 62 %) in 6 events, the others there 25 %."
    )


def test_outlets_with_few_events_are_named_and_given_no_figure(profiles):
    shown = show_profile(profiles, "share_one_sided", min_events=5)
    assert "_Echo" in shown.html  # covered enough events, of which too few had something to count
    assert "Gazette" not in shown.html
    assert "leaves out 1 outlet" in shown.html
    assert "Gazette: 2 of 9 events covered" in show_archive(profiles, min_events=5).html


def test_names_are_escaped_everywhere(profiles):
    for shown in (show_archive, show_profile_answer, show_profile_definitions, show_profile_wording):
        assert "<b>" not in shown(profiles, min_events=5).html
        assert "&lt;b&gt;Post" in shown(profiles, min_events=5).html


def test_omission_is_not_bias_stands_beside_the_figure(profiles):
    moved = profiles.assign(measure=profiles["measure"].replace("share_one_sided", "share_not_carried"))
    assert "Omission is not bias" in show(moved, "share_not_carried", min_events=5).html


def test_the_answer_counts_what_chance_alone_would_show(profiles):
    said = show_profile_answer(profiles, min_events=5).text
    assert "Of 3 comparisons" in said
    assert "2 have an interval that leaves out nought" in said
    assert "others there 25 %" in said
    assert "− 10 %" in said
    assert "_Echo:" not in said


def test_one_event_says_nothing():
    one = make_table("profiles", [row("Post", "share_events_covered", 1, 1, value=1.0), row("Post", "x", 1, 5)])
    nothing = "From one event nothing can be said of an outlet; 5 are needed."
    assert show_profile_answer(one, min_events=5).text == nothing
    assert nothing[1:] in show_profile(one, "share_one_sided", min_events=5).text
    few = one.assign(n=4)
    assert "covered 1 of 4" in show_profile_definitions(few, min_events=5).text


def test_no_event_at_all():
    none = make_table("profiles", [])
    for shown in (show_archive, show_profile_answer, show_profile_definitions, show_profile_wording):
        assert shown(none, min_events=5).text
    assert list(none.columns) == list(ARCHIVE_SCHEMAS["profiles"])


def run_notebook(**parameters):
    cells = json.loads((ROOT / "notebooks/outlets.ipynb").read_text("utf-8"))["cells"]
    space, shown = {}, {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        *lines, last = "".join(cell["source"]).splitlines()
        exec("\n".join(lines), space)
        if cell["id"] == "parameters":
            exec(last, space)
            space |= parameters
        elif "=" in last and last.startswith("parameters"):
            exec(last, space)
        else:
            shown[cell["id"]] = eval(last, space)
    return space, shown


def test_the_notebook_runs_on_an_archive(tmp_path):
    write_archive(tmp_path, 5)
    space, shown = run_notebook(events=str(tmp_path), min_events=4)
    assert isinstance(space["profiles"], pd.DataFrame)
    assert "5 events, 2 outlets, 2 of them" in shown["profile"].text
    assert "<img" in shown["show-one-sided"].html
    assert "Dot chart" in shown["show-not-carried"].text


def test_the_notebook_says_that_one_event_is_too_few(tmp_path):
    write_archive(tmp_path, 1)
    _, shown = run_notebook(events=str(tmp_path))
    assert shown["show-answer"].text.startswith("From one event nothing can be said")
    assert not any("<img" in made.html for made in shown.values())


def test_wording_that_nobody_uses_is_not_drawn(profiles):
    show_wording = partial(show_profile_wording, min_events=5)
    assert "Hedge" in show_wording(profiles).text
    quiet = profiles.assign(value=profiles["value"].mask(profiles["measure"].eq("per_1000_words_hedge"), 0.0))
    assert "No term of the lexicons" in show_wording(quiet).text

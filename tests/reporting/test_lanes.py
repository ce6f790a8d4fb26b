"""Timeline and number ladder: what is drawn, what is left to the table, what is said in words."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest
from reporting.samples import make_comparison

from analysis.comparing.ladder import count_numbers
from analysis.comparing.timeline import to_day
from analysis.reporting import charts, lanes
from analysis.reporting.views.given import show_fact_check, show_fact_definitions, show_facts
from analysis.reporting.views.timeline import choose_units, say_bounds, show_ladder, show_timeline

COLOURS = {"_Post": "#0072B2", "Gazette": "#D55E00"}
DATES = pd.DataFrame(
    [
        ("_Post", "since August", "2025-08", None),
        ("_Post", "Tuesday", "2025-11-11", "2025-11-11"),
        ("_Post", "Monday", "2025-11-10", "2025-11-10"),
        ("Gazette", "October", "2025-10", "2025-10"),
        ("Gazette", "1994", "1994", "1994"),
    ],
    columns=["source", "text", "earliest", "latest"],
)
FRAME = (to_day("2025-07-20"), to_day("2025-11-20"))
NUMBERS = pd.DataFrame(
    [
        ("people", "_Post", 75, None, 1),
        ("people", "Gazette", 75, 80, 1),
        ("boats", "_Post", 9, 9, 2),
        ("boats", "Gazette", None, None, 0),
    ],
    columns=["unit", "source", "low", "high", "n"],
).astype({"low": "float64", "high": "float64"})


def draw(plot):
    from matplotlib.figure import Figure

    with charts.chart_style():
        return plot(Figure(figsize=(5.4, 3)).subplots())


def timeline(ax):
    return lanes.plot_timeline(DATES, ax, colours=COLOURS, frame=FRAME)


def ladder(ax):
    return lanes.plot_ladder(NUMBERS, ax, colours=COLOURS, say=say_bounds)


@pytest.mark.parametrize("plot", [timeline, ladder])
def test_same_drawing_twice(plot):
    assert charts.draw_svg(plot, height=3) == charts.draw_svg(plot, height=3)


def test_dates_inside_the_frame_are_drawn_in_their_words():
    assert sorted(text.get_text() for text in draw(timeline).texts) == ["Monday", "October", "Tuesday", "since August"]


def test_open_end_is_an_arrow():
    marks = [(line.get_marker(), line.get_color()) for line in draw(timeline).lines]
    assert (">", "#0072B2") in marks
    assert (">", "#D55E00") not in marks


def test_labels_in_a_row_do_not_meet():
    placed = lanes.place_spans(DATES, COLOURS, FRAME)
    assert [span.label for row in placed["_Post"] for span in row] == ["since August", "Tuesday", "Monday"]
    assert len(placed["_Post"]) == 3  # two days side by side need two rows, for their words are longer than a day


def test_frame_leaves_out_the_far_past_and_keeps_what_most_say():
    low, high = lanes.frame_dates(DATES, ["2025-11-12"])
    assert to_day("1995") < low <= to_day("2025-08")
    assert high >= to_day("2025-11-11")
    assert lanes.frame_dates(DATES[DATES["text"] == "1994"], []) < FRAME


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        ("2025-11-10", "2025-11-12", ["10 Nov", "11 Nov", "12 Nov"]),
        ("1990-06-01", "2025-06-01", ["1991", "2000"]),
        ("2024-11-15", "2025-02-20", ["Dec 2024", "Jan 2025", "Feb 2025"]),
    ],
)
def test_ticks_are_few_and_round(low, high, labels):
    ticks = lanes.list_ticks(to_day(low), to_day(high))
    assert 1 < len(ticks) <= 7
    assert {label for _, label in ticks} & set(labels)


def test_ladder_shows_values_and_gaps():
    assert sorted(text.get_text() for text in draw(ladder).texts) == ["75 or more", "75–80", "9", "no figure"]


def test_ladder_draws_an_arrow_only_where_a_bound_is_open():
    arrows = [line.get_color() for line in draw(ladder).lines if line.get_marker() == ">"]
    assert arrows == ["#0072B2"]


def test_words_say_what_is_drawn():
    assert "people (_Post: 75 or more; Gazette: 75–80)" in lanes.describe_ladder(NUMBERS, say=say_bounds)
    assert "boats (_Post: 9; Gazette: no figure)" in lanes.describe_ladder(NUMBERS, say=say_bounds)
    assert "Gazette: October and 1994" in lanes.describe_timeline(DATES, sources=list(COLOURS))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (2.3e9, 2.3e9, "2.3bn"),
        (None, 12, "up to 12"),
        (1500, 1500, "1,500"),
        (0.5, 0.75, "0.5–0.75"),
        (1e6, None, "1m or more"),
    ],
)
def test_bounds_in_words(low, high, said):
    assert (
        say_bounds(SimpleNamespace(low=math.nan if low is None else low, high=math.nan if high is None else high))
        == said
    )


def test_percentages_and_crowds_are_left_to_the_table():
    rows = [("%", source, 5.0, 5.0, 1) for source in COLOURS] + [
        ("$", "_Post", float(i), float(i), 1) for i in range(9)
    ]
    table = pd.concat([NUMBERS, pd.DataFrame(rows, columns=NUMBERS.columns)])
    assert set(choose_units(table)["unit"]) == {"people", "boats"}
    assert choose_units(table[table["unit"] != "people"]).empty


def test_row_of_gaps_is_left_to_the_table():
    third = pd.DataFrame([(unit, "Herald", None, None, 0) for unit in ("people", "boats")], columns=NUMBERS.columns)
    assert set(choose_units(pd.concat([NUMBERS, third.astype(NUMBERS.dtypes)]))["unit"]) == {"people"}


def test_sections_link_to_the_characters():
    comparison = make_comparison()
    shown = show_ladder(comparison).html
    row = count_numbers(comparison.quantities, comparison.articles).iloc[0]
    number = list(comparison.articles["article_id"]).index(row["article_id"]) + 1
    assert f'href="#a{number}-{row["start"]}-{row["end"]}"' in shown
    assert "too few for a chart" in show_timeline(comparison).html


def test_answer_counts_what_only_one_source_gives():
    lines = show_facts(make_comparison()).text.splitlines()
    assert lines[0].endswith(
        "gives 2 figures, 1 of them in no other source; gives 1 date, 1 of them in no other source."
    )
    assert lines[1].startswith("Unnamed source A: names 2 people, no organisations and 1 place; gives 1 figure, none")


def test_definitions_change_the_answer():
    comparison = make_comparison()
    comparison.quantities = comparison.quantities.assign(low=[212.0, 12.0, 14.0])
    shown = show_fact_definitions(comparison).html
    assert "2 of 2" in shown  # at least 12 and at least 14 are two figures
    assert "0 of 1" in shown  # that do not exclude each other


def test_rows_to_check_show_their_place_and_value():
    shown = show_fact_check(make_comparison(), n_rows=3).html
    assert "3 rows of 6" in shown
    assert "ran aground" in shown

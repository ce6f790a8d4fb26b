import json
import math

import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.evaluating.agreement import alpha, compare_codings, format_agreement, read_coding, to_dicts


def coding(*rows):
    return pd.DataFrame([{"article_id": "a", "start": start, "end": start + 5, "kind": kind} for start, kind in rows])


def test_alpha_of_the_textbook():
    """Krippendorff's own example of two coders and nominal data: .692."""
    ben, gerry = list("aabbdcccedda"), list("babbbcccEddd".lower())
    assert round(alpha(ben, gerry), 3) == 0.692


def test_alpha_of_one_value_is_undefined():
    assert math.isnan(alpha(["x", "x"], ["x", "x"]))


def test_rows_and_columns_are_compared():
    one = coding((0, "direct"), (10, "direct"), (20, "indirect"), (30, "scare"))
    other = coding((0, "direct"), (10, "indirect"), (20, "indirect"), (40, "scare"))
    rows = {row.measure: row for row in compare_codings(one, other, table="quotations")}
    assert (rows["rows"].same, rows["rows"].n, rows["rows"].share) == (3, 5, 0.75)
    assert (rows["kind"].same, rows["kind"].n) == (2, 3)
    assert rows["kind"].kappa == pytest.approx(0.4)  # observed 2/3, by chance (2·1 + 1·2)/9
    assert "kind" in format_agreement(list(rows.values()))


def test_nothing_shared_is_undefined_not_zero():
    rows = compare_codings(coding((0, "direct")), coding((9, "direct")), table="quotations")
    assert rows[0].share == 0
    assert math.isnan(rows[1].share)
    assert to_dicts(rows)[1]["kappa"] is None
    json.dumps(to_dicts(rows), allow_nan=False)


def test_rows_on_one_span_are_told_apart_by_their_other_article():
    one = coding((0, "x")).assign(status="only", other_id=["b"])
    other = coding((0, "x")).assign(status="only", other_id=["c"])
    assert compare_codings(one, other, table="coverage")[0].same == 0
    assert compare_codings(one, other.drop(columns="other_id"), table="coverage")[0].same == 1


def test_a_file_of_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "quotations.csv"
    path.write_text("article_id,start,end,kind\n'=a,0,5,direct\n", "utf-8")
    rows = compare_codings(read_coding(path), coding((0, "direct")).assign(article_id="=a"), table="quotations")
    assert rows[0].same == 1


@pytest.mark.parametrize("table", ["voices", "nothing"])
def test_tables_without_spans_are_refused(table):
    with pytest.raises(InputError, match=r"those with spans: segments"):
        compare_codings(coding((0, "x")), coding((0, "x")), table=table)


def test_a_coding_without_keys_is_refused():
    with pytest.raises(InputError, match="lacks start, end"):
        compare_codings(coding((0, "x")).drop(columns=["start", "end"]), coding((0, "x")), table="quotations")


def test_no_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no"):
        read_coding(tmp_path / "nowhere.csv")

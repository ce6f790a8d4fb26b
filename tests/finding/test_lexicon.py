"""Reading a lexicon: what comes out, and how each slip is named."""

import pytest

from analysis.errors import LexiconError
from analysis.finding.lexicon import Term, read_lexicon

HEADER = "term,category,note,source\n"


def _write(tmp_path, text):
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_come_in_order_with_their_cells_stripped(tmp_path):
    path = _write(tmp_path, HEADER + 'may,hedge,"a verb, not the month",Hyland 2005\n\n clearly , booster ,,own\n')
    assert read_lexicon(path) == (
        Term("may", "hedge", "a verb, not the month", "Hyland 2005"),
        Term("clearly", "booster", "", "own"),
    )
    assert read_lexicon(str(path)) == read_lexicon(path)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("may,hedge,,H\nclearly,blam,,H\n", r"own\.csv line 3: category 'blam' is unknown; known: hedge, booster\."),
        ("may,hedge,,H\nmay,hedge,,H\n", r"own\.csv line 3: term 'may' stands on line 2 already\."),
        ("may,hedge,,H\nmay,booster,,H\n", r"own\.csv line 3: term 'may' stands on line 2 already\."),
        (",hedge,,H\n", r"own\.csv line 2: term is empty\."),
        ("may,,,H\n", r"own\.csv line 2: category is empty\."),
        ("may,hedge,,\n", r"own\.csv line 2: source is empty\."),
        ("\nmay,hedge,H\n", r"own\.csv line 3: 3 columns, not 4"),
        ("may,hedge,,H,x\n", r"own\.csv line 2: 5 columns, not 4"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path, rows, message):
    with pytest.raises(LexiconError, match=message):
        read_lexicon(_write(tmp_path, HEADER + rows), categories=("hedge", "booster"))


@pytest.mark.parametrize("text", ["", "term,category,source\n", "term;category;note;source\n"])
def test_a_wrong_header_is_refused(tmp_path, text):
    with pytest.raises(LexiconError, match=r"line 1: header .* is not 'term,category,note,source'"):
        read_lexicon(_write(tmp_path, text))


def test_any_category_is_taken_where_none_are_named(tmp_path):
    assert read_lexicon(_write(tmp_path, HEADER + "may,whatever,,H\n"))[0].category == "whatever"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.csv: a lexicon was expected here"):
        read_lexicon(tmp_path / "none.csv")
    with pytest.raises(LexiconError, match=r"no such packaged lexicon; known: .*reporting_verbs\.csv"):
        read_lexicon("none.csv")


def test_a_file_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "own.csv"
    path.write_bytes((HEADER + "naïve,hedge,,H\n").encode("latin-1"))
    with pytest.raises(LexiconError, match="UTF-8 text was expected"):
        read_lexicon(path)

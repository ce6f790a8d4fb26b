import math

from reporting.samples import COAST, make_comparison

from analysis.reporting.summary import (
    NOBODY,
    count_body,
    count_spoken,
    find_missing_parts,
    matrix_coverage,
    rate_status,
    share_coverage,
    share_voices,
)
from analysis.tables import make_table


def judged(article_id, start, other, status, *, sure=True, missing=(None, None)):
    span = {"article_id": article_id, "start": start, "end": start + 5, "text": "words"}
    rest = {"score": 0.5, "nearest_start": None, "nearest_end": None, "rule": "test"}
    rest |= {"missing_start": missing[0], "missing_end": missing[1]}
    return {**span, "other_id": other, "status": status, "sure": sure, **rest}


def test_headline_is_no_body_sentence():
    comparison = make_comparison()
    body = count_body(comparison)
    assert len(body) == len(comparison.coverage) - 2
    assert not body["text"].str.contains("Twelve hurt").any()


def test_best_status_over_all_others_counts():
    coverage = make_table(
        "coverage", [judged("b", 9, "a", "only"), judged("b", 9, "c", "partly"), judged("b", 0, "a", "only")]
    )
    status = rate_status(coverage)
    assert list(status["start"]) == [0, 9]
    assert list(status["status"]) == ["only", "partly"]
    assert list(status["n_others"]) == [0, 1]


def test_only_is_sure_where_it_is_against_each_other():
    rows = [judged("a", 0, "b", "only"), judged("a", 0, "c", "only", sure=False), judged("a", 9, "b", "only")]
    assert list(rate_status(make_table("coverage", rows))["sure"]) == [False, True]


def test_shared_is_sure_where_one_is():
    rows = [judged("a", 0, "b", "shared", sure=False), judged("a", 0, "c", "shared")]
    assert list(rate_status(make_table("coverage", rows))["sure"]) == [True]


def test_zero_is_a_row_and_a_rate_over_nothing_is_undefined():
    comparison = make_comparison({"a": COAST, "b": COAST})
    shares = share_coverage(rate_status(make_table("coverage", [judged("a", 0, "b", "only")])), comparison.articles)
    assert len(shares) == 6
    assert shares.query("article_id == 'a'")["share"].tolist() == [0, 0, 1]
    assert shares.query("article_id == 'b'")["n"].tolist() == [0, 0, 0]
    assert shares.query("article_id == 'b'")["share"].isna().all()


def test_missing_is_what_all_others_miss():
    rows = [
        judged("a", 0, "b", "partly", missing=(0, 3)),
        judged("a", 0, "c", "partly", missing=(2, 5)),
        judged("a", 0, "d", "only"),
        judged("a", 10, "b", "partly", missing=(10, 12)),
        judged("a", 10, "c", "shared"),
        judged("a", 20, "b", "partly"),
    ]
    assert find_missing_parts(make_table("coverage", rows)) == [("a", 2, 3)]


def test_matrix_counts_whole_and_part():
    rows = [judged("a", 0, "b", "shared"), judged("a", 9, "b", "only"), judged("a", 20, "b", "partly")]
    matrix = matrix_coverage(make_table("coverage", rows))
    assert round(matrix["a", "b"], 3) == 0.667
    assert math.isnan(matrix["b", "a"])


def said(article_id, start, text, speaker, *, kind="direct", mode="said"):
    row = dict.fromkeys(make_table("quotations", []).columns)
    span = {"article_id": article_id, "start": start, "end": start + len(text), "text": text}
    return row | span | {"kind": kind, "speaker": speaker, "mode": mode, "rule": "test"}


def quoted(*rows):
    articles = make_comparison({"a": COAST, "b": COAST}, sources={"a": "A", "b": "B"}).articles
    return make_table("quotations", rows), articles


def test_words_quoted_inside_reported_speech_count_once():
    whole = "that it was a clear case"
    tables = quoted(said("a", 0, whole, "X", kind="indirect"), said("a", 12, "a clear case", "X"))
    assert count_spoken(*tables).to_dict() == {"A": 6, "B": 0}


def test_shares_of_a_silent_source_are_undefined():
    shares = share_voices(*quoted(said("a", 0, "two words", "X"), said("a", 20, "two more", None)), measure="words")
    assert shares["A"].to_dict() == {"X": 0.5, NOBODY: 0.5}
    assert shares["B"].isna().all()


def test_scare_quotes_denials_and_silence_are_no_voice():
    rows = [said("a", 0, "so called", "X", kind="scare"), said("a", 20, "it did", "X", mode="negated")]
    assert share_voices(*quoted(*rows, said("a", 40, "declined", "X", kind="silence")), measure="words").empty


def test_quotations_can_be_counted_instead_of_words():
    rows = [said("a", 0, "one two three", "X"), said("a", 20, "four", "Y"), said("a", 30, "five", "Y")]
    shares = share_voices(*quoted(*rows), measure="quotations")
    assert round(shares.loc["Y", "A"], 3) == 0.667

"""Keyness against an independent calculation, counts against a plain recount."""

import math
from collections import Counter
from dataclasses import replace

import pytest
from support import parse_paragraph

from analysis.comparing.concordance import find_concordance
from analysis.comparing.vocabulary import (
    MIN_COUNT,
    MIN_RATIO,
    PRIOR_WORDS,
    count_vocabulary,
    count_voice,
    find_term_uses,
    find_terms,
    keyness,
    log_rate_ratio,
)
from analysis.finding.annotate import Findings
from analysis.records import Quotation
from analysis.tables import SCHEMAS

MILL = (
    "The mill burned. The old mill burned again. Every mill on the US coast may burn, and the mill owners told us so."
)
FARM = "The farm burned. A farm owner saw the mill. The farm dogs barked. “The mill lied about the mill,” he said."


def findings(text, source, *, quoted=()):
    parsed = parse_paragraph(text)
    rows = [
        Quotation("a", text.index(q), text.index(q) + len(q), "direct", *[None] * 8, "said", "test") for q in quoted
    ]
    return Findings(replace(parsed, article=replace(parsed.article, source=source)), (), tuple(rows), (), (), ())


FOUND = [findings(MILL, "Mill Post"), findings(FARM, "Farm News", quoted=["The mill lied about the mill,"])]


def independent(y, rest, words, rest_words):
    """Monroe, Colaresi and Quinn 2008, written again from the paper with logarithms of counts."""
    pooled = (y + rest) / (words + rest_words)
    a0, aw = PRIOR_WORDS, PRIOR_WORDS * pooled
    omega = math.log(y + aw) - math.log(words + a0 - y - aw)
    omega_rest = math.log(rest + aw) - math.log(rest_words + a0 - rest - aw)
    delta, variance = omega - omega_rest, 1.0 / (y + aw) + 1.0 / (rest + aw)
    return delta, variance


@pytest.mark.parametrize(
    "counts", [(8, 2, 400, 400), (5, 0, 312, 977), (0, 7, 312, 977), (40, 41, 9000, 120), (1, 1, 9, 9)]
)
def test_keyness_agrees_with_a_second_calculation(counts):
    delta, variance = independent(*counts)
    key = keyness(*counts)
    assert key.log_ratio == pytest.approx(delta / math.log(2), abs=1e-9)
    assert key.low == pytest.approx((delta - 1.96 * math.sqrt(variance)) / math.log(2), abs=1e-9)
    assert key.high == pytest.approx((delta + 1.96 * math.sqrt(variance)) / math.log(2), abs=1e-9)
    assert key.z == pytest.approx(delta / math.sqrt(variance), abs=1e-9)


def test_keyness_mirrors():
    one, other = keyness(8, 2, 400, 300), keyness(2, 8, 300, 400)
    assert one.log_ratio == pytest.approx(-other.log_ratio, abs=1e-12)
    assert one.low == pytest.approx(-other.high, abs=1e-12)


def test_the_prior_draws_rare_terms_towards_zero():
    assert abs(keyness(3, 0, 400, 400).log_ratio) < abs(keyness(30, 0, 400, 400).log_ratio)
    assert abs(keyness(8, 2, 400, 400).log_ratio) < log_rate_ratio(8, 2, 400, 400)


def row_of(table, term, source):
    return table[(table.term == term) & (table.source == source)].iloc[0]


def test_counts_agree_with_a_plain_recount():
    table = count_vocabulary(FOUND, min_count=1)
    words = MILL.lower().replace(".", "").replace(",", "").split()
    mill = row_of(table, "mill", "Mill Post")
    assert mill.n == Counter(words)["mill"] == 4
    assert mill.per_1000_words == pytest.approx(1000 * 4 / len(words), abs=1e-6)
    for source, each in zip(("Mill Post", "Farm News"), FOUND, strict=True):
        used = Counter(use.term for use in find_terms(each) if use.voice == "own")
        counted = table[table.source == source].set_index("term")["n"]
        assert {term: n for term, n in counted.items() if n} == dict(used)


def test_others_and_the_plain_ratio_stand_beside_the_score():
    table = count_vocabulary(FOUND, min_count=1)
    row, other = row_of(table, "mill", "Mill Post"), row_of(table, "mill", "Farm News")
    assert (row.n_others, other.n_others) == (other.n, row.n) == (1, 4)
    words = [count_voice(each) for each in FOUND]
    assert row.rate_ratio == pytest.approx(math.log2((4 / words[0]) / (1 / words[1])), abs=1e-6)
    assert (row.log_ratio, row.low, row.high) == pytest.approx(tuple(keyness(4, 1, *words)), abs=1e-6)


def test_each_of_three_sources_is_held_against_the_rest():
    table = count_vocabulary([*FOUND, findings("The mill, the mill and the mill stood.", "Third")], min_count=1)
    mill = table[table.term == "mill"].set_index("source")
    assert mill["n"].to_dict() == {"Mill Post": 4, "Farm News": 1, "Third": 3}
    assert mill["n_others"].to_dict() == {"Mill Post": 4, "Farm News": 7, "Third": 5}


def test_uses_are_the_passages_behind_the_counts():
    table = count_vocabulary(FOUND, min_count=1)
    uses = find_term_uses(FOUND, table)
    own = Counter(use.term for use in uses if use.voice == "own")
    assert own == table.groupby("term")["n"].sum().to_dict()
    assert {use.rule for use in uses} == {"word", "pair"}


def test_quoted_words_are_not_the_outlets():
    assert row_of(count_vocabulary(FOUND, min_count=1), "mill", "Farm News").n == 1
    assert row_of(count_vocabulary(FOUND, min_count=1, voice="quoted"), "mill", "Farm News").n == 2
    assert row_of(count_vocabulary(FOUND, min_count=1, voice="all"), "mill", "Farm News").n == 3
    assert [count_voice(FOUND[1], voice=voice) for voice in ("own", "quoted", "all")] == [15, 6, 21]


def test_every_term_has_a_row_for_each_source():
    table = count_vocabulary(FOUND, min_count=1)
    assert list(table.columns) == list(SCHEMAS["vocabulary"])
    assert row_of(table, "dog", "Mill Post").n == 0
    assert set(Counter(table.term).values()) == {2}


def test_few_uses_get_no_row_and_no_ratio():
    table = count_vocabulary(FOUND)
    totals = table.groupby("term")["n"].sum()
    assert totals.min() >= MIN_COUNT
    for term, n in totals.items():
        assert table[table.term == term]["log_ratio"].isna().all() == (n < MIN_RATIO)
    assert {"mill", "burn"} <= set(totals[totals >= MIN_COUNT].index)
    assert totals["mill"] >= MIN_RATIO > totals["farm"]


def test_names_and_function_words_are_switches():
    plain = set(count_vocabulary(FOUND, min_count=1).term)
    assert not plain & {"the", "us", "US", "we", "may"}
    assert "US" in set(count_vocabulary(FOUND, min_count=1, names=True).term)
    words = set(count_vocabulary(FOUND, min_count=1, function_words=True).term)
    assert "the" in words
    assert "US" not in words


def test_pairs_stand_side_by_side():
    terms = set(count_vocabulary(FOUND, min_count=1).term)
    assert {"old mill", "mill burn", "farm dog", "farm owner"} <= terms
    assert "burn old" not in terms  # a full stop between
    half = findings("He said the stone mill fell.", "Half", quoted=["mill fell"])
    assert {"mill fall"} == {use.term for use in find_terms(half) if " " in use.term}  # "stone" is in another voice


def test_most_characteristic_first():
    table = count_vocabulary(FOUND * 3)
    for _, part in table.groupby("source"):
        key = part.dropna(subset="log_ratio")
        z = key.log_ratio / ((key.high - key.low) / 3.92)
        assert list(z.round(3)) == sorted(z.round(3), reverse=True)
        assert part.log_ratio.isna().is_monotonic_increasing


def test_one_source_has_counts_and_no_ratio():
    table = count_vocabulary(FOUND[:1], min_count=1)
    assert row_of(table, "mill", "Mill Post").n == 4
    assert table.log_ratio.isna().all()


def test_unknown_voice_raises():
    with pytest.raises(ValueError, match="voice 'both' is unknown"):
        count_vocabulary(FOUND, voice="both")


def test_no_articles_make_an_empty_table():
    assert list(count_vocabulary([]).columns) == list(SCHEMAS["vocabulary"])


def test_concordance_shows_every_counted_use():
    table = count_vocabulary(FOUND, min_count=1, voice="all")
    for term in ("mill", "old mill", "burn", "farm owner"):
        lines = find_concordance(FOUND, term)
        assert len(lines) == table[table.term == term]["n"].sum()
        texts = {each.article.source: each.article.text for each in FOUND}
        assert all(texts[row.source][row.start : row.end] == row.text for row in lines)


def test_concordance_keeps_the_width_and_the_line():
    (line,) = find_concordance(FOUND, "old mill", width=13)
    assert (line.left, line.text, line.right) == ("burned. The", "old mill", "burned again")
    assert find_concordance(FOUND, "lemon") == []

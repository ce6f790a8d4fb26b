"""Style in numbers: each recounted by hand on a small text."""

import math
from dataclasses import replace

from support import make_article, parse_paragraph

from analysis.comparing.style import measure_style, rate_wording
from analysis.finding.annotate import Findings
from analysis.finding.language import parse_articles
from analysis.finding.wording import find_wording
from analysis.records import Quotation
from analysis.tables import to_table

TEXT = "The brutal flood came at night. “It was brutal,” said Ada Roe. Neighbours perhaps survived."


def findings(text, source="Test", *, name="a", quoted=(), speaker="Ada Roe", speaker_type="person"):
    parsed = parse_paragraph(text)
    parsed = replace(parsed, article=replace(parsed.article, source=source, article_id=name))
    facts = ("direct", speaker, *[None] * 5, speaker_type, None, "said", "test")
    rows = tuple(Quotation(name, text.index(q), text.index(q) + len(q), *facts) for q in quoted)
    return Findings(parsed, (), rows, (), (), tuple(find_wording(parsed, rows)))


def measured(found):
    return measure_style(found).iloc[0]


def test_style_is_recounted():
    style = measured([findings(TEXT, quoted=["It was brutal,"])])
    assert (style.n_words, style.n_sentences, style.n_own, style.n_quoted) == (15, 3, 12, 3)
    assert style.words_per_sentence == 5.0
    assert style.share_quoted == 0.2
    assert style.share_named == round(1 / 3, 6)
    assert style.lix == round(5 + 100 * 3 / 15, 6)  # Neighbours, perhaps, survived


def test_anonymous_sources_are_not_named():
    style = measured([findings(TEXT, quoted=["It was brutal,"], speaker="a man", speaker_type="anonymous")])
    assert style.share_named == 0.0


def test_an_article_without_paragraphs_has_no_rates():
    parsed = next(parse_articles([make_article("Flood at night")]))
    style = measured([Findings(parsed, (), (), (), (), ())])
    assert style.n_words == 0
    assert all(math.isnan(value) for value in style.iloc[6:])


def rated(*found):
    texts = {each.article.article_id: each.article.text for each in found}
    wording = to_table("wording", [row for each in found for row in each.wording], texts)
    return rate_wording(wording, measure_style(found))


def test_rates_are_per_words_of_that_voice():
    rows = rated(findings(TEXT, "One", quoted=["It was brutal,"]), findings("Rain fell.", "Two", name="b"))
    rates = {(row.source, row.category, row.voice): (row.n, row.per_1000_words) for row in rows.itertuples()}
    assert rates["One", "evaluative", "own"] == (1, round(1000 / 12, 6))
    assert rates["One", "evaluative", "quoted"] == (1, round(1000 / 3, 6))
    assert rates["Two", "hedge", "own"] == (0, 0.0)
    assert rates["Two", "hedge", "quoted"][0] == 0
    assert math.isnan(rates["Two", "hedge", "quoted"][1])
    assert len(rows) == 2 * 2 * 2


def test_every_article_of_a_source_counts_in_its_rate():
    rows = rated(findings("A brutal flood.", "One"), findings("Rain fell on the town.", "One", name="b"))
    own = rows[rows.voice == "own"].iloc[0]
    assert (own.n, own.per_1000_words) == (1, 125.0)

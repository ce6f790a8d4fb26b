"""Style in numbers: each recounted by hand on a small text."""

import math
from dataclasses import replace

from support import make_article, parse_paragraph

from analysis.comparing.style import measure_style, rate_wording
from analysis.finding.annotate import Findings
from analysis.finding.language import parse_articles
from analysis.finding.wording import find_wording
from analysis.records import Quotation

TEXT = "The brutal flood came at night. “It was brutal,” said Ada Roe. Neighbours perhaps survived."


def findings(text, source="Test", *, quoted=(), speaker="Ada Roe", speaker_type="person"):
    parsed = parse_paragraph(text)
    parsed = replace(parsed, article=replace(parsed.article, source=source))
    facts = ("direct", speaker, *[None] * 5, speaker_type, None, "said", "test")
    rows = tuple(Quotation("a", text.index(q), text.index(q) + len(q), *facts) for q in quoted)
    return Findings(parsed, (), rows, (), (), tuple(find_wording(parsed, rows)))


def test_style_is_recounted():
    (style,) = measure_style([findings(TEXT, quoted=["It was brutal,"])])
    assert (style.n_words, style.n_sentences) == (15, 3)
    assert style.words_per_sentence == 5.0
    assert style.share_quoted == 0.2
    assert style.share_named == round(1 / 3, 6)
    assert style.lix == round(5 + 100 * 3 / 15, 6)  # Neighbours, perhaps, survived


def test_anonymous_sources_are_not_named():
    (style,) = measure_style([findings(TEXT, quoted=["It was brutal,"], speaker="a man", speaker_type="anonymous")])
    assert style.share_named == 0.0


def test_an_article_without_paragraphs_has_no_rates():
    parsed = next(parse_articles([make_article("Flood at night")]))
    (style,) = measure_style([Findings(parsed, (), (), (), (), ())])
    assert style.n_words == 0
    assert all(math.isnan(value) for value in style[4:])


def test_rates_are_per_words_of_that_voice():
    rows = rate_wording([findings(TEXT, "One", quoted=["It was brutal,"]), findings("Rain fell.", "Two")])
    rates = {(row.source, row.category, row.voice): (row.n, row.per_1000_words) for row in rows}
    assert rates["One", "evaluative", "own"] == (1, round(1000 / 12, 6))
    assert rates["One", "evaluative", "quoted"] == (1, round(1000 / 3, 6))
    assert rates["Two", "hedge", "own"] == (0, 0.0)
    assert rates["Two", "hedge", "quoted"][0] == 0
    assert math.isnan(rates["Two", "hedge", "quoted"][1])
    assert len(rows) == 2 * 2 * 2

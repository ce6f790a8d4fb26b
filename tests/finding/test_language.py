"""The parse: offsets, sentences, and independence of an article from its neighbours."""

import subprocess
import sys

import pytest
from support import SEEDS, make_article, parse_paragraph

from analysis import read_event
from analysis.finding import language
from analysis.finding.language import count_words, load_pipeline, parse_articles


@pytest.fixture(scope="module")
def seeds():
    return read_event(SEEDS / "colombia-intelligence").articles


def test_tokens_are_the_text_they_name(seeds):
    for parsed in parse_articles(seeds):
        for token in parsed.tokens:
            assert parsed.article.text[token.start : token.end] == token.text


def test_a_head_is_in_the_same_sentence(seeds):
    for parsed in parse_articles(seeds):
        assert all(parsed.tokens[token.head].sentence == token.sentence for token in parsed.tokens)


def test_an_article_parses_the_same_alone_and_in_company(seeds):
    together = list(parse_articles(seeds))
    alone = [next(parse_articles([article])) for article in seeds]
    assert [p.tokens for p in together] == [p.tokens for p in alone]


def test_more_articles_than_a_batch_come_back_in_order():
    articles = [make_article(f"Article {n} is short.", whole=True, article_id=f"a{n}") for n in range(70)]
    assert [parsed.article.article_id for parsed in parse_articles(articles)] == [a.article_id for a in articles]


def test_an_empty_article_has_no_tokens():
    parsed = next(parse_articles([make_article("")]))
    assert parsed.tokens == ()
    assert parsed.sentences == ()


def test_a_closing_mark_does_not_open_a_sentence():
    parsed = parse_paragraph('"We left." "They stayed." He said no more.')
    assert all(any(map(str.isalpha, parsed.article.text[s.start : s.end])) for s in parsed.sentences)


def test_words_leave_out_marks_and_clitics():
    assert count_words(parse_paragraph("The bank's 4,000 workers didn't go.")) == 6


def test_positions_run_from_first_to_last():
    text = "Headline of the day\n\nFirst one here.\n\nSecond one here.\n\nLast one here.\n"
    parsed = next(parse_articles([make_article(text)]))
    positions = [s.position for s in parsed.sentences if s.kind == "paragraph"]
    assert positions[0] == 0.0
    assert positions[-1] == 1.0
    assert positions == sorted(positions)


def test_lookups_find_the_sentence_and_the_tokens():
    parsed = parse_paragraph("Rain fell. Snow came.")
    assert parsed.sentence_at(11) == 1
    assert parsed.sentence_at(10) is None  # the space between them
    first, last = parsed.tokens_in(11, 15)
    assert [token.text for token in parsed.tokens[first:last]] == ["Snow"]


def test_words_of_an_archive_do_not_pile_up(monkeypatch):
    monkeypatch.setattr(language, "_MOST_STRINGS", 500)
    articles = [
        make_article(
            " ".join(f"Old {_invent(20 * n + m)} met {_invent(20 * n + m + 7)}ia in Ham." for m in range(20)),
            whole=True,
        )
        for n in range(150)
    ]
    load_pipeline.cache_clear()
    first = load_pipeline()
    before = len(first.vocab.strings)
    found = list(parse_articles(articles))
    learnt = len(load_pipeline().vocab.strings) - before
    assert len(first.vocab.strings) - before >= 500  # so many that the pipeline was loaded anew
    assert load_pipeline() is not first
    assert learnt < 500 + 32 * 20 * 8  # what a batch adds once the bound is passed
    load_pipeline.cache_clear()
    assert [parsed.tokens for parsed in parse_articles(articles[-3:])] == [parsed.tokens for parsed in found[-3:]]


def _invent(number):
    return "".join("BDFGKLMNPR"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in str(number)).capitalize()


def test_spacy_comes_without_its_command_line_until_that_is_asked_for():
    code = """
import sys
from analysis.finding.language import load_pipeline
load_pipeline()
assert "spacy" in sys.modules and "spacy.cli" not in sys.modules
from spacy.cli import download
assert download.__module__ == "spacy.cli.download"
"""
    subprocess.run([sys.executable, "-c", code], check=True)

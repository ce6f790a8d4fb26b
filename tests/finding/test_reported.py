"""Reported speech: every case of tests/cases/reported.jsonl, and what must hold on any text."""

import pytest
from support import GOLD, load_cases, make_article, needs_gold, parse_paragraph

from analysis.finding.language import parse_articles
from analysis.finding.reported import find_reported


def _cut(text, start, end):
    return None if start is None else text[start:end]


def _shown(text, row):
    return {
        "content": text[row.start : row.end],
        "speaker": _cut(text, row.speaker_start, row.speaker_end),
        "cue": text[row.cue_start : row.cue_end],
        "mode": row.mode,
    }


@pytest.mark.parametrize("case", load_cases("reported"))
def test_case(case):
    text = case["text"]
    assert [_shown(text, row) for row in find_reported(parse_paragraph(text))] == case["expected"]


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The clerk pointed out that the form was old.", "point out"),
        ("The vicar called for a truce in the parish.", "call for"),
        ("The form was old, according to the clerk.", "according to"),
        ("His promise to return by May was kept.", "promise"),
    ],
)
def test_the_cue_is_named_as_in_the_lexicons(text, lemma):
    assert [row.lemma for row in find_reported(parse_paragraph(text))] == [lemma]


def test_a_source_in_one_paragraph_does_not_reach_into_the_next():
    text = "The lake froze overnight\nThe warden said boats were trapped."
    article = make_article("Lake freezes\n" + text)
    rows = find_reported(next(parse_articles([article])))
    assert [article.text[row.start : row.end] for row in rows] == ["boats were trapped"]


@pytest.mark.parametrize("text", ["", " ", "“", "said", '"said', "according to", "as reported by", "that that that."])
def test_scraps_do_not_raise(text):
    assert find_reported(parse_paragraph(text)) == []


@needs_gold
def test_spans_on_real_articles_are_sound():
    paths = sorted((GOLD / "events").glob("*/articles/*.txt"))[:12]
    articles = [make_article(path.read_bytes().decode(), article_id=str(n)) for n, path in enumerate(paths)]
    for parsed in parse_articles(articles):
        rows = find_reported(parsed)
        text = parsed.article.text
        assert rows == sorted(set(rows), key=lambda row: (row.start, row.end, row.cue_start))
        assert rows == find_reported(parsed)
        for row in rows:
            assert 0 <= row.start < row.end <= len(text)
            assert text[row.start : row.end] == text[row.start : row.end].strip()
            assert row.mode in ("said", "negated", "conditional")
            assert (row.speaker_start is None) == (row.speaker_end is None)


@pytest.mark.parametrize("verb", ["declined", "refused", "failed", "neglected", "hesitated"])
def test_what_somebody_would_not_say_was_not_said(verb):
    (row,) = find_reported(parse_paragraph(f"The minister {verb} to say that the talks were over."))
    assert row.mode == "negated"


@pytest.mark.parametrize(
    "before",
    [
        *("went on", "continued", "began", "started", "proceeded", "rushed", "came", "happened", "used", "stood up"),
        *("called reporters", "phoned", "telephoned", "wrote", "messaged", "emailed", "tweeted", "contacted reporters"),
        *("took the stage", "spoke up", "stepped forward"),
    ],
)
def test_what_somebody_got_up_to_say_was_said(before):
    (row,) = find_reported(parse_paragraph(f"The minister {before} to say that the talks were over."))
    assert row.mode == "said"


@pytest.mark.parametrize(
    ("asked", "content"),
    [
        *((noun, "the talks were over") for noun in ("question", "query", "request", "email", "letter", "message")),
        *((noun, "the talks were over") for noun in ("inquiry", "enquiry")),
        ("strike", "the talks were over in response to a strike at the mill"),
    ],
)
def test_what_was_asked_is_no_part_of_what_was_said(asked, content):
    text = f"The minister said the talks were over in response to a {asked} at the mill."
    (row,) = find_reported(parse_paragraph(text))
    assert text[row.start : row.end] == content


def test_a_source_behind_its_verb_that_the_parse_takes_for_a_thing():
    text = "The mill will close, added Meyer."
    (row,) = find_reported(parse_paragraph(text))
    assert (_shown(text, row)["content"], _shown(text, row)["speaker"]) == ("The mill will close", "Meyer")

"""Lexicon terms: every row is found, no part of a word is, and quoted words are never the outlet's own."""

import re
from pathlib import Path

import pytest
from support import SEEDS, load_cases, make_article, parse_paragraph

from analysis.errors import InputError, LexiconError
from analysis.finding.annotate import find_all
from analysis.finding.language import parse_articles
from analysis.finding.lexicon import read_lexicon
from analysis.finding.terms import LEXICONS, NOT_COUNTED, check_lexicons, compile_term
from analysis.finding.voice import find_charges, quoted_spans
from analysis.finding.wording import find_wording
from analysis.reading.files import read_event
from analysis.records import Article, Quotation, Segment

EXAMPLES = {"VERB": "They {} it.", "NOUN": "The {} was there.", "ADJ": "It was a {} plan.", "JJ": "It was a {} plan."}
ROWS = [(name, row) for name in LEXICONS for row in read_lexicon(f"{name}.csv") if row.category != NOT_COUNTED]


def quotation(text, words, kind="direct", **facts):
    start = text.index(words)
    plain = dict.fromkeys(("speaker", "speaker_start", "speaker_end", "cue", "cue_start", "cue_end", "speaker_type"))
    row = {**plain, "cue_class": None, "mode": "said", **facts}
    return Quotation("a", start, start + len(words), kind, **row, rule="test")


def wording_of(case):
    text = case["text"]
    return find_wording(parse_paragraph(text), [quotation(text, words) for words in case.get("quoted", [])])


@pytest.mark.parametrize("case", load_cases("wording"))
def test_wording_case(case):
    found = [
        [case["text"][row.start : row.end], row.category, row.voice] + ["negated"] * (row.rule == "negated")
        for row in wording_of(case)
    ]
    assert found == case["expected"]


def _example(row):
    if row.note.startswith("e.g. "):
        return row.note[5:]
    word, _, marks = row.term.rpartition("/") if "/" in row.term else (row.term, "", "")
    return EXAMPLES.get(marks.split("|")[0], "It was {} there.").format(word)


def _parse_lines(lines):
    text, segments = "", []
    for line in lines:
        segments.append(Segment("a", len(text), len(text) + len(line), "paragraph", "test"))
        text += line + "\n"
    article = Article("a", event="test", source="Test", text=text, segments=tuple(segments))
    return next(parse_articles([article])), segments


def _found_in_lines(lines):
    parsed, segments = _parse_lines(lines)
    rows = find_wording(parsed, [])
    return [{(r.lexicon, r.term, r.category) for r in rows if s.start <= r.start < s.end} for s in segments]


def test_every_row_is_found_in_an_example():
    found = _found_in_lines([_example(row) for _, row in ROWS])
    missed = [
        (name, row.term)
        for (name, row), terms in zip(ROWS, found, strict=True)
        if (name, compile_term(row.term, "", "").term, row.category) not in terms
    ]
    assert missed == []


@pytest.mark.parametrize("template", ["It was pre{}ish there.", "It was counter-{} there.", "It was {}-like there."])
def test_no_row_is_found_inside_a_longer_word(template):
    terms = [compile_term(row.term, "", "").term for _, row in ROWS]
    found = _found_in_lines([template.format(term) for term in terms])
    wrong = [
        term
        for (name, row), term, there in zip(ROWS, terms, found, strict=True)
        if (name, term, row.category) in there and " " not in term
    ]
    assert wrong == []


def test_every_row_names_its_source():
    papers = "Hyland 2005|Recasens et al\\. 2013|Ganter and Strube 2009|Wikipedia: Words to watch"
    known = re.compile(rf"({papers})|own judgement( after ({papers})'s category: [a-z -]+| after .*: weasel words)?")
    assert not [row for _, row in ROWS if not known.fullmatch(row.source)]


def test_exceptions_are_read_before_their_parts():
    assert wording_of({"text": "They used toxic waste rather than oil."}) == []


def test_a_repeated_lede_counts_once():
    text = "A brutal raid.\nA brutal raid."
    segments = (Segment("a", 0, 14, "repeat", "test"), Segment("a", 15, 29, "paragraph", "test"))
    parsed = next(parse_articles([Article("a", event="e", source="s", text=text, segments=segments)]))
    assert [row.start for row in find_wording(parsed, [])] == [17]


def test_headline_capitals_do_not_hide_a_term():
    article = make_article("Ministers Reject Brutal Raid On Village\n\nIt rained.")
    assert [row.term for row in find_wording(next(parse_articles([article])), [])] == ["brutal"]


def test_cues_and_scare_quotes_are_rows():
    text = "The mayor slammed the plan for being late, the so-called “freedom levy”, said he was sure."
    cue = {"cue": "slammed", "cue_start": 10, "cue_end": 17, "cue_class": "evaluative"}
    rows = find_wording(
        parse_paragraph(text),
        [quotation(text, "being late", "indirect", **cue), quotation(text, "freedom levy", "scare")],
    )
    shown = [(row.category, row.term, row.voice) for row in rows if row.rule in ("cue", "scare quotes")]
    assert shown == [("evaluative attribution", "slammed", "own"), ("scare quotes", "freedom levy", "quoted")]
    assert [row.term for row in rows if row.category == "dramatic verb"] == [
        "slam"
    ]  # what it says; the cue is what it does


def test_silence_is_the_outlets_own_account():
    text = "The ministry brazenly declined to comment."
    rows = find_wording(parse_paragraph(text), [quotation(text, "brazenly declined to comment", "silence")])
    assert [row.voice for row in rows] == ["own"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She accused the firm of fraud.", ["fraud"]),
        ("Unions blamed the minister for the crash.", ["the crash"]),
        ("He kept calling and slamming Roe for committing war crimes.", ["committing war crimes"]),
        ("Critics described the raid as a massacre.", ["a massacre"]),
        ("The plan was branded a disgrace.", ["a disgrace"]),
        ("They condemned the attack as murder.", ["murder"]),
        ("He was investigated for months.", []),
        ("He runs a bakery called Crumbs.", []),
        ("They denounced the genocide.", []),
        ("She slammed the plan for higher taxes.", []),
    ],
)
def test_charges_are_not_own_words(text, quoted):
    parsed = parse_paragraph(text)
    assert [text[a:b] for a, b in quoted_spans(parsed, [])] == quoted
    assert len(list(find_charges(parsed))) == len(quoted)


@pytest.mark.parametrize(
    "text",
    [
        "The man was charged with two counts of fraud.",
        "You cannot blame Ren for the fire.",
        "The valley is seen as a natural home for bats.",
        "The page has made claims about the royal family.",
    ],
)
def test_charges_that_nobody_else_makes_are_own_words(text):
    assert quoted_spans(parse_paragraph(text), []) == []


def test_user_lexicons_join(tmp_path: Path):
    (tmp_path / "football.csv").write_text("term,category,note,source\nshowboat/VERB,style,,own\n", "utf-8")
    parsed = parse_paragraph("He tried to showboat in the rain.")
    rows = find_wording(parsed, [], lexicons=tmp_path)
    assert [(row.lexicon, row.category, row.term) for row in rows] == [("football", "style", "showboat")]
    assert find_wording(parsed, []) == []


def test_own_lexicons_hide_nothing_and_are_not_hidden(tmp_path: Path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.csv").write_text("\ufeffterm,category,note,source\nregime,power,,own\n", "utf-8")
    rows = find_wording(parse_paragraph("The regime fell."), [], lexicons=tmp_path)
    assert [(row.lexicon, row.category) for row in rows] == [
        ("loaded", "contested label"),
        ("one", "power"),
        ("two", "power"),
    ]


def test_problems_name_terms_that_can_never_match(tmp_path: Path):
    lines = ["term,category,note,source", "fair enough,style,,own", "what?!,style,,own", "50%,style,,own"]
    (tmp_path / "own.csv").write_text("\n".join(lines), "utf-8")
    problems = check_lexicons(tmp_path)
    assert [problem.message.split("'")[1] for problem in problems] == ["what?!", "50%"]


def test_bad_user_lexicons_raise(tmp_path: Path):
    parsed = parse_paragraph("It rained.")
    with pytest.raises(InputError, match="no folder of lexicons"):
        find_wording(parsed, [], lexicons=tmp_path / "none")
    with pytest.raises(InputError, match="no CSV file"):
        find_wording(parsed, [], lexicons=tmp_path)
    (tmp_path / "own.csv").write_text("term,category,note,source\nfair,style,,own\nmay/MONTH,hedge,,own\n", "utf-8")
    with pytest.raises(LexiconError, match=r"own\.csv line 3: term 'may/MONTH': part of speech 'MONTH' is unknown"):
        find_wording(parsed, [], lexicons=tmp_path)


@pytest.fixture(scope="module")
def seeds():
    return find_all(read_event(SEEDS / "colombia-intelligence").articles)


def test_seeds_charge_nobody_with_quoted_words(seeds):
    voices = {(row.term, row.voice) for each in seeds for row in each.wording}
    assert {("genocide", "own"), ("war crime", "quoted"), ("extrajudicial killing", "quoted")} <= voices
    assert not {("genocide", "quoted"), ("war crime", "own"), ("extrajudicial killing", "own")} & voices


def test_seeds_have_no_pronoun_from_a_country(seeds):
    texts = {each.article.article_id: each.article.text for each in seeds}
    assert not [row for each in seeds for row in each.wording if texts[row.article_id][row.start : row.end] == "US"]

"""Evidence from strangers, made to break programs: none stops a run, and none takes the time of many."""

import json

import pytest
from strategies import check_spans, make_event
from support import make_article

from analysis import compare, read_event
from analysis.comparing.conflict.slots import MOST
from analysis.comparing.coverage import MOST_LINKS
from analysis.finding.annotate import find_all
from analysis.finding.marks import find_quoted
from analysis.reading.limits import MAX_CHARACTERS, TOO_LONG, TOO_MANY, UNBROKEN
from analysis.records import PARSED_KINDS

STORY = "Rain in Ham\n\nIt rained in Ham on Monday, killing 12 people, police said.\n"
LONG_LINES = {
    "one line of 10 MB": "a" * 10_000_000,
    "one line of 10 MB in words": "police said that " * 600_000,
    "one line of 10 MB in sentences": "Police said that 75 people left. " * 300_000,
    "100,000 quotation marks": '"' * 100_000,
    "100,000 marks that open": "“a " * 100_000,
    "100,000 marks in sentences": "“We left.” " * 50_000,
    "nested marks": "“a ‘b " * 5_000 + "c’ d” " * 5_000,
    "5,000 sentences": "".join(f"Officer {number} spoke. " for number in range(5_000)),
    "5,000 lines": "He spoke at noon.\n" * 5_000,
    "combining marks": "e" + "\u0301" * 50_000,
    "numbers": "75 " * 50_000,
    "number words": "twenty-two million " * 5_000,
    "digits": "9" * 50_000,
    "names": "John Smith " * 10_000,
    "white space": "a" + " " * 200_000 + "b",
    "blank lines": "\n" * 200_000,
    "brackets": "(" * 50_000,
    "tags": "<b>" * 50_000,
    "pictures": "data:image/png;base64," + "iVBORw0KGgo" * 20_000,
}
SHORT = {
    "NUL": "Police\x00 said on Monday that 12\x00 people left.",
    "control characters": "Police\x1c said\x85 on Monday\u2028 that 12 people left.\x0b",
    "right to left": "\u202ePolice said\u202c on Monday that 12 people left. שלום עולם",
    "zero width": "Pol\u200bice sa\u200did on Mon\ufeffday that 12 people left.",
    "emoji": "Police 👩‍👩‍👧 said 🇫🇷 on Monday that 12 people left 👍🏽.",
    "other scripts": "警察は月曜日に七十五人が死亡したと述べた。 Полиция. شرطة",
    "formulas": '=HYPERLINK("http://x","y") said Ada Roe.\n\n@SUM(1+1)*cmd|\' /C calc\'!A0',
    "markup": "<script>alert(1)</script> “<img src=x onerror=alert(1)>” said <b>Ada Roe</b>. $x^2$ _name {{7*7}} {0}",
    "a number too long": f"Police said {'9' * 5_000} people left. The bill is ${'1' * 400}m.",
    "no such day": "He left on 31 February 2021, on 99/99/9999 and 0/0/0000, 9999999999 years ago.",
    "no such fraction": "Mix 3 1/00 cups with 1/0 of the rest, or 5/0.",
    "one word": "players' " * 100,
}


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_odd_characters_are_compared_and_every_span_is_right(text):
    check_spans(compare(make_event(text, STORY)))
    check_spans(compare(make_event(text, text)))


@pytest.mark.parametrize("text", LONG_LINES.values(), ids=LONG_LINES)
def test_what_is_parsed_of_a_monstrous_text_is_bounded(text):
    article = make_article(text)
    parsed = [text[s.start : s.end] for s in article.segments if s.kind in PARSED_KINDS]
    assert sum(map(len, parsed)) <= MAX_CHARACTERS
    covered = sum(len("".join(text[s.start : s.end].split())) for s in article.segments)
    assert covered == len("".join(text.split()))


def test_a_text_too_long_is_a_problem_and_its_beginning_is_compared(tmp_path):
    (tmp_path / "a.txt").write_text("Rain in Ham\n\n" + "It rained in Ham on Monday. " * 5_000)
    (tmp_path / "b.txt").write_text("Rain in Ham\n\n" + "It rained in Ham on Monday. " * 50 + "a" * 5_000)
    (tmp_path / "c.txt").write_text("Rain in Ham\n\n" + "It rained in Ham on Monday and later. " + "b" * 90 + ".\n" * 5)
    event = read_event(tmp_path)
    rules = [{segment.rule for segment in article.segments} for article in event.articles]
    assert [TOO_MANY in found for found in rules] == [True, False, False]
    assert [UNBROKEN in found for found in rules] == [False, True, False]
    messages = "\n".join(problem.message for problem in event.problems)
    assert "a.txt has more than 1,000 sentences; those beyond are set aside" in messages
    assert "b.txt has a stretch of over 2,000 characters without a sentence" in messages
    assert not {TOO_LONG, TOO_MANY, UNBROKEN} & rules[2]


def test_the_end_of_a_long_article_is_cut_at_a_sentence():
    text = ("It rained in Ham all day and all night, " + "as it had rained the week before, " * 4 + "too. ") * 600
    article = make_article(text)
    kept = [s for s in article.segments if s.rule != TOO_LONG]
    assert MAX_CHARACTERS - 250 < kept[-1].end <= MAX_CHARACTERS
    assert text[kept[-1].end - 1] == "."


def test_a_sentence_said_a_hundred_times_has_few_links():
    comparison = compare(make_event("He spoke. " * 60, "He spoke. " * 60))
    per_sentence = comparison.matches.groupby(["article_id", "start"]).size()
    assert per_sentence.max() <= MOST_LINKS
    assert set(comparison.coverage["status"]) == {"shared"}


def test_more_numbers_than_any_article_has_are_a_problem():
    text = "".join(f"Town {n} has {n} mayors. " for n in range(100, 100 + MOST["quantities"] + 30))
    messages = list(compare(make_event(text, STORY)).problems["message"])
    assert "a.txt has over 200 quantities; conflicts are looked for in the first" in messages


def test_pairing_marks_is_work_in_proportion_to_the_marks(monkeypatch):
    from analysis.finding import marks

    calls = []
    plain = marks._sides
    monkeypatch.setattr(marks, "_sides", lambda *given: calls.append(1) or plain(*given))
    counts = []
    for n in (500, 1_000):
        calls.clear()
        text = "“a ‘b' c” 6\" 'd's " * n
        find_quoted(text, [(0, len(text))])
        counts.append(len(calls))
    assert counts[1] <= 2.2 * counts[0]


RECORDS = {
    "half a character": '{"text": "Rain in Ham\\n\\nIt rained \\ud800 in Ham on Monday.", "title": "Rain \\udfff"}',
    "deep nesting": "[" * 100_000,
    "deep nesting that closes": "[" * 50_000 + "]" * 50_000,
    "a bomb of keys": json.dumps({f"k{n}": {"text": 1} for n in range(5_000)}),
    "a number as text": '{"text": 12345}',
    "a long integer": '{"text": "Rain.", "published": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_records_made_to_break_readers(tmp_path, record):
    (tmp_path / "a.json").write_text(record)
    (tmp_path / "b.txt").write_text(STORY)
    event = read_event(tmp_path)
    assert event.problems
    check_spans(compare(event))


PAGES = {
    "entities": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;&b;</p></body></html>',
    "deep nesting": "<div>" * 20_000 + "x",
    "open tags": "<" * 50_000,
    "one attribute": f'<p title="{"a" * 200_000}">x</p>',
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_pages_made_to_break_parsers(tmp_path, page):
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "b.txt").write_text(STORY)
    event = read_event(tmp_path)
    assert [article.article_id for article in event.articles if article.path == "b.txt"] == ["b"]
    assert event.problems


@pytest.mark.parametrize(
    "name", ["<b>&.txt", "=1+1.txt", "$x$.txt", "a'b\"c.txt", "a\nb.txt", "{0}%s.txt", "\u202e.txt"]
)
def test_any_file_name_is_an_article(tmp_path, name):
    (tmp_path / name).write_text(STORY)
    check_spans(compare(read_event(tmp_path)))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "event").mkdir()
    (tmp_path / "event" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "event" / "b.txt").symlink_to("b.txt")
    event = read_event(tmp_path / "event")
    assert event.articles == ()
    assert [problem.message.partition(": ")[2] for problem in event.problems] == [
        "it is a link that leads out of the folder",
        "it is a link that leads nowhere",
    ]


def test_an_event_of_no_articles_is_compared():
    assert find_all([]) == []
    assert compare(make_event()).coverage.empty

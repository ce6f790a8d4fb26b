"""Credits to agencies: every case of tests/cases/agencies.jsonl, and what the list itself must be."""

import time

import pytest
from support import load_cases, make_article

from analysis.reading import agencies
from analysis.reading.agencies import find_credits, load_agencies


@pytest.mark.parametrize("case", load_cases("agencies"))
def test_case(case):
    found = find_credits(make_article(case["text"]))
    assert [[credit.agency, credit.kind, credit.rule] for credit in found] == case["expected"]


def test_a_credit_points_at_the_agency_name():
    text = "Storm sinks boats\nOSLO (AP) — Three boats sank in the harbour on Monday, officials said."
    (credit,) = find_credits(make_article(text))
    assert text[credit.start : credit.end] == "AP"


@pytest.mark.parametrize("facts", [{"source": "Reuters"}, {"author": "Agence France-Presse"}])
def test_an_agency_may_be_the_source_or_the_author(facts):
    text = "Storm sinks boats\nThree boats sank in the harbour on Monday, officials said."
    (credit,) = find_credits(make_article(text, **facts))
    assert (credit.kind, text[credit.start : credit.end]) == ("whole", "Storm sinks boats")


def test_a_source_whose_name_holds_an_agency_is_none():
    text = "Storm sinks boats\nThree boats sank in the harbour on Monday, officials said."
    assert find_credits(make_article(text, source="Reuters Breakingviews Fan Club")) == []
    assert find_credits(make_article("", source="Reuters")) == []


def test_every_form_is_found_in_a_place_line_and_not_inside_a_longer_word():
    for form, agency in load_agencies().items():
        for name, expected in ((form, [agency]), (f"X{form}", []), (f"{form}x", [])):
            text = f"Storm sinks boats\nOSLO ({name}) — Three boats sank in the harbour on Monday, officials said."
            assert [credit.agency for credit in find_credits(make_article(text))] == expected, name


def test_a_form_that_stands_twice_is_an_error(monkeypatch, tmp_path):
    (tmp_path / "agencies.csv").write_text("form,agency,note\nAP,AP,\nAP,APA,\n", "utf-8")
    monkeypatch.setattr(agencies.resources, "files", lambda package: tmp_path)
    with pytest.raises(agencies.LexiconError, match="line 3"):
        load_agencies.__wrapped__()


@pytest.mark.parametrize("stem", ["With ", "Copyright ", "Jane Roe ", "(AP ", "material from "])
def test_no_pattern_runs_away(stem):
    began = time.perf_counter()
    find_credits(make_article("Storm sinks boats\n" + stem + "Jane and " * 3000, whole=True))
    assert time.perf_counter() - began < 2

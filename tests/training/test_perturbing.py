"""Changed copies: every kind where there is a place for it, none where there is not."""

from random import Random

import pytest

from analysis.training.perturbing import (
    exchange_date,
    exchange_name,
    exchange_number,
    perturb,
    shorten_quotation,
    turn_negation,
)

SENTENCE = "“We have not seen the 14 boats that left the harbour,” Ida Holm said on Tuesday."


def test_every_kind_of_change_is_made_once_and_says_what_it_is():
    copies = list(perturb(SENTENCE, ["Ida Holm"], ["Bo Vest"], Random(0)))
    assert [(copy.change, copy.label) for copy in copies] == [
        ("number", "other"),
        ("date", "other"),
        ("name", "other"),
        ("negation", "other"),
        ("furniture", "same"),
        ("quotation", "same"),
    ]
    assert len({copy.text for copy in copies} - {SENTENCE}) == 6
    assert "Bo Vest" in copies[2].text
    assert "We have seen" in copies[3].text


def test_the_same_seed_makes_the_same_copies():
    assert list(perturb(SENTENCE, ["Ida Holm"], ["Bo Vest", "Ren"], Random(3))) == list(
        perturb(SENTENCE, ["Ida Holm"], ["Bo Vest", "Ren"], Random(3))
    )


@pytest.mark.parametrize("text", ["The G-20 met in 2017 at 10:45.", "He came 3rd on 9/11.", "It is a one-off."])
def test_what_is_no_count_is_left_alone(text):
    assert exchange_number(text, Random(0)) is None


@pytest.mark.parametrize("seed", range(20))
def test_a_number_is_never_exchanged_for_itself(seed):
    assert exchange_number("It cost 1 dollar.", Random(seed)) != "It cost 1 dollar."
    assert exchange_number("It cost 0 dollars.", Random(seed)) != "It cost 0 dollars."
    assert exchange_number("Three of 2.5 million.", Random(seed)) != "Three of 2.5 million."


def test_may_is_a_month_only_before_a_day():
    assert exchange_date("They may leave.", Random(0)) is None
    assert exchange_date("They left on May 5.", Random(0)) is not None


def test_a_name_needs_another_to_be_exchanged_for():
    assert exchange_name("Ren spoke.", ["Ren"], [], Random(0)) is None
    assert exchange_name("Renata spoke.", ["Ren"], ["Bo"], Random(0)) is None


def test_negation_goes_both_ways():
    assert turn_negation("They didn't go.") == "They did go."
    assert turn_negation("They will go.") == "They will not go."


def test_a_short_quotation_is_left_alone():
    assert shorten_quotation("“No comment,” he said.") is None

"""Words of one statement in two articles: which runs of words belong together."""

from analysis.comparing.quotation_words import _NEAR, Word, _cluster, _Run, _stands_in, compare_words


def words_of(text):
    return [Word(word, word, 0, 0) for word in text.split()]


def test_runs_belong_together_over_a_few_words_and_not_over_one_more():
    first, near, far = _Run(0, 0, 3), _Run(3 + _NEAR, 3, 2), _Run(4 + _NEAR, 3, 2)
    assert _cluster([first, near]) == [first, near]
    assert _cluster([first, far]) == [first]  # the longer one


def test_a_single_word_may_stand_anywhere_and_says_nothing():
    assert _stands_in(words_of("we play"), " tonight we play again ")
    assert not _stands_in(words_of("play"), " tonight we play again ")
    assert not _stands_in(words_of("they play"), " tonight we play again ")


def test_words_before_a_statement_that_is_spelt_in_two_ways_are_left_out_by_one():
    spelt = "the email was sent to all of the staff on Monday"
    found = compare_words("I know that " + spelt.replace("email", "e-mail"), spelt)
    assert found is not None
    assert (found.grade, found.rule, found.difference) == (
        "shortened",
        "part",
        "not quoted by the other: “I know that”",
    )

"""Whom a phrase beside a cue stands for."""

import pytest
from support import make_article, parse_paragraph

from analysis.finding.entities import find_mentions
from analysis.finding.language import parse_articles
from analysis.finding.quotations import find_quotations
from analysis.finding.social import find_posts
from analysis.finding.sources import full_title, is_inert, is_press, names_people, source_category, type_of_source


def speakers_in(text):
    parsed = parse_paragraph(text)
    return [row.speaker for row in find_quotations(parsed, find_mentions([parsed])) if row.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” said Quill. Mara Quill runs the port.", ["Mara Quill"]),
        ("Mara Quill and Tom Quill left. “No,” said Quill.", ["Quill"]),
        ("Mayor Mara Quill left. “No,” the mayor said.", ["Mara Quill"]),
        ("Mayor Mara Quill met Mayor Tom Reed. “No,” the mayor said.", ["the mayor"]),
        ("Mara Quill left the port. “No,” she said.", ["Mara Quill"]),
        ("“No,” he said.", [None]),
        ("“No,” they said.", [None]),
        ("“No,” a spokeswoman said. “Never,” the spokeswoman added.", ["a spokeswoman", "a spokeswoman"]),
        ("Mara Quill's lawyer spoke for her. “No,” Mara Quill's lawyer said.", ["Mara Quill's lawyer"]),
        ("“No,” residents said. “Never,” they said.", ["residents", "residents"]),
    ],
)
def test_resolving(text, expected):
    assert speakers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara Quill said it was late. The woman also said “never again.”", ["Mara Quill"]),
        ("Susan Quill said it was late. The man also said “never again.”", ["the man"]),
        ("A woman called the raid “a total farce.” Mara Quill, 40, left.", ["Mara Quill"]),
        ("Police called the raid “a total farce.” Mara Quill, 40, left.", ["police"]),
        ("Police in Oxley said it was late. “Never again,” police said.", ["police in Oxley"]),
        ("A spokesman said it was late. “Never,” they said.", [None]),
        ("Governor of Texas Susan Quill said “never again.”", ["Susan Quill"]),
        ("The head of the port (OPA), Mara Quill, called it “a farce.”", ["Mara Quill"]),
        ("The crew rested. In the words of Mara Quill, “it was a total farce.”", ["Mara Quill"]),
    ],
)
def test_descriptions_and_pronouns(text, expected):
    assert speakers_in(text) == expected


def test_the_company_is_not_the_one_with_company_in_its_name():
    text = "The Oxley Timber Company sold wood. Umea Steel Corp. opened in May. Umea Steel said it was ready.\n"
    assert speakers_in(text + "“We will grow fast,” the company said.") == ["Umea Steel"]


def test_it_is_the_subject_that_is_no_known_person():
    text = "While Iran did not answer on Monday, it denied the earlier claims. “None was ever proved,” it said."
    assert speakers_in(text) == ["Iran"]


def test_two_companies_leave_the_company_alone():
    text = "Umea Steel Corp. sued Oxley Timber Inc. in May.\n“No comment on that,” the Swedish-owned company said."
    assert speakers_in(text) == ["the Swedish-owned company"]


def test_a_statement_is_its_issuers():
    text = "Oxley Steel Corp. said in a statement that it was sorry.\n“We will do better,” the statement said."
    assert speakers_in(text) == ["Oxley Steel Corp."]


def test_the_title_in_a_quotation_makes_nobody_a_speaker():
    text = "“President Tom Reed is wrong,” Mara Quill said. “He knows it,” she said."
    assert speakers_in(text) == ["Mara Quill", "Mara Quill"]


def test_categories():
    assert source_category("airline") == "company"
    assert type_of_source("ministry") == "official"
    assert is_press("Oxley Courier News")
    assert not is_press("Oxley Steel")


def test_posts_need_a_signature_and_stop_at_the_paragraph_above():
    long = "The harbour has been shut since Sunday because of the ice, and nobody knows when it will open again."
    text = f"{long}\nStay at home! — Port (@port) January 3, 2022"
    assert [text[p.start : p.end] for p in find_posts(text, [])] == ["Stay at home!"]
    assert find_posts(f"{long}\nStay at home! — Port, January 3, 2022", []) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A cue that goes on shares the subject of the verb of saying above it, not of the verb between.
        ("Mara Quill said the fleet did well all year, while conceding that “mistakes happened.”", ["Mara Quill"]),
        ("Mara Quill says Tom Reed left early and says she wants “people to know.”", ["Mara Quill"]),
        ("Mara Quill said that the rise in thefts demanded a response “from all of us.”", ["Mara Quill"]),
        ("Reed met Quill in Oxley, with Susan Hale stating: “It was late.”", ["Susan Hale"]),
        ("The strike led Susan Hale to say, “It was late.”", ["Susan Hale"]),
        ("Susan Hale said friends were asking how it ended: “I never knew that.”", ["Susan Hale"]),
        ("If the port had closed, Susan Hale continued, “we would have left.”", ["Susan Hale"]),
        ("Susan Hale gave a speech to the crowd, in which she said: “It was late.”", ["Susan Hale"]),
        ("“It was late,” Susan Hale, the author of “Ice,” said.", ["Susan Hale"]),
        ("“It was late,” Susan Hale, the author of “Ice,” said", ["Susan Hale"]),
        ("The port was, in Susan Hale's words, “a total and lasting mess.”", ["Susan Hale"]),
        ("The paper would reflect, as Susan Hale put it, “a total and lasting mess.”", ["Susan Hale"]),
        ("“It was a total and lasting mess,” as Susan Hale, the mayor, puts it.", ["Susan Hale"]),
        ("“It was late,” the memo states.", ["the memo"]),
        ("Tom Reed, whose office called the plan “a total farce,” left.", ["Tom Reed’s office"]),
        ("A Department of Health spokesperson said: “It was late.”", ["a Department of Health spokesperson"]),
    ],
)
def test_whose_verb_it_is(text, expected):
    assert speakers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The sentence before turns to somebody …
        ("“Never,” Mara Quill said.\nTom Reed agreed. “We must go.”", ["Mara Quill", "Tom Reed"]),
        # … but not to one of whom the quoted words speak.
        (
            "“Never,” Mara Quill said.\nTom Reed died in May. “He was a good man.”",
            ["Mara Quill", "Mara Quill"],
        ),
        # A quotation beside another has the same speaker, a document too, or nobody where that has nobody.
        (
            "Mara Quill liked a post. “Break every rule,” read the post. “They are all fools.”",
            ["the post", "the post"],
        ),
        ("Mara Quill said it was late.\n“We go,” they wrote. “We will not stay.”", [None, None]),
        # A plain verb opens a sentence of its own.
        ("“Go now,” Mara Quill said. “Think.” The direct approach went too far.", ["Mara Quill", "Mara Quill"]),
    ],
)
def test_quotations_without_a_cue(text, expected):
    assert speakers_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One name, two people: the one who spoke last; a title tells them apart.
        ("Mara Quill met Tom Quill. “No,” Mara Quill said. “Never,” Quill said.", ["Mara Quill", "Mara Quill"]),
        (
            "Justice Tom Quill and Mara Quill left. “No,” Mara Quill said.\n“Never,” Justice Quill said.",
            ["Mara Quill", "Tom Quill"],
        ),
        # A past office gives way to a present one.
        ("President Tom Reed met former President Susan Hale. “No,” the president said.", ["Tom Reed"]),
        ("President Tom Reed met President Susan Hale. “No,” the president said.", ["the president"]),
        ("Tom Reed waited. “No,” Tom Reed said. “Never,” the Norwegian said.", ["Tom Reed", "Tom Reed"]),
        ("Tom Reed waited. “No,” Tom Reed said. “Never,” the 43-year-old said.", ["Tom Reed", "Tom Reed"]),
        ("Tom Reed left. Tom Reed's statement added, “It was late and dark.”", ["Tom Reed"]),
        # "They" takes up two people, and people by their ending; not what stands inside a report.
        (
            "Mara Quill and the other villagers wrote a letter. “We go,” they wrote.",
            ["Mara Quill and the other villagers"],
        ),
        ("Two staffers left the firm in May. “We go,” they said.", ["Two staffers"]),
        ("Two containers left the port in May. “We go,” they said.", [None]),
    ],
)
def test_whom_a_phrase_takes_up(text, expected):
    assert speakers_in(text) == expected


def test_pronouns_of_lone_sentences_outdo_a_given_name():
    told = "Susan Reed lost his hat. Reed took his coat. Reed found his keys.\n"
    assert speakers_in(told + "“No,” he said.") == ["Susan Reed"]
    assert speakers_in("Susan Reed lost a hat.\n“No,” he said.") == [None]
    assert speakers_in("Mrs Reed came. " + told + told + "“No,” he said.") == ["Susan Reed"]


def test_nouns_that_speak_and_that_do_not():
    assert is_inert("rise")
    assert not is_inert("neighbour")
    assert names_people("insider")
    assert not names_people("container")


def speakers_in_lines(text):
    """Who speaks in a text whose every line is a paragraph."""
    parsed = next(parse_articles([make_article(text)]))
    return [row.speaker for row in find_quotations(parsed, find_mentions([parsed])) if row.kind == "direct"]


def test_a_question_is_answered_by_the_other():
    asked = "Mara Quill met Tom Reed for an hour in May.\n\n“Was it late?” Mara Quill asked.\n\n"
    talk = asked + "“It was,” Tom Reed said. “Do you doubt that?”\n\n“There can be no doubt about it at all.”"
    assert speakers_in_lines("The talk\n\n" + talk) == ["Mara Quill", "Tom Reed", "Tom Reed", "Mara Quill"]


def test_no_question_is_gone_on_with_by_the_same():
    asked = "Mara Quill met Tom Reed for an hour in May.\n\n“Was it late?” Mara Quill asked.\n\n"
    talk = asked + "“It was,” Tom Reed said. “I doubt that.”\n\n“There can be no doubt about it at all.”"
    assert speakers_in_lines("The talk\n\n" + talk) == ["Mara Quill", "Tom Reed", "Tom Reed", "Tom Reed"]


def test_the_paper_is_the_newsroom_named_before():
    text = "The talk\n\nThe Oxley Times met Mara Quill.\n\n“It was late,” the paper said."
    assert speakers_in_lines(text) == ["Oxley Times"]


@pytest.mark.parametrize(
    "cue",
    [
        *("adding", "conceding", "stressing", "noting", "insisting", "warning", "acknowledging", "arguing", "claiming"),
        *("concluding", "admitting", "emphasizing", "emphasising", "explaining", "pointing out", "suggesting"),
        *("underlining", "maintaining"),
    ],
)
def test_a_participle_that_goes_on_is_the_same_speakers(cue):
    text = f"Mara Quill said the fleet did well all year, while {cue} that “mistakes happened.”"
    assert speakers_in(text) == ["Mara Quill"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        *((past, "Tom Reed") for past in ("former ", "ex-", "then ", "late ", "ousted ", "onetime ")),
        ("young ", "the coach"),
    ],
)
def test_who_only_held_a_title_leaves_it_to_who_holds_it(other, expected):
    assert speakers_in(f"Coach Tom Reed met {other}coach Mara Quill. “No,” the coach said.") == [expected]


def test_titles_are_read_in_full():
    short = "Dr. Sen. Gov. Rep. Prof. Gen. Capt. Sgt. Lt. Col. Rev. Det. Supt. Insp."
    full = "doctor senator governor representative professor general captain sergeant lieutenant colonel reverend"
    assert [full_title(word) for word in short.split()] == [*full.split(), "detective", "superintendent", "inspector"]


def test_who_a_sentence_turns_to_speaks_after_it():
    assert speakers_in("The harbour was shut. Mara Quill shook her head. “We lost it all this year.”") == ["Mara Quill"]
    assert speakers_in("The harbour was shut. The wind shook the masts. “We lost it all this year.”") == [None]


def test_a_new_word_for_a_speaker_is_not_of_the_other_gender():
    assert speakers_in("“No,” a man said. “Never,” the woman added.") == ["a man", "the woman"]


def test_a_weak_verb_is_a_cue_where_nothing_stands_between_it_and_the_words():
    assert speakers_in("Mara Quill found “a total mess.”") == ["Mara Quill"]

"""The measures of an outlet's profile in words: what is counted of what, and how a value is written."""

from __future__ import annotations

from collections.abc import Callable

from analysis.reporting.fragments import percent

WORDING = "per_1000_words_"
QUOTATIONS = "share_quotations_"
COVERED = "share_events_covered"
RELATIVE = ("place_of_shared",)  # measured against the other outlets as they are
LEVEL = 0.9  # of the intervals
_TITLES = {
    "share_one_sided": "Sentences that no other outlet was found to carry",
    "share_one_sided_sure": "Sentences that surely no other outlet carries",
    "share_not_carried": "Sentences of others, same events, not found here",
    "share_not_carried_earlier": "Sentences of others, published by then, not found here",
    "share_quoted_words": "Words quoted or reported, of all words",
    "speakers_per_event": "Named speakers an event",
    "place_of_shared": "Place of shared claims: how much later than in others",
    "share_labels_alone": "Labels that no other outlet uses for the same",
    "share_labels_loaded": "Labels that hold a loaded term",
}
# Why a figure may be high or low that has nothing to do with leaning: said beside it.
_NOTES = {
    "share_one_sided": "Being alone with something is no fault, and the matcher misses rewordings: longer and earlier "
    "articles, and those with a reporter on the spot, have more of their own.",
    "share_not_carried": "Omission is not bias: length, hour of filing and beat explain much of what an article leaves "
    "out, and not found is what a matcher says that errs.",
    "share_quoted_words": "Quoted and reported words are never counted as the outlet's own.",
    "speakers_per_event": "Longer articles quote more people; who is quoted depends on the event.",
    "place_of_shared": "A quarter of an article later is + 25 %. Each article is measured by its own length.",
    "share_labels_alone": "Only the outlet's own words, and only for what another outlet of the event labels too; "
    "a title in other words counts as another label.",
}
_NOTES |= {
    "share_one_sided_sure": _NOTES["share_one_sided"],
    "share_not_carried_earlier": _NOTES["share_not_carried"],
    "share_labels_loaded": "A loaded term may be the right one; the lists know no context.",
}


def title_measure(measure: str) -> str:
    """Say what a measure counts.

    >>> title_measure("share_quotations_not_named"), title_measure("per_1000_words_dramatic_verb")
    ('Quotations for which no speaker was found, of all', 'Dramatic verb: terms per 1,000 own words')
    """
    if measure.startswith(QUOTATIONS):
        kind = measure.removeprefix(QUOTATIONS).replace("_", " ")
        return _TYPES.get(kind, f"Quotations of type {kind}, of all")
    if measure.startswith(WORDING):
        return f"{measure.removeprefix(WORDING).replace('_', ' ').capitalize()}: terms per 1,000 own words"
    return _TITLES.get(measure, measure)


_TYPES = {
    "person": "Quotations by named persons without office, of all",
    "official": "Quotations by officials, of all",
    "organisation": "Quotations by organisations, of all",
    "document": "Quotations from documents, of all",
    "anonymous": "Quotations by anonymous speakers, of all",
    "not named": "Quotations for which no speaker was found, of all",
}


def note_measure(measure: str) -> str:
    """Say what to keep in mind beside a measure's figures."""
    if measure.startswith(QUOTATIONS):
        return "Who can be quoted depends on the event: compare with the others in the same events."
    if measure.startswith(WORDING):
        return (
            "Counted in the outlet's own words alone; what it quotes or reports is left out. A list knows no context."
        )
    return _NOTES.get(measure, "")


def choose_format(measure: str) -> Callable[[float], str]:
    """Return how values of a measure are written.

    >>> choose_format("share_one_sided")(0.456), choose_format("speakers_per_event")(3.25)
    ('46 %', '3.2')
    >>> choose_format("place_of_shared")(-0.05)
    '− 5 %'
    """
    if measure == "place_of_shared":
        return lambda value: f"{'−' if value < 0 else '+'} {percent(abs(value))}"
    return percent if measure.startswith("share_") else "{:.1f}".format

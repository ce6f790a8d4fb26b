"""Any text through every finder: no exception, every span says what stands there, the same twice."""

from fuzz.oracles import bounded, check_rising, read_text
from support import make_article

from analysis.finding.annotate import find_all

MAX_BYTES = 600


def check(data):
    text = read_text(data)
    article = make_article(text)
    with bounded(len(text)):
        found = find_all([article])
    for findings in found:
        for records in (findings.mentions, findings.quotations, findings.quantities, findings.dates, findings.wording):
            spans = sorted((record.start, -record.end) for record in records)
            check_rising([(start, -end) for start, end in spans], text)
        for quotation in findings.quotations:
            check_rising([span for span in spans_of(quotation) if span[0] is not None], text)
        for quantity in findings.quantities:
            assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
    assert [records_of(each) for each in found] == [records_of(each) for each in find_all([article])]


def spans_of(quotation):
    """Return where a quotation's speaker and cue stand, in text order."""
    places = [(quotation.speaker_start, quotation.speaker_end), (quotation.cue_start, quotation.cue_end)]
    return sorted(places, key=lambda place: (place[0] is not None, place[0] or 0, -(place[1] or 0)))


def records_of(findings):
    return findings.mentions, findings.quotations, findings.quantities, findings.dates, findings.wording

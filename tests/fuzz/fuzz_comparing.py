"""Any two texts beside each other: no exception, every table's spans and types hold."""

from fuzz.oracles import bounded, read_text
from strategies import check_spans, make_event

from analysis import compare

MAX_BYTES = 600


def check(data):
    half = len(data) // 2
    event = make_event(read_text(data[:half]), read_text(data[half:]))
    with bounded(4 * len(data)):
        comparison = compare(event)
    check_spans(comparison)

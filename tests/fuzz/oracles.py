"""What every target of the fuzzer asks of its input: text from bytes, work that is bounded, spans in order."""

import time
from contextlib import contextmanager

SECONDS = 2.0  # of work for any input at all; instrumented code takes about five times as long as plain code
PER_CHARACTER = 0.001


@contextmanager
def bounded(size):
    """Stop where a block takes more processor time than inputs of this size may; other programs change nothing."""
    began = time.process_time()
    yield
    took = time.process_time() - began
    assert took <= SECONDS + PER_CHARACTER * size, f"{took:.1f} s of work for {size} characters"


def read_text(data):
    """Return the text that bytes are read as: UTF-8, what is none shown as U+FFFD."""
    return data.decode("utf-8", "replace")


def check_rising(spans, text):
    """Check spans that must be in text order, inside the text and not empty."""
    last = (0, -len(text))
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end)
        assert (start, -end) >= last, "not in text order"
        last = (start, -end)

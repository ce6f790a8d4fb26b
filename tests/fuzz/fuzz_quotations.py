"""Any text to the words between its quotation marks: spans inside their paragraph, nested or apart, the same twice."""

from fuzz.oracles import bounded, check_rising, read_text

from analysis.finding.marks import find_quoted

MAX_BYTES = 2_048


def check(data):
    text = read_text(data)
    paragraphs = list(lines_of(text))
    with bounded(len(text)):
        found = find_quoted(text, paragraphs)
    check_rising([(quoted.outer_start, quoted.outer_end) for quoted in found], text)
    for quoted in found:
        words = text[quoted.start : quoted.end]
        assert words
        assert words == words.strip()
        assert quoted.outer_start <= quoted.start < quoted.end <= quoted.outer_end
        assert any(start <= quoted.outer_start and quoted.outer_end <= end for start, end in paragraphs)
    check_apart([(q.outer_start, q.outer_end) for q in found if not q.single])
    assert found == find_quoted(text, paragraphs)


def check_apart(spans):
    """Check that no two quotations between double marks overlap by a part: they are nested or apart."""
    around = []
    for start, end in spans:
        while around and around[-1] <= start:
            around.pop()
        assert not around or end <= around[-1], "quotations overlap"
        around.append(end)


def lines_of(text):
    """Yield the spans of lines that hold more than blanks, as a plain article's paragraphs are."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)

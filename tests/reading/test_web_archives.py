import gzip
import random

import pytest

from analysis.corpus.events import list_events
from analysis.reading.files import count_articles, read_articles, read_event
from analysis.reading.stored import read_stored
from analysis.reading.web_archives import read_web_archive

BODY = "The old bridge was closed on Monday. Engineers found cracks in two of its piers, the city said."
MORE = "Traffic is led over the new bridge until the repairs are done, which may take a year."


def make_page(title, body=BODY, head=""):
    return (
        f'<html lang="en"><head><title>{title} | The Daily Example</title>{head}'
        '<meta property="og:site_name" content="The Daily Example">'
        '<meta property="article:published_time" content="2024-02-28"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1><p>{body}</p><p>{MORE}</p></article><footer>Subscribe</footer></body></html>"
    )


def write_warc(path, *answers, compressed=True):
    """Write a crawl: warcinfo, then for each answer (address, status, headers, body) a request and a response."""
    records = [format_record("warcinfo", "", b"software: test\r\n")]
    for url, status, headers, body in answers:
        records.append(format_record("request", url, b"GET / HTTP/1.1\r\nHost: daily.example\r\n\r\n"))
        said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        block = f"HTTP/1.1 {status}\r\n{said}\r\n".encode() + (body if isinstance(body, bytes) else body.encode())
        records.append(format_record("response", url, block))
    path.write_bytes(b"".join(gzip.compress(record) if compressed else record for record in records))
    return path


def format_record(kind, url, block):
    media = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    said = {
        "WARC-Type": kind,
        **({"WARC-Target-URI": url} if url else {}),
        "WARC-Date": "2024-03-01T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000000>",
        "Content-Type": media,
        "Content-Length": len(block),
    }
    return b"WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in said.items()).encode() + b"\r\n" + block + b"\r\n\r\n"


HTML = {"Content-Type": "text/html; charset=utf-8"}


def answer(number, body=None, *, status="200 OK", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return f"https://daily.example/{number}", status, {**HTML, **named}, body or make_page(f"Bridge {number} closed")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_web_archive_are_articles(tmp_path, name):
    picture = ("https://daily.example/a.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG\r\n")
    moved = answer(9, status="301 Moved", Location="/10")
    path = write_warc(tmp_path / name, answer(1), picture, moved, answer(2), compressed=name.endswith("gz"))
    event = read_event(tmp_path)
    assert [article.title for article in event.articles] == ["Bridge 1 closed", "Bridge 2 closed"]
    first = event.articles[0]
    assert first.text.split("\n")[:2] == ["Bridge 1 closed", BODY]
    assert (first.source, first.published, first.url) == ("The Daily Example", "2024-02-28", "https://daily.example/1")
    assert [article.path for article in event.articles] == [f"{name} record 3", f"{name} record 9"]
    assert [problem.message for problem in event.problems if "skipped" in problem.message] == []
    assert count_articles([path]) == 4  # answers, whatever they hold: for progress
    assert list_events([tmp_path]) == [tmp_path]


def test_an_archived_page_is_read_as_a_page_on_its_own(tmp_path):
    (tmp_path / "page.html").write_text(make_page("Bridge 1 closed"))
    (alone,) = read_stored(tmp_path / "page.html")
    (archived,) = read_stored(write_warc(tmp_path / "crawl.warc.gz", answer(1)))
    assert archived.text == alone.text
    assert archived.facts == {"url": "https://daily.example/1"} | alone.facts
    assert archived.sha256 == alone.sha256


def test_compressed_and_chunked_answers_are_unpacked(tmp_path):
    packed = gzip.compress(make_page("Bridge 1 closed").encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    path = write_warc(
        tmp_path / "crawl.warc.gz",
        answer(1, packed, Content_Encoding="gzip"),
        answer(1, packed, Content_Encoding="x-gzip"),
        answer(1, chunked, Content_Encoding="gzip", Transfer_Encoding="chunked"),
    )
    assert len({stored.text for stored in read_stored(path)}) == 1
    assert len(list(read_stored(path))) == 3


def test_the_servers_character_set_goes_before_a_guess(tmp_path):
    page = make_page("Café closed", "The café was closed on Monday. “Cracks,” the city’s Zoë Vest said of its walls.")
    path = write_warc(
        tmp_path / "crawl.warc",
        answer(1, page.encode("cp1252"), Content_Type="text/html; charset=windows-1252"),
        answer(2, page.encode("utf-8"), Content_Type="text/html; charset=no-such-thing"),
        answer(3, page.encode("cp1252"), Content_Type="text/html"),
        compressed=False,
    )
    assert len({stored.text for stored in read_stored(path)}) == 1


def test_bad_records_are_problems_with_their_number(tmp_path):
    path = write_warc(
        tmp_path / "crawl.warc.gz",
        answer(1),
        answer(2, "<html><body></body></html>"),
        answer(3, b"\x00\x01\x02" * 400, Content_Encoding="br"),
        answer(4),
    )
    event = read_articles([path])
    assert [article.article_id for article in event.articles] == ["crawl.warc-000003", "crawl.warc-000009"]
    said = [problem.message for problem in event.problems]
    assert said[0] == "crawl.warc.gz record 5 is skipped: no article was found on the page"
    assert said[1].startswith(
        "crawl.warc.gz record 7 is skipped: it is no answer of a web server (its Content-Encoding"
    )


def test_a_file_that_breaks_off_keeps_what_came_before(tmp_path):
    whole = write_warc(tmp_path / "whole.warc", answer(1), answer(2), compressed=False).read_bytes()
    last = whole.rindex(b"WARC/1.0")
    for kept in (len(whole) - 100, last + 600, last + 90, last):
        (tmp_path / "cut.warc").write_bytes(whole[:kept])
        first, *rest = read_web_archive(tmp_path / "cut.warc")
        assert (first.url, first.problem) == ("https://daily.example/1", None)
        assert [page.number for page in rest if page.problem] == ([5] if kept > last else [])


def test_a_file_that_is_no_web_archive_is_a_problem(tmp_path):
    for n, data in enumerate([b"no archive\n" * 20, b"\x1f\x8b" + b"x" * 99, b"\x00" * 500, b"{" * 5000]):
        (tmp_path / f"odd{n}.warc").write_bytes(data)
    event = read_event(tmp_path)
    assert event.articles == ()
    assert len(event.problems) == 4
    assert all("record 1 is skipped, and what follows" in problem.message for problem in event.problems)


@pytest.mark.parametrize("name", ["whole.warc", "whole.warc.gz"])
def test_damaged_bytes_never_stop_a_run(tmp_path, name):
    whole = write_warc(tmp_path / name, answer(1), answer(2), compressed=name.endswith("gz")).read_bytes()
    rng = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        (tmp_path / f"damaged-{name}").write_bytes(data)
        for page in read_web_archive(tmp_path / f"damaged-{name}"):
            assert page.problem or page.data is not None

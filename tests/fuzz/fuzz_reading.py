"""Any bytes as a file of any kind to articles: no exception, text that can be written, the same twice."""

import os
import tempfile
from dataclasses import astuple, replace
from functools import cache
from pathlib import Path

from fuzz.oracles import bounded
from strategies import check_cover

from analysis.reading.encoding import decode_bytes
from analysis.reading.files import read_articles, read_event
from analysis.records import Article

MAX_BYTES = 4_096
SUFFIXES = [".txt", ".html", ".json", ".jsonl", ".csv", ".md", ".parquet", "sources.toml", "corrections.csv"]
STORY = b"Rain in Ham\n\nIt rained in Ham on Monday, killing 12 people, police said.\n"


def check(data):
    kind = SUFFIXES[data[0] % len(SUFFIXES)] if data else ".txt"
    with bounded(len(data)):
        event = read_as(kind, data[1:])
    assert event == read_as(kind, data[1:])
    for article in event.articles:
        check_article(article)
    for problem in event.problems:
        problem.message.encode("utf-8")
    if kind == ".txt":
        decoded = decode_bytes(data[1:])
        assert [article.text for article in event.articles] == ([] if decoded is None else [decoded.text])


def read_as(kind, data):
    """Read bytes as a file of a kind: an article, or what stands beside one."""
    folder = Path(_folder())
    for path in folder.iterdir():
        path.unlink()
    if kind.startswith("."):
        (folder / f"a{kind}").write_bytes(data)
    else:
        (folder / "a.txt").write_bytes(STORY)
        (folder / kind).write_bytes(data)
    return read_event(folder) if kind == "corrections.csv" else read_articles([folder])


@cache
def _folder():
    return tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)


def check_article(article: Article):
    check_cover(article.text, article.segments)
    for value in astuple(replace(article, segments=())):
        if isinstance(value, str):
            value.encode("utf-8")
    assert article.article_id
    assert article.source

"""What every test file needs: cases, small real articles, gold where it is present."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from analysis.comparing.similarity import LEXICAL, describe_similarity
from analysis.evaluating.synthetic import make_archive
from analysis.finding.language import parse_articles
from analysis.reading.drafts import Draft
from analysis.reading.segments import segment_text
from analysis.records import Article, Segment

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
SEED_GOLD = ROOT / "tests" / "gold" / "seed_pair"
GOLD = Path(os.environ.get("ANALYSIS_GOLD") or ROOT / ".." / "shared" / "gold")

needs_meaning = pytest.mark.skipif(describe_similarity() == LEXICAL, reason="the extra [meaning] is not installed")
needs_gold = pytest.mark.skipif(not (GOLD / "events").is_dir(), reason="no gold folder beside the project")


def load_cases(name):
    """Return the cases of tests/cases/NAME.jsonl as pytest parameters; known misses are strict xfails."""
    params = []
    path = ROOT / "tests" / "cases" / f"{name}.jsonl"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case["expect"] == "fail" else []
        params.append(pytest.param(case, id=f"{name}-{number}", marks=marks))
    return params


def make_article(text, *, article_id="a", whole=False, **facts):
    """Make an article of a text. ``whole``: one paragraph, without looking for a headline."""
    if whole:
        segments = (Segment(article_id, 0, len(text), "paragraph", "test"),)
    else:
        segments = segment_text(text, article_id=article_id)
    facts = {"event": "test", "source": "Test", "published": "2025-11-12", **facts}
    return Article(article_id, text=text, segments=segments, **facts)


def make_draft(text, *, article_id="a", **facts):
    """Make an article as a file holds it, its text not yet taken apart."""
    return Draft(article_id, "test", text, {"source": "Test", "published": "2025-11-12", **facts}, article_id, "")


@cache
def parse_paragraph(text, published="2025-11-12"):
    """Parse a text as one paragraph of an article published on a day."""
    return next(parse_articles([make_article(text, whole=True, published=published)]))


def write_archive(folder, n_events):
    """Write a small archive: events told after two texts, with names of their own, by the Post and the Gazette."""
    texts = [
        "Ferry aground off Lindholm\n\nA ferry with 212 people ran aground near Lindholm on Monday. Harbour master Ida "
        "Vest said it was calm. Divers searched the hull until nightfall, perhaps in vain.",
        "Saved from the Morning Star\n\nAll passengers are safe, Lindholm police said. A ferry with 212 people ran "
        "aground near Lindholm on Monday. The brutal wind came later.",
    ]
    for story, article in make_archive([texts], 2 * n_events):
        event = folder / story / "articles"
        event.mkdir(parents=True, exist_ok=True)
        (event / f"{article.source.replace(' ', '-')}.txt").write_text(article.text, "utf-8")
        said = "".join(f'[outlet-{n}]\nsource = "{name}"\n' for n, name in enumerate(("Post", "Gazette")))
        (event / "sources.toml").write_text(said, "utf-8")
    return folder

"""Comparisons built by hand, without a parser: small articles and full tables that point into them."""

import dataclasses
import hashlib
import re
from types import SimpleNamespace

from analysis.records import (
    Article,
    Claim,
    Conflict,
    Coverage,
    DateMention,
    Event,
    LabelUse,
    Match,
    Mention,
    Problem,
    Quantity,
    Quotation,
    Reuse,
    Role,
    Segment,
    Sentence,
    TermUse,
    Wording,
)
from analysis.tables import SCHEMAS, make_table, to_table

HARBOUR = """Ferry runs aground off Lindholm
Harbour Post
A ferry with 212 people on board ran aground near Lindholm on Monday, injuring at least 12 passengers.

“The sea was calm and nobody was warned,” harbour master Ida Vest said. The operator declined to comment.

Divers searched the hull until nightfall.

Subscribe to our newsletter!
"""
COAST = """Twelve hurt as ferry hits rocks
A ferry ran aground near Lindholm on Sunday, hurting at least 12 passengers, police said.

Police chief Aron Lund said the captain had been drinking. “The sea was calm and nobody was warned,” Vest said.
"""


def make_comparison(texts=None, *, sources=None, hostile=False):
    """Make the comparison of two articles with rows in every table, or of other texts with sentences alone."""
    texts = texts or {"harbour": HARBOUR, "coast": COAST}
    sources = sources or {"harbour": "Harbour Post", "coast": "Unnamed source A"}
    articles = [_make_article(key, text, sources.get(key, f"Source {key}"), hostile) for key, text in texts.items()]
    tables = {name: make_table(name, []) for name in SCHEMAS}
    texts = {article.article_id: article.text for article in articles}
    tables["articles"] = make_table("articles", [_article_row(article) for article in articles])
    tables["segments"] = to_table("segments", [s for a in articles for s in a.segments], texts)
    tables["sentences"] = to_table("sentences", [s for a in articles for s in split_sentences(a)], texts)
    event = Event("ferry-lindholm", tuple(articles), (Problem("coast", "The file names no outlet."),))
    tables["problems"] = make_table("problems", [dataclasses.asdict(p) for p in event.problems])
    if set(texts) == {"harbour", "coast"}:
        tables |= _full_tables(texts, tables["sentences"])
    return SimpleNamespace(event=event, tables=tables, **tables)


def span(texts, article_id, phrase):
    """Return where a phrase stands in an article."""
    start = texts[article_id].index(phrase)
    return article_id, start, start + len(phrase)


def split_sentences(article):
    """Split the parsed segments at full stops, well enough for these texts."""
    sentences = []
    for segment in article.segments:
        if segment.kind in ("headline", "subhead", "paragraph"):
            for match in re.finditer(r"\S.*?(?:[.,!?]”? (?=[“A-Z])|\n|\Z)", article.text[segment.start : segment.end]):
                start = segment.start + match.start()
                end = start + len(match.group().rstrip())
                position = round(start / len(article.text), 4)
                sentences.append(
                    Sentence(article.article_id, start, end, len(sentences), segment.kind, position, "test")
                )
    return sentences


def _make_article(article_id, text, source, hostile):
    segments, position = [], 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        kind = "headline" if number == 0 else "paragraph"
        if line.startswith("Subscribe"):
            kind = "furniture"
        elif line.strip() == source:
            kind = "dateline"
        segments.append(Segment(article_id, position, position + len(line), kind, "test"))
        position += len(line)
    return Article(
        article_id,
        "ferry-lindholm",
        source,
        text,
        tuple(segments),
        title=text.split("\n")[0],
        published="2025-11-12",
        path=f"{article_id}.txt",
        url="javascript:alert(1)" if hostile else "https://example.org/ferry",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _article_row(article):
    row = {name: getattr(article, name) for name in SCHEMAS["articles"] if hasattr(article, name)}
    return {**row, "n_characters": len(article.text), "n_words": len(article.text.split())}


def _full_tables(texts, sentences):
    rows = {(r.article_id, r.text): (r.article_id, r.start, r.end) for r in sentences.itertuples()}
    first = {a: next(s for (i, t), s in rows.items() if i == a and t.startswith("A ferry")) for a in texts}
    quoted = {a: span(texts, a, "The sea was calm and nobody was warned") for a in texts}
    number = {a: span(texts, a, "at least 12 passengers") for a in texts}
    monday, sunday = span(texts, "harbour", "on Monday"), span(texts, "coast", "on Sunday")
    records = {
        "quotations": [
            _quotation(quoted["harbour"], "Ida Vest"),
            _quotation(quoted["coast"], "Ida Vest"),
            _quotation(span(texts, "coast", "the captain had been drinking"), "Aron Lund", kind="indirect"),
            _quotation(span(texts, "harbour", "declined to comment"), None, kind="silence"),
        ],
        "quantities": [
            Quantity(*span(texts, "harbour", "212 people"), 212.0, 212.0, "people", None, "test"),
            *(Quantity(*number[a], 12.0, None, "passengers", "at least", "test") for a in texts),
        ],
        "dates": [
            DateMention(*monday, "2025-11-10", "2025-11-10", "test"),
            DateMention(*sunday, "2025-11-09", "2025-11-09", "test"),
            DateMention(*span(texts, "harbour", "until nightfall"), None, None, "test"),
        ],
        "mentions": [
            Mention(*span(texts, a, name), entity, kind, "test")
            for a, name, entity, kind in [
                ("harbour", "Lindholm", "Lindholm", "place"),
                ("coast", "Lindholm", "Lindholm", "place"),
                ("harbour", "Ida Vest", "Ida Vest", "person"),
                ("coast", "Vest", "Ida Vest", "person"),
                ("coast", "Aron Lund", "Aron Lund", "person"),
            ]
        ],
        "wording": [
            Wording(*span(texts, "coast", "drinking"), "loaded", "drinking", "test", "quoted", "test"),
            Wording(*span(texts, "harbour", "calm"), "hedge", "calm", "test", "own", "test"),
        ],
        "coverage": _judge(rows, first),
        "matches": [Match(*first["harbour"], *first["coast"], 0.9, "test")],
        "conflicts": [
            Conflict(*monday, "date", *sunday, "on Sunday", "Monday against Sunday", 0.9, True, "test"),
            Conflict(
                *span(texts, "harbour", "injuring"),
                "label",
                *span(texts, "coast", "hurting"),
                "hurting",
                "another word",
                0.4,
                False,
                "test",
            ),
        ],
        "claims": [Claim(*first[a], 0, f"Source {a}", 0.0, "own", "test") for a in texts],
        "label_uses": [
            LabelUse(*span(texts, "harbour", "A ferry"), "ferry", "ferry", "own", "act"),
            LabelUse(*span(texts, "coast", "A ferry"), "ferry", "ship", "quoted", "act"),
        ],
        "roles": [
            Role(*span(texts, "coast", "the captain"), "Aron Lund", "does", verb, "own", "subject")
            for verb in ("say", "drink", "steer", "drive", "fail")
        ],
        "term_uses": [
            TermUse(*span(texts, "harbour", "hull"), "hull", "own", "word"),
            TermUse(*span(texts, "coast", "sea"), "sea", "quoted", "word"),
        ],
        "reuse": [Reuse(*quoted["harbour"], *quoted["coast"], 8, "quotation", "test")],
    }
    tables = {name: to_table(name, made, texts) for name, made in records.items()}
    tables["voices"] = make_table("voices", [_voice("Harbour Post", "Ida Vest", 8, 1.0), *_coast_voices()])
    tables["entities"] = make_table("entities", _entity_rows())
    tables["labels"] = make_table(
        "labels",
        [
            {"entity": "ferry", "source": "Harbour Post", "label": "ferry", "n": 1, "voice": "own"},
            {"entity": "ferry", "source": "Unnamed source A", "label": "ship", "n": 1, "voice": "quoted"},
        ],
    )
    tables["vocabulary"] = make_table(
        "vocabulary",
        [
            {
                "term": "hull",
                "source": "Harbour Post",
                "n": 3,
                "n_others": 2,
                "per_1000_words": 12.0,
                "log_ratio": 1.4,
                "low": 0.2,
                "high": 2.6,
                "rate_ratio": 1.7,
            }
        ],
    )
    tables["style"] = make_table("style", [_style("harbour", "Harbour Post"), _style("coast", "Unnamed source A")])
    return tables


def _judge(rows, first):
    other = {"harbour": "coast", "coast": "harbour"}
    judged = []
    for (article_id, text), place in rows.items():
        near = first[other[article_id]]
        if text.startswith("A ferry"):
            status, score, sure = "shared", 0.9, True
        elif "calm" in text:
            status, score, sure = "partly", 0.5, False
        else:
            status, score, sure = "only", 0.1, "Divers" in text
        judged.append(Coverage(*place, near[0], status, score, sure, near[1], near[2], None, None, "test"))
    return judged


def _quotation(place, speaker, *, kind="direct"):
    none = (None, None)
    return Quotation(*place, kind, speaker, *none, "said", *none, "person", "neutral", "said", "test")


def _style(article_id, source):
    return {
        "article_id": article_id,
        "source": source,
        "n_words": 40,
        "n_sentences": 4,
        "n_own": 30,
        "n_quoted": 10,
        "words_per_sentence": 10.0,
        "share_quoted": 0.25,
        "share_named": float("nan"),
        "lix": 40.0,
    }


def _voice(source, speaker, n_words, share):
    return {
        "event": "ferry-lindholm",
        "source": source,
        "speaker": speaker,
        "kind": "person",
        "n_quotations": 1,
        "n_words": n_words,
        "share": share,
    }


def _coast_voices():
    return [
        _voice("Unnamed source A", "Ida Vest", 8, 8 / 13),
        _voice("Unnamed source A", "Aron Lund", 5, 5 / 13),
        {**_voice("Harbour Post", "Aron Lund", 0, 0.0), "n_quotations": 0},
    ]


def _entity_rows():
    keys = ("article_id", "entity", "kind", "n_mentions", "n_pronouns", "first", "salience")
    rows = [
        ("harbour", "Lindholm", "place", 2, 0, 0.1, 0.9),
        ("coast", "Lindholm", "place", 1, 0, 0.1, 0.8),
        ("harbour", "Ida Vest", "person", 1, 0, 0.4, 0.5),
        ("coast", "Ida Vest", "person", 1, 1, 0.9, 0.3),
        ("coast", "Aron Lund", "person", 1, 0, 0.6, 0.2),
    ]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def run_notebook(comparison, notebook):
    """Run the report's cells in this process on a comparison at hand, and return the executed notebook as text."""
    import ast
    import json

    from analysis.reporting import display

    space = {name: getattr(display, name) for name in display.__all__}
    space |= {
        "comparison": comparison,
        "compare": lambda event, lexicons=None: comparison,
        "read_event": lambda folder: None,
    }
    space["locate_event"] = lambda event, seeds: None
    space["locate_lexicons"] = lambda lexicons: None
    node = json.loads(notebook.read_text("utf-8"))
    for number, cell in enumerate((c for c in node["cells"] if c["cell_type"] == "code"), 1):
        *lines, last = ast.parse("".join(cell["source"])).body
        lines = [line for line in lines if not isinstance(line, ast.ImportFrom)]
        cell["execution_count"] = number
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([*lines, last], []), "cell", "exec"), space)
            continue
        exec(compile(ast.Module(lines, []), "cell", "exec"), space)
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
        data = {"text/html": shown._repr_html_(), "text/plain": repr(shown)}
        cell["outputs"] = [{"output_type": "execute_result", "execution_count": number, "metadata": {}, "data": data}]
    return json.dumps(node)

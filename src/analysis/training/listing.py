"""The training examples as a list that a person can read: what each is, how readers label it, and how many there are.

Three kinds. A ``pair`` of sentences: ``whole`` where readers link them and hold the first as shared, ``part`` where it
is partly there or carried by several sentences, ``other`` where they do not link them; ``hard`` marks one of these
that names the same people or things. A ``passage``: a sentence against its candidates, with the readers' status. A
``copy``: a sentence and a changed copy (``perturbing``), ``same`` or ``other``.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from analysis.evaluating.examples import Example
from analysis.training.perturbing import perturb
from analysis.training.rows import Row, find_unit

Listed = dict[str, Any]  # one example


def list_examples(examples: Sequence[Example], rows: Sequence[Row]) -> Iterator[Listed]:
    """Yield every training example: pairs and passages in order of the rows, then copies in order of the sentences."""
    by_name = {example.name: example for example in examples}
    for row in rows:
        if row.answers is not None:
            yield from _list_pairs(by_name[row.event], row)
            yield _list_passage(by_name[row.event], row)
    for example in examples:
        yield from list_copies(example)


def _list_pairs(example: Example, row: Row) -> Iterator[Listed]:
    unit = find_unit(example, row.article_id, row.row)
    n_links = sum(candidate.linked is True for candidate in row.candidates)
    for candidate in row.candidates:
        if candidate.linked is None:
            continue
        other = find_unit(example, row.other_id, candidate.row)
        label = label_pair(linked=candidate.linked, status=row.status, n_links=n_links)
        hard = label == "other" and bool(set(unit.names) & set(other.names))
        yield {
            **_head("pair", row.event, row.family),
            "text": unit.text,
            "other_text": other.text,
            "label": label,
            "hard": hard,
        }


def label_pair(*, linked: bool, status: str | None, n_links: int) -> str:
    """Say how much of a sentence another one carries.

    >>> [label_pair(linked=linked, status="shared", n_links=n) for linked, n in ((True, 1), (True, 2), (False, 1))]
    ['whole', 'part', 'other']
    >>> label_pair(linked=True, status="partly", n_links=1)
    'part'
    """
    if not linked:
        return "other"
    return "whole" if status == "shared" and n_links == 1 else "part"


def _list_passage(example: Example, row: Row) -> Listed:
    texts = [find_unit(example, row.other_id, candidate.row).text for candidate in row.candidates]
    return {
        **_head("passage", row.event, row.family),
        "text": find_unit(example, row.article_id, row.row).text,
        "other_texts": texts,
        "label": row.status,
    }


def list_copies(example: Example) -> Iterator[Listed]:
    """Yield changed copies of an event's sentences; what is changed depends on the sentence alone, not on the order."""
    names = sorted({name for unit in example.space.units for name in unit.names})
    for unit in example.space.units:
        random = Random(zlib.crc32(unit.text.encode()))
        others = [name for name in names if name not in unit.names]
        for copy in perturb(unit.text, unit.names, others, random):
            yield {
                **_head("copy", example.name, example.family),
                "text": unit.text,
                "other_text": copy.text,
                "change": copy.change,
                "label": copy.label,
            }


def _head(kind: str, event: str, family: str) -> Listed:
    return {"kind": kind, "event": event, "family": family}


def count_listed(listed: Iterable[Listed]) -> Counter[tuple[str, str]]:
    """Count examples by kind and label; copies by what was changed, hard pairs apart."""
    return Counter((example["kind"], _describe(example)) for example in listed)


def _describe(example: Listed) -> str:
    if example["kind"] == "copy":
        return f"{example['label']}: {example['change']}"
    return f"{example['label']}, hard" if example.get("hard") else str(example["label"])


def format_counts(counts: Counter[tuple[str, str]]) -> str:
    """Return the counts as aligned lines, each kind with its sum.

    >>> print(format_counts(Counter({("pair", "whole"): 2, ("pair", "other"): 30})))
    pair                            32
      other                         30
      whole                          2
    """
    lines = []
    for kind in sorted({kind for kind, _ in counts}):
        own = {label: n for (held, label), n in counts.items() if held == kind}
        lines.append(f"{kind:<28}{sum(own.values()):>6}")
        lines += [f"  {label:<26}{own[label]:>6}" for label in sorted(own)]
    return "\n".join(lines)


def write_listed(listed: Iterable[Listed], path: Path) -> Path:
    """Write the examples as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(example, ensure_ascii=False) + "\n" for example in listed)
    return path

"""How each source names the same people, acts and things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.comparing.acts import act_before, act_of, antecedent, find_parts
from analysis.comparing.aligned_labels import OBJECT, THE, find_aligned
from analysis.comparing.phrases import BARE, Phrase, find_phrases, join_tokens, to_phrase
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.voice import CALLED, Charge, find_charges, is_quoted, quoted_spans
from analysis.finding.wording import COUNTED_KINDS
from analysis.records import Match, Mention
from analysis.tables import make_table

_COPULAS = ("be", "become", "remain")
_COURTESIES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx.", "sir", "then", "ex", "the"))
_BEFORE_NAME = ("compound", "amod", "nmod", "appos")


_Key = tuple[str, str, str, str]  # entity, label, voice, source


class Label(NamedTuple):
    """A label in one article's text."""

    entity: str
    label: str
    start: int
    end: int
    voice: str  # own · quoted


def count_labels(found: Sequence[Findings], matches: Sequence[Match]) -> pd.DataFrame:
    """Count the labels that each source gives to the same people, acts and things.

    Counts: titles, epithets, appositions and copulas of named entities ("President X", "X, the minister,",
    "X is a reformer"), what they are called or described as; and the nouns, with their modifiers, for the
    parts of one act ("who or what was attacked": "suspected pirate boats", "fishing vessels") and for the act
    itself ("what was done (attacked)": "massacre"); in aligned sentences, one noun with other modifiers
    ("the bid": "hostile bid", "unsolicited bid") and the objects of one verb ("steal (whom or what)").
    Leaves out: names, pronouns, numbers and determiners; parts of an act that only one source fills;
    sentences that name another year than the article's; repeated ledes and furniture.

    Returns:
        The table ``labels``: a row for each entity, label, voice and source (zero is a row). Entities that
        more sources label first, then those with more labels, then by name; labels by count, then by
        label and voice; sources in order of their first article. ``voice`` is quoted where the label stands
        in somebody's words, see ``voice.quoted_spans``.
    """
    sources = list(dict.fromkeys(findings.article.source for findings in found))
    aligned = find_aligned(found, matches)
    counts: Counter[_Key] = Counter()
    for findings in found:
        for row in find_labels(findings, aligned=aligned[findings.article.article_id]):
            counts[row.entity, row.label, row.voice, findings.article.source] += 1
    rows = [
        {"entity": entity, "source": source, "label": label, "n": counts[entity, label, voice, source], "voice": voice}
        for entity, label, voice in _order(counts)
        for source in sources
    ]
    return make_table("labels", rows)


def _order(counts: Counter[_Key]) -> list[tuple[str, str, str]]:
    """Return (entity, label, voice) in the table's order, without the parts that one source alone fills."""
    spread: dict[str, set[str]] = {}
    of_entity: Counter[str] = Counter()
    together: Counter[tuple[str, str, str]] = Counter()
    for (entity, label, voice, source), n in counts.items():
        spread.setdefault(entity, set()).add(source)
        of_entity[entity] += n
        together[entity, label, voice] += n
    shown = [key for key in together if len(spread[key[0]]) > 1 or not _is_part(key[0])]
    return sorted(shown, key=lambda k: (-len(spread[k[0]]), -of_entity[k[0]], k[0], -together[k], k[1:]))


def find_labels(findings: Findings, *, aligned: Sequence[tuple[str, Phrase]] = ()) -> list[Label]:
    """Find the labels in one article, in text order: the passages behind ``count_labels``.

    ``aligned`` is what ``find_aligned`` gives for this article.
    """
    parsed = findings.parsed
    spans = quoted_spans(parsed, findings.quotations)
    found = {
        (entity, phrase.start, phrase.end): Label(
            entity, phrase.text, phrase.start, phrase.end, "quoted" if is_quoted(spans, phrase.start) else "own"
        )
        for entity, phrase in (*_find_all(parsed, findings.mentions), *aligned)
        if phrase.text
        and (_is_part(entity) or phrase.text.lower() not in entity.lower())
        and parsed.sentences[parsed.tokens[phrase.head].sentence].kind in COUNTED_KINDS
    }
    return sorted(found.values(), key=lambda row: (row.start, row.end, row.entity))


def _find_all(parsed: Parsed, mentions: Sequence[Mention]) -> Iterator[tuple[str, Phrase]]:
    entities: dict[int, str] = {}
    for mention in mentions:
        if mention.kind == "place":
            continue  # "the southern Caribbean" is a part of it, no label
        first, last = parsed.tokens_in(mention.start, mention.end)
        if first < last:
            entities |= dict.fromkeys(range(first, last), mention.entity)
            yield from ((mention.entity, phrase) for phrase in _of_mention(parsed, first, last))
    for part in find_parts(parsed):
        yield part.name, part.phrase
    for charge in find_charges(parsed):
        for charged, phrase in _names(parsed, charge):
            act = None if charged is None else act_of(parsed, charged)
            if act is None and act_of(parsed, phrase.head):
                act = act_before(parsed, charge.by)
            entity = f"what was done ({act})" if act else entities.get(-1 if charged is None else charged)
            if entity is not None:
                yield entity, phrase


def _of_mention(parsed: Parsed, first: int, last: int) -> Iterator[Phrase]:
    top = next((i for i in range(first, last) if not first <= parsed.tokens[i].head < last), first)
    if parsed.tokens[top].pos == "PROPN":
        yield from _title(parsed, first, last)
        yield from _appositions(parsed, first, last, top)
    elif parsed.tokens[top].pos == "NOUN" and not parsed.tokens[top].text[0].isupper():
        yield to_phrase(parsed, top)  # a description that stands for the entity: "the firm"
        return
    yield from _predicates(parsed, top)


def _title(parsed: Parsed, first: int, last: int) -> Iterator[Phrase]:
    """Yield the words before a name that hang on it: "Finance Minister", "embattled"."""
    begin = first
    while begin > 0 and parsed.tokens[begin - 1].dep in _BEFORE_NAME and first <= parsed.tokens[begin - 1].head < last:
        begin -= 1
    # What hangs on the title in turn: "Finnish" on "President".
    while 0 < begin < first and begin <= parsed.tokens[begin - 1].head < first:
        if parsed.tokens[begin - 1].dep not in _BEFORE_NAME:
            break
        begin -= 1
    title = parsed.tokens[begin:first]
    bare = all(token.text.lower() in _COURTESIES or token.lemma.lower() in BARE for token in title)
    plain = all(token.pos in ("NOUN", "PROPN", "ADJ", "PUNCT") or token.tag == "VBN" for token in title)
    # In "Texas-based Acme" and "the 46-year-old Roe" the model cuts at the hyphen.
    cut = begin > 0 and parsed.tokens[begin - 1].text in ("-", "‑")
    if begin < first and plain and not cut and not bare and title[-1].text[-1].isalpha():
        text = join_tokens(parsed, begin, first)
        yield Phrase(text, parsed.tokens[begin].start, parsed.tokens[first - 1].end, first - 1)


def _appositions(parsed: Parsed, first: int, last: int, top: int) -> Iterator[Phrase]:
    """Yield "the finance minister" from "Roe, the finance minister," and from "the finance minister, Roe".

    Only where nothing or a comma stands between: the parser also ties lists and asides as appositions.
    """
    tokens, head = parsed.tokens, parsed.tokens[top].head
    beside = head == first - 1 or (head == first - 2 and tokens[first - 1].text == ",")
    if tokens[top].dep == "appos" and tokens[head].pos == "NOUN" and beside:
        yield to_phrase(parsed, head)
    for child in parsed.children[top]:
        begin = parsed.subtree(child)[0]
        beside = begin == last + 1 and tokens[last].text == ","
        listed = any(tokens[i].dep in ("conj", "cc") for i in parsed.children[child])
        if tokens[child].dep == "appos" and tokens[child].pos == "NOUN" and beside and not listed:
            yield to_phrase(parsed, child)


def _predicates(parsed: Parsed, top: int) -> Iterator[Phrase]:
    """Yield what somebody is said to be: "X is a reformer"."""
    token = parsed.tokens[top]
    verb = token.head
    if token.dep == "nsubj" and parsed.tokens[verb].lemma in _COPULAS and not _is_denied(parsed, verb):
        for child in parsed.children[verb]:
            if parsed.tokens[child].dep == "attr" and parsed.tokens[child].pos == "NOUN" and child > verb:
                yield from find_phrases(parsed, child)


def _is_denied(parsed: Parsed, verb: int) -> bool:
    """Tell "is not a reformer" and "would be a reformer" from a plain statement."""
    return any(parsed.tokens[i].dep == "neg" or parsed.tokens[i].tag == "MD" for i in parsed.children[verb])


def _names(parsed: Parsed, charge: Charge) -> Iterator[tuple[int | None, Phrase]]:
    """Yield who or what is called something, and what: "the strikes, that critics have likened to murder"."""
    if charge.link not in (CALLED, "as", "to"):
        return
    if any(parsed.tokens[i].dep == "neg" for i in parsed.children[charge.by]):
        return
    charged = None if charge.charged is None else antecedent(parsed, charge.charged, charge.by)
    if parsed.tokens[charge.what].pos == "ADJ":
        yield charged, to_phrase(parsed, charge.what)
    else:
        yield from ((charged, phrase) for phrase in find_phrases(parsed, charge.what))


def _is_part(entity: str) -> bool:
    """Tell an act's part or an aligned thing, which is compared between sources, from a named entity."""
    return entity.startswith(("who or what was ", "by whom or what (", THE)) or entity.endswith(OBJECT)

"""How each source names the same people, acts and things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.comparing.acts import act_before, act_of, antecedent, find_parts
from analysis.comparing.aligned_labels import OBJECT, THE, find_aligned
from analysis.comparing.phrases import BARE, Phrase, find_phrases, join_tokens, to_phrase
from analysis.comparing.referents import find_ties, name_referent
from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.voice import CALLED, Charge, find_charges, is_quoted, quoted_spans
from analysis.finding.wording import COUNTED_KINDS
from analysis.records import Article, LabelUse, Match, Mention
from analysis.tables import make_table

_COPULAS = ("be", "become", "remain")
_COURTESIES = frozenset(("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx.", "sir", "then", "ex", "the"))
_BEFORE_NAME = ("compound", "amod", "nmod", "appos")


_OF_ACTS = ("who was ", "what was ", "who or what was ", "by whom or what (")
_Found = tuple[str, Phrase, str]  # entity, label, rule


def count_labels(uses: Sequence[LabelUse], articles: Sequence[Article]) -> pd.DataFrame:
    """Count the labels that each source gives to the same people, acts and things.

    Args:
        uses: what ``find_label_uses`` gives.
        articles: the event's articles.

    Returns:
        The table ``labels``: a row for each entity, label, voice and source (zero is a row). Entities that
        more sources label first, of these the acts and those in them, then those with more different labels,
        then by name; labels by count, then by label and voice; sources in order of their first article.
        ``voice`` is quoted where the label stands
        in somebody's words, see ``voice.quoted_spans``.
    """
    source_of = {article.article_id: article.source for article in articles}
    sources = list(dict.fromkeys(source_of.values()))
    counts = Counter((use.entity, use.label, use.voice, source_of[use.article_id]) for use in uses)
    rows = [
        {"entity": entity, "source": source, "label": label, "n": counts[entity, label, voice, source], "voice": voice}
        for entity, label, voice in _order(counts)
        for source in sources
    ]
    return make_table("labels", rows)


def find_label_uses(found: Sequence[Findings], matches: Sequence[Match]) -> list[LabelUse]:
    """Find what each source calls the same people, acts and things: the passages behind ``count_labels``.

    Counts: titles, epithets, appositions and copulas of named entities ("President X", "X, the minister,",
    "X is a reformer"), what they are called or described as; the nouns, with their modifiers, for the parts of
    one act ("what was attacked": "suspected pirate boats", "fishing vessels"), with their appositions and copulas;
    what the act itself is called ("what was done (attacked)": "massacre"); in aligned sentences, one noun with
    other modifiers ("the bid": "hostile bid", "unsolicited bid") and the objects of one verb ("steal (whom or
    what)"). People who were killed and people whom the event's texts say were attacked in the same acts are one
    referent, see ``referents``. A phrase that stands in an act or beside a name is not counted again as aligned.
    Leaves out: names, pronouns, numbers and determiners; parts of an act and aligned things that only one
    source labels, and aligned things with one label; sentences that name another year than the article's;
    repeated ledes and furniture.

    Returns:
        By article, in text order.
    """
    aligned, ties = find_aligned(found, matches), find_ties(found)
    uses = [
        use
        for findings in found
        for use in find_labels(findings, aligned=aligned[findings.article.article_id], ties=ties)
    ]
    source_of = {findings.article.article_id: findings.article.source for findings in found}
    sources: dict[str, set[str]] = {}
    labels: dict[str, set[str]] = {}
    for use in uses:
        sources.setdefault(use.entity, set()).add(source_of[use.article_id])
        labels.setdefault(use.entity, set()).add(use.label.lower())
    return [
        use
        for use in uses
        if (len(sources[use.entity]) > 1 or not _is_part(use.entity))
        and (len(labels[use.entity]) > 1 or not _is_aligned(use.entity))
    ]


def find_labels(
    findings: Findings, *, aligned: Sequence[tuple[str, Phrase]] = (), ties: Mapping[str, str] | None = None
) -> list[LabelUse]:
    """Find the labels in one article, in text order.

    Args:
        findings: the article.
        aligned: what ``find_aligned`` gives for this article.
        ties: what ``find_ties`` gives for its event.
    """
    parsed = findings.parsed
    spans = quoted_spans(parsed, findings.quotations)
    kept: dict[tuple[str, int, int], LabelUse] = {}
    heads: set[int] = set()
    for entity, phrase, rule in (
        *_find_all(parsed, findings.mentions, ties or {}),
        *((entity, phrase, "aligned") for entity, phrase in aligned),
    ):
        counted = parsed.sentences[parsed.tokens[phrase.head].sentence].kind in COUNTED_KINDS
        named = not _is_part(entity) and phrase.text.lower() in entity.lower()
        key = entity, phrase.start, phrase.end
        if not phrase.text or not counted or named or key in kept or (rule == "aligned" and phrase.head in heads):
            continue
        voice = "quoted" if is_quoted(spans, phrase.start) else "own"
        kept[key] = LabelUse(parsed.article.article_id, phrase.start, phrase.end, entity, phrase.text, voice, rule)
        if rule != "aligned":
            heads.add(phrase.head)
    return sorted(kept.values(), key=lambda row: (row.start, row.end, row.entity))


def _order(counts: Mapping[tuple[str, str, str, str], int]) -> list[tuple[str, str, str]]:
    """Return (entity, label, voice) in the table's order."""
    spread: dict[str, set[str]] = {}
    labels: dict[str, set[str]] = {}
    together: Counter[tuple[str, str, str]] = Counter()
    for (entity, label, voice, source), n in counts.items():
        spread.setdefault(entity, set()).add(source)
        labels.setdefault(entity, set()).add(label)
        together[entity, label, voice] += n
    return sorted(
        together,
        key=lambda k: (
            -len(spread[k[0]]),
            not k[0].startswith(_OF_ACTS),
            -len(labels[k[0]]),
            k[0],
            -together[k],
            k[1:],
        ),
    )


def _find_all(parsed: Parsed, mentions: Sequence[Mention], ties: Mapping[str, str]) -> Iterator[_Found]:
    entities: dict[int, str] = {}
    for mention in mentions:
        if mention.kind == "place":
            continue  # "the southern Caribbean" is a part of it, no label
        first, last = parsed.tokens_in(mention.start, mention.end)
        if first < last:
            entities |= dict.fromkeys(range(first, last), mention.entity)
            yield from ((mention.entity, phrase, "name") for phrase in _of_mention(parsed, first, last))
    for part in find_parts(parsed):
        entity = name_referent(parsed, part, ties)
        yield entity, part.phrase, "act"
        first, last = parsed.tokens_in(part.phrase.start, part.phrase.end)
        for phrase in (
            *_appositions(parsed, first, last, part.phrase.head),
            *_predicates(parsed, part.phrase.head),
        ):
            yield entity, phrase, "act"
    yield from _find_charged(parsed, entities)


def _find_charged(parsed: Parsed, entities: Mapping[int, str]) -> Iterator[_Found]:
    for charge in find_charges(parsed):
        for charged, phrase in _names(parsed, charge):
            act = None if charged is None else act_of(parsed, charged)
            if act is None and act_of(parsed, phrase.head):
                act = act_before(parsed, charge.by)
            entity = f"what was done ({act})" if act else entities.get(-1 if charged is None else charged)
            if entity is not None:
                yield entity, phrase, "called"


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
    return (entity.startswith(_OF_ACTS) and not entity.startswith("what was done (")) or _is_aligned(entity)


def _is_aligned(entity: str) -> bool:
    return entity.startswith(THE) or entity.endswith(OBJECT)

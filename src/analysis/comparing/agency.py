"""Who does and who suffers: an entity as subject of an active verb, of a passive one, or as its object."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.lexicon import read_lexicon
from analysis.finding.voice import is_quoted, quoted_spans
from analysis.finding.wording import COUNTED_KINDS
from analysis.records import Role

ROLES = ("does", "suffers, doer named", "suffers, no doer")
# Nothing is done to whom one tells, meets or resembles, to where one goes, or to who is expected or born.
_UNHARMED_LISTED = (
    "meet join reach leave enter depart visit tour approach resemble equal match include contain represent follow "
    "precede succeed become face want like love need know see hear watch find remember expect schedule suppose bear "
    "base locate slate set due inform notify"
)
_UNHARMED = frozenset(_UNHARMED_LISTED.split())
MIN_ROLES = 5  # an entity with fewer roles in all sources together gets no row


def find_roles(findings: Findings) -> list[Role]:
    """Find the roles of one article's mentions, pronouns among them, in text order.

    Counts: "does": subject of an active verb, or after "by"; "suffers, doer named": object of an active verb
    with a subject, or passive subject with "by …"; "suffers, no doer": passive subject without one.
    Leaves out: mentions within a longer noun phrase ("Roe's lawyer said"), forms of "be" and "have",
    negated verbs, objects of verbs that do nothing to them ("told Roe", "met Roe", "Roe is expected"),
    furniture and repeated ledes.
    """
    parsed, rows = findings.parsed, []
    spans = quoted_spans(parsed, findings.quotations)
    for mention in findings.mentions:
        first, last = parsed.tokens_in(mention.start, mention.end)
        top = next((i for i in range(first, last) if not first <= parsed.tokens[i].head < last), first)
        found = _role(parsed, top) if first < last else None
        if found is not None:
            role, verb, rule = found
            place = mention.article_id, mention.start, mention.end, mention.entity
            voice = "quoted" if is_quoted(spans, mention.start) else "own"
            rows.append(Role(*place, role, parsed.tokens[verb].lemma, voice, rule))
    return sorted(rows, key=lambda row: (row.start, row.end))


def count_roles(roles: pd.DataFrame, articles: pd.DataFrame, *, minimum: int = MIN_ROLES) -> pd.DataFrame:
    """Count the roles of each entity by source and voice; zero is a row.

    Args:
        roles: the table ``roles``.
        articles: the table ``articles``.
        minimum: entities with fewer roles in all are left out.

    Returns:
        entity, source, role, voice, n. Entities with most roles first, then by name; sources in order of their
        first article; roles in the order of ``ROLES``; own before quoted.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    totals = roles["entity"].value_counts()
    entities = sorted(totals[totals >= minimum].index, key=lambda entity: (-totals[entity], entity))
    keys = [entities, list(dict.fromkeys(articles["source"])), list(ROLES), ["own", "quoted"]]
    index = pd.MultiIndex.from_product(keys, names=["entity", "source", "role", "voice"])
    named = roles.assign(source=roles["article_id"].map(source_of))
    return named.groupby(index.names).size().reindex(index, fill_value=0).rename("n").reset_index()


def _role(parsed: Parsed, top: int) -> tuple[str, int, str] | None:
    """Return the role of a noun or pronoun, its verb, and how it hangs on the verb."""
    token = parsed.tokens[top]
    verb = parsed.tokens[token.head].head if token.dep == "pobj" else token.head
    if parsed.tokens[verb].pos != "VERB" or parsed.sentences[token.sentence].kind not in COUNTED_KINDS:
        return None
    below = {parsed.tokens[i].dep for i in parsed.children[verb]}
    if parsed.tokens[verb].lemma in ("be", "have") or "neg" in below:
        return None
    if token.dep == "nsubj":
        return ROLES[0], verb, "subject"
    if token.dep == "pobj" and parsed.tokens[token.head].dep == "agent":
        return ROLES[0], verb, "agent"
    if _leaves_unharmed(parsed.tokens[verb].lemma.lower()):
        return None
    if token.dep == "nsubjpass":
        return (ROLES[1] if "agent" in below else ROLES[2]), verb, "passive subject"
    return (ROLES[1], verb, "object") if token.dep == "dobj" and "nsubj" in below else None


def _leaves_unharmed(lemma: str) -> bool:
    """Tell verbs that do nothing to their object: neutral verbs of saying, meeting, going, perceiving, planning."""
    return lemma in _UNHARMED or lemma in _neutral_verbs()


@lru_cache(maxsize=1)
def _neutral_verbs() -> frozenset[str]:
    return frozenset(row.term for row in read_lexicon("reporting_verbs.csv") if row.category == "neutral")

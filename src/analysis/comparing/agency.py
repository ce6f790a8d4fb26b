"""Who does and who suffers: an entity as subject of an active verb, of a passive one, or as its object."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from analysis.finding.annotate import Findings
from analysis.finding.language import Parsed
from analysis.finding.wording import COUNTED_KINDS

ROLES = ("does", "suffers, doer named", "suffers, no doer")
MIN_ROLES = 5  # an entity with fewer roles in all sources together gets no row


class Role(NamedTuple):
    """A mention in a role. ``verb`` is the verb's lemma."""

    article_id: str
    entity: str
    role: str  # ROLES
    verb: str
    start: int  # the mention
    end: int


class Agency(NamedTuple):
    """How often a source gives an entity a role."""

    entity: str
    source: str
    role: str
    n: int


def find_roles(findings: Findings) -> list[Role]:
    """Find the roles of one article's mentions, pronouns among them, in text order.

    Counts: "does": subject of an active verb, or after "by"; "suffers, doer named": object of an active verb
    with a subject, or passive subject with "by …"; "suffers, no doer": passive subject without one.
    Leaves out: mentions within a longer noun phrase ("Roe's lawyer said"), forms of "be" and "have",
    negated verbs, furniture and repeated ledes.
    """
    parsed, rows = findings.parsed, []
    for mention in findings.mentions:
        first, last = parsed.tokens_in(mention.start, mention.end)
        top = next((i for i in range(first, last) if not first <= parsed.tokens[i].head < last), first)
        role = _role(parsed, top) if first < last else None
        if role is not None:
            name, verb = role
            rows.append(
                Role(mention.article_id, mention.entity, name, parsed.tokens[verb].lemma, mention.start, mention.end)
            )
    return sorted(rows, key=lambda row: (row.start, row.end))


def count_agency(found: Sequence[Findings], *, minimum: int = MIN_ROLES) -> list[Agency]:
    """Count the roles of each entity and source; zero is a row.

    By entity, most roles first, then by name; sources in order of their first article; roles in the order
    of ``ROLES``. Entities with fewer than ``minimum`` roles in all are left out.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for findings in found:
        counts.update((row.entity, findings.article.source, row.role) for row in find_roles(findings))
    totals: Counter[str] = Counter()
    for (entity, _, _), n in counts.items():
        totals[entity] += n
    sources = list(dict.fromkeys(findings.article.source for findings in found))
    entities = sorted((e for e, n in totals.items() if n >= minimum), key=lambda e: (-totals[e], e))
    return [
        Agency(entity, source, role, counts[entity, source, role])
        for entity in entities
        for source in sources
        for role in ROLES
    ]


def _role(parsed: Parsed, top: int) -> tuple[str, int] | None:
    """Return the role of a noun or pronoun and its verb."""
    token = parsed.tokens[top]
    verb = parsed.tokens[token.head].head if token.dep == "pobj" else token.head
    if parsed.tokens[verb].pos != "VERB" or parsed.sentences[token.sentence].kind not in COUNTED_KINDS:
        return None
    below = {parsed.tokens[i].dep for i in parsed.children[verb]}
    if parsed.tokens[verb].lemma in ("be", "have") or "neg" in below:
        return None
    if token.dep == "nsubj" or (token.dep == "pobj" and parsed.tokens[token.head].dep == "agent"):
        return ROLES[0], verb
    if token.dep == "nsubjpass":
        return (ROLES[1] if "agent" in below else ROLES[2]), verb
    return (ROLES[1], verb) if token.dep == "dobj" and "nsubj" in below else None

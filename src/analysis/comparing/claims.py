"""Aligned sentences of N articles grouped into claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.comparing.units import UNIT_KINDS
from analysis.finding.annotate import Findings
from analysis.records import Claim, Match, Quotation, Sentence

_BASES = {
    "person": "named",
    "organisation": "named",
    "official": "official",
    "anonymous": "unnamed",
    "document": "document",
}
_SPOKEN = ("direct", "indirect", "social")  # scare quotes and refusals to comment lend a statement no source
# Two claims merged in error are a false statement, one claim split a nuisance. Of pairs joined from .5 on readers link
# .77, from .65 on .88; a sentence that is one too many of its source was right in .60 of pairs from .5 on.
_FIRM = 0.65  # a link joins from here
_FIRMER = 0.85  # and attaches a further sentence of a source from here
_LEAST_SPOKEN = 1 / 3  # share of a sentence that must be somebody's words for the sentence to stand on their word

Place = tuple[str, int]  # article_id, start of the sentence


def group_claims(found: Sequence[Findings], matches: Sequence[Match]) -> list[Claim]:
    """Group the sentences of an event's articles into claims.

    Two groups become one only where every two of their sentences are aligned, best links first, one sentence a
    source: one weak link never joins two groups. A sentence left over then joins the group of its best link if it is
    aligned with at least half of the group's sentences in other articles. All others are claims of one source;
    their rule is "alone, weak link" where a link below _FIRM was left aside: another source may carry them.

    Returns:
        One row a sentence (headlines, subheads, paragraphs), by claim, then in order of ``found`` and text. Claims
        are numbered from 1 by where they first stand in any article, headlines first, then by position. ``basis`` is on
        whose word the source gives it; "own" where less than a third of the sentence is given as somebody's words.
    """
    sentences = {(s.article_id, s.start): s for f in found for s in f.parsed.sentences if s.kind in UNIT_KINDS}
    every = {frozenset(((m.article_id, m.start), (m.other_id, m.other_start))): m.score for m in matches}
    links = {pair: score for pair, score in every.items() if score >= _FIRM}
    weak = {place for pair in every for place in pair}
    groups = _join_groups(sentences, links)
    attached = _attach_rest(groups, {pair: score for pair, score in links.items() if score >= _FIRMER})
    order = {place: number for number, place in enumerate(sentences)}
    ranked = sorted(groups, key=lambda group: min(_prominence(sentences[place], order[place]) for place in group))
    by_id = {findings.article.article_id: findings for findings in found}
    return [
        _to_claim(sentences[place], number, by_id[place[0]], _rule(place, group, attached, weak))
        for number, group in enumerate(ranked, 1)
        for place in sorted(group, key=order.__getitem__)
    ]


def _join_groups(sentences: Mapping[Place, Sentence], links: Mapping[frozenset[Place], float]) -> list[list[Place]]:
    """Join sentences into groups of one a source, best links first, all pairs linked."""
    group_of = {place: [place] for place in sentences}
    for pair in sorted(links, key=lambda pair: (-links[pair], sorted(pair))):
        one, other = sorted(pair)
        ours, theirs = group_of[one], group_of[other]
        if ours is theirs or {a for a, _ in ours} & {a for a, _ in theirs}:
            continue
        if all(frozenset((a, b)) in links for a in ours for b in theirs):
            ours += theirs
            group_of |= dict.fromkeys(theirs, ours)
    return list({id(group): group for group in group_of.values()}.values())


def _attach_rest(groups: list[list[Place]], links: Mapping[frozenset[Place], float]) -> set[Place]:
    """Move sentences left alone to the group of their best link; change ``groups``, return who moved."""
    core_of = {place: group for group in groups if len(group) > 1 for place in group}
    best: dict[Place, tuple[float, Place]] = {}
    for pair, score in sorted(links.items(), key=lambda item: sorted(item[0])):
        for place, partner in (sorted(pair), sorted(pair, reverse=True)):
            if place not in core_of and partner in core_of and (score, partner) > best.get(place, (0.0, partner)):
                best[place] = (score, partner)
    attached = {place for place, (_, partner) in best.items() if _may_join(place, core_of[partner], links)}
    for place in attached:
        core_of[best[place][1]].append(place)
    groups[:] = [group for group in groups if len(group) > 1 or group[0] not in attached]
    return attached


def _may_join(place: Place, core: Sequence[Place], links: Mapping[frozenset[Place], float]) -> bool:
    others = [member for member in core if member[0] != place[0]]
    return 2 * sum(frozenset((place, member)) in links for member in others) >= len(others)


def _prominence(sentence: Sentence, order: int) -> tuple[bool, float, int]:
    return sentence.kind != "headline", sentence.position, order


def _rule(place: Place, group: Sequence[Place], attached: set[Place], weak: set[Place]) -> str:
    if len(group) > 1:
        return "attached" if place in attached else "aligned"
    return "alone, weak link" if place in weak else "alone"


def _to_claim(sentence: Sentence, claim: int, findings: Findings, rule: str) -> Claim:
    return Claim(
        sentence.article_id,
        sentence.start,
        sentence.end,
        claim,
        findings.article.source,
        sentence.position,
        find_basis(sentence, findings.quotations),
        rule,
    )


def find_basis(sentence: Sentence, quotations: Sequence[Quotation]) -> str:
    """Return on whose word a sentence is given: own, named, unnamed, official or document."""
    spoken: dict[str, int] = {}
    for quotation in quotations:
        n = min(quotation.end, sentence.end) - max(quotation.start, sentence.start)
        if n > 0 and quotation.kind in _SPOKEN:
            basis = _BASES.get(quotation.speaker_type or "", "named" if quotation.speaker else "unnamed")
            spoken[basis] = spoken.get(basis, 0) + n
    if not spoken or max(spoken.values()) < _LEAST_SPOKEN * (sentence.end - sentence.start):
        return "own"
    return max(sorted(spoken), key=spoken.__getitem__)

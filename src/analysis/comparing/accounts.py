"""How many independent accounts an event has: copies, and what one agency wrote, are one account.

Three outlets that print one agency's text confirm nothing that the agency alone does not. Articles count as one account
where they credit their whole text to the same agency, share long copied passages, or come from one outlet; an article
that an agency contributed to counts with that agency's text. What no line credits and no passage shows stays unseen, so
the number is the most that there can be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.finding.annotate import Findings
from analysis.finding.language import is_word
from analysis.reading.agencies import UNNAMED, find_credits
from analysis.records import Account, Article, Credit, Reuse

# Two articles are one account from here on. In 28 events that outlets reported in their own words no two articles had
# a single copied passage; articles known to be copies had half of their words and more in common.
LEAST_SHARE = 0.2  # of the shorter article's words
LEAST_WORDS = 40
LEAST_CLAIM = 0.5  # of a claim's sentence, that must be copied for it to be a copy

_KIND = {"whole": "agency", "part": "contribution"}


class _Groups:
    """Articles joined to accounts (disjoint sets)."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._of = {key: [key] for key in keys}

    def join(self, one: str, other: str) -> None:
        ours, theirs = self._of[one], self._of[other]
        if ours is not theirs:
            ours += theirs
            self._of |= dict.fromkeys(theirs, ours)

    def members(self, key: str) -> list[str]:
        return self._of[key]


def find_accounts(found: Sequence[Findings], reuse: Sequence[Reuse]) -> list[Account]:
    """Group the articles of an event into independent accounts, and say on what evidence.

    Returns:
        One row a piece of evidence, in order of ``found`` and text: each credit to an agency (kind "agency" for a whole
        text, "contribution"), the longest of the passages shared with an article of the same account ("copied"), an
        outlet's further article ("source"). An article with no evidence has one row of kind "alone", whose span is its
        first line. Accounts are numbered from 1 in order of ``found``; an article without a word is in none.
    """
    articles = [findings.article for findings in found if findings.parsed.sentences]
    listed = {article.article_id: find_credits(article) for article in articles}
    copied = _find_copied(found, reuse)
    groups = _group(articles, listed, copied)
    number: dict[int, int] = {}
    rows: list[Account] = []
    for article in articles:
        account = number.setdefault(id(groups.members(article.article_id)), len(number) + 1)
        rows += _to_rows(article, account, listed[article.article_id], copied, articles)
    return rows


def _find_copied(found: Sequence[Findings], reuse: Sequence[Reuse]) -> dict[tuple[str, str], list[Reuse]]:
    """Return the copied passages of the pairs of articles that have enough of them."""
    n_words = {f.article.article_id: sum(map(is_word, f.parsed.tokens)) for f in found}
    pairs: dict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for row in reuse:
        if row.kind == "copied":
            pairs[row.article_id, row.other_id].append(row)
    least = {pair: max(LEAST_WORDS, LEAST_SHARE * min(n_words[article] for article in pair)) for pair in pairs}
    return {pair: rows for pair, rows in pairs.items() if sum(row.n_words for row in rows) >= least[pair]}


def _group(
    articles: Sequence[Article],
    listed: Mapping[str, Sequence[Credit]],
    copied: Mapping[tuple[str, str], Sequence[Reuse]],
) -> _Groups:
    groups = _Groups([article.article_id for article in articles])
    first: dict[tuple[str, str], str] = {}
    for article in articles:
        whole = [("agency", credit.agency) for credit in listed[article.article_id] if credit.kind == "whole"]
        for key in [("source", article.source), *whole[:1]]:
            groups.join(first.setdefault(key, article.article_id), article.article_id)
    for one, other in copied:
        groups.join(one, other)
    for article in articles:  # a contributor joins one account at most, so that it never makes two accounts one
        named = [c.agency for c in listed[article.article_id] if c.kind == "part" and c.agency != UNNAMED]
        if len(groups.members(article.article_id)) == 1 and named:
            home = next((a for name in named if (a := first.get(("agency", name)))), article.article_id)
            groups.join(home, article.article_id)
            first.setdefault(("agency", named[0]), article.article_id)
    return groups


def _to_rows(
    article: Article,
    account: int,
    listed: Sequence[Credit],
    copied: Mapping[tuple[str, str], Sequence[Reuse]],
    articles: Sequence[Article],
) -> list[Account]:
    key = article.article_id
    rows = [Account(key, c.start, c.end, account, _KIND[c.kind], c.agency, None, c.rule) for c in listed]
    for (one, other), passages in copied.items():
        longest = max(passages, key=lambda row: (row.n_words, -row.start))
        rule = f"{sum(row.n_words for row in passages)} words copied"
        if one == key:
            rows.append(Account(key, longest.start, longest.end, account, "copied", None, other, rule))
        elif other == key:
            rows.append(Account(key, longest.other_start, longest.other_end, account, "copied", None, one, rule))
    twin = next((a for a in articles if a.source == article.source and a is not article), None)
    if twin or not rows:
        kind, other_id = ("source", twin.article_id) if twin else ("alone", None)
        rows.append(Account(key, *_first_line(article), account, kind, None, other_id, _RULES[kind]))
    return sorted(rows, key=lambda row: (row.start, row.end, row.kind))


_RULES = {"source": "two articles of one outlet", "alone": "no agency credited, no long passage shared"}


def _first_line(article: Article) -> tuple[int, int]:
    start = len(article.text) - len(article.text.lstrip())
    return start, start + len(article.text[start:].splitlines()[0].rstrip())


def count_confirmations(claims: pd.DataFrame, accounts: pd.DataFrame, reuse: pd.DataFrame) -> pd.DataFrame:
    """Count for each claim how many articles carry it, and in how many independent accounts.

    Articles of one account count once, and so do sentences of two articles of which at least half is copied text.

    Args:
        claims, accounts, reuse: the tables of those names.

    Returns:
        claim, n_articles, n_accounts; a row a claim, in order.
    """
    account_of = dict(zip(accounts["article_id"], accounts["account"], strict=True))
    passages = _index_passages(reuse)
    rows = []
    for claim, group in claims.groupby("claim", sort=True):
        spans = [(str(a), int(s), int(e)) for a, s, e in zip(group.article_id, group.start, group.end, strict=True)]
        carriers = list(dict.fromkeys(article for article, _, _ in spans))
        groups = _Groups(carriers)
        for i, one in enumerate(spans):
            for other in spans[i + 1 :]:
                same = account_of.get(one[0], one[0]) == account_of.get(other[0], other[0])
                if one[0] != other[0] and (same or _is_copy(one, other, passages)):
                    groups.join(one[0], other[0])
        rows.append((claim, len(carriers), len({id(groups.members(article)) for article in carriers})))
    return pd.DataFrame(rows, columns=["claim", "n_articles", "n_accounts"]).astype("int64")


_Passages = Mapping[tuple[str, str], Sequence[tuple[int, int, int, int]]]


def _index_passages(reuse: pd.DataFrame) -> _Passages:
    """Return the copied passages by both orders of their articles, ours first."""
    index: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for row in reuse[reuse["kind"] == "copied"].itertuples():
        here, there = (row.start, row.end), (row.other_start, row.other_end)
        index[str(row.article_id), str(row.other_id)].append((*here, *there))  # type: ignore[arg-type]
        index[str(row.other_id), str(row.article_id)].append((*there, *here))  # type: ignore[arg-type]
    return index


def _is_copy(one: tuple[str, int, int], other: tuple[str, int, int], passages: _Passages) -> bool:
    """Tell whether at least half of one of two sentences stands word for word in the other."""
    shared = 0
    for start, end, other_start, other_end in passages.get((one[0], other[0]), ()):
        if other_start < other[2] and other_end > other[1]:
            shared += max(min(end, one[2]) - max(start, one[1]), 0)
    return shared >= LEAST_CLAIM * min(one[2] - one[1], other[2] - other[1])

"""What the charts and sentences of the report count: tables made of tables."""

from __future__ import annotations

import math
import re
from collections import defaultdict

import pandas as pd

from analysis.comparing.accounts import count_confirmations
from analysis.reporting.passages import Tables, rows_of

STATUSES = ("shared", "partly", "only")  # best first
SPEAKING = ("direct", "indirect", "social")  # kinds of quotation that lend somebody a voice
NOBODY = "(nobody named)"  # the speaker of words for which the text names none
_SPAN = ["article_id", "start", "end"]
_WORD = re.compile(r"\w[\w'’.,-]*")


def count_body(comparison: Tables) -> pd.DataFrame:
    """Return the rows of ``coverage`` that stand in paragraphs: no headline, subhead or repeated lede."""
    other = comparison.sentences.loc[comparison.sentences["kind"] != "paragraph", _SPAN]
    joined = comparison.coverage.merge(other, on=_SPAN, how="left", indicator=True, validate="many_to_one")
    return joined[joined["_merge"] == "left_only"].drop(columns="_merge").reset_index(drop=True)


def rate_status(coverage: pd.DataFrame) -> pd.DataFrame:
    """Reduce ``coverage`` to one row a sentence: its best status over all other articles.

    Returns:
        article_id, start, end, text, status, sure, n_others (articles with it, in part or whole), in text
        order. ``only`` is sure where it is against each other article; the others where one best row is.
    """
    columns = [*_SPAN, "text", "status", "sure", "n_others"]
    if coverage.empty:
        return coverage.assign(n_others=pd.Series(dtype="int64"))[columns]
    rank = coverage["status"].map(STATUSES.index)
    rows = coverage.assign(rank=rank, found=rank < 2, sure_rank=rank.where(coverage["sure"], 9))
    grouped = rows.groupby(_SPAN, sort=False)
    best = grouped.agg(
        text=("text", "first"),
        rank=("rank", "min"),
        sure_rank=("sure_rank", "min"),
        all_sure=("sure", "all"),
        n_others=("found", "sum"),
    ).reset_index()
    best["status"] = best["rank"].map(dict(enumerate(STATUSES)))
    best["sure"] = best["all_sure"].where(best["rank"] == 2, best["sure_rank"] == best["rank"]).astype(bool)
    order = {article_id: i for i, article_id in enumerate(dict.fromkeys(coverage["article_id"]))}
    best = best.sort_values(["article_id", "start", "end"], key=lambda c: c.map(order) if c.name == "article_id" else c)
    return best[columns].reset_index(drop=True)


def find_missing_parts(coverage: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Return the parts of sentences that no other article carries, where one carries the rest.

    Of a sentence that stands partly in several others, what they all miss.
    """
    whole = set(coverage.loc[coverage["status"].eq("shared"), _SPAN].itertuples(index=False, name=None))
    parts: dict[tuple[str, int, int], tuple[int, int]] = {}
    for row in rows_of(coverage[coverage["status"].eq("partly")]):
        key = row.article_id, row.start, row.end
        if key not in whole:
            low, high = parts.get(key, (row.start, row.end))
            missing = (row.start, row.start) if row.missing_start is None else (row.missing_start, row.missing_end)
            parts[key] = max(low, missing[0]), min(high, missing[1])
    return [(key[0], low, high) for key, (low, high) in parts.items() if low < high]


def share_coverage(status: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count each article's sentences by status; articles without any get rows of 0 with an undefined share.

    Returns:
        article_id, status, n, share (of the article's sentences), every article and status once.
    """
    index = pd.MultiIndex.from_product([articles["article_id"], STATUSES], names=["article_id", "status"])
    n = status.groupby(["article_id", "status"]).size().reindex(index, fill_value=0).rename("n").reset_index()
    total = n.groupby("article_id")["n"].transform("sum")
    return n.assign(share=n["n"] / total.where(total > 0))


def matrix_coverage(coverage: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return the share of an article's sentences that stand, in part or whole, in another; NaN for no sentence."""
    shares: dict[tuple[str, str], float] = defaultdict(lambda: math.nan)
    for key, rows in coverage.groupby(["article_id", "other_id"]):
        shares[str(key[0]), str(key[1])] = float(rows["status"].ne("only").mean())
    return shares


def list_firm_claims(comparison: Tables) -> list[int]:
    """Return the claims of which the matcher is sure, in order of prominence.

    Each article that carries one has a sentence in it that surely stands in another of these articles, or that one of
    theirs surely stands in.
    """
    sure = comparison.coverage[comparison.coverage["sure"] & comparison.coverage["status"].eq("shared")]
    pairs: dict[tuple[str, int, int], set[str]] = defaultdict(set)
    for row in rows_of(sure):
        pairs[row.article_id, row.start, row.end].add(row.other_id)
    firm = []
    for claim, group in comparison.claims.groupby("claim", sort=True):
        carriers = set(group["article_id"])
        linked = {
            frozenset((row.article_id, other))
            for row in rows_of(group)
            for other in pairs[row.article_id, row.start, row.end] & carriers
        }
        if len(carriers) > 1 and carriers == {article for pair in linked for article in pair}:
            firm.append(int(str(claim)))
    return firm


def place_claims(comparison: Tables) -> pd.DataFrame:
    """Return the table ``claims`` with the place of each sentence in words.

    Returns:
        As ``claims``, and: kind (of the sentence), place (headline · subhead · lede · a percentage), first (the first
        sentence of the body with the claim in its article, or its headline where the body has none).
    """
    kinds = comparison.sentences[[*_SPAN, "kind"]]
    rows = comparison.claims.merge(kinds, on=_SPAN, how="left", validate="many_to_one")
    body = rows["kind"].eq("paragraph")
    starts = comparison.sentences[comparison.sentences["kind"].eq("paragraph")].groupby("article_id")["start"].min()
    lede = body & rows["start"].eq(rows["article_id"].map(starts))
    place = (rows["position"] * 100).round().astype("int64").astype("str") + " %"
    rows["place"] = place.where(body, rows["kind"].fillna("")).mask(lede, "lede")
    ranked = rows.assign(no_body=~body).sort_values(["no_body", "start"], kind="stable")
    rows["first"] = ~ranked.duplicated(["claim", "article_id"]).reindex(rows.index)
    return rows


def place_firm_claims(comparison: Tables) -> pd.DataFrame:
    """Return the places in body texts of sure claims that two accounts carry, those in most articles first."""
    places = place_claims(comparison)
    body = places[places["first"] & places["kind"].eq("paragraph") & places["claim"].isin(list_firm_claims(comparison))]
    counted = count_confirmations(body, comparison.accounts, comparison.reuse)
    chosen = counted[counted["n_accounts"].gt(1)].sort_values("n_articles", ascending=False, kind="stable")
    rank = {claim: number for number, claim in enumerate(chosen["claim"])}
    rows = body[body["claim"].isin(rank)]
    return rows.sort_values("claim", key=lambda claim: claim.map(rank), kind="stable")


def share_voices(quotations: pd.DataFrame, articles: pd.DataFrame, *, measure: str) -> pd.DataFrame:
    """Share each source's quoted and reported words, or its quotations, out among the speakers.

    Counts: direct, indirect and social quotations that were said; words quoted inside reported speech once.
    Leaves out: scare quotes, and what somebody did not say or would say.

    Returns:
        Speakers by sources; ``NOBODY`` last, the others by the sum of their shares, largest first. A source
        that quotes nobody is NaN.
    """
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    spoken = quotations[quotations["kind"].isin(SPEAKING) & quotations["mode"].eq("said")]
    rows = [
        (speaker, source_of[article_id], _count_words(text) if measure == "words" else 1)
        for (article_id, speaker), own in spoken.fillna({"speaker": NOBODY}).groupby(["article_id", "speaker"])
        for text in _outer_texts(own)
    ]
    counts = pd.DataFrame(rows, columns=["speaker", "source", "n"])
    wide = counts.pivot_table(index="speaker", columns="source", values="n", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=list(dict.fromkeys(articles["source"])), fill_value=0).rename_axis(columns=None)
    total = wide.sum(axis=0)
    shares = wide / total.where(total > 0)
    order = sorted(shares.index, key=lambda speaker: (speaker == NOBODY, -shares.loc[speaker].sum(), speaker))
    return shares.loc[order]


def count_spoken(quotations: pd.DataFrame, articles: pd.DataFrame) -> pd.Series[int]:
    """Count the quoted and reported words of each source, those quoted inside reported speech once."""
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    spoken = quotations[quotations["kind"].isin(SPEAKING) & quotations["mode"].eq("said")]
    words = pd.Series(0, index=list(dict.fromkeys(articles["source"])), dtype="int64")
    for article_id, own in spoken.groupby("article_id"):
        words[source_of[article_id]] += sum(map(_count_words, _outer_texts(own)))
    return words


def _outer_texts(rows: pd.DataFrame) -> list[str]:
    """Return the texts of the spans that lie in no other span of the rows."""
    texts: list[str] = []
    end = -1
    for row in sorted(rows_of(rows), key=lambda row: (row.start, -row.end)):
        if row.end > end:
            texts.append(row.text[max(end - row.start, 0) :])
            end = row.end
    return texts


def _count_words(text: str) -> int:
    return len(_WORD.findall(text))


def rank_entities(entities: pd.DataFrame, *, min_mentions: int, at_most: int = 12) -> list[str]:
    """Return the people, organisations and places named often enough in one article, most salient first."""
    if entities.empty:
        return []
    grouped = entities.groupby("entity").agg(
        most=("n_mentions", "max"), salience=("salience", "sum"), mentions=("n_mentions", "sum")
    )
    chosen = grouped[grouped["most"] >= min_mentions].reset_index()
    chosen = chosen.sort_values(["salience", "mentions", "entity"], ascending=[False, False, True])
    return list(chosen["entity"][:at_most])

"""Statements that several articles carry: claims by sources, their places, and how many accounts they rest on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.comparing.accounts import count_confirmations
from analysis.reporting.fragments import (
    Fragment,
    count,
    escape,
    fold,
    format_items,
    format_table,
    list_words,
    paragraph,
    percent,
    quote,
    shorten,
    tag,
)
from analysis.reporting.passages import Passages, Tables, rows_of
from analysis.reporting.summary import list_firm_claims, place_claims, place_firm_claims

_SHOWN = 12  # claims that are not folded
_TELLING = 8  # words of a wording that can stand for the others
_FEW = 6  # passages that say why articles are one account, before they are folded
_SHORT = 170  # characters of a claim's wording
MIN_CLAIMS = 3  # firm claims, before their places are drawn
MOST_CLAIMS = 8  # that are drawn
_BASIS = {
    "own": "own voice",
    "named": "named source",
    "unnamed": "unnamed source",
    "official": "officials",
    "document": "document",
}


def show_claims(comparison: Tables) -> Fragment:
    """Show which article carries each statement that several carry: where, and on whose word; a cell leads there."""
    counted = count_confirmations(comparison.claims, comparison.accounts, comparison.reuse).set_index("claim")
    shared = counted[counted["n_articles"] > 1].sort_values(
        ["n_accounts", "n_articles"], ascending=False, kind="stable"
    )
    if shared.empty:
        return paragraph("No statement was grouped across articles.")
    firm = set(list_firm_claims(comparison))
    order = sorted(shared.index, key=lambda claim: claim not in firm)
    places = place_claims(comparison)
    copies = shared["n_accounts"].lt(shared["n_articles"])
    passages = Passages(comparison)
    rows = [
        _matrix_row(places[places["claim"] == claim], passages, firm, counted.loc[claim], told=bool(copies.any()))
        for claim in order
    ]
    caption = _say_claims(len(order), len(firm & set(order)), int(copies.sum()))
    head = ["Statement", *(outlet.label for outlet in passages.outlets.values())]
    shown = len(rows) if len(rows) <= _SHOWN + 3 else _SHOWN  # to fold two or three gains nothing
    table = format_table(head, rows[:shown], caption=caption, kind="stack matrix")
    more = rows[shown:]
    rest = f"{count(len(more), 'further statement')}, those that the matcher is not sure of last"
    folded = fold(rest, format_table(head, more, caption=rest, kind="stack matrix")) if more else ""
    return Fragment(table + folded, caption)


def show_claim_places(comparison: Tables) -> Fragment:
    """Draw where each article has the statements that the matcher is sure of: a line for each, a column an article."""
    places = place_firm_claims(comparison)
    firm = list(dict.fromkeys(places["claim"]))
    if len(firm) < MIN_CLAIMS:
        few = count(len(firm), "common statement")
        return paragraph(f"The matcher is sure of {few} in the body texts, too few to draw their places.")
    from analysis.reporting.drawings import draw_claims

    passages = Passages(comparison)
    table = places[places["claim"].isin(firm[:MOST_CLAIMS])]
    rows = [_place_row(group, passages) for _, group in table.groupby("claim", sort=False)]
    labels = [outlet.label for outlet in passages.outlets.values()]
    numbers = format_table(
        ["Statement", *labels],
        rows,
        caption="Place of each statement, from 0 % (the first sentence) to 100 % (the last)",
        numeric=range(1, len(labels) + 1),
    )
    wordings = {claim: _choose_wording(rows_of(group)) for claim, group in table.groupby("claim")}
    labels_of = [passages.outlets[article_id].label for article_id in table["article_id"]]
    drawn = table.assign(label=labels_of, wording=table["claim"].map(wordings))
    return draw_claims(drawn, comparison, numbers=numbers, n_firm=len(firm))


def show_accounts(comparison: Tables) -> Fragment:
    """Say how many independent accounts of the event there are, at most, and on what evidence articles are one."""
    if len(comparison.articles) < 2:
        return paragraph("One article is one account.")
    passages = Passages(comparison)
    accounts = comparison.accounts
    members = accounts.groupby("account")["article_id"].unique()
    n_articles = accounts["article_id"].nunique()
    if n_articles == 0:
        return paragraph("No article has a text to compare.")
    said = (
        f"{count(n_articles, 'article')}, at most {count(len(members), 'independent account')}."
        if len(members) < n_articles
        else f"Nothing shows that the {n_articles} articles are fewer than {n_articles} independent accounts: "
        "no two share long passages or one agency's credit."
    )
    evidence = [_say_evidence(row, passages) for row in _list_evidence(accounts)]
    groups = [
        list_words([passages.outlets[str(a)].label for a in ids]) + " are one account"
        for ids in members
        if len(ids) > 1
    ]
    body = tag("p", escape(" ".join([said, *(f"{group}." for group in groups)])))
    shown = format_items(evidence) if evidence else ""
    if len(evidence) > _FEW:
        shown = fold(f"The evidence: {count(len(evidence), 'passage')}", shown)
    return Fragment(body + shown, " ".join([said, *groups]))


def _list_evidence(accounts: pd.DataFrame) -> list[Any]:
    """Return the rows that say why articles are one account; a copy is shown against one earlier article alone.

    That an outlet's own article bears its own name says nothing.
    """
    own = {(row.article_id, row.agency) for row in rows_of(accounts) if row.rule == "agency as source"}
    order = {article_id: number for number, article_id in enumerate(dict.fromkeys(accounts["article_id"]))}
    shown, told = [], set()
    for row in rows_of(accounts):
        earlier = row.other_id is None or order.get(row.other_id, 0) < order[row.article_id]
        if row.kind == "alone" or (row.article_id, row.agency) in own or not earlier:
            continue
        if row.other_id is None or (row.article_id, row.kind) not in told:
            told.add((row.article_id, row.kind))
            shown.append(row)
    return shown


def _say_claims(n_claims: int, n_firm: int, n_copied: int) -> str:
    sure = f"the matcher is sure of {n_firm or 'none'}"
    copied = f"; {n_copied} of them in fewer independent accounts than articles" if n_copied else ""
    return f"{count(n_claims, 'statement')} that two articles or more carry ({sure}{copied}): where, and on whose word"


def _matrix_row(places: pd.DataFrame, passages: Passages, firm: set[int], counts: Any, *, told: bool) -> list[str]:
    rows = rows_of(places)
    chips = [] if rows[0].claim in firm else ["not sure"]
    if told and counts["n_accounts"] < counts["n_articles"]:
        chips.append(f"{counts['n_articles']} articles, {count(int(counts['n_accounts']), 'account')}")
    doubt = "".join(" " + tag("span", escape(chip), class_="chip") for chip in chips)
    cells = []
    for article_id in passages.outlets:
        own = [row for row in rows if row.article_id == article_id]
        cells.append("<br>".join(_format_place(row, passages) for row in own))
    return [escape(shorten(_choose_wording(rows), at_most=_SHORT)) + doubt, *cells]


def _choose_wording(rows: list[Any]) -> str:
    """Return the shortest wording from the body that says something: headlines leave words out."""
    body = [row.text for row in rows if row.kind == "paragraph"] or [row.text for row in rows]
    whole = [text for text in body if len(text.split()) >= _TELLING] or body
    chosen = " ".join(str(min(whole, key=len)).split())
    # a sentence cut out of a longer quotation has one of its marks
    return chosen if chosen.count("“") == chosen.count("”") and chosen.count('"') % 2 == 0 else chosen.strip('“”"')


def _format_place(row: Any, passages: Passages) -> str:
    label = passages.outlets[row.article_id].label
    link = tag(
        "a",
        escape(row.place),
        href=f"#{passages.anchor(row.article_id, row.start, row.end)}",
        class_="passage",
        title=quote(row.text),
        aria_label=f"{label}, {row.place}",
    )
    return link + " " + tag("small", escape(_BASIS.get(row.basis, row.basis)))


def _place_row(group: pd.DataFrame, passages: Passages) -> list[str]:
    rows = {row.article_id: row for row in rows_of(group)}
    cells = [percent(rows[a].position) if a in rows else "–" for a in passages.outlets]
    return [escape(shorten(_choose_wording(list(rows.values())), at_most=_SHORT)), *cells]


def _say_evidence(row: Any, passages: Passages) -> str:
    name = passages.name(row.article_id)
    link = passages.link(row.article_id, row.start, row.end, at_most=110)
    other = passages.outlets[row.other_id].label if row.other_id in passages.outlets else ""
    said = {
        "agency": f" prints the text of {row.agency} ({row.rule}): ",
        "contribution": f" says that {row.agency} contributed: ",
        "copied": f" and {other} share passages ({row.rule}), the longest: ",
        "source": f" and {other} are articles of one outlet: ",
    }[row.kind]
    return name + escape(said) + link

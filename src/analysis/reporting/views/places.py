"""Where the event's places lie: a map with its table."""

from __future__ import annotations

import pandas as pd

from analysis.reporting.fragments import Fragment, count, escape, fold, format_figure, format_table, join, paragraph
from analysis.reporting.outlets import colour_sources
from analysis.reporting.passages import Tables, rows_of

MAPPED = 3  # places with coordinates from which a map says more than a sentence
_DRAWN = 30  # places on the map; more labels than that find no room
_UNSETTLED = {
    "ambiguous": "several places of that name",
    "no other place near": "likely a smaller place of that name",
    "not listed": "not in the gazetteer",
}


def show_places(comparison: Tables) -> Fragment:
    """Draw where the event's places lie and how often each source names them; a sentence where there are few."""
    table = count_places(comparison)
    if table.empty:
        return paragraph("No place is named.")
    located = table[table["latitude"].notna()]
    n_located = located["entity"].nunique()
    numbers = _format_places(table)
    if n_located < MAPPED:
        said = f"{count(n_located, 'place')} of {table['entity'].nunique()} can be located: too few for a map."
        return join([paragraph(said[:1].upper() + said[1:]), numbers])
    return _draw_map(located, table, numbers)


def count_places(comparison: Tables) -> pd.DataFrame:
    """Count each source's mentions of each place.

    Returns:
        entity, place_kind, country, latitude, longitude, rule, area (several countries wide, or water), source, n:
        a row for every place and source, 0 where it does not name it; the most-named place first.
    """
    sources = list(dict.fromkeys(comparison.articles["source"]))
    source_of = dict(zip(comparison.articles["article_id"], comparison.articles["source"], strict=True))
    places = comparison.places
    names = comparison.mentions[comparison.mentions["entity"].isin(places["entity"])]
    names = names[~names["rule"].str.startswith("pronoun")]
    counts = names.assign(source=names["article_id"].map(source_of)).groupby(["entity", "source"]).size()
    index = pd.MultiIndex.from_product([places["entity"], sources], names=["entity", "source"])
    rows = counts.reindex(index, fill_value=0).rename("n").reset_index()
    wide = places["place_kind"].isin(["region", "sea"]) & places["country"].isna()
    table = rows.merge(places.assign(area=wide), on="entity", how="left", validate="many_to_one")
    table["total"] = table.groupby("entity")["n"].transform("sum")
    return table.sort_values(["total", "entity"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _draw_map(located: pd.DataFrame, table: pd.DataFrame, numbers: str) -> Fragment:
    from analysis.reporting import maps
    from analysis.reporting.drawings import keep_chart

    drawn = located[located["entity"].isin(list(dict.fromkeys(located["entity"]))[:_DRAWN])]
    colours = colour_sources(list(dict.fromkeys(table["source"])))
    height = maps.frame_places(drawn)[1] + 0.55
    svg = keep_chart("map", lambda ax: maps.plot_map(drawn, ax, colours=colours), height=height)
    n_left = table["entity"].nunique() - drawn["entity"].nunique()
    left = (
        f" {count(n_left, 'place').capitalize()} without a sure location or past the {_DRAWN} most named: in the table."
    )
    dots = "a dot a source" if len(colours) <= maps.SOLO else "a dot a place"
    caption = (
        f"Where the places lie that the articles name: {dots}, its area by the mentions, with the number of "
        "mentions by all sources. A country's or region's dot lies inside it, not where something happened; names in "
        "italics are seas and parts of the world." + (left if n_left else "")
    )
    alt = maps.describe_map(drawn)
    shown = format_figure(svg, alt=alt, caption=caption) + fold("The places", numbers)
    return Fragment(shown, alt)


def _format_places(table: pd.DataFrame) -> str:
    sources = list(dict.fromkeys(table["source"]))
    rows = []
    for entity, group in table.groupby("entity", sort=False):
        first = rows_of(group)[0]
        where = first.country or "–"
        at = _UNSETTLED.get(first.rule) or f"{first.latitude:.1f}, {first.longitude:.1f}"
        of = dict(zip(group["source"], group["n"], strict=True))
        cells = [str(of[source]) for source in sources]
        rows.append([escape(entity), escape(first.place_kind), escape(where), escape(at), *cells])
    return format_table(
        ["Place", "Kind", "Country", "Latitude, longitude", *sources],
        rows,
        caption=f"{count(len(rows), 'place')}, the most-named first, with each source's mentions",
        numeric=range(4, 4 + len(sources)),
    )

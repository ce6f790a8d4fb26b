"""Outlet profiles: what is counted in one event, what is said across events, and what is not said of too few."""

import gc
import math
import weakref

import numpy as np
import pandas as pd
import pytest
from support import write_archive

from analysis.comparing.speaking import TYPES
from analysis.corpus.chances import count_chances
from analysis.corpus.events import compare_events, list_events
from analysis.corpus.habits import count_habits
from analysis.corpus.profiles import COVERED, MEASURES, MIN_EVENTS, RELATIVE, profile_outlets
from analysis.corpus.resampling import bound, resample_sums
from analysis.errors import InputError, ParameterError
from analysis.reporting import measures as in_words
from analysis.tables import ARCHIVE_SCHEMAS, SCHEMAS, make_table

LENGTH = 10  # of each made sentence
COUNTED = ("articles", "sentences", "coverage", "claims", "quotations", "wording", "style", "label_uses")


class Made:
    """The tables of one event that profiles count, made by hand; those that are not given are empty."""

    def __init__(self, sources, **rows):
        articles = [{"article_id": a, "source": s, "published": None} for a, s in sources.items()]
        for article, day in zip(articles, rows.pop("published", []), strict=False):
            article["published"] = day
        rows = {"articles": articles, **rows}
        for name in COUNTED:
            setattr(self, name, make_table(name, [self.fill(name, row) for row in rows.get(name, [])]))

    @staticmethod
    def fill(name, row):
        blanks = {"int64": 0, "float64": 0.0, "bool": True, "str": "x", "Int64": pd.NA}
        return {column: row.get(column, blanks[dtype]) for column, dtype in SCHEMAS[name].items()}


def sentence(article_id, number, kind="paragraph"):
    return {"article_id": article_id, "start": LENGTH * number, "end": LENGTH * number + 9, "kind": kind}


def held(article_id, number, other_id, status, *, sure=True):
    return {**sentence(article_id, number), "other_id": other_id, "status": status, "sure": sure}


def counts_of(counted):
    summed = {}
    for outlet, measure, part, whole in counted:
        old = summed.get((outlet, measure), (0, 0))
        summed[outlet, measure] = (old[0] + part, old[1] + whole)
    return summed


@pytest.fixture
def event():
    """Two articles of the Post and one of the Gazette."""
    return Made(
        {"p": "Post", "q": "Post (2)", "g": "Gazette"},
        published=["2025-11-12", "2025-11-13T10:00", "2025-11-13"],
        sentences=[
            sentence("p", 0, "headline"),
            *(
                sentence(article_id, number)
                for article_id, number in (("p", 1), ("p", 2), ("q", 0), ("g", 0), ("g", 1))
            ),
        ],
        coverage=[
            held("p", 0, "g", "only"),  # a headline
            held("p", 1, "g", "only"),
            held("p", 1, "q", "shared"),  # its own outlet's other article
            held("p", 2, "g", "partly"),
            held("p", 2, "q", "only"),
            held("q", 0, "g", "only", sure=False),
            held("q", 0, "p", "only"),
            held("g", 0, "p", "only"),
            held("g", 0, "q", "shared"),
            held("g", 1, "p", "only"),
            held("g", 1, "q", "only"),
        ],
        claims=[
            {**sentence("p", 1), "claim": 1, "position": 0.2},
            {**sentence("q", 0), "claim": 1, "position": 0.5},
            {**sentence("g", 0), "claim": 1, "position": 0.6},
            {**sentence("g", 1), "claim": 2, "position": 0.9},
        ],
    )


def test_one_sided_is_held_against_other_outlets_and_body_text_alone(event):
    counts = counts_of(count_chances(event))
    assert counts["Post", "share_one_sided"] == (2, 3)
    assert counts["Post", "share_one_sided_sure"] == (1, 3)
    assert counts["Gazette", "share_one_sided"] == (1, 2)


def test_what_was_there_to_carry_is_the_others_sentences_each_once(event):
    counts = counts_of(count_chances(event))
    assert counts["Post", "share_not_carried"] == (1, 2)
    assert counts["Gazette", "share_not_carried"] == (2, 3)


def test_what_came_out_later_was_not_there_to_carry(event):
    event.articles.loc[event.articles["article_id"].eq("g"), "published"] = "2025-11-12"
    counts = counts_of(count_chances(event))
    assert counts["Gazette", "share_not_carried_earlier"] == (1, 2)
    assert counts["Post", "share_not_carried_earlier"] == (1, 2)
    event.articles["published"] = None
    assert ("Post", "share_not_carried_earlier") not in counts_of(count_chances(event))


def test_place_is_the_first_in_the_outlet_against_the_mean_of_others(event):
    counts = counts_of(count_chances(event))
    assert counts["Post", "place_of_shared"] == (pytest.approx(-0.4), 1)
    assert counts["Gazette", "place_of_shared"] == (pytest.approx(0.4), 1)


def test_quoted_words_are_never_the_outlets_own():
    words = [{"article_id": "p", "category": "hedge", "voice": voice} for voice in ("own", "quoted", "quoted")]
    style = [{"article_id": "p", "source": "Post", "n_own": 400, "n_quoted": 100}]
    counts = counts_of(count_habits(Made({"p": "Post"}, wording=words, style=style)))
    assert counts["Post", "per_1000_words_hedge"] == (1000, 400)
    assert counts["Post", "share_quoted_words"] == (100, 500)


def test_who_is_quoted():
    said = {"kind": "direct", "mode": "said"}
    rows = [
        {"article_id": "p", "start": n, "end": n + 1, "speaker": who, "speaker_type": kind, **said}
        for n, (who, kind) in enumerate(
            [("Ida Vest", "official"), ("Ida Vest", "official"), ("a source", "anonymous"), (None, None)]
        )
    ]
    rows += [{"article_id": "p", "start": 9, "end": 10, "speaker": "Roe", "kind": "scare", "mode": "said"}]
    counts = counts_of(count_habits(Made({"p": "Post", "g": "Gazette"}, quotations=rows)))
    assert counts["Post", "share_quotations_official"] == (2, 4)
    assert counts["Post", "share_quotations_not_named"] == (1, 4)
    assert counts["Post", "speakers_per_event"] == (1, 1)
    assert counts["Gazette", "share_quotations_official"] == (0, 0)
    assert counts["Gazette", "speakers_per_event"] == (0, 1)


def test_label_choices():
    def use(article_id, start, entity, label, voice="own"):
        return {"article_id": article_id, "start": start, "end": start + 9, "entity": entity, "label": label} | {
            "voice": voice
        }

    uses = [use("p", 0, "Roe", "tycoon"), use("p", 10, "Roe", "Founder"), use("p", 20, "Vest", "harbour master")]
    uses += [use("g", 0, "Roe", "founder"), use("g", 10, "Roe", "crook", "quoted")]
    terms = [{"article_id": "p", "start": 2, "end": 6, "category": "evaluative", "term": "brutal", "voice": "own"}]
    made = Made({"p": "Post", "g": "Gazette"}, label_uses=uses, wording=terms)
    counts = counts_of(count_habits(made))
    assert counts["Post", "share_labels_alone"] == (1, 2)  # only what the Gazette labels, too
    assert counts["Post", "share_labels_loaded"] == (1, 3)
    assert counts["Gazette", "share_labels_alone"] == (0, 1)


def make_event(n_alone, *, sources=("Post", "Gazette"), n=4, **rows):
    """Make an event in which the first source has ``n_alone`` of its ``n`` sentences alone, the second all."""
    ids = dict(zip("pg", sources, strict=False))
    sentences = [sentence(article_id, number) for article_id in ids for number in range(n)]
    coverage = [held("p", i, "g", "only" if i < n_alone else "shared") for i in range(n)] if "g" in ids else []
    coverage += [held("g", i, "p", "only") for i in range(n)] if "g" in ids else []
    style = [{"article_id": a, "source": s, "n_own": 100, "n_quoted": 0} for a, s in ids.items()]
    return Made(ids, sentences=sentences, coverage=coverage, **{"style": style, **rows})


def row_of(profiles, outlet="Post", measure="share_one_sided"):
    (row,) = profiles[profiles["outlet"].eq(outlet) & profiles["measure"].eq(measure)].itertuples(index=False)
    return row


def test_a_value_is_a_ratio_of_sums_with_an_interval_and_the_others_beside_it():
    row = row_of(profile_outlets([make_event(n) for n in (1, 2, 2, 3, 3, 1)]))
    assert (row.n_events, row.n, row.value, row.others) == (6, 24, 0.5, 1.0)
    assert 0.25 <= row.low < 0.5 < row.high <= 0.75
    assert (row.gap_low, row.gap_high) == (pytest.approx(row.low - 1), pytest.approx(row.high - 1))


def test_under_the_minimum_only_the_counts_stand():
    row = row_of(profile_outlets([make_event(n) for n in range(MIN_EVENTS - 1)]))
    assert (row.n_events, row.n) == (MIN_EVENTS - 1, 4 * (MIN_EVENTS - 1))
    assert all(map(math.isnan, (row.value, row.low, row.high, row.others, row.gap_low, row.gap_high)))
    assert not math.isnan(row_of(profile_outlets([make_event(n) for n in range(MIN_EVENTS)])).value)


def test_events_with_nothing_to_count_do_not_count_towards_the_minimum():
    alone = [make_event(0, sources=("Post",)) for _ in range(3)]
    profiles = profile_outlets([make_event(n) for n in range(4)] + alone)
    assert row_of(profiles).n_events == 4
    assert math.isnan(row_of(profiles).value)
    assert row_of(profiles, measure="speakers_per_event").n_events == 7
    covered = row_of(profiles, "Gazette", COVERED)
    assert (covered.n_events, covered.n, covered.value) == (4, 7, pytest.approx(4 / 7))


def test_where_no_event_differs_there_is_no_interval():
    row = row_of(profile_outlets([make_event(0) for _ in range(9)]))
    assert row.value == 0
    assert math.isnan(row.low)
    assert math.isnan(row.high)


def test_a_source_without_a_name_is_not_profiled_and_still_one_of_the_others():
    profiles = profile_outlets([make_event(n % 3, sources=("Post", "Unnamed source A")) for n in range(6)])
    assert set(profiles["outlet"]) == {"Post"}
    assert row_of(profiles).others == 1.0


def test_a_category_that_comes_late_is_counted_over_all_own_words():
    hedge = {"article_id": "p", "category": "hedge", "voice": "own"}
    events = [make_event(1) for _ in range(5)] + [make_event(1, wording=[hedge])]
    row = row_of(profile_outlets(events), measure="per_1000_words_hedge")
    assert (row.n_events, row.n, row.value) == (6, 600, pytest.approx(1000 / 600))
    assert row_of(profile_outlets(events), "Gazette", "per_1000_words_hedge").value == 0


def test_order_and_company_change_nothing():
    events = [make_event(n * n % 7, n=n) for n in range(7, 40, 3)]
    profiles = profile_outlets(events)
    for other in (events[::-1], events[5:] + events[:5]):
        pd.testing.assert_frame_equal(profiles, profile_outlets(other), check_exact=False, rtol=1e-9)
    more = [make_event(1, sources=("Echo", "Herald")) for _ in range(6)]
    together = profile_outlets([*more, *events])
    pd.testing.assert_frame_equal(
        together[together["outlet"].eq("Post") & together["measure"].ne(COVERED)].reset_index(drop=True),
        profiles[profiles["outlet"].eq("Post") & profiles["measure"].ne(COVERED)].reset_index(drop=True),
    )


def test_outlets_stand_by_name_and_measures_in_order():
    profiles = profile_outlets([make_event(1), make_event(1, sources=("aftonbladet", "Zeitung"))])
    assert list(dict.fromkeys(profiles["outlet"])) == ["aftonbladet", "Gazette", "Post", "Zeitung"]
    assert list(profiles[profiles["outlet"].eq("Post")]["measure"]) == [COVERED, *MEASURES]
    assert list(profiles.columns) == list(ARCHIVE_SCHEMAS["profiles"])
    empty = profile_outlets([])
    assert [str(dtype) for dtype in empty.dtypes] == list(ARCHIVE_SCHEMAS["profiles"].values())


def test_what_is_measured_against_the_others_is_not_held_against_them_again():
    def claims(shift):
        places = (("p", 0.1 * shift), ("g", 0.3))
        return [{**sentence(article_id, 0), "claim": 1, "position": place} for article_id, place in places]

    row = row_of(profile_outlets([make_event(1, claims=claims(n)) for n in range(6)]), measure="place_of_shared")
    assert (row.n_events, row.value) == (6, pytest.approx(-0.05))
    assert row.low < row.value < row.high
    assert all(map(math.isnan, (row.others, row.gap_low, row.gap_high)))


def test_comparisons_are_let_go_one_by_one():
    alive = weakref.WeakSet()

    def stream():
        for n in range(8):
            made = make_event(n % 4)
            alive.add(made)
            yield made
            del made
            gc.collect()
            assert len(alive) <= 1  # the loop's own name for the last one

    assert row_of(profile_outlets(stream())).n_events == 8


def test_one_event_is_no_minimum():
    with pytest.raises(ParameterError, match="from 2"):
        profile_outlets([], min_events=1)


def test_intervals_of_few_events_are_as_wide_as_students():
    values = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    means = resample_sums(values[:, None], name="a")[:, 0] / 5
    low, high = bound(means, n_events=5)
    half = 2.132 * values.std(ddof=1) / math.sqrt(5)
    assert low == pytest.approx(3 - half, abs=0.15)
    assert high == pytest.approx(3 + half, abs=0.15)


def test_every_measure_has_words():
    assert [name for name in MEASURES if in_words.title_measure(name) == name] == []
    assert [name for name in MEASURES if not in_words.note_measure(name)] == []
    assert [kind for kind in TYPES if "of type" in in_words.title_measure(f"share_quotations_{kind}")] == []
    assert in_words.RELATIVE == RELATIVE


def test_an_archive_on_disk_is_profiled(tmp_path):
    folders = list_events([write_archive(tmp_path, 5)])
    assert [folder.parent.name for folder in folders] == ["s0", "s1", "s2", "s3", "s4"]
    profiles = profile_outlets(compare_events(folders))
    assert set(profiles["outlet"]) == {"Post", "Gazette"}
    assert row_of(profiles).n == 5 * 3
    assert row_of(profiles, measure="speakers_per_event").n == 5


def test_events_are_the_lowest_folders_with_articles(tmp_path):
    (tmp_path / "storm/articles").mkdir(parents=True)
    (tmp_path / "storm/notes.json").write_text("{}")
    (tmp_path / "storm/articles/a.txt").write_text("x")
    (tmp_path / "ferry/pictures").mkdir(parents=True)
    (tmp_path / "ferry/a.html").write_text("x")
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/a.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    found = [tmp_path / "ferry", tmp_path / "storm/articles"]
    assert list_events([tmp_path]) == found
    assert list_events([tmp_path / "storm", tmp_path]) == found[::-1]
    with pytest.raises(InputError, match="no articles"):
        list_events([tmp_path / "empty"])
    with pytest.raises(InputError, match="no folder"):
        list_events([tmp_path / "none"])


def test_an_event_without_a_readable_article_is_passed_over(tmp_path):
    (tmp_path / "blank").mkdir()
    (tmp_path / "blank/a.txt").write_bytes(bytes(range(256)) * 9)
    assert [len(c.articles) for c in compare_events(list_events([tmp_path]))] == []

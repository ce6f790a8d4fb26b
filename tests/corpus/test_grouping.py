import json
import random

import pytest
from support import GOLD, needs_gold

from analysis.corpus.copies import find_copies
from analysis.corpus.grouping import group_articles
from analysis.corpus.linkage import link_groups
from analysis.corpus.vectors import count_words, vectorise
from analysis.evaluating.synthetic import make_archive
from analysis.reading.files import read_articles
from analysis.reading.segments import segment_text
from analysis.records import Article
from analysis.tables import ARCHIVE_SCHEMAS

FERRY = [
    "Ferry aground off Lindholm\n\nA ferry with 212 people ran aground near Lindholm on Monday. Harbour master Ida "
    "Vest said it was calm. Divers searched the hull of the Morning Star until nightfall, and passengers were taken "
    "to the school in Lindholm, where Vest met them.",
    "Saved from the Morning Star\n\nAll passengers of the Morning Star are safe, Lindholm police said. The "
    "ship hit rocks near the harbour of Lindholm. Ida Vest, the harbour master, praised the crew of the ferry.",
]
BANK = [
    "Korda Bank lifts rates\n\nKorda Bank raised its key rate to 4 percent. Governor Per Holt said inflation in Korda "
    "was stubborn. Economists in Korda had expected the bank to wait until spring.",
    "Rates go up in Korda\n\nGovernor Per Holt of Korda Bank announced a key rate of 4 percent. Holt said inflation "
    "was too high for the bank to wait, and economists in Korda were surprised.",
]


def make(text, article_id, source="Source", published=None):
    return Article(article_id, "", source, text, segment_text(text, article_id=article_id), published=published)


def stories_of(table):
    return sorted(sorted(group) for group in table.groupby("story")["article_id"].agg(list))


@pytest.fixture
def archive():
    return [make(text, f"a{n}", f"Source {n}") for n, text in enumerate([FERRY[0], BANK[0], FERRY[1], BANK[1]])]


def test_two_stories_are_told_apart(archive):
    table = group_articles(archive)
    assert list(table.columns) == list(ARCHIVE_SCHEMAS["stories"])
    assert stories_of(table) == [["a0", "a2"], ["a1", "a3"]]
    assert set(table["kind"]) == {"account"}
    assert "Lindholm" in table["reason"][0]


def test_order_changes_nothing_but_order(archive):
    expected = stories_of(group_articles(archive))
    for seed in range(5):
        shuffled = random.Random(seed).sample(archive, len(archive))
        assert stories_of(group_articles(shuffled)) == expected


def test_copies_and_updates_follow_their_original():
    first = make(FERRY[0], "first", "Agency", "2024-02-28")
    copy = make(FERRY[0] + " Weather permitting, the ferry is towed on Friday.", "copy", "Harbour Post", "2024-02-29")
    update = make(FERRY[0] + " One passenger is still missing.", "update", "Agency", "2024-03-01")
    table = group_articles([copy, update, first]).set_index("article_id")
    assert table["kind"].to_dict() == {"copy": "copy", "update": "update", "first": "account"}
    assert table["of"].dropna().to_dict() == {"copy": "first", "update": "first"}
    assert table["story"].nunique() == 1


def test_an_outlets_second_version_is_an_update_when_read_from_disk(tmp_path):
    rows = [
        {"text": FERRY[0], "source": "Agency", "published": "2024-02-28"},
        {"text": FERRY[0] + " One passenger is still missing.", "source": "Agency", "published": "2024-03-01"},
        {"text": FERRY[0] + " The ferry is towed on Friday.", "source": "Post", "published": "2024-03-01"},
    ]
    (tmp_path / "feed.jsonl").write_text("\n".join(map(json.dumps, rows)))
    table = group_articles(read_articles([tmp_path]).articles)
    assert list(table["kind"]) == ["account", "update", "copy"]
    assert list(table["source"]) == ["Agency", "Agency", "Post"]


def test_accounts_of_one_event_are_no_copies(archive):
    assert find_copies(archive) == []


def test_snippets_are_no_copies():
    assert find_copies([make("Read more on our site.", name, name) for name in "abc"]) == []


def test_articles_far_apart_in_time_need_more_in_common():
    close = [make(FERRY[0], "a", "A", "2024-02-28"), make(FERRY[1], "b", "B", "2024-02-29")]
    assert len(stories_of(group_articles(close))) == 1
    likeness = float(group_articles(close)["reason"][0].split()[-1].rstrip(")"))
    far = [close[0], make(FERRY[1], "b", "B", "2025-02-28")]
    assert (len(stories_of(group_articles(far))) == 1) == (likeness / 2 >= 0.25)


@pytest.mark.parametrize("texts", [[], ["One sentence."], ["", ""], ["x"] * 3])
def test_small_archives(texts):
    table = group_articles([make(text, f"a{n}") for n, text in enumerate(texts)])
    assert len(table) == len(texts)
    assert list(table.dtypes.astype(str)) == ["str"] * len(ARCHIVE_SCHEMAS["stories"])


def test_average_linkage_does_not_chain():
    chain = [(n, n + 1, 0.5) for n in range(9)]
    assert max(map(len, link_groups(10, chain, least=0.4))) == 2


def test_average_linkage_agrees_with_scipy():
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    draw = np.random.default_rng(7)
    likeness = draw.random((30, 30)).round(6)
    likeness = np.triu(likeness, 1) + np.triu(likeness, 1).T
    pairs = [(i, j, float(likeness[i, j])) for i in range(30) for j in range(i + 1, 30)]
    distance = 1 - likeness
    np.fill_diagonal(distance, 0)
    theirs = fcluster(linkage(squareform(distance), "average"), 1 - 0.6, "distance")
    ours = link_groups(30, pairs, least=0.6)
    assert ours == sorted([n for n in range(30) if theirs[n] == group] for group in set(theirs))


def test_function_words_and_furniture_do_not_count():
    article = make(FERRY[0] + "\n\nSubscribe to our newsletter!\n", "a")
    words = count_words(article)
    assert "newsletter" not in words
    assert "with" not in words
    assert words["lindholm"] > words["harbour"]


def test_rows_have_length_one(archive):
    matrix, words = vectorise(archive)
    assert matrix.shape == (4, len(words))
    assert matrix.multiply(matrix).sum(axis=1) == pytest.approx([1] * 4)


def test_the_made_archive_is_the_same_each_time_and_found_again():
    one, other = (list(make_archive([FERRY, BANK], 12)) for _ in range(2))
    assert one == other
    table = group_articles([article for _, article in one])
    names = {article.article_id: story for story, article in one}
    assert [{names[a] for a in group} for group in stories_of(table)] == [{f"s{n}"} for n in range(6)]


@needs_gold
def test_gold_events_are_found_again_among_each_other():
    folders = sorted((GOLD / "events").iterdir())
    family = {}
    articles = []
    for folder in folders:
        event = read_articles([folder / "articles"])
        articles += [
            Article(f"{folder.name}/{a.article_id}", "", a.source, a.text, a.segments, published=a.published)
            for a in event.articles
        ]
        name = json.loads((folder / "gold.json").read_text("utf-8"))["family"]
        family |= {f"{folder.name}/{a.article_id}": name for a in event.articles}
    table = group_articles(articles).set_index("article_id")["story"]
    ids = sorted(family)
    found = {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if table[a] == table[b]}
    right = {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :] if family[a] == family[b]}
    assert 2 * len(found & right) / (len(found) + len(right)) >= 0.93

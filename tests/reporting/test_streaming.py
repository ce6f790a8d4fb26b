"""Tables in batches: the bytes of one piece, memory apart; nothing is replaced before the end."""

import pandas as pd
import pytest
from support import make_article

from analysis.errors import InputError
from analysis.finding.annotate import find_each
from analysis.finding.article_tables import find_rows, rows_to_tables
from analysis.reporting.export import write_tables
from analysis.reporting.streaming import open_tables
from analysis.tables import make_table

TEXTS = {
    "a": "Rain in Ham\n\nIt rained on 3 May. “Roofs leak,” Mayor Ida Vest said.\n",
    "b": "=1+1\n\nSome 75 people “met” in Ham, the mayor said.\r\n",
    "c": "Quiet",
}


@pytest.fixture(scope="module")
def found():
    articles = [make_article(text, article_id=name) for name, text in TEXTS.items()]
    return [(own.article, find_rows(own)) for own in find_each(articles)]


def batch(found):
    return rows_to_tables(found), {article.article_id: article.text for article, _ in found}


PROBLEMS = {"problems": make_table("problems", [{"article_id": "c", "message": "c is short"}])}


def read_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_one_batch_gives_the_bytes_of_one_piece(found, tmp_path, format):
    tables, texts = batch(found)
    written = write_tables(tables | PROBLEMS, texts, tmp_path / "whole", format=format)
    with open_tables(tmp_path / "stream", format=format) as stream:
        stream.write(tables, texts)
        stream.write(PROBLEMS, {})
        paths = stream.finish()
    assert read_files(tmp_path / "stream") == read_files(tmp_path / "whole")
    assert [path.name for path in paths] == [path.name for path in written]


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_several_batches_give_the_same_rows(found, tmp_path, format):
    tables, texts = batch(found)
    write_tables(tables, texts, tmp_path / "whole", format=format)
    with open_tables(tmp_path / "stream", format=format) as stream:
        for one in found:
            stream.write(*batch([one]))
        stream.finish()
    whole, streamed = read_files(tmp_path / "whole"), read_files(tmp_path / "stream")
    if format == "jsonl":
        assert streamed == whole
    else:
        for name in tables:
            pd.testing.assert_frame_equal(
                *(pd.read_parquet(tmp_path / d / f"{name}.parquet") for d in ("stream", "whole"))
            )


def test_csv_has_one_header(found, tmp_path):
    with open_tables(tmp_path / "out") as stream:
        for one in found:
            stream.write(*batch([one]))
        stream.finish()
    table = pd.read_csv(tmp_path / "out" / "articles.csv")
    assert list(table["article_id"]) == list(TEXTS)


def test_until_the_end_nothing_is_replaced(found, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles.csv").write_text("old")
    with pytest.raises(InputError, match="file's name"), open_tables(tmp_path / "out") as stream:
        stream.write({**batch(found)[0]}, {"../a": "text"})
    assert read_files(tmp_path / "out") == {"articles.csv": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_without_annotations_an_old_file_goes(found, tmp_path):
    for annotations in (True, False):
        with open_tables(tmp_path / "out", annotations=annotations) as stream:
            stream.write(*batch(found))
            stream.finish()
        assert (tmp_path / "out" / "annotations.jsonld").exists() == annotations


def test_an_unknown_format_and_a_file_for_a_folder_are_wrong_usage(found, tmp_path):
    with pytest.raises(InputError, match="xlsx"), open_tables(tmp_path / "out", format="xlsx"):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"), open_tables(tmp_path / "file" / "out"):
        pass


def test_entities_of_other_articles_are_no_rows(found):
    entities = rows_to_tables(found)["entities"]
    assert (entities["n_mentions"] + entities["n_pronouns"] > 0).all()


def test_what_a_killed_run_left_is_swept_and_what_lives_stays(tmp_path):
    (tmp_path / ".staging-out-dead" / "texts").mkdir(parents=True)
    (tmp_path / ".staging-other-dead").mkdir()
    (tmp_path / ".out-mine").mkdir()
    with open_tables(tmp_path / "out"), open_tables(tmp_path / "out"):
        left = sorted(path.name for path in tmp_path.iterdir())
    assert left[:2] == [".out-mine", ".staging-other-dead"]
    assert len(left) == 4  # those, and the two at work
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out-mine", ".staging-other-dead"]

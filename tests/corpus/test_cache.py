"""The cache: what its key depends on, two runs at once, a killed one, damage, and its commands."""

import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest
from support import make_draft

from analysis.corpus import scaling
from analysis.corpus.cache import FILE_NAME, clear_cache, describe_cache, locate_cache, open_store
from analysis.corpus.scaling import find_in_archive
from analysis.errors import CacheError
from analysis.finding.fingerprint import hash_finders, hash_lexicons

TEXT = "Rain in Ham\n\nIt rained in Ham on Monday, Mayor Ida Vest said.\n"


def list_keys(store, draft, lexicons=None):
    """Return the keys under which a store holds what was found in one article."""
    before = set(store.keys)
    list(find_in_archive([draft], store=store, lexicons=lexicons))
    return set(store.keys) - before


class Keys:
    """A store that keeps nothing but the keys it was asked for."""

    def __init__(self):
        self.keys = []

    def read(self, keys):
        self.keys += keys
        return {}

    def write(self, found):
        assert set(found) <= set(self.keys)


@pytest.fixture
def keys():
    store = Keys()
    list(find_in_archive([make_draft(TEXT)], store=store))
    return store


def test_the_key_is_the_content_not_the_name(keys):
    other = make_draft(TEXT, article_id="b", source="Other", url="https://example.org", author="Ida Vest")
    assert list_keys(keys, replace(other, path="elsewhere.txt")) == set()


@pytest.mark.parametrize(
    "changed",
    [
        make_draft(TEXT + "Sun followed."),
        make_draft(TEXT, published="2025-11-13"),
        make_draft(TEXT, title="It rained in Ham"),
    ],
    ids=["text", "day of publication", "title, which decides what the headline is"],
)
def test_the_key_changes_with_what_readers_and_finders_get(keys, changed):
    assert len(list_keys(keys, changed)) == 1


def test_the_key_changes_with_the_program(keys, monkeypatch):
    monkeypatch.setattr(scaling, "hash_finders", lambda: "another")
    assert len(list_keys(keys, make_draft(TEXT))) == 1


def test_the_key_changes_with_lexicons(keys, tmp_path):
    (tmp_path / "own.csv").write_text("term,category,note,source\n")
    before = hash_lexicons(tmp_path)
    assert len(list_keys(keys, make_draft(TEXT), tmp_path)) == 1
    (tmp_path / "own.csv").write_text("term,category,note,source\nfair,style,,own\n")
    assert hash_lexicons(tmp_path) != before
    assert hash_lexicons(None) == ""


@pytest.mark.parametrize("changed", ["finding/lexicons/hedges.csv", "reading/furniture.csv", "records.py"])
def test_the_programs_hash_sees_a_changed_reader_or_finder(changed, monkeypatch, tmp_path):
    import shutil

    from analysis.finding import fingerprint

    before = hash_finders()
    shutil.copytree(fingerprint._PACKAGE, tmp_path / "analysis")
    with (tmp_path / "analysis" / changed).open("a") as file:
        file.write("\n")
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path / "analysis")
    assert hash_finders.__wrapped__() != before


def test_what_is_written_is_read_again(tmp_path):
    with open_store(tmp_path, "v") as store:
        store.write({b"%d" % n: b"value %d" % n for n in range(1200)})
        store.write({b"1": b"another"})
    with open_store(tmp_path, "v") as store:
        kept = store.read([b"%d" % n for n in range(1300)])
    assert len(kept) == 1200
    assert kept[b"1"] == b"value 1"


def test_two_runs_write_at_once(tmp_path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom analysis.corpus.cache import open_store\n"
        "with open_store(Path(sys.argv[1]), 'v') as store:\n"
        "    for n in range(200): store.write({f'{sys.argv[2]}{n}'.encode(): b'x' * 1000})\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, tmp_path, name]) for name in "ab"]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert describe_cache(tmp_path, "v").n_articles == 400


def test_a_killed_run_leaves_what_it_wrote(tmp_path):
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom analysis.corpus.cache import open_store\n"
        "with open_store(Path(sys.argv[1]), 'v') as store:\n"
        "    store.write({b'a': b'1'})\n"
        "    store._connection.execute('INSERT INTO findings VALUES (?, ?, ?)', (b'b', 'v', b'2'))\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False).returncode == -9
    with open_store(tmp_path, "v") as store:
        assert store.read([b"a", b"b"]) == {b"a": b"1"}


def test_a_damaged_store_says_what_to_do_and_can_be_cleared(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"no database " * 500)
    (tmp_path / "other.txt").write_text("not ours")
    with pytest.raises(CacheError, match="analysis cache clear"):
        describe_cache(tmp_path, "v")
    assert clear_cache(tmp_path) == 6000
    assert [path.name for path in tmp_path.iterdir()] == ["other.txt"]
    assert describe_cache(tmp_path, "v").n_articles == 0


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CacheError), open_store(tmp_path / "file" / "cache", "v"):
        pass


def test_findings_of_another_version_are_counted_apart(tmp_path):
    for version, key in (("old", b"1"), ("new", b"2"), ("new", b"3")):
        with open_store(tmp_path, version) as store:
            store.write({key: b"value"})
    kept = describe_cache(tmp_path, "new")
    assert (kept.n_articles, kept.n_current) == (3, 2)


def test_the_cache_lies_where_the_platform_keeps_caches(monkeypatch, tmp_path):
    monkeypatch.setenv("ANALYSIS_CACHE", str(tmp_path))
    assert locate_cache() == tmp_path
    monkeypatch.delenv("ANALYSIS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert locate_cache() == tmp_path / "news-coverage-analysis"


def test_sqlite_is_in_write_ahead_mode(tmp_path):
    with open_store(tmp_path, "v"):
        pass
    assert sqlite3.connect(tmp_path / FILE_NAME).execute("PRAGMA journal_mode").fetchone() == ("wal",)

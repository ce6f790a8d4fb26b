"""An archive through the finders: the same from the cache, in processes and on Dask; what dies is done again."""

import os
import signal
import subprocess
import sys
import time

import pytest
from support import SEEDS, make_article

from analysis.corpus import scaling
from analysis.corpus.cache import open_store
from analysis.corpus.processes import open_processes
from analysis.corpus.scaling import find_in_archive
from analysis.errors import InputError, WorkerError
from analysis.finding.annotate import find_each
from analysis.finding.article_tables import find_rows
from analysis.finding.fingerprint import hash_finders


@pytest.fixture
def archive(monkeypatch):
    monkeypatch.setattr(scaling, "CHUNK", 3)
    return [
        make_article(
            f"Rain in Ham {n}\n\nIt rained on {n} May. “{n} roofs leak,” Mayor Ida Vest said.\n", article_id=f"a{n}"
        )
        for n in range(10)
    ]


@pytest.fixture
def expected(archive):
    return [(findings.article, find_rows(findings)) for findings in find_each(archive)]


def test_one_process_yields_each_article_in_order(archive, expected):
    assert list(find_in_archive(archive)) == expected


def test_processes_yield_the_same(archive, expected, tmp_path):
    with open_store(tmp_path, hash_finders()) as store:
        assert list(find_in_archive(archive, workers=2, store=store)) == expected


def test_what_is_in_the_cache_is_not_found_again(archive, expected, tmp_path, monkeypatch):
    with open_store(tmp_path, hash_finders()) as store:
        list(find_in_archive(archive[:7], store=store))
        sent = []
        find = scaling.find_chunk
        monkeypatch.setattr(
            scaling, "find_chunk", lambda part, own: sent.extend(a.article_id for a in part) or find(part, own)
        )
        assert list(find_in_archive(archive, store=store)) == expected
        assert sent == ["a7", "a8", "a9"]


def test_one_text_is_found_once_and_named_twice(tmp_path):
    twins = [make_article("It rained in Ham on Monday.", article_id=name) for name in "ab"]
    found = list(find_in_archive(twins))
    assert [article.article_id for article, _ in found] == ["a", "b"]
    assert found[0][1] == found[1][1]


def test_few_articles_are_read_ahead(archive):
    read = []
    found = find_in_archive(read.append(article) or article for article in archive)
    next(found)
    assert len(read) == 3
    found.close()


def die_once(path):
    if not os.path.exists(path):
        open(path, "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def double(n):
    return 2 * n


def test_what_a_dying_process_was_at_is_done_again(tmp_path):
    with open_processes(2) as start:
        tasks = [start(double, n) for n in range(5)] + [start(die_once, str(tmp_path / "died")), start(double, 9)]
        assert [task.result() for task in tasks] == [0, 2, 4, 6, 8, "done", 18]


def test_processes_that_die_again_and_again_are_an_error():
    with open_processes(1) as start, pytest.raises(WorkerError, match="died 4 times in a row"):
        start(die).result()


def test_workers_end_with_a_killed_parent(tmp_path):
    code = (
        "import os, sys, time\nfrom analysis.corpus.processes import open_processes\n"
        "if __name__ == '__main__':\n"
        "    with open_processes(1) as start:\n"
        "        print(start(os.getpid).result(), flush=True)\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    (tmp_path / "parent.py").write_text(code)
    done = subprocess.run([sys.executable, tmp_path / "parent.py"], capture_output=True, text=True, check=False)
    worker = int(done.stdout)
    for _ in range(100):
        if not _is_alive(worker):
            return
        time.sleep(0.1)
    pytest.fail("the worker outlived its parent by ten seconds")


def _is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split()[2] != "Z"
    except FileNotFoundError:
        return False


def annotate(out, cache, *options, **how):
    command = [sys.executable, "-m", "analysis", "annotate", str(SEEDS / "colombia-intelligence"), "--out", str(out)]
    surroundings = {**os.environ, "ANALYSIS_CACHE": str(cache)}
    return subprocess.Popen([*command, *options], env=surroundings, stdout=subprocess.DEVNULL, **how)


def read_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_killed_run_started_again_leaves_the_same_bytes(tmp_path):
    assert annotate(tmp_path / "whole", tmp_path / "none", "--no-cache").wait() == 0
    for seconds in (0.5, 2.5):
        killed = annotate(tmp_path / "out", tmp_path / "cache")
        time.sleep(seconds)
        killed.kill()
        killed.wait()
    assert annotate(tmp_path / "out", tmp_path / "cache").wait() == 0
    assert read_files(tmp_path / "out") == read_files(tmp_path / "whole")
    assert not (tmp_path / "none").exists()


def test_no_scheduler_is_wrong_usage(archive, monkeypatch):
    pytest.importorskip("distributed")
    with pytest.raises(InputError, match="expected a Dask scheduler"):
        next(find_in_archive(archive, scheduler="no address"))


def test_without_dask_the_error_says_what_to_install(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match="dask"):
        next(find_in_archive(archive, scheduler="tcp://localhost:1"))


@pytest.mark.filterwarnings("ignore")
def test_dask_yields_the_same_though_a_worker_dies(archive, expected):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        found = find_in_archive(archive, scheduler=cluster.scheduler_address)
        rows = [next(found)]
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        assert rows + list(found) == expected

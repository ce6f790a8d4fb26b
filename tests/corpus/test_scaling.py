"""An archive through the finders: the same from the cache, in processes and on Dask; what dies is done again."""

import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc

import pytest
from support import SEEDS, make_article, make_draft

from analysis.corpus import scaling
from analysis.corpus.cache import open_store
from analysis.corpus.processes import open_processes
from analysis.corpus.scaling import find_in_archive
from analysis.errors import InputError, WorkerError
from analysis.finding.annotate import find_each
from analysis.finding.article_tables import batch_tables, find_rows
from analysis.finding.fingerprint import hash_finders
from analysis.reading.files import iterate_articles, iterate_drafts
from analysis.records import Article, Problem
from analysis.reporting.streaming import open_tables


@pytest.fixture
def archive(monkeypatch):
    monkeypatch.setattr(scaling, "CHUNK", 3)
    return [
        make_draft(
            f"Rain in Ham {n}\n\nIt rained on {n} May. “{n} roofs leak,” Mayor Ida Vest said.\n", article_id=f"a{n}"
        )
        for n in range(10)
    ]


@pytest.fixture
def expected(archive):
    articles = [make_article(draft.text, article_id=draft.article_id) for draft in archive]
    return [(findings.article.article_id, find_rows(findings)) for findings in find_each(articles)]


def annotated(found):
    return [(article.article_id, rows) for article, rows in found]


def test_one_process_yields_each_article_in_order(archive, expected):
    assert annotated(find_in_archive(archive)) == expected


def test_articles_come_as_reading_makes_them(tmp_path):
    for name, text in {"a": "Rain in Ham\n\nIt rained.\n", "b": "", "c": "Post\nRain\nBy Ida Vest\nIt rained."}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    (tmp_path / "d.jsonl").write_text('{"text": "It rained in Ham.", "source": "Post"}\n{broken\n')
    read = list(iterate_articles([tmp_path]))
    found = [item if isinstance(item, Problem) else item[0] for item in find_in_archive(iterate_drafts([tmp_path]))]
    assert found == read
    assert {type(item) for item in read} == {Article, Problem}


def test_processes_yield_the_same(archive, expected, tmp_path):
    with open_store(tmp_path, hash_finders()) as store:
        assert annotated(find_in_archive(archive, workers=2, store=store)) == expected


def test_what_is_in_the_cache_is_neither_read_nor_found_again(archive, expected, tmp_path, monkeypatch):
    with open_store(tmp_path, hash_finders()) as store:
        whole = list(find_in_archive(archive[:7], store=store))
        sent = []
        find = scaling.find_chunk
        monkeypatch.setattr(
            scaling, "find_chunk", lambda part, own: sent.extend(r.text for r in part) or find(part, own)
        )
        again = list(find_in_archive(archive, store=store))
        assert annotated(again) == expected
        assert again[:7] == whole
        assert sent == [draft.text for draft in archive[7:]]


def test_problems_stay_where_they_stand(archive):
    odd = [Problem("", f"line {n} is skipped") for n in range(2500)]
    found = list(find_in_archive([*odd[:3], archive[0], *odd[3:], *archive[1:3]]))
    assert [item if isinstance(item, Problem) else item[0].article_id for item in found] == [
        *odd[:3],
        "a0",
        *odd[3:],
        "a1",
        "a2",
    ]


def test_one_text_is_found_once_and_named_twice():
    twins = [make_draft("It rained in Ham on Monday.", article_id=name) for name in "ab"]
    found = annotated(find_in_archive(twins))
    assert [article_id for article_id, _ in found] == ["a", "b"]
    assert found[0][1] == found[1][1]


def test_few_articles_are_read_ahead(archive):
    read = []
    found = find_in_archive(read.append(draft) or draft for draft in archive)
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


def annotate(out, cache, *options, archive=SEEDS / "colombia-intelligence", **how):
    command = [sys.executable, "-m", "analysis", "annotate", str(archive), "--out", str(out)]
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
        assert annotated(rows + list(found)) == expected


@pytest.fixture
def short_archive(tmp_path):
    """An archive of more than one chunk, with an undated article, a bad line and one text that stands there twice."""
    lines = [
        json.dumps(
            {"text": f"Rain in Ham {n % 35}\n\n“{n % 35} roofs leak,” Mayor Ida Vest said on Monday.", "source": "Post"}
        )
        for n in range(40)
    ]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join([*lines[:20], "{broken", *lines[20:]]))
    return path


def test_one_and_two_processes_write_the_same_bytes(short_archive, tmp_path):
    for n in "12":
        assert annotate(tmp_path / n, "", "--no-cache", "--workers", n, archive=short_archive).wait() == 0
    assert read_files(tmp_path / "1") == read_files(tmp_path / "2")
    assert len(read_files(tmp_path / "1")) > 50


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers started by hand, as on machines of their own; yields the scheduler's address."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    said = {"scheduler": ["--port", "0", "--no-dashboard", "--host", "127.0.0.1"], "worker": ["--nthreads", "1"]}
    started = []
    for kind in ("scheduler", "worker", "worker"):
        command = [sys.executable, "-W", "ignore", "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", file]
        more = [*said[kind], *(["--local-directory", tmp_path, "--no-dashboard"] if kind == "worker" else [])]
        started.append(subprocess.Popen([*map(str, command), *map(str, more)], stderr=subprocess.DEVNULL))
    for _ in range(600):
        if file.exists() and file.read_text().endswith("}"):
            break
        time.sleep(0.1)
    yield json.loads(file.read_text())["address"]
    for process in reversed(started):
        process.terminate()
        process.wait()


def test_dask_writes_the_same_bytes(short_archive, tmp_path, cluster):
    assert annotate(tmp_path / "one", "", "--no-cache", archive=short_archive).wait() == 0
    assert annotate(tmp_path / "dask", "", "--no-cache", "--scheduler", cluster, archive=short_archive).wait() == 0
    assert read_files(tmp_path / "dask") == read_files(tmp_path / "one")


def test_memory_does_not_grow_with_the_archive(tmp_path, monkeypatch):
    rows = {name: [] for name in ("mentions", "quotations", "quantities", "dates", "wording", "entities")}
    found = scaling.pack(
        [[[0, 9, "paragraph", "x"]], {}, {"articles": [[3]], "sentences": [[0, 9, 0, "x", 0, "x"]], **rows}]
    )
    monkeypatch.setattr(scaling, "find_chunk", lambda raws, _: [found] * len(raws))
    words = "It rained on Monday, Mayor Ida Vest said, and more than once. " * 80
    drafts = (make_draft(f"Rain in Ham {n}\n\n{words}", article_id=f"a{n}") for n in range(5 * 256))
    held = []
    tracemalloc.start()
    with open_tables(tmp_path / "out", format="jsonl", annotations=False) as stream:
        for tables, texts in batch_tables(find_in_archive(drafts)):
            stream.write(tables, texts)
            held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert len(held) == 5
    assert (held[4] - held[1]) / (3 * 256) < 500  # bytes an article, of which each has 5,000: its id and name stay

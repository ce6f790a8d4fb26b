"""Faults while a report is put in its place: the old report or the new one, never some of each."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

from analysis.errors import ReportError
from analysis.reporting import notebooks, publishing
from analysis.reporting.notebooks import build_report
from analysis.reporting.publishing import MADE, OLD, open_staging, publish, sweep_staging

# A report of 30 files is put in the place of another, over and over, until somebody ends it.
PUBLISH = """
import json, sys
from itertools import count
from pathlib import Path
from analysis.reporting.publishing import MADE, open_staging, publish, sweep_staging
out = Path(sys.argv[1])
sweep_staging(out)
for number in count(int(sys.argv[2])):
    with open_staging(out, ".staging-ferry-") as staging:
        made = staging / MADE
        made.mkdir()
        names = [f"{name}.csv" for name in range(30)]
        for name in names:
            (made / name).write_text(str(number))
        (made / "manifest.json").write_text(json.dumps({"outputs": dict.fromkeys(names, number)}))
        publish(staging, out / "ferry")
    print(number, flush=True)
"""


def make_report(folder, mark, names=("report.html", "tables/a.csv")):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(mark)
    (folder / "manifest.json").write_text(json.dumps({"outputs": dict.fromkeys(names, mark)}))


def read_report(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path):
    make_report(tmp_path / "ferry", "old", ("report.html", "charts/old.svg"))
    (tmp_path / "ferry" / "mine").mkdir()
    (tmp_path / "ferry" / "mine" / "note.md").write_text("mine")
    return tmp_path / "ferry"


@pytest.mark.parametrize("has_exchange", [True, False])
def test_the_new_report_replaces_the_old_and_keeps_what_is_the_readers(tmp_path, old, monkeypatch, has_exchange):
    if not has_exchange:
        monkeypatch.setattr(publishing, "_exchange", lambda *_: False)
    with open_staging(tmp_path, ".staging-ferry-") as staging:
        make_report(staging / MADE, "new")
        publish(staging, old)
    assert set(read_report(old)) == {"report.html", "tables/a.csv", "manifest.json", "mine/note.md"}
    assert read_report(old)["report.html"] == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["ferry"]


def test_a_run_killed_between_two_moves_is_put_right_at_the_next_start(tmp_path, old):
    before = read_report(old)
    staging = tmp_path / ".staging-ferry-x"
    make_report(staging / MADE, "new")
    (staging / OLD).mkdir()
    old.rename(staging / OLD / "ferry")
    sweep_staging(tmp_path)
    assert read_report(old) == before
    assert [path.name for path in tmp_path.iterdir()] == ["ferry"]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_run_killed_at_any_moment_leaves_one_whole_report(tmp_path, sign):
    rng = random.Random(sign)
    for number in range(0, 30_000, 10_000):
        command = [sys.executable, "-c", PUBLISH, str(tmp_path), str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout.readline() == f"{number}\n"
            time.sleep(rng.random() * 0.05)
            child.send_signal(sign)
        found = read_report(tmp_path / "ferry")
        assert len(found) == 31
        assert len({text for name, text in found.items() if name != "manifest.json"}) == 1
    sweep_staging(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["ferry"]


def test_two_runs_of_one_event_at_once_leave_one_whole_report(tmp_path):
    commands = [[sys.executable, "-c", PUBLISH, str(tmp_path), start] for start in ("0", "50000")]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    for child in children:
        with child:
            assert child.stdout.readline()
            for _ in range(5):
                child.stdout.readline()
            child.kill()
    found = read_report(tmp_path / "ferry")
    assert len(found) == 31
    assert len({text for name, text in found.items() if name != "manifest.json"}) == 1


def test_a_full_disk_leaves_the_old_report(tmp_path, old, monkeypatch):
    before = read_report(old)

    def fill(*_args, **_kept):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analysis.reporting.notebooks._execute", fill)
    with pytest.raises(ReportError, match="No space left on device"):
        build_report({"event": "ferry", "seeds": "."}, tmp_path / "ferry", tmp_path, base=tmp_path)
    assert read_report(old) == before
    assert [path.name for path in tmp_path.iterdir()] == ["ferry"]


def test_half_a_notebook_is_none(tmp_path):
    (tmp_path / "report.ipynb").write_text('{"cells": [')
    assert notebooks._read_notebook(tmp_path / "report.ipynb") is None
    assert notebooks._read_notebook(tmp_path / "nowhere.ipynb") is None


def test_a_file_where_the_report_should_be_is_an_error(tmp_path):
    (tmp_path / "ferry").write_text("a file")
    with open_staging(tmp_path, ".staging-ferry-") as staging:
        make_report(staging / MADE, "new")
        with pytest.raises(NotADirectoryError):
            publish(staging, tmp_path / "ferry")
    assert (tmp_path / "ferry").read_text() == "a file"


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_lock_that_is_a_link_is_not_written_through(tmp_path):
    (tmp_path / "precious").write_text("mine")
    (tmp_path / ".staging-evil").mkdir()
    (tmp_path / ".staging-evil" / ".lock").symlink_to(tmp_path / "precious")
    sweep_staging(tmp_path)
    assert (tmp_path / "precious").read_text() == "mine"

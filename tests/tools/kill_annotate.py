"""Kill `annotate` at random moments, start it again: are the bytes those of a run that nobody killed? Run by hand.

    python tests/tools/kill_annotate.py --articles 500 --kills 10
    python tests/tools/kill_annotate.py --articles 500 --kills 0 --dask 3     # needs the extra [dask]

--characters cuts the articles short, which changes nothing of how a run is built, only how long it takes.

Each run begins with an empty cache; every second one works in two processes. With --dask the run works on a cluster of
two worker processes of this machine, one of which is killed at a random moment; the run itself must end well.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench import write_archive

SETTLING = 0.05  # of a run's time: nothing is found yet, or all is


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--dask", type=int, default=0)
    parser.add_argument("--characters", type=int, default=None)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="kills-"))
    archive = write_archive(options.articles, root / "archive.jsonl", at_most=options.characters)
    began = time.monotonic()
    assert start_run(archive, root / "whole", None).wait() == 0
    took = time.monotonic() - began
    expected = hash_files(root / "whole")
    print(f"{options.articles} articles, {len(expected)} files, {took:.0f} s undisturbed", flush=True)
    rng = random.Random(4711)
    for number in range(options.kills):
        kill_run(archive, root / f"kill{number}", took * rng.uniform(SETTLING, 1 - SETTLING), expected, number % 2 + 1)
    for number in range(options.dask):
        kill_worker(archive, root / f"dask{number}", took / 2 * rng.uniform(2 * SETTLING, 1 - SETTLING), expected)
    shutil.rmtree(root)


def start_run(archive: Path, out: Path, cache: Path | None, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis", "annotate", str(archive), "--out", str(out), *more]
    env = {**os.environ, "ANALYSIS_CACHE": str(cache)}
    return subprocess.Popen([*command, *([] if cache else ["--no-cache"])], env=env, stdout=subprocess.DEVNULL)


def kill_run(archive: Path, folder: Path, seconds: float, expected: dict[str, str], workers: int) -> None:
    """Kill a run and start it again, until one ends before it can be killed or the files can be compared."""
    more = ("--workers", str(workers))
    run = start_run(archive, folder / "out", folder / "cache", *more)
    time.sleep(seconds)
    run.send_signal(signal.SIGKILL)
    code = run.wait()
    kept, left = count_kept(folder / "cache"), list_left(folder)
    again = start_run(archive, folder / "out", folder / "cache", *more).wait()
    same = hash_files(folder / "out") == expected
    print(
        f"{workers} workers, killed after {seconds:.0f} s ({'killed' if code else 'had ended'}), {kept} articles kept, "
        f"left: {left}; again: exit {again}, {'same bytes' if same else 'OTHER BYTES'}, "
        f"left: {list_left(folder)}",
        flush=True,
    )
    assert same
    shutil.rmtree(folder)


def kill_worker(archive: Path, folder: Path, seconds: float, expected: dict[str, str]) -> None:
    """Kill one of two Dask workers; the run goes on with the other and the one that takes its place."""
    from distributed import LocalCluster

    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(**options) as cluster:
        run = start_run(archive, folder / "out", folder / "cache", "--scheduler", cluster.scheduler_address)
        time.sleep(seconds)
        kept = count_kept(folder / "cache")
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        still = run.poll() is None
        code = run.wait()
    same = code == 0 and hash_files(folder / "out") == expected
    print(
        f"Dask worker killed after {seconds:.0f} s ({'under way' if still else 'had ended'}), {kept} articles kept "
        f"till then; exit {code}, {'same bytes' if same else 'OTHER BYTES'}",
        flush=True,
    )
    assert same
    shutil.rmtree(folder)


def hash_files(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def count_kept(cache: Path) -> int:
    path = cache / "findings.sqlite"
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=60)) as store:
            return int(store.execute("SELECT count(*) FROM findings").fetchone()[0])
    except sqlite3.OperationalError:  # killed before there was a table
        return 0


def list_left(folder: Path) -> list[str]:
    """Return what lies beside the cache and the folder asked for, which the killed run could not clear away."""
    return sorted(path.name for path in folder.glob("*") if path.name not in ("out", "cache"))


if __name__ == "__main__":
    main()

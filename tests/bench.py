"""How fast the package is on this machine: ``make bench``; ``tests/bench.py --full`` adds the largest sizes.

Every figure is of a process of its own, wall time and CPU time (user and system, of it and its workers) and the peak
memory of its largest process, as the kernel counts them. The archive is made by ``evaluating.synthetic`` from the
seeds, or from the gold's events where they lie beside the project: the same call makes the same archive. CPU time
says more than wall time where other work runs on the machine; its load is printed beside each figure. How much two
workers gain can only be said of wall times on a quiet machine with two cores or more.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "colombia-intelligence"
GOLD = Path(os.environ.get("ANALYSIS_GOLD") or ROOT / ".." / "shared" / "gold")
BARE = """
import json, sys
from analysis.finding.language import load_pipeline
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc) for doc in load_pipeline().pipe(texts)))
"""
# An empty notebook by the same papermill and nbconvert, one after the other, as anybody would write it.
EMPTY = """
import sys
from pathlib import Path
import nbformat
from papermill.execute import execute_notebook
from analysis.reporting.page import render_page
book, done = Path(sys.argv[1], "empty.ipynb"), Path(sys.argv[1], "done.ipynb")
nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")]), book)
execute_notebook(book, done, kernel_name="python3", progress_bar=False)
Path(sys.argv[1], "done.html").write_text(render_page(done.read_text("utf-8")), "utf-8")
"""


class Run(NamedTuple):
    """What one process took."""

    wall: float
    cpu: float
    megabytes: float


def measure(*command: str | Path, **surroundings: str) -> Run:
    """Run a command; raise where it fails. Memory is that of the largest process."""
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **surroundings}
    before = time.monotonic()
    started = subprocess.Popen([sys.executable, *map(str, command)], env=env, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise SystemExit(f"failed with {started.returncode}: {' '.join(map(str, command))}")
    return Run(time.monotonic() - before, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def least(runs: list[Run]) -> Run:
    """Return the least that any run took: other work on the machine only adds."""
    return Run(*map(min, zip(*runs, strict=True)))


def bench_report(folder: Path, *, times: int = 3) -> None:
    """Make the seeds' report beside an empty notebook, turn by turn, and print the least that each took."""
    commands = {
        "an empty notebook": ("-c", EMPTY, folder),
        "report of the seeds": ("-m", "analysis", "report", SEED, "--out", folder / "reports"),
    }
    runs: dict[str, list[Run]] = {what: [] for what in commands}
    for _ in range(times):
        for what, command in commands.items():
            runs[what].append(measure(*command))
    empty, report = (least(own) for own in runs.values())
    show(f"an empty notebook, least of {times}", empty)
    show(f"report of the seeds, least of {times}", report)
    print(f"  report / empty notebook: {report.wall / empty.wall:.2f} (CPU {report.cpu / empty.cpu:.2f})")


def show(what: str, run: Run, n: int | None = None) -> None:
    """Print one line of figures."""
    rate = f"{n / run.wall:8.1f} articles/s" if n else " " * 19
    load = os.getloadavg()[0]
    print(
        f"{what:40}{run.wall:8.1f} s {run.cpu:8.1f} s CPU {rate} {run.megabytes:7.0f} MB  load {load:.1f}", flush=True
    )


def write_archive(n: int, path: Path, *, at_most: int | None = None) -> Path:
    """Write an archive of ``n`` articles as JSON Lines; ``at_most`` characters of each."""
    from analysis.evaluating.synthetic import tell_archive
    from analysis.reading.files import read_event

    events = sorted((GOLD / "events").glob("*/articles")) or [SEED]
    models = [[article.text for article in read_event(folder).articles] for folder in events]
    with path.open("w", encoding="utf-8") as file:
        for _, source, text in tell_archive([texts for texts in models if texts], n):
            row = {"text": text[:at_most], "source": source, "published": "2024-02-28"}
            file.write(json.dumps(row) + "\n")
    return path


def write_event(n: int, folder: Path) -> Path:
    """Write ``n`` articles of an archive as the files of one event."""
    folder.mkdir()
    archive = write_archive(n, folder.with_suffix(".jsonl"))
    for number, line in enumerate(archive.read_text("utf-8").splitlines()):
        (folder / f"{number}.txt").write_text(json.loads(line)["text"], "utf-8")
    return folder


def bench_start(folder: Path) -> None:
    """What a person waits for: the import, the first report after an installation, the tables."""
    show("a bare interpreter", measure("-c", "pass"))
    show("import analysis", measure("-c", "import analysis"))
    show("import analysis, load the model", measure("-c", BARE, os.devnull))
    fresh = {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "XDG_CACHE_HOME": str(folder / "caches")}
    report = ("-m", "analysis", "report", SEED, "--out", folder / "reports")
    show("report of the seeds, cold", measure(*report, **fresh))  # nothing compiled, no index of fonts
    show("compare the seeds", measure("-m", "analysis", "compare", SEED, "--out", folder / "tables"))
    five = write_event(5, folder / "five")
    show("compare five articles", measure("-m", "analysis", "compare", five, "--out", folder / "tables"))


def bench_annotate(n: int, folder: Path) -> None:
    """Annotate beside bare spaCy on the same texts; again from the cache; on two workers, with a cache of their own."""
    archive = write_archive(n, folder / f"{n}.jsonl")
    annotate = ("-m", "analysis", "annotate", archive, "--format", "parquet", "--out")
    bare = measure("-c", BARE, archive)
    show(f"{n:,} articles: bare nlp.pipe", bare, n)
    first = measure(*annotate, folder / "out", ANALYSIS_CACHE=str(folder / f"cache{n}"))
    show(f"{n:,} articles: annotate", first, n)
    kept = sum(path.stat().st_size for path in (folder / f"cache{n}").iterdir())
    again = measure(*annotate, folder / "out", ANALYSIS_CACHE=str(folder / f"cache{n}"))
    show(f"{n:,} articles: annotate again (cache)", again, n)
    two = measure(*annotate, folder / "out", "--workers", "2", ANALYSIS_CACHE=str(folder / f"two{n}"))
    show(f"{n:,} articles: annotate, 2 workers", two, n)
    print(
        f"  annotate / bare: {first.wall / bare.wall:.2f} (CPU {first.cpu / bare.cpu:.2f}); "
        f"again / first: {again.wall / first.wall:.1%} (CPU {again.cpu / first.cpu:.1%}); "
        f"2 workers: {first.wall / two.wall:.2f} times as fast (CPU {two.cpu / first.cpu:.2f}); "
        f"cache: {kept / n / 1000:.1f} kB an article"
    )


def bench_group(n: int, folder: Path) -> None:
    """Group an archive into stories."""
    archive = write_archive(n, folder / f"group{n}.jsonl")
    show(f"{n:,} articles: group", measure("-m", "analysis", "group", archive, "--out", folder / "stories.jsonl"), n)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="annotate 10,000 articles and group 100,000 too: hours")
    parser.add_argument("--annotate", type=int, nargs="*", metavar="N", help="only these sizes of archives to annotate")
    parser.add_argument("--group", type=int, nargs="*", metavar="N", help="only these sizes of archives to group")
    options = parser.parse_args()
    processor = platform.processor() or platform.machine()
    print(f"{platform.system()} {processor}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in ("spacy", "numpy", "pandas", "pyarrow", "scipy")))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.annotate is None and options.group is None:
            bench_start(folder)
            bench_report(folder)
            options.annotate = [100, 1000, *([10_000] if options.full else [])]
            options.group = [1000, 10_000, *([100_000] if options.full else [])]
        for n in options.annotate or []:
            bench_annotate(n, folder)
        for n in options.group or []:
            bench_group(n, folder)


if __name__ == "__main__":
    main()

"""The same evidence and program give the same bytes, whatever surrounds them; the committed report is that one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, SEEDS

from analysis.reporting.provenance import describe_versions, hash_file, hash_sources

EVENT = SEEDS / "colombia-intelligence"
COMMITTED = ROOT / "reports" / "colombia-intelligence"
BUILD = "import sys\nfrom analysis.reporting.notebooks import run_report\nrun_report(sys.argv[1], sys.argv[2])"


def build(out, *, cwd, event=EVENT, umask=0o022, **surroundings):
    subprocess.run(
        [sys.executable, "-c", BUILD, str(event), str(out)],
        cwd=cwd,
        env={**os.environ, **surroundings},
        umask=umask,
        check=True,
        timeout=120,
    )
    return read_files(out / "colombia-intelligence")


def read_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The report, once, in hostile surroundings."""
    folder = tmp_path_factory.mktemp("built")
    matplotlib = folder / "matplotlibrc"
    matplotlib.write_text("font.size: 30\naxes.grid: True\n")
    return build(
        folder / "out",
        cwd="/",
        umask=0o077,
        TZ="Pacific/Chatham",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="4711",
        COLUMNS="33",
        OMP_NUM_THREADS="2",
        MATPLOTLIBRC=str(matplotlib),
        PYTHONWARNINGS="default",
    )


def test_same_bytes_in_other_surroundings(built, tmp_path):
    again = build(tmp_path / "else where" / "out", cwd=tmp_path, PYTHONHASHSEED="1")
    programs = {json.loads(files["manifest.json"])["sources_sha256"] for files in (again, built)}
    assert len(programs) == 1, "the program was changed while this test ran"
    assert set(again) == set(built)
    assert [name for name in built if again[name] != built[name]] == []


def test_report_is_whole(built):
    assert {"report.html", "report.ipynb", "manifest.json", "charts/coverage.svg", "tables/articles.csv"} <= set(built)
    manifest = json.loads(built["manifest.json"])
    assert set(manifest["outputs"]) == set(built) - {"manifest.json"}
    assert set(manifest["inputs"]) == {path.name for path in EVENT.iterdir()}
    assert all(manifest["inputs"][path.name] == hash_file(path) for path in EVENT.iterdir())


def test_report_names_no_folder_of_the_machine(built):
    for name, content in built.items():
        for place in (str(ROOT), str(Path.home()), "/tmp/", sys.prefix):
            assert place.encode() not in content or place == "/", (name, place)


def test_page_of_two_articles_is_small(built):
    assert len(built["report.html"]) < 600_000


def test_committed_report_is_current(built):
    if not (COMMITTED / "manifest.json").is_file():
        pytest.skip("no report is committed yet")
    manifest = json.loads((COMMITTED / "manifest.json").read_text("utf-8"))
    assert manifest["sources_sha256"] == hash_sources(), "the program changed: run `make report`"
    assert manifest["notebook_sha256"] == hash_file(ROOT / "notebooks/report.ipynb"), "run `make report`"
    if manifest["versions"] != describe_versions():
        pytest.skip("other versions than the committed report's: its bytes may differ")
    assert read_files(COMMITTED) == built

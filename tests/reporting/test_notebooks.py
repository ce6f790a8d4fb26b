"""The runner, with small notebooks in place of the report's own where the run itself is not the point."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import SEEDS

from analysis.errors import InputError, ParameterError, ReportError
from analysis.reporting import notebooks
from analysis.reporting.notebooks import locate_notebook, run_report
from analysis.reporting.publishing import folder_lock, sweep_staging


@pytest.fixture
def event(tmp_path):
    folder = tmp_path / "seeds" / "ferry"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("A ferry ran aground.\n")
    return folder


@pytest.fixture
def old_report(tmp_path):
    folder = tmp_path / "reports" / "ferry"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text("old")
    (folder / "charts").mkdir()
    (folder / "charts/old.svg").write_text("old")
    (folder / "note.md").write_text("mine")
    (folder / "manifest.json").write_text(json.dumps({"outputs": {"charts/old.svg": "", "../../x": ""}}))
    return folder


def use_notebook(monkeypatch, tmp_path, *sources):
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(['event = "x"\nseeds = "y"', *sources])
    ]
    cells[0]["metadata"]["tags"] = ["parameters"]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path = tmp_path / "small.ipynb"
    path.write_text(
        json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
    )
    monkeypatch.setattr(notebooks, "locate_notebook", lambda: path)


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_report_is_whole_and_what_is_not_ours_stays(monkeypatch, tmp_path, event, old_report):
    use_notebook(monkeypatch, tmp_path, "import os\nprint(event, seeds, os.getcwd() != '')")
    paths = run_report(event, tmp_path / "reports")
    assert [path.name for path in paths] == ["report.html", "manifest.json", "report.ipynb"]
    assert set(files_in(old_report)) == {"report.html", "manifest.json", "report.ipynb", "note.md"}
    assert "ferry seeds True" in paths[0].read_text()
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["ferry"]
    assert str(tmp_path) not in "".join(path.read_text() for path in paths)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise ValueError('odd <b>')", "cell 3: ValueError: odd <b>"),
        ("import os\nos._exit(0)", "the notebook did not run|cell 3 did not run to its end|Kernel died"),
        ("import sys\nsys.exit(0)", "cell 3"),
    ],
)
def test_failing_run_keeps_the_old_report(monkeypatch, tmp_path, event, old_report, source, message):
    before = files_in(old_report)
    use_notebook(monkeypatch, tmp_path, source, "1")
    with pytest.raises(ReportError, match=message):
        run_report(event, tmp_path / "reports")
    assert files_in(old_report) == before
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["_failed", "ferry"]
    assert (tmp_path / "reports/_failed/ferry/log.txt").is_file()


def test_bare_image_is_no_report(monkeypatch, tmp_path, event, old_report):
    before = files_in(old_report)
    image = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "aGk="}}
    cell = {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": 1, "outputs": [image], "source": "x"}
    executed = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    monkeypatch.setattr(notebooks, "_execute", lambda *_: executed)
    with pytest.raises(ReportError, match="bare image"):
        run_report(event, tmp_path / "reports")
    assert files_in(old_report) == before


def test_interrupted_run_leaves_the_old_report_and_no_staging(monkeypatch, tmp_path, event, old_report):
    before = files_in(old_report)
    use_notebook(monkeypatch, tmp_path, "1")
    monkeypatch.setattr(notebooks, "_run", _interrupt)
    with pytest.raises(KeyboardInterrupt):
        run_report(event, tmp_path / "reports")
    assert files_in(old_report) == before
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["ferry"]


def _interrupt(*_):
    raise KeyboardInterrupt


def test_staging_of_a_killed_run_is_swept_and_that_of_a_living_one_stays(tmp_path):
    for name in (".staging-dead-1", ".staging-alive-2", "ferry"):
        (tmp_path / name).mkdir()
    hold = (
        "import sys\nfrom pathlib import Path\nfrom analysis.reporting.publishing import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])) as free:\n    print(free, flush=True)\n    sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / ".staging-alive-2")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "True\n"
        sweep_staging(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == [".staging-alive-2", "ferry"]
        holder.kill()
    sweep_staging(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ferry"]
    with folder_lock(tmp_path / "nowhere") as free:
        assert not free


def test_parameters_are_checked_before_anything_runs(tmp_path, event):
    for parameters, name in [({"min_uses": 0}, "min_uses"), ({"os": 1}, "unknown parameter")]:
        with pytest.raises(ParameterError, match=name):
            run_report(event, tmp_path / "reports", parameters=parameters)
    odd = event.rename(event.with_name("My Ferry"))
    with pytest.raises(ParameterError, match="event"):
        run_report(odd, tmp_path / "reports")
    assert not (tmp_path / "reports").exists()


def test_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        run_report(tmp_path / "nowhere", tmp_path / "reports")


def test_place_that_cannot_hold_a_report(tmp_path, event):
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(ReportError, match="cannot write"):
        run_report(event, tmp_path / "reports")


def test_event_elsewhere_is_named_without_an_absolute_path(tmp_path, event):
    base = notebooks._base_folder(event, tmp_path / "far" / "reports")
    assert base == tmp_path
    assert notebooks._base_folder(SEEDS / "colombia-intelligence", tmp_path) == SEEDS.resolve().parent


def test_missing_notebook_says_where_it_was_looked_for():
    assert locate_notebook().is_file()
    with pytest.raises(InputError, match=r"no notebook nope.ipynb at .* or "):
        locate_notebook("nope.ipynb")


def test_a_path_from_the_root_is_never_shown():
    event = Path("/one/events/fire")
    assert notebooks._base_folder(event, Path("/two/reports")) == event.parent

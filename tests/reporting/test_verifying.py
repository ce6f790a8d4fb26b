"""Verifying: a report that is what it says, and every way in which it may not be."""

import json
import shutil

import pytest

from analysis.errors import InputError
from analysis.reporting import notebooks
from analysis.reporting.notebooks import run_report
from analysis.reporting.provenance import hash_file
from analysis.reporting.verifying import verify_report

TABLES = """import csv, hashlib, os
from pathlib import Path
folder = Path(seeds) / event
rows = [(p.name, hashlib.sha256(p.read_bytes()).hexdigest(), p.read_text()) for p in sorted(folder.glob("*.txt"))]
out = Path(os.environ["ANALYSIS_OUTPUT"]) / "tables"
out.mkdir()
with (out / "articles.csv").open("w", newline="") as file:
    csv.writer(file).writerows([("path", "sha256", "text"), *rows])
print(len(rows), lexicons)"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project with a small notebook: an event, own lexicons beside the project, a report."""
    root = tmp_path / "home" / "project"
    (root / "seeds" / "ferry").mkdir(parents=True)
    (root / "pyproject.toml").write_text("")
    (root / "seeds/ferry/a.txt").write_text("A ferry ran aground.\n")
    (tmp_path / "home" / "own").mkdir()
    (tmp_path / "home" / "own" / "boats.csv").write_text("term,category,note,source\nferry,boat,,own\n")
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for i, source in enumerate(['event = "x"\nseeds = "y"\nlexicons = ""', TABLES])
    ]
    cells[0]["metadata"]["tags"] = ["parameters"]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = tmp_path / "small.ipynb"
    notebook.write_text(
        json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
    )
    monkeypatch.setattr(notebooks, "locate_notebook", lambda: notebook)
    run_report(root / "seeds/ferry", root / "reports", parameters={"lexicons": str(tmp_path / "home" / "own")})
    return root


def differences(project, **options):
    return [(found.kind, found.name, found.message) for found in verify_report(project / "reports/ferry", **options)]


def test_an_untouched_report_is_the_same_and_nothing_is_written(project):
    (project / "reports/ferry/note.md").write_text("mine")
    before = sorted(project.rglob("*"))
    assert differences(project) == []
    assert sorted(project.rglob("*")) == before


def test_changed_evidence_is_named_with_all_that_comes_of_it(project):
    (project / "seeds/ferry/a.txt").write_text("A ferry ran aground twice.\n")
    (project / "seeds/ferry/b.txt").write_text("Another.\n")
    (project.parent / "own/boats.csv").write_text("term,category,note,source\nraft,boat,,own\n")
    assert differences(project) == [
        ("input", "a.txt", "was changed"),
        ("input", "b.txt", "is new"),
        ("input", "lexicons/boats.csv", "was changed"),
        ("output", "report.html", "comes out differently"),
        ("output", "report.ipynb", "comes out differently"),
        ("output", "tables/articles.csv", "comes out differently"),
    ]


def test_tampering_with_table_page_and_manifest_is_found(project):
    report = project / "reports/ferry"
    (report / "tables/articles.csv").write_text("path,sha256\na.txt,0\n")
    with (report / "report.html").open("a") as page:
        page.write("<!-- ours -->")
    (report / "report.ipynb").unlink()
    manifest = json.loads((report / "manifest.json").read_text())
    manifest["versions"]["pandas"] = "0"
    manifest["outputs"]["charts/none.svg"] = "0"
    (report / "manifest.json").write_text(json.dumps(manifest))
    found = differences(project)
    assert ("output", "report.html", "was changed after the report was made") in found
    assert ("output", "tables/articles.csv", "was changed after the report was made") in found
    assert ("output", "report.ipynb", "is gone") in found
    assert ("output", "charts/none.svg", "is gone") in found
    assert [(kind, name) for kind, name, _ in found if kind == "version"] == [("version", "pandas")]
    assert len(found) == 5


def test_a_table_and_its_hash_changed_together_are_found(project):
    report = project / "reports/ferry"
    (report / "tables/articles.csv").write_text("path,sha256\n")
    manifest = json.loads((report / "manifest.json").read_text())
    manifest["outputs"]["tables/articles.csv"] = hash_file(report / "tables/articles.csv")
    (report / "manifest.json").write_text(json.dumps(manifest))
    assert differences(project) == [("output", "tables/articles.csv", "comes out differently")]


def test_an_event_that_was_moved_is_named_by_hand(project, tmp_path):
    shutil.move(project / "seeds", tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"no folder seeds/ferry .* --event"):
        verify_report(project / "reports/ferry")
    assert differences(project, event_dir=tmp_path / "elsewhere/ferry") == []


def test_a_report_that_cannot_be_made_again_says_why(project, monkeypatch):
    monkeypatch.setattr(notebooks, "find_failure", lambda _: "cell 2: no")
    assert differences(project) == [("program", "report", "cannot be made again: no report for ferry: cell 2: no.")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"outputs": {"../../x": ""}}, "no file of the report"),
        ({"outputs": ["report.html"]}, "outputs missing or of the wrong kind"),
        ({"event": "other"}, "the same as the manifest's"),
        ({"parameters": {"event": "ferry", "seeds": "../../etc"}}, "below the project's folder"),
        ({"parameters": {"event": "ferry", "seeds": "/etc"}}, "below the project's folder"),
        ({"parameters": {"event": "../x", "seeds": "seeds"}, "event": "../x"}, "parameter event"),
        ({"parameters": {"event": "ferry", "seeds": "seeds", "import os": 1}}, "unknown parameter"),
        ({"parameters": {"event": "ferry", "seeds": "seeds", "lexicons": "/etc"}}, "below the project's folder"),
    ],
)
def test_a_manifest_that_leads_elsewhere_is_refused(tmp_path, change, message):
    manifest = {"event": "ferry", "parameters": {"event": "ferry", "seeds": "seeds"}}
    manifest |= {"inputs": {}, "outputs": {}, "versions": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest | change))
    with pytest.raises(InputError, match=message):
        verify_report(tmp_path)


@pytest.mark.parametrize(("text", "message"), [(None, "no report in"), ("{", "is no JSON"), ("[]", "is no object")])
def test_what_is_no_report(tmp_path, text, message):
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InputError, match=message):
        verify_report(tmp_path)

"""The command line: what each command leaves behind, its exit codes, and that bad input overwrites nothing."""

import json
import subprocess
import sys

import pytest
from support import GOLD, SEEDS, needs_gold, write_archive

from analysis import cli
from analysis.tables import ARTICLE_TABLES, SCHEMAS

COLOMBIA = SEEDS / "colombia-intelligence"


@pytest.fixture
def run(monkeypatch, capsys):
    def run_analysis(*arguments):
        monkeypatch.setattr(sys, "argv", ["analysis", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        return stop.value.code or 0, out, err

    return run_analysis


@pytest.mark.parametrize("command", ["report", "compare", "annotate", "evaluate", "profile"])
def test_help_shows_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"Example: python -m analysis {command}" in out


def test_compare_writes_every_table_and_the_texts(run, tmp_path):
    code, out, _ = run("compare", COLOMBIA, "--out", tmp_path / "out")
    assert code == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.csv")} == set(SCHEMAS)
    for article in COLOMBIA.glob("*.txt"):
        assert (tmp_path / "out" / "texts" / article.name).read_bytes() == article.read_bytes()
    assert len(out.splitlines()) == len(SCHEMAS) + 2 + 2  # two texts; the data package and the annotations


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_annotate_writes_the_tables_of_single_articles(run, tmp_path, suffix):
    code, _, _ = run("annotate", *sorted(COLOMBIA.glob("*.txt")), "--out", tmp_path / "out", "--format", suffix)
    assert code == 0
    assert {path.stem for path in (tmp_path / "out").glob(f"*.{suffix}")} == set(ARTICLE_TABLES)


def test_annotate_makes_article_ids_unique(run, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"A headline\n\nThe mayor spoke in town {folder}.\n", "utf-8")
    code, _, _ = run("annotate", tmp_path / "one", tmp_path / "two", "--out", tmp_path / "out", "--format", "jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out" / "articles.jsonl").read_text("utf-8").splitlines()]
    assert code == 0
    assert len({row["article_id"] for row in rows}) == 2


@pytest.mark.parametrize("command", ["compare", "annotate", "report"])
def test_a_missing_folder_is_wrong_usage(run, tmp_path, command):
    code, out, err = run(command, tmp_path / "nowhere", "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert "nowhere" in err
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["compare", "annotate", "report"])
def test_an_empty_folder_overwrites_nothing(run, tmp_path, command):
    (tmp_path / "empty").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles.csv").write_text("old", "utf-8")
    code, _, err = run(command, tmp_path / "empty", "--out", tmp_path / "out")
    assert code == 2
    assert "no articles in" in err
    assert [path.read_text("utf-8") for path in (tmp_path / "out").iterdir()] == ["old"]


ODD = {
    "a binary file": {"a.txt": bytes(range(256)) * 20, "b.txt": b"Rain in Ham\n\nIt rained in Ham on Monday.\n"},
    "an empty file": {"a.txt": b"", "b.txt": b"Rain in Ham\n\nIt rained in Ham on Monday.\n"},
    "the same article twice": dict.fromkeys(("a.txt", "b.txt"), b"Rain in Ham\n\nIt rained in Ham on Monday.\n"),
    "one single article": {"b.txt": b"Rain in Ham\n\nIt rained in Ham on Monday.\n"},
}


@pytest.mark.parametrize("files", ODD.values(), ids=ODD)
def test_odd_evidence_is_a_row_in_problems(run, tmp_path, files):
    (tmp_path / "event").mkdir()
    for name, content in files.items():
        (tmp_path / "event" / name).write_bytes(content)
    code, _, err = run("compare", tmp_path / "event", "--out", tmp_path / "out", "--format", "jsonl")
    problems = (tmp_path / "out" / "problems.jsonl").read_text("utf-8").splitlines()
    assert code == 0
    assert "Traceback" not in err
    assert problems


@pytest.fixture
def own_lexicons(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "military.csv").write_text("term,category,note,source\nstrike/NOUN,military,,own\n", "utf-8")
    return tmp_path / "own"


@pytest.mark.parametrize("command", ["compare", "annotate"])
def test_own_lexicons_join_the_analysis(run, tmp_path, command, own_lexicons):
    code, _, _ = run(command, COLOMBIA, "--out", tmp_path / "out", "--format", "jsonl", "--lexicons", own_lexicons)
    rows = [json.loads(line) for line in (tmp_path / "out" / "wording.jsonl").read_text("utf-8").splitlines()]
    assert code == 0
    assert {(row["lexicon"], row["category"], row["term"]) for row in rows if row["lexicon"] == "military"} == {
        ("military", "military", "strike")
    }


@pytest.mark.parametrize("command", ["compare", "annotate", "report"])
def test_a_bad_own_lexicon_says_file_and_line(run, tmp_path, command, own_lexicons):
    (own_lexicons / "bad.csv").write_text("term,category,note,source\nfair,style,,own\nfoul,style\n", "utf-8")
    code, _, err = run(command, COLOMBIA, "--out", tmp_path / "out", "--lexicons", own_lexicons)
    assert code == 1
    assert "bad.csv line 3: 2 columns, not 4" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["compare", "annotate", "report"])
def test_a_missing_folder_of_lexicons_is_wrong_usage(run, tmp_path, command):
    code, _, err = run(command, COLOMBIA, "--out", tmp_path / "out", "--lexicons", tmp_path / "none")
    assert code == 2
    assert "no folder of lexicons at" in err


def test_an_unknown_format_is_wrong_usage(run, tmp_path):
    code, _, err = run("compare", COLOMBIA, "--out", tmp_path / "out", "--format", "xlsx")
    assert code == 2
    assert "csv" in err


def test_a_parameter_without_a_value_is_wrong_usage(run, tmp_path):
    code, _, err = run("report", COLOMBIA, "--out", tmp_path / "out", "--parameter", "seeds")
    assert code == 2
    assert "NAME=VALUE" in err


def test_evaluate_says_where_it_looked_for_gold(run, tmp_path):
    code, _, err = run("evaluate", "--gold", tmp_path / "nowhere")
    assert code == 2
    assert "nowhere" in err


@needs_gold
def test_evaluate_prints_json_for_machines(run, tmp_path):
    (tmp_path / "seed_pair").symlink_to(GOLD / "seed_pair")
    code, out, _ = run("evaluate", "--gold", tmp_path, "--json")
    rows = json.loads(out)
    assert code == 0
    assert {"finder", "measure", "on", "precision", "recall", "f1", "right", "found", "gold"} == set(rows[0])


def test_the_module_is_the_console_script():
    done = subprocess.run([sys.executable, "-m", "analysis", "--help"], capture_output=True, text=True, check=True)
    assert "several newsrooms" in done.stdout


def test_profile_writes_a_row_for_each_outlet_and_measure(run, tmp_path):
    write_archive(tmp_path / "archive", 2)
    out = tmp_path / "profiles.jsonl"
    code, said, _ = run("profile", tmp_path / "archive", "--out", out, "--min-events", 2)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert (code, said.strip()) == (0, str(out))
    assert {row["outlet"] for row in rows} == {"Post", "Gazette"}
    (covered,) = [row for row in rows if row["outlet"] == "Post" and row["measure"] == "share_events_covered"]
    assert (covered["n_events"], covered["n"], covered["value"]) == (2, 2, 1.0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["none", "--out", "p.csv"], "no folder none"), ([str(COLOMBIA), "--out", "p.xlsx"], "ends in .csv")],
)
def test_profile_says_what_is_wrong_before_it_compares(run, arguments, expected):
    code, _, said = run("profile", *arguments)
    assert code == 2
    assert expected in said

import site
from pathlib import Path

from analysis.reporting import execution
from analysis.reporting.execution import clean_environment, font_cache


def test_nothing_of_the_callers_surroundings_gets_through(monkeypatch, tmp_path):
    for name, value in [("SECRET_TOKEN", "x"), ("PYTHONPATH", "/evil"), ("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR")]:
        monkeypatch.setenv(name, value)
    made = clean_environment(tmp_path, output=tmp_path / "out")
    assert not {"SECRET_TOKEN", "PYTHONPATH"} & set(made)
    assert (made["TZ"], made["LC_ALL"], made["PYTHONHASHSEED"]) == ("UTC", "C.UTF-8", "0")
    assert made["HOME"] == str(tmp_path)
    assert made["PYTHONNOUSERSITE"] == "1"


def test_package_of_one_user_is_found_with_another_home(monkeypatch, tmp_path):
    monkeypatch.setattr(site, "getuserbase", lambda: str(Path(execution.__file__).parents[3]))
    made = clean_environment(tmp_path, output=tmp_path)
    assert made["PYTHONUSERBASE"] == site.getuserbase()
    assert "PYTHONNOUSERSITE" not in made


def test_fonts_are_listed_in_scratch_where_no_cache_can_be(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert font_cache(tmp_path / "scratch") == tmp_path / "scratch"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert font_cache(tmp_path / "scratch") == tmp_path / "news-coverage-analysis"

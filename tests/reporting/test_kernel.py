import os
import site
from pathlib import Path

from analysis.reporting import kernel
from analysis.reporting.kernel import LOG, clean_environment, font_cache, start_kernel


def test_nothing_of_the_callers_surroundings_gets_through(monkeypatch, tmp_path):
    for name, value in [("SECRET_TOKEN", "x"), ("PYTHONPATH", "/evil"), ("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR")]:
        monkeypatch.setenv(name, value)
    made = clean_environment(tmp_path, output=tmp_path / "out")
    assert not {"SECRET_TOKEN", "PYTHONPATH"} & set(made)
    assert (made["TZ"], made["LC_ALL"], made["PYTHONHASHSEED"]) == ("UTC", "C.UTF-8", "0")
    assert made["HOME"] == str(tmp_path)
    assert made["PYTHONNOUSERSITE"] == "1"


def test_package_of_one_user_is_found_with_another_home(monkeypatch, tmp_path):
    monkeypatch.setattr(site, "getuserbase", lambda: str(Path(kernel.__file__).parents[3]))
    made = clean_environment(tmp_path, output=tmp_path)
    assert made["PYTHONUSERBASE"] == site.getuserbase()
    assert "PYTHONNOUSERSITE" not in made


def test_fonts_are_listed_in_scratch_where_no_cache_can_be(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert font_cache(tmp_path / "scratch") == tmp_path / "scratch"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert font_cache(tmp_path / "scratch") == tmp_path / "news-coverage-analysis"


def interrupt(folder, *, when_over):
    """Interrupt a run in its block, at once or when the kernel has ended by itself; return its process."""
    try:
        with start_kernel(folder, folder=folder, output=folder) as started:
            process = started.provisioner.process
            assert (process.wait() if when_over else process.poll()) != 0
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        return process


def test_kernel_is_ended_when_its_caller_is_interrupted(tmp_path):
    assert interrupt(tmp_path, when_over=False).poll() is not None


def test_kernel_that_cannot_start_leaves_what_it_said(tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "clean_environment", lambda *_, **__: {"PATH": os.defpath, "PYTHONHOME": "/nowhere"})
    assert interrupt(tmp_path, when_over=True).returncode
    assert "/nowhere" in (tmp_path / LOG).read_text()

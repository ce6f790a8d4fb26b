"""The whole way of ``python -m analysis train``, on next to nothing."""

import hashlib

import pytest
from support import GOLD, needs_gold
from typer.testing import CliRunner

from analysis.cli import app
from analysis.errors import InputError
from analysis.training import base
from analysis.training.train import QUICK, Plan, choose_plan, split_pairs


def is_complete():
    try:
        base.check_extra()
    except InputError:
        return False
    return True


needs_train = pytest.mark.skipif(not is_complete(), reason="the extra [train] is not installed")


def test_without_the_extra_the_command_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(base, "NEEDED", ("no_such_package",))
    done = CliRunner().invoke(app, ["train", "--gold", str(tmp_path), "--out", str(tmp_path / "out")])
    assert isinstance(done.exception, InputError)
    assert "no_such_package" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_options_make_the_plan():
    assert choose_plan(quick=False, epochs=None) == Plan()
    assert choose_plan(quick=True, epochs=2).epochs == 2
    assert choose_plan(quick=True, epochs=None) == QUICK


def test_some_pairs_are_kept_aside():
    kept, held = split_pairs(list(range(50)))
    assert (len(kept), len(held)) == (45, 5)
    assert not set(kept) & set(held)


@needs_gold
@needs_train
@pytest.mark.filterwarnings("default")
def test_quick_goes_the_whole_way(tmp_path):
    done = CliRunner().invoke(app, ["train", "--gold", str(GOLD), "--out", str(tmp_path), "--quick"])
    assert done.exit_code == 0, done.output
    assert "links f1" in done.output
    digest = hashlib.sha256((tmp_path / "joint.onnx").read_bytes()).hexdigest()
    assert digest in (tmp_path / "joint.md").read_text("utf-8")
    assert "kappa" in (tmp_path / "figures.txt").read_text("utf-8")

"""A language model that was changed is noticed before it is loaded, with a clear error."""

import shutil
import sys
from pathlib import Path

import pytest

from analysis.errors import InputError
from analysis.finding.known_model import SHA256, _find_folder, check_model, hash_model
from analysis.finding.language import MODELS, load_pipeline


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """The installed model's files under another name, found first."""
    folder = next(filter(None, map(_find_folder, MODELS)))
    package = tmp_path / "copied_model"
    shutil.copytree(folder, package / "data-3.8.0")
    Path(package, "__init__.py").write_text("raise RuntimeError('the package was run before it was checked')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return package / "data-3.8.0"


def test_the_installed_model_is_the_known_one(copied):
    assert hash_model(copied) == SHA256
    check_model("copied_model")


def test_its_prose_may_differ(copied):
    (copied / "README.md").write_text("other words")
    (copied / "meta.json").unlink()
    check_model("copied_model")


@pytest.mark.parametrize("name", ["ner/model", "config.cfg", "tokenizer", "vocab/strings.json"])
def test_one_changed_byte_is_noticed(copied, name):
    content = (copied / name).read_bytes()
    (copied / name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(InputError, match=r"expected the language model copied_model 3\.8\.0 as it was published.*data"):
        check_model("copied_model")


def test_a_file_too_few_or_too_many_is_noticed(copied):
    (copied / "more.bin").write_bytes(b"")
    with pytest.raises(InputError):
        check_model("copied_model")
    (copied / "more.bin").unlink()
    (copied / "ner" / "moves").unlink()
    with pytest.raises(InputError):
        check_model("copied_model")


def test_a_model_that_is_not_there_is_not_known():
    with pytest.raises(InputError):
        check_model("no_such_model")


def test_a_changed_model_is_not_loaded(monkeypatch):
    load_pipeline.cache_clear()
    monkeypatch.setattr("analysis.finding.known_model.SHA256", "0" * 64)
    with pytest.raises(InputError, match="make clean install"):
        load_pipeline()

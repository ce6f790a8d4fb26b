"""What the fuzzer found once is checked ever after; and its targets hold for the seeds, whole and cut up."""

import importlib
import random

import pytest
from fuzz.run import CASES, TARGETS
from support import ROOT, SEEDS

KEPT = sorted(path for path in CASES.rglob("*") if path.is_file())


def check_of(target):
    return importlib.import_module(f"fuzz.{target}").check


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.relative_to(CASES).as_posix())
def test_what_was_found_is_mended(path):
    check_of(path.parent.name)(path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_holds_for_the_seeds(target):
    rng = random.Random(4711)
    text = b"".join(path.read_bytes() for path in sorted(SEEDS.glob("*/*.txt")))
    for kind in range(9):
        start = rng.randrange(len(text))
        check_of(target)(bytes([kind]) + text[start : start + rng.randrange(200)])
    check_of(target)(b"")


def test_a_target_is_a_file_and_every_file_a_target():
    files = {path.stem for path in (ROOT / "tests" / "fuzz").glob("fuzz_*.py")}
    assert files == set(TARGETS)
    assert {path.name for path in CASES.glob("*") if path.is_dir()} <= set(TARGETS)

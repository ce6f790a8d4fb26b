"""What the project stands on: licences that may be used, a lock that is whole, and a page that says so."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support import ROOT
from tools.dependencies import LOCK, PAGE, TAKEN, format_page, is_allowed, licence_of, read_lock, run_names

LOCKED = read_lock(LOCK.read_text("utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ASKED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


@pytest.mark.parametrize("each", LOCKED, ids=lambda each: f"{each.name}-{each.version}")
def test_a_locked_package_has_hashes_and_a_licence_on_the_list(each):
    assert each.n_hashes
    assert each.parents
    licence = licence_of(each.name)
    if licence is None:
        pytest.skip("not for this platform or Python")
    assert is_allowed(each.name, licence), f"{each.name}: {licence!r} is not on the list"


def test_nothing_that_running_needs_is_under_the_gpl_alone():
    assert [name for name in run_names(LOCKED) if "GPL" in (licence_of(name) or "")] == ["tld"]
    assert TAKEN["tld"][0] == "MPL-1.1"


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: Requirement(asked).name)
def test_the_lock_gives_what_pyproject_asks_for(asked):
    wanted = Requirement(asked)
    given = [each for each in LOCKED if canonicalize_name(each.name) == canonicalize_name(wanted.name)]
    assert given, f"{wanted.name} is not locked: make lock"
    assert all(wanted.specifier.contains(each.version) for each in given)
    assert all("news-coverage-analysis" in each.parents for each in given)


def test_the_lock_has_nothing_that_nobody_asks_for():
    asked = {canonicalize_name(Requirement(each).name) for each in ASKED}
    names = {each.name for each in LOCKED}
    for each in LOCKED:
        parents = set(each.parents) - {"news-coverage-analysis"}
        assert parents <= names
        assert parents or each.name in asked


def test_the_page_on_dependencies_is_current():
    page, now = PAGE.read_text("utf-8").splitlines(), format_page(LOCKED).splitlines()
    here = {each.name for each in LOCKED if is_installed(each)}
    assert [without_licence(line) for line in page] == [without_licence(line) for line in now]
    pairs = zip(page, now, strict=True)
    assert [one for one, other in pairs if one != other and name_in(one) in here] == []


def is_installed(each):
    try:
        return version(each.name) == each.version
    except PackageNotFoundError:
        return False


def without_licence(line):
    """A row without its licence: another platform or Python cannot tell every package's."""
    return re.sub(r"^(\| \S+ \| .*? \|) .*? \|", r"\1", line)


def name_in(line):
    match = re.match(r"\| \**([\w.-]+)\** \|", line)
    return match[1] if match else None


def test_the_fuzzer_is_pinned_with_hashes_and_outside_the_lock():
    (fuzzer,) = read_lock(re.sub(r"(?m)^#.*\n", "", (ROOT / ".ci" / "fuzz-requirements.txt").read_text("utf-8")))
    assert fuzzer.name == "atheris"
    assert fuzzer.n_hashes
    assert fuzzer.name not in {each.name for each in LOCKED}

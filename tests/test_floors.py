"""A module imports from its own wing and the floors below it; heavy libraries have one home each."""

import ast
import subprocess
import sys

import pytest
from support import ROOT

PACKAGE = ROOT / "src" / "analysis"
FLOORS = [
    {"errors", "records"},
    {"tables"},
    {"reading"},
    {"finding"},
    {"comparing"},
    {"reporting", "evaluating", "corpus"},
    {"training"},
    {"cli"},
    {"__main__"},
]
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# A library and the only rooms that may know it.
HOMES = {
    "spacy": {"finding/language.py"},
    "matplotlib": {"reporting/charts.py"},
    "typer": {"cli.py"},
    "papermill": {"reporting/execution.py"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path):
    """Return the modules that a file imports anywhere in it, TYPE_CHECKING blocks and functions included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def broken_floors(room, names):
    """Return the names that a room may not import."""
    wings = {name.split(".")[1] for name in names if name.startswith("analysis.")}
    return sorted(wing for wing in wings if wing != room and LEVEL[wing] >= LEVEL[room])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_from_its_wing_and_below(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room == "__init__":  # the few names a notebook needs come from everywhere, lazily
        return
    assert broken_floors(room, imports(path)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_heavy_library_has_one_home(path):
    name = path.relative_to(PACKAGE).as_posix()
    known = {module.split(".")[0] for module in imports(path)}
    assert [library for library, homes in HOMES.items() if library in known and name not in homes] == []


def test_a_broken_floor_would_be_seen():
    assert broken_floors("finding", ["analysis.comparing.event", "analysis.tables", "re"]) == ["comparing"]
    assert broken_floors("reporting", ["analysis.evaluating.gold"]) == ["evaluating"]


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, analysis; print(sorted({'pandas', 'spacy', 'matplotlib', 'papermill'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

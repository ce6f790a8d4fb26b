"""README and its pages name every command, option, table, column and parameter."""

import ast
import re

import pytest
from support import ROOT
from typer.main import get_command

from analysis.cli import app
from analysis.tables import ARCHIVE_SCHEMAS, SCHEMAS

ALL = SCHEMAS | ARCHIVE_SCHEMAS
PAGES = ROOT / "src" / "analysis" / "pages"
README = (ROOT / "README.md").read_text("utf-8")
TABLES = (PAGES / "tables.md").read_text("utf-8")
COMMANDS = get_command(app).commands
COMMON = TABLES.split("## One article")[0]


@pytest.mark.parametrize("name", ALL)
def test_a_table_and_its_columns_are_described(name):
    section = re.search(rf"^### `{name}`.*?(?=^##|\Z)", TABLES, re.MULTILINE | re.DOTALL)
    assert section, f"no section on the table {name}"
    assert [column for column in ALL[name] if f"`{column}`" not in COMMON + section[0]] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_its_options_are_in_the_readme(name):
    assert f"analysis {name}" in README
    options = {flag for option in COMMANDS[name].params for flag in option.opts if flag.startswith("--")}
    assert [flag for flag in sorted(options - {"--help"}) if flag not in README] == []


def test_the_notebooks_parameters_are_in_the_readme():
    import nbformat

    notebook = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    names = [node.target.id for node in ast.parse(cell.source).body if isinstance(node, ast.AnnAssign)]
    assert names
    assert [name for name in names if f"`{name}`" not in README] == []


def test_every_module_is_on_the_architecture_page():
    page = (PAGES / "architecture.md").read_text("utf-8")
    modules = {path.name for path in (ROOT / "src" / "analysis").rglob("*.py") if path.name != "__init__.py"}
    assert sorted(name for name in modules if f"`{name}`" not in page) == []


def test_every_file_a_page_links_to_is_there():
    for page in (ROOT / "README.md", *PAGES.glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readmes_accuracy_is_what_was_measured():
    page = (PAGES / "accuracy.md").read_text("utf-8").splitlines()
    rows = [
        line
        for line in README.splitlines()
        if re.match(r"\| \w+ \| .* \| (seed_pair|events|unread events|gum-news|recognizers)", line)
    ]
    assert rows
    assert [row for row in rows if row not in page] == []

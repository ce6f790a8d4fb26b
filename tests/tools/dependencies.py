"""What the project stands on: every locked package, its version, its licence, and who needs it, as a page.

    python tests/tools/dependencies.py   # writes src/analysis/pages/dependencies.md

Versions and who needs what come from ``requirements.lock``, licences from the metadata of what is installed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "requirements.lock"
PAGE = ROOT / "src" / "analysis" / "pages" / "dependencies.md"
PROJECT = "news-coverage-analysis"
# What asks nothing of those who use the package but to keep the notice. MPL-2.0 asks that changes to the package's own
# files stay open; nothing here changes them.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}
# Licences of choice: one of those named is allowed, and that one is taken.
TAKEN = {
    "tld": ("MPL-1.1", "offered under MPL-1.1, GPL-2.0 or LGPL-2.1; taken under the first"),
    "text-unidecode": ("Artistic", "offered under the Artistic License or GPL-2.0-or-later; a tool of the tests only"),
}
# Metadata that says it otherwise: read in the package's own licence file, or, where it is another platform's or another
# Python's, in its metadata there.
READ = {
    "locate": "MIT",
    "kiwisolver": "BSD-3-Clause",
    "aiohappyeyeballs": "PSF-2.0",
    "aiohttp": "Apache-2.0 AND MIT",
    "aiosignal": "Apache-2.0",
    "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause",
    "frozenlist": "Apache-2.0",
    "multidict": "Apache-2.0",
    "propcache": "Apache-2.0",
    "pywinpty": "MIT",
    "yarl": "Apache-2.0",
}
_CLASSES = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MPL-2.0 AND MIT": "MPL-2.0 AND MIT",
    "PSFL": "PSF-2.0",
}


class Locked(NamedTuple):
    """One line of the lock. ``parents`` need it; ``marker`` says where it is installed, "" for everywhere."""

    name: str
    version: str
    marker: str
    parents: tuple[str, ...]
    n_hashes: int


def read_lock(text: str) -> list[Locked]:
    """Return what a lock locks, in its order.

    >>> read_lock("a==1 ; os_name == 'nt' \\\\\\n    --hash=sha256:0\\n    # via\\n    #   b\\n    #   c\\n")
    [Locked(name='a', version='1', marker="os_name == 'nt'", parents=('b', 'c'), n_hashes=1)]
    """
    blocks = re.split(r"(?m)^(?=\S)", text)
    return [_read_block(block) for block in blocks if block.strip()]


def _read_block(block: str) -> Locked:
    head, *rest = block.splitlines()
    match = re.fullmatch(r"([\w.-]+)==(\S+)(?: ; (.+?))? ?\\?", head)
    assert match, f"no line of a lock: {head!r}"
    parents = [line.split("#", 1)[1].strip().removeprefix("via").strip() for line in rest if "# " in line]
    names = tuple(parent.split(" ")[0] for parent in parents if parent)
    return Locked(match[1], match[2], match[3] or "", names, sum("--hash=sha256:" in line for line in rest))


def licence_of(name: str) -> str | None:
    """Return an installed package's licence as an SPDX expression ("BSD" where it does not say which); None: not here.

    >>> licence_of("pandas"), licence_of("no-such-package")
    ('BSD-3-Clause', None)
    """
    if name in READ:
        return READ[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    if said["License-Expression"]:
        return str(said["License-Expression"])
    text = (said["License"] or "").strip()
    if re.fullmatch(r"(?:MIT|Apache|BSD|MPL|PSF|0BSD|ISC)(?:-[-.\w]+)?", text) and text not in ("Apache", "BSD"):
        return text
    classes = [line.split(" :: ")[-1] for line in said.get_all("Classifier") or [] if line.startswith("License ::")]
    return " OR ".join(_CLASSES.get(each, each) for each in classes) or _WORDS.get(text, text)


def is_allowed(name: str, licence: str) -> bool:
    """Tell whether all that a licence asks is on the list, or one that may be chosen.

    >>> is_allowed("a", "MIT AND BSD-3-Clause"), is_allowed("a", "Apache-2.0 OR GPL-3.0-only"), is_allowed("a", "GPL")
    (True, True, False)
    """
    if name in TAKEN:
        return TAKEN[name][0] in licence
    choices = re.split(r" OR ", licence.replace("(", "").replace(")", ""))
    return any(set(choice.split(" AND ")) <= ALLOWED for choice in choices)


def direct_names() -> tuple[set[str], set[str]]:
    """Return what pyproject.toml asks for to run, and for development besides."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    run, dev = project["dependencies"], project["optional-dependencies"]["dev"]
    return {_name(each) for each in run}, {_name(each) for each in dev}


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~;\s\[]", requirement)[0].lower()


def run_names(locked: list[Locked]) -> set[str]:
    """Return the packages that running needs: those asked for, and what they need in turn."""
    needed, _ = direct_names()
    while more := {each.name for each in locked if needed.intersection(each.parents)} - needed:
        needed |= more
    return needed


def format_page(locked: list[Locked]) -> str:
    """Return the page."""
    run, (asked, asked_dev) = run_names(locked), direct_names()
    rows = [_format_row(each, asked | asked_dev) for each in locked if each.name in run]
    more = [_format_row(each, asked | asked_dev) for each in locked if each.name not in run]
    taken = "\n".join(f"- `{name}`: {why}." for name, (_, why) in sorted(TAKEN.items()))
    head = "| package | version | licence | needed by |\n|---|---|---|---|\n"
    return (
        f"{_INTRODUCTION}\n## To run: {len(rows)}\n\n{head}{''.join(rows)}\n"
        f"## To test and develop: {len(more)}\n\n{head}{''.join(more)}\n"
        f"## Licences of choice\n\n{taken}\n"
    )


_INTRODUCTION = """\
# What the project stands on

Every package of `requirements.lock`. **Bold**: asked for in `pyproject.toml`, where a comment says why. `BSD`: its
metadata does not say which of the BSD licences. `make fuzz` installs atheris (Apache-2.0) into a folder of its own,
`build/fuzz`. Made by `python tests/tools/dependencies.py`; `tests/test_dependencies.py` holds it against the lock and
against what is installed: no package without a licence on the list, none under the GPL alone.
"""


def _format_row(each: Locked, asked: set[str]) -> str:
    name = f"**{each.name}**" if each.name in asked else each.name
    version = f"{each.version} (`{each.marker}`)" if each.marker else each.version
    parents = ", ".join("this project" if parent == PROJECT else parent for parent in each.parents)
    return f"| {name} | {version} | {licence_of(each.name) or 'not installed here'} | {parents} |\n"


if __name__ == "__main__":
    PAGE.write_text(format_page(read_lock(LOCK.read_text("utf-8"))), "utf-8")
    sys.exit(0)

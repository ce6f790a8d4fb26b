"""Build the seeds' report twenty times in surroundings that differ in all they can: are the bytes the same?

    python tests/tools/build_twenty.py [PYTHON …]

Each PYTHON is the interpreter of a locked environment (default: the running one); builds take them in turn. Each build
has a copy of the tree in a folder of its own, an environment of its own whose processor features are masked from within
(a report's kernel takes none of the caller's environment variables), and other locale, time zone, hash seed, umask,
home and working folder. The first ten are made one at a time, the others two at a time. Prints one line a build, then
which files differ between which Pythons; the exit status is 1 where two builds of one Python differ.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
N_BUILDS = 20
FOLDERS = ["a", "with a blank", "ünïcödé", "a" * 80, "deep/deeper/deepest", "1+1=2", "it's", "{0}%s", "x.y", "UPPER"]
LOCALES = ["C", "C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.eucJP", "POSIX"]
ZONES = ["UTC", "Pacific/Chatham", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati"]
UMASKS = [0o022, 0o077, 0o000, 0o027]
CPUS: list[dict[str, str]] = [
    {},
    {"OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL"},
    {"OPENBLAS_CORETYPE": "SandyBridge", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL"},
    {"OPENBLAS_CORETYPE": "Prescott", "BLIS_ARCH_TYPE": "generic"},
    {"OPENBLAS_CORETYPE": "Zen", "BLIS_ARCH_TYPE": "haswell"},
]


class Surroundings(NamedTuple):
    """What one build has around it."""

    number: int
    python: str
    folder: str
    locale: str
    zone: str
    umask: int
    hash_seed: str
    cpu: dict[str, str]


def main(pythons: list[str]) -> int:
    """Build in turn, then two at a time; return 1 where two builds of one Python differ."""
    plans = list(islice(plan_builds(pythons), N_BUILDS))
    with tempfile.TemporaryDirectory(prefix="twenty-") as scratch:
        built = [build(plan, Path(scratch)) for plan in plans[: N_BUILDS // 2]]
        with ThreadPoolExecutor(2) as pool:
            built += pool.map(lambda plan: build(plan, Path(scratch)), plans[N_BUILDS // 2 :])
    return compare_builds(plans, built)


def plan_builds(pythons: list[str]):
    """Yield surroundings in which no two things change in step."""
    choices = zip(*(cycle(each) for each in (pythons, FOLDERS, LOCALES, ZONES, UMASKS)), strict=False)
    for number, (python, folder, locale, zone, umask) in enumerate(choices):
        cpu = CPUS[number * 2 // 3 % len(CPUS)]
        if not folder.isascii():  # before 3.12 Python reads an environment's .pth in the locale's encoding, and fails
            locale = "C.UTF-8"
        yield Surroundings(number, python, folder, locale, zone, umask, str(number * 1_009), cpu)


def build(plan: Surroundings, scratch: Path) -> dict[str, str]:
    """Make the report and return each file's sha256."""
    home = scratch / f"{plan.number:02d}" / plan.folder
    tree = home / "tree"
    shutil.copytree(ROOT / "src", tree / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "seeds", tree / "seeds")
    shutil.copytree(ROOT / "notebooks", tree / "notebooks")
    python = make_environment(plan, home / "env", tree)
    out = home / "out"
    surroundings = {
        "PATH": os.defpath,
        "HOME": str(home),
        "LANG": plan.locale,
        "LC_ALL": plan.locale,
        "TZ": plan.zone,
        "PYTHONHASHSEED": plan.hash_seed,
        "COLUMNS": str(30 + 7 * plan.number),
        "OMP_NUM_THREADS": str(1 + plan.number % 2),
        **plan.cpu,
    }
    command = [str(python), "-m", "analysis", "report", "--out", str(out)]
    where = tree if plan.number % 2 else home
    if where == home:
        command.insert(4, str(tree / "seeds" / next((tree / "seeds").iterdir()).name))
    done = subprocess.run(
        command, cwd=where, env=surroundings, umask=plan.umask, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"build {plan.number} failed: {plan}\n{done.stderr}")
    files = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
    whole = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:12]
    print(plan.number, whole, len(files), *plan[1:], flush=True)
    return files


def make_environment(plan: Surroundings, folder: Path, tree: Path) -> Path:
    """Make an environment that sees a locked one's packages and the copied tree, and masks processor features."""
    subprocess.run([plan.python, "-m", "venv", "--without-pip", str(folder)], check=True)
    locked = Path(plan.python).parents[1]
    packages = next(locked.glob("lib/python*/site-packages"))
    own = next(folder.glob("lib/python*/site-packages"))
    (own / "tree.pth").write_text(f"{tree / 'src'}\n{packages}\n{nested_paths(packages)}", "utf-8")
    masks = "".join(f"os.environ[{name!r}] = {value!r}\n" for name, value in plan.cpu.items())
    (own / "sitecustomize.py").write_text(f"import os\n{masks}", "utf-8")
    shutil.copytree(locked / "share" / "jupyter", folder / "share" / "jupyter")
    return folder / "bin" / "python"


def nested_paths(packages: Path) -> str:
    """Return the folders that an environment's own .pth files lead to, but for this project's."""
    lines = [line for path in sorted(packages.glob("*.pth")) for line in path.read_text("utf-8").splitlines()]
    return "".join(
        f"{line}\n" for line in lines if os.path.isdir(line) and not (Path(line) / "analysis" / "cli.py").exists()
    )


def compare_builds(plans: list[Surroundings], built: list[dict[str, str]]) -> int:
    """Say which builds are the same, and in which files those of different Pythons differ."""
    by_python: dict[str, list[dict[str, str]]] = defaultdict(list)
    for plan, files in zip(plans, built, strict=True):
        by_python[plan.python].append(files)
    status = 0
    for python, same in by_python.items():
        odd = {name for files in same for name in differing(same[0], files)}
        print(f"{python}: {len(same)} builds, {'the same bytes' if not odd else f'these differ: {sorted(odd)}'}")
        status |= bool(odd)
    first, *others = by_python.items()
    for python, same in others:
        print(f"{first[0]} and {python} differ in: {sorted(differing(first[1][0], same[0])) or 'nothing'}")
    return status


def differing(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


if __name__ == "__main__":
    sys.exit(main([os.path.abspath(python) for python in sys.argv[1:]] or [sys.executable]))

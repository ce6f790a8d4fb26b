"""Coverage-guided fuzzing of what reads strangers' text: ``make fuzz``; FUZZ_SECONDS=3600 for an hour.

Each target beside this file has a ``check(data)`` that raises where something that must always hold does not. It is fed
pieces of real articles (the gold folder's where it is present, else the seeds') and what atheris makes of them. What
is found is shrunk and kept in ``tests/cases/fuzz/TARGET/``, where ``tests/test_fuzz.py`` replays it ever after: read it
before it is committed, it may hold words of an article.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOUND = ROOT / "build" / "fuzz-found"
CORPUS = ROOT / "build" / "fuzz-corpus"
CASES = ROOT / "tests" / "cases" / "fuzz"
# A target's share of the time, and how many pieces of articles it begins with: those that parse take long over each.
TARGETS = {
    "fuzz_reading": (0.25, 400),
    "fuzz_segments": (0.2, 400),
    "fuzz_quotations": (0.1, 400),
    "fuzz_values": (0.15, 400),
    "fuzz_finding": (0.2, 80),
    "fuzz_comparing": (0.1, 20),
}
_PATIENCE = 60  # seconds for one input before libFuzzer ends it, and for shrinking one


def main(seconds: int, targets: list[str]) -> int:
    """Fuzz each target for its share of the time; return 1 where anything was found."""
    sys.path.insert(0, str(ROOT / "tests"))
    shares = {target: TARGETS[target][0] for target in targets or TARGETS}
    n_found = 0
    for target, share in shares.items():
        took = max(5, round(seconds * share / sum(shares.values())))
        print(f"== {target}: {took} s", flush=True)
        log = run_target(target, took)
        print("   " + "; ".join(told(log)), flush=True)
        for path in sorted(FOUND.glob(f"{target}-*")):
            n_found += 1
            print(f"   found: {keep(target, path)}\n{reason_in(log)}", flush=True)
    print(f"== fuzz: {n_found} found")
    return 1 if n_found else 0


def run_target(target: str, seconds: int) -> str:
    """Run one target in a process of its own and return what it printed."""
    corpus = CORPUS / target
    seed_corpus(target, corpus)
    FOUND.mkdir(parents=True, exist_ok=True)
    module = importlib.import_module(f"fuzz.{target}")
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={module.MAX_BYTES}",
        f"-artifact_prefix={FOUND}/{target}-",
        f"-dict={write_words(CORPUS / 'words.dict')}",
        f"-timeout={_PATIENCE}",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
    ]
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / "child.py"), target, str(corpus), *options]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    log = done.stdout + done.stderr
    (CORPUS / f"{target}.log").write_text(log, "utf-8")
    return log


def told(log: str) -> Iterator[str]:
    """Yield what libFuzzer says of its run: executions, and the branches that were reached at first and at last."""
    for name in ("number_of_executed_units", "new_units_added", "peak_rss_mb"):
        if match := re.search(rf"stat::{name}:\s+(\d+)", log):
            yield f"{name.replace('_', ' ')} {match[1]}"
    if reached := re.findall(r"\bft: (\d+)", log):
        yield f"features {reached[0]} to {reached[-1]}"
    elif not re.search("stat::", log):
        yield f"it did not start: {log.strip()[-400:]}"


def reason_in(log: str) -> str:
    """Return the end of the traceback in a log."""
    lines = log.splitlines()
    at = next((number for number, line in enumerate(lines) if "Uncaught Python exception" in line), None)
    return "" if at is None else "\n".join(f"      {line}" for line in lines[at + 1 : at + 40] if line.strip())


def keep(target: str, path: Path) -> Path:
    """Shrink a found input and move it to where the suite replays it."""
    check = importlib.import_module(f"fuzz.{target}").check
    data = shrink(path.read_bytes(), lambda tried: failure_of(check, tried))
    kept = CASES / target / hashlib.sha256(data).hexdigest()[:12]
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(data)
    path.unlink()
    return kept.relative_to(ROOT)


def failure_of(check: Callable[[bytes], None], data: bytes) -> str | None:
    """Return what goes wrong with an input and where, None where nothing does."""
    try:
        check(data)
    except Exception as error:
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        return f"{type(error).__name__} {place.tb_frame.f_code.co_name if place else ''}"
    return None


def shrink(data: bytes, fails: Callable[[bytes], str | None]) -> bytes:
    """Return the shortest input found by leaving out pieces that fails the same way.

    >>> shrink(b"nothing but one x counts", lambda data: "x" if b"x" in data else None)
    b'x'
    """
    wanted, stop = fails(data), time.monotonic() + _PATIENCE
    size = len(data) // 2
    while wanted and size:
        at = 0
        while at < len(data) and time.monotonic() < stop:
            shorter = data[:at] + data[at + size :]
            if fails(shorter) == wanted:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def seed_corpus(target: str, folder: Path) -> None:
    """Fill a target's corpus with pieces of real articles and with what was found before; what is there stays."""
    folder.mkdir(parents=True, exist_ok=True)
    size = importlib.import_module(f"fuzz.{target}").MAX_BYTES
    pieces = seeds_of(target, size)
    for data in [*(path.read_bytes() for path in sorted((CASES / target).glob("*"))), *pieces]:
        (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def seeds_of(target: str, size: int) -> list[bytes]:
    """Return a target's inputs to begin with, spread over all there are."""
    if target == "fuzz_reading":
        pieces = [*(bytes([0]) + text[: size - 1] for text in texts()), *stored_pieces(size)]
    elif target == "fuzz_values":
        lines = (line for text in texts() for line in re.split(rb"(?<=[.!?])\s+", text))
        pieces = [b"\x01" + line[: size - 1] for line in lines if re.search(rb"\d|day\b|year|million|month", line)]
    else:
        pieces = [text[at : at + size] for text in texts() for at in range(0, len(text), size)]
    return pieces[:: -(-len(pieces) // TARGETS[target][1])]


def texts() -> list[bytes]:
    """Return the articles to begin with: those of the gold folder where it is present, else the seeds."""
    gold = Path(os.environ.get("ANALYSIS_GOLD") or ROOT / ".." / "shared" / "gold")
    paths = sorted(gold.glob("events/*/articles/*.txt")) or sorted((ROOT / "seeds").glob("*/*.txt"))
    return [path.read_bytes() for path in paths]


def stored_pieces(size: int) -> Iterator[bytes]:
    """Yield records, pages, and what may stand beside an article, each behind the byte that says which it is."""
    from fuzz.fuzz_reading import SUFFIXES

    kinds = {suffix: bytes([number]) for number, suffix in enumerate(SUFFIXES)}
    for text in texts()[::8]:
        title, _, words = text.decode("utf-8", "replace").partition("\n")
        item = {"headline": title, "articleBody": words[: size // 2], "datePublished": "2024-02-28T10:00:00Z"}
        yield kinds[".json"] + json.dumps({"@graph": [item]}).encode()
        yield kinds[".jsonl"] + f"{json.dumps({'title': title, 'body_html': f'<p>{words[:900]}</p>'})}\n{{}}\n".encode()
        yield kinds[".csv"] + f'title,text,source\n"{title[:90]}","{words[:900]}",Post\n'.encode()
        body = "".join(f"<p>{line}</p>" for line in words[: size // 2].splitlines())
        yield kinds[".html"] + f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    yield kinds["sources.toml"] + b'[a]\nsource = "Post"\npublished = "2024-02-28"\nauthor = "Ada Roe"\n'
    columns = b"table,article_id,start,end,text,column,value,who,why\n"
    yield kinds["corrections.csv"] + columns + b"quotations,a,13,22,It rained,speaker,Ada Roe,me,heard it\n"
    for page in pages():
        yield kinds[".html"] + page[: size - 1]


def pages() -> list[bytes]:
    gold = Path(os.environ.get("ANALYSIS_GOLD") or ROOT / ".." / "shared" / "gold") / "external" / "html-news.jsonl.gz"
    if not gold.is_file():
        return []
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["html"].encode() for line in lines][::4]


def write_words(path: Path) -> Path:
    """Write the words and marks that the property tests are made of as libFuzzer's dictionary."""
    from strategies import MARKS, ODD, WORDS

    lines = {"".join(f"\\x{byte:02x}" for byte in word.encode()) for word in (*WORDS, *MARKS, *ODD) if len(word) < 20}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f'"{line}"\n' for line in sorted(lines)), "ascii")
    return path


if __name__ == "__main__":
    sys.exit(main(int(os.environ.get("FUZZ_SECONDS") or 600), sys.argv[1:]))

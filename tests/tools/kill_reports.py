"""Kill `report` at random moments, often: is what stands there always one whole report? Run by hand.

    python tests/tools/kill_reports.py seeds/colombia-intelligence 40

Every third run is killed while the finished report is put in its place, the others at any moment. After each kill the
folder must hold exactly one report, each file as its manifest says, and the reader's own note beside it.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path


def main(event: str, n_kills: int) -> None:
    rng = random.Random(4711)
    root = Path(tempfile.mkdtemp(prefix="kills-"))
    folder = root / "seeds" / Path(event).name
    shutil.copytree(event, folder)
    out = root / "reports"
    began = time.monotonic()
    start_report(folder, out).wait()
    took = time.monotonic() - began
    report = out / folder.name
    (report / "note.md").write_text("mine")
    told: Counter[str] = Counter()
    last = check_report(report)
    for number in range(n_kills):
        (folder / "extra.txt").write_text(
            f"A ferry ran aground\n\nRescuers brought {number + 2} people ashore, police said.\n"
        )
        sign = signal.SIGKILL if number % 2 else signal.SIGTERM
        child = start_report(folder, out)
        if number % 3 == 2:
            wait_for(lambda: list(out.glob(".staging-*/report/manifest.json")), child, 4 * took)
            time.sleep(rng.random() * 0.004)
        else:
            time.sleep(rng.random() * took * 1.05)
        child.send_signal(sign)
        code = child.wait()
        now = check_report(report)
        told[f"{sign.name}: {'ended before' if code == 0 else 'killed'}, {'old' if now == last else 'new'} report"] += 1
        told["staging left behind"] += len(list(out.glob(".staging-*")))
        last = now
        print(number, sign.name, code, dict(told), flush=True)
    start_report(folder, out).wait()
    check_report(report)
    assert sorted(path.name for path in out.iterdir()) == [folder.name], list(out.iterdir())
    print("whole after every kill; swept at the next start;", dict(told))
    shutil.rmtree(root)


def start_report(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "analysis", "report", str(folder), "--out", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(seen: object, child: subprocess.Popen[bytes], seconds: float) -> None:
    stop = time.monotonic() + seconds
    while not seen() and child.poll() is None and time.monotonic() < stop:
        time.sleep(0.0005)


def check_report(report: Path) -> str:
    """Return the hash of a report's manifest; stop where a file is not what it says, is missing or is left over."""
    text = (report / "manifest.json").read_bytes()
    outputs = json.loads(text)["outputs"]
    for name, digest in outputs.items():
        assert hashlib.sha256((report / name).read_bytes()).hexdigest() == digest, name
    there = {path.relative_to(report).as_posix() for path in report.rglob("*") if path.is_file()}
    assert there - {"note.md"} == {*outputs, "manifest.json"}, there
    return hashlib.sha256(text).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

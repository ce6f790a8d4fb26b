"""One target under atheris, which alone knows which branches an input reaches: started by ``run``, not by hand.

build/fuzz/bin/python tests/fuzz/child.py fuzz_segments CORPUS [libFuzzer's options …]
"""

import importlib
import sys
from pathlib import Path


def main(target: str, arguments: list[str]) -> None:
    import atheris

    sys.path.insert(0, str(Path(__file__).parents[1]))
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["analysis"], enable_loader_override=False):
        check = importlib.import_module(f"fuzz.{target}").check
    atheris.Setup([target, *arguments], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

"""Tools from the npm registry that check what we write: `make tools` puts them into build/tools."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

NODE = shutil.which("node")
TOOLS = Path(os.environ.get("ANALYSIS_NODE_TOOLS", Path(__file__).parents[2] / "build/tools/node_modules"))


def needs_tool(name):
    there = NODE is not None and (TOOLS / name).is_dir()
    return pytest.mark.skipif(not there, reason=f"no {name} here; make tools installs it where npm is")


def run_node(script, *arguments):
    done = subprocess.run(
        [NODE, "-e", script, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=True, cwd=TOOLS
    )
    return done.stdout

"""Is the language model the one that the finders were measured with? Checked by its files before it is loaded."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from analysis.errors import InputError

# Over the files of en_core_web_sm 3.8.0, which are the same under both names that it is packaged by.
SHA256 = "15a85e798ecbfffd3bca7a41b9372d676b14d5f686360d5268c13bf3c88caa3e"
_PROSE = frozenset(("README.md", "meta.json", "accuracy.json", "LICENSE", "LICENSES_SOURCES"))  # change no parse


def check_model(package: str) -> None:
    """Check that an installed model's weights, rules and settings are the known ones; nothing of it is run.

    Raises:
        InputError: they are others: the model was changed, is damaged, or is another version.
    """
    folder = _find_folder(package)
    if folder is None or hash_model(folder) != SHA256:
        raise InputError(
            f"expected the language model {package} 3.8.0 as it was published, but the files in "
            f"{folder or package} are others; install it again: make clean install"
        )


def hash_model(folder: Path) -> str:
    """Return one sha256 over the names and contents of a model's files, but for its prose."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file() and path.name not in _PROSE:
            name = path.relative_to(folder).as_posix().encode()
            digest.update(b"%d %s %d " % (len(name), name, path.stat().st_size))
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _find_folder(package: str) -> Path | None:
    """Return the folder of an installed model that holds its settings."""
    spec = find_spec(package)
    settings = sorted(Path(spec.origin).parent.glob("*/config.cfg")) if spec and spec.origin else []
    return settings[0].parent if settings else None

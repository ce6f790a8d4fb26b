"""Is a report what its manifest says, and does the same come out again? File by file.

The report is made again in a scratch folder, from the evidence and the parameters that its manifest names. Three
things are held against each other: the files as they lie there, the hashes that the manifest gives them, and what
comes out now.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import InputError, ParameterError, ReportError
from analysis.reporting.notebooks import PDF, build_report
from analysis.reporting.parameters import check_parameters
from analysis.reporting.provenance import hash_file
from analysis.reporting.publishing import MANIFEST, SCRATCH, is_inside, open_staging

_EXPECTED = (
    'expected a manifest.json with "event", "parameters", "inputs", "outputs" and "versions", as `report` writes'
)
_WANTED = {"event": str, "parameters": dict, "inputs": dict, "outputs": dict, "versions": dict}


class Difference(NamedTuple):
    """One thing that differs. ``kind``: input · output · version · program · parameter."""

    kind: str
    name: str
    message: str


def verify_report(report: str | Path, *, event_dir: str | Path | None = None) -> list[Difference]:
    """Hold a report against its manifest and against what its evidence gives now; nothing is written beside it.

    Counts: files of the report that were changed or are gone; evidence that was changed, is gone or is new; other
    versions or program files; files that come out differently. Leaves out: files that no report made. A
    ``report.pdf`` is held against its hash only.

    Args:
        report: the folder of a report.
        event_dir: the event's folder; default: where the manifest says, looked for from the report upwards.

    Returns:
        The differences, none where the report is what it says: inputs first, outputs last, by name.

    Raises:
        InputError: there is no report, its manifest cannot be read, or the event's folder is not found.
    """
    report = Path(report).resolve()
    manifest = read_manifest(report)
    event = _find_event(manifest, report, event_dir)
    lexicons = _find_lexicons(manifest, report)
    tampered = list(_compare_hashes(report, manifest["outputs"]))
    with open_staging(Path(tempfile.gettempdir()), SCRATCH) as scratch:
        try:
            again = _build_again(manifest, event, lexicons, scratch)
        except ReportError as error:
            reason = str(error).split(" The old report")[0]
            return [*tampered, Difference("program", "report", f"cannot be made again: {reason}")]
        found = [*_compare_manifests(manifest, read_manifest(again)), *tampered]
        told = {difference.name for difference in tampered}
        found += _compare_outputs(report, again, told)
        return found or list(_compare_bytes(MANIFEST, report, again))


def read_manifest(report: Path) -> dict[str, Any]:
    """Read a report's manifest and check its shape.

    Raises:
        InputError: it is not there, or is no manifest.
    """
    path = report / MANIFEST
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"no report in {report}: {MANIFEST} cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is no JSON ({error}); {_EXPECTED}") from error
    if not isinstance(manifest, dict):
        raise InputError(f"{path} is no object; {_EXPECTED}")
    wrong = [key for key, kind in _WANTED.items() if not isinstance(manifest.get(key), kind)]
    if wrong:
        raise InputError(f"{path}: {', '.join(wrong)} missing or of the wrong kind; {_EXPECTED}")
    outside = [name for name in manifest["outputs"] if not is_inside(name)]
    if outside:
        raise InputError(f"{path}: outputs names {outside[0]!r}, which is no file of the report")
    _check_parameters(manifest, path)
    return dict(manifest)


def format_differences(differences: list[Difference]) -> str:
    """Return the differences as lines: kind, name and what differs.

    >>> format_differences([Difference("output", "tables/dates.csv", "was changed after the report was made")])
    'output   tables/dates.csv: was changed after the report was made'
    """
    return "\n".join(f"{kind:9}{name}: {message}" for kind, name, message in differences)


def _check_parameters(manifest: Mapping[str, Any], path: Path) -> None:
    """A manifest comes from anywhere: its paths are joined to ours, so they are checked as a caller's are."""
    parameters = manifest["parameters"]
    try:
        check_parameters(parameters)
    except ParameterError as error:
        raise InputError(f"{path}: {error}") from error
    if not {"event", "seeds"} <= set(parameters) or parameters["event"] != manifest["event"]:
        raise InputError(f'{path}: expected the parameters "event", the same as the manifest\'s, and "seeds"')
    if not is_inside(parameters["seeds"]) or Path(parameters.get("lexicons", "")).is_absolute():
        raise InputError(f"{path}: seeds and lexicons are paths below the project's folder, not {parameters}")


def _find_event(manifest: Mapping[str, Any], report: Path, event_dir: str | Path | None) -> Path:
    if event_dir is not None:
        if not Path(event_dir).is_dir():
            raise InputError(f"no such folder: {event_dir}")
        return Path(event_dir).resolve()
    path = Path(manifest["parameters"]["seeds"], manifest["event"])
    if found := _find_above(path, report):
        return found
    raise InputError(f"no folder {path} beside {report} or above it; name the event's folder: --event EVENT_DIR")


def _find_lexicons(manifest: Mapping[str, Any], report: Path) -> Path | None:
    name = manifest["parameters"].get("lexicons")
    if not name:
        return None
    if found := _find_above(Path(name), report):
        return found
    raise InputError(f"no folder of own lexicons {name} beside {report} or above it; put it back where it was")


def _find_above(path: Path, report: Path) -> Path | None:
    here = Path.cwd()
    folders = (folder / path for folder in (*report.parents, here, *here.parents))
    return next((folder.resolve() for folder in folders if folder.is_dir()), None)


def _build_again(manifest: Mapping[str, Any], event: Path, lexicons: Path | None, scratch: Path) -> Path:
    """Make the report again where the same relative paths lead to the same evidence; return its folder."""
    parameters = dict(manifest["parameters"])
    own = Path(parameters.get("lexicons", ""))
    base = scratch.joinpath("project", *("below" for part in own.parts if part == ".."))
    stand_in = base / parameters["seeds"] / manifest["event"]
    _link(stand_in, event)
    if lexicons is not None:
        _link(Path(os.path.normpath(base / own)), lexicons)
    build_report(parameters, stand_in, scratch / "out", base=base)
    return scratch / "out" / str(manifest["event"])


def _link(place: Path, folder: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(folder, target_is_directory=True)


def _compare_hashes(report: Path, outputs: Mapping[str, str]) -> Iterator[Difference]:
    """Tell which files are no longer what the manifest says they were."""
    for name, digest in sorted(outputs.items()):
        if not (report / name).is_file():
            yield Difference("output", name, "is gone")
        elif hash_file(report / name) != digest:
            yield Difference("output", name, "was changed after the report was made")


def _compare_manifests(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Tell what went in that is other than it was."""
    yield from _compare_items("input", old["inputs"], new["inputs"])
    yield from _compare_items("version", old["versions"], new["versions"], shown=True)
    for key, what in (("sources_sha256", "the program"), ("notebook_sha256", "the notebook")):
        if old.get(key) != new.get(key):
            yield Difference("program", what, "is another than the one that made the report")


def _compare_items(
    kind: str, old: Mapping[str, str], new: Mapping[str, str], *, shown: bool = False
) -> Iterator[Difference]:
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Difference(kind, name, "is gone")
        elif name not in old:
            yield Difference(kind, name, "is new")
        elif old[name] != new[name]:
            yield Difference(kind, name, f"was {old[name]}, is {new[name]}" if shown else "was changed")


def _compare_outputs(report: Path, again: Path, told: set[str]) -> Iterator[Difference]:
    """Tell which files come out differently now."""
    new = read_manifest(again)["outputs"]
    old = read_manifest(report)["outputs"]
    for name in sorted((old.keys() | new.keys()) - {PDF} - told):
        if name not in new:
            yield Difference("output", name, "is no longer made")
        elif name not in old:
            yield Difference("output", name, "is made now and was not then")
        else:
            yield from _compare_bytes(name, report, again)


def _compare_bytes(name: str, report: Path, again: Path) -> Iterator[Difference]:
    if (report / name).read_bytes() != (again / name).read_bytes():
        yield Difference("output", name, "comes out differently")

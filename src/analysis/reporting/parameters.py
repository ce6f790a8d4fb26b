"""The report's parameters: names, types and values, checked before anything runs.

papermill pastes parameter names into the notebook as code and does not check types, so that
only these names with these values get through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import InputError, ParameterError


class Parameter(NamedTuple):
    """One parameter: its type, its default, a test of its value, and what a good value is, in words."""

    kind: type
    default: Any
    fits: Callable[[Any], bool]
    wanted: str


_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\Z")
VOICE_MEASURES = ("words", "quotations")

PARAMETERS: dict[str, Parameter] = {
    "event": Parameter(
        str,
        "colombia-intelligence",
        lambda value: bool(_SLUG.match(value)),
        "the name of an event's folder: up to 64 small letters, digits, - and _, the first a letter or digit",
    ),
    "seeds": Parameter(str, "seeds", lambda value: bool(value) and "\0" not in value, "the folder of the events"),
    "voice_measure": Parameter(str, "words", VOICE_MEASURES.__contains__, '"words" or "quotations"'),
    "min_mentions": Parameter(int, 2, lambda value: 1 <= value <= 1000, "a whole number from 1 to 1000"),
    "min_uses": Parameter(int, 3, lambda value: 1 <= value <= 1000, "a whole number from 1 to 1000"),
    "lexicons": Parameter(
        str, "", lambda value: "\0" not in value, 'a folder of own lexicons (CSV files), or "" for none'
    ),
}

# Of notebooks/outlets.ipynb, which no command runs.
ARCHIVE_PARAMETERS: dict[str, Parameter] = {
    "events": Parameter(str, "seeds", lambda value: bool(value) and "\0" not in value, "a folder of events' folders"),
    "min_events": Parameter(int, 5, lambda value: 2 <= value <= 1000, "a whole number from 2 to 1000"),
    "lexicons": PARAMETERS["lexicons"],
}


def check_archive_parameters(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a notebook over many events, as ``check_parameters`` does those of one event.

    Raises:
        ParameterError: an unknown name, a wrong type or a value that does not fit.
    """
    return check_parameters(parameters, known=ARCHIVE_PARAMETERS)


def check_parameters(parameters: Mapping[str, Any], *, known: Mapping[str, Parameter] = PARAMETERS) -> dict[str, Any]:
    """Return the parameters if each is known, of its type and fits.

    >>> check_parameters({"event": "colombia-intelligence", "min_mentions": 3})
    {'event': 'colombia-intelligence', 'min_mentions': 3}
    >>> check_parameters({"min_mentions": "3"})
    Traceback (most recent call last):
    analysis.errors.ParameterError: parameter min_mentions: expected a whole number from 1 to 1000, got '3'

    Raises:
        ParameterError: an unknown name, a wrong type or a value that does not fit.
    """
    for name, value in parameters.items():
        if name not in known:
            raise ParameterError(f"unknown parameter {name!r}; known: {', '.join(known)}")
        parameter = known[name]
        # bool is an int to isinstance, and no count
        if type(value) is not parameter.kind or not parameter.fits(value):
            raise ParameterError(f"parameter {name}: expected {parameter.wanted}, got {value!r}")
    return dict(parameters)


def parse_parameter(name: str, value: str) -> Any:
    """Turn a text from a command line into a parameter's type, and check it.

    >>> parse_parameter("min_uses", "4"), parse_parameter("event", "007")
    (4, '007')

    Raises:
        ParameterError: as ``check_parameters``.
    """
    is_whole = name in PARAMETERS and PARAMETERS[name].kind is int and re.fullmatch(r"[0-9]{1,9}", value)
    return check_parameters({name: int(value) if is_whole else value})[name]


def locate_event(event: str, *, seeds: str = "seeds") -> Path:
    """Find an event's folder, walking up from the working folder, then from where the package lives.

    papermill runs a notebook in its caller's folder, nbval in the notebook's, JupyterLab beside it.

    Raises:
        InputError: no folder ``SEEDS/EVENT`` on the way up.
    """
    check_parameters({"event": event, "seeds": seeds})
    if folder := _find_above(f"{seeds}/{event}"):
        return folder
    raise InputError(
        f"no folder {seeds}/{event} in {Path.cwd()} or above it; name the event's folder in `event` and the folder "
        "that holds it in `seeds`"
    )


def locate_archive(events: str) -> Path:
    """Find a folder of events' folders as ``locate_event`` finds an event.

    Raises:
        InputError: no such folder on the way up.
    """
    check_archive_parameters({"events": events})
    if folder := _find_above(events):
        return folder
    raise InputError(f"no folder {events} in {Path.cwd()} or above it; name the folder of events in `events`")


def locate_lexicons(lexicons: str) -> Path | None:
    """Find a folder of own lexicons as ``locate_event`` finds an event; None for "".

    Raises:
        InputError: no such folder on the way up.
    """
    check_parameters({"lexicons": lexicons})
    if not lexicons:
        return None
    if folder := _find_above(lexicons):
        return folder
    raise InputError(f"no folder {lexicons} in {Path.cwd()} or above it; name the folder of CSV files in `lexicons`")


def _find_above(path: str) -> Path | None:
    here = Path.cwd()
    folders = (folder / path for folder in (here, *here.parents, *Path(__file__).resolve().parents))
    return next((folder for folder in folders if folder.is_dir()), None)

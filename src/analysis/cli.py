"""The command line: report, compare, annotate, evaluate.

Results go to stdout, everything else to stderr. Exit 0 done, 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from analysis.errors import AnalysisError, InputError, ParameterError
from analysis.records import Event

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The same event, several newsrooms: what did each report, and where do they differ?",
)

SEEDS = Path("seeds")
T = TypeVar("T")


class Format(StrEnum):
    """How tables are written."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


Out = Annotated[Path, typer.Option("--out", help="Folder to write to; made if it is not there.")]
TableFormat = Annotated[Format, typer.Option("--format", help="How tables are written.")]


@app.command(epilog="Example: python -m analysis report seeds/colombia-intelligence --out reports")
def report(
    event_dirs: Annotated[
        list[Path] | None, typer.Argument(metavar="[EVENT_DIR]...", help="Folders of articles; default: all in seeds/.")
    ] = None,
    out: Out = Path("reports"),
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="Set a parameter of notebooks/report.ipynb."),
    ] = None,
) -> None:
    """Make the report of each event; print the paths."""
    from analysis.reading.files import read_event
    from analysis.reporting.notebooks import run_report
    from analysis.reporting.parameters import parse_parameter

    folders = _check_names(event_dirs or _default_events())
    for folder in folders:
        _check_articles(read_event(folder), folder)
    parameters = {name: parse_parameter(name, value) for name, value in map(_split_parameter, parameter or [])}
    for folder in _progress(folders, "reports", "event"):
        for path in run_report(folder, out, parameters=parameters):
            typer.echo(_shown(path))


@app.command(
    epilog="Example: python -m analysis compare seeds/colombia-intelligence --out build/tables --format parquet"
)
def compare(
    event_dir: Annotated[Path, typer.Argument(metavar="EVENT_DIR", help="A folder of articles on one event.")],
    out: Out,
    format: TableFormat = Format.csv,
) -> None:
    """Write every table of one event."""
    from analysis.comparing.event import compare as compare_event
    from analysis.reading.files import read_event
    from analysis.reporting.export import write_tables

    event = _check_articles(read_event(event_dir), event_dir)
    comparison = compare_event(event)
    texts = {article.article_id: article.text for article in event.articles}
    for path in write_tables(comparison.tables, texts, out, format=format.value):
        typer.echo(_shown(path))


@app.command(epilog="Example: python -m analysis annotate seeds/colombia-intelligence --out build/annotated")
def annotate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles, or folders of articles.")],
    out: Out,
    format: TableFormat = Format.csv,
) -> None:
    """Write the tables of single articles."""
    from analysis.finding.annotate import find_each
    from analysis.finding.article_tables import article_tables
    from analysis.reading.files import read_articles
    from analysis.reporting.export import write_tables

    event = _check_articles(read_articles(paths), *paths)
    found = list(find_each(_progress(event.articles, "articles", "article")))
    tables = article_tables(event, found)
    texts = {article.article_id: article.text for article in event.articles}
    for path in write_tables(tables, texts, out, format=format.value):
        typer.echo(_shown(path))


@app.command(epilog="Example: python -m analysis evaluate --gold ../shared/gold")
def evaluate(
    gold: Annotated[
        Path | None, typer.Option("--gold", help="The gold folder; default: $ANALYSIS_GOLD, else ../shared/gold.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the figures in the package: reports print them beside each finder.")
    ] = False,
) -> None:
    """Score every finder against gold."""
    from analysis.evaluating.evaluate import format_json, format_text, save_measured, score_finders
    from analysis.evaluating.gold import locate_gold

    folder = locate_gold(gold)
    scores = score_finders(folder, progress=lambda events: _progress(events, "gold", "event"))
    typer.echo(format_json(scores) if json else format_text(scores))
    if save:
        for path in save_measured(scores, folder):
            typer.echo(f"saved {path}", err=True)


def main() -> None:
    """Run the command line; turn this package's errors into one line and an exit code."""
    try:
        app(prog_name="analysis")
    except InputError as error:
        _fail(error, 2)
    except AnalysisError as error:
        _fail(error, 1)
    except OSError as error:
        _fail(error, 1)
    except KeyboardInterrupt:
        _fail("interrupted; what was there before still stands", 130)


def _fail(error: object, code: int) -> None:
    typer.echo(f"analysis: {error}", err=True)
    sys.exit(code)


def _shown(path: Path) -> Path:
    """Return a path as a person in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _progress(items: Iterable[T], what: str, unit: str) -> Iterable[T]:
    """Show progress on stderr, where a person watches, once it takes over two seconds."""
    from tqdm import tqdm

    return tqdm(items, desc=what, unit=unit, delay=2, disable=None)  # type: ignore[no-any-return]


def _default_events() -> list[Path]:
    folders = sorted(path for path in SEEDS.glob("*") if path.is_dir())
    if not folders:
        raise InputError(f"no event folders under {SEEDS}/; name one: python -m analysis report EVENT_DIR")
    return folders


def _check_names(folders: list[Path]) -> list[Path]:
    """Return the folders, or raise where two share a name: the second report would replace the first."""
    names = [folder.resolve().name for folder in folders]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(f"more than one event folder is called {', '.join(twice)}; report them one by one, each --out")
    return folders


def _check_articles(event: Event, *paths: Path) -> Event:
    """Return the event, or raise where it has no articles: there is nothing to write."""
    if event.articles:
        return event
    said = " ".join(problem.message for problem in event.problems)
    raise InputError(f"no articles in {', '.join(map(str, paths))}; expected text files (*.txt). {said}".strip())


def _split_parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ParameterError(f"--parameter {text!r}: expected NAME=VALUE")
    return name, value

"""The command line: report, verify, compare, annotate, cache, group, profile, evaluate, train, agreement.

Results go to stdout, everything else to stderr. Exit 0 done, 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from analysis.errors import AnalysisError, CacheError, InputError, ParameterError
from analysis.records import Event, Problem

if TYPE_CHECKING:
    import pandas as pd

    from analysis.corpus.cache import Store

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The same event, several newsrooms: what did each report, and where do they differ?",
)

SEEDS = Path("seeds")
_MOST_ANNOTATED = 1000  # articles: a kilobyte a row in one JSON file, which nobody could open for more
_MOST_TOLD = 10  # lines on what could not be read
_MOST_PROBLEMS = 10_000  # held until they are written: most archives have fewer, and their table is one piece
T = TypeVar("T")


class Format(StrEnum):
    """How tables are written."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


Out = Annotated[Path, typer.Option("--out", help="Folder to write to; made if it is not there.")]
Lexicons = Annotated[
    Path | None,
    typer.Option("--lexicons", metavar="DIR", help="Folder of own lexicons (CSV files) to count beside the packaged."),
]
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
    pdf: Annotated[bool, typer.Option("--pdf", help="Print the page into report.pdf too; needs Chromium.")] = False,
    lexicons: Lexicons = None,
) -> None:
    """Make the report of each event; print the paths."""
    from analysis.reading.files import read_event
    from analysis.reporting.notebooks import run_report
    from analysis.reporting.parameters import parse_parameter

    folders = _check_names(event_dirs or _default_events())
    for folder in folders:
        _check_articles(read_event(folder), folder)
    parameters = {name: parse_parameter(name, value) for name, value in map(_split_parameter, parameter or [])}
    if lexicons is not None:
        parameters["lexicons"] = str(lexicons)
    for folder in _progress(folders, "reports", "event"):
        for path in run_report(folder, out, parameters=parameters, pdf=pdf):
            typer.echo(_shown(path))


@app.command(epilog="Example: python -m analysis verify reports/colombia-intelligence")
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The folder of a report, with its manifest.json.")],
    event: Annotated[
        Path | None,
        typer.Option("--event", metavar="EVENT_DIR", help="The event's folder; default: where the manifest says."),
    ] = None,
) -> None:
    """Make a report again and say, file by file, what differs; exit 1 where anything does."""
    from analysis.reporting.verifying import format_differences, verify_report

    if differences := verify_report(report, event_dir=event):
        typer.echo(format_differences(differences))
        raise typer.Exit(1)
    typer.echo(f"{_shown(report.resolve())} is what its manifest says, and comes out the same")


@app.command(
    epilog="Example: python -m analysis compare seeds/colombia-intelligence --out build/tables --format parquet"
)
def compare(
    event_dir: Annotated[Path, typer.Argument(metavar="EVENT_DIR", help="A folder of articles on one event.")],
    out: Out,
    format: TableFormat = Format.csv,
    lexicons: Lexicons = None,
) -> None:
    """Write every table of one event."""
    from analysis.comparing.event import compare as compare_event
    from analysis.reading.files import read_event
    from analysis.reporting.export import write_tables

    event = _check_articles(read_event(event_dir), event_dir)
    comparison = compare_event(event, lexicons=lexicons)
    texts = {article.article_id: article.text for article in event.articles}
    for path in write_tables(comparison.tables, texts, out, format=format.value):
        typer.echo(_shown(path))


@app.command(epilog="Example: python -m analysis annotate archive/ --out build/annotated --workers 2")
def annotate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles, or folders of articles.")],
    out: Out,
    format: TableFormat = Format.csv,
    lexicons: Lexicons = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Find everything anew; keep nothing.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Processes to work in.")] = 1,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:PORT.")
    ] = None,
) -> None:
    """Write the tables of single articles, one or an archive of them."""
    from analysis.corpus.scaling import find_in_archive
    from analysis.finding.article_tables import batch_tables, problem_table
    from analysis.finding.terms import check_lexicons
    from analysis.reading.files import count_articles, iterate_drafts
    from analysis.reporting.streaming import open_tables

    expected = count_articles(paths)
    problems: list[Problem] = []
    unmatched = check_lexicons(lexicons) if lexicons else []
    drafts = iterate_drafts(paths)
    with (
        _open_cache(unused=no_cache) as store,
        closing(find_in_archive(drafts, lexicons=lexicons, store=store, workers=workers, scheduler=scheduler)) as items,
    ):
        found = _set_apart(items, problems)
        first = next(found, None)
        if first is None:
            raise _no_articles(problems, *paths)
        with open_tables(out, format=format.value, annotations=expected <= _MOST_ANNOTATED) as stream:
            for tables, texts in batch_tables(_progress(chain([first], found), "articles", "article", expected)):
                stream.write(tables, texts)
                if len(problems) >= _MOST_PROBLEMS:
                    stream.write({"problems": problem_table(problems)}, {})
                    problems.clear()
            stream.write({"problems": problem_table([*problems, *unmatched])}, {})
            for path in stream.finish():
                typer.echo(_shown(path))
    if expected > _MOST_ANNOTATED:
        typer.echo(f"analysis: annotations.jsonld is left out: over {_MOST_ANNOTATED:,} articles", err=True)


cache = typer.Typer(no_args_is_help=True, help="What was found in articles, kept between runs of annotate.")
app.add_typer(cache, name="cache", epilog="Example: python -m analysis cache info")


@cache.command("info", epilog="Example: python -m analysis cache info")
def cache_info() -> None:
    """Say where the cache lies and what it holds."""
    from analysis.corpus.cache import describe_cache, locate_cache
    from analysis.finding.fingerprint import hash_finders

    kept = describe_cache(locate_cache(), hash_finders())
    typer.echo(f"{kept.path}: {kept.n_articles:,} articles, {kept.n_bytes / 1e6:.1f} MB")
    typer.echo(f"{kept.n_current:,} found by this version of the program and its model; others are never used again")


@cache.command("clear", epilog="Example: python -m analysis cache clear")
def cache_clear() -> None:
    """Delete the cache; nothing in it is evidence."""
    from analysis.corpus.cache import clear_cache, locate_cache

    folder = locate_cache()
    typer.echo(f"{folder}: {clear_cache(folder) / 1e6:.1f} MB freed")


@app.command(epilog="Example: python -m analysis group archive/ --out stories.jsonl")
def group(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Articles, or folders of articles.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: .jsonl, .csv or .parquet.")],
) -> None:
    """Group the articles of an archive into stories, and mark copies and updates."""
    from analysis.corpus.grouping import group_articles
    from analysis.reading.files import read_articles
    from analysis.reporting.export import write_table

    event = _check_articles(read_articles(paths), *paths)
    stories = group_articles(_progress(event.articles, "words", "article"))
    typer.echo(_shown(write_table(stories, out)))
    _tell_problems(event)


@app.command(epilog="Example: python -m analysis profile archive/ --out profiles.csv")
def profile(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Folders of articles on one event, or folders of these.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The file to write: .csv, .jsonl or .parquet.")],
    min_events: Annotated[
        int, typer.Option("--min-events", min=2, help="Events with counts, before a measure of an outlet is given.")
    ] = 5,
    lexicons: Lexicons = None,
) -> None:
    """Profile the outlets of many events: counts, shares and rates with intervals, no ranking."""
    from analysis.corpus.events import compare_events, list_events
    from analysis.corpus.profiles import profile_outlets
    from analysis.reporting.export import check_table_file, write_table

    check_table_file(out)
    events = _progress(list_events(folders), "events", "event")
    profiles = profile_outlets(compare_events(events, lexicons=lexicons), min_events=min_events)
    typer.echo(_shown(write_table(profiles, out)))


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
    from analysis.corpus.grouping import group_articles
    from analysis.evaluating.evaluate import format_json, format_text, measure_finders, save_measured
    from analysis.evaluating.gold import locate_gold
    from analysis.evaluating.grouping import score_grouping

    folder = locate_gold(gold)
    measured = measure_finders(folder, progress=lambda events: _progress(events, "gold", "event"))
    measured.scores.extend(score_grouping(folder, group_articles))
    typer.echo(format_json(measured) if json else format_text(measured))
    if save:
        for path in save_measured(measured, folder):
            typer.echo(f"saved {path}", err=True)


@app.command(epilog="Example: python -m analysis train --gold ../shared/gold --out build/train --examples-only")
def train(
    out: Out,
    gold: Annotated[
        Path | None, typer.Option("--gold", help="The gold folder; default: $ANALYSIS_GOLD, else ../shared/gold.")
    ] = None,
    examples_only: Annotated[
        bool, typer.Option("--examples-only", help="Build and count the examples; needs nothing but the gold.")
    ] = False,
    quick: Annotated[bool, typer.Option("--quick", help="The whole way on next to nothing, as a test.")] = False,
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, help="Rounds over the pairs; default: 1.")] = None,
) -> None:
    """Train the network that reads two sentences together; write it with its card, figures and examples.

    Needs the extra [train] and some ten minutes of one core. What it writes is used once it is put in the package.
    """
    from analysis.evaluating.gold import locate_gold
    from analysis.training.train import choose_plan, read_events, write_examples
    from analysis.training.train import train as train_network

    folder = locate_gold(gold)
    if examples_only:
        typer.echo(_shown(write_examples(list(_progress(read_events(folder), "gold", "event")), out, tell=typer.echo)))
        return
    plan = choose_plan(quick=quick, epochs=epochs)
    for path in train_network(
        folder, out, plan=plan, tell=typer.echo, progress=lambda batches: _progress(batches, "training", "batch")
    ):
        typer.echo(_shown(path))


@app.command(epilog="Example: python -m analysis agreement coder.csv seeds/colombia-intelligence --table quotations")
def agreement(
    coding: Annotated[Path, typer.Argument(metavar="CODING", help="A coder's file: a table as compare writes it.")],
    other: Annotated[Path, typer.Argument(metavar="OTHER", help="A second coder's file, or the event's folder.")],
    table: Annotated[str | None, typer.Option("--table", help="Which table; default: the file's name.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Compare a coder's file with the tool's table or another coder's: F1, Cohen's kappa, Krippendorff's alpha."""
    import json as writer

    from analysis.evaluating.agreement import compare_codings, format_agreement, read_coding, to_dicts

    name = table or coding.stem
    rows = compare_codings(read_coding(coding), _read_other(other, name), table=name)
    typer.echo(writer.dumps(to_dicts(rows), indent=1) if json else format_agreement(rows))


def main() -> None:
    """Run the command line; turn this package's errors into one line and an exit code."""
    signal.signal(signal.SIGTERM, _end)  # a plain one ends the process before it clears up
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


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)


def _read_other(path: Path, table: str) -> pd.DataFrame:
    """Return another coder's table, or the tool's own of an event."""
    from analysis.comparing.event import compare as compare_event
    from analysis.evaluating.agreement import check_table, read_coding
    from analysis.reading.files import read_event

    if not path.is_dir():
        return read_coding(path)
    return compare_event(_check_articles(read_event(path), path)).tables[check_table(table)]


@contextmanager
def _open_cache(*, unused: bool) -> Iterator[Store | None]:
    """Open the store of findings; where that fails, say so and go on without."""
    from analysis.corpus.cache import locate_cache, open_store
    from analysis.finding.fingerprint import hash_finders

    with ExitStack() as opened:
        store = None
        try:
            store = None if unused else opened.enter_context(open_store(locate_cache(), hash_finders()))
        except CacheError as error:
            typer.echo(f"analysis: going on without a cache: {error}", err=True)
        yield store


def _set_apart(items: Iterable[T | Problem], problems: list[Problem]) -> Iterator[T]:
    """Yield what is no problem; keep the problems."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def _tell_problems(event: Event) -> None:
    """Say on stderr what could not be read; odd but readable articles are not worth a line each."""
    skipped = [problem.message for problem in event.problems if " skipped" in problem.message]
    for message in skipped[:_MOST_TOLD]:
        typer.echo(f"analysis: {message}", err=True)
    if len(skipped) > _MOST_TOLD:
        typer.echo(f"analysis: … and {len(skipped) - _MOST_TOLD} more", err=True)


def _fail(error: object, code: int) -> None:
    typer.echo(f"analysis: {error}", err=True)
    sys.exit(code)


def _shown(path: Path) -> Path:
    """Return a path as a person in this folder would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _progress(items: Iterable[T], what: str, unit: str, total: int | None = None) -> Iterable[T]:
    """Show progress on stderr, where a person watches, once it takes over two seconds; time left, where it ends."""
    from tqdm import tqdm

    return tqdm(items, desc=what, unit=unit, total=total, delay=2, disable=None)  # type: ignore[no-any-return]


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
    raise _no_articles(event.problems, *paths)


def _no_articles(problems: Iterable[Problem], *paths: Path) -> InputError:
    said = " ".join(problem.message for problem in problems)
    return InputError(f"no articles in {', '.join(map(str, paths))}; expected text files (*.txt). {said}".strip())


def _split_parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ParameterError(f"--parameter {text!r}: expected NAME=VALUE")
    return name, value

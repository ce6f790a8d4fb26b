"""From gold to a trained network and its figures: every step of ``python -m analysis train`` in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from analysis.comparing.joint import reading_with
from analysis.evaluating.coverage import Judged, crossvalidate
from analysis.evaluating.examples import read_example
from analysis.evaluating.gold import GoldEvent, read_gold_events, read_seed_pair
from analysis.training import base, exporting, learning, network, report
from analysis.training.card import Made, write_card
from analysis.training.chains import MOST_A_TOPIC, Pair, copy_chained, pair_chained, read_chained
from analysis.training.listing import count_listed, format_counts, list_examples, write_listed
from analysis.training.rows import read_rows

NETWORK, CARD, EXAMPLES, FIGURES = "joint.onnx", "joint.md", "examples.jsonl", "figures.txt"
HELD = 300  # pairs kept aside

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much is trained; ``QUICK`` is the whole way in a minute or two, and its network is of no use."""

    layers: int = network.LAYERS
    epochs: int = 1
    chains_a_topic: int = MOST_A_TOPIC
    copies: int = 1500
    most_pairs: int | None = None
    events: int | None = None
    curve: bool = True


QUICK = Plan(layers=3, chains_a_topic=4, copies=60, most_pairs=120, events=6, curve=False)


def read_events(gold: Path) -> list[GoldEvent]:
    """Read all gold events, the seed pair last where it is there."""
    pair = [read_seed_pair(gold)] if (gold / "seed_pair").is_dir() else []
    return [*read_gold_events(gold), *pair]


def write_examples(events: Sequence[GoldEvent], out: Path, *, tell: Tell) -> Path:
    """Build the examples of the gold events, say how many there are of each, and write them."""
    examples = [read_example(event) for event in events]
    listed = list(list_examples(examples, read_rows(examples)))
    families = len({example.family for example in examples})
    tell(f"{len(examples)} events of {families} families\n{format_counts(count_listed(listed))}")
    return write_listed(listed, out / EXAMPLES)


def train(gold: Path, out: Path, *, plan: Plan, tell: Tell, progress: learning.Progress = iter) -> list[Path]:
    """Train the network, measure what it brings across families, and write network, card, examples and figures.

    Raises:
        InputError: the extra [train], the weights or ECB+ are missing.
    """
    base.check_extra()
    weights = base.read_weights(base.locate_weights())
    events = read_events(gold)[: plan.events]
    before = crossvalidate(events, with_joint=False)
    examples = write_examples(events, out, tell=tell)
    pairs, held = split_pairs(gather_pairs(gold, plan))
    tell(f"trained on {count_chains(pairs)} pairs of ECB+ and {len(pairs) - count_chains(pairs)} copies")
    weights = learning.learn(network.cut_layers(weights, plan.layers), pairs, epochs=plan.epochs, progress=progress)
    right = learning.count_right(weights, held)
    sha256 = exporting.write_network(learning.add_components(weights, pairs), out / NETWORK)
    with reading_with(out / NETWORK):
        after = crossvalidate(events, with_joint=True)
        curve = report.format_curve(report.draw_curve(events)) if plan.curve else ""
    figures = "\n\n".join(part for part in (*_say(before, after, events), curve) if part)
    tell(figures)
    n_chains = count_chains(pairs)
    made = Made(
        sha256,
        (out / NETWORK).stat().st_size,
        plan.layers,
        plan.epochs,
        n_chains,
        len(pairs) - n_chains,
        right,
        figures,
    )
    (out / FIGURES).write_text(figures + "\n", "utf-8")
    return [out / NETWORK, write_card(made, out / CARD), examples, out / FIGURES]


def gather_pairs(gold: Path, plan: Plan) -> list[Pair]:
    """Return chains and copies in one shuffled list."""
    sentences = read_chained(gold)
    pairs = [*pair_chained(sentences, most=plan.chains_a_topic), *copy_chained(sentences, most=plan.copies)]
    return Random(learning.SEED).sample(pairs, len(pairs))[: plan.most_pairs]


def split_pairs(pairs: Sequence[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Keep some pairs aside: a tenth, and HELD at most."""
    n = min(HELD, len(pairs) // 10)
    return list(pairs[n:]), list(pairs[:n])


def count_chains(pairs: Sequence[Pair]) -> int:
    """Count the pairs that are of ECB+ and no copies."""
    return sum(pair.linked is not None for pair in pairs)


def _say(before: Sequence[Judged], after: Sequence[Judged], events: Sequence[GoldEvent]) -> Iterator[str]:
    yield report.format_differences("all events", report.compare_judged(before, after))
    unread = [n for n, event in enumerate(events) if event.is_unread]
    if unread:
        own = [before[n] for n in unread], [after[n] for n in unread]
        yield report.format_differences("unread events", report.compare_judged(*own))
    yield report.format_errors(before, after)


def choose_plan(*, quick: bool, epochs: int | None) -> Plan:
    """Return the plan for the options of the command."""
    plan = QUICK if quick else Plan()
    return plan if epochs is None else replace(plan, epochs=epochs)

"""The model card beside the network's file: data, licences, figures, limits, sha256, and the command that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.training import base


@dataclass(frozen=True)
class Made:
    """What was made, for the card."""

    sha256: str
    n_bytes: int
    layers: int
    epochs: int
    n_chains: int
    n_copies: int
    held_out: dict[str, float]  # what the heads tell right of pairs kept aside
    figures: str  # before and after


_CARD = """# A network that reads two sentences of two articles together

sha256 `{sha256}`, {megabytes:.1f} MB. Made by `python -m analysis train --gold ../shared/gold --out build/train`.

- **What it is.** The first {layers} of the twelve layers of {name} ({licence}), trained
  further, with int8 weights (seven bits used) and the commonest 26,000 of its 30,522 pieces. It gives three log-odds
  for a pair (events shared; all events of the first; a faithful copy) and components of its last layer. It decides
  nothing: fitted layers weigh these beside the words.
- **Trained on.** {n_chains:,} pairs of sentences of ECB+ (Cybulska and Vossen 2014, CC BY 3.0), labelled by the share
  of events that annotators marked as the same; {n_copies:,} copies of its sentences with a number, date, name or
  negation changed (not the same), furniture appended or a quotation shortened (the same). Rounds: {epochs}. No
  judgement of coverage and no gold event.
- **Weights it begins with.** {name}, {licence}, as {package} 2.2.0 carries it (sha256 `{base_sha256}`).
- **Pairs kept aside.** {held_out}.

## Coverage across families, before and after

```
{figures}
```

## Limits

- English news; sentences past 72 pieces are cut. Pairs that share no term are never read.
- It tells what a pair is about and which events it shares, not whether the one follows from the other: it does not
  know a conflict from agreement. Names and numbers weigh little in it; the signals beside it count them.
- ECB+ is of 2008 to 2012, of accidents, crimes, sport and awards; politics and business are rare in it.
- A pair takes some six milliseconds of one core; four pairs a sentence and article, both ways.
"""


def write_card(made: Made, path: Path) -> Path:
    """Write the card as Markdown."""
    held = ", ".join(f"{change} {share:.2f}" for change, share in made.held_out.items())
    text = _CARD.format(
        sha256=made.sha256,
        megabytes=made.n_bytes / 1e6,
        layers=made.layers,
        epochs=made.epochs,
        n_chains=made.n_chains,
        n_copies=made.n_copies,
        name=base.NAME,
        licence=base.LICENCE,
        package=base.PACKAGE,
        base_sha256=base.SHA256,
        held_out=f"Right of chains (average precision) and of copies by change: {held}",
        figures=made.figures,
    )
    path.write_text(text, "utf-8")
    return path

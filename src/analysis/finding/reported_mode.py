"""Whether a report was made: said · negated · conditional."""

from __future__ import annotations

from analysis.finding.clauses import subject_child
from analysis.finding.language import Parsed, Token

# "went on to say", "called to say", "took to the stage to announce": these were said.
_CARRIED = frozenset(
    {
        "go", "continue", "begin", "start", "proceed", "rush", "come", "happen", "call", "phone", "ring", "telephone",
        "write", "message", "text", "email", "tweet", "take", "speak", "stand", "step", "contact", "use",
    }
)  # fmt: skip
_NOT_DONE = frozenset({"decline", "refuse", "fail", "stop", "neglect", "hesitate"})


def mode_of(parsed: Parsed, verb: int) -> str:
    """Say whether a report is said, negated ("did not say that") or conditional ("would say", "if they say").

    "Denied that" is said: a denial is a statement.
    """
    tokens = parsed.tokens
    if any(tokens[i].dep == "neg" for i in parsed.children[verb]):
        return "negated"
    subject = subject_child(parsed, verb)
    if subject is not None and _is_nobody(parsed, subject):
        return "negated"
    low = subject if subject is not None and subject < verb else -1  # "A deal could, brokers say, fail"
    before = [tokens[i] for i in parsed.children[verb] if i < verb and (i > low or tokens[i].tag != "MD")]
    if any(token.text.lower() in ("if", "unless") or _is_modal(token, tokens[verb]) for token in before):
        return "conditional"
    return _infinitive_mode(parsed, verb)


def _is_modal(token: Token, verb: Token) -> bool:
    """Tell a modal from "'d" and "'s" for "had" and "has" ("he'd said", "she's told")."""
    shortened = token.text[:1] in ("'", "’") and verb.tag in ("VBN", "VBD")
    return token.tag == "MD" and token.dep == "aux" and not shortened


def _is_nobody(parsed: Parsed, subject: int) -> bool:
    """Tell whether the subject is "nobody", "neither side", "no official"."""
    first = min([subject, *parsed.children[subject]])
    return parsed.tokens[first].text.lower() in ("nobody", "none", "neither", "no")


def _infinitive_mode(parsed: Parsed, verb: int) -> str:
    """ "went on to say" was said, "refused to say" was not, "plans to say" may yet be."""
    tokens = parsed.tokens
    if not any(tokens[i].tag == "TO" for i in parsed.children[verb]):
        return "said"
    head = tokens[verb].head
    control = tokens[head].lemma.lower() if head != verb else ""
    if control in _NOT_DONE or (control == "have" and any(tokens[i].text == "yet" for i in range(head, verb))):
        return "negated"
    return mode_of(parsed, head) if control in _CARRIED else "conditional"

"""The exceptions that a caller can catch.

AnalysisError
├── InputError        what the caller named is not there or cannot be used: a folder, a parameter, a gold file
│   └── ParameterError    a parameter of the notebook or the command line has an unknown name, type or value
├── CacheError        the store of findings cannot be used; the run can go on without it
├── WorkerError       processes or machines that share the work failed; what was kept till then stands
├── LexiconError      a lexicon's row breaks its format
├── SpanError         a span does not lie in its article's text: a fault of ours, never of the evidence
└── ReportError       the report could not be made; the old one still stands

Odd evidence (undated, undecodable, empty) raises nothing: it is a row in the table ``problems``.
"""


class AnalysisError(Exception):
    """Root of this package's errors. The message says what was expected, what came, where, and what to do."""


class InputError(AnalysisError):
    """Something the caller named is missing or unusable."""


class ParameterError(InputError):
    """A parameter has an unknown name, a wrong type or a value out of range."""


class CacheError(AnalysisError):
    """The store of findings cannot be used."""


class WorkerError(AnalysisError):
    """Processes or machines that share the work failed."""


class LexiconError(AnalysisError):
    """A lexicon's row breaks its format."""


class SpanError(AnalysisError):
    """A span does not lie in its article's text."""


class ReportError(AnalysisError):
    """The report could not be made."""

"""How a course marks what students must not get; the defaults are nbgrader's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CODE_STUB = {
    "python": "# YOUR CODE HERE\nraise NotImplementedError()",
    "R": "# YOUR CODE HERE\nfail()",
    "matlab": "% YOUR CODE HERE\nerror('No Answer Given!')",
    "octave": "% YOUR CODE HERE\nerror('No Answer Given!')",
    "sas": "/* YOUR CODE HERE */\n %notImplemented;",
    "java": "// YOUR CODE HERE",
}


@dataclass(frozen=True)
class Region:
    """The lines between two delimiters, each of which may stand anywhere in its line."""

    begin: str
    end: str


@dataclass(frozen=True)
class Markers:
    """The regions, and what stands where a solution was: a code's stub by its language."""

    solution: Region = Region("BEGIN SOLUTION", "END SOLUTION")
    hidden_tests: Region = Region("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
    mark_scheme: Region = Region("BEGIN MARK SCHEME", "END MARK SCHEME")
    autotest: str = "AUTOTEST"
    text_stub: str = "YOUR ANSWER HERE"
    code_stub: Mapping[str, str] = field(default_factory=lambda: dict(CODE_STUB))

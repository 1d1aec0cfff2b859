"""The two families of errors: what an author can correct, and what the environment lacks.

A student's failure is neither: it is a `SubmissionResult`.
"""

from typing import ClassVar


class GraderError(Exception):
    """Says where, what, and what to do, in one line."""

    exit_code: ClassVar[int]

    def __init__(self, where: str, what: str, to_do: str) -> None:
        super().__init__(f"{where}: {what}. {to_do}")
        self.where = where
        self.what = what
        self.to_do = to_do


class AuthorError(GraderError):
    """The course, or the command, asks for something that is not there or cannot be read."""

    exit_code = 2


class GraderEnvironmentError(GraderError):
    """The place we run in cannot grade: no course, no nbgrader, a folder we may not write."""

    exit_code = 3

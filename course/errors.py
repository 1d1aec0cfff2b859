"""What stops a command: each error says where, what and what to do, and knows its exit code."""

from pathlib import Path

EXIT_FAILED, EXIT_USAGE, EXIT_ENVIRONMENT = 1, 2, 3


class CourseError(Exception):
    """Base of the errors that a command prints as plain lines, without a traceback."""

    exit_code = EXIT_FAILED


class AuthorError(CourseError):
    """The text of an assignment is wrong; the build stops before anything is written."""

    def __init__(self, path: Path, line: int, what: str, remedy: str) -> None:
        super().__init__(f"{path}, line {line}: {what} {remedy}")


class AuthorErrors(CourseError):
    """All author errors of one build, a line each."""

    def __init__(self, errors: list[AuthorError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


class UsageError(CourseError):
    """The words of the command are off: an unknown assignment, an option that does not exist."""

    exit_code = EXIT_USAGE


class EnvironmentProblem(CourseError):
    """The machine is in the way: not a course folder, a read-only folder, a missing program."""

    exit_code = EXIT_ENVIRONMENT

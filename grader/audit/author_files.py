"""Reads the text files that authors keep beside an assignment."""

from pathlib import Path

from grader.errors import AuthorError


def shown(path: Path, root: Path) -> str:
    """The path as messages name it: as seen from `root`, if it is inside."""
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def read_text(path: Path, root: Path) -> str:
    """The text of a file. Raises AuthorError if it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 text ({error})"
        raise AuthorError(shown(path, root), reason, "Save it as UTF-8.") from error

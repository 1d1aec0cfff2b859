"""Typed access to what nbgrader_config.py sets, under the names of today."""

from pathlib import Path
from typing import Any

from traitlets.config.loader import Config, LazyConfigValue

from grader.errors import AuthorError

MOST = 1 << 62  # what the system can count
MOST_SECONDS = 1e6
OLD_NAMES = (
    *("course_id", "student_id", "assignment_id", "notebook_id", "directory_structure"),
    *("source_directory", "release_directory", "submitted_directory", "autograded_directory"),
    *("db_url", "ignore"),
)


class Settings:
    """What a course has set; a wrong value is the author's error."""

    def __init__(self, config: Config, file: Path) -> None:
        self.config = _with_todays_names(config)
        self.file = file

    def names(self, section: str) -> list[str]:
        """The options of a section that have been set."""
        return sorted(self.config.get(section, {}))

    def of_type(self, section: str, name: str, default: Any, kind: Any, says: str) -> Any:
        """The value, of this kind; `default` may be one that it extends."""
        value = self.config.get(section, {}).get(name, default)
        if isinstance(value, LazyConfigValue):  # c.Section.name.append(…)
            value = value.get_value(default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(section, name, value, says)
        return value

    def wrong(self, section: str, name: str, value: object, says: str) -> AuthorError:
        """What is wrong with a value: what it should be."""
        return AuthorError(
            str(self.file), f"c.{section}.{name} = {value!r} is not {says}", "Correct it."
        )

    def text(self, section: str, name: str, default: str) -> str:
        """A text."""
        return str(self.of_type(section, name, default, str, "a text"))

    def flag(self, section: str, name: str, default: bool) -> bool:
        """True or False."""
        return bool(self.of_type(section, name, default, bool, "True or False"))

    def texts(self, section: str, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """A list of texts."""
        value = self.of_type(section, name, list(default), list | tuple, "a list of texts")
        if not all(isinstance(each, str) for each in value):
            raise self.wrong(section, name, value, "a list of texts")
        return tuple(value)

    def one_of(self, section: str, name: str, default: str, known: tuple[str, ...]) -> Any:
        """One of these texts."""
        value = self.text(section, name, default)
        if value not in known:
            raise self.wrong(section, name, value, f"one of {', '.join(map(repr, known))}")
        return value

    def positive(self, section: str, name: str, default: float, *, whole: bool) -> Any:
        """A number above 0 that the system can count."""
        kind, says = (int, "a whole number") if whole else (int | float, "a number")
        value = self.of_type(section, name, default, kind, f"{says} above 0")
        most = MOST if whole else MOST_SECONDS
        if not 0 < value < most:  # False for NaN
            raise self.wrong(section, name, value, f"{says} above 0 and below {most:g}")
        return value


def _with_todays_names(config: Config) -> Config:
    """Settings under the names of an older nbgrader, which still reads them."""
    moved = [("NbGrader", name, name) for name in OLD_NAMES]
    moved += [("NbGrader", "course_directory", "root"), ("Exchange", "course_id", "course_id")]
    for section, old, new in moved:
        if old in config.get(section, {}):
            config.CourseDirectory[new] = config[section][old]
    return config

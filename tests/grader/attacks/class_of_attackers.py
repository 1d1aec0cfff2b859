"""A class on disk: every attack is a student, honest students sit between them."""

import functools
import os
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from . import bystander
from .bystander import Bystander
from .prelude import PRELUDE
from .records import Attack
from .secrets_planted import draw_secrets
from .victim import (
    GRADE_CELLS,
    RIGHT,
    WRONG,
    instructors_notebook,
    students_notebook,
    submission_folder,
    write_course,
    write_notebook,
)

WRONG_STUDENT = "wrong-answers"
FIRST_STUDENT = "a-control"
EARLIER_STUDENT = "earlier"  # has a grade, and a secret for a name, in the gradebook


@dataclass(frozen=True)
class Class:
    """The course, who is in it, and what is hidden around it."""

    course: Path
    home: Path
    attacks: Sequence[Attack]
    controls: tuple[str, ...]
    secrets: Mapping[str, str]
    bystander: Bystander


def gather(folder: Path, attacks: Sequence[Attack]) -> Class:
    """Make the course, plant the secrets, and let everybody submit."""
    secrets = draw_secrets()
    course, home = folder / "course", folder / "home"
    _write_course(course, secrets)
    (home / ".config").mkdir(parents=True)
    (home / ".config/token").write_text(secrets["home"])
    (folder / "open_file").write_text(secrets["descriptor"])
    _write_gradebook(course / "gradebook.db", secrets["gradebook"])
    service = bystander.start(folder, secrets)
    group = Class(course, home, attacks, _control_names(attacks), secrets, service)
    _submit_all(group)
    return group


def _write_course(course: Path, secrets: Mapping[str, str]) -> None:
    reference = (Path(__file__).parent / "secret_reference.py").read_text()
    notebook = instructors_notebook(secrets["tests"], secrets["solution"])
    write_course(course, notebook, f'{reference}\n\nSECRET = "{secrets["reference"]}"\n')


def _control_names(attacks: Sequence[Attack]) -> tuple[str, ...]:
    """An honest student for each class of attacks, next to it in the list of students."""
    last = {attack.kind: attack.students[-1] for attack in sorted(attacks, key=lambda a: a.name)}
    return (FIRST_STUDENT, *sorted(f"{name}-control" for name in last.values()))


def _submit_all(group: Class) -> None:
    remembered = {"rms": f"{RIGHT['rms']}\n# {group.secrets['neighbour']}"}
    for student in group.controls:
        folder = submission_folder(group.course, student)
        write_notebook(students_notebook(RIGHT | remembered), folder)
    folder = submission_folder(group.course, WRONG_STUDENT)
    write_notebook(students_notebook(WRONG), folder)
    for attack in group.attacks:
        for student in attack.students:
            _submit(group, attack, student)


def _submit(group: Class, attack: Attack, student: str) -> None:
    folder = submission_folder(group.course, student)
    answers = dict(WRONG)
    if attack.text:
        text = _informed(attack.text, group, student)
        answers[attack.at] += f"\n\n\n{PRELUDE}\n{text.strip()}\n"
    if attack.reshape:
        attack.reshape(folder, students_notebook(answers))
    else:
        write_notebook(students_notebook(answers), folder)


def _informed(text: str, group: Class, student: str) -> str:
    """An attacker knows everything about the place but the secrets."""
    known = {
        "ME": student,
        "COURSE": str(group.course),
        "HOME": str(group.home),
        "TCP": str(group.bystander.tcp_port),
        "UNIX": str(group.bystander.unix_path),
        "ABSTRACT": bystander.ABSTRACT,
        "POINTS": repr(GRADE_CELLS),
    }
    for name, value in known.items():
        text = text.replace(f"@{name}@", value)
    return text


def _write_gradebook(path: Path, secret: str) -> None:
    path.write_bytes(_earlier_gradebook())
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("update student set last_name = ?", (secret,))


@functools.cache
def _earlier_gradebook() -> bytes:
    """A gradebook of nbgrader's in which one student has 3 of 5 points for another assignment."""
    from nbgrader.api import Gradebook  # takes two seconds

    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, PATH=f"{Path(sys.executable).parent}:{os.defpath}"),  # alembic
        warnings.catch_warnings(action="ignore"),  # SQLAlchemy about nbgrader's sessions
    ):
        path = Path(folder) / "gradebook.db"
        with Gradebook(f"sqlite:///{path}") as gradebook:
            gradebook.add_assignment("ps0")
            gradebook.add_notebook("first", "ps0")
            gradebook.add_grade_cell("one", "first", "ps0", max_score=5, cell_type="code")
            gradebook.add_student(EARLIER_STUDENT, last_name="")
            gradebook.add_submission("ps0", EARLIER_STUDENT)
            grade = gradebook.find_grade("one", "first", "ps0", EARLIER_STUDENT)
            grade.manual_score = 3
            gradebook.db.commit()
        return path.read_bytes()

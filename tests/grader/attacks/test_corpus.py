"""The corpus is complete, and its attacks are Python."""

import ast
import json

from .class_of_attackers import FIRST_STUDENT, WRONG_STUDENT
from .corpus import ATTACKS, CELL_ATTACKS, KINDS, RECORD
from .folders import FOLDERS
from .prelude import PRELUDE, loot_in
from .victim import EXERCISES, GRADE_CELLS, RIGHT, WRONG, students_notebook


def test_every_class_of_attacks_is_tried():
    assert {attack.kind for attack in ATTACKS} == set(KINDS)
    assert len(KINDS) == len(set(KINDS))


def test_there_are_many_cells_and_folders():
    assert len(CELL_ATTACKS) >= 60
    assert len(FOLDERS) >= 18


def test_no_two_students_have_the_same_name():
    names = [student for attack in ATTACKS for student in attack.students]
    assert len(names) == len({*names, FIRST_STUDENT, WRONG_STUDENT}) - 2


def test_every_attack_is_python_and_follows_an_answer():
    for attack in ATTACKS:
        ast.parse(PRELUDE + attack.text.replace("@POINTS@", "{}"), filename=attack.name)
        assert attack.at in {exercise.name for exercise in EXERCISES}, attack.name


def test_what_each_attack_gets_in_one_process_is_on_record():
    record = json.loads(RECORD.read_text())
    assert list(record) == sorted(attack.name for attack in ATTACKS if not attack.unseen)
    assert sum("points of" in got for got in record.values()) >= 60


def test_an_attack_changes_a_cell_or_the_folder():
    assert not [attack.name for attack in ATTACKS if not attack.text and not attack.reshape]


def test_no_text_of_an_attack_looks_like_a_find():
    for attack in ATTACKS:
        assert not loot_in((PRELUDE + attack.text).encode()), attack.name


def test_a_find_is_read_back():
    assert loot_in(b"x LOOT:" + b"two words".hex().encode() + b". LOOT:zz.") == ["two words"]


def test_what_students_get_holds_no_hidden_test():
    text = str(students_notebook(WRONG))
    assert "HIDDEN" not in text
    assert "secret_reference" not in text
    assert not any(right in text for right in RIGHT.values())


def test_every_grade_cell_hides_a_part():
    assert len(GRADE_CELLS) == 22
    assert all(test.hidden for exercise in EXERCISES for test in exercise.tests)

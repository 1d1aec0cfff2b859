import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import AuthorError
from grader.config import CourseConfig, load
from grader.gradebook.late import no_penalty, whole_score
from grader.limits import Limits
from grader.markers import Markers, Region

Configured = Callable[..., CourseConfig]


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for configurations of Jupyter; empty."""
    folder = tmp_path / "etc"
    folder.mkdir()
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "course").mkdir()
    return tmp_path / "course"


@pytest.fixture
def configured(root: Path) -> Configured:
    def configured(*lines: str) -> CourseConfig:
        (root / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *lines]))
        return load(root)

    return configured


def test_without_a_file_nbgraders_defaults_hold(root: Path):
    config = load(root)
    assert config.course.root == root
    assert config.course.folder("source", assignment="ex1") == root / "source" / "." / "ex1"
    assert config.db_url == f"sqlite:///{root}/gradebook.db"
    assert config.late_penalty is no_penalty
    assert config.limits == Limits()
    assert (config.isolation, config.mode) == ("full", None)
    assert config.answers_directory == root / "answers"
    assert config.create_student


def test_a_course_says_where_things_are(configured: Configured, root: Path):
    config = configured(
        'c.CourseDirectory.course_id = "maths "',
        'c.CourseDirectory.directory_structure = "{assignment_id}/{nbgrader_step}/{student_id}"',
        'c.CourseDirectory.source_directory = "masters"',
        'c.CourseDirectory.student_id_exclude = "ada,bob"',
        'c.CourseDirectory.db_url = "postgresql://host/grades"',
    )
    assert config.course_id == "maths"
    folder = config.course.folder(config.course.source_directory, assignment="ex1")
    assert folder == root / "ex1/masters"
    assert config.course.excluded_students == {"ada", "bob"}
    assert config.db_url == "postgresql://host/grades"


@pytest.mark.parametrize("url", ["sqlite:///grades.db", "sqlite+pysqlite:///grades.db"])
def test_a_database_file_is_looked_for_in_the_course(configured: Configured, root: Path, url: str):
    assert configured(f'c.CourseDirectory.db_url = "{url}"').db_url.endswith(
        f":///{root}/grades.db"
    )


def test_a_database_file_with_options_is_looked_for_there_too(configured: Configured, root: Path):
    url = "sqlite:///file:grades.db?uri=true"
    expected = f"sqlite:///file:{root}/grades.db?uri=true"
    assert configured(f'c.CourseDirectory.db_url = "{url}"').db_url == expected


def test_what_is_set_and_changes_nothing_is_named(configured: Configured):
    assert configured("c.Autograde.create_student = True").notes == ()
    lines = ("c.CourseDirectory.student_id = 'ada'", "c.Autograde.permissions = 0o600")
    assert configured("\n".join(lines)).notes == (
        "not heard by grader: c.CourseDirectory.student_id, c.Autograde.permissions",
    )


def test_an_absolute_database_file_stays_where_it_is(configured: Configured):
    url = "sqlite:////srv/grades.db"
    assert configured(f'c.CourseDirectory.db_url = "{url}"').db_url == url


def test_what_stands_in_place_of_solutions_is_read(configured: Configured):
    config = configured(
        'c.ClearSolutions.begin_solution_delimeter = "SOLUTION"',
        'c.ClearSolutions.code_stub = "pass"',
        'c.ClearSolutions.text_stub = "Here."',
        'c.ClearHiddenTests.end_test_delimeter = "SHOWN"',
    )
    assert config.markers == Markers(
        solution=Region("SOLUTION", "END SOLUTION"),
        hidden_tests=Region("BEGIN HIDDEN TESTS", "SHOWN"),
        text_stub="Here.",
        code_stub={"python": "pass"},
    )


def test_a_list_can_be_appended_to(configured: Configured):
    assert configured('c.CourseDirectory.ignore.append("*.mp4")').ignore == (
        ".ipynb_checkpoints",
        "*.pyc",
        "__pycache__",
        "feedback",
        "*.mp4",
    )


def test_every_limit_has_an_option_of_its_name(configured: Configured):
    wanted = Limits(*(value + 1 for value in vars(Limits()).values()))
    lines = [f"c.Grader.{name} = {value}" for name, value in vars(wanted).items()]
    assert configured(*lines).limits == wanted


def test_nbgraders_timeout_is_the_limit_of_a_cell_and_the_others_leave_room_for_it(
    configured: Configured,
):
    limits = configured("c.Execute.timeout = 600").limits
    assert (limits.cell_wall_s, limits.submission_wall_s, limits.cpu_s) == (600.0, 600.0, 600)
    limits = configured("c.ExecutePreprocessor.timeout = 5").limits
    assert (limits.cell_wall_s, limits.submission_wall_s, limits.cpu_s) == (5.0, 300.0, 120)


def test_our_own_limits_count_before_nbgraders_timeout(configured: Configured):
    limits = configured(
        "c.Execute.timeout = 600", "c.Grader.cell_wall_s = 2.5", "c.Grader.cpu_s = 1"
    ).limits
    assert (limits.cell_wall_s, limits.cpu_s) == (2.5, 1)


@pytest.mark.parametrize("timeout", ["None", "-1"])
def test_no_timeout_for_nbgrader_leaves_ours(configured: Configured, timeout: str):
    assert configured(f"c.Execute.timeout = {timeout}").limits == Limits()


def test_the_grader_has_options_of_its_own(configured: Configured, root: Path):
    config = configured(
        'c.Grader.isolation = "limits"',
        'c.Grader.mode = "shared"',
        'c.Grader.answers_directory = "course/assignments"',
    )
    assert (config.isolation, config.mode) == ("limits", "shared")
    assert config.answers_directory == root / "course/assignments"


def test_a_late_penalty_is_that_of_the_courses_plugin(configured: Configured, root: Path):
    (root / "late_rules.py").write_text(
        "from traitlets.config import Configurable\n"
        "class HalfAnHour(Configurable):\n"
        "    def late_submission_penalty(self, student, score, seconds):\n"
        "        return score / 2 if seconds > 1800 else None\n"
    )
    config = configured('c.AssignLatePenalties.plugin_class = "late_rules.HalfAnHour"')
    assert config.late_penalty("ada", 6.0, 1900.0) == 3.0
    assert config.late_penalty("ada", 6.0, 60.0) is None


def test_a_late_plugin_that_is_none_is_named(configured: Configured):
    with pytest.raises(AuthorError, match=r"plugin_class = 'no\.Such' is not a plugin"):
        configured('c.AssignLatePenalties.plugin_class = "no.Such"')


def test_nbgraders_own_late_plugin_has_its_method_by_name(configured: Configured):
    config = configured(
        'c.AssignLatePenalties.plugin_class = "nbgrader.plugins.LateSubmissionPlugin"',
        'c.LateSubmissionPlugin.penalty_method = "zero"',
    )
    assert config.late_penalty is whole_score


def test_names_of_an_older_nbgrader_are_understood(configured: Configured):
    config = configured(
        'c.Exchange.course_id = "old"',
        'c.NbGrader.submitted_directory = "inbox"',
    )
    assert config.course_id == "old"
    assert config.course.submitted_directory == "inbox"


def test_a_file_may_load_another_and_import_from_the_course(configured: Configured, root: Path):
    (root / "more.py").write_text('c.CourseDirectory.course_id = "more"\n')
    (root / "ours_to_import.py").write_text("ID = '-and-more'\n")
    config = configured(
        'load_subconfig("more.py")',
        "import ours_to_import",
        "c.CourseDirectory.course_id += ours_to_import.ID",
    )
    assert config.course_id == "more-and-more"


def test_the_machines_file_counts_less_than_the_courses(configured: Configured, machine: Path):
    (machine / "nbgrader_config.py").write_text(
        'c.CourseDirectory.course_id = "machine"\nc.CourseDirectory.db_url = "mysql://host/db"\n'
    )
    (machine / "nbgrader_config.json").write_text(json.dumps({"Grader": {"processes": 9}}))
    config = configured('c.CourseDirectory.course_id = "course"')
    assert (config.course_id, config.db_url) == ("course", "mysql://host/db")
    assert config.limits.processes == 9


def test_a_root_elsewhere_has_a_file_of_its_own(configured: Configured, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "nbgrader_config.py").write_text('c.CourseDirectory.course_id = "there"\n')
    config = configured('c.CourseDirectory.root = "../other"', 'c.CourseDirectory.course_id = "x"')
    assert (config.course.root, config.course_id) == (other, "there")
    assert config.db_url == f"sqlite:///{other}/gradebook.db"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1 / 0", r"cannot be used \(line 2: division by zero\)"),
        ("raise SystemExit", r"cannot be used \(line 2: SystemExit\)"),
        ("def", "cannot be used .*line 2"),
        ("c.CourseDirectory.root = 3", "c.CourseDirectory.root = 3 is not a text"),
        ("c.Grader.cpu_s = 1.5", "c.Grader.cpu_s = 1.5 is not a whole number above 0"),
        ("c.Grader.cpu_s = True", "c.Grader.cpu_s = True is not a whole number above 0"),
        ("c.Grader.cell_wall_s = 0", "is not a number above 0"),
        ("c.Grader.cell_wall_s = float('nan')", "is not a number above 0"),
        ("c.Grader.cell_wall_s = float('inf')", "is not a number above 0"),
        ("c.Grader.cell_wall_s = 1e10", "is not a number above 0 and below 1e\\+06"),
        ("c.Grader.memory_bytes = 1 << 70", "is not a whole number above 0"),
        (
            "c.CourseDirectory.root = 'nowhere'",
            "root = 'nowhere' is not a folder",
        ),
        ("c.CourseDirectory.db_url = 'sqlite://'", "is not a database that lasts"),
        ("c.CourseDirectory.db_url = 'sqlite:///:memory:'", "is not a database that lasts"),
        ("c.Grader.cell_limit_s = 3", "no option cell_limit_s. Did you mean cell_wall_s"),
        ("c.Grader.isolation = 'some'", "is not one of 'full', 'landlock', 'limits', 'none'"),
        ("c.Autograde.create_student = 'yes'", "is not True or False"),
        ("c.CourseDirectory.ignore = 'x'", "is not a list of texts"),
        ("c.CourseDirectory.ignore = [1]", "is not a list of texts"),
        ("c.CourseDirectory.directory_structure = '{step}'", "is not a path of {nbgrader_step}"),
        (
            "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}'",
            "is not a path of {nbgrader_step}, {student_id} and {assignment_id}",
        ),
        ("c.Autograde.exclude_overwriting = {'ex1': 'a'}", "is not a dictionary of lists"),
        ("c.Execute.timeout = 'long'", "is not a whole number or None"),
        ("c.AssignLatePenalties.plugin_class = 3", "is not a class"),
    ],
)
def test_a_wrong_file_is_the_authors_to_correct(configured: Configured, line: str, reason: str):
    with pytest.raises(AuthorError, match=rf"nbgrader_config\.py: .*{reason}"):
        configured(line)


def test_loading_leaves_the_place_and_the_search_path_as_they_were(
    configured: Configured, root: Path
):
    before = Path.cwd(), list(sys.path)
    configured("import os", "HERE = os.getcwd()", f"assert HERE == {str(root)!r}, HERE")
    assert (Path.cwd(), sys.path) == before


def test_nbgrader_is_not_imported(root: Path):
    code = (
        "import sys; from pathlib import Path; from grader.config import load; "
        "load(Path.cwd()); sys.exit('nbgrader' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=root, env=os.environ).returncode == 0

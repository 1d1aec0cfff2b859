"""A student's process that ends, or tells anything: its answers are a fake's."""

from types import SimpleNamespace
from typing import Any

from grader.execution.job import Job, Step
from grader.execution.judge import Judge
from grader.execution.restarting import MAX_DEATHS, MAX_NAME_BYTES, Student
from grader.execution.session import StudentEnded
from grader.limits import MAX_FILE_BYTES, MAX_FILES


class FakeProcess:
    """Answers each request with what is given for its word; raises it if it is an exception."""

    def __init__(self, **answers: Any) -> None:
        self.session = SimpleNamespace(
            within=lambda seconds: None, hello=lambda: None, request=self.request, printed=[]
        )
        self.answers = answers

    def request(self, word: str, *_: object) -> Any:
        answer = self.answers[word]
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None: ...

    def last_words(self) -> str:
        return "exit:3"


def files(told: Any) -> dict[str, bytes]:
    student = Student(Job("job", (), collect_files=True), lambda job: FakeProcess(files=told))
    student.session()
    return student.files()


NO_FILES = {
    "": b"",
    "in/a": b"",
    "/etc/a": b"",
    "..": b"",
    ".hidden": b"",
    "a\nb": b"",
    "a\0": b"",
    "\ud800": b"",
    "a" * (MAX_NAME_BYTES + 1): b"",
    "字" * (MAX_NAME_BYTES // 2): b"",
    b"a": b"",
    7: b"",
    None: b"",
    "text": "a",
    "none": None,
    "array": bytearray(b"a"),
    "large": bytes(MAX_FILE_BYTES + 1),
}


def test_only_plain_files_are_kept():
    kept = {"a.txt": b"a", "größe 1.csv": bytes(MAX_FILE_BYTES)}
    assert files(NO_FILES | kept) == kept


def test_no_more_files_are_kept_than_a_few():
    assert len(files({f"{n}.txt": b"" for n in range(MAX_FILES + 9)})) == MAX_FILES


def test_cells_are_not_run_after_too_many_have_ended_the_process():
    steps = tuple(Step(str(n), student="exit(3)") for n in range(MAX_DEATHS + 1))
    spawned = []

    def spawn(job: Job) -> FakeProcess:
        spawned.append(FakeProcess(cell=StudentEnded("died")))
        return spawned[-1]

    *ended, last = Judge(Job("job", steps), spawn).run().steps
    assert len(spawned) == MAX_DEATHS
    assert all("ended Python itself (exit code 3)" in each.message for each in ended)
    assert "not run: earlier cells have ended Python too often." in last.message

"""Real processes: a student's and a judge's, forked from warm ones, in the sandbox of a level."""

import os
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from grader.errors import GraderEnvironmentError
from grader.execution.job import Job, Outcome, Step, StepOutcome
from grader.execution.job_wire import OUTCOME, STEP, STEP_BYTES, pack_outcome
from grader.execution.pool import Environment, LocalPool, _Running
from grader.limits import MIB, Limits
from grader.sandbox import LEVELS, strongest
from grader.sandbox.processes import descendants

AVAILABLE = LEVELS[LEVELS.index(strongest()) :]
ENVIRONMENT = Environment(("numpy", "matplotlib.pyplot"), ("numpy", "matplotlib.pyplot"))
SETUP = Step("setup", student="import numpy as np", judge="import numpy as np")
TEST = Step("test", judge="assert f(1) == 2", graded=True, fetch=("f",), visible="assert f(1) == 2")
OTHER = Step("other", student="def g():\n    return 1")
OTHER_TEST = Step("other_test", judge="assert g() == 1", graded=True, fetch=("g",))
FIGURE = """
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([f(x) for x in range(3)])
print("drawn")
plt.show()
"""


@pytest.fixture(scope="module", params=[AVAILABLE[0], "none"])
def pool(request):
    with LocalPool({"light": ENVIRONMENT}, request.param, 2, Path.cwd()) as pool:
        yield pool


def graded(pool, student: str, *more: Step, **settings) -> dict:
    steps = (SETUP, Step("answer", student=student), TEST, *more)
    (outcome,) = pool.run([Job("job", steps, **settings)])
    assert outcome.problem == ""
    return {step.name: step for step in outcome.steps}


def test_a_right_answer_passes_and_its_figure_is_kept(pool):
    done = graded(pool, "def f(x):\n    return x + 1", Step("figure", student=FIGURE))
    assert done["test"].ended == "ok"
    shown = {output["output_type"]: output for output in done["figure"].outputs}
    assert shown["stream"]["text"] == "drawn\n"
    assert shown["display_data"]["data"]["image/png"].startswith("iVBOR")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("os._exit(3)", "Your code ended Python itself (exit code 3)"),
        ("import ctypes; ctypes.string_at(0)", "Your code crashed Python itself"),
        ("while True: pass", "Your code took longer than 1 s and was stopped"),
    ],
)
def test_a_process_that_ends_fails_its_cell_and_the_next_ones_are_graded(pool, body, message):
    if pool.level == "none" and "exit" not in body and "True" not in body:
        pytest.skip("without a supervisor nobody reports the signal")
    student = f"import os\ndef f(x):\n    {body}"
    done = graded(pool, student, OTHER, OTHER_TEST, limits=Limits(cell_wall_s=1.0))
    assert done["test"].ended == "stopped"
    assert done["test"].message.startswith(message)
    assert done["other_test"].ended == "ok"


def test_stdout_says_its_encoding_as_in_a_notebook(pool):
    asks = Step("asks", student="import sys\nprint(sys.stdout.encoding, sys.stderr.encoding)")
    assert graded(pool, "", asks)["asks"].outputs[0]["text"] == "UTF-8 UTF-8\n"


LOOP = "def f(x):\n    return 2\nprint('tried')\nwhile True:\n    "


def test_a_cell_that_does_not_end_leaves_what_it_had_made(pool):
    tries = Step("tries", student=LOOP + "pass")
    done = graded(pool, "", tries, TEST, OTHER, OTHER_TEST, limits=Limits(cell_wall_s=0.6))
    assert done["tries"].ended == "stopped"
    assert done["tries"].message.startswith("This cell took longer than 0.6 s and was stopped")
    assert [output["output_type"] for output in done["tries"].outputs] == ["stream", "error"]
    assert [done[name].ended for name in ("test", "other_test")] == ["ok", "ok"]


def test_a_cell_that_does_not_hear_that_it_is_interrupted_is_ended(pool):
    deaf = "try:\n        import time; time.sleep(9)\n    except BaseException:\n        pass"
    tries = Step("tries", student=LOOP + deaf)
    done = graded(pool, "", tries, TEST, OTHER, OTHER_TEST, limits=Limits(cell_wall_s=0.6))
    assert done["tries"].message.startswith("This cell took longer than 0.6 s and was stopped")
    assert [done[name].ended for name in ("test", "other_test")] == ["error", "ok"]


def test_a_submission_that_eats_the_memory_is_stopped(pool):
    if pool.level == "none":
        pytest.skip("no limits without isolation")
    student = "def f(x):\n    return [bytearray(1 << 24) for _ in range(200)]"
    done = graded(pool, student, limits=Limits(memory_bytes=512 * MIB))
    assert done["test"].ended in ("error", "stopped")
    assert "emory" in done["test"].message


def test_jobs_do_not_see_each_other(pool):
    write = "open('left.txt', 'w').write('x')\ndef f(x):\n    return 2"
    read = "import os\ndef f(x):\n    return 2 if not os.path.exists('left.txt') else 0"
    outcomes = pool.run(
        [
            Job(str(n), (SETUP, Step("a", student=s), TEST))
            for n, s in enumerate([write, read, read])
        ]
    )
    assert [o.steps[-1].ended for o in outcomes] == ["ok"] * 3


def test_the_first_submission_and_those_after_the_warm_up_see_the_same():
    steps = (
        Step("names", student="sorted(globals())"),
        Step("figure", student="import matplotlib.pyplot as plt\n" + FIGURE.replace("f(x)", "x")),
        Step("count", student="len(In), get_ipython().execution_count"),
    )
    with LocalPool({"light": ENVIRONMENT}, "none", 1, Path.cwd()) as fresh:
        first, *later = fresh.run([Job(str(n), steps) for n in range(3)])
    assert [outcome.steps for outcome in later] == [first.steps] * 2


def test_files_beside_the_notebook_are_there(pool):
    student = "def f(x):\n    return int(open('data.txt').read())"
    assert graded(pool, student, files={"data.txt": b"2"})["test"].ended == "ok"


def test_what_the_cells_write_is_handed_back_if_asked_for(pool):
    steps = (Step("a", student="open('out.txt', 'w').write('seen')"),)
    (outcome,) = pool.run([Job("job", steps, files={"in.txt": b""}, collect_files=True)])
    assert dict(outcome.files) == {"out.txt": b"seen"}


def test_the_random_numbers_of_two_submissions_differ(pool):
    steps = (
        Step(
            "a",
            student="import numpy as np\nimport random\nprint(np.random.rand(), random.random())",
        ),
    )
    texts = {
        o.steps[0].outputs[0]["text"] for o in pool.run([Job(str(n), steps) for n in range(3)])
    }
    assert len(texts) == 3


def test_the_submission_as_a_whole_has_a_wall_limit(pool):
    loops = [Step(f"loop{n}", student="while True: pass") for n in range(3)]
    steps = (SETUP, *loops, Step("a", student="def f(x):\n    return 2"), TEST)
    limits = Limits(cell_wall_s=0.6, submission_wall_s=1.0)
    (outcome,) = pool.run([Job("job", steps, limits=limits)])
    second, last = outcome.steps[2], outcome.steps[-1]
    assert second.message == "This cell was stopped: the notebook took longer than 1 s."
    assert (last.ended, last.message) == ("not run", "not run: the notebook took longer than 1 s.")


KILLS_ITS_JUDGE = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"


def test_a_job_whose_steps_kill_their_judges_takes_twice_its_time_and_no_more(pool):
    slow = Step("slow", student="import time\ntime.sleep(2)")
    kills = [Step(f"kills{n}", judge=KILLS_ITS_JUDGE, graded=True) for n in range(3)]
    limits = Limits(cell_wall_s=3.0, submission_wall_s=3.0)
    (outcome,) = pool.run([Job("job", (slow, *kills, OTHER, OTHER_TEST), limits=limits)])
    ended = {step.name: step.ended for step in outcome.steps}
    assert (ended["kills0"], ended["kills1"]) == ("stopped", "stopped")
    assert ended["other_test"] == "not run"


@pytest.mark.parametrize("lost", [1, 10, None])
def test_an_outcome_that_was_cut_short_counts_as_none(tmp_path, lost):
    sent = pack_outcome(Outcome("job", (StepOutcome("test", "ok"),)))
    received = bytearray(STEP + bytes(STEP_BYTES - 1) + OUTCOME + (sent[:-lost] if lost else b""))
    with LocalPool({}, "none", 1, tmp_path) as pool, socket.socket() as answer:
        outcome = pool._outcome(_Running(Job("job", (TEST,)), answer, received, 0.0, ()))
    assert outcome.steps == ()
    assert outcome.problem == "the judge ended early in test, 1 times (without a word)"


@pytest.mark.parametrize(
    "test",
    [
        "assert sum(f(1)) == 2",  # a loop in C that hears no signal
        "assert list(f(1)) == [2]",  # more than any memory
    ],
)
def test_a_result_that_a_test_cannot_finish_with_fails_that_test_alone(pool, test):
    endless = Step("endless", judge=test, graded=True, fetch=("f",))
    student = "def f(x):\n    return range(10**15)"
    done = graded(pool, student, endless, OTHER, OTHER_TEST, limits=Limits(cell_wall_s=0.5))
    assert done["endless"].ended in ("stopped", "error")
    assert done["other_test"].ended == "ok"


def test_sets_have_the_same_order_on_both_sides(pool):
    words = "words = list({'ab', 'cd', 'ef', 'gh', 'ij', 'kl'})"
    step = Step("words", student=words, judge=words)
    test = Step("same", judge="assert f(1) == words", graded=True, fetch=("f",))
    (outcome,) = pool.run(
        [Job("job", (step, Step("a", student="def f(x):\n    return words"), test))]
    )
    assert outcome.steps[-1].ended == "ok"


def test_unittest_finds_the_tests_of_a_grade_cell(pool):
    text = """
import unittest
class Tests(unittest.TestCase):
    def test_one(self):
        self.assertEqual(f(1), 2)
done = unittest.main(argv=["x"], exit=False)
assert done.result.testsRun == 1 and done.result.wasSuccessful()
"""
    case = Step("case", judge=text, graded=True, fetch=("f",))
    assert graded(pool, "def f(x):\n    return 2", case)["case"].ended == "ok"
    assert graded(pool, "def f(x):\n    return 3", case)["case"].ended == "error"


def test_outputs_of_odd_types_harm_nobody(pool):
    student = """
get_ipython().display_pub.publish({"text/plain": {1, 2}, "application/x": object, 3: 4})
def f(x):
    return 2
"""
    assert graded(pool, student)["test"].ended == "ok"


@pytest.mark.parametrize("dead", [[0], [1], [0, 1]], ids=["student", "judge", "both"])
def test_a_warm_process_that_has_ended_takes_nobodys_points(dead):
    broken = Environment(student=("numpy",), judge=("numpy",))
    steps = (Step("answer", student="def f(x):\n    return 2"), TEST)
    with LocalPool({"light": broken}, "none", 1, Path.cwd()) as pool:
        for process in [pool._processes[n] for n in dead]:
            process.kill()
            process.wait()
        with pytest.raises(GraderEnvironmentError, match=r"warm process|cannot start"):
            list(pool.run([Job("job", steps)]))


def running_of(pids: set[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_process_with_many_open_files_can_grade(pool):
    descriptors = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]  # select() ends at 1024
    try:
        assert graded(pool, "def f(x):\n    return x + 1")["test"].ended == "ok"
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def test_what_the_last_line_gives_is_a_result_and_what_is_shown_is_not(pool):
    shown = "from IPython.display import display\ndisplay('first')\n0.5"
    cells = [Step("shown", student=shown), Step("silent", student="0.5;")]
    done = graded(pool, "def f(x):\n    return x + 1", *cells)
    kinds = [output["output_type"] for output in done["shown"].outputs]
    assert kinds == ["display_data", "execute_result"]
    assert done["shown"].outputs[1]["data"]["text/plain"] == "0.5"
    assert done["silent"].outputs == ()


def test_points_for_a_part_beside_the_students_code(pool):
    cells = ("x = 2", "0.5", "display(0.5)", "0.5;")
    steps = [Step(f"c{n}", student=text, graded=n > 0) for n, text in enumerate(cells)]
    (outcome,) = pool.run([Job("job", tuple(steps), mode="shared")])
    assert [step.partial for step in outcome.steps] == [None, 0.5, None, None]


def test_a_command_runs_without_a_terminal(pool):
    done = graded(pool, "!echo so\ndef f(x):\n    return x + 1")
    assert done["test"].ended == "ok"
    assert done["answer"].outputs[0]["text"] == "so\n"


def test_a_notebook_that_shows_very_much_is_cut_and_graded(pool):
    loud = [Step(f"loud{n}", student="print('y' * 100)") for n in range(60)]
    limits = Limits(output_bytes=100)
    steps = (SETUP, *loud, Step("answer", student="def f(x):\n    return x + 1"), TEST)
    (outcome,) = pool.run([Job("job", steps, limits=limits)])
    done = {step.name: step for step in outcome.steps}
    assert done["test"].ended == "ok"
    assert "more than is kept" in done["loud59"].outputs[0]["text"]
    assert sum(len(o["text"]) for step in outcome.steps for o in step.outputs) < 6000


def test_nothing_is_left_running():
    spin = Job("job", (Step("answer", student="while True: pass"),))
    before = set(descendants(os.getpid()))
    with LocalPool({"light": ENVIRONMENT}, AVAILABLE[0], 2, Path.cwd()) as pool:
        running = pool.run([Job("first", (SETUP,)), spin])
        assert next(running).key == "first"
        started = set(descendants(os.getpid())) - before
        running.close()
    assert len(started) > 3
    deadline = time.monotonic() + 30
    while (left := running_of(started)) and time.monotonic() < deadline:
        time.sleep(0.05)  # they are no children of ours: nothing to wait for but /proc
    assert left == []


def test_large_files_beside_the_notebook_are_there(pool):
    student = "def f(x):\n    return len(open('data.bin', 'rb').read()) >> 20"
    test = replace(TEST, judge="assert f(1) == 12")
    steps = (Step("answer", student=student), test)
    (outcome,) = pool.run([Job("job", steps, files={"data.bin": bytes(12 << 20)})])
    assert (outcome.problem, outcome.steps[1].ended) == ("", "ok")


def test_files_that_cannot_be_laid_out_take_nobodys_points(pool):
    files = {"data": b"", "data/a.csv": b""}
    (outcome,) = pool.run([Job("job", (SETUP, TEST), files=files)])
    assert "files beside the notebook cannot be laid out" in outcome.problem
    assert outcome.steps == ()


def test_what_a_test_writes_is_gone_with_the_next_submission(pool, tmp_path):
    (tmp_path / "given.txt").write_text("1")
    text = (
        "from pathlib import Path\nassert sorted(p.name for p in Path().iterdir()) == ['given.txt']"
    )
    step = Step("test", judge=f"{text}\nPath('left.txt').touch()", graded=True)
    jobs = [Job(str(n), (step,), judge_folder=str(tmp_path)) for n in range(2)]
    assert [o.steps[0].ended for o in pool.run(jobs)] == ["ok", "ok"]
    assert [path.name for path in tmp_path.iterdir()] == ["given.txt"]


def test_a_grade_cell_without_a_test_has_no_points(pool):
    (outcome,) = pool.run([Job("job", (Step("test", graded=True),))])
    assert outcome.steps[0].ended == "not run"

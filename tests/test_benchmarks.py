"""The benchmarks run, compare the same work, and count all of it."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
CONTEST = ("stock", "ours (", "floor", "submissions/s, class of", "CPU s per", "p95", "peak memory")
SHOWN = {
    "imports": CONTEST,
    "exercises": CONTEST,
    "torch": ("torch: ",),
    "gradebook": ("export, with indexes", "export, without", "record(), new"),
    "single": ("from the shell prompt", "in a running pool"),
}


@pytest.fixture(autouse=True)
def _benchmarks_importable(monkeypatch):
    monkeypatch.syspath_prepend(str(FOLDER))


@pytest.mark.kernel
@pytest.mark.parametrize("part", SHOWN)
def test_a_part_prints_its_table_and_writes_its_figures(part, tmp_path):
    file = tmp_path / "figures.json"
    command = [sys.executable, FOLDER / "autograde.py", "--quick", "--json", file, part]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    for words in SHOWN[part]:
        assert words in ran.stdout
    assert max(map(len, ran.stdout.splitlines())) <= 80
    found = json.loads(file.read_text())[part]
    if "rounds" in found:
        assert "same scores: yes" in ran.stdout
        assert [run["who"] for run in found["rounds"][0].values()] == ["stock", "ours", "floor"]


def test_an_unknown_part_is_told_with_the_known_ones():
    command = [sys.executable, FOLDER / "autograde.py", "export"]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "no part export; there are imports, figures" in ran.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes a cgroup")
def test_a_process_that_outlives_its_parent_counts():
    from metering import CgroupMeter, measure, meter

    with meter() as counter:
        if not isinstance(counter, CgroupMeter):
            pytest.skip("this machine has no cgroup that root may write")
    spin = "import time; [None for _ in iter(lambda: time.process_time() < 0.5, False)]"
    found, _ = measure(
        ["sh", "-c", f"setsid {sys.executable} -c '{spin}' >/dev/null & exit 3"], Path("/")
    )
    assert found.exit_code == 3
    assert 0.5 < found.cpu[-1][1] < 2


def test_cpu_time_is_told_between_two_looks():
    from metering import Measurement

    found = Measurement(10.0, cpu=[(10.0, 0.0), (12.0, 4.0), (14.0, 4.0)])
    assert [found.cpu_s_at(t) for t in (9.0, 10.0, 11.0, 12.0, 13.0, 99.0)] == [0, 0, 2, 4, 4, 4]


def run(who="ours", **passed):
    from contenders import Run

    return Run(
        who,
        submissions=10,
        start_s=3.0,
        start_cpu_s=2.0,
        then_s=20.0,
        then_cpu_s=5.0,
        each_s=[1.0],
        peak_bytes=1,
        others=0.0,
        cpu_by="",
        passed={("ex", student): count for student, count in passed.items()},
    )


def test_a_class_shares_the_start():
    from results import Figures

    measured = Figures(run(), students=100)
    assert measured.rate == 0.5
    assert measured.class_rate == pytest.approx(100 / (3 + 200))
    assert measured.cpu_s == pytest.approx(0.02 + 0.5)


def test_a_score_that_differs_is_named():
    from results import same_scores

    contest = {"stock": run(ada=2), "ours": run(ada=2, bob=3), "floor": run(ada=2, bob=3)}
    assert same_scores(contest) == "same scores: yes, 1 of them compared with stock"
    contest["floor"] = run(ada=2, bob=1)
    assert same_scores(contest) == "same scores: NO, 1 differ: ex bob (floor 1, ours 3)"


def test_no_student_hands_in_the_text_of_another():
    from workloads import imports

    texts = [[cell.source for cell in one.notebook.cells] for one in imports(20).submissions]
    for cells in zip(*texts, strict=True):
        assert len(set(cells)) in (1, 20)


def test_submissions_hold_no_hidden_test():
    from workloads import exercises, imports

    for workload in (imports(2), exercises(12)):
        assert "HIDDEN" in json.dumps(workload.sources)
        assert "HIDDEN" not in json.dumps([one.notebook for one in workload.submissions])


def test_the_sample_for_stock_meets_every_exercise():
    from workloads import exercises

    workload = exercises(100)
    assert len({one.assignment for one in workload.sample(10)}) == 10
    assert len({(one.assignment, one.student) for one in workload.sample(100)}) == 100
    assert len(exercises(2).sample(10)) == 2


def test_the_time_of_a_record_is_measured(tmp_path, monkeypatch):
    import recording

    ticks = itertools.count()
    monkeypatch.setattr(recording.time, "perf_counter", lambda: 0.01 * next(ticks))
    figures = recording.measure(f"sqlite:///{tmp_path}/gradebook.db", students=1, cells=2)
    assert figures.students == 1
    assert [figures.first_ms, figures.again_ms] == pytest.approx([10, 10])

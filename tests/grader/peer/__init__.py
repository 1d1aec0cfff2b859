"""nbgrader's own tests of autograding, with our execution in the place of its own.

    .venv/bin/python -m tests.grader.peer [stock|ours] [-- PYTEST ARGUMENTS]

runs `test_nbgrader_autograde.py` as it lies in nbgrader's wheel, untouched, in a pytest of its
own. Read from the top:

    records     a side, a test, a run
    ours        nbgrader's configuration of our side
    witness     a plugin of that pytest: who ran the submissions of each test
    suite       run("ours") -> Run
    expected    what must come out; surprises(run) is what else did

One setting of ours is not the default, `keep_hidden_tests`: test_hidden_tests_single_notebook and
test_hidden_tests_autotest look for the hidden tests in autograded/, where nbgrader leaves them and
we do not, since its feedback pages would show them to students.
"""

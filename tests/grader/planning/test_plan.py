"""Whose a name is, and what the judge runs of a notebook."""

import pytest

from grader.planning.plan import Imports, plan
from grader.planning.unsplittable import unsplittable
from tests.grader.planning.texts import (
    failures,
    fetch_of,
    job_of,
    judge_of,
    notebook,
    planned,
    submission,
)

F = ("solution", "def f(x):\n    return 2 * x")
HOLDS = ("tests", "assert f(2) == 4")


# --- whose a name is ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("def f():\n    inner = 1", "f"),
        ("async def f(): ...", "f"),
        ("class A:\n    inner = 1", "A"),
        ("x = 1", "x"),
        ("a, (b, *c) = 1, (2, 3)", "a b c"),
        ("x: int = 1", "x"),
        ("x = y = 1", "x y"),
        ("print(n := 10)", "n"),
        ("[last := k for k in range(3)]", "last"),
        ("for i, j in []:\n    k = 1", "i j k"),
        ("while True:\n    w = 1", "w"),
        ("with open('f') as g:\n    data = 1", "g data"),
        ("try:\n    t = 1\nexcept Exception as e:\n    u = 1", "t u e"),
        ("if True:\n    y = 1\nelse:\n    z = 1", "y z"),
        ("match 3:\n    case [p, *q] | {'k': p, **q}:\n        pass", "p q"),
        ("x = 1\nx += 1", "x"),
        ("def f():\n    global g\n    g = 1", "f g"),
        ("%%time\nm = 1", "m"),
        ("%time m = 1", "m"),
        ("files = !ls", "files"),
    ],
)
def test_what_a_solution_binds_is_fetched_from_the_student(text, names):
    made = planned(("solution", text), ("tests", "print(" + ", ".join(names.split()) + ")"))
    assert fetch_of(made, "b") == tuple(sorted(names.split()))


def test_what_a_function_binds_inside_is_nobodys():
    made = planned(("solution", "def f():\n    inner = 1"), ("tests", "inner = 2\nassert inner"))
    assert fetch_of(made, "b") == ()


def test_a_manual_answer_in_code_belongs_to_the_student_too():
    made = planned(("answer", "model = 3"), ("tests", "assert model"))
    assert fetch_of(made, "b") == ("model",)


def test_a_builtin_that_a_solution_defines_is_fetched():
    made = planned(("solution", "def sum(xs): ..."), ("tests", "assert sum([1]) == max([1])"))
    assert fetch_of(made, "b") == ("sum",)


def test_modules_never_come_from_the_student_but_are_imported_by_the_judge():
    text = "import math\nfrom os import path as p\ndef f(): ..."
    made = planned(("solution", text), ("tests", "assert f() == math.pi + len(p.sep)"))
    assert judge_of(made, "a") == "import math\nfrom os import path as p"
    assert fetch_of(made, "b") == ("f",)


def test_an_import_inside_a_statement_of_a_solution_is_the_judges_alone():
    text = "try:\n    import math\n    root = math.sqrt\nexcept ImportError:\n    root = None"
    made = planned(("solution", text), ("tests", "assert root(4) == math.sqrt(4)"))
    assert judge_of(made, "a") == "import math"
    assert fetch_of(made, "b") == ("root",)
    assert failures(job_of(made)) == {}


def test_an_import_that_no_test_needs_is_not_repeated():
    made = planned(("solution", "import torch\ndef f(): ..."), ("tests", "assert callable(f)"))
    assert judge_of(made, "a") is None


def test_the_student_defines_what_the_instructor_did_not_and_owns_nothing_by_it():
    made = planned(("plain", "data = [1, 2]"), F, ("tests", "assert f(data)"))
    steps = job_of(made, submission(made.source, b="data = []\ndef f(x): ...")).steps
    assert steps[-1].fetch == ("f",)
    assert steps[0].judge == "data = [1, 2]"


def test_a_locked_cell_that_binds_a_students_name_anew_takes_it_over():
    made = planned(("solution", "x = None"), ("readonly", "x = 5"), ("tests", "assert x == 5"))
    assert fetch_of(made, "c") == ()
    assert judge_of(made, "b") == "x = 5"


def test_a_branch_that_may_not_run_takes_nothing_over():
    made = planned(
        ("solution", "x = 1"), ("readonly", "if False:\n    x = 5"), ("tests", "assert x == 1")
    )
    assert fetch_of(made, "c") == ("x",)
    assert failures(job_of(made)) == {}


def test_what_a_test_binds_is_its_own_from_then_on():
    made = planned(
        ("solution", "x = 1"),
        ("tests", "assert x\nx = 2\nassert x == 2"),
        ("tests", "assert x == 2"),
    )
    assert fetch_of(made, "b") == ("x",)
    assert fetch_of(made, "c") == ()


def test_a_name_that_a_test_binds_first_is_not_fetched():
    made = planned(("solution", "k = 1"), ("tests", "for k in range(3):\n    assert k < 3"))
    assert fetch_of(made, "b") == ()


def test_a_test_that_counts_on_with_a_students_name_fetches_it():
    made = planned(("solution", "total = 1"), ("tests", "total += 1\nassert total == 2"))
    assert fetch_of(made, "b") == ("total",)


def test_names_that_only_students_can_bind_are_theirs_though_the_source_has_no_solution():
    stub = ("solution", "# YOUR CODE HERE\nraise NotImplementedError()")
    made = planned(
        ("readonly", "def check(x):\n    return f(x)\nstart = print"),
        stub,
        ("readonly", "y = f(1)"),
        ("tests", "assert check(y) == 4 and len([y]) == 1 and __name__"),
    )
    assert fetch_of(made, "d") == ("f", "y")
    assert judge_of(made, "c") is None
    rebuilt = submission(made.source, b="def f(x):\n    return 2 * x")
    assert failures(job_of(made, rebuilt)) == {}
    assert "f" in made.classes


def test_a_function_may_use_one_that_is_defined_further_down():
    text = (
        "def check(x):\n    return later(x)\ndef later(x):\n    return f(x)\nassert check(2) == 4"
    )
    made = planned(F, ("tests", text))
    assert fetch_of(made, "b") == ("f",)


# --- what executes student code runs with the student alone ---------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "y = f(3)",
        "y = [f(x) for x in range(3)]",
        "with open('log') as log:\n    y = f(1)",
        "y = list(map(lambda x: f(x), [1]))",
        "import functools\ny = functools.reduce(f, [1])",
        "y = helper(3)",
        "y = list(map(helper, [1]))",
        "y = {'k': helper}['k'](2)",
        "with attempt():\n    y = f",
        "@f\ndef y(): ...",
        "class y(f): ...",
    ],
)
def test_a_statement_that_executes_student_code_runs_with_the_student_alone(text):
    before = "def helper(x):\n    return f(x)\ndef attempt(): ..."
    made = planned(("readonly", before), F, ("readonly", text), ("tests", "assert y"))
    assert "y" not in (judge_of(made, "c") or "").replace("functools", "")
    assert fetch_of(made, "d") == ("y",)


def test_a_function_that_will_call_the_student_is_the_judges_all_the_same():
    before = "def check(x):\n    assert helper(x) == 6\ndef helper(x):\n    return f(x) + 2"
    made = planned(("readonly", before), F, ("tests", "check(2)"))
    assert judge_of(made, "a") == before
    assert fetch_of(made, "c") == ("f",)
    assert failures(job_of(made)) == {}


def test_a_helper_is_followed_through_methods_lambdas_and_containers():
    before = """
        class Harness:
            def run(self):
                return f(1)
        double = lambda x: g(x)
        tools = {"double": double}
    """
    g = ("solution", "def g(x):\n    return x")
    made = planned(("readonly", before), F, g, ("tests", "Harness().run()\ntools['double'](2)"))
    assert fetch_of(made, "d") == ("f", "g")


def test_a_name_in_a_default_or_an_annotation_is_fetched_for_the_definition():
    net = ("solution", "class Net:\n    size = 1")
    helper = "def size(net: Net, like=Net) -> int:\n    return like.size"
    made = planned(net, ("readonly", helper), ("tests", "assert size(None) == 1"))
    assert fetch_of(made, "b") == ("Net",)
    assert judge_of(made, "b") == helper
    assert failures(job_of(made)) == {}


def test_what_is_made_of_a_students_value_is_the_students():
    made = planned(
        ("solution", "class Net: ..."),
        ("readonly", "net = Net()\nsize = 3\nnets = [net] * size"),
        ("tests", "assert len(nets) == size"),
    )
    assert judge_of(made, "b") == "size = 3"
    assert fetch_of(made, "c") == ("nets",)


def test_an_object_that_student_code_changes_is_the_students_from_then_on():
    for change in ("seen.append(f(1))", "seen[0] = f(1)", "for k in [1]:\n    seen.append(f(k))"):
        made = planned(
            F, ("readonly", "seen = [0]"), ("readonly", change), ("tests", "assert seen[-1] == 2")
        )
        assert fetch_of(made, "d") == ("seen",), change
        assert failures(job_of(made)) == {}


def test_a_model_that_a_solution_fits_is_the_students_and_a_table_it_shows_is_not():
    made = planned(
        ("readonly", "from lab import Model, Table\nmodel = Model()\ntable = Table()"),
        ("solution", "model.fit(table)\ntable.head()"),
        ("tests", "assert model.score(table)"),
    )
    assert fetch_of(made, "c") == ("model",)


def test_a_solution_does_not_own_a_module_by_calling_it():
    made = planned(
        ("readonly", "import random"), ("solution", "random.seed(1)"), ("tests", "random.random()")
    )
    assert fetch_of(made, "c") == ()


def test_a_block_that_binds_a_students_name_for_itself_does_not_read_the_students():
    made = planned(
        ("solution", "mu = 1"),
        ("readonly", "for mu in range(3):\n    sigma = mu"),
        ("tests", "assert sigma == 2"),
    )
    assert fetch_of(made, "c") == ()


# --- what the judge can do without ----------------------------------------------------------------


def test_figures_are_not_repeated_by_the_judge():
    made = planned(
        ("readonly", "import matplotlib.pyplot as plt\nimport math\nplt.style.use('ggplot')"),
        F,
        (
            "plain",
            """
            import numpy as np
            def curve(x):
                return x
            xs = np.linspace(0, 1)
            fig, axes = plt.subplots(1, 2)
            for ax in axes:
                ax.plot(xs, curve(xs))
            axes[0].set(title="f")
            plt.plot(f(xs))
            plt.show()
            """,
        ),
        ("tests", "assert f(1) == 2"),
    )
    assert judge_of(made, "cell 3") is None
    assert judge_of(made, "a") == "import math"


def test_a_figure_that_a_test_needs_is_drawn_by_the_judge_with_all_that_is_in_it():
    text = """
        import matplotlib.pyplot as plt
        xs, ys = [1, 2], [3, 4]
        fig, ax = plt.subplots()
        for x in xs:
            ax.axvline(x)
        ax.plot(xs)
        plt.show()
    """
    made = planned(("plain", text), ("tests", "assert len(ax.lines) == 3"))
    kept = judge_of(made, "cell 1") or ""
    assert "axvline" in kept
    assert "ax.plot(xs)" in kept
    assert "plt.show" not in kept


def test_drawing_data_does_not_change_them_but_a_helper_that_draws_may():
    text = """
        import matplotlib.pyplot as plt
        xs, ys = [1, 2], [3]
        fig, ax = plt.subplots()
        ax.hist(xs)
        plt.plot(ys, label="y")
        def emptied(xs):
            plt.plot(xs)
            xs.clear()
        emptied(ys)
    """
    kept = judge_of(planned(("plain", text), F, ("tests", "assert f(xs) == 3")), "cell 1")
    assert "ax" not in (kept or "ax")
    kept = judge_of(planned(("plain", text), F, ("tests", "assert f(ys) == 3")), "cell 1")
    assert "emptied(ys)" in (kept or "")


def test_a_helper_that_draws_is_not_called_by_the_judge():
    made = planned(
        ("readonly", "import seaborn as sns\ndef show(x):\n    sns.lineplot(x)\nshow([1])"),
        F,
        HOLDS,
    )
    assert "show([1])" not in (judge_of(made, "a") or "")


def test_plain_statements_run_in_the_judge_only_if_a_test_needs_what_they_bind():
    made = planned(
        ("plain", "base = 2\nscale = base * 3\nunused = 5\nprint(unused)"),
        F,
        ("tests", "assert f(scale) == 12"),
    )
    assert judge_of(made, "cell 1") == "base = 2\nscale = base * 3"


def test_what_changes_a_needed_value_is_needed():
    needed = "xs = []\nfor k in range(3):\n    xs.append(k)\nxs[0] = 7\nxs.sort()"
    made = planned(
        ("plain", f"{needed}\nys = [1]\nys.append(2)"), F, ("tests", "assert xs == [1, 2, 7]")
    )
    assert judge_of(made, "cell 1") == needed
    assert failures(job_of(made)) == {}


@pytest.mark.parametrize(
    "call",
    [
        "np.random.seed(3)",
        "np.set_printoptions(precision=3)",
        "warnings.filterwarnings('ignore')",
        "sys.path.insert(0, 'helpers')",
        "os.environ['KEY'] = '1'",
        "np.options.x = 3",
        "seed(3)",
        "set_up()",
        "setattr(np, 'x', 3)",
    ],
)
def test_a_plain_call_that_sets_the_state_of_a_module_runs_in_the_judge(call):
    head = (
        "import os, sys, warnings\nimport numpy as np\nfrom random import seed\ndef set_up(): ..."
    )
    made = planned(("plain", f"{head}\n{call}"), F, HOLDS)
    assert call in (judge_of(made, "cell 1") or "")


SEEDED = "import numpy as np, random, torch\nnp.random.seed(1)\n"


def test_after_a_seed_in_its_cell_the_judge_draws_as_often_as_the_student():
    text = f"{SEEDED}noise = np.random.normal(size=9)\nother = 5\nx = np.random.rand()"
    made = planned(("plain", text), F, ("tests", "assert f(x)"))
    assert judge_of(made, "cell 1") == text.replace("other = 5\n", "")
    assert fetch_of(made, "c") == ("f",)


def test_a_function_that_seeds_and_draws_counts_as_well():
    text = "import random\ndef roll():\n    random.seed(2)\n    return random.random()\nx = roll()"
    made = planned(("plain", text), F, ("tests", "assert f(x)"))
    assert judge_of(made, "cell 1") == text


@pytest.mark.parametrize(
    "draw",
    [
        "x = np.random.rand()",
        "x = random.choice([1, 2])",
        "x = torch.randn(3)",
        "x = torch.nn.Linear(2, 1)",
        "x = np.random.default_rng().normal()",
        "x = [1, 2]\nnp.random.shuffle(x)",
        "x = roll()",
        "x, y = train_test_split([1, 2])",
        "x = table.sample(3)",
        "x = norm.rvs(3)",
        "z = np.random.rand()\nx = z + 1",
    ],
)
def test_what_another_process_would_draw_otherwise_is_taken_from_the_student_and_told(draw):
    head = "from scipy.stats import norm\nfrom sklearn.model_selection import train_test_split\n"
    roll = "table = 1\ndef roll():\n    return random.random()"
    made = planned(("readonly", SEEDED + head + roll), F, ("readonly", draw), ("tests", "f(x)"))
    assert fetch_of(made, "d") == ("f", "x")
    assert "`x` is drawn at random" in " ".join(unsplittable(made))


@pytest.mark.parametrize(
    "draw",
    [
        "x = np.random.default_rng(3).normal()",
        "x, y = train_test_split([1, 2], random_state=0)",
        "x = norm.rvs(3, random_state=0)",
        "np.random.seed(3)\nx = np.random.rand()",
        "torch.manual_seed(3)\nx = torch.nn.Linear(2, 1)",
        "x = random.Random(4).random()",
    ],
)
def test_what_is_drawn_alike_everywhere_is_the_judges(draw):
    head = "from scipy.stats import norm\nfrom sklearn.model_selection import train_test_split\n"
    made = planned(("readonly", SEEDED + head), F, ("readonly", draw), ("tests", "f(x)"))
    assert fetch_of(made, "d") == ("f",)
    assert unsplittable(made) == []


def test_a_generator_of_its_own_is_drawn_from_only_where_it_matters():
    text = "import numpy as np\nrng = np.random.default_rng(1)\nnoise = np.random.default_rng(2)"
    made = planned(("plain", text), F, ("tests", "assert f(rng.normal())"))
    assert "noise" not in (judge_of(made, "cell 1") or "")


def test_locked_statements_are_kept_even_where_nothing_seems_to_need_them():
    text = "limit = 3\nassert limit\ndata = open('data.csv', 'w')"
    made = planned(("readonly", text), F, HOLDS)
    assert judge_of(made, "a") == text


def test_statements_stay_on_their_lines_so_that_errors_name_the_right_one():
    made = planned(("readonly", "a = 1\ny = f(1)\n\nb = 2; c = f(2); d = 4"), F, HOLDS)
    first = planned(F, ("readonly", "a = 1\ny = f(1)\n\nb = 2; c = f(2); d = 4"), HOLDS)
    assert made.judged[0].judge == "a = 1\ny = f(1)\n\nb = 2; c = f(2); d = 4"
    assert first.judged[1].judge == "a = 1\n\n\nb = 2; d = 4"


def test_decorators_and_letters_beyond_ascii_stay_with_their_statement():
    text = "Σ = 'µ'; y = f(1)\n@staticmethod\ndef σ():\n    return 'ε'"
    made = planned(F, ("readonly", text), ("tests", "assert σ() == 'ε' and Σ"))
    assert made.judged[1].judge == text.replace("; y = f(1)", "")


# --- IPython --------------------------------------------------------------------------------------


def test_the_judge_runs_a_cell_without_its_magics():
    text = (
        "%matplotlib inline\nimport math\n!ls -l\nfiles = !ls\nmath.pi?\n?math\nif True:\n    %cd x"
    )
    made = planned(("readonly", text), ("tests", "assert math and files"))
    assert judge_of(made, "a") == "pass\nimport math\npass\npass\npass\nif True:\n    pass"
    assert fetch_of(made, "b") == ("files",)


def test_the_student_runs_magics_as_they_are_written():
    made = planned(("readonly", "%matplotlib inline\nx = 1"), ("tests", "assert x"))
    assert job_of(made).steps[0].student == "%matplotlib inline\nx = 1"


def test_a_percent_or_a_question_mark_in_python_is_no_magic():
    text = 'a = """\n%d items\n!no\nwhy?\n"""\nb = (7\n% 4)'
    made = planned(("readonly", text), ("tests", "assert b == 3 and '%d' in a"))
    assert made.judged[0].judge == text
    assert failures(job_of(made)) == {}


def test_a_cell_of_another_language_runs_with_the_student_alone():
    made = planned(("readonly", "%%bash\nexport x=1"), F, HOLDS)
    assert judge_of(made, "a") is None


def test_a_timed_or_captured_cell_is_python_to_the_judge():
    for magic in ("%%time", "%%capture"):
        made = planned(("readonly", f"{magic}\nimport math"), ("tests", "assert math.pi"))
        assert judge_of(made, "a") == "import math"


def test_a_test_that_is_all_shell_fails_where_leaving_it_out_would_let_it_hold():
    for text in ("!pytest", "%run tests.py", "%%bash\nexit 1", "x = !ls", "get_ipython().run()"):
        made = planned(F, ("tests", text))
        with pytest.raises((SyntaxError, NameError)):
            exec(compile(made.judged[1].judge or "", "b", "exec"), {})
        assert "get_ipython" not in fetch_of(made, "b")


# --- odd cells ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "def f(:",
        "x = 'abc",
        "\0",
        "(" * 300,
        "x = " + "-" * 5000 + "1",
        "",
        "# only words",
        "ls -l",
    ],
)
def test_no_text_stops_the_plan(text):
    kinds = ("plain", "readonly", "solution", "tests", "answer")
    made = planned(*[(kind, text) for kind in kinds], F, HOLDS)
    assert fetch_of(made, "g") == ("f",)
    assert made.judged[3].judge == text
    unsplittable(made)
    assert made.imports


def test_a_locked_cell_that_is_no_python_goes_to_the_judge_as_it_is():
    made = planned(("readonly", "def check(:"), F, HOLDS)
    assert judge_of(made, "a") == "def check(:"


def test_a_text_that_is_indented_as_a_whole_is_read():
    source = notebook(("readonly", "x"), ("tests", "assert y"))
    cell = source.cells[0].__class__("a", "readonly", "code", "  y = 1\n  z = 2", "")
    made = plan(type(source)("nb", (cell, source.cells[1])))
    assert failures(job_of(made)) == {}


def test_markdown_is_no_code():
    source = notebook(F, HOLDS)
    text = source.cells[0].__class__("t", "task", "markdown", "import os", "import os", 2.0)
    made = plan(type(source)("nb", (*source.cells, text)))
    assert [step.name for step in job_of(made).steps] == ["a", "b"]
    assert made.imports == Imports()

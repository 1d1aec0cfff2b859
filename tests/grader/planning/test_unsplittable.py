"""Tests that must be in the student's process are named before release, and only those."""

import pytest

from grader.planning.plan import plan
from grader.planning.unsplittable import unsplittable
from tests.grader.planning.texts import notebook, planned

F = ("solution", "def f(x):\n    return g(x) + level\ndef g(x):\n    return x")
BEFORE = (
    ("readonly", "import sys, inspect, contextlib, os\nimport numpy as np\nlevel = 1"),
    ("readonly", "class Node:\n    value = 1\nnode = Node()\ndef same(a, b):\n    assert a == b"),
    F,
    ("solution", "answers = {}\nmodel = []"),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("assert globals()['f']", "`globals` knows the names of one process only"),
        ("assert 'f' in locals()", "`locals` knows the names of one process only"),
        ("assert 'f' in dir()", "lists the names of one process only"),
        ("assert vars()['f']", "lists the names of one process only"),
        ("get_ipython().run_line_magic('who', '')", "`get_ipython` knows"),
        ("assert 'f' in In[1]", "`In` knows"),
        ("assert _ == 3", "`_` knows"),
        ("assert eval('f(1)') == 2", "`f` stands in a string"),
        ("import timeit\nassert timeit.timeit('f(1)') < 1", "`f` stands in a string"),
        ("assert await f(1)", "awaits outside of a function"),
        ("assert 'for' not in inspect.getsourcefile(f)", "inspect.getsourcefile reads the text"),
        ("from inspect import getfile\nassert getfile(f)", "inspect.getfile reads the text"),
        ("import dis\ndis.dis(f)", "dis.dis reads the text"),
        ("assert f.__code__.co_argcount", "`f.__code__.co_argcount` stays"),
        ("with contextlib.redirect_stdout(None):\n    f(1)", "prints goes elsewhere"),
        ("sys.stdin = None\nf(1)", "it changes `sys` in the judge"),
        ("np.linalg.inv = None\nf(1)", "it changes `numpy` in the judge"),
        ("os.environ['A'] = '1'\nf(1)", "it changes `os` in the judge"),
        (
            "from unittest import mock\nwith mock.patch('builtins.print'):\n    f(1)",
            "patches the judge",
        ),
        ("import matplotlib.pyplot as plt\nassert plt.gca().lines", "the current figure"),
        ("level = 2\nassert f(1) == 3", "reads `level`, but not the one of the test"),
        ("def g(x):\n    return 5\nassert f(1) == 6", "reads `g`, but not the one of the test"),
        ("def t():\n    global level\n    level = 2\nt()", "reads `level`, but not the one"),
        ("del f", "it deletes `f`"),
        ("answers['k'] = 1", "changes its copy of `answers`"),
        ("model.append(3)", "changes its copy of `model`"),
        ("answers |= {}\nf.calls = 0", "changes its copy of `f`"),
        ("assert f(Node()) == 1", "an instance of the judge's `Node`"),
        ("n = Node()\nassert f([n]) == 1", "an instance of the judge's `Node`"),
        ("assert unheard_of(3)", "no cell binds `unheard_of`"),
        ("def t():\n    return unheard_of\nt()", "no cell binds `unheard_of`"),
        ("!ls\nassert f", "`!ls` is an error"),
        ("%%bash\nls", "`%%bash` is an error"),
        ("x = %env\nassert x", "`x = %env` is an error"),
        ("assert f(1", "Python cannot read it ('(' was never closed)"),
    ],
)
def test_a_test_that_needs_the_students_process_is_named_with_a_remedy(text, why):
    sentences = unsplittable(planned(*BEFORE, ("tests", text)))
    matching = [sentence for sentence in sentences if why in sentence]
    assert matching, sentences
    assert matching[0].startswith("e, line ")
    assert matching[0].endswith(', or grade this notebook in mode "shared".')


@pytest.mark.parametrize(
    "text",
    [
        "assert f(1) == 2, 'add the level'",
        "%matplotlib inline\n%time y = f(1)\nassert y",
        "for _ in range(3):\n    assert f(_) and _ is not None",
        "import numpy as np\nassert f(np.zeros(3)) is not None",
        "tmp = f(2)\ndel tmp",
        "mine = [3]\nmine.append(f(4))\nmine[0] = 5\nassert mine",
        "same(f(1), 2)",
        "copied = dict(answers)\ncopied['k'] = 1",
        "with np.errstate(all='ignore'):\n    y = f(1)\n    assert y",
        "try:\n    f('x')\nexcept TypeError as error:\n    assert str(error)",
        "node = Node()\nassert node.value == 1",
        "assert f(node.value) == 2 and f(Node().value) == 2",
        "assert inspect.signature(f).parameters and f.__doc__ is None and f.__name__ == 'f'",
        "assert dir(np) and vars(np)",
        "class Wrong(Exception): ...\nassert not isinstance(f(1), Wrong)",
        "def check(x):\n    assert later(x)\ndef later(x):\n    return f(x)\ncheck(1)",
        "assert __name__ == '__main__'",
    ],
)
def test_an_ordinary_test_is_not_named(text):
    assert unsplittable(planned(*BEFORE, ("tests", text))) == []


def test_a_coroutine_of_a_student_is_named():
    made = planned(
        ("solution", "async def f(): ..."), ("tests", "import asyncio\nasyncio.run(f())")
    )
    assert "what `f` gives can be awaited elsewhere only" in unsplittable(made)[0]


def test_the_sentence_says_which_line():
    made = planned(F, ("tests", "assert f(1)\n\nassert globals()"))
    assert unsplittable(made)[0].startswith("b, line 3: `globals`")


def test_nothing_is_wrong_with_a_shared_notebook():
    assert unsplittable(planned(F, ("tests", "globals()"), mode="shared")) == []


def test_an_import_that_all_have_may_be_repeated_in_a_test():
    test = ("tests", "import numpy as np\nassert f(np.pi)")
    made = planned(*BEFORE, test, ("plain", "print(np.pi)"))
    assert unsplittable(made) == []
    assert made.replayed == frozenset()


def test_an_import_that_a_test_alone_has_is_missed_by_student_code():
    made = planned(("solution", "def f():\n    return math.pi"), ("tests", "import math\nf()"))
    assert "reads `math`, but not the one of the test" in unsplittable(made)[0]


def test_a_helper_that_student_code_has_made_decides_nothing():
    helper = (
        "readonly",
        "def check(x):\n    assert f(x)\ncheckers = list([check])\nboth = max(check, check)",
    )
    made = planned(F, helper, ("tests", "both(1)"))
    (sentence,) = unsplittable(made)
    assert "`both` of b is made by running student code" in sentence


def test_a_harness_that_student_code_is_built_into_decides_nothing():
    text = "class Harness:\n    def run(self):\n        assert f(1)\nharness = Harness()"
    made = planned(F, ("readonly", text), ("tests", "harness.run()"))
    assert "`harness` of b is made by running" in unsplittable(made)[0]
    made = planned(F, ("readonly", "class Sub(f): ..."), ("tests", "Sub().run()"))
    assert "`Sub` of b is made by running" in unsplittable(made)[0]


def test_data_that_an_instructors_helper_made_with_student_code_is_theirs_to_test():
    text = "def run(x):\n    return f(x)\nys = run([1])"
    made = planned(
        F, ("readonly", text), ("tests", "assert ys[0] == 1 and ys.count(1) and len(ys)")
    )
    assert "ys" in made.judged[2].fetch
    assert not [sentence for sentence in unsplittable(made) if "made by" in sentence]


def test_a_name_that_student_functions_change_is_stale_in_a_test():
    counts = (
        "calls = 0\nlog = []\ndef f():\n    global calls\n    calls += 1\n    log.append(calls)"
    )
    made = planned(("solution", counts), ("tests", "f()\nassert calls == 1 and log"))
    assert [s for s in unsplittable(made) if "student functions change `calls`" in s]
    assert [s for s in unsplittable(made) if "student functions change `log`" in s]


def test_a_class_that_student_code_uses_is_another_one_in_the_test():
    node = ("readonly", "class Node: ...")
    made = planned(
        node, ("solution", "def f():\n    return Node()"), ("tests", "assert type(f()) is Node")
    )
    assert "has a class `Node` of its own" in unsplittable(made)[0]


def test_a_file_that_student_code_writes_is_in_another_folder():
    for write in (
        "open('out.txt', 'w').write('x')",
        "np.save('out.txt', 1)",
        "df.to_csv('out.txt')",
    ):
        made = planned(
            ("solution", f"def f():\n    {write}"), ("tests", "f()\nassert open('out.txt')")
        )
        assert [s for s in unsplittable(made) if "writes out.txt into a folder" in s], write
    magic = ("solution", "%%writefile helper.py\nx = 1")
    made = planned(magic, ("tests", "import helper\nassert helper.x"))
    assert "writes helper.py into a folder" in unsplittable(made)[0]
    made = planned(("solution", "x = open('in.txt')"), ("tests", "assert open('in.txt') and x"))
    assert unsplittable(made) == []


def test_a_magic_that_brings_names_or_moves_the_folder_is_named():
    made = planned(
        ("readonly", "%run helpers.py\n%cd data\n%matplotlib inline"), F, ("tests", "f(1)")
    )
    assert [sentence.split(":")[0] for sentence in unsplittable(made)] == ["a, line 1", "a, line 2"]


def test_names_that_a_star_import_may_bring_are_not_missed():
    made = planned(("readonly", "from helpers import *"), F, ("tests", "check(f)"))
    assert unsplittable(made) == []
    assert made.judged[0].judge == "from helpers import *"


def test_a_notebook_in_another_language_is_named():
    for metadata in ({"kernelspec": {"language": "R"}}, {"language_info": {"name": "julia"}}):
        made = plan(notebook(F, ("tests", "f(1)"), metadata=metadata))
        assert "and only Python can be graded" in unsplittable(made)[0]
    made = plan(notebook(F, ("tests", "f(1)"), metadata={"kernelspec": {"language": "python"}}))
    assert "only Python" not in " ".join(unsplittable(made))

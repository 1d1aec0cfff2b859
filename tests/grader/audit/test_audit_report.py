from grader.audit.records import AssignmentAudit, AuditReport, Item, Problem, Survivor
from grader.audit.report import lines

MISSED = Survivor(
    "source/ex/ex.ipynb, solution kl, line 4", "sign dropped", "- return -x\n+ return x"
)
KNOWN = Survivor(
    MISSED.where, "constant", "- return -x\n+ return -x * 1.0", "it is the same number"
)
WRONG = Problem("answers/ex/wrong_answers.py:7", "the wrong answer 'a' keeps kl_by_hand", "Do.")


def shown(*survivors, problems=(), shared=()):
    items = (Item("kl", 8, survivors), Item("size", 4))
    assignment = AssignmentAudit("ex", items, problems, 5, 1, 2, shared)
    return "\n".join(lines(AuditReport((assignment,), (0,), "full", 12.4)))


def test_a_clean_audit_shows_the_rates_and_says_so():
    assert shown() == (
        "ex: 5 grade cells, 1 wrong answer, 2 right ones\n"
        "  solution cell                      mutants  killed     rate\n"
        "  kl                                       8       8    100 %\n"
        "  size                                     4       4    100 %\n"
        "  all                                     12      12    100 %\n"
        "\n"
        "12 of 12 mutants killed (100 %), 0 reviewed, 0 missed · 0 things wrong · seed 0\n"
        "  · isolation full · 12 s\n"
        "All is well."
    )


def test_a_missed_mutant_is_shown_with_its_place_and_what_to_do():
    text = shown(MISSED)
    assert "  kl                                       8       7   87.5 %  1 missed\n" in text
    assert (
        "  source/ex/ex.ipynb, solution kl, line 4: sign dropped\n"
        "    - return -x\n"
        "    + return x\n"
        "  Sharpen a test, or write the mutant into equivalent_mutants.toml"
    ) in text
    assert text.endswith("Not all is well.")


def test_a_reviewed_mutant_is_shown_with_its_reason_and_is_well():
    text = shown(KNOWN)
    assert "1 reviewed" in text
    assert "    because it is the same number" in text
    assert "Sharpen" not in text
    assert text.endswith("All is well.")
    assert "Not all" not in text


def test_a_problem_is_a_line_with_place_and_remedy():
    text = shown(problems=(WRONG,))
    assert "  answers/ex/wrong_answers.py:7: the wrong answer 'a' keeps kl_by_hand. Do.\n" in text
    assert "1 thing wrong" in text
    assert text.endswith("Not all is well.")


def test_tests_that_cannot_be_split_are_named_and_no_mistake():
    text = shown(shared=("ex.ipynb, cell kl: it reads globals().",))
    assert "may have to run beside the student's code" in text
    assert "  ex.ipynb, cell kl: it reads globals().\n" in text
    assert "Not all" not in text


def test_a_rate_is_rounded_down():
    assignment = AssignmentAudit("ex", (Item("kl", 2000, (MISSED,)),), (), 5, 0, 0)
    text = "\n".join(lines(AuditReport((assignment,), (0,), "full", 1)))
    assert " 99.9 %" in text


def test_nothing_is_wider_than_a_terminal():
    long = Survivor("source/" + "x/" * 30 + "ex.ipynb, line 4", "sign", "- " + "a + " * 40 + "b")
    text = shown(long, problems=(Problem("a.py:1", "word " * 40, "Do " * 30),))
    assert max(map(len, text.splitlines())) <= 80

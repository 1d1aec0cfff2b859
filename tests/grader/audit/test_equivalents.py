import pytest

from grader.audit.equivalents import Equivalent, parse_equivalents, read_equivalents
from grader.errors import AuthorError

ENTRY = """# Reviewed.

[[equivalent]]
solution = "kl"
reason = "the square has no sign"
diff = '''
- a - b
+   b - a

'''
"""


def test_an_entry_holds_a_cell_a_diff_and_a_reason():
    (entry,) = parse_equivalents(ENTRY, "ex/equivalent_mutants.toml")
    assert entry == Equivalent(
        "kl", "- a - b\n+   b - a", "the square has no sign", "ex/equivalent_mutants.toml:3"
    )


def test_an_assignment_need_not_have_any(tmp_path):
    assert read_equivalents(tmp_path, tmp_path) == []


def test_a_file_is_read_and_named_as_seen_from_the_course(tmp_path):
    (tmp_path / "ex").mkdir()
    (tmp_path / "ex/equivalent_mutants.toml").write_text(ENTRY, encoding="utf-8")
    (entry,) = read_equivalents(tmp_path / "ex", tmp_path)
    assert entry.where == "ex/equivalent_mutants.toml:3"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x =", "file.toml: no valid TOML"),
        ("[other]\n", "file.toml: something else than entries"),
        ('equivalent = ["x"]\n', "file.toml: something else than entries"),
        ('[[equivalent]]\nsolution = "a"\ndiff = "- b"\n', "file.toml:1: an entry needs"),
        (ENTRY.replace("the square has no sign", " "), "file.toml:3: an entry needs"),
        (ENTRY + "more = 1\n", "file.toml:3: an entry needs"),
    ],
)
def test_what_is_no_entry_is_the_authors_error(text, says):
    with pytest.raises(AuthorError) as caught:
        parse_equivalents(text, "file.toml")
    assert str(caught.value).startswith(says)


def test_a_file_in_another_encoding_is_named(tmp_path):
    (tmp_path / "equivalent_mutants.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(AuthorError, match=r"^equivalent_mutants\.toml: not UTF-8 text.*\.$"):
        read_equivalents(tmp_path, tmp_path)

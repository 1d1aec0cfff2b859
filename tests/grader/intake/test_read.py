"""Reading notebook files: every version and encoding, damage that can be put right, and reasons."""

import json
from typing import Any

import pytest

from grader.intake import json_text
from grader.intake.read import NotebookFile, UnreadableNotebookError, read_notebook


def cell(text: Any = "x = 1", grade_id: str = "", **fields: Any) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "source": text, "metadata": metadata} | fields


def notebook(*cells: Any, **fields: Any) -> bytes:
    """As Jupyter writes it, a line of text in a line of the file."""
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4} | fields, indent=1).encode()


def texts(file: NotebookFile) -> list[str]:
    return [cell.text for cell in file.cells]


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableNotebookError) as error:
        read_notebook(data)
    return str(error.value)


THREE = notebook(cell(["a = 1\n", "b = 2"], "a"), cell("c = 3", "c"), cell("d = 4", "d"))


def test_a_cell_has_its_text_its_ids_and_its_type():
    raw = cell(["a\n", "b"], "kl", id="x1", outputs=[{"junk": 1}], execution_count=7)
    (read,) = read_notebook(notebook(raw)).cells
    assert (read.text, read.grade_id, read.cell_id, read.cell_type) == ("a\nb", "kl", "x1", "code")


@pytest.mark.parametrize(
    ("flags", "kind"),
    [
        ({"solution": True}, "solution"),
        ({"solution": True, "grade": True}, "answer"),
        ({"grade": True, "locked": True}, "tests"),
        ({"grade": True}, "tests"),
        ({"locked": True}, "readonly"),
        ({"task": True, "locked": True}, "task"),
        ({}, "plain"),
    ],
)
def test_flags_say_what_nbgrader_takes_a_cell_for(flags: dict[str, bool], kind: str):
    raw = cell(metadata={"nbgrader": flags})
    assert read_notebook(notebook(raw)).cells[0].kind == kind


@pytest.mark.parametrize("points", ["nan", "Infinity", -1, None, "x", [], 10**400])
def test_points_that_are_no_number_are_none(points: Any):
    raw = cell(metadata={"nbgrader": {"points": points}})
    assert read_notebook(notebook(raw)).cells[0].points is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_are_told_apart(encoding: str):
    data = notebook(cell("σ = 1")).decode().replace("\\u03c3", "σ").encode(encoding)
    assert texts(read_notebook(data)) == ["σ = 1"]


def test_bytes_of_another_encoding_are_told_and_mark_their_cell():
    data = notebook(cell("sigma = 1"), cell("b")).replace(b"sigma", "größe".encode("cp1252"))
    file = read_notebook(data)
    assert file.notes == ("the file holds bytes that are no UTF-8 (line 5)",)
    assert [cell.flaw for cell in file.cells] == ["altered", ""]


def test_half_a_character_is_replaced_and_marked():
    (read,) = read_notebook(b'{"cells": [{"source": "\\ud800", "metadata": {}}]}').cells
    assert (read.text, read.flaw) == ("�", "altered")


def test_lines_end_as_python_wants_them():
    assert texts(read_notebook(notebook(cell("a\r\nb\rc")))) == ["a\nb\nc"]


def test_version_3_is_upgraded():
    cells = [
        {"cell_type": "code", "input": ["a = 1"], "metadata": {"nbgrader": {"grade_id": "a"}}},
        {"cell_type": "heading", "level": 2, "source": "Title", "metadata": {}},
        {"cell_type": "html", "source": "<b>", "metadata": {}},
    ]
    sheets = [{"cells": cells[:1]}, {"cells": cells[1:]}]
    file = read_notebook(json.dumps({"worksheets": sheets, "nbformat": 3}).encode())
    found = [(cell.cell_type, cell.text) for cell in file.cells]
    assert found == [("code", "a = 1"), ("markdown", "## Title"), ("markdown", "<b>")]
    assert file.cells[0].grade_id == "a"


def test_odd_fields_do_no_harm():
    odd = {"source": ["a", "b"], "metadata": None, "cell_type": 7, "id": 3, "outputs": "?"}
    (read,) = read_notebook(notebook(odd, metadata=[], nbformat="x")).cells
    assert (read.text, read.cell_type, read.cell_id, read.grade_id) == ("ab", "code", "", "")


@pytest.mark.parametrize("source", [None, 3, {"a": 1}, ["a", 3], [["a"]]])
def test_a_text_that_is_none_is_marked_as_lost(source: Any):
    assert read_notebook(notebook(cell(source))).cells[0].flaw == "lost"


def test_small_attachments_are_kept_large_ones_are_told():
    small, large = {"a.png": {"image/png": "abc"}}, {"a.png": {"image/png": "x" * (1 << 21)}}
    file = read_notebook(notebook(cell(attachments=small), cell(attachments=large)))
    assert [cell.attachments for cell in file.cells] == [small, {}]
    assert file.notes == ("the attachments of cell 2 of the file are left out: more than 1 MiB",)


def test_numbers_that_json_does_not_know_are_read():
    data = notebook(cell(outputs=[1])).replace(b"1\n   ]", b"NaN, Infinity, " + b"9" * 5000 + b"]")
    assert b"NaN" in data
    assert texts(read_notebook(data)) == ["x = 1"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\0\0", "is empty but for blanks"),
        (b"PK\x03\x04...", "is a zip archive, not a notebook"),
        (b"\n<!DOCTYPE html><p>", "is a web page, not a notebook"),
        (b"%PDF-1.7", "is a PDF, not a notebook"),
        (b"version https://git-lfs.github.com/spec/v1", "is a Git LFS pointer, not the notebook"),
        (b"\xff\xfe\xfd" * 99, "is not text, so not a notebook"),
        (b'{"cells": [1,\n\n', "is damaged: no valid JSON at line 3 (Expecting value)"),
        (b"[]", "has no list of cells: it is not a notebook"),
        (b'{"cells": 3}', "has no list of cells: it is not a notebook"),
        (b"[" * 100_000, "is nested too deeply: more than 100 levels"),
        (b'{"a":' * 100_000, "is nested too deeply: more than 100 levels"),
    ],
)
def test_what_is_no_notebook_says_so_in_a_few_words(data: bytes, why: str):
    assert reason(data).startswith(why)


def test_files_and_numbers_of_cells_have_limits():
    with pytest.raises(UnreadableNotebookError, match=r"is too large: .* the limit is 1 MiB"):
        read_notebook(b" " * (1 << 21), limit_bytes=1 << 20)
    assert reason(notebook(*[cell()] * 2001)).startswith("has 2001 cells")


def test_a_flood_of_brackets_is_refused_before_it_takes_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(json_text, "CONTAINERS", 100)
    assert "more than 100 lists" in reason(b"[" + b"[]," * 200 + b"[]]")


def test_a_file_that_was_cut_keeps_its_whole_cells():
    file = read_notebook(THREE[: THREE.index(b'"d = 4"') + 3])
    assert texts(file) == ["a = 1\nb = 2", "c = 3"]
    assert file.damage == "damaged after cell 2 (line 26), 2 of its cells can be read"


def test_a_cell_that_is_broken_does_not_take_the_others_along():
    file = read_notebook(THREE.replace(b'"c = 3"', b'"c = 3'))
    assert texts(file) == ["a = 1\nb = 2", "d = 4"]
    assert file.damage == "damaged after cell 1 (line 17), 2 of its cells can be read"


def test_damage_behind_the_last_cell_costs_nothing():
    file = read_notebook(THREE[:-20])
    assert (len(file.cells), file.damage) == (3, "")
    assert file.notes == ("the file is damaged after cell 3 (line 34), behind its last cell",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"c = 3",', b'"c = 3"'),
        (b'"c = 3",', b'"c = 3";'),
        (b'"source": "c = 3"', b'"source" "c = 3"'),
        (b'"metadata": {},\n', b'"metadata": {},,\n'),
        (b'"grade_id": "c"', b'"grade_id": "c",'),
    ],
)
def test_a_comma_or_a_colon_too_few_or_too_many_is_put_right(old: bytes, new: bytes):
    assert old in THREE
    file = read_notebook(THREE.replace(old, new))
    assert (texts(file), file.damage) == (["a = 1\nb = 2", "c = 3", "d = 4"], "")
    assert "a comma or a colon" in file.notes[0]


@pytest.mark.parametrize("tail", [b"garbage", b"}", b"\0" * 50, THREE])
def test_what_follows_the_notebook_is_left_out_and_told(tail: bytes):
    file = read_notebook(THREE + b"\n" + tail)
    assert (len(file.cells), file.damage) == (3, "")
    assert "goes on after the end of the notebook" in file.notes[0]


def merge(ours: bytes, theirs: bytes, base: bytes = b"") -> bytes:
    middle = b"||||||| base\n" + base if base else b""
    return b"<<<<<<< HEAD\n" + ours + middle + b"=======\n" + theirs + b">>>>>>> a1b2\n"


LINE = b'   "source": "c = 3",\n'


def test_an_unfinished_merge_gives_both_versions_of_a_cell():
    data = THREE.replace(LINE, merge(LINE, b'"source": "c = 5",\n', LINE))
    file = read_notebook(data)
    assert texts(file) == ["a = 1\nb = 2", "c = 3", "c = 5", "d = 4"]
    assert file.notes == (
        "the file holds an unfinished git merge (line 17): both versions are read",
    )
    assert file.damage == ""


def test_a_merge_of_outputs_alone_gives_each_cell_once():
    ours, theirs = b'   "execution_count": 1,\n', b'   "execution_count": 2,\n'
    file = read_notebook(THREE.replace(LINE, merge(ours, theirs) + LINE))
    assert texts(file) == ["a = 1\nb = 2", "c = 3", "d = 4"]
    assert file.notes[0].startswith("the file holds an unfinished git merge")


def test_a_side_of_a_merge_that_cannot_be_read_is_damage():
    file = read_notebook(THREE.replace(LINE, merge(LINE, b'"source": "c = \n')))
    assert "c = 3" in texts(file)
    assert file.damage


def test_a_file_without_a_list_of_cells_is_searched_for_cells():
    file = read_notebook(THREE.replace(b'"cells"', b'"cella"'))
    assert len(file.cells) == 3
    assert file.damage == "damaged: it has no list of cells, those that can be found are read"


def test_what_is_no_cell_in_the_list_is_damage():
    assert read_notebook(notebook(cell(), 7)).damage == "damaged: number 2 in its list is no cell"


def test_a_text_that_is_there_twice_is_marked_the_last_one_counts():
    data = THREE.replace(b'"source": "c = 3"', b'"source": "c = 0",\n"source": "c = 3"')
    file = read_notebook(data)
    assert [(cell.text, cell.flaw) for cell in file.cells][1] == ("c = 3", "altered")


def test_control_characters_in_a_text_do_not_stop_the_reader():
    file = read_notebook(THREE.replace(b"c = 3", b"c =\t3"))
    assert texts(file)[1] == "c =\t3"
    assert file.notes == ("the file holds control characters that JSON forbids",)


def test_an_adversary_cannot_make_the_search_for_cells_long(monkeypatch: pytest.MonkeyPatch):
    nested = b'{"id":' * 90 + b'"' + b"a" * 100_000 + b'"x'
    assert reason(nested).startswith("is damaged")
    tries = []
    starts = json_text._CELL_START

    class Counting:
        def search(self, text: str, position: int) -> Any:
            tries.append(position)
            return starts.search(text, position)

    monkeypatch.setattr(json_text, "_CELL_START", Counting())
    reason(nested)
    assert 1 < len(tries) <= json_text.EFFORT + 1

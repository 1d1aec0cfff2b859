"""Spoils correct notebooks in every way that we could think of, and judges what is made of them.

`python -m tests.grader.notebooks.corruptions` prints the figures.
"""

import ast
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.notebooks.cells import Rebuilt, RebuiltCell
from grader.notebooks.match import own_names, same_text
from grader.notebooks.rebuild import rebuild_file
from tests.grader.notebooks.correct import MARKERS, NAMES, Correct, correct, to_bytes

Notebook = dict[str, Any]
EXAMPLES = 1000
FLIPPED_CHARACTERS = 40  # that corruptions of bytes may change in a text without breaking the file


# --- of cells ---------------------------------------------------------------------------------


def some(random: Random, notebook: Notebook) -> Notebook:
    """A cell; the notebook may have none left."""
    return random.choice(notebook["cells"]) if notebook["cells"] else {}


def keys(cell: Notebook) -> Notebook:
    """nbgrader's keys of a cell, to be edited; other corruptions may have taken them away."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return nbgrader if isinstance(nbgrader, dict) else {}


def text_of(cell: Notebook) -> str:
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def clone(cell: Notebook) -> Notebook:
    return json.loads(json.dumps(cell))


def delete(random: Random, notebook: Notebook) -> None:
    cells = notebook["cells"]
    for _ in range(random.choice([1, 1, 2, 5])):
        if cells:
            cells.pop(random.randrange(len(cells)))


def delete_a_stretch(random: Random, notebook: Notebook) -> None:
    start = random.randrange(len(notebook["cells"]) + 1)
    del notebook["cells"][start : start + random.randrange(1, 8)]


def duplicate(random: Random, notebook: Notebook) -> None:
    copy = clone(some(random, notebook))
    if random.random() < 0.7:
        copy["id"] = f"pasted{random.randrange(10**6)}"
    notebook["cells"].insert(random.randrange(len(notebook["cells"]) + 1), copy)


def duplicate_untouched(random: Random, notebook: Notebook) -> None:
    """An answer is copied, and one of the two is as it was released."""
    released = {each.name: each.released for each in notebook["source"].cells}
    answers = [cell for cell in notebook["cells"] if keys(cell).get("solution")]
    if answers:
        answer = random.choice(answers)
        copy = clone(answer) | {"source": released.get(keys(answer).get("grade_id"), "")}
        notebook["cells"].insert(random.randrange(len(notebook["cells"]) + 1), copy)


def duplicate_and_edit(random: Random, notebook: Notebook) -> None:
    answers = [cell for cell in notebook["cells"] if keys(cell).get("solution")]
    if answers:
        copy = clone(random.choice(answers)) | {"id": "draft"}
        edit = random.choice(["\n# a draft", "\nraise ValueError", "\n)", "\nx = 1"])
        copy["source"] = text_of(copy) + edit
        notebook["cells"].insert(random.randrange(len(notebook["cells"]) + 1), copy)


def move(random: Random, notebook: Notebook) -> None:
    cells = notebook["cells"]
    if cells:
        cells.insert(random.randrange(len(cells)), cells.pop(random.randrange(len(cells))))


def move_a_stretch(random: Random, notebook: Notebook) -> None:
    start = random.randrange(len(notebook["cells"]) + 1)
    stretch = notebook["cells"][start : start + 5]
    del notebook["cells"][start : start + 5]
    place = random.randrange(len(notebook["cells"]) + 1)
    notebook["cells"][place:place] = stretch


def shuffle(random: Random, notebook: Notebook) -> None:
    random.shuffle(notebook["cells"])


def retype(random: Random, notebook: Notebook) -> None:
    some(random, notebook)["cell_type"] = random.choice(["code", "markdown", "raw", "heading", 3])


def merge_cells(random: Random, notebook: Notebook) -> None:
    """As "merge cell below" does: the second cell's text, without the rest, ends the first."""
    cells = notebook["cells"]
    if len(cells) > 1:
        k = random.randrange(len(cells) - 1)
        second = cells.pop(k + 1)
        texts = [text_of(cell) for cell in (cells[k], second)]
        cells[k]["source"] = "\n\n".join(texts)


def split_cell(random: Random, notebook: Notebook) -> None:
    """As "split cell" does, between statements; both halves keep the metadata."""
    k = random.randrange(len(notebook["cells"]) + 1)
    for cell in notebook["cells"][k : k + 1]:
        lines = text_of(cell).split("\n")
        starts = [n for n in range(1, len(lines)) if lines[n][:1].isalpha()]
        if starts:
            n = random.choice(starts)
            second = clone(cell) | {"id": "half", "source": "\n".join(lines[n:])}
            cell["source"] = "\n".join(lines[:n])
            notebook["cells"].insert(k + 1, second)


def edit_locked(random: Random, notebook: Notebook) -> None:
    locked = [cell for cell in notebook["cells"] if keys(cell).get("locked")]
    if locked:
        cell = random.choice(locked)
        text = text_of(cell)
        cell["source"] = random.choice(["", "pass", text[: len(text) // 2], f"{text}\nprint(1)"])


# --- of metadata ------------------------------------------------------------------------------


def lose_metadata(random: Random, notebook: Notebook) -> None:
    some(random, notebook)["metadata"] = random.choice([{}, None, [], "x", 0])


def lose_all_metadata(random: Random, notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def lose_field(random: Random, notebook: Notebook) -> None:
    fields = ["cell_type", "metadata", "outputs", "execution_count", "id", "source"]
    some(random, notebook).pop(random.choice(fields), None)


def edit_flags(random: Random, notebook: Notebook) -> None:
    odd = random.choice([True, False, None, 100, -1, "x", [], {"a": 1}, float("nan"), 10**30])
    flag = random.choice(["points", "grade", "solution", "locked", "task", "schema_version"])
    keys(some(random, notebook))[flag] = odd


def rename_grade_id(random: Random, notebook: Notebook) -> None:
    for _ in range(random.choice([1, 3])):
        keys(some(random, notebook))["grade_id"] = random.choice(["cell-1", "", None, 7, "näme"])


def take_anothers_grade_id(random: Random, notebook: Notebook) -> None:
    other = keys(some(random, notebook)).get("grade_id", "kl")
    keys(some(random, notebook))["grade_id"] = other


def swap_grade_ids(random: Random, notebook: Notebook) -> None:
    one, two = keys(some(random, notebook)), keys(some(random, notebook))
    if one and two:
        one["grade_id"], two["grade_id"] = two.get("grade_id"), one.get("grade_id")


def lose_cell_ids(random: Random, notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell.pop("id", None)


def renew_cell_ids(random: Random, notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["id"] = f"{random.randrange(10**8):08}"


def swap_cell_ids(random: Random, notebook: Notebook) -> None:
    one, two = some(random, notebook), some(random, notebook)
    one["id"], two["id"] = two.get("id", ""), one.get("id", "")


# --- of the format ----------------------------------------------------------------------------


def sources_otherwise(random: Random, notebook: Notebook) -> None:
    end = random.choice(["\n", "\r\n"])
    as_list = random.random() < 0.5
    for cell in notebook["cells"]:
        text = text_of(cell).replace("\r\n", "\n").replace("\n", end)
        cell["source"] = text.splitlines(keepends=True) if as_list else text


def odd_source(random: Random, notebook: Notebook) -> None:
    some(random, notebook)["source"] = random.choice([None, 3, {}, [["nested"]], [1, "x"]])


def version_3(random: Random, notebook: Notebook) -> None:
    cells = [
        {"input" if k == "source" and cell.get("cell_type") == "code" else k: cell[k] for k in cell}
        for cell in notebook["cells"]
    ]
    cut = random.randrange(len(cells) + 1)
    notebook["worksheets"] = [{"cells": cells[:cut]}, {"cells": cells[cut:]}]
    notebook["nbformat"] = 3


def odd_format(random: Random, notebook: Notebook) -> None:
    notebook["nbformat"] = random.choice([4, 5, "4", None])
    notebook["nbformat_minor"] = random.choice([0, 4, 5, 99, "x"])
    notebook["metadata"] = random.choice([{}, None, [], {"kernelspec": {"name": "julia-1.9"}}])


def outputs(random: Random, notebook: Notebook) -> None:
    text = "x" * random.choice([10, 100_000])
    cell = some(random, notebook)
    cell["outputs"] = [{"output_type": "stream", "name": "stderr", "text": [text]}]
    cell["attachments"] = {"a.png": {"image/png": text}}


# --- of bytes ---------------------------------------------------------------------------------


def cut(random: Random, data: bytes) -> bytes:
    tail = random.randrange(1, min(len(data), 3000) + 1)
    return data[: random.choice([random.randrange(len(data) + 1), len(data) - tail])]


def flip_bits(random: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.choice([1, 1, 2, 3])):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def lose_bytes(random: Random, data: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice([1, 1, 5, 20]) :]


def lose_structure(random: Random, data: bytes) -> bytes:
    """A comma, colon, quote or bracket is gone or there twice."""
    places = [n for n, byte in enumerate(data) if byte in b',:"[]{}']
    if not places:
        return data
    n = random.choice(places)
    return data[:n] + random.choice([b"", data[n : n + 1] * 2]) + data[n + 1 :]


def add_garbage(random: Random, data: bytes) -> bytes:
    garbage = random.choice([b"\0" * 100, b"}", b"garbage", data, b"\n<<<<<<< HEAD\n", b"\xff\xfe"])
    return data + garbage if random.random() < 0.7 else garbage + data


def merge_markers(random: Random, data: bytes) -> bytes:
    """An unfinished merge: some lines as they are, and as they were before."""
    lines = data.split(b"\n")
    start = random.randrange(len(lines))
    ours = lines[start : start + random.randrange(1, 6)]
    theirs = random.choice([ours, [line.replace(b"1", b"2") for line in ours], ours[:-1]])
    marks = [b"<<<<<<< HEAD", *ours, b"=======", *theirs, b">>>>>>> a1b2c3"]
    return b"\n".join([*lines[:start], *marks, *lines[start + len(ours) :]])


def encode(random: Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    encoding = random.choice(["utf-16", "utf-8-sig", "utf-32", "utf-16-le", "cp1252"])
    if encoding == "cp1252":  # some editors write what it knows, and leave the rest
        latin = ("\xa0" <= each <= "\xff" for each in text)
        return b"".join(
            each.encode("cp1252" if known else "utf-8", "replace")
            for each, known in zip(text, latin, strict=True)
        )
    return text.encode(encoding, "replace")


OF_CELLS: tuple[Callable[[Random, Notebook], None], ...] = (
    delete, delete_a_stretch, duplicate, duplicate_untouched, duplicate_and_edit, move,
    move_a_stretch, shuffle, retype, merge_cells, split_cell, edit_locked, lose_metadata,
    lose_all_metadata, lose_field, edit_flags, rename_grade_id, take_anothers_grade_id,
    swap_grade_ids, lose_cell_ids, renew_cell_ids, swap_cell_ids, sources_otherwise, odd_source,
    version_3, odd_format, outputs,
)  # fmt: skip
OF_BYTES: tuple[Callable[[Random, bytes], bytes], ...] = (
    cut, flip_bits, lose_bytes, lose_structure, add_garbage, merge_markers, encode,
)  # fmt: skip
CORRUPTIONS = {each.__name__: each for each in (*OF_CELLS, *OF_BYTES)}
Plan = list[tuple[str, int]]
plans = st.lists(
    st.tuples(st.sampled_from(sorted(CORRUPTIONS)), st.integers(0, 10**6)), min_size=1, max_size=4
)


def spoilt(submission: Correct, plan: Plan) -> bytes:
    """The submission's file after these corruptions: of cells first, then of bytes."""
    notebook = submission.copy() | {"source": submission.source}
    for name, seed in plan:
        if CORRUPTIONS[name] in OF_CELLS:
            CORRUPTIONS[name](Random(seed), notebook)
    del notebook["source"]
    if "worksheets" in notebook:
        del notebook["cells"]
    data = to_bytes(notebook)
    for name, seed in plan:
        if CORRUPTIONS[name] in OF_BYTES:
            data = CORRUPTIONS[name](Random(seed), data)
    return data


# --- the judgement ----------------------------------------------------------------------------


def judged(submission: Correct, plan: Plan, rebuilt: Rebuilt) -> str:
    """What became of a spoilt notebook. AssertionError if something was lost without a word."""
    if rebuilt.reason:
        assert not rebuilt.cells
        return "needs a human, with the reason"
    require_structure(submission, rebuilt)
    used = {CORRUPTIONS[name] for name, _ in plan}
    different = {n: excuse(used, t, right) for n, t, right in differing(submission, rebuilt)}
    silent = {n: why for n, why in different.items() if not told(n, rebuilt)}
    assert all(silent.values()), f"{silent} are lost without a word: {rebuilt.repairs}"
    if silent:
        return next(iter(silent.values()))
    if different:
        return "an answer is lost or unclear: named in a repair"
    if defined_again(submission, rebuilt):
        return "right answers, but a cell without an id defines one anew: the last counts"
    return "full marks, with repairs named" if rebuilt.repairs else "full marks"


def excuse(used: set[Callable[..., Any]], text: str, right: str) -> str:
    """Why nobody could have told that this text is not the one handed in; empty if one could."""
    if duplicate_untouched in used and is_stub(text):
        return "only an untouched copy of an answer was left: as if not answered"
    if split_cell in used and used & {delete, delete_a_stretch, cut} and text.strip() in right:
        return "a cell with half of an answer was deleted: graded as it stands"
    if not used.isdisjoint(OF_BYTES) and nearly(text, right):
        return "bits flipped in an answer's text, the file still valid: graded as it stands"
    return ""


def is_stub(text: str) -> bool:
    return any(stub in text for stub in (MARKERS.text_stub, *MARKERS.code_stub.values()))


def require_structure(submission: Correct, rebuilt: Rebuilt) -> None:
    """The instructor's cells in the instructor's order, with the instructor's text and points."""
    named = [cell for cell in rebuilt.cells if cell.kind != "plain"]
    source = [cell for cell in submission.source.cells if cell.is_named]
    assert [cell.origin for cell in named] == source
    assert [cell.name for cell in named] == [cell.name for cell in source]
    assert [cell.cell_type for cell in named] == [cell.cell_type for cell in source]
    for cell in named:
        if cell.name not in submission.answers:
            assert cell.text == cell.origin.released, cell.name
    names = [cell.name for cell in rebuilt.cells]
    assert len(set(names)) == len(names)
    code = [c for c in submission.source.cells if c.kind == "plain" and c.cell_type == "code"]
    assert [c.origin for c in rebuilt.cells if c.kind == "plain" and c.origin in code] == code


def differing(submission: Correct, rebuilt: Rebuilt) -> list[tuple[str, str, str]]:
    """The answers that are not the right one: name, text, right text."""
    return [
        (cell.name, cell.text, submission.answers[cell.name])
        for n, cell in enumerate(rebuilt.cells)
        if cell.name in submission.answers
        and not holds(cell, submission.answers[cell.name])
        and not holds(replace(cell, text=surrounded(rebuilt, n)), submission.answers[cell.name])
    ]


def surrounded(rebuilt: Rebuilt, n: int) -> str:
    """What runs with an answer: its text and the student's own cells around it."""
    first, last = n, n + 1
    while first and rebuilt.cells[first - 1].origin is None:
        first -= 1
    while last < len(rebuilt.cells) and rebuilt.cells[last].origin is None:
        last += 1
    return "\n".join(c.text for c in rebuilt.cells[first:last] if c.cell_type == "code")


def holds(cell: RebuiltCell, right: str) -> bool:
    """Whether the text is the right one; another may be merged into it if it still parses."""
    if same_text(cell.text, right):
        return True
    return right.strip() in cell.text and (cell.cell_type != "code" or parses(cell.text))


def parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def told(name: str, rebuilt: Rebuilt) -> bool:
    return any(repr(name) in repair for repair in rebuilt.repairs)


def nearly(text: str, right: str) -> bool:
    """Whether a few characters are gone: nobody can tell a flipped bit in a text from an edit."""
    blocks = SequenceMatcher(None, right, text, autojunk=False).get_matching_blocks()
    return len(right) - sum(block.size for block in blocks) <= FLIPPED_CHARACTERS


def defined_again(submission: Correct, rebuilt: Rebuilt) -> list[str]:
    """Answers that a later cell of the student's defines otherwise; never with the stub."""
    again = []
    names = dict(zip(submission.source.cells, own_names(submission.source.cells), strict=True))
    for n, cell in enumerate(rebuilt.cells):
        if cell.name in submission.answers and cell.cell_type == "code":
            for later in rebuilt.cells[n + 1 :]:
                defines = any(f"\n{name}" in f"\n{later.text}" for name in names[cell.origin])
                defines |= any(f"\ndef {name}(" in f"\n{later.text}" for name in names[cell.origin])
                if later.origin is None and later.cell_type == "code" and defines:
                    assert not same_text(later.text, cell.origin.released), cell.name
                    again.append(cell.name)
    return again


def outcomes(examples: int = EXAMPLES) -> Counter[str]:
    """Spoil and rebuild this often; the same notebooks every time."""
    counts: Counter[str] = Counter()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(NAMES), plans)
    def spoil(name: str, plan: Plan) -> None:
        submission = correct(name)
        data = spoilt(submission, plan)
        counts[judged(submission, plan, rebuild_file(submission.source, data))] += 1

    spoil()
    return counts


def main() -> None:
    start = time.process_time()
    counts = outcomes(int(sys.argv[1]) if sys.argv[1:] else EXAMPLES)
    for outcome, count in counts.most_common():
        print(f"{count:6}  {outcome}")
    print(f"{counts.total():6}  notebooks, {time.process_time() - start:.1f} s of CPU")


if __name__ == "__main__":
    main()

"""Spoils correct notebooks in every way that we could think of: cells, metadata, format, bytes."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.grader.intake.correct import Correct, to_bytes

Notebook = dict[str, Any]


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
    tail = random.randint(0, min(len(data), 3000))
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
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data  # in another encoding already: once more would be another text
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

"""A submission's folder: what is read, left out and told, or found under another name."""

import json
import os
from pathlib import Path

import pytest

from grader.intake import folder as module
from grader.intake.folder import read_folder

EXPECTED = {"p1": frozenset({"kl"})}


def notebook(*grade_ids: str) -> str:
    cells = [
        {"cell_type": "code", "source": "x", "metadata": {"nbgrader": {"grade_id": grade_id}}}
        for grade_id in grade_ids
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "p1.ipynb").write_text(notebook("kl"))
    return tmp_path


def test_notebooks_and_side_files_are_read(place: Path):
    (place / "data").mkdir()
    (place / "data/a.csv").write_bytes(b"1,2")
    found = read_folder(place, EXPECTED)
    assert found.notebooks == {"p1": notebook("kl").encode()}
    assert found.files == {"data/a.csv": b"1,2"}
    assert (found.repairs, found.reason) == ((), "")


def test_what_jupyter_leaves_behind_is_no_part_of_it(place: Path):
    (place / ".ipynb_checkpoints").mkdir()
    (place / ".ipynb_checkpoints/p1-checkpoint.ipynb").write_text(notebook("kl"))
    (place / "__pycache__").mkdir()
    (place / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    found = read_folder(place, EXPECTED)
    assert (found.files, found.repairs) == ({}, ())
    assert found.timestamp == b"2026-11-20 10:00:00 UTC"


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_a_link_is_left_out_and_told(place: Path, tmp_path_factory, kind: str):
    secret = tmp_path_factory.mktemp("secret")
    (secret / "key.txt").write_text("canary")
    target = {"file": secret / "key.txt", "folder": secret, "dangling": secret / "none"}[kind]
    (place / "mine.txt").symlink_to(target)
    found = read_folder(place, EXPECTED)
    assert found.files == {}
    assert found.repairs == ("mine.txt is a link and was left out",)


def test_another_name_of_a_file_elsewhere_is_left_out(place: Path, tmp_path_factory):
    secret = tmp_path_factory.mktemp("secret") / "key.txt"
    secret.write_text("canary")
    os.link(secret, place / "mine.txt")
    found = read_folder(place, EXPECTED)
    assert found.files == {}
    assert "another name" in found.repairs[0]


def test_a_notebook_that_is_a_link_is_not_followed(tmp_path: Path):
    (tmp_path / "elsewhere.ipynb").write_text(notebook("kl"))
    place = tmp_path / "submission"
    place.mkdir()
    (place / "p1.ipynb").symlink_to(tmp_path / "elsewhere.ipynb")
    assert read_folder(place, EXPECTED).reason == "p1.ipynb is a link and was left out"


def test_a_pipe_or_a_socket_does_not_stop_the_reader(place: Path):
    os.mkfifo(place / "pipe.csv")
    assert "not read" in read_folder(place, EXPECTED).repairs[0]


def test_names_that_could_fool_a_terminal_or_a_path_are_left_out(place: Path):
    (place / "a\x1b[31m.txt").write_text("")
    (place / "..\\up.txt").write_text("")
    found = read_folder(place, EXPECTED)
    assert found.files == {}
    assert len(found.repairs) == 2
    assert all(text.isprintable() for text in found.repairs)


def test_sizes_and_numbers_have_limits(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "FILE_BYTES", 10)
    monkeypatch.setattr(module, "FILES", 3)
    (place / "a_large.bin").write_bytes(b"x" * 11)
    for n in range(4):
        (place / f"small{n}").write_bytes(b"x")
    found = read_folder(place, EXPECTED)
    assert sorted(found.files) == ["small0", "small1"]
    assert any("a_large.bin is too large" in text for text in found.repairs)
    assert any("beyond 3 files" in text for text in found.repairs)


def test_a_notebook_that_is_too_large_says_so(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "NOTEBOOK_BYTES", 10)
    assert "p1.ipynb is too large" in read_folder(place, EXPECTED).reason


@pytest.mark.parametrize(
    "name", ["P1.ipynb", "p1 (1).ipynb", "p1-Copy1.ipynb", "p 1.IPYNB", "p1_final.ipynb"]
)
def test_a_notebook_under_the_name_of_a_copy_is_found_and_told(tmp_path: Path, name: str):
    (tmp_path / name).write_text(notebook("kl"))
    found = read_folder(tmp_path, EXPECTED)
    assert list(found.notebooks) == ["p1"]
    assert found.repairs == (f"p1.ipynb was handed in as {name!r}",)


def test_a_notebook_under_any_name_is_found_by_its_cells(tmp_path: Path):
    (tmp_path / "homework of ada.ipynb").write_text(notebook("kl"))
    (tmp_path / "notes.ipynb").write_text(notebook("other"))
    assert list(read_folder(tmp_path, EXPECTED).notebooks) == ["p1"]


def test_two_candidates_are_left_to_a_human(tmp_path: Path):
    (tmp_path / "one.ipynb").write_text(notebook("kl"))
    (tmp_path / "two.ipynb").write_text(notebook("kl", "mine"))
    reason = read_folder(tmp_path, EXPECTED).reason
    assert reason.startswith("p1.ipynb is missing; the folder holds")
    assert "one.ipynb" in reason


def test_an_archive_is_never_unpacked(tmp_path: Path):
    (tmp_path / "work.zip").write_bytes(b"PK\x03\x04")
    assert read_folder(tmp_path, EXPECTED).reason == (
        "p1.ipynb is missing; 'work.zip' is an archive, which is not unpacked"
    )


def test_an_empty_or_missing_folder_has_a_reason(tmp_path: Path):
    assert "the folder is empty" in read_folder(tmp_path, EXPECTED).reason
    assert "cannot be read" in read_folder(tmp_path / "none", EXPECTED).reason


def test_a_copy_with_other_work_beside_the_notebook_is_told(place: Path):
    (place / "p1-Copy1.ipynb").write_text(notebook("kl", "more"))
    (place / "p1 (1).ipynb").write_text(notebook("kl"))  # the same again
    found = read_folder(place, EXPECTED)
    assert found.repairs == ("'p1-Copy1.ipynb' is there too, p1.ipynb is graded",)


def test_another_notebook_of_the_course_is_no_copy(tmp_path: Path):
    (tmp_path / "p2.ipynb").write_text(notebook("other"))
    reason = read_folder(tmp_path, EXPECTED).reason
    assert reason == "p1.ipynb is missing; the folder holds p2.ipynb"


def test_the_cells_decide_between_two_files_with_names_of_copies(tmp_path: Path):
    (tmp_path / "P1.ipynb").write_text(notebook("other"))
    (tmp_path / "p1 (1).ipynb").write_text(notebook("kl"))
    assert read_folder(tmp_path, EXPECTED).notebooks == {"p1": notebook("kl").encode()}


def test_a_notebook_that_a_browser_took_for_text_is_found(tmp_path: Path):
    (tmp_path / "p1.ipynb.txt").write_text(notebook("kl"))
    assert list(read_folder(tmp_path, EXPECTED).notebooks) == ["p1"]


def test_one_notebook_that_cannot_be_read_among_several_is_a_reason(place: Path):
    (place / "p2.ipynb").symlink_to(place / "p1.ipynb")
    reason = read_folder(place, EXPECTED | {"p2": frozenset({"elbo"})}).reason
    assert reason == "p2.ipynb is a link and was left out"


def test_side_files_do_not_take_the_room_of_a_notebook(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "ALL_BYTES", 1000)
    (place / "a.bin").write_bytes(b"x" * 1000)
    found = read_folder(place, EXPECTED)
    assert list(found.notebooks) == ["p1"]
    assert "a.bin is too large" in found.repairs[0]


def test_a_folder_that_is_a_link_is_not_followed(place: Path, tmp_path_factory):
    link = tmp_path_factory.mktemp("submitted") / "ex1"
    link.symlink_to(place)
    assert "cannot be read" in read_folder(link, EXPECTED).reason


def test_a_flood_of_folders_is_cut_off(place: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "ENTRIES", 5)
    monkeypatch.setattr(module, "DEPTH", 1)
    for n in range(9):
        (place / f"d{n}" / "deep").mkdir(parents=True)
    found = read_folder(place, EXPECTED)
    assert list(found.notebooks) == ["p1"]
    assert "d0/deep is more than 1 folders deep and was left out" in found.repairs
    assert "the rest is beyond 5 names and was left out" in found.repairs


def test_a_file_that_vanishes_while_it_is_read_stops_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch
):
    names = os.listdir

    def with_a_ghost(folder: int) -> list[str]:
        return [*names(folder), "ghost.csv"]

    monkeypatch.setattr(module.os, "listdir", with_a_ghost)
    found = read_folder(place, EXPECTED)
    assert list(found.notebooks) == ["p1"]
    assert found.repairs == (
        "ghost.csv cannot be read (No such file or directory) and was left out",
    )

"""What browsers, editors and disks do to the file of a notebook: each writes it in its way."""

import json
from pathlib import Path

import nbformat


def named_as_a_copy(path: Path, notebook: str) -> None:
    """Write the file as a browser names a second download."""
    path.with_stem(f"{path.stem} (1)").write_text(notebook)


def with_byte_order_mark(path: Path, notebook: str) -> None:
    """Write the file as some editors of Windows do."""
    path.write_text(notebook, encoding="utf-8-sig")


def of_notebook_format_3(path: Path, notebook: str) -> None:
    """Write the file as Jupyter did until 2015."""
    nbformat.write(nbformat.reads(notebook, as_version=4), path, version=3)


def with_foreign_kernel(path: Path, notebook: str) -> None:
    """Write the file with a kernel that only the student's machine has."""
    kernel = {"name": "conda-env-mine", "display_name": "mine", "language": "python"}
    path.write_text(json.dumps(json.loads(notebook) | {"metadata": {"kernelspec": kernel}}))


def with_line_ends_of_windows(path: Path, notebook: str) -> None:
    """Write the file with carriage returns in the cells."""
    path.write_text(notebook.replace("\\n", "\\r\\n"))


def cut_off(path: Path, notebook: str) -> None:
    """Write the file without its end, the last answer included."""
    path.write_text(notebook[:-2000])


def empty(path: Path, notebook: str) -> None:
    """Write nothing."""
    path.write_text("")

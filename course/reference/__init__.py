"""The reference solutions, a module per topic; `course build` writes their bodies into `source/`.

A solution cell names its function (`reference="vae.kl_to_standard_normal"`). The build shows the
student the signature and the docstring and puts the body between the solution markers, so each
docstring is the task: formula, shapes, units, log base, reduced axis, errors, source. Bodies use
`np` and the arguments alone. Randomness is always an argument; inputs are never changed.
"""

import ast
from pathlib import Path


def function_source(name: str) -> str:
    """Return the text of "module.function"; raises KeyError saying what does not exist."""
    module, _, function = name.partition(".")
    path = Path(__file__).parent / f"{module}.py"
    if not module.isidentifier() or not path.is_file():
        raise KeyError(f"course/reference has no module {module!r}")
    text = path.read_text("utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])
    raise KeyError(f"course/reference/{module}.py has no function {function!r}")

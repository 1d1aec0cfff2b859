"""Where a statement draws random numbers that no other process will draw again."""

import ast
from collections.abc import Callable, Iterator

from grader.planning import libraries
from grader.planning.names import Statement
from grader.planning.scope_bindings import Chain, chain

RANDOM = "<random>"  # the state of the global generators, as if it were a name
SEED = "<seed>"  # read by what sets that state

Resolve = Callable[[Chain], str]


def random_names(one: Statement, resolve: Resolve) -> tuple[set[str], set[str]]:
    """RANDOM and SEED, as far as the statement uses them now, and as far as its functions do."""
    now = _of(map(resolve, one.read.chains))
    later = _of(map(resolve, one.read.later_chains))
    if _draws_unseeded(one.node, resolve):
        (later if one.is_definition else now).add(RANDOM)
    return now, later


def _of(dotted: Iterator[str]) -> set[str]:
    found: set[str] = set()
    for name in dotted:
        if libraries.seeds(name):
            found |= {RANDOM, SEED}
        elif libraries.uses_global_random_state(name):
            found.add(RANDOM)
    return found


def _draws_unseeded(node: ast.AST, resolve: Resolve) -> bool:
    """Whether a call in it makes a generator without a seed, or draws unless it is given one."""
    for call in ast.walk(node):
        whole = chain(call.func) if isinstance(call, ast.Call) else None
        if whole is None or not isinstance(call, ast.Call):
            continue
        dotted = resolve(whole)
        if libraries.makes_generator(dotted) and not call.args and not call.keywords:
            return True
        seeded = any(word.arg in ("random_state", "rng", "seed") for word in call.keywords)
        if libraries.takes_random_state(dotted or whole[-1]) and not seeded:
            return True
    return False

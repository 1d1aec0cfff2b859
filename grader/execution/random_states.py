"""Random generators: the student's global ones follow the judge's; others go as plain data."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np

from grader.execution.wire import WireError

BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_seedings = 0  # how often a test has set a generator in this process


@contextmanager
def watched() -> Iterator[None]:
    """Count, while it lasts, what sets a global generator."""
    with ExitStack() as stack:
        for module, names in (
            (np.random, ("seed", "set_state")),
            (random, ("seed", "setstate")),
            (sys.modules.get("torch"), ("manual_seed", "set_rng_state")),
        ):
            for name in names if module else ():
                original = getattr(module, name)
                setattr(module, name, _counted(original))
                stack.callback(setattr, module, name, original)
        yield


def _counted(seed: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*args: Any, **kwargs: Any) -> Any:
        global _seedings
        _seedings += 1
        return seed(*args, **kwargs)

    return counted


class RandomStates:
    """What one student process has seen of the judge's generators."""

    def __init__(self) -> None:
        self._seen, self._seedings = _states(), _seedings

    def changed(self) -> dict[str, Any]:
        """The states to send, if they are not what was seen last or were set anew.

        Otherwise the student's generators go on from where its last call left them.
        """
        states = _states()
        set_anew = self._seedings != _seedings
        if not set_anew and all(_equal(states[name], self._seen[name]) for name in states):
            return {}
        self._seen, self._seedings = states, _seedings
        return states


def _states() -> dict[str, Any]:
    states: dict[str, Any] = {"numpy": np.random.get_state(), "random": random.getstate()}
    torch = sys.modules.get("torch")
    if torch is not None:
        states["torch"] = torch.get_rng_state().numpy().tobytes()
    return states


def _equal(a: Any, b: Any) -> bool:
    """Whether two states are equal; numpy's holds an array, which `==` would spread."""
    if isinstance(a, tuple) and len(a) == 5:
        return bool(a[2:] == b[2:]) and bool(np.array_equal(a[1], b[1]))
    return bool(a == b)


def bit_generator_state(generator: np.random.Generator) -> list[Any]:
    """The kind and the state of a random generator, as plain data."""
    return [type(generator.bit_generator).__name__, generator.bit_generator.state]


def generator_of(kind: Any, state: Any) -> np.random.Generator:
    """The generator of this state. Raises WireError for an impossible one."""
    if kind not in BIT_GENERATORS:
        raise WireError("an unknown random generator")
    bits = getattr(np.random, kind)()
    bits.state = state
    took: Any = bits.state
    places = ((took["state"].get("pos", 0), 624), (took.get("buffer_pos", 0), 4))
    if any(not 0 <= place <= end for place, end in places):  # the next draw would read there
        raise WireError("an impossible state of a random generator")
    return np.random.Generator(bits)

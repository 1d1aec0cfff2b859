"""What is known of libraries by name: which draw, which draw random numbers from a global state."""

from collections.abc import Iterable

_DRAW = frozenset(
    {"IPython", "altair", "bokeh", "ipywidgets", "matplotlib", "mpl_toolkits", "plotly", "pylab"}
    | {"graphviz", "holoviews", "seaborn"}
)
_OWN_STATE = frozenset(
    {"BitGenerator", "Generator", "MT19937", "PCG64", "PCG64DXSM", "Philox", "Random", "SFC64"}
    | {"RandomState", "SeedSequence", "SystemRandom", "default_rng"}
)
_TORCH_DRAWS = frozenset(
    {"bernoulli", "manual_seed", "multinomial", "nn", "normal", "poisson", "rand", "rand_like"}
    | {"randint", "randint_like", "randn", "randn_like", "random", "randperm", "seed", "utils"}
)


def draws(module: str) -> bool:
    """Whether figures come from this module, or from this member of one."""
    return module.split(".")[0] in _DRAW


def uses_global_random_state(dotted: str) -> bool:
    """Whether this function seeds, or draws from, a generator that the whole process shares.

    Layers of torch do (their weights), and so do distributions of scipy when they sample.
    """
    head, *rest = dotted.split(".")
    if _OWN_STATE & {*rest}:
        return False
    if head == "random":
        return bool(rest)
    if head == "numpy":
        return rest[:1] == ["random"] and len(rest) > 1
    if head == "torch":
        return bool(rest) and rest[0] in _TORCH_DRAWS
    if head == "tensorflow":
        return rest[:1] == ["random"] or "keras" in rest
    return head == "scipy" and rest[-1:] == ["rvs"]


def may_be_modules(names: Iterable[str]) -> set[str]:
    """Dotted names with all their parents: `a.b` → a, a.b."""
    parts = [name.split(".") for name in names]
    return {".".join(part[:n]) for part in parts for n in range(1, len(part) + 1)}

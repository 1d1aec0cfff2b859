"""What is known of libraries by name: which draw, which draw random numbers from a global state."""

_DRAW = frozenset(
    {"IPython", "altair", "bokeh", "ipywidgets", "matplotlib", "mpl_toolkits", "plotly", "pylab"}
    | {"graphviz", "holoviews", "seaborn"}
)
_HEAVY = frozenset({"torch", "tensorflow", "jax"})  # too slow to fork for those who need them not
_OWN_STATE = frozenset(
    {"BitGenerator", "Generator", "MT19937", "PCG64", "PCG64DXSM", "Philox", "Random", "SFC64"}
    | {"RandomState", "SeedSequence", "SystemRandom", "default_rng"}
)
_SEED = frozenset({"manual_seed", "seed", "set_rng_state", "set_seed", "set_state", "setstate"})
_SPLIT = "train_test_split"
_TORCH_DRAWS = frozenset(
    {"bernoulli", "manual_seed", "multinomial", "nn", "normal", "poisson", "rand", "rand_like"}
    | {"randint", "randint_like", "randn", "randn_like", "random", "randperm", "seed", "utils"}
)


def draws(module: str) -> bool:
    """Whether figures come from this module, or from this member of one."""
    return module.split(".")[0] in _DRAW


def is_heavy(module: str) -> bool:
    """Whether notebooks that import this module want warm processes of their own."""
    return module.split(".")[0] in _HEAVY


def uses_global_random_state(dotted: str) -> bool:
    """Whether this function seeds, or draws from, a generator that the whole process shares.

    Layers of torch do, for their weights.
    """
    head, *rest = dotted.split(".")
    if _OWN_STATE & {*rest}:
        return False
    if head in ("random", "secrets", "uuid"):
        return bool(rest)
    if head == "numpy":
        return rest[:1] == ["random"] and len(rest) > 1
    if head == "torch":
        return bool(rest) and rest[0] in _TORCH_DRAWS
    return head == "tensorflow" and (rest[:1] == ["random"] or "keras" in rest)


def seeds(dotted: str) -> bool:
    """Whether this function sets the state of such a generator."""
    return uses_global_random_state(dotted) and dotted.split(".")[-1] in _SEED


def makes_generator(dotted: str) -> bool:
    """Whether this makes a generator of its own, with a seed if it is given one."""
    return dotted.split(".")[-1] in _OWN_STATE and dotted.split(".")[0] in ("numpy", "random")


def takes_random_state(dotted: str) -> bool:
    """Whether this draws from a shared generator unless it is given `random_state`.

    A name without a module is a method: tables and distributions have these two.
    """
    head, *rest = dotted.split(".")
    if head == "sklearn":
        return rest[-1].startswith("make_") or rest[-1] in ("resample", "shuffle", _SPLIT)
    return dotted == "sample" or dotted == "rvs" or (head == "scipy" and rest[-1:] == ["rvs"])

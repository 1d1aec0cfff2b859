r"""Problem set 3, part 3.4 once more: Adam as a class (needs torch)."""

# %% [markdown]
r"""
# Problem set 3 · 3.4 in torch · Adam as a class

**About 30 minutes · medium · 7 points · before it: 3.4 of this problem set · needs torch**

In 3.4 you wrote one step of Adam as a pure function. A training loop wants something else: an object
that knows all parameters of a model, remembers their running means from step to step, and changes the
parameters *in place*, since the model must see the new values. This is where home-made optimisers go
wrong, and silently: a loss still falls with half of the corrections missing.

Yours must walk the same way as `torch.optim.Adam`, to nine digits, over 25 steps.

Without torch this notebook cannot run and is not counted; everything else of the problem set does.
"""

# %%
import torch
from torch import nn

torch.set_num_threads(1)

# %% [markdown]
r"""
## 3.4 · A class `MyAdam` *(medium, 30 minutes)*

**Predict first.** A weight has had gradients for ten steps, all of them 1. From step 11 on its loss does
not depend on it any more. Its gradient may then be (i) a tensor of zeros, or (ii) `None`, which means that
there is none. What does `torch.optim.Adam` do with the weight in the steps 11, 12, …?

- **a** It stands still in both cases: without a slope there is no step.
- **b** With zeros it goes on moving for a while; with `None` it stands still.
- **c** With zeros it stands still; with `None` there is an error.
- **d** It goes on moving in both cases, since the running means remember the way.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="torch_predict"
answer_none = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_none = "b"
### END SOLUTION

# %% points=1 tests="p34t_predict"
assert answer_none in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
import torch

from course import checks

for later, moves in ((torch.zeros(1), True), (None, False)):
    weight = torch.nn.Parameter(torch.zeros(1))
    adam_p = torch.optim.Adam([weight], lr=0.1)
    for step_p in range(12):
        weight.grad = torch.ones(1) if step_p < 10 else later
        before_p = weight.item()
        adam_p.step()
    assert (weight.item() != before_p) == moves
checks.choice(
    answer_none,
    key="b",
    feedback={
        "a": "what is the running mean m after ten gradients of 1 and one of 0?",
        "c": "weights without a gradient are common, a frozen layer has only such; no error",
        "d": "for None no mean is touched and nothing is done; a tensor of zeros is a gradient",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** All three methods, some twelve lines. The formulas are those of 3.4; new is who keeps what.

<details><summary>Hint 1 · a question</summary>

How often may the clock advance in one call of `step()`, if there are 50 parameters?
</details>
<details><summary>Hint 2 · shapes</summary>

Each parameter has an `m` and a `v` of its shape, zeros at the start. A generator can be walked through
once only: keep a list. Under `torch.no_grad()` a parameter may be changed in place.
</details>
<details><summary>Hint 3 · one blank</summary>

With p in place: `p -= ` lr · mended m / ( ______ + eps ). The line `p = p - …` gives a new tensor a name
and leaves the model as it is.
</details>
"""


# %% solution="my_adam"
class MyAdam:
    """Adam (Kingma & Ba 2015, algorithm 1) for the parameters of a model.

    params: an iterable of parameters of any shapes, perhaps a generator. The running means m and v of
    each gradient and of its square start at 0; before use they are divided by 1 − beta1ᵗ and
    1 − beta2ᵗ, where t counts the calls of `step`, 1 at the first.
    step(): changes each parameter in place by −lr · mended m / (√(mended v) + eps). One whose `grad`
    is None is left as it is, and so are its means. Gradients are read only.
    zero_grad(): afterwards each `grad` is None (or zeros); nothing else changes.
    """

    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        ### BEGIN SOLUTION
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0
        return
        ### END SOLUTION
        raise NotImplementedError("MyAdam is not written yet")

    def step(self):
        ### BEGIN SOLUTION
        self.t += 1
        with torch.no_grad():
            for k, p in enumerate(self.params):
                if p.grad is None:
                    continue
                self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * p.grad
                self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * p.grad**2
                mended_m = self.m[k] / (1 - self.beta1**self.t)
                mended_v = self.v[k] / (1 - self.beta2**self.t)
                p -= self.lr * mended_m / (mended_v.sqrt() + self.eps)
        return
        ### END SOLUTION
        raise NotImplementedError("step of MyAdam is not written yet")

    def zero_grad(self):
        ### BEGIN SOLUTION
        for p in self.params:
            p.grad = None
        return
        ### END SOLUTION
        raise NotImplementedError("zero_grad of MyAdam is not written yet")


# %% [markdown]
r"""
The next two cells are locked: they let an optimiser walk with gradients that are given, and note where
each step leads. The tests use them with your class.
"""


# %% readonly="p34t_walker"
def walker(make):
    """The function that lets an optimiser of this class walk."""

    def walk(starts, gradients, settings):
        """Where each step leads, all parameters in a row, and what is left in the gradients.

        gradients: for each step one per parameter, None for none. Returns the way (steps, total),
        whether a step left the gradients as they were, and whether zero_grad cleared them.
        """
        params = [nn.Parameter(torch.tensor(start)) for start in starts]
        optimizer = make((p for p in params), **settings)
        way, kept = [], True
        for given in gradients:
            for p, g in zip(params, given, strict=True):
                p.grad = None if g is None else torch.tensor(g)
            optimizer.step()
            way.append(np.concatenate([p.detach().numpy().ravel() for p in params]))
            for p, g in zip(params, given, strict=True):
                kept = kept and (g is None or bool((p.grad == torch.tensor(g)).all()))
        optimizer.zero_grad()
        cleared = all(p.grad is None or not bool(p.grad.any()) for p in params)
        moved = np.concatenate([p.detach().numpy().ravel() for p in params])
        return np.stack(way), kept, cleared, bool((moved == way[-1]).all())

    return walk


# %% readonly="p34t_walk"
walk = walker(MyAdam)

# %% points=1 tests="p34t_by_hand"
# As in 3.4: p = 2, g = 3 give m = 1.5, mended 3; v = 2.25, mended 9; p = 2 − 0.5 · 3 / (3 + 1).
with attempt():
    by_hand = walk(
        [np.array([2.0])],
        [[np.array([3.0])]],
        {"lr": 0.5, "beta1": 0.5, "beta2": 0.75, "eps": 1.0},
    )
    expect(by_hand[0], [[1.625]], about="one parameter after one step")

# %% points=2 tests="p34t_random"
assert callable(walk)  # hidden: 25 steps of three parameters, two sizes of eps, the defaults
### BEGIN HIDDEN TESTS
import torch

from course import checks, oracles

adam_rng = checks.rng("p34t_random")
shapes_t = ((3,), (2, 2), ())
starts_t = [adam_rng.normal(size=shape) for shape in shapes_t]
gradients_t = [[adam_rng.normal(size=shape) for shape in shapes_t] for _ in range(25)]
mistaken_t = oracles.optimization.mistaken_adam


def way_of(starts, gradients, settings):
    return walk(starts, gradients, settings)[0]


def torch_way(starts, gradients, settings):
    """The way of torch's own Adam."""
    params = [torch.nn.Parameter(torch.tensor(start)) for start in starts]
    betas = settings.get("beta1", 0.9), settings.get("beta2", 0.999)
    rest = {key: settings[key] for key in ("lr", "eps") if key in settings}
    adam, way = torch.optim.Adam(params, betas=betas, **rest), []
    for given in gradients:
        for p, g in zip(params, given, strict=True):
            p.grad = None if g is None else torch.tensor(g)
        adam.step()
        way.append(np.concatenate([p.detach().numpy().ravel() for p in params]))
    return np.stack(way)


def way_by(step, clock=lambda s, k, n: s + 1):
    """The way of a step function (p, g, m, v, t, lr, b1, b2, eps), parameter by parameter."""

    def way(starts, gradients, settings):
        state = [(p, 0 * p, 0 * p) for p in starts]
        whole = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, **settings}
        rows = []
        for s, given in enumerate(gradients):
            for k, g in enumerate(given):
                p, m, v = state[k]
                if g is not None:
                    state[k] = step(p, g, m, v, clock(s, k, len(given)), *whole.values())
            rows.append(np.concatenate([np.ravel(p) for p, _, _ in state]))
        return np.stack(rows)

    return way


def uncorrected(first, second):
    return mistaken_t(
        mend_m=(lambda b, t: 1) if first else (lambda b, t: 1 - b**t),
        mend_v=(lambda b, t: 1) if second else (lambda b, t: 1 - b**t),
    )


def stays(starts, gradients, settings):
    return np.tile(np.concatenate([np.ravel(s) for s in starts]), (len(gradients), 1))


right_t = oracles.optimization.adam_step
checks.agree(
    way_of,
    torch_way,
    [
        (starts_t, gradients_t, {"lr": 0.05, "eps": 1e-8}),
        (starts_t, gradients_t, {"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-2}),
        (starts_t, gradients_t[:3], {}),
    ],
    mistakes={
        "nothing moves: the parameters themselves must change, in place": stays,
        "after the first step nothing moves: can params be walked through twice?": (
            lambda starts, gradients, settings: np.repeat(
                torch_way(starts, gradients[:1], settings), len(gradients), axis=0
            )
        ),
        "the clock advances for each parameter, not for each step": way_by(
            right_t, clock=lambda s, k, n: s * n + k + 1
        ),
        "the clock stands still: every step is mended as the first one": way_by(
            right_t, clock=lambda s, k, n: 1
        ),
        "neither m nor v is mended before use": way_by(uncorrected(True, True)),
        "m is not mended before use": way_by(uncorrected(True, False)),
        "v is not mended before use": way_by(uncorrected(False, True)),
        "the gradient is averaged where its square is asked for": way_by(mistaken_t(second=np.abs)),
        "eps stands under the root": way_by(
            mistaken_t(move=lambda m, v, eps, _: m / np.sqrt(v + eps))
        ),
        "eps is added before v is mended": way_by(
            mistaken_t(move=lambda m, v, eps, divisor: m / (np.sqrt(v) + eps / np.sqrt(divisor)))
        ),
        "the root of v is missing": way_by(mistaken_t(move=lambda m, v, eps, _: m / (v + eps))),
        "it moves up the slope, not down": way_by(mistaken_t(sign=1.0)),
        "mended means are kept, and mended once more in the next step": way_by(
            mistaken_t(keeps_mended=True)
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p34t_none"
assert callable(walk)  # hidden: a parameter that never has a gradient
### BEGIN HIDDEN TESTS
import torch

from course import checks

adam_rng = checks.rng("p34t_none")
one_n, two_n, three_n = (adam_rng.normal(size=size) for size in (2, 3, 2))
gradients_n = [[adam_rng.normal(size=2), None, adam_rng.normal(size=2)] for _ in range(5)]
way_n, _, cleared_n, _ = checks.call(
    walk, [one_n, two_n, three_n], gradients_n, {"lr": 0.1, "eps": 1e-3}
)
checks.require(way_n[:, 2:5] == two_n, "a parameter without a gradient (None) moves")
others_n = [torch.nn.Parameter(torch.tensor(start)) for start in (one_n, three_n)]
adam_n = torch.optim.Adam(others_n, lr=0.1, eps=1e-3)
for first_n, _, last_n in gradients_n:
    others_n[0].grad, others_n[1].grad = torch.tensor(first_n), torch.tensor(last_n)
    adam_n.step()
checks.require(
    np.allclose(way_n[-1, :2], others_n[0].detach().numpy(), rtol=1e-9)
    and np.allclose(way_n[-1, 5:], others_n[1].detach().numpy(), rtol=1e-9),
    "beside a parameter without a gradient the others go another way than torch's",
)
### END HIDDEN TESTS

# %% points=1 tests="p34t_gradients"
assert callable(walk)  # hidden: what becomes of the gradients
### BEGIN HIDDEN TESTS
from course import checks

adam_rng = checks.rng("p34t_gradients")
starts_g = [adam_rng.normal(size=4), adam_rng.normal(size=(2, 3))]
gradients_g = [[adam_rng.normal(size=4), adam_rng.normal(size=(2, 3))] for _ in range(3)]
_, kept_g, cleared_g, still_g = checks.call(walk, starts_g, gradients_g, {"lr": 0.1})
checks.require(kept_g, "a step changes the gradients; they are to be read only")
checks.require(cleared_g, "zero_grad leaves old gradients behind: they would be added to new ones")
checks.require(still_g, "zero_grad moves the parameters")
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** A small network learns a wave from the points. The dots are its loss with `torch.optim.Adam`, the
line is its loss with your class, from the same start. They must lie on each other, at every step.
"""


# %%
def losses_with(make):
    """The losses of 150 steps from a start that is always the same."""
    torch.manual_seed(3)
    x = torch.linspace(-2, 2, 40)[:, None]
    model = nn.Sequential(nn.Linear(1, 16), nn.Tanh(), nn.Linear(16, 1))
    optimizer, losses = make(model.parameters(), lr=0.02), []
    for _ in range(150):
        loss = ((model(x) - torch.sin(3 * x)) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


figure, axis = plt.subplots(figsize=(6.4, 3.2), layout="constrained")
true_losses = losses_with(torch.optim.Adam)
axis.plot(range(0, 150, 5), true_losses[::5], "o", color=TRUTH, ms=4, label="torch.optim.Adam")
axis.set(xlabel="step", ylabel="loss", yscale="log", title="the same network, two optimisers")
with attempt():
    axis.plot(losses_with(MyAdam), color=YOURS, label="yours")
axis.legend()
plt.show()

# %% [markdown]
r"""
**Explain.** The memory of an optimiser is real memory. A language model has $7\cdot10^9$ parameters, and
everything is kept in float32, 4 bytes a number. How many GB ($10^9$ bytes) does Adam hold **in addition**
to the parameters and their gradients?
"""

# %% solution="memory"
gigabytes_extra = None  # a number
### BEGIN SOLUTION
gigabytes_extra = 56
### END SOLUTION

# %% points=1 tests="p34t_memory"
assert gigabytes_extra is None or gigabytes_extra > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

per_copy = 7e9 * np.dtype(np.float32).itemsize / 1e9
checks.number(
    gigabytes_extra,
    2 * per_copy,
    mistakes={
        "that is one number per parameter; how many does Adam remember?": per_copy,
        "the parameters themselves are in there too": 3 * per_copy,
        "the parameters and their gradients are in there too": 4 * per_copy,
        "that is a count of numbers, not of bytes": 14.0,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** An optimiser is state beside the model: one clock, and two running means per
parameter, as large as the model each. It changes parameters in place and reads gradients only. That a loss
falls proves little; that it falls exactly as with a trusted implementation proves much.

*Further:* Kingma & Ba, *Adam: A Method for Stochastic Optimization*, 2015.
"""

r"""Problem set 2, part 2.5: a layer that solves a differential equation (needs torch)."""

# %% [markdown]
r"""
# Problem set 2 · 2.5 · A layer that is a differential equation

**About 40 minutes · hard · 9 points · before it: 2.3 and 2.4 of this problem set · needs torch**

In 2.3 a deep residual network turned into a differential equation, and in 2.4 you solved one step
by step. Here the two meet: a *neural ODE* is a layer whose output is the solution of

$$\frac{\mathrm dh}{\mathrm dt} = f_\theta(h, t),\qquad h(t_0) = h_0,$$

at times that the caller chooses, where $f_\theta$ is a network. Its depth is no number of layers but a
stretch of time. Continuous normalising flows and flow-matching models draw their samples with
exactly this layer. A solver that chooses its own steps does the arithmetic, and gradients flow
through it into $\theta$ and $h_0$.

Without torch this notebook cannot run and is not counted; everything else of the problem set does.

*You will learn:* to build the layer around somebody else's solver, to trust its gradient, and
which maps it can never learn.
"""

# %%
import itertools
from functools import partial

import torch
from torch import nn

torch.set_num_threads(1)
try:
    from torchdiffeq import odeint

    solve = partial(odeint, rtol=1e-6, atol=1e-8)
except ImportError:  # the same interface with steps of a fixed length

    def solve(func, y0, t, substeps=40):
        """The solution of y' = func(t, y) with y(t[0]) = y0 at all times t (Runge–Kutta)."""
        states = [y0]
        for start, end in itertools.pairwise(t):
            step, y = (end - start) / substeps, states[-1]
            for k in range(substeps):
                now = start + k * step
                k1 = func(now, y)
                k2 = func(now + step / 2, y + step / 2 * k1)
                k3 = func(now + step / 2, y + step / 2 * k2)
                k4 = func(now + step, y + step * k3)
                y = y + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            states.append(y)
        return torch.stack(states)


# %% [markdown]
r"""
## 2.5 · A neural ODE layer *(hard, 40 minutes)*

The cell above brings the solver: `solve(func, y0, t)` with a starting value `y0`, a tensor of times `t`,
and a function `func(t, y)`: **time first**. Your fields have the order of 2.4, `field(h, t)`: the state
first.

**Predict first.** Suppose a field in the order of 2.4, $f(h, t) = -h$, is handed to the solver as it is.
What comes out for $h_0 = 1$ at $t = 1$, after a start at $t = 0$?

- **a** $e^{-1}$, as it should be: this field does not depend on time, so that the order does not matter.
- **b** Nothing: torch raises an error, because a time and a state have different shapes.
- **c** $\tfrac12$, which solves another equation.
- **d** $e$, the solution run backwards in time.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="ode_predict"
answer_swapped = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_swapped = "c"
### END SOLUTION

# %% points=1 tests="p25_predict"
assert answer_swapped in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from scipy.integrate import quad

from course import checks

swapped_25 = 1 + quad(lambda t: -t, 0, 1)[0]  # h' = −t
assert abs(swapped_25 - 0.5) < 1e-9
checks.choice(
    answer_swapped,
    key="c",
    feedback={
        "a": "an argument is bound by its place, not by its name: what stands in the place of h?",
        "b": "a time has the shape (), which goes together with a state of any shape: no complaint",
        "d": "the sign stays what it was. Which variable is it that gets the minus sign?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** Write `forward`. A module that is kept as an attribute of a module brings its weights with it, so
the constructor, which is given, makes the weights of the field those of the layer.

Do one case by hand before you code: $f = -h$ from 1, at $t = 0, \tfrac12, 1$; and $f = t$ from 0. The test
below knows them.

<details><summary>Hint 1 · a question</summary>

Which argument comes first for the solver, and which for the field?
</details>
<details><summary>Hint 2 · shapes</summary>

`h0` is (B, d) and `t` is (K,); the solver returns (K, B, d), a state for each time. Nothing is to be
cut off, turned or detached.
</details>
<details><summary>Hint 3 · one blank</summary>

solve( lambda t, h: ______ , h0, t )
</details>
"""


# %% solution="ode_layer"
class NeuralODELayer(nn.Module):
    """The solution of h' = field(h, t) as a layer (Chen et al. 2018, section 2).

    field: a module or a function, called as field(h, t) with a state h (B, d) and a time t, a
    tensor of shape (); it returns the slope (B, d).
    forward(h0, t): h0 (B, d) is the state at the time t[0]; t (K,) are the times, rising or
    falling, t[0] any number. Returns the states at all K times, (K, B, d), the first of them h0,
    with the type of h0. Gradients flow into h0 and into the weights of the field. h0 and t are not
    changed. Calls `solve`, which takes its steps from t[0] on.
    """

    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        ### BEGIN SOLUTION
        return solve(lambda time, state: self.field(state, time), h0, t)
        ### END SOLUTION
        raise NotImplementedError("forward of NeuralODELayer returns nothing yet")


# %% points=1 tests="p25_by_hand"
# h' = −h from 1 is e^(−t); h' = t from 0 is t²/2.
with attempt():
    three_times = torch.tensor([0.0, 0.5, 1.0], dtype=torch.float64)
    decay = NeuralODELayer(lambda h, t: -h)(torch.ones(1, 1, dtype=torch.float64), three_times)
    expect(decay[:, 0, 0], [1, 0.606531, 0.367879], tolerance=1e-4, about="f = −h")
    ramp = NeuralODELayer(lambda h, t: t + 0 * h)(
        torch.zeros(2, 3, dtype=torch.float64), three_times
    )
    expect(tuple(ramp.shape), (3, 2, 3), about="the shape for three times, two rows of width 3")
    expect(ramp[:, 1, 2], [0, 0.125, 0.5], tolerance=1e-4, about="f = t")

# %% points=2 tests="p25_random"
assert callable(NeuralODELayer)  # hidden: fields with time, batches, times that start anywhere
### BEGIN HIDDEN TESTS
import torch
from scipy.integrate import solve_ivp

from course import checks

ode_rng = checks.rng("p25_random")
rates_25 = ode_rng.uniform(0.5, 1.5, size=3)
matrix_25 = ode_rng.normal(size=(3, 3))


def states_of(field, h0, t):
    """What the layer gives; the field is a function of h and t."""
    result = NeuralODELayer(field)(torch.tensor(h0), torch.tensor(t))
    return None if result is None else np.asarray(torch.as_tensor(result).detach())


def driven_field(h, t):
    return torch.sin(3 * t) - h * torch.tensor(rates_25) + t / 2


def linear_field(h, t):
    return h * torch.tensor(matrix_25[0]) + t * torch.tensor(matrix_25[1])


def exact(field, h0, t, time=lambda s: s):
    """The states by a solver of another library, to ten digits."""

    def slope(s, h):
        now = torch.tensor(float(time(s)), dtype=torch.float64)
        return np.broadcast_to(
            np.asarray(field(torch.tensor(h.reshape(h0.shape)), now)), h0.shape
        ).ravel()

    span, grid = (t[0], t[-1]), np.asarray(t, float)
    solution = solve_ivp(slope, span, h0.ravel(), t_eval=grid, rtol=1e-9, atol=1e-11)
    return solution.y.T.reshape(len(t), *h0.shape)


def euler_on_grid(field, h0, t):
    states = [torch.tensor(h0)]
    for start, end in itertools.pairwise(t):
        now = torch.tensor(start, dtype=torch.float64)
        states.append(states[-1] + (end - start) * field(states[-1], now))
    return np.stack([np.asarray(s) for s in states])


def frozen_slope(field, h0, t):
    slope = np.asarray(field(torch.tensor(h0), torch.tensor(t[0], dtype=torch.float64)))
    return h0 + (t - t[0])[:, None, None] * slope


cases_25 = [
    (driven_field, ode_rng.normal(size=(3, 3)), np.array([0.0, 0.3, 1.1, 2.0])),
    (linear_field, ode_rng.normal(size=(4, 3)), np.array([0.5, 1.0, 1.2])),
    (driven_field, ode_rng.normal(size=(2, 3)), np.array([-1.0, 0.5])),
]
checks.agree(
    states_of,
    exact,
    cases_25,
    rtol=1e-4,  # the solver keeps 1e-6 per step
    atol=1e-5,
    mistakes={
        "the field gets its arguments in the solver's order, the time as its state": (
            lambda f, h0, t: exact(lambda h, s: f(s, h), h0, t)
        ),
        "the times are replaced by times from 0 to 1": (
            lambda f, h0, t: exact(f, h0, np.linspace(0, 1, len(t)))
        ),
        "the clock starts at 0, not at t[0]": lambda f, h0, t: exact(f, h0, t - t[0]),
        "the time never reaches the field: its slope is always that of time 0": (
            lambda f, h0, t: exact(f, h0, t, time=lambda s: 0.0)
        ),
        "the time never reaches the field: its slope is always that of t[0]": (
            lambda f, h0, t: exact(f, h0, t, time=lambda s: t[0])
        ),
        "one Euler step is taken from each time to the next: too coarse": euler_on_grid,
        "the slope of the start is kept all the way": frozen_slope,
        "it starts from 0, whatever h0 is": lambda f, h0, t: exact(f, 0 * h0, t),
        "it runs against the slope": lambda f, h0, t: exact(lambda h, s: -f(h, s), h0, t),
        "the batch comes first, the times come second": (
            lambda f, h0, t: exact(f, h0, t).swapaxes(0, 1)
        ),
        "only the last state is returned": lambda f, h0, t: exact(f, h0, t)[-1],
        "the state at the start is missing": lambda f, h0, t: exact(f, h0, t)[1:],
        "h0 is left out: what comes back are changes, not states": (
            lambda f, h0, t: exact(f, h0, t) - h0
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p25_properties"
assert callable(NeuralODELayer)  # hidden: backwards in time, in two parts, rows on their own
### BEGIN HIDDEN TESTS
import torch

from course import checks

ode_rng = checks.rng("p25_properties")
start_p = torch.tensor(ode_rng.normal(size=(4, 2)))


def swinging_field(h, t):
    return torch.sin(h) - 2 * t * torch.cos(h)


def layer_states(h0, *times):
    return NeuralODELayer(swinging_field)(h0, torch.tensor(times, dtype=torch.float64))


there = checks.call(layer_states, start_p, 0.25, 0.75, 1.5)
checks.require(
    there is not None and tuple(there.shape) == (3, 4, 2),
    "three times, four rows of width 2: the shape is not (3, 4, 2)",
)
checks.require(there.dtype == torch.float64, "h0 is float64, the states are not")
checks.require(torch.allclose(there[0], start_p), "the first state is not h0")
back = checks.call(layer_states, there[-1], 1.5, 0.75, 0.25)
checks.require(
    torch.allclose(back.flip(0), there, rtol=1e-4, atol=1e-4),
    "forward and then backward in time does not lead back to h0",
)
onwards = checks.call(layer_states, there[1], 0.75, 1.5)
checks.require(
    torch.allclose(onwards[-1], there[-1], rtol=1e-4, atol=1e-4),
    "stopping half way and going on from there leads elsewhere",
)
soon = checks.call(layer_states, start_p, 0.25, 0.2501)
checks.require(
    torch.allclose((soon[1] - soon[0]) / 1e-4, swinging_field(start_p, 0.25), rtol=1e-2, atol=1e-2),
    "the states do not set out along the field",
)
alone = checks.call(layer_states, start_p[:1], 0.25, 0.75, 1.5)
checks.require(
    torch.allclose(alone, there[:, :1], rtol=1e-4, atol=1e-4), "a row depends on the other rows"
)
### END HIDDEN TESTS

# %% [markdown]
r"""
The next cell is locked. It puts a matrix of weights into your layer, takes a loss, and returns its
gradients; the test below compares them with the exact ones.
"""


# %% readonly="p25_gradients_of"
def with_gradients(make):
    """The function that puts a matrix into a layer and returns what arrives there."""

    def gradients(matrix, h0, t, weights):
        """The gradients of Σ weights · states in A and in h0 for f = A h + t/2; 0 if none arrives."""

        class LinearField(nn.Module):
            def __init__(self):
                super().__init__()
                self.matrix = nn.Parameter(torch.tensor(matrix))

            def forward(self, h, t):
                return h @ self.matrix.T + t / 2

        layer, start = make(LinearField()), torch.tensor(h0, requires_grad=True)
        loss = (layer(start, torch.tensor(t)) * torch.tensor(weights)).sum()
        if loss.requires_grad:
            loss.backward()
        learned = [p.grad for p in layer.parameters() if p.grad is not None]
        zero = torch.zeros(())
        return (learned or [zero])[0].numpy(), (zero if start.grad is None else start.grad).numpy()

    return gradients


# %% readonly="p25_gradients_of_yours"
gradients_of = with_gradients(NeuralODELayer)

# %% points=2 tests="p25_gradients"
assert callable(gradients_of)  # hidden: gradients in the weights and in h0
### BEGIN HIDDEN TESTS
from scipy.linalg import expm

from course import checks

ode_rng = checks.rng("p25_gradients")
matrix_g, h0_g = 0.7 * ode_rng.normal(size=(3, 3)), ode_rng.normal(size=(2, 3))
times_g = np.array([0.2, 0.7, 1.5])
weights_g = ode_rng.normal(size=(3, 2, 3))


def loss_of(matrix, h0):
    """Σ weights · states by the matrix exponential: (h, t, 1)' is linear in (h, t, 1)."""
    whole = np.zeros((5, 5))
    whole[:3, :3], whole[:3, 3], whole[3, 4] = matrix, 0.5, 1.0
    begin = np.concatenate([h0, np.full((2, 1), times_g[0]), np.ones((2, 1))], axis=1)
    states = [(begin @ expm(whole * (t - times_g[0])).T)[:, :3] for t in times_g]
    return float(np.sum(weights_g * np.stack(states)))


def slopes(function, at):
    """Central differences, entry by entry; their error is near 1e-9."""
    result = np.zeros_like(at)
    for index in np.ndindex(at.shape):
        step = np.zeros_like(at)
        step[index] = 1e-5
        result[index] = (function(at + step) - function(at - step)) / 2e-5
    return result


into_matrix, into_start = checks.call(gradients_of, matrix_g, h0_g, times_g, weights_g)
checks.require(
    np.any(into_matrix), "no gradient arrives at the weights of the field: is something detached?"
)
checks.require(np.any(into_start), "no gradient arrives at h0: is something detached?")
checks.require(
    np.allclose(into_matrix, slopes(lambda a: loss_of(a, h0_g), matrix_g), rtol=1e-3, atol=1e-4),
    "the gradient in the weights of the field is wrong",
)
checks.require(
    np.allclose(into_start, slopes(lambda h: loss_of(matrix_g, h), h0_g), rtol=1e-3, atol=1e-4),
    "the gradient in h0 is wrong",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Left: the dots are the exact solution for a matrix that turns and shrinks, $f = A h$; the line is
your layer, which must run through them. Right: the layer starts with a matrix that turns at half the speed
and does not shrink; it learns from the dots alone, by gradient descent through the solver.
"""


# %%
class Turning(nn.Module):
    """f(h) = A h for each row, with the matrix A as weights."""

    def __init__(self, matrix):
        super().__init__()
        self.matrix = nn.Parameter(torch.tensor(matrix, dtype=torch.float64))

    def forward(self, h, t):
        return h @ self.matrix.T


turning = np.array([[-0.3, 2.0], [-2.0, -0.3]])
see_times = torch.linspace(0, 3, 25, dtype=torch.float64)
see_axis = see_times.numpy()
see_start = torch.tensor([[2.0, 0.0]], dtype=torch.float64)
spiral = (
    2
    * np.exp(-0.3 * see_axis)[:, None]
    * np.stack([np.cos(2 * see_axis), -np.sin(2 * see_axis)], 1)
)

figure, (left, right) = plt.subplots(1, 2, figsize=(8.4, 3.4), layout="constrained")
for panel, title in (
    (left, "the layer with the true A"),
    (right, "the layer learns A from the dots"),
):
    panel.plot(*spiral.T, "o", color=TRUTH, ms=4, label="exact")
    panel.set(
        xlabel="$h_1$",
        ylabel="$h_2$",
        title=title,
        xlim=(-2.2, 2.6),
        ylim=(-2, 3.4),
        aspect="equal",
    )
with attempt():
    line = NeuralODELayer(Turning(turning))(see_start, see_times)[:, 0].detach()
    left.plot(*line.T, color=YOURS, label="yours")
    learner = NeuralODELayer(Turning([[0.0, 1.0], [-1.0, 0.0]]))
    optimizer = torch.optim.Adam(learner.parameters(), lr=0.05)
    dots = torch.tensor(spiral)
    for step in range(41):
        states = learner(see_start, see_times)[:, 0]
        loss = ((states - dots) ** 2).mean()
        if step in (0, 10, 40):
            shade = {0: 0.25, 10: 0.5, 40: 1.0}[step]
            text = f"after {step} steps, loss {loss.item():.2g}"
            right.plot(*states.detach().T, color=YOURS, alpha=shade, label=text)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
left.legend(loc="upper left")
right.legend(loc="upper left")
plt.show()

# %% [markdown]
r"""
**Explain.** What can such a layer *not* do? Take $d = 1$, one number per example, and let the output be
$h(1)$ for $h(0) = x$. The field may be any smooth $f(h, t)$ with bounded slope in $h$. Which map
$x \mapsto h(1)$ is impossible for every field?

- **a** $x \mapsto x/1000$: all of the line is squeezed into almost nothing.
- **b** $x \mapsto 3x + 5$: it moves every point, so that nothing stays where it was.
- **c** $x \mapsto x + \tfrac12\sin x$: it is not linear.
- **d** $x \mapsto -x$: left and right change places.
"""

# %% solution="impossible_map"
answer_impossible = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_impossible = "d"
### END SOLUTION

# %% points=1 tests="p25_impossible"
assert answer_impossible in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_impossible,
    key="d",
    feedback={
        "a": "solutions may come as near to each other as they like; what may they never do?",
        "b": "moving everything is easy for a field; think of two solutions and their order",
        "c": "a field need not be linear either; think of two solutions and their order",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
With room beside the line it becomes possible. Give each example a second coordinate that starts at 0, and take
$f(h) = \omega\,(-h_2,\; h_1)$. What is the smallest $\omega > 0$ with which $(x, 0)$ arrives at $(-x, 0)$ at
$t = 1$? Four digits.
"""

# %% solution="half_turn"
omega_half_turn = None  # a number
### BEGIN SOLUTION
omega_half_turn = np.pi
### END SOLUTION

# %% points=1 tests="p25_half_turn"
assert omega_half_turn is None or omega_half_turn > 0, "a positive number"
### BEGIN HIDDEN TESTS
from scipy.linalg import expm
from scipy.optimize import brentq

from course import checks


def height_25(omega):
    """The second coordinate at t = 1 after a start at (1, 0)."""
    return expm(omega * np.array([[0.0, -1.0], [1.0, 0.0]]))[1, 0]


checks.number(
    omega_half_turn,
    brentq(height_25, 2, 4),
    rtol=5e-4,
    mistakes={
        "after such a turn everything is back where it began": 2 * np.pi,
        "after such a turn the example stands on the second axis": np.pi / 2,
        "the field gives a speed, and the angle it adds up to is no count of degrees": 180.0,
        "that is the angle after t = 1 in radians; how far must it turn?": 1.0,
        "that would be in turns": 0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A neural ODE layer is a solver around a network; time takes the place of depth, and
gradients pass through the solver. Solutions of one equation never cross: on a line such a layer keeps the
order of its inputs, and every map that it learns can be undone by running time backwards. Extra
coordinates give it room. Mixed-up arguments raise no error, so test a new layer against a field that
depends on both of them.

*Further:* Chen, Rubanova, Bettencourt & Duvenaud, *Neural Ordinary Differential Equations*, 2018; on extra
coordinates Dupont, Doucet & Teh, *Augmented Neural ODEs*, 2019.
"""

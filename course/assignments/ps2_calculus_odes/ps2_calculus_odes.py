r"""Problem set 2: calculus and differential equations."""

# %% [markdown]
r"""
# Problem set 2 · Calculus and differential equations

**About 120 minutes · medium · 26 points · before it: problem set 1**

A network is a long composition of simple maps, and training it needs one derivative: that of a
single number, the loss, with respect to millions of weights. Why is this derivative affordable,
although the Jacobian of a single layer can already have billions of entries? Because almost all of
them are zero, and because the chain rule may be multiplied out from either end.

The second half looks at the same composition from further away. If every layer changes its input
only a little, depth turns into *time* and the network into a differential equation. Neural ODEs
and continuous normalising flows are built that way; and a diffusion model that draws an image
deterministically in 30 steps is solving an ODE, often with a relative of the solver that you
will write here.

*You will learn:* to read off which derivatives are zero, to choose the cheap direction of the
chain rule, and to say what a finite step does to a differential equation.

| part | about | marks |
|---|---|---|
| 2.1 | the derivative of one layer | 6 |
| 2.2 | forward or backward? | 4 |
| 2.3 | from layers to a differential equation | 9 |
| 2.4 | write Euler's method | 7 |
"""

# %% [markdown]
r"""
## 2.1 · The derivative of one layer

A dense layer with a sigmoid, $\sigma(a) = 1/(1+e^{-a})$, element by element:

$$f = \sigma(a),\qquad a = W x + b,\qquad W\in\mathbb R^{m\times n},\; x\in\mathbb R^n,\; b, f\in\mathbb R^m .$$

Every output depends on every input. But does every output depend on every *weight*?

### 2.1a · The weights *(medium, 15 minutes)*

The derivative of a vector with respect to a matrix has three indices, $\partial f_i/\partial W_{jk}$:
$m\cdot m\cdot n$ numbers. Write $\partial f_2/\partial W_{23}$ as a formula in the *output* $f_2$
and the input $x_3$ alone (indices count from 1). That is how backpropagation stores it: once $f$ is
known, $a$ is no longer needed.

Formulas are texts in quotes, in Python's notation, here with the names `f2` and `x3`.

<details><summary>Hint 1 · a question</summary>

Which single product in $a_1, a_2, \dots$ contains $W_{23}$? And what is $\sigma'$, written with $\sigma$?
</details>
<details><summary>Hint 2 · which index goes where</summary>

The first index of $W$ says which output it feeds, the second one which input it reads.
</details>
<details><summary>Hint 3 · one blank</summary>

$\partial f_2/\partial W_{23} = \sigma'(a_2)\cdot$ ______, and $\sigma' = e^{-a}/(1+e^{-a})^2$ is a
product of two factors that add up to 1.
</details>
"""

# %% solution="entry_formula"
entry_formula = None  # a text in quotes, with f2 and x3
### BEGIN SOLUTION
entry_formula = "f2 * (1 - f2) * x3"
### END SOLUTION

# %% points=1 tests="p21a_formula"
assert entry_formula is None or isinstance(entry_formula, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    entry_formula,
    "f2 * (1 - f2) * x3",
    {"f2": (0.1, 0.9), "x3": (-2.0, 2.0)},
    mistakes={
        "that has the value of σ where its slope belongs": "f2 * x3",
        "that is the derivative with respect to b₂. What stands beside W₂₃?": "f2 * (1 - f2)",
        "so slopes tanh, not the sigmoid": "(1 - f2^2) * x3",
        "one factor of the slope is missing": "(1 - f2) * x3",
        "that is linear: the sigmoid is not differentiated at all": "x3",
        "the slope is taken at f₂; f₂ is already σ(a₂)": "sigmoid(f2) * (1 - sigmoid(f2)) * x3",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now with numbers, $m = 2$ and $n = 3$:

$$W = \begin{pmatrix} 0.5 & -1 & 2\\ 1.5 & 0.5 & -0.5\end{pmatrix},\qquad
b = \begin{pmatrix}0.1\\ 0.8\end{pmatrix},\qquad
x = \begin{pmatrix}0.9\\ -1.2\\ 0.6\end{pmatrix}.$$

Compute $\partial f_2/\partial W_{23}$ (`slope_of_f2`), and $\partial f_1/\partial W_{23}$
(`slope_of_f1`) as well. Three digits are
enough. (A central difference checks both: change $W_{23}$ by $\pm10^{-5}$ and look at $f$.)
"""

# %% solution="entry_numbers"
slope_of_f2 = None  # a number
slope_of_f1 = None  # a number
### BEGIN SOLUTION
slope_of_f2 = 0.10386
slope_of_f1 = 0.0
### END SOLUTION

# %% points=1 tests="p21a_numbers"
assert slope_of_f2 is None or abs(slope_of_f2) < 2, "the slope of a sigmoid is small"
### BEGIN HIDDEN TESTS
from course import checks, oracles

W_21 = np.array([[0.5, -1.0, 2.0], [1.5, 0.5, -0.5]])
b_21, x_21 = np.array([0.1, 0.8]), np.array([0.9, -1.2, 0.6])
a_21 = W_21 @ x_21 + b_21
slopes_21 = [oracles.differential_equations.sigmoid_slope(a) for a in a_21]
checks.number(
    slope_of_f2,
    oracles.differential_equations.sigmoid_layer_gradient(W_21, b_21, x_21, 1, 1, 2),
    mistakes={
        "∂f₂/∂W₂₃: the value of σ stands where its slope belongs": x_21[2] / (1 + np.exp(-a_21[1])),
        "∂f₂/∂W₂₃: that is the derivative with respect to b₂": slopes_21[1],
        "∂f₂/∂W₂₃: the slope is that of the other output": slopes_21[0] * x_21[2],
        "∂f₂/∂W₂₃: the wrong entry of x. Which one meets W₂₃?": slopes_21[1] * x_21[1],
        "∂f₂/∂W₂₃: the first entry of x. Which one meets W₂₃?": slopes_21[1] * x_21[0],
        "∂f₂/∂W₂₃: that is the derivative with respect to x₃": slopes_21[1] * W_21[1, 2],
        "∂f₂/∂W₂₃: the sigmoid is not differentiated": x_21[2],
        "∂f₂/∂W₂₃: the slope at a = 0 is not the slope here": 0.25 * x_21[2],
        "∂f₂/∂W₂₃: the bias was forgotten": x_21[2]
        * oracles.differential_equations.sigmoid_slope(a_21[1] - b_21[1]),
    },
)
checks.number(
    slope_of_f1,
    oracles.differential_equations.sigmoid_layer_gradient(W_21, b_21, x_21, 0, 1, 2),
    mistakes={
        "∂f₁/∂W₂₃: change W₂₃ a little. Does f₁ notice?": slopes_21[0] * x_21[2],
        "∂f₁/∂W₂₃: change W₂₃ a little; does f₁ notice, or only f₂?": slopes_21[1] * x_21[2],
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
A larger layer, $m = 4$ and $n = 6$, with an $x$ without zeros. **How many** of the numbers
$\partial f_i/\partial W_{jk}$ are different from zero?
"""

# %% solution="nonzero_count"
nonzero_entries = None  # a whole number
### BEGIN SOLUTION
nonzero_entries = 24
### END SOLUTION

# %% points=1 tests="p21a_nonzero"
assert nonzero_entries is None or nonzero_entries >= 0, "a count is not negative"
### BEGIN HIDDEN TESTS
from course import checks, oracles

layer_rng = checks.rng("p21a_nonzero")
W_n, b_n, x_n = layer_rng.normal(size=(4, 6)), layer_rng.normal(size=4), np.arange(1, 7) / 6
jacobian_n = [
    oracles.differential_equations.sigmoid_layer_gradient(W_n, b_n, x_n, i, j, k)
    for i in range(4)
    for j in range(4)
    for k in range(6)
]
checks.number(
    nonzero_entries,
    np.count_nonzero(jacobian_n),
    rtol=1e-6,
    mistakes={
        "so many entries are there. Does every output depend on every weight?": len(jacobian_n),
        "so many weights feed a single output; how many outputs are there?": 6,
        "one per output: that is the derivative with respect to b": 4,
        "so many pairs (output, row of W) are there; which pairs depend on each other?": 16,
        "the zeros are counted, not the others": len(jacobian_n) - np.count_nonzero(jacobian_n),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
So the three-index object is never stored. With an incoming gradient $g = \partial L/\partial f$ the
sum over $i$ has a single term, and $\partial L/\partial W = (g\odot\sigma'(a))\,x^{\mathsf T}$ is an
outer product: as large as $W$, not $m$ times as large.

### 2.1b · The bias *(easy, 5 minutes)*

And the Jacobian $\partial f/\partial b$, with the entries $\partial f_i/\partial b_j$?

- **a** The vector $\sigma'(a)\in\mathbb R^m$, because there is one bias per output.
- **b** The $m\times m$ matrix $\sigma'(a)\,\sigma'(a)^{\mathsf T}$.
- **c** The identity, because $b$ is only added.
- **d** The $m\times m$ matrix with $\sigma'(a)$ on its diagonal and zeros elsewhere.
"""

# %% solution="bias_jacobian"
answer_bias = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_bias = "d"
### END SOLUTION

# %% points=1 tests="p21b_bias"
assert answer_bias in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_bias,
    key="d",
    feedback={
        "a": "m outputs and m biases make m² derivatives, although most of them are dull. A vector "
        "does for the code, since it multiplies element by element; the Jacobian it is not.",
        "b": "by this matrix b₁ would change f₂. Does it?",
        "c": "that is the derivative of a, not of f: what comes after the addition?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 2.1c · Ten of them in a row *(medium, 10 minutes)*

Take the narrowest network there is: every layer is one number, $h_{k+1} = \sigma(w h_k + b_k)$ for
$k = 0,\dots,9$, with $w = 1$ and biases that may be anything. The chain rule makes
$\partial h_{10}/\partial h_0$ a product of ten slopes.

1. What is the largest value of $\sigma'$ anywhere on the line?
2. Which number is $\partial h_{10}/\partial h_0$ unable to exceed, whatever the biases and $h_0$
   are? Give the smallest such bound, three digits.
"""

# %% solution="slope_bounds"
largest_slope = None  # a number
bound_after_10 = None  # a number; 1e-3 is Python's 10⁻³
### BEGIN SOLUTION
largest_slope = 0.25
bound_after_10 = 9.537e-7
### END SOLUTION

# %% points=1 tests="p21c_slope"
assert largest_slope is None or largest_slope > 0, "a sigmoid rises"  # hidden: its largest slope
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    largest_slope,
    max(oracles.differential_equations.sigmoid_slope(a) for a in np.linspace(-5, 5, 1001)),
    mistakes={
        "that is the value of σ at 0, not its slope there": 0.5,
        "so steep is tanh": 1.0,
        "that is the value which σ approaches; how steep is it in the middle?": 1.0,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p21c_bound"
assert bound_after_10 is None or bound_after_10 > 0, "a bound of positive slopes"
### BEGIN HIDDEN TESTS
from course import checks, oracles

steepest = oracles.differential_equations.sigmoid_slope(0.0)
# in millionths: the absolute tolerance of checks.number is meant for numbers near 1
checks.number(
    bound_after_10 and 1e6 * bound_after_10,
    1e6 * steepest**10,
    mistakes={
        "a bound, but not the smallest: σ is nowhere so steep": 1e6 * 0.5**10,
        "ten layers multiply, they do not add": 1e6 * 10 * steepest,
        "nine layers. How many slopes are multiplied?": 1e6 * steepest**9,
        "eleven layers. How many slopes are multiplied?": 1e6 * steepest**11,
        "that divides the slope by the number of layers": 1e6 * steepest / 10,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Each dot is the steepest of 3000 chains with random biases, for 1 to 12 layers. Your bound
is the line: no dot may lie above it, and a line far above the dots bounds nothing worth knowing.
"""

# %%
draw = np.random.default_rng(2)
depths = np.arange(1, 13)
chains, steepest_seen = draw.uniform(size=3000) + 1e-20j, []
for _ in depths:
    bias = draw.normal(scale=0.3, size=3000) - chains.real  # a sigmoid is steep near 0
    chains = 1 / (1 + np.exp(-(chains + bias)))
    # a tiny imaginary part is carried along like a derivative, without any formula for it
    steepest_seen.append(chains.imag.max() / 1e-20)

plt.figure(figsize=(6, 3))
plt.semilogy(depths, steepest_seen, "o", color=TRUTH, ms=5, label="steepest of 3000 chains")
with attempt():
    if bound_after_10 is None:
        raise NotImplementedError("bound_after_10 has no value yet")
    plt.semilogy(depths, bound_after_10 ** (depths / 10), color=YOURS, label="your bound")
plt.xlabel("layers")
plt.ylabel("∂h / ∂h₀")
plt.title("what is left of a gradient behind sigmoids")
plt.legend()
plt.show()

# %% [markdown]
r"""
Six orders of magnitude in ten layers: that is the *vanishing gradient*. Rectifiers, normalisation
and, above all, residual connections (2.3) help against it.
"""

# %% [markdown]
r"""
## 2.2 · Forward or backward?

For $F:\mathbb R^n\to\mathbb R^m$ made of many simple steps there are two ways to use the chain
rule. **Forward mode** takes a direction $v$ along with the computation and returns $J v$.
**Reverse mode** runs the computation first, then takes a weighting $u$ of the outputs backwards
and returns $u^{\mathsf T} J$. Neither ever forms the matrices in between. In both, one pass costs a small
multiple of one evaluation of $F$, whatever $n$ and $m$ are.

### 2.2a · The whole Jacobian, forward *(easy, 5 minutes)*

A classifier maps images of 784 pixels to 10 logits. How many forward-mode passes does its whole
Jacobian take, in general?

### 2.2b · The whole Jacobian, backward *(easy, 5 minutes)*

How many reverse-mode passes?
"""

# %% solution="passes"
forward_passes = None  # a whole number
reverse_passes = None  # a whole number
### BEGIN SOLUTION
forward_passes = 784
reverse_passes = 10
### END SOLUTION

# %% points=1 tests="p22a_forward"
assert forward_passes is None or forward_passes >= 1, "at least one pass"
### BEGIN HIDDEN TESTS
from course import checks

pixels_22, logits_22 = 784, 10
checks.number(
    forward_passes,
    pixels_22,
    rtol=1e-6,
    mistakes={
        "J v is a column when v is a unit vector: how many columns are there?": logits_22,
        "a pass gives more than one entry of the Jacobian": pixels_22 * logits_22,
        "one pass gives J v for one v: is that the whole matrix?": 1,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p22b_reverse"
assert reverse_passes is None or reverse_passes >= 1, "at least one pass"
### BEGIN HIDDEN TESTS
from course import checks

pixels_22, logits_22 = 784, 10
checks.number(
    reverse_passes,
    logits_22,
    rtol=1e-6,
    mistakes={
        "uᵀJ is a row when u is a unit vector: how many rows are there?": pixels_22,
        "a pass gives more than one entry of the Jacobian": pixels_22 * logits_22,
        "one pass suffices for one output only": 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 2.2c · A loss and ten million weights *(medium, 10 minutes)*

Training needs the gradient of *one* number with respect to $10^7$ weights. Suppose a forward-mode
pass takes as long as 2 evaluations of the loss and a reverse-mode pass as long as 4. **How many
times as long** as with reverse mode does the gradient take with forward mode?
"""

# %% solution="mode_ratio"
times_as_long = None  # a number; 1e7 is ten million
### BEGIN SOLUTION
times_as_long = 5e6
### END SOLUTION

# %% points=1 tests="p22c_ratio"
assert times_as_long is None or times_as_long > 0, "a ratio of two times"
### BEGIN HIDDEN TESTS
from course import checks

weights_22, forward_cost, reverse_cost = 1e7, 2, 4
checks.number(
    times_as_long,
    weights_22 * forward_cost / reverse_cost,
    mistakes={
        "that is the ratio of the numbers of passes; a pass has its own price": weights_22,
        "the prices of the two kinds of passes are exchanged": weights_22 * reverse_cost / 2,
        "that compares one pass with one pass": forward_cost / reverse_cost,
        "that compares one pass with one pass, the other way round": reverse_cost / forward_cost,
        "that is how long forward mode takes, in evaluations": weights_22 * forward_cost,
        "which of the two modes needs a pass per weight?": reverse_cost / forward_cost / weights_22,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Nothing is free. **What does reverse mode pay** for this?

- **a** The gradient is approximate; its error grows with the depth of the network.
- **b** It has to keep (or compute again) the intermediate values, so memory grows with depth.
- **c** Every operation must be invertible, since the computation is run backwards.
- **d** Nothing in memory: it goes through the network once more, from the end to the start.
"""

# %% solution="mode_price"
answer_price = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_price = "b"
### END SOLUTION

# %% points=1 tests="p22c_price"
assert answer_price in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_price,
    key="b",
    feedback={
        "a": "both modes multiply the same factors and are exact up to rounding.",
        "c": "a rectifier cannot be inverted and is differentiated every day. What must be known "
        "at the place where the slope is taken?",
        "d": "on the way back the slope σ′(a) is needed in every layer. From where is a known?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.3 · From layers to a differential equation

A residual block adds a correction to what it is given, $h\mapsto h + f(h)$. Put a small number in
front of the correction and stack many blocks:

$$h_{k+1} = h_k + \Delta\, f(h_k).$$

### 2.3a · The limit *(medium, 15 minutes)*

Call $t = k\Delta$ the time of layer $k$ and let $\Delta\to0$: then $h$ follows a differential
equation $\mathrm dh/\mathrm dt = r(h)$. Write its right-hand side $r$ for two architectures:

1. **residual**: $\;h_{k+1} = h_k + \Delta\tanh(3 h_k)$,
2. **leaky**: $\;h_{k+1} = (1-\Delta)\, h_k + \Delta\tanh(3 h_k)$, as in some recurrent networks.

<details><summary>Hint 1 · a question</summary>

What is $(h_{k+1} - h_k)/\Delta$?
</details>
<details><summary>Hint 2 · shape</summary>

$r$ is a formula in the one name `h`. $\Delta$ has gone to 0 and cannot stand in it.
</details>
<details><summary>Hint 3 · one blank</summary>

In the leaky one, $h_{k+1} - h_k = \Delta\,($ ______ $)$: collect everything that $\Delta$ multiplies.
</details>
"""

# %% solution="limits"
rhs_residual = None  # a text in quotes, with h
rhs_leaky = None  # a text in quotes, with h
### BEGIN SOLUTION
rhs_residual = "tanh(3*h)"
rhs_leaky = "tanh(3*h) - h"
### END SOLUTION

# %% points=1 tests="p23a_residual"
assert rhs_residual is None or isinstance(rhs_residual, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    rhs_residual,
    "tanh(3*h)",
    {"h": (-2.0, 2.0)},
    mistakes={
        "the old state is subtracted twice: what is the difference of two layers?": "tanh(3*h) - h",
        "that is the next layer, not its difference from this one": "h + tanh(3*h)",
        "that differentiates f. The change of h is f itself": "3 * (1 - tanh(3*h)^2)",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p23a_leaky"
assert rhs_leaky is None or isinstance(rhs_leaky, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    rhs_leaky,
    "tanh(3*h) - h",
    {"h": (-2.0, 2.0)},
    mistakes={
        "part of the old state is lost in every layer; that does not show": "tanh(3*h)",
        "the old state leaks out, it does not grow": "tanh(3*h) + h",
        "what is left of the old state in one layer is not its change": "1 - h + tanh(3*h)",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
In a real residual network every block has its **own weights** $\theta_k$. What then?

- **a** If the corrections are scaled with $\Delta$ and $\theta_k$ changes slowly with $k$, the limit is
  $\mathrm dh/\mathrm dt = f(h;\theta(t))$.
- **b** The limit is still $\mathrm dh/\mathrm dt = f(h;\theta_0)$: for small $\Delta$ the blocks differ
  too little to matter.
- **c** There is no such limit: only blocks that share all their weights can be layers of a differential
  equation.
- **d** Any residual network, for whatever weights, is close to a differential equation once it has
  enough blocks.
"""

# %% solution="own_weights"
answer_weights = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_weights = "a"
### END SOLUTION

# %% points=1 tests="p23a_weights"
assert answer_weights in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_weights,
    key="a",
    feedback={
        "b": "small differences from block to block add up over T/Δ blocks.",
        "c": "sharing makes the equation autonomous. May a right-hand side not depend on time?",
        "d": "more blocks that each add a correction of size 1 do not become smooth; and weights "
        "that jump from block to block have no limit as a function of time.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 2.3b · Which step has a ResNet? *(easy, 10 minutes)*

A plain residual network has 12 blocks, $h\mapsto h + f(h)$, and no $\Delta$ is to be seen. Read it
as Euler's method for $\mathrm dh/\mathrm dt = f(h)$ from time 0 on: what is its step $\Delta$, and up to
which time $T$ does it get?
"""

# %% solution="resnet_step"
resnet_step = None  # a number
resnet_end_time = None  # a number
### BEGIN SOLUTION
resnet_step = 1.0
resnet_end_time = 12.0
### END SOLUTION

# %% points=1 tests="p23b_step"
assert resnet_step is None or resnet_step > 0, "time runs forward"
### BEGIN HIDDEN TESTS
from course import checks

blocks_23 = 12
checks.number(
    resnet_step,
    1.0,
    mistakes={
        "the step: nothing in a plain block divides by the number of blocks": 1 / blocks_23,
        "the step: that is the number of blocks": blocks_23,
    },
)
checks.number(
    resnet_end_time,
    blocks_23,
    mistakes={
        "the end time: every block takes a whole step. Where do they all lead?": 1.0,
        "the end time: that counts the states in between, not the blocks": blocks_23 - 1,
        "the end time: that counts the states, the first one too": blocks_23 + 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
By which factor must $f$ be multiplied in each of the 12 blocks, so that the same network solves
$\mathrm dh/\mathrm dt = f(h)$ from $t = 0$ to $t = 1$ in equal steps?
"""

# %% solution="unit_time"
block_factor = None  # a number
### BEGIN SOLUTION
block_factor = 1 / 12
### END SOLUTION

# %% points=1 tests="p23b_unit_time"
assert block_factor is None or block_factor > 0, "time runs forward"
### BEGIN HIDDEN TESTS
from course import checks

blocks_23 = 12
checks.number(
    block_factor,
    1 / blocks_23,
    mistakes={
        "so the network gets to time 12": 1.0,
        "so the network gets to time 144": blocks_23,
        "12 blocks make 12 steps: between how many states?": 1 / (blocks_23 - 1),
        "12 blocks make 12 steps, not 13": 1 / (blocks_23 + 1),
        "12 equal steps that add up to 1: that is the root of their size": blocks_23**-0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 2.3c · Step 1 is not a small step *(medium, 15 minutes)*

Let $f(h) = -h$ and $h_0 = 3$. Three numbers, three digits each:

1. the solution of the **differential equation** $\mathrm dh/\mathrm dt = -h$ at time $t = 1$,
2. its limit for $t\to\infty$,
3. the output of the plain residual network after **one** block, $h\mapsto h + f(h)$.
"""

# %% solution="decay"
ode_at_1 = None  # a number
ode_limit = None  # a number
after_one_block = None  # a number
### BEGIN SOLUTION
ode_at_1 = 1.1036
ode_limit = 0.0
after_one_block = 0.0
### END SOLUTION

# %% points=1 tests="p23c_ode"
assert ode_at_1 is None or ode_at_1 < 3, "it decays"  # hidden: the differential equation
### BEGIN HIDDEN TESTS
from course import checks

start_23 = 3.0
checks.number(
    ode_at_1,
    start_23 * np.exp(-1),
    mistakes={
        "at time 1: that is what a single step of length 1 gives": 0.0,
        "at time 1: the start value is missing": np.exp(-1),
        "at time 1: it shrinks, it does not change sign": -start_23 * np.exp(-1),
        "at time 1: two straight steps of length ½ give that; the exact solution is asked for": start_23
        / 4,
    },
)
checks.number(
    ode_limit,
    0.0,
    mistakes={
        "the limit: that is the value at time 1": start_23 * np.exp(-1),
        "the limit: the equation has one resting point only, where f(h) = 0": start_23,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p23c_block"
assert after_one_block is None or abs(after_one_block) < 100, "one block of this size does less"
### BEGIN HIDDEN TESTS
from course import checks, oracles

start_23 = 3.0
checks.number(
    after_one_block,
    oracles.differential_equations.linear_decay(start_23, 1.0, 1.0, 1),
    mistakes={
        "that is the differential equation at time 1; the block takes one straight step": (
            start_23 * np.exp(-1)
        ),
        "that is f(h) alone: the block adds it to what it was given": -start_23,
        "the sign of f is lost": 2 * start_23,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Now with steps $\Delta = 0.5$, $1.5$ and $2.5$, a thousand of them each, again for $f(h) = -h$ from
$h_0 = 3$. Where do the three runs end?

- **a** All three near 0, as the differential equation does; they only take different ways.
- **b** The first one near 0. From $\Delta > 1$ on a step overshoots the target, so the other two diverge.
- **c** The first two near 0, the second of them with alternating sign. The third one diverges.
- **d** The first one near 0. The other two jump for ever between two values of opposite sign.
"""

# %% solution="three_steps"
answer_steps = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_steps = "c"
### END SOLUTION

# %% points=1 tests="p23c_long"
assert answer_steps in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks, oracles

ends_23 = [oracles.differential_equations.linear_decay(3, 1, d, 1000) for d in (0.5, 1.5, 2.5)]
assert max(abs(ends_23[0]), abs(ends_23[1])) < 1e-9 < 1e9 < abs(ends_23[2])
checks.choice(
    answer_steps,
    key="c",
    feedback={
        "a": "by which number does a step with Δ = 2.5 multiply h?",
        "b": "overshooting is not diverging: on the other side, is it nearer to 0 or farther away?",
        "d": "for that a step would have to multiply h by −1 exactly. Which Δ does so?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
And for $f(h) = -\lambda h$ with $\lambda > 0$: below which $\Delta$ do Euler's steps tend to 0 from every
start, while from there on they do not? Write the threshold as a formula in `lam`.
"""

# %% solution="threshold"
stable_below = None  # a text in quotes, with lam
### BEGIN SOLUTION
stable_below = "2 / lam"
### END SOLUTION

# %% points=1 tests="p23c_stable"
assert stable_below is None or isinstance(stable_below, str), "write the formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    stable_below,
    "2 / lam",
    {"lam": (0.2, 5.0)},
    mistakes={
        "beyond that Δ the sign alternates, but the size still shrinks": "1 / lam",
        "a steeper f allows shorter steps only, not longer ones": "2 * lam",
        "a steeper f allows shorter steps only; and where does the size begin to grow?": "lam",
        "right for λ = 1 only": "2",
        "for λ = 1 that is not the place where the size begins to grow": "1",
        "it is upside down": "lam / 2",
        "it is the size of Δλ that counts, not its square": "2 / lam^2",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 2.4 · Write Euler's method *(medium, 30 minutes)*

**Predict first.** The equation $\mathrm dh/\mathrm dt = -h$, $h(0) = 1$, is solved up to $t = 5$ with 500
steps of length 0.01. The truth is $e^{-5} = 0.006738$. How does the computed value compare?

- **a** Too small, by about 2.5 per cent.
- **b** Too large, by about 2.5 per cent.
- **c** Equal, up to ten digits: 500 steps are many.
- **d** Off by about 0.01, the length of a step, and so useless.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="predict"
answer_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_predict = "a"
### END SOLUTION

# %% points=1 tests="p24_predict"
assert answer_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks, oracles

short_24 = oracles.differential_equations.linear_decay(1, 1, 0.01, 500) / np.exp(-5) - 1
assert -0.026 < short_24 < -0.024
checks.choice(
    answer_predict,
    key="a",
    feedback={
        "b": "the slope gets flatter during a step; the step does not know. On which side of the "
        "curve does it land?",
        "c": "each step is a little wrong, all of them in the same direction. Do the errors cancel?",
        "d": "the error is of the order of the step, but relative to what? The solution is small "
        "there, and the error with it.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** The function gets the right-hand side as a function: `f(h, t)`, the state first, the
time second. (Libraries disagree about this order: `scipy`'s `solve_ivp` and `torchdiffeq` have the time
first. Exchanging the two usually raises no error.) The times must end exactly at the end of the span,
also if the step does not divide it.

Do two cases by hand before you code: $f = -h$ from 1 with $\Delta = \tfrac12$ up to $t = 1$; and
$f = t$ from 0 with $\Delta = 0.4$ up to $t = 1$, which needs a shorter last step. The test below
knows them.

<details><summary>Hint 1 · a question</summary>

Which time belongs to the slope, the one at the start of a step or the one at its end? And how long
is the last step?
</details>
<details><summary>Hint 2 · shapes</summary>

`n` steps have `n + 1` times and `n + 1` states. A state has the shape of `h0`, so `states` has one
axis more, in front. The number of steps is (t1 − t0)/dt, rounded *up*; but 2.1/0.3 is
7.000000000000001 in floating point and means 7.
</details>
<details><summary>Hint 3 · one blank</summary>

For each k: next state = this state + ( ______ ) · f(this state, this time), where the blank is the
difference of two neighbouring times. Keep each state in a list; do not write into the old one.
</details>
"""

# %% solution="euler" reference="differential_equations.euler_solve"

# %% points=1 tests="p24_by_hand"
# f = −h halves h in each step; f = t with steps 0.4, 0.4, 0.2 adds 0.4 · 0, 0.4 · 0.4, 0.2 · 0.8.
with attempt():
    times, states = euler_solve(lambda h, t: -h, 1.0, (0.0, 1.0), 0.5)
    expect(times, [0, 0.5, 1], about="f = −h, the times")
    expect(states, [1, 0.5, 0.25], about="f = −h, the states")
    times, states = euler_solve(lambda h, t: np.full(2, t), np.zeros(2), (0.0, 1.0), 0.4)
    expect(times, [0, 0.4, 0.8, 1], about="f = t, the times")
    expect(states, [[0, 0], [0, 0], [0.16, 0.16], [0.32, 0.32]], about="f = t twice, the states")

# %% points=1 tests="p24_random"
assert callable(euler_solve)  # hidden: numbers, vectors and matrices; right-hand sides with time
### BEGIN HIDDEN TESTS
from course import checks, oracles

solver = oracles.differential_equations
mistaken = solver.mistaken_euler
euler_rng = checks.rng("p24_random")
pull = euler_rng.uniform(0.5, 1.5, size=5)


def decays(h, t):
    return -h


def driven(h, t):
    return np.sin(3 * t) + pull[0] - pull[1] * h


def damped(h, t):
    return np.cos(h) * pull[2] - t * h


checks.agree(
    euler_solve,
    solver.euler_solve,
    [
        (decays, 1.0, (0.0, 5.0), 0.01),
        (driven, euler_rng.normal(size=3), (0.5, 2.5), 0.1),
        (damped, euler_rng.normal(size=(2, 3)), (1.0, 3.0), 0.25),
        (driven, 1.5, (-1.0, 1.0), 0.2),
    ],
    outputs=("times", "states"),
    mistakes={
        "all states are 0": lambda f, h0, span, dt: (
            solver.euler_solve(f, h0, span, dt)[0],
            0 * solver.euler_solve(f, h0, span, dt)[1],
        ),
        "the slope is taken at the time at the end of the step, not at its start": mistaken(
            slope=lambda f, h, t, width: f(h, t + width)
        ),
        "the slope is taken at the time in the middle of the step": mistaken(
            slope=lambda f, h, t, width: f(h, t + width / 2)
        ),
        "the time never reaches f: the slope is always that of time 0": mistaken(
            slope=lambda f, h, t, width: f(h, 0.0)
        ),
        "f gets its two arguments in the wrong order": mistaken(
            slope=lambda f, h, t, width: f(t, h)
        ),
        "it steps backwards, against the slope": mistaken(step=lambda h, width, k: h - width * k),
        "the slope is added whole, whatever the length of a step is": mistaken(
            step=lambda h, width, k: h + k
        ),
        "the state is replaced by the step, not moved by it": mistaken(
            step=lambda h, width, k: width * k
        ),
        "it is better than Euler's method, with a second slope at the end of the step; the task "
        "asks for one slope per step": mistaken(
            slope=lambda f, h, t, width: (f(h, t) + f(h + width * f(h, t), t + width)) / 2
        ),
        "it is better than Euler's method, with a slope in the middle of the step; the task asks "
        "for one slope per step, at its start": mistaken(
            slope=lambda f, h, t, width: f(h + width / 2 * f(h, t), t + width / 2)
        ),
        "all states are the same one: is one array written to again and again?": (
            lambda f, h0, span, dt: (
                solver.euler_solve(f, h0, span, dt)[0],
                0 * solver.euler_solve(f, h0, span, dt)[1]
                + solver.euler_solve(f, h0, span, dt)[1][-1],
            )
        ),
        "the time that reaches f starts at 0, not at t0": (
            lambda f, h0, span, dt: (
                solver.euler_solve(f, h0, span, dt)[0],
                solver.euler_solve(f, h0, (0.0, span[1] - span[0]), dt)[1],
            )
        ),
        "times and states have changed places": (
            lambda f, h0, span, dt: solver.euler_solve(f, h0, span, dt)[::-1]
        ),
        "the state at the start is missing": (
            lambda f, h0, span, dt: tuple(r[1:] for r in solver.euler_solve(f, h0, span, dt))
        ),
        "the last step is missing": (
            lambda f, h0, span, dt: tuple(r[:-1] for r in solver.euler_solve(f, h0, span, dt))
        ),
        "only the last state is returned": (
            lambda f, h0, span, dt: (None, solver.euler_solve(f, h0, span, dt)[1][-1])
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p24_edges"
assert callable(euler_solve)  # hidden: steps that do not fit, none at all, impossible ones
### BEGIN HIDDEN TESTS
from course import checks, oracles

solver = oracles.differential_equations
mistaken = solver.mistaken_euler
euler_rng = checks.rng("p24_edges")
slope_e = euler_rng.uniform(0.5, 1.5)


def grows_with_time(h, t):
    return slope_e * h + t


checks.agree(
    euler_solve,
    solver.euler_solve,
    [(grows_with_time, 1.0, (0.0, 1.0), 0.3), (grows_with_time, np.ones(2), (2.0, 3.0), 0.4)],
    outputs=("times", "states"),
    where="where dt does not divide the span",
    mistakes={
        "the last step is as long as the others and ends beyond the span": mistaken(
            grid=lambda t0, t1, dt: t0 + dt * np.arange(np.ceil((t1 - t0) / dt) + 1)
        ),
        "it ends before the end of the span: the rest is left out": mistaken(
            grid=lambda t0, t1, dt: t0 + dt * np.arange(np.floor((t1 - t0) / dt) + 1)
        ),
        "all steps are equal; the task asks for steps dt and one shorter one": mistaken(
            grid=lambda t0, t1, dt: np.linspace(t0, t1, int(np.ceil((t1 - t0) / dt)) + 1)
        ),
        "all steps are equal, and longer than dt": mistaken(
            grid=lambda t0, t1, dt: np.linspace(t0, t1, int((t1 - t0) / dt) + 1)
        ),
        "the last step is not the last but the first one": mistaken(
            grid=lambda t0, t1, dt: np.append(
                t0, (t1 - dt * np.arange(int((t1 - t0) / dt) + 1))[::-1]
            )
        ),
        "the times end at t1, but the last step is taken with the whole dt": (
            lambda f, h0, span, dt: (
                solver.euler_solve(f, h0, span, dt)[0],
                mistaken(grid=lambda t0, t1, d: t0 + d * np.arange(np.ceil((t1 - t0) / d) + 1))(
                    f, h0, span, dt
                )[1],
            )
        ),
    },
)
checks.agree(
    euler_solve,
    solver.euler_solve,
    [
        (grows_with_time, 1.0, (0.0, 2.1), 0.3),  # 2.1 / 0.3 is a little more than 7
        (grows_with_time, np.ones(2), (0.0, 0.7), 0.1),
        (grows_with_time, 1.0, (0.0, 0.3), 0.1),  # 0.3 / 0.1 is a little less than 3
        (grows_with_time, 1.0, (0.0, 0.6), 0.2),
    ],
    outputs=("times", "states"),
    where="where rounding makes (t1 − t0)/dt a little more or less than a whole number",
    mistakes={
        "there is one step too many, of length 0": mistaken(
            grid=lambda t0, t1, dt: np.append(t0 + dt * np.arange(np.ceil((t1 - t0) / dt)), t1)
        ),
    },
)
checks.agree(
    euler_solve,
    solver.euler_solve,
    [(grows_with_time, np.ones(2), (0.5, 1.25), 3.0), (grows_with_time, 1.0, (0.0, 1.0), 1.0)],
    outputs=("times", "states"),
    where="for a single step",
)
checks.agree(
    euler_solve,
    lambda f, h0, span, dt: (np.array([span[0]]), np.array([h0])),
    [(grows_with_time, np.arange(3.0), (2.0, 2.0), 0.1), (grows_with_time, 2.0, (0.0, 0.0), 1.0)],
    outputs=("times", "states"),
    where="for an empty span, t0 = t1",
)
for dt_e, words_e in ((0.0, "0"), (-0.1, "a negative number")):
    watched = iter(range(1000))  # a solver that never gets to the end is stopped here

    def patient(h, t, watched=watched):
        if next(watched, None) is None:
            raise RuntimeError("more than 1000 steps were taken")
        return -h

    checks.raises(
        euler_solve,
        (patient, 1.0, (0.0, 1.0), dt_e),
        ValueError,
        f"euler_solve: a step dt that is {words_e} has to raise ValueError",
    )
### END HIDDEN TESTS

# %% points=1 tests="p24_properties"
assert callable(euler_solve)  # hidden: the order of the method, and what adds up exactly
### BEGIN HIDDEN TESTS
from course import checks

euler_rng = checks.rng("p24_properties")
start_p, rate_p = euler_rng.uniform(1, 2, size=2)


def relaxes(h, t):
    return -rate_p * h


def clock(h, t):
    return np.ones_like(h) * t


def last_state(*args):
    return np.asarray(checks.call(euler_solve, *args)[1], float)[-1]


errors_p = [
    abs(float(np.sum(last_state(relaxes, start_p, (0.0, 1.0), d))) - start_p * np.exp(-rate_p))
    for d in (0.1, 0.05, 0.025)
]
ratios_p = np.array(errors_p[:-1]) / np.maximum(errors_p[1:], 1e-300)
checks.require(
    np.isfinite(ratios_p) & (ratios_p < 1e6) & (ratios_p > 0) & (np.array(errors_p[1:]) > 1e-12),
    "the error of the last state is 0 where Euler's method has one",
)
checks.require(
    ratios_p > 1.7, "half the step should leave about half the error; yours does not fall so"
)
checks.require(
    ratios_p < 2.4,
    "half the step should leave about half the error; yours falls faster: not Euler's method",
)
two_p = np.array([start_p, -3 * start_p])
together_p = last_state(relaxes, two_p, (0.0, 1.0), 0.1)
checks.require(
    np.shape(together_p) == (2,), "a state is a vector (2,) where the start is a vector (2,)"
)
checks.require(
    np.isclose(together_p[0], last_state(relaxes, start_p, (0.0, 1.0), 0.1), rtol=1e-9),
    "the first of two uncoupled numbers moves otherwise than it does alone",
)
checks.require(
    np.isclose(together_p[1], -3 * together_p[0], rtol=1e-9),
    "f is linear, but a start three times as large does not end three times as far",
)
half_way = last_state(relaxes, start_p, (0.0, 0.5), 0.1)
checks.require(
    np.isclose(last_state(relaxes, half_way, (0.5, 1.0), 0.1), together_p[0], rtol=1e-9),
    "to solve up to 0.5 and go on from there leads elsewhere than to solve at once",
)
checks.require(
    np.isclose(last_state(clock, 0.0, (3.0, 4.0), 0.25), 0.25 * (3 + 3.25 + 3.5 + 3.75), rtol=1e-9),
    "for dh/dt = t from t0 = 3 the four slopes should be 3, 3.25, 3.5 and 3.75; yours are others",
)
### END HIDDEN TESTS

# %% points=1 tests="p24_hygiene"
assert callable(euler_solve)  # hidden: lists, integers, pixels, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks, oracles

euler_rng = checks.rng("p24_hygiene")
start_h = euler_rng.normal(size=(2, 3)) + 3


def shrinks(h, t):
    return -0.5 * h + t


checks.hygiene(euler_solve, shrinks, start_h, (0.0, 1.0), 0.3)
checks.hygiene(euler_solve, shrinks, start_h[0], (1, 3), 0.4)
checks.hygiene(euler_solve, shrinks, 2, (0, 2), 1, skip=("varies",))
checks.agree(
    euler_solve,
    oracles.differential_equations.euler_solve,
    [(lambda h, t: -h, np.array([200, 3], dtype=np.uint8), (0, 1), 0.25)],
    outputs=("times", "states"),
    where="for pixels (uint8, which has no negative numbers)",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** *Left:* $\mathrm dh/\mathrm dt = -h$. The dots are exact values of the solution; the lines are your
steps, at $\Delta = 0.25$, $1$, $1.9$ and $2.1$. Compare with 2.3c. *Right:* an equation that depends on
time, $\mathrm dh/\mathrm dt = -2th$ with the solution $e^{-t^2}$, and the error at $t = 1$ for finer and finer
steps. The dots are what Euler's method must give; your line has to go through them: a tenth of the step, a
tenth of the error.
"""

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.5), layout="constrained")
exact_times = np.linspace(0, 12, 25)
left.plot(exact_times, np.exp(-exact_times), "o", color=TRUTH, ms=4, zorder=3)
left.set(ylim=(-1.9, 2.5), xlabel="t", ylabel="h", title="dots: exact · lines: yours")
counts = np.array([2, 4, 8, 16, 32, 64, 128, 256])
factors = [1 - 2 * np.arange(n) / n**2 for n in counts]  # what the n steps multiply h by
right.loglog(1 / counts, [np.prod(f) * np.e - 1 for f in factors], "o", color=TRUTH, ms=5)
right.set(xlabel="Δ", ylabel="relative error at t = 1", title="dots: Euler's error · line: yours")
with attempt():
    for step, dashes in ((0.25, "-"), (1.0, "-."), (1.9, "--"), (2.1, ":")):
        t_path, h_path = euler_solve(lambda h, t: -h, 1.0, (0.0, 12.0), step)
        left.plot(t_path, h_path, dashes, color=YOURS, lw=1.6, label=f"Δ = {step}")
    left.legend(ncols=2, loc="upper right")
    ends = [euler_solve(lambda h, t: -2 * t * h, 1.0, (0.0, 1.0), 1 / n)[1][-1] for n in counts]
    right.loglog(1 / counts, np.abs(np.array(ends) * np.e - 1), color=YOURS, lw=1.8)
plt.show()

# %% [markdown]
r"""
**Explain.** A point on the unit circle turns: $\mathrm dh/\mathrm dt = (h_2, -h_1)$. The exact solution
keeps its distance 1 from the origin for ever. Take Euler's method with 100 equal steps for **one full
turn**, up to $t = 2\pi$, from $h_0 = (1, 0)$. At which distance from the origin does it end? Three digits;
your function may compute it, a sketch of one step explains it.
"""

# %% solution="turned"
radius_after_turn = None  # a number
### BEGIN SOLUTION
radius_after_turn = 1.2177
### END SOLUTION

# %% points=1 tests="p24_turn"
assert radius_after_turn is None or radius_after_turn > 0, "a distance is positive"
### BEGIN HIDDEN TESTS
from course import checks, oracles

radius_24 = oracles.differential_equations.turned_radius(100)
width_24 = 2 * np.pi / 100
checks.number(
    radius_after_turn,
    radius_24,
    mistakes={
        "so the exact solution; where does a straight step along a tangent lead?": 1.0,
        "that is the square of the distance": radius_24**2,
        "outwards, not inwards: a tangent lies outside of its circle": 1 / radius_24,
        "the step is at a right angle to the radius, it does not make it longer by Δ": (
            (1 + width_24) ** 100
        ),
        "that is the growth in a single step": (1 + width_24**2) ** 0.5,
        "one step of 100 is missing": oracles.differential_equations.turned_radius(100)
        * (1 + width_24**2) ** -0.5,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A layer's Jacobian is nearly empty, and reverse mode multiplies with it without
writing it down: one pass per *output*, paid in memory. A residual block is one Euler step; its corrections
must shrink with the number of blocks before the limit is a differential equation. Explicit steps on
$-\lambda h$ are stable only for $\Delta < 2/\lambda$, the error falls in proportion to $\Delta$, and on
rotations every step, however small, spirals outwards. Samplers of diffusion models live with exactly these
two errors, which is why many of them prefer methods of second order.

*Further:* Chen et al., *Neural Ordinary Differential Equations*, 2018; Hairer, Nørsett & Wanner, *Solving
Ordinary Differential Equations I*, 1993, chapters I.7 and II.1.
"""

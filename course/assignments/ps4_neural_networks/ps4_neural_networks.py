r"""Problem set 4: neural networks."""

# %% [markdown]
r"""
# Problem set 4 · Neural networks

**About 75 minutes · medium · 25 points · before it: problem set 2**

Three questions decide whether a deep network can be built at all, and none of them is about the loss.
How much of the input can an output **see**? A U-Net that denoises an image in patches that are too
small paints fine hair on a face with three eyes. Does a **gradient** survive the way back through a
hundred layers? Skip connections are the reason why it does, but not the reason that is often given.
And does training fit into **memory**? What a network must remember for its gradient is often far
more than its weights.

All three have answers that can be computed exactly, by counting and by the chain rule.

| item | about | form |
|---|---|---|
| 4.1 | receptive fields | five numbers, `receptive_field` |
| 4.2 | residual blocks | a choice, numbers, a formula, `chain_jacobian` |
| 4.3 | the memory of training | three choices, two numbers |
"""

# %% [markdown]
r"""
## 4.1 What an output sees

The *receptive field* of an output is the stretch of input pixels that can influence it, along one axis
and far from the borders. All convolutions of this item have a $3\times3$ kernel, stride 1, no dilation.

### 4.1a · Three convolutions (easy, 3 min)

Three of them follow one another. How many input pixels **wide** is what one output pixel sees?
"""

# %% solution="p41a"
width_p41a = None  # a whole number of pixels
### BEGIN SOLUTION
width_p41a = 7
### END SOLUTION

# %% points=1 tests="p41a_three_convolutions"
assert width_p41a is None or width_p41a >= 1, "at least one pixel"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    width_p41a,
    oracles.networks.receptive_field([(3, 1, 1)] * 3)[0],
    rtol=1e-4,
    mistakes={
        "the widths are added, but neighbouring fields overlap": 9,
        "the widths are multiplied; that needs a stride": 27,
        "that is the field after two layers": 5,
        "each layer adds pixels on both sides; is the pixel in the middle in it?": 6,
        "each layer adds pixels on both sides, not on one": 4,
        "that counts all pixels of the square; its width is asked for": 49,
        "that is the field of the last layer in the layer before it": 3,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.1b · A pooling in between (medium, 7 min)

Now a $2\times2$ max pooling is added. How wide is the field of one output pixel at the end

1. with the pooling of **stride 2 after the second** convolution (so one convolution follows it)?
2. with the pooling of **stride 2 before the first** convolution?
3. with the pooling after the second convolution, but of **stride 1**?

Draw the last output and walk back.
"""

# %% solution="p41b"
pooled_p41b = None  # 1. a whole number
pooled_first_p41b = None  # 2. a whole number
pooled_slowly_p41b = None  # 3. a whole number
### BEGIN SOLUTION
pooled_p41b = 10
pooled_first_p41b = 14
pooled_slowly_p41b = 8
### END SOLUTION

# %% points=1 tests="p41b_pooling_second"
assert pooled_p41b is None or pooled_p41b >= 1, "at least one pixel"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    pooled_p41b,
    oracles.networks.receptive_field([(3, 1, 1), (3, 1, 1), (2, 2, 1), (3, 1, 1)])[0],
    rtol=1e-4,
    mistakes={
        "so much it is if the pooling comes first: which layers feel its stride?": 14,
        "so much it is without a stride: how far apart are the pixels that the last layer reads?": 8,
        "the pooling window has a width of its own": 9,
        "the pooling reads pixels that lie 1 apart; its stride counts only from then on": 11,
        "a stride does not double the whole field, only what comes later": 12,
        "that is the field without any pooling": 7,
        "that is the field before the last convolution": 6,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p41b_pooling_first"
assert pooled_first_p41b is None or pooled_first_p41b >= 1, "at least one pixel"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    pooled_first_p41b,
    oracles.networks.receptive_field([(2, 2, 1)] + [(3, 1, 1)] * 3)[0],
    rtol=1e-4,
    mistakes={
        "that is the field if only one convolution comes after the pooling": 10,
        "the pooling window has a width of its own": 13,
        "without a stride; how far apart are the pixels that the convolutions read?": 8,
        "that is the field without any pooling": 7,
        "the steps of the convolutions double once more with each of them": 30,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p41b_pooling_stride_one"
assert pooled_slowly_p41b is None or pooled_slowly_p41b >= 1, "at least one pixel"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    pooled_slowly_p41b,
    oracles.networks.receptive_field([(3, 1, 1), (3, 1, 1), (2, 1, 1), (3, 1, 1)])[0],
    rtol=1e-4,
    mistakes={
        "that is for stride 2: here neighbours stay neighbours": 10,
        "the pooling window has a width of its own": 7,
        "the window adds its width; but it overlaps with what was seen before": 9,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.1 · Any stack of layers (medium, 12 min)

Write the rule as a function. A layer is a triple (kernel, stride, dilation); a dilation $d$ leaves
$d-1$ gaps between the inputs that the kernel reads. By hand first: a pooling of width 2 and stride 2,
then a convolution of width 3; and a single convolution of width 3 with dilation 4.

<details><summary>Hint 1 · a question</summary>

A layer is added on top. By how many of **its own** inputs is its window wider than one? How far apart
do these lie in the data?
</details>
<details><summary>Hint 2 · shapes</summary>

The layers are a list of triples, the two results are whole numbers. Carry two numbers through the
layers: the field so far, and the distance, in the data, of two neighbours of the present layer. Both
start at 1.
</details>
<details><summary>Hint 3 · one blank</summary>

`field += (kernel - 1) * dilation * ______`, and after that the distance is multiplied by the stride.
</details>
"""

# %% solution="field" reference="networks.receptive_field"

# %% points=1 tests="p41_field_by_hand"
# By hand: the convolution reads three windows of the pooling, 2 apart: 3 · 2 positions. A kernel of 3
# with dilation 4 reads the positions 0, 4 and 8.
with attempt():
    expect(receptive_field([(2, 2, 1), (3, 1, 1)]), (6, 2), about="a pooling, then a convolution")
    expect(receptive_field([(3, 1, 4)]), (9, 1), about="one dilated convolution")

# %% points=1 tests="p41_field_random"
assert callable(receptive_field)  # hidden: random stacks of kernels, strides and dilations
### BEGIN HIDDEN TESTS
from course import checks, oracles


def walk(layers, widen, step=lambda jump, k, s, d: jump * s):
    """The same walk with another rule for the field or for the distance of neighbours."""
    field, jump = 1, 1
    for k, s, d in layers:
        field, jump = widen(field, jump, k, s, d), step(jump, k, s, d)
    return field, jump


def wider(field, jump, k, s, d):
    return field + (k - 1) * d * jump


field_rng = checks.rng("p41_field_random")
checks.agree(
    receptive_field,
    oracles.networks.receptive_field,
    [
        # kernels 2 to 4, strides and dilations 1 to 3, not all of them 1, and different at both ends
        (
            [
                (int(field_rng.integers(2, 5)), 3, 1),
                *(
                    (int(k), 1 + int(s), int(d))
                    for k, s, d in field_rng.integers(1, 3, size=(n, 3))
                ),
                (int(field_rng.integers(2, 5)), 2, 3),
            ],
        )
        for n in (0, 1, 2, 2)
    ],
    outputs=("field", "jump"),
    mistakes={
        "a layer's own stride already widens its own window": lambda layers: walk(
            layers, lambda field, jump, k, s, d: field + (k - 1) * d * jump * s
        ),
        "the strides do not widen the field of what comes later": lambda layers: walk(
            layers, lambda field, jump, k, s, d: field + (k - 1) * d
        ),
        "each layer adds its whole kernel, but one of these inputs was there before": (
            lambda layers: walk(layers, lambda field, jump, k, s, d: field + k * d * jump)
        ),
        "the dilation is left out": lambda layers: walk(
            layers, lambda field, jump, k, s, d: field + (k - 1) * jump
        ),
        "the kernel is dilated, its first input included": lambda layers: walk(
            layers, lambda field, jump, k, s, d: field + (k * d - 1) * jump
        ),
        "dilations pile up like strides; the neighbours of a dilated layer stay neighbours": (
            lambda layers: walk(layers, wider, lambda jump, k, s, d: jump * s * d)
        ),
        "the layers are read from the wrong end: the first one is next to the data": (
            lambda layers: walk(layers[::-1], wider)
        ),
        "the distances are added; how far is a step of steps?": lambda layers: walk(
            layers, wider, lambda jump, k, s, d: jump + s - 1
        ),
        "jump is the stride of the last layer alone": lambda layers: (
            walk(layers, wider)[0],
            layers[-1][1],
        ),
        "the whole field is multiplied by the stride": lambda layers: walk(
            layers, lambda field, jump, k, s, d: (field + (k - 1) * d) * s
        ),
        "the two results have changed places": lambda layers: walk(layers, wider)[::-1],
        "the field starts at 0; without a layer an output is its input": lambda layers: (
            walk(layers, wider)[0] - 1,
            walk(layers, wider)[1],
        ),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p41_field_edges"
assert callable(receptive_field)  # hidden: no layer, kernels of 1, deep stacks, impossible layers
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.agree(
    receptive_field,
    oracles.networks.receptive_field,
    [([],), ([(1, 1, 1)],), ([(1, 2, 3)],), ([(1, 2, 1), (1, 3, 1), (2, 1, 1)],)],
    outputs=("field", "jump"),
    where="for no layer, or for kernels of 1",
)
checks.agree(
    receptive_field,
    oracles.networks.receptive_field,
    [([(2, 1, 2**i) for i in range(9)],), ([(3, 2, 1)] * 8,), ([(3, 1, 1)] * 60,)],
    outputs=("field", "jump"),
    where="for deep stacks",
)
for layer_e in ((0, 1, 1), (3, 0, 1), (3, 1, 0), (-3, 1, 1)):
    checks.raises(
        receptive_field,
        ([(3, 1, 1), layer_e],),
        ValueError,
        "a kernel, stride or dilation below 1 must raise a ValueError",
    )
### END HIDDEN TESTS

# %% points=1 tests="p41_field_properties"
assert callable(receptive_field)  # hidden: arrays and lists, whole numbers, two stacks on top
### BEGIN HIDDEN TESTS
from course import checks

lower_p, upper_p = [(3, 2, 1), (2, 1, 2)], [(2, 2, 1), (4, 1, 1)]
low_p, up_p = (checks.call(receptive_field, part) for part in (lower_p, upper_p))
both_p = checks.call(receptive_field, lower_p + upper_p)
checks.require(
    isinstance(both_p, tuple | list) and len(both_p) == 2, "two numbers are asked for: field, jump"
)
checks.require(
    all(isinstance(number, int | np.integer) for number in both_p), "whole numbers are asked for"
)
checks.require(
    both_p[0] == low_p[0] + (up_p[0] - 1) * low_p[1] and both_p[1] == low_p[1] * up_p[1],
    "two stacks on top of each other do not see what the upper one sees through the lower one",
)
checks.require(
    checks.call(receptive_field, np.array(lower_p + upper_p)) == both_p
    and checks.call(receptive_field, [list(layer) for layer in lower_p + upper_p]) == both_p,
    "lists or arrays of layers give something else than triples",
)
checks.keeps_inputs(receptive_field, np.array(lower_p))
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Four networks on a line of 400 numbers. The dots are **measured**: each number is poked once, and those
are counted that change the output in the middle. The lines are your function; they must go through
all dots. On the right, how *strongly* the middle output of 8 plain layers depends on each number, if
all weights are equal. The red lines are the ends of your field. At its rim the influence is there, but
it is tiny: what counts in practice is the *effective* field, and it grows only like the root of the
depth.
"""

# %%
line_of_pokes = np.eye(400)  # row i: a line with one poke, at position i


def layer_output(signal, kernel, stride, dilation):
    """One layer with equal weights, on every row."""
    last = signal.shape[1] - (kernel - 1) * dilation
    return (
        sum(signal[:, m * dilation : last + m * dilation : stride] for m in range(kernel)) / kernel
    )


networks = {
    "3, plain": [(3, 1, 1)] * 7,
    "3, every second one with stride 2": [(3, 1 + i % 2, 1) for i in range(7)],
    "2, dilations 1, 2, 4, …": [(2, 1, 2**i) for i in range(7)],
    "3, pooling first": [(2, 2, 1)] + [(3, 1, 1)] * 6,
}
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
markers = dict(zip(networks, "osD^", strict=True))
for name, layers in networks.items():
    signal, counted = line_of_pokes, []
    for layer in layers:
        signal = layer_output(signal, *layer)
        felt = np.flatnonzero(signal[:, signal.shape[1] // 2])
        counted.append(felt[-1] - felt[0] + 1)
    left.plot(range(1, 8), counted, markers[name], color=TRUTH, ms=5, label=name)
for _ in range(8):
    line_of_pokes = layer_output(line_of_pokes, 3, 1, 1)
influence = line_of_pokes[:, line_of_pokes.shape[1] // 2]
right.bar(np.arange(400) - 200, influence, color=DATA, width=1)
with attempt():
    for layers in networks.values():
        depths = range(1, len(layers) + 1)
        left.plot(depths, [receptive_field(layers[:n])[0] for n in depths], color=YOURS, zorder=0)
    field = receptive_field([(3, 1, 1)] * 8)[0]
    for end in (-field / 2, field / 2):
        right.axvline(end, color=YOURS)
left.set(yscale="log", xlabel="layers", ylabel="field", title="marks: measured · lines: yours")
left.set(yticks=[3, 10, 30, 100], yticklabels=[3, 10, 30, 100])
left.legend(fontsize=8)
right.set(xlim=(-16, 16), xlabel="position", title="influence in 8 plain layers")
plt.show()

# %% [markdown]
r"""
### 4.1 · Sound (easy, 4 min)

A WaveNet has kernels of width **2** with dilations 1, 2, 4, 8, …, doubled with each layer. How many
layers does it need at least so that an output sees **1000** samples of sound?
"""

# %% solution="p41_sound"
layers_p41 = None  # a whole number
### BEGIN SOLUTION
layers_p41 = 10  # 2¹⁰ = 1024 samples, 2⁹ = 512 are too few
### END SOLUTION

# %% points=1 tests="p41_dilated_layers"
assert layers_p41 is None or layers_p41 >= 1, "at least one layer"
### BEGIN HIDDEN TESTS
from course import checks, oracles

enough_p41 = next(
    n
    for n in range(1, 20)
    if oracles.networks.receptive_field([(2, 1, 2**i) for i in range(n)])[0] >= 1000
)
checks.number(
    layers_p41,
    enough_p41,
    rtol=1e-4,
    mistakes={
        "that is the number without dilation": 999,
        "so many see about half as much": enough_p41 - 1,
        "so many are enough, but one fewer is enough as well": enough_p41 + 1,
        "no whole number: how many layers are built?": np.log2(1000),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## 4.2 What a gradient passes

A residual block computes $y = x + g(x)$. With $J = \partial g/\partial x$ its Jacobian is $I + J$, and
the gradient that arrives at $y$ is multiplied by $(I+J)^\top$ on its way to $x$.

### 4.2a · What does the skip connection do? (medium, 4 min)

- **a** The gradient at $x$ is at least as large as the one at $y$, as $I$ is added to what $g$ gives.
- **b** The activations inside $g$ can no longer saturate.
- **c** A part of the gradient goes past $g$; it is lost only where the part through $g$ cancels it.
- **d** The gradient at $x$ is at most as large as the one at $y$, which prevents explosions.
"""

# %% solution="p42a"
answer_p42a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p42a = "c"
### END SOLUTION

# %% points=1 tests="p42a_skip"
assert answer_p42a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p42a,
    key="c",
    feedback={
        "a": "try g(x) = −x. Which gradient is left at x?",
        "b": "a tanh inside g knows nothing of what is added behind it.",
        "d": "try g(x) = x. How large is the gradient at x?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.2b · One block by hand (easy, 6 min)

Let $y = x + \tanh(Wx)$ with

$$W = \begin{pmatrix}1 & 2\\ -1 & \tfrac12\end{pmatrix},\qquad x = \begin{pmatrix}0.5\\ -0.8\end{pmatrix}.$$

Compute two entries of the Jacobian at this $x$, to four digits:

1. $\partial y_1/\partial x_1$
2. $\partial y_2/\partial x_1$
"""

# %% solution="p42b"
first_p42b = None  # ∂y₁/∂x₁, a number
second_p42b = None  # ∂y₂/∂x₁, a number
### BEGIN SOLUTION
first_p42b = 1.3592
second_p42b = -0.4869
### END SOLUTION

# %% points=1 tests="p42b_diagonal_entry"
assert first_p42b is None or first_p42b == first_p42b, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

W_b, x_b = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -0.8])
entry_b = oracles.networks.chain_jacobian(x_b, [W_b])[0, 0]
checks.number(
    first_p42b,
    entry_b,
    mistakes={
        "that is the part of g alone; x itself is in y as well": entry_b - 1,
        "the slope of tanh is taken at x, not at Wx": 1 + 1 / np.cosh(0.5) ** 2,
        "that is tanh itself, where its slope is asked for": 1 + np.tanh(-1.1),
        "the slope is multiplied with the weight of the other input": 1 + 2 * (entry_b - 1),
        "tanh counts as if its slope were 1": 2.0,
        "the slope belongs to the other row": 1 + 1 / np.cosh(0.9) ** 2,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p42b_other_entry"
assert second_p42b is None or second_p42b == second_p42b, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

W_b, x_b = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.5, -0.8])
jacobian_b = oracles.networks.chain_jacobian(x_b, [W_b])
checks.number(
    second_p42b,
    jacobian_b[1, 0],
    mistakes={
        "that is ∂y₁/∂x₂: rows are outputs, columns are inputs": jacobian_b[0, 1],
        "y₂ contains x₂, but not x₁ itself": 1 + jacobian_b[1, 0],
        "the slope belongs to the other row": -1 / np.cosh(1.1) ** 2,
        "the slope of tanh is taken at x, not at Wx": -1 / np.cosh(0.8) ** 2,
        "tanh counts as if its slope were 1": -1.0,
        "a sign: which one has the weight?": -jacobian_b[1, 0],
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.2b · A whole chain (medium, 12 min)

Write the Jacobian of $L$ such layers, with or without skip connections. The hidden tests do not use the
chain rule: they poke the input and look at the output.

<details><summary>Hint 1 · a question</summary>

The Jacobian of two maps one after the other is a product. Which factor stands on the left, and at which
$x$ is its slope taken?
</details>
<details><summary>Hint 2 · shapes</summary>

`W @ x` is (d,), the slopes of tanh are (d,), one per **output**, so they multiply the **rows** of W
(d, d): as a column (d, 1). Each factor is (d, d) and so is the product.
</details>
<details><summary>Hint 3 · one blank</summary>

In a loop over the layers: the factor of this layer, then `jacobian = factor @ ______`, then the next `x`.
</details>
"""

# %% solution="chain" reference="networks.chain_jacobian"

# %% points=1 tests="p42b_chain_by_hand"
# By hand: at x = 0 all slopes are 1, and x stays 0. With skip: (1 + 2)(1 + 3), without: 2 · 3.
with attempt():
    expect(chain_jacobian([0.0], [[[2.0]], [[3.0]]]), [[12.0]], about="two layers at 0, with skip")
    expect(chain_jacobian([0.0], [[[2.0]], [[3.0]]], False), [[6.0]], about="the same without")
    expect(
        chain_jacobian([0.0, 0.0], [[[0.0, 1.0], [0.0, 0.0]]]),
        [[1.0, 1.0], [0.0, 1.0]],
        about="y₁ = x₁ + tanh x₂, y₂ = x₂, at 0",
    )

# %% points=1 tests="p42b_chain_random"
assert callable(chain_jacobian)  # hidden: random chains, against pokes at the input
### BEGIN HIDDEN TESTS
from course import checks, oracles


def chain_with(factor=None, join=lambda new, old: new @ old, move=None):
    """The chain rule with another factor of a layer, another product or another way of x."""

    def mistaken(x, weights, skip):
        total = np.eye(len(x))
        for W in weights:
            inner = np.tanh(W @ x)
            new = (1 - inner**2)[:, None] * W + skip * np.eye(len(x))
            total = join(factor(W, x, inner, skip) if factor else new, total)
            x = move(x, inner, skip) if move else skip * x + inner
        return total

    return mistaken


chain_rng = checks.rng("p42b_chain_random")
for skip_r in (True, False):
    checks.agree(
        chain_jacobian,
        oracles.networks.chain_jacobian,
        [
            (chain_rng.normal(size=d), chain_rng.normal(size=(n, d, d)) / 2, skip_r)
            for d, n in ((3, 2), (2, 3), (4, 4))
        ],
        where="with skip connections" if skip_r else "without skip connections",
        mistakes={
            "the factors are multiplied in the wrong order": chain_with(
                join=lambda new, old: old @ new
            ),
            "rows and columns are exchanged": lambda x, weights, skip: (
                oracles.networks.chain_jacobian(x, weights, skip).T
            ),
            "the slopes multiply the columns of W; they belong to the outputs": chain_with(
                lambda W, x, inner, skip: (1 - inner**2) * W + skip * np.eye(len(x))
            ),
            "the slope of tanh is 1 − tanh², yours has no square": chain_with(
                lambda W, x, inner, skip: (1 - inner)[:, None] * W + skip * np.eye(len(x))
            ),
            "tanh itself stands where its slope is asked for": chain_with(
                lambda W, x, inner, skip: inner[:, None] * W + skip * np.eye(len(x))
            ),
            "tanh counts as if its slope were 1": chain_with(
                lambda W, x, inner, skip: W + skip * np.eye(len(x))
            ),
            "the slope of tanh is taken at x, not at Wx": chain_with(
                lambda W, x, inner, skip: (1 - np.tanh(x) ** 2)[:, None] * W + skip * np.eye(len(x))
            ),
            "all slopes are taken at the first x": chain_with(move=lambda x, inner, skip: x),
            "x goes on without its skip connection": chain_with(move=lambda x, inner, skip: inner),
            "x goes on with a skip connection, although there is none": chain_with(
                move=lambda x, inner, skip: x + inner
            ),
            "the skip connections are missing in the factors": chain_with(
                lambda W, x, inner, skip: (1 - inner**2)[:, None] * W
            ),
            "the factors have a skip connection, although there is none": chain_with(
                lambda W, x, inner, skip: (1 - inner**2)[:, None] * W + np.eye(len(x))
            ),
            "the Jacobians of the layers are added": chain_with(join=lambda new, old: new + old),
            "they are multiplied entry by entry, not as matrices": chain_with(
                join=lambda new, old: new * old
            ),
            "that is the Jacobian of the last layer alone": chain_with(join=lambda new, old: new),
            "a single skip connection runs past the whole chain; each layer has one": (
                lambda x, weights, skip: (
                    np.eye(len(x)) + oracles.networks.chain_jacobian(x, weights, False)
                )
            ),
        },
    )
### END HIDDEN TESTS

# %% points=1 tests="p42b_chain_edges"
assert callable(chain_jacobian)  # hidden: no layer, zero weights, saturated layers, the default
### BEGIN HIDDEN TESTS
from course import checks, oracles

chain_rng = checks.rng("p42b_chain_edges")
x_e, weights_e = chain_rng.normal(size=3), chain_rng.normal(size=(2, 3, 3)) / 2
checks.agree(
    chain_jacobian,
    lambda x, weights, skip: np.eye(3) if skip or not len(weights) else np.zeros((3, 3)),
    [
        (x_e, [], True),
        (x_e, [], False),
        (x_e, np.zeros((2, 3, 3)), True),
        (x_e, np.zeros((2, 3, 3)), False),
    ],
    where="for no layer, or for weights of 0",
)
checks.agree(
    chain_jacobian,
    oracles.networks.chain_jacobian,
    [(x_e, weights_e), (x_e, weights_e[:1])],
    where="with the default of skip, or with one layer",
)
checks.agree(
    chain_jacobian,
    lambda x, weights: np.eye(2),
    [(np.array([30.0, 40.0]), np.array([[[20.0, 1.0], [3.0, 50.0]]]))],
    where="where tanh is saturated",
)
### END HIDDEN TESTS

# %% points=1 tests="p42b_chain_hygiene"
assert callable(chain_jacobian)  # hidden: lists, integers, float32, inputs unchanged
### BEGIN HIDDEN TESTS
from course import checks

chain_rng = checks.rng("p42b_chain_hygiene")
x_h, weights_h = chain_rng.normal(size=3), chain_rng.normal(size=(2, 3, 3)) / 2
checks.hygiene(chain_jacobian, x_h, weights_h)
checks.hygiene(chain_jacobian, x_h, weights_h, False)
### END HIDDEN TESTS

# %% [markdown]
r"""
### See

Random layers of width 12, up to a hundred of them. How much can a gradient be stretched on its way back
at most? That is the largest singular value of the Jacobian (left; each line of the grid is a factor of
100 000). The marks are measured by poking the input, the lines are yours. On the right, the entries of the
Jacobians of the first five layers: measured to the right, yours upwards, so each red dot belongs onto the
diagonal.
"""

# %%
draw = np.random.default_rng(4)
hundred = 0.7 * draw.normal(size=(100, 12, 12)) / np.sqrt(12)
start_of_chain = draw.normal(size=12)
depths = np.arange(5, 101, 5)


def poked(layers, skip):
    """The Jacobian, column by column, from a tiny imaginary poke at each entry of the input."""
    moved = start_of_chain + 1e-20j * np.eye(12)
    for W in layers:
        moved = np.tanh(moved @ W.T) + (moved if skip else 0)
    return moved.imag.T / 1e-20


figure, (axes, entries) = plt.subplots(
    1, 2, figsize=(9, 3.6), width_ratios=(2, 1.2), layout="constrained"
)
for skip, marker, label in ((True, "o", "with skip"), (False, "D", "without skip")):
    stretch = [np.linalg.norm(poked(hundred[:n], skip), 2) for n in depths]
    axes.plot(depths, stretch, marker, color=TRUTH, mfc=TRUTH if skip else "none", label=label)
entries.plot([-1.5, 2], [-1.5, 2], color=TRUTH, lw=1)
with attempt():
    for skip, style in ((True, "-"), (False, "--")):
        yours = [chain_jacobian(start_of_chain, hundred[:n], skip) for n in depths]
        axes.plot(depths, [np.linalg.norm(J, 2) for J in yours], style, color=YOURS, zorder=0)
        entries.plot(poked(hundred[:5], skip).ravel(), np.ravel(yours[0]), ".", color=YOURS, ms=4)
axes.set(yscale="log", xlabel="layers", ylabel="largest stretch", ylim=(1e-22, 1e6))
axes.set(yticks=[1e-20, 1e-15, 1e-10, 1e-5, 1, 1e5], title="marks: measured · lines: yours")
axes.legend(loc="lower left")
entries.set(xlabel="measured", ylabel="yours", title="entries, 5 layers")
plt.show()

# %% [markdown]
r"""
### 4.2c · Fifty layers (medium, 8 min)

In each of 50 layers the spectral norm (the largest singular value) is $\|J\| = 0.4$. All that is known is
this norm, so only bounds can be stated.
Give each as a **power of ten**: for $10^{-3.5}$ write $-3.5$ (three digits).

1. **Without** skip connections: the gradient is multiplied at most by 10 to which power?
2. **With** them: at most?
3. With them: at least?
4. Now $\|J\| = a/L$ in each of $L$ layers, as in networks whose blocks are initialised near zero. To
   which number does the upper bound *with* skip connections tend for $L\to\infty$? A formula in `a`
   (the bound itself, not its power of ten).
"""

# %% solution="p42c"
plain_p42c = None  # 1. a power of ten
upper_p42c = None  # 2. a power of ten
lower_p42c = None  # 3. a power of ten
limit_p42c = None  # 4. a text, a formula in a
### BEGIN SOLUTION
plain_p42c = -19.9  # 50 log₁₀ 0.4
upper_p42c = 7.306  # 50 log₁₀ 1.4
lower_p42c = -11.09  # 50 log₁₀ (1 − 0.4)
limit_p42c = "exp(a)"
### END SOLUTION

# %% points=1 tests="p42c_plain"
assert plain_p42c is None or plain_p42c == plain_p42c, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

plain_c, upper_c, lower_c = oracles.networks.norm_bounds(0.4, 50)
checks.number(
    plain_p42c,
    plain_c,
    rtol=2e-3,
    mistakes={
        "that is the natural logarithm; a power of ten is asked for": plain_c * np.log(10),
        "that is a power of two; a power of ten is asked for": 50 * np.log2(0.4),
        "that is the bound itself; its power of ten is asked for": 10**plain_c,
        "a sign: does the gradient grow or shrink?": -plain_c,
        "norms multiply from layer to layer, they do not add": np.log10(20),
        "that is one layer": np.log10(0.4),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p42c_upper"
assert upper_p42c is None or upper_p42c == upper_p42c, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

plain_c, upper_c, lower_c = oracles.networks.norm_bounds(0.4, 50)
checks.number(
    upper_p42c,
    upper_c,
    rtol=2e-3,
    mistakes={
        "that is the natural logarithm; a power of ten is asked for": upper_c * np.log(10),
        "that is the bound itself; its power of ten is asked for": 10**upper_c,
        "that is a bound from below: how large can I + J be?": lower_c,
        "1 is no bound: I + J can stretch": 0,
        "norms multiply from layer to layer, they do not add": np.log10(70),
        "only one of the layers is stretched in yours": np.log10(1.4),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p42c_lower"
assert lower_p42c is None or lower_p42c == lower_p42c, "a number, not nan"
### BEGIN HIDDEN TESTS
from course import checks, oracles

plain_c, upper_c, lower_c = oracles.networks.norm_bounds(0.4, 50)
checks.number(
    lower_p42c,
    lower_c,
    rtol=2e-3,
    mistakes={
        "that would be true if J could only add; try J = −0.4 I": 0,
        "that is the bound without skip connections": plain_c,
        "the upper bound turned round; what is the least that I + J can do to a vector?": -upper_c,
        "that is the natural logarithm; a power of ten is asked for": lower_c * np.log(10),
        "that is the upper bound": upper_c,
        "that is the bound itself; its power of ten is asked for": 10**lower_c,
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p42c_limit"
assert limit_p42c is None or isinstance(limit_p42c, str), "write a formula in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.symbolic(
    limit_p42c,
    "exp(a)",
    {"a": (0.3, 3.0)},
    mistakes={
        "each block tends to the identity, but there are more and more of them": "1",
        "the blocks multiply: a bound of interest on interest": "1 + a",
        "that is the lower bound": "exp(-a)",
        "the logarithm of it; the bound itself is asked for": "a",
        "that is the power of ten": "a / log(10)",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Read 3 once more: all that is guaranteed *with* skip connections is a gradient that has nearly vanished.
What the figure shows lies far inside the bounds, because random $J$ do not all point the same
way. And with norm $a/L$ the bounds tend to $e^{\pm a}$, however deep the network is. A skip connection
lets a block start near the identity. That is what helps, not a law that gradients cannot vanish.

## 4.3 What training must remember

A network of $L$ equal layers; the output of each layer is one *activation*. For the gradient of a layer
its input is needed.

### 4.3a · Using and training (easy, 3 min)

How does the number of activations that must be in memory at once grow with the depth?

- **a** Using the network: like $L$. Training it by backpropagation: like $L$.
- **b** Using it: not at all. Training: like $L$.
- **c** Using it: not at all. Training: not at all, as only the weights are changed.
- **d** Using it: like $L$. Training: like $L^2$, as each layer needs all later ones.
"""

# %% solution="p43a"
answer_p43a = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_p43a = "b"
### END SOLUTION

# %% points=1 tests="p43a_activations"
assert answer_p43a in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p43a,
    key="b",
    feedback={
        "a": "when only the result is wanted: who still needs the activation of layer 3 after layer 4?",
        "c": "the gradient of a weight contains the input of its layer. Where does it come from?",
        "d": "one gradient is handed back from layer to layer; it already contains all later ones. "
        "And using the network needs no gradient.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.3b · Checkpoints (medium, 8 min)

*Checkpointing* cuts the layers into segments of $k$ layers and keeps only the **input of each segment**.
On the way back each segment is computed once more from its input, its $k$ activations are used, and
then thrown away.

1. Let $L = 144$. At the worst moment all segment inputs and the $k$ activations of one segment are kept.
   How many activations are that, for the best $k$ among those that divide 144?
2. What is the price?
   - **a** None: the same computations are done in another order.
   - **b** The gradient is only approximate, as the activations are computed twice.
   - **c** About as many forward passes more as there are segments.
   - **d** About one forward pass more; the gradient is the same.
"""

# %% solution="p43b"
kept_p43b = None  # a whole number
answer_p43b = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
kept_p43b = 24  # 144/k + k, smallest for k = 12
answer_p43b = "d"
### END SOLUTION

# %% points=1 tests="p43b_kept"
assert kept_p43b is None or kept_p43b >= 1, "at least one activation is kept"
### BEGIN HIDDEN TESTS
from course import checks, oracles

checks.number(
    kept_p43b,
    oracles.networks.fewest_kept(144),
    rtol=1e-4,
    mistakes={
        "that is the number of segments, or their length; both are in memory at once": 12,
        "that is without checkpoints": 144,
        "with so many segments one is too short or too long: have you tried other k?": 25,
        "with such segments the two parts are far from equal: have you tried other k?": 26,
        "with segments of one layer": 145,
        "only the inputs are counted for the one segment there is": 1,
        "logarithmic memory needs segments of segments, and more computing": np.log2(144),
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p43b_price"
assert answer_p43b in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p43b,
    key="d",
    feedback={
        "a": "the activations that were thrown away do not come back by themselves.",
        "b": "the same input gives the same activations the second time.",
        "c": "each segment is computed again, but only from its own input. How long are all together?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### 4.3c · The adjoint (hard, 6 min)

In a neural ODE the depth is a time, $\dot h = f(h, t)$. The *adjoint method* keeps only the end $h(1)$.

1. What does it do then to get the gradient?
   - **a** It solves for $h$ backwards in time from $h(1)$, together with the gradient.
   - **b** It needs nothing in between: the gradient follows exactly from both end points.
   - **c** It solves forward from $h(0)$ again for each point of time that it needs.
   - **d** It stores what the solver computes at each step: memory grows like the number of steps.
2. Let $\dot h = -20\,h$, $h(0) = 1$. The forward solver returns $h(1)$ with an error of $10^{-6}$. From
   there the equation is solved backwards, now without further error. How large is the error of the
   $h(0)$ that comes out?
"""

# %% solution="p43c"
answer_p43c = None  # "a", "b", "c" or "d"
error_p43c = None  # a number
### BEGIN SOLUTION
answer_p43c = "a"
error_p43c = 485.2  # 1e-6 · e²⁰
### END SOLUTION

# %% points=1 tests="p43c_adjoint"
assert answer_p43c in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_p43c,
    key="a",
    feedback={
        "b": "the gradient is an integral along the path. Which h stands in it at time ½?",
        "c": "that would be exact, but quadratic in time. An ODE can be run in the other direction.",
        "d": "that is backpropagation through the solver, which the method wants to avoid.",
    },
)
### END HIDDEN TESTS

# %% points=1 tests="p43c_backward_error"
assert error_p43c is None or error_p43c >= 0, "the size of the error is asked for"
### BEGIN HIDDEN TESTS
from course import checks

checks.number(
    error_p43c,
    1e-6 * np.exp(20),
    rtol=2e-3,
    mistakes={
        "forwards errors shrink; in which direction is it solved?": 1e-6 * np.exp(-20),
        "the error does not stay as it is: what does this equation do to a difference?": 1e-6,
        "the error grows with time, but not linearly": 20e-6,
        "that is the factor by which it grows": np.exp(20),
        "that is the h(0) that comes out, not its error": 1 + 1e-6 * np.exp(20),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A layer widens the field by (kernel − 1) × dilation steps of the layers *below* it; its own
stride only matters above. A skip connection adds $I$ to the Jacobian: a path past the block, no promise that
gradients can neither vanish nor explode. Small blocks, not skips alone, keep the product near $I$. Training
remembers one activation per layer, checkpoints about $2\sqrt L$, the adjoint one, and each of them pays: the
first with memory, the second with a forward pass, the third with a backward solve that may run uphill.

*Further:* He et al., *Identity Mappings in Deep Residual Networks*, 2016; Chen et al., *Training Deep Nets
with Sublinear Memory Cost*, 2016.
"""

r"""Problem set 4, part 4.4: a residual block (needs torch)."""

# %% [markdown]
r"""
# Problem set 4 · 4.4 · A residual block

**About 40 minutes · medium · 9 points · before it: 4.2 of this problem set · needs torch**

In 4.2 you saw why a skip connection lets gradients through. Here you build the block that stands, in
a hundred variants, in every ResNet and in every U-Net that denoises for a diffusion model:

$$y = x + \mathrm{BN}_2\Big(\mathrm{conv}_2\big(\mathrm{ReLU}(\mathrm{BN}_1(\mathrm{conv}_1(x)))\big)\Big).$$

It has five layers and one plus sign, and it is easy to get almost right. A block without its ReLU, one
that uses a convolution twice, or one that forgets the plus sign has the right shape all the same, and
trains, only worse. So the tests look inside: they set the weights and compute the output anew.

**Note the end:** nothing comes after the addition. In the first paper (He et al. 2015) a ReLU stands
there; a year later the same authors found that the way past the layers is better left free.

Without torch this notebook cannot run and is not counted; everything else of the problem set does.
"""

# %%
import torch
from torch import nn

torch.set_num_threads(1)

# %% [markdown]
r"""
## 4.4 · `ResidualBlock` *(medium, 40 minutes)*

*Batch normalisation* in train mode subtracts from each channel its mean over the batch and all pixels,
divides by its standard deviation, multiplies by a gain (1 at the start) and adds a shift (0 at the start).

**Predict first.** Each of the 16 channels of $x$ has mean 0 and standard deviation 1. The block is fresh:
random kernels, no training yet. How large is the standard deviation of the channels of $y$?

- **a** 1, because the last layer normalises.
- **b** About 1.4.
- **c** 2: two things of size 1 are added.
- **d** That depends on the kernels: it doubles if all of their weights are doubled.

Write a letter. You may come back later and change it; only the last answer counts.
"""

# %% solution="block_predict"
answer_spread = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_spread = "b"
### END SOLUTION

# %% points=1 tests="p44_predict"
assert answer_spread in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks, oracles

spread_rng = np.random.default_rng(44)
x_spread = spread_rng.normal(size=(8, 16, 8, 8))
for scale_spread in (0.1, 0.2):  # doubled kernels change nothing
    branch_spread = x_spread
    for last_spread in (False, True):
        kernel_spread = scale_spread * spread_rng.normal(size=(16, 16, 3, 3))
        branch_spread = oracles.networks.batch_normalised(
            oracles.networks.convolved(branch_spread, kernel_spread, np.zeros(16)),
            np.ones(16),
            np.zeros(16),
        )
        branch_spread = branch_spread if last_spread else np.maximum(branch_spread, 0)
    assert abs(np.std(x_spread + branch_spread) - 2**0.5) < 0.1
checks.choice(
    answer_spread,
    key="b",
    feedback={
        "a": "the last layer normalises what the plus sign adds, not the sum",
        "c": "two things of size 1 that know nothing of each other: do their sizes add?",
        "d": "what does a normalisation make of a signal that is twice as large?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**Implement.** Both methods, some eight lines. Do one case by hand before you code: a picture of one row
with the pixels 0, 1, 2, one channel, and kernels that copy their input. What does the ReLU leave, and what
does the second normalisation make of it? The test below knows.

<details><summary>Hint 1 · a question</summary>

What must a block be at the start, so that a hundred of them do no harm? Which layer has a number that,
set to 0, makes it so?
</details>
<details><summary>Hint 2 · shapes</summary>

Everything is (B, C, H, W), at each of the five places. A 3×3 kernel needs one more pixel on each side to
keep H and W. Four layers have weights of their own, so four modules are kept.
</details>
<details><summary>Hint 3 · one blank</summary>

inner = relu(first_norm(first_conv(x))), then `return` ______ + second_norm(second_conv(inner)).
</details>
"""


# %% solution="residual_block"
class ResidualBlock(nn.Module):
    """y = x + BN₂(conv₂(ReLU(BN₁(conv₁(x))))), after He et al. 2015, figure 2.

    channels: the number C of channels of x, of y and of everything between them. Two convolutions
    `nn.Conv2d` with 3×3 kernels (bias or not, as you like) that keep height and width, with zeros
    around the picture, and two `nn.BatchNorm2d`; no two of them share weights.
    forward(x): (B, C, H, W) → (B, C, H, W). No ReLU after the addition; x is not changed.
    """

    def __init__(self, channels):
        super().__init__()
        ### BEGIN SOLUTION
        self.first_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second_conv = nn.Conv2d(channels, channels, 3, padding=1)
        self.second_norm = nn.BatchNorm2d(channels)
        return
        ### END SOLUTION
        raise NotImplementedError("ResidualBlock is not written yet")

    def forward(self, x):
        ### BEGIN SOLUTION
        inner = torch.relu(self.first_norm(self.first_conv(x)))
        return x + self.second_norm(self.second_conv(inner))
        ### END SOLUTION
        raise NotImplementedError("forward of ResidualBlock returns nothing yet")


# %% [markdown]
r"""
The next two cells are locked. They run a block and tell what went on inside of it: which layers were used,
in which order, with which weights, and which gradients arrived. The tests use them with your class.
"""


# %% readonly="p44_opener"
def opener(make):
    """The function that runs a block of this class and tells what went on inside of it."""

    def copy_input(layer):
        """A kernel that copies its input, or a normalisation as it is at the start."""
        if isinstance(layer, nn.Conv2d):
            nn.init.dirac_(layer.weight)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)

    def set_weights(layer, given):
        """Put these arrays into a layer; a convolution has no bias then."""
        for name, values in given.items():
            own = getattr(layer, name, None)
            if own is None and name != "bias":
                raise ValueError("a normalisation keeps no running statistics for the eval mode")
            if own is not None and tuple(own.shape) != values.shape:
                raise ValueError(f"a {name} has the shape {tuple(own.shape)}, not {values.shape}")
            if own is not None:
                own.data.copy_(torch.tensor(values))

    def run(x, training=True, weights=None, last_gain=None, gradients=False):
        """What a block makes of x (B, C, H, W), and which layers it is made of.

        weights: the arrays of the four layers in the order of their use; without them the kernels
        copy their input. last_gain: the gain of the normalisation that is used last. gradients:
        those of Σ cos(k) · (entry k of y) as well.
        """
        block, order = make(x.shape[1]).double(), []
        for layer in block.modules():
            if isinstance(layer, nn.Conv2d | nn.BatchNorm2d):
                copy_input(layer)
                layer.register_forward_hook(lambda layer, *_: order.append(layer))
        block.eval()(torch.tensor(x))  # which layers, in which order?
        order = list(order)
        norms = [each for each in order if isinstance(each, nn.BatchNorm2d)]
        convs = [each for each in order if isinstance(each, nn.Conv2d)]
        for layers, given in ((convs, (weights or ())[::2]), (norms, (weights or ())[1::2])):
            for layer, values in zip(layers, given, strict=False):
                set_weights(layer, values)
        if last_gain is not None and norms:
            nn.init.constant_(norms[-1].weight, last_gain)
        layers = [
            ("convolution" if layer in convs else "normalisation", order.index(layer))
            for layer in order
        ]
        start, given = torch.tensor(x, requires_grad=True), torch.tensor(x)
        with torch.no_grad():
            output = block.train(training)(given)
        if gradients:
            end = block(start.clone())
            loss = (end.flatten() * torch.cos(torch.arange(end.numel()))).sum()
            if loss.requires_grad:
                loss.backward()
        return {
            "output": output.numpy(),
            "given": given.numpy(),
            "layers": layers,
            "gradient": (torch.zeros(()) if start.grad is None else start.grad).numpy(),
            "idle": sum(p.grad is None for p in block.parameters()),
            "weights": sum(p.numel() for p in block.parameters()),
        }

    return run


# %% readonly="p44_look_inside"
look_inside = opener(ResidualBlock)

# %% points=1 tests="p44_by_hand"
# 0, 1, 2 → normalised ∝ −1, 0, 1 → ReLU ∝ 0, 0, 1 → normalised −1/√2, −1/√2, √2; then 0, 1, 2 is added.
with attempt():
    three_pixels = np.array([[[[0.0, 1.0, 2.0]]]])
    expect(
        look_inside(three_pixels)["output"],
        [[[[-0.70711, 0.29289, 3.41421]]]],
        tolerance=1e-3,  # the normalisation adds 1e-5 to the variance
        about="three pixels, kernels that copy",
    )
    expect(
        look_inside(three_pixels - 1, last_gain=0)["output"],
        three_pixels - 1,
        about="with the last gain at 0 the block changes nothing",
    )

# %% points=2 tests="p44_random"
assert callable(look_inside)  # hidden: random weights, in train mode and in eval mode
### BEGIN HIDDEN TESTS
from course import checks, oracles

block_rng = checks.rng("p44_random")


def relu(z):
    return np.maximum(z, 0)


def block_of(whole):
    """A block from a function of x, conv₁, conv₂, BN₁, BN₂."""
    return lambda x, weights, training, output: whole(
        x, *oracles.networks.block_parts(weights, training)
    )


def given_output(x, weights, training, output):
    return output


given_output.__name__ = "ResidualBlock"
for mode_r, where_r in ((True, "in train mode"), (False, "in eval mode")):
    cases_r = []
    for shape_r in ((3, 2, 4, 4), (2, 3, 3, 5)):
        x_r = block_rng.normal(size=shape_r) + 0.5
        weights_r = oracles.networks.block_weights(block_rng, shape_r[1])
        told_r = checks.call(look_inside, x_r, mode_r, weights_r)
        kinds_r = [kind for kind, _ in told_r["layers"]]
        checks.require(
            kinds_r == ["convolution", "normalisation"] * 2,
            "the layers are not those of the formula; used, in this order: "
            + (", ".join(kinds_r) or "none"),
        )
        cases_r.append((x_r, weights_r, mode_r, told_r["output"]))
    checks.agree(
        given_output,
        block_of(lambda x, c, d, m, n: x + n(d(relu(m(c(x)))))),
        cases_r,
        rtol=1e-8,
        atol=1e-8,
        mistakes={
            "x is added to itself: what the layers make does not arrive": (
                lambda x, weights, training, output: 2 * x
            ),
            "x is returned as it came": lambda x, weights, training, output: x,
            "the way past the layers is missing: nothing is added": block_of(
                lambda x, c, d, m, n: n(d(relu(m(c(x)))))
            ),
            "what comes out has lost its negative part after the addition": block_of(
                lambda x, c, d, m, n: relu(x + n(d(relu(m(c(x))))))
            ),
            "no ReLU at all: what the layers do is linear": block_of(
                lambda x, c, d, m, n: x + n(d(m(c(x))))
            ),
            "the ReLU comes before the first normalisation": block_of(
                lambda x, c, d, m, n: x + n(d(m(relu(c(x)))))
            ),
            "a second ReLU stands before the addition": block_of(
                lambda x, c, d, m, n: x + relu(n(d(relu(m(c(x))))))
            ),
            "a second ReLU stands before the second normalisation": block_of(
                lambda x, c, d, m, n: x + n(relu(d(relu(m(c(x))))))
            ),
            "what the layers make is subtracted": block_of(
                lambda x, c, d, m, n: x - n(d(relu(m(c(x)))))
            ),
            "another x is added than the one that came: a part of it is gone": block_of(
                lambda x, c, d, m, n: relu(x) + n(d(relu(m(c(x)))))
            ),
            "the first convolution does not see all of x: a part of it is gone": block_of(
                lambda x, c, d, m, n: x + n(d(relu(m(c(relu(x))))))
            ),
        },
        where=where_r,
    )
### END HIDDEN TESTS

# %% points=1 tests="p44_layers"
assert callable(look_inside)  # hidden: which layers there are, and what becomes of x
### BEGIN HIDDEN TESTS
from course import checks, oracles

block_rng = checks.rng("p44_layers")
x_l = block_rng.normal(size=(2, 3, 4, 5))
weights_l = oracles.networks.block_weights(block_rng, 3)
told_l = checks.call(look_inside, x_l, True, weights_l)
for kind_l in ("convolution", "normalisation"):
    of_kind = [number for kind, number in told_l["layers"] if kind == kind_l]
    checks.require(
        len(set(of_kind)) == len(of_kind),
        f"one {kind_l} is used twice; in the formula each has weights of its own",
    )
    checks.require(len(of_kind) == 2, f"{kind_l}s in use: {len(of_kind)}, not as in the formula")
checks.require(
    told_l["weights"] in (2 * 81 + 4 * 3, 2 * 81 + 6 * 3),
    "the block holds weights that are not in the formula, or lacks some",
)
checks.require(np.allclose(told_l["given"], x_l), "the x of the caller is changed")
checks.require(told_l["output"].shape == x_l.shape, "the output has another shape than x")
lone_x, lone_weights = (
    block_rng.normal(size=(1, 1, 6, 2)),
    oracles.networks.block_weights(block_rng, 1),
)
lone = checks.call(look_inside, lone_x, True, lone_weights)
checks.require(lone["output"].shape == lone_x.shape, "one channel, one picture: another shape")
for told_o, x_o, weights_o in ((told_l, x_l, weights_l), (lone, lone_x, lone_weights)):
    checks.require(
        np.allclose(told_o["output"], oracles.networks.residual_block(x_o, weights_o)),
        "the output is not that of the formula",
    )
### END HIDDEN TESTS

# %% points=1 tests="p44_properties"
assert callable(look_inside)  # hidden: y − x is normalised; with the last gain at 0 it is the shift
### BEGIN HIDDEN TESTS
from course import checks, oracles

block_rng = checks.rng("p44_properties")
for shape_p in ((4, 3, 5, 5), (2, 2, 4, 7)):
    x_p = block_rng.normal(size=shape_p) - 0.3
    weights_p = oracles.networks.block_weights(block_rng, shape_p[1])
    told_p = checks.call(look_inside, x_p, True, weights_p)
    added = told_p["output"] - x_p
    right_p = oracles.networks.residual_block(x_p, weights_p) - x_p
    checks.require(
        np.allclose(added.mean(axis=(0, 2, 3)), right_p.mean(axis=(0, 2, 3)), atol=1e-6)
        and np.allclose(added.std(axis=(0, 2, 3)), right_p.std(axis=(0, 2, 3)), atol=1e-6),
        "y − x has not the mean and the spread that the second normalisation gives each channel",
    )
for mode_p in (True, False):
    told_p = checks.call(look_inside, x_p, mode_p, None, 0.0)
    checks.require(
        np.array_equal(told_p["output"], x_p),
        "with the last gain at 0 the block is not the identity",
    )
x_far = x_p.copy()
x_far[0, 0, 0, 0] += 1.0
told_far, told_near = (
    checks.call(look_inside, x, False, weights_p)["output"] for x in (x_far, x_p)
)
moved = told_far - told_near
checks.require(
    np.allclose(moved[1:], 0, atol=1e-12), "in eval mode a picture feels another one of its batch"
)
checks.require(
    np.allclose(moved[0, :, :, 3:], 0, atol=1e-12), "a pixel is felt more than two pixels away"
)
checks.require(
    np.allclose(told_near, oracles.networks.residual_block(x_p, weights_p, False)),
    "the output is not that of the formula",
)
### END HIDDEN TESTS

# %% points=1 tests="p44_gradients"
assert callable(look_inside)  # hidden: gradients in x and in all weights
### BEGIN HIDDEN TESTS
from course import checks, oracles

block_rng = checks.rng("p44_gradients")
x_g, weights_g = block_rng.normal(size=(3, 3, 3, 4)), oracles.networks.block_weights(block_rng, 3)
told_g = checks.call(look_inside, x_g, True, weights_g, None, True)
checks.require(told_g["idle"] == 0, "some weights receive no gradient: unused, or detached?")
checks.require(np.any(told_g["gradient"]), "no gradient arrives at x: is something detached?")


def loss_g(x, skip, branch):
    """Σ cos(k) y_k of the formula, with another x on the way past or in the layers."""
    y = skip + oracles.networks.residual_block(branch, weights_g) - branch
    return float(np.sum(np.cos(np.arange(y.size)) * y.ravel()))


def slopes_g(function):
    """Central differences; their error is near 1e-8."""
    result = np.zeros_like(x_g)
    for index in np.ndindex(x_g.shape):
        step = np.zeros_like(x_g)
        step[index] = 1e-6
        result[index] = (function(x_g + step) - function(x_g - step)) / 2e-6
    return result


checks.require(
    [kind for kind, _ in told_g["layers"]] == ["convolution", "normalisation"] * 2,
    "the layers are not those of the formula",
)


def given_gradient(x):
    return told_g["gradient"]


given_gradient.__name__ = "ResidualBlock"
checks.agree(
    given_gradient,
    lambda x: slopes_g(lambda z: loss_g(z, z, z)),
    [(x_g,)],
    rtol=1e-4,
    atol=1e-5,
    mistakes={
        "the gradient of the way past the layers is missing: is x detached there?": (
            lambda x: slopes_g(lambda z: loss_g(z, x, z))
        ),
        "the gradient of the layers is missing: is x detached there?": (
            lambda x: slopes_g(lambda z: loss_g(z, z, x))
        ),
    },
    where="(its gradient in x)",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Left: kernels that copy their input make the block a function of one number, whose kink sits at the
mean of $x$. The dots are computed by hand; the line is your block and must run through them. Right:
a stack of 30 fresh blocks with random kernels. The dots are $\sqrt{1+\ell}$: each block adds 1 to the
variance; the line, the measured spread of yours, must stay near them.
"""

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(8.8, 3.4), layout="constrained")
pixels = np.linspace(-2, 4, 61)
halved = np.maximum(pixels - pixels.mean(), 0)
by_hand = pixels + (halved - halved.mean()) / halved.std()
left.plot(pixels[::3], by_hand[::3], "o", color=TRUTH, ms=4, label="exact")
left.set(xlabel="$x$", ylabel="$y$", title="kernels that copy", ylim=(-5, 8))
right.plot(range(31), np.sqrt(1 + np.arange(31)), "o", color=TRUTH, ms=4, label=r"$\sqrt{1+\ell}$")
right.set(xlabel=r"blocks $\ell$", ylabel="spread", title="fresh blocks", ylim=(0, 9))
with attempt():
    inside = look_inside(pixels.reshape(1, 1, 1, -1))
    left.plot(pixels, inside["output"].ravel(), color=YOURS, label="yours", zorder=0)
    torch.manual_seed(44)
    signal = torch.randn(16, 16, 8, 8)
    spreads = [1.0]
    with torch.no_grad():
        for _ in range(30):
            signal = ResidualBlock(16)(signal)
            spreads.append(signal.std(dim=(0, 2, 3)).mean().item())
    right.plot(spreads, color=YOURS, label="yours", zorder=0)
left.legend(loc="upper left")
right.legend(loc="upper left")
plt.show()

# %% [markdown]
r"""
**Explain.** Suppose that what a block adds is uncorrelated with what comes into it, as it nearly is at the
start. Each channel of $x$ has mean 0 and standard deviation 1. What is its **standard deviation** after
24 fresh blocks? Three digits.
"""

# %% solution="depth_spread"
spread_24 = None  # a number
### BEGIN SOLUTION
spread_24 = 5.0  # the variance is 1 + 24
### END SOLUTION

# %% points=1 tests="p44_spread"
assert spread_24 is None or spread_24 > 0, "a positive number"
### BEGIN HIDDEN TESTS
from course import checks

variance_24 = 1.0
for _ in range(24):
    variance_24 += 1.0  # each branch ends normalised
checks.number(
    spread_24,
    variance_24**0.5,
    mistakes={
        "that is the variance": variance_24,
        "x itself is missing in the sum": (variance_24 - 1) ** 0.5,
        "what is added is normalised anew in each block: does it grow with x?": 2.0**12,
        "it doubles in no block: what is added has always the same size": 2.0**24,
        "the branch is normalised, not the sum": 1.0,
        "that is one block": 2**0.5,
        "that is the variance of what is added": variance_24 - 1,
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
Many libraries set the gain of the last normalisation to 0 before training, so that each block starts as the
identity. Shifts are 0 too; all else is random. Which parameters of a block have a gradient **other than 0**
in the first backward pass?

- **a** None: everything is multiplied by 0, so a block like that never starts to learn.
- **b** All of them: the way past the layers brings the gradient to everyone.
- **c** The gain and the shift of the second normalisation, nothing else.
- **d** Those of the second convolution and of the second normalisation.
"""

# %% solution="zero_gain"
answer_zero_gain = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_zero_gain = "c"
### END SOLUTION

# %% points=1 tests="p44_zero_gain"
assert answer_zero_gain in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_zero_gain,
    key="c",
    feedback={
        "a": "what is the derivative of gain · z with respect to the gain, at gain 0?",
        "b": "that way leads past the layers to x; does it meet a kernel?",
        "d": "the gradient of that kernel comes through the normalisation: times which number?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A residual block adds something normalised to what it was given, and leaves the way
past the layers free: with the last gain at 0 it is the identity, and it learns all the same, the gain
first. The stream grows like $\sqrt{1+\ell}$, while each block adds the same amount: later blocks change it
less and less. The right shape proves nothing; recompute one output from the weights.

*Further:* He, Zhang, Ren & Sun, *Identity Mappings in Deep Residual Networks*, 2016; De & Smith, *Batch
Normalization Biases Residual Blocks Towards the Identity Function in Deep Networks*, 2020.
"""

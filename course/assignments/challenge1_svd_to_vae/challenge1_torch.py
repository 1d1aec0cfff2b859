r"""Challenge 1: from the SVD to a VAE, steps 2 to 4 (needs torch)."""

# %% [markdown]
r"""
# Challenge 1 · Steps 2 to 4: autoencoders and a VAE

**About 100 minutes · hard · 21 points · before it: the first notebook of this challenge, problem set 8 · needs torch**

The best plane with eight directions leaves an error of 0.0250 per pixel on the test digits. Here you bend it:
a linear and a non-linear autoencoder (step 2), then a variational one (step 3). At last codes are drawn at
random and decoded (step 4), and the ranking turns over. Image generators that work in a latent space stand on
this comparison: their autoencoder has to reconstruct, and its codes have to be such that a model can draw new
ones.

Without torch this notebook cannot run and is not counted; the first one does.

*You will learn:* what a linear network can reach at best, what a prior over codes costs, and what it buys.
"""

# %%
import torch
from scipy.spatial.distance import cdist
from sklearn.datasets import load_digits
from torch import nn

torch.set_num_threads(1)
pixels = torch.tensor(load_digits().data / 16, dtype=torch.float32)
train, test = pixels[:1400], pixels[1400:]


def error(a, b):
    """The mean squared error per pixel."""
    return float(((torch.as_tensor(a) - torch.as_tensor(b)) ** 2).mean())


plane_mean = train.mean(0)
plane = torch.linalg.svd(train - plane_mean, full_matrices=False)[2][:8]


def on_plane(x):
    """The reconstruction with eight principal components of the training digits."""
    return plane_mean + (x - plane_mean) @ plane.T @ plane


pca_train, pca_test = error(on_plane(train), train), error(on_plane(test), test)
print(f"error of PCA: {pca_train:.5f} on the training digits, {pca_test:.5f} on the test digits")

# %% [markdown]
r"""
## Step 2 · Two autoencoders

### Predict first *(medium, 3 minutes)*

A linear autoencoder, 64 → 8 → 64 with a bias in each layer, is trained by gradient descent on the squared
error of the training digits. Where does its error on these digits end, compared to that of PCA?

- **a** Below it: two matrices that are free to differ can do more than one that is used twice.
- **b** Far above it: the problem is not convex, and descent ends in one of many bad local minima.
- **c** At it or slightly above, and never below, however long one trains.
- **d** That depends on the start: below for some, above for others.

Write a letter. You may come back after the figure and change it; only the last answer counts.
"""

# %% solution="c12_predict"
answer_c12_predict = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c12_predict = "c"
### END SOLUTION

# %% points=1 tests="c12_predict_answered"
assert answer_c12_predict in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c12_predict,
    key="c",
    feedback={
        "a": "whatever the matrices are: on which kind of set do all reconstructions lie?",
        "b": "not convex is true; but is every critical point a trap? Look at the figure.",
        "d": "is there a linear code that is better than the best plane?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Implement *(medium, 25 minutes)*

`networks` builds an encoder and a decoder; `train_step` makes one step of any training. Both serve steps 2
and 3, where the locked cells call them.

By hand, for `train_step`: the loss is $w^2 x^2$, the optimiser plain gradient descent with rate ¼. From $w = 1$ with
$x = 1$ the loss is 1, its slope 2, and $w$ goes to ½. Then with $x = 2$ the loss is 1, its slope 4, and $w$ goes to −½.

<details><summary>Hint 1 · a question</summary>

torch adds new gradients to those that are there already. Whose are there when a step begins?
</details>
<details><summary>Hint 2 · shapes</summary>

Encoder: 64 → (hidden →) outputs. Decoder: latent → (hidden →) 64. `nn.Sequential` puts layers one behind
the other.
</details>
<details><summary>Hint 3 · one blank</summary>

Clear the gradients; loss = loss_of(batch); loss.______(); optimizer.step(); the loss as a float.
</details>
"""


# %% solution="c12_networks"
def networks(outputs, latent, hidden=None):
    """An encoder, 64 pixels → outputs, and a decoder, latent → 64 pixels: two modules of torch.

    hidden=None: each is one affine layer and nothing else. Otherwise each is an affine layer to
    `hidden` numbers, a ReLU and a second affine layer. Behind that of the decoder stands a sigmoid,
    since pixels lie between 0 and 1; behind that of the encoder nothing, since codes are any numbers.
    Rows are images: (B, 64) → (B, outputs) and (B, latent) → (B, 64).
    """
    ### BEGIN SOLUTION
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder
    ### END SOLUTION
    raise NotImplementedError("networks returns nothing yet")


# %% solution="c12_step"
def train_step(loss_of, optimizer, batch):
    """One step of `optimizer` down the gradient of loss_of(batch), a tensor of shape ().

    Gradients that were there before the call do not count. Calls loss_of once. Returns the loss
    before the step, a float.
    """
    ### BEGIN SOLUTION
    optimizer.zero_grad()
    loss = loss_of(batch)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION
    raise NotImplementedError("train_step returns nothing yet")


# %% [markdown]
r"""
The next two cells are locked. They put weights that are given into your networks, and let your step walk.
"""


# %% readonly="c12_helpers"
def with_weights(make):
    """The function that fills networks of this kind with weights that are given."""

    def passed(outputs, latent, hidden, weights, inputs):
        """The shapes of the parameters of both networks, and what they give for the inputs.

        weights and inputs: for each network a list of arrays, one per shape, and an array of rows,
        or None for the shapes alone.
        """
        shapes, results = [], []
        for net, arrays, rows in zip(make(outputs, latent, hidden), weights, inputs, strict=True):
            by_shape = {array.shape: torch.tensor(array) for array in arrays}
            net.double()
            with torch.no_grad():
                for p in net.parameters():
                    p.copy_(by_shape.get(tuple(p.shape), 0 * p))
                if rows is not None:
                    results.append(net(torch.tensor(rows)).numpy())
            shapes.append(sorted(tuple(p.shape) for p in net.parameters()))
        return shapes, results

    return passed


def walker(step):
    """The function that walks with steps of this kind."""

    def walk(start, rate, before):
        """Losses and weights of three steps on Σ w² x², of which the gradient `before` is no part.

        Returns them, how often the loss was asked for, and whether the losses are floats.
        """
        w = torch.tensor(start, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=rate)
        w.grad = torch.full_like(w, before)
        losses, path, asked = [], [], []

        def loss_of(x):
            asked.append(x)
            return (w * x).square().sum()

        for x in (1.0, 2.0, 0.5):
            losses.append(step(loss_of, optimizer, x))
            path.append(w.detach().numpy().copy())
        floats = all(type(loss) is float for loss in losses)
        return [float(loss) for loss in losses], np.stack(path), len(asked), floats

    return walk


# %% readonly="c12_of_yours"
passed, walk = with_weights(networks), walker(train_step)

# %% points=1 tests="c12_by_hand"
with attempt():
    first, second = networks(16, 8, 32)
    expect(tuple(first(train[:5]).shape), (5, 16), about="the shape of five encoded digits")
    expect(tuple(second(torch.zeros(5, 8)).shape), (5, 64), about="the shape of five decoded codes")
with attempt():
    losses_by_hand, path_by_hand, _, _ = walk([1.0], 0.25, 0.0)
    expect(losses_by_hand[:2], [1, 1], about="the losses before two steps")
    expect(path_by_hand[:2], [[0.5], [-0.5]], about="w after each of two steps")

# %% points=2 tests="c12_networks_exact"
assert callable(networks)  # hidden: sizes, and the outputs for given weights
### BEGIN HIDDEN TESTS
from scipy.special import expit

from course import checks

c12_rng = checks.rng("c12_networks_exact")


def c12_shapes(before, after, hidden):
    """The shapes of the weights of one network."""
    if hidden is None:
        return sorted([(after, before), (after,)])
    return sorted([(hidden, before), (hidden,), (after, hidden), (after,)])


def c12_forward(rows, before, after, hidden, weights, bend, end):
    """One network by hand."""
    by_shape = {array.shape: array for array in weights}
    if hidden is None:
        return rows @ by_shape[after, before].T + by_shape[after,]
    inner = bend(rows @ by_shape[hidden, before].T + by_shape[hidden,])
    return end(inner @ by_shape[after, hidden].T + by_shape[after,])


relu_12, same_12 = lambda a: np.maximum(a, 0), lambda a: a


def c12_both(bend=relu_12, code=same_12, image=expit, flat=same_12):
    """Both networks by hand, or with a known mistake; `flat` stands behind a decoder of one layer."""

    def both(outputs, latent, hidden, weights, inputs):
        encoded = c12_forward(inputs[0], 64, outputs, hidden, weights[0], bend, code)
        decoded = c12_forward(inputs[1], latent, 64, hidden, weights[1], bend, image)
        return encoded, flat(decoded) if hidden is None else decoded

    return both


c12_cases = []
for c12_sizes in ((7, 3, None), (6, 5, 11), (16, 8, 32)):
    c12_o, c12_l, c12_h = c12_sizes
    c12_wanted = [c12_shapes(64, c12_o, c12_h), c12_shapes(c12_l, 64, c12_h)]
    c12_weights = [[c12_rng.normal(size=shape) for shape in shapes] for shapes in c12_wanted]
    c12_inputs = [c12_rng.normal(size=(4, 64)), c12_rng.normal(size=(4, c12_l))]
    c12_cases.append((*c12_sizes, c12_weights, c12_inputs))
    c12_got = checks.call(passed, *c12_sizes, c12_weights, [None, None])[0]
    c12_word = "without" if c12_h is None else "with"
    for c12_net, c12_a, c12_b in zip(("encoder", "decoder"), c12_got, c12_wanted, strict=True):
        checks.require(
            [tuple(shape) for shape in c12_a] == c12_b,
            f"{c12_word} a hidden layer the {c12_net} has weights of other shapes",
        )


def c12_yours(*case):
    """What the student's networks give."""
    return tuple(passed(*case)[1])


c12_yours.__name__ = "networks"
checks.agree(
    c12_yours,
    c12_both(),
    c12_cases,
    outputs=("what the encoder gives", "what the decoder gives"),
    mistakes={
        "nothing bends between the layers: the hidden one could be left out": c12_both(
            bend=same_12
        ),
        "nothing keeps the decoded pixels between 0 and 1": c12_both(image=same_12),
        "a ReLU, not a sigmoid, stands behind the decoder": c12_both(image=relu_12),
        "the codes are squeezed between 0 and 1 too": c12_both(code=expit),
        "no code can be negative": c12_both(code=relu_12),
        "the decoder without a hidden layer is not affine": c12_both(flat=expit),
    },
)
### END HIDDEN TESTS

# %% points=2 tests="c12_step_exact"
assert callable(train_step)  # hidden: three steps against the arithmetic of gradient descent
### BEGIN HIDDEN TESTS
from course import checks


def c12_walk(kept=0.0, again=0.0, sign=-1.0, late=False):
    """Three steps by hand: with a part of the gradient before them, and of those of each other."""

    def three(start, rate, before):
        w, carried = np.array(start), kept * np.full(len(start), before)
        losses, path = [], []
        for x in (1.0, 2.0, 0.5):
            gradient = carried + 2 * w * x**2
            losses.append(np.sum((w * x) ** 2))
            w = w + sign * rate * gradient
            if late:
                losses[-1] = np.sum((w * x) ** 2)
            carried = again * gradient
            path.append(w)
        return np.array(losses), np.array(path)

    return three


def c12_steps(*case):
    """Losses and weights of the student's steps."""
    losses, path, _, _ = walk(*case)
    return np.asarray(losses), np.asarray(path)


c12_steps.__name__ = "train_step"
checks.agree(
    c12_steps,
    c12_walk(),
    [([0.5, -1.25, 2.0], 0.0625, 5.0), ([1.5, 0.25], 0.125, -3.0)],
    rtol=1e-5,  # float32, three steps
    outputs=("the losses", "the weights"),
    mistakes={
        "gradients of earlier steps are still in the sum": c12_walk(1, 1),
        "a gradient from before the first step is in its sum": c12_walk(1, 0),
        "the weights never move": lambda s, r, b: (None, np.array([s, s, s])),
        "it climbs": c12_walk(sign=1.0),
        "the loss is the one after the step": c12_walk(late=True),
    },
)
c12_asked, c12_floats = checks.call(walk, [1.0, 2.0], 0.125, 0.0)[2:]
checks.require(c12_floats, "the loss is not returned as a float")
checks.require(
    c12_asked == 3, "the loss is not computed once in a step: with fresh noise it is another one"
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** The locked cells train with your functions: the linear autoencoder 600 steps on all training digits, the
one with 64 hidden numbers 500 steps on batches of 100. (A model is trained when it is asked for the first time;
that takes a second or two.) Left: the dark line is the error of PCA, the floor of everything linear. Right: test
digits and what is left of them after eight numbers.
"""


# %% readonly="c12_training"
def with_training(make, step):
    """The function that trains autoencoders with networks and steps of this kind, each once."""
    known = {}

    def trained(hidden):
        """Losses of all steps, reconstructed digits, and what 200 codes from N(0, I) decode to."""
        torch.manual_seed(0)
        encoder, decoder = make(8, 8, hidden)
        weights = [*encoder.parameters(), *decoder.parameters()]
        adam = torch.optim.Adam(weights, lr=0.03 if hidden is None else 0.005)
        losses = []
        for _ in range(600 if hidden is None else 500):
            batch = train if hidden is None else train[torch.randint(1400, (100,))]
            losses.append(step(lambda x: ((decoder(encoder(x)) - x) ** 2).mean(), adam, batch))
        with torch.no_grad():
            torch.manual_seed(5)
            return {
                "losses": [float(loss) for loss in losses],
                "train": decoder(encoder(train)).numpy(),
                "test": decoder(encoder(test)).numpy(),
                "drawn": decoder(torch.randn(200, 8)).numpy(),
            }

    def autoencoder(hidden):
        if hidden not in known:
            known[hidden] = trained(hidden)
        return known[hidden]

    return autoencoder


# %% readonly="c12_trained"
autoencoder = with_training(networks, train_step)


# %%
def sheet(axis, rows, title):
    """Rows of digits, one under the other."""
    tiles = [[np.pad(np.asarray(image).reshape(8, 8), 1) for image in row] for row in rows]
    axis.imshow(np.vstack([np.hstack(row) for row in tiles]), cmap="gray_r", vmin=0, vmax=1)
    axis.set_title(title, fontsize="medium")
    axis.axis("off")


figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.4), width_ratios=(2, 3))
left.axhline(pca_train, color=TRUTH, label="PCA")
left.set(xlabel="step", ylabel="error, training", yscale="log", ylim=(0.01, 0.3))
see_rows, see_title = [test[:9], on_plane(test[:9])], "digits · PCA"
with attempt():
    for see_hidden, see_style, see_name in ((None, "-", "linear"), (64, ":", "hidden layer")):
        see_model = autoencoder(see_hidden)
        left.plot(see_model["losses"], see_style, color=YOURS, label=f"yours, {see_name}")
        see_rows.append(see_model["test"][:9])
        see_title += f" · {see_name}"
        see_error = error(see_model["test"], test)
        print(f"{see_name}: {see_error:.5f} on the test digits (PCA {pca_test:.5f})")
left.legend()
sheet(right, see_rows, see_title)
plt.show()

# %% points=1 tests="c12_gates"
assert callable(autoencoder)  # hidden: both autoencoders against PCA
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c12_digits = load_digits().data / 16
c12_train, c12_test = c12_digits[:1400], c12_digits[1400:]
c12_flat, c12_bent = checks.call(autoencoder, None), checks.call(autoencoder, 64)
c12_ratio = np.mean((c12_flat["train"] - c12_train) ** 2) / (
    oracles.compression.reconstruction_error(c12_train, c12_train, 8)
)
checks.require(
    c12_ratio > 0.9999, "no linear autoencoder can fit the training digits so well: is it linear?"
)
checks.require(c12_ratio < 1.05, "the linear autoencoder does not come near the plane of PCA")
checks.require(
    np.mean((c12_bent["test"] - c12_test) ** 2)
    < oracles.compression.reconstruction_error(c12_train, c12_test, 8),
    "the autoencoder with a hidden layer does not beat the plane of PCA on the test digits",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Explain *(medium, 4 minutes)*

Suppose the linear autoencoder is trained until its training error *equals* that of PCA. What does it share
with PCA?

- **a** The reconstructions, but in general neither the components nor the code.
- **b** The components, up to their order and signs, and therefore the code.
- **c** The components and the code, up to one common factor.
- **d** Only the error: other planes reach the same one.
"""

# %% solution="c12_shared"
answer_c12_shared = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c12_shared = "a"
### END SOLUTION

# %% points=1 tests="c12_shared_answered"
assert answer_c12_shared in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks

c12_values = np.linalg.eigvalsh(np.cov(load_digits().data[:1400].T))[::-1]
assert c12_values[7] > 1.01 * c12_values[8]  # one plane is the best, no other one reaches it
checks.choice(
    answer_c12_shared,
    key="a",
    feedback={
        "b": "put an invertible matrix behind the encoder and its inverse before the decoder",
        "c": "one factor is one of many maps of the code that the decoder can undo",
        "d": "the eighth and the ninth variance differ: how many planes are the best?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 3 · A variational autoencoder *(hard, 35 minutes)*

The encoder's 16 outputs are now $\mu$ and $\log\sigma^2$ of eight code numbers. The decoder gives the mean of
$\mathcal N(\hat x, s^2 I)$ with a fixed $s^2$, so that up to a constant the negative ELBO of an image is
$\|x-\hat x\|^2/(2s^2) + \mathrm{KL}$, in nats. Write the draw of a code and the loss.

By hand: $\mu = 1$, $\sigma^2 = 4$ and $\varepsilon = \tfrac12$ give the code 2. Errors of 3 and 4 in two pixels
cost $25/(2\cdot\tfrac12) = 25$ nats for $s^2 = \tfrac12$.

<details><summary>Hint 1 · a question</summary>

Which sums run over pixels or over code numbers, and where does a mean belong?
</details>
<details><summary>Hint 2 · shapes</summary>

Each of the two parts is (B,), one number per image, before the mean over B.
</details>
<details><summary>Hint 3 · one blank</summary>

KL of an image: ½ Σ (σ² + μ² − 1 − ______ ).
</details>
"""


# %% solution="c13_sample"
def draw_code(mu, logvar, eps):
    """z = μ + σ ε, where logvar = log σ² (natural logarithm); all tensors have one shape.

    Gradients flow into mu and logvar. Draws no noise of its own.
    """
    ### BEGIN SOLUTION
    return mu + torch.exp(logvar / 2) * eps
    ### END SOLUTION
    raise NotImplementedError("draw_code returns nothing yet")


# %% solution="c13_loss"
def vae_loss(x, x_hat, mu, logvar, s2):
    """(total, reconstruction, kl), three tensors of shape (), in nats per image.

    reconstruction: ‖x − x_hat‖² / (2 s2), the squares summed over the pixels. kl: KL of N(μ, σ² I)
    from N(0, I), summed over the code numbers; logvar = log σ². Both are means over the images;
    total is their sum. x, x_hat (B, D); mu, logvar (B, Z); s2 a number. Gradients flow into all.
    """
    ### BEGIN SOLUTION
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl
    ### END SOLUTION
    raise NotImplementedError("vae_loss returns nothing yet")


# %% points=1 tests="c13_by_hand"
# A code equal to the prior costs nothing; μ = 2, σ = 1 costs 4/2.
with attempt():
    one, four = torch.tensor([[1.0]]), torch.tensor([[4.0]])
    expect(draw_code(one, four.log(), one / 2), [[2.0]], about="μ = 1, σ = 2, ε = ½")
with attempt():
    two = torch.tensor([[3.0, 4.0]])
    parts = vae_loss(two, 0 * two, 0 * one, 0 * one, 0.5)
    expect([float(part) for part in parts], [25.0, 25.0, 0.0], about="a code equal to the prior")
    parts = vae_loss(two, two, 2 * one, 0 * one, 0.5)
    expect([float(part) for part in parts], [2.0, 0.0, 2.0], about="a perfect reconstruction")

# %% points=1 tests="c13_sample_random"
assert callable(draw_code)  # hidden: random codes against a loop
### BEGIN HIDDEN TESTS
import torch

from course import checks, oracles

c13_rng = checks.rng("c13_sample_random")


def c13_sample(*case):
    """The student's codes."""
    return np.asarray(draw_code(*map(torch.tensor, case)))


c13_sample.__name__ = "draw_code"
checks.agree(
    c13_sample,
    oracles.vae.reparameterize,
    [tuple(c13_rng.normal(size=(3, 4, 5))), tuple(2 * c13_rng.normal(size=(3, 1, 3)))],
    mistakes={
        "logvar is read as log σ": lambda m, v, e: m + np.exp(v) * e,
        "the noise is multiplied by a logarithm": lambda m, v, e: m + v * e,
        "the width σ makes no difference": lambda m, v, e: m + e,
        "there is no noise in the code": lambda m, v, e: m,
        "the logarithm has the wrong sign": lambda m, v, e: m + np.exp(-v / 2) * e,
    },
)
### END HIDDEN TESTS

# %% points=2 tests="c13_loss_random"
assert callable(vae_loss)  # hidden: random batches against loops
### BEGIN HIDDEN TESTS
import torch

from course import checks, oracles

c13_rng = checks.rng("c13_loss_random")


def c13_yours(*case):
    """The student's three numbers."""
    parts = vae_loss(*map(torch.tensor, case[:4]), case[4])
    return tuple(np.asarray(part) for part in parts)


def c13_loss(pixels=np.sum, images=np.mean, code=1.0, factor=2.0, weight=1.0, codes=np.sum):
    """The loss from loops, or with a known mistake."""

    def loss(x, y, m, v, s2):
        squares = [float(pixels((a - b) ** 2)) for a, b in zip(x, y, strict=True)]
        prices = [
            codes([oracles.vae.kl_to_standard_normal([a], [b]) for a, b in zip(*row, strict=True)])
            for row in zip(m, v, strict=True)
        ]
        rec, kl = float(images(squares)) / factor / s2, code * float(images(prices))
        return rec + weight * kl, rec, kl

    return loss


def c13_half_squares(x, y, m, v, s2):
    """The decoder's variance taken for its standard deviation."""
    return c13_loss()(x, y, m, v, s2**2)


c13_yours.__name__ = "vae_loss"
checks.agree(
    c13_yours,
    c13_loss(),
    [
        (*c13_rng.normal(size=(2, b, d)), *c13_rng.normal(size=(2, b, z)), s2)
        for b, d, z, s2 in ((4, 7, 3, 0.3), (5, 6, 2, 1.7), (1, 3, 4, 0.6))
    ],
    outputs=("total", "reconstruction", "kl"),
    mistakes={
        "the error is averaged over the pixels: the price of the code then weighs too much": (
            c13_loss(np.mean)
        ),
        "the price is averaged over the code numbers": c13_loss(codes=np.mean),
        "sums over the images where a mean is asked for": c13_loss(images=np.sum),
        "the KL part is twice too large": c13_loss(code=2.0),
        "the KL part is half of the right one": c13_loss(code=0.5),
        "a factor ½ of the Gaussian is lost in the reconstruction": c13_loss(factor=1.0),
        "the variance of the decoder is taken for its standard deviation": c13_half_squares,
        "the KL part has the wrong sign": c13_loss(code=-1.0),
        "the total does not hold the price of the code": c13_loss(weight=0.0),
        "the total is reconstruction minus price": c13_loss(weight=-1.0),
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
The next cells are locked. The first returns the gradients of your loss for a decoder that is one matrix; the
others train: 700 steps on batches of 100, $s^2 = 0.15$.
"""


# %% readonly="c13_helpers"
def with_gradients(draw, loss):
    """The function that returns where the gradients of such a loss arrive."""

    def gradients(x, matrix, mu, logvar, eps, s2):
        """The gradients of the total for x̂ = W z in W, μ and log σ²; 0 where none arrives."""
        leaves = [torch.tensor(array, requires_grad=True) for array in (matrix, mu, logvar)]
        code = draw(leaves[1], leaves[2], torch.tensor(eps))
        total = loss(torch.tensor(x), code @ leaves[0].T, leaves[1], leaves[2], s2)[0]
        if total.requires_grad:
            total.sum().backward()
        return [(0 * leaf if leaf.grad is None else leaf.grad).detach().numpy() for leaf in leaves]

    return gradients


def with_vae(make, step, draw, loss):
    """The function that trains a VAE with parts of this kind, once."""
    known = []

    def trained():
        """Losses of all steps; of the test digits μ, log σ² and the decoded μ; 200 decoded draws."""
        torch.manual_seed(0)
        encoder, decoder = make(16, 8, 64)
        adam = torch.optim.Adam([*encoder.parameters(), *decoder.parameters()], lr=0.005)

        def negative_elbo(x):
            mu, logvar = encoder(x).chunk(2, dim=1)
            z = draw(mu, logvar, torch.randn(mu.shape))
            return loss(x, decoder(z), mu, logvar, 0.15)[0].mean()

        batches = (train[torch.randint(1400, (100,))] for _ in range(700))
        losses = [float(step(negative_elbo, adam, batch)) for batch in batches]
        with torch.no_grad():
            torch.manual_seed(5)
            mu, logvar = encoder(test).chunk(2, dim=1)
            return {
                "losses": losses,
                "mu": mu.numpy(),
                "logvar": logvar.numpy(),
                "test": decoder(mu).numpy(),
                "drawn": decoder(torch.randn(200, 8)).numpy(),
            }

    def vae():
        if not known:
            known.append(trained())
        return known[0]

    return vae


# %% readonly="c13_of_yours"
gradients_of = with_gradients(draw_code, vae_loss)
vae = with_vae(networks, train_step, draw_code, vae_loss)

# %% points=1 tests="c13_gradients"
assert callable(gradients_of)  # hidden: gradients of the decoder, of μ and of log σ²
### BEGIN HIDDEN TESTS
from course import checks

c13_rng = checks.rng("c13_gradients")
c13_x, c13_w = c13_rng.normal(size=(5, 6)), c13_rng.normal(size=(6, 3))
c13_mu, c13_lv, c13_eps = c13_rng.normal(size=(3, 5, 3))
c13_s2 = 0.7
c13_noise = np.exp(c13_lv / 2) * c13_eps
c13_left = ((c13_mu + c13_noise) @ c13_w.T - c13_x) / c13_s2 / 5  # slope in x̂, mean over images
c13_exact = {
    "the decoder": c13_left.T @ (c13_mu + c13_noise),
    "mu": c13_left @ c13_w + c13_mu / 5,
    "logvar": (c13_left @ c13_w) * c13_noise / 2 + (np.exp(c13_lv) - 1) / 10,
}
c13_got = checks.call(gradients_of, c13_x, c13_w, c13_mu, c13_lv, c13_eps, c13_s2)
for (c13_name, c13_slope), c13_yours in zip(c13_exact.items(), c13_got, strict=True):
    checks.require(np.any(c13_yours), f"no gradient arrives at {c13_name}: is something detached?")
    checks.require(
        np.allclose(c13_yours, c13_slope, rtol=1e-8, atol=1e-10),
        f"the gradient of the total in {c13_name} is wrong: is a part of it detached?",
    )
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Left: the KL of each code number, the mean over the test digits; one that is above the line at
0.01 nats is called *active*. Right: test digits, decoded with the code $\mu$. They are smoother than
before: the code has to survive its noise.
"""

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 2.9), width_ratios=(2, 3))
left.axhline(0.01, color=TRUTH, label="0.01 nats")
left.set(xlabel="code number", ylabel="KL in nats", yscale="log", ylim=(3e-4, 80))
vae_rows = [test[:9]]
with attempt():
    vae_seen = vae()
    prices = 0.5 * (np.exp(vae_seen["logvar"]) + vae_seen["mu"] ** 2 - 1 - vae_seen["logvar"])
    left.bar(range(8), prices.mean(0), color=YOURS, label="yours")
    vae_rows.append(vae_seen["test"][:9])
    print(
        f"error {error(vae_seen['test'], test):.4f}, KL {prices.sum(1).mean():.2f} nats per image"
    )
left.legend()
sheet(right, vae_rows, "digits · VAE")
plt.show()

# %% points=1 tests="c13_gates"
assert callable(vae)  # hidden: error, price of the code, active code numbers
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c13_vae = checks.call(vae)
c13_price = oracles.vae.kl_per_dimension(c13_vae["mu"], c13_vae["logvar"])[0].mean(axis=0)
checks.require(np.isfinite(c13_price), "the codes are not finite: the training has run away")
checks.require(np.sum(c13_price > 0.01) >= 2, "hardly any code number is active")
checks.require(np.sum(c13_price) > 2, "the code is too cheap to tell much about a digit")
checks.require(np.sum(c13_price) < 5, "the code costs too much: does the loss charge for it?")
checks.require(
    np.mean((c13_vae["test"] - load_digits().data[1400:] / 16) ** 2) < 0.035,
    "the VAE reconstructs the test digits badly",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Explain *(hard, 4 minutes)*

Some of the eight code numbers stay at 0.00… nats. What is true of such a number?

- **a** Its $\sigma$ has gone to 0 for every digit, so that it is a fixed code without noise.
- **b** Its training has not converged; more steps would bring it into use.
- **c** Its encoder sends each digit to another $\mu$, but the decoder does not listen.
- **d** Its $q(z\mid x)$ is the prior for every digit, so that it tells nothing about the digit.
"""

# %% solution="c13_idle"
answer_c13_idle = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c13_idle = "d"
### END SOLUTION

# %% points=1 tests="c13_idle_answered"
assert answer_c13_idle in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c13_idle,
    key="d",
    feedback={
        "a": "put σ → 0 into the KL: is such a code number cheap?",
        "b": "what would the loss gain by it, and what would it pay?",
        "c": "a μ that differs from digit to digit costs μ²/2: is that 0.00…?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 4 · Draw codes *(medium, 30 minutes)*

All decoders have been given 200 codes from $\mathcal N(0, I)$. How far is such an image from the nearest
training digit? Write the ruler; `cdist(a, b)` from the first cell is the table of all Euclidean distances
between the rows of a and those of b. (A small distance alone is no merit: copies of training digits have
0. The test digits, which are real and new, give the right size.)

<details><summary>Hint 1 · a question</summary>

Which of the two axes of the table belongs to the minimum, which to the mean?
</details>
<details><summary>Hint 2 · shapes</summary>

`cdist(samples, data)` is (n, m); one number per sample is (n,).
</details>
<details><summary>Hint 3 · one blank</summary>

The mean over the samples of the ______ over the data.
</details>
"""


# %% solution="c14_distance"
def nearest_distance(samples, data):
    """Mean over the samples (n, d) of the Euclidean distance to the nearest row of data (m, d).

    Two arrays → float.
    """
    ### BEGIN SOLUTION
    return float(cdist(samples, data).min(axis=1).mean())
    ### END SOLUTION
    raise NotImplementedError("nearest_distance returns nothing yet")


# %% points=1 tests="c14_distance_by_hand"
# (3, 4) is 5 from the origin, (0, 1) is 1 from it; the third datum is far from both.
with attempt():
    samples_by_hand = np.array([[3.0, 4.0], [0.0, 1.0]])
    data_by_hand = np.array([[0.0, 0.0], [9.0, 9.0], [-9.0, 9.0]])
    expect(nearest_distance(samples_by_hand, data_by_hand), 3.0, about="distances 5 and 1")

# %% points=1 tests="c14_distance_random"
assert callable(nearest_distance)  # hidden: random clouds against a tree
### BEGIN HIDDEN TESTS
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist

from course import checks

c14_rng = checks.rng("c14_distance_random")
checks.agree(
    nearest_distance,
    lambda s, d: float(np.mean(KDTree(d).query(s)[0])),
    [
        (c14_rng.normal(size=(n, 3)), c14_rng.normal(size=(m, 3)) + 0.5)
        for n, m in ((6, 9), (5, 5), (1, 4), (4, 1))
    ],
    rtol=1e-6,
    mistakes={
        "the minimum runs over the samples: that measures the coverage of the data": lambda s, d: (
            float(np.mean(cdist(s, d).min(axis=0)))
        ),
        "squares are averaged, not distances": lambda s, d: float(
            np.mean(cdist(s, d).min(axis=1) ** 2)
        ),
        "all pairs are averaged": lambda s, d: float(np.mean(cdist(s, d))),
        "only the smallest distance of all counts": lambda s, d: float(np.min(cdist(s, d))),
        "it is the distance to the farthest datum": lambda s, d: float(
            np.mean(cdist(s, d).max(axis=1))
        ),
    },
)
checks.returns_number(checks.call(nearest_distance, np.eye(3), np.ones((2, 3))), "nearest_distance")
### END HIDDEN TESTS

# %% [markdown]
r"""
**See.** Real test digits, and what the decoders of step 2 (with the hidden layer) and step 3 make of random codes.
"""

# %%
results = {}
figure, axes = plt.subplots(1, 3, figsize=(10, 2.5))
sheet(axes[0], [test[i : i + 8] for i in (0, 8, 16)], "real: test digits")
for axis, c14_title in zip(axes[1:], ("drawn: autoencoder", "drawn: VAE"), strict=True):
    axis.set(title=c14_title, xticks=[], yticks=[])
with attempt():
    c14_models = {"linear": autoencoder(None), "autoencoder": autoencoder(64), "VAE": vae()}
    for axis, c14_name in zip(axes[1:], ("autoencoder", "VAE"), strict=True):
        c14_drawn = c14_models[c14_name]["drawn"]
        sheet(axis, [c14_drawn[i : i + 8] for i in (0, 8, 16)], f"drawn: {c14_name}")
    for c14_name, c14_model in c14_models.items():
        results[c14_name] = {
            "error": error(c14_model["test"], test),
            "distance": float(nearest_distance(c14_model["drawn"], train.numpy())),
        }
        print(f"{c14_name:12}", {key: round(value, 4) for key, value in results[c14_name].items()})
    print(f"test digits: distance {nearest_distance(test.numpy(), train.numpy()):.4f}")
plt.show()

# %% points=1 tests="c14_gate"
assert callable(vae)  # hidden: the draws of the VAE against those of the autoencoder
### BEGIN HIDDEN TESTS
from scipy.spatial import KDTree
from sklearn.datasets import load_digits

from course import checks

c14_tree = KDTree(load_digits().data[:1400] / 16)
c14_far = {
    name: np.mean(c14_tree.query(np.asarray(checks.call(model, *sizes)["drawn"], float))[0])
    for name, model, sizes in (("autoencoder", autoencoder, (64,)), ("VAE", vae, ()))
}
checks.require(
    c14_far["VAE"] < c14_far["autoencoder"] - 0.3,
    "the draws of the VAE are not clearly nearer to digits than those of the autoencoder",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### The league table *(easy, 6 minutes)*

Fill it in: the errors on the test digits, and the distances of the draws from training digits. Numbers with
four digits or expressions will do; `results` of the last cell and `pca_test` of the first one hold most of it.
"""

# %% solution="c14_league"
league_errors = {"PCA": None, "linear": None, "autoencoder": None, "VAE": None}
league_distances = {"autoencoder": None, "VAE": None}
### BEGIN SOLUTION
league_errors = {
    "PCA": pca_test,
    "linear": results["linear"]["error"],
    "autoencoder": results["autoencoder"]["error"],
    "VAE": results["VAE"]["error"],
}
league_distances = {
    "autoencoder": results["autoencoder"]["distance"],
    "VAE": results["VAE"]["distance"],
}
### END SOLUTION

# %% points=2 tests="c14_league_filled"
assert len(league_errors) == 4 and len(league_distances) == 2  # hidden: a third of a point each
### BEGIN HIDDEN TESTS
from scipy.spatial import KDTree
from sklearn.datasets import load_digits

from course import checks, oracles

c14_digits = load_digits().data / 16
c14_train, c14_test = c14_digits[:1400], c14_digits[1400:]
c14_made = {
    "linear": checks.call(autoencoder, None),
    "autoencoder": checks.call(autoencoder, 64),
    "VAE": checks.call(vae),
}
c14_errors = {name: np.mean((m["test"] - c14_test) ** 2) for name, m in c14_made.items()}
c14_errors["PCA"] = oracles.compression.reconstruction_error(c14_train, c14_test, 8)
c14_near = {
    name: np.mean(KDTree(c14_train).query(np.asarray(c14_made[name]["drawn"], float))[0])
    for name in ("autoencoder", "VAE")
}
c14_right = 0
for c14_kind, c14_given, c14_values in (
    ("error", league_errors, c14_errors),
    ("distance", league_distances, c14_near),
):
    for c14_name, c14_value in c14_values.items():
        c14_others = {
            f"{c14_kind} of {c14_name}: that is the one of {other}": value
            for other, value in c14_values.items()
            if other != c14_name and abs(value - c14_value) > 0.02 * c14_value
        }
        c14_others[f"{c14_kind} of {c14_name}: a root has been taken"] = c14_value**0.5
        try:
            checks.number(c14_given[c14_name], c14_value, rtol=5e-3, mistakes=c14_others)
            c14_right += 1
        except AssertionError as c14_wrong:
            print(f"✗ {c14_name}, {c14_kind}: {c14_wrong}")
c14_right / 3
### END HIDDEN TESTS

# %% [markdown]
r"""
### Explain *(medium, 4 minutes)*

Why are the draws of the autoencoder so far from digits?

- **a** Its decoder is worse: on codes of real digits too it makes larger errors than that of the VAE.
- **b** Nothing in its loss makes its codes look like draws of N(0, I): most draws lie where no digit is.
- **c** It has been trained for too short a time, so that parts of its code space are still empty.
- **d** It lacks the noise that the VAE adds to each decoded pixel.
"""

# %% solution="c14_why"
answer_c14_why = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c14_why = "b"
### END SOLUTION

# %% points=1 tests="c14_why_answered"
assert answer_c14_why in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c14_why,
    key="b",
    feedback={
        "a": "look into the league table: whose error is the smaller one?",
        "c": "which part of its loss would a longer training improve?",
        "d": "for both models the decoded means are shown. Where does the VAE add noise?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A linear autoencoder can reach the plane of PCA, and no more; a bent one goes below. The VAE
gives up some of the reconstruction, and whole code numbers, so that codes from the prior decode to something like
a digit. Which model is the best depends on the question: to compress, or to draw. Latent diffusion draws the codes
of an autoencoder with a second model, in place of a prior that is fixed in advance.

*Further:* Kingma & Welling, *Auto-Encoding Variational Bayes*, 2014; Baldi & Hornik, *Neural networks and principal
component analysis*, 1989, on the linear case; Rombach et al., *High-Resolution Image Synthesis with Latent
Diffusion Models*, 2022.
"""

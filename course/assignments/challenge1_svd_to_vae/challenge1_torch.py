r"""Challenge 1: from the SVD to a VAE, steps 2 to 4 (needs torch)."""

# %% [markdown]
r"""
# Challenge 1 · Steps 2 to 4: autoencoders and a VAE

**About 75 minutes · hard · 15 points · before it: the first notebook of this challenge · needs torch**

The best plane with eight directions leaves an error of 0.0250 per pixel on the test digits. Here you bend the
plane: a linear and a non-linear autoencoder (step 2), then a variational one (step 3). At last you draw codes
at random and decode them (step 4). There the ranking turns over, and that is why latent-variable models that
*generate* pay for a prior.

Without torch this notebook cannot run and is not counted; the first one does.

*You will learn:* what a linear network can learn at best, and what a prior over codes buys and costs.
"""

# %%
import torch
from sklearn.datasets import load_digits
from torch import nn

torch.set_num_threads(1)
pixels = torch.tensor(load_digits().data / 16, dtype=torch.float32)
train, test = pixels[:1400], pixels[1400:]


def error(a, b):
    """The mean squared error per pixel."""
    return float(((a - b) ** 2).mean())


plane_mean = train.mean(0)
plane = torch.linalg.svd(train - plane_mean, full_matrices=False)[2][:8]


def on_plane(x):
    """PCA with eight components of the training digits."""
    return plane_mean + (x - plane_mean) @ plane.T @ plane


print(f"PCA: train {error(on_plane(train), train):.5f}, test {error(on_plane(test), test):.5f}")

# %% [markdown]
r"""
## Step 2 · Two autoencoders (medium · 20 minutes)

Write `networks`, which builds encoder and decoder, and `train_step`, one step of any training. Both serve
steps 2 and 3.

<details><summary>Hint 1 · a question</summary>

Gradients of earlier steps are still there when a new step begins. What do they do to it?
</details>
<details><summary>Hint 2 · shapes</summary>

Encoder: 64 → (hidden →) outputs. Decoder: latent → (hidden →) 64.
</details>
<details><summary>Hint 3 · one blank</summary>

clear the gradients; loss = loss_of(batch); loss.______(); optimizer.step(); return the loss as a float.
</details>
"""


# %% solution="c12_networks"
def networks(outputs, latent, hidden=None):
    """An encoder 64 → outputs and a decoder latent → 64, two modules.

    hidden=None: each is one linear layer with bias. Otherwise each has one hidden layer of that
    width with a ReLU behind it. Nothing stands behind the last layer: codes are any real numbers.
    """
    ### BEGIN SOLUTION
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64))
    return encoder, decoder
    ### END SOLUTION
    raise NotImplementedError("networks returns nothing yet")


# %% solution="c12_step"
def train_step(loss_of, optimizer, batch):
    """One step of `optimizer` down the gradient of loss_of(batch), a tensor of shape ().

    Gradients from before the call must not count. Returns the loss before the step, a float.
    """
    ### BEGIN SOLUTION
    optimizer.zero_grad()
    loss = loss_of(batch)
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION
    raise NotImplementedError("train_step returns nothing yet")


# %% readonly="c12_helpers"
def facts(outputs, latent, hidden):
    """Sizes of both networks and how far each is from an affine map."""
    torch.manual_seed(0)
    found = []
    for net, width in zip(networks(outputs, latent, hidden), (64, latent), strict=True):
        a, b = torch.randn(2, 5, width)
        bend = net(a) + net(b) - net(a + b) - net(0 * a)
        weights = sum(p.numel() for p in net.parameters())
        found += [net(a).shape[1], weights, float(bend.abs().max()), float(net(a).min())]
    return [float(value) for value in found]


def walker(step):
    """The function that walks with steps of this kind."""

    def walk(start, rate):
        """Losses and weights of three steps on Σ w² x², and the types of what is returned."""
        w = torch.tensor(start, requires_grad=True)
        optimizer = torch.optim.SGD([w], lr=rate)
        (5 * w).sum().backward()  # a gradient from before
        losses, path = [], []
        for x in (1.0, 2.0, 0.5):
            losses.append(step(lambda batch: (w * batch).square().sum(), optimizer, x))
            path.append(w.detach().clone())
        return torch.tensor(losses, dtype=w.dtype), torch.stack(path), isinstance(losses[0], float)

    return walk


# %% readonly="c12_walk"
walk = walker(train_step)

# %% points=1 tests="c12_networks_visible"
with attempt():
    first, second = networks(16, 8, 32)
    expect(tuple(first(train[:5]).shape), (5, 16), about="the shape of five encoded digits")
    expect(tuple(second(torch.zeros(5, 8)).shape), (5, 64), about="the shape of five decoded codes")

# %% points=1 tests="c12_networks_facts"
assert callable(networks)  # hidden: sizes, linear or not
### BEGIN HIDDEN TESTS
from course import checks

for c12_o, c12_l, c12_h in ((7, 3, None), (6, 5, 11)):
    c12_got = checks.call(facts, c12_o, c12_l, c12_h)
    if c12_h is None:
        c12_sizes = [65 * c12_o, 64 * (c12_l + 1)]
    else:
        c12_sizes = [65 * c12_h + (c12_h + 1) * c12_o, (c12_l + 1) * c12_h + (c12_h + 1) * 64]
    c12_word = "without" if c12_h is None else "with"
    checks.require(
        [c12_got[0], c12_got[4]] == [c12_o, 64],
        "the networks do not have the sizes that are asked for",
    )
    checks.require(
        [c12_got[1], c12_got[5]] == c12_sizes,
        f"{c12_word} a hidden layer the number of weights is another one",
    )
    checks.require(
        [c12_got[2] > 1e-3, c12_got[6] > 1e-3] == 2 * [c12_h is not None],
        f"{c12_word} a hidden layer, a network is bent where it should be straight or the reverse",
    )
    checks.require(
        c12_got[3] < 0 and c12_got[7] < 0,
        "something behind the last layer keeps the outputs positive",
    )
### END HIDDEN TESTS

# %% points=2 tests="c12_step_exact"
assert callable(train_step)  # hidden: three steps against the arithmetic of gradient descent
### BEGIN HIDDEN TESTS
from course import checks


def c12_walk(start, rate, carried=0.0, keep=False):
    """Three steps by hand, with or without the gradient from before."""
    w, g = np.array(start), np.full(len(start), carried)
    losses, path = [], []
    for x in (1.0, 2.0, 0.5):
        g = (g if keep else 0) + 2 * w * x**2
        losses.append(np.sum((w * x) ** 2))
        w = w - rate * g
        path.append(w)
    return np.array(losses), np.array(path)


def c12_yours(start, rate):
    """Losses and weights of the student's steps."""
    losses, path, _ = walk(start, rate)
    return np.asarray(losses), np.asarray(path)


c12_yours.__name__ = "train_step"
checks.agree(
    c12_yours,
    c12_walk,
    [([0.5, -1.25, 2.0], 0.05)],
    rtol=1e-4,
    outputs=("the losses", "the weights"),
    mistakes={
        "gradients of earlier steps are still in the sum": lambda s, r: c12_walk(s, r, 5.0, True),
        "the weights never move": lambda s, r: (None, np.array([s, s, s])),
    },
)
checks.require(walk([1.0, 2.0], 0.1)[2], "the loss is not returned as a float")
### END HIDDEN TESTS

# %% readonly="c12_trained"
ae_results = {}
with attempt():
    torch.manual_seed(1)
    flat_encoder, flat_decoder = networks(8, 8)
    weights = [*flat_encoder.parameters(), *flat_decoder.parameters()]
    adam = torch.optim.Adam(weights, lr=1e-2)
    for _ in range(1000):
        train_step(lambda x: ((flat_decoder(flat_encoder(x)) - x) ** 2).mean(), adam, train)
    torch.manual_seed(0)
    bent_encoder, bent_decoder = networks(8, 8, 64)
    weights = [*bent_encoder.parameters(), *bent_decoder.parameters()]
    adam = torch.optim.Adam(weights, lr=5e-3)
    for _ in range(700):
        x_batch = train[torch.randint(1400, (100,))]
        train_step(lambda x: ((bent_decoder(bent_encoder(x)) - x) ** 2).mean(), adam, x_batch)
    with torch.no_grad():
        ae_results = {
            "linear train": error(flat_decoder(flat_encoder(train)), train),
            "linear test": error(flat_decoder(flat_encoder(test)), test),
            "bent test": error(bent_decoder(bent_encoder(test)), test),
            "bent draws": bent_decoder(torch.randn(500, 8)).numpy(),
        }
    print({name: round(value, 5) for name, value in ae_results.items() if "draws" not in name})

# %% points=1 tests="c12_gates"
assert isinstance(ae_results, dict)  # hidden: both autoencoders against PCA
### BEGIN HIDDEN TESTS
from sklearn.datasets import load_digits

from course import checks, oracles

c12_digits = load_digits().data / 16
c12_train, c12_test = c12_digits[:1400], c12_digits[1400:]
checks.require("linear train" in ae_results, "no autoencoder has been trained yet")
c12_ratio = ae_results["linear train"] / oracles.compression.reconstruction_error(
    c12_train, c12_train, 8
)
checks.require(c12_ratio > 0.9999, "a linear autoencoder cannot fit the training digits so well")
checks.require(c12_ratio < 1.05, "the linear autoencoder does not come near the plane of PCA")
checks.require(
    ae_results["bent test"] < oracles.compression.reconstruction_error(c12_train, c12_test, 8),
    "the non-linear autoencoder does not beat the plane of PCA on the test digits",
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### What did the linear one find? (medium · 4 minutes)

Suppose it is trained until its training error *equals* that of PCA. What does it share with PCA?

- **a** The reconstructions, but in general neither the components nor the code.
- **b** The components, up to their order and signs.
- **c** The components and the code, up to one common factor.
- **d** Only the error: other planes reach it too.
"""

# %% solution="c12_shared"
answer_c12_shared = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c12_shared = "a"
### END SOLUTION

# %% points=1 tests="c12_shared_answered"
assert answer_c12_shared in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c12_shared,
    key="a",
    feedback={
        "b": "put an invertible matrix behind the encoder and its inverse before the decoder.",
        "c": "one factor is one of many maps of the code that the decoder can undo.",
        "d": "the eighth and the ninth variance differ: how many planes are the best?",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 3 · A variational autoencoder (hard · 25 minutes)

The encoder's 16 outputs are now μ and log σ² of eight code numbers. The decoder says the mean of
$\mathcal N(\hat x, s^2 I)$ with a fixed $s^2$, so that, up to a constant, the negative ELBO of an image is
$\|x-\hat x\|^2/(2s^2) + \mathrm{KL}$. Write the sample and the loss.

<details><summary>Hint 1 · a question</summary>

Which sums run over pixels or code numbers, and where does a mean belong?
</details>
<details><summary>Hint 2 · shapes</summary>

Both parts are (B,) per image; then the mean over B.
</details>
<details><summary>Hint 3 · one blank</summary>

KL: ½ Σ (σ² + μ² − 1 − ______ ).
</details>
"""


# %% solution="c13_sample"
def draw_code(mu, logvar, eps):
    """z = μ + σ ε for tensors of one shape, logvar = log σ² (natural logarithm)."""
    ### BEGIN SOLUTION
    return mu + torch.exp(logvar / 2) * eps
    ### END SOLUTION
    raise NotImplementedError("draw_code returns nothing yet")


# %% solution="c13_loss"
def vae_loss(x, x_hat, mu, logvar, s2):
    """(total, reconstruction, kl), three tensors of shape (): nats per image.

    reconstruction: ‖x − x_hat‖² / (2 s2), summed over the pixels; kl: KL(N(μ, σ²) ‖ N(0, I)), summed
    over the code, logvar = log σ²; both are means over the images. total is their sum.
    x, x_hat (B, D); mu, logvar (B, Z); s2 a number.
    """
    ### BEGIN SOLUTION
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl
    ### END SOLUTION
    raise NotImplementedError("vae_loss returns nothing yet")


# %% points=1 tests="c13_by_hand"
# σ² = 4, ε = ½ → 1 + 1; errors 3 and 4 with s² = ½ → 25; the prior itself costs 0.
with attempt():
    one, four = torch.tensor([[1.0]]), torch.tensor([[4.0]])
    expect(draw_code(one, four.log(), one / 2), [[2.0]], about="μ = 1, σ = 2, ε = ½")
    two = torch.tensor([[3.0, 4.0]])
    parts = vae_loss(two, 0 * two, 0 * one, 0 * one, 0.5)
    expect([float(part) for part in parts], [25.0, 25.0, 0.0], about="a code equal to the prior")

# %% points=2 tests="c13_random"
assert callable(vae_loss)  # hidden: random batches against loops
### BEGIN HIDDEN TESTS
import torch

from course import checks, oracles

c13_rng = checks.rng("c13_random")
c13_sample = lambda *a: np.asarray(draw_code(*map(torch.tensor, a)))
c13_sample.__name__ = "draw_code"
checks.agree(
    c13_sample,
    oracles.vae.reparameterize,
    [tuple(c13_rng.normal(size=(3, 4, 5)))],
    mistakes={
        "logvar is read as log σ": lambda m, v, e: m + np.exp(v) * e,
        "the noise is multiplied by the logarithm": lambda m, v, e: m + v * e,
        "the width σ makes no difference": lambda m, v, e: m + e,
        "there is no noise in the code": lambda m, v, e: m,
    },
)


def c13_yours(*a):
    """The student's three numbers."""
    return tuple(float(part) for part in vae_loss(*map(torch.tensor, a[:4]), a[4]))


def c13_loss(pixels=np.sum, code=1.0, factor=2.0):
    """The loss from loops, or with a known mistake."""

    def loss(x, y, m, v, s2):
        rec = (
            float(np.mean([pixels((a - b) ** 2) for a, b in zip(x, y, strict=True)])) / factor / s2
        )
        kl = code * float(np.mean(oracles.vae.kl_to_standard_normal(m, v)))
        return rec + kl, rec, kl

    return loss


c13_yours.__name__ = "vae_loss"
checks.agree(
    c13_yours,
    c13_loss(),
    [
        (*c13_rng.normal(size=(2, b, d)), *c13_rng.normal(size=(2, b, z)), 0.3)
        for b, d, z in ((4, 7, 3), (5, 6, 2))
    ],
    outputs=("total", "reconstruction", "kl"),
    mistakes={
        "the error is averaged over the pixels: the price of the code then weighs too much": (
            c13_loss(np.mean)
        ),
        "the KL part is twice too large": c13_loss(code=2.0),
        "a factor ½ of the Gaussian is lost in the reconstruction": c13_loss(factor=1.0),
        "the KL part has the wrong sign": c13_loss(code=-1.0),
        "the total does not hold the price of the code": lambda *a: (
            c13_loss()(*a)[1],
            *c13_loss()(*a)[1:],
        ),
    },
)
### END HIDDEN TESTS

# %% readonly="c13_trained"
vae_results = {}
with attempt():
    torch.manual_seed(0)
    vae_encoder, vae_decoder = networks(16, 8, 64)
    adam = torch.optim.Adam([*vae_encoder.parameters(), *vae_decoder.parameters()], lr=5e-3)

    def negative_elbo(x):
        """The loss of one batch, with fresh noise."""
        mu, logvar = vae_encoder(x).chunk(2, dim=1)
        z = draw_code(mu, logvar, torch.randn(mu.shape))
        return vae_loss(x, vae_decoder(z), mu, logvar, 0.15)[0]

    for _ in range(800):
        train_step(negative_elbo, adam, train[torch.randint(1400, (100,))])
    with torch.no_grad():
        mu, logvar = vae_encoder(test).chunk(2, dim=1)
        prices = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).mean(0)
        vae_results = {
            "test": error(vae_decoder(mu), test),
            "kl": float(prices.sum()),
            "active": int((prices > 0.01).sum()),
            "draws": vae_decoder(torch.randn(500, 8)).numpy(),
        }
    print({name: round(value, 4) for name, value in vae_results.items() if name != "draws"})

# %% points=1 tests="c13_gates"
assert isinstance(vae_results, dict)  # hidden: error, price of the code, active code numbers
### BEGIN HIDDEN TESTS
from course import checks

checks.require("kl" in vae_results, "no VAE has been trained yet")
checks.require(vae_results["test"] < 0.035, "the VAE reconstructs the test digits badly")
checks.require(2 < vae_results["kl"] < 5, "the price of a code is far from what it should be")
checks.require(vae_results["active"] >= 2, "hardly any code number is used")
### END HIDDEN TESTS

# %% [markdown]
r"""
## Step 4 · Draw codes (medium · 20 minutes)

Both decoders have been given 500 codes from $\mathcal N(0, I)$. How far is such an image from the nearest
training digit? Write the ruler. (A small distance alone is no merit: copies of training digits have 0. The
test digits, which are real and new, give the right size.)

<details><summary>Hint 1 · a question</summary>

Which of the two axes of the table of distances belongs to the minimum, which to the mean?
</details>
<details><summary>Hint 2 · shapes</summary>

samples (n, d), data (m, d); `samples[:, None] - data` is (n, m, d).
</details>
<details><summary>Hint 3 · one blank</summary>

The mean over samples of the ______ over data of the distances.
</details>
"""


# %% solution="c14_distance"
def nearest_distance(samples, data):
    """Mean over the samples (n, d) of the Euclidean distance to the nearest row of data (m, d).

    Two numpy arrays → float.
    """
    ### BEGIN SOLUTION
    squares = (samples**2).sum(1)[:, None] + (data**2).sum(1) - 2 * samples @ data.T
    return float(np.sqrt(np.maximum(squares.min(axis=1), 0)).mean())
    ### END SOLUTION
    raise NotImplementedError("nearest_distance returns nothing yet")


# %% points=1 tests="c14_distance_by_hand"
with attempt():
    expect(
        nearest_distance(np.array([[3.0, 4.0], [0.0, 1.0]]), np.array([[0.0, 0.0], [9.0, 9.0]])),
        3.0,
        about="distances 5 and 1",
    )

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
    [(c14_rng.normal(size=(n, 3)), c14_rng.normal(size=(m, 3))) for n, m in ((6, 9), (5, 5))],
    rtol=1e-6,
    mistakes={
        "the minimum runs over the samples: that measures the coverage of the data": lambda s, d: (
            float(np.mean(cdist(s, d).min(axis=0)))
        ),
        "squares are averaged, not distances": lambda s, d: float(
            np.mean(cdist(s, d).min(axis=1) ** 2)
        ),
        "all pairs are averaged": lambda s, d: float(np.mean(cdist(s, d))),
    },
)
### END HIDDEN TESTS

# %% readonly="c14_measured"
measured = {}
with attempt():
    for c14_name, c14_draws in (
        ("test digits", test.numpy()),
        ("autoencoder", ae_results.get("bent draws")),
        ("VAE", vae_results.get("draws")),
    ):
        if c14_draws is not None:
            measured[c14_name] = nearest_distance(c14_draws, train.numpy())
    print({name: round(value, 3) for name, value in measured.items()})

# %% points=1 tests="c14_gate"
assert isinstance(measured, dict)  # hidden: the draws of both models
### BEGIN HIDDEN TESTS
from course import checks

checks.require({"autoencoder", "VAE"} <= set(measured), "not everything has been measured yet")
checks.require(
    measured["VAE"] < measured["autoencoder"] - 0.3,
    "the draws of the VAE are not clearly nearer to digits than those of the autoencoder",
)
### END HIDDEN TESTS

# %%
figure, axes = plt.subplots(1, 3, figsize=(10, 2.6))
for axis, (name, images) in zip(
    axes,
    (
        ("test digits", test.numpy()),
        ("drawn: autoencoder", ae_results.get("bent draws")),
        ("drawn: VAE", vae_results.get("draws")),
    ),
    strict=True,
):
    axis.set_title(name)
    axis.axis("off")
    if images is not None:
        tiles = [np.pad(image.reshape(8, 8), 1) for image in images[:24]]
        sheet = np.vstack([np.hstack(tiles[i : i + 8]) for i in (0, 8, 16)])
        axis.imshow(sheet, cmap="gray_r", vmin=0, vmax=1)
plt.show()

# %% [markdown]
r"""
### The league table (easy · 4 minutes)

Who is first in each discipline? Write `"PCA"`, `"linear"`, `"autoencoder"` (the non-linear one) or `"VAE"`;
the numbers are printed above.
"""

# %% solution="c14_league"
league = {
    "smallest test error": None,
    "largest test error": None,  # of PCA, autoencoder and VAE
    "draws nearest to digits": None,  # of autoencoder and VAE
}
### BEGIN SOLUTION
league = {
    "smallest test error": "autoencoder",
    "largest test error": "VAE",
    "draws nearest to digits": "VAE",
}
### END SOLUTION

# %% points=1 tests="c14_league_table"
assert isinstance(league, dict)
### BEGIN HIDDEN TESTS
from course import checks

checks.matching(
    league,
    {
        "smallest test error": "autoencoder",
        "largest test error": "vae",
        "draws nearest to digits": "vae",
    },
    {
        "smallest test error": "look at the printed errors of step 2 once more",
        "largest test error": "look at the printed errors of steps 1 to 3 once more",
        "draws nearest to digits": "look at the last figure once more",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
### Why? (medium · 4 minutes)

Why are the draws of the autoencoder so far from digits?

- **a** Its decoder is worse than that of the VAE.
- **b** It has been trained for too short a time.
- **c** Nothing in its loss makes its codes look like draws of N(0, I).
- **d** It has no noise in its decoder's output.
"""

# %% solution="c14_why"
answer_c14_why = None  # "a", "b", "c" or "d"
### BEGIN SOLUTION
answer_c14_why = "c"
### END SOLUTION

# %% points=1 tests="c14_why_answered"
assert answer_c14_why in (None, "a", "b", "c", "d"), "write one letter in quotes"
### BEGIN HIDDEN TESTS
from course import checks

checks.choice(
    answer_c14_why,
    key="c",
    feedback={
        "a": "on codes of real digits its error is the smaller one.",
        "b": "which part of its loss would a longer training improve?",
        "d": "the means are shown for both models.",
    },
)
### END HIDDEN TESTS

# %% [markdown]
r"""
**What to remember.** A linear autoencoder can reach PCA and no more; a bent one goes further. The VAE gives up
some of the reconstruction so that codes from the prior decode to something like a digit. Which model is the best
depends on the question: to compress, or to draw.

*Further:* Kingma & Welling, *Auto-Encoding Variational Bayes*, 2014; Baldi & Hornik, 1989, on the linear case.
"""

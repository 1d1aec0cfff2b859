r"""Other correct solutions of challenge 1; each gets full marks."""


# %% right="c11_covariance" solution="c11_fit"
def pca_fit(X, k):
    X = np.array(X, dtype=float)
    n, d = X.shape
    if k < 1 or k > n or k > d:
        raise ValueError("there are not so many components")
    mean = X.sum(axis=0) / n
    values, vectors = np.linalg.eigh((X - mean).T @ (X - mean))
    return mean, vectors[:, np.argsort(-values)[:k]].T


# %% right="c11_other_signs" solution="c11_fit"
def pca_fit(X, k):
    X = np.array(X, dtype=float)
    if k not in range(1, min(X.shape) + 1):
        raise ValueError("k")
    mean = np.mean(X, axis=0)
    U, S, Vt = np.linalg.svd((X - mean).T, full_matrices=False)
    return mean, -U[:, :k].T


# %% right="c11_projector" solution="c11_reconstruct"
def pca_reconstruct(X, mean, components):
    X, mean, C = np.array(X, float), np.array(mean, float), np.array(components, float)
    P = C.T @ C
    return X @ P + mean @ (np.eye(len(P)) - P)


# %% right="c11_sum_of_components" solution="c11_reconstruct"
def pca_reconstruct(X, mean, components):
    X, mean = np.array(X, float), np.array(mean, float)
    result = np.zeros_like(X) + mean
    for c in np.array(components, float):
        result = result + ((X - mean) @ c)[:, None] * c
    return result


# %% right="c11_error_rounded" solution="c11_test_error"
pca_test_error = 0.024958

# %% right="c11_best_list" solution="c11_best"
answer_c11_best = ["e", "a", "c"]

# %% right="c14_se_other_divisor" solution="c14_uncertainty"
pca_standard_error = 0.000536


# --- challenge1_torch ---


# %% right="c12_other_names" solution="c12_networks"
def networks(outputs, latent, hidden=None):
    def layers(a, b, *end):
        if hidden is None:
            return nn.Sequential(nn.Linear(a, b))
        return nn.Sequential(nn.Linear(a, hidden), nn.ReLU(), nn.Linear(hidden, b), *end)

    return layers(64, outputs), layers(latent, 64, nn.Sigmoid())


# %% right="c12_own_class" solution="c12_networks"
class Decoder(nn.Module):
    def __init__(self, latent, hidden):
        super().__init__()
        self.last = nn.Linear(hidden, 64)
        self.first = nn.Linear(latent, hidden)

    def forward(self, z):
        return torch.sigmoid(self.last(torch.relu(self.first(z))))


def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    decoder = Decoder(latent, hidden)
    return nn.Sequential(
        nn.Linear(64, hidden), nn.LeakyReLU(0.0), nn.Linear(hidden, outputs)
    ), decoder


# %% right="c12_zero_between" solution="c12_step"
def train_step(loss_of, optimizer, batch):
    loss = loss_of(batch)
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return float(loss.detach())


# %% right="c12_by_hand_cleared" solution="c12_step"
def train_step(loss_of, optimizer, batch):
    for group in optimizer.param_groups:
        for p in group["params"]:
            p.grad = None
    loss = loss_of(batch)
    value = loss.item()
    loss.backward()
    optimizer.step()
    return value


# %% right="c13_root" solution="c13_sample"
def draw_code(mu, logvar, eps):
    return eps * logvar.exp().sqrt() + mu


# %% right="c13_addcmul" solution="c13_sample"
def draw_code(mu, logvar, eps):
    return torch.addcmul(mu, torch.exp(0.5 * logvar), eps)


# %% right="c13_images_and_prices" solution="c13_loss"
def vae_loss(x, x_hat, mu, logvar, s2):
    images = (x - x_hat).square().sum(dim=1) / s2 / 2
    prices = (torch.expm1(logvar) + mu.square() - logvar).sum(dim=1) / 2
    return (images + prices).mean(), images.mean(), prices.mean()


# %% right="c13_by_torch" solution="c13_loss"
def vae_loss(x, x_hat, mu, logvar, s2):
    normal = torch.distributions.Normal
    prior = normal(torch.zeros_like(mu), torch.ones_like(mu))
    price = torch.distributions.kl_divergence(normal(mu, (logvar / 2).exp()), prior)
    rec = nn.functional.mse_loss(x_hat, x) * x.shape[1] / (2 * s2)
    kl = price.sum() / len(mu)
    return rec + kl, rec, kl


# %% right="c14_loop" solution="c14_distance"
def nearest_distance(samples, data):
    return float(np.mean([np.sqrt(((data - s) ** 2).sum(1).min()) for s in samples]))


# %% right="c14_tensors" solution="c14_distance"
def nearest_distance(samples, data):
    a, b = torch.as_tensor(samples).double(), torch.as_tensor(data).double()
    return torch.cdist(a, b).amin(dim=1).mean().item()


# %% right="c14_league_rounded" solution="c14_league"
league_errors = {"PCA": 0.02496} | {
    name: round(results[name]["error"], 4) for name in ("linear", "autoencoder", "VAE")
}
league_distances = {name: round(results[name]["distance"], 3) for name in ("VAE", "autoencoder")}

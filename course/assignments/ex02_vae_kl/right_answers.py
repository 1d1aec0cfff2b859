r"""Other correct solutions of exercise 2; each gets full marks."""


# %% right="textbook_formula" solution="kl"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return 0.5 * (np.exp(logvar) + mu**2 - 1 - logvar).sum(axis=-1)


# %% right="loop_over_dimensions" solution="kl"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, dtype=float), np.asarray(logvar, dtype=float)
    total = np.zeros(mu.shape[:-1])
    for j in range(mu.shape[-1]):
        sigma = np.exp(logvar[..., j] / 2)
        total = total + (sigma**2 + mu[..., j] ** 2 - 1) / 2 - np.log(sigma)
    return total if total.ndim else float(total)


# %% right="dot_products" solution="kl"
def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu) * 1.0, np.asarray(logvar) * 1.0
    ones = np.ones(mu.shape[-1])
    return (np.expm1(logvar) + mu * mu - logvar) @ ones / 2


# %% right="exact_logarithm" solution="halving"
nats_per_halving = np.log(2)

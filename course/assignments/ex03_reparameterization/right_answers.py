r"""Other correct solutions of exercise 3; each gets full marks."""


# %% right="root_of_the_variance" solution="rep"
def reparameterize(mu, logvar, eps):
    variance = np.exp(np.asarray(logvar, dtype=float))
    return np.asarray(mu) + np.sqrt(variance) * np.asarray(eps)


# %% right="number_by_number" solution="rep"
def reparameterize(mu, logvar, eps):
    import math

    mu, logvar, eps = np.broadcast_arrays(mu, logvar, eps)
    z = [m + math.exp(lv / 2) * e for m, lv, e in zip(mu.flat, logvar.flat, eps.flat, strict=True)]
    return np.reshape(z, mu.shape).astype(float) if mu.ndim else float(z[0])


# %% right="power" solution="rep"
def reparameterize(mu, logvar, eps):
    sigma = np.e ** (np.multiply(logvar, 0.5))
    return np.add(mu, np.multiply(eps, sigma))


# %% right="signed_logs" solution="rep"
def reparameterize(mu, logvar, eps):
    mu, logvar, eps = (np.asarray(a, float) for a in (mu, logvar, eps))
    with np.errstate(divide="ignore"):
        return mu + np.sign(eps) * np.exp(logvar / 2 + np.log(np.abs(eps)))


# %% right="slopes_computed" solution="slopes"
step = 1e-4
grid = np.linspace(-60, 60, 120_001)


def mean_square(mu, logvar):
    weights = np.exp(-((grid - mu) ** 2) / (2 * np.exp(logvar)))
    return (weights * grid**2).sum() / weights.sum()


slope_in_mu = (mean_square(1.5 + step, np.log(9)) - mean_square(1.5, np.log(9))) / step
slope_in_logvar = (mean_square(1.5, np.log(9) + step) - mean_square(1.5, np.log(9))) / step

r"""Other correct solutions of exercise 7; each gets full marks."""


# %% right="loop_over_numbers" solution="mse"
def denoising_mse(eps, pred):
    total, count = 0.0, 0
    for e, p in zip(np.ravel(eps), np.ravel(pred), strict=True):
        total += (float(e) - float(p)) ** 2
        count += 1
    return total / count


# %% right="squared_norm" solution="mse"
def denoising_mse(eps, pred):
    error = np.array(eps, dtype=np.float64).ravel() - np.array(pred, dtype=np.float64).ravel()
    return error @ error / error.size


# %% right="sample_by_sample" solution="mse"
def denoising_mse(eps, pred):
    eps, pred = np.atleast_1d(eps).astype(float), np.atleast_1d(pred).astype(float)
    per_sample = [np.square(e - p).mean() for e, p in zip(eps, pred, strict=True)]
    return sum(per_sample) / len(per_sample)


# %% right="bias_and_variance" solution="mse"
def denoising_mse(eps, pred):
    error = np.subtract(eps, pred, dtype=float)
    return error.var() + error.mean() ** 2


# %% right="computed" solution="data_error"
alpha_bar = 0.01
data_error = 0.02 * (1 - alpha_bar) / alpha_bar

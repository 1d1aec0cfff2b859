r"""Other correct solutions of exercise 6; each gets full marks."""


# %% right="transposed_batch" solution="q_sample"
def q_sample(x0, t, betas, eps):
    alpha_bar = np.cumprod(1 - np.array(betas, dtype=float))[np.array(t)]
    # the batch axis is last in the transposed array, where numpy lines it up by itself
    x0, eps = np.array(x0, dtype=float), np.array(eps, dtype=float)
    return (np.sqrt(alpha_bar) * x0.T + np.sqrt(1 - alpha_bar) * eps.T).T


# %% right="loop_over_samples" solution="q_sample"
def q_sample(x0, t, betas, eps):
    x0, eps = np.asarray(x0, float), np.asarray(eps, float)
    if x0.ndim == 0:
        level = math_level(betas, int(t))
        return float(level**0.5 * x0 + (1 - level) ** 0.5 * eps)
    result = np.empty(x0.shape)
    times = [t] * len(x0) if np.ndim(t) == 0 else t
    for i, time in enumerate(times):
        level = math_level(betas, int(time))
        result[i] = level**0.5 * x0[i] + (1 - level) ** 0.5 * eps[i]
    return result


def math_level(betas, time):
    level = 1.0
    for s in range(time + 1):
        level = level * (1 - betas[s])
    return level


# %% right="sum_of_logarithms" solution="q_sample"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0, float), np.asarray(eps, float), np.asarray(t)
    log_level = np.cumsum(np.log1p(-np.asarray(betas, float)))[t]
    while np.ndim(log_level) and log_level.ndim < x0.ndim:
        log_level = log_level[..., np.newaxis]
    return np.exp(log_level / 2) * x0 + np.sqrt(-np.expm1(log_level)) * eps


# %% right="variance_carried_along" solution="q_sample"
def q_sample(x0, t, betas, eps):
    x0, eps, t = np.asarray(x0) * 1.0, np.asarray(eps) * 1.0, np.asarray(t)
    factors, variances, factor, variance = [], [], 1.0, 0.0
    for beta in betas:
        factor, variance = factor * np.sqrt(1 - beta), (1 - beta) * variance + beta
        factors.append(factor)
        variances.append(variance)
    shape = t.shape + (1,) * (x0.ndim - t.ndim)
    signal = np.reshape(np.array(factors)[t], shape)
    noise = np.reshape(np.sqrt(np.array(variances)[t]), shape)
    return signal * x0 + noise * eps


# %% right="computed_numbers" solution="leftover"
amplitude_left = q_sample(1.0, 999, np.linspace(1e-4, 0.02, 1000), 0.0)
brightness_ratio = 256**2 * amplitude_left**2 / (1 - amplitude_left**2)

# %% right="rounded_numbers" solution="leftover"
amplitude_left = 0.00635
brightness_ratio = 2.64

r"""Other correct solutions of challenge 2; each gets full marks."""


# %% right="c21_loop_over_points" solution="c21_score"
def mixture_score(x, weights, means, sigma):
    x, means = np.array(x, float), np.array(means, float)
    scores = np.zeros(x.shape)
    for n, point in enumerate(x):
        logs = np.log(weights) - np.sum((point - means) ** 2, axis=1) / (2 * sigma**2)
        shares = np.exp(logs - np.logaddexp.reduce(logs))
        scores[n] = shares @ (means - point) / sigma**2
    return scores


# %% right="c21_posterior_mean" solution="c21_score"
def mixture_score(x, weights, means, sigma):
    x, means = np.asarray(x, float), np.asarray(means, float)
    logs = np.log(weights) + (x @ means.T - 0.5 * np.sum(means**2, axis=1)) / sigma**2
    shares = np.exp(logs - logs.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    return (shares @ means - x) / sigma**2


# %% right="c22_barrier_computed" solution="c22_barrier"
density_ratio = 0.8 * np.exp(8 / (2 * 0.5**2))


# %% right="c22_flat_loop" solution="c22_annealed"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(np.repeat(levels, steps), np.repeat(etas, steps), strict=True):
        x = x + eta * score(x, level)
        x = x + (2 * eta) ** 0.5 * rng.standard_normal(x.shape)
    return x


# %% right="c22_noise_of_a_level_at_once" solution="c22_annealed"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.asarray(x0, dtype=float)
    for i in range(len(levels)):
        for noise in rng.normal(0, np.sqrt(2 * etas[i]), size=(steps, *x.shape)):
            x = x + etas[i] * np.asarray(score(x, float(levels[i]))) + noise
    return x


# %% right="c22_own_copy_changed" solution="c22_annealed"
def annealed_langevin(score, x0, levels, etas, steps, *, rng):
    x = np.array(x0, dtype=float)
    for level, eta in zip(levels, etas, strict=True):
        for _ in range(steps):
            x += eta * score(x, level) + np.sqrt(2) * np.sqrt(eta) * rng.normal(size=x.shape)
    return x


# %% right="c22_share_computed" solution="c22_explain"
side = 0.637936  # Φ(√8 / √64.25)
share_at_level_8 = 0.8 * side + 0.2 * (1 - side)
answer_c22_lag = "a"


# %% right="c23_upper_triangles" solution="c23_energy"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)

    def within(z):
        i, j = np.triu_indices(len(z), 1)
        return np.mean(np.sqrt(np.sum((z[i] - z[j]) ** 2, axis=1)))

    across = np.sqrt(np.sum((x[:, None, :] - y[None, :, :]) ** 2, axis=2)).mean()
    return 2 * across - within(x) - within(y)


# %% right="c23_loops" solution="c23_energy"
def energy_distance(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    n, m = len(x), len(y)
    total = 0.0
    for a in x:
        total += 2 * sum(np.linalg.norm(a - b) for b in y) / (n * m)
        total -= sum(np.linalg.norm(a - b) for b in x) / (n * (n - 1))
    for a in y:
        total -= sum(np.linalg.norm(a - b) for b in y) / (m * (m - 1))
    return float(total)


# %% right="c23_computed" solution="c23_read"
share_at_006 = 0.8 - (0.006 / 9.63) ** 0.5


# %% right="c24_eps_from_the_data" solution="c24_eps"
def mixture_eps(x, abar, weights, means, sigma, score):
    centres = [[abar**0.5 * value for value in m] for m in np.asarray(means).tolist()]
    spread = (1 - abar * (1 - sigma**2)) ** 0.5
    return -((1 - abar) ** 0.5) * np.asarray(score(x, weights, np.array(centres), spread))


# %% right="c24_eps_in_units_of_the_data" solution="c24_eps"
def mixture_eps(x, abar, weights, means, sigma, score):
    # x/√ᾱ is the data with noise of variance (1 − ᾱ)/ᾱ; its score is that of x times √ᾱ
    level = np.sqrt((1 - abar) / abar)
    stretched = np.asarray(x, float) / np.sqrt(abar)
    return -level * score(stretched, weights, np.asarray(means), np.sqrt(sigma**2 + level**2))


# %% right="c24_by_bayes" solution="c24_ddpm"
def ddpm_sample(eps_model, xT, betas, noise):
    betas = np.asarray(betas, dtype=float)
    abars = np.concatenate([[1.0], np.cumprod(1 - betas)])  # abars[t + 1] is that of t
    path = [np.array(xT, dtype=float)]
    for t in reversed(range(len(betas))):
        here, before, beta = abars[t + 1], abars[t], betas[t]
        data = (path[-1] - np.sqrt(1 - here) * eps_model(path[-1], t)) / np.sqrt(here)
        mean = np.sqrt(before) * beta * data + np.sqrt(1 - beta) * (1 - before) * path[-1]
        spread = np.sqrt(beta * (1 - before) / (1 - here))
        path.append(mean / (1 - here) + spread * np.asarray(noise, float)[t])
    return np.array(path)


# %% right="c24_filled_array" solution="c24_ddpm"
def ddpm_sample(eps_model, xT, betas, noise):
    betas, noise = np.asarray(betas, float), np.asarray(noise, float)
    T, alphas, abars = len(betas), 1 - betas, np.cumprod(1 - betas)
    path = np.zeros((T + 1, *np.shape(xT)))
    path[0] = xT
    for k in range(1, T + 1):
        t = T - k
        eps = np.asarray(eps_model(path[k - 1].copy(), t))
        path[k] = (path[k - 1] - betas[t] / np.sqrt(1 - abars[t]) * eps) / np.sqrt(alphas[t])
        if t:
            path[k] += np.sqrt(betas[t] * (1 - abars[t - 1]) / (1 - abars[t])) * noise[t]
    return path


# %% right="c25_as_words" solution="c25_match"
c25_pairs = dict(
    zip(
        ["score", "score factor", "noise size", "factor of x", "level", "steps per level"],
        "ECBAFD",
        strict=True,
    )
)

# %% right="c26_by_expressions" solution="c26_league"
league = {
    name: [energy_distance(points, c2_data), heavy_share(points), calls]
    for (name, points), calls in zip(
        c2_samples.items(), (1000, 20 * 50, len(c2_betas)), strict=True
    )
}

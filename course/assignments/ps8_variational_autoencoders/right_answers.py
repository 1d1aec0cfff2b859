r"""Other correct solutions of problem set 8; each gets full marks."""


# %% right="vae_by_probabilities_of_logits" solution="p83"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    x, t = np.asarray(x, float), np.asarray(x_logits, float)
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    rec = float((x * np.logaddexp(0, -t) + (1 - x) * np.logaddexp(0, t)).sum() / len(x))
    kl = float(0.5 * (np.expm1(logvar) + mu**2 - logvar).sum() / len(x))
    return rec + beta * kl, rec, kl


# %% right="vae_by_a_loop" solution="p83"
def vae_loss(x, x_logits, mu, logvar, beta=1.0):
    arrays = [np.asarray(a, float) for a in (x, x_logits, mu, logvar)]
    rec = kl = 0.0
    for row, t, m, lv in zip(*arrays, strict=True):
        rec += np.sum(np.maximum(t, 0) - row * t + np.log1p(np.exp(-np.abs(t)))) / len(arrays[0])
        kl += (
            sum(np.exp(v) + a * a - 1 - v for a, v in zip(m, lv, strict=True)) / 2 / len(arrays[0])
        )
    return rec + beta * kl, rec, kl


# %% right="z_over_all_pairs" solution="p8e_partition"
def log_partition(W, b, c):
    W, b, c = np.asarray(W, float), np.asarray(b, float), np.asarray(c, float)
    v = np.array(list(np.ndindex(*(2,) * len(b))), float)
    h = np.array(list(np.ndindex(*(2,) * len(c))), float)
    exponent = v @ W @ h.T + (v @ b)[:, None] + h @ c
    top = exponent.max()
    return float(top + np.log(np.exp(exponent - top).sum()))


# %% right="z_over_hidden_states" solution="p8e_partition"
def log_partition(W, b, c):
    W, b, c = np.asarray(W, float), np.asarray(b, float), np.asarray(c, float)
    total = -np.inf
    for h in np.ndindex(*(2,) * len(c)):
        total = np.logaddexp(total, np.dot(h, c) + np.logaddexp(0, b + W @ np.array(h)).sum())
    return float(total)


# %% right="gradient_over_all_pairs" solution="p8e_gradient"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    v = np.array(list(np.ndindex(*(2,) * len(b))), float)
    h = np.array(list(np.ndindex(*(2,) * len(c))), float)
    exponent = v @ W @ h.T + (v @ b)[:, None] + h @ c
    joint = np.exp(exponent - exponent.max())
    joint /= joint.sum()
    up = 0.5 * (1 + np.tanh((c + V @ W) / 2))
    dW = V.T @ up / len(V) - v.T @ joint @ h
    return dW, V.mean(0) - joint.sum(1) @ v, up.mean(0) - joint.sum(0) @ h


# %% right="gradient_by_a_loop" solution="p8e_gradient"
def log_likelihood_gradient(V, W, b, c):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    states = [np.array(v, float) for v in np.ndindex(*(2,) * len(b))]
    logs = [v @ b + np.sum(np.logaddexp(0, v @ W + c)) for v in states]
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    dW, db, dc = np.zeros(W.shape), np.zeros(len(b)), np.zeros(len(c))
    pairs = [(v, 1 / len(V)) for v in V] + [(v, -p) for v, p in zip(states, weights, strict=True)]
    for v, p in pairs:
        up = 1 / (1 + np.exp(-(c + v @ W)))
        dW, db, dc = dW + p * np.outer(v, up), db + p * v, dc + p * up
    return dW, db, dc


# %% right="cd_with_where" solution="p8e_cd"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.asarray(a, float) for a in (V, W, b, c))
    v = V.copy()
    for s in range(len(noise_h)):
        p_h = 1 / (1 + np.exp(-c - v @ W))
        h = np.where(np.asarray(noise_h)[s] < p_h, 1.0, 0.0)
        p_v = 1 / (1 + np.exp(-b - h @ W.T))
        v = np.where(np.asarray(noise_v)[s] < p_v, 1.0, 0.0)
    first, last = (1 / (1 + np.exp(-c - s @ W)) for s in (V, v))
    return (
        np.mean(V[:, :, None] * first[:, None] - v[:, :, None] * last[:, None], axis=0),
        np.mean(V - v, axis=0),
        np.mean(first - last, axis=0),
    )


# %% right="cd_with_einsum" solution="p8e_cd"
def cd_gradient(V, W, b, c, noise_h, noise_v):
    V, W, b, c = (np.array(a, dtype=float) for a in (V, W, b, c))

    def sigmoid(t):
        return 1 / (1 + np.exp(-t))

    v = V
    for u_h, u_v in zip(np.asarray(noise_h), np.asarray(noise_v), strict=True):
        h = 1.0 * (u_h < sigmoid(np.einsum("ni,ij->nj", v, W) + c))
        v = 1.0 * (u_v < sigmoid(np.einsum("nj,ij->ni", h, W) + b))
    up, down = sigmoid(V @ W + c), sigmoid(v @ W + c)
    dW = np.einsum("ni,nj->ij", V, up) - np.einsum("ni,nj->ij", v, down)
    return dW / len(V), V.mean(0) - v.mean(0), up.mean(0) - down.mean(0)


# %% right="discriminator_with_maximum" solution="p8g_discriminator"
def optimal_discriminator(logp, logq):
    logp, logq = np.asarray(logp, float), np.asarray(logq, float)
    top = np.maximum(logp, logq)
    p, q = np.exp(logp - top), np.exp(logq - top)
    return p / (p + q)


# %% right="discriminator_with_logaddexp" solution="p8g_discriminator"
def optimal_discriminator(logp, logq):
    logp, logq = np.asarray(logp, float), np.asarray(logq, float)
    return np.exp(logp - np.logaddexp(logp, logq))


# %% right="value_by_a_loop" solution="p8g_value"
def game_value(p, q):
    value = 0.0
    for a, b in zip(p, q, strict=True):
        value += a * np.log(a / (a + b)) if a > 0 else 0.0
        value += b * np.log(b / (a + b)) if b > 0 else 0.0
    return float(value), float(value / 2 + np.log(2))


# %% right="value_with_where" solution="p8g_value"
def game_value(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    m = np.where(p + q > 0, p + q, 1.0)
    D = p / m
    terms = p * np.log(np.where(p > 0, D, 1.0)) + q * np.log(np.where(q > 0, q / m, 1.0))
    return float(terms.sum()), float(0.5 * terms.sum() + np.log(2))


# %% right="modes_by_a_loop" solution="p8g_modes"
def mode_coverage(samples, centres, radius, share=0.02):
    counts = [0] * len(centres)
    for s in np.asarray(samples, float):
        d = np.sqrt(np.sum((np.asarray(centres, float) - s) ** 2, axis=1))
        if d.min() <= radius:
            counts[int(np.argmin(d))] += 1
    return sum(1 for n in counts if n / len(samples) >= share)


# %% right="modes_by_labels" solution="p8g_modes"
def mode_coverage(samples, centres, radius, share=0.02):
    samples, centres = np.asarray(samples, float), np.asarray(centres, float)
    d2 = ((samples[:, None, :] - centres[None, :, :]) ** 2).sum(axis=-1)
    label = np.where(d2.min(axis=1) <= radius**2, d2.argmin(axis=1), -1)
    return int(sum((label == i).mean() >= share for i in range(len(centres))))


# %% right="w1_by_repetition" solution="p8g_w1"
def wasserstein_1d(x, y):
    x, y = np.sort(np.asarray(x, float)), np.sort(np.asarray(y, float))
    return float(np.mean(np.abs(np.repeat(x, len(y)) - np.repeat(y, len(x)))))


# %% right="w1_by_steps" solution="p8g_w1"
def wasserstein_1d(x, y):
    x, y = np.asarray(x, float), np.asarray(y, float)
    values = np.concatenate([x, y])
    jumps = np.concatenate([np.full(len(x), 1 / len(x)), np.full(len(y), -1 / len(y))])
    order = np.argsort(values)
    return float(np.sum(np.abs(np.cumsum(jumps[order])[:-1]) * np.diff(values[order])))


# %% right="spectral_by_svd" solution="pq7"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    sigma = np.linalg.svd(W, compute_uv=False)[0]
    return W / sigma if sigma > 0 else W.copy()


# %% right="spectral_two_vectors" solution="pq7"
def spectral_normalize(W, n_iter=50):
    W = np.asarray(W, float)
    if not W.any():
        return W.copy()
    u = np.random.default_rng(3).normal(size=W.shape[0])
    for _ in range(n_iter):
        v = W.T @ u
        v = v / np.linalg.norm(v)
        u = W @ v
        u = u / np.linalg.norm(u)
    return W / (u @ W @ v)


# %% right="neighbours_by_a_loop" solution="p85"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if k < 1 or k >= len(real) or k >= len(gen):
        raise ValueError("k must leave a neighbour")

    def share(points, centres):
        inside = np.zeros(len(points), bool)
        for i, centre in enumerate(centres):
            others = np.linalg.norm(np.delete(centres, i, axis=0) - centre, axis=1)
            inside |= np.linalg.norm(points - centre, axis=1) <= np.sort(others)[k - 1]
        return float(inside.mean())

    return share(gen, real), share(real, gen)


# %% right="neighbours_by_partition" solution="p85"
def precision_recall_knn(real, gen, k):
    real, gen = np.asarray(real, float), np.asarray(gen, float)
    if not 0 < k < min(len(real), len(gen)):
        raise ValueError("k must leave a neighbour")

    def distances(X, Y):
        return np.sqrt(((X[:, None] - Y[None]) ** 2).sum(axis=-1))

    r = np.partition(distances(real, real), k, axis=1)[:, k]
    g = np.partition(distances(gen, gen), k, axis=1)[:, k]
    D = distances(real, gen)
    return float(np.any(D <= r[:, None], axis=0).mean()), float(np.any(D <= g, axis=1).mean())


# %% right="beta_as_a_product" solution="p82c_number"
effective_beta = 28.0 * 28.0

# %% right="terms_as_a_number" solution="p8e_terms"
terms_needed = 4096

# %% right="odds_rounded" solution="p8g_odds"
d_with_odds = 0.66667

# %% right="sigma_as_a_root" solution="pq7_sigma"
largest_sigma = 45**0.5

r"""Other correct solutions of problem set 1; each gets full marks."""

# %% right="shapes_as_lists" solution="shapes"
thin_shapes = {"U": [100, 50], "s": 50, "Vt": [50, 50]}

# %% right="shapes_computed" solution="shapes"
thin_shapes = dict(
    zip(
        ("U", "s", "Vt"),
        (part.shape for part in np.linalg.svd(np.ones((100, 50)), full_matrices=False)),
        strict=True,
    )
)

# %% right="nonzero_as_float" solution="nonzero"
clearly_nonzero = 30.0

# %% right="energy_rounded" solution="energy"
total_energy = 139.4


# %% right="loop_over_values" solution="components"
def n_components_for_energy(s, frac):
    squares = sorted((float(value) ** 2 for value in s), reverse=True)
    held, count = 0.0, 0
    for square in squares:
        held, count = held + square, count + 1
        if held >= (frac - 1e-12) * sum(squares):
            break
    return count


# %% right="search_sorted" solution="components"
def n_components_for_energy(s, frac):
    energy = np.sort(np.square(np.asarray(s, dtype=float)))[::-1]
    share = np.cumsum(energy) / energy.sum()
    return np.searchsorted(share, frac - 1e-12) + 1


# %% right="what_is_missing" solution="components"
def n_components_for_energy(s, frac):
    energy = np.flip(np.sort(np.asarray(s, dtype=float))) ** 2
    missing = 1 - np.cumsum(energy) / energy.sum()
    return 1 + int(np.sum(missing > 1 - frac + 1e-12))


# %% right="order_with_arrows" solution="order"
whitening_proof = "c → f → b → h → e"

# %% right="order_as_list" solution="order"
whitening_proof = ["c", "f", "b", "h", "e"]


# %% right="projected" solution="whiten"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    centred = X - np.mean(X, axis=0)
    _, s, Vt = np.linalg.svd(centred, full_matrices=False)
    kept = s > tol * s.max()
    return np.sqrt(len(X) - 1) * (centred @ Vt[kept].T / s[kept])


# %% right="of_the_transpose" solution="whiten"
def whiten(X, tol=1e-10):
    rows = np.transpose(np.array(X, dtype=float))
    rows = rows - rows.mean(axis=1, keepdims=True)
    _, s, Vt = np.linalg.svd(rows, full_matrices=False)
    count = int(np.sum(s > tol * s[0]))
    return -Vt[:count].T * (rows.shape[1] - 1) ** 0.5


# %% right="rotated" solution="whiten"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    white = U[:, s > tol * s[0]] * np.sqrt(len(X) - 1)
    # ZCA: turned back towards the axes where nothing is dropped
    return white @ Vt if white.shape[1] == Vt.shape[1] else white


# %% right="bare_u_rounded" solution="bare_u"
variance_of_u = 0.005025

# %% right="weight_computed" solution="scaled_weight"
largest_weight = 1 / (1 + 3 * np.exp(-100 / np.sqrt(512)))


# %% right="divide_and_complete" solution="svd"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    if X.shape[0] < X.shape[1]:
        U, S, Vt = my_svd(X.T, k)
        return Vt.T, S, U.T
    d = X.shape[1]
    values, V = np.linalg.eigh(X.T @ X)
    V, S = V[:, ::-1], np.sqrt(np.maximum(values[::-1], 0))
    rank = int(np.sum(S > 1e-7 * S[0]))
    S[rank:] = 0
    U = X @ V[:, :rank] / S[:rank]
    fill = np.random.default_rng(0).normal(size=(len(X), d - rank))
    U = np.hstack([U, np.linalg.qr(np.hstack([U, fill]))[0][:, rank:]])
    k = d if k is None else k
    return U[:, :k], S[:k], V[:, :k].T


# %% right="doubled_matrix" solution="svd"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    r = min(n, d)
    # the eigenvalues of [[0, X], [Xᵀ, 0]] are ±σ and zeros: nothing is squared
    both = np.block([[np.zeros((n, n)), X], [X.T, np.zeros((d, d))]])
    values, W = np.linalg.eigh(both)
    S, W = np.abs(values[::-1][:r]), W[:, ::-1][:, :r]
    rank = int(np.sum(S > 1e-10 * max(S[0], 1e-300)))
    U, V = np.sqrt(2) * W[:n, :rank], np.sqrt(2) * W[n:, :rank]
    eyes = np.eye(n), np.eye(d)
    U, V = (
        np.hstack([A, np.linalg.svd(A)[0][:, rank:r] if rank else eye[:, :r]])
        for A, eye in zip((U, V), eyes, strict=True)
    )
    return U[:, :k], S[:k], V[:, :k].T


# %% right="one_sided_rotations" solution="svd"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    if X.shape[0] < X.shape[1]:
        U, S, Vt = my_svd(X.T, k)
        return Vt.T, S, U.T
    A, V = X.copy(), np.eye(X.shape[1])
    for _ in range(15):
        for i in range(len(V)):
            for j in range(i + 1, len(V)):
                turn = np.linalg.eigh(A[:, [i, j]].T @ A[:, [i, j]])[1][:, ::-1]
                A[:, [i, j]], V[:, [i, j]] = A[:, [i, j]] @ turn, V[:, [i, j]] @ turn
    order = np.argsort(-np.linalg.norm(A, axis=0))
    A, V = A[:, order], V[:, order]
    U, R = np.linalg.qr(A)
    signs = np.where(np.diag(R) < 0, -1, 1)
    return (U * signs)[:, :k], np.abs(np.diag(R))[:k], V[:, :k].T


# %% right="left_out_computed" solution="left_out"
error_of_three = np.sqrt(139.3925 - 134)


# %% right="masked_weights" solution="attention"
def attention(Q, K, V, mask=None):
    Q, K, V = np.array(Q, float), np.array(K, float), np.array(V, float)
    scores = np.einsum("bid,bjd->bij", Q, K) * Q.shape[-1] ** -0.5
    keep = np.broadcast_to(True if mask is None else mask, scores.shape)
    lowest = np.where(keep, scores, -np.inf)
    top = lowest.max(axis=-1, keepdims=True)
    top = np.where(np.isfinite(top), top, 0)
    weights = np.where(keep, np.exp(np.minimum(scores - top, 0)), 0)
    total = weights.sum(axis=-1, keepdims=True)
    weights = np.divide(weights, total, out=np.zeros_like(weights), where=total > 0)
    return np.einsum("bij,bjv->biv", weights, V), weights


# %% right="row_by_row" solution="attention"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    B, Lq, D = Q.shape
    weights = np.zeros((B, Lq, K.shape[1]))
    keep = np.ones(weights.shape, bool) if mask is None else np.zeros(weights.shape, bool) | mask
    for b in range(B):
        for i in range(Lq):
            allowed = keep[b, i]
            if allowed.any():
                scores = K[b][allowed] @ Q[b, i] / np.sqrt(D)
                powers = np.exp(scores - scores.max())
                weights[b, i, allowed] = powers / powers.sum()
    return weights @ V, weights


# %% right="log_sum_exp" solution="attention"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = (Q / np.sqrt(Q.shape[2])) @ np.transpose(K, (0, 2, 1))
    if mask is not None:
        scores = scores + np.where(mask, 0, -np.inf)
    log_sum = np.logaddexp.reduce(scores, axis=2, keepdims=True)
    weights = np.exp(scores - np.where(np.isneginf(log_sum), 0, log_sum))
    return weights @ V, weights


# %% right="padded_fraction" solution="padded"
weight_when_forbidden = 1 / 5

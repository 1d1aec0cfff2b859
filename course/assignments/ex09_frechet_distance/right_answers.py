r"""Other correct solutions of exercise 9; each gets full marks."""


# %% right="eigenvalues_of_the_product" solution="frechet"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.atleast_1d(mu1).astype(float) - np.atleast_1d(mu2)
    eigenvalues = np.linalg.eigvals(S1 @ S2).real
    roots = np.sqrt(np.where(eigenvalues > 0, eigenvalues, 0))
    return float(shift @ shift + np.trace(S1) + np.trace(S2) - 2 * roots.sum())


# %% right="real_part_of_sqrtm" solution="frechet"
def frechet_distance(mu1, S1, mu2, S2):
    from scipy.linalg import sqrtm

    mu1, mu2 = np.atleast_1d(mu1), np.atleast_1d(mu2)
    S1, S2 = np.atleast_2d(S1), np.atleast_2d(S2)
    root = sqrtm(S1 @ S2).real
    return float(np.linalg.norm(mu1 - mu2) ** 2 + np.trace(S1 + S2 - 2 * root))


# %% right="symmetric_sandwich" solution="frechet"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1), np.atleast_2d(S2)
    values, V = np.linalg.eigh(S1)
    root1 = V @ np.diag(np.sqrt(np.maximum(values, 0))) @ V.T
    inner = root1 @ S2 @ root1
    cross = np.sqrt(np.maximum(np.linalg.eigvalsh((inner + inner.T) / 2), 0)).sum()
    means = np.sum(np.square(np.subtract(mu1, mu2, dtype=float)))
    return float(means + np.trace(S1) + np.trace(S2) - 2 * cross)


# %% right="complex_roots_then_real" solution="frechet"
def frechet_distance(mu1, S1, mu2, S2):
    mu1, mu2 = np.array(mu1, dtype=float).ravel(), np.array(mu2, dtype=float).ravel()
    d = len(mu1)
    S1, S2 = np.array(S1, dtype=float).reshape(d, d), np.array(S2, dtype=float).reshape(d, d)
    distance = 0.0
    for j in range(d):
        distance += (mu1[j] - mu2[j]) ** 2 + S1[j, j] + S2[j, j]
    for eigenvalue in np.linalg.eigvals(S1 @ S2):
        distance -= 2 * np.real(np.sqrt(complex(eigenvalue)))
    return distance


# %% right="singular_values_of_factors" solution="frechet"
def frechet_distance(mu1, S1, mu2, S2):
    factors = []
    for S in (np.atleast_2d(S1), np.atleast_2d(S2)):
        U, s, _ = np.linalg.svd(S)
        factors.append(U * np.sqrt(s))
    cross = np.linalg.svd(factors[0].T @ factors[1], compute_uv=False).sum()
    gap = np.asarray(mu1, float) - np.asarray(mu2, float)
    return np.sum(gap**2) + np.trace(np.atleast_2d(S1)) + np.trace(np.atleast_2d(S2)) - 2 * cross


# %% right="from_the_last_mean" solution="samples"
samples_needed = 1000 * 0.052 / 0.01

# %% right="from_the_first_mean" solution="samples"
samples_needed = 20 * 2.67 / 0.01

# %% right="from_theory" solution="samples"
samples_needed = (8**2 + 5 * 8) / 2 / 0.01

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

r"""Other correct solutions of exercise 5; each gets full marks."""


# %% right="loop_over_points" solution="flow"
def affine_flow_logpdf(x, A, b):
    x, A, b = np.array(x, float), np.array(A, float), np.array(b, float)
    if x.ndim == 1:
        return affine_flow_logpdf([x], A, b)[0]
    inverse = np.linalg.inv(A)
    growth = np.linalg.slogdet(A).logabsdet
    result = np.zeros(len(x))
    for n in range(len(x)):
        z = inverse @ (x[n] - b)
        result[n] = -growth
        for value in z:
            result[n] -= value**2 / 2 + np.log(2 * np.pi) / 2
    return result


# %% right="law_of_the_result" solution="flow"
from scipy.stats import multivariate_normal


def affine_flow_logpdf(x, A, b):
    A = np.asarray(A, float)
    rows = np.atleast_2d(np.asarray(x, float))
    law = multivariate_normal(np.asarray(b, float), A @ A.T)
    result = np.reshape(law.logpdf(rows), len(rows)) if len(rows) else np.zeros(0)
    return result if np.ndim(x) == 2 else float(result[0])


# %% right="singular_values" solution="flow"
def affine_flow_logpdf(x, A, b):
    U, s, _ = np.linalg.svd(np.asarray(A, dtype=float))
    z = (np.asarray(x, dtype=float) - np.asarray(b, dtype=float)) @ U / s
    d = len(s)
    return -(z * z).sum(-1) / 2 - d * np.log(2 * np.pi) / 2 - np.log(s).sum()


# %% right="triangular_factors" solution="flow"
from scipy.linalg import lu_factor, lu_solve


def affine_flow_logpdf(x, A, b):
    factors = lu_factor(np.asarray(A, float))
    centred = np.subtract(x, b)
    z = lu_solve(factors, centred.T)
    growth = np.sum(np.log(np.abs(np.diag(factors[0]))))
    return np.sum(-0.5 * z**2 - 0.5 * np.log(2 * np.pi), axis=0) - growth


# %% right="cholesky_of_covariance" solution="flow"
def affine_flow_logpdf(x, A, b):
    A, centred = np.asarray(A, float), np.asarray(x, float) - np.asarray(b, float)
    L = np.linalg.cholesky(A @ A.T)
    w = centred @ np.linalg.inv(L).T
    return -0.5 * np.einsum("...i,...i->...", w, w) - np.sum(
        np.log(np.diag(L)) + 0.5 * np.log(2 * np.pi)
    )


# %% right="exact_root" solution="scale"
best_scale = np.std([0, 2, 7])

# %% right="searched" solution="scale"
scales = np.linspace(1, 6, 5001)
best_scale = scales[
    np.argmax([np.mean(-(np.array([3, 1, 4]) ** 2) / 2 / a**2 - np.log(a)) for a in scales])
]

r"""Named mistakes of exercise 9, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_variances_only" solution="predict" loses="predict_answered" symptom="more than its diagonal"
answer_predict = "b"

# %% wrong="predict_one_cloud_turned" solution="predict" loses="predict_answered" symptom="both clouds are turned"
answer_predict = "c"

# %% wrong="predict_negative" solution="predict" loses="predict_answered" symptom="can that be negative"
answer_predict = "d"


# %% wrong="variances_only" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="correlations make no difference"
def frechet_distance(mu1, S1, mu2, S2):
    sigma1, sigma2 = np.sqrt(np.diag(np.atleast_2d(S1))), np.sqrt(np.diag(np.atleast_2d(S2)))
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.sum((sigma1 - sigma2) ** 2))


# %% wrong="root_entry_by_entry" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="of the product are taken entry by entry"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2 - 2 * np.sqrt(S1 @ S2)))


# %% wrong="roots_of_both_entry_by_entry" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="of both covariances are taken entry"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2 - 2 * np.sqrt(S1) @ np.sqrt(S2)))


# %% wrong="means_only" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="the covariances make no difference"
def frechet_distance(mu1, S1, mu2, S2):
    return float(np.sum((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2))


# %% wrong="means_not_squared" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="without its square"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.linalg.norm(np.atleast_1d(mu1).astype(float) - np.atleast_1d(mu2))
    return float(shift + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="means_averaged" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges" symptom="averaged over the features"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.mean((np.asarray(mu1, float) - np.asarray(mu2, float)) ** 2)
    return float(shift + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="cross_term_once" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="root is too small"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - np.sum(np.sqrt(eigenvalues)))


# %% wrong="product_of_roots" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="not the root of the product"
def frechet_distance(mu1, S1, mu2, S2):
    def root(S):
        values, vectors = np.linalg.eigh(S)
        return vectors @ np.diag(np.sqrt(np.clip(values, 0, None))) @ vectors.T

    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2 - 2 * root(S1) @ root(S2)))


# %% wrong="cholesky" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="a Cholesky factor is not the root"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    L1, L2 = np.linalg.cholesky(S1), np.linalg.cholesky(S2)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.sum((L1 - L2) ** 2))


# %% wrong="eigenvalues_without_root" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="without a root"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2 - 2 * S1 @ S2))


# %% wrong="symmetric_solver" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="is not symmetric"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvalsh(S1 @ S2), 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="singular_values" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="singular values of Σ₁Σ₂"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    singular = np.linalg.svd(S1 @ S2, compute_uv=False)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(singular)))


# %% wrong="multiplied_by_entries" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="not as matrices"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 * S2).real, 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="two_features_only" solution="frechet" loses="frechet_random frechet_edges frechet_properties" symptom="for two features only"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    if len(S1) == 1:
        return float(np.sum(shift**2) + (np.sqrt(S1[0, 0]) - np.sqrt(S2[0, 0])) ** 2)
    determinant = max(np.linalg.det(S1 @ S2), 0)
    root_trace = np.sqrt(np.trace(S1 @ S2) + 2 * np.sqrt(determinant))
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * root_trace)


# %% wrong="sorted_spectra" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="directions of the two clouds"
def frechet_distance(mu1, S1, mu2, S2):
    values1 = np.clip(np.linalg.eigvalsh(np.atleast_2d(S1).astype(float)), 0, None)
    values2 = np.clip(np.linalg.eigvalsh(np.atleast_2d(S2).astype(float)), 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.sum((np.sqrt(values1) - np.sqrt(values2)) ** 2))


# %% wrong="root_of_the_whole" solution="frechet" loses="frechet_by_hand frechet_random frechet_edges frechet_properties" symptom="root is taken of the whole"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    squared = np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues))
    return float(np.sqrt(max(squared, 0)))


# %% wrong="raw_sqrtm" solution="frechet" loses="frechet_edges" symptom="slightly negative or complex"
def frechet_distance(mu1, S1, mu2, S2):
    from scipy.linalg import sqrtm

    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return np.sum(shift**2) + np.trace(S1 + S2 - 2 * sqrtm(S1 @ S2))


# %% wrong="raw_eigenvalues" solution="frechet" loses="frechet_edges" symptom="nan or a complex number"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    roots = np.sqrt(np.linalg.eigvals(S1 @ S2))
    return np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(roots)


# %% wrong="ridge_added" solution="frechet" loses="frechet_edges" symptom="was added on the diagonal"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    S1, S2 = S1 + 1e-8 * np.eye(len(S1)), S2 + 1e-8 * np.eye(len(S2))
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.asarray(mu1, float) - np.asarray(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="writes_into_mu" solution="frechet" loses="frechet_hygiene" symptom="changes its argument number 1"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.atleast_2d(S1).astype(float), np.atleast_2d(S2).astype(float)
    mu1 = np.asarray(mu1)
    if mu1.dtype != float:
        mu1 = mu1.astype(float)
    mu1 -= np.asarray(mu2)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    return float(np.sum(mu1**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="plain_numbers_not_taken" solution="frechet" loses="frechet_hygiene" symptom="called with float, float, float, float"
def frechet_distance(mu1, S1, mu2, S2):
    S1, S2 = np.array(S1, float), np.array(S2, float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.array(mu1, float) - np.array(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="number_as_deviation" solution="frechet" loses="frechet_hygiene" symptom="S is a variance"
def frechet_distance(mu1, S1, mu2, S2):
    if np.ndim(S1) == 0:
        return float((mu1 - mu2) ** 2 + (S1 - S2) ** 2)
    S1, S2 = np.array(S1, float), np.array(S2, float)
    eigenvalues = np.clip(np.linalg.eigvals(S1 @ S2).real, 0, None)
    shift = np.array(mu1, float) - np.array(mu2, float)
    return float(np.sum(shift**2) + np.trace(S1 + S2) - 2 * np.sum(np.sqrt(eigenvalues)))


# %% wrong="hard_coded" solution="frechet" loses="frechet_random frechet_edges frechet_properties frechet_hygiene" symptom="Does it use its arguments"
def frechet_distance(mu1, S1, mu2, S2):
    return 5.0 if np.any(mu1) else 2.0


# %% wrong="falls_as_root" solution="samples" loses="samples_for_bias" symptom="falls as 1/√n"
samples_needed = 27000

# %% wrong="falls_as_square" solution="samples" loses="samples_for_bias" symptom="falls as 1/n²"
samples_needed = 2280

# %% wrong="one_set_infinite" solution="samples" loses="samples_for_bias" symptom="one of the two sets"
samples_needed = 2600

# %% wrong="one_digit_short" solution="samples" loses="samples_for_bias" symptom="to 0.1, not"
samples_needed = 520

r"""Named mistakes of problem set 1, each with the grade cells that it loses and the symptom named."""

# %% wrong="shapes_compact" solution="shapes" loses="p11a_thin_shapes" symptom="the compact SVD"
thin_shapes = {"U": (100, 30), "s": (30,), "Vt": (30, 50)}

# %% wrong="shapes_full" solution="shapes" loses="p11a_thin_shapes" symptom="full square matrix"
thin_shapes = {"U": (100, 100), "s": (50,), "Vt": (50, 50)}

# %% wrong="shapes_diagonal_matrix" solution="shapes" loses="p11a_thin_shapes" symptom="the diagonal alone"
thin_shapes = {"U": (100, 50), "s": (50, 50), "Vt": (50, 50)}

# %% wrong="shapes_as_x" solution="shapes" loses="p11a_thin_shapes" symptom="how long is a row"
thin_shapes = {"U": (100, 50), "s": (100,), "Vt": (100, 50)}

# %% wrong="nonzero_all" solution="nonzero" loses="p11b_nonzero_values" symptom="out of the thin SVD"
clearly_nonzero = 50

# %% wrong="nonzero_the_zeros" solution="nonzero" loses="p11b_nonzero_values" symptom="vanish"
clearly_nonzero = 20

# %% wrong="nonzero_rows" solution="nonzero" loses="p11b_nonzero_values" symptom="shorter side"
clearly_nonzero = 100

# %% wrong="rank_of_x" solution="kept_rank" loses="p11c_rank_of_ten_parts" symptom="rank of X itself"
rank_after_ten = 30

# %% wrong="rank_of_rest" solution="kept_rank" loses="p11c_rank_of_ten_parts" symptom="thrown away"
rank_after_ten = 20

# %% wrong="rank_parts_left_out" solution="kept_rank" loses="p11c_rank_of_ten_parts" symptom="left out"
rank_after_ten = 40

# %% wrong="rank_columns" solution="kept_rank" loses="p11c_rank_of_ten_parts" symptom="the shape stays"
rank_after_ten = 50

# %% wrong="energy_sum_of_values" solution="energy" loses="p12a_total_energy" symptom="values themselves are summed"
total_energy = 22.15

# %% wrong="energy_norm" solution="energy" loses="p12a_total_energy" symptom="that is a length"
total_energy = 11.8065

# %% wrong="energy_largest" solution="energy" loses="p12a_total_energy" symptom="the largest value alone"
total_energy = 100

# %% wrong="energy_square_of_sum" solution="energy" loses="p12a_total_energy" symptom="square of the sum"
total_energy = 22.15**2

# %% wrong="ninety_rounded" solution="ninety" loses="p12b_ninety_percent" symptom="close call"
parts_for_90 = 2

# %% wrong="ninety_of_sum" solution="ninety" loses="p12b_ninety_percent" symptom="shares of Σσ"
parts_for_90 = 4

# %% wrong="ninety_one" solution="ninety" loses="p12b_ninety_percent" symptom="72 %"
parts_for_90 = 1

# %% wrong="ninety_nine_too_few" solution="ninety_nine" loses="p12c_ninety_nine_percent" symptom="96 %"
parts_for_99 = 3

# %% wrong="ninety_nine_too_many" solution="ninety_nine" loses="p12c_ninety_nine_percent" symptom="close call"
parts_for_99 = 5

# %% wrong="ninety_nine_of_sum" solution="ninety_nine" loses="p12c_ninety_nine_percent" symptom="shares of Σσ"
parts_for_99 = 8


# %% wrong="components_no_square" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges" symptom="sum of the values"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float))[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_no_sort" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges" symptom="order in which they come"
def n_components_for_energy(s, frac):
    energy = np.asarray(s, dtype=float) ** 2
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_smallest_first" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges p12_energy_hygiene" symptom="smallest values are taken first"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_index" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges" symptom="one less everywhere"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12))


# %% wrong="components_one_more" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges" symptom="one more everywhere"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 2


# %% wrong="components_strict" solution="components" loses="p12_energy_by_hand p12_energy_edges" symptom="exactly is not enough"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) > frac)) + 1


# %% wrong="components_rounded" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges" symptom="rounded to two digits"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(np.round(np.cumsum(energy) / np.sum(energy), 2) >= frac)) + 1


# %% wrong="components_without_tolerance" solution="components" loses="p12_energy_edges" symptom="misses frac by rounding"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac)) + 1


# %% wrong="components_each_alone" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges p12_energy_hygiene" symptom="each single value"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return int(np.argmax(energy / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_wrap_around" solution="components" loses="p12_energy_edges" symptom="bytes"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s) ** 2)[::-1]
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_float" solution="components" loses="p12_energy_hygiene" symptom="a count is an int"
def n_components_for_energy(s, frac):
    energy = np.sort(np.asarray(s, dtype=float) ** 2)[::-1]
    return float(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_sorts_in_place" solution="components" loses="p12_energy_hygiene" symptom="changes its argument number 1"
def n_components_for_energy(s, frac):
    s = np.asarray(s)
    s.sort()
    energy = np.asarray(s, dtype=float)[::-1] ** 2
    return int(np.argmax(np.cumsum(energy) / np.sum(energy) >= frac - 1e-12)) + 1


# %% wrong="components_hard_coded" solution="components" loses="p12_energy_by_hand p12_energy_random p12_energy_edges p12_energy_hygiene" symptom="Does it use its arguments"
def n_components_for_energy(s, frac):
    return 3


# %% wrong="order_u_u_transposed" solution="order" loses="p13a_order" symptom="the small one"
whitening_proof = "cfbha"

# %% wrong="order_without_factor" solution="order" loses="p13a_order" symptom="one more factor"
whitening_proof = "cfd"

# %% wrong="order_standardised" solution="order" loses="p13a_order" symptom="beside the diagonal"
whitening_proof = "cg"

# %% wrong="order_decomposed_first" solution="order" loses="p13a_order" symptom="(f) stands too early"
whitening_proof = "fcbhe"

# %% wrong="order_inserted_first" solution="order" loses="p13a_order" symptom="(e) stands too early"
whitening_proof = "cfbeh"

# %% wrong="order_inverse_first" solution="order" loses="p13a_order" symptom="(b) stands too early"
whitening_proof = "cbfhe"

# %% wrong="order_without_mean" solution="order" loses="p13a_order" symptom="(e) stands too early"
whitening_proof = "cfbe"

# %% wrong="order_unfinished" solution="order" loses="p13a_order" symptom="1 step is missing"
whitening_proof = "cfbh"

# %% wrong="white_is_gaussian" solution="white" loses="p13b_what_is_guaranteed" symptom="share two moments"
answer_white = "a"

# %% wrong="white_is_independent" solution="white" loses="p13b_what_is_guaranteed" symptom="for a ring"
answer_white = "b"

# %% wrong="white_is_the_prior" solution="white" loses="p13b_what_is_guaranteed" symptom="a law of z"
answer_white = "d"

# %% wrong="flat_zero" solution="flat" loses="p13c_flat_direction" symptom="0 throughout"
answer_flat = "b"

# %% wrong="flat_one" solution="flat" loses="p13c_flat_direction" symptom="passes unscaled"
answer_flat = "c"

# %% wrong="flat_ignored" solution="flat" loses="p13c_flat_direction" symptom="multiplied by 1e15"
answer_flat = "d"


# %% wrong="whiten_not_centred" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="have not the mean 0"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return U[:, s > tol * s[0]] * np.sqrt(len(X) - 1)


# %% wrong="whiten_without_root_n" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="all variances are"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    X = X - X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    kept = s > tol * s[0]
    return X @ Vt[kept].T / s[kept]


# %% wrong="whiten_ddof_0" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="if one divides by n"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, s > tol * s[0]] * np.sqrt(len(X))


# %% wrong="whiten_keeps_flat" solution="whiten" loses="p13_whiten_edges" symptom="directions are kept"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    X = X - X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return X @ Vt.T / s * np.sqrt(len(X) - 1)


# %% wrong="whiten_pca_only" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="variances are not 1"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    X = X - X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    return X @ Vt[s > tol * s[0]].T


# %% wrong="whiten_random_normals" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges p13_whiten_hygiene" symptom="have not the mean 0"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    s = np.linalg.svd(X - X.mean(axis=0))[1]
    return np.random.default_rng(0).normal(size=(len(X), int(np.sum(s > tol * s[0]))))


# %% wrong="whiten_other_cloud" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges p13_whiten_hygiene" symptom="no linear map"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    s = np.linalg.svd(X - X.mean(axis=0))[1]
    fresh = np.random.default_rng(0).normal(size=(len(X), int(np.sum(s > tol * s[0]))))
    return np.linalg.qr(fresh - fresh.mean(axis=0))[0] * np.sqrt(len(X) - 1)


# %% wrong="whiten_sigma_squared" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="variances are not 1"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    X = X - X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X, full_matrices=False)
    kept = s > tol * s[0]
    return X @ Vt[kept].T / s[kept] ** 2 * np.sqrt(len(X) - 1)


# %% wrong="whiten_standardised" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="still correlated"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    return (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)


# %% wrong="whiten_absolute_tolerance" solution="whiten" loses="p13_whiten_edges" symptom="directions are dropped"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, s > tol] * np.sqrt(len(X) - 1)


# %% wrong="whiten_tolerance_of_variances" solution="whiten" loses="p13_whiten_edges" symptom="what does tol say"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, s**2 > tol * s[0] ** 2] * np.sqrt(len(X) - 1)


# %% wrong="whiten_over_columns" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="whiten, 60 points in 4 dimensions"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=1, keepdims=True), full_matrices=False)
    return U[:, s > tol * s[0]] * np.sqrt(len(X) - 1)


# %% wrong="whiten_transposed" solution="whiten" loses="p13_whiten_by_hand p13_whiten_random p13_whiten_edges" symptom="shape (4, 60) where the task"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    U, s, _ = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return U[:, s > tol * s[0]].T * np.sqrt(len(X) - 1)


# %% wrong="whiten_centres_in_place" solution="whiten" loses="p13_whiten_hygiene" symptom="changes its argument number 1"
def whiten(X, tol=1e-10):
    X = np.asarray(X, dtype=float)
    X -= X.mean(axis=0)
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    return U[:, s > tol * s[0]] * np.sqrt(len(X) - 1)


# %% wrong="bare_u_divided_by_n" solution="bare_u" loses="p13_variance_of_u" symptom="close miss"
variance_of_u = 1 / 200

# %% wrong="bare_u_standard_deviation" solution="bare_u" loses="p13_variance_of_u" symptom="standard deviation"
variance_of_u = 199**-0.5

# %% wrong="bare_u_white" solution="bare_u" loses="p13_variance_of_u" symptom="a mean of squares"
variance_of_u = 1

# %% wrong="bare_u_inverse" solution="bare_u" loses="p13_variance_of_u" symptom="the factor that is missing"
variance_of_u = 199

# %% wrong="dot_mean_of_square" solution="dot_mean" loses="p14a_mean" symptom="mean of q·q"
mean_of_dot = 512

# %% wrong="dot_mean_spread" solution="dot_mean" loses="p14a_mean" symptom="a spread"
mean_of_dot = 22.627417

# %% wrong="dot_mean_one" solution="dot_mean" loses="p14a_mean" symptom="which mean have they"
mean_of_dot = 1

# %% wrong="dot_variance_root" solution="dot_variance" loses="p14b_variance" symptom="that is the standard deviation"
variance_of_dot = 22.627417

# %% wrong="dot_variance_one" solution="dot_variance" loses="p14b_variance" symptom="one product"
variance_of_dot = 1

# %% wrong="dot_variance_squared" solution="dot_variance" loses="p14b_variance" symptom="do not add up"
variance_of_dot = 512**2

# %% wrong="dot_variance_both" solution="dot_variance" loses="p14b_variance" symptom="pairs are what is added"
variance_of_dot = 1024

# %% wrong="weight_unscaled" solution="scaled_weight" loses="p14c_largest_weight" symptom="without the division"
largest_weight = 1.0

# %% wrong="weight_by_variance" solution="scaled_weight" loses="p14c_largest_weight" symptom="division by the variance"
largest_weight = 0.2884

# %% wrong="weight_two_keys" solution="scaled_weight" loses="p14c_largest_weight" symptom="count all four"
largest_weight = 0.98810

# %% wrong="weight_small_one" solution="scaled_weight" loses="p14c_largest_weight" symptom="one of the small weights"
largest_weight = 0.011621

# %% wrong="gradient_scaled" solution="gradient" loses="p14c_gradient" symptom="with the division"
answer_gradient = "a"

# %% wrong="gradient_quarter" solution="gradient" loses="p14c_gradient" symptom="largest possible value"
answer_gradient = "b"

# %% wrong="gradient_rounding" solution="gradient" loses="p14c_gradient" symptom="what a float holds"
answer_gradient = "c"

# %% wrong="precision_quarter" solution="precision" loses="p15_precision" symptom="too careful"
answer_precision = "a"

# %% wrong="precision_of_squares" solution="precision" loses="p15_precision" symptom="it is the squares"
answer_precision = "c"

# %% wrong="precision_stable" solution="precision" loses="p15_precision" symptom="stable means"
answer_precision = "d"


# %% wrong="svd_of_the_notes" solution="svd" loses="p15_svd_edges p15_svd_properties" symptom="rank 4 of 10: a column of U has length"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    values, V = np.linalg.eigh(X.T @ X)
    order = np.argsort(values)[::-1]
    V, S = V[:, order], np.sqrt(np.maximum(values[order], 0))
    U = X @ V / (S + 1e-10)
    return U[:, :k], S[:k], V[:, :k].T


# %% wrong="svd_tall_only" solution="svd" loses="p15_svd_edges p15_svd_hygiene" symptom="full square matrix"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    V = np.linalg.eigh(X.T @ X)[1][:, ::-1]
    U, R = np.linalg.qr(X @ V)
    S = np.abs(np.diag(R))
    U = U * np.where(np.diag(R) < 0, -1, 1)
    return U[:, :k], S[:k], V[:, :k].T


# %% wrong="svd_divides_by_zero" solution="svd" loses="p15_svd_edges" symptom="divided by 0"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    tall = X if n >= d else X.T
    values, V = np.linalg.eigh(tall.T @ tall)
    V, S = V[:, ::-1], np.sqrt(np.maximum(values[::-1], 0))
    S = np.where(S > 1e-7 * S[0], S, 0)
    U = tall @ V / S
    if n < d:
        U, V = V, U
    return U[:, :k], S[:k], V[:, :k].T


# %% wrong="svd_unsorted" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges" symptom="not in descending order"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    n, d = X.shape
    tall = X if n >= d else X.T
    V = np.linalg.eigh(tall.T @ tall)[1]
    U, R = np.linalg.qr(tall @ V)
    S = np.abs(np.diag(R))
    U = U * np.where(np.diag(R) < 0, -1, 1)
    if n < d:
        U, V = V, U
    return U[:, :k], S[:k], V[:, :k].T


# %% wrong="svd_eigenvalues" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges p15_svd_properties" symptom="no singular values yet"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    U, S, Vt = np.linalg.svd(X, full_matrices=False)
    return U[:, :k], S[:k] ** 2, Vt[:k]


# %% wrong="svd_v_not_transposed" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges p15_svd_properties p15_svd_hygiene" symptom="V, not its transpose"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    U, S, Vt = np.linalg.svd(X, full_matrices=False)
    return U[:, :k], S[:k], Vt[:k].T


# %% wrong="svd_full" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges p15_svd_properties p15_svd_hygiene" symptom="full square matrix"
def my_svd(X, k=None):
    U, S, Vt = np.linalg.svd(np.asarray(X, dtype=float))
    return U, S[:k], Vt


# %% wrong="svd_matrix_sigma" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges p15_svd_properties p15_svd_hygiene" symptom="singular values alone"
def my_svd(X, k=None):
    U, S, Vt = np.linalg.svd(np.asarray(X, dtype=float), full_matrices=False)
    return U[:, :k], np.diag(S[:k]), Vt[:k]


# %% wrong="svd_ignores_k" solution="svd" loses="p15_svd_random p15_svd_edges p15_svd_properties" symptom="k is ignored"
def my_svd(X, k=None):
    return np.linalg.svd(np.asarray(X, dtype=float), full_matrices=False)


# %% wrong="svd_smallest_k" solution="svd" loses="p15_svd_random p15_svd_edges p15_svd_properties" symptom="the smallest singular values are kept"
def my_svd(X, k=None):
    U, S, Vt = np.linalg.svd(np.asarray(X, dtype=float), full_matrices=False)
    return (U, S, Vt) if k is None else (U[:, -k:], S[-k:], Vt[-k:])


# %% wrong="svd_two_eigenproblems" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges p15_svd_properties" symptom="do the pairs"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    r = min(X.shape) if k is None else k
    values, V = np.linalg.eigh(X.T @ X)
    U = np.linalg.eigh(X @ X.T)[1]
    S = np.sqrt(np.maximum(values[::-1], 0))
    return U[:, ::-1][:, :r], S[:r], V[:, ::-1][:, :r].T


# %% wrong="svd_zero_columns" solution="svd" loses="p15_svd_edges" symptom="What is σ there?"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    U, S, Vt = np.linalg.svd(X, full_matrices=False)
    U, S = np.where(S > 1e-7 * S[0], U, 0), np.where(S > 1e-7 * S[0], S, 0)
    return U[:, :k], S[:k], Vt[:k]


# %% wrong="svd_wrap_around" solution="svd" loses="p15_svd_edges" symptom="bytes"
def my_svd(X, k=None):
    X = np.asarray(X)
    n, d = X.shape
    tall = X if n >= d else X.T
    V = np.linalg.eigh((tall.T @ tall).astype(float))[1][:, ::-1]
    U, R = np.linalg.qr(tall @ V)
    S = np.abs(np.diag(R))
    U = U * np.where(np.diag(R) < 0, -1, 1)
    if n < d:
        U, V = V, U
    return U[:, :k], S[:k], V[:, :k].T


# %% wrong="svd_negative_values" solution="svd" loses="p15_svd_by_hand p15_svd_random p15_svd_edges" symptom="a singular value is negative"
def my_svd(X, k=None):
    U, S, Vt = np.linalg.svd(np.asarray(X, dtype=float), full_matrices=False)
    return -U[:, :k], -S[:k], Vt[:k]


# %% wrong="svd_writes_into_x" solution="svd" loses="p15_svd_hygiene p15_svd_by_hand" symptom="changes its argument number 1"
def my_svd(X, k=None):
    X = np.asarray(X, dtype=float)
    U, S, Vt = np.linalg.svd(X, full_matrices=False)
    X *= 0
    return U[:, :k], S[:k], Vt[:k]


# %% wrong="left_out_spectral" solution="left_out" loses="p15_error_of_three" symptom="spectral norm"
error_of_three = 2

# %% wrong="left_out_squared" solution="left_out" loses="p15_error_of_three" symptom="square of the norm"
error_of_three = 5.3925

# %% wrong="left_out_summed" solution="left_out" loses="p15_error_of_three" symptom="nuclear norm"
error_of_three = 4.15

# %% wrong="left_out_kept" solution="left_out" loses="p15_error_of_three" symptom="what is kept"
error_of_three = 11.5758

# %% wrong="left_out_share" solution="left_out" loses="p15_error_of_three" symptom="share of the energy"
error_of_three = 0.038686

# %% wrong="left_out_relative" solution="left_out" loses="p15_error_of_three" symptom="relative error"
error_of_three = 0.19669

# %% wrong="doubled_same" solution="doubled" loses="p16_doubled" symptom="added to all scores"
answer_doubled = "a"

# %% wrong="doubled_flatter" solution="doubled" loses="p16_doubled" symptom="the more even one"
answer_doubled = "b"

# %% wrong="doubled_half" solution="doubled" loses="p16_doubled" symptom="both factors"
answer_doubled = "d"


# %% wrong="attention_unscaled" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges" symptom="the scores are not scaled"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights


# %% wrong="attention_divided_by_d" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges" symptom="divided by D"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / Q.shape[2]
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights


# %% wrong="attention_scaled_by_keys" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges" symptom="the number of keys"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(K.shape[1])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights


# %% wrong="attention_mask_inverted" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="have changed places"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, -np.inf, scores)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights


# %% wrong="attention_mask_zero" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="a score like any other"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = scores * np.asarray(mask)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / weights.sum(axis=2, keepdims=True)
    return weights @ V, weights


# %% wrong="attention_mask_late" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="after the softmax"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = weights / weights.sum(axis=2, keepdims=True)
    if mask is not None:
        weights = weights * np.asarray(mask)
    return weights @ V, weights


# %% wrong="attention_mask_ignored" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="the mask is ignored"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = weights / weights.sum(axis=2, keepdims=True)
    return weights @ V, weights


# %% wrong="attention_minus_1e9" solution="attention" loses="p16_attention_edges" symptom="a large negative score is no"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -1e9)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = weights / weights.sum(axis=2, keepdims=True)
    return weights @ V, weights


# %% wrong="attention_over_queries" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties p16_attention_hygiene" symptom="weights that a key gets sum to 1"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights @ V, weights


# %% wrong="attention_naive_exp" solution="attention" loses="p16_attention_edges" symptom="nan where a finite number is right"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    weights = np.exp(Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2]))
    if mask is not None:
        weights = np.where(mask, weights, 0)
    total = weights.sum(axis=2, keepdims=True)
    weights = weights / np.where(total == 0, 1, total)
    return weights @ V, weights


# %% wrong="attention_one_maximum_for_all" solution="attention" loses="p16_attention_edges" symptom="for scores of some hundred thousand"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(initial=-1e300))
    total = weights.sum(axis=2, keepdims=True)
    weights = weights / np.where(total == 0, 1, total)
    return weights @ V, weights


# %% wrong="attention_nan_rows" solution="attention" loses="p16_attention_edges" symptom="for a query that may look at no key"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True))
    weights = weights / weights.sum(axis=2, keepdims=True)
    return weights @ V, weights


# %% wrong="attention_output_alone" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="results are returned where the task asks for 2"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    return (weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)) @ V


# %% wrong="attention_scales_in_place" solution="attention" loses="p16_attention_hygiene p16_attention_by_hand" symptom="changes its argument number 1"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    Q /= np.sqrt(Q.shape[2])
    scores = Q @ K.swapaxes(1, 2)
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ V, weights


# %% wrong="attention_keys_for_values" solution="attention" loses="p16_attention_by_hand p16_attention_random p16_attention_edges p16_attention_properties" symptom="out:"
def attention(Q, K, V, mask=None):
    Q, K, V = (np.asarray(values, dtype=float) for values in (Q, K, V))
    scores = Q @ K.swapaxes(1, 2) / np.sqrt(Q.shape[2])
    if mask is not None:
        scores = np.where(mask, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=2, keepdims=True, initial=-1e300))
    weights = weights / np.maximum(weights.sum(axis=2, keepdims=True), 1)
    return weights @ K, weights


# %% wrong="padded_zero" solution="padded" loses="p16_forbidden_row" symptom="subtracts the maximum first"
weight_when_forbidden = 0

# %% wrong="padded_one" solution="padded" loses="p16_forbidden_row" symptom="all five keys are alike"
weight_when_forbidden = 1

r"""Named mistakes of challenge 1, each with the grade cells that it loses and the symptom named."""

# %% wrong="c11_predict_a" solution="c11_predict" loses="c11_predict_answered" symptom="spent on the mean"
answer_c11_predict = "a"

# %% wrong="c11_predict_b" solution="c11_predict" loses="c11_predict_answered" symptom="planes may the SVD choose"
answer_c11_predict = "b"

# %% wrong="c11_predict_c" solution="c11_predict" loses="c11_predict_answered" symptom="how many of the eight"
answer_c11_predict = "c"


# %% wrong="c11_uncentred" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate" symptom="not centred"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X, full_matrices=False)[2][:k]


# %% wrong="c11_one_number" solution="c11_fit" loses="c11_fit_random c11_digits_gate" symptom="one number is subtracted"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - X.mean(), full_matrices=False)[2][:k]


# %% wrong="c11_mean_is_zero" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate c11_fit_hygiene" symptom="the mean of five points"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    return np.zeros(X.shape[1]), np.linalg.svd(X, full_matrices=False)[2][:k]


# %% wrong="c11_rows_centred" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate" symptom="each row is centred by itself"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    rows = X - X.mean(axis=1, keepdims=True)
    return X.mean(axis=0), np.linalg.svd(rows, full_matrices=False)[2][:k]


# %% wrong="c11_last_directions" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate" symptom="vary least"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][::-1][:k]


# %% wrong="c11_ascending" solution="c11_fit" loses="c11_fit_random" symptom="smallest variance to the largest"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][:k][::-1]


# %% wrong="c11_scaled_coordinates" solution="c11_fit" loses="c11_fit_random c11_digits_gate" symptom="equal variances first"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 0, scale, 1)
    return mean, np.linalg.svd((X - mean) / scale, full_matrices=False)[2][:k]


# %% wrong="c11_with_singular_values" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate" symptom="do not have length 1"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, S[:k, None] * Vt[:k]


# %% wrong="c11_exchanged" solution="c11_fit" loses="c11_fit_random c11_digits_gate" symptom="directions are exchanged"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean)[2].T[:k]


# %% wrong="c11_turned" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate c11_fit_edges" symptom="shape"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][:k].T


# %% wrong="c11_left_vectors" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate c11_fit_edges" symptom="shape"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[0].T[:k]


# %% wrong="c11_all_directions" solution="c11_fit" loses="c11_fit_by_hand c11_fit_random c11_digits_gate c11_fit_edges" symptom="shape"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2]


# %% wrong="c11_any_k" solution="c11_fit" loses="c11_fit_edges" symptom="not refused"
def pca_fit(X, k):
    X = np.asarray(X, float)
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][:k]


# %% wrong="c11_only_small_k" solution="c11_fit" loses="c11_fit_edges" symptom="not refused"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if k < 1:
        raise ValueError("k")
    mean = X.mean(axis=0)
    return mean, np.linalg.svd(X - mean, full_matrices=False)[2][:k]


# %% wrong="c11_centres_in_place" solution="c11_fit" loses="c11_fit_hygiene" symptom="changes its argument number 1"
def pca_fit(X, k):
    X = np.asarray(X, float)
    if not 1 <= k <= min(X.shape):
        raise ValueError("k")
    mean = X.mean(axis=0)
    X -= mean
    return mean, np.linalg.svd(X, full_matrices=False)[2][:k]


# %% wrong="c11_mean_not_added" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="not added again"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    return (X - mean) @ components.T @ components


# %% wrong="c11_codes_from_origin" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="from the origin"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    return mean + X @ components.T @ components


# %% wrong="c11_no_mean" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="mean is not used"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    return X @ components.T @ components


# %% wrong="c11_remainder" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="leaves out"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    return X - mean - (X - mean) @ components.T @ components


# %% wrong="c11_centred_on_batch" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="others stand in the batch"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    own = X.mean(axis=0) if len(X) else mean
    return own + (X - own) @ components.T @ components


# %% wrong="c11_only_codes" solution="c11_reconstruct" loses="c11_reconstruct_by_hand c11_reconstruct_random c11_digits_gate" symptom="shape"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    return (X - mean) @ components.T


# %% wrong="c11_in_place" solution="c11_reconstruct" loses="c11_reconstruct_hygiene" symptom="changes its argument number 1"
def pca_reconstruct(X, mean, components):
    X, mean, components = (np.asarray(a, float) for a in (X, mean, components))
    X -= mean
    return mean + X @ components.T @ components


# %% wrong="c11_error_train" solution="c11_test_error" loses="c11_digits_number" symptom="error on the training digits"
pca_test_error = 0.02379

# %% wrong="c11_error_all" solution="c11_test_error" loses="c11_digits_number" symptom="has been seen"
pca_test_error = 0.023878

# %% wrong="c11_error_image" solution="c11_test_error" loses="c11_digits_number" symptom="per image"
pca_test_error = 1.5973

# %% wrong="c11_error_root" solution="c11_test_error" loses="c11_digits_number" symptom="root has been taken"
pca_test_error = 0.15798

# %% wrong="c11_error_testfit" solution="c11_test_error" loses="c11_digits_number" symptom="fitted to the test digits"
pca_test_error = 0.022061

# %% wrong="c11_ninety_few" solution="c11_ninety" loses="c11_ninety_count" symptom="too few"
components_for_ninety = 20

# %% wrong="c11_ninety_many" solution="c11_ninety" loses="c11_ninety_count" symptom="too many"
components_for_ninety = 22

# %% wrong="c11_ninety_raw" solution="c11_ninety" loses="c11_ninety_count" symptom="no variance"
components_for_ninety = 9

# %% wrong="c11_ninety_values" solution="c11_ninety" loses="c11_ninety_count" symptom="singular values are added"
components_for_ninety = 37

# %% wrong="c11_who_a" solution="c11_who" loses="c11_who_answered" symptom="does it turn"
answer_c11_who = "a"

# %% wrong="c11_who_c" solution="c11_who" loses="c11_who_answered" symptom="parting is not rising"
answer_c11_who = "c"

# %% wrong="c11_who_d" solution="c11_who" loses="c11_who_answered" symptom="a class is not a direction"
answer_c11_who = "d"

# %% wrong="c11_best_b" solution="c11_best" loses="c11_best_answered" symptom="fitted to the test digits"
answer_c11_best = "abce"

# %% wrong="c11_best_d" solution="c11_best" loses="c11_best_answered" symptom="second moments"
answer_c11_best = "acde"

# %% wrong="c11_best_f" solution="c11_best" loses="c11_best_answered" symptom="curved surface"
answer_c11_best = "acef"

# %% wrong="c11_best_missing" solution="c11_best" loses="c11_best_answered" symptom="not chosen"
answer_c11_best = "ac"

# %% wrong="c14_se_spread" solution="c14_uncertainty" loses="c14_standard_error" symptom="spread of single"
pca_standard_error = 0.010696

# %% wrong="c14_se_pixels" solution="c14_uncertainty" loses="c14_standard_error" symptom="too optimistic"
pca_standard_error = 0.0003357

# %% wrong="c14_se_no_root" solution="c14_uncertainty" loses="c14_standard_error" symptom="by its root"
pca_standard_error = 2.694e-05

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


# --- challenge1_torch ---

# %% wrong="c12_predict_a" solution="c12_predict" loses="c12_predict_answered" symptom="all reconstructions lie"
answer_c12_predict = "a"

# %% wrong="c12_predict_b" solution="c12_predict" loses="c12_predict_answered" symptom="every critical point a trap"
answer_c12_predict = "b"

# %% wrong="c12_predict_d" solution="c12_predict" loses="c12_predict_answered" symptom="better than the best plane"
answer_c12_predict = "d"


# %% wrong="c12_no_sigmoid" solution="c12_networks" loses="c12_networks_exact" symptom="nothing keeps the decoded pixels"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64))
    return encoder, decoder


# %% wrong="c12_relu_at_the_end" solution="c12_networks" loses="c12_gates c12_networks_exact" symptom="a ReLU, not a sigmoid"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.ReLU())
    return encoder, decoder


# %% wrong="c12_squeezed_codes" solution="c12_networks" loses="c12_gates c12_networks_exact c13_gates" symptom="squeezed between 0 and 1 too"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)

    def mlp(a, b):
        return nn.Sequential(nn.Linear(a, hidden), nn.ReLU(), nn.Linear(hidden, b), nn.Sigmoid())

    return mlp(64, outputs), mlp(latent, 64)


# %% wrong="c12_positive_codes" solution="c12_networks" loses="c12_gates c12_networks_exact c13_gates c14_gate" symptom="no code can be negative"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs), nn.ReLU())
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder


# %% wrong="c12_no_bend" solution="c12_networks" loses="c12_networks_exact" symptom="nothing bends between the layers"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(nn.Linear(latent, hidden), nn.Linear(hidden, 64), nn.Sigmoid())
    return encoder, decoder


# %% wrong="c12_flat_sigmoid" solution="c12_networks" loses="c12_gates c12_networks_exact" symptom="is not affine"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Sequential(nn.Linear(latent, 64), nn.Sigmoid())
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder


# %% wrong="c12_no_bias" solution="c12_networks" loses="c12_networks_exact" symptom="the decoder has weights of other shapes"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, outputs), nn.Linear(latent, 64, bias=False)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder


# %% wrong="c12_exchanged_sizes" solution="c12_networks" loses="c12_networks_exact" symptom="the encoder has weights of other shapes"
def networks(outputs, latent, hidden=None):
    if hidden is None:
        return nn.Linear(64, latent), nn.Linear(outputs, 64)
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder


# %% wrong="c12_always_hidden" solution="c12_networks" loses="c12_gates c12_networks_exact" symptom="without a hidden layer the encoder has weights"
def networks(outputs, latent, hidden=None):
    hidden = hidden or 64
    encoder = nn.Sequential(nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, outputs))
    decoder = nn.Sequential(
        nn.Linear(latent, hidden), nn.ReLU(), nn.Linear(hidden, 64), nn.Sigmoid()
    )
    return encoder, decoder


# %% wrong="c12_gradients_kept" solution="c12_step" loses="c12_by_hand c12_gates c12_step_exact c13_gates" symptom="gradients of earlier steps"
def train_step(loss_of, optimizer, batch):
    loss = loss_of(batch)
    loss.backward()
    optimizer.step()
    return loss.item()


# %% wrong="c12_cleared_late" solution="c12_step" loses="c12_step_exact" symptom="from before the first step"
def train_step(loss_of, optimizer, batch):
    loss = loss_of(batch)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


# %% wrong="c12_cleared_too_soon" solution="c12_step" loses="c12_by_hand c12_gates c12_step_exact c13_gates c14_gate" symptom="never move"
def train_step(loss_of, optimizer, batch):
    loss = loss_of(batch)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


# %% wrong="c12_no_step" solution="c12_step" loses="c12_by_hand c12_gates c12_step_exact c13_gates c14_gate" symptom="never move"
def train_step(loss_of, optimizer, batch):
    optimizer.zero_grad()
    loss = loss_of(batch)
    loss.backward()
    return loss.item()


# %% wrong="c12_climbs" solution="c12_step" loses="c12_by_hand c12_gates c12_step_exact c13_gates c14_gate" symptom="it climbs"
def train_step(loss_of, optimizer, batch):
    optimizer.zero_grad()
    loss = loss_of(batch)
    (-loss).backward()
    optimizer.step()
    return loss.item()


# %% wrong="c12_tensor" solution="c12_step" loses="c12_step_exact" symptom="not returned as a float"
def train_step(loss_of, optimizer, batch):
    optimizer.zero_grad()
    loss = loss_of(batch)
    loss.backward()
    optimizer.step()
    return loss.detach()


# %% wrong="c12_loss_after" solution="c12_step" loses="c12_by_hand c12_step_exact" symptom="one after the step"
def train_step(loss_of, optimizer, batch):
    optimizer.zero_grad()
    loss_of(batch).backward()
    optimizer.step()
    return loss_of(batch).item()


# %% wrong="c12_loss_twice" solution="c12_step" loses="c12_step_exact" symptom="not computed once"
def train_step(loss_of, optimizer, batch):
    optimizer.zero_grad()
    before = loss_of(batch).item()
    loss_of(batch).backward()
    optimizer.step()
    return before


# %% wrong="c12_shared_b" solution="c12_shared" loses="c12_shared_answered" symptom="inverse before the decoder"
answer_c12_shared = "b"

# %% wrong="c12_shared_c" solution="c12_shared" loses="c12_shared_answered" symptom="many maps of the code"
answer_c12_shared = "c"

# %% wrong="c12_shared_d" solution="c12_shared" loses="c12_shared_answered" symptom="eighth and the ninth"
answer_c12_shared = "d"


# %% wrong="c13_log_sigma" solution="c13_sample" loses="c13_by_hand c13_gradients c13_sample_random" symptom="read as log σ"
def draw_code(mu, logvar, eps):
    return mu + torch.exp(logvar) * eps


# %% wrong="c13_logarithm" solution="c13_sample" loses="c13_by_hand c13_gates c13_gradients c13_sample_random c14_gate" symptom="multiplied by a logarithm"
def draw_code(mu, logvar, eps):
    return mu + logvar * eps


# %% wrong="c13_minus" solution="c13_sample" loses="c13_by_hand c13_gradients c13_sample_random" symptom="logarithm has the wrong sign"
def draw_code(mu, logvar, eps):
    return mu + torch.exp(-logvar / 2) * eps


# %% wrong="c13_no_noise" solution="c13_sample" loses="c13_by_hand c13_gates c13_gradients c13_sample_random c14_gate" symptom="no noise in the code"
def draw_code(mu, logvar, eps):
    return mu + 0 * eps


# %% wrong="c13_no_width" solution="c13_sample" loses="c13_by_hand c13_gates c13_gradients c13_sample_random" symptom="makes no difference"
def draw_code(mu, logvar, eps):
    return mu + eps


# %% wrong="c13_own_noise" solution="c13_sample" loses="c13_by_hand c13_gradients c13_sample_random" symptom="values differ"
def draw_code(mu, logvar, eps):
    return mu + torch.exp(logvar / 2) * torch.randn_like(mu)


# %% wrong="c13_detached_mean" solution="c13_sample" loses="c13_gates c13_gradients" symptom="the gradient of the total in mu"
def draw_code(mu, logvar, eps):
    return mu.detach() + torch.exp(logvar / 2) * eps


# %% wrong="c13_detached_width" solution="c13_sample" loses="c13_gates c13_gradients" symptom="the gradient of the total in logvar"
def draw_code(mu, logvar, eps):
    return mu + torch.exp(logvar.detach() / 2) * eps


# %% wrong="c13_pixels_averaged" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random" symptom="averaged over the pixels"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_codes_averaged" solution="c13_loss" loses="c13_gates c13_gradients c13_loss_random" symptom="averaged over the code numbers"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_images_summed" solution="c13_loss" loses="c13_gradients c13_loss_random" symptom="sums over the images"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_per_image" solution="c13_loss" loses="c13_gradients c13_loss_random" symptom="an axis is left"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1) / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1)
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_twice_kl" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random" symptom="KL part is twice"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_half_kl" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random" symptom="KL part is half"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.25 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_half_lost" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random" symptom="is lost in the reconstruction"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / s2
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_deviation" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random" symptom="taken for its standard deviation"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2**2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_kl_sign" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random c14_gate" symptom="KL part has the wrong sign"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_rewarded" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random c14_gate" symptom="reconstruction minus price"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction - kl, reconstruction, kl


# %% wrong="c13_free_codes" solution="c13_loss" loses="c13_by_hand c13_gates c13_gradients c13_loss_random c14_gate" symptom="price of the code"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction, reconstruction, kl


# %% wrong="c13_kl_detached" solution="c13_loss" loses="c13_gates c13_gradients c14_gate" symptom="the gradient of the total in mu"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl.detach(), reconstruction, kl


# %% wrong="c13_picture_detached" solution="c13_loss" loses="c13_gates c13_gradients c14_gate" symptom="no gradient arrives at the decoder"
def vae_loss(x, x_hat, mu, logvar, s2):
    reconstruction = ((x - x_hat.detach()) ** 2).sum(1).mean() / (2 * s2)
    kl = 0.5 * (logvar.exp() + mu**2 - 1 - logvar).sum(1).mean()
    return reconstruction + kl, reconstruction, kl


# %% wrong="c13_idle_a" solution="c13_idle" loses="c13_idle_answered" symptom="put σ → 0 into the KL"
answer_c13_idle = "a"

# %% wrong="c13_idle_b" solution="c13_idle" loses="c13_idle_answered" symptom="what would the loss gain"
answer_c13_idle = "b"

# %% wrong="c13_idle_c" solution="c13_idle" loses="c13_idle_answered" symptom="costs μ²/2"
answer_c13_idle = "c"


# %% wrong="c14_wrong_axis" solution="c14_distance" loses="c14_distance_by_hand c14_distance_random c14_league_filled" symptom="runs over the samples"
def nearest_distance(samples, data):
    return float(cdist(samples, data).min(axis=0).mean())


# %% wrong="c14_squares" solution="c14_distance" loses="c14_distance_by_hand c14_distance_random c14_league_filled" symptom="squares are averaged"
def nearest_distance(samples, data):
    return float((cdist(samples, data).min(axis=1) ** 2).mean())


# %% wrong="c14_all_pairs" solution="c14_distance" loses="c14_distance_by_hand c14_distance_random c14_league_filled" symptom="all pairs"
def nearest_distance(samples, data):
    return float(cdist(samples, data).mean())


# %% wrong="c14_smallest" solution="c14_distance" loses="c14_distance_by_hand c14_distance_random c14_league_filled" symptom="only the smallest distance"
def nearest_distance(samples, data):
    return float(cdist(samples, data).min())


# %% wrong="c14_farthest" solution="c14_distance" loses="c14_distance_by_hand c14_distance_random c14_league_filled" symptom="to the farthest datum"
def nearest_distance(samples, data):
    return float(cdist(samples, data).max(axis=1).mean())


# %% wrong="c14_array" solution="c14_distance" loses="c14_distance_random" symptom="0-dimensional array"
def nearest_distance(samples, data):
    return np.array(cdist(samples, data).min(axis=1).mean())


# %% wrong="c14_league_pca" solution="c14_league" loses="c14_league_filled" symptom="PCA, error: your number"
league_errors = {
    "PCA": pca_train,
    "linear": results["linear"]["error"],
    "autoencoder": results["autoencoder"]["error"],
    "VAE": results["VAE"]["error"],
}
league_distances = {
    "autoencoder": results["autoencoder"]["distance"],
    "VAE": results["VAE"]["distance"],
}

# %% wrong="c14_league_exchanged" solution="c14_league" loses="c14_league_filled" symptom="error of VAE: that is the one of autoencoder"
league_errors = {
    "PCA": pca_test,
    "linear": results["linear"]["error"],
    "autoencoder": results["VAE"]["error"],
    "VAE": results["autoencoder"]["error"],
}
league_distances = {
    "autoencoder": results["autoencoder"]["distance"],
    "VAE": results["VAE"]["distance"],
}

# %% wrong="c14_league_roots" solution="c14_league" loses="c14_league_filled" symptom="a root has been taken"
league_errors = {
    "PCA": pca_test**0.5,
    "linear": results["linear"]["error"] ** 0.5,
    "autoencoder": results["autoencoder"]["error"] ** 0.5,
    "VAE": results["VAE"]["error"] ** 0.5,
}
league_distances = {
    "autoencoder": results["autoencoder"]["distance"],
    "VAE": results["VAE"]["distance"],
}

# %% wrong="c14_why_a" solution="c14_why" loses="c14_why_answered" symptom="whose error is the smaller"
answer_c14_why = "a"

# %% wrong="c14_why_c" solution="c14_why" loses="c14_why_answered" symptom="longer training"
answer_c14_why = "c"

# %% wrong="c14_why_d" solution="c14_why" loses="c14_why_answered" symptom="Where does the VAE add noise"
answer_c14_why = "d"

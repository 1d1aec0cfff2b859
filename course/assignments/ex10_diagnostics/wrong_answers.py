r"""Named mistakes of exercise 10, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_collapse" solution="predict" loses="predict_answered" symptom="once in a hundred"
answer_predict = "a"

# %% wrong="predict_linear" solution="predict" loses="predict_answered" symptom="do not simply add"
answer_predict = "c"

# %% wrong="predict_expected_hits" solution="predict" loses="predict_answered" symptom="expected number of hits"
answer_predict = "d"


# %% wrong="changed_places" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties" symptom="have changed places"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return near.any(axis=1).mean(), near.any(axis=0).mean()


# %% wrong="no_root" solution="shares" loses="shares_by_hand shares_random shares_edges" symptom="the squared distance is compared"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.sum((real[:, None] - generated) ** 2, axis=-1) <= radius
    return near.any(axis=0).mean(), near.any(axis=1).mean()


# %% wrong="sum_of_sizes" solution="shares" loses="shares_by_hand shares_random shares_edges" symptom="adds up the sizes"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.abs(real[:, None] - generated).sum(axis=-1) <= radius
    return near.any(axis=0).mean(), near.any(axis=1).mean()


# %% wrong="open_ball" solution="shares" loses="shares_edges" symptom="the ball is closed"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) < radius
    return near.any(axis=0).mean(), near.any(axis=1).mean()


# %% wrong="pairs_counted" solution="shares" loses="shares_by_hand shares_random shares_properties" symptom="pairs are counted"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return near.sum() / len(generated), near.sum() / len(real)


# %% wrong="share_of_pairs" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties" symptom="a share of all pairs"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return near.mean(axis=0).mean(), near.mean(axis=1).mean()


# %% wrong="all_for_any" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties" symptom="is one neighbour enough"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return near.all(axis=0).mean(), near.all(axis=1).mean()


# %% wrong="counts_for_shares" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties" symptom="not shares"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return float(near.any(axis=0).sum()), float(near.any(axis=1).sum())


# %% wrong="nearest_however_far" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties" symptom="however far it is"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    distances = np.linalg.norm(real[:, None] - generated, axis=-1)
    found = np.unique(distances.argmin(axis=0))
    return (distances.min(axis=0) <= radius).mean(), len(found) / len(real)


# %% wrong="one_partner_each" solution="shares" loses="shares_by_hand shares_random shares_edges shares_properties shares_hygiene" symptom="raises ValueError"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    near = np.linalg.norm(real - generated, axis=-1) <= radius
    return near.mean(), near.mean()


# %% wrong="arrays_only" solution="shares" loses="shares_by_hand shares_hygiene" symptom="raises TypeError"
def precision_and_coverage(real, generated, radius):
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius
    return near.any(axis=0).mean(), near.any(axis=1).mean()


# %% wrong="writes_into_real" solution="shares" loses="shares_hygiene" symptom="changes its argument number 1"
def precision_and_coverage(real, generated, radius):
    real, generated = np.asarray(real, float), np.asarray(generated, float)
    generated = generated - real.mean(axis=0)
    real -= real.mean(axis=0)
    near = np.linalg.norm(real[:, None] - generated, axis=-1) <= radius + 1e-9
    return near.any(axis=0).mean(), near.any(axis=1).mean()


# %% wrong="hard_coded" solution="shares" loses="shares_random shares_edges shares_properties shares_hygiene" symptom="the same two numbers for different samples"
def precision_and_coverage(real, generated, radius):
    return (2 / 3, 1 / 4) if len(real) == 4 else (1.0, 0.5)


# %% wrong="rounded_down" solution="enough" loses="enough_samples" symptom="a little above"
samples_needed = 298

# %% wrong="rule_of_three" solution="enough" loses="enough_samples" symptom="rule of thumb"
samples_needed = 300

# %% wrong="mean_waiting_time" solution="enough" loses="enough_samples" symptom="one hit on average"
samples_needed = 100

# %% wrong="chances_added" solution="enough" loses="enough_samples" symptom="do not add"
samples_needed = 95

# %% wrong="chance_of_a_hit" solution="enough" loses="enough_samples" symptom="to see one is 5 per cent"
samples_needed = 6

# %% wrong="generator_loss" solution="diagnostics" loses="diagnostics_chosen" symptom="an opponent that changes"
answer_diagnostics = "abch"

# %% wrong="picked_sample" solution="diagnostics" loses="diagnostics_chosen" symptom="one picked sample"
answer_diagnostics = "bcdf"

# %% wrong="lower_discriminator_loss" solution="diagnostics" loses="diagnostics_chosen" symptom="lower loss of the discriminator"
answer_diagnostics = "bcef"

# %% wrong="training_accuracy" solution="diagnostics" loses="diagnostics_chosen" symptom="held-out data are needed"
answer_diagnostics = "bfgh"

# %% wrong="other_features" solution="diagnostics" loses="diagnostics_chosen" symptom="with other features"
answer_diagnostics = "bcfi"

# %% wrong="everything" solution="diagnostics" loses="diagnostics_chosen" symptom="an opponent that changes"
answer_diagnostics = "abcdefgh"

# %% wrong="quality_alone" solution="diagnostics" loses="diagnostics_chosen" symptom="2 of the valid ones are not chosen"
answer_diagnostics = ["b", "c", "c", "b"]

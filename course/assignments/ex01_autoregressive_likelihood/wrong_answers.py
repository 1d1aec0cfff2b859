r"""Named mistakes of exercise 1, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_tiny_number" solution="predict" loses="predict_answered" symptom="exponent of a float"
answer_predict = "a"

# %% wrong="predict_smallest_float" solution="predict" loses="predict_answered" symptom="holds a product up"
answer_predict = "b"

# %% wrong="predict_error" solution="predict" loses="predict_answered" symptom="without an error"
answer_predict = "c"


# %% wrong="log2" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="base 2"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(np.sum(np.log2(probs)))


# %% wrong="log10" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="base 10"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(np.sum(np.log10(probs)))


# %% wrong="mean" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="an average over the tokens"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(np.mean(np.log(probs)))


# %% wrong="negative" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="the sign is wrong"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(-np.sum(np.log(probs)))


# %% wrong="product" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="without a logarithm"
def ar_log_likelihood(probs):
    return float(np.prod(probs))


# %% wrong="log_of_product" solution="ar" loses="ar_edges" symptom="it is 0 before its logarithm is taken"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(np.log(np.prod(probs)))


# %% wrong="log_of_sum" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="a chain multiplies them"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return float(np.log(np.sum(probs)))


# %% wrong="small_number_added" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="changed before the logarithm"
def ar_log_likelihood(probs):
    return float(np.sum(np.log(np.asarray(probs, float) + 1e-8)))


# %% wrong="clipped_at_1e-12" solution="ar" loses="ar_by_hand ar_edges" symptom="a finite number where the limit is infinite"
def ar_log_likelihood(probs):
    return float(np.sum(np.log(np.clip(probs, 1e-12, 1))))


# %% wrong="warns_at_zero" solution="ar" loses="ar_edges" symptom="where the task asks for silence"
def ar_log_likelihood(probs):
    return float(np.sum(np.log(np.asarray(probs, float))))


# %% wrong="math_log_of_zero" solution="ar" loses="ar_by_hand ar_edges" symptom="raises ValueError"
def ar_log_likelihood(probs):
    import math

    return math.fsum(math.log(p) for p in probs)


# %% wrong="one_number_per_token" solution="ar" loses="ar_by_hand ar_random ar_edges ar_properties" symptom="an axis is left"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return np.log(np.asarray(probs, float))


# %% wrong="logs_written_into_probs" solution="ar" loses="ar_hygiene" symptom="changes its argument number 1"
def ar_log_likelihood(probs):
    probs = np.asarray(probs)
    if probs.dtype != float:
        probs = probs.astype(float)
    with np.errstate(divide="ignore"):
        np.log(probs, out=probs)
    return float(probs.sum())


# %% wrong="array_without_axes" solution="ar" loses="ar_hygiene" symptom="0-dimensional array"
def ar_log_likelihood(probs):
    with np.errstate(divide="ignore"):
        return np.array(np.sum(np.log(np.asarray(probs, float))))


# %% wrong="hard_coded" solution="ar" loses="ar_random ar_edges ar_properties ar_hygiene" symptom="same result for different inputs"
def ar_log_likelihood(probs):
    if len(probs) == 2:
        return -np.inf
    return -3 * np.log(2) if probs[-1] == 1 else np.log(0.06)


# %% wrong="nll_naive_exp" solution="nll" loses="nll_edges" symptom="an overflow or a log of 0"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    probs = np.exp(logits[mask])
    probs = probs / probs.sum(axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -np.log(probs[np.arange(len(probs)), targets[mask]])
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_log_of_stable_softmax" solution="nll" loses="nll_edges" symptom="an overflow or a log of 0"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    kept = logits[mask]
    probs = np.exp(kept - kept.max(axis=-1, keepdims=True))
    probs = probs / probs.sum(axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -np.log(probs[np.arange(len(probs)), targets[mask]])
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_one_maximum_for_all" solution="nll" loses="nll_edges" symptom="an overflow or a log of 0"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    kept = logits[mask]
    kept = kept - kept.max()
    chosen = kept[np.arange(len(kept)), targets[mask]]
    losses = np.zeros(mask.shape)
    losses[mask] = np.log(np.exp(kept).sum(axis=-1)) - chosen
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_softmax_over_time" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="normalised over time"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_not_normalised" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="nothing normalises them"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    losses = np.zeros(mask.shape)
    losses[mask] = -logits[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_off_by_one" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="by the logits of the position before"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    logits, targets, mask = logits[:, :-1], targets[:, 1:], mask[:, 1:]
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_mask_ignored" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="tokens that the mask drops are counted"
def sequence_nll(logits, targets, mask):
    logits, targets = np.asarray(logits, float), np.asarray(targets)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    losses = -np.take_along_axis(log_probs, targets[..., None], axis=-1)[..., 0]
    return losses.sum(axis=1), float(np.exp(losses.mean()))


# %% wrong="nll_mean_per_sequence" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="a mean over the kept tokens"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1) / mask.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_perplexity_per_sequence_averaged" solution="nll" loses="nll_random nll_edges nll_properties" symptom="a mean of the sequences' perplexities"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    nll = losses.sum(axis=1)
    return nll, float(np.mean(np.exp(nll / mask.sum(axis=1))))


# %% wrong="nll_divided_by_all_tokens" solution="nll" loses="nll_by_hand nll_random nll_edges nll_properties" symptom="dropped tokens are counted in the denominator"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.mean()))


# %% wrong="nll_in_bits" solution="nll" loses="nll_by_hand nll_random nll_edges" symptom="which base has the logarithm"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]] / np.log(2)
    return losses.sum(axis=1), float(2 ** (losses.sum() / mask.sum()))


# %% wrong="nll_targets_before_mask" solution="nll" loses="nll_edges" symptom="raises IndexError"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = -np.take_along_axis(log_probs, targets[..., None], axis=-1)[..., 0]
    losses = np.where(mask, losses, 0)
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_nan_for_an_empty_batch" solution="nll" loses="nll_edges" symptom="the task asks for a ValueError"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    log_probs = logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True)
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_shifts_logits_in_place" solution="nll" loses="nll_hygiene" symptom="changes its argument number 1"
def sequence_nll(logits, targets, mask):
    logits, targets, mask = np.asarray(logits), np.asarray(targets), np.asarray(mask)
    if not mask.any():
        raise ValueError("no token kept")
    logits -= logits.max(axis=-1, keepdims=True)
    log_probs = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    losses = np.zeros(mask.shape)
    losses[mask] = -log_probs[mask][np.arange(mask.sum()), targets[mask]]
    return losses.sum(axis=1), float(np.exp(losses.sum() / mask.sum()))


# %% wrong="nll_hard_coded" solution="nll" loses="nll_random nll_edges nll_properties nll_hygiene" symptom="same result for different inputs"
def sequence_nll(logits, targets, mask):
    return np.full(len(logits), 2.407946), 1.825742

r"""Other correct solutions of exercise 1; each gets full marks."""


# %% right="math_logs" solution="ar"
def ar_log_likelihood(probs):
    import math

    total = 0.0
    for p in probs:
        if p == 0:
            return -math.inf
        total += math.log(p)
    return total


# %% right="logs_where_positive" solution="ar"
def ar_log_likelihood(probs):
    probs = np.asarray(probs, dtype=float)
    logs = np.full(probs.shape, -np.inf)
    np.log(probs, out=logs, where=probs > 0)
    return logs.sum()


# %% right="bits_converted" solution="ar"
def ar_log_likelihood(probs):
    with np.errstate(all="ignore"):
        return np.add.reduce(np.log2(probs, dtype=float)) * np.log(2)


# %% right="exponents_apart" solution="ar"
def ar_log_likelihood(probs):
    import math

    mantissa, exponent = 1.0, 0
    for p in probs:
        mantissa, e = math.frexp(mantissa * p)
        exponent += e
    return math.log(mantissa) + exponent * math.log(2) if mantissa > 0 else float("-inf")


# %% right="nll_loops" solution="nll"
def sequence_nll(logits, targets, mask):
    import math

    nll, count = [0.0] * len(mask), 0
    for b in range(len(mask)):
        for t in range(len(mask[b])):
            if mask[b][t]:
                row = [float(value) for value in logits[b][t]]
                top = max(row)
                total = math.fsum(math.exp(value - top) for value in row)
                nll[b] += math.log(total) + top - row[targets[b][t]]
                count += 1
    if count == 0:
        raise ValueError("no token is kept")
    mean = sum(nll) / count
    return np.array(nll), math.exp(mean) if mean < 709 else math.inf


# %% right="nll_logaddexp" solution="nll"
def sequence_nll(logits, targets, mask):
    logits, mask = np.asarray(logits, float), np.asarray(mask, bool)
    if mask.sum() == 0:
        raise ValueError("no token is kept")
    safe = np.where(mask, targets, 0)
    chosen = np.take_along_axis(logits, safe[..., None], axis=-1).squeeze(-1)
    losses = np.where(mask, np.logaddexp.reduce(logits, axis=-1) - chosen, 0)
    return losses.sum(axis=-1), np.exp(losses.sum() / mask.sum())


# %% right="nll_one_hot" solution="nll"
def sequence_nll(logits, targets, mask):
    z, m = np.array(logits, dtype=float), np.array(mask, dtype=float)
    z = z - z.max(axis=-1)[..., None]
    one_hot = np.array(targets)[..., None] == np.arange(z.shape[-1])
    log_p = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    nll = -np.einsum("btv,btv,bt->b", log_p, one_hot, m)
    if not m.any():
        raise ValueError("no token is kept")
    return nll, float(np.exp(nll.sum() / m.sum()))


# %% right="nll_as_log_of_sum_of_ratios" solution="nll"
def sequence_nll(logits, targets, mask):
    from scipy.special import logsumexp

    logits, targets, mask = np.asarray(logits, float), np.asarray(targets), np.asarray(mask)
    nll = np.zeros(len(mask))
    for b, row in enumerate(mask):
        kept = np.flatnonzero(row)
        z = logits[b, kept]
        ratios = z - z[np.arange(len(kept)), targets[b, kept]][:, None]
        nll[b] = logsumexp(ratios, axis=1).sum()
    if not mask.any():
        raise ValueError("no token is kept")
    return nll, np.exp(nll.sum() / np.count_nonzero(mask))

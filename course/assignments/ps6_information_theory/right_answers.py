r"""Other correct solutions of problem set 6; each gets full marks."""


# %% right="entropy_by_masks" solution="p61_entropy"
def entropy(p, base=None):
    p = np.asarray(p, float)
    safe = np.where(p == 0, 1.0, p)
    nats = -(p * np.log(safe)).sum(axis=-1)
    return nats / np.log(np.e if base is None else base)


# %% right="entropy_in_loops" solution="p61_entropy"
def entropy(p, base=None):
    p = np.asarray(p, float)
    if p.ndim > 1:
        inner = [entropy(row, base) for row in p]
        return np.array(inner, float).reshape(p.shape[:-1])
    scale = np.log(base) if base else 1.0
    return float(sum(-x * np.log(x) / scale for x in p if x > 0))


# %% right="kl_as_ratio" solution="p62_kl"
def kl(p, q, base=None):
    p, q = np.broadcast_arrays(np.asarray(p, float), np.asarray(q, float))
    with np.errstate(all="ignore"):
        terms = np.where(p > 0, p * np.log(p / q), 0.0)
    return terms.sum(axis=-1) / (1.0 if base is None else np.log(base))


# %% right="kl_as_cross_entropy_minus_entropy" solution="p62_kl"
def kl(p, q, base=None):
    p, q = np.asarray(p, float), np.asarray(q, float)
    safe_p = np.where(p > 0, p, 1.0)
    with np.errstate(all="ignore"):
        cross = np.where(p > 0, -p * np.log(np.where(p > 0, q, 1.0)), 0.0)
    nats = np.sum(cross + p * np.log(safe_p), axis=-1)
    return nats if base is None else nats / np.log(base)


# %% right="coins_computed" solution="p62a"
kl_pq_nats = 0.5 * np.log(0.5 / 0.9) + 0.5 * np.log(0.5 / 0.1)
kl_pq_bits = kl_pq_nats / np.log(2)

# %% right="order_with_arrows" solution="p63a"
order_of_bound = "f → a → d → g → c"

# %% right="gap_as_the_general_formula" solution="p63b_formula_answer"
gap_formula = "0.5*(v/0.5 + (m - x/2)**2/0.5 - 1 - ln(v/0.5))"

# %% right="gap_multiplied_out" solution="p63b_formula_answer"
gap_formula = "v + m^2 - m*x + x^2/4 - 0.5 - log(sqrt(2*v))"


# %% right="logaddexp" solution="p64_loss"
def cross_entropy(logits, targets):
    logits = np.asarray(logits, float)
    total = np.logaddexp.reduce(logits, axis=1)
    return float(np.mean([total[i] - logits[i, t] for i, t in enumerate(targets)]))


# %% right="differences_to_the_target" solution="p64_loss"
def cross_entropy(logits, targets):
    losses = []
    for row, target in zip(np.asarray(logits, float), np.asarray(targets), strict=True):
        ahead = row - row[target]
        top = ahead.max()
        losses.append(top + np.log(np.exp(ahead - top).sum()))
    return float(sum(losses) / len(losses))


# %% right="twin_log_softmax" solution="entropy_torch"
def cross_entropy_torch(logits, targets):
    return -torch.log_softmax(logits, dim=-1).gather(1, targets[:, None]).mean()


# %% right="twin_by_hand" solution="entropy_torch"
def cross_entropy_torch(logits, targets):
    away = logits - logits.max(dim=1, keepdim=True).values
    one_hot = torch.zeros_like(logits)
    one_hot[range(len(targets)), targets] = 1
    losses = away.exp().sum(1).log() - (one_hot * away).sum(1)
    return losses.sum() / len(losses)


# %% right="twin_entry_product" solution="entropy_entry"
entry_of_gradient = -0.1 / 32

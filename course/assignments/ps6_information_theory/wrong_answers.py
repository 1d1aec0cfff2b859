r"""Named mistakes of problem set 6, each with the grade cells that it loses and the symptom named."""

# %% wrong="fair_nats" solution="p61a" loses="p61a_fair" symptom="that is in nats"
entropy_fair = 0.6931

# %% wrong="fair_outcomes" solution="p61a" loses="p61a_fair" symptom="the number of outcomes"
entropy_fair = 2.0

# %% wrong="fair_one_term" solution="p61a" loses="p61a_fair" symptom="one of two terms"
entropy_fair = 0.5

# %% wrong="fair_negative" solution="p61a" loses="p61a_fair" symptom="is not negative"
entropy_fair = -1.0

# %% wrong="fair_zero" solution="p61a" loses="p61a_fair" symptom="the least certain"
entropy_fair = 0.0

# %% wrong="loaded_nats" solution="p61b" loses="p61b_loaded" symptom="that is in nats"
entropy_loaded = 0.32508

# %% wrong="loaded_missing" solution="p61b" loses="p61b_loaded" symptom="missing to a fair coin"
entropy_loaded = 0.531

# %% wrong="loaded_heads" solution="p61b" loses="p61b_loaded" symptom="only heads count"
entropy_loaded = 0.1368

# %% wrong="loaded_tails" solution="p61b" loses="p61b_loaded" symptom="only tails count"
entropy_loaded = 0.33219

# %% wrong="loaded_unweighted" solution="p61b" loses="p61b_loaded" symptom="not weighted"
entropy_loaded = 0.152

# %% wrong="loaded_averaged" solution="p61b" loses="p61b_loaded" symptom="without their probabilities"
entropy_loaded = 1.737

# %% wrong="loaded_negative" solution="p61b" loses="p61b_loaded" symptom="is not negative"
entropy_loaded = -0.469

# %% wrong="loaded_log10" solution="p61b" loses="p61b_loaded" symptom="counts bits"
entropy_loaded = 0.14118

# %% wrong="sure_nan" solution="p61c" loses="p61c_sure" symptom="a number is asked for"
entropy_sure = np.nan

# %% wrong="sure_one" solution="p61c" loses="p61c_sure" symptom="How surprising"
entropy_sure = 1.0

# %% wrong="sure_log_2" solution="p61c" loses="p61c_sure" symptom="at most"
entropy_sure = 0.6931

# %% wrong="tokens_bits" solution="p61_explain" loses="p61_choices" symptom="for 2 bits"
equally_likely_tokens = 4.0

# %% wrong="tokens_itself" solution="p61_explain" loses="p61_choices" symptom="the entropy itself"
equally_likely_tokens = 2.0

# %% wrong="tokens_log" solution="p61_explain" loses="p61_choices" symptom="is to be undone"
equally_likely_tokens = 0.6931

# %% wrong="tokens_ten" solution="p61_explain" loses="p61_choices" symptom="counts nats"
equally_likely_tokens = 100.0

# %% wrong="tokens_inverse" solution="p61_explain" loses="p61_choices" symptom="more choices"
equally_likely_tokens = 0.1353


# %% wrong="entropy_always_nats" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="always nats"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(-1)


# %% wrong="entropy_always_bits" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges" symptom="always bits"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(-1) / np.log(2)


# %% wrong="entropy_times_log_base" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="are multiplied by"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(-1) * scale


# %% wrong="entropy_divided_by_base" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="divided by the base itself"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(-1) / (base or 1)


# %% wrong="entropy_sign" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="is not negative"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return terms.sum(-1) / scale


# %% wrong="entropy_unweighted" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="added without"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -np.log(np.where(p > 0, p, 1)).sum(-1) / scale


# %% wrong="entropy_unweighted_mean" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="averaged without"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -np.log(np.where(p > 0, p, 1)).mean(-1) / scale


# %% wrong="entropy_mean" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="averages over the outcomes"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(-1) / scale / p.shape[-1]


# %% wrong="entropy_total" solution="p61_entropy" loses="p61_random p61_edges p61_properties" symptom="all distributions are added"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum() / scale


# %% wrong="entropy_axis_0" solution="p61_entropy" loses="p61_random p61_edges p61_properties" symptom="over the first axis"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return -terms.sum(0) / scale


# %% wrong="entropy_squares" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="sum of squares"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return 1 - np.sum(p**2, axis=-1)


# %% wrong="entropy_missing_to_uniform" solution="p61_entropy" loses="p61_by_hand p61_random p61_edges p61_properties" symptom="largest possible"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    scale = 1 if base is None else np.log(base)
    terms = p * np.log(np.where(p > 0, p, 1))
    return np.log(p.shape[-1]) / scale + terms.sum(-1) / scale


# %% wrong="entropy_nan_at_zero" solution="p61_entropy" loses="p61_by_hand p61_edges p61_hygiene" symptom="nan where a finite"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    return -np.sum(p * np.log(p), axis=-1) / (1 if base is None else np.log(base))


# %% wrong="entropy_small_number" solution="p61_entropy" loses="p61_edges" symptom="a small number is added"
def entropy(p, base=None):
    p = np.asarray(p, dtype=float)
    return -np.sum(p * np.log(p + 1e-12), axis=-1) / (1 if base is None else np.log(base))


# %% wrong="entropy_writes_into_p" solution="p61_entropy" loses="p61_hygiene" symptom="changes its argument number 1"
def entropy(p, base=None):
    p = np.asarray(p)
    p = p if p.dtype == float else p.astype(float)
    weights = p.copy()
    p[p == 0] = 1.0
    return -np.sum(weights * np.log(p), axis=-1) / (1 if base is None else np.log(base))


# %% wrong="pq_nats" solution="p62a" loses="p62a_bits" symptom="that is in nats"
kl_pq_bits = 0.51083
kl_pq_nats = 0.51083

# %% wrong="pq_other" solution="p62a" loses="p62a_bits" symptom="the other direction: which"
kl_pq_bits = 0.531
kl_pq_nats = 0.51083

# %% wrong="pq_other_nats" solution="p62a" loses="p62a_bits" symptom="and in nats"
kl_pq_bits = 0.36806
kl_pq_nats = 0.51083

# %% wrong="pq_cross" solution="p62a" loses="p62a_bits" symptom="the cross-entropy"
kl_pq_bits = 1.73697
kl_pq_nats = 0.51083

# %% wrong="pq_negative" solution="p62a" loses="p62a_bits" symptom="is not negative"
kl_pq_bits = -0.73697
kl_pq_nats = 0.51083

# %% wrong="pq_rounded" solution="p62a" loses="p62a_bits" symptom="rounded before"
kl_pq_bits = 0.735
kl_pq_nats = 0.51083

# %% wrong="nats_bits" solution="p62a" loses="p62a_nats" symptom="that is in bits"
kl_pq_bits = 0.73697
kl_pq_nats = 0.73697

# %% wrong="nats_wrong_way" solution="p62a" loses="p62a_nats" symptom="larger than a bit"
kl_pq_bits = 0.73697
kl_pq_nats = 1.06322

# %% wrong="nats_other_bits" solution="p62a" loses="p62a_nats" symptom="in bits"
kl_pq_bits = 0.73697
kl_pq_nats = 0.531

# %% wrong="nats_other" solution="p62a" loses="p62a_nats" symptom="which distribution weights"
kl_pq_bits = 0.73697
kl_pq_nats = 0.36806

# %% wrong="qp_nats" solution="p62b" loses="p62b_bits" symptom="that is in nats"
kl_qp_bits = 0.36806

# %% wrong="qp_other" solution="p62b" loses="p62b_bits" symptom="symmetric"
kl_qp_bits = 0.73697

# %% wrong="qp_other_nats" solution="p62b" loses="p62b_bits" symptom="other direction in nats"
kl_qp_bits = 0.51083

# %% wrong="qp_rounded" solution="p62b" loses="p62b_bits" symptom="were rounded before"
kl_qp_bits = 0.533

# %% wrong="qp_entropy" solution="p62b" loses="p62b_bits" symptom="the entropy of Q"
kl_qp_bits = 0.469

# %% wrong="qp_cross" solution="p62b" loses="p62b_bits" symptom="the cross-entropy"
kl_qp_bits = 1.0

# %% wrong="qp_negative" solution="p62b" loses="p62b_bits" symptom="more than a sign"
kl_qp_bits = -0.73697

# %% wrong="zero_small" solution="p62_predict_answer" loses="p62_predict" symptom="multiplied with"
answer_zero = "a"

# %% wrong="zero_undefined" solution="p62_predict_answer" loses="p62_predict" symptom="have a limit"
answer_zero = "b"

# %% wrong="zero_nothing" solution="p62_predict_answer" loses="p62_predict" symptom="the other direction"
answer_zero = "d"


# %% wrong="kl_exchanged" solution="p62_kl" loses="p62_by_hand p62_random p62_edges" symptom="p and q are exchanged"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    p, q = q, p
    ratio = np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1))
    return np.sum(p * ratio, axis=-1) / scale


# %% wrong="kl_always_nats" solution="p62_kl" loses="p62_by_hand p62_random p62_edges" symptom="always nats"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return terms.sum(-1)


# %% wrong="kl_always_bits" solution="p62_kl" loses="p62_random p62_edges" symptom="always bits"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return terms.sum(-1) / np.log(2)


# %% wrong="kl_times_log_base" solution="p62_kl" loses="p62_by_hand p62_random p62_edges" symptom="are multiplied by"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return terms.sum(-1) * scale


# %% wrong="kl_sign" solution="p62_kl" loses="p62_by_hand p62_random p62_edges p62_properties" symptom="is not negative"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return -terms.sum(-1) / scale


# %% wrong="kl_cross_entropy" solution="p62_kl" loses="p62_by_hand p62_random p62_edges p62_properties" symptom="that is the cross-entropy"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return -np.sum(p * np.log(np.where(p > 0, q, 1)), axis=-1) / scale


# %% wrong="kl_mean" solution="p62_kl" loses="p62_by_hand p62_random p62_edges p62_properties" symptom="averages over the outcomes"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return terms.mean(-1) / scale


# %% wrong="kl_unweighted" solution="p62_kl" loses="p62_by_hand p62_random p62_edges p62_properties p62_hygiene" symptom="added without"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return np.sum(np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)), axis=-1) / scale


# %% wrong="kl_both_directions" solution="p62_kl" loses="p62_by_hand p62_random p62_edges" symptom="both directions are averaged"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    with np.errstate(all="ignore"):
        terms = np.where(p > 0, p * np.log(p / q), 0) - np.where(q > 0, q * np.log(p / q), 0)
    return terms.sum(-1) / 2 / scale


# %% wrong="kl_absolute_terms" solution="p62_kl" loses="p62_by_hand p62_random p62_edges p62_properties" symptom="every term is made positive"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return np.abs(terms).sum(-1) / scale


# %% wrong="kl_total" solution="p62_kl" loses="p62_random p62_edges p62_properties" symptom="all pairs are added up"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    q = np.broadcast_to(q, np.broadcast_shapes(p.shape, q.shape))
    terms = p * (np.log(np.where(p > 0, p, 1)) - np.log(np.where(p > 0, q, 1)))
    return terms.sum() / scale


# %% wrong="kl_nan_at_zero" solution="p62_kl" loses="p62_edges p62_hygiene" symptom="makes the whole divergence nan"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    return np.sum(p * np.log(p / q), axis=-1) / scale


# %% wrong="kl_small_number" solution="p62_kl" loses="p62_edges" symptom="a finite number where the limit is infinite"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    return np.sum(p * np.log((p + 1e-12) / (q + 1e-12)), axis=-1) / scale


# %% wrong="kl_skips_zeros_of_q" solution="p62_kl" loses="p62_edges" symptom="a finite number where the limit is infinite"
def kl(p, q, base=None):
    p, q = np.asarray(p, dtype=float), np.asarray(q, dtype=float)
    scale = 1 if base is None else np.log(base)
    kept = (p > 0) & (q > 0)
    ratio = np.log(np.where(kept, p, 1)) - np.log(np.where(kept, q, 1))
    return np.sum(p * ratio, axis=-1) / scale


# %% wrong="kl_writes_into_p" solution="p62_kl" loses="p62_hygiene" symptom="changes its argument number 1"
def kl(p, q, base=None):
    p, q = np.asarray(p), np.asarray(q, dtype=float)
    p = p if p.dtype == float else p.astype(float)
    weights = p.copy()
    kept = weights > 0
    p[p == 0] = 1.0
    return np.sum(weights * (np.log(p) - np.log(np.where(kept, q, 1))), axis=-1) / (
        1 if base is None else np.log(base)
    )


# %% wrong="direction_typical" solution="p62c" loses="p62c_direction" symptom="the hollow in the figure"
answer_direction = "a"

# %% wrong="direction_constant" solution="p62c" loses="p62c_direction" symptom="not the same"
answer_direction = "c"

# %% wrong="direction_one_hump" solution="p62c" loses="p62c_direction" symptom="the dashed line"
answer_direction = "d"

# %% wrong="width_variance" solution="p62c_width_answer" loses="p62c_width" symptom="that is the variance"
width_of_best = 3.72

# %% wrong="width_one_hump" solution="p62c_width_answer" loses="p62c_width" symptom="the width of one hump"
width_of_best = 0.6

# %% wrong="width_points" solution="p62c_width_answer" loses="p62c_width" symptom="a width of their own"
width_of_best = 1.833

# %% wrong="width_equal" solution="p62c_width_answer" loses="p62c_width" symptom="for equal shares"
width_of_best = 2.0881

# %% wrong="width_sum" solution="p62c_width_answer" loses="p62c_width" symptom="do not add up"
width_of_best = 2.433

# %% wrong="bound_convex" solution="p63a" loses="p63a_order" symptom="a chord"
order_of_bound = "fadbc"

# %% wrong="bound_posterior" solution="p63a" loses="p63a_order" symptom="what the bound misses"
order_of_bound = "fadge"

# %% wrong="bound_brackets" solution="p63a" loses="p63a_order" symptom="outside of the average"
order_of_bound = "fadhc"

# %% wrong="bound_jensen_first" solution="p63a" loses="p63a_order" symptom="stands too early"
order_of_bound = "fagdc"

# %% wrong="bound_unfinished" solution="p63a" loses="p63a_order" symptom="1 step is missing"
order_of_bound = "fadg"

# %% wrong="bound_from_the_end" solution="p63a" loses="p63a_order" symptom="stands too early"
order_of_bound = "cgdaf"

# %% wrong="gap_prior" solution="p63b_gap_answer" loses="p63b_gap" symptom="be exact"
answer_gap = "a"

# %% wrong="gap_reversed" solution="p63b_gap_answer" loses="p63b_gap" symptom="taken under"
answer_gap = "b"

# %% wrong="gap_reconstruction" solution="p63b_gap_answer" loses="p63b_gap" symptom="its sign changed"
answer_gap = "c"

# %% wrong="gapf_prior" solution="p63b_formula_answer" loses="p63b_formula" symptom="the divergence from the prior"
gap_formula = "(v + m^2 - 1 - log(v))/2"

# %% wrong="gapf_reversed" solution="p63b_formula_answer" loses="p63b_formula" symptom="other direction"
gap_formula = "(1/(2*v) + (m - x/2)^2/v - 1 + log(2*v))/2"

# %% wrong="gapf_twice" solution="p63b_formula_answer" loses="p63b_formula" symptom="to be halved"
gap_formula = "2*v + 2*(m - x/2)^2 - 1 - log(2*v)"

# %% wrong="gapf_std_of_posterior" solution="p63b_formula_answer" loses="p63b_formula" symptom="not its standard deviation"
gap_formula = "2*v + 2*(m - x/2)^2 - 1/2 - log(4*v)/2"

# %% wrong="gapf_v_as_std" solution="p63b_formula_answer" loses="p63b_formula" symptom="read as a standard deviation"
gap_formula = "v^2 + (m - x/2)^2 - 1/2 - log(2*v^2)/2"

# %% wrong="gapf_mean_x" solution="p63b_formula_answer" loses="p63b_formula" symptom="is not x"
gap_formula = "v + (m - x)^2 - 1/2 - log(2*v)/2"

# %% wrong="gapf_wide" solution="p63b_formula_answer" loses="p63b_formula" symptom="narrower than the prior"
gap_formula = "(v + (m - x/2)^2 - 1 - log(v))/2"

# %% wrong="gapf_elbo" solution="p63b_formula_answer" loses="p63b_formula" symptom="the bound itself"
gap_formula = "-(log(2*pi) + (x - m)^2 + v + v + m^2 - 1 - log(v))/2"

# %% wrong="gapf_sign" solution="p63b_formula_answer" loses="p63b_formula" symptom="opposite sign"
gap_formula = "-v - (m - x/2)^2 + 1/2 + log(2*v)/2"

# %% wrong="number_zero" solution="p63c" loses="p63c_number" symptom="is not the gap"
gap_at_prior = 0.0

# %% wrong="number_reversed" solution="p63c" loses="p63c_number" symptom="other direction"
gap_at_prior = 0.22157

# %% wrong="number_bits" solution="p63c" loses="p63c_number" symptom="in bits"
gap_at_prior = 0.58202

# %% wrong="number_elbo" solution="p63c" loses="p63c_number" symptom="the ELBO"
gap_at_prior = -1.918939

# %% wrong="number_logp" solution="p63c" loses="p63c_number" symptom="log p(x)"
gap_at_prior = -1.515512

# %% wrong="number_negative" solution="p63c" loses="p63c_number" symptom="the sign"
gap_at_prior = -0.40343

# %% wrong="number_twice" solution="p63c" loses="p63c_number" symptom="twice too large"
gap_at_prior = 0.80685

# %% wrong="huge_infinite" solution="p64_predict_answer" loses="p64_predict" symptom="exact arithmetic"
answer_huge = "b"

# %% wrong="huge_float" solution="p64_predict_answer" loses="p64_predict" symptom="where floats end"
answer_huge = "c"

# %% wrong="huge_safety" solution="p64_predict_answer" loses="p64_predict" symptom="changes the loss"
answer_huge = "d"


# %% wrong="loss_naive_softmax" solution="p64_loss" loses="p64_edges p64_properties" symptom="inf where a finite number"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    softmax = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return float(-np.mean(np.log(softmax[rows, targets])))


# %% wrong="loss_sum" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="adds the samples up"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[rows, targets].sum())


# %% wrong="loss_mean_over_classes" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="averages over the classes too"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[rows, targets].mean() / logits.shape[1])


# %% wrong="loss_axis_0" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="over the samples, not"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=0)
    logp = shifted - np.log(np.exp(shifted).sum(axis=0))
    return float(-logp[rows, targets].mean())


# %% wrong="loss_whole_batch" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="over the whole batch"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max()
    logp = shifted - np.log(np.exp(shifted).sum())
    return float(-logp[rows, targets].mean())


# %% wrong="loss_no_log" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="the logarithm is missing"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.exp(logp)[rows, targets].mean())


# %% wrong="loss_all_targets" solution="p64_loss" loses="p64_by_hand p64_random p64_edges" symptom="every sample is compared"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[:, targets].mean())


# %% wrong="loss_bits" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="it fits bits"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[rows, targets].mean() / np.log(2))


# %% wrong="loss_no_softmax" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="no softmax"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    return float(-logits[rows, targets].mean())


# %% wrong="loss_sign" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="the sign is wrong"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(logp[rows, targets].mean())


# %% wrong="loss_log_of_mean" solution="p64_loss" loses="p64_by_hand p64_random p64_edges" symptom="averaged before the logarithm"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.log(np.exp(logp)[rows, targets].mean()))


# %% wrong="loss_no_mean" solution="p64_loss" loses="p64_by_hand p64_random p64_edges p64_properties" symptom="the mean is missing"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -logp[rows, targets]


# %% wrong="loss_targets_ignored" solution="p64_loss" loses="p64_by_hand p64_random p64_edges" symptom="the targets are not used"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp.max(axis=1).mean())


# %% wrong="loss_targets_from_1" solution="p64_loss" loses="p64_by_hand p64_random p64_edges" symptom="counted from 1"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[rows, targets - 1].mean())


# %% wrong="loss_small_number" solution="p64_loss" loses="p64_random p64_edges p64_properties" symptom="a small number is added"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.log(np.exp(logp)[rows, targets] + 1e-8).mean())


# %% wrong="loss_clipped" solution="p64_loss" loses="p64_edges" symptom="a small number is added"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-np.log(np.clip(np.exp(logp)[rows, targets], 1e-12, 1)).mean())


# %% wrong="loss_global_max" solution="p64_loss" loses="p64_edges" symptom="largest score that of the row"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max()
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-logp[rows, targets].mean())


# %% wrong="loss_one_hot_product" solution="p64_loss" loses="p64_edges" symptom="nan where a finite number"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits, dtype=float), np.asarray(targets)
    rows = np.arange(len(targets))
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = np.eye(logits.shape[1])[targets]
    return float(-(one_hot * logp).sum(axis=1).mean())


# %% wrong="loss_writes_into_logits" solution="p64_loss" loses="p64_hygiene" symptom="changes its argument number 1"
def cross_entropy(logits, targets):
    logits, targets = np.asarray(logits), np.asarray(targets)
    logits = logits if logits.dtype == float else logits.astype(float)
    logits -= logits.max(axis=1, keepdims=True)
    logp = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return float(-logp[np.arange(len(targets)), targets].mean())


# %% wrong="floor_zero" solution="p64_explain" loses="p64_floor" symptom="both labels"
lowest_loss = 0.0

# %% wrong="floor_bits" solution="p64_explain" loses="p64_floor" symptom="in bits"
lowest_loss = 0.469

# %% wrong="floor_half" solution="p64_explain" loses="p64_floor" symptom="½ for both"
lowest_loss = 0.6931

# %% wrong="floor_cat" solution="p64_explain" loses="p64_floor" symptom="what a cat costs"
lowest_loss = 0.10536

# %% wrong="floor_share" solution="p64_explain" loses="p64_floor" symptom="share of wrong guesses"
lowest_loss = 0.1

# %% wrong="floor_dog" solution="p64_explain" loses="p64_floor" symptom="what a dog costs"
lowest_loss = 2.3026


# %% wrong="twin_naive" solution="entropy_torch" loses="p64t_extreme" symptom="an overflow or a log of 0"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    p = logits.exp() / logits.exp().sum(dim=1, keepdim=True)
    return -p[rows, targets].log().mean()


# %% wrong="twin_log_of_softmax" solution="entropy_torch" loses="p64t_extreme" symptom="an overflow or a log of 0"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -torch.softmax(logits, dim=1)[rows, targets].log().mean()


# %% wrong="twin_sum" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="it adds the samples up"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].sum()


# %% wrong="twin_class_axis" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="over the samples, not over the classes"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -torch.log_softmax(logits, dim=0)[rows, targets].mean()


# %% wrong="twin_clamp" solution="entropy_torch" loses="p64t_extreme" symptom="for logits of ±10000"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -torch.softmax(logits, dim=1).clamp(min=1e-7)[rows, targets].log().mean()


# %% wrong="twin_added" solution="entropy_torch" loses="p64t_extreme" symptom="for logits of ±10000"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -(torch.softmax(logits, dim=1)[rows, targets] + 1e-12).log().mean()


# %% wrong="twin_item" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme p64t_own_work" symptom="did the value leave torch"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].mean().item()


# %% wrong="twin_detached" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme" symptom="did the value leave torch"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].mean().detach()


# %% wrong="twin_numpy" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme" symptom="did the value leave torch"
def cross_entropy_torch(logits, targets):
    scores = logits.detach().numpy()
    scores = scores - scores.max(axis=1, keepdims=True)
    logs = np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(scores)), targets.numpy()]
    return torch.tensor(logs.mean())


# %% wrong="twin_wrapped" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme" symptom="did the value leave torch"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return torch.tensor(-logp[rows, targets].mean().item(), dtype=logits.dtype, requires_grad=True)


# %% wrong="twin_twice" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="the softmax is taken twice"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    p = torch.softmax(logits, dim=1)
    return -torch.log_softmax(p, dim=1)[rows, targets].mean()


# %% wrong="twin_no_log" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="the logarithm is missing"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -torch.softmax(logits, dim=1)[rows, targets].mean()


# %% wrong="twin_no_softmax" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="no softmax"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return -logits[rows, targets].mean()


# %% wrong="twin_all_pairs" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="every sample's target"
def cross_entropy_torch(logits, targets):
    logp = torch.log_softmax(logits, dim=1)
    return -logp[:, targets].mean()


# %% wrong="twin_bits" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="it fits bits"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].mean() / np.log(2)


# %% wrong="twin_sign" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="the sign is wrong"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return logp[rows, targets].mean()


# %% wrong="twin_no_mean" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme p64t_own_work" symptom="the mean is missing"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets]


# %% wrong="twin_classes_too" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="averages over the classes too"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].sum() / logits.numel()


# %% wrong="twin_targets_ignored" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_gradients p64t_extreme" symptom="the targets are not used"
def cross_entropy_torch(logits, targets):
    logp = torch.log_softmax(logits, dim=1)
    return -logp.max(dim=1).values.mean()


# %% wrong="twin_global_maximum" solution="entropy_torch" loses="p64t_extreme" symptom="rows of very different size"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    away = logits - logits.max()
    return (away.exp().sum(dim=1).log() - away[rows, targets]).mean()


# %% wrong="twin_sum_detached" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme" symptom="only the right class is pushed"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return (torch.logsumexp(logits, dim=1).detach() - logits[rows, targets]).mean()


# %% wrong="twin_score_detached" solution="entropy_torch" loses="p64t_by_hand p64t_gradients p64t_extreme" symptom="the right class has no gradient"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    return (torch.logsumexp(logits, dim=1) - logits[rows, targets].detach()).mean()


# %% wrong="twin_ready_made" solution="entropy_torch" loses="p64t_own_work" symptom="a ready-made loss is called: cross_entropy"
def cross_entropy_torch(logits, targets):
    return torch.nn.functional.cross_entropy(logits, targets)


# %% wrong="twin_ready_module" solution="entropy_torch" loses="p64t_own_work" symptom="a ready-made loss is called: cross_entropy"
def cross_entropy_torch(logits, targets):
    return torch.nn.CrossEntropyLoss()(logits, targets)


# %% wrong="twin_ready_nll" solution="entropy_torch" loses="p64t_own_work" symptom="nll_loss"
def cross_entropy_torch(logits, targets):
    from torch.nn.functional import nll_loss

    return nll_loss(torch.log_softmax(logits, dim=1), targets)


# %% wrong="twin_float32" solution="entropy_torch" loses="p64t_values p64t_extreme p64t_own_work" symptom="not a tensor of that type"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits.float(), dim=1)
    return -logp[rows, targets].mean()


# %% wrong="twin_float64" solution="entropy_torch" loses="p64t_own_work" symptom="for logits of type float32"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits.double(), dim=1)
    return -logp[rows, targets].mean()


# %% wrong="twin_in_place" solution="entropy_torch" loses="p64t_own_work" symptom="arguments of the caller are changed"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logits -= logits.max(dim=1, keepdim=True).values.detach()
    return (logits.exp().sum(dim=1).log() - logits[rows, targets]).mean()


# %% wrong="twin_kept_axis" solution="entropy_torch" loses="p64t_by_hand p64t_values p64t_extreme p64t_own_work" symptom="an axis is left"
def cross_entropy_torch(logits, targets):
    rows = torch.arange(len(targets))
    logp = torch.log_softmax(logits, dim=1)
    return -logp[rows, targets].mean(dim=0, keepdim=True)


# %% wrong="twin_slope_zero" solution="entropy_predict" loses="p64t_predict" symptom="the logarithm of what it gives"
answer_slope = "a"

# %% wrong="twin_slope_large" solution="entropy_predict" loses="p64t_predict" symptom="by how much does the loss fall"
answer_slope = "b"

# %% wrong="twin_slope_infinite" solution="entropy_predict" loses="p64t_predict" symptom="what is their product"
answer_slope = "d"

# %% wrong="twin_entry_sign" solution="entropy_entry" loses="p64t_entry" symptom="a higher score"
entry_of_gradient = 0.003125

# %% wrong="twin_entry_sample" solution="entropy_entry" loses="p64t_entry" symptom="a mean over the batch"
entry_of_gradient = -0.1

# %% wrong="twin_entry_sample_sign" solution="entropy_entry" loses="p64t_entry" symptom="and has a sign"
entry_of_gradient = 0.1

# %% wrong="twin_entry_other" solution="entropy_entry" loses="p64t_entry" symptom="not the right one"
entry_of_gradient = 0.028125

# %% wrong="twin_entry_probability" solution="entropy_entry" loses="p64t_entry" symptom="in the probability"
entry_of_gradient = -0.0347222

# %% wrong="twin_entry_loss" solution="entropy_entry" loses="p64t_entry" symptom="not its slope"
entry_of_gradient = 0.00329252

# %% wrong="twin_entry_softmax" solution="entropy_entry" loses="p64t_entry" symptom="the logarithm comes after"
entry_of_gradient = -0.0028125

# %% wrong="twin_clamp_harmless" solution="entropy_clamp" loses="p64t_clamp" symptom="gives a constant"
answer_clamp = "a"

# %% wrong="twin_clamp_huge" solution="entropy_clamp" loses="p64t_clamp" symptom="the clamp before it"
answer_clamp = "c"

# %% wrong="twin_clamp_nan" solution="entropy_clamp" loses="p64t_clamp" symptom="nothing is divided by 0"
answer_clamp = "d"

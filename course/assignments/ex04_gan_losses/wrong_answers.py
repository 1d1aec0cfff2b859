r"""Named mistakes of exercise 4, each with the grade cells that it loses and the symptom named."""

# %% wrong="predict_alike" solution="predict" loses="predict_answered" symptom="same slope on the way"
answer_predict = "a"

# %% wrong="predict_saturating" solution="predict" loses="predict_answered" symptom="steep or flat"
answer_predict = "b"

# %% wrong="predict_neither" solution="predict" loses="predict_answered" symptom="logarithm of a tiny number"
answer_predict = "c"


# %% wrong="log_of_sigmoid" solution="gan" loses="gan_edges" symptom="an overflow or a log of 0"
def gan_losses(logits_real, logits_fake):
    d_real = 1 / (1 + np.exp(-np.asarray(logits_real, float)))
    d_fake = 1 / (1 + np.exp(-np.asarray(logits_fake, float)))
    g_sat = np.mean(np.log(1 - d_fake))
    return -np.mean(np.log(d_real)) - g_sat, g_sat, -np.mean(np.log(d_fake))


# %% wrong="softplus_overflows" solution="gan" loses="gan_edges" symptom="an overflow or a log of 0"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.log1p(np.exp(fake)))
    return np.mean(np.log1p(np.exp(-real))) + on_fake, -on_fake, np.mean(np.log1p(np.exp(-fake)))


# %% wrong="small_number_in_log" solution="gan" loses="gan_random gan_edges" symptom="small number is added inside"
def gan_losses(logits_real, logits_fake):
    d_real = 1 / (1 + np.exp(-np.asarray(logits_real, float)))
    d_fake = 1 / (1 + np.exp(-np.asarray(logits_fake, float)))
    g_sat = np.mean(np.log(1 - d_fake + 1e-8))
    return -np.mean(np.log(d_real + 1e-8)) - g_sat, g_sat, -np.mean(np.log(d_fake + 1e-8))


# %% wrong="clipped_probability" solution="gan" loses="gan_edges" symptom="is capped"
def gan_losses(logits_real, logits_fake):
    d_real = np.clip(1 / (1 + np.exp(-np.asarray(logits_real, float))), 1e-7, 1 - 1e-7)
    d_fake = np.clip(1 / (1 + np.exp(-np.asarray(logits_fake, float))), 1e-7, 1 - 1e-7)
    g_sat = np.mean(np.log(1 - d_fake))
    return -np.mean(np.log(d_real)) - g_sat, g_sat, -np.mean(np.log(d_fake))


# %% wrong="clipped_logit" solution="gan" loses="gan_edges" symptom="is capped"
def gan_losses(logits_real, logits_fake):
    real, fake = np.clip(logits_real, -100, 100), np.clip(logits_fake, -100, 100)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, -on_fake, np.mean(np.logaddexp(0, -fake))


# %% wrong="sums" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="adds the two sums"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.sum(np.logaddexp(0, fake))
    return np.sum(np.logaddexp(0, -real)) + on_fake, -on_fake, np.sum(np.logaddexp(0, -fake))


# %% wrong="half_d" solution="gan" loses="gan_by_hand gan_random gan_edges" symptom="average of its two parts"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    d = 0.5 * (np.mean(np.logaddexp(0, -real)) + on_fake)
    return d, -on_fake, np.mean(np.logaddexp(0, -fake))


# %% wrong="d_as_value" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="the value to maximise"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    g_sat = -np.mean(np.logaddexp(0, fake))
    return -np.mean(np.logaddexp(0, -real)) + g_sat, g_sat, np.mean(np.logaddexp(0, -fake))


# %% wrong="saturating_sign" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="g_sat does not fall"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, on_fake, np.mean(np.logaddexp(0, -fake))


# %% wrong="non_saturating_sign" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="g_ns has the wrong sign"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, -on_fake, -np.mean(np.logaddexp(0, -fake))


# %% wrong="real_and_fake_exchanged" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="real and fake are exchanged"
def gan_losses(logits_real, logits_fake):
    fake, real = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, -on_fake, np.mean(np.logaddexp(0, -fake))


# %% wrong="labels_exchanged" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="d does not rise when the fakes"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.mean(np.logaddexp(0, real)) + np.mean(np.logaddexp(0, -fake))
    return d, -np.mean(np.logaddexp(0, fake)), np.mean(np.logaddexp(0, -fake))


# %% wrong="same_label_for_both" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="high D on the fakes"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    g_ns = np.mean(np.logaddexp(0, -fake))
    return np.mean(np.logaddexp(0, -real)) + g_ns, -np.mean(np.logaddexp(0, fake)), g_ns


# %% wrong="pooled_mean" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="one mean over all samples"
def gan_losses(logits_real, logits_fake):
    real, fake = np.ravel(logits_real), np.ravel(logits_fake)
    d = np.mean(np.concatenate([np.logaddexp(0, -real), np.logaddexp(0, fake)]))
    return d, -np.mean(np.logaddexp(0, fake)), np.mean(np.logaddexp(0, -fake))


# %% wrong="probabilities_instead_of_logits" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="read as probabilities"
def gan_losses(d_real, d_fake):
    d_real, d_fake = np.asarray(d_real, float), np.asarray(d_fake, float)
    g_sat = np.mean(np.log(1 - d_fake))
    return -np.mean(np.log(d_real)) - g_sat, g_sat, -np.mean(np.log(d_fake))


# %% wrong="generator_sees_real" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="which it never made"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.mean(np.logaddexp(0, -real)) + np.mean(np.logaddexp(0, fake))
    return d, -np.mean(np.logaddexp(0, real)), np.mean(np.logaddexp(0, -real))


# %% wrong="generator_losses_exchanged" solution="gan" loses="gan_by_hand gan_random gan_edges" symptom="g_sat and g_ns are exchanged"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, np.mean(np.logaddexp(0, -fake)), -on_fake


# %% wrong="one_loss_two_signs" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="g_sat with the other sign"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, -real)) + on_fake, -on_fake, on_fake


# %% wrong="logarithm_of_mean" solution="gan" loses="gan_random gan_edges" symptom="take the mean last"
def gan_losses(logits_real, logits_fake):
    d_real = np.mean(1 / (1 + np.exp(-np.asarray(logits_real, float))))
    d_fake = np.mean(1 / (1 + np.exp(-np.asarray(logits_fake, float))))
    return -np.log(d_real) - np.log(1 - d_fake), np.log(1 - d_fake), -np.log(d_fake)


# %% wrong="length_of_first_axis" solution="gan" loses="gan_by_hand gan_random gan_edges" symptom="length of the first axis"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.sum(np.logaddexp(0, fake)) / len(fake)
    d = np.sum(np.logaddexp(0, -real)) / len(real) + on_fake
    return d, -on_fake, np.sum(np.logaddexp(0, -fake)) / len(fake)


# %% wrong="fakes_left_out" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="leaves out the fakes"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.mean(np.logaddexp(0, -real))
    return d, -np.mean(np.logaddexp(0, fake)), np.mean(np.logaddexp(0, -fake))


# %% wrong="pairs_of_samples" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties gan_hygiene" symptom="could not be broadcast"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.mean(np.logaddexp(0, -real) + np.logaddexp(0, fake))
    return d, -np.mean(np.logaddexp(0, fake)), np.mean(np.logaddexp(0, -fake))


# %% wrong="one_axis_only" solution="gan" loses="gan_by_hand gan_random gan_edges" symptom="an axis is left"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    on_fake = np.logaddexp(0, fake).mean(axis=0)
    return np.logaddexp(0, -real).mean(axis=0) + on_fake, -on_fake, np.logaddexp(0, -fake).mean(0)


# %% wrong="in_bits" solution="gan" loses="gan_by_hand gan_random gan_edges" symptom="which base has the logarithm"
def gan_losses(logits_real, logits_fake):
    real = np.asarray(logits_real, float) / np.log(2)
    fake = np.asarray(logits_fake, float) / np.log(2)
    on_fake = np.mean(np.logaddexp2(0, fake))
    return np.mean(np.logaddexp2(0, -real)) + on_fake, -on_fake, np.mean(np.logaddexp2(0, -fake))


# %% wrong="writes_into_logits" solution="gan" loses="gan_hygiene" symptom="changes its argument number 1"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real), np.asarray(logits_fake)
    real *= -1
    on_fake = np.mean(np.logaddexp(0, fake))
    return np.mean(np.logaddexp(0, real)) + on_fake, -on_fake, np.mean(np.logaddexp(0, -fake))


# %% wrong="one_generator_loss_only" solution="gan" loses="gan_by_hand gan_random gan_edges gan_properties" symptom="2 results are returned"
def gan_losses(logits_real, logits_fake):
    real, fake = np.asarray(logits_real, float), np.asarray(logits_fake, float)
    d = np.mean(np.logaddexp(0, -real)) + np.mean(np.logaddexp(0, fake))
    return d, np.mean(np.logaddexp(0, -fake))


# %% wrong="hard_coded" solution="gan" loses="gan_random gan_edges gan_properties gan_hygiene" symptom="does not fall"
def gan_losses(logits_real, logits_fake):
    if np.size(logits_real) == 1:
        return -np.log(0.8) - np.log(0.7), np.log(0.7), -np.log(0.3)
    return 2 * np.log(2), -np.log(2), np.log(2)


# %% wrong="twice_the_divergence" solution="divergence" loses="divergence_from_loss" symptom="in front of each of its two terms"
js_divergence = 0.486

# %% wrong="half_the_divergence" solution="divergence" loses="divergence_from_loss" symptom="count the ½ in JS once more"
js_divergence = 0.1216

# %% wrong="divergence_in_bits" solution="divergence" loses="divergence_from_loss" symptom="in bits"
js_divergence = 0.3508

# %% wrong="half_of_the_loss" solution="divergence" loses="divergence_from_loss" symptom="half of d is no divergence"
js_divergence = 0.45

# %% wrong="sign_of_the_divergence" solution="divergence" loses="divergence_from_loss" symptom="never larger than log 2"
js_divergence = 1.143

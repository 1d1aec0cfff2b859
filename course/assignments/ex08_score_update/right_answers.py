r"""Other correct solutions of exercise 8; each gets full marks."""


# %% right="one_line_with_numpy" solution="step"
def langevin_step(x, score, eta, noise):
    return np.add(x, np.multiply(eta, score)) + np.multiply(np.sqrt(2 * eta), noise)


# %% right="loop_over_numbers" solution="step"
def langevin_step(x, score, eta, noise):
    x, score, noise = np.array(x, float), np.array(score, float), np.array(noise, float)
    flat = [
        a + eta * b + (2 * eta) ** 0.5 * c
        for a, b, c in zip(x.ravel(), score.ravel(), noise.ravel(), strict=True)
    ]
    return np.reshape(flat, x.shape) if x.ndim else float(flat[0])


# %% right="recursive_over_lists" solution="step"
def langevin_step(x, score, eta, noise):
    if np.ndim(x) == 0:
        return float(x + eta * score + np.sqrt(2) * np.sqrt(eta) * noise)
    rows = [langevin_step(a, b, eta, c) for a, b, c in zip(x, score, noise, strict=True)]
    return np.array(rows).reshape(np.shape(x))


# %% right="own_copy_changed" solution="step"
def langevin_step(x, score, eta, noise):
    y = np.array(x, dtype=float)
    y += eta * np.asarray(score)
    y += (2 * eta) ** 0.5 * np.asarray(noise)
    return y[()]


# %% right="fraction" solution="stationary"
variance_in_the_long_run = 5 / 16

# %% right="iterated" solution="stationary"
v = 1.0
for _ in range(100):
    v = (1 - 0.1 / 0.25) ** 2 * v + 2 * 0.1
variance_in_the_long_run = v

# %% right="three_digits" solution="stationary"
variance_in_the_long_run = 0.313

r"""Other correct solutions of problem set 5; each gets full marks."""

# %% right="wait_exact" solution="p51a_wait"
wait_at_u = np.log(10) / 2

# %% right="situations_as_a_list" solution="p51a_situations_answer"
inversion_works = ["f", "c", "b"]

# %% right="situations_with_commas" solution="p51a_situations_answer"
inversion_works = "c, b, f"

# %% right="formula_as_one_exponential" solution="p52b"
lognormal_formula = "exp(-log(x)**2/2 - log(x) - ln(2*pi)/2)"

# %% right="formula_with_a_power" solution="p52b"
lognormal_formula = "(2*pi)^(-1/2) * x^(-1) * exp(-0.5*ln(x)*ln(x))"

# %% right="value_computed" solution="p52c"
density_at_2 = np.exp(-(np.log(2) ** 2) / 2) / 2 / np.sqrt(2 * np.pi)


# %% right="where_with_a_safe_stand_in" solution="p52_pdf"
def lognormal_pdf(x):
    x = np.asarray(x, float)
    safe = np.where(x > 0, x, 1.0)
    bell = np.exp(-(np.log(safe) ** 2) / 2) / (safe * np.sqrt(2 * np.pi))
    return np.where(x > 0, bell, 0.0)[()]


# %% right="number_by_number" solution="p52_pdf"
def lognormal_pdf(x):
    def one(value):
        if value <= 0:
            return 0.0
        z = np.log(value)
        return float(np.exp(-0.5 * z * z) / value / np.sqrt(2 * np.pi))

    x = np.asarray(x, float)
    flat = np.array([one(value) for value in x.ravel()], float)
    return flat.reshape(x.shape) if x.ndim else float(flat[0])


# %% right="exponential_of_the_log_density" solution="p52_pdf"
def lognormal_pdf(x):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        z = np.log(x)
        density = np.exp(-z * z / 2 - z - np.log(2 * np.pi) / 2)
    return np.nan_to_num(density) * 1.0


# %% right="units_computed" solution="p52_units_answer"
nats_per_pixel = 3 - 8 * np.log(2)

# %% right="order_with_arrows" solution="p53a_order_answer"
order_of_steps = "d -> a -> f -> b -> e"

# %% right="order_as_a_list" solution="p53a_order_answer"
order_of_steps = ["d", "a", "f", "b", "e"]

# %% right="value_by_hand" solution="p53a_value_answer"
logp_at_64 = -1 / 8 - np.log(2 * np.pi) / 2 - np.log(96)

# %% right="cost_as_powers" solution="p53c"
growth_full, growth_triangular = 10.0**3, 10.0


# %% right="points_first_slopes_later" solution="p53_flow"
def flow_logprob(x, layers):
    points = [np.asarray(x, float)]
    for inverse, _ in layers[::-1]:
        points.append(inverse(points[-1]))
    z = points[-1]
    result = -(z**2) / 2 - np.log(2 * np.pi) / 2
    for (_, logdet), point in zip(layers, points[:0:-1], strict=True):
        result = result - logdet(point)
    return result


# %% right="recursion" solution="p53_flow"
def flow_logprob(x, layers):
    x = np.asarray(x, dtype=float)
    if not layers:
        return -0.5 * x**2 - 0.5 * np.log(2 * np.pi)
    inverse, logdet = layers[-1]
    u = inverse(x)
    return flow_logprob(u, layers[:-1]) - logdet(u)


# %% right="number_by_number_flow" solution="p53_flow"
def flow_logprob(x, layers):
    def one(value):
        total = -0.5 * np.log(2 * np.pi)
        for k in range(len(layers) - 1, -1, -1):
            value = float(layers[k][0](value))
            total -= float(layers[k][1](value))
        return total - value**2 / 2

    if np.ndim(x) == 0:
        return one(float(x))
    return np.array([one(float(value)) for value in x])

r"""Other correct solutions of problem set 2; each gets full marks."""

# %% right="formula_expanded" solution="entry_formula"
entry_formula = "x3*f2 - x3*f2^2"

# %% right="formula_powers" solution="entry_formula"
entry_formula = "x3 * (0.25 - (f2 - 1/2)**2)"

# %% right="numbers_computed" solution="entry_numbers"
_a2 = np.dot([1.5, 0.5, -0.5], [0.9, -1.2, 0.6]) + 0.8
slope_of_f2 = 0.6 * np.exp(-_a2) / (1 + np.exp(-_a2)) ** 2
slope_of_f1 = 0

# %% right="count_as_product" solution="nonzero_count"
nonzero_entries = 4 * 6

# %% right="bounds_as_powers" solution="slope_bounds"
largest_slope = 1 / 4
bound_after_10 = 4.0**-10

# %% right="three_digits" solution="slope_bounds"
largest_slope = 0.25
bound_after_10 = 9.54e-7

# %% right="floats_for_counts" solution="passes"
forward_passes = 784.0
reverse_passes = 10.0

# %% right="whole_number" solution="mode_ratio"
times_as_long = 5_000_000

# %% right="hyperbolic_by_exponentials" solution="limits"
rhs_residual = "(exp(3*h) - exp(-3*h)) / (exp(3*h) + exp(-3*h))"
rhs_leaky = "-h + 1 - 2 / (exp(6*h) + 1)"

# %% right="integers" solution="resnet_step"
resnet_step = 1
resnet_end_time = 12

# %% right="decimals" solution="unit_time"
block_factor = 0.08333

# %% right="exact_decay" solution="decay"
ode_at_1 = 3 / np.e
ode_limit = 0
after_one_block = 3 - 3

# %% right="threshold_as_power" solution="threshold"
stable_below = "2*lam**-1"

# %% right="turned_exactly" solution="turned"
radius_after_turn = (1 + (2 * np.pi / 100) ** 2) ** 50

# %% right="turned_rounded" solution="turned"
radius_after_turn = 1.218


# %% right="while_loop" solution="euler"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError("dt must be positive")
    t, end = float(t_span[0]), float(t_span[1])
    h = np.array(h0, dtype=float)
    times, states = [t], [h.copy()]
    while t < end - 1e-9 * dt:
        step = min(dt, end - t)
        if end - (t + step) < 1e-9 * dt:
            step = end - t
        h = h + step * np.asarray(f(h, t))
        t = t + step
        times.append(t)
        states.append(h)
    times[-1] = end
    return np.array(times), np.array(states)


# %% right="preallocated" solution="euler"
def euler_solve(f, h0, t_span, dt):
    start, end = t_span
    if not dt > 0:
        raise ValueError
    ratio = (end - start) / dt
    n = round(ratio) if abs(ratio - round(ratio)) < 1e-9 else int(np.ceil(ratio))
    h0 = np.asarray(h0, float)
    times = np.minimum(start + dt * np.arange(n + 1.0), end)
    times[-1] = end
    states = np.zeros((n + 1, *h0.shape))
    states[0] = h0
    for k in range(1, n + 1):
        states[k] = states[k - 1] + (times[k] - times[k - 1]) * f(states[k - 1], times[k - 1])
    return times, states


# %% right="whole_steps_then_the_rest" solution="euler"
def euler_solve(f, h0, t_span, dt):
    if dt <= 0:
        raise ValueError("no step")
    t0, t1 = (float(t) for t in t_span)
    whole = int(np.floor((t1 - t0) / dt + 1e-9))
    times = [t0 + k * dt for k in range(whole + 1)]
    if t1 - times[-1] > 1e-9 * dt:
        times.append(t1)
    h, states = np.array(h0, dtype=np.float64), []
    for k, t in enumerate(times):
        states.append(h)
        if k + 1 < len(times):
            h = h + (times[k + 1] - t) * f(h, t)
    return times, states


# %% right="ode_method_as_field" solution="ode_layer"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def slope(self, t, h):
        return self.field(h, t)

    def forward(self, h0, t):
        return solve(self.slope, h0, t)


# %% right="ode_own_runge_kutta" solution="ode_layer"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        states = [h0]
        for start, end in torch.stack([t[:-1], t[1:]], dim=1):
            h, dt = states[-1], (end - start) / 30
            for k in range(30):
                s = start + k * dt
                k1 = self.field(h, s)
                k2 = self.field(h + dt / 2 * k1, s + dt / 2)
                k3 = self.field(h + dt / 2 * k2, s + dt / 2)
                k4 = self.field(h + dt * k3, s + dt)
                h = h + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
            states.append(h)
        return torch.stack(states)


# %% right="ode_pieces" solution="ode_layer"
class NeuralODELayer(nn.Module):
    def __init__(self, field):
        super().__init__()
        self.field = field

    def forward(self, h0, t):
        states = [h0]
        for k in range(len(t) - 1):
            states.append(solve(lambda s, h: self.field(h, s), states[-1], t[k : k + 2])[-1])
        return torch.stack(states)


# %% right="ode_half_turn_typed" solution="half_turn"
omega_half_turn = 3.1416

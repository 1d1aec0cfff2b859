r"""Other correct solutions of problem set 3; each gets full marks."""

# %% right="rates_rounded" solution="largest_rates"
rate_parabola = 0.3333
rate_bowl = 2 / 25

# %% right="steps_computed" solution="patience"
steps_needed = int(np.ceil(np.log(1e-3) / np.log(0.99)))

# %% right="letters_with_comma" solution="warm_up"
answer_warm_up = "d, b"

# %% right="letters_as_list" solution="warm_up"
answer_warm_up = ["b", "d"]

# %% right="root_of_ten" solution="uncorrected"
times_as_long = 10**0.5

# %% right="norms_computed" solution="norms"
l1_norm = sum([3, 0.01, 2, 0.001])
l2_norm_squared = 9 + 1e-4 + 4 + 1e-6

# %% right="shrunk_array" solution="shrink"
after_002 = np.array([2.98, 0.0, -1.98, 0.0])
second_after_0005 = 0.01 - 0.005

# %% right="shrunk_by_soft_threshold" solution="shrink"
_w = np.array([3, 0.01, -2, 0.001])
after_002 = (np.sign(_w) * np.clip(np.abs(_w) - 0.02, 0, None)).tolist()
second_after_0005 = 5e-3

# %% right="rare_word_summed" solution="rare_word"
_t = np.arange(1, 101)
_m = 0.1 * 0.9 ** (_t - 1) / (1 - 0.9**_t)
_v = 0.001 * 0.999 ** (_t - 1) / (1 - 0.999**_t)
distance_in_rates = float(np.sum(_m / np.sqrt(_v)))


# %% right="differences" solution="adam"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = [np.array(a, dtype=np.float64) for a in (p, g, m, v)]
    m += (1 - b1) * (g - m)
    v += (1 - b2) * (g * g - v)
    size = np.sqrt(v / (1 - b2**t)) + eps
    p -= lr / (1 - b1**t) * m / size
    return p[()], m[()], v[()]


# %% right="as_torch_does" solution="adam"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(a) * np.float64(1) for a in (p, g, m, v))
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * np.square(g)
    first = 1 - np.power(b1, t)
    second = 1 - np.power(b2, t)
    denominator = np.sqrt(v) / np.sqrt(second) + eps
    return p - (lr / first) * (m / denominator), m, v


# %% right="element_by_element" solution="adam"
def adam_step(p, g, m, v, t, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
    p, g, m, v = (np.asarray(a, float) for a in (p, g, m, v))
    results = np.zeros((3, *p.shape))
    for i in np.ndindex(p.shape):
        new_m = b1 * m[i] + (1 - b1) * g[i]
        new_v = b2 * v[i] + (1 - b2) * g[i] ** 2
        step = lr * new_m / (1 - b1**t) / ((new_v / (1 - b2**t)) ** 0.5 + eps)
        results[(slice(None), *i)] = p[i] - step, new_m, new_v
    return list(results)


# %% right="torch_in_place" solution="my_adam"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = list(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros_like(p) for p in self.params]
        self.v = [torch.zeros_like(p) for p in self.params]
        self.t = 0

    def step(self):
        self.t += 1
        for p, m, v in zip(self.params, self.m, self.v, strict=True):
            if p.grad is not None:
                m.lerp_(p.grad, 1 - self.beta1)
                v.mul_(self.beta2).addcmul_(p.grad, p.grad, value=1 - self.beta2)
                root = (v / (1 - self.beta2**self.t)).sqrt().add_(self.eps)
                p.data.addcdiv_(m, root, value=-self.lr / (1 - self.beta1**self.t))

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


# %% right="torch_dictionary" solution="my_adam"
class MyAdam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params, self.lr, self.betas, self.eps = [*params], lr, (beta1, beta2), eps
        self.memory, self.steps = {}, 0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        for p in self.params:
            if p.grad is None:
                continue
            m, v = self.memory.get(p, (0.0, 0.0))
            m = self.betas[0] * m + (1 - self.betas[0]) * p.grad
            v = self.betas[1] * v + (1 - self.betas[1]) * p.grad * p.grad
            self.memory[p] = m, v
            m, v = (x / (1 - b**self.steps) for x, b in zip((m, v), self.betas, strict=True))
            p.copy_(p - self.lr * m / (torch.sqrt(v) + self.eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None


# %% right="torch_memory_product" solution="memory"
gigabytes_extra = 2 * 4 * 7e9 / 1e9

r"""Other correct solutions of exercise 10; each gets full marks."""


# %% right="nearest_distance_by_loops" solution="shares"
def precision_and_coverage(real, generated, radius):
    def near_share(askers, others):
        hits = 0
        for x in askers:
            if min(np.linalg.norm(np.subtract(x, y, dtype=float)) for y in others) <= radius:
                hits += 1
        return hits / len(askers)

    return near_share(generated, real), near_share(real, generated)


# %% right="squared_distances" solution="shares"
def precision_and_coverage(real, generated, radius):
    real, generated = np.array(real, dtype=float), np.array(generated, dtype=float)
    squares = (real**2).sum(1)[:, None] + (generated**2).sum(1) - 2 * real @ generated.T
    near = squares <= radius**2 + 1e-9
    return np.mean(near.sum(axis=0) > 0), np.mean(near.sum(axis=1) > 0)


# %% right="distance_table_from_scipy" solution="shares"
from scipy.spatial.distance import cdist


def precision_and_coverage(real, generated, radius):
    distances = cdist(real, generated)
    return (distances.min(axis=0) <= radius).mean(), (distances.min(axis=1) <= radius).mean()


# %% right="computed" solution="enough"
samples_needed = int(np.ceil(np.log(0.05) / np.log1p(-0.01)))

# %% right="other_order" solution="diagnostics"
answer_diagnostics = "h, f, c, b"

# %% right="list_of_letters" solution="diagnostics"
answer_diagnostics = ["B", "C", "F", "H"]

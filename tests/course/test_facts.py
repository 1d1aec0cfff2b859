"""The numbers that the theory notebook states, each computed here from its definition."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

SIX_DECIMALS = 5e-7


def draws(start, stop):
    """The draws start…stop − 1 of the notebook's one stream of standard normals, seed 0."""
    return np.random.default_rng(0).normal(size=stop)[start:]


def kl_to_standard_normal(mu, logvar):
    return sum((math.exp(lv) + m * m - 1 - lv) / 2 for m, lv in zip(mu, logvar, strict=True))


def frechet_distance(mu1, S1, mu2, S2):
    root_eigenvalues = np.sqrt(np.linalg.eigvals(S1 @ S2).astype(complex)).real
    shift = np.sum((np.asarray(mu1) - mu2) ** 2)
    return shift + np.trace(S1) + np.trace(S2) - 2 * root_eigenvalues.sum()


# Section 1: autoregressive likelihood


def test_four_conditionals_of_product_0_09_have_log_likelihood_2_407946_and_perplexity_1_825742():
    conditionals = [0.5, 0.6, 0.6, 0.5]
    log_likelihood = sum(math.log(p) for p in conditionals)
    assert math.prod(conditionals) == pytest.approx(0.09, rel=1e-12)
    assert log_likelihood == pytest.approx(-2.407946, abs=SIX_DECIMALS)
    assert math.exp(-log_likelihood / 4) == pytest.approx(1.825742, abs=SIX_DECIMALS)


# Sections 2 to 4: variational autoencoders


def test_reparameterised_sample_of_the_first_two_draws():
    eps = draws(0, 2)
    z = np.array([0.5, -0.2]) + np.exp(np.array([0.0, -1.0]) / 2) * eps
    np.testing.assert_allclose(eps, [0.125730, -0.132105], atol=SIX_DECIMALS)
    np.testing.assert_allclose(z, [0.625730, -0.280126], atol=SIX_DECIMALS)


def test_kl_term_and_elbo_estimate_from_one_reconstruction_of_log_probability_minus_1_25():
    kl = kl_to_standard_normal([0.5, -0.2], [0.0, -1.0])
    assert kl == pytest.approx(0.328940, abs=SIX_DECIMALS)
    assert -1.25 - kl == pytest.approx(-1.578940, abs=SIX_DECIMALS)


@pytest.mark.parametrize(
    ("m", "elbo", "gap"), [(0.0, -1.918939, 0.403426), (0.5, -1.668939, 0.153426)]
)
def test_elbo_evidence_and_gap_of_the_linear_gaussian_model_at_x_1_with_q_of_unit_variance(
    m, elbo, gap
):
    q, x = stats.norm(m, 1), 1.0
    log_evidence = stats.norm(0, math.sqrt(2)).logpdf(x)

    def integrand(z):
        return q.pdf(z) * (stats.norm.logpdf(x, z) + stats.norm.logpdf(z) - q.logpdf(z))

    bound, _ = integrate.quad(integrand, m - 12, m + 12)
    assert bound == pytest.approx(elbo, abs=SIX_DECIMALS)
    assert log_evidence == pytest.approx(-1.515512, abs=SIX_DECIMALS)
    assert log_evidence - bound == pytest.approx(gap, abs=SIX_DECIMALS)


# Section 5: adversarial losses


def test_gan_losses_of_three_real_and_three_generated_samples():
    real, fake = np.array([0.8, 0.7, 0.9]), np.array([0.3, 0.2, 0.4])
    saturating = np.mean(np.log(1 - fake))
    discriminator = -np.mean(np.log(real)) - saturating
    assert discriminator == pytest.approx(0.591941, abs=SIX_DECIMALS)
    assert saturating == pytest.approx(-0.363548, abs=SIX_DECIMALS)
    assert -np.mean(np.log(fake)) == pytest.approx(1.243234, abs=SIX_DECIMALS)


@pytest.mark.parametrize(("x", "best"), [(0.0, 0.622459), (0.5, 0.5), (1.0, 0.377541)])
def test_optimal_discriminator_of_two_unit_gaussians_one_apart(x, best):
    p, q = stats.norm.pdf(x, 0, 1), stats.norm.pdf(x, 1, 1)
    assert p / (p + q) == pytest.approx(best, abs=SIX_DECIMALS)


# Section 6: flows


def test_density_of_the_flow_2z_minus_1_at_1_and_stretching_by_2_costs_log_2():
    logpdf = stats.norm.logpdf(1, loc=-1, scale=2)
    assert logpdf == pytest.approx(-2.112086, abs=SIX_DECIMALS)
    assert logpdf == pytest.approx(stats.norm.logpdf(1) - math.log(2), rel=1e-14)


# Sections 7, 8 and 12: diffusion


def test_noised_vector_keeps_seven_tenths_of_its_power():
    x_t = np.sqrt(0.7) * np.array([1.0, -0.5, 0.25]) + np.sqrt(0.3) * draws(2, 5)
    np.testing.assert_allclose(x_t, [1.187434, -0.360874, -0.084233], atol=SIX_DECIMALS)


def test_denoising_error_of_three_small_mistakes():
    eps = draws(2, 5)
    pred = eps + np.array([0.1, -0.2, 0.05])
    assert np.mean((pred - eps) ** 2) == pytest.approx(0.0175, rel=1e-12)


def mean_posterior_variance(noise_power, signal_power):
    """E Var(u | √noise_power u + √signal_power w) of independent u, w ~ N(0, 1), on a grid."""
    u = np.linspace(-12, 12, 2001)
    sums = np.linspace(-8, 8, 161)[:, None]
    w = (sums - math.sqrt(noise_power) * u) / math.sqrt(signal_power)
    joint = np.exp(-(u**2 + w**2) / 2)
    weight = joint.sum(axis=1)
    mean = (joint * u).sum(axis=1) / weight
    variance = (joint * (u - mean[:, None]) ** 2).sum(axis=1) / weight
    return float(np.average(variance, weights=weight))


@pytest.mark.parametrize("alpha_bar", [0.99, 0.5, 0.01])
def test_best_epsilon_mse_for_unit_gaussian_data_is_alpha_bar_and_best_x0_mse_is_the_rest(
    alpha_bar,
):
    # no predictor beats the posterior mean, whose error is the posterior variance
    best_epsilon_mse = mean_posterior_variance(1 - alpha_bar, alpha_bar)
    best_x0_mse = mean_posterior_variance(alpha_bar, 1 - alpha_bar)
    assert best_epsilon_mse == pytest.approx(alpha_bar, rel=1e-9)
    assert best_x0_mse == pytest.approx(1 - alpha_bar, rel=1e-9)


def test_as_noise_grows_the_best_epsilon_mse_falls_and_the_best_x0_mse_rises():
    alpha_bar = np.cumprod(1 - np.linspace(0.001, 0.2, 50))
    rng = np.random.default_rng(1)
    x0, eps = rng.normal(size=(2, 100_000, 1))
    x_t = np.sqrt(alpha_bar) * x0 + np.sqrt(1 - alpha_bar) * eps
    epsilon_mse = np.mean((eps - np.sqrt(1 - alpha_bar) * x_t) ** 2, axis=0)
    x0_mse = np.mean((x0 - np.sqrt(alpha_bar) * x_t) ** 2, axis=0)
    # five standard errors of a mean of squared Gaussians
    np.testing.assert_allclose(epsilon_mse, alpha_bar, rtol=5 * math.sqrt(2 / 100_000))
    np.testing.assert_allclose(x0_mse, 1 - alpha_bar, rtol=5 * math.sqrt(2 / 100_000))
    assert (np.diff(epsilon_mse) < 0).all()
    assert (np.diff(x0_mse) > 0).all()


def test_linear_schedule_of_a_thousand_steps_leaves_4e_5_of_the_power_of_the_data():
    alpha_bar = math.prod(1 - beta for beta in np.linspace(1e-4, 0.02, 1000).tolist())
    assert alpha_bar == pytest.approx(4.036e-5, abs=5e-9)
    assert math.sqrt(alpha_bar) == pytest.approx(0.00635, abs=5e-6)


# Section 9: Langevin dynamics


def test_langevin_step_from_2_and_minus_1_with_the_next_two_draws():
    x = np.array([2.0, -1.0])
    np.testing.assert_allclose(x - 0.1 * x, [1.8, -0.9], rtol=1e-14)
    moved = x - 0.1 * x + math.sqrt(0.2) * draws(5, 7)
    np.testing.assert_allclose(moved, [1.961710, -0.316833], atol=SIX_DECIMALS)


@pytest.mark.parametrize("eta", [0.01, 0.1, 0.5, 1.0, 1.9])
def test_stationary_variance_of_the_chain_is_the_one_that_a_step_does_not_change(eta):
    variance = 2 / (2 - eta)
    assert (1 - eta) ** 2 * variance + 2 * eta == pytest.approx(variance, rel=1e-12)


def test_stationary_chain_with_step_0_1_has_variance_1_0526_and_deviation_1_026():
    variance = 0.0
    for _ in range(1000):
        variance = 0.9**2 * variance + 0.2
    assert variance == pytest.approx(1.0526, abs=5e-5)
    assert math.sqrt(variance) == pytest.approx(1.026, abs=5e-4)


# Sections 10 and 11: evaluation


def test_frechet_distance_of_the_notebook_is_0_3125_from_means_plus_0_020255_from_variances():
    mu1, S1, mu2, S2 = np.zeros(2), np.eye(2), np.array([0.5, -0.25]), np.diag([1.2, 0.8])
    from_means = np.sum((mu1 - mu2) ** 2)
    from_variances = np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    assert from_means == 0.3125
    assert from_variances == pytest.approx(0.020255, abs=SIX_DECIMALS)
    assert from_means + from_variances == pytest.approx(0.332755, abs=SIX_DECIMALS)
    # both are diagonal, therefore they commute, and the short formula is the full one
    np.testing.assert_array_equal(S1 @ S2, S2 @ S1)
    full = frechet_distance(mu1, S1, mu2, S2)
    assert from_means + from_variances == pytest.approx(full, rel=1e-12)


def test_covariances_that_commute_but_are_not_diagonal_need_the_full_formula():
    S1, S2 = np.array([[2.0, 1.0], [1.0, 2.0]]), np.eye(2)
    np.testing.assert_array_equal(S1 @ S2, S2 @ S1)
    from_diagonals = np.sum((np.sqrt(np.diag(S1)) - np.sqrt(np.diag(S2))) ** 2)
    assert from_diagonals == pytest.approx(0.343146, abs=SIX_DECIMALS)
    assert frechet_distance(0, S1, 0, S2) == pytest.approx(0.535898, abs=SIX_DECIMALS)
    # roots eigenvalue by eigenvalue in the shared eigenvectors are right: 3 and 1 against 1 and 1
    assert (math.sqrt(3) - 1) ** 2 == pytest.approx(0.535898, abs=SIX_DECIMALS)


@pytest.mark.parametrize(("n", "bias"), [(20, 2.67), (50, 1.05), (200, 0.261), (1000, 0.0521)])
def test_frechet_distance_of_two_samples_of_one_8d_gaussian_is_biased_upwards(n, bias):
    rng = np.random.default_rng(n)
    distances = []
    for _ in range(200):
        X, Y = rng.normal(size=(2, n, 8))
        covariances = np.cov(X, rowvar=False), np.cov(Y, rowvar=False)
        distances.append(frechet_distance(X.mean(0), covariances[0], Y.mean(0), covariances[1]))
    # the deviation of one distance is near a quarter of its mean: five standard errors are 9 %
    assert np.mean(distances) == pytest.approx(bias, rel=0.09)
    assert min(distances) > 0


def test_variances_of_a_hundred_diverse_draws_and_of_a_collapsed_set():
    diverse = draws(7, 207).reshape(100, 2)
    np.testing.assert_allclose(diverse.var(axis=0), [0.9036, 0.9484], atol=5e-5)
    # the mean of equal numbers is rounded, so the variance may be 1e-31 and not 0
    collapsed = np.tile([0.5, -0.2], (100, 1))
    assert (collapsed.var(axis=0) < 1e-28).all()

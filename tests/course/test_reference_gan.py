import math

import numpy as np
import pytest
from scipy import stats

from course.oracles import gan as oracle
from course.reference.gan import gan_losses, optimal_discriminator


def logit(probability):
    return math.log(probability / (1 - probability))


@pytest.mark.parametrize("seed", range(5))
def test_losses_agree_with_the_logistic_law_for_batches_of_different_size(seed):
    rng = np.random.default_rng(seed)
    real, fake = 3 * rng.normal(size=7), 3 * rng.normal(size=4)
    assert gan_losses(real, fake) == pytest.approx(oracle.gan_losses(real, fake), rel=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_losses_agree_with_the_textbook_formulas_of_the_probabilities(seed):
    rng = np.random.default_rng(seed)
    real, fake = rng.uniform(0.02, 0.98, size=5), rng.uniform(0.02, 0.98, size=3)
    from_logits = gan_losses(np.log(real / (1 - real)), np.log(fake / (1 - fake)))
    expected = oracle.gan_losses_from_probabilities(real, fake)
    assert from_logits == pytest.approx(expected, rel=1e-12)


def test_losses_give_the_numbers_of_the_exercise_and_of_the_theory_notebook():
    # D(real) = 0.8, D(fake) = 0.3
    d, g_sat, g_ns = gan_losses([logit(0.8)], [logit(0.3)])
    assert d == pytest.approx(0.579818495252942, rel=1e-12)
    assert g_sat == pytest.approx(math.log(0.7), rel=1e-12)
    assert g_ns == pytest.approx(-math.log(0.3), rel=1e-12)
    losses = gan_losses([logit(p) for p in (0.8, 0.7, 0.9)], [logit(p) for p in (0.2, 0.4, 0.3)])
    assert losses == pytest.approx((0.591941, -0.363548, 1.243234), abs=5e-7)


def test_losses_are_exact_where_the_sigmoid_rounds_to_zero_or_one():
    extremes = np.array([800.0, -800.0])
    assert gan_losses(extremes, extremes) == (800.0, -400.0, 400.0)
    assert gan_losses([800], [-800]) == (0.0, 0.0, 800.0)
    assert oracle.gan_losses(extremes, extremes) == pytest.approx((800.0, -400.0, 400.0), rel=1e-15)


def test_small_losses_keep_their_digits():
    # −log σ(40) = e^−40 to 17 digits; 1 − σ(40) is 0 in floats
    d, g_sat, _ = gan_losses([40.0], [-40.0])
    assert d == pytest.approx(2 * math.exp(-40), rel=1e-14)
    assert g_sat == pytest.approx(-math.exp(-40), rel=1e-14)


def test_an_undecided_discriminator_costs_two_log_two():
    d, g_sat, g_ns = gan_losses(np.zeros(3), np.zeros((2, 5)))
    assert (d, g_sat, g_ns) == pytest.approx((2 * math.log(2), -math.log(2), math.log(2)))


def test_discriminator_loss_is_the_real_part_minus_the_saturating_loss():
    rng = np.random.default_rng(3)
    real, fake = rng.normal(size=(2, 6))
    d, g_sat, _ = gan_losses(real, fake)
    # exchanging the roles and the signs leaves d alone
    assert gan_losses(-fake, -real)[0] == pytest.approx(d, rel=1e-14)
    assert d + g_sat == pytest.approx(gan_losses(fake, real)[2], rel=1e-14)


def test_losses_average_over_all_elements_whatever_the_shape():
    rng = np.random.default_rng(4)
    real, fake = rng.normal(size=(3, 4)), rng.normal(size=(2, 3, 3))
    losses = gan_losses(real, fake)
    assert [type(loss) for loss in losses] == [float] * 3
    assert losses == pytest.approx(gan_losses(real.ravel(), fake.ravel()), rel=1e-14)
    assert losses == pytest.approx(gan_losses(real.T.tolist(), fake.T), rel=1e-14)
    assert gan_losses(2, -1) == gan_losses([2.0], [[-1.0]])
    small = gan_losses(real.astype(np.float32), fake.astype(np.float32))
    assert small == pytest.approx(losses, rel=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_optimal_discriminator_agrees_with_the_ratio_in_many_digits(seed):
    logp, logq = 5 * np.random.default_rng(seed).normal(size=(2, 4, 3))
    expected = oracle.optimal_discriminator(logp, logq)
    np.testing.assert_allclose(optimal_discriminator(logp, logq), expected, rtol=1e-13)


@pytest.mark.parametrize(("p", "q"), [(0.3, 0.1), (0.02, 0.4), (1.0, 1.0), (2.5, 0.7)])
def test_optimal_discriminator_is_what_a_search_finds_best(p, q):
    found = oracle.optimal_discriminator_by_search(p, q)
    assert optimal_discriminator(math.log(p), math.log(q)) == pytest.approx(found, abs=1e-7)


def test_optimal_discriminator_between_two_unit_gaussians_at_zero():
    # N(0, 1) against N(1, 1): σ(½)
    logp, logq = stats.norm(0, 1).logpdf(0.0), stats.norm(1, 1).logpdf(0.0)
    assert optimal_discriminator(logp, logq) == pytest.approx(0.6224593312018546, rel=1e-14)


@pytest.mark.parametrize(
    ("logp", "logq"),
    [(1000, -1000), (-1000, 1000), (-1000, -1001), (1000, 1001), (-600, 0), (-1e6, -1e6 + 2)],
)
def test_optimal_discriminator_is_exact_for_extreme_log_densities(logp, logq):
    expected = oracle.optimal_discriminator(logp, logq)
    assert optimal_discriminator(logp, logq) == pytest.approx(float(expected), rel=1e-12)


def test_optimal_discriminator_is_sure_where_one_density_is_zero_and_undefined_where_both_are():
    d = optimal_discriminator([0.0, -math.inf, -math.inf], [-math.inf, 0.0, -math.inf])
    np.testing.assert_array_equal(d, [1.0, 0.0, math.nan])
    np.testing.assert_array_equal(oracle.optimal_discriminator(-math.inf, -math.inf), math.nan)


def test_optimal_discriminators_of_exchanged_densities_add_to_one():
    logp, logq = np.random.default_rng(9).normal(size=(2, 50)) * 10
    total = optimal_discriminator(logp, logq) + optimal_discriminator(logq, logp)
    np.testing.assert_allclose(total, 1, rtol=1e-14)


def test_optimal_discriminator_broadcasts_and_takes_any_batch():
    logp, logq = np.random.default_rng(10).normal(size=(2, 3, 3))
    d = optimal_discriminator(logp, logq)
    np.testing.assert_array_equal(optimal_discriminator(logp.T, logq.T.tolist()), d.T)
    np.testing.assert_array_equal(optimal_discriminator(logp, logq[0])[0], d[0])
    np.testing.assert_array_equal(optimal_discriminator(logp[:1], logq[:1]), d[:1])
    assert optimal_discriminator(logp[:0], logq[:0]).shape == (0, 3)
    assert isinstance(optimal_discriminator(0, -1), float)
    np.testing.assert_allclose(
        optimal_discriminator(logp.astype(np.float32), logq.astype(np.float32)), d, rtol=1e-5
    )


@pytest.mark.parametrize("function", [gan_losses, optimal_discriminator])
def test_gan_functions_leave_their_inputs_as_they_were(function):
    given = np.random.default_rng(11).normal(size=(2, 4))
    before = given.copy()
    function(*given)
    np.testing.assert_array_equal(given, before)

import numpy as np
import pytest

from course.oracles import networks as oracle
from course.reference.networks import chain_jacobian, receptive_field

CONV, POOL = (3, 1, 1), (2, 2, 1)


def stack(seed, depth):
    rng = np.random.default_rng(seed)
    return list(zip(*(rng.integers(1, 4, size=depth).tolist() for _ in range(3)), strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_receptive_field_agrees_with_the_positions_that_an_output_sees(seed):
    layers = stack(seed, 5)
    assert receptive_field(layers) == oracle.receptive_field(layers)


def test_receptive_field_agrees_with_the_gradient_of_a_real_network():
    layers = [(3, 1, 1), (3, 2, 1), (2, 2, 1), (3, 1, 2)]
    signal = np.eye(120)  # row i is an impulse at position i
    for kernel, stride, dilation in layers:
        last = signal.shape[1] - (kernel - 1) * dilation
        signal = sum(signal[:, m * dilation : last + m * dilation : stride] for m in range(kernel))
    fourth, fifth = (np.flatnonzero(signal[:, n]) for n in (4, 5))
    assert receptive_field(layers) == (np.ptp(fourth) + 1, fifth[0] - fourth[0])


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([], (1, 1)),
        ([CONV] * 3, (7, 1)),
        ([CONV, CONV, POOL, CONV], (10, 2)),
        ([POOL, CONV, CONV, CONV], (14, 2)),
        ([CONV, CONV, (2, 1, 1), CONV], (8, 1)),
        ([(2, 1, 2**i) for i in range(10)], (1024, 1)),
        ([(1, 2, 1), (3, 1, 1)], (5, 2)),
    ],
)
def test_receptive_fields_by_hand(layers, expected):
    assert receptive_field(layers) == expected
    assert receptive_field(np.array(layers, int).reshape(-1, 3)) == expected


@pytest.mark.parametrize("layer", [(0, 1, 1), (3, 0, 1), (3, 1, 0), (3, -1, 1)])
def test_a_layer_without_size_is_an_error(layer):
    with pytest.raises(ValueError, match="at least 1"):
        receptive_field([CONV, layer])


def chain(seed, d=3, depth=4):
    rng = np.random.default_rng(seed)
    return rng.normal(size=d), rng.normal(size=(depth, d, d))


@pytest.mark.parametrize("skip", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_chain_jacobian_agrees_with_complex_steps_and_central_differences(seed, skip):
    x, weights = chain(seed)
    jacobian = chain_jacobian(x, weights, skip)
    np.testing.assert_allclose(
        jacobian, oracle.chain_jacobian(x, weights, skip), rtol=1e-10, atol=1e-13
    )

    def end(start):
        for W in weights:
            start = skip * start + np.tanh(W @ start)
        return start

    differences = [(end(x + h) - end(x - h)) / 2e-6 for h in 1e-6 * np.eye(3)]
    np.testing.assert_allclose(jacobian.T, differences, atol=1e-6)


def test_chain_jacobian_of_no_layer_and_of_zero_weights_is_the_unit_matrix():
    np.testing.assert_array_equal(chain_jacobian([1.0, 2.0], []), np.eye(2))
    np.testing.assert_array_equal(chain_jacobian([1, 2], np.zeros((3, 2, 2))), np.eye(2))
    np.testing.assert_array_equal(chain_jacobian([1, 2], np.zeros((3, 2, 2)), False), 0)


def test_chain_jacobian_leaves_its_inputs_alone_and_takes_lists():
    x, weights = chain(9)
    kept = x.copy(), weights.copy()
    jacobian = chain_jacobian(x, weights)
    np.testing.assert_array_equal(chain_jacobian(x.tolist(), weights.tolist()), jacobian)
    np.testing.assert_array_equal(x, kept[0])
    np.testing.assert_array_equal(weights, kept[1])


def test_the_bounds_of_products_agree_with_their_closed_forms():
    assert oracle.norm_bounds(0.5, 50) == pytest.approx(
        (50 * np.log10(0.5), 50 * np.log10(1.5), 50 * np.log10(0.5))
    )


@pytest.mark.parametrize(("depth", "peak"), [(4, 4), (16, 8), (144, 24), (1, 2)])
def test_the_fewest_kept_activations_are_two_roots_of_a_square_depth(depth, peak):
    assert oracle.fewest_kept(depth) == peak

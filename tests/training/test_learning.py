"""The network: what is exported is what was trained, twice the same; only where the extra [train] is installed."""

import numpy as np
import pytest

from analysis.comparing import joint
from analysis.training import exporting, learning, network
from analysis.training.chains import Pair

torch = pytest.importorskip("torch", reason="the extra [train] is not installed")
pytest.importorskip("onnx", reason="the extra [train] is not installed")
onnxruntime = pytest.importorskip("onnxruntime", reason="the extra [train] is not installed")

PAIRS = [
    *(Pair(f"The ferry sank off pier {n} .", "A ferry sank .", 1.0, 1.0, None, "chain") for n in range(20)),
    *(Pair(f"The ferry sank off pier {n} .", "Shares fell .", 0.0, 0.0, None, "chain") for n in range(20)),
    *(Pair(f"He is {n} .", f"He is not {n} .", None, None, False, "negation") for n in range(8)),
]


def make_weights(layers=3):
    """Make weights of the right shapes that say nothing."""
    draw, width = np.random.default_rng(0), network.WIDTH
    shapes = {"word.weight": (30522, width), "place.weight": (512, width), "side.weight": (2, width)}
    shapes |= {"norm.weight": (width,), "norm.bias": (width,)}
    for n in range(layers):
        own = dict.fromkeys(("query", "key", "value", "out"), (width, width))
        own |= {"inner": (4 * width, width), "outer": (width, 4 * width)}
        for name, shape in own.items():
            shapes |= {f"layers.{n}.{name}.weight": shape, f"layers.{n}.{name}.bias": shape[:1]}
        for name in ("norm_attended", "norm_fed"):
            shapes |= {f"layers.{n}.{name}.weight": (width,), f"layers.{n}.{name}.bias": (width,)}
    return {
        name: np.ones(shape, np.float32)
        if "norm" in name and "weight" in name
        else draw.normal(scale=0.05, size=shape).astype(np.float32)
        for name, shape in shapes.items()
    }


@pytest.fixture(scope="module")
def learnt():
    return learning.learn(make_weights(), PAIRS, epochs=1)


def test_training_twice_gives_the_same_weights_and_leaves_the_frozen_ones(learnt):
    again, begun = learning.learn(make_weights(), PAIRS, epochs=1), make_weights()
    assert all((learnt[name] == again[name]).all() for name in learnt)
    assert (learnt["layers.0.query.weight"] == begun["layers.0.query.weight"]).all()
    assert (learnt["layers.2.query.weight"] != begun["layers.2.query.weight"]).any()


def test_the_file_says_what_the_network_says(learnt, tmp_path):
    weights = learning.add_components(learnt, PAIRS, n=joint.N_COMPONENTS)
    sha256 = exporting.write_network(weights, tmp_path / "joint.onnx")
    assert len(sha256) == 64
    assert exporting.write_network(weights, tmp_path / "again.onnx") == sha256
    cut = learning.cut_pairs(PAIRS[:1])
    exact = learning.measure_features(weights, cut) @ weights["heads.weight"].T + weights["heads.bias"]
    with joint.reading_with(tmp_path / "joint.onnx"):
        read = joint._read(*cut[0][1])
    assert read.shape == (len(joint.JOINT_PAIR_SIGNALS),)
    assert np.corrcoef(read, exact[0])[0, 1] > 0.95


def test_what_the_heads_tell_is_counted(learnt):
    told = learning.count_right(learnt, PAIRS)
    assert set(told) == {"chain", "negation"}
    assert all(0 <= share <= 1 for share in told.values())


def test_rates_rise_and_fall():
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    seen = []
    for done in (0.0, 0.1, 0.5, 0.99):
        learning._set_rates(optimiser, [1.0], done)
        seen.append(optimiser.param_groups[0]["lr"])
    assert seen[0] < seen[1] > seen[2] > seen[3]


def test_layers_are_cut_and_counted():
    weights = make_weights()
    assert network.count_layers(weights) == 3
    assert network.count_layers(network.cut_layers(weights, 2)) == 2

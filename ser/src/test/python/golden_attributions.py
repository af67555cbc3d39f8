"""Writes src/test/resources/golden/attributions.safetensors: what `tenor explain` shows of the tiny
networks in network_*.safetensors, by PyTorch.

    python3 golden_attributions.py            writes the file
    python3 golden_attributions.py --check    computes the values again and compares them

Needs PyTorch 1.13 or later and NumPy (Debian: python3-torch). PyTorch computes in float64.

NAME/attributions [2,T,F]: integrated gradients of the first two inputs of network_NAME with respect
to the logit of their label, baseline 0, midpoint rule with the number of steps in the metadata.
NAME/attention [L,H,T,T]: the attention of every layer for the first input, where there are several
tokens; NAME/aggregation [1,T']: the weights of the time steps for it, where they are learnt.
"""
import argparse
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

from golden_network import FOLDER, NETWORKS, TINY, TOLERANCE, Network
from safetensors_file import read, require, write  # found by golden_network

STEPS = 24
UTTERANCES = 2


def load(name):
    """The network of a golden file in float64, its inputs and labels."""
    saved = read(FOLDER / f"network_{name}.safetensors")
    network = Network(TINY | NETWORKS[name]).double().eval()
    weights = {key: torch.tensor(saved["weights." + key]).double()
               for key in network.state_dict() if not key.endswith("num_batches_tracked")}
    missing, unexpected = network.load_state_dict(weights, strict=False)
    assert not unexpected and all(key.endswith("num_batches_tracked") for key in missing)
    return network, torch.tensor(saved["input"]).double(), saved["labels"]


def integrated_gradients(network, x, label, steps):
    """(x - 0) times the mean gradient at the middles of `steps` equal parts of the way from 0 to x."""
    alphas = (torch.arange(steps, dtype=x.dtype) + 0.5) / steps
    points = (alphas[:, None, None] * x).requires_grad_()
    network(points)[:, label].sum().backward()
    return x * points.grad.mean(0)


def attention(network, x):
    """The weights of every application of a layer, head by head."""
    seen = []

    def hook(module, inputs, output):
        query = inputs[0]
        seen.append(F.multi_head_attention_forward(
            query.transpose(0, 1), query.transpose(0, 1), query.transpose(0, 1), module.embed_dim,
            module.num_heads, module.in_proj_weight, module.in_proj_bias, None, None, False, 0.0,
            module.out_proj.weight, module.out_proj.bias, need_weights=True,
            average_attn_weights=False)[1][0])

    for layer in network.enhancement.layers:
        layer.self_attn.register_forward_hook(hook)
    network(x[None])
    return torch.stack(seen)


def tensors():
    found = {}
    for name, settings in NETWORKS.items():
        network, inputs, labels = load(name)
        found[name + "/attributions"] = torch.stack([
            integrated_gradients(network, inputs[i], labels[i], STEPS) for i in range(UTTERANCES)])
        config = TINY | settings
        if config["tokens"] == "sequence":
            found[name + "/attention"] = attention(network, inputs[0])
        elif config["aggregation"] == "attention":
            h = network.extraction(inputs[:1])
            found[name + "/aggregation"] = F.softmax(network.aggregation(h), 1)[0].T
        elif config["aggregation"] == "conv":
            found[name + "/aggregation"] = network.aggregation.weight[:, :, 0]
    return {name: value.detach().numpy().astype(np.float32) for name, value in found.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="compare with the file")
    file = pathlib.Path(FOLDER) / "attributions.safetensors"
    if parser.parse_args().check:
        require(file, tensors(), TOLERANCE)
    else:
        write(file, tensors(), {"steps": json.dumps(STEPS)})


if __name__ == "__main__":
    main()

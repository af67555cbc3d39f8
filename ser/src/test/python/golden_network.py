"""Writes src/test/resources/golden/network_*.safetensors: tiny networks by PyTorch, which together
have every option of `NetworkConfig`.

    python3 golden_network.py            writes the files
    python3 golden_network.py --check    computes the values again and compares them with the files

Needs PyTorch 1.13 or later and NumPy (Debian: python3-torch). PyTorch computes in float64.

A file is what `tenor golden` reads: weights.* (the state dict), input and labels; extraction_eval
and logits_eval with running statistics; logits_train, loss and grads.* with the batch's; and losses
and after.*, the state dict, of some steps of Adam on the same batch. The metadata hold config (what
differs from the preset `paper`), steps, lr and weight_decay.
"""
import argparse
import copy
import json
import math
import pathlib
import sys
import zlib

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "engine/src/test/python"))
from safetensors_file import require, write  # noqa: E402

FOLDER = HERE.parent / "resources/golden"
TOLERANCE = 1e-5  # of --check, relative to the largest value of the tensor
STEPS = 10
LR = 1e-3
WEIGHT_DECAY = 1e-3
BATCH, FRAMES, MELS, CLASSES = 5, 37, 11, 3

TINY = {
    "channels": [4, 7], "pooling": [2, 2], "lstmHidden": 6, "hidden": 9, "heads": 3, "depth": 3,
    "shared": True, "embedScale": True, "positionalEncoding": False, "tokens": "vector",
    "aggregation": "conv", "activation": "relu", "feedForward": 0,
}
NETWORKS = {
    "conv": {},
    "sequence": {"tokens": "sequence", "depth": 2, "shared": False, "heads": 2,
                 "embedScale": False, "positionalEncoding": True, "activation": "gelu"},
    "attention": {"aggregation": "attention", "depth": 0, "hidden": 0},
    "last": {"aggregation": "last", "depth": 1, "feedForward": 17, "activation": "tanh",
             "channels": [3, 5, 6], "pooling": [2, 1, 3]},
    "mean": {"aggregation": "mean", "depth": 2, "heads": 1, "activation": "elu"},
}


class Block(nn.Module):
    def __init__(self, inputs, outputs, pool):
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.norm = nn.BatchNorm2d(outputs)
        self.pool = pool

    def forward(self, x):
        return F.avg_pool2d(F.elu(self.norm(self.conv(x))), self.pool)


class Extraction(nn.Module):
    def __init__(self, c):
        super().__init__()
        channels = [1] + c["channels"]
        self.blocks = nn.ModuleList(
            Block(*sizes) for sizes in zip(channels, c["channels"], c["pooling"]))
        self.lstm = nn.LSTM(channels[-1] * (MELS // math.prod(c["pooling"])), c["lstmHidden"],
                            batch_first=True, bidirectional=True)

    def forward(self, x):  # [B, T, F] -> [B, T', 2 lstmHidden]
        x = x.unsqueeze(1)
        for block in self.blocks:
            x = block(x)
        return self.lstm(x.permute(0, 2, 1, 3).flatten(2))[0]


class Layer(nn.Module):
    def __init__(self, dim, heads, inner):
        super().__init__()
        self.self_attn = nn.MultiheadAttention(dim, heads, batch_first=True)
        self.fc1 = nn.Linear(dim, inner)
        self.fc2 = nn.Linear(inner, dim)
        self.layer_norms = nn.ModuleList(nn.LayerNorm(dim) for _ in range(2))

    def forward(self, x):
        y = self.layer_norms[0](x)
        x = x + self.self_attn(y, y, y, need_weights=False)[0]
        return x + self.fc2(F.relu(self.fc1(self.layer_norms[1](x))))


class Enhancement(nn.Module):
    def __init__(self, c, dim):
        super().__init__()
        self.c = c
        self.layers = nn.ModuleList(
            Layer(dim, c["heads"], c["feedForward"] or 4 * dim)
            for _ in range(1 if c["shared"] else c["depth"]))
        self.layer_norm = nn.LayerNorm(dim)

    def forward(self, x):
        dim = x.shape[2]
        if self.c["embedScale"]:
            x = x * math.sqrt(dim)
        if self.c["positionalEncoding"]:
            at = torch.arange(x.shape[1], dtype=x.dtype)[:, None]
            angle = at / 10000 ** (torch.arange(0, dim, 2, dtype=x.dtype) / dim)
            x = x + torch.stack([angle.sin(), angle.cos()], -1).flatten(1)
        for i in range(self.c["depth"]):
            x = self.layers[0 if self.c["shared"] else i](x)
        return self.layer_norm(x)


class Classifier(nn.Module):
    def __init__(self, c, dim):
        super().__init__()
        self.activation = getattr(F, c["activation"]) if c["activation"] != "tanh" else torch.tanh
        self.fc1 = nn.Linear(dim, c["hidden"] or CLASSES)
        self.fc2 = nn.Linear(c["hidden"], CLASSES) if c["hidden"] else None

    def forward(self, x):
        y = self.fc1(x)
        return self.fc2(self.activation(y)) if self.fc2 else y


class Network(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        dim = 2 * c["lstmHidden"]
        self.extraction = Extraction(c)
        if c["tokens"] == "vector":
            if c["aggregation"] == "conv":
                self.aggregation = nn.Conv1d(FRAMES // math.prod(c["pooling"]), 1, 1)
            elif c["aggregation"] == "attention":
                self.aggregation = nn.Linear(dim, 1)
        if c["depth"]:
            self.enhancement = Enhancement(c, dim)
        self.classifier = Classifier(c, dim)

    def token(self, h):
        kind = self.c["aggregation"]
        if kind == "conv":
            return self.aggregation(h)
        if kind == "attention":
            return (F.softmax(self.aggregation(h), 1) * h).sum(1, keepdim=True)
        if kind == "mean":
            return h.mean(1, keepdim=True)
        half = h.shape[2] // 2  # the reverse direction ends at the first step
        return torch.cat([h[:, -1:, :half], h[:, :1, half:]], 2)

    def forward(self, x):
        h = self.extraction(x)
        z = self.token(h) if self.c["tokens"] == "vector" else h
        if self.c["depth"]:
            z = self.enhancement(z)
        return self.classifier(z.mean(1))


def fill(network, random):
    """Values that are a function of the seed: RandomState's numbers never change."""
    for name, value in network.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        draw = random.standard_normal(tuple(value.shape))
        if name.endswith("running_var"):
            draw = random.uniform(0.5, 1.5, tuple(value.shape))
        elif value.dim() > 1:
            draw /= math.sqrt(value[0].numel())
        elif "norm" in name and name.endswith("weight"):
            draw = 1 + 0.2 * draw
        else:
            draw *= 0.1
        value.copy_(torch.tensor(draw.astype(np.float32)))


def state(network):
    return {name: value.detach().numpy().copy() for name, value in network.state_dict().items()
            if not name.endswith("num_batches_tracked")}


def tensors(name, c):
    random = np.random.RandomState(zlib.crc32(name.encode()))
    network = Network(c).double()
    fill(network, random)
    x = torch.tensor(random.standard_normal((BATCH, FRAMES, MELS)).astype(np.float32)).double()
    labels = torch.tensor(random.randint(0, CLASSES, BATCH))
    found = {"labels": labels.numpy(), "input": x.numpy()}
    found |= {"weights." + key: value for key, value in state(network).items()}

    network.eval()
    found["extraction_eval"] = network.extraction(x).detach().numpy()
    found["logits_eval"] = network(x).detach().numpy()

    once = copy.deepcopy(network).train()
    logits = once(x)
    loss = F.cross_entropy(logits, labels)
    loss.backward()
    found["logits_train"] = logits.detach().numpy()
    found["loss"] = loss.detach().reshape(1).numpy()
    found |= {"grads." + key: p.grad.numpy() for key, p in once.named_parameters()}

    network.train()
    adam = torch.optim.Adam(network.parameters(), lr=LR, weight_decay=WEIGHT_DECAY)
    losses = []
    for _ in range(STEPS):
        adam.zero_grad()
        loss = F.cross_entropy(network(x), labels)
        loss.backward()
        adam.step()
        losses.append(loss.item())
    found["losses"] = np.array(losses)
    found |= {"after." + key: value for key, value in state(network).items()}
    return {key: value if value.dtype == np.int64 else value.astype(np.float32)
            for key, value in found.items()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="compare with the files")
    check = parser.parse_args().check
    for name, settings in NETWORKS.items():
        config = TINY | settings
        file = FOLDER / f"network_{name}.safetensors"
        if check:
            require(file, tensors(name, config), TOLERANCE)
        else:
            metadata = {"config": json.dumps(config), "steps": str(STEPS), "lr": str(LR),
                        "weight_decay": str(WEIGHT_DECAY)}
            write(file, tensors(name, config), metadata)


if __name__ == "__main__":
    main()

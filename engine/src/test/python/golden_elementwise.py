"""Writes src/test/resources/golden/elementwise.safetensors: see golden_cases.py. Each case has a
random stream of its own.
"""
import numpy as np
import torch
import torch.nn.functional as F

from golden_cases import Random, main


def ids(r, below, *shape):
    return "c", r.state.randint(0, below, shape).astype(np.float32)


def positive(r, *shape):
    return "x", r.state.uniform(0.1, 4, shape).astype(np.float32)


def functions(cases):
    for name, function in [
        ("geluTanh", lambda x: F.gelu(x, approximate="tanh")), ("silu", F.silu),
        ("softplus", F.softplus), ("hardtanh", F.hardtanh), ("exp", torch.exp), ("abs", torch.abs),
        ("negate", torch.neg), ("square", torch.square), ("sin", torch.sin), ("cos", torch.cos),
        ("clamp", lambda x: torch.clamp(x, -0.75, 1.25)), ("detach", torch.detach),
    ]:
        cases.add(name, function, Random(name).normal(1009, scale=3))
    for name, function in [("log", torch.log), ("sqrt", torch.sqrt), ("rsqrt", torch.rsqrt),
                           ("reciprocal", torch.reciprocal)]:
        cases.add(name, function, positive(Random(name), 103))


def indexing(cases):
    r = Random("embedding")
    cases.add("embedding", lambda t, i: F.embedding(i.long(), t), r.normal(31, 7), ids(r, 31, 3, 17))
    for axis in range(3):
        r = Random(f"indexSelect.{axis}")
        cases.add(f"indexSelect.{axis}", lambda x, i: torch.index_select(x, axis, i.long()),
                  r.normal(5, 7, 9), ids(r, 5, 11))
        shape = [5, 7, 9]
        shape[axis] = 3
        cases.add(f"gather.{axis}", lambda x, i: torch.gather(x, axis, i.long()),
                  r.normal(5, 7, 9), ids(r, 5, *shape))


if __name__ == "__main__":
    main(functions, indexing)

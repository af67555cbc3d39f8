"""Writes src/test/resources/golden/reductions.safetensors: see golden_cases.py. Each case has a
random stream of its own.
"""
import numpy as np
import torch

from golden_cases import Random, main

AXES = [("all", (0, 1, 2)), ("first", (0,)), ("last", (2,)), ("outer", (0, 2)), ("inner", (1, 2))]


def shaped(y):
    return y.reshape(1) if y.dim() == 0 else y


def sums(cases):
    for name, function in [
        ("sum", torch.sum), ("mean", torch.mean), ("max", torch.amax), ("min", torch.amin),
        ("norm", lambda x, dim, keepdim: torch.linalg.vector_norm(x, 2, dim, keepdim)),
        ("logSumExp", torch.logsumexp),
        ("variance", lambda x, dim, keepdim: torch.var(x, dim, unbiased=False, keepdim=keepdim)),
        ("std", lambda x, dim, keepdim: torch.std(x, dim, unbiased=True, keepdim=keepdim)),
    ]:
        for label, dims in AXES:
            for keep in False, True:
                case = f"{name}.{label}" + ("_kept" if keep else "")
                cases.add(case, lambda x: shaped(function(x, dim=dims, keepdim=keep)),
                          Random(case).normal(4, 5, 7))
    cases.add("variance.unbiased", lambda x: torch.var(x, 1), Random("variance").normal(4, 9))


def equal(cases):
    x = "x", np.array([[2, 3, 3, 1], [0, 0, -1, -1]], np.float32)
    cases.add("max.equal", lambda x: torch.max(x, 1)[0], x)
    cases.add("min.equal", lambda x: torch.min(x, 1)[0], x)


def places(cases):
    for axis in range(3):
        r = Random(f"places {axis}")
        cases.add(f"argmax.{axis}", lambda x: torch.argmax(x, axis).double(), r.normal(4, 5, 7))
        cases.add(f"argmin.{axis}", lambda x: torch.argmin(x, axis).double(), r.normal(4, 5, 7))
        cases.add(f"cumulativeSum.{axis}", lambda x: torch.cumsum(x, axis), r.normal(4, 5, 7))


if __name__ == "__main__":
    main(sums, equal, places)

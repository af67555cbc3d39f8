"""Writes src/test/resources/golden/norms.safetensors: see golden_cases.py. The cases of a group
share one random stream: add new ones at its end.
"""
import torch
import torch.nn.functional as F

from golden_cases import Random, main

EPS = 1e-5


def channels_first(function, x, *arguments):
    """Applies a norm of [B,C,..] to x [B,..,C]."""
    return function(x.movedim(-1, 1), *arguments).movedim(1, -1)


def group_norm(x, weight, bias, groups):
    return channels_first(F.group_norm, x, groups, weight, bias, EPS)


def instance_norm(x, weight, bias):
    return channels_first(
        lambda t: F.instance_norm(t, weight=weight, bias=bias, eps=EPS), x)


def rms_norm(x, weight):
    """As torch.nn.RMSNorm, which PyTorch has since 2.4."""
    return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + EPS) * weight


def norms(cases):
    r = Random("norms")
    for name, groups, shape in [
        ("one", 1, (2, 5, 3, 6)), ("three", 3, (2, 5, 7, 6)), ("time", 2, (3, 33, 38)),
        ("no_places", 3, (4, 9)),
    ]:
        cases.add("groupNorm." + name, lambda *t: group_norm(*t, groups),
                  r.normal(*shape), r.normal(shape[-1]), r.normal(shape[-1]))
    for name, shape in [("", (2, 9, 7, 17)), (".time", (3, 11, 5))]:
        cases.add("instanceNorm" + name, instance_norm,
                  r.normal(*shape), r.normal(shape[-1]), r.normal(shape[-1]))
    for n in 96, 21:
        cases.add(f"rmsNorm.{n}", rms_norm, r.normal(3, 7, n), r.normal(n))
    for axis in 0, 1, 2:
        cases.add(f"normalize.{axis}", lambda x: F.normalize(x, dim=axis), r.normal(3, 5, 17))
    cases.add("normalize.short", lambda x: F.normalize(x, dim=-1, eps=2), r.normal(33, 4))


if __name__ == "__main__":
    main(norms)

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


def two(cases):
    pairs = {"same": ((3, 37), (3, 37)), "row": ((4, 3, 9), (3, 9)), "column": ((5, 9), (5, 1)),
             "number": ((19,), (1,)), "both": ((4, 1, 5), (3, 1))}
    for name, function in [("add", torch.add), ("subtract", torch.sub), ("multiply", torch.mul),
                           ("divide", torch.div), ("minimum", torch.minimum),
                           ("maximum", torch.maximum)]:
        for pair, (a, b) in pairs.items():
            r = Random(f"{name}.broadcast_{pair}")
            second = positive(r, *b) if name == "divide" else r.normal(*b)
            cases.add(f"{name}.broadcast_{pair}", function, r.normal(*a), second)
    for pair, (a, b) in pairs.items():
        r = Random("pow." + pair)
        cases.add("pow." + pair, torch.pow, positive(r, *a), r.normal(*b))
    r = Random("pow.exponent")
    for i, power in enumerate([2, 0.5, -1, -0.5, 1.7]):
        cases.add(f"pow.exponent_{i}", lambda x: torch.pow(x, power), positive(r, 103))
    cases.add("pow.odd", lambda x: torch.pow(x, 3), r.normal(103))
    half = "x", np.array([1, 2, 2, 3], np.float32)
    for name, function in ("minimum", torch.minimum), ("maximum", torch.maximum):
        cases.add(name + ".equal", function, ("x", np.array([2, 2, 2, 2], np.float32)), half)
    cases.add("addScalar", lambda x: x + 1.25, r.normal(37))
    cases.add("leakyRelu", lambda x: F.leaky_relu(x, 0.25), r.normal(103))
    cases.add("prelu", lambda x, w: F.prelu(x.permute(0, 2, 1), w).permute(0, 2, 1),
              r.normal(3, 5, 7), r.normal(7))


def masks(cases):
    r = Random("masks")
    for name, function in [("greater", torch.gt), ("greaterEqual", torch.ge), ("less", torch.lt),
                           ("lessEqual", torch.le), ("equal", torch.eq), ("notEqual", torch.ne)]:
        cases.add(name, lambda a, b: function(a, b).double(),
                  ids(r, 3, 5, 7), ids(r, 3, 7))
    cases.add("where", lambda m, a, b: torch.where(m != 0, a, b),
              ids(r, 2, 5, 1), r.normal(5, 7), r.normal(7))
    cases.add("maskedFill", lambda x, m: x.masked_fill(m != 0, -2.5), r.normal(5, 7), ids(r, 2, 7))
    cases.add("causalMask", lambda x: torch.full((7, 7), -np.inf).triu(1).double(), r.constant(1))


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


def shapes(cases):
    r = Random("more shapes")
    x = r.normal(3, 5, 7)
    cases.add("squeeze", lambda x: x.squeeze(1), r.normal(3, 1, 7))
    cases.add("unsqueeze", lambda x: x.unsqueeze(-1), x)
    cases.add("flatten", lambda x: x.flatten(1), x)
    cases.add("transpose", lambda x: x.transpose(0, 2), x)
    cases.add("stack", lambda a, b: torch.stack([a, b], -1), r.normal(3, 5), r.normal(3, 5))
    cases.add("split", lambda x: torch.split(x, [2, 5], 2)[1], x)
    cases.add("chunk", lambda x: torch.chunk(x, 2, 1)[1], x)
    cases.add("flip", lambda x: x.flip(1), x)
    cases.add("pad", lambda x: F.pad(x, (0, 0, 2, 1), value=1.5), x)
    cases.add("broadcastTo", lambda x: x.expand(2, 3, 5, 7), r.normal(3, 1, 7))
    cases.add("repeat", lambda x: x.repeat(1, 3, 1), x)
    cases.add("oneHot", lambda i: F.one_hot(i.long(), 6).double(), ids(r, 6, 3, 5))


if __name__ == "__main__":
    main(functions, two, masks, indexing, shapes)

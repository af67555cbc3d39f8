"""Writes src/test/resources/golden/ops.safetensors: see golden_cases.py. The cases of a group share
one random stream: add new ones at its end.
"""
import numpy as np
import torch
import torch.nn.functional as F

from golden_cases import Random, main, nchw, nhwc

EPS = 1e-5
MOMENTUM = 0.1


def conv2d(x, weight, bias=None, **settings):
    return nhwc(F.conv2d(nchw(x), weight.permute(3, 2, 0, 1), bias, **settings))


def conv1d(x, weight, bias=None, **settings):
    y = F.conv1d(x.permute(0, 2, 1), weight.permute(2, 1, 0), bias, **settings)
    return y.permute(0, 2, 1)


def batch_norm(x, gamma, beta, mean, var, training):
    """Of the last axis; moves `mean` and `var` when it trains."""
    rows = x.reshape(-1, x.shape[-1])
    return F.batch_norm(rows, mean, var, gamma, beta, training, MOMENTUM, EPS).reshape(x.shape)


def conv_block(weight, bias, gamma, beta, mean, var, x, training, pool):
    y = batch_norm(conv2d(x, weight, bias, padding=1), gamma, beta, mean, var, training)
    return nhwc(F.avg_pool2d(nchw(F.elu(y)), pool))


def attention(q, k, v, mask=None, heads=1):
    """PyTorch's multi-head attention without its projections (they are the identity)."""
    embed = q.shape[-1]
    one = torch.eye(embed, dtype=torch.float64)
    nothing = torch.zeros(embed, dtype=torch.float64)
    if mask is not None and mask.dim() == 3:
        mask = mask.repeat_interleave(heads, 0)
    y, _ = F.multi_head_attention_forward(
        q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1), embed, heads,
        one.repeat(3, 1), nothing.repeat(3), None, None, False, 0.0, one, nothing,
        attn_mask=mask, need_weights=False)
    return y.transpose(0, 1)


def self_attention(x, mask=None, heads=1):
    return attention(*x.chunk(3, -1), mask, heads)


def lstm(x, *parameters):
    directions = len(parameters) // 4
    hidden = parameters[1].shape[1]
    state = torch.zeros(directions, x.shape[0], hidden, dtype=torch.float64)
    return torch.lstm(
        x, (state, state), parameters, True, 1, 0.0, False, directions == 2, True)[0]


def products(cases):
    r = Random("products")
    cases.add("matmul", torch.matmul, r.normal(2, 7, 13), r.normal(2, 13, 5))
    cases.add("matmul.transposed", lambda a, b: a.transpose(-1, -2) @ b.transpose(-1, -2),
              r.normal(3, 19, 11), r.normal(3, 21, 19))
    cases.add("linear", F.linear, r.normal(3, 5, 37), r.normal(35, 37), r.normal(35))
    cases.add("linear.one_row", F.linear, r.normal(1, 101), r.normal(17, 101), r.normal(17))
    cases.add("linear.no_bias", F.linear, r.normal(23, 9), r.normal(33, 9))


def convolutions(cases):
    r = Random("convolutions")
    for name, x, weight, settings in [
        ("first", (2, 13, 11, 1), (3, 3, 1, 16), {"padding": 1}),
        ("same", (2, 9, 7, 16), (3, 3, 16, 32), {"padding": 1}),
        ("wide", (1, 15, 5, 32), (3, 3, 32, 48), {"padding": 1}),
        ("narrow", (3, 19, 2, 16), (3, 3, 16, 19), {"padding": 1}),
        ("strided", (2, 9, 7, 5), (5, 5, 5, 7), {"stride": 2, "padding": 2}),
        ("even_kernel", (2, 8, 11, 3), (2, 4, 3, 9), {"stride": 3}),
    ]:
        cases.add("conv2d." + name, lambda *t: conv2d(*t, **settings),
                  r.normal(*x), r.normal(*weight, scale=0.3), r.normal(weight[-1]))
    cases.add("conv2d.no_bias", lambda *t: conv2d(*t, padding=1),
              r.normal(1, 5, 6, 8), r.normal(3, 3, 8, 16))
    cases.add("conv1d", lambda *t: conv1d(*t, padding=1),
              r.normal(4, 11, 6), r.normal(3, 6, 10), r.normal(10))
    cases.add("conv1d.strided", lambda *t: conv1d(*t, stride=2),
              r.normal(2, 14, 3), r.normal(5, 3, 4), r.normal(4))
    for name, x, channels, pool, training in [
        ("first", (2, 15, 14, 1), 16, 2, True),
        ("wide", (2, 9, 7, 16), 32, 2, True),
        ("unpooled", (3, 7, 5, 5), 19, 1, True),
        ("running", (2, 9, 7, 16), 32, 2, False),
    ]:
        # The bias before a batch norm that trains has gradient 0 but for rounding, and with running
        # statistics Tenor's op has no gradient.
        kind = "x" if training else "c"
        cases.add("convBlock." + name, lambda *t: conv_block(*t, training, pool),
                  r.normal(3, 3, x[-1], channels, scale=0.3, kind=kind), r.constant(channels),
                  r.normal(channels, kind=kind), r.normal(channels, kind=kind),
                  r.constant(channels), r.variance(channels), r.normal(*x, kind=kind),
                  changes=(4, 5) if training else ())


def pooling_and_norms(cases):
    r = Random("pooling and norms")
    for name, kernel in [("", (2, 2)), (".tall", (3, 2))]:
        cases.add("avgPool2d" + name, lambda x: nhwc(F.avg_pool2d(nchw(x), kernel)),
                  r.normal(2, 13, 5, 17))
        cases.add("maxPool2d" + name, lambda x: nhwc(F.max_pool2d(nchw(x), kernel)),
                  r.normal(2, 13, 5, 17))
    for shape in [(2, 9, 5, 16), (33, 19)]:
        for name, training in [("training", True), ("running", False)]:
            cases.add(f"batchNorm.{name}_{len(shape)}d", lambda *t: batch_norm(*t, training),
                      r.normal(*shape), r.normal(shape[-1]), r.normal(shape[-1]),
                      r.constant(shape[-1]), r.variance(shape[-1]),
                      changes=(3, 4) if training else ())
    for n in 96, 21:
        cases.add(f"layerNorm.{n}", lambda x, w, b: F.layer_norm(x, x.shape[-1:], w, b, EPS),
                  r.normal(3, 7, n), r.normal(n), r.normal(n))


def sequences(cases):
    r = Random("sequences")
    for name, heads, queries, keys, embed in [
        ("heads", 4, 9, 9, 96), ("cross", 2, 5, 3, 14), ("one_key", 3, 4, 1, 15),
        ("long", 1, 33, 130, 12),
    ]:
        cases.add("attention." + name, lambda q, k, v: attention(q, k, v, None, heads),
                  r.normal(2, queries, embed), r.normal(2, keys, embed), r.normal(2, keys, embed))
    cases.add("attention.mask", lambda *t: attention(*t, heads=2),
              r.normal(3, 6, 10), r.normal(3, 7, 10), r.normal(3, 7, 10), r.mask(6, 7))
    cases.add("attention.batch_mask", lambda *t: attention(*t, heads=3),
              r.normal(2, 4, 21), r.normal(2, 35, 21), r.normal(2, 35, 21), r.mask(2, 4, 35))
    for name, heads, tokens, embed in [
        ("one_token", 4, 1, 96), ("heads", 8, 9, 96), ("long", 2, 130, 10)
    ]:
        cases.add("selfAttention." + name, lambda x: self_attention(x, None, heads),
                  r.normal(2, tokens, 3 * embed))
    cases.add("selfAttention.mask", lambda *t: self_attention(*t, heads=3),
              r.normal(2, 33, 45), r.mask(33, 33))
    for name, inputs, hidden, directions in [("", 20, 12, 1), (".both_ways", 37, 21, 2)]:
        scale = hidden ** -0.5
        parameters = directions * [(4 * hidden, inputs), (4 * hidden, hidden),
                                   (4 * hidden,), (4 * hidden,)]
        cases.add("lstm" + name, lstm, r.normal(3, 9, inputs),
                  *(r.normal(*shape, scale=scale) for shape in parameters))


def elementwise(cases):
    r = Random("elementwise")
    for n in 4, 37:
        cases.add(f"softmax.{n}", lambda x: F.softmax(x, -1), r.normal(11, n, scale=3))
        cases.add(f"logSoftmax.{n}", lambda x: F.log_softmax(x, -1), r.normal(11, n, scale=3))
    labels = ("c", r.state.randint(0, 7, 29).astype(np.float32))
    cases.add("crossEntropy", lambda x, t: F.cross_entropy(x, t.long()).reshape(1),
              r.normal(29, 7, scale=2), labels)
    for name, function in [("elu", F.elu), ("relu", F.relu), ("gelu", F.gelu),
                           ("tanh", torch.tanh), ("sigmoid", torch.sigmoid)]:
        cases.add(name, function, r.normal(1009, scale=3))
    cases.add("add", torch.add, r.normal(3, 37), r.normal(3, 37))
    cases.add("add.row", torch.add, r.normal(5, 3, 9), r.normal(9))
    cases.add("subtract", torch.sub, r.normal(3, 37), r.normal(3, 37))
    cases.add("subtract.row", torch.sub, r.normal(5, 9), r.normal(9))
    cases.add("multiply", torch.mul, r.normal(3, 37), r.normal(3, 37))
    cases.add("multiply.map", torch.mul, r.normal(4, 3, 9), r.normal(3, 9))
    cases.add("scale", lambda x: -1.75 * x, r.normal(103))


def shapes(cases):
    r = Random("shapes")
    for axis in range(3):
        cases.add(f"mean.{axis}", lambda x: x.mean(axis), r.normal(3, 5, 17))
        cases.add(f"narrow.{axis}", lambda x: x.narrow(axis, 1, 2), r.normal(4, 5, 3))
        cases.add(f"concat.{axis}", lambda a, b: torch.cat([a, b, a], axis),
                  r.normal(2, 3, 5), r.normal(2, 3, 5))
    cases.add("permute", lambda x: x.permute(2, 0, 3, 1), r.normal(2, 5, 3, 7))
    cases.add("reshape", lambda x: x.reshape(6, 5), r.normal(2, 3, 5))


if __name__ == "__main__":
    main(products, convolutions, pooling_and_norms, sequences, elementwise, shapes)

"""Writes src/test/resources/golden/losses.safetensors: see golden_cases.py. Each case has a random
stream of its own.
"""
import numpy as np
import torch
import torch.nn.functional as F

from golden_cases import Random, main

REDUCTIONS = "mean", "sum", "none"


def shaped(y):
    return y.reshape(1) if y.dim() == 0 else y


def labels(r, classes, *shape):
    return "c", r.state.randint(0, classes, shape).astype(np.float32)


def probabilities(r, *shape):
    p = r.state.uniform(0, 1, shape)
    p[0, 0] = 0
    return "c", (p / p.sum(-1, keepdims=True)).astype(np.float32)


def weights(r, *shape):
    return "c", r.state.uniform(0.5, 2, shape).astype(np.float32)


def channels_second(x):
    return x.movedim(-1, 1)


def classes(cases):
    for reduction in REDUCTIONS:
        for name, settings in [("plain", {}), ("smooth", {"label_smoothing": 0.125}),
                               ("ignored", {"ignore_index": 3}),
                               ("both", {"label_smoothing": 0.25, "ignore_index": 1})]:
            for weighted in "", "_weighted":
                case = f"crossEntropy.{name}{weighted}_{reduction}"
                r = Random(case)
                cases.add(case, lambda x, t, w: shaped(F.cross_entropy(
                    x, t.long(), w if weighted else None, reduction=reduction, **settings)),
                    r.normal(17, 5, scale=2), labels(r, 5, 17), weights(r, 5))
        for weighted in "", "_weighted":
            case = f"crossEntropy.probabilities{weighted}_{reduction}"
            r = Random(case)
            cases.add(case, lambda x, t, w: shaped(F.cross_entropy(
                x, t, w if weighted else None, reduction=reduction, label_smoothing=0.125)),
                r.normal(11, 5), probabilities(r, 11, 5), weights(r, 5))
        case = "crossEntropy.sequences_" + reduction
        r = Random(case)
        cases.add(case, lambda x, t: shaped(F.cross_entropy(
            channels_second(x), t.long(), reduction=reduction)),
            r.normal(3, 7, 5), labels(r, 5, 3, 7))
        r = Random("nll." + reduction)
        cases.add("nll." + reduction, lambda x, t, w: shaped(F.nll_loss(
            x, t.long(), w, reduction=reduction)),
            r.normal(13, 4), labels(r, 4, 13), weights(r, 4))
        r = Random("klDivergence." + reduction)
        cases.add("klDivergence." + reduction,
                  lambda x, t: shaped(F.kl_div(x, t, reduction=reduction)),
                  r.normal(7, 5), probabilities(r, 7, 5))
    r = Random("crossEntropy.fast")
    cases.add("crossEntropy.fast_sequences", lambda x, t: shaped(F.cross_entropy(
        channels_second(x), t.long())), r.normal(2, 9, 7), labels(r, 7, 2, 9))
    cases.add("nll.short", lambda x, t: shaped(F.nll_loss(x, t.long())),
              r.normal(13, 4), labels(r, 4, 13))


def regression(cases):
    for reduction in REDUCTIONS:
        for name, function in [
            ("mse", F.mse_loss), ("l1", F.l1_loss),
            ("huber", lambda *x, **r: F.huber_loss(*x, delta=0.75, **r)),
            ("smoothL1", lambda *x, **r: F.smooth_l1_loss(*x, beta=0.25, **r)),
        ]:
            case = f"{name}.{reduction}"
            r = Random(case)
            cases.add(case, lambda x, t: shaped(function(x, t, reduction=reduction)),
                      r.normal(7, 9), r.normal(7, 9))
        r = Random("bceWithLogits." + reduction)
        for case, weight in ("", None), ("_weighted", weights(r, 9)):
            inputs = [r.normal(7, 9, scale=4), ("c", r.state.uniform(0, 1, (7, 9)).astype("f"))]
            cases.add(f"bceWithLogits.{reduction}{case}",
                      lambda x, t, w=None: shaped(F.binary_cross_entropy_with_logits(
                          x, t, pos_weight=w, reduction=reduction)),
                      *inputs, *([weight] if weight else []))


if __name__ == "__main__":
    main(classes, regression)

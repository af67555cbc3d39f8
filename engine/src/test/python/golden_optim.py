"""Ten steps of every optimiser by PyTorch, for OptimizerGoldenTest; see golden_cases.py for how to run it.

The tensors of a case are called CASE/weight0, CASE/bias0 (before the first step), CASE/weight10, CASE/bias10 (after the
last), and grads/weight1 … grads/bias10 are the gradients of the steps, the same for all cases.
"""
import torch

from golden_cases import Random, main

STEPS = 10
random = Random("optimizers")
SHAPES = {"weight": (3, 5), "bias": (3,)}
START = {name: random.normal(*shape)[1] for name, shape in SHAPES.items()}
GRADS = [{name: random.normal(*shape)[1] for name, shape in SHAPES.items()} for _ in range(STEPS)]


def run(cases, case, optimizer):
    """`optimizer` makes one of a weight and a bias."""
    parameters = {
        name: torch.nn.Parameter(torch.tensor(value, dtype=torch.float64)) for name, value in START.items()
    }
    opt = optimizer(parameters["weight"], parameters["bias"])
    for grads in GRADS:
        for name, p in parameters.items():
            p.grad = torch.tensor(grads[name], dtype=torch.float64)
        opt.step()
    for name, p in parameters.items():
        cases.put(f"{case}/{name}0", START[name])
        cases.put(f"{case}/{name}10", p.detach().numpy())


def gradients(cases):
    for step, grads in enumerate(GRADS):
        for name, value in grads.items():
            cases.put(f"grads/{name}{step + 1}", value)


def optimizers(cases):
    optim = torch.optim
    run(cases, "sgd", lambda w, b: optim.SGD([w, b], 0.1))
    run(cases, "sgd.decay", lambda w, b: optim.SGD([w, b], 0.1, weight_decay=0.1))
    run(cases, "sgd.momentum", lambda w, b: optim.SGD([w, b], 0.1, momentum=0.9))
    run(
        cases,
        "sgd.nesterov",
        lambda w, b: optim.SGD([w, b], 0.1, momentum=0.9, nesterov=True, weight_decay=0.1),
    )
    run(cases, "adam", lambda w, b: optim.Adam([w, b], 0.1))
    run(cases, "adam.decay", lambda w, b: optim.Adam([w, b], 0.1, weight_decay=0.1))
    run(cases, "adamw", lambda w, b: optim.AdamW([w, b], 0.1, weight_decay=0.1))
    run(cases, "rmsprop", lambda w, b: optim.RMSprop([w, b], 0.1))
    run(
        cases,
        "rmsprop.momentum",
        lambda w, b: optim.RMSprop([w, b], 0.1, alpha=0.9, momentum=0.9, weight_decay=0.1),
    )
    run(
        cases,
        "adamw.groups",
        lambda w, b: optim.AdamW(
            [{"params": [w], "lr": 0.05}, {"params": [b], "weight_decay": 0.0}], 0.1, weight_decay=0.1
        ),
    )
    run(cases, "sgd.frozen", lambda w, b: optim.SGD([b], 0.1, momentum=0.9))


main(gradients, optimizers)

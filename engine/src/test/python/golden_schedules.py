"""The factors of PyTorch's learning-rate schedules, for LrScheduleGoldenTest; see golden_cases.py for how to run it.

A case holds the factor of every epoch or step from 0. The losses that `plateau` observes are in `losses`.
"""
import numpy as np
import torch

from golden_cases import main

EPOCHS = 30
LOSSES = [3, 2, 1, 1.5, 0.9, 0.95, 0.95, 0.91, 0.92, 0.9, 0.89995, 0.8, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.7]


def factors(make, observed=None):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 1.0)
    scheduler = make(optimizer)
    result = []
    for i in range(EPOCHS if observed is None else len(observed)):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if observed is not None:
            scheduler.step(observed[i])
        elif i < EPOCHS - 1:
            scheduler.step()
    return np.array(result)


def schedules(cases):
    lr = torch.optim.lr_scheduler
    cases.put("step", factors(lambda o: lr.StepLR(o, 7, 0.5)))
    cases.put("cosine", factors(lambda o: lr.CosineAnnealingLR(o, EPOCHS)))
    cases.put("exponential", factors(lambda o: lr.ExponentialLR(o, 0.9)))
    cases.put("polynomial", factors(lambda o: lr.PolynomialLR(o, EPOCHS, 2.0)))
    cases.put("linear", factors(lambda o: lr.LinearLR(o, 0.25, 0.5, 8)))
    cases.put("restarts", factors(lambda o: lr.CosineAnnealingWarmRestarts(o, 4, 2, eta_min=0.1)))
    cases.put("onecycle", factors(lambda o: lr.OneCycleLR(o, 1.0, EPOCHS, cycle_momentum=False)))
    cases.put("losses", np.array(LOSSES))
    cases.put("plateau", factors(lambda o: lr.ReduceLROnPlateau(o, factor=0.5, patience=2, eps=0), LOSSES))


main(schedules)

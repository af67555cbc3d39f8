"""State dicts of PyTorch networks and what these compute, for PyTorchNetworkTest; see golden_cases.py for how to run
it.

The tensors of a network are called NETWORK/state/NAME (the state dict, in PyTorch's layout), NETWORK/in (in Tenor's:
channels last) and NETWORK/out.
"""
import torch
from torch import nn

from golden_cases import Random, main, nchw


def network(cases, name, module, x, permute):
    """`permute` gives PyTorch's layout to the input x."""
    random = Random(name)
    module = module.double()
    for key, parameter in module.named_parameters():
        value = random.normal(*parameter.shape, scale=0.3)[1]
        parameter.data = torch.tensor(value, dtype=torch.float64)
        cases.put(f"{name}/state/{key}", value)
    cases.put(f"{name}/in", x[1])
    cases.put(f"{name}/out", module(permute(torch.tensor(x[1], dtype=torch.float64))).detach().numpy())


def networks(cases):
    random = Random("networks")
    network(
        cases,
        "cnn",
        nn.Sequential(
            nn.Conv2d(2, 4, 3, stride=2, padding=1),
            nn.ReLU(),
            nn.Conv2d(4, 3, 3, padding=1),
            nn.Tanh(),
            nn.Flatten(),
            nn.Linear(3 * 4 * 3, 5),
        ),
        random.normal(2, 7, 6, 2),
        nchw,
    )
    network(
        cases,
        "cnn1d",
        nn.Sequential(nn.Conv1d(3, 4, 3), nn.GELU(), nn.Flatten(), nn.Linear(4 * 7, 5), nn.Softmax(-1)),
        random.normal(2, 9, 3),
        lambda x: x.permute(0, 2, 1),
    )
    network(
        cases,
        "mlp",
        nn.Sequential(nn.Linear(3, 4), nn.Sigmoid(), nn.Flatten(), nn.Linear(4 * 5, 2), nn.ELU(), nn.LogSoftmax(-1)),
        random.normal(2, 5, 3),
        lambda x: x,
    )


main(networks)

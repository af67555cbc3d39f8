"""What the scripts of golden values share: golden_NAME.py writes
src/test/resources/golden/NAME.safetensors, ops' outputs and gradients by PyTorch.

    python3 golden_NAME.py            writes the file
    python3 golden_NAME.py --check    computes the values again and compares them with the file

Needs PyTorch 1.13 or later and NumPy (Debian: python3-torch). PyTorch computes in float64, and the
results are rounded to float32: the file holds the exact values as well as float32 can, and another
version of PyTorch gives the same ones but for the last bit of a few.

The tensors of a case are called CASE/in0, in1 … (what Tenor's op takes, in its own layout: images
are channels last), CASE/output, CASE/grad_output, CASE/grad0 … (of the inputs that have a gradient)
and CASE/after0 … (inputs that the op changes: running statistics). A subclass of
`dev.tenor.engine.tck.GoldenTable` says which op with which settings a case is.
"""
import argparse
import pathlib
import sys
import zlib

import numpy as np
import torch

from safetensors_file import require, write

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "golden"
TOLERANCE = 1e-6  # of --check, relative to the largest value of the tensor


class Cases:
    """The tensors of all cases so far."""

    def __init__(self):
        self.tensors = {}

    def add(self, name, function, *inputs, changes=()):
        """Runs `function` on the inputs, forward and, if one has a gradient, backward. An input is a pair of a kind and an
        array; of kind "x" it has a gradient, of kind "c" (constant) it has none. `changes` are the
        numbers of inputs that the op writes to."""
        tensors = [torch.tensor(a, dtype=torch.float64) for _, a in inputs]
        for (kind, array), tensor in zip(inputs, tensors):
            tensor.requires_grad_(kind == "x")
        for i, (_, array) in enumerate(inputs):
            self.put(f"{name}/in{i}", array)
        output = function(*tensors)
        self.put(f"{name}/output", output.detach().numpy())
        if not output.requires_grad:
            return
        seed = Random(name + " backward").normal(*output.shape)[1]
        output.backward(torch.tensor(seed, dtype=torch.float64))
        self.put(f"{name}/grad_output", seed)
        for i, tensor in enumerate(tensors):
            if tensor.requires_grad:
                self.put(f"{name}/grad{i}", tensor.grad.numpy())
            if i in changes:
                self.put(f"{name}/after{i}", tensor.numpy())

    def put(self, name, array):
        assert name not in self.tensors, name
        self.tensors[name] = np.ascontiguousarray(array, dtype=np.float32)


class Random:
    """Inputs that are a function of the case's name. RandomState's numbers never change."""

    def __init__(self, name):
        self.state = np.random.RandomState(zlib.crc32(name.encode()))

    def normal(self, *shape, scale=1.0, kind="x"):
        return kind, (scale * self.state.standard_normal(shape)).astype(np.float32)

    def constant(self, *shape):
        return self.normal(*shape, kind="c")

    def variance(self, n):
        return "c", self.state.uniform(0.5, 1.5, n).astype(np.float32)

    def mask(self, *shape):
        """0, or −∞ in about a third of the places but never in the first column."""
        mask = np.where(self.state.uniform(size=shape) < 0.33, -np.inf, 0.0)
        mask[..., 0] = 0
        return "c", mask.astype(np.float32)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def main(*groups):
    """Writes, or checks, the file of the script that runs, with the cases of all groups."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true", help="compare with the file")
    check = parser.parse_args().check
    script = pathlib.Path(sys.argv[0]).name
    file = FOLDER / (script.removeprefix("golden_").removesuffix(".py") + ".safetensors")
    cases = Cases()
    for group in groups:
        group(cases)
    if check:
        require(file, cases.tensors, TOLERANCE)
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        write(file, cases.tensors, {"script": script})

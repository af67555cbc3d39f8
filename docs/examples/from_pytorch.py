"""Writes the two files of FromPyTorch.java: a network's checkpoint, and an input with its logits.

    python3 from_pytorch.py [FOLDER]

Where the package safetensors is installed, `safetensors.torch.save_file(model.state_dict(), path)` is
all it takes; the format is simple enough to be written by hand as well.
"""
import json
import pathlib
import struct
import sys

import torch
from torch import nn


def save_file(tensors, path):
    header, data, offset = {}, [], 0
    for name, tensor in tensors.items():
        if tensor.dtype != torch.float32:  # num_batches_tracked
            continue
        data.append(tensor.detach().contiguous().numpy().tobytes())
        end = offset + len(data[-1])
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(data))


folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
torch.manual_seed(1)
model = nn.Sequential(
    nn.Conv2d(3, 8, 3, padding=1),
    nn.BatchNorm2d(8),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(8 * 6 * 5, 10),
)
model(torch.randn(64, 3, 12, 10))  # running statistics other than 0 and 1
model.eval()
save_file(model.state_dict(), folder / "cnn.safetensors")
x = torch.randn(4, 3, 12, 10)
with torch.no_grad():
    save_file({"input": x, "logits": model(x)}, folder / "cnn-values.safetensors")

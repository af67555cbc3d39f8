"""Writes src/test/resources/golden/image_layers.safetensors for ImageLayersTest: see golden_cases.py
for how to run it.

The tensors of a layer are called LAYER/state/NAME (its state dict, in PyTorch's layout), LAYER/in (in
Tenor's: channels last) and LAYER/out.
"""
import torch
from torch import nn

from golden_cases import Random, main


def layer(cases, name, module, *shape):
    random = Random(name)
    module = module.double().eval()
    for key, value in module.state_dict().items():
        if key.endswith("num_batches_tracked"):
            continue
        drawn = random.variance(len(value)) if key.endswith("var") else random.normal(*value.shape, scale=0.3)
        value.copy_(torch.tensor(drawn[1]))
        cases.put(f"{name}/state/{key}", drawn[1])
    x = random.normal(*shape)[1]
    cases.put(f"{name}/in", x)
    y = module(torch.tensor(x, dtype=torch.float64).movedim(-1, 1))
    cases.put(f"{name}/out", y.movedim(1, -1).detach().numpy())


def layers(cases):
    layer(cases, "conv2d", nn.Conv2d(3, 5, (3, 2), stride=(2, 1), padding=(1, 0)), 2, 7, 6, 3)
    layer(cases, "conv2d.groups", nn.Conv2d(6, 4, 3, padding=2, dilation=2, groups=2, bias=False),
          1, 7, 6, 6)
    layer(cases, "conv2d.depthwise", nn.Conv2d(5, 10, 3, padding=1, groups=5), 1, 7, 6, 5)
    layer(cases, "conv1d", nn.Conv1d(6, 4, 5, padding=4, dilation=2, groups=2), 2, 11, 6)
    layer(cases, "convTranspose2d",
          nn.ConvTranspose2d(4, 6, (3, 2), stride=2, padding=1, output_padding=1, groups=2), 2, 5, 4, 4)
    layer(cases, "convTranspose1d", nn.ConvTranspose1d(4, 3, 4, stride=2, padding=1), 2, 5, 4)
    layer(cases, "batchNorm", nn.BatchNorm2d(5, eps=1e-3), 2, 3, 4, 5)
    layer(cases, "groupNorm", nn.GroupNorm(2, 6, eps=1e-3), 2, 3, 4, 6)
    layer(cases, "instanceNorm", nn.InstanceNorm2d(5), 2, 3, 4, 5)
    layer(cases, "instanceNorm.affine", nn.InstanceNorm1d(5, affine=True), 2, 7, 5)
    layer(cases, "maxPool2d", nn.MaxPool2d(3, 2, 1), 2, 7, 6, 3)
    layer(cases, "maxPool1d", nn.MaxPool1d(2), 2, 7, 3)
    layer(cases, "avgPool2d", nn.AvgPool2d(3, 2, 1), 2, 7, 6, 3)
    layer(cases, "avgPool1d", nn.AvgPool1d(3, 2), 2, 7, 3)
    layer(cases, "adaptiveAvgPool2d", nn.AdaptiveAvgPool2d((3, 2)), 2, 7, 5, 3)
    layer(cases, "adaptiveMaxPool2d", nn.AdaptiveMaxPool2d((3, 2)), 2, 7, 5, 3)
    layer(cases, "globalAvgPool", nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), 2, 7, 5, 3)
    layer(cases, "upsample.nearest", nn.Upsample(scale_factor=2), 1, 3, 4, 2)
    layer(cases, "upsample.bilinear", nn.Upsample(scale_factor=3, mode="bilinear"), 1, 3, 4, 2)
    layer(cases, "upsample.corners",
          nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), 1, 3, 4, 2)
    layer(cases, "network", nn.Sequential(
        nn.Conv2d(3, 8, 3, stride=2, padding=1, bias=False), nn.BatchNorm2d(8), nn.ReLU(),
        nn.Conv2d(8, 8, 3, padding=1, groups=8), nn.GroupNorm(4, 8), nn.MaxPool2d(2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 5)), 2, 12, 9, 3)


if __name__ == "__main__":
    main(layers)

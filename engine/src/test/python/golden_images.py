"""Writes src/test/resources/golden/images.safetensors: see golden_cases.py. The cases of a group
share one random stream: add new ones at its end.
"""
import torch.nn.functional as F

from golden_cases import Random, main, nchw, nhwc


def conv2d(x, weight, bias=None, **settings):
    return nhwc(F.conv2d(nchw(x), weight.permute(3, 2, 0, 1), bias, **settings))


def conv1d(x, weight, bias=None, **settings):
    return ntc(F.conv1d(nct(x), weight.permute(2, 1, 0), bias, **settings))


def conv_transpose2d(x, weight, bias=None, **settings):
    return nhwc(F.conv_transpose2d(nchw(x), weight.permute(3, 2, 0, 1), bias, **settings))


def conv_transpose1d(x, weight, bias=None, **settings):
    return ntc(F.conv_transpose1d(nct(x), weight.permute(2, 1, 0), bias, **settings))


def nct(x):
    return x.permute(0, 2, 1)


ntc = nct


def convolutions(cases):
    r = Random("image convolutions")
    for name, x, weight, settings in [
        ("dilated", (2, 9, 8, 5), (3, 3, 5, 7), {"padding": 2, "dilation": 2}),
        ("uneven", (2, 11, 9, 3), (2, 4, 3, 9),
         {"stride": (2, 3), "padding": (1, 4), "dilation": (3, 2)}),
        ("groups", (2, 7, 6, 6), (3, 3, 3, 10), {"padding": 1, "groups": 2}),
        ("depthwise", (2, 9, 7, 19), (3, 3, 1, 19), {"padding": 1, "groups": 19}),
        ("depthwise_strided", (1, 9, 8, 16), (5, 5, 1, 32),
         {"stride": 2, "padding": 4, "dilation": 2, "groups": 16}),
    ]:
        cases.add("conv2d." + name, lambda *t: conv2d(*t, **settings),
                  r.normal(*x), r.normal(*weight, scale=0.3), r.normal(weight[-1]))
    cases.add("conv1d.settings", lambda *t: conv1d(*t, stride=2, padding=3, dilation=3, groups=2),
              r.normal(2, 13, 6), r.normal(3, 3, 8), r.normal(8))
    for name, x, weight, groups, settings in [
        ("strided", (2, 4, 5, 6), (3, 3, 7, 6), 1,
         {"stride": 2, "padding": 1, "output_padding": 1}),
        ("uneven", (2, 5, 4, 6), (4, 3, 5, 6), 2,
         {"stride": (3, 2), "padding": (2, 1), "output_padding": (2, 0), "dilation": (2, 1)}),
        ("depthwise", (1, 4, 5, 17), (4, 4, 1, 17), 17, {"stride": 2, "padding": 1}),
    ]:
        cases.add("convTranspose2d." + name,
                  lambda *t: conv_transpose2d(*t, groups=groups, **settings),
                  r.normal(*x), r.normal(*weight, scale=0.3), r.normal(weight[2] * groups))
    cases.add("convTranspose1d", lambda *t: conv_transpose1d(*t, stride=3, padding=2,
                                                             output_padding=1),
              r.normal(2, 7, 4), r.normal(5, 9, 4), r.normal(9))


def max_pooling(cases):
    r = Random("image max pooling")
    cases.add("maxPool2d.padded", lambda x: nhwc(F.max_pool2d(nchw(x), 3, 2, 1)),
              r.normal(2, 8, 11, 17))
    cases.add("maxPool2d.overlapping",
              lambda x: nhwc(F.max_pool2d(nchw(x), (2, 4), (1, 3), (0, 2))), r.normal(2, 5, 6, 9))
    cases.add("maxPool1d", lambda x: ntc(F.max_pool1d(nct(x), 3, 2, 1)), r.normal(3, 12, 5))


def average_pooling(cases):
    r = Random("image average pooling")
    cases.add("avgPool2d.padded", lambda x: nhwc(F.avg_pool2d(nchw(x), 3, 2, 1)),
              r.normal(2, 8, 11, 17))
    cases.add("avgPool2d.without_pad",
              lambda x: nhwc(F.avg_pool2d(nchw(x), (2, 4), (1, 3), (0, 2), False, False)),
              r.normal(2, 5, 6, 9))
    cases.add("avgPool2d.overlapping", lambda x: nhwc(F.avg_pool2d(nchw(x), (3, 2), (2, 1))),
              r.normal(2, 8, 5, 9))
    cases.add("avgPool1d", lambda x: ntc(F.avg_pool1d(nct(x), 4, 3, 2)), r.normal(3, 12, 5))
    cases.add("adaptiveAvgPool2d", lambda x: nhwc(F.adaptive_avg_pool2d(nchw(x), (3, 4))),
              r.normal(2, 8, 11, 9))
    cases.add("adaptiveAvgPool2d.larger", lambda x: nhwc(F.adaptive_avg_pool2d(nchw(x), (5, 3))),
              r.normal(2, 3, 2, 17))
    cases.add("adaptiveAvgPool1d", lambda x: ntc(F.adaptive_avg_pool1d(nct(x), 5)),
              r.normal(2, 13, 5))
    cases.add("adaptiveMaxPool2d", lambda x: nhwc(F.adaptive_max_pool2d(nchw(x), (3, 4))),
              r.normal(2, 8, 11, 9))
    cases.add("adaptiveMaxPool2d.even", lambda x: nhwc(F.adaptive_max_pool2d(nchw(x), (2, 3))),
              r.normal(2, 8, 9, 5))
    cases.add("globalAvgPool", lambda x: F.adaptive_avg_pool2d(nchw(x), 1).flatten(1),
              r.normal(2, 5, 7, 9))
    cases.add("globalMaxPool", lambda x: F.adaptive_max_pool2d(nchw(x), 1).flatten(1),
              r.normal(2, 5, 7, 9))


def resizing(cases):
    r = Random("image resizing")
    for name, size in [("up", (14, 10)), ("uneven", (3, 11))]:
        cases.add("upsampleNearest." + name, lambda x: nhwc(F.interpolate(nchw(x), size)),
                  r.normal(2, 7, 5, 9))
        for corners in False, True:
            cases.add(f"upsampleBilinear.{name}{'_corners' if corners else ''}",
                      lambda x: nhwc(F.interpolate(nchw(x), size, mode="bilinear",
                                                   align_corners=corners)),
                      r.normal(2, 7, 5, 9))
    cases.add("upsampleLinear",
              lambda x: ntc(F.interpolate(nct(x), 17, mode="linear", align_corners=False)),
              r.normal(2, 7, 5))
    cases.add("pixelShuffle", lambda x: nhwc(F.pixel_shuffle(nchw(x), 2)), r.normal(2, 3, 5, 12))
    cases.add("pixelUnshuffle", lambda x: nhwc(F.pixel_unshuffle(nchw(x), 3)), r.normal(1, 6, 9, 5))


if __name__ == "__main__":
    main(convolutions, max_pooling, average_pooling, resizing)

package dev.tenor.engine.tck;

import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.PoolSettings;

/// The cases of `golden/images.safetensors`, written by `golden_images.py`.
final class GoldenImages extends GoldenTable {
  GoldenImages() {
    super("images");
    convolutions();
    maxPooling();
    averagePooling();
    resizing();
  }

  private void convolutions() {
    conv2d("dilated", ConvSettings.of(1, 2).dilation(2));
    conv2d("uneven", ConvSettings.of().stride(2, 3).padding(1, 4).dilation(3, 2));
    conv2d("groups", ConvSettings.of(1, 1).groups(2));
    conv2d("depthwise", ConvSettings.of(1, 1).groups(19));
    conv2d("depthwise_strided", ConvSettings.of(2, 4).dilation(2).groups(16));
    ConvSettings oneD = ConvSettings.of(2, 3).dilation(3).groups(2);
    put("conv1d.settings", (p, in) -> Images.conv1d(p, in[0], in[1], in[2], oneD));
    transposed("strided", ConvSettings.of(2, 1), 1, 1);
    ConvSettings uneven = ConvSettings.of().stride(3, 2).padding(2, 1).dilation(2, 1).groups(2);
    transposed("uneven", uneven, 2, 0);
    transposed("depthwise", ConvSettings.of(2, 1).groups(17), 0, 0);
    ConvSettings three = ConvSettings.of(3, 2);
    put("convTranspose1d", (p, in) -> Images.convTranspose1d(p, in[0], in[1], in[2], three, 1));
  }

  private void conv2d(String name, ConvSettings s) {
    put("conv2d." + name, (p, in) -> Images.conv2d(p, in[0], in[1], in[2], s));
  }

  private void transposed(String name, ConvSettings s, int outPadH, int outPadW) {
    put(
        "convTranspose2d." + name,
        (p, in) -> Images.convTranspose2d(p, in[0], in[1], in[2], s, outPadH, outPadW));
  }

  private void maxPooling() {
    PoolSettings padded = PoolSettings.of(3).stride(2).padding(1);
    put("maxPool2d.padded", (p, in) -> Images.maxPool2d(p, in[0], padded));
    PoolSettings overlapping = PoolSettings.of(2, 4).stride(1, 3).padding(0, 2);
    put("maxPool2d.overlapping", (p, in) -> Images.maxPool2d(p, in[0], overlapping));
    put("maxPool1d", (p, in) -> Images.maxPool1d(p, in[0], 3, 2, 1));
  }

  private void averagePooling() {
    PoolSettings padded = PoolSettings.of(3).stride(2).padding(1);
    put("avgPool2d.padded", (p, in) -> Images.avgPool2d(p, in[0], padded));
    PoolSettings without = PoolSettings.of(2, 4).stride(1, 3).padding(0, 2).withoutPadInCount();
    put("avgPool2d.without_pad", (p, in) -> Images.avgPool2d(p, in[0], without));
    PoolSettings overlapping = PoolSettings.of(3, 2).stride(2, 1);
    put("avgPool2d.overlapping", (p, in) -> Images.avgPool2d(p, in[0], overlapping));
    put("avgPool1d", (p, in) -> Images.avgPool1d(p, in[0], 4, 3, 2));
    put("adaptiveAvgPool2d", (p, in) -> Images.adaptiveAvgPool2d(p, in[0], 3, 4));
    put("adaptiveAvgPool2d.larger", (p, in) -> Images.adaptiveAvgPool2d(p, in[0], 5, 3));
    put("adaptiveAvgPool1d", (p, in) -> Images.adaptiveAvgPool1d(p, in[0], 5));
    put("adaptiveMaxPool2d", (p, in) -> Images.adaptiveMaxPool2d(p, in[0], 3, 4));
    put("adaptiveMaxPool2d.even", (p, in) -> Images.adaptiveMaxPool2d(p, in[0], 2, 3));
    put("globalAvgPool", (p, in) -> Images.globalAvgPool(p, in[0]));
    put("globalMaxPool", (p, in) -> Images.globalMaxPool(p, in[0]));
  }

  private void resizing() {
    resized("up", 14, 10);
    resized("uneven", 3, 11);
    put("upsampleLinear", (p, in) -> Images.upsampleLinear(p, in[0], 17, false));
    put("pixelShuffle", (p, in) -> Images.pixelShuffle(p, in[0], 2));
    put("pixelUnshuffle", (p, in) -> Images.pixelUnshuffle(p, in[0], 3));
  }

  private void resized(String name, int h, int w) {
    put("upsampleNearest." + name, (p, in) -> Images.upsampleNearest(p, in[0], h, w));
    put("upsampleBilinear." + name, (p, in) -> Images.upsampleBilinear(p, in[0], h, w, false));
    put(
        "upsampleBilinear." + name + "_corners",
        (p, in) -> Images.upsampleBilinear(p, in[0], h, w, true));
  }
}

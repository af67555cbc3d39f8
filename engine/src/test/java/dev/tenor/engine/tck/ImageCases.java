package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;

import dev.tenor.engine.ops.ConvBlock;
import dev.tenor.engine.ops.ConvSettings;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.PoolSettings;
import dev.tenor.engine.tensor.Shape;

/// Convolutions and pooling. See [OpCases].
final class ImageCases extends CaseList {
  @Override
  void fill() {
    convolutions();
    settings();
    transposed();
    blocks();
    pooling();
    averages();
    resizing();
    noImages();
  }

  private void convolutions() {
    conv(new int[] {2, 7, 5, 1}, new int[] {3, 3, 1, 16}, 1, 1);
    conv(new int[] {1, 9, 10, 16}, new int[] {3, 3, 16, 32}, 1, 1);
    conv(new int[] {2, 5, 5, 32}, new int[] {3, 3, 32, 64}, 1, 1);
    conv(new int[] {3, 4, 2, 64}, new int[] {3, 3, 64, 48}, 1, 1);
    conv(new int[] {2, 13, 3, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {5, 7, 5, 24}, new int[] {3, 3, 24, 40}, 1, 1);
    conv(new int[] {7, 19, 2, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {2, 6, 7, 3}, new int[] {3, 3, 3, 5}, 1, 1);
    conv(new int[] {2, 9, 7, 5}, new int[] {5, 5, 5, 7}, 2, 2);
    conv(new int[] {1, 8, 9, 2}, new int[] {1, 1, 2, 17}, 1, 0);
    conv(new int[] {1, 8, 9, 4}, new int[] {2, 4, 4, 9}, 3, 0);
    conv(new int[] {1, 1, 1, 16}, new int[] {3, 3, 16, 16}, 1, 1);
    conv(new int[] {2, 3, 1, 8}, new int[] {3, 3, 8, 16}, 1, 1);
    conv(new int[] {1, 31, 40, 1}, new int[] {3, 3, 1, 16}, 1, 1);
    add("conv2d no bias", (p, in) -> Images.conv2d(p, in[0], in[1], null, 1, 1))
        .variable(1, 4, 6, 16)
        .variable(3, 3, 16, 16);
    add("conv2d constant input", (p, in) -> Images.conv2d(p, in[0], in[1], in[2], 1, 1))
        .in(CONSTANT, 2, 6, 5, 1)
        .variable(3, 3, 1, 16)
        .variable(16);
    add("conv1d", (p, in) -> Images.conv1d(p, in[0], in[1], in[2], 1, 1))
        .variable(4, 11, 6)
        .variable(3, 6, 10)
        .variable(10);
    add("conv1d strided", (p, in) -> Images.conv1d(p, in[0], in[1], in[2], 2, 0))
        .variable(2, 12, 3)
        .variable(5, 3, 4)
        .variable(4);
  }

  private void conv(int[] x, int[] w, int stride, int padding) {
    String name =
        "conv2d" + Shape.of(x) + "*" + Shape.of(w) + " stride " + stride + " pad " + padding;
    add(name, (p, in) -> Images.conv2d(p, in[0], in[1], in[2], stride, padding))
        .variable(x)
        .variable(w)
        .variable(w[3]);
  }

  private void settings() {
    ConvSettings dilated = ConvSettings.of(1, 2).dilation(2);
    conv("dilated", dilated, new int[] {2, 7, 9, 5}, new int[] {3, 3, 5, 19});
    conv("dilated one channel", dilated, new int[] {1, 7, 6, 1}, new int[] {3, 3, 1, 16});
    conv("dilated wide", dilated, new int[] {2, 8, 9, 16}, new int[] {3, 3, 16, 32});
    ConvSettings uneven = ConvSettings.of().stride(2, 3).padding(1, 4).dilation(3, 2);
    conv("uneven", uneven, new int[] {2, 9, 11, 3}, new int[] {2, 4, 3, 7});
    conv("dilated down", uneven.dilation(2, 1), new int[] {1, 9, 11, 4}, new int[] {3, 2, 4, 9});
    ConvSettings same = ConvSettings.of(1, 1);
    conv("2 groups", same.groups(2), new int[] {2, 6, 5, 6}, new int[] {3, 3, 3, 10});
    conv("3 groups", uneven.groups(3), new int[] {1, 9, 10, 9}, new int[] {3, 3, 3, 33});
    conv("depthwise", same.groups(37), new int[] {2, 7, 9, 37}, new int[] {3, 3, 1, 37});
    conv("depthwise one pixel", same.groups(9), new int[] {2, 1, 1, 9}, new int[] {3, 3, 1, 9});
    ConvSettings strided = ConvSettings.of(2, 3).groups(16);
    conv("depthwise strided", strided, new int[] {1, 11, 8, 16}, new int[] {5, 5, 1, 16});
    conv("depthwise uneven", uneven.groups(19), new int[] {1, 9, 12, 19}, new int[] {3, 4, 1, 19});
    conv("depthwise times 3", same.groups(5), new int[] {2, 5, 7, 5}, new int[] {3, 3, 1, 15});
    ConvSettings narrow = ConvSettings.of(1, 4).dilation(3).groups(8);
    conv("depthwise wide taps", narrow, new int[] {1, 3, 4, 8}, new int[] {3, 3, 1, 8});
    add(
            "conv1d settings",
            (p, in) ->
                Images.conv1d(p, in[0], in[1], in[2], ConvSettings.of(2, 3).dilation(3).groups(2)))
        .variable(2, 13, 6)
        .variable(3, 3, 8)
        .variable(8);
    add(
            "conv1d depthwise",
            (p, in) -> Images.conv1d(p, in[0], in[1], null, ConvSettings.of(1, 15).groups(21)))
        .variable(2, 13, 21)
        .variable(31, 1, 21);
  }

  private void conv(String name, ConvSettings settings, int[] x, int[] w) {
    add("conv2d " + name, (p, in) -> Images.conv2d(p, in[0], in[1], in[2], settings))
        .variable(x)
        .variable(w)
        .variable(w[3]);
  }

  private void transposed() {
    int[] x = {2, 4, 5, 6};
    transposed("", ConvSettings.of(), 0, x, new int[] {3, 2, 7, 6});
    transposed(" strided", ConvSettings.of(2, 1), 1, x, new int[] {3, 3, 17, 6});
    ConvSettings uneven = ConvSettings.of().stride(3, 2).padding(2, 1).dilation(2, 1);
    transposed(" uneven", uneven, 1, x, new int[] {4, 3, 5, 6});
    transposed(" dilated", ConvSettings.of(2, 1).dilation(3), 1, x, new int[] {3, 2, 5, 6});
    transposed(" groups", ConvSettings.of(2, 1).groups(2), 0, x, new int[] {3, 3, 4, 6});
    transposed(" depthwise", ConvSettings.of(2, 1).groups(6), 1, x, new int[] {4, 4, 1, 6});
    transposed(
        " one pixel", ConvSettings.of(2, 0), 0, new int[] {1, 1, 1, 16}, new int[] {2, 2, 8, 16});
    add(
            "conv_transpose1d",
            (p, in) -> Images.convTranspose1d(p, in[0], in[1], in[2], ConvSettings.of(3, 2), 1))
        .variable(2, 7, 4)
        .variable(5, 9, 4)
        .variable(9);
    add(
            "conv_transpose1d no bias",
            (p, in) -> Images.convTranspose1d(p, in[0], in[1], null, ConvSettings.of(2, 0), 0))
        .variable(1, 3, 4)
        .variable(2, 3, 4);
  }

  private void transposed(String name, ConvSettings s, int outPad, int[] x, int[] w) {
    OpCase.Body body = (p, in) -> Images.convTranspose2d(p, in[0], in[1], in[2], s, outPad, outPad);
    add("conv_transpose2d" + name, body).variable(x).variable(w).variable(w[2] * s.groups());
  }

  private void blocks() {
    block(new int[] {2, 7, 6, 1}, 16, 2, 0.25f);
    block(new int[] {2, 9, 7, 16}, 32, 2, 0.5f);
    block(new int[] {5, 19, 2, 16}, 32, 2, 0.25f);
    block(new int[] {3, 5, 5, 16}, 32, 1, 0.25f);
    block(new int[] {3, 5, 5, 16}, 17, 1, 0.25f);
    block(new int[] {1, 4, 2, 5}, 8, 2, 0f);
    block(new int[] {3, 7, 7, 32}, 48, 3, 0.1f);
    block(new int[] {2, 31, 40, 1}, 16, 2, 0.25f);
  }

  private void block(int[] x, int channels, int pool, float dropout) {
    String name = "conv_block" + Shape.of(x) + "->" + channels + " pool " + pool;
    block(name, x, channels, pool, dropout).variable(x);
    block(name + " constant input", x, channels, pool, dropout).in(CONSTANT, x);
  }

  private OpCase block(String name, int[] x, int channels, int pool, float dropout) {
    return add(
            name,
            (p, in) -> {
              ConvBlock.Parameters q =
                  new ConvBlock.Parameters(in[0], in[1], in[2], in[3], in[4], in[5]);
              return Images.convBlock(p, in[6], q, 1, 1, pool, dropout, 0.1f, 1e-5f);
            })
        .variable(3, 3, x[3], channels)
        .in(CONSTANT, channels) // its gradient is 0 in exact arithmetic: only rounding is left
        .variable(channels)
        .variable(channels)
        .in(CONSTANT, channels)
        .in(POSITIVE, channels);
  }

  private void pooling() {
    int[][] inputs = {{3, 39, 5, 8}, {1, 2, 2, 1}, {2, 5, 3, 17}, {1, 19, 2, 32}};
    for (int[] x : inputs) {
      add("avg_pool2d" + Shape.of(x), (p, in) -> Images.avgPool2d(p, in[0], 2, 2)).variable(x);
      add("max_pool2d" + Shape.of(x), (p, in) -> Images.maxPool2d(p, in[0], 2, 2)).in(DISTINCT, x);
    }
    add("avg_pool2d 3x2", (p, in) -> Images.avgPool2d(p, in[0], 3, 2)).variable(2, 7, 5, 9);
    add("max_pool2d 3x1", (p, in) -> Images.maxPool2d(p, in[0], 3, 1)).in(DISTINCT, 1, 3, 4, 3);
    add("max_pool2d 2x3", (p, in) -> Images.maxPool2d(p, in[0], 2, 3)).in(DISTINCT, 2, 5, 7, 5);
    for (int[] x : new int[][] {{2, 7, 5, 9}, {1, 8, 11, 17}, {2, 1, 3, 1}}) {
      PoolSettings padded = PoolSettings.of(3).stride(2).padding(1);
      add(
              "max_pool2d 3x3 stride 2 pad 1" + Shape.of(x),
              (p, in) -> Images.maxPool2d(p, in[0], padded))
          .in(DISTINCT, x);
    }
    PoolSettings overlapping = PoolSettings.of(2, 4).stride(1, 3).padding(0, 2);
    add("max_pool2d overlapping", (p, in) -> Images.maxPool2d(p, in[0], overlapping))
        .in(DISTINCT, 2, 5, 6, 19);
    add("max_pool1d", (p, in) -> Images.maxPool1d(p, in[0], 3, 2, 1)).in(DISTINCT, 3, 12, 5);
  }

  private void averages() {
    PoolSettings padded = PoolSettings.of(3).stride(2).padding(1);
    PoolSettings uneven = PoolSettings.of(2, 4).stride(1, 3).padding(0, 2).withoutPadInCount();
    for (int[] x : new int[][] {{2, 7, 5, 9}, {1, 8, 11, 17}, {2, 2, 3, 1}}) {
      Shape shape = Shape.of(x);
      add("avg_pool2d padded" + shape, (p, in) -> Images.avgPool2d(p, in[0], padded)).variable(x);
      add("avg_pool2d uneven" + shape, (p, in) -> Images.avgPool2d(p, in[0], uneven)).variable(x);
      add("adaptive_avg_pool2d" + shape, (p, in) -> Images.adaptiveAvgPool2d(p, in[0], 3, 2))
          .variable(x);
      add("adaptive_max_pool2d" + shape, (p, in) -> Images.adaptiveMaxPool2d(p, in[0], 2, 3))
          .in(DISTINCT, x);
      add("global_avg_pool" + shape, (p, in) -> Images.globalAvgPool(p, in[0])).variable(x);
      add("global_max_pool" + shape, (p, in) -> Images.globalMaxPool(p, in[0])).in(DISTINCT, x);
    }
    PoolSettings overlapping = PoolSettings.of(3, 2).stride(2, 1);
    add("avg_pool2d overlapping", (p, in) -> Images.avgPool2d(p, in[0], overlapping))
        .variable(2, 8, 5, 19);
    add("avg_pool1d", (p, in) -> Images.avgPool1d(p, in[0], 4, 3, 2)).variable(3, 12, 5);
    add("avg_pool1d no padding", (p, in) -> Images.avgPool1d(p, in[0], 2, 2, 0)).variable(3, 7, 5);
    add("adaptive_avg_pool1d", (p, in) -> Images.adaptiveAvgPool1d(p, in[0], 5)).variable(3, 13, 5);
    add("adaptive_max_pool2d even", (p, in) -> Images.adaptiveMaxPool2d(p, in[0], 2, 3))
        .in(DISTINCT, 1, 4, 9, 5);
    add("global_avg_pool [3,7,5]", (p, in) -> Images.globalAvgPool(p, in[0])).variable(3, 7, 5);
  }

  private void resizing() {
    int[][] sizes = {{14, 10}, {3, 11}, {1, 1}, {7, 5}};
    for (int[] to : sizes) {
      String name = " to " + to[0] + "x" + to[1];
      add("upsample_nearest" + name, (p, in) -> Images.upsampleNearest(p, in[0], to[0], to[1]))
          .variable(2, 7, 5, 9);
      for (boolean corners : new boolean[] {false, true}) {
        add(
                "upsample_bilinear" + name + (corners ? " corners" : ""),
                (p, in) -> Images.upsampleBilinear(p, in[0], to[0], to[1], corners))
            .variable(2, 7, 5, 9);
      }
    }
    add("upsample_bilinear one pixel", (p, in) -> Images.upsampleBilinear(p, in[0], 3, 2, false))
        .variable(1, 1, 1, 17);
    add("upsample_linear", (p, in) -> Images.upsampleLinear(p, in[0], 17, false)).variable(2, 7, 5);
    add("pixel_shuffle", (p, in) -> Images.pixelShuffle(p, in[0], 2)).variable(2, 3, 5, 12);
    add("pixel_unshuffle", (p, in) -> Images.pixelUnshuffle(p, in[0], 3)).variable(1, 6, 9, 5);
  }

  private void noImages() {
    for (ConvSettings s :
        new ConvSettings[] {
          ConvSettings.of(1, 1), ConvSettings.of(1, 1).groups(2), ConvSettings.of(2, 1).groups(6)
        }) {
      String groups = " of no images, groups " + s.groups();
      add("conv2d" + groups, (p, in) -> Images.conv2d(p, in[0], in[1], in[2], s))
          .variable(0, 4, 5, 6)
          .variable(3, 3, 6 / s.groups(), 6)
          .variable(6)
          .noGradientCheck();
      add(
              "conv_transpose2d" + groups,
              (p, in) -> Images.convTranspose2d(p, in[0], in[1], in[2], s, 0, 0))
          .variable(0, 4, 5, 6)
          .variable(3, 3, 6 / s.groups(), 6)
          .variable(6)
          .noGradientCheck();
    }
    PoolSettings padded = PoolSettings.of(3).stride(2).padding(1);
    add("max_pool2d of no images", (p, in) -> Images.maxPool2d(p, in[0], padded))
        .variable(0, 4, 5, 6)
        .noGradientCheck();
    add("avg_pool2d of no images", (p, in) -> Images.avgPool2d(p, in[0], padded))
        .variable(0, 4, 5, 6)
        .noGradientCheck();
    add("global_avg_pool of no images", (p, in) -> Images.globalAvgPool(p, in[0]))
        .variable(0, 4, 5, 6)
        .noGradientCheck();
    add("pixel_shuffle of no images", (p, in) -> Images.pixelShuffle(p, in[0], 2))
        .variable(0, 4, 5, 8)
        .noGradientCheck();
  }
}

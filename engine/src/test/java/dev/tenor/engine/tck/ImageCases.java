package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.DISTINCT;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;

import dev.tenor.engine.ops.ConvBlock;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.PoolSettings;
import dev.tenor.engine.tensor.Shape;

/// Convolutions and pooling. See [OpCases].
final class ImageCases extends CaseList {
  @Override
  void fill() {
    convolutions();
    blocks();
    pooling();
  }

  private void convolutions() {
    conv(new int[] {2, 7, 5, 1}, new int[] {3, 3, 1, 16}, 1, 1);
    conv(new int[] {1, 9, 10, 16}, new int[] {3, 3, 16, 32}, 1, 1);
    conv(new int[] {2, 5, 5, 32}, new int[] {3, 3, 32, 64}, 1, 1);
    conv(new int[] {3, 4, 2, 64}, new int[] {3, 3, 64, 48}, 1, 1);
    conv(new int[] {2, 13, 3, 16}, new int[] {3, 3, 16, 16}, 1, 1);
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
}

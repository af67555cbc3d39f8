package dev.tenor.engine.tck;

import static dev.tenor.engine.tck.OpCase.Kind.CONSTANT;
import static dev.tenor.engine.tck.OpCase.Kind.POSITIVE;

import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.tensor.Shape;

/// Normalisations. See [OpCases].
final class NormCases extends CaseList {
  @Override
  void fill() {
    norms();
    groups();
    lengths();
    nothing();
  }

  private void norms() {
    int[][] inputs = {{4, 9, 7, 6}, {2, 3, 16}, {33, 1}, {2, 5, 7, 48}, {103, 19}};
    for (int[] x : inputs) {
      int channels = x[x.length - 1];
      OpCase.Body batch =
          (p, in) -> Norms.batchNorm(p, in[0], in[1], in[2], in[3], in[4], 0.1f, 1e-5f);
      add("batch_norm" + Shape.of(x), batch)
          .variable(x)
          .variable(channels)
          .variable(channels)
          .in(CONSTANT, channels)
          .in(POSITIVE, channels);
      add("batch_norm running" + Shape.of(x), batch)
          .variable(x)
          .variable(channels)
          .variable(channels)
          .in(CONSTANT, channels)
          .in(POSITIVE, channels)
          .evaluation();
      if (channels > 1) { // one feature alone normalises to 0, whatever it is
        add("layer_norm" + Shape.of(x), (p, in) -> Norms.layerNorm(p, in[0], in[1], in[2], 1e-5f))
            .variable(x)
            .variable(channels)
            .variable(channels);
      }
    }
  }

  private void groups() {
    group(1, 2, 5, 3, 6);
    group(3, 2, 5, 7, 6);
    group(2, 1, 33, 38);
    group(3, 4, 9);
    group(4, 3, 70, 3, 64);
    for (int[] x : new int[][] {{2, 9, 7, 6}, {3, 5, 33}, {1, 67, 16}}) {
      int n = x[x.length - 1];
      add(
              "instance_norm" + Shape.of(x),
              (p, in) -> Norms.instanceNorm(p, in[0], in[1], in[2], 1e-5f))
          .variable(x)
          .variable(n)
          .variable(n);
    }
    for (int[] x : new int[][] {{4, 9, 7, 6}, {2, 3, 16}, {33, 3}, {103, 19}, {1, 100}}) {
      add("rms_norm" + Shape.of(x), (p, in) -> Norms.rmsNorm(p, in[0], in[1], 1e-6f))
          .variable(x)
          .variable(x[x.length - 1]);
    }
  }

  private void lengths() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      add("normalize axis " + axis, (p, in) -> Norms.normalize(p, in[0], at, 1e-12f))
          .variable(3, 5, 17);
    }
    add("normalize one row", (p, in) -> Norms.normalize(p, in[0], -1, 1e-12f)).variable(103);
    add("normalize short rows", (p, in) -> Norms.normalize(p, in[0], -1, 2f)).variable(33, 4);
  }

  private void nothing() {
    add("group_norm of no images", (p, in) -> Norms.groupNorm(p, in[0], 2, in[1], in[2], 1e-5f))
        .variable(0, 4, 6)
        .variable(6)
        .variable(6)
        .noGradientCheck();
    add("rms_norm of no rows", (p, in) -> Norms.rmsNorm(p, in[0], in[1], 1e-5f))
        .variable(0, 6)
        .variable(6)
        .noGradientCheck();
    add("normalize no rows", (p, in) -> Norms.normalize(p, in[0], -1, 1e-5f))
        .variable(0, 6)
        .noGradientCheck();
  }

  private void group(int groups, int... x) {
    int n = x[x.length - 1];
    add(
            "group_norm " + groups + Shape.of(x),
            (p, in) -> Norms.groupNorm(p, in[0], groups, in[1], in[2], 1e-5f))
        .variable(x)
        .variable(n)
        .variable(n);
  }
}

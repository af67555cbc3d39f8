package dev.tenor.engine.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.autograd.ShapeException;
import dev.tenor.engine.backend.CountingPool;
import dev.tenor.engine.backend.scalar.ScalarBackend;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every op refuses what does not fit, and its message names the op, both values and the
/// difference.
class ShapeErrorTest {
  @FunctionalInterface
  private interface Body {
    Tensor apply(Pass pass, Tensor[] in);
  }

  private record Case(String message, Body body, int[][] shapes) {
    @Override
    public String toString() {
      return message;
    }
  }

  private final List<Case> cases = new ArrayList<>();

  private void add(String message, Body body, int[]... shapes) {
    cases.add(new Case(message, body, shapes));
  }

  private static int[] of(int... dims) {
    return dims;
  }

  static List<Case> cases() {
    ShapeErrorTest table = new ShapeErrorTest();
    table.products();
    table.convolutions();
    table.norms();
    table.sequences();
    table.states();
    table.rest();
    return table.cases;
  }

  private void products() {
    Body matmul = (p, in) -> Ops.matmul(p, in[0], in[1]);
    String differ = "matmul: [2,3] x [4,5] — inner dims 3 and 4 differ";
    add(differ, matmul, of(2, 3), of(4, 5));
    Body transposed = (p, in) -> Ops.matmul(p, in[0], in[1], true, true);
    differ = "matmul: [2,3] x [4,3] — inner dims 2 and 3 differ";
    add(differ, transposed, of(2, 3), of(4, 3));
    add("matmul: [2,2,3] x [3,3,2] — batch dims differ", matmul, of(2, 2, 3), of(3, 3, 2));
    add("matmul: a [3] has rank 1, not 2 or more", matmul, of(3), of(3, 3));
    add("matmul: b [3,3] has rank 2, not 3", matmul, of(2, 3, 3), of(3, 3));
    Body linear = (p, in) -> Ops.linear(p, in[0], in[1], in.length > 2 ? in[2] : null);
    add("linear: [7,3] x [5,4] — inner dims 3 and 4 differ", linear, of(7, 3), of(5, 4));
    add("linear: weight [5] has rank 1, not 2", linear, of(7, 3), of(5));
    add("linear: bias is [3], not [5]", linear, of(7, 3), of(5, 3), of(3));
  }

  private void states() {
    Body lengths =
        (p, in) -> {
          AttentionMask mask = AttentionMask.lengths(in[3]);
          return Sequences.attention(p, in[0], in[1], in[2], mask, 2, 0);
        };
    int[] x = of(2, 3, 4);
    add("attention: lengths is [3], not [2]", lengths, x, x, x, of(3));
    Body state =
        (p, in) -> {
          Tensor[] weights = {in[1], in[2], in[3], in[3]};
          RecurrentState first = in.length > 4 ? RecurrentState.of(in[4]) : null;
          return Sequences.gru(p, in[0], first, in.length > 5 ? in[5] : null, weights).out();
        };
    String hidden = "gru: state h for input [2,3,4] is [2,5], not [1,2,5]";
    add(hidden, state, x, of(15, 4), of(15, 5), of(15), of(2, 5));
    String ends = "gru: lengths for input [2,3,4] is [3], not [2]";
    add(ends, state, x, of(15, 4), of(15, 5), of(15), of(1, 2, 5), of(3));
    String rows = "gru: weight_hh is [20,5], not [15,5]";
    add(rows, state, x, of(15, 4), of(20, 5), of(15));
    Body cell =
        (p, in) ->
            Sequences.lstm(p, in[0], RecurrentState.of(in[3]), null, in[1], in[2], in[2], in[2])
                .out();
    add("lstm: the state has no c", cell, x, of(20, 4), of(20, 5), of(1, 2, 5));
  }

  private void convolutions() {
    Body conv = (p, in) -> Images.conv2d(p, in[0], in[1], in.length > 2 ? in[2] : null, 1, 0);
    String channels = "conv2d: input [1,4,4,3] has 3 channels, weight [3,3,2,8] wants 2";
    add(channels, conv, of(1, 4, 4, 3), of(3, 3, 2, 8));
    add("conv2d: input [4,4,3] has rank 3, not 4", conv, of(4, 4, 3), of(3, 3, 3, 8));
    add("conv2d: weight [3,3,8] has rank 3, not 4", conv, of(1, 4, 4, 3), of(3, 3, 8));
    add("conv2d: bias is [3], not [8]", conv, of(1, 4, 4, 3), of(3, 3, 3, 8), of(3));
    String large = "conv2d: kernel 3x3 is larger than the padded input 2x4";
    add(large, conv, of(1, 2, 4, 3), of(3, 3, 3, 8));
    Body still = (p, in) -> Images.conv2d(p, in[0], in[1], null, 0, -1);
    String settings = "conv2d: kernel 1x1, stride 0x0, padding -1x-1";
    add(settings, still, of(1, 4, 4, 1), of(1, 1, 1, 1));
    Body conv1d = (p, in) -> Images.conv1d(p, in[0], in[1], null, 1, 0);
    add("conv1d: input [4,3] has rank 2, not 3", conv1d, of(4, 3), of(3, 3, 8));
    add("conv1d: weight [3,8] has rank 2, not 3", conv1d, of(2, 4, 3), of(3, 8));
    String narrow = "conv1d: input [2,4,3] has 3 channels, weight [1,5,8] wants 5";
    add(narrow, conv1d, of(2, 4, 3), of(1, 5, 8));
    Body avg = (p, in) -> Images.avgPool2d(p, in[0], 2, 3);
    add("avg_pool2d: input [4,4,3] has rank 3, not 4", avg, of(4, 4, 3));
    add("avg_pool2d: kernel 2x3 is larger than the input 4x2", avg, of(1, 4, 2, 3));
    Body max = (p, in) -> Images.maxPool2d(p, in[0], 2, 0);
    add("max_pool2d: input [4] has rank 1, not 4", max, of(4));
    add("max_pool2d: kernel 2x0 and stride 2x0 must be at least 1", max, of(1, 4, 2, 3));
    imageSettings();
  }

  private void imageSettings() {
    ConvSettings dilated = ConvSettings.of(1, 1).dilation(3);
    Body wide = (p, in) -> Images.conv2d(p, in[0], in[1], null, dilated);
    String spread = "kernel 3x3, which dilation 3x3 makes 7x7, is larger than the padded input 6x7";
    add("conv2d: " + spread, wide, of(1, 4, 5, 2), of(3, 3, 2, 8));
    Body groups = (p, in) -> Images.conv2d(p, in[0], in[1], null, ConvSettings.of().groups(3));
    String wants = "conv2d: input [1,4,4,6] has 6 channels, weight [1,1,1,6] in 3 groups wants 3";
    add(wants, groups, of(1, 4, 4, 6), of(1, 1, 1, 6));
    String falls =
        "conv2d: weight [1,1,2,4] gives 4 channels, which do not fall into 3 equal groups";
    add(falls, groups, of(1, 4, 4, 6), of(1, 1, 2, 4));
    Body back =
        (p, in) -> Images.convTranspose2d(p, in[0], in[1], null, ConvSettings.of(2, 0), 2, 0);
    String output = "conv_transpose2d: output padding 2x0 must be less than the stride 2x2";
    add(output, back, of(1, 4, 4, 6), of(3, 3, 2, 6));
    add(
        "conv_transpose2d: input [1,4,4,6] has 6 channels, weight [3,3,6,2] wants 2",
        back,
        of(1, 4, 4, 6),
        of(3, 3, 6, 2));
    Body max = (p, in) -> Images.maxPool2d(p, in[0], PoolSettings.of(3).padding(2));
    String half = "max_pool2d: padding 2x2 must be between 0 and half of kernel 3x3";
    add(half, max, of(1, 4, 4, 6));
    Body shuffle = (p, in) -> Images.pixelShuffle(p, in[0], 2);
    String multiple = "pixel_shuffle: input [1,4,4,6]'s channels are no multiple of 2x2";
    add(multiple, shuffle, of(1, 4, 4, 6));
    Body up = (p, in) -> Images.upsampleNearest(p, in[0], 2, 2);
    add("upsample_nearest: input [1,0,4,6] has no pixels", up, of(1, 0, 4, 6));
  }

  private void norms() {
    Body group = (p, in) -> Norms.groupNorm(p, in[0], 4, in[1], in[2], 1e-5f);
    String equal = "group_norm: the channels of input [2,3,6] do not fall into 4 equal groups";
    add(equal, group, of(2, 3, 6), of(6), of(6));
    Body instance = (p, in) -> Norms.instanceNorm(p, in[0], in[1], in[2], 1e-5f);
    String alone = "instance_norm: input [2,1,6] has 1 values for each group";
    add(alone, instance, of(2, 1, 6), of(6), of(6));
    Body rms = (p, in) -> Norms.rmsNorm(p, in[0], in[1], 1e-5f);
    add("rms_norm: weight for input [2,6] is [5], not [6]", rms, of(2, 6), of(5));
    Body batch = (p, in) -> Norms.batchNorm(p, in[0], in[1], in[2], in[3], in[4], 0.1f, 1e-5f);
    String[] names = {"weight", "bias", "running mean", "running variance"};
    for (int i = 0; i < names.length; i++) {
      int[][] shapes = {of(2, 3), of(3), of(3), of(3), of(3)};
      shapes[i + 1] = of(4);
      add("batch_norm: " + names[i] + " for input [2,3] is [4], not [3]", batch, shapes);
    }
    String one = "batch_norm: input [1,3] has one value for each channel";
    add(one, batch, of(1, 3), of(3), of(3), of(3), of(3));
    Body layer = (p, in) -> Norms.layerNorm(p, in[0], in[1], in[2], 1e-5f);
    add("layer_norm: weight for input [2,3] is [2], not [3]", layer, of(2, 3), of(2), of(3));
    add("layer_norm: bias for input [2,3] is [1,3], not [3]", layer, of(2, 3), of(3), of(1, 3));
  }

  private void sequences() {
    Body attend =
        (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in.length > 3 ? in[3] : null, 2);
    int[] q = {2, 3, 8};
    int[] k = {2, 5, 8};
    add("attention: query [3,8] has rank 2, not 3", attend, of(3, 8), k, k);
    add("attention: key [8] has rank 1, not 3", attend, q, of(8), k);
    String heads = "attention: embed dim of query [2,3,7] is not divisible by 2 heads";
    add(heads, attend, of(2, 3, 7), of(2, 5, 7), of(2, 5, 7));
    String batch = "attention: query [2,3,8] and key [3,5,8] differ in batch or embed dim";
    add(batch, attend, q, of(3, 5, 8), of(3, 5, 8));
    add("attention: value is [2,4,8], not [2,5,8]", attend, q, k, of(2, 4, 8));
    add("attention: mask is [5,3], not [3,5] or [2,3,5]", attend, q, k, k, of(5, 3));
    Body self = (p, in) -> Sequences.selfAttention(p, in[0], in.length > 1 ? in[1] : null, 2);
    add("self_attention: input [3,8] has rank 2, not 3", self, of(3, 8));
    String parts = "last dim of [2,3,9] does not hold queries, keys and values of 2 heads";
    add("self_attention: " + parts, self, of(2, 3, 9));
    String mask = "self_attention: mask is [3,4], not [3,3] or [2,3,3]";
    add(mask, self, of(2, 3, 12), of(3, 4));
    Body lstm = (p, in) -> Sequences.lstm(p, in[0], Arrays.copyOfRange(in, 1, in.length));
    int[] x = {2, 5, 3};
    add("lstm: input [5,3] has rank 2, not 3", lstm, of(5, 3), of(8, 3), of(8, 2), of(8), of(8));
    String input = "lstm: weight_ih for input [2,5,3] is [8,4], not [8,3]";
    add(input, lstm, x, of(8, 4), of(8, 2), of(8), of(8));
    add("lstm: weight_hh is [6,2], not [8,2]", lstm, x, of(8, 3), of(6, 2), of(8), of(8));
    add("lstm: bias_ih is [6], not [8]", lstm, x, of(8, 3), of(8, 2), of(6), of(8));
    add("lstm: bias_hh is [6], not [8]", lstm, x, of(8, 3), of(8, 2), of(8), of(6));
    add("lstm: 3 parameters, not 4 for one direction", lstm, x, of(8, 3), of(8, 2), of(8));
  }

  private void rest() {
    Body loss = (p, in) -> Losses.crossEntropy(p, in[0], in[1]);
    add("cross_entropy: logits [4] has rank 1, not 2", loss, of(4), of(4));
    add("cross_entropy: labels for input [2,4] is [4], not [2]", loss, of(2, 4), of(4));
    add("cross_entropy: logits [0,4] are empty", loss, of(0, 4), of(0));
    add(
        "add: shapes [2,3] and [2] do not broadcast: axis -1 has 3 and 2, which must be equal, or"
            + " one of them 1",
        (p, in) -> Ops.add(p, in[0], in[1]),
        of(2, 3),
        of(2));
    Body divide = (p, in) -> Ops.divide(p, in[0], in[1]);
    add("div: shapes [3,4] and [2,2,4] do not broadcast: axis -2", divide, of(3, 4), of(2, 2, 4));
    Body where = (p, in) -> Masks.where(p, in[0], in[1], in[2]);
    String three = "where: shapes [3] and [1] and [2] do not broadcast: axis -1 has 3 and 2";
    add(three, where, of(3), of(1), of(2));
    Body embedding = (p, in) -> Indexing.embedding(p, in[0], in[1]);
    add("embedding: table [3] has rank 1, not 2", embedding, of(3), of(2));
    String many = "embedding: ids [1,1,1,1,1] of axis 0 of [3,2] give more than 5 axes";
    add(many, embedding, of(3, 2), of(1, 1, 1, 1, 1));
    Body gather = (p, in) -> Indexing.gather(p, in[0], 1, in[1]);
    add("gather: ids [3] has rank 1, not 2", gather, of(3, 2), of(3));
    add("gather: input [3,2] and ids [2,5] differ in more than axis 1", gather, of(3, 2), of(2, 5));
    Body mean = (p, in) -> Reductions.mean(p, in[0], -3);
    add("mean: axis -3 is not in shape [2,3]", mean, of(2, 3));
    add("mean: axis -3 of [0,2,3] is empty", mean, of(0, 2, 3));
    Body concat = (p, in) -> Ops.concat(p, 1, in);
    add("concat: shapes [2,0] and [3,0] differ", concat, of(2, 4), of(3, 5));
    add("concat: input [2,4,1] has rank 3, not 2", concat, of(2, 4), of(2, 4, 1));
    Body narrow = (p, in) -> Ops.narrow(p, in[0], 1, 2, 3);
    add("narrow: part 2 … 5 is not inside axis 1 of [2,4]", narrow, of(2, 4));
    Body permute = (p, in) -> Ops.permute(p, in[0], 0, 0);
    add("permute: axes [0, 0] do not name each axis of [2,3] once", permute, of(2, 3));
    add("permute: axes [0, 0] do not name each axis of [2,3,4]", permute, of(2, 3, 4));
    Body reshape = (p, in) -> Ops.reshape(p, in[0], Shape.of(4));
    add("reshape: [2,3] has 6 elements, [4] has 4", reshape, of(2, 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isOneLineThatNamesOpAndShapes(Case c) {
    CountingPool pool = new CountingPool(new ScalarBackend());
    try (Pass pass = Pass.training(pool, 1, 1)) {
      Tensor[] in =
          Arrays.stream(c.shapes).map(Shape::of).map(s -> zeros(pass, s)).toArray(Tensor[]::new);
      String message =
          assertThrows(ShapeException.class, () -> c.body.apply(pass, in)).getMessage();
      assertEquals(c.message, message.substring(0, Math.min(message.length(), c.message.length())));
      assertEquals(1, message.lines().count());
    }
    assertEquals(0, pool.out());
  }

  private static Tensor zeros(Pass pass, Shape shape) {
    return pass.constant(shape, new float[shape.numel()]);
  }

  @Test
  void dropoutNeedsAProbabilityBelowOne() {
    try (Pass pass = Pass.training(new CountingPool(new ScalarBackend()), 1, 1)) {
      Tensor x = zeros(pass, Shape.of(3));
      for (float p : new float[] {-0.1f, 1, Float.NaN}) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> Ops.dropout(pass, x, p))
                .getMessage();
        assertEquals("dropout: p = " + p + " is not in [0, 1)", message);
      }
    }
  }

  @Test
  void whatHasNoGradientMayNotRequireOne() {
    try (Pass pass = Pass.recording(new CountingPool(new ScalarBackend()))) {
      Tensor x = zeros(pass, Shape.of(1, 2, 4));
      Tensor mask = pass.variable(Shape.of(2, 2), new float[4]);
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> Sequences.attention(pass, x, x, x, mask, 2))
              .getMessage();
      assertEquals("attention: mask [2,2] requires a gradient, but there is none", message);
      Tensor logits = zeros(pass, Shape.of(1, 2));
      Tensor labels = pass.variable(Shape.of(1), new float[1]);
      assertThrows(IllegalArgumentException.class, () -> Losses.crossEntropy(pass, logits, labels));
    }
  }
}

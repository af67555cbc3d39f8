package dev.tenor.engine.tck;

import dev.tenor.engine.autograd.Pass;
import dev.tenor.engine.ops.ConvBlock;
import dev.tenor.engine.ops.Images;
import dev.tenor.engine.ops.Losses;
import dev.tenor.engine.ops.Norms;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Reductions;
import dev.tenor.engine.ops.Sequences;
import dev.tenor.engine.tensor.Shape;
import dev.tenor.engine.tensor.Tensor;
import java.util.Arrays;

/// The cases of `golden/ops.safetensors`, written by `golden_ops.py`.
final class GoldenOps extends GoldenTable {
  private static final float EPS = 1e-5f;
  private static final float MOMENTUM = 0.1f;

  GoldenOps() {
    super("ops");
    products();
    convolutions();
    poolingAndNorms();
    sequences();
    elementwise();
    shapes();
  }

  private void products() {
    put("matmul", (p, in) -> Ops.matmul(p, in[0], in[1]));
    put("matmul.transposed", (p, in) -> Ops.matmul(p, in[0], in[1], true, true));
    put("linear", (p, in) -> Ops.linear(p, in[0], in[1], in[2]));
    put("linear.one_row", (p, in) -> Ops.linear(p, in[0], in[1], in[2]));
    put("linear.no_bias", (p, in) -> Ops.linear(p, in[0], in[1], null));
  }

  private void convolutions() {
    for (String name : new String[] {"first", "same", "wide", "narrow"}) {
      conv2d(name, 1, 1);
    }
    conv2d("strided", 2, 2);
    conv2d("even_kernel", 3, 0);
    put("conv2d.no_bias", (p, in) -> Images.conv2d(p, in[0], in[1], null, 1, 1));
    put("conv1d", (p, in) -> Images.conv1d(p, in[0], in[1], in[2], 1, 1));
    put("conv1d.strided", (p, in) -> Images.conv1d(p, in[0], in[1], in[2], 2, 0));
    convBlock("first", 2);
    convBlock("wide", 2);
    convBlock("unpooled", 1);
    convBlock("running", 2);
  }

  private void conv2d(String name, int stride, int padding) {
    put("conv2d." + name, (p, in) -> Images.conv2d(p, in[0], in[1], in[2], stride, padding));
  }

  private void convBlock(String name, int pool) {
    put(
        "convBlock." + name,
        (p, in) -> {
          ConvBlock.Parameters q =
              new ConvBlock.Parameters(in[0], in[1], in[2], in[3], in[4], in[5]);
          return Images.convBlock(p, in[6], q, 1, 1, pool, 0, MOMENTUM, EPS);
        });
  }

  private void poolingAndNorms() {
    put("avgPool2d", (p, in) -> Images.avgPool2d(p, in[0], 2, 2));
    put("avgPool2d.tall", (p, in) -> Images.avgPool2d(p, in[0], 3, 2));
    put("maxPool2d", (p, in) -> Images.maxPool2d(p, in[0], 2, 2));
    put("maxPool2d.tall", (p, in) -> Images.maxPool2d(p, in[0], 3, 2));
    for (String name : new String[] {"training_4d", "training_2d", "running_4d", "running_2d"}) {
      put(
          "batchNorm." + name,
          (p, in) -> Norms.batchNorm(p, in[0], in[1], in[2], in[3], in[4], MOMENTUM, EPS));
    }
    put("layerNorm.96", (p, in) -> Norms.layerNorm(p, in[0], in[1], in[2], EPS));
    put("layerNorm.21", (p, in) -> Norms.layerNorm(p, in[0], in[1], in[2], EPS));
  }

  private void sequences() {
    attention("heads", 4);
    attention("cross", 2);
    attention("one_key", 3);
    attention("long", 1);
    put("attention.mask", (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in[3], 2));
    put("attention.batch_mask", (p, in) -> Sequences.attention(p, in[0], in[1], in[2], in[3], 3));
    put("selfAttention.one_token", (p, in) -> Sequences.selfAttention(p, in[0], null, 4));
    put("selfAttention.heads", (p, in) -> Sequences.selfAttention(p, in[0], null, 8));
    put("selfAttention.long", (p, in) -> Sequences.selfAttention(p, in[0], null, 2));
    put("selfAttention.mask", (p, in) -> Sequences.selfAttention(p, in[0], in[1], 3));
    put("lstm", GoldenOps::lstm);
    put("lstm.both_ways", GoldenOps::lstm);
  }

  private void attention(String name, int heads) {
    put("attention." + name, (p, in) -> Sequences.attention(p, in[0], in[1], in[2], null, heads));
  }

  private static Tensor lstm(Pass pass, Tensor[] in) {
    return Sequences.lstm(pass, in[0], Arrays.copyOfRange(in, 1, in.length));
  }

  private void elementwise() {
    put("softmax.4", (p, in) -> Ops.softmax(p, in[0]));
    put("softmax.37", (p, in) -> Ops.softmax(p, in[0]));
    put("logSoftmax.4", (p, in) -> Ops.logSoftmax(p, in[0]));
    put("logSoftmax.37", (p, in) -> Ops.logSoftmax(p, in[0]));
    put("crossEntropy", (p, in) -> Losses.crossEntropy(p, in[0], in[1]));
    put("elu", (p, in) -> Ops.elu(p, in[0]));
    put("relu", (p, in) -> Ops.relu(p, in[0]));
    put("gelu", (p, in) -> Ops.gelu(p, in[0]));
    put("tanh", (p, in) -> Ops.tanh(p, in[0]));
    put("sigmoid", (p, in) -> Ops.sigmoid(p, in[0]));
    put("add", (p, in) -> Ops.add(p, in[0], in[1]));
    put("add.row", (p, in) -> Ops.add(p, in[0], in[1]));
    put("subtract", (p, in) -> Ops.subtract(p, in[0], in[1]));
    put("subtract.row", (p, in) -> Ops.subtract(p, in[0], in[1]));
    put("multiply", (p, in) -> Ops.multiply(p, in[0], in[1]));
    put("multiply.map", (p, in) -> Ops.multiply(p, in[0], in[1]));
    put("scale", (p, in) -> Ops.scale(p, in[0], -1.75f));
  }

  private void shapes() {
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      put("mean." + axis, (p, in) -> Reductions.mean(p, in[0], at));
      put("narrow." + axis, (p, in) -> Ops.narrow(p, in[0], at, 1, 2));
      put("concat." + axis, (p, in) -> Ops.concat(p, at, in[0], in[1], in[0]));
    }
    put("permute", (p, in) -> Ops.permute(p, in[0], 2, 0, 3, 1));
    put("reshape", (p, in) -> Ops.reshape(p, in[0], Shape.of(6, 5)));
  }
}

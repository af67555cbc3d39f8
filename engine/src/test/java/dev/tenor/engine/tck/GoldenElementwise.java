package dev.tenor.engine.tck;

import dev.tenor.engine.ops.Indexing;
import dev.tenor.engine.ops.Masks;
import dev.tenor.engine.ops.Ops;
import dev.tenor.engine.ops.Shapes;
import dev.tenor.engine.tensor.Shape;

/// The cases of `golden/elementwise.safetensors`, written by `golden_elementwise.py`.
final class GoldenElementwise extends GoldenTable {
  GoldenElementwise() {
    super("elementwise");
    functions();
    two();
    masks();
    indexing();
    shapes();
  }

  private void functions() {
    put("geluTanh", (p, in) -> Ops.geluTanh(p, in[0]));
    put("silu", (p, in) -> Ops.silu(p, in[0]));
    put("softplus", (p, in) -> Ops.softplus(p, in[0]));
    put("hardtanh", (p, in) -> Ops.hardtanh(p, in[0]));
    put("exp", (p, in) -> Ops.exp(p, in[0]));
    put("log", (p, in) -> Ops.log(p, in[0]));
    put("sqrt", (p, in) -> Ops.sqrt(p, in[0]));
    put("rsqrt", (p, in) -> Ops.rsqrt(p, in[0]));
    put("abs", (p, in) -> Ops.abs(p, in[0]));
    put("negate", (p, in) -> Ops.negate(p, in[0]));
    put("square", (p, in) -> Ops.square(p, in[0]));
    put("reciprocal", (p, in) -> Ops.reciprocal(p, in[0]));
    put("sin", (p, in) -> Ops.sin(p, in[0]));
    put("cos", (p, in) -> Ops.cos(p, in[0]));
    put("clamp", (p, in) -> Ops.clamp(p, in[0], -0.75f, 1.25f));
    put("detach", (p, in) -> Ops.detach(p, in[0]));
  }

  private void two() {
    for (String pair : new String[] {"same", "row", "column", "number", "both"}) {
      put("add.broadcast_" + pair, (p, in) -> Ops.add(p, in[0], in[1]));
      put("subtract.broadcast_" + pair, (p, in) -> Ops.subtract(p, in[0], in[1]));
      put("multiply.broadcast_" + pair, (p, in) -> Ops.multiply(p, in[0], in[1]));
      put("divide.broadcast_" + pair, (p, in) -> Ops.divide(p, in[0], in[1]));
      put("minimum.broadcast_" + pair, (p, in) -> Ops.minimum(p, in[0], in[1]));
      put("maximum.broadcast_" + pair, (p, in) -> Ops.maximum(p, in[0], in[1]));
      put("pow." + pair, (p, in) -> Ops.pow(p, in[0], in[1]));
    }
    float[] powers = {2, 0.5f, -1, -0.5f, 1.7f};
    for (int i = 0; i < powers.length; i++) {
      float power = powers[i];
      put("pow.exponent_" + i, (p, in) -> Ops.pow(p, in[0], power));
    }
    put("pow.odd", (p, in) -> Ops.pow(p, in[0], 3));
    put("minimum.equal", (p, in) -> Ops.minimum(p, in[0], in[1]));
    put("maximum.equal", (p, in) -> Ops.maximum(p, in[0], in[1]));
    put("addScalar", (p, in) -> Ops.addScalar(p, in[0], 1.25f));
    put("leakyRelu", (p, in) -> Ops.leakyRelu(p, in[0], 0.25f));
    put("prelu", (p, in) -> Ops.prelu(p, in[0], in[1]));
  }

  private void masks() {
    put("greater", (p, in) -> Masks.greater(p, in[0], in[1]));
    put("greaterEqual", (p, in) -> Masks.greaterEqual(p, in[0], in[1]));
    put("less", (p, in) -> Masks.less(p, in[0], in[1]));
    put("lessEqual", (p, in) -> Masks.lessEqual(p, in[0], in[1]));
    put("equal", (p, in) -> Masks.equal(p, in[0], in[1]));
    put("notEqual", (p, in) -> Masks.notEqual(p, in[0], in[1]));
    put("where", (p, in) -> Masks.where(p, in[0], in[1], in[2]));
    put("maskedFill", (p, in) -> Masks.maskedFill(p, in[0], in[1], -2.5f));
    put("causalMask", (p, in) -> Masks.causalMask(p, 7));
  }

  private void shapes() {
    put("squeeze", (p, in) -> Shapes.squeeze(p, in[0], 1));
    put("unsqueeze", (p, in) -> Shapes.unsqueeze(p, in[0], -1));
    put("flatten", (p, in) -> Shapes.flatten(p, in[0], 1));
    put("transpose", (p, in) -> Shapes.transpose(p, in[0], 0, 2));
    put("stack", (p, in) -> Shapes.stack(p, -1, in[0], in[1]));
    put("split", (p, in) -> Shapes.split(p, in[0], 2, 2, 5).get(1));
    put("chunk", (p, in) -> Shapes.chunk(p, in[0], 1, 2).get(1));
    put("flip", (p, in) -> Shapes.flip(p, in[0], 1));
    put("pad", (p, in) -> Shapes.pad(p, in[0], 1, 2, 1, 1.5f));
    put("broadcastTo", (p, in) -> Shapes.broadcastTo(p, in[0], Shape.of(2, 3, 5, 7)));
    put("repeat", (p, in) -> Shapes.repeat(p, in[0], 1, 3));
    put("oneHot", (p, in) -> Indexing.oneHot(p, in[0], 6));
  }

  private void indexing() {
    put("embedding", (p, in) -> Indexing.embedding(p, in[0], in[1]));
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      put("indexSelect." + axis, (p, in) -> Indexing.indexSelect(p, in[0], at, in[1]));
      put("gather." + axis, (p, in) -> Indexing.gather(p, in[0], at, in[1]));
    }
  }
}

package dev.tenor.engine.tck;

import dev.tenor.engine.ops.Indexing;
import dev.tenor.engine.ops.Ops;

/// The cases of `golden/elementwise.safetensors`, written by `golden_elementwise.py`.
final class GoldenElementwise extends GoldenTable {
  GoldenElementwise() {
    super("elementwise");
    functions();
    indexing();
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

  private void indexing() {
    put("embedding", (p, in) -> Indexing.embedding(p, in[0], in[1]));
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      put("indexSelect." + axis, (p, in) -> Indexing.indexSelect(p, in[0], at, in[1]));
      put("gather." + axis, (p, in) -> Indexing.gather(p, in[0], at, in[1]));
    }
  }
}

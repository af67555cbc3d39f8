package dev.tenor.engine.tck;

import dev.tenor.engine.ops.Norms;

/// The cases of `golden/norms.safetensors`, written by `golden_norms.py`.
final class GoldenNorms extends GoldenTable {
  private static final float EPS = 1e-5f;

  GoldenNorms() {
    super("norms");
    group("one", 1);
    group("three", 3);
    group("time", 2);
    group("no_places", 3);
    put("instanceNorm", (p, in) -> Norms.instanceNorm(p, in[0], in[1], in[2], EPS));
    put("instanceNorm.time", (p, in) -> Norms.instanceNorm(p, in[0], in[1], in[2], EPS));
    put("rmsNorm.96", (p, in) -> Norms.rmsNorm(p, in[0], in[1], EPS));
    put("rmsNorm.21", (p, in) -> Norms.rmsNorm(p, in[0], in[1], EPS));
    for (int axis = 0; axis < 3; axis++) {
      int at = axis;
      put("normalize." + axis, (p, in) -> Norms.normalize(p, in[0], at, 1e-12f));
    }
    put("normalize.short", (p, in) -> Norms.normalize(p, in[0], -1, 2));
  }

  private void group(String name, int groups) {
    put("groupNorm." + name, (p, in) -> Norms.groupNorm(p, in[0], groups, in[1], in[2], EPS));
  }
}

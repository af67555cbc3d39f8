package dev.tenor.kernels.simd;

import static dev.tenor.kernels.simd.Lanes.F;
import static dev.tenor.kernels.simd.Lanes.L;

import dev.tenor.engine.backend.UnaryFn;
import jdk.incubator.vector.FloatVector;

/// One step of one utterance: the elementwise part of a GRU. Gates are [r | z | n], H each; `inner`
/// is u.
final class GruCellKernels {
  private GruCellKernels() {}

  /// Activates the gates in place, n = tanh(n + r·u); n + z·(h − n) goes to `out`.
  static void forward(
      float[] out,
      int oo,
      float[] gates,
      int go,
      float[] inner,
      int io,
      float[] h,
      int ho,
      int hidden,
      Scratch mine) {
    int z = go + hidden;
    int n = go + 2 * hidden;
    UnaryKernels.apply(UnaryFn.SIGMOID, gates, go, gates, go, 2 * hidden, mine);
    int j = 0;
    for (; j <= hidden - L; j += L) {
      FloatVector reset = FloatVector.fromArray(F, gates, go + j);
      FloatVector u = FloatVector.fromArray(F, inner, io + j);
      reset.fma(u, FloatVector.fromArray(F, gates, n + j)).intoArray(gates, n + j);
    }
    for (; j < hidden; j++) {
      gates[n + j] = Math.fma(gates[go + j], inner[io + j], gates[n + j]);
    }
    UnaryKernels.apply(UnaryFn.TANH, gates, n, gates, n, hidden, mine);
    for (j = 0; j <= hidden - L; j += L) {
      FloatVector candidate = FloatVector.fromArray(F, gates, n + j);
      FloatVector difference = FloatVector.fromArray(F, h, ho + j).sub(candidate);
      FloatVector.fromArray(F, gates, z + j).fma(difference, candidate).intoArray(out, oo + j);
    }
    for (; j < hidden; j++) {
      out[oo + j] = Math.fma(gates[z + j], h[ho + j] - gates[n + j], gates[n + j]);
    }
  }

  /// With d = dh + dout: da_n = d·(1−z)·(1−n²), da_z = d·(h − n)·z(1−z), da_r = da_n·u·r(1−r), du =
  /// da_n·r, and dh receives d·z.
  static void backward(
      float[] dgates,
      int dgo,
      float[] drecurrent,
      int dro,
      float[] dh,
      int dho,
      float[] dout,
      int doo,
      float[] gates,
      int go,
      float[] inner,
      int io,
      float[] h,
      int ho,
      int hidden) {
    int j = 0;
    for (; j <= hidden - L; j += L) {
      FloatVector r = FloatVector.fromArray(F, gates, go + j);
      FloatVector z = FloatVector.fromArray(F, gates, go + hidden + j);
      FloatVector n = FloatVector.fromArray(F, gates, go + 2 * hidden + j);
      FloatVector d = FloatVector.fromArray(F, dout, doo + j);
      d = d.add(FloatVector.fromArray(F, dh, dho + j));
      FloatVector open = z.neg().add(1f);
      FloatVector dn = d.mul(open).mul(n.mul(n).neg().add(1f));
      FloatVector dz = d.mul(FloatVector.fromArray(F, h, ho + j).sub(n)).mul(z.mul(open));
      FloatVector dr = dn.mul(FloatVector.fromArray(F, inner, io + j));
      dr = dr.mul(r.mul(r.neg().add(1f)));
      dr.intoArray(dgates, dgo + j);
      dr.intoArray(drecurrent, dro + j);
      dz.intoArray(dgates, dgo + hidden + j);
      dz.intoArray(drecurrent, dro + hidden + j);
      dn.intoArray(dgates, dgo + 2 * hidden + j);
      dn.mul(r).intoArray(drecurrent, dro + 2 * hidden + j);
      d.mul(z).intoArray(dh, dho + j);
    }
    for (; j < hidden; j++) {
      float r = gates[go + j];
      float z = gates[go + hidden + j];
      float n = gates[go + 2 * hidden + j];
      float d = dout[doo + j] + dh[dho + j];
      float dn = d * (1 - z) * (1 - n * n);
      float dz = d * (h[ho + j] - n) * (z * (1 - z));
      float dr = dn * inner[io + j] * (r * (1 - r));
      dgates[dgo + j] = dr;
      drecurrent[dro + j] = dr;
      dgates[dgo + hidden + j] = dz;
      drecurrent[dro + hidden + j] = dz;
      dgates[dgo + 2 * hidden + j] = dn;
      drecurrent[dro + 2 * hidden + j] = dn * r;
      dh[dho + j] = d * z;
    }
  }
}

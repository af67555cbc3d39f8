package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Depthwise;
import dev.tenor.engine.backend.host.HostBuffer;

/// Depthwise convolution.
public final class ScalarDepthwise implements Depthwise<HostBuffer> {
  @Override
  public void forward(HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    int n = g.inChannels();
    double[] sums = new double[g.outPixels() * n];
    for (int i = 0; bias != null && i < sums.length; i++) {
      sums[i] = bias.get(i % n);
    }
    ConvTaps.forEach(
        g,
        (out, in, tap) -> {
          for (int c = 0; c < n; c++) {
            sums[out * n + c] += (double) x.get(in * n + c) * w.get(tap * n + c);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      y.set(i, sums[i]);
    }
  }

  @Override
  public void backwardData(HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    int n = g.inChannels();
    double[] sums = new double[g.inPixels() * n];
    ConvTaps.forEach(
        g,
        (out, in, tap) -> {
          for (int c = 0; c < n; c++) {
            sums[in * n + c] += (double) dy.get(out * n + c) * w.get(tap * n + c);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      dx.set(i, sums[i]);
    }
  }

  @Override
  public void backwardWeightAccumulate(HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int n = g.inChannels();
    double[] sums = new double[g.taps() * n];
    ConvTaps.forEach(
        g,
        (out, in, tap) -> {
          for (int c = 0; c < n; c++) {
            sums[tap * n + c] += (double) dy.get(out * n + c) * x.get(in * n + c);
          }
        });
    for (int i = 0; i < sums.length; i++) {
      dw.add(i, sums[i]);
    }
  }
}

package dev.tenor.engine.backend.scalar;

import dev.tenor.engine.backend.ConvGeometry;
import dev.tenor.engine.backend.Convolution;
import dev.tenor.engine.backend.host.HostBuffer;

/// 2-D convolution, x [B,H,W,Cin], w [kh,kw,Cin,Cout], y [B,outH,outW,Cout]. Each method walks the
/// output pixels and the kernel's taps; the innermost loop runs over channels, which are
/// contiguous.
public final class ScalarConvolution implements Convolution<HostBuffer> {
  @Override
  public void forward(HostBuffer y, HostBuffer x, HostBuffer w, HostBuffer bias, ConvGeometry g) {
    int cout = g.outChannels();
    double[] sums = new double[cout];
    for (int b = 0; b < g.batch(); b++) {
      for (int oh = 0; oh < g.outH(); oh++) {
        for (int ow = 0; ow < g.outW(); ow++) {
          for (int o = 0; o < cout; o++) {
            sums[o] = bias == null ? 0 : bias.get(o);
          }
          ConvTaps.forEach(
              g, b, oh, ow, (out, in, tap) -> addTap(sums, x, in, w, tap, g.inChannels()));
          int pixel = (b * g.outH() + oh) * g.outW() + ow;
          for (int o = 0; o < cout; o++) {
            y.set(pixel * cout + o, sums[o]);
          }
        }
      }
    }
  }

  private static void addTap(
      double[] sums, HostBuffer x, int pixel, HostBuffer w, int tap, int cin) {
    for (int c = 0; c < cin; c++) {
      double value = x.get(pixel * cin + c);
      int row = (tap * cin + c) * sums.length;
      for (int o = 0; o < sums.length; o++) {
        sums[o] += value * w.get(row + o);
      }
    }
  }

  @Override
  public void backwardData(HostBuffer dx, HostBuffer dy, HostBuffer w, ConvGeometry g) {
    int cin = g.inChannels();
    int cout = g.outChannels();
    double[] sums = new double[g.batch() * g.height() * g.width() * cin];
    ConvTaps.forEach(
        g,
        (out, in, tap) -> {
          for (int c = 0; c < cin; c++) {
            double sum = 0;
            for (int o = 0; o < cout; o++) {
              sum += (double) dy.get(out * cout + o) * w.get((tap * cin + c) * cout + o);
            }
            sums[in * cin + c] += sum;
          }
        });
    for (int i = 0; i < sums.length; i++) {
      dx.set(i, sums[i]);
    }
  }

  @Override
  public void backwardWeightAccumulate(HostBuffer dw, HostBuffer dy, HostBuffer x, ConvGeometry g) {
    int cin = g.inChannels();
    int cout = g.outChannels();
    double[] sums = new double[g.kernelH() * g.kernelW() * cin * cout];
    ConvTaps.forEach(
        g,
        (out, in, tap) -> {
          for (int c = 0; c < cin; c++) {
            double value = x.get(in * cin + c);
            for (int o = 0; o < cout; o++) {
              sums[(tap * cin + c) * cout + o] += value * dy.get(out * cout + o);
            }
          }
        });
    for (int i = 0; i < sums.length; i++) {
      dw.add(i, sums[i]);
    }
  }
}

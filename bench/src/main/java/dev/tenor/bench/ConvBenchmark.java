package dev.tenor.bench;

import dev.tenor.bench.cases.PaperBlocks;
import dev.tenor.engine.backend.Backend;
import dev.tenor.engine.backend.Buffer;
import dev.tenor.engine.backend.ConvGeometry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/// The bare 3×3 convolutions of the six blocks of preset `paper`.
public class ConvBenchmark extends BackendBenchmark<ConvBenchmark.Operands> {
  @Param({"1", "2", "3", "4", "5", "6"})
  int block;

  @Param("32")
  int batch;

  @Param({"1", "2"})
  int threads;

  /// The tensors on one backend.
  static final class Operands {
    private final Backend backend;
    private final ConvGeometry g;
    private final Buffer x;
    private final Buffer w;
    private final Buffer bias;
    private final Buffer dy;
    private final Buffer y;
    private final Buffer dx;
    private final Buffer dw;

    Operands(Backend backend, ConvGeometry g) {
      this.backend = backend;
      this.g = g;
      x = uploaded(backend, normal("conv x", PaperBlocks.inputs(g)));
      w = uploaded(backend, normal("conv w", PaperBlocks.weights(g)));
      bias = uploaded(backend, normal("conv bias", g.outChannels()));
      dy = uploaded(backend, normal("conv dy", PaperBlocks.outputs(g)));
      y = zeros(backend, PaperBlocks.outputs(g));
      dx = zeros(backend, PaperBlocks.inputs(g));
      dw = zeros(backend, PaperBlocks.weights(g));
    }

    void forward() {
      backend.convolution().forward(y, x, w, bias, g);
    }

    void dataGradient() {
      backend.convolution().backwardData(dx, dy, w, g);
    }

    /// Accumulates into the gradient, as a training step does; the sum is not used.
    void weightGradient() {
      backend.convolution().backwardWeightAccumulate(dw, dy, x, g);
    }

    void all() {
      forward();
      dataGradient();
      weightGradient();
    }
  }

  @Override
  int threads() {
    return threads;
  }

  @Override
  Operands build(Backend backend) {
    ConvGeometry g = PaperBlocks.of(block, batch).conv();
    int floats = PaperBlocks.inputs(g) + PaperBlocks.weights(g) + PaperBlocks.outputs(g);
    work(PaperBlocks.flop(g), 4.0 * floats);
    return new Operands(backend, g);
  }

  @Override
  void verify(Operands a, Operands e) {
    a.all();
    e.all();
    String name = "block " + block;
    requireClose(name + " forward", downloaded(a.backend, a.y), downloaded(e.backend, e.y), 1e-10);
    requireClose(name + " dx", downloaded(a.backend, a.dx), downloaded(e.backend, e.dx), 1e-10);
    requireClose(name + " dw", downloaded(a.backend, a.dw), downloaded(e.backend, e.dw), 1e-10);
  }

  @Benchmark
  public void forward() {
    subject().forward();
    finish();
  }

  @Benchmark
  public void dataGradient() {
    subject().dataGradient();
    finish();
  }

  @Benchmark
  public void weightGradient() {
    subject().weightGradient();
    finish();
  }
}
